"""Sentences, also where a text has lost its punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

# A copy that lost its punctuation has none at all, or only what the capture added at its ends;
# running English news has an end mark every 15 to 30 words.
LEAST_WORDS_TO_JUDGE = 30
MOST_WORDS_PER_MARK = 80

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt maj cpl adm cmdr rev hon st jr sr no vs "
    "etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "inc corp ltd co cos dept est approx fig ave blvd rd ft mt a.m p.m e.g i.e u.s u.k u.n "
    "d.c".split()
)
_END = re.compile(r"""[.!?…]+(?:["'”’)\]]+|(?=\s)|$)""")
_DAY_OR_ZONE = re.compile(
    r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s+(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b|"
    r"\s+(?:[ECMP][SD]T|GMT|UTC|EST|EDT|Eastern|Central|Mountain|Pacific)\b"
)
_STARTER = re.compile(r"\s+(?:The|A|An|He|She|It|They|But|In|On|At|Officers?|Police)\b")
_NO_SPACE = re.compile(r"\S+")
_BREAK = re.compile(r"\n\s*\n|\n")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*([^\W_])")


@lru_cache(maxsize=16)  # every reader of a report asks for it
def has_lost_punctuation(text: str) -> bool:
    """Say whether the text has (almost) no end marks, as stripped copies have."""
    words = len(text.split())
    if words < LEAST_WORDS_TO_JUDGE:
        return False
    return len(re.findall(r"[.!?]", text)) * MOST_WORDS_PER_MARK < words


def sentences(text: str, breaks: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Split a text into sentences, ends of lines included.

    A text that lost its punctuation is cut before words that open sentences rather than go on
    with them, into pieces of `LEAST_OPENED` to `MOST_OPENED` words.

    Args:
        text: The report's text.
        breaks: Offsets at which a sentence ends for certain in a text without punctuation.

    Returns:
        Half-open code point offsets in text order, white space at the ends left out.
    """
    if has_lost_punctuation(text):
        edges = [0, *(b for b in sorted(set(breaks)) if 0 < b < len(text)), len(text)]
        return [piece for a, b in pairwise(edges) for piece in _split_unmarked(text, a, b)]
    return list(_split_marked(text))


@lru_cache(maxsize=8)  # every reader of a report asks for them
def _split_marked(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(piece for start, end in _lines(text) for piece in _split_line(text, start, end))


# Words that open a sentence of news more often than they go on with one, with how strongly.
_OPENERS = {
    word: weight
    for weight, words in (
        (3, "meanwhile however but although though despite still earlier later"),
        (2, "he she they it we i this there these those according when while after as if on in "
            "some many others police officials authorities now not no"),
        (1, "the a an for since during at from president senator mr mrs"),
    )
    for word in words.split()
}  # fmt: skip
# A word after which no sentence ends.
_GOES_ON = frozenset(
    "a an the of to in on at by for from with and or but as that than into over under between "
    "who which whose where when while because if is are was were be been has have had will would "
    "could can may might should must not mr mrs ms dr sen rep gov u its his her their our my this "
    "these those said says after before during against about through including such very".split()
)
LEAST_OPENED = 8
MOST_OPENED = 34


def _split_unmarked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [(match.start(), match.end()) for match in _NO_SPACE.finditer(text, start, end)]
    forms = [text[a:b].casefold() for a, b in words]
    out: list[tuple[int, int]] = []
    first = 0
    while len(words) - first > MOST_OPENED:
        window = range(first + LEAST_OPENED, first + MOST_OPENED)
        cut = max(window, key=lambda i: (_opens(forms, i), -abs(i - first - 20)))
        out.append((words[first][0], words[cut - 1][1]))
        first = cut
    if first < len(words):
        out.append((words[first][0], words[-1][1]))
    return out


def _opens(forms: list[str], index: int) -> int:
    if forms[index - 1] in _GOES_ON:
        return 0
    return _OPENERS.get(forms[index], 0)


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
        # "at 2:45 a.m. Officers came" ends, "at 5 p.m. Sunday" and "U.S. Embassy" do not.
        if word in ("a.m", "p.m"):
            return _DAY_OR_ZONE.match(text, mark.end()) is None
        return word in ("d.c", "u.s", "u.k") and _STARTER.match(text, mark.end()) is not None
    return not (len(word) == 1 and word.isalpha() and before.group()[0].isupper())


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
