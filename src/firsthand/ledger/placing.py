"""Which voice speaks at a place, and where else the same words stand.

Claims are read from roots and from what a derived report says of its own. What it took over is
cited through the aligned passages: a copy adds citations, never a voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from firsthand.records import (
    Alignment,
    Derivation,
    Lineage,
    Report,
    ReportId,
    Span,
    VoiceId,
)
from firsthand.text.lexicon import concept
from firsthand.text.tokens import Words, tokenize

# Below this a derivation is a suspicion: it moves the interval of voices and takes over nothing.
LEAST_PROBABILITY = 0.5


@dataclass(slots=True)
class Placing:
    """Voices and copies of a pile, by place."""

    reports: dict[ReportId, Report]
    _voice_of: dict[ReportId, VoiceId] = field(default_factory=dict)
    _passages: dict[ReportId, list[tuple[int, int, VoiceId]]] = field(default_factory=dict)
    _taken: dict[ReportId, list[tuple[int, int]]] = field(default_factory=dict)
    _copies: dict[ReportId, list[tuple[Derivation, list[Alignment]]]] = field(default_factory=dict)
    _revised: dict[ReportId, list[Alignment]] = field(default_factory=dict)
    _words: dict[ReportId, Words] = field(default_factory=dict)
    _answering: dict[tuple[Span, Span], list[tuple[int, int]]] = field(default_factory=dict)

    def voice_at(self, span: Span) -> VoiceId:
        """Return the voice that speaks in a span: of its passage, else of its report."""
        for start, end, voice in self._passages.get(span.report_id, ()):
            if start < span.end and span.start < end:
                shared = min(end, span.end) - max(start, span.start)
                if 2 * shared >= len(span):
                    return voice
        return self._voice_of[span.report_id]

    def is_taken(self, span: Span) -> bool:
        """Say whether the words were taken over from another report of the pile."""
        runs = self._taken.get(span.report_id, [])
        covered = sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in runs)
        return 2 * covered >= len(span)

    def copies_of(self, span: Span) -> list[Span]:
        """Return the runs that copies, translations and excerpts made of these words."""
        out: list[Span] = []
        waiting, seen = [span], {span.report_id}
        while waiting:
            current = waiting.pop()
            for derivation, passages in self._copies.get(current.report_id, ()):
                if derivation.child in seen:
                    continue
                found = [p for a in passages if (p := self._carry(current, a)) is not None]
                if found:
                    seen.add(derivation.child)
                    whole = _join(found)
                    out.append(whole)
                    waiting.append(whole)
        return sorted(out)

    def revisions_of(self, span: Span) -> list[Span]:
        """Return the runs of later versions that stand where these words stood."""
        found = [self._carry(span, a) for a in self._revised.get(span.report_id, ())]
        return sorted(run for run in found if run is not None)

    def _carry(self, span: Span, alignment: Alignment) -> Span | None:
        """Find the words of the child that correspond to a part of the parent's sentence."""
        parent, child = alignment.parent, alignment.child
        low, high = max(span.start, parent.start), min(span.end, parent.end)
        if low >= high or 2 * (high - low) < min(len(span), len(parent)):
            return None
        theirs, ours = self._of(parent.report_id), self._of(child.report_id)
        source = theirs.within(parent.start, parent.end)
        target = ours.within(child.start, child.end)
        meant = theirs.within(low, high)
        if not meant or not target:
            return None
        left, right = _spread(self._pairs(alignment, source, target), source, target, meant)
        return Span(report_id=child.report_id, start=ours.starts[left], end=ours.ends[right])

    def _pairs(self, alignment: Alignment, source: range, target: range) -> list[tuple[int, int]]:
        """Return which word of the child answers to which of the parent, counted in the passage.

        Worked out once a passage: a paragraph of 1,000 quotations is asked for each of them.
        """
        key = (alignment.parent, alignment.child)
        if key not in self._answering:
            theirs = self._of(alignment.parent.report_id)
            ours = self._of(alignment.child.report_id)
            one = [_key(theirs.forms[i]) for i in source]
            two = [_key(ours.forms[i]) for i in target]
            self._answering[key] = [
                pair
                for block in Indel.opcodes(one, two)
                if block.tag == "equal"
                for pair in zip(
                    range(block.src_start, block.src_end),
                    range(block.dest_start, block.dest_end),
                    strict=True,
                )
            ]
        return self._answering[key]

    def _of(self, report_id: ReportId) -> Words:
        if report_id not in self._words:
            self._words[report_id] = tokenize(self.reports[report_id].text)
        return self._words[report_id]


