"""A voice as a tree: its root, and beneath every report what was made from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from firsthand.brief.index import PileIndex
from firsthand.brief.wording import (
    count_of,
    is_count,
    join_words,
    label_entry,
    say_probability,
    value_of,
)
from firsthand.records import Derivation, ReportId, Voice
from firsthand.text.visible import squeeze

# Below this nothing shows which of two reports came first, and the tree says so.
LEAST_ORDER_PROBABILITY = 0.6
MOST_RENEWED_FIGURES = 3
MOST_OTHER_PARENTS = 2
_SHOWN_BY_THE_TREE = frozenset({"shares no passage with another report"})
_SAID_BY_THE_OUTLETS = ("both are told by ",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One report of a voice, at its depth under the root."""

    report_id: ReportId | None  # None: the root is known and not seen
    depth: int
    last: bool = True  # no sibling follows
    derivation: Derivation | None = None  # that it hangs on
    relation: str  # "revision of 1", "own account"
    notes: tuple[str, ...] = ()


def grow_tree(voice: Voice, index: PileIndex) -> tuple[Branch, ...]:
    """Return the reports of a voice from its root down, each under what it was made from."""
    above = _hang_members(voice, index)
    children: dict[ReportId | None, list[ReportId]] = defaultdict(list)
    for member in sorted(voice.members, key=index.number):
        if member != voice.root:
            children[above[member].parent if member in above else voice.root].append(member)
    out = [
        Branch(
            report_id=voice.root,
            depth=0,
            relation="own account" if voice.root is not None else "not seen",
            notes=_note_root(voice, index),
        )
    ]
    waiting = [(child, 1, child is children[voice.root][-1]) for child in children[voice.root]]
    waiting.reverse()
    while waiting:
        member, depth, last = waiting.pop()
        out.append(_branch(member, depth, last, above.get(member), voice, index))
        below = children[member]
        waiting.extend((child, depth + 1, child is below[-1]) for child in reversed(below))
    return tuple(out)


def _hang_members(voice: Voice, index: PileIndex) -> dict[ReportId, Derivation]:
    """Choose for every member the likeliest parent inside the voice, never in a ring."""
    members = set(voice.members) - {voice.root}
    above: dict[ReportId, Derivation] = {}
    for member in sorted(members, key=index.number):
        for derivation in index.parents.get(member, ()):
            if derivation.parent in voice.members and not _leads_to(
                derivation.parent, member, above
            ):
                above[member] = derivation
                break
    return above


def _leads_to(report_id: ReportId, wanted: ReportId, above: dict[ReportId, Derivation]) -> bool:
    while report_id != wanted:
        if report_id not in above:
            return False
        report_id = above[report_id].parent
    return True


def _branch(
    member: ReportId,
    depth: int,
    last: bool,
    derivation: Derivation | None,
    voice: Voice,
    index: PileIndex,
) -> Branch:
    if derivation is None:
        relation = "carries its text" if voice.root is None else "same newsroom"
        return Branch(
            report_id=member,
            depth=depth,
            last=last,
            relation=relation,
            notes=_note_other_parents(member, voice, index),
        )
    notes = list(_note_changes(derivation, index))
    if derivation.direction_probability < LEAST_ORDER_PROBABILITY:
        notes.append("which came first is not known")
    return Branch(
        report_id=member,
        depth=depth,
        last=last,
        derivation=derivation,
        relation=say_relation(derivation, index),
        notes=(*notes, *_note_other_parents(member, voice, index, but=derivation)),
    )


def say_relation(derivation: Derivation, index: PileIndex) -> str:
    """Say how a report was made from another: revision of 1."""
    worn = "worn " if derivation.degraded else ""
    return f"{worn}{derivation.kind} of {index.number(derivation.parent)}"


def _say_other(derivation: Derivation, index: PileIndex) -> str:
    """Say what a report has from another voice; where nothing shows the order, what both have."""
    if derivation.direction_probability < LEAST_ORDER_PROBABILITY:
        return f"passages in common with {index.number(derivation.parent)}"
    return say_relation(derivation, index)


