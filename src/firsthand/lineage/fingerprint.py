"""A report as numbers: words, sentences, what is set aside, traces of copying."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from firsthand.lineage.credits import find_credit
from firsthand.lineage.sheet import FIRST, FURNITURE, HOUSE, NAME, NUMBER, QUOTED, TIP
from firsthand.lineage.skim import conceive, is_function
from firsthand.records import Fingerprint, FurnitureKind, Marked, Report
from firsthand.stage import MapStage
from firsthand.text import word_table
from firsthand.text.calendar_words import CALENDAR, SHORT_MONTHS
from firsthand.text.quotes import quoted_regions
from firsthand.text.segment import has_lost_punctuation
from firsthand.text.shingles import Flags, WordIds
from firsthand.text.word_table import CAPITAL, DIGIT, WordTable, number_word, tabulate_words

# Furniture that is the account's own words in an odd place: it stays in.
_ACCOUNT_KINDS: frozenset[FurnitureKind] = frozenset(
    {"title", "dateline", "crosshead", "truncated"}
)
_HOUSE_KINDS: frozenset[FurnitureKind] = frozenset(
    {"caption", "photo_credit", "see_also", "copyright", "site_chrome"}
)
# A picture bought from an agency stands in many papers with the same caption.
_AGENCY = re.compile(r"\b(?:AP|Reuters|AFP|Getty|EPA|Associated Press|Shutterstock|iStock)\b")
_QUOTE_KINDS: frozenset[FurnitureKind] = frozenset({"pull_quote"})
# Two quoted words are a nickname or a scare quote; somebody's words are longer.
LEAST_QUOTED_WORDS = 3
_CALENDAR = CALENDAR | frozenset(SHORT_MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintReport(MapStage[Marked, Fingerprint]):
    """Turn a report and its furniture into what kinship is judged from."""

    name: ClassVar[str] = "fingerprint"
    version: ClassVar[int] = 3

    def apply(self, record: Marked) -> Fingerprint:
        """Fingerprint one report."""
        report = record.report
        table = tabulate_words([report.text])
        return replace(
            outline(report),
            stripped=has_lost_punctuation(report.text),
            words=table.words.tobytes(),
            concepts=conceive(table).tobytes(),
            starts=table.starts.tobytes(),
            ends=table.ends.tobytes(),
            marks=_mark(record, table).tobytes(),
            capital_share=_share_of_capitals(report.text),
            marked=record,
        )


_LATIN, _LATIN_CAPITALS = string.ascii_letters.encode(), string.ascii_uppercase.encode()


def _share_of_capitals(text: str) -> float:
    content = text.encode("utf-8", "surrogatepass")
    n_letters = len(content) - len(content.translate(None, _LATIN))
    n_capitals = len(content) - len(content.translate(None, _LATIN_CAPITALS))
    return n_capitals / n_letters if n_letters else 0.0


def outline(report: Report) -> Fingerprint:
    """Return what is known of a report that has nothing in common with any other."""
    return Fingerprint(
        report_id=report.id,
        n_characters=len(report.text),
        outlet=report.outlet,
        language=report.language,
        published_on=report.published_on,
        published_at=report.published_at,
        credit=find_credit(report),
    )


def _mark(record: Marked, table: WordTable) -> npt.NDArray[np.uint8]:
    """Mark furniture, quoted words, names, numbers and how sentences begin; uint8 a word."""
    text = record.report.text
    marks = np.zeros(len(table.words), np.uint8)
    for furniture in record.furniture:
        flag = _flag_of(furniture.kind, text[furniture.span.start : furniture.span.end])
        marks[_within(table, furniture.span.start, furniture.span.end)] |= flag
    for region in quoted_regions(text):
        inside = _within(table, region.start, region.end)
        if inside.stop - inside.start >= LEAST_QUOTED_WORDS:
            marks[inside] |= QUOTED
    marks[(table.bits & word_table.FIRST) != 0] |= FIRST
    numbers = (table.bits & DIGIT) != 0
    marks[numbers] |= NUMBER
    usual = is_function(table.words) | _is_calendar(table.words)
    capital = np.flatnonzero(_is_capital(text, table) & ~numbers & ~usual)
    for index in capital.tolist():
        if not marks[index] & FIRST and not _opens(text, int(table.starts[index])):
            marks[index] |= NAME
    return marks


def _within(table: WordTable, start: int, end: int) -> slice:
    """Return the words that lie wholly inside a run of characters."""
    first, behind = np.searchsorted(table.starts, start), np.searchsorted(table.ends, end, "right")
    return slice(int(first), max(int(first), int(behind)))


def _is_capital(text: str, table: WordTable) -> Flags:
    """Say which words of two letters and more begin with a capital."""
    capital = (table.bits & CAPITAL) != 0
    if not text.isascii():
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        for index in np.flatnonzero(points[table.starts] > LAST_OF_LATIN).tolist():
            capital[index] = text[table.starts[index]].isupper()
    hit: Flags = capital & (table.ends - table.starts > 1)
    return hit


LAST_OF_LATIN = 0xFF  # up to here `text.word_table` tells capitals


@lru_cache(maxsize=1)
def _calendar_numbers() -> npt.NDArray[np.uint32]:
    return np.array(sorted(number_word(word) for word in _CALENDAR), np.uint32)


def _is_calendar(words: WordIds) -> Flags:
    return np.isin(words, _calendar_numbers())


def _opens(text: str, start: int) -> bool:
    """Say whether a word stands behind a mark after which any word has a capital."""
    before = text[max(0, start - 2) : start]
    return bool(before) and (
        before[-1] in _OPENERS or (before[-1].isspace() and before[0] in _OPENERS)
    )


_OPENERS = '“"‘:•\n'


def _flag_of(kind: FurnitureKind, words: str) -> int:
    if kind in _ACCOUNT_KINDS:
        return 0
    if kind in _QUOTE_KINDS:
        return FURNITURE | QUOTED
    if kind == "tip_line":
        return FURNITURE | TIP
    if kind in _HOUSE_KINDS and not _AGENCY.search(words):
        return FURNITURE | HOUSE
    return FURNITURE
