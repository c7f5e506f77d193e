"""Pairs that look like kin and are not: same words, same event, same furniture, same quotation.

A pair is listed only where a machine check found nothing that one could have from the other:
5-gram containment of the smaller below a bar, and for reports of one event no common run of ten
words outside quotation marks. No person judged them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sources import QUOTED

MOST_CONTAINED_OF_STRANGERS = 0.05  # 5-gram containment of the smaller
MOST_CONTAINED_OF_ONE_EVENT = 0.12
LEAST_DAYS_BETWEEN = 2  # look-alikes of known days stand at least so far apart
LEAST_COSINE = 0.15  # what is less alike in words nobody takes for kin
LEAST_RECURRING = 3  # a line in so many reports of one outlet is its furniture
LEAST_LINE_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Grams = frozenset[tuple[str, ...]]


def read_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def cut_grams(text: str, width: int = 5) -> Grams:
    words = read_words(text)
    return frozenset(zip(*(words[k:] for k in range(width)), strict=False))


def contain(one: Grams, other: Grams) -> float:
    """Return the share of the smaller set that the larger holds too, 0..1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def find_quotations(text: str, least_words: int = 8) -> list[str]:
    """Return what stands in quotation marks and is long enough to be somebody's words."""
    found = [match[0][1:-1].strip() for match in QUOTED.finditer(text)]
    return [words for words in found if len(words.split()) >= least_words and "\n" not in words]


def stand_days_apart(one: str | None, other: str | None) -> int | None:
    """Return the days between two dates as written, or None where one is not known."""
    if not one or not other:
        return None
    return abs((dt.date.fromisoformat(one[:10]) - dt.date.fromisoformat(other[:10])).days)


class Neighbours:
    """TF-IDF cosine over a pile, by an inverted index."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(word for word in read_words(text) if len(word) > 2) for text in texts]
        frequency = Counter(itertools.chain.from_iterable(counts))
        most = max(10, len(texts) // 10)
        idf = {w: math.log(len(texts) / n) for w, n in frequency.items() if 1 < n <= most}
        self.rows: list[dict[str, float]] = []
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            row = {w: (1 + math.log(n)) * idf[w] for w, n in count.items() if w in idf}
            norm = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
            self.rows.append({w: weight / norm for w, weight in row.items()})
            for w, weight in self.rows[-1].items():
                self._index[w].append((number, weight))

    def nearest(self, number: int, count: int) -> list[int]:
        """Return the nearest others that look alike at all, the nearest first; ties by number."""
        cosines: dict[int, float] = defaultdict(float)
        for word, weight in self.rows[number].items():
            for other, its in self._index[word]:
                cosines[other] += weight * its
        cosines.pop(number, None)
        alike = [other for other, cosine in cosines.items() if cosine >= LEAST_COSINE]
        return sorted(alike, key=lambda other: (-cosines[other], other))[:count]


def find_look_alikes(
    texts: Sequence[str], days: Sequence[str | None], count: int, rng: random.Random
) -> list[tuple[int, int]]:
    """Pair reports with the nearest in words that tells of another day."""
    neighbours = Neighbours(texts)
    found: set[tuple[int, int]] = set()
    for number in rng.sample(range(len(texts)), len(texts)):
        if len(found) >= count:
            break
        grams = cut_grams(texts[number])
        for other in neighbours.nearest(number, 12):
            apart = stand_days_apart(days[number], days[other])
            if apart is not None and apart < LEAST_DAYS_BETWEEN:
                continue
            if contain(grams, cut_grams(texts[other])) < MOST_CONTAINED_OF_STRANGERS:
                found.add((min(number, other), max(number, other)))
                break
    return sorted(found)


def are_independent(one: str, other: str) -> bool:
    """Say whether a machine finds nothing that one of two accounts took from the other."""
    if contain(cut_grams(one), cut_grams(other)) >= MOST_CONTAINED_OF_ONE_EVENT:
        return False
    bare = [cut_grams(QUOTED.sub("\n", text), 10) for text in (one, other)]
    return not bare[0] & bare[1]


def find_one_event(
    texts: Sequence[str],
    events: Sequence[str | None],
    outlets: Sequence[str | None],
    count: int,
    rng: random.Random,
) -> list[tuple[int, int]]:
    """Pair reports of one event by other outlets, at most six pairs an event."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        if event:
            members[event].append(number)
    found: list[tuple[int, int]] = []
    for event in rng.sample(sorted(members), len(members)):
        pairs = list(itertools.combinations(members[event], 2))
        asked = [p for p in rng.sample(pairs, len(pairs)) if _differ(outlets[p[0]], outlets[p[1]])]
        fine = (p for p in asked[:24] if are_independent(texts[p[0]], texts[p[1]]))
        found.extend(itertools.islice(fine, 6))
        if len(found) >= count:
            break
    return sorted(found[:count])


def _differ(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one != other


def find_recurring_lines(
    paragraphs: Mapping[int, Sequence[str]], outlets: Mapping[int, str | None]
) -> dict[str, list[int]]:
    """Find the lines that several reports of one outlet carry, with the reports that carry them."""
    carriers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, lines in paragraphs.items():
        outlet = outlets[number]
        for line in lines:
            if outlet and LEAST_LINE_WORDS <= len(line.split()) <= 60:
                carriers[outlet, line].add(number)
    return {
        line: sorted(numbers)
        for (_, line), numbers in sorted(carriers.items())
        if len(numbers) >= LEAST_RECURRING
    }


def share_only(one: str, other: str, lines: Iterable[str]) -> bool:
    """Say whether two texts have nothing but these lines in common."""
    for line in lines:
        one, other = one.replace(line, "\n"), other.replace(line, "\n")
    return contain(cut_grams(one), cut_grams(other)) < MOST_CONTAINED_OF_STRANGERS
