"""Who speaks: voices, the passages that speak with another's, and how many are independent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.lineage.credits import is_agency, is_same_house
from firsthand.lineage.families import choose_derivations
from firsthand.lineage.hidden import HiddenText, find_hidden_texts
from firsthand.lineage.own import adds_own
from firsthand.lineage.sheet import open_sheet
from firsthand.records import (
    Derivation,
    Fingerprint,
    Independence,
    Kinship,
    Lineage,
    Passage,
    ReportId,
    Span,
    Voice,
    VoiceId,
)

PROVEN = 0.9
SUSPICIOUS = 0.3
LEAST_MERGED = 0.5
# Two reports of one outlet are on one story from this similarity (order.similar_story): of 1,388
# pairs on one incident .79 reach it, of 8,173 pairs on two .008 (data/stories/incidents) ...
LEAST_SAME_STORY = 0.15
# ... if they were published within so many days, where both say when: a trial is reported a year
# after the deed, and a newsroom that is merged too often only corroborates itself too seldom.
MOST_DAYS_OF_A_STORY = 400
LEAST_SAME_NEWSROOM = 0.7
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class _Bond:
    """Two reports that may speak with one voice, and why."""

    a: ReportId
    b: ReportId
    probability: float
    reason: str


def settle(fingerprints: Sequence[Fingerprint], kinships: Iterable[Kinship]) -> Lineage:
    """Work out derivations, voices, passages and the interval of independent voices.

    Args:
        fingerprints: the masked pile; every report ends in exactly one voice.
        kinships: what comparing the proposed pairs showed.
    """
    reports = {f.report_id: f for f in sorted(fingerprints, key=lambda f: f.report_id)}
    found = sorted(kinships, key=lambda kinship: (kinship.a, kinship.b))
    suspected = [k.derivation for k in found if k.derivation is not None]
    derivations = choose_derivations(suspected)
    hosts = _find_hosts(reports, derivations)
    bonds = [
        *_bond_kin(derivations, suspected, hosts),
        *_bond_newsrooms(reports, found),
    ]
    groups = _join(reports, bonds, LEAST_MERGED)
    voices = _name_voices(reports, groups, derivations, bonds)
    texts = find_hidden_texts(
        derivations,
        {member: group[0] for group in groups for member in group},
        [report_id for report_id, report in reports.items() if _carried(report)],
    )
    unseen = {
        text: _name_unseen(text, n) for n, text in enumerate(texts, len(voices)) if _told(text)
    }
    return Lineage(
        derivations=tuple(derivations),
        findings=tuple(k.finding for k in found if k.finding is not None),
        voices=(*voices, *unseen.values()),
        passages=_lend_passages(derivations, voices, unseen),
        independence=_count(reports, bonds, len(voices), texts),
    )


def _told(text: HiddenText) -> bool:
    """Say whether a text that nobody has seen is a voice; a weaker one moves the interval alone."""
    return text.probability >= LEAST_MERGED


def _find_hosts(
    reports: Mapping[ReportId, Fingerprint], derivations: Iterable[Derivation]
) -> frozenset[ReportId]:
    """Find the reports that tell something of their own beside what they pasted."""
    by_child: dict[ReportId, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        by_child[derivation.child].append(derivation)
    hosts: set[ReportId] = set()
    for child, parents in by_child.items():
        if any(d.kind == "excerpt" for d in parents):
            taken: list[Span] = [p.child for d in parents for p in d.passages]
            sheets = [open_sheet(reports[d.parent]) for d in parents]
            if adds_own(open_sheet(reports[child]), sheets, taken):
                hosts.add(child)
    return frozenset(hosts)


def _bond_kin(
    derivations: Sequence[Derivation],
    suspected: Iterable[Derivation],
    hosts: frozenset[ReportId],
) -> list[_Bond]:
    """Bond child and parent where the child has no voice of its own."""
    bonds: list[_Bond] = []
    pasted: set[ReportId] = set()
    whole = {d.child for d in derivations if d.kind != "excerpt"}
    for derivation in derivations:
        if derivation.kind == "excerpt":
            # A round-up of several reports speaks with the voice that it has most of.
            if derivation.child in hosts or derivation.child in pasted | whole:
                continue
            pasted.add(derivation.child)
        bonds.append(_bond(derivation))
    told = {(d.child, d.parent) for d in derivations}
    bonds.extend(
        _bond(derivation)
        for derivation in suspected
        if derivation.kind != "excerpt"
        and derivation.probability < LEAST_MERGED
        and (derivation.child, derivation.parent) not in told
    )
    return bonds


def _bond(derivation: Derivation) -> _Bond:
    text = f"{derivation.child} is {_ARTICLE[derivation.kind]} of {derivation.parent}"
    return _Bond(
        derivation.child,
        derivation.parent,
        derivation.probability,
        f"{text} ({derivation.probability:.2f})",
    )


_ARTICLE = {
    "copy": "a copy",
    "revision": "a revision",
    "excerpt": "an excerpt",
    "rewrite": "a rewrite",
    "translation": "a translation",
}


def _bond_newsrooms(
    reports: Mapping[ReportId, Fingerprint], kinships: Iterable[Kinship]
) -> list[_Bond]:
    """Bond what one newsroom, or one agency, tells of one story."""
    bonds: list[_Bond] = []
    for kinship in kinships:
        if kinship.same_story < LEAST_SAME_STORY:
            continue
        one, other = reports[kinship.a], reports[kinship.b]
        if _days_apart(one, other) > MOST_DAYS_OF_A_STORY:
            continue
        mine, theirs = _speaker(one), _speaker(other)
        if mine and theirs:
            if is_same_house(mine, theirs):
                bonds.append(_Bond(kinship.a, kinship.b, OUTLET, f"both are told by {mine}"))
        elif kinship.same_newsroom >= SUSPICIOUS and not (_carried(one) or _carried(other)):
            text = f"{kinship.a} and {kinship.b} carry furniture of one newsroom"
            bonds.append(_Bond(kinship.a, kinship.b, kinship.same_newsroom, text))
    return bonds


OUTLET = 0.95


def _days_apart(one: Fingerprint, other: Fingerprint) -> int:
    if one.published_on is None or other.published_on is None:
        return 0
    return abs((one.published_on - other.published_on).days)


def _speaker(report: Fingerprint) -> str | None:
    """Return who tells: the agency that the text credits, else its outlet."""
    return report.credit or report.outlet


def _carried(report: Fingerprint) -> bool:
    """Say whether the report carries somebody else's text."""
    return report.credit is not None and not is_same_house(report.credit, report.outlet)


