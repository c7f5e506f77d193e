"""The case file: SQLite, numbered migrations."""

from firsthand.store.case_file import Row, Store, supersedes
from firsthand.store.codec import decode, digest, encode
from firsthand.store.migrations import APPLICATION_ID, FORMAT

__all__ = ["APPLICATION_ID", "FORMAT", "Row", "Store", "decode", "digest", "encode", "supersedes"]
