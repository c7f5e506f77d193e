"""What a reader sees, written by hand: the words of a report say where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.errors import ItemError
from firsthand.records import (
    Argument,
    AttributionSpans,
    Name,
    NameKind,
    Parsed,
    Predicate,
    Report,
    Sentence,
    Span,
    Word,
)

Said = tuple[str | None, str | None, str]  # source, cue, content
Done = tuple[str, Sequence[tuple[str, str]]]  # a predicate, its arguments: role and words


@dataclass(frozen=True)
class Seen:
    """One sentence: its words, and what is seen in them, by their words."""

    text: str
    names: Sequence[tuple[str, NameKind]] = ()
    said: Sequence[Said] = ()
    done: Sequence[Done] = ()


def parse_by_hand(report: Report, seen: Iterable[Seen]) -> Parsed:
    """Put sentences together; each is looked up behind the one before it."""
    sentences: list[Sentence] = []
    place = 0
    for each in seen:
        start = report.text.index(each.text, place)
        place = start + len(each.text)
        sentences.append(_sentence(report, each, start))
    return Parsed(report_id=report.id, reader="hand@1", sentences=tuple(sentences))


def _sentence(report: Report, seen: Seen, start: int) -> Sentence:
    words: list[Word] = []
    at = start
    for form in seen.text.split():
        first = report.text.index(form, at)
        at = first + len(form)
        words.append(Word(start=first, end=at, head=0))

    def find(form: str) -> Span:
        first = start + seen.text.index(form)
        return report.span(first, first + len(form))

    def number(span: Span) -> int:
        return next(n for n, word in enumerate(words, start=1) if word.end >= span.end)

    return Sentence(
        span=report.span(start, start + len(seen.text)),
        words=tuple(words),
        names=tuple(Name(span=find(form), kind=kind) for form, kind in seen.names),
        predicates=tuple(
            Predicate(
                span=find(verb),
                word=number(find(verb)),
                arguments=tuple(
                    Argument(span=find(form), role=role, word=number(find(form)))
                    for role, form in arguments
                ),
            )
            for verb, arguments in seen.done
        ),
        attributions=tuple(
            AttributionSpans(
                source=find(source) if source else None,
                cue=find(cue) if cue else None,
                content=(find(content),),
            )
            for source, cue, content in seen.said
        ),
    )


class HandReader:
    """A reader that was told what it sees; what it was not told of it cannot read."""

    name = "hand"
    version = "1"

    def __init__(self, seen: dict[str, Sequence[Seen]]) -> None:
        self._seen = seen
        self.read_texts: list[str] = []

    def read(self, report: Report) -> Iterable[Sentence]:
        self.read_texts.append(report.text)
        if report.text not in self._seen:
            raise ItemError("hand cannot read it: nobody told what it sees")
        return parse_by_hand(report, self._seen[report.text]).sentences