def _join(
    reports: Iterable[ReportId], bonds: Iterable[_Bond], least: float
) -> list[tuple[ReportId, ...]]:
    """Join bonded reports into groups, each sorted."""
    leader = {report: report for report in reports}

    def lead(report: ReportId) -> ReportId:
        while leader[report] != report:
            leader[report] = leader[leader[report]]
            report = leader[report]
        return report

    for bond in bonds:
        if bond.probability >= least:
            first, second = sorted((lead(bond.a), lead(bond.b)))
            leader[second] = first
    groups: dict[ReportId, list[ReportId]] = defaultdict(list)
    for report in leader:
        groups[lead(report)].append(report)
    return [tuple(sorted(group)) for _, group in sorted(groups.items())]


def _name_voices(
    reports: Mapping[ReportId, Fingerprint],
    groups: Iterable[tuple[ReportId, ...]],
    derivations: Sequence[Derivation],
    bonds: Sequence[_Bond],
) -> tuple[Voice, ...]:
    parents = {(d.child, d.parent) for d in derivations}
    reasons: dict[ReportId, list[str]] = defaultdict(list)
    for bond in bonds:
        if bond.probability >= LEAST_MERGED:
            reasons[bond.a].append(bond.reason)
    rows = [(_choose_root(reports, group, parents), group) for group in groups]
    rows.sort(key=lambda row: _first_day(reports, row[1]))
    voices: list[Voice] = []
    for index, (root, group) in enumerate(rows):
        agency = _unseen_agency(reports, group)
        why = [text for member in group for text in reasons[member]]
        voices.append(
            Voice(
                id=VoiceId(f"v-{root}"),
                letter=_letter(index),
                root=None if agency else root,
                members=group,
                name=agency or _speaker(reports[root]),
                seen=agency is None,
                reason="; ".join(dict.fromkeys(why)) or "shares no passage with another report",
            )
        )
    return tuple(voices)


