"""Marks what in a text is the page's and not the account's.

Nothing is cut: spans only. A run that is taken for furniture loses its claims, so each rule asks
for a sign that an account does not show; where none is found, the words stay the account's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from firsthand.records import FurnitureKind
from firsthand.text import page_marks as marks
from firsthand.text.layout import (
    LEAST_PARAGRAPH_WORDS,
    Line,
    find_byline,
    find_day_line,
    find_header,
    find_title,
    is_titled,
    lines,
)
from firsthand.text.pull_quotes import find_pull_quotes
from firsthand.text.segment import has_lost_punctuation, sentences
from firsthand.text.stripped_marks import cut_end, mark_stripped

# Section heads: of the lone lines without end mark that have at most 8 words nearly all are heads;
# above that only lines that are set like headlines.
MOST_HEAD_WORDS = 8
MOST_TEASER_WORDS = 18
MOST_CAPTION_WORDS = 80
MOST_PAGE_LINE_WORDS = 45
LEAST_TITLE_SIMILARITY = 90.0
# "X is a reporter for Y" is an account's sentence anywhere but at the foot of the page.
FOOT_LINES = 4
MOST_FOOT_WORDS = 30

_FINITE = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|have|had|died|killed|shot|wounded|injured|arrested|"
    r"charged|found|will|would|did|does|do|there)\b"
)
_LIST_ITEM = re.compile(r"\W|\d+[.)]\s|.*[^\W\d_]\s*,\s*\d")
_BRACKETED = re.compile(r"\[(?P<words>[^\[\]]{12,260})\]$")
_BRACKET_NOTE = re.compile(r"(?:correction|editor|update|clarification)", re.IGNORECASE)
_SIDE = re.compile(
    r",\s*(?:(?:second|third|far) (?:from )?)?(?:left|right|cent(?:er|re)|top|bottom)\b|"
    r"\((?:left|right|cent(?:er|re)|l|r|top|bottom)\)|^(?:from left|clockwise|pictured)\b",
    re.IGNORECASE,
)
_STRAY_QUOTE = re.compile(r"[ \u00a0](?P<mark>[\"”])(?<=[.!?,…\"”][ \u00a0][\"”])(?=\s|$)")
# The longest of 200 tip lines has 310 characters; above that a sentence end was missed.
MOST_TIP_CHARACTERS = 400
MOST_TIP_LEAD = 60
_LONG_QUOTE = re.compile(r"[“\"][^“”\"]{25,}")
_TIP_WORDS = ("tip", "call", "contact", "information", "anonym", "text ", "phone")

Mark = tuple[int, int, FurnitureKind]


def mark_furniture(text: str, *, title: str | None = None) -> list[Mark]:
    """Mark the furniture of a text.

    Args:
        text: the text as it stands.
        title: the headline, where it is known from elsewhere.

    Returns:
        Start, end (code points, half open) and kind; in text order, not overlapping.
    """
    page = _Page(text)
    header = find_header(text)
    if header is not None:
        page.mark(header[0], header[1], "header")
    if has_lost_punctuation(text):
        _mark_known_title(page, title)
        for start, end, kind in mark_stripped(text):
            page.mark(start, end, kind)
    else:
        _mark_opening(page, title)
        _mark_lines(page)
        _mark_pull_quotes(page)
        _mark_sentences(page)
        _mark_heads(page)
        _mark_ends(page)
    _mark_residue(page)
    return sorted(page.marks)


@dataclass(slots=True)
class _Page:
    """A text, its lines, and the marks made so far; the first mark on a place stays."""

    text: str
    marks: list[Mark] = field(default_factory=list)
    found: list[Line] = field(init=False)
    taken: bytearray = field(init=False)
    title: Line | None = None

    def __post_init__(self) -> None:
        self.found = lines(self.text)
        self.taken = bytearray(len(self.text))

    def mark(self, start: int, end: int, kind: FurnitureKind) -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end and self.taken.find(1, start, end) < 0:
            self.taken[start:end] = b"\x01" * (end - start)
            self.marks.append((start, end, kind))

    def is_taken(self, line: Line) -> bool:
        return self.taken.find(1, line.start, line.end) >= 0

    def mark_line(self, line: Line, kind: FurnitureKind) -> None:
        self.mark(line.start, line.end, kind)


# ---------------------------------------------------------------- the first lines


def _mark_opening(page: _Page, title: str | None) -> None:
    _mark_known_title(page, title)
    line = find_title(page.text, page.found)
    if line is not None and page.title is None:
        page.title = line
        page.mark_line(line, "title")
    byline = find_byline(page.text, page.found)
    if byline is not None:
        page.mark_line(byline[0], "byline")
    day = find_day_line(page.text, page.found)
    if day is not None:
        page.mark_line(day[0], "header")


def _mark_known_title(page: _Page, title: str | None) -> None:
    words = _plain(title or "")
    if not words or not page.found:
        return
    for line in page.found[:2]:
        if line.n_words <= 2 * len(words.split()) and _is_like(words, _plain(line.text)):
            page.title = line
            page.mark_line(line, "title")
            return
    opening = re.compile(r"\W*" + r"\W+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE)
    match = opening.match(page.text)
    if match is not None and has_lost_punctuation(page.text):
        page.mark(match.start(), match.end(), "title")


def _is_like(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b, score_cutoff=LEAST_TITLE_SIMILARITY) > 0


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


# ---------------------------------------------------------------- whole lines


def _mark_lines(page: _Page) -> None:
    n_prose = 0
    for number, line in enumerate(page.found):
        if page.is_taken(line):
            continue
        label = marks.OPENING_LABEL.match(line.text)
        if label is not None:
            page.mark(line.start, line.start + label.end("label"), "crosshead")
        kind = _kind_of_line(line) or _kind_of_caption(page, number, is_lead=n_prose == 0)
        if kind is None and number >= max(1, len(page.found) - FOOT_LINES):
            kind = _kind_of_foot(line)
        if kind is not None:
            page.mark_line(line, kind)
            continue
        for match in marks.PUBLISHED_MARK.finditer(line.text):
            is_update = match.group().lstrip("( ").casefold().startswith("updated")
            page.mark(
                line.start + match.start(),
                line.start + match.end(),
                "update_marker" if is_update else "caption",
            )
        n_prose += line.n_words >= LEAST_PARAGRAPH_WORDS


def _kind_of_line(line: Line) -> FurnitureKind | None:
    if line.n_words > MOST_PAGE_LINE_WORDS:
        return None
    for pattern, kind in marks.LINE_RULES:
        if pattern.fullmatch(line.text):
            return kind
    bracketed = _BRACKETED.fullmatch(line.text)
    if bracketed is not None and _is_link(bracketed.group("words")):
        return "site_chrome" if _BRACKET_NOTE.match(bracketed.group("words")) else "see_also"
    return None


def _kind_of_foot(line: Line) -> FurnitureKind | None:
    if line.n_words > MOST_FOOT_WORDS or line.text[0] in '"“' or marks.TELLS.search(line.text):
        return None
    return "site_chrome" if marks.FOOT_LINE.fullmatch(line.text) else None


def _is_link(words: str) -> bool:
    """Say whether bracketed words are a headline, not a sentence of the account."""
    n_words = len(words.split())
    return n_words >= 4 and not (words.endswith(".") and n_words > MOST_TEASER_WORDS)


def _kind_of_caption(page: _Page, number: int, *, is_lead: bool) -> FurnitureKind | None:
    """Tell a caption; the first paragraph may be the report's only lead and is left."""
    line = page.found[number]
    if line.n_words > MOST_CAPTION_WORDS:
        return None
    if marks.CAPTION_TAIL.search(line.text):
        return "caption"
    if _SIDE.search(line.text) and not line.has_end_mark and line.n_words <= MOST_PAGE_LINE_WORDS:
        return "caption"
    if marks.CAPTION_LINE.fullmatch(line.text):
        is_clip = line.text[0].isdigit()
        return None if is_clip and line.has_end_mark else "caption"
    if is_lead:
        return None
    published = marks.PUBLISHED_MARK.search(line.text)
    if published is not None and published.end() == len(line.text):
        return "caption"
    if number and marks.TEASER_CREDIT.search(line.text):
        above = page.found[number - 1]
        return "caption" if is_titled(above.text) and not above.has_end_mark else None
    return None


