"""Everything that flows between stages.

Frozen, slotted, keyword-only dataclasses on the standard library alone. Offsets count Unicode
code points and are half open. Probabilities, shares and similarities lie in 0..1. A record's
docstring defines the term; docs/words.md is made from these docstrings.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NewType

ReportId = NewType("ReportId", str)
VoiceId = NewType("VoiceId", str)
ClaimId = NewType("ClaimId", str)
EntryId = NewType("EntryId", str)

FurnitureKind = Literal[
    "header",  # a header line of the capture: date, "Loading..."
    "title",
    "byline",
    "dateline",
    "caption",
    "photo_credit",
    "see_also",
    "crosshead",  # a section head, on its own line or run into stripped text
    "pull_quote",
    "pull_quote_attribution",
    "tip_line",
    "site_chrome",  # sign-up lines, "Comments are closed.", share buttons
    "copyright",
    "update_marker",  # "(Updated 3 p.m.)", "This is a developing story"
    "entity_residue",  # a bare "39;" or "quot;" left of an HTML entity
    "residue",  # stray marks, the tail of another article
    "truncated",  # a sentence that breaks off at an end of the text
    "boilerplate",  # a run of words that recurs over the weeks, whoever printed it
]
DerivationKind = Literal["copy", "revision", "excerpt", "rewrite", "translation"]
FindingKind = Literal["shares_quotation", "shares_source"]
Relation = Literal[
    "kin",  # one was made from the other
    "kin_through_others",  # one voice, by way of other reports
    "same_voice",  # told by one newsroom or agency, neither made from the other
    "suspected",  # too weak to be told; it lowers the least number of voices
    "shares_quotation",
    "shares_source",
    "independent",
]
Status = Literal[
    "corroborated",
    "corroborated_same_origin",
    "single_voice",
    "single_voice_others_compatible",
    "disputed",
    "contradictory",
    "partly_consistent",
    "updated",
    "evolving",
    "teaser_only",
    "opinion",
]
Severity = Literal["critical", "high", "medium", "low"]
NameKind = Literal["person", "organization", "place", "group", "date", "money", "other"]
LetterCase = Literal["lower", "title", "upper"]
OriginKind = Literal[
    "person",
    "official",
    "organization",
    "statement",
    "post",
    "document",
    "media",
    "witness",
    "unnamed",
]


def _check_share(name: str, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{name} is {value}, not within 0..1")


# ---------------------------------------------------------------- published


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A run of characters of one report: code points of `Report.text`, half open."""

    report_id: ReportId
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no run of characters."""
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"span {self.start}..{self.end} of {self.report_id} is empty or reversed"
            )

    def __len__(self) -> int:
        """Count its code points."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether both lie in one report and share a character."""
        return (
            self.report_id == other.report_id and self.start < other.end and other.start < self.end
        )

    def contains(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return (
            self.report_id == other.report_id
            and self.start <= other.start
            and other.end <= self.end
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """Where the bytes of a report came from."""

    path: str | None = None  # as given, joined with what was found below it
    place: str | None = None  # where inside the file: "line 12", "record 3"
    url: str | None = None
    sha256: str  # of the report's bytes: the whole file, or its one line of a JSON Lines file
    media: Literal["text", "html", "json"] = "text"
    encoding: str = "utf-8"
    encoding_assumed: bool = False  # true where the bytes did not say and did not decode as UTF-8
    extractor: str | None = None  # name and version, where the text is not the decoded bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact about a report and the place that it was found in."""

    field: Literal["title", "outlet", "byline", "published", "language", "url"]
    value: str
    place: str  # "reports.csv", "JSON field 'title'", "meta og:title", "text 0-53", "py3langid .98"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text."""

    id: ReportId
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None  # ISO 639-1
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None  # aware UTC; only where a time of day is known
    given_id: str | None = None  # an id that the report brought along; shown in every output
    retrieval: Retrieval
    found: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """Return what people call it: its own id, else its file, else its id here."""
        if self.given_id:
            return self.given_id
        if self.retrieval.path and self.retrieval.path != "-":
            return self.retrieval.path.replace("\\", "/").rsplit("/", 1)[-1]
        return self.id

    def span(self, start: int, end: int) -> Span:
        """Return a span of this report.

        Raises:
            ValueError: it does not lie inside the text.
        """
        if end > len(self.text):
            raise ValueError(f"span {start}..{end} leaves {self.id} of {len(self.text)} characters")
        return Span(report_id=self.id, start=start, end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A run of a report that is the page's and not the account's."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An item that a stage could not take, with the reason for people."""

    item: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A report with its furniture: what lineage and claims read."""

    report: Report
    furniture: tuple[Furniture, ...] = ()


# ---------------------------------------------------------------- lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """Traces that copying leaves on a text: they tell the child from the parent."""

    residue: int = 0  # HTML entities that lost their ampersand, replacement characters
    starts_inside: bool = False  # begins in the middle of a sentence
    ends_inside: bool = False
    updated: bool = False  # says of itself that it was updated
    scanned: bool = False  # lines broken at a fixed width and letters misread


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What kinship is judged from: a report's words as numbers and what of them is set aside.

    Arrays are bytes, little endian, so that a fingerprint compares, travels and is stored as it is.
    """

    report_id: ReportId
    n_characters: int
    outlet: str | None = None
    language: str | None = None
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None
    credit: str | None = None  # the agency or outlet that the text itself credits at its head
    stripped: bool = False  # has lost its punctuation
    words: bytes = b""  # uint32 a word: its normalised form
    concepts: bytes = b""  # uint32 a word: its stem or synonym group; 0 for function words
    starts: bytes = b""  # uint32 a word, code points
    ends: bytes = b""
    marks: bytes = b""  # uint8 a word: furniture, quoted, name, number (lineage/sheet.py)
    capital_share: float = 0.0  # of the Latin letters
    marked: Marked | None = None  # for what is looked at only where two may be kin; None: outlined
    rarity: bytes = b""  # uint8 a word, sixteenths: rarity of its concept in the pile
    familiarity: bytes = b""  # uint8 a word, sixteenths: how common it and its neighbour are there


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """What comparing two reports showed, before the whole pile is looked at."""

    a: ReportId
    b: ReportId
    derivation: Derivation | None = None
    finding: PairFinding | None = None
    same_newsroom: float = 0.0  # probability, from furniture that only these reports carry
    same_story: float = 0.0  # similarity of what they are about


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A run of the child and the run of the parent that it was made from."""

    child: Span
    parent: Span
    similarity: float
    quoted: bool = False  # both sides are somebody's words in quotation marks

    def __post_init__(self) -> None:
        """Hold similarity to 0..1."""
        _check_share("similarity", self.similarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sign that speaks for a finding (weight above 0) or against it (below)."""

    name: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """That one report (the child) was made from another (the parent)."""

    child: ReportId
    parent: ReportId
    kind: DerivationKind
    kind_probability: float = 1.0  # that the kind is this one, given that the two are kin
    degraded: bool = False  # case, punctuation or the ends are lost
    probability: float  # that the two are kin in this way, whichever came first
    direction_probability: float  # that `child` is the child; .5: nothing shows the order
    child_share: float  # of the child's own words that lie in passages
    parent_share: float
    reasons: tuple[Reason, ...] = ()
    passages: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        """Hold the invariants that later stages rely on."""
        if self.child == self.parent:
            raise ValueError(f"{self.child} cannot derive from itself")
        for name in (
            "probability",
            "kind_probability",
            "direction_probability",
            "child_share",
            "parent_share",
        ):
            _check_share(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFinding:
    """Something that two reports share without one being made from the other."""

    a: ReportId
    b: ReportId
    kind: FindingKind
    probability: float
    passages: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMeasure:
    """What was measured between two reports that are not told to be kin, and what it comes to."""

    a: ReportId
    b: ReportId
    relation: Relation
    probability: float  # of kinship, by common passages and by the order of what is told
    contained: float  # share of the smaller one's own five-word runs that the other has
    n_shared_runs: int
    order_surprise: float  # how much better sentences agree in their own order than in others
    n_quoted_words: int  # in common, set aside before kinship is judged
    same_newsroom: float  # probability
    same_story: float  # similarity of what they are about
    via: tuple[ReportId, ...] = ()  # of kin through others: whom, from `a` to `b`
    reasons: tuple[Reason, ...] = ()  # weights are log-odds of kinship; 0: noted

    def __post_init__(self) -> None:
        """Hold the probability to 0..1."""
        _check_share("probability", self.probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One independent account: a root and all that descends from it.

    A text that is not in the pile is a voice too: known from a credit, or from the passages that
    reports of several voices carry though none of them had it from another.
    """

    id: VoiceId
    letter: str  # A, B, ... in order of the first publication, texts without members last
    root: ReportId | None  # None: not seen
    members: tuple[ReportId, ...]  # none where all who carry the text have accounts of their own
    name: str | None = None  # outlet or agency
    seen: bool = True
    reason: str = ""
    carriers: tuple[ReportId, ...] = ()  # of a text without members: who carry passages of it
    probability: float | None = None  # that there is such a text; None: not in question


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of a report that speaks with another voice than the report's own."""

    span: Span
    voice_id: VoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """How many independent voices: at least, at most, and why the two differ."""

    low: int
    high: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """All derivations of a pile and the voices that follow from them."""

    derivations: tuple[Derivation, ...] = ()
    findings: tuple[PairFinding, ...] = ()
    voices: tuple[Voice, ...] = ()
    passages: tuple[Passage, ...] = ()
    independence: Independence


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of one happening."""

    id: str
    reports: tuple[ReportId, ...]
    title: str
    first_on: dt.date | None = None
    last_on: dt.date | None = None


# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a report as a reader sees it, by the conventions of Universal Dependencies.

    "don't" is two words. What a reader does not tell is None.
    """

    start: int  # as in Span
    end: int
    upos: str | None = None  # part of speech: NOUN, VERB, ...
    head: int | None = None  # the word of its sentence that it hangs on, counted from 1; 0: none
    relation: str | None = None  # to its head: nsubj, obl:tmod, ...
    case: LetterCase | None = None  # restored, where the report has lost its capitals
    mark: str | None = None  # punctuation after it, restored where the report has lost it; "": none


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words of a report that name a person, a place or the like; dates and money too."""

    span: Span
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what takes part in what a predicate tells; when, where, how, why it happened."""

    span: Span
    role: str  # of PropBank: ARG0 who does it, ARG1 to whom or what, ARGM-TMP when, ...
    word: int | None = None  # its head word, counted from 1 in its sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that tells what happened or how things are, with its arguments."""

    span: Span
    word: int | None = None  # counted from 1 in its sentence
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpans:
    """Where an attribution stands in its sentence: the words of its source, its cue, its content.

    Content without source and cue goes on with what somebody said in the sentence before.
    """

    source: Span | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a report and what a reader sees in it."""

    span: Span
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    attributions: tuple[AttributionSpans, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A report as a reader sees it: its sentences in their order."""

    report_id: ReportId
    reader: str  # name@version of the reader
    sentences: tuple[Sentence, ...] = ()


# ---------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day that a report counts its "Tuesday" from."""

    report_id: ReportId
    on: dt.date | None
    assumed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """All that the claims of one report are read from."""

    marked: Marked
    anchor: Anchor
    runs: tuple[Span, ...] = ()  # that kin and quotations show to be of one piece each
    # What earlier stages found in it; None: not asked yet.
    parsed: Parsed | None = None  # None as well where rules read alone
    utterances: tuple[Utterance, ...] | None = None
    whens: tuple[When, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date expression, resolved to the days that it may mean (both ends included)."""

    span: Span
    first_on: dt.date
    last_on: dt.date
    granularity: Literal["day", "weekend", "week", "month", "season", "year", "decade", "open"]
    anchor: Literal["explicit", "publication", "narrative"]
    assumed: bool = False  # the day that it was counted from is not known but inferred
    time: str | None = None  # clock time "02:45", where the words give one


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place and where the gazetteer puts it."""

    span: Span
    name: str
    country: str | None = None  # ISO 3166 alpha-2
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Literal["street", "city", "region", "country", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts."""

    span: Span
    low: float | None
    best: float | None
    high: float | None
    unit: str  # what is counted, singular: person, marine, dollar
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of the chain by which a claim came: who says so, in which words."""

    name: str  # "Kell County police"; as it stands, article and title kept out
    kind: OriginKind
    source: Span | None  # None: carried over from a sentence nearby
    cue: Span | None  # said, according to
    carrier: bool = False  # only passes it on: an agency, an outlet quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Words of a report that are given as somebody's: what, and the chain that it came by."""

    content: tuple[Span, ...]  # what is said, in one piece or (around "he said") in several
    chain: tuple[Attribution, ...]  # carriers first, origin last; never empty
    style: Literal["direct", "indirect", "according_to", "passive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation as one report prints it, before it is linked to the same one elsewhere."""

    span: Span  # the quoted words, quotation marks left out
    speaker: str | None  # the name as the report gives it in full, at its fullest mention
    source: Span | None  # the words that name the speaker here
    cue: Span | None
    marked: bool = True  # stands in quotation marks; false in a text that lost them
    pull: bool = False  # a pull quote: repeats words of the running text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion at one place."""

    id: ClaimId
    span: Span  # the words meant: clause or phrase
    sentence: Span
    kind: str  # count, event, date, place, time, actor, motive, state, statement, identity, ...
    slot: str  # what it answers inside its kind: killed, injured, reward, age, ...
    trigger: str | None = None  # event class of the words: attack, airstrike, arrest
    subject: tuple[str, ...] = ()  # names and heads that the question is about, normalised
    value: str | None = None
    quantity: Quantity | None = None
    actor: Span | None = None  # who does what the event word tells; as a reader sees it
    target: Span | None = None  # to whom or what
    when: When | None = None
    place: Place | None = None
    scene: Place | None = None  # where the passage is set: its dateline, the place last said
    teaser: bool = False  # stands in a headline, a see-also line, a caption's title
    negated: bool = False
    hedge: str | None = None  # may, reportedly, allegedly
    quoted: bool = False
    statement: Span | None = None  # the first words of the utterance that it is a part of
    attributions: tuple[Attribution, ...] = ()  # carriers first, origin last


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference between two wordings."""

    before: str
    after: str
    kind: Literal[
        "negation",
        "modal",
        "number",
        "name",
        "date",  # between versions of one report alone; elsewhere a name or a number
        "idiom",
        "truncation",
        "moved_quote_mark",
        "orphan_attribution",
        "wording",
    ]
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A quotation at one place."""

    span: Span  # the quoted words, quotation marks left out
    speaker: str | None
    altered: bool  # wording differs from the canonical form; case and punctuation do not count
    differences: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One utterance and all places that carry it."""

    id: str
    speaker: str | None
    canonical: str
    occurrences: tuple[Occurrence, ...]


# ---------------------------------------------------------------- ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words that a line of the answer rests on."""

    span: Span
    voice_id: VoiceId
    origins: tuple[str, ...] = ()
    derived: bool = False  # stands in a copy: cited, and no voice of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whoever first said or saw it: the last link of the chain."""

    name: str
    kind: OriginKind
    seen: bool = False  # is itself a report of the pile


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the readings give together."""

    slot: str
    unit: str
    low: float | str | None
    best: float | str | None
    high: float | str | None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer to the question of an entry."""

    value: str
    voices: tuple[VoiceId, ...]
    origins: tuple[Origin, ...]
    citations: tuple[Citation, ...]
    low: float | str | None = None
    best: float | str | None = None
    high: float | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question of the ledger."""

    id: EntryId
    question: str
    kind: str  # as Claim.kind
    slot: str
    status: Status
    reason: str
    readings: tuple[Reading, ...]
    estimates: tuple[Estimate, ...] = ()
    independence: Independence
    story_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A copy says something else than its parent."""

    original: Span
    altered: Span
    original_text: str
    altered_text: str
    edits: tuple[Edit, ...]
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A later version of a report says something else than the version before it."""

    original: Span | None  # in the earlier version; None: a statement that the later one adds
    renewed: Span | None  # in the later version; None: a statement that it drops
    edits: tuple[Edit, ...] = ()  # none where a whole statement was added or dropped
    stale: tuple[Span, ...] = ()  # where copies still carry the figure, date or name of before


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One step from a version of a report to the next one by the same newsroom."""

    earlier: ReportId
    later: ReportId
    silent: bool  # the later version does not say that it was updated or corrected
    direction_probability: float  # that `later` is the later one; .5: nothing shows the order
    updates: tuple[Update, ...] = ()

    def __post_init__(self) -> None:
        """Hold the probability to 0..1."""
        _check_share("direction_probability", self.direction_probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """All versions of one report by one newsroom, the earliest first."""

    reports: tuple[ReportId, ...]
    name: str | None = None  # outlet
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline: what happened in which days."""

    first_on: dt.date
    last_on: dt.date
    label: str
    assumed: bool  # no words give the date: taken from the day that the report writes on
    citations: tuple[Citation, ...]
    entry_id: EntryId | None = None


# ---------------------------------------------------------------- brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of the brief; it refuses to exist without a citation."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse words that lead back to nothing."""
        if not self.citations:
            raise ValueError(f"a statement needs a citation: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The entries of a pile, with what a copy altered, who was quoted, and when."""

    entries: tuple[Entry, ...] = ()
    quotes: tuple[Quote, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    timeline: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRun:
    """What a stage did in one run: for the table at the end of long work."""

    stage: str
    taken: int
    made: int
    failed: int
    fresh: int  # of `made`, found in the case and not redone
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """All that was worked out about one pile: what a case answers from."""

    reports: tuple[Report, ...]
    furniture: tuple[Furniture, ...]
    lineage: Lineage
    anchors: tuple[Anchor, ...]
    stories: tuple[Story, ...]
    claims: tuple[Claim, ...]
    whens: tuple[When, ...] = ()
    ledger: Ledger
    failures: tuple[Failure, ...] = ()
    not_measured: tuple[str, ...] = ()  # "report r-1: language fr (lineage only)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What one screen says of a story: the answer, then the entries, most contested first."""

    title: str
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    n_reports: int
    n_outlets: int  # that are known; reports of an unknown outlet count none
    independence: Independence
    n_origins_low: int  # origins that are named
    n_origins_high: int  # and one for each voice that says something on nobody's word
    statements: tuple[Statement, ...] = ()  # what happened, who says so: one to three sentences
    disputed: tuple[Entry, ...] = ()
    several_voices: tuple[Entry, ...] = ()
    one_voice: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()  # updated, evolving
    altered: tuple[Alteration, ...] = ()
    story_id: str | None = None  # that it is about: the largest of the pile
    apart: tuple[Story, ...] = ()  # other happenings: named and counted, their entries left out
    not_measured: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
