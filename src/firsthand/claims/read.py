"""What a report claims: one record for each thing that a clause asserts.

A clause gives a count where a number is joined to people's fate, an event where its verb tells of
one, else a proposition (its words as they stand). Beside these it may give the date, the place,
the actor or the motive of an event. Which event is meant is settled in the ledger, over all
reports.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import ClassVar

from firsthand.claims.clauses import VERB
from firsthand.claims.counts import Count, find_counts
from firsthand.claims.details import Detail, find_details, says_before
from firsthand.claims.parsed_text import find_edges
from firsthand.claims.passages import (
    LEAST_CONCEPTS,
    NUMBERS_ONLY,
    TEASERS,
    Clause,
    Context,
    cut_clauses,
    cut_parts,
    find_scene,
    make_place,
    prepare,
)
from firsthand.claims.topics import topic_of
from firsthand.claims.triggers import find_triggers
from firsthand.records import (
    Attributed,
    Claim,
    ClaimId,
    Place,
    Quantity,
    Readable,
    Span,
    When,
)
from firsthand.stage import MapStage
from firsthand.text.lexicon import concept
from firsthand.text.numbers import NumberWords
from firsthand.text.segment import has_lost_punctuation, sentences
from firsthand.text.tokens import Words

MOST_WORDS_JOINED = 22  # of a clause and the one that hangs on it; set by hand
# "The protest came after the army launched a strike, killing two": what stands farther off than
# this did not do it, whatever a reader sees. Set by hand.
MOST_WORDS_TO_CAUSE = 6
MOST_EVENTS = 2  # that one clause tells of: "the captain of the ferry that sank was arrested"
_SUBORDINATE = re.compile(
    r"(?:that|which|who|whose|whom|where|when|while|because|as|if|since|until|after|before|"
    r"although|though|unless|so|to|and\s+(?:[a-z]+ed|was|were|had|has))\b|[a-z]+ing\b"
)
_LEADING = re.compile(r"(?:When|If|As|While|After|Before|Since|Because|Although|Though|Had)\b")
_QUANTITIES = frozenset({"count", "money", "percent", "measure"})
_TIME_UNITS = frozenset("second minute hour day week month year decade".split())
_VERB = re.compile(VERB)
_HEDGES = frozenset(
    "may might could reportedly allegedly apparently possibly perhaps purportedly suspected "
    "believed unconfirmed likely".split()
)
_NEGATIONS = frozenset("no not never none nobody nothing neither without nor".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaims(MapStage[Readable, tuple[Claim, ...]]):
    """Read the claims of one report."""

    name: ClassVar[str] = "read-claims"
    version: ClassVar[int] = 3

    def apply(self, record: Readable) -> tuple[Claim, ...]:
        """Return the claims of a report in text order; none where it is not in English."""
        report = record.marked.report
        if report.language not in (None, "en"):
            return ()
        context = prepare(record)
        claims: list[Claim] = []
        scene: Place | None = None
        edges = context.parsed.edges if context.parsed else find_edges(record.runs)
        for start, end in sentences(report.text, edges):
            for part, kind in cut_parts(context, start, end):
                scene = find_scene(context, part, scene)
                told = [
                    c
                    for clause in cut_clauses(context, part, kind)
                    for c in _read_clause(context, clause)
                ]
                claims.extend(replace(c, scene=scene) for c in _join_subordinate(context, told))
        return tuple(_with_attributions(context, claims))


def _join_subordinate(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """Put a subordinate clause back with the clause that it hangs on, where both only tell.

    "Those on deck rushed to one side when the rain started" asserts one thing.
    """
    out: list[Claim] = []
    last = -1  # the index of the proposition told last
    for claim in claims:
        if claim.kind == "proposition" and last >= 0 and _hangs_on(context, out[last], claim):
            span = Span(
                report_id=claim.span.report_id, start=out[last].span.start, end=claim.span.end
            )
            out[last] = replace(
                out[last],
                span=span,
                subject=tuple(sorted({*out[last].subject, *claim.subject})),
                when=out[last].when or claim.when,
                negated=out[last].negated or claim.negated,
            )
            continue
        if claim.kind == "proposition":
            last = len(out)
        elif claim.kind in ("count", "event", "quantity"):
            last = -1
        out.append(claim)
    return out


def _hangs_on(context: Context, left: Claim, right: Claim) -> bool:
    between = context.text[left.span.end : right.span.start]
    if left.sentence != right.sentence or len(between) > 3 or left.quoted != right.quoted:
        return False
    hangs = _SUBORDINATE.match(context.text, right.span.start)
    leads = _LEADING.match(context.text, left.span.start)
    n_words = len(context.text[left.span.start : right.span.end].split())
    return bool(hangs or leads) and n_words <= MOST_WORDS_JOINED


def _read_clause(context: Context, clause: Clause) -> list[Claim]:
    counts = find_counts(context.text, context.words, clause.span, context.numbers)
    claims = [_count_claim(context, clause, count) for count in counts]
    numbers = _quantities(context, clause, claims)
    if clause.kind in NUMBERS_ONLY:
        money = [n for n in numbers if n.kind == "money"]
        return [_quantity_claim(context, clause, n) for n in money]
    claims += [
        _detail_claim(context, clause, detail)
        for detail in find_details(
            context.text,
            context.words,
            clause.span,
            (clause.triggers, clause.carried),
            (context.whens, context.places, context.people),
        )
    ]
    if len(numbers) == 1 and not counts:
        return [*claims, _quantity_claim(context, clause, numbers[0])]
    claims += [
        _quantity_claim(context, clause, number, before=following.start if following else None)
        for number, following in zip_longest(numbers, numbers[1:])
        if number is not None
    ]
    hour_told = any(c.kind == "time" and c.trigger is None for c in claims)
    if not counts and not numbers and not hour_told:
        claims += _main_claims(context, clause, claims)
    return claims


def _main_claims(context: Context, clause: Clause, told: Sequence[Claim]) -> list[Claim]:
    """Return the events that a clause is there to tell of, else the clause as a proposition."""
    bounds = (clause.start, clause.end)
    events = [
        _event_claim(context, clause, event_class) for event_class in _told_events(context, clause)
    ]
    if events and _own_concepts(context, clause, told):
        return events
    least = 1 if _is_said(context, clause) else LEAST_CONCEPTS
    if len(_own_concepts(context, clause, told)) < least:
        return []
    trigger = clause.triggers[0].event_class if clause.triggers else None
    said = _Asserted(kind="proposition", slot="", trigger=trigger, bounds=bounds)
    return [_claim(context, clause, said)]


def _event_claim(context: Context, clause: Clause, event_class: str) -> Claim:
    bounds = (clause.start, clause.end)
    said = _Asserted(kind="event", slot=event_class, trigger=event_class, bounds=bounds)
    claim = _claim(context, clause, said)
    word = next((t.index for t in clause.triggers if t.event_class == event_class), None)
    if context.parsed is None or word is None:
        return claim
    words = context.words
    actor, target = context.parsed.takers(words.starts[word], words.ends[word])
    return replace(claim, actor=actor, target=target)


def _told_events(context: Context, clause: Clause) -> list[str]:
    """Return the classes of event that a clause is there to tell of: none inside speech."""
    if any(a <= clause.start and clause.end <= b for a, b in context.quoted):
        return []
    told = [t.event_class for t in clause.triggers if t.asserted or clause.kind in TEASERS]
    if not told and clause.triggers and not _has_verb(context, clause):
        told = [clause.triggers[0].event_class]
    return list(dict.fromkeys(told))[:MOST_EVENTS]


def _has_verb(context: Context, clause: Clause) -> bool:
    words = context.words
    return any(
        _VERB.fullmatch(words.forms[i]) and not _in_compound(context.text, words, i)
        for i in clause.span
    )


def _in_compound(text: str, words: Words, i: int) -> bool:
    """Say whether a word hangs on a hyphen: "Iran-backed" tells of no backing."""
    return text[words.starts[i] - 1 : words.starts[i]] == "-"


def _is_said(context: Context, clause: Clause) -> bool:
    return any(
        span.start < clause.end and clause.start < span.end
        for said in context.said
        for span in said.content
    )


def _own_concepts(context: Context, clause: Clause, told: Sequence[Claim]) -> set[str]:
    """Return what a clause says beyond the dates and people's ages already told."""
    taken = [c.when.span for c in told if c.when is not None]
    taken += [c.span for c in told if c.kind == "identity"]
    return {
        c
        for i in clause.span
        if (c := concept(context.words.forms[i])) is not None
        and not any(s.start <= context.words.starts[i] < s.end for s in taken)
    }


