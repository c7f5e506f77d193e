"""The order in which people expect names: 2 before 10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(\d+)")
# int() refuses more than 4,300 digits, and an id that a report brought along may have them.
LONGEST_NUMBER = 20


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """Return what to sort a name by: letters without regard to case, digits as numbers."""
    return [
        (0, int(piece), "") if piece.isdecimal() and len(piece) < LONGEST_NUMBER else (1, 0, piece)
        for piece in _DIGITS.split(name.casefold())
        if piece
    ]
