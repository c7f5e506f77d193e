"""One question for all reports: claims that answer the same thing.

A typed claim has a key: the event it is about and what it answers (killed, date, place, ...).
Events told and propositions have none: they are grouped by what their words say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.ledger.events import HARMFUL, Events
from firsthand.ledger.match import Bag, cluster
from firsthand.ledger.placing import Placing
from firsthand.records import Claim, ClaimId, Quote, ReportId, Span
from firsthand.text.lexicon import concepts
from firsthand.text.names import NameBank, bank_names
from firsthand.text.segment import has_lost_punctuation
from firsthand.text.tokens import fold_words

# What is done to one person, once: told of the captain or by name it is the same.
LEGAL = frozenset({"arrest", "charge", "trial", "resignation"})
# Two clauses with the same large number of the same thing mean the same; twos are everywhere.
LEAST_TELLING_NUMBER = 10
PART = ": part"  # of a toll
_KEYED = frozenset({"count", "date", "time", "place", "motive"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A question: its kind and slot, the event that it is about, and the claims that answer it."""

    kind: str
    slot: str
    node: int | None
    claims: tuple[Claim, ...]
    subject: tuple[str, ...] = ()


def gather(
    claims: Sequence[Claim], events: Events, placing: Placing, quotes: Sequence[Quote] = ()
) -> list[Fact]:
    """Group the claims of a story by the question that they answer.

    Args:
        claims: Of roots and of what derived reports say of their own, in order of publication.
        events: The story's events.
        placing: Voices and derivations of the pile.
        quotes: The pile's quotations: what stands in one, wherever, is one statement.
    """
    by_key: dict[tuple[str, str, int | None, tuple[str, ...]], list[Claim]] = defaultdict(list)
    worded: list[Claim] = []
    for claim in claims:
        node = events.of_claim.get(claim.id)
        if claim.kind in _KEYED:
            # A toll is that of the whole happening; its hours are those of each event in it.
            about = node if claim.kind == "time" else events.happening(node)
            by_key[claim.kind, claim.slot, about, ()].append(claim)
        elif claim.kind == "identity":
            by_key["identity", claim.slot, None, _person(claim)].append(claim)
        elif _is_plain_event(claim, node, events):
            by_key["event", claim.slot, node, ()].append(claim)
        else:
            worded.append(claim)
    facts = [
        Fact(kind, slot, node, tuple(members), subject)
        for (kind, slot, node, subject), members in by_key.items()
    ]
    facts = _settle_tolls(facts, events)
    facts += _group_words(worded, events, placing, quotes)
    return [fact for fact in _fold_details(facts, placing) if fact.claims]


_DETAILS = frozenset({"date", "time", "place", "motive", "identity"})


def _fold_details(facts: Sequence[Fact], placing: Placing) -> list[Fact]:
    """Leave out what one voice alone adds to an event in a clause that another fact cites.

    When and where is a question of its own where voices meet on it; else it stands in the words
    of the event, and in the timeline.
    """
    cited: dict[ReportId, list[Span]] = defaultdict(list)
    for fact in facts:
        if fact.kind not in _DETAILS:
            for claim in fact.claims:
                cited[claim.span.report_id].append(claim.span)
    return [
        fact
        for fact in facts
        if fact.kind not in _DETAILS
        or len({placing.voice_at(c.span) for c in fact.claims}) > 1
        or not all(_covered(c.span, cited[c.span.report_id]) for c in fact.claims)
    ]


def _covered(span: Span, others: Sequence[Span]) -> bool:
    shared = [min(span.end, o.end) - max(span.start, o.start) for o in others]
    return 2 * max(shared, default=0) >= len(span)


def _is_plain_event(claim: Claim, node: int | None, events: Events) -> bool:
    """Say whether a clause tells of a harmful event as such, and not of one person in it."""
    if claim.kind != "event" or node is None:
        return False
    event_class = events.nodes[node].event_class
    return event_class in LEGAL or (event_class in HARMFUL and not claim.subject)


def _person(claim: Claim) -> tuple[str, ...]:
    """Return the key of a person: surname and first initial."""
    return (claim.subject[-1], claim.subject[0][:1])


def _settle_tolls(facts: Iterable[Fact], events: Events) -> list[Fact]:
    """Join tolls that events of one happening share, and set weak words beside none.

    A ferry that burned and sank is two classes of event and one toll: counts of one slot that
    share a value above one and whose events may be one are one question.
    """
    out: list[Fact] = []
    tolls: list[Fact] = []
    for fact in facts:
        (tolls if fact.kind == "count" else out).append(fact)
    merged: list[Fact] = []
    wholes, parts = _part(tolls)
    for fact in sorted(wholes, key=lambda f: (-len(f.claims), f.slot, _number(f.node))):
        exact = tuple(c for c in fact.claims if c.hedge != "adjective")
        home = next((m for m in merged if _one_toll(m, fact, exact, events)), None)
        if home is not None:
            node = fact.node if home.node is None else home.node
            merged[merged.index(home)] = replace(home, claims=home.claims + exact, node=node)
        elif exact:
            merged.append(replace(fact, claims=exact))
    return out + parts + _settle_none(merged, tolls, events)


