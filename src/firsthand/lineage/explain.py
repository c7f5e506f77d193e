"""Why two reports are not told to be kin: what was measured, and what it falls short of."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np

from firsthand.lineage.compare import (
    EVEN_CONTAINED,
    LEAST_COMMON_RUNS,
    LEAST_PROBABILITY,
    ComparePair,
    pasted_probability,
    reworded_probability,
    told_again,
)
from firsthand.lineage.credits import is_same_house
from firsthand.lineage.fingerprint import FingerprintReport
from firsthand.lineage.likeness import Likeness, measure, quoted_in_common
from firsthand.lineage.masking import know, mask
from firsthand.lineage.newsroom import same_newsroom
from firsthand.lineage.order import similar_story
from firsthand.lineage.sheet import NAME, NUMBER, Sheet, open_sheet
from firsthand.lineage.skim import days_of, skim
from firsthand.records import (
    Fingerprint,
    Kinship,
    Lineage,
    Marked,
    PairMeasure,
    Reason,
    Relation,
    Report,
    ReportId,
)

# What is less certain than this either way is written so.
MOST_CERTAIN = 0.999


def measure_pair(
    reports: Sequence[Report], one: Marked, other: Marked, lineage: Lineage
) -> PairMeasure:
    """Measure two reports of a pile against each other as lineage does, and tell the figures.

    Args:
        reports: all of the pile: what they quote and repeat is set aside.
        one: a report of it.
        other: another.
        lineage: of the pile.
    """
    first, second = sorted(_fingerprint(reports, one, other), key=lambda p: p.report_id)
    kinship = ComparePair().apply(first, second)
    left, right = open_sheet(first), open_sheet(second)
    likeness = measure(left, right)
    pasted, reworded = (
        pasted_probability(left, right, likeness),
        reworded_probability(left, right, likeness.telling),
    )
    via = find_way(lineage, one.report.id, other.report.id)
    quoted = quoted_in_common(left, right, likeness.overlap) if likeness.overlap.runs else 0
    newsroom, story = same_newsroom(left, right), similar_story(left, right)
    return PairMeasure(
        a=one.report.id,
        b=other.report.id,
        relation="kin_through_others" if via else _judge(kinship, first, second, lineage),
        probability=round(1.0 - (1.0 - pasted) * (1.0 - reworded), 4),
        contained=round(likeness.contained, 4),
        n_shared_runs=likeness.n_shared_runs,
        order_surprise=round(likeness.surprise, 4),
        n_quoted_words=quoted,
        same_newsroom=round(newsroom, 4),
        same_story=round(story, 4),
        via=via,
        reasons=(
            _passages_reason(likeness, pasted),
            told_again(likeness.telling, reworded),
            *_noted(left, right),
            *_quoted_reason(quoted),
            *_house_reasons(first, second, newsroom),
        ),
    )


def _fingerprint(
    reports: Sequence[Report], one: Marked, other: Marked
) -> tuple[Fingerprint, Fingerprint]:
    """Return the fingerprints of two reports, masked by what the whole pile shows."""
    ordered = sorted(reports, key=lambda report: report.id)
    known = know(skim((report.text for report in ordered), days_of(ordered)))
    stage = FingerprintReport()
    first, second = mask([stage.apply(one), stage.apply(other)], known)
    return first, second


def find_way(lineage: Lineage, start: ReportId, goal: ReportId) -> tuple[ReportId, ...]:
    """Return the shortest way of derivations between two reports of one voice, both left out.

    Returns:
        Empty where they do not speak with one voice, or no derivations lead from one to the other.
    """
    if not any({start, goal} <= set(voice.members) for voice in lineage.voices):
        return ()
    kin: dict[ReportId, set[ReportId]] = defaultdict(set)
    for derivation in lineage.derivations:
        kin[derivation.child].add(derivation.parent)
        kin[derivation.parent].add(derivation.child)
    came_from: dict[ReportId, ReportId] = {start: start}
    waiting = deque([start])
    while waiting and goal not in came_from:
        current = waiting.popleft()
        for near in sorted(kin[current] - came_from.keys()):
            came_from[near] = current
            waiting.append(near)
    if goal not in came_from:
        return ()
    way: list[ReportId] = []
    current = came_from[goal]
    while current != start:
        way.append(current)
        current = came_from[current]
    return tuple(reversed(way))


def _judge(
    kinship: Kinship | None, one: Fingerprint, other: Fingerprint, lineage: Lineage
) -> Relation:
    """Say what two reports come to that no derivations lead between."""
    both = {one.report_id, other.report_id}
    if any(both <= set(voice.members) for voice in lineage.voices):
        return "same_voice"
    if kinship is not None and kinship.derivation is not None:
        return "suspected"
    if kinship is not None and kinship.finding is not None:
        return kinship.finding.kind
    return "shares_source" if is_same_house(one.credit, other.credit) else "independent"


def _weigh(probability: float) -> float:
    kept = min(MOST_CERTAIN, max(1.0 - MOST_CERTAIN, probability))
    return round(math.log(kept / (1.0 - kept)), 3)


def _passages_reason(likeness: Likeness, pasted: float) -> Reason:
    text = f"{likeness.contained:.2f} of the smaller one's own five-word runs are common"
    if not likeness.n_shared_runs:
        text = "no five words of their own stand in both"
    elif likeness.n_shared_runs < LEAST_COMMON_RUNS:
        text += f", {likeness.n_shared_runs} of them: fewer than {LEAST_COMMON_RUNS} say nothing"
    elif pasted < LEAST_PROBABILITY:
        text += f"; {EVEN_CONTAINED:.2f} would be even odds"
    return Reason(name="passages", weight=_weigh(pasted), text=text)


def _noted(one: Sheet, other: Sheet) -> list[Reason]:
    """Note what the shorter report tells that the longer one lacks: a copy brings nothing new."""
    shorter, longer = sorted((one, other), key=lambda sheet: int(sheet.account.sum()))
    notes: list[Reason] = []
    for flag, name in ((NAME, "names"), (NUMBER, "numbers")):
        own = np.unique(shorter.words[shorter.flagged(flag) & shorter.account])
        if len(own):
            n_new = int((~np.isin(own, longer.words)).sum())
            text = f"{n_new} of the shorter one's {len(own)} {name} are not in the other"
            notes.append(Reason(name=name, weight=0.0, text=text))
    return notes


def _quoted_reason(n_quoted: int) -> list[Reason]:
    if not n_quoted:
        return []
    text = f"{n_quoted} words in quotation marks are common and set aside: a shared origin"
    return [Reason(name="quotation", weight=0.0, text=text)]


def _house_reasons(one: Fingerprint, other: Fingerprint, newsroom: float) -> list[Reason]:
    notes: list[Reason] = []
    if newsroom >= LEAST_PROBABILITY:
        notes.append(Reason(name="newsroom", weight=0.0, text="published by one newsroom"))
    if is_same_house(one.credit, other.credit):
        notes.append(Reason(name="credit", weight=0.0, text=f"both credit {one.credit}"))
    return notes
