"""Lets every test import what lies in this folder (harbour_fire)."""
