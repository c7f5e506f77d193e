"""Find quotations in a text that has lost its quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from firsthand.records import Report, Span
from firsthand.text.segment import sentences
from firsthand.text.tokens import Words, fold_words, tokenize

# A sentence of a quotation is taken as carried from this likeness on; below three words only an
# exact run counts.
LEAST_CARRIED_LIKENESS = 84.0
LEAST_WORDS = 3
LEAST_WORDS_TO_LIKEN = 6
# Carried sentences nearer to each other than this (in words) are one quotation.
MOST_WORDS_BETWEEN = 2
_ANCHORS = 6
_EDITORIAL = re.compile(r"\[[^\]]*\]|\([^)]{1,40}\)")


def find_carried(report: Report, quoted: Sequence[str]) -> list[Span]:
    """Find where a text without marks carries quotations that others print in marks.

    Args:
        report: a report whose text has no quotation marks.
        quoted: the words of quotations from other reports.

    Returns:
        Disjoint spans in text order, sentence by sentence joined where they follow on.
    """
    words = tokenize(report.text)
    places: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(words.forms):
        places[form].append(index)
    found: list[tuple[int, int]] = []
    for text in sorted(set(quoted)):
        runs = [r for piece in _pieces(text) if (r := _find_piece(words, places, piece))]
        found.extend(_joined(runs))
    return [report.span(words.starts[a], words.ends[b - 1]) for a, b in _merged(sorted(set(found)))]


def _pieces(text: str) -> list[tuple[str, ...]]:
    plain = _EDITORIAL.sub(" ", text)
    out: list[tuple[str, ...]] = []
    for a, b in sentences(plain):
        forms = fold_words(plain[a:b])
        if len(forms) >= LEAST_WORDS:
            out.append(forms)
    return out


def _find_piece(
    words: Words, places: dict[str, list[int]], piece: tuple[str, ...]
) -> tuple[int, int] | None:
    """Find the run of words that is one sentence of a quotation: exact, else nearly so."""
    rare = sorted(range(len(piece)), key=lambda i: (len(places.get(piece[i], ())), i))
    if not any(piece[i] in places for i in rare[:_ANCHORS]):
        return None
    starts = sorted(
        {at - i for i in rare[:_ANCHORS] for at in places.get(piece[i], ())[:8] if at - i >= 0}
    )
    for start in starts:
        if words.forms[start : start + len(piece)] == piece:
            return start, start + len(piece)
    if len(piece) < LEAST_WORDS_TO_LIKEN:
        return None
    return _nearly(words, starts, piece)


def _nearly(words: Words, starts: Sequence[int], piece: tuple[str, ...]) -> tuple[int, int] | None:
    from rapidfuzz import fuzz

    target = " ".join(piece)
    best: tuple[float, int, int] | None = None
    for start in starts:
        low = max(0, start - 3)
        window = words.forms[low : start + len(piece) + 3]
        joined = " ".join(window)
        found = fuzz.partial_ratio_alignment(target, joined, score_cutoff=LEAST_CARRIED_LIKENESS)
        if found is None or (best is not None and found.score <= best[0]):
            continue
        first = low + joined.count(" ", 0, found.dest_start)
        last = low + joined.count(" ", 0, max(found.dest_start, found.dest_end - 1)) + 1
        best = (found.score, first, min(last, len(words.forms)))
    if best is None:
        return None
    first, last = best[1], best[2]
    if first > 0 and words.forms[first - 1] == piece[0]:
        first -= 1
    if last < len(words.forms) and words.forms[last] == piece[-1]:
        last += 1
    return first, last


def _joined(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences of one quotation that follow each other here as well."""
    out: list[tuple[int, int]] = []
    for start, end in runs:
        if out and 0 <= start - out[-1][1] <= MOST_WORDS_BETWEEN:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _merged(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep one of runs that overlap: the longer."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
