"""The plan: which stage follows which.

reports -> furniture -> lineage -> anchors, stories -> utterances -> quotes -> parse -> claims
-> ledger

Stages that read one report run one report at a time; the others see the whole pile. With a case
only what is stale is done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from firsthand.pipeline.run import Keyed, Made, Progress, Run
from firsthand.pipeline.steps import (
    Answered,
    BuildEntries,
    FindAlterations,
    FindUtterances,
    LinkQuotes,
    Told,
)
from firsthand.records import (
    Alteration,
    Anchor,
    Claim,
    Derivation,
    Fingerprint,
    Furniture,
    Kinship,
    Ledger,
    Lineage,
    Marked,
    Parsed,
    Pile,
    Quote,
    Readable,
    Report,
    ReportId,
    Span,
    Story,
    Utterance,
    When,
)
from firsthand.store import digest
from firsthand.text.order import natural_order

if TYPE_CHECKING:
    from firsthand.models import Reader

Each = TypeVar("Each")

READ_LANGUAGE = "en"  # claims are read in it; a report in another takes part in lineage alone

# The steps that see the whole pile. Raise a version in the commit that changes what its room makes.
LINEAGE = "lineage@2"
ANCHORS = "anchors@1"
STORIES = "stories@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A pile as far as kinship: what `firsthand lineage` answers from."""

    marked: tuple[Marked, ...]
    lineage: Lineage
    keyed: tuple[Keyed[Marked], ...]
    lineage_digest: str


def trace(reports: Iterable[Report], run: Run, *, mark_all: bool = False) -> Traced:
    """Work out who copies whom.

    Args:
        mark_all: whether to mark the furniture of the reports too that have no kin.
    """
    from firsthand.ingest import MarkFurniture
    from firsthand.lineage import ComparePair, FingerprintReport

    items = _key(arrange(reports), run)
    stamps = [stage.stamp for stage in (MarkFurniture(), FingerprintReport(), ComparePair())]
    keyed = _mark(items, run) if mark_all else tuple(_join_furniture(item, None) for item in items)
    lineage = run.whole(
        LINEAGE,
        [*stamps, *(item.made.digest for item in items)],
        Lineage,
        lambda: _settle_lineage(items, run, marked=keyed if mark_all else None),
    )
    marked = tuple(item.made.record for item in keyed)
    return Traced(marked=marked, lineage=lineage.record, keyed=keyed, lineage_digest=lineage.digest)


def _key(reports: Iterable[Report], run: Run) -> list[Keyed[Report]]:
    keep = run.store is not None
    return [
        Keyed(
            key=report.id,
            name=place_of(report),
            made=Made(record=report, digest=digest(report) if keep else ""),
        )
        for report in reports
    ]


def work(reports: Iterable[Report], run: Run, *, reader: Reader | None = None) -> Pile:
    """Work out all that one may ask of a pile.

    Args:
        reader: who takes the reports apart before their claims are read; None: rules alone.
    """
    from firsthand.claims import infer_anchors
    from firsthand.stories import group_stories

    traced = trace(reports, run, mark_all=True)
    marked, lineage = traced.marked, traced.lineage
    inputs = [traced.lineage_digest, *(item.made.digest for item in traced.keyed)]
    anchors = run.whole(
        ANCHORS, inputs, tuple[Anchor, ...], lambda: tuple(infer_anchors(marked, lineage))
    )
    stories = run.whole(
        STORIES,
        [*inputs, anchors.digest],
        tuple[Story, ...],
        lambda: tuple(group_stories(marked, lineage, anchors.record)),
    )
    readable, not_measured = _choose_readable(traced, anchors.record, keep=run.store is not None)
    told = Told(
        marked=marked,
        lineage=lineage,
        anchors=anchors.record,
        stories=stories.record,
        utterances=(),
    )
    made_from = [traced.lineage_digest, anchors.digest, stories.digest]
    told, ledger = _answer(told, readable, made_from, run, reader)
    return Pile(
        reports=told.reports,
        furniture=told.furniture,
        lineage=lineage,
        anchors=told.anchors,
        stories=told.stories,
        claims=told.claims,
        whens=told.whens,
        ledger=ledger,
        failures=tuple(run.failures),
        not_measured=not_measured,
    )


