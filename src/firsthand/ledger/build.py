"""The ledger of a pile: every question once, with all its answers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.ledger.events import Events, settle_events
from firsthand.ledger.facts import Fact, gather
from firsthand.ledger.origins import Chain, canonical_names, read_chain
from firsthand.ledger.placing import Placing, place
from firsthand.ledger.questions import ask, choose_label
from firsthand.ledger.reconcile import Vote, judge, voices_of
from firsthand.ledger.timeline import Dated, draw_timeline
from firsthand.records import (
    Anchor,
    Citation,
    Claim,
    Entry,
    EntryId,
    Independence,
    Lineage,
    Moment,
    Origin,
    Quote,
    Report,
    ReportId,
    Span,
    Story,
    VoiceId,
    When,
)
from firsthand.text.lexicon import concepts
from firsthand.text.names import NameBank, bank_names
from firsthand.text.tokens import fold_words

# A derivation at least this likely is a suspicion that lowers the least number of voices.
LEAST_SUSPICION = 0.3
# Each voice with the voices after it that may be the same one.


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """Voices that may be one account: by the voice, its others."""

    joined: Mapping[VoiceId, Sequence[VoiceId]]
    texts: Mapping[VoiceId, Sequence[VoiceId]]  # of a text not seen: whose it may be, one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What was read in the reports of a pile.

    Attributes:
        claims: What the reports claim, those of copies included.
        anchors: The day that each report was written on.
        whens: The dates that the reports name, for the timeline.
        quotes: Who is quoted where: what stands in a quotation is its speaker's.
    """

    claims: Sequence[Claim]
    anchors: Sequence[Anchor] = ()
    whens: Sequence[When] = ()
    quotes: Sequence[Quote] = ()


def build_entries(
    reports: Sequence[Report],
    lineage: Lineage,
    stories: Sequence[Story],
    contents: Contents,
) -> tuple[tuple[Entry, ...], tuple[Moment, ...]]:
    """Work out the entries and the timeline of every story of a pile.

    Args:
        reports: All reports of the pile.
        lineage: Their derivations and voices.
        stories: Which reports tell of one happening.
        contents: What was read in the reports.
    """
    placing = place(reports, lineage)
    written_on = {anchor.report_id: anchor.on for anchor in contents.anchors}
    suspects = _suspects(lineage)
    by_report: dict[ReportId, list[Claim]] = {}
    for claim in contents.claims:
        by_report.setdefault(claim.span.report_id, []).append(claim)
    whens, quotes = contents.whens, contents.quotes
    whens_of = _places_of((when.span.report_id,) for when in whens)
    quotes_of = _places_of((o.span.report_id for o in quote.occurrences) for quote in quotes)
    speakers = _speakers(quotes)
    entries: list[Entry] = []
    moments: list[Moment] = []
    for story in stories:
        told, drawn = _build_story(
            story,
            _Told(
                by_report,
                [whens[i] for i in _of_story(story, whens_of)],
                written_on,
                speakers,
                [quotes[i] for i in _of_story(story, quotes_of)],
            ),
            placing,
            suspects,
        )
        entries += told
        moments += drawn
    return tuple(entries), tuple(moments)


def _places_of(reports: Iterable[Iterable[ReportId]]) -> dict[ReportId, list[int]]:
    """Return for each report the places in a list at which it is named."""
    out: dict[ReportId, list[int]] = {}
    for i, named in enumerate(reports):
        for report_id in named:
            out.setdefault(report_id, []).append(i)
    return out


def _of_story(story: Story, places: Mapping[ReportId, Sequence[int]]) -> list[int]:
    return sorted({i for report_id in story.reports for i in places.get(report_id, ())})


@dataclass(frozen=True, slots=True)
class _Told:
    """What the reports of a story say: claims, dates, and the day each was written on."""

    by_report: Mapping[ReportId, Sequence[Claim]]
    whens: Sequence[When]
    written_on: Mapping[ReportId, dt.date | None]
    speakers: Mapping[ReportId, Sequence[tuple[Span, str]]]
    quotes: Sequence[Quote]


