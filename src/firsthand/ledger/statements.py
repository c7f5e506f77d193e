"""Whole statements that a later version of a report adds or drops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from firsthand.records import Derivation, Furniture, Report, Span
from firsthand.text.segment import sentences
from firsthand.text.tokens import fold_words

# A shorter sentence states too little: "More follows."
LEAST_WORDS = 5
LEAST_LETTERS = 4  # of a word that carries meaning: "the", "said" and "was" stand everywhere
# A sentence of which so much lies in passages, or is furniture, stands on both sides or on none.
MOST_SHARE_TAKEN = 0.5
# A sentence whose longer words stand so far in the other version was reworded or moved.
MOST_SHARE_KNOWN = 0.6

_Bounds = tuple[int, int]


def find_new_statements(
    step: Derivation, *, child: Report, parent: Report, furniture: Iterable[Furniture]
) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield statements of one version that the other lacks: dropped, added, one of them None.

    Args:
        step: the later version (child) from the earlier one.
        furniture: of both.
    """
    furniture = list(furniture)
    dropped = _new_in(parent, child, [p.parent for p in step.passages], furniture)
    if step.degraded and step.passages:
        # The capture cut the ends of the later version: what stood there was not dropped.
        first = min(p.parent.start for p in step.passages)
        last = max(p.parent.end for p in step.passages)
        dropped = [span for span in dropped if first <= span.start and span.end <= last]
    for span in dropped:
        yield span, None
    for span in _new_in(child, parent, [p.child for p in step.passages], furniture):
        yield None, span


def _new_in(
    report: Report, other: Report, shared: Iterable[Span], furniture: Iterable[Furniture]
) -> list[Span]:
    taken = [(span.start, span.end) for span in shared]
    taken += [(f.span.start, f.span.end) for f in furniture if f.span.report_id == report.id]
    known = frozenset(fold_words(other.text))
    return [
        report.span(start, end)
        for start, end in sentences(report.text)
        if _covered((start, end), taken) < MOST_SHARE_TAKEN
        and _states_more(report.text[start:end], known)
    ]


def _covered(sentence: _Bounds, taken: Sequence[_Bounds]) -> float:
    start, end = sentence
    inside = {at for a, b in taken for at in range(max(a, start), min(b, end))}
    return len(inside) / (end - start)


def _states_more(sentence: str, known: frozenset[str]) -> bool:
    words = fold_words(sentence)
    meant = [word for word in words if len(word) >= LEAST_LETTERS or word.isdigit()]
    if len(words) < LEAST_WORDS or not meant:
        return False
    return sum(word in known for word in meant) < MOST_SHARE_KNOWN * len(meant)
