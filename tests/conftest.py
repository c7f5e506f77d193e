"""Lets every test import what lies in this folder (harbour_fire, strategies)."""

from hypothesis import settings

# A slow machine is no failure of the code: speed is measured in benchmarks/.
settings.register_profile("firsthand", deadline=None)
settings.load_profile("firsthand")
