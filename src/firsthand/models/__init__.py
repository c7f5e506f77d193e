"""Readers: what takes a report apart into sentences, names, who did what, who says what."""

from firsthand.models.protocol import Reader, parse, stamp_of
from firsthand.models.reader import NetReader, open_reader
from firsthand.models.stage import ParseReport

__all__ = ["NetReader", "ParseReport", "Reader", "open_reader", "parse", "stamp_of"]