def _answer(
    told: Told,
    readable: Sequence[Keyed[Readable]],
    made_from: Sequence[str],
    run: Run,
    reader: Reader | None,
) -> tuple[Told, Ledger]:
    """Read every report, then put together what the pile says.

    Args:
        made_from: the digests of the lineage, of the anchors and of the stories.
    """
    from firsthand.claims import ReadClaims, ResolveDates

    utterances = run.map(FindUtterances(), readable, tuple[Utterance, ...])
    told = replace(told, utterances=_join(utterances))
    quotes = run.whole(
        LinkQuotes().stamp,
        [made_from[0], *(made.digest for made in utterances.values())],
        tuple[Quote, ...],
        lambda: run.one(LinkQuotes(), told, otherwise=()),
    )
    runs = find_runs(told.lineage, quotes.record)
    whens = run.map(ResolveDates(), readable, tuple[When, ...])
    seen = readable if reader is None else _parse(readable, reader, run)
    known_of = _pass_on(seen, runs, utterances, whens, keep=run.store is not None)
    claims = run.map(ReadClaims(), known_of, tuple[Claim, ...])
    known = replace(told, quotes=quotes.record, claims=_join(claims), whens=_join(whens))
    alterations = run.whole(
        FindAlterations().stamp,
        [made_from[0], quotes.digest],
        tuple[Alteration, ...],
        lambda: run.one(FindAlterations(), known, otherwise=()),
    )
    read = [m.digest for m in claims.values()] + [m.digest for m in whens.values()]
    answered = run.whole(
        BuildEntries().stamp,
        [*made_from, quotes.digest, *read],
        Answered,
        lambda: run.one(BuildEntries(), known, otherwise=((), ())),
    )
    entries, timeline = answered.record
    return known, Ledger(
        entries=entries,
        quotes=quotes.record,
        alterations=alterations.record,
        timeline=timeline,
    )


def _join(made: Mapping[str, Made[tuple[Each, ...]]]) -> tuple[Each, ...]:
    return tuple(each for one in made.values() for each in one.record)


def arrange(reports: Iterable[Report]) -> list[Report]:
    """Sort a pile as every output lists it: by name, whatever the order of arrival."""
    return sorted(reports, key=lambda report: (natural_order(report.name), report.id))


def place_of(report: Report) -> str:
    """Return where a report came from, as a failure names it."""
    retrieval = report.retrieval
    if retrieval.path is None:
        return report.name
    return f"{retrieval.path}: {retrieval.place}" if retrieval.place else retrieval.path


def _mark(items: Sequence[Keyed[Report]], run: Run) -> tuple[Keyed[Marked], ...]:
    """Mark the furniture of reports; one that cannot be marked goes on without."""
    from firsthand.ingest import MarkFurniture

    furniture = run.map(MarkFurniture(), items, tuple[Furniture, ...])
    return tuple(_join_furniture(item, furniture.get(item.key)) for item in items)


def _join_furniture(
    item: Keyed[Report], furniture: Made[tuple[Furniture, ...]] | None
) -> Keyed[Marked]:
    marked = Marked(report=item.made.record, furniture=furniture.record if furniture else ())
    before = digest(item.made.digest, furniture.digest if furniture else None)
    return Keyed(
        key=item.key,
        name=item.name,
        made=Made(record=marked, digest=before if item.made.digest else ""),
    )


def _settle_lineage(
    items: Sequence[Keyed[Report]], run: Run, *, marked: Sequence[Keyed[Marked]] | None
) -> Lineage:
    """Compare what may be kin and settle who descends from whom.

    Args:
        marked: the items with their furniture, where that was marked already.
    """
    from firsthand.lineage import outline, settle

    prints, kinships = _compare_pile(items, run, marked=marked, bonds=True)
    rest = [outline(i.made.record) for i in items if i.made.record.id not in prints]
    return settle([*prints.values(), *rest], kinships)


def derive(reports: Iterable[Report], run: Run) -> tuple[Derivation, ...]:
    """Work out the derivations of a pile and nothing else: for piles of any size.

    They are those of `trace`; voices and findings are left out, and with them all that is only
    looked at for their sake.
    """
    from firsthand.lineage import choose_derivations

    _, kinships = _compare_pile(_key(arrange(reports), run), run, marked=None, bonds=False)
    return tuple(choose_derivations(k.derivation for k in kinships if k.derivation is not None))


def _compare_pile(
    items: Sequence[Keyed[Report]],
    run: Run,
    *,
    marked: Sequence[Keyed[Marked]] | None,
    bonds: bool,
) -> tuple[dict[ReportId, Fingerprint], list[Kinship]]:
    """Compare what may be kin; fingerprints are made of the reports that are compared.

    Fingerprints are not kept: one is four times the text, and what is set aside in it depends on
    the whole pile. With a case what was found between two of them is.

    Args:
        bonds: whether to ask also of pairs that hardly are kin what voices rest on.
    """
    from firsthand.lineage import (
        ComparePair,
        FingerprintReport,
        choose_pairs,
        days_of,
        know,
        mask,
        propose_pairs,
        skim,
    )

    items = sorted(items, key=lambda item: item.key)
    reports = [item.made.record for item in items]
    skimmed = skim(_tell_texts(reports, run), days_of(reports))
    known = know(skimmed)
    proposed = propose_pairs(skimmed, known, quotations=bonds)
    chosen = choose_pairs(skimmed, known, proposed)
    sought = sorted(set((proposed if bonds else chosen).ravel().tolist()))
    if marked is None:
        marked = _mark([items[index] for index in sought], run)
    wanted = {items[index].key for index in sought}
    ordered = sorted((item for item in marked if item.key in wanted), key=lambda item: item.key)
    made = run.map(FingerprintReport(), ordered, Fingerprint, keep=False)
    prints = {p.report_id: p for p in mask([each.record for each in made.values()], known)}
    keep = run.store is not None
    keyed = {
        index: Keyed(
            key=items[index].key,
            name=items[index].name,
            made=Made(record=each, digest=_digest_of(each) if keep else ""),
        )
        for index in sought
        if (each := prints.get(reports[index].id)) is not None
    }
    kept = {(a, b) for a, b in chosen.tolist() if a in keyed and b in keyed}
    rest = {(a, b) for a, b in proposed.tolist() if a in keyed and b in keyed} - kept
    kinships = run.pair(
        ComparePair(asked="both" if bonds else "kin"),
        [(keyed[a], keyed[b]) for a, b in sorted(kept)],
        Kinship,
    )
    if bonds and rest:
        pairs = [(keyed[a], keyed[b]) for a, b in sorted(rest)]
        kinships += run.pair(ComparePair(asked="bonds"), pairs, Kinship)
    return prints, kinships