def _part(tolls: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Set the smaller numbers of a report apart: they are parts of its largest one.

    "Eleven were hurt; nine were taken to hospital": the nine are a question of their own, the
    same one wherever the same number is told of as a part.
    """
    wholes: list[Fact] = []
    parts: dict[tuple[str, int | None, float], list[Claim]] = defaultdict(list)
    for fact in tolls:
        largest: dict[ReportId, float] = defaultdict(float)
        for claim in fact.claims:
            report_id = claim.span.report_id
            largest[report_id] = max(largest[report_id], _best(claim))
        told_as_part = fact.slot.endswith(PART)
        kept: list[Claim] = []
        for claim in fact.claims:
            best = _best(claim)
            if best and (told_as_part or best < largest[claim.span.report_id]):
                slot = fact.slot.removesuffix(PART) + PART
                parts[slot, fact.node, best].append(claim)
            else:
                kept.append(claim)
        if kept:
            wholes.append(replace(fact, claims=tuple(kept)))
    return wholes, [
        Fact("count", slot, node, tuple(claims)) for (slot, node, _), claims in parts.items()
    ]


def _best(claim: Claim) -> float:
    return (claim.quantity.best or 0.0) if claim.quantity is not None else 0.0


def _settle_none(merged: Sequence[Fact], tolls: Sequence[Fact], events: Events) -> list[Fact]:
    """Join the reports that nobody came to harm, with the weak words ("deadly") against them.

    "No casualties" said of the fire, of the protest and of the attack of one day is one question;
    it is asked of the event that most is told of.
    """
    out: list[Fact] = []
    none: list[Fact] = []
    for fact in merged:
        high = [c.quantity.high for c in fact.claims if c.quantity is not None]
        (none if high and max(h or 0 for h in high) == 0 and None not in high else out).append(fact)
    for fact in sorted(none, key=lambda f: (f.slot, f.node != events.main, _number(f.node))):
        home = next(
            (
                i
                for i, m in enumerate(out)
                if m.slot == fact.slot and m in none and _same_days(m, fact, events)
            ),
            None,
        )
        if home is None:
            out.append(fact)
            none.append(fact)
            continue
        joined = replace(out[home], claims=out[home].claims + fact.claims)
        none.append(joined)
        out[home] = joined
    deadly = ("killed", "casualties")
    return [
        _with_weak(fact, tolls, events) if fact in none and fact.slot in deadly else fact
        for fact in out
    ]


def _with_weak(fact: Fact, tolls: Sequence[Fact], events: Events) -> Fact:
    weak = [
        c
        for toll in tolls
        if toll.slot == "killed" and _same_days(fact, toll, events)
        for c in toll.claims
        if c.hedge == "adjective" and c not in fact.claims
    ]
    return replace(fact, claims=fact.claims + tuple(weak))


def _same_days(one: Fact, other: Fact, events: Events) -> bool:
    if one.node is None or other.node is None or one.node == other.node:
        return one.node == other.node
    a, b = events.nodes[one.node], events.nodes[other.node]
    if a.event_class == b.event_class:
        return False
    if a.days is None or b.days is None:
        return events.main in (one.node, other.node)
    return a.days[0] <= b.days[1] and b.days[0] <= a.days[1]


def _one_toll(home: Fact, fact: Fact, exact: Sequence[Claim], events: Events) -> bool:
    if home.slot != fact.slot:
        return False
    if home.node is None or fact.node is None:
        return any(_same_past(a, b) for a in home.claims for b in exact)
    one, other = events.nodes[home.node], events.nodes[fact.node]
    if one.event_class == other.event_class or other.event_class not in HARMFUL:
        return False
    if one.days and other.days and (one.days[0] > other.days[1] or other.days[0] > one.days[1]):
        return False
    values = {c.quantity.best for c in home.claims if c.quantity is not None}
    return any(
        c.quantity is not None and c.quantity.best in values and (c.quantity.best or 0) > 1
        for c in exact
    )


def _same_past(one: Claim, other: Claim) -> bool:
    """Say whether a toll of an event that nobody names is another's: as many in the same days."""
    if one.when is None or other.when is None or _best(one) != _best(other) or _best(one) < 2:
        return False
    return one.when.first_on <= other.when.last_on and other.when.first_on <= one.when.last_on


def _number(node: int | None) -> int:
    return -1 if node is None else node


def _group_words(
    claims: Sequence[Claim], events: Events, placing: Placing, quotes: Sequence[Quote]
) -> list[Fact]:
    contexts = _contexts(claims, events)
    told = {claim.span.report_id for claim in claims}
    bank = bank_names(placing.reports[report_id].text for report_id in sorted(told))
    bags = [_bag(claim, contexts[claim.id], events, placing, bank) for claim in claims]
    must = (
        _same_in_revision(claims, placing)
        + _same_statement(claims)
        + _same_quote(claims, quotes)
        + _same_sentence(claims, placing)
    )
    groups = cluster(bags, sorted(set(must)))
    facts: list[Fact] = []
    for group in groups:
        members = tuple(claims[i] for i in group)
        kinds = {c.kind for c in members}
        kind = next(k for k in ("quantity", "event", "proposition") if k in kinds)
        node = next((n for c in members if (n := events.of_claim.get(c.id)) is not None), None)
        slot = next((c.slot for c in members if c.kind == kind), "")
        facts.append(Fact(kind, slot, node, members))
    return facts


def _contexts(claims: Sequence[Claim], events: Events) -> dict[ClaimId, int | None]:
    """Return the event that each clause is about: its own, else one that its report tells of.

    That is the harmful event told last, if it is of the class that the report is mostly about
    (a round-up goes from one to the next), else the one that the report is mostly about.
    """
    counts: dict[ReportId, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        node = events.of_claim.get(claim.id)
        if node is not None and events.nodes[node].event_class in HARMFUL:
            counts[claim.span.report_id][node] += 1
    most = {r: min(c, key=lambda n: (-c[n], n)) for r, c in counts.items()}
    out: dict[ClaimId, int | None] = {}
    last = dict(most)
    for claim in claims:
        report_id = claim.span.report_id
        node = events.of_claim.get(claim.id)
        centre = most.get(report_id)
        if (
            node is not None
            and centre is not None
            and events.nodes[node].event_class == events.nodes[centre].event_class
        ):
            last[report_id] = node
        out[claim.id] = node if node is not None else last.get(report_id, events.main)
    return out


def _bag(
    claim: Claim, context: int | None, events: Events, placing: Placing, bank: NameBank
) -> Bag:
    text = placing.reports[claim.span.report_id].text[claim.span.start : claim.span.end]
    joined = bank.join(fold_words(text))
    found = set(concepts(joined))
    names = frozenset(concepts([form for form in joined if form in bank.words]))
    if claim.quantity is not None and (claim.quantity.best or 0) >= LEAST_TELLING_NUMBER:
        found.add(f"#{claim.quantity.best:g}{claim.slot}")
    own = events.of_claim.get(claim.id)
    if own is not None:
        found.add(f"@{own}")
    setting = ""
    if context is not None:
        node = events.nodes[context]
        setting = f"{node.event_class}#{context}"
    figure = None
    if claim.quantity is not None and claim.quantity.best is not None:
        figure = (claim.slot, claim.quantity.best)
    return Bag(frozenset(found), names, setting, claim.span.report_id, figure)


def _same_in_revision(claims: Sequence[Claim], placing: Placing) -> list[tuple[int, int]]:
    by_report: Mapping[ReportId, list[int]] = _index(claims)
    out: list[tuple[int, int]] = []
    for i, claim in enumerate(claims):
        for run in placing.revisions_of(claim.span):
            for j in by_report.get(run.report_id, ()):
                other = claims[j].span
                shared = min(run.end, other.end) - max(run.start, other.start)
                if 2 * shared >= max(len(run), len(other)):
                    out.append((min(i, j), max(i, j)))
    return sorted(set(out))


def _same_statement(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pair the parts of one utterance: what somebody said in one breath is one statement."""
    first: dict[Span, int] = {}
    out: list[tuple[int, int]] = []
    for i, claim in enumerate(claims):
        if claim.statement is not None and claim.kind == "proposition":
            j = first.setdefault(claim.statement, i)
            if i != j:
                out.append((j, i))
    return out


# A sentence of more words tells more than one thing.
MOST_WORDS_OF_ONE = 32


def _same_sentence(claims: Sequence[Claim], placing: Placing) -> list[tuple[int, int]]:
    """Pair the clauses of one short sentence: told in one breath, asked as one question.

    A text that lost its punctuation has no sentences that could be trusted with this.
    """
    unmarked = {
        r
        for r in {c.span.report_id for c in claims}
        if has_lost_punctuation(placing.reports[r].text)
    }
    first: dict[Span, int] = {}
    out: list[tuple[int, int]] = []
    for i, claim in enumerate(claims):
        if claim.kind == "quantity" or claim.statement or claim.span.report_id in unmarked:
            continue
        text = placing.reports[claim.span.report_id].text
        if len(text[claim.sentence.start : claim.sentence.end].split()) > MOST_WORDS_OF_ONE:
            continue
        j = first.setdefault(claim.sentence, i)
        if i != j:
            out.append((j, i))
    return out


def _same_quote(claims: Sequence[Claim], quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    by_report = _index(claims)
    out: list[tuple[int, int]] = []
    for quote in quotes:
        inside = sorted(
            {
                i
                for o in quote.occurrences
                for i in by_report.get(o.span.report_id, ())
                if claims[i].kind == "proposition" and _covered(claims[i].span, [o.span])
            }
        )
        out += [(inside[0], i) for i in inside[1:]]
    return out


def _index(claims: Sequence[Claim]) -> dict[ReportId, list[int]]:
    out: dict[ReportId, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        out[claim.span.report_id].append(i)
    return dict(out)
