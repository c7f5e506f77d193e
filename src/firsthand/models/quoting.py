"""Quotation marks decide what is quoted: a content that cuts a quotation takes all of it.

The net sees a window, and a quotation may have begun before it. PolNeAR, dev part, as written, an
early net: attribution, exact 65.5 -> 67.3, content, words 85.8 -> 87.2.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from firsthand.records import AttributionSpans, Sentence, Span
from firsthand.text.quotes import quoted_regions

# Of a quotation, from which a content that overlaps it is meant to hold it.
LEAST_SHARE = 0.3
LEAST_WORDS = 2  # of a sentence inside a quotation: "No." may be anything

_Run: TypeAlias = tuple[int, int]


def find_speech(text: str) -> list[_Run]:
    """Return where somebody is quoted, without the marks, in text order."""
    return [(r.start, r.end) for r in quoted_regions(text) if r.kind == "speech"]


def complete_quotations(
    sentences: Iterable[Sentence], text: str, speech: Sequence[_Run]
) -> Iterator[Sentence]:
    """Make a sentence inside a quotation content, and let a content hold its quotation whole.

    Args:
        sentences: of one report, in text order.
        text: of the report.
        speech: from `find_speech`.
    """
    starts = [start for start, _ in speech]
    for sentence in sentences:
        inside = list(_overlapping(sentence.span, speech, starts))
        if any(_holds(run, sentence, text) for run in inside):
            said = AttributionSpans(content=(sentence.span,))
            yield replace(sentence, attributions=(said,))
        elif inside and sentence.attributions:
            whole = tuple(_take_whole(said, inside) for said in sentence.attributions)
            yield replace(sentence, attributions=whole)
        else:
            yield sentence


def _overlapping(span: Span, speech: Sequence[_Run], starts: Sequence[int]) -> Iterator[_Run]:
    """Yield the parts of quotations that lie in a sentence."""
    place = max(0, bisect_right(starts, span.start) - 1)
    while place < len(speech) and speech[place][0] < span.end:
        start, end = max(speech[place][0], span.start), min(speech[place][1], span.end)
        if start < end:
            yield start, end
        place += 1


def _holds(run: _Run, sentence: Sentence, text: str) -> bool:
    """Say whether all words of a sentence stand in a quotation."""
    words = [w for w in sentence.words if any(map(str.isalnum, text[w.start : w.end]))]
    return len(words) >= LEAST_WORDS and run[0] <= words[0].start and words[-1].end <= run[1]


def _take_whole(said: AttributionSpans, speech: Sequence[_Run]) -> AttributionSpans:
    content: list[Span] = []
    for span in said.content:
        start, end = span.start, span.end
        for first, last in speech:
            shared = min(end, last) - max(start, first)
            within = said.cue is not None and first <= said.cue.start < last
            if not within and shared >= LEAST_SHARE * (last - first):
                start, end = min(start, first), max(end, last)
        if content and start < content[-1].end:
            content[-1] = replace(content[-1], end=max(content[-1].end, end))
        else:
            content.append(replace(span, start=start, end=end))
    return replace(said, content=tuple(content))
