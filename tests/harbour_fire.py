"""An invented pile, made by hand: a fire in the port of Velm, with every kind of entry."""

from __future__ import annotations

import datetime as dt

from firsthand.records import (
    Alignment,
    Alteration,
    Anchor,
    Citation,
    Derivation,
    Edit,
    Entry,
    EntryId,
    Estimate,
    Failure,
    Furniture,
    Independence,
    Ledger,
    Lineage,
    Moment,
    Occurrence,
    Origin,
    OriginKind,
    PairFinding,
    Passage,
    Pile,
    Quote,
    Reading,
    Reason,
    Report,
    ReportId,
    Retrieval,
    Span,
    Status,
    Story,
    Voice,
    VoiceId,
)

GAZETTE = """Fire destroys two warehouses in the port of Velm

A fire destroyed two warehouses in the port of Velm on Sunday, killing three dock workers, the port authority said. Four people are still missing.

“We heard a blast shortly after four,” said Ines Maro, who operates a crane on the north quay. “Then the whole roof went up.”

The port authority fought the fire with six boats. It was out by midnight, the fire service said. The cause is not known.

See also: The port that feeds the valley
"""
LATER = """Fire destroys two warehouses in the port of Velm (updated)

A fire destroyed two warehouses in the port of Velm on Sunday, killing three dock workers, the port authority said. One person is still missing.

“We heard a blast shortly after four,” said Ines Maro, who operates a crane on the north quay. “Then the whole roof went up.”

The port authority fought the fire with six boats. It was out by midnight, the fire service said.

Investigators walked the quay on Monday with dogs.
"""
TRANSLATED = """the fire destroys two storehouses in the harbour of Velm

A fire has destroyed two storehouses in the harbour of Velm the Sunday, killing three workers of the quay, the authority of the port has said. Four people miss always.

“We felt an explosion little after four”, has said Ines Maro, who makes go a crane on the quay of the north. “Then all the roof is mounted.”

The authority of the port ordered the fire with six boats. It was extinct by midnight, the service of fire has said. The cause is not known. 39;
"""
COMMENT = """Nobody counts the crates

Three dock workers are dead and the port will reopen on Wednesday as if nothing had been stored there. We think that the city never wanted to know. The owners should open their books.
"""
MATIN = """Port fire: mayor speaks of five dead

Two warehouses burned down in Velm's port on Sunday and five people died, the mayor's office told Le Matin. The fire service said that the last flames were out at midnight.

A spokeswoman for the mayor said that nobody was missing any more.
"""
POST = """VELM (Coast Wire) — Three people were killed when fire swept through two warehouses in the port of Velm on Sunday, according to the port authority. Rail traffic to the quay was stopped.

The cause of the fire was under investigation, an official said.
"""
DAY = """Our readers write: smoke over the valley since Sunday night.

Three people were killed when fire swept through two warehouses in the port of Velm on Sunday, according to the port authority. Rail traffic to the quay was stopped.
"""
FRENCH = "Un incendie a détruit deux entrepôts dans le port de Velm, a indiqué la capitainerie dimanche soir."

A, B, C, D = (VoiceId(f"v-{letter}") for letter in "abcd")
_VOICE_OF = {"r1": A, "r2": A, "r3": A, "r4": D, "r5": B, "r6": C, "r7": C, "r8": B}
_COPIES = {"r2", "r3", "r7"}


def _report(
    number: int,
    text: str,
    outlet: str | None,
    at: dt.datetime | None = None,
    on: dt.date | None = None,
    **more: str,
) -> Report:
    return Report(
        id=ReportId(f"r{number}"),
        text=text,
        outlet=outlet,
        title=more.get("title"),
        language=more.get("language", "en"),
        published_at=at,
        published_on=at.date() if at else on,
        retrieval=Retrieval(path=f"fire/{number:02d}.txt", sha256="0" * 64),
    )


def _utc(day: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2024, 3, day, hour, minute, tzinfo=dt.UTC)


REPORTS = (
    _report(
        1,
        GAZETTE,
        "Harbour Gazette",
        at=_utc(3, 16, 40),
        title="Fire destroys two warehouses in the port of Velm",
    ),
    _report(2, LATER, "Harbour Gazette", at=_utc(4, 9, 10)),
    _report(3, TRANSLATED, "newsfast.example"),
    _report(4, COMMENT, None, on=dt.date(2024, 3, 6)),
    _report(5, MATIN, "Le Matin de Velm", on=dt.date(2024, 3, 4)),
    _report(6, POST, "Evening Post", on=dt.date(2024, 3, 4)),
    _report(7, DAY, "The Day", on=dt.date(2024, 3, 4)),
    _report(8, FRENCH, "Radio Quai", on=dt.date(2024, 3, 3), language="fr"),
)
_BY_ID = {report.id: report for report in REPORTS}


