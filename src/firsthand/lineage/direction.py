"""Which of two kin came first: signs, each with its weight, and what they come to together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from firsthand.lineage.credits import is_same_house
from firsthand.lineage.likeness import Likeness, Side
from firsthand.lineage.sheet import Sheet
from firsthand.records import DerivationKind, Fingerprint, Reason

# Weights are natural log-odds of "the first of the two is the child". Set by
# hand after counting, sign by sign, how often each pointed right on the lineage pile; chosen and
# measured on the same pile, whose made pairs follow few rules: expect less elsewhere.
LATER_DATE = 1.2
LATER_TIME = 1.6
# A date that is so much later is as often the day of retrieval.
MOST_DAYS_OF_A_COPY = 14
FAR_DATE = 0.5
WORN = 2.6
BROKEN_END = 0.8
RESIDUE = 1.6
UPDATED = 1.0
CREDITED = 2.0
HOST = 1.0
# On 108 pasted excerpts of the lineage pile the host's common words share .06 of their rare
# concepts with its other words, the source's .30; a gap of .1 and more was right in 95 of 95.
LEAST_COHERENCE_GAP = 0.08
COHERENCE = 12.0
MOST_COHERENCE = 2.6
CUT = 2.2
NEW_PASSAGES = 1.3
LONGER = 0.8
LATER_STEPS = 0.8
LEAST_STEPS = 2
# New passages among the old ones are seen only where this much of one side is common.
LEAST_COVER_OF_VERSION = 0.3
LEAST_GROWTH = 1.15
LEAST_COVER_OF_WHOLE = 0.9
MOST_CERTAIN = 0.99
# Capitals make up 3 to 8 per cent of the letters of edited English.
LEAST_CAPITAL_SHARE = 0.008
# Difference of mean log document frequency of the neighbouring words that were changed. Medians on
# the lineage pile: .61 for rewrites by rule, .37 and .60 for translations there and back. Pairs
# without an order are no narrower: -.8 to .5 for the middle eight in ten of each group.
FAMILIARITY_OF_REWRITE = 2.6
FAMILIARITY_OF_TRANSLATION = 1.4
# Traces of translation per hundred words more than the other: at least 2.1 for nine in ten
# translations there and back; for nine in ten pairs without an order at most 2.1, those from
# Icelandic apart (4.0). Counted before two patterns of wear.py were narrowed.
ARTEFACTS = 0.7
MOST_WORDING = 3.0


@dataclass(frozen=True, slots=True)
class Order:
    """How sure it is that the first of two reports is the child of the second."""

    probability: float
    reasons: tuple[Reason, ...]


def find_order(one: Sheet, other: Sheet, likeness: Likeness, kind: DerivationKind) -> Order:
    """Weigh the signs for `one` being the child of `other`."""
    signs = [
        *_dates(one.fingerprint, other.fingerprint),
        *_wear_of_both(one, other, kind),
        *_credits(one.fingerprint, other.fingerprint),
    ]
    if kind in ("translation", "rewrite"):
        signs.extend(_wording(one, other, likeness, kind))
    if kind == "excerpt":
        signs.extend(_nesting(likeness.one, likeness.other))
    if kind == "revision":
        signs.extend(_growth(likeness.one, likeness.other))
        signs.extend(_steps(one.fingerprint, other.fingerprint))
    total = sum(sign.weight for sign in signs)
    probability = 1.0 / (1.0 + math.exp(-total))
    return Order(
        min(MOST_CERTAIN, max(1.0 - MOST_CERTAIN, probability)),
        tuple(sign for sign in signs if sign.weight),
    )


def turn(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the same signs for the other order."""
    return tuple(Reason(name=r.name, weight=-r.weight, text=r.text) for r in reasons)


def _sign(name: str, towards_one: bool, weight: float, text: str) -> Reason:
    return Reason(name=name, weight=round(weight if towards_one else -weight, 3), text=text)


def _dates(one: Fingerprint, other: Fingerprint) -> list[Reason]:
    if one.published_at and other.published_at and one.published_at != other.published_at:
        hours = abs((one.published_at - other.published_at).total_seconds()) / 3600
        if hours <= 24 * MOST_DAYS_OF_A_COPY:
            later = one if one.published_at > other.published_at else other
            return [_sign("date", later is one, LATER_TIME, f"published {hours:.1f} hours later")]
    if one.published_on and other.published_on and one.published_on != other.published_on:
        days = (one.published_on - other.published_on).days
        weight = LATER_DATE if abs(days) <= MOST_DAYS_OF_A_COPY else FAR_DATE
        return [_sign("date", days > 0, weight, f"dated {abs(days)} days later")]
    return []


def is_worn(sheet: Sheet) -> bool:
    """Say whether a report has lost its case or its punctuation."""
    fingerprint = sheet.fingerprint
    return fingerprint.stripped or fingerprint.wear.capital_share < LEAST_CAPITAL_SHARE


def is_degraded(sheet: Sheet) -> bool:
    """Say whether a report has lost its case or punctuation, or was misread by a scanner."""
    return is_worn(sheet) or sheet.fingerprint.wear.scanned


