"""Pull quotes: a display copy of somebody's words, and the line that names whose they are.

Read as running text, both do harm: the words count twice, and the name that follows becomes the
source of whatever sentence comes next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.text.layout import Line

MOST_PULL_WORDS = 80
LEAST_PULL_WORDS = 3
# Two human quotations that are not the same utterance seldom pass .80 (partial ratio); a display
# copy in another machine translation than the running text still reaches .85 or thereabouts.
LEAST_PULL_SIMILARITY = 85.0
# With a name line right below there is a second sign that the paragraph is on display.
LEAST_NAMED_SIMILARITY = 75.0
MOST_NAME_WORDS = 12
# A display may carry a few words more than the running text quotes.
LEAST_LENGTH_SHARE = 0.7
# Up to here chance likeness is frequent: nearly the same words are asked for.
SHORT_WORDS = 6
LEAST_SHORT_SIMILARITY = 93.0

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{6,2000})[”\"»“]")
_MARKS = " \t“”\"«»„‘’'"
_NAME_LINE = re.compile(
    r"(?P<dash>[-–—―]{1,2}\s*)?(?P<words>(?:[A-Z][\w.'’-]*|\([\w .,-]+\)|of|the|for|and|de|da|van|"
    r"von|in|at|to|,)"
    r"(?:[\s,]+(?:[A-Z][\w.'’-]*|\([\w .,-]+\)|of|the|for|and|de|da|van|von|in|at|to|"
    r"[a-z]+)){1,11},?)$"
)
# A line of a transcript, or one that says in running text who speaks, is nobody's display.
_TOLD = re.compile(
    r"^[A-Z][A-Za-z. ]{1,30}:\s|\b(?:said|says|told|added|wrote|asked|tweeted)\b(?:\W+\w+){0,3}\W*$"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|tweeted|wrote|added|asked|was|were|is|are|has|have|had|will|would|can|"
    r"could)\b"
)


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Indices of lines: the displayed words (if they are there) and the name below."""

    words: int | None
    name: int | None


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The words in quotation marks on one line."""

    text: str
    words: frozenset[str]


def find_pull_quotes(found: list[Line]) -> list[PullQuote]:
    """Find displayed copies of quotations and the name lines that belong to them.

    Args:
        found: the lines of the text, as `lines` gives them.
    """
    quoted = {
        number: _Quoted(parts, frozenset(_words(parts)))
        for number, line in enumerate(found)
        if (parts := " ".join(match.group(1) for match in _QUOTED.finditer(line.text)))
    }
    if not quoted:
        return [PullQuote(None, number) for number, line in enumerate(found) if _is_orphan(line)]
    out: list[PullQuote] = []
    for number, line in enumerate(found):
        named = number + 1 < len(found) and is_name_line(found[number + 1])
        if number and _repeats_quotation(number, line, found, quoted, named=named):
            out.append(PullQuote(number, number + 1 if named else None))
        elif _is_orphan(line) and not (out and out[-1].name == number):
            out.append(PullQuote(None, number))
    return out


def is_name_line(line: Line) -> bool:
    """Say whether a line is only a name, with or without a dash and a title."""
    if not 2 <= line.n_words <= MOST_NAME_WORDS or _SPEECH.search(line.text):
        return False
    match = _NAME_LINE.match(line.text)
    if match is None:
        return False
    words = re.findall(r"[^\W\d_][\w.'’-]*", re.sub(r"\(.*?\)", "", match.group("words")))
    capital = [word for word in words if word[0].isupper()]
    return len(capital) >= 2 and len(capital) * 2 >= len(words)


def _is_orphan(line: Line) -> bool:
    return line.text[0] in "–—―-" and is_name_line(line)


def _repeats_quotation(
    number: int, line: Line, found: list[Line], quoted: dict[int, _Quoted], *, named: bool
) -> bool:
    body = line.text.strip(_MARKS)
    if not LEAST_PULL_WORDS <= line.n_words <= MOST_PULL_WORDS or not _is_display(line):
        return False
    if _TOLD.search(line.text):
        return False
    words = set(_words(body))
    for other, parts in quoted.items():
        if other == number or len(parts.text) < LEAST_LENGTH_SHARE * len(body):
            continue
        if 2 * len(words & parts.words) < len(words):
            continue
        if not named and _is_display(found[other]) and found[other].n_words <= line.n_words:
            continue  # of two displays the longer is not a copy of the shorter
        if _similarity(body, parts.text) >= _least_similarity(line, named=named):
            return True
    return False


def _least_similarity(line: Line, *, named: bool) -> float:
    if line.n_words < SHORT_WORDS:
        return LEAST_SHORT_SIMILARITY
    return LEAST_NAMED_SIMILARITY if named else LEAST_PULL_SIMILARITY


def _is_display(line: Line) -> bool:
    """Say whether the whole line is somebody's words: all of it in marks, or no mark in it."""
    text = line.text.rstrip(" .,")
    marks = sum(text.count(mark) for mark in '“”"«»')
    if marks == 0:
        return True
    inner = text.strip('“”"«» ')
    return text[0] in '“"«' and not any(mark in inner for mark in '“”"«»')


def _similarity(body: str, parts: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.partial_ratio(_plain(body), _plain(parts)))


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
