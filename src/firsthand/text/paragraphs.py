"""Paragraphs: the lines of a text, or what stands between blank lines where lines are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST_LINE_ENDS_TO_JUDGE = 5
_LINE_END = re.compile(r"(\S)[ \t]*\n[ \t]*(\S)")
_LINES, _BLANK_LINES = re.compile(r"\n+"), re.compile(r"\n\s*\n")


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each paragraph that holds a visible character, in their order."""
    yield from cut_paragraphs(text, wrapped=is_hard_wrapped(text))


def cut_paragraphs(text: str, *, wrapped: bool) -> Iterator[tuple[int, int]]:
    """Yield paragraphs, where it is known whether lines are broken inside sentences."""
    position = 0
    for match in (_BLANK_LINES if wrapped else _LINES).finditer(text):
        if not text[position : match.start()].isspace() and position < match.start():
            yield position, match.start()
        position = match.end()
    if text[position:].strip():
        yield position, len(text)


def is_hard_wrapped(text: str) -> bool:
    """Say whether single line ends fall inside sentences, as in old wire captures."""
    n_ends = n_inside = 0
    for match in _LINE_END.finditer(text):
        before, after = match.groups()
        n_ends += 1
        n_inside += (before.isalnum() or before == ",") and after.islower()
    return n_ends >= LEAST_LINE_ENDS_TO_JUDGE and n_inside * 3 > n_ends