def span(report: str, words: str, nth: int = 0) -> Span:
    text = _BY_ID[ReportId(report)].text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return _BY_ID[ReportId(report)].span(start, start + len(words))


def cite(report: str, words: str, *origins: str) -> Citation:
    return Citation(
        span=span(report, words),
        voice_id=_VOICE_OF[report],
        origins=origins,
        derived=report in _COPIES,
    )


def reading(value: str, *citations: Citation, kind: OriginKind = "official") -> Reading:
    names = sorted({origin for citation in citations for origin in citation.origins})
    number = float(value) if value.isdecimal() else None
    return Reading(
        value=value,
        voices=tuple(sorted({c.voice_id for c in citations if not c.derived})),
        origins=tuple(Origin(name=name, kind=kind) for name in names),
        citations=citations,
        low=number,
        best=number,
        high=number,
    )


def entry(
    name: str,
    question: str,
    kind: str,
    slot: str,
    status: Status,
    reason: str,
    *readings: Reading,
    **more: object,
) -> Entry:
    voices = {voice for each in readings for voice in each.voices}
    return Entry(
        id=EntryId(name),
        question=question,
        kind=kind,
        slot=slot,
        status=status,
        reason=reason,
        readings=readings,
        independence=Independence(low=len(voices), high=len(voices)),
        estimates=more.get("estimates", ()),  # type: ignore[arg-type]
        story_id="s-1",
    )


AUTHORITY = "port authority"
ENTRIES = (
    entry(
        "e-missing",
        "How many people were missing?",
        "count",
        "missing",
        "updated",
        "the same newsroom gives a later figure",
        reading("4", cite("r1", "Four people are still missing")),
        reading("1", cite("r2", "One person is still missing")),
    ),
    entry(
        "e-killed",
        "How many people were killed in the fire in the port of Velm?",
        "count",
        "killed",
        "disputed",
        "two voices say 3 on the port authority's word, one says 5 on the mayor's office's",
        reading(
            "3",
            cite("r1", "killing three dock workers", AUTHORITY),
            cite("r3", "killing three workers of the quay", AUTHORITY),
            cite("r6", "Three people were killed", AUTHORITY),
            cite("r7", "Three people were killed", AUTHORITY),
        ),
        reading("5", cite("r5", "five people died", "mayor's office")),
        estimates=(Estimate(slot="killed", unit="person", low=3.0, best=3.0, high=5.0),),
    ),
    entry(
        "e-burned",
        "Were two warehouses destroyed?",
        "event",
        "destroyed",
        "corroborated",
        "three voices, two of them on a named word",
        reading(
            "two warehouses destroyed",
            cite("r1", "A fire destroyed two warehouses", AUTHORITY),
            cite("r3", "A fire has destroyed two storehouses", AUTHORITY),
            cite("r5", "Two warehouses burned down", "mayor's office"),
            cite("r6", "fire swept through two warehouses", AUTHORITY),
        ),
    ),
    entry(
        "e-out",
        "When was the fire out?",
        "time",
        "out",
        "corroborated_same_origin",
        "both voices name the fire service",
        reading(
            "out by midnight",
            cite("r1", "It was out by midnight", "fire service"),
            cite("r5", "the last flames were out at midnight", "fire service"),
        ),
    ),
    entry(
        "e-blast",
        "Was there a blast?",
        "event",
        "blast",
        "single_voice",
        "one voice",
        reading(
            "heard a blast",
            cite("r1", "We heard a blast shortly after four", "Ines Maro"),
            kind="witness",
        ),
    ),
    entry(
        "e-rail",
        "Was rail traffic stopped?",
        "event",
        "stopped",
        "single_voice",
        "one voice, nobody named",
        reading(
            "rail traffic stopped",
            cite("r6", "Rail traffic to the quay was stopped"),
            cite("r7", "Rail traffic to the quay was stopped"),
        ),
    ),
    entry(
        "e-opinion",
        "Did the city want to know?",
        "statement",
        "opinion",
        "opinion",
        "not a checkable claim",
        reading("", cite("r4", "the city never wanted to know")),
    ),
)


