"""Records as JSON for programs: field names as declared, whole numbers without a point."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


def to_plain(record: object) -> Plain:
    """Turn a record into what JSON knows.

    3.0 becomes 3, so that an estimate looks the same whether it was just worked out or read back
    from a case.
    """
    return _whole(msgspec.to_builtins(record))


def to_json(record: object) -> str:
    """Write a record as one line of JSON."""
    return msgspec.json.encode(to_plain(record)).decode("utf-8")


def _whole(plain: Plain) -> Plain:
    if isinstance(plain, float):
        return int(plain) if plain.is_integer() else plain
    if isinstance(plain, dict):
        return {key: _whole(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_whole(value) for value in plain]
    return plain
