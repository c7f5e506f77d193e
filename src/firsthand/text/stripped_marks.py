"""Furniture run into a text that lost its case and punctuation.

Nothing shows where a link or a caption ends there, so each rule marks what it is sure of, up to a
cap; what it cannot end it leaves alone.
"""

from __future__ import annotations

import re

from firsthand.records import FurnitureKind
from firsthand.text.page_marks import any_of

# Of the headlines of 8,000 news pages half have 10 words or more and 9 in 10 at most 15.
MOST_SEE_ALSO_WORDS = 13
LEAST_SEE_ALSO_WORDS = 4
# A headline seldom holds these; an account often opens with them.
_OPENERS = frozenset("but however meanwhile although while when since because he she it".split())
_LATE_OPENERS = frozenset("the in on a an mr ms mrs at as".split())
LATE_OPENER_AFTER_WORDS = 9

_SEE_ALSO = re.compile(r"\b(?:see also|also read|read also|related story|related article)\s+(?=\S)")
_TIP_START = re.compile(
    r"\b(?:(?:the )?(?:police|detectives|investigators|authorities) (?:ask|asked|are asking|urge|"
    r"urged) )?"
    r"(?:any ?one|those|persons|people|witnesses) (?:with|who has|who have|having) (?:any )?"
    r"(?:more |further |additional )?(?:information|details|knowledge)\b"
    r"|\bcallers (?:wishing|who wish|can|may) (?:to )?(?:remain|stay)? ?(?:anonymous\w*)?\b"
    r"|\bif you have (?:any )?information\b"
    r"|\bplease call (?=[\d ]{3,})"
)
_TIP_CHANNEL = any_of(
    r"(?:\b1 )?\b\d{3} \d{3} (?:\d{4}|[a-z]{4,5})\b(?: \d{4}\b)?",
    r"\bcrime ?(?:stoppers|solvers|line)\b(?: at(?: \d{1,4}| tips| stop){1,5})?",
    r"\bcall \d{3} \d{4}\b",
    r"\b(?:submit (?:a|an anonymous) )?tips? online\b",
    r"\bwww \w+ (?:com|org|gov|net)\b|\b\w+ (?:com|org|gov)\b",
    r"\btext \w+ (?:plus their message )?(?:and \w+ \w+ )?to \w+(?: \d{5,6})?\b",
    r"\btip ?line\b|\bremain anonymous\b",
)
MOST_TIP_GAP = 110  # characters from one way to call to the next
_CREDIT = re.compile(
    r"\bphoto credit (?:courtesy (?:of )?)?\w+\b|\b(?:ap photo|getty images|photo courtesy of "
    r"\w+)\b"
)
_PUBLISHED = re.compile(
    r"\b(?:\w+ s (?:\w+ ){1,3}reports )?published (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2} \d{4}\b|\bpublished \d+ "
    r"(?:minutes|hours) ago\b"
)
_CHROME = any_of(
    r"\bsign up for (?:our )?(?:\w+ ){0,3}newsletters?(?: manage newsletters)?\b",
    r"\bclick here (?:for|to) \w+(?: \w+)?\b",
    r"\bcomments are closed\b",
    r"\bstay with \w+ (?:\w+ )?for (?:more|the latest)(?: \w+){0,5} story\b",
    r"\bthis is a developing story(?: and will be updated| check back for updates)?\b",
    r"\b(?:story|article) continues below(?: advertisement)?\b",
    r"\bcontinue reading the main story\b",
)
# "Sunday, 22 September 2019, 5:20 p.m." of the page's head
_STAMP = any_of(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?:\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2}) "
    r"(?:19|20)\d\d \d{1,2} \d\d (?:[ap] ?m\b)?(?: [a-z]{2}t\b)?",
)
MOST_STAMP_OFFSET = 400  # characters: a page's head, not a clock time of the account
_COPYRIGHT = any_of(
    r"\bcopyright (?:c )?\d{4} (?:\w+ ){1,6}?(?:llc|inc|all rights reserved)\b",
    r"\ball rights reserved\b",
)
_HEADER_LABEL = re.compile(r"\s*(?P<label>what to know|what we know|key points)\b")
_FUNCTION_WORD = frozenset(
    "a an the of to in on at by for from with and or but as that which who whose its his her their "
    "is are was were be been has have had will would".split()
)


def mark_stripped(text: str) -> list[tuple[int, int, FurnitureKind]]:
    """Mark the furniture that can be told from the account without case and punctuation."""
    found: list[tuple[int, int, FurnitureKind]] = []
    found += [(start, end, "see_also") for start, end in _see_also_runs(text)]
    found += [(start, end, "tip_line") for start, end in _tip_runs(text)]
    patterns: tuple[tuple[re.Pattern[str], FurnitureKind], ...] = (
        (_CREDIT, "photo_credit"),
        (_PUBLISHED, "caption"),
        (_COPYRIGHT, "copyright"),
        (_CHROME, "site_chrome"),
    )
    for pattern, kind in patterns:
        found += [(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    stamp = _STAMP.search(text, 0, MOST_STAMP_OFFSET)
    if stamp is not None:
        found.append((stamp.start(), stamp.end(), "header"))
    label = _HEADER_LABEL.match(text)
    if label is not None:
        found.append((label.start("label"), label.end("label"), "crosshead"))
    cut = cut_end(text)
    if cut is not None:
        found.append((*cut, "truncated"))
    return found


def cut_end(text: str) -> tuple[int, int] | None:
    """Find the words that an end left hanging: "... conditions in the"."""
    words = list(re.finditer(r"[^\W_]+", text))
    first = len(words)
    while first and words[first - 1].group() in _FUNCTION_WORD:
        first -= 1
    if first == len(words) or first == 0:
        return None
    tail = text[words[-1].end() :]
    if tail.strip():
        return None
    return words[first].start(), words[-1].end()


def _see_also_runs(text: str) -> list[tuple[int, int]]:
    out = []
    for match in _SEE_ALSO.finditer(text):
        end = match.end()
        for number, word in enumerate(re.finditer(r"\S+", text[match.end() : match.end() + 200])):
            if number >= MOST_SEE_ALSO_WORDS or _opens_account(number, word.group()):
                break
            end = match.end() + word.end()
        if end > match.end():
            out.append((match.start(), end))
    return out


def _opens_account(n_before: int, word: str) -> bool:
    if n_before < LEAST_SEE_ALSO_WORDS:
        return False
    return word in _OPENERS or (n_before >= LATE_OPENER_AFTER_WORDS and word in _LATE_OPENERS)


def _tip_runs(text: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    position = 0
    while (match := _TIP_START.search(text, position)) is not None:
        end = None
        reach = match.start()
        for channel in _TIP_CHANNEL.finditer(text, match.start()):
            if channel.start() - max(reach, match.end()) > MOST_TIP_GAP:
                break
            end = reach = channel.end()
        if end is not None:
            out.append((match.start(), end))
        position = max(end or 0, match.end())
    return out