def _wear_of_both(one: Sheet, other: Sheet, kind: DerivationKind) -> list[Reason]:
    signs: list[Reason] = []
    mine, theirs = one.fingerprint.wear, other.fingerprint.wear
    if is_worn(one) != is_worn(other):
        signs.append(_sign("stripped", is_worn(one), WORN, "has lost its case or its punctuation"))
    broken = (mine.starts_inside or mine.ends_inside, theirs.starts_inside or theirs.ends_inside)
    if broken[0] != broken[1] and kind != "excerpt":
        signs.append(_sign("broken", broken[0], BROKEN_END, "breaks off inside a sentence"))
    if (mine.residue > 0) != (theirs.residue > 0):
        signs.append(_sign("residue", mine.residue > 0, RESIDUE, "has residue of HTML entities"))
    if mine.updated != theirs.updated and kind == "revision":
        signs.append(_sign("updated", mine.updated, UPDATED, "says that it was updated"))
    return signs


def _credits(one: Fingerprint, other: Fingerprint) -> list[Reason]:
    if is_same_house(one.credit, other.outlet) and not is_same_house(one.credit, one.outlet):
        return [_sign("credit", True, CREDITED, f"credits {other.outlet}")]
    if is_same_house(other.credit, one.outlet) and not is_same_house(other.credit, other.outlet):
        return [_sign("credit", False, CREDITED, f"credits {one.outlet}")]
    return []


def _wording(one: Sheet, other: Sheet, likeness: Likeness, kind: DerivationKind) -> list[Reason]:
    """Read as translated or reworded: odd neighbours, misplaced marks, undone possessives."""
    signs: list[Reason] = []
    mine = _mean_familiarity(one, likeness.overlap.partner < 0)
    theirs = _mean_familiarity(other, likeness.overlap.other_partner < 0)
    if mine is not None and theirs is not None:
        each = FAMILIARITY_OF_TRANSLATION if kind == "translation" else FAMILIARITY_OF_REWRITE
        weight = min(MOST_WORDING, each * abs(theirs - mine))
        text = "its neighbouring words are rarer in this pile"
        signs.append(_sign("wording", mine < theirs, weight, text))
    gap = count_artefacts(one) - count_artefacts(other)
    if kind == "translation" and gap:
        weight = min(MOST_WORDING, ARTEFACTS * abs(gap))
        signs.append(_sign("artefacts", gap > 0, weight, "reads as translated"))
    return signs


def count_artefacts(sheet: Sheet) -> float:
    """Return how much a report reads as translated: traces per hundred words."""
    wear = sheet.fingerprint.wear
    traces = (
        2.0 * wear.odd_prepositions
        + 2.0 * wear.stray_marks
        + 2.0 * wear.foreign_words
        + 2.0 * wear.residue
        + 0.5 * wear.of_phrases
        - 0.5 * wear.possessives
    )
    return 100.0 * traces / max(100, len(sheet))


def _mean_familiarity(sheet: Sheet, changed: np.ndarray) -> float | None:
    if sheet.familiarity is None:
        return None
    chosen = changed & sheet.narrated
    if not chosen.any():
        return None
    return float(sheet.familiarity[chosen].mean())


def _nesting(one: Side, other: Side) -> list[Reason]:
    """Tell a host around a pasted report from a piece cut out of a longer one."""
    smaller = one if one.cover > other.cover else other
    larger = other if smaller is one else one
    if smaller.cover >= CUT_COVER:
        text = "lies whole in the other, without words of its own"
        return [_sign("cut", smaller is one, CUT, text)]
    torn = _coherence(one, other)
    if torn:
        return torn
    if smaller.cover - larger.cover >= LEAST_COVER_GAP:
        return [_sign("host", larger is one, HOST, "has the shared passages amid text of its own")]
    return []


def _coherence(one: Side, other: Side) -> list[Reason]:
    """A passage is on the same things as the text that it was written with, not as its host's."""
    if one.coherence is None or other.coherence is None:
        return []
    gap = other.coherence - one.coherence
    if abs(gap) < LEAST_COHERENCE_GAP:
        return []
    weight = min(MOST_COHERENCE, COHERENCE * abs(gap))
    return [_sign("host", gap > 0, weight, "has the shared passages amid text on other things")]


# A side that has nothing but the passages was cut out; one with a line more was pasted.
CUT_COVER = 0.97
LEAST_COVER_GAP = 0.1


def _growth(one: Side, other: Side) -> list[Reason]:
    """A later version keeps what stood there, sets new passages among it, and is longer."""
    covered = max(one.cover, other.cover)
    if covered >= LEAST_COVER_OF_VERSION and one.n_gaps != other.n_gaps:
        text = "keeps what the other says and adds to it"
        return [_sign("growth", one.n_gaps > other.n_gaps, NEW_PASSAGES, text)]
    if LEAST_COVER_OF_VERSION <= covered < LEAST_COVER_OF_WHOLE:
        torn = _coherence(one, other)
        if torn:
            return torn
    if max(one.n_words, other.n_words) >= LEAST_GROWTH * min(one.n_words, other.n_words):
        return [_sign("growth", one.n_words > other.n_words, LONGER, "is much longer")]
    return []


def _steps(one: Fingerprint, other: Fingerprint) -> list[Reason]:
    """A later report tells of later steps: an arrest, a charge, a funeral."""
    gap = one.wear.steps - other.wear.steps
    if abs(gap) < LEAST_STEPS:
        return []
    return [_sign("steps", gap > 0, LATER_STEPS, "tells of later steps of the story")]