def _speakers(quotes: Sequence[Quote]) -> dict[ReportId, list[tuple[Span, str]]]:
    out: dict[ReportId, list[tuple[Span, str]]] = {}
    for quote in quotes:
        for occurrence in quote.occurrences:
            name = occurrence.speaker or quote.speaker
            if name:
                out.setdefault(occurrence.span.report_id, []).append((occurrence.span, name))
    return out


def _build_story(
    story: Story, told: _Told, placing: Placing, suspects: Suspects
) -> tuple[list[Entry], tuple[Moment, ...]]:
    written_on = told.written_on
    order = sorted(story.reports, key=lambda r: (written_on.get(r) or dt.date.max, r))
    own = [
        (
            r,
            [
                c
                for c in sorted(told.by_report.get(r, ()), key=_position)
                if not placing.is_taken(c.span)
            ],
        )
        for r in order
    ]
    events = settle_events(own)
    claims = [claim for _, claims in own for claim in claims]
    _label(events, claims, placing)
    chains = _chains(claims, told.speakers)
    bank = bank_names(placing.reports[r].text for r in order)
    dated: list[Dated] = []
    for fact in gather(claims, events, placing, told.quotes):
        votes = [
            Vote(
                claim,
                placing.voice_at(claim.span),
                chains[claim.id],
                written_on.get(claim.span.report_id),
                _cite(claim, chains[claim.id], placing),
                _concepts(claim, placing, bank),
            )
            for claim in fact.claims
        ]
        entry = _entry(fact, votes, events, placing, story, suspects)
        dated.append(Dated(fact, entry, {v.claim.id: v.citations for v in votes}))
    rank = {report_id: i for i, report_id in enumerate(order)}
    dated.sort(key=lambda item: _first_place(item, rank))
    return [item.entry for item in dated], draw_timeline(
        dated, events, [w for w in told.whens if not placing.is_taken(w.span)], placing
    )


def _concepts(claim: Claim, placing: Placing, bank: NameBank) -> frozenset[str]:
    text = placing.reports[claim.span.report_id].text[claim.span.start : claim.span.end]
    return frozenset(concepts(bank.join(fold_words(text))))


def _label(events: Events, claims: Sequence[Claim], placing: Placing) -> None:
    """Give every event the name that its reports use most."""
    told: dict[int, list[str]] = {}
    for claim in claims:
        node = events.of_claim.get(claim.id)
        if node is not None:
            text = placing.reports[claim.span.report_id].text
            words = fold_words(text[claim.span.start : claim.span.end])
            told.setdefault(node, []).extend(words)
    for each in events.nodes:
        each.label = choose_label(each.event_class, told.get(each.number, ()))


def _position(claim: Claim) -> tuple[int, int, str, str]:
    return claim.span.start, claim.span.end, claim.kind, claim.slot


def _first_place(item: Dated, rank: Mapping[ReportId, int]) -> tuple[int, int, str]:
    spans = [c.span for c in item.fact.claims]
    first = min(spans, key=lambda s: (rank[s.report_id], s.start))
    return rank[first.report_id], first.start, item.entry.id


def _chains(
    claims: Sequence[Claim], speakers: Mapping[ReportId, Sequence[tuple[Span, str]]]
) -> dict[str, Chain]:
    """Return the origins of every claim, each by its fullest name in the story."""
    raw: dict[str, Chain] = {}
    for claim in claims:
        chain = read_chain(claim.attributions)
        if not any(a.kind in ("person", "official") for a in claim.attributions):
            speaker = _speaker_of(claim, speakers.get(claim.span.report_id, ()))
            chain = Chain((Origin(name=speaker, kind="person"),)) if speaker else chain
        raw[claim.id] = chain
    names = [origin.name for chain in raw.values() for origin in chain.origins]
    fullest = canonical_names(names)
    return {
        claim_id: Chain(tuple(replace(o, name=fullest[o.name]) for o in chain.origins))
        for claim_id, chain in raw.items()
    }


