"""Citations on a page: every cited run gets an address, and reports are cut at their ends.

All slices are cut here, in code points; a browser counts UTF-16 units and never sees an offset.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.brief import PileIndex
from firsthand.records import FurnitureKind, Report, ReportId, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of a report in which nothing begins or ends."""

    text: str
    marks: str  # numbers of the citations that cover it, "3 5 9"
    begins: tuple[int, ...]  # citations that start here: their addresses
    furniture: FurnitureKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation as it stands in a list: the sentence, the cited words apart."""

    address: str  # "c12"
    number: int  # of the report
    outlet: str
    voice: int  # place of its colour, -1 for none
    letter: str
    before: str
    words: str
    after: str
    start: int
    end: int
    derived: bool = False
    origins: str = ""


class Marks:
    """Hands out addresses for spans, each span one, in the order in which they are asked for."""

    def __init__(self, index: PileIndex, colours: dict[str, int]) -> None:
        self._index = index
        self._colours = colours
        self._numbers: dict[Span, int] = {}

    def cite(self, span: Span, *, derived: bool = False, origins: tuple[str, ...] = ()) -> Cited:
        """Return a citation with its sentence, and remember it for the report's own text."""
        number = self._numbers.setdefault(span, len(self._numbers) + 1)
        index = self._index
        text = index.reports[span.report_id].text
        whole = index.sentence(span)
        voice = index.voice_of.get(span.report_id)
        return Cited(
            address=f"c{number}",
            number=index.number(span.report_id),
            outlet=index.outlet(span.report_id),
            voice=self._colours.get(voice.id, -1) if voice else -1,
            letter=voice.letter if voice else "",
            before=text[whole.start : span.start],
            words=text[span.start : span.end],
            after=text[span.end : whole.end],
            start=span.start,
            end=span.end,
            derived=derived,
            origins=", ".join(origins),
        )

    def cited_reports(self) -> set[ReportId]:
        """Return the reports that were cited so far."""
        return {span.report_id for span in self._numbers}

    def segments(
        self, chosen: Sequence[ReportId], *, most: int
    ) -> tuple[dict[ReportId, tuple[Segment, ...]], dict[ReportId, tuple[int, ...]]]:
        """Cut reports at the ends of all that was cited so far, and of their furniture.

        Args:
            chosen: the reports whose texts are asked for.
            most: characters of all texts together; what is cited most comes first.

        Returns:
            The texts that fit; and for the other reports the addresses that point into them.
        """
        cited: dict[ReportId, list[tuple[Span, int]]] = defaultdict(list)
        for span, number in self._numbers.items():
            cited[span.report_id].append((span, number))
        texts: dict[ReportId, tuple[Segment, ...]] = {}
        left_out: dict[ReportId, tuple[int, ...]] = {}
        for report_id in sorted(chosen, key=lambda each: -len(cited[each])):
            report = self._index.reports[report_id]
            most -= len(report.text)
            if most >= 0 or not texts:
                texts[report_id] = self._cut(report, cited[report_id])
            else:
                left_out[report_id] = tuple(number for _, number in cited[report_id])
        return texts, left_out

    def _cut(self, report: Report, cited: list[tuple[Span, int]]) -> tuple[Segment, ...]:
        furniture = self._index.furniture.get(report.id, ())
        starts: dict[int, list[int]] = defaultdict(list)
        ends: dict[int, list[int]] = defaultdict(list)
        for span, number in cited:
            starts[span.start].append(number)
            ends[span.end].append(number)
        kinds: dict[int, FurnitureKind] = {}
        leaves: set[int] = set()
        for piece in furniture:
            kinds[piece.span.start] = piece.kind
            leaves.add(piece.span.end)
        edges = sorted({0, len(report.text), *starts, *ends, *kinds, *leaves})
        out: list[Segment] = []
        open_marks: set[int] = set()
        kind: FurnitureKind | None = None
        for start, end in pairwise(edges):
            open_marks.difference_update(ends.get(start, ()))
            open_marks.update(starts.get(start, ()))
            kind = kinds.get(start, None if start in leaves else kind)
            out.append(
                Segment(
                    text=report.text[start:end],
                    marks=" ".join(map(str, sorted(open_marks))),
                    begins=tuple(sorted(starts.get(start, ()))),
                    furniture=kind,
                )
            )
        return tuple(out)
