"""The derivations of a pile: one order without cycles, and none that another explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from firsthand.records import Alignment, Derivation, ReportId

# A derivation that is at least this probable is told; a weaker one moves the interval alone.
LEAST_TOLD = 0.5
# A derivation from a grandparent goes where the parent gives so much more of the child ...
LEAST_RATIO_TO_EXPLAIN = 1.3
# ... and has this share of the same passages.
LEAST_SHARE_EXPLAINED = 0.8
# Of two copies of one text neither is the other's parent, unless it is closer by this. On the
# lineage pile .005 with a ratio of 1.15 and .75 below left out 213 kin through a third report and 6
# true parents; .05 with 1.3 and .9 leaves out 152 and 1.
LEAST_CLOSER = 0.05
# A copy that has this much of its parent has nothing from elsewhere.
WHOLE = 0.9
# Where an order would close a circle with surer ones nothing is known of it; that the two are kin
# stays true.
UNKNOWN_ORDER = 0.5
# Only a parent whose order is this sure explains anything: of siblings none comes between.
LEAST_SURE_TO_EXPLAIN = 0.9

# Two that pasted the same from one third, each in an order this sure, are no kin of each other. On
# the lineage pile it leaves out 12 pairs, all of them kin through a third report by the truth.
LEAST_SURE_OF_SOURCE = 0.75


def choose_derivations(derivations: Iterable[Derivation]) -> list[Derivation]:
    """Keep the told derivations that form no cycle and are not explained by others.

    Returns:
        By child; of one child's parents the one that gives most of it comes first.
    """
    told = [one for one in derivations if one.probability >= LEAST_TOLD]
    standing = _without_cycles(told)
    by_child: dict[ReportId, list[Derivation]] = defaultdict(list)
    kin: set[tuple[ReportId, ReportId]] = set()
    for derivation in standing:
        by_child[derivation.child].append(derivation)
        kin.add((derivation.child, derivation.parent))
        kin.add((derivation.parent, derivation.child))
    kept = [
        derivation
        for derivation in standing
        if not any(
            _explains(other, derivation)
            for other in by_child[derivation.child]
            if other is not derivation and (other.parent, derivation.parent) in kin
        )
        and not _are_siblings(derivation, by_child)
    ]
    return sorted(kept, key=lambda d: (d.child, -d.child_share, -d.probability, d.parent))


def _without_cycles(derivations: Iterable[Derivation]) -> list[Derivation]:
    """Take the surest order first and turn what would close a circle."""
    ranked = sorted(
        derivations,
        key=lambda d: (-d.direction_probability, -d.probability, d.child, d.parent),
    )
    parents: dict[ReportId, set[ReportId]] = defaultdict(set)
    standing: list[Derivation] = []
    for derivation in ranked:
        placed = derivation
        if _descends(placed.parent, placed.child, parents):
            placed = replace(turn_round(placed), direction_probability=UNKNOWN_ORDER)
        parents[placed.child].add(placed.parent)
        standing.append(placed)
    return standing


def turn_round(derivation: Derivation) -> Derivation:
    """Make the parent the child, with everything that was found the other way round."""
    passages = [
        Alignment(child=p.parent, parent=p.child, similarity=p.similarity, quoted=p.quoted)
        for p in derivation.passages
    ]
    return replace(
        derivation,
        child=derivation.parent,
        parent=derivation.child,
        direction_probability=round(1.0 - derivation.direction_probability, 4),
        child_share=derivation.parent_share,
        parent_share=derivation.child_share,
        passages=tuple(sorted(passages, key=lambda p: (p.child, p.parent))),
    )


def _descends(
    report: ReportId, ancestor: ReportId, parents: Mapping[ReportId, set[ReportId]]
) -> bool:
    pending, seen = [report], {report}
    while pending:
        current = pending.pop()
        if current == ancestor:
            return True
        for parent in sorted(parents.get(current, ())):
            if parent not in seen:
                seen.add(parent)
                pending.append(parent)
    return False


def _explains(nearer: Derivation, further: Derivation) -> bool:
    """Say whether the child has the words of the further parent by way of the nearer one."""
    if nearer.direction_probability < LEAST_SURE_TO_EXPLAIN:
        return False
    if nearer.kind == further.kind == "copy":
        return nearer.child_share > further.child_share + LEAST_CLOSER
    if further.kind in ("rewrite", "translation") and nearer.kind != "copy":
        return False
    if nearer.child_share < LEAST_RATIO_TO_EXPLAIN * further.child_share:
        return False
    if nearer.kind == "copy" and nearer.child_share >= WHOLE:
        return True
    return _covered(further.passages, nearer.passages) >= LEAST_SHARE_EXPLAINED


def _are_siblings(pair: Derivation, by_child: Mapping[ReportId, Iterable[Derivation]]) -> bool:
    """Say whether two hosts pasted from one third report what they have in common."""
    if pair.kind != "excerpt" or pair.direction_probability >= LEAST_SURE_OF_SOURCE:
        return False
    if max(pair.child_share, pair.parent_share) >= WHOLE:
        return False  # one of the two is all that they have in common: no host
    sources = [
        {
            known.parent
            for known in by_child.get(side.child, ())
            if known.direction_probability >= LEAST_SURE_OF_SOURCE
            and _covered(side.passages, known.passages) >= LEAST_SHARE_EXPLAINED
        }
        for side in (pair, turn_round(pair))
    ]
    return bool(sources[0] & sources[1])


def _covered(passages: Iterable[Alignment], others: Iterable[Alignment]) -> float:
    """Return the share of the child's characters in passages that lie in the others too."""
    inside: set[int] = set()
    for passage in others:
        inside.update(range(passage.child.start, passage.child.end))
    wanted = {c for p in passages for c in range(p.child.start, p.child.end)}
    return len(wanted & inside) / len(wanted) if wanted else 0.0
