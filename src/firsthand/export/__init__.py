"""One file a format, each `write(pile, path) -> int`: how many records were written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from firsthand.errors import InputError
from firsthand.export import exchange, jsonl
from firsthand.export.names import shown_ids
from firsthand.export.output import check_output, write_output
from firsthand.export.plain import to_json, to_plain
from firsthand.records import Pile

__all__ = ["FORMATS", "check_output", "export", "shown_ids", "to_json", "to_plain", "write_output"]

FORMATS: dict[str, Callable[[Pile], tuple[bytes, int]]] = {
    "exchange": exchange.render,
    "jsonl": jsonl.render,
}


def export(pile: Pile, path: str | Path, *, format: str, force: bool = False) -> int:  # noqa: A002
    """Write a pile in one of the formats; return how many records were written.

    Raises:
        InputError: there is no such format, or the file is there and `force` is not given.
        StorageError: it cannot be written; what stood there before stays.
    """
    if format not in FORMATS:
        raise InputError(f"no format {format!r}; there are {', '.join(sorted(FORMATS))}")
    body, n_records = FORMATS[format](pile)
    write_output(path, body, force=force)
    return n_records
