"""Which clauses of a story say the same: words in common, weighed by how rare they are.

Weights are inverse document frequencies over the clauses of the story, so that the names which
every clause carries tell nothing. Candidates come from an inverted index over the rarer words;
clusters grow from the most similar pair down, as long as the two groups stay alike.

Source: idf: Spärck Jones, Journal of Documentation 28, 1972; prefixes: Bayardo, Ma & Srikant,
"Scaling up all pairs similarity search", WWW 2007.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# The bars below were set on the three labelled piles; see docs/measurements.md#matching.
LEAST_SIMILARITY = 0.36
LEAST_LINKAGE = 0.25
# Other words and another figure are another question more often than a dispute.
OTHER_FIGURE = 0.7
# A report seldom says one thing twice in other words.
LEAST_WITHIN_REPORT = 0.45
MOST_OF_ONE_REPORT = 5  # clauses
LEAST_SHARED = 2  # words
# A word in more clauses than this share of the story proposes no candidates.
MOST_COMMON_SHARE = 0.12
MOST_COMMON = 12  # clauses; the floor of the share in small stories
SLACK = 1e-9  # of sums of weights: rounding loses no pair


@dataclass(frozen=True, slots=True)
class Bag:
    """What a clause says, as concepts, and the event that it is told of."""

    concepts: frozenset[str]
    names: frozenset[str] = frozenset()  # those of the concepts that are names: they prove nothing
    setting: str = ""  # "class#number"; two events of one class are never told by one clause
    report: str = ""
    figure: tuple[str, float] | None = None  # what it counts, and how many


def clash(one: Bag, other: Bag) -> bool:
    """Say whether two clauses are told of different events of one class."""
    if not one.setting or not other.setting or one.setting == other.setting:
        return False
    return one.setting.split("#")[0] == other.setting.split("#")[0]


def weigh(bags: Sequence[Bag]) -> dict[str, float]:
    """Return the inverse document frequency of every concept."""
    counts = Counter(c for bag in bags for c in bag.concepts)
    return {c: math.log((len(bags) + 1) / (n + 0.5)) for c, n in counts.items()}


def similarity(one: Bag, other: Bag, weights: Mapping[str, float]) -> float:
    """Return how much of what the two say is the same, 0..1.

    The mean of Dice's coefficient and containment: a short clause inside a longer one counts,
    and two long clauses that share a name do not.
    """
    return _liken(one, other, weights, (_load(one, weights), _load(other, weights)))


def _load(bag: Bag, weights: Mapping[str, float]) -> float:
    # fsum: a set has no order, and a plain sum would end otherwise from run to run.
    return math.fsum(weights[c] for c in bag.concepts)


def _liken(one: Bag, other: Bag, weights: Mapping[str, float], loads: tuple[float, float]) -> float:
    shared = one.concepts & other.concepts
    if len(shared) < LEAST_SHARED or not shared - one.names - other.names or clash(one, other):
        return 0.0
    least, most = min(loads), max(loads)
    if least <= 0:
        return 0.0
    weight = math.fsum(weights[c] for c in shared)
    alike = (2 * weight / (least + most) + weight / least) / 2
    return alike * OTHER_FIGURE if _differ(one, other) else alike


def _differ(one: Bag, other: Bag) -> bool:
    """Say whether both count the same thing and give different numbers."""
    if one.figure is None or other.figure is None or one.figure[0] != other.figure[0]:
        return False
    return one.figure[1] != other.figure[1]


def cluster(
    bags: Sequence[Bag], must: Sequence[tuple[int, int]] = (), least: float = LEAST_SIMILARITY
) -> list[list[int]]:
    """Group clauses that say the same.

    Args:
        bags: One a clause.
        must: Pairs known to be the same (the same sentence in a later version).
        least: The least similarity of a pair that starts or extends a group.

    Returns:
        Indices into `bags`, every group and the list itself in ascending order.
    """
    weights = weigh(bags)
    loads = [_load(bag, weights) for bag in bags]
    pairs = dict.fromkeys(must, 1.0)
    for i, j in _candidates(bags, weights, loads, min(least, LEAST_WITHIN_REPORT)):
        one, other = bags[i], bags[j]
        value = _liken(one, other, weights, (loads[i], loads[j]))
        if value >= (LEAST_WITHIN_REPORT if one.report == other.report else least):
            pairs[i, j] = max(value, pairs.get((i, j), 0.0))
    group_of = list(range(len(bags)))
    groups = {i: [i] for i in group_of}
    fixed = set(must)
    refused: set[tuple[int, int, int, int]] = set()  # two groups, each as it was then
    for (i, j), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        a, b = group_of[i], group_of[j]
        if a == b:
            continue
        if (i, j) not in fixed:
            tried = (a, len(groups[a]), b, len(groups[b]))
            if tried in refused:
                continue
            if _crowded(bags, groups[a] + groups[b]) or (
                _linkage(bags, groups[a], groups[b], weights, loads) < LEAST_LINKAGE
            ):
                refused.add(tried)
                continue
        for k in groups[b]:
            group_of[k] = a
        groups[a] += groups.pop(b)
    return sorted(sorted(group) for group in groups.values())


def _crowded(bags: Sequence[Bag], group: Sequence[int]) -> bool:
    """Say whether a group would take too much of one report: such a chain is no one question."""
    counts = Counter(bags[i].report for i in group)
    return max(counts.values()) > MOST_OF_ONE_REPORT


def _linkage(
    bags: Sequence[Bag],
    one: Sequence[int],
    other: Sequence[int],
    weights: Mapping[str, float],
    loads: Sequence[float],
) -> float:
    """Return how alike two groups are, by their best matches and on average.

    The average alone keeps statements of several sentences apart, of which each report quotes
    another one; the best matches alone (of the smaller group in the larger) chain.
    """
    values = [[_liken(bags[i], bags[j], weights, (loads[i], loads[j])) for j in other] for i in one]
    if len(one) > len(other):
        values = [list(column) for column in zip(*values, strict=True)]
    best = sum(max(row) for row in values) / len(values)
    mean = sum(sum(row) for row in values) / (len(one) * len(other))
    return (best + mean) / 2


def _candidates(
    bags: Sequence[Bag], weights: Mapping[str, float], loads: Sequence[float], least: float
) -> Iterator[tuple[int, int]]:
    """Yield every pair that shares a rarer word and may be alike, in no order.

    What two clauses share weighs at least `least` of the lighter one. So the lighter one's heaviest
    words, of which the others together weigh less, hold a word that they share: its prefix.
    """
    counts = Counter(c for bag in bags for c in bag.concepts)
    most = max(MOST_COMMON, int(MOST_COMMON_SHARE * len(bags)))
    holders: dict[str, list[int]] = defaultdict(list)  # heavier clauses only
    for i in sorted(range(len(bags)), key=lambda i: (-loads[i], i)):
        rare = [c for c in bags[i].concepts if 1 < counts[c] <= most]
        near: set[int] = set()
        for c in _prefix(bags[i], weights, loads[i] * (1 - least)):
            near.update(holders.get(c, ()))
        for c in rare:
            holders[c].append(i)
        for j in near:
            yield min(i, j), max(i, j)


def _prefix(bag: Bag, weights: Mapping[str, float], load: float) -> list[str]:
    """Return the heaviest words of a clause that weigh more than a load together."""
    out: list[str] = []
    for c in sorted(bag.concepts, key=lambda c: (-weights[c], c)):
        if load < -SLACK:
            break
        out.append(c)
        load -= weights[c]
    return out
