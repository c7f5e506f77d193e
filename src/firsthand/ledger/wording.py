"""In what two wordings of one quotation differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from firsthand.records import Edit, Severity

EditKind = Literal["negation", "modal", "number", "name", "idiom", "wording"]

NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot dont doesnt didnt wont isnt arent "
    "wasnt werent cant couldnt shouldnt wouldnt hasnt havent hadnt".split()
)
MODALS = frozenset(
    "may might must should shall will would can could probably possibly likely certainly "
    "perhaps allegedly reportedly apparently always ever still".split()
)
NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion dozen dozens half both".split()
)
_BRACKETED = re.compile(r"\s*\[[^\]]*\]\s*|\s*\((?:[^()]{1,40})\)\s*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b(?:u s|u k|u n)\b", re.IGNORECASE)
LEAST_WORDS_OF_IDIOM = 4


def spoken_words(text: str) -> list[str]:
    """Split a quotation into its words, without what an editor put in brackets.

    Apostrophes vanish and stripped forms ("don t", "u s") read as the full ones do.
    """
    plain = _BRACKETED.sub(" ", text)
    plain = _ABBREVIATION.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", plain)
    plain = re.sub(r"['’]", "", plain).casefold()
    plain = re.sub(r"\b(\w+) (s|t|re|ve|ll|d|m)\b", r"\1\2", plain.replace("-", " "))
    return _WORD.findall(plain)


def is_part(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Say whether all words of one stand in the other in one run."""
    if not short or len(short) > len(whole):
        return False
    return f" {' '.join(short)} " in f" {' '.join(whole)} "


def overlap_agrees(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two runs cut from one wording differently agree where they overlap."""
    if is_part(a, b) or is_part(b, a):
        return True
    for left, right in ((a, b), (b, a)):
        for width in range(min(len(left), len(right)) - 1, 3, -1):
            if list(left[-width:]) == list(right[:width]):
                return width * 3 >= min(len(a), len(b))
    return False


def list_edits(before: str, after: str) -> tuple[Edit, ...]:
    """List in what a wording differs from the form that it is held against.

    Words that one of the two leaves out at its ends are a shorter quotation, not a change.
    """
    from rapidfuzz.distance import Levenshtein

    a, b = spoken_words(before), spoken_words(after)
    a, b = _same_extent(a, b)
    names = _names(before) | _names(after)
    out: list[Edit] = []
    for code in Levenshtein.opcodes(a, b):
        if code.tag == "equal":
            continue
        old = a[code.src_start : code.src_end]
        new = b[code.dest_start : code.dest_end]
        kind, severity = grade(old, new, names)
        out.append(Edit(before=" ".join(old), after=" ".join(new), kind=kind, severity=severity))
    return tuple(out)


def _same_extent(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """Cut the longer wording to the run that answers to the shorter."""
    from rapidfuzz import fuzz

    if not a or not b:
        return a, b
    swap = len(a) < len(b)
    long, short = (b, a) if swap else (a, b)
    if len(long) * 4 <= len(short) * 5:
        return a, b
    joined, part = " ".join(long), " ".join(short)
    found = fuzz.partial_ratio_alignment(part, joined)
    if found is None:
        return a, b
    first = joined.count(" ", 0, found.dest_start)
    last = joined.count(" ", 0, max(found.dest_start, found.dest_end - 1)) + 1
    cut = long[first:last]
    return (short, cut) if swap else (cut, short)


def _names(text: str) -> frozenset[str]:
    inner = re.findall(r"(?<=[^\W_,;]\s)([A-Z][\w’'-]+)", text)
    return frozenset(w for name in inner for w in spoken_words(name))


def grade(
    old: Sequence[str], new: Sequence[str], names: frozenset[str]
) -> tuple[EditKind, Severity]:
    """Say what kind of change it is and how much it weighs."""
    changed = set(old) ^ set(new)
    if changed & NEGATIONS:
        return "negation", "critical"
    if any(w[0].isdigit() for w in changed) or changed & NUMBERS:
        return "number", "critical"
    if changed & MODALS:
        return "modal", "high"
    if changed & names:
        return "name", "high"
    if max(len(old), len(new)) >= LEAST_WORDS_OF_IDIOM and old and new:
        return "idiom", "medium"
    return "wording", "low"