def _speaker_of(claim: Claim, spoken: Sequence[tuple[Span, str]]) -> str | None:
    for span, name in spoken:
        shared = min(span.end, claim.span.end) - max(span.start, claim.span.start)
        if 2 * shared >= len(claim.span):
            return name
    return None


def _cite(claim: Claim, chain: Chain, placing: Placing) -> tuple[Citation, ...]:
    origins = tuple(origin.name for origin in chain.origins)
    voice = placing.voice_at(claim.span)
    cited = [Citation(span=claim.span, voice_id=voice, origins=origins)]
    cited += [
        Citation(span=run, voice_id=placing.voice_at(run), origins=origins, derived=True)
        for run in placing.copies_of(claim.span)
    ]
    return tuple(cited)


def _entry(
    fact: Fact,
    votes: Sequence[Vote],
    events: Events,
    placing: Placing,
    story: Story,
    suspects: Suspects,
) -> Entry:
    verdict = judge(fact.kind, fact.slot, votes)
    node = events.nodes[fact.node] if fact.node is not None else None
    best = _best_claim(votes)
    text = placing.reports[best.span.report_id].text[best.span.start : best.span.end]
    words = " ".join(text.split())
    key = "|".join(sorted(claim.id for claim in fact.claims))
    return Entry(
        id=EntryId("e-" + hashlib.sha256(key.encode()).hexdigest()[:10]),
        question=ask(fact, node, words),
        kind=fact.kind,
        slot=fact.slot,
        status=verdict.status,
        reason=verdict.reason,
        readings=verdict.readings,
        estimates=verdict.estimates,
        independence=_independence(voices_of(verdict.readings), suspects),
        story_id=story.id,
    )


def _best_claim(votes: Sequence[Vote]) -> Claim:
    """Return the claim that stands for its entry: nearest to the others, no headline, not long."""

    def rank(vote: Vote) -> tuple[bool, float, bool, int, str]:
        others = [v for v in votes if v is not vote]
        shared = sum(
            len(vote.concepts & v.concepts) / max(1, len(vote.concepts | v.concepts))
            for v in others
        )
        claim = vote.claim
        return (claim.teaser, -round(shared, 6), claim.quoted, abs(len(claim.span) - 70), claim.id)

    return min(votes, key=rank).claim


def _suspects(lineage: Lineage) -> Suspects:
    """Return the voices that may be one.

    Two that are joined by a derivation that is not proven; and a text that nobody has seen with
    one of its carriers, never with several: these are no nearer to each other by it.
    """
    pairs: set[tuple[VoiceId, VoiceId]] = set()
    voice_of: dict[ReportId, VoiceId] = {
        member: voice.id for voice in lineage.voices for member in voice.members
    }
    for derivation in lineage.derivations:
        if derivation.probability < LEAST_SUSPICION or derivation.kind == "excerpt":
            continue
        one, other = voice_of.get(derivation.child), voice_of.get(derivation.parent)
        if one is not None and other is not None and one != other:
            pairs.add((min(one, other), max(one, other)))
    joined: dict[VoiceId, list[VoiceId]] = {}
    for one, other in sorted(pairs):
        joined.setdefault(one, []).append(other)
    texts = {
        voice.id: sorted({voice_of[carrier] for carrier in voice.carriers})
        for voice in lineage.voices
        if voice.carriers
    }
    return Suspects(joined=joined, texts=texts)


def _independence(voices: set[VoiceId], suspects: Suspects) -> Independence:
    merged = {voice: voice for voice in voices}

    def root(voice: VoiceId) -> VoiceId:
        while merged[voice] != voice:
            voice = merged[voice]
        return voice

    reasons: list[str] = []
    for one in sorted(voices):
        carriers = [other for other in suspects.texts.get(one, ()) if other in merged]
        for other in [*suspects.joined.get(one, ()), *carriers[:1]]:
            if other in merged and root(one) != root(other):
                merged[root(other)] = root(one)
                reasons.append(f"{one} and {other} may be one account")
    low = len({root(voice) for voice in voices})
    return Independence(low=low, high=len(voices), reasons=tuple(reasons))