def _mark_heads(page: _Page) -> None:
    """Mark lone lines between paragraphs: section heads, titles of clips and linked reports."""
    for number in range(1, len(page.found) - 1):
        line = page.found[number]
        if not page.is_taken(line) and _is_head(page, number):
            page.mark_line(line, _kind_of_head(page, number))


def _is_head(page: _Page, number: int) -> bool:
    line = page.found[number]
    if line.n_words > MOST_TEASER_WORDS or line.text[0].islower() or _LIST_ITEM.match(line.text):
        return False
    if line.text.endswith("?"):
        if line.n_words > MOST_HEAD_WORDS:
            return False
    elif line.has_end_mark:
        return False
    if not _is_paragraph(page, number - 1) or not _is_paragraph(page, number + 1):
        return False
    if is_titled(line.text):
        return True
    return line.n_words <= MOST_HEAD_WORDS and not _FINITE.search(line.text)


def _is_paragraph(page: _Page, number: int) -> bool:
    line = page.found[number]
    if page.is_taken(line):
        return line.n_words >= 3  # a caption, a pull quote: not an item of a list
    return line.has_end_mark and line.n_words >= 6


def _kind_of_head(page: _Page, number: int) -> FurnitureKind:
    line, below = page.found[number], page.found[number + 1]
    if marks.PUBLISHED_MARK.search(below.text) or page.is_taken(below):
        return "caption"
    if line.n_words <= MOST_HEAD_WORDS - 2:
        return "crosshead"
    return "caption" if page.title is not None and _shares(line, page.title) else "see_also"


