"""Bytes to reports: files, pages, JSON Lines; what each says of itself; what in it is furniture."""

from firsthand.ingest.furniture import MarkFurniture
from firsthand.ingest.reader import read

__all__ = ["MarkFurniture", "read"]