def _name_unseen(text: HiddenText, index: int) -> Voice:
    """Make a voice of a text that reports carry amid accounts of their own."""
    return Voice(
        id=VoiceId("v-" + "+".join(min(sorted(pair) for pair in text.pairs))),
        letter=_letter(index),
        root=None,
        members=(),
        seen=False,
        reason=_say_hidden(text),
        carriers=text.carriers,
        probability=text.probability,
    )


def _say_hidden(text: HiddenText) -> str:
    *first, last = text.carriers
    return (
        f"{', '.join(first)} and {last} carry a text that is not in the pile "
        f"({text.probability:.2f})"
    )


def _choose_root(
    reports: Mapping[ReportId, Fingerprint],
    group: tuple[ReportId, ...],
    parents: Iterable[tuple[ReportId, ReportId]],
) -> ReportId:
    """Choose the member that is nobody's child here; of several the first published."""
    inside = set(group)
    children = {child for child, parent in parents if child in inside and parent in inside}
    roots = [member for member in group if member not in children] or list(group)
    return min(roots, key=lambda member: _first_day(reports, (member,)))


def _first_day(
    reports: Mapping[ReportId, Fingerprint], group: tuple[ReportId, ...]
) -> tuple[int, ReportId]:
    days = [day.toordinal() for member in group if (day := reports[member].published_on)]
    return (min(days, default=1 << 30), group[0])


def _unseen_agency(
    reports: Mapping[ReportId, Fingerprint],
    group: tuple[ReportId, ...],
) -> str | None:
    """Return the agency whose text several members carry, if none of them is the agency's own."""
    carriers = [reports[member] for member in group if _carried(reports[member])]
    for one, other in combinations(carriers, 2):
        if is_same_house(one.credit, other.credit):
            own = any(is_same_house(reports[m].outlet, one.credit) for m in group)
            outlets = {f.outlet for f in carriers}
            several = len(outlets) > 1 or is_agency(one.credit)
            return one.credit if several and not own else None
    return None


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _lend_passages(
    derivations: Iterable[Derivation],
    voices: Iterable[Voice],
    unseen: Mapping[HiddenText, Voice],
) -> tuple[Passage, ...]:
    """List the runs of a report that speak with another voice than its own."""
    voice_of = {member: voice.id for voice in voices for member in voice.members}
    lent = {(span, voice.id) for text, voice in unseen.items() for span in text.passages}
    elsewhere = {pair for text in unseen for pair in text.pairs}
    lent |= {
        (alignment.child, voice_of[derivation.parent])
        for derivation in derivations
        if voice_of[derivation.child] != voice_of[derivation.parent]
        and (derivation.child, derivation.parent) not in elsewhere
        for alignment in derivation.passages
    }
    out: list[Passage] = []
    for span, voice in sorted(lent):
        last = out[-1] if out else None
        if last and last.voice_id == voice and _adjoins(last.span, span):
            out[-1] = Passage(span=_unite(last.span, span), voice_id=voice)
        else:
            out.append(Passage(span=span, voice_id=voice))
    return tuple(out)


# Between two sentences stand a mark and a line end or two.
MOST_CHARACTERS_BETWEEN = 4


def _adjoins(one: Span, other: Span) -> bool:
    return one.report_id == other.report_id and other.start - one.end <= MOST_CHARACTERS_BETWEEN


def _unite(one: Span, other: Span) -> Span:
    return Span(report_id=one.report_id, start=one.start, end=max(one.end, other.end))


def _count(
    reports: Mapping[ReportId, Fingerprint],
    bonds: Sequence[_Bond],
    n_voices: int,
    texts: Sequence[HiddenText],
) -> Independence:
    """Count the independent accounts at least and at most.

    A text that nobody has seen may be one of its carriers': it counts none in the least number and
    one in the greatest.
    """
    likely = [text for text in texts if text.probability >= SUSPICIOUS]
    low = min(len(_join(reports, bonds, SUSPICIOUS)), n_voices)
    high = max(len(_join(reports, bonds, PROVEN)), n_voices) + len(likely)
    unsure = [b.reason for b in bonds if SUSPICIOUS <= b.probability < PROVEN]
    unsure += [_say_hidden(text) for text in likely]
    reasons = sorted(set(unsure)) if low < high else []
    return Independence(low=low, high=high, reasons=tuple(reasons))