def _note_root(voice: Voice, index: PileIndex) -> tuple[str, ...]:
    notes = list(say_reasons(voice, index))
    if voice.root is not None:
        notes.extend(_note_other_parents(voice.root, voice, index))
    return tuple(notes)


def say_reasons(voice: Voice, index: PileIndex) -> tuple[str, ...]:
    """Say why a voice is one, with the numbers of its reports; what the tree shows is left out."""
    if voice.carriers:
        numbered_carriers = [str(n) for n in sorted(map(index.number, voice.carriers))]
        sure = "" if voice.probability is None else f" {say_probability(voice.probability)}"
        return (f"a text that {join_words(numbered_carriers)} carry amid their own{sure}",)
    out: list[str] = []
    for clause in squeeze(voice.reason).split("; "):
        words = clause.split()
        named = [ReportId(word) for word in words if ReportId(word) in index.numbers]
        if not clause or clause in _SHOWN_BY_THE_TREE or frozenset(named) in index.kin:
            continue
        if any(clause.startswith(said) for said in _SAID_BY_THE_OUTLETS):
            continue
        numbered = {str(report_id): str(index.number(report_id)) for report_id in named}
        out.append(" ".join(numbered.get(word, word) for word in words))
    if voice.root is None and not out:
        carriers = sorted(index.number(member) for member in voice.members)
        out.append(f"known from its credit in {join_words([str(n) for n in carriers])}")
    return tuple(dict.fromkeys(out))


def _note_other_parents(
    member: ReportId, voice: Voice, index: PileIndex, *, but: Derivation | None = None
) -> tuple[str, ...]:
    """Say what else a report was made from, and whose passages it carries."""
    others = [d for d in index.parents.get(member, ()) if d is not but and d.probability >= 0.5]
    # Parents in another voice tell more than the other copies of the same text.
    others.sort(key=lambda d: d.parent in voice.members)
    notes = [
        f"{_say_other(d, index)} {say_probability(d.probability)}"
        for d in others[:MOST_OTHER_PARENTS]
    ]
    if len(others) > MOST_OTHER_PARENTS:
        notes.append(f"and of {count_of(len(others) - MOST_OTHER_PARENTS, 'other')}")
    told = {
        index.voice_of[derivation.parent].id
        for derivation in index.parents.get(member, ())
        if derivation.parent in index.voice_of
    }
    carried = index.carried.get(member, frozenset()) - told - {voice.id}
    letters = {index.letter(voice_id) for voice_id in carried}
    if letters:
        notes.append(f"passages of {', '.join(sorted(letters))}")
    return tuple(notes)


def _note_changes(derivation: Derivation, index: PileIndex) -> tuple[str, ...]:
    """Say which figures a revision renewed and how often a copy says something else."""
    notes: list[str] = []
    if derivation.kind == "revision":
        notes.extend(_note_renewed(derivation, index))
    altered = index.altered.get((derivation.child, derivation.parent), ())
    if altered and derivation.kind != "revision":
        critical = sum(1 for a in altered if a.severity == "critical")
        text = count_of(len(altered), "alteration")
        notes.append(f"{text}, {critical} critical" if critical else text)
    return tuple(notes)


def _note_renewed(derivation: Derivation, index: PileIndex) -> list[str]:
    notes: dict[str, None] = {}
    for entry in index.renewed.get(derivation.child, ()):
        if not is_count(entry):
            continue
        before = after = None
        for reading in entry.readings:
            cited = {citation.span.report_id for citation in reading.citations}
            before = value_of(reading, index) if derivation.parent in cited else before
            after = value_of(reading, index) if derivation.child in cited else after
        if before and after and before != after:
            notes[f"{label_entry(entry, index)} {before} > {after}"] = None
    return list(notes)[:MOST_RENEWED_FIGURES]