def place(reports: Iterable[Report], lineage: Lineage) -> Placing:
    """Index the voices and the derivations of a pile."""
    placing = Placing({report.id: report for report in reports})
    for voice in lineage.voices:
        for member in voice.members:
            placing._voice_of[member] = voice.id
    for report_id in placing.reports:
        placing._voice_of.setdefault(report_id, VoiceId(f"v-{report_id}"))
    for passage in lineage.passages:
        spot = (passage.span.start, passage.span.end, passage.voice_id)
        placing._passages.setdefault(passage.span.report_id, []).append(spot)
    known = [
        d
        for d in lineage.derivations
        if d.probability >= LEAST_PROBABILITY
        and d.child in placing.reports
        and d.parent in placing.reports
    ]
    for derivation in sorted(known, key=lambda d: (-d.probability, d.child, d.parent)):
        if derivation.kind == "revision":
            placing._revised.setdefault(derivation.parent, []).extend(derivation.passages)
            continue
        passages = list(derivation.passages)
        placing._copies.setdefault(derivation.parent, []).append((derivation, passages))
        placing._taken.setdefault(derivation.child, []).extend(
            (a.child.start, a.child.end) for a in passages
        )
        if derivation.kind in ("copy", "translation", "rewrite"):
            placing._taken[derivation.child] = _fill_gaps(
                placing._taken[derivation.child], len(placing.reports[derivation.child].text)
            )
    return placing


# A copy's furniture, cut ends and sentences that the alignment missed are not its own reporting:
# gaps up to this many characters between taken runs count as taken.
MOST_GAP = 240


def _fill_gaps(runs: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if out and start - out[-1][1] <= MOST_GAP:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    if out and out[0][0] <= MOST_GAP:
        out[0] = (0, out[0][1])
    if out and length - out[-1][1] <= MOST_GAP:
        out[-1] = (out[-1][0], length)
    return out


def _spread(
    pairs: Sequence[tuple[int, int]], source: range, target: range, meant: range
) -> tuple[int, int]:
    """Return the first and last word of the target that answer to the words meant."""
    first, last = meant.start - source.start, meant.stop - 1 - source.start
    hits = [b for a, b in pairs if first <= a <= last]
    lefts = [b for a, b in pairs if a < first]
    rights = [b for a, b in pairs if a > last]
    low = max(lefts, default=-1) + 1
    high = min((b for b in rights if b >= low), default=len(target)) - 1
    if hits:
        # Words between the last match outside and the first inside were reworded: they belong to
        # the run as far as the parent has unmatched words there.
        low = max(low, min(hits) - _unmatched(pairs, first, min(hits), before=True))
        high = min(high, max(hits) + _unmatched(pairs, last, max(hits), before=False))
    if high < low:
        share = len(target) / max(1, len(source))
        low = min(int(first * share), len(target) - 1)
        high = min(max(low, int((last + 1) * share) - 1), len(target) - 1)
    return target.start + low, target.start + high


def _unmatched(pairs: Sequence[tuple[int, int]], edge: int, hit: int, *, before: bool) -> int:
    at = next(a for a, b in pairs if b == hit)
    return max(0, at - edge if before else edge - at)


def _key(form: str) -> str:
    return concept(form) or form


def _join(spans: Sequence[Span]) -> Span:
    first = min(spans)
    same = [span for span in spans if span.report_id == first.report_id]
    return Span(
        report_id=first.report_id,
        start=min(span.start for span in same),
        end=max(span.end for span in same),
    )
