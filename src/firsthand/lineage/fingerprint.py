"""A report as numbers: words, sentences, what is set aside, traces of copying."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from firsthand.lineage.credits import find_credit
from firsthand.lineage.sheet import FUNCTION, FURNITURE, HOUSE, NAME, NUMBER, QUOTED, TIP
from firsthand.lineage.wear import examine_wear
from firsthand.records import Fingerprint, FurnitureKind, Marked
from firsthand.stage import MapStage
from firsthand.text import lexicon
from firsthand.text.calendar_words import CALENDAR, SHORT_MONTHS
from firsthand.text.quotes import quoted_regions
from firsthand.text.segment import has_lost_punctuation, sentences
from firsthand.text.shingles import number_words
from firsthand.text.tokens import Words, tokenize

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
    version: ClassVar[int] = 1

    def apply(self, record: Marked) -> Fingerprint:
        """Fingerprint one report."""
        report = record.report
        words = tokenize(report.text)
        stripped = has_lost_punctuation(report.text)
        bounds = [(0, len(report.text))] if stripped else sentences(report.text)
        bounds = [bound for bound in bounds if bound[1] > bound[0]]
        return Fingerprint(
            report_id=report.id,
            n_characters=len(report.text),
            outlet=report.outlet,
            language=report.language,
            published_on=report.published_on,
            published_at=report.published_at,
            credit=find_credit(record),
            stripped=stripped,
            words=number_words(words.forms).tobytes(),
            concepts=_number_concepts(words.forms),
            starts=np.array(words.starts, np.uint32).tobytes(),
            ends=np.array(words.ends, np.uint32).tobytes(),
            marks=_mark(record, words, bounds).tobytes(),
            sentence_starts=np.array([start for start, _ in bounds], np.uint32).tobytes(),
            sentence_ends=np.array([end for _, end in bounds], np.uint32).tobytes(),
            wear=examine_wear(record, words, stripped=stripped),
        )


@lru_cache(maxsize=65536)
def _concept_number(form: str) -> int:
    concept = lexicon.concept(form)
    return 0 if concept is None else int(number_words([concept])[0]) or 1


def _number_concepts(forms: Sequence[str]) -> bytes:
    return np.array([_concept_number(form) for form in forms], np.uint32).tobytes()


def _mark(record: Marked, words: Words, bounds: Sequence[tuple[int, int]]) -> np.ndarray:
    """Mark furniture, quoted words, names, numbers and function words; uint8 a word."""
    text = record.report.text
    marks = np.zeros(len(words), np.uint8)
    for furniture in record.furniture:
        flag = _flag_of(furniture.kind, text[furniture.span.start : furniture.span.end])
        inside = words.within(furniture.span.start, furniture.span.end)
        marks[inside.start : inside.stop] |= flag
    for region in quoted_regions(text):
        inside = words.within(region.start, region.end)
        if len(inside) >= LEAST_QUOTED_WORDS:
            marks[inside.start : inside.stop] |= QUOTED
    firsts = {bisect_left(words.starts, start) for start, _ in bounds}
    for index, form in enumerate(words.forms):
        if form[0].isdigit():
            marks[index] |= NUMBER
        elif form in lexicon.FUNCTION:
            marks[index] |= FUNCTION
        elif _is_name(text, words, index, first=index in firsts):
            marks[index] |= NAME
    return marks


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


def _is_name(text: str, words: Words, index: int, *, first: bool) -> bool:
    if first or not text[words.starts[index]].isupper():
        return False
    form = words.forms[index]
    if len(form) < 2 or form in _CALENDAR:
        return False
    before = text[max(0, words.starts[index] - 2) : words.starts[index]]
    return not re.search(r"[“\"‘:•\n]\s?$", before)