def _count_claim(context: Context, clause: Clause, count: Count) -> Claim:
    quantity = Quantity(
        span=context.readable.marked.report.span(count.start, count.end),
        low=count.low,
        best=count.best,
        high=count.high,
        unit="person",
        approximate=count.approximate,
    )
    said = _Asserted(
        kind="count",
        slot=count.slot,
        trigger=_cause(context, count) or _carrier(clause, context.words, count),
        bounds=(count.start, count.end),
        quantity=quantity,
        hedge="adjective" if count.adjective else None,
    )
    return _claim(context, clause, said)


def _cause(context: Context, count: Count) -> str | None:
    """Return the event that a reader sees as what did it: "an attack that killed two"."""
    if context.parsed is None:
        return None
    words = context.words
    for start, end, head in context.parsed.doers(count.start, count.end):
        apart = words.within(min(end, count.end), max(start, count.start))
        triggers = find_triggers(words, words.within(start, end))
        if triggers and len(apart) <= MOST_WORDS_TO_CAUSE:
            return min(triggers, key=lambda t: abs(words.starts[t.index] - head)).event_class
    return None


def _carrier(clause: Clause, words: Words, count: Count | NumberWords) -> str | None:
    """Return the event that a number belongs to: of its clause, else the one that it goes on from.

    In "rocket attacks, killing two before the strikes came" the toll is that of the attacks.
    That nobody came to harm is said of what the report tells of, unless its clause names another.
    """
    if count.high == 0 and not clause.triggers:
        return None
    left = [t for t in clause.triggers if words.starts[t.index] <= count.start]
    if clause.carried is not None and not left:
        return clause.carried.event_class
    if clause.triggers:
        return clause.triggers[0].event_class
    return clause.before.event_class if clause.before is not None else None