def _derivations() -> tuple[Derivation, ...]:
    pairs = (
        (
            "A fire has destroyed two storehouses in the harbour of Velm the Sunday, killing three workers of the quay, the authority of the port has said.",
            "A fire destroyed two warehouses in the port of Velm on Sunday, killing three dock workers, the port authority said.",
            False,
        ),
        ("We felt an explosion little after four", "We heard a blast shortly after four", True),
        (
            "The authority of the port ordered the fire with six boats.",
            "The port authority fought the fire with six boats.",
            False,
        ),
    )
    return (
        Derivation(
            child=ReportId("r2"),
            parent=ReportId("r1"),
            kind="revision",
            probability=0.98,
            direction_probability=0.99,
            child_share=0.85,
            parent_share=0.9,
            reasons=(Reason(name="dates", weight=2.0, text="1 is dated earlier"),),
            passages=(
                Alignment(
                    child=span(
                        "r2", "A fire destroyed two warehouses in the port of Velm on Sunday"
                    ),
                    parent=span(
                        "r1", "A fire destroyed two warehouses in the port of Velm on Sunday"
                    ),
                    similarity=1.0,
                ),
            ),
        ),
        Derivation(
            child=ReportId("r3"),
            parent=ReportId("r1"),
            kind="translation",
            probability=0.97,
            direction_probability=0.93,
            child_share=0.88,
            parent_share=0.91,
            reasons=(
                Reason(name="order", weight=3.1, text="22 of 24 sentences stand in the same order"),
                Reason(name="residue", weight=1.2, text="3 has the residue of an entity: 39;"),
                Reason(name="quotation", weight=-0.3, text="9 words of a quotation were set aside"),
            ),
            passages=tuple(
                Alignment(
                    child=span("r3", child),
                    parent=span("r1", parent),
                    similarity=0.71,
                    quoted=quoted,
                )
                for child, parent, quoted in pairs
            ),
        ),
        Derivation(
            child=ReportId("r7"),
            parent=ReportId("r6"),
            kind="excerpt",
            probability=0.95,
            direction_probability=0.5,
            child_share=0.7,
            parent_share=0.6,
            passages=(
                Alignment(
                    child=span(
                        "r7", "Three people were killed when fire swept through two warehouses"
                    ),
                    parent=span(
                        "r6", "Three people were killed when fire swept through two warehouses"
                    ),
                    similarity=1.0,
                ),
            ),
        ),
    )


LINEAGE = Lineage(
    derivations=_derivations(),
    findings=(
        PairFinding(a=ReportId("r1"), b=ReportId("r5"), kind="shares_source", probability=0.6),
    ),
    voices=(
        Voice(
            id=A,
            letter="A",
            root=ReportId("r1"),
            members=(ReportId("r1"), ReportId("r2"), ReportId("r3")),
            name="Harbour Gazette",
        ),
        Voice(
            id=B,
            letter="B",
            root=ReportId("r5"),
            members=(ReportId("r5"), ReportId("r8")),
            name="Le Matin de Velm",
        ),
        Voice(
            id=C,
            letter="C",
            root=None,
            members=(ReportId("r6"), ReportId("r7")),
            name="Coast Wire",
            seen=False,
            reason="known from its credit in 6",
        ),
        Voice(
            id=D,
            letter="D",
            root=ReportId("r4"),
            members=(ReportId("r4"),),
            reason="adds opinion; facts of others",
        ),
    ),
    passages=(Passage(span=span("r4", "Three dock workers are dead"), voice_id=A),),
    independence=Independence(low=3, high=4, reasons=("4 may rest on 1",)),
)

