"""Cut a report into the clauses that its claims are read from, each with what it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.attribution import find_attributions
from firsthand.claims.clauses import split_clauses
from firsthand.claims.parsed_text import ParsedText, open_parsed
from firsthand.claims.sources import name_sources
from firsthand.claims.speaking import keep_speakers
from firsthand.claims.times import find_whens
from firsthand.claims.triggers import Trigger, find_triggers
from firsthand.claims.utterances import find_utterances
from firsthand.records import Attributed, Furniture, Place, Readable, Span, Utterance, When
from firsthand.text.gazetteer import PlaceWords, find_places
from firsthand.text.lexicon import FUNCTION, SAY_STEMS, concept, stem
from firsthand.text.names import PersonName, find_people
from firsthand.text.numbers import NumberWords, find_numbers
from firsthand.text.quotes import quoted_regions
from firsthand.text.tokens import Words, tokenize

# Furniture that still asserts something: a headline claims what it says.
TEASERS = frozenset({"title", "see_also", "crosshead"})
_READ = TEASERS | {"caption", "pull_quote", "truncated"}
NUMBERS_ONLY = frozenset({"tip_line"})
# A clause that says less than this asserts nothing: "who was there".
LEAST_CONCEPTS = 2
# "told the Gazette on the phone" has more, and only tells how it was said.
MOST_CONCEPTS_ASIDE = 4
_GOES_ON = re.compile(r"(?:and\s+)?(?:that|which|who|where|in which|\w+ing)\b", re.I)
# "HEST — ", "HEST, Karvenia (KRN) — "
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z .,'’]{3,40}?(?:, [A-Z][\w. ]{1,24}?)?)(?:\s*\([\w .]+\))?\s+[-–—]{1,2}\s"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is worked out once for a report and read by every clause."""

    readable: Readable
    parsed: ParsedText | None
    text: str
    words: Words
    numbers: Sequence[NumberWords]
    whens: Sequence[When]
    places: Sequence[PlaceWords]
    people: Sequence[PersonName]
    quoted: Sequence[tuple[int, int]]
    said: Sequence[Attributed]
    furniture: Sequence[Furniture]
    joints: tuple[int, ...]  # where speech begins and ends: a clause does too


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: characters, word indices, and the event words in it and before it."""

    start: int
    end: int
    span: range
    triggers: Sequence[Trigger]
    sentence: tuple[int, int]
    before: Trigger | None  # the last event word of the sentence before this clause
    carried: Trigger | None  # the same, where the clause goes on from it: "killing two"
    kind: str | None  # of the furniture that it stands in


def prepare(record: Readable) -> Context:
    """Work out once what every clause of a report is read with."""
    marked = record.marked
    text = marked.report.text
    parsed = open_parsed(text, record.parsed, record.runs)
    utterances = record.utterances
    if utterances is None:
        utterances = find_utterances(marked)
    words, quoted = tokenize(text), _quoted(text, utterances)
    people = find_people(text)
    said = keep_speakers(find_attributions(marked, utterances, parsed), text)
    said = name_sources(text, said, people)
    return Context(
        readable=record,
        parsed=parsed,
        text=text,
        words=words,
        numbers=find_numbers(text),
        whens=find_whens(record) if record.whens is None else record.whens,
        places=find_places(text),
        people=people,
        quoted=quoted,
        said=said,
        furniture=sorted(marked.furniture, key=lambda f: f.span),
        joints=_joints(words, quoted, said),
    )


def _joints(
    words: Words, quoted: Sequence[tuple[int, int]], said: Sequence[Attributed]
) -> tuple[int, ...]:
    edges = {edge for a, b in quoted if b - a > 20 for edge in (a, b)}
    for each in said:
        if _only_says(words, each):
            edges |= {edge for span in each.content for edge in (span.start, span.end)}
    return tuple(sorted(edges))


def _quoted(text: str, utterances: Sequence[Utterance]) -> list[tuple[int, int]]:
    runs = {(region.start, region.end) for region in quoted_regions(text)}
    runs |= {(u.span.start, u.span.end) for u in utterances}
    return sorted(runs)


def cut_parts(context: Context, start: int, end: int) -> list[tuple[tuple[int, int], str | None]]:
    """Cut a sentence at the furniture in it and leave out what asserts nothing."""
    parts: list[tuple[tuple[int, int], str | None]] = []
    position = start
    for item in context.furniture:
        a, b = max(item.span.start, start), min(item.span.end, end)
        if a >= b or a < position:
            continue
        if a > position:
            parts.append(((position, a), None))
        if item.kind in _READ or item.kind in NUMBERS_ONLY:
            parts.append(((a, b), item.kind))
        position = b
    if position < end:
        parts.append(((position, end), None))
    return parts


def cut_clauses(context: Context, part: tuple[int, int], kind: str | None) -> list[Clause]:
    """Cut a part of a sentence into clauses, those that only say who speaks left out."""
    joints = context.joints
    low, high = bisect_right(joints, part[0]), bisect_right(joints, part[1])
    out: list[Clause] = []
    before: Trigger | None = None
    for start, end in split_clauses(context.text, *part, joints[low:high]):
        span = context.words.within(start, end)
        if not span or _only_attributes(context, start, end):
            continue
        triggers = find_triggers(context.words, span)
        goes_on = _GOES_ON.match(context.text, start) is not None
        carried = before if goes_on else None
        out.append(Clause(start, end, span, triggers, part, before, carried, kind))
        before = triggers[-1] if triggers else before
    return out


def _only_says(words: Words, said: Attributed) -> bool:
    """Say whether the cue only reports: "warned of a storm" tells more than "said"."""
    cue = said.chain[-1].cue
    if cue is None:
        return True
    forms = [words.forms[i] for i in words.within(cue.start, cue.end)]
    return not forms or any(stem(form) in SAY_STEMS or form in FUNCTION for form in forms)


def _only_attributes(context: Context, start: int, end: int) -> bool:
    """Say whether a clause holds nothing but who says so, and when they said it."""
    aside: list[Span] = []
    for said in context.said:
        beside = [
            s
            for link in said.chain
            for s in (link.source, link.cue)
            if s is not None and s.start < end and start < s.end
        ]
        if not beside or any(span.start < end and start < span.end for span in said.content):
            continue
        aside += beside
    if not aside:
        return False
    covered = sum(min(end, s.end) - max(start, s.start) for s in aside)
    aside += [w.span for w in context.whens]
    words = context.words
    left = {
        c
        for i in words.within(start, end)
        if (c := concept(words.forms[i])) is not None
        and not any(s.start <= words.starts[i] < s.end for s in aside)
    }
    # What is left may be to whom, where and how it was said: "told the Gazette on the phone".
    return len(left) < (MOST_CONCEPTS_ASIDE if 2 * covered >= end - start else LEAST_CONCEPTS)


def find_scene(context: Context, part: tuple[int, int], scene: Place | None) -> Place | None:
    """Return where the passage is set once this sentence is read: what its dateline says."""
    line = context.text.rfind("\n", 0, part[0]) + 1
    match = _DATELINE.match(context.text, line)
    if match is None or not line <= part[0] < match.end() + 2:
        return scene
    name = match[1].split(",")[0].strip(" .").title()
    for place in context.places:
        led = line <= place.start < match.end() and place.precision == "city"
        if led and place.name.casefold()[:4] == name.casefold()[:4]:
            return make_place(context, place)
    report = context.readable.marked.report
    return Place(span=report.span(match.start(1), match.end(1)), name=name, precision="city")


def make_place(context: Context, place: PlaceWords) -> Place:
    """Return the record of a place that was found in the report."""
    return Place(
        span=context.readable.marked.report.span(place.start, place.end),
        name=place.name,
        country=place.country,
        region=place.region,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
    )
