"""Where what a reader sees meets the rules: sentence ends, who says what, names, who did what.

The rules keep what they do better (quotations, dates, numbers); a reader adds what they do not
find. What is taken of it, and what that gains, stands in docs/measurements.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from firsthand.claims.phrases import head_of, tokenize_sentence
from firsthand.claims.saying import FrameKind, Saying
from firsthand.claims.triggers import counts_people
from firsthand.records import Argument, AttributionSpans, Name, Parsed, Sentence, Span
from firsthand.text.cues import DOCUMENT_NOUNS
from firsthand.text.speakers import (
    GROUPS,
    MEDIA,
    ORGANIZATIONS,
    PRONOUNS,
    ROLES,
    TITLES,
    WITNESSES,
)

END_MARKS = frozenset((".", "?", "!"))
_TAKERS = ("ARG0", "ARG1")  # who does it, to whom
_LINKS = frozenset(("case", "mark", "punct"))
_SPEAKS = ROLES | GROUPS | ORGANIZATIONS | MEDIA | WITNESSES | DOCUMENT_NOUNS | TITLES | PRONOUNS
_NAMED = frozenset(("person", "organization", "group", "place"))
_RELATIVE = frozenset("who which that whose".split())
# Cues of what somebody wants or has done: what stands behind them is on nobody's word.
_DOING = frozenset(
    """want wants wanted wanting plan plans planned planning try tries tried trying attempt attempts
    attempted attempting refuse refuses refused refusing decline declines declined declining decide
    decides decided deciding intend intends intended intending order orders ordered ordering offer
    offers offered offering seek seeks sought seeking""".split()
)
_ACCORDING = frozenset("according per".split())
_ASIDE = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr)\b)|[–—(]|\s-\s|\b(?:who|which|whose|that)\b)")

_TIME = re.compile(
    r"\s+(?:(?:on|late|early|earlier|last|this)\s+)*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight)"
    r"(?:\s+(?:morning|afternoon|evening|night))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A word of saying with its subject and the words that it governs."""

    saying: Saying
    content: tuple[tuple[int, int], ...]

    @property
    def leads(self) -> bool:
        """Say whether what is said stands before who says it."""
        return bool(self.content) and self.content[0][0] < self.saying.start


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a reader saw in a report, as the rules ask for it."""

    text: str
    sentences: tuple[Sentence, ...]
    edges: tuple[int, ...]  # where sentences start and end
    _starts: tuple[int, ...] = field(repr=False, default=())

    def between(self, start: int, end: int) -> Sequence[Sentence]:
        """Return the sentences that share a character with a run."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self.sentences[first : bisect_left(self._starts, end)]
        return [s for s in found if start < s.span.end and s.span.start < end]

    def end_after(self, place: int) -> int:
        """Return where the sentence of a place ends."""
        at = bisect_right(self.edges, place)
        return self.edges[at] if at < len(self.edges) else len(self.text)

    def start_before(self, place: int) -> int:
        """Return where the sentence of the word that ends at a place starts."""
        at = bisect_left(self.edges, place) - 1
        return self.edges[at] if at >= 0 else 0

    def doers(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return who or what does what a run tells of: start, end and where its head word stands.

        A relative pronoun is the noun before it: "an attack that killed two".
        """
        out: list[tuple[int, int, int]] = []
        for sentence in self.between(start, end):
            for predicate in sentence.predicates:
                if not (start <= predicate.span.start and predicate.span.end <= end):
                    continue
                roles = {a.role: a for a in predicate.arguments}
                if "ARG0" in roles:
                    span, word = roles["ARG0"].span, roles["ARG0"].word
                    head = sentence.words[word - 1].start if word else span.start
                    out.append((span.start, span.end, head))
                elif "R-ARG0" in roles and predicate.word is not None:
                    noun = sentence.words[predicate.word - 1].head or 0
                    if 0 < noun < predicate.word:
                        out.append(_compound(sentence, noun))
        return out

    def takers(self, start: int, end: int) -> tuple[Span | None, Span | None]:
        """Return who does what an event word tells, and to whom; None where nobody is seen.

        In "the army launched a strike" the verb before the event word has who did it.
        """
        for sentence in self.between(start, end):
            lent: Span | None = None
            for predicate in sentence.predicates:
                roles = {a.role: a for a in predicate.arguments}
                actor, target = (_without_preposition(sentence, roles.get(r)) for r in _TAKERS)
                if predicate.span.start < end and start < predicate.span.end:
                    return actor, target
                word = roles["ARG1"].word if "ARG1" in roles else None
                if word is not None and start <= sentence.words[word - 1].start < end:
                    lent = actor
            if lent is not None:
                return lent, None
        return None, None

    def names(self) -> tuple[Name, ...]:
        """Return its names in text order."""
        return tuple(name for sentence in self.sentences for name in sentence.names)

    def frames(self, start: int, end: int) -> list[Frame]:
        """Return who says what in a run, in text order, attributions without a source left out."""
        out: list[Frame] = []
        for sentence in self.between(start, end):
            for said in sentence.attributions:
                frame = self._frame(said)
                if frame is not None and start <= frame.saying.start < end:
                    out.append(frame)
        return sorted(out, key=lambda frame: frame.saying.start)

    def _frame(self, said: AttributionSpans) -> Frame | None:
        if said.source is None or not said.content:
            return None
        source = self._head_of(said.source)
        if not self._may_speak(*source):
            return None
        cue = (said.cue.start, said.cue.end) if said.cue else (source[1], source[1])
        words = re.findall(r"\w+", self.text[slice(*cue)].casefold())
        if not _DOING.isdisjoint(words):
            return None
        if not words:  # a colon
            cue = (source[1], source[1])
        kind: FrameKind = "according" if words and words[0] in _ACCORDING else "verb"
        content = tuple((span.start, span.end) for span in said.content)
        return Frame(
            saying=Saying(
                source=source,
                cue=cue,
                verb=words[0] if words else "",
                kind=kind,
                inverted=kind == "verb" and cue[0] < source[0],
                content_start=content[-1][0],
            ),
            content=content,
        )

    def _may_speak(self, start: int, end: int) -> bool:
        """Say whether a source is somebody: "the swarm alarmed them" is nobody's word."""
        tokens = tokenize_sentence(self.text, start, end)
        if not tokens or tokens[0].form in _RELATIVE:
            return False
        head = head_of(tokens)
        if head in _SPEAKS or counts_people(head):
            return True
        first = bisect_left(self._starts, end) - 1
        names = self.sentences[first].names if first >= 0 else ()
        return any(start <= n.span.start and n.span.end <= end for n in names if n.kind in _NAMED)

    def _head_of(self, source: Span) -> tuple[int, int]:
        """Leave aside and time out of a source: "Ana Roth, who lives there", "police on Monday"."""
        aside = _ASIDE.search(self.text, source.start + 1, source.end)
        end = aside.start() if aside else source.end
        time = _TIME.search(self.text, source.start + 1, end)
        return source.start, time.start() if time else end


def _compound(sentence: Sentence, noun: int) -> tuple[int, int, int]:
    """Return a noun (counted from 1) with the nouns before it: "rocket attack"."""
    first = noun
    while first > 1 and sentence.words[first - 2].head == noun:
        if sentence.words[first - 2].relation != "compound":
            break
        first -= 1
    word = sentence.words[noun - 1]
    return sentence.words[first - 1].start, word.end, word.start


def _without_preposition(sentence: Sentence, argument: Argument | None) -> Span | None:
    """Return the words of an argument: "by a boat" is a boat."""
    if argument is None:
        return None
    span = argument.span
    for word in sentence.words:
        inside = span.start <= word.start and word.end < span.end
        if inside and word.relation not in _LINKS:
            return Span(report_id=span.report_id, start=word.start, end=span.end)
    return span


def open_parsed(text: str, parsed: Parsed | None, runs: Sequence[Span] = ()) -> ParsedText | None:
    """Return what a reader sees in a report; None where rules read alone.

    Args:
        text: the report's text.
        parsed: what a reader sees.
        runs: what kin and quotations show to be of one piece each, whatever a reader sees.
    """
    if parsed is None:
        return None
    starts = tuple(s.span.start for s in parsed.sentences)
    seen = [s.span.end for s in parsed.sentences if _is_ended(s)]
    return ParsedText(text, parsed.sentences, find_edges(runs, seen), starts)


def _is_ended(sentence: Sentence) -> bool:
    """Say whether a reader also restores the mark that ends a sentence, if it restores any.

    On PolNeAR dev, stripped, .68 of the ends with a mark are right, .46 of those without.
    """
    mark = sentence.words[-1].mark if sentence.words else None
    return mark is None or mark in END_MARKS


def find_edges(runs: Sequence[Span], seen: Iterable[int] = ()) -> tuple[int, ...]:
    """Return where sentences of a text without punctuation start and end.

    What its kin show to be of one piece is of one piece; around it sentences are as a reader sees
    them.
    """
    ordered = sorted(runs)
    starts = [run.start for run in ordered]
    reached = list(accumulate((run.end for run in ordered), max))
    kept = {edge for run in runs for edge in (run.start, run.end)}
    for place in seen:
        n_before = bisect_left(starts, place)
        if not n_before or reached[n_before - 1] <= place:
            kept.add(place)
    return tuple(sorted(kept))
