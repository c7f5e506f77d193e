"""Sentences, also where a text has lost its punctuation."""

from __future__ import annotations

import re

# A copy that lost its punctuation has none at all, or only what the capture added at its ends;
# running English news has an end mark every 15 to 30 words.
LEAST_WORDS_TO_JUDGE = 30
MOST_WORDS_PER_MARK = 80

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt maj cpl adm cmdr rev hon st jr sr no vs "
    "etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "inc corp ltd co cos dept est approx fig ave blvd rd ft mt a.m p.m e.g i.e u.s u.k u.n d.c".split()
)
_END = re.compile(r"""[.!?…]+(?:["'”’)\]]+|(?=\s)|$)""")
_BREAK = re.compile(r"\n\s*\n|\n")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*([^\W_])")


def has_lost_punctuation(text: str) -> bool:
    """Say whether the text has (almost) no end marks, as stripped copies have."""
    words = len(text.split())
    if words < LEAST_WORDS_TO_JUDGE:
        return False
    return len(re.findall(r"[.!?]", text)) * MOST_WORDS_PER_MARK < words


def sentences(text: str) -> list[tuple[int, int]]:
    """Split a text into sentences, ends of lines included.

    Returns:
        Half-open code point offsets in text order, white space at the ends left out.
    """
    out: list[tuple[int, int]] = []
    for start, end in _lines(text):
        out.extend(_split_line(text, start, end))
    return out


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    position = 0
    for match in _BREAK.finditer(text):
        lines.append((position, match.start()))
        position = match.end()
    lines.append((position, len(text)))
    return [trimmed for a, b in lines if (trimmed := _trim(text, a, b)) is not None]


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    position = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        following = _NEXT.match(text, match.end(), end)
        if following is None or not _is_end(text, position, match, following):
            continue
        piece = _trim(text, position, match.end())
        if piece is not None:
            pieces.append(piece)
        position = match.end()
    last = _trim(text, position, end)
    if last is not None:
        pieces.append(last)
    return pieces


def _is_end(text: str, start: int, mark: re.Match[str], following: re.Match[str]) -> bool:
    after = following.group(1)
    if after.islower():
        return False
    if mark.group()[0] != "." or len(mark.group().rstrip("\"'”’)]")) > 1:
        return True
    before = re.search(r"[^\s\"'“‘(\[]+$", text[start : mark.start()])
    if before is None:
        return False
    word = before.group().casefold().rstrip(".")
    if word in _ABBREVIATIONS:
        # "at 2:45 a.m. Officers came", "in Washington, D.C. The ..."
        return word in ("a.m", "p.m", "d.c", "u.s", "u.k") and bool(
            re.match(
                r"\s+(?:The|A|An|He|She|It|They|But|In|On|At|Officers?|Police)\b",
                text[mark.end() : mark.end() + 12],
            )
        )
    return not (len(word) == 1 and word.isalpha() and before.group()[0].isupper())


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