def _quantities(context: Context, clause: Clause, counted: Sequence[Claim]) -> list[NumberWords]:
    taken = [claim.span for claim in counted]
    found = [
        number
        for number in context.numbers
        if clause.start <= number.start
        and number.end <= clause.end
        and number.kind in _QUANTITIES
        and number.noun
        and number.best != 0
        and not any(s.start <= number.start and number.end <= s.end for s in taken)
    ]
    # "Two hours after the crash a test showed 0.8 per mille": the hours only say when.
    telling = [number for number in found if number.noun not in _TIME_UNITS]
    return telling or found


def _quantity_claim(
    context: Context, clause: Clause, number: NumberWords, *, before: int | None = -1
) -> Claim:
    """Return a number with what it counts, in the words of its clause.

    Args:
        context: The report.
        clause: The clause.
        number: The number.
        before: Where a clause of several numbers comes to the next one, None after the last;
            -1: the number is the only one and the whole clause is cited.
    """
    phrase_end = min(clause.end, max(number.end, number.phrase_end))
    bounds = (clause.start, clause.end)
    if before != -1:
        end = _with_next_words(context, clause, phrase_end, 4)
        end = end if before is None else min(end, before)
        bounds = (number.start, number.start + len(context.text[number.start : end].rstrip()))
    quantity = Quantity(
        span=context.readable.marked.report.span(number.start, phrase_end),
        low=number.low,
        best=number.best,
        high=number.high,
        unit=number.noun or "",
        approximate=number.approximate,
    )
    topic = topic_of(context.words, clause.span, number)
    said = _Asserted(
        kind="count" if topic else "quantity",
        slot=topic or number.noun or "",
        trigger=_carrier(clause, context.words, number),
        bounds=bounds,
        quantity=quantity,
    )
    return _claim(context, clause, said)


def _with_next_words(context: Context, clause: Clause, end: int, n_words: int) -> int:
    inside = [i for i in clause.span if context.words.starts[i] >= end]
    return context.words.ends[inside[min(n_words, len(inside)) - 1]] if inside else end


