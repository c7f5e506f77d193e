"""Records to JSON and back, and the digest that tells whether a record is still the same."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from firsthand.errors import StorageError

T = TypeVar("T")


def encode(record: object) -> bytes:
    """Write a record as JSON, fields in the order of their declaration."""
    return msgspec.json.encode(record)


def decode(body: bytes, kind: type[T] | Any) -> T:
    """Read a record back, every field checked against its type.

    Raises:
        StorageError: the bytes are not such a record; the message has the path of the fault.
    """
    try:
        record: T = msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StorageError(f"a row of the case is damaged: {error}") from error
    return record


def digest(*parts: object) -> str:
    """Return the SHA-256 of records, strings and other digests, in their order."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
