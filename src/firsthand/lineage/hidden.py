"""Texts that are not in the pile: what several reports carry and none had from another.

Two newsrooms that paste the same paragraphs, and nothing shows which of them was first: the source
is more probably an agency's text that neither wrote. It is told as a voice that is not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.records import Alignment, Derivation, ReportId, Span

# A surer order says which of the two had it from the other.
MOST_PROBABLE_ORDER_OPEN = 0.6
# Of pasted excerpts without an order on the lineage pile, parents in the pile set aside, 8 of 11
# that the truth lists are siblings of a hidden parent (chosen and measured on the same pile). Where
# the order is less open it is 6 of 14, and 7 of 67 from .8 on.
HIDDEN_WHERE_OPEN = 0.7
# Passages are the same where so much of the shorter one is common, in characters.
LEAST_SHARED = 0.5

VoiceOf = Mapping[ReportId, ReportId]  # any name of the voice that a report speaks with
_Pair = tuple[ReportId, ReportId]  # child and parent


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text that several reports carry amid accounts of their own, and that nobody has seen."""

    carriers: tuple[ReportId, ...]
    passages: tuple[Span, ...]  # where the carriers have it
    probability: float  # that there is such a text, and not one of them the source
    pairs: frozenset[_Pair]  # child and parent of the derivations behind it


def find_hidden_texts(
    derivations: Sequence[Derivation], voice_of: VoiceOf, credited: Iterable[ReportId]
) -> list[HiddenText]:
    """Find the texts that reports of different voices share without one being the other's source.

    Nothing is hidden between two voices whose order another pair of their reports shows: the
    undated copy of a dated report opens no order that is known. Never closed over a partial
    overlap: two pairs are one text only where the passages of the report that they have in common
    are the same.

    Args:
        derivations: those that are told.
        voice_of: the voice of every report.
        credited: reports that say whose text they carry; that voice is known already.

    Returns:
        By carriers.
    """
    named = frozenset(credited)
    ordered = [d for d in derivations if d.direction_probability >= MOST_PROBABLE_ORDER_OPEN]
    known = {frozenset((voice_of[d.child], voice_of[d.parent])) for d in ordered}
    taken = _index_taken(ordered)
    pairs = [
        d
        for d in derivations
        if d.kind == "excerpt"
        and d.direction_probability < MOST_PROBABLE_ORDER_OPEN
        and voice_of[d.child] != voice_of[d.parent]
        and not named & {d.child, d.parent}
        and frozenset((voice_of[d.child], voice_of[d.parent])) not in known
        and not _is_explained(d, taken)
    ]
    return sorted(map(_tell, _group(pairs)), key=lambda text: (text.carriers, text.passages))


def _index_taken(ordered: Iterable[Derivation]) -> dict[ReportId, list[list[Span]]]:
    """Return the runs that every report took from others, by an order that is known."""
    taken: dict[ReportId, list[list[Span]]] = defaultdict(list)
    for derivation in ordered:
        taken[derivation.child].append([p.child for p in derivation.passages])
    return taken


def _is_explained(pair: Derivation, taken: Mapping[ReportId, Iterable[Sequence[Span]]]) -> bool:
    """Say whether one of the two took the passages from a third report of the pile."""
    return any(
        share_words(_runs_in(pair, report), spans)
        for report in (pair.child, pair.parent)
        for spans in taken.get(report, ())
    )


def share_words(runs: Iterable[Span], others: Iterable[Span]) -> bool:
    """Say whether the runs of one report are the same, by LEAST_SHARED of the shorter."""
    mine, theirs = _characters(runs), _characters(others)
    return len(mine & theirs) >= LEAST_SHARED * max(1, min(len(mine), len(theirs)))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _group(pairs: Sequence[Derivation]) -> list[list[Derivation]]:
    """Put the pairs together that share the passages of a report."""
    by_report: dict[ReportId, list[Derivation]] = defaultdict(list)
    group_of: dict[_Pair, list[Derivation]] = {}
    for pair in sorted(pairs, key=lambda d: (d.child, d.parent)):
        near = [*by_report[pair.child], *by_report[pair.parent]]
        joined = {id(g): g for other in near if _meet(pair, other) and (g := group_of[_key(other)])}
        group = [pair, *(other for each in joined.values() for other in each)]
        for member in group:
            group_of[_key(member)] = group
        by_report[pair.child].append(pair)
        by_report[pair.parent].append(pair)
    return list({id(group): group for group in group_of.values()}.values())


def _key(pair: Derivation) -> _Pair:
    return pair.child, pair.parent


def _meet(one: Derivation, other: Derivation) -> bool:
    common = {one.child, one.parent} & {other.child, other.parent}
    return any(share_words(_runs_in(one, report), _runs_in(other, report)) for report in common)


def _runs_in(pair: Derivation, report: ReportId) -> list[Span]:
    return [_side(passage, report) for passage in pair.passages]


def _side(passage: Alignment, report: ReportId) -> Span:
    return passage.child if passage.child.report_id == report else passage.parent


def _tell(group: Sequence[Derivation]) -> HiddenText:
    carriers = sorted({report for pair in group for report in (pair.child, pair.parent)})
    spans = {span for pair in group for p in pair.passages for span in (p.child, p.parent)}
    likeliest = max(pair.probability for pair in group)
    return HiddenText(
        carriers=tuple(carriers),
        passages=tuple(sorted(spans)),
        probability=round(HIDDEN_WHERE_OPEN * likeliest, 4),
        pairs=frozenset(map(_key, group)),
    )