LEDGER = Ledger(
    entries=ENTRIES,
    quotes=(
        Quote(
            id="q-1",
            speaker="Ines Maro",
            canonical="We heard a blast shortly after four",
            occurrences=(
                Occurrence(
                    span=span("r1", "We heard a blast shortly after four"),
                    speaker="Ines Maro",
                    altered=False,
                ),
                Occurrence(
                    span=span("r2", "We heard a blast shortly after four"),
                    speaker="Ines Maro",
                    altered=False,
                ),
                Occurrence(
                    span=span("r3", "We felt an explosion little after four"),
                    speaker="Ines Maro",
                    altered=True,
                    differences=(
                        Edit(
                            before="heard a blast shortly",
                            after="felt an explosion little",
                            kind="wording",
                            severity="high",
                        ),
                    ),
                ),
            ),
        ),
    ),
    alterations=(
        Alteration(
            original=span("r1", "We heard a blast shortly after four"),
            altered=span("r3", "We felt an explosion little after four"),
            original_text="We heard a blast shortly after four",
            altered_text="We felt an explosion little after four",
            edits=(
                Edit(
                    before="heard a blast shortly",
                    after="felt an explosion little",
                    kind="wording",
                    severity="high",
                ),
            ),
            severity="high",
        ),
        Alteration(
            original=span("r1", "fought the fire"),
            altered=span("r3", "ordered the fire"),
            original_text="fought the fire",
            altered_text="ordered the fire",
            edits=(Edit(before="fought", after="ordered", kind="wording", severity="critical"),),
            severity="critical",
        ),
    ),
    timeline=(
        Moment(
            first_on=dt.date(1974, 1, 1),
            last_on=dt.date(1974, 12, 31),
            label="the quay was built",
            assumed=False,
            citations=(cite("r4", "the port will reopen on Wednesday"),),
        ),
        Moment(
            first_on=dt.date(2024, 3, 3),
            last_on=dt.date(2024, 3, 3),
            label="fire",
            assumed=False,
            citations=(cite("r1", "on Sunday"), cite("r5", "on Sunday")),
            entry_id=EntryId("e-burned"),
        ),
        Moment(
            first_on=dt.date(2024, 3, 4),
            last_on=dt.date(2024, 3, 5),
            label="dogs walk the quay",
            assumed=True,
            citations=(cite("r2", "on Monday"),),
        ),
        Moment(
            first_on=dt.date(2024, 3, 6),
            last_on=dt.date(2024, 3, 6),
            label="the port reopens",
            assumed=False,
            citations=(cite("r4", "on Wednesday"),),
        ),
    ),
)


PILE = Pile(
    reports=REPORTS,
    furniture=(
        Furniture(
            span=span("r1", "Fire destroys two warehouses in the port of Velm"), kind="title"
        ),
        Furniture(span=span("r1", "See also: The port that feeds the valley"), kind="see_also"),
        Furniture(span=span("r3", "39;"), kind="entity_residue"),
    ),
    lineage=LINEAGE,
    anchors=tuple(
        Anchor(report_id=report.id, on=report.published_on, assumed=False, reason="given")
        for report in REPORTS
    ),
    stories=(
        Story(
            id="s-1",
            reports=tuple(report.id for report in REPORTS),
            title="Fire in the port of Velm",
            first_on=dt.date(2024, 3, 3),
            last_on=dt.date(2024, 3, 3),
        ),
    ),
    claims=(),
    ledger=LEDGER,
    failures=(Failure(item="fire/empty.txt", stage="ingest", reason="no text (0 bytes)"),),
    not_measured=("report 08.txt: language fr (lineage only)",),
)


def hostile(text: str, *, title: str = "<script>alert(1)</script>") -> Pile:
    """Return a pile of one report that tries to act on the reader's screen."""
    report = Report(
        id=ReportId("r-bad"),
        text=text,
        outlet=text[:60] or None,
        title=title,
        retrieval=Retrieval(path="bad.txt", sha256="0" * 64, url="javascript:alert(1)"),
    )
    voice = Voice(
        id=VoiceId("v-bad"), letter="A", root=report.id, members=(report.id,), name=text[:60]
    )
    everything = report.span(0, len(text))
    citation = Citation(span=everything, voice_id=voice.id, origins=(text,))
    bad = Reading(
        value=text,
        voices=(voice.id,),
        origins=(Origin(name=text, kind="person"),),
        citations=(citation,),
    )
    return Pile(
        reports=(report,),
        furniture=(),
        lineage=Lineage(voices=(voice,), independence=Independence(low=1, high=1, reasons=(text,))),
        anchors=(),
        stories=(Story(id="s", reports=(report.id,), title=text),),
        claims=(),
        ledger=Ledger(
            entries=(
                Entry(
                    id=EntryId(text),
                    question=text,
                    kind="event",
                    slot=text,
                    status="single_voice",
                    reason=text,
                    readings=(bad,),
                    independence=Independence(low=1, high=1),
                ),
            ),
            quotes=(
                Quote(
                    id=text,
                    speaker=text,
                    canonical=text,
                    occurrences=(
                        Occurrence(
                            span=everything,
                            speaker=text,
                            altered=True,
                            differences=(
                                Edit(before=text, after=text, kind="name", severity="low"),
                            ),
                        ),
                    ),
                ),
            ),
            alterations=(
                Alteration(
                    original=everything,
                    altered=everything,
                    original_text=text,
                    altered_text=text,
                    edits=(),
                    severity="low",
                ),
            ),
            timeline=(
                Moment(
                    first_on=dt.date(2024, 1, 1),
                    last_on=dt.date(2024, 1, 1),
                    label=text,
                    assumed=False,
                    citations=(citation,),
                ),
            ),
        ),
        failures=(Failure(item=text, stage="ingest", reason=text),),
        not_measured=(text,),
    )
