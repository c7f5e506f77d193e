"""The lines of a text, and what its first lines say: capture header, headline, byline, day.

A headline, a byline and a day are both metadata (ingest reads them) and furniture (they are the
page's, not the account's), so that both ask here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from firsthand.text.page_marks import OPENING_LABEL, is_of_the_page

# Longest headlines of 8,000 news pages: 99 % have at most 20 words.
MOST_HEADLINE_WORDS = 22
LEAST_HEADLINE_WORDS = 3
# A byline, a day or a masthead stands within the first lines or not at all.
OPENING_LINES = 6
MOST_BYLINE_WORDS = 22
LEAST_PARAGRAPH_WORDS = 12

_LINE = re.compile(r"[^\r\n]+")
_END_MARK = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_HARD_END = re.compile(r"[.:;,…][\"'”’)\]]*$")
_INNER_END = re.compile(r"(?<![A-Z.])[^\W\d_]{3}[.] +[A-Z]")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO_DAY = r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
_CLOCK = r"(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_DAY_FORMS = (
    re.compile(rf"(?<![\d-]){_ISO_DAY}(?![\d-])"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}\b"),
)
_HEADER = re.compile(
    rf"\ufeff?\s*(?P<header>date:?[ \t]+(?P<day>{_ISO_DAY}{_CLOCK})(?:[ \t]+Loading(?:\.\.\.|"
    rf"…)?)?)",
    re.IGNORECASE,
)
_LOADING = re.compile(r"\ufeff?\s*(?P<header>Loading(?:\.\.\.|…))", re.IGNORECASE)
_DAY_LINE = re.compile(
    r"(?:first\s+)?(?:published|posted|updated|last updated|created|date)\b(?:\s+(?:on|"
    r"at))?\s*:?\s",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:last )?updated\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)
_PARTICLES = r"(?:(?:de|da|di|du|van|von|der|den|la|le|el|al|bin)\s+)*"
_NAME = rf"[A-Z][\w.'’-]*(?:\s+{_PARTICLES}[A-Z][\w.'’-]*){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s+{_NAME})*,?\s+(?:and|&)\s+{_NAME})?"
_BYLINE = re.compile(
    rf"(?:By|BY|Written by|Reporting by)[:\s]\s*(?P<names>{_NAMES})(?P<rest>\s*(?:[,|/–—(-].*)?)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without white space at its ends."""

    start: int
    end: int
    text: str
    alone: bool  # a blank line (or an end of the text) on both sides
    n_words: int

    @property
    def has_end_mark(self) -> bool:
        """Say whether it closes as a sentence (or a part of one) does."""
        return _END_MARK.search(self.text) is not None


def lines(text: str) -> list[Line]:
    """Split a text into its lines, blank ones left out."""
    bare: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        run = match.group()
        stripped = run.strip("\ufeff \t\u00a0\x0b\x0c\u2028")
        if stripped and not stripped.isspace():
            start = match.start() + run.index(stripped)
            bare.append((start, start + len(stripped)))
    out: list[Line] = []
    for number, (start, end) in enumerate(bare):
        before = text[bare[number - 1][1] : start] if number else "\n\n"
        after = text[end : bare[number + 1][0]] if number + 1 < len(bare) else "\n\n"
        words = text[start:end]
        out.append(Line(start, end, words, _is_gap(before) and _is_gap(after), len(words.split())))
    return out


def find_header(text: str) -> tuple[int, int, dt.date | None] | None:
    """Find what a capture tool put before the text: "date 2020-01-02", "Loading...".

    Returns:
        Its code points and the day that it gives.
    """
    match = _HEADER.match(text)
    if match is not None:
        return match.start("header"), match.end("header"), _day(match.group("iso"))
    match = _LOADING.match(text)
    if match is not None:
        return match.start("header"), match.end("header"), None
    return None


