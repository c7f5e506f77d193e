"""What a report is about, as weighted words: names count more, words of the whole pile less."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from firsthand.records import Marked
from firsthand.text.lexicon import stem
from firsthand.text.tokens import Words, tokenize

# Words that say nothing of what happened; "said" and its kin stand in every report.
_EMPTY = frozenset(
    "a about after again against ago all also am an and any are around as at away back be "
    "because been before being between both but by can could d did do does done down during "
    "each even every for from further had has have having he her here him his how i if in into "
    "is it its just ll m made make many may me might more most much must my near never new no "
    "nor not now of off on once one only or other our out over own re s said same saying says "
    "she should since so some still such t than that the their them then there these they this "
    "those through to told too two under until up upon us ve very was way we were what when "
    "where which while who whom whose why will with within without would yet you your".split()
)
# A word is a name of this pile where most of its places outside sentence starts are capitalised;
# stripped copies, which have no capitals, learn it from the others.
LEAST_CAPITALISED_SHARE = 0.6
# Swept on 3,795 incident reports and ECB+ (benchmarks/stories.py), pairwise F1: 1.5 gives .674 and
# .834, 2.2 gives .691 and .834.
NAME_WEIGHT = 2.2
# Early words tell the happening, late ones the background and the page's tail: the weight of a
# word halves after so many words. Incidents, pairwise F1: 300 gives .465, 120 gives .475.
HALF_WEIGHT_WORDS = 120
# More words than these add time and no likeness.
MOST_WORDS_OF_A_REPORT = 80


def weigh_reports(marked: Sequence[Marked]) -> list[dict[str, float]]:
    """Give each report its weighted stems: early words, rare words and names count most.

    Returns:
        One for each report, in the order given, of length 1: stem to weight. A report without
        words has none.
    """
    bags: list[dict[str, float]] = []
    inside: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for item in marked:
        words = tokenize(item.report.text)
        bag: dict[str, float] = {}
        for place, index in enumerate(_kept(item, words)):
            form = words.forms[index]
            if form in _EMPTY or (len(form) < 2 and not form.isdigit()):
                continue
            root = stem(form)
            bag[root] = bag.get(root, 0.0) + 0.5 ** (place / HALF_WEIGHT_WORDS)
            _count_capital(item.report.text, words, index, root, inside, capitalised)
        bags.append(bag)
    spread = Counter(root for bag in bags for root in bag)
    names = {root for root, n in capitalised.items() if n >= LEAST_CAPITALISED_SHARE * inside[root]}
    return [_finish(bag, spread, len(bags), names) for bag in bags]


def _kept(item: Marked, words: Words) -> list[int]:
    marks = sorted((f.span.start, f.span.end) for f in item.furniture if f.kind != "title")
    if not marks:
        return list(range(len(words)))
    starts = [start for start, _ in marks]
    reach: list[int] = []
    for _, end in marks:
        reach.append(max(end, reach[-1] if reach else 0))
    kept = []
    for index, start in enumerate(words.starts):
        at = bisect_right(starts, start) - 1
        if at < 0 or reach[at] <= start:
            kept.append(index)
    return kept


def _count_capital(
    text: str,
    words: Words,
    index: int,
    root: str,
    inside: Counter[str],
    capitalised: Counter[str],
) -> None:
    start = words.starts[index]
    before = text[words.ends[index - 1] : start] if index else "."
    if any(mark in before for mark in '.!?\n“"'):
        return
    inside[root] += 1
    if text[start].isupper():
        capitalised[root] += 1


def _finish(
    bag: dict[str, float], spread: Counter[str], n_reports: int, names: set[str]
) -> dict[str, float]:
    weights = {
        root: (1.0 + math.log1p(count))
        * math.log(1.0 + n_reports / spread[root])
        * (NAME_WEIGHT if root in names else 1.0)
        for root, count in bag.items()
    }
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    kept = heaviest[:MOST_WORDS_OF_A_REPORT]
    length = math.sqrt(sum(w * w for _, w in kept)) or 1.0
    return {root: w / length for root, w in kept}