def _tell_texts(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give the texts one by one, and tell how far the pile has been skimmed."""
    for n_done, report in enumerate(reports):
        if n_done % REPORTS_PER_TELLING == 0 and run.on_progress is not None:
            run.on_progress(Progress(stage="skim", n_done=n_done, n_all=len(reports)))
        yield report.text


REPORTS_PER_TELLING = 1000


def _digest_of(fingerprint: Fingerprint) -> str:
    """Return the digest of all that comparing reads of a report: not where its bytes came from."""
    marked = fingerprint.marked
    read = (marked.report.text, marked.furniture) if marked else ()
    return digest(replace(fingerprint, marked=None), *read)


def _choose_readable(
    traced: Traced, anchors: Iterable[Anchor], *, keep: bool
) -> tuple[list[Keyed[Readable]], tuple[str, ...]]:
    """Set aside what is not in English, and say so."""
    anchored = {anchor.report_id: anchor for anchor in anchors}
    readable: list[Keyed[Readable]] = []
    not_measured: list[str] = []
    for item in traced.keyed:
        report = item.made.record.report
        if report.language not in (None, READ_LANGUAGE):
            not_measured.append(f"report {report.name}: language {report.language} (lineage only)")
            continue
        anchor = anchored.get(report.id) or Anchor(
            report_id=report.id, on=None, assumed=False, reason="no day is known"
        )
        record = Readable(marked=item.made.record, anchor=anchor)
        before = digest(item.made.digest, anchor) if keep else ""
        readable.append(
            Keyed(key=item.key, name=item.name, made=Made(record=record, digest=before))
        )
    return readable, tuple(not_measured)


def _parse(readable: Sequence[Keyed[Readable]], reader: Reader, run: Run) -> list[Keyed[Readable]]:
    """Give each report what a reader sees in it; one that it cannot read is left to the rules.

    What is seen follows from the text alone: a report that gains kin is not read again.
    """
    from firsthand.models import ParseReport

    keep = run.store is not None
    items = [
        Keyed(
            key=item.key,
            name=item.name,
            made=Made(record=report, digest=digest(report.id, report.text) if keep else ""),
        )
        for item in readable
        for report in (item.made.record.marked.report,)
    ]
    parsed = run.map(ParseReport(reader=reader), items, Parsed)
    out: list[Keyed[Readable]] = []
    for item in readable:
        found = parsed.get(item.key)
        record = replace(item.made.record, parsed=found.record if found else None)
        before = digest(item.made.digest, found.digest if found else None) if keep else ""
        out.append(Keyed(key=item.key, name=item.name, made=Made(record=record, digest=before)))
    return out


def _pass_on(
    readable: Sequence[Keyed[Readable]],
    runs: Mapping[ReportId, tuple[Span, ...]],
    utterances: Mapping[str, Made[tuple[Utterance, ...]]],
    whens: Mapping[str, Made[tuple[When, ...]]],
    *,
    keep: bool,
) -> list[Keyed[Readable]]:
    """Give each report what was found in it, and where its kin show that a sentence ends."""
    out: list[Keyed[Readable]] = []
    for item in readable:
        known = runs.get(item.made.record.marked.report.id, ())
        spoken, dated = utterances.get(item.key), whens.get(item.key)
        record = replace(
            item.made.record,
            runs=known,
            utterances=spoken.record if spoken else None,
            whens=dated.record if dated else None,
        )
        inputs = [each.digest if each else None for each in (spoken, dated)]
        before = digest(item.made.digest, known, *inputs) if keep else ""
        out.append(Keyed(key=item.key, name=item.name, made=Made(record=record, digest=before)))
    return out


def find_runs(lineage: Lineage, quotes: Iterable[Quote]) -> dict[ReportId, tuple[Span, ...]]:
    """Return what kin and shared quotations show to be of one piece: a sentence starts and ends it.

    A text that lost its punctuation is read by them.
    """
    found: dict[ReportId, set[Span]] = {}
    pairs = [a for d in lineage.derivations for a in d.passages]
    pairs += [a for f in lineage.findings for a in f.passages]
    spans = [span for a in pairs for span in (a.child, a.parent)]
    spans += [o.span for quote in quotes for o in quote.occurrences]
    for span in spans:
        found.setdefault(span.report_id, set()).add(span)
    return {report_id: tuple(sorted(runs)) for report_id, runs in found.items()}