def _shares(line: Line, title: Line) -> bool:
    a, b = set(_plain(line.text).split()), set(_plain(title.text).split())
    return 3 * len(a & b) >= len(a)


def _mark_pull_quotes(page: _Page) -> None:
    for pull in find_pull_quotes(page.found):
        if pull.words is not None:
            page.mark_line(page.found[pull.words], "pull_quote")
        if pull.name is not None:
            page.mark_line(page.found[pull.name], "pull_quote_attribution")


# ---------------------------------------------------------------- sentences


def _mark_sentences(page: _Page) -> None:
    foot = page.found[-FOOT_LINES].start if len(page.found) > FOOT_LINES else 0
    for line in page.found:
        dateline = marks.DATELINE.match(line.text)
        if dateline is not None and line.n_words >= LEAST_PARAGRAPH_WORDS:
            page.mark(line.start, line.start + dateline.end("dateline"), "dateline")
    above = (0, 0)
    for start, end in sentences(page.text):
        sentence = page.text[start:end]
        kind = _kind_of_sentence(sentence, in_foot=start >= foot)
        if kind is None and above[1] and "\n" not in page.text[above[1] : start]:
            # "... asked to contact Det. | Doe at 555-0100.": the way to call, in a piece of its own
            kind = "tip_line" if _gives_channel(sentence) else None
        if kind is not None:
            page.mark(start, end, kind)
        above = (start, end) if kind == "tip_line" else (0, 0)


def _kind_of_sentence(sentence: str, *, in_foot: bool) -> FurnitureKind | None:
    if sentence[0] in '"“‘«':
        return None
    if _asks_for_tips(sentence):
        return "tip_line"
    for pattern, kind in marks.SENTENCE_RULES:
        if kind == "byline" and not in_foot:
            continue
        if pattern.match(sentence) and not marks.TELLS.search(sentence):
            return kind
    return None


def _gives_channel(sentence: str) -> bool:
    is_short = len(sentence) <= MOST_TIP_CHARACTERS and not _LONG_QUOTE.search(sentence)
    return is_short and bool(
        marks.TIP_CHANNEL.search(sentence) and not marks.TELLS.search(sentence)
    )


def _asks_for_tips(sentence: str) -> bool:
    folded = sentence.casefold()
    if not any(word in folded for word in _TIP_WORDS) or marks.TELLS.search(sentence):
        return False
    if _LONG_QUOTE.search(sentence) or len(sentence) > MOST_TIP_CHARACTERS:
        return False
    subject = marks.TIP_SUBJECT.search(sentence)
    if subject is None:
        return False
    if marks.TIP_CHANNEL.search(sentence):
        return True
    # without a number or a service the sentence must be about the call from its start
    return subject.start() <= MOST_TIP_LEAD and bool(marks.TIP_REQUEST.search(sentence))


# ---------------------------------------------------------------- ends and residue


def _mark_ends(page: _Page) -> None:
    cut = marks.CUT_MARK.search(page.text)
    if cut is not None:
        page.mark(cut.start(), cut.end(), "truncated")
    units = sentences(page.text)
    if not units:
        return
    start, end = units[0]
    first = page.text[start:end]
    # "ces said the fire ..." before properly cased sentences; "iPhone sales ..." is whole
    if len(units) > 2 and first[:2].islower() and page.text[units[1][0]].isupper():
        page.mark(start, end, "truncated")
    start, end = units[-1]
    last = page.text[start:end]
    if len(units) > 2 and (cut_end(last) is not None or last.endswith((" ...", " …"))):
        page.mark(start, end, "truncated")


def _mark_residue(page: _Page) -> None:
    for pattern in (marks.RESIDUE_MARK, marks.BARE_CODE) if ";" in page.text else ():
        for match in pattern.finditer(page.text):
            page.mark(match.start(), match.end(), "entity_residue")
    for match in _STRAY_QUOTE.finditer(page.text):
        page.mark(match.start("mark"), match.end("mark"), "residue")
