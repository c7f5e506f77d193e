"""Citations on a page: every cited run gets an address, and reports are cut at their ends.

All slices are cut here, in code points; a browser counts UTF-16 units and never sees an offset.
"""

from __future__ import annotations

from collections import defaultdict
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

    def segments(self) -> dict[ReportId, tuple[Segment, ...]]:
        """Cut every report at the ends of all that was cited so far, and of its furniture."""
        cited: dict[ReportId, list[tuple[Span, int]]] = defaultdict(list)
        for span, number in self._numbers.items():
            cited[span.report_id].append((span, number))
        return {
            report.id: self._cut(report, cited.get(report.id, []))
            for report in self._index.pile.reports
        }

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