def _detail_claim(context: Context, clause: Clause, detail: Detail) -> Claim:
    place = make_place(context, detail.place) if detail.place is not None else None
    said = _Asserted(
        kind=detail.kind,
        slot=detail.slot,
        trigger=detail.trigger,
        bounds=(detail.start, detail.end),
        value=detail.value,
        when=detail.when,
        place=place,
        subject=detail.subject,
    )
    return _claim(context, clause, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asserted:
    """What a clause asserts, before it is placed: a claim without its surroundings."""

    kind: str
    slot: str
    trigger: str | None
    bounds: tuple[int, int]
    value: str | None = None
    quantity: Quantity | None = None
    when: When | None = None
    place: Place | None = None
    subject: tuple[str, ...] = ()
    hedge: str | None = None


def _claim(context: Context, clause: Clause, said: _Asserted) -> Claim:
    report = context.readable.marked.report
    forms = {context.words.forms[i] for i in clause.span}
    start, end = said.bounds
    key = f"{report.id}|{said.bounds}|{said.kind}|{said.slot}"
    return Claim(
        id=ClaimId("c-" + hashlib.sha256(key.encode()).hexdigest()[:12]),
        span=report.span(start, end),
        sentence=report.span(*clause.sentence),
        kind=said.kind,
        slot=said.slot,
        trigger=said.trigger,
        subject=said.subject or _people_in(context, clause),
        value=said.value,
        quantity=said.quantity,
        when=said.when or _when(context, clause, said.kind),
        place=said.place,
        teaser=clause.kind in TEASERS,
        negated=bool(forms & _NEGATIONS),
        hedge=said.hedge or next(iter(sorted(forms & _HEDGES)), None),
        quoted=any(a <= start and end <= b for a, b in context.quoted),
    )


def _when(context: Context, clause: Clause, kind: str) -> When | None:
    """Return the date of a clause; a toll without one takes the last date before it."""
    inside = [w for w in context.whens if clause.start <= w.span.start < clause.end]
    own = [w for w in inside if not _follows_say(context, w)]
    if own or kind != "count":
        return own[0] if own else None
    start, end = clause.sentence
    around = [w for w in context.whens if start <= w.span.start < end]
    others = [w for w in around if not _follows_say(context, w) and w.span.start <= clause.start]
    if not others:
        return None
    when = others[-1]
    since = context.text[when.span.start : when.span.end].casefold().startswith("since")
    if since and when.granularity == "open":  # "since 2007, when 22 people died"
        last = when.first_on.replace(month=12, day=31)
        return replace(when, last_on=last, granularity="year")
    return when


def _follows_say(context: Context, when: When) -> bool:
    """Say whether a date is that of the words: "police said Tuesday"."""
    return says_before(context.words, when.span.start)


def _people_in(context: Context, clause: Clause) -> tuple[str, ...]:
    surnames = {p.surname for p in context.people}
    forms = [context.words.forms[i] for i in clause.span]
    return tuple(sorted({form for form in forms if form in surnames}))


def _with_attributions(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """Give every claim the chain that it came by: the tightest attribution that holds it.

    A clause that names its own speaker ("analysts fear that ...") is that speaker's as well.
    """
    out: list[Claim] = []
    for claim in claims:
        holding = [
            said
            for said in context.said
            if any(_mostly_inside(claim.span, span) for span in said.content)
        ]
        naming = [said for said in context.said if _is_named_in(claim.span, said)]
        best = min(holding or naming, key=_length, default=None)
        if best is not None:
            statement = best.content[0] if best.style == "direct" else None
            if context.parsed is not None and has_lost_punctuation(context.text):
                statement = _statement_of(best, holding)  # a reader sees parts of it on their own
            claim = replace(claim, attributions=best.chain, statement=statement)
        out.append(claim)
    return out


def _statement_of(best: Attributed, holding: Sequence[Attributed]) -> Span | None:
    """Return the first words of the utterance that an attribution is, or is a part of."""
    whole = [
        said
        for said in holding
        if said.style == "direct"
        and all(any(w.contains(part) for w in said.content) for part in best.content)
    ]
    return min(whole, key=_length).content[0] if whole else None


def _is_named_in(span: Span, said: Attributed) -> bool:
    """Say whether a claim holds both who says so and what is said."""
    cue = said.chain[-1].cue
    return (
        cue is not None
        and span.contains(cue)
        and any(_mostly_inside(content, span) for content in said.content)
    )


def _mostly_inside(inner: Span, outer: Span) -> bool:
    shared = min(inner.end, outer.end) - max(inner.start, outer.start)
    return 2 * shared >= len(inner)


def _length(said: Attributed) -> int:
    return sum(len(span) for span in said.content)
