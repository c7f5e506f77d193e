"""A title for a story: the headline that says most of what its reports share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from firsthand.records import Marked
from firsthand.text.segment import sentences
from firsthand.text.tokens import fold_words

MOST_TITLE_WORDS = 16
# A first sentence shorter than this is a stamp or a section name, not a gist.
LEAST_GIST_WORDS = 4


def choose_title(marked: Sequence[Marked], shared: Mapping[str, float]) -> str:
    """Choose the headline nearest to what the reports share, else the gist of a first sentence.

    Args:
        marked: the reports of one story; at least one.
        shared: word forms with their weight in the story.
    """
    headlines = [
        m.report.title.strip() for m in marked if m.report.title and m.report.title.strip()
    ]
    candidates = headlines or [gist for m in marked if (gist := _first_gist(m))]
    if not candidates:
        return marked[0].report.name
    return min(candidates, key=lambda title: (-_fitness(title, shared), title))


def _fitness(title: str, shared: Mapping[str, float]) -> float:
    forms = set(fold_words(title))
    return sum(shared.get(form, 0.0) for form in forms) / math.sqrt(4 + len(forms))


def _first_gist(item: Marked) -> str | None:
    text = item.report.text
    for start, end in sentences(text):
        if any(f.span.start < end and start < f.span.end for f in item.furniture):
            continue
        words = text[start:end].split()
        if len(words) < LEAST_GIST_WORDS or text[start:end].islower():
            continue
        gist = " ".join(words[:MOST_TITLE_WORDS])
        return gist if len(words) <= MOST_TITLE_WORDS else gist.rstrip(",;:") + " ..."
    return None