def find_title(text: str, found: list[Line]) -> Line | None:
    """Find a headline: a short first line without an end mark, with a blank line after it.

    Args:
        text: the whole text.
        found: its lines, as `lines` gives them.
    """
    rest = _below_header(text, found)
    while rest and is_of_the_page(rest[0].text):
        rest = rest[1:]
    if len(rest) < 2:
        return None
    first, second = rest[:2]
    if not _is_headline(first):
        return None
    if first.alone:
        return first
    # a file that sets one line per paragraph; a hard-wrapped sentence is not set like a headline
    below = second.has_end_mark and second.n_words >= LEAST_PARAGRAPH_WORDS
    return first if below and is_titled(first.text) and "\n\n" not in text else None


def find_byline(text: str, found: list[Line]) -> tuple[Line, str] | None:
    """Find "By Jane Doe" among the first lines or on the last.

    Returns:
        The line and the names in it.
    """
    rest = _below_header(text, found)
    for line in rest[:OPENING_LINES] + rest[OPENING_LINES:][-2:]:
        if line.n_words <= MOST_BYLINE_WORDS:
            match = _BYLINE.match(line.text)
            if match is not None and not line.text.endswith("."):
                return line, match.group("names").strip()
    return None


def find_day_line(text: str, found: list[Line]) -> tuple[Line, dt.date] | None:
    """Find a line of the page that gives the day of publication, if it can mean one day only.

    "Published Oct. 3, 2016", "Sunday, 22 September 2019, 5:20 p.m.", "The Herald | 3 March 2024".
    """
    candidates: list[tuple[Line, dt.date]] = []
    for line in _below_header(text, found)[:OPENING_LINES]:
        if line.n_words > MOST_BYLINE_WORDS:
            continue
        days = find_days(line.text)
        if len(days) == 1 and _says_day(line.text):
            candidates.append((line, days[0]))
    # the day of the first version counts, where a line gives it
    first = [one for one in candidates if not _UPDATED.match(one[0].text)]
    candidates = first or candidates
    if len({day for _, day in candidates}) == 1:
        return candidates[0]
    return None


def find_days(text: str) -> list[dt.date]:
    """List the full dates in a line that can mean one day only, each once."""
    out: list[dt.date] = []
    for form in _DAY_FORMS:
        for match in form.finditer(text):
            day = _read_day(match.groupdict())
            if day is not None and day not in out:
                out.append(day)
    return out


def is_titled(words: str) -> bool:
    """Say whether a line is set as headlines are: most of its long words begin with a capital."""
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    return len(long) >= 2 and capital * 4 >= len(long) * 3


def _is_gap(between: str) -> bool:
    return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") >= 2


def _below_header(text: str, found: list[Line]) -> list[Line]:
    header = find_header(text)
    if header is None:
        return found
    return [line for line in found if line.start >= header[1]]


def _is_headline(line: Line) -> bool:
    if not LEAST_HEADLINE_WORDS <= line.n_words <= MOST_HEADLINE_WORDS:
        return False
    if _HARD_END.search(line.text) or _BYLINE.match(line.text) or "://" in line.text:
        return False
    if OPENING_LABEL.match(line.text) or _INNER_END.search(line.text):
        return False
    if line.text[0] in "-–—•*[(" or line.text[0].islower():
        return False
    return not (find_days(line.text) and _says_day(line.text))


def _says_day(line: str) -> bool:
    if line.startswith("("):
        return False
    if _DAY_LINE.match(line) or _WEEKDAY.match(line) or "|" in line:
        return not line.endswith(".") or bool(re.search(r"[ap]\.m\.$", line, re.IGNORECASE))
    bare = line
    for form in _DAY_FORMS:
        bare = form.sub("", bare)
    # nothing but the day, a clock time and a zone
    return not re.sub(
        r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b[ap]\.?m\b\.?|\b[A-Z]{2,4}\b|\b(?:at|on)\b|\W",
        "",
        bare,
        flags=re.I,
    )


def _read_day(parts: dict[str, str | None]) -> dt.date | None:
    if iso := parts.get("iso"):
        return _day(iso)
    year = int(parts["year"] or 0)
    if month := parts.get("month"):
        return _make_day(year, _MONTHS[month.casefold()], int(parts["day"] or 0))
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if first == second or second > 12:
        return _make_day(year, first, second)
    if first > 12:
        return _make_day(year, second, first)
    return None  # 03/04/2020: a day in March or in April


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _make_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
