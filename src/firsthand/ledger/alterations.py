"""What a derived report says otherwise than its parent, phrase by phrase, with its weight.

Reported is what a reader would hold against the copy: a number, a name, a negation, who did it,
whom it was done with or to, how sure it is, words inside quotation marks, and content words
replaced by words that do not stand for them. Not reported are synonyms, articles, inflection,
spelling and word order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.ledger.atoms import Atom, find_names, read_atoms
from firsthand.ledger.partners import Comparison, compare_wordings
from firsthand.records import (
    Alteration,
    Derivation,
    Edit,
    Furniture,
    Quote,
    Report,
    ReportId,
    Severity,
    Span,
)
from firsthand.text.tokens import tokenize

# A later version is meant to say something else; its changes are updates.
_COMPARED = frozenset({"copy", "excerpt", "rewrite", "translation"})
_RANK: Mapping[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
# Furniture whose words the capture put among those of the account.
_NOISE = frozenset(
    "entity_residue residue pull_quote_attribution header byline see_also caption photo_credit "
    "tip_line site_chrome copyright".split()
)
# Exchanging these turns a friend into a foe or a doer into a victim.
_OPPOSED_ROLES = frozenset(
    frozenset(pair.split("/"))
    for pair in "with/against for/against by/against by/for by/with before/after".split()
)
# Verbs that say little; one for another is no other meaning.
_LIGHT = frozenset(
    "go goes going went gone get gets got take takes took taken taking make makes made making give "
    "gives gave given put puts come comes came keep keeps kept turn turns turned become becomes "
    "became use uses used using set sets let lets like well way thing things time times".split()
)

_PERSONS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "we": "we", "our": "we", "us.": "we", "they": "they", "them": "they", "their": "they",
}  # fmt: skip
_OPENERS = frozenset("if unless when while until before after although though because".split())
_PREPOSITIONS = frozenset("to in of on at for from with by against over under".split())
_WEAK = frozenset("just only very more most such some even too still yet now own fair".split())

# Changed words so few words apart are one change to a reader ("implied until two persons of
# dozen"). Swept 0..4 with the scorer on hand-made answers: 2.
MOST_WORDS_BETWEEN = 2
MOST_WORDS_OF_A_CHANGE = 14
# A phrase is grown to its neighbour until it has so many words that carry meaning.
LEAST_MEANING_WORDS = 3
MOST_STEPS_OF_GROWTH = 2
MOST_STEPS_TO_MEANING = 3
LEAST_WORDS_OF_A_PHRASE = 6
# Two sentences that share fewer of their words are aligned by their neighbours, not by what they
# say: of WMT's human and machine translations of one text every third pair is so far apart.
LEAST_SHARE_KEPT = 0.33
CUT_END_CHARACTERS = 80
MOST_CHARACTERS_OF_A_GAP = 500
LEAST_WORDS_OF_A_GAP = 4
LEAST_WORDS_CUT_OFF = 4
LEAST_WORDS_ADDED = 2
# Inside a quotation so short every word counts, prepositions too: it is a name or a slogan.
MOST_WORDS_OF_A_SLOGAN = 8


_Pair = tuple[tuple[int, int], tuple[int, int]]  # offsets in the child, in the parent


@dataclass(slots=True)
class _Change:
    """Neighbouring atoms without a partner: positions in parent and child, ends included."""

    parent: tuple[int, int]
    child: tuple[int, int]
    before: list[int]
    after: list[int]
    told: bool = False  # who was told became who said it


@dataclass(frozen=True, slots=True)
class _Side:
    """One report as the comparison needs it."""

    report: Report
    names: frozenset[str]
    noise: tuple[tuple[int, int], ...]
    spoken: tuple[tuple[int, int], ...]  # quotations, also where the marks are lost

    def read(self, span: tuple[int, int], *, marks_lost: bool = False) -> list[Atom]:
        atoms = read_atoms(
            self.report.text, span, names=self.names, spoken=self.spoken, marks_lost=marks_lost
        )
        return [a for a in atoms if not any(p <= a.start and a.end <= q for p, q in self.noise)]


def find_alterations(
    derivations: Sequence[Derivation],
    reports: Sequence[Report],
    furniture: Sequence[Furniture],
    quotes: Sequence[Quote] = (),
) -> tuple[Alteration, ...]:
    """Find what copies, excerpts, rewrites and translations say otherwise than their parents.

    Revisions are left out: what they say otherwise is an update. A report without a text in
    `reports` is passed over.

    Returns:
        In order of child, parent and place. One phrase of a child may differ from several parents.
    """
    sides = _Sides(reports, furniture, quotes)
    found: list[Alteration] = []
    for derivation in sorted(derivations, key=lambda d: (d.child, d.parent)):
        if derivation.kind not in _COMPARED:
            continue
        child, parent = sides.of(derivation.child), sides.of(derivation.parent)
        if child is None or parent is None:
            continue
        passages = _join_passages(derivation)
        if derivation.kind == "translation":
            passages = _fill_gaps(passages, child, parent)
        for child_span, parent_span in passages:
            alterations = _compare(
                child, child_span, parent, parent_span, marks_lost=derivation.degraded
            )
            found.extend(a for a in alterations if _counts(a, derivation, child.report))
    return tuple(found)


def _counts(alteration: Alteration, derivation: Derivation, child: Report) -> bool:
    """Say whether a change is one, for this kind of derivation.

    A rewrite answers for who, how many and whether, not for its words; a copy or an excerpt may
    break off or be headed otherwise at its own two ends.
    """
    if derivation.kind == "rewrite":
        telling = any(edit.kind != "wording" for edit in alteration.edits)
        return telling and alteration.severity != "medium"
    if derivation.degraded and not any(edit.after for edit in alteration.edits):
        return False  # heads and see-also lines run in, sentences cut by the capture
    if derivation.kind in ("copy", "excerpt"):
        span = alteration.altered
        return span.start >= CUT_END_CHARACTERS and span.end <= len(child.text) - CUT_END_CHARACTERS
    return True


class _Sides:
    """The reports by id, read once each."""

    def __init__(
        self, reports: Iterable[Report], furniture: Iterable[Furniture], quotes: Iterable[Quote]
    ) -> None:
        self._reports = {report.id: report for report in reports}
        self._noise: dict[ReportId, list[tuple[int, int]]] = {}
        for item in furniture:
            if item.kind in _NOISE:
                at = self._noise.setdefault(item.span.report_id, [])
                at.append((item.span.start, item.span.end))
        self._spoken: dict[ReportId, list[tuple[int, int]]] = {}
        for occurrence in (each for quote in quotes for each in quote.occurrences):
            at = self._spoken.setdefault(occurrence.span.report_id, [])
            at.append((occurrence.span.start, occurrence.span.end))
        self._read: dict[ReportId, _Side] = {}

    def of(self, report_id: ReportId) -> _Side | None:
        report = self._reports.get(report_id)
        if report is None:
            return None
        if report_id not in self._read:
            noise = tuple(sorted(self._noise.get(report_id, ())))
            spoken = tuple(sorted(self._spoken.get(report_id, ())))
            self._read[report_id] = _Side(report, find_names(report.text), noise, spoken)
        return self._read[report_id]


def _join_passages(derivation: Derivation) -> list[_Pair]:
    """Join passages that share words on one side: a sentence cut in two is one sentence."""
    joined: list[_Pair] = []
    for passage in sorted(derivation.passages, key=lambda p: (p.child.start, p.parent.start)):
        child = (passage.child.start, passage.child.end)
        parent = (passage.parent.start, passage.parent.end)
        if joined:
            (a, b), (p, q) = joined[-1]
            if child[0] < b or (parent[0] < q and p < parent[1]):
                joined[-1] = (
                    (min(a, child[0]), max(b, child[1])),
                    (min(p, parent[0]), max(q, parent[1])),
                )
                continue
        joined.append((child, parent))
    return joined


def _fill_gaps(passages: list[_Pair], child: _Side, parent: _Side) -> list[_Pair]:
    """Pair what stands between two pairs on both sides: too altered to be aligned by its words."""
    filled = passages[:1]
    for before, after in pairwise(passages):
        (a, b), (p, q) = (before[0][1], after[0][0]), (before[1][1], after[1][0])
        if 0 < b - a <= MOST_CHARACTERS_OF_A_GAP and 0 < q - p <= MOST_CHARACTERS_OF_A_GAP:
            lengths = sorted((len(child.read((a, b))), len(parent.read((p, q)))))
            if lengths[0] >= LEAST_WORDS_OF_A_GAP and lengths[1] <= 2 * lengths[0]:
                filled.append(((a, b), (p, q)))
        filled.append(after)
    return filled


def _compare(
    child: _Side,
    child_span: tuple[int, int],
    parent: _Side,
    parent_span: tuple[int, int],
    *,
    marks_lost: bool,
) -> list[Alteration]:
    before = parent.read(parent_span, marks_lost=marks_lost)
    after = child.read(child_span, marks_lost=marks_lost)
    if not before or not after or [a.key for a in before] == [a.key for a in after]:
        return []
    comparison = compare_wordings(before, after)
    if _share_kept(comparison) < LEAST_SHARE_KEPT:
        return []
    found = []
    changes = _find_changes(comparison)
    misled = _find_misled(comparison, changes)
    for change in sorted([*changes, *misled], key=lambda c: (c.child, c.parent)):
        edits = _grade(change, comparison, child)
        if change.told:
            edits.append(Edit(before="told", after="said", kind="wording", severity="high"))
        if edits:
            found.append(_tell(change, edits, comparison, child, parent))
    return found


def _share_kept(comparison: Comparison) -> float:
    """Return the share of the shorter wording's meaningful words that have a partner."""
    kept = sum(
        comparison.parent[i].kind not in ("empty", "role")
        for i, _ in (*comparison.anchors, *comparison.moved)
    )
    sides = (comparison.parent, comparison.child)
    meant = min(sum(a.kind not in ("empty", "role") for a in side) for side in sides)
    return kept / max(1, meant)


def _find_changes(comparison: Comparison) -> list[_Change]:
    """Collect the unpaired words that mean something; near ones are one change."""
    changes: list[_Change] = []
    edges = [(-1, -1), *comparison.anchors, (len(comparison.parent), len(comparison.child))]
    for at, region in enumerate(comparison.regions):
        atoms = [comparison.parent[i] for i in region.before]
        atoms += [comparison.child[j] for j in region.after]
        if all(a.kind == "empty" and a.form not in _PERSONS for a in atoms) and not (
            _is_slogan(comparison.child, region.after) and region.before
        ):
            continue
        (p, c), (q, d) = edges[at], edges[at + 1]
        change = _Change(
            parent=_range(region.before, p, q, len(comparison.parent)),
            child=_range(region.after, c, d, len(comparison.child)),
            before=list(region.before),
            after=list(region.after),
        )
        if changes and _are_near(changes[-1], change):
            last = changes[-1]
            last.parent = (
                min(last.parent[0], change.parent[0]),
                max(last.parent[1], change.parent[1]),
            )
            last.child = (min(last.child[0], change.child[0]), max(last.child[1], change.child[1]))
            last.before = last.before + change.before
            last.after = last.after + change.after
        else:
            changes.append(change)
    return changes


def _find_misled(comparison: Comparison, changes: Sequence[_Change]) -> list[_Change]:
    """Find "told reporters" that became "said reporters": the hearer is no longer one."""
    partner = dict([*comparison.anchors, *comparison.moved])
    found: list[_Change] = []
    for i, atom in enumerate(comparison.parent):
        said = partner.get(i)
        if atom.form != "told" or said is None or comparison.child[said].form == "told":
            continue
        hearers = [
            y
            for x in range(i + 1, min(i + 4, len(comparison.parent)))
            if comparison.parent[x].kind in ("name", "content")
            and (y := partner.get(x)) is not None
        ]
        if not hearers or abs(hearers[0] - said) > MOST_WORDS_OF_A_CHANGE:
            continue
        before = range(max(0, hearers[0] - 2), hearers[0])
        if any(comparison.child[y].form == "to" for y in before):
            continue
        first, last = min(said, hearers[0]), max(said, hearers[0])
        near = [c for c in changes if c.child[0] <= last and first <= c.child[1]]
        if near:
            near[0].told = True
            near[0].child = (min(first, near[0].child[0]), max(last, near[0].child[1]))
            near[0].parent = (min(i, near[0].parent[0]), max(i + 1, near[0].parent[1]))
        else:
            found.append(_Change((i, i + 1), (first, last), [], [], told=True))
    return found


def _is_slogan(atoms: Sequence[Atom], places: Sequence[int]) -> bool:
    """Say whether words stand in a short quotation."""
    if not places or not all(atoms[i].quoted for i in places):
        return False
    first, last = places[0], places[-1]
    while first > 0 and atoms[first - 1].quoted:
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].quoted:
        last += 1
    return last - first < MOST_WORDS_OF_A_SLOGAN


def _range(places: Sequence[int], left: int, right: int, length: int) -> tuple[int, int]:
    """Return the words of a change; where it has none, those on both sides of the gap."""
    if places:
        return places[0], places[-1]
    return max(left, 0), min(right, length - 1)


def _are_near(last: _Change, change: _Change) -> bool:
    between = change.child[0] - last.child[1] - 1
    length = change.child[1] - last.child[0] + 1
    return between <= MOST_WORDS_BETWEEN and length <= MOST_WORDS_OF_A_CHANGE


def _grade(change: _Change, comparison: Comparison, child: _Side) -> list[Edit]:
    """Say what the change is; an empty list: a rewording that a desk would wave through."""
    before = [comparison.parent[i] for i in change.before]
    after = [comparison.child[j] for j in change.after]
    edits = [
        *_grade_negation(before, after),
        *_grade_numbers(before, after, comparison),
        *_grade_names(before, after, comparison),
        *_grade_certainty(before, after, comparison),
        *_grade_roles(before, after, comparison),
        *_grade_persons(before, after),
        *_grade_clauses(before, after),
        *_grade_slogans(change, comparison),
    ]
    return edits + _grade_words(before, after, comparison, child, covered=bool(edits))


def _say(atoms: Iterable[Atom]) -> str:
    return " ".join(atom.form for atom in atoms)


def _of_kind(atoms: Iterable[Atom], kind: str) -> list[Atom]:
    return [atom for atom in atoms if atom.kind == kind]


def _grade_negation(before: list[Atom], after: list[Atom]) -> list[Edit]:
    lost, added = _of_kind(before, "negation"), _of_kind(after, "negation")
    n_lost = len(lost) + sum(_is_negative(a, after) for a in before)
    n_added = len(added) + sum(_is_negative(a, before) for a in after)
    if n_lost % 2 == n_added % 2:
        return []
    return [Edit(before=_say(lost), after=_say(added), kind="negation", severity="critical")]


def _is_negative(atom: Atom, others: Iterable[Atom]) -> bool:
    """Say whether a word negates by itself: "zero", or "unclear" for "not clear"."""
    if atom.form == "zero":
        return True
    return any(atom.form == prefix + o.form for o in others for prefix in ("un", "in", "im", "dis"))


def _grade_numbers(before: list[Atom], after: list[Atom], comparison: Comparison) -> list[Edit]:
    kept_after = {a.key for a in comparison.child}
    kept_before = {a.key for a in comparison.parent}
    lost = [a for a in _of_kind(before, "number") if a.key not in kept_after and a.key != "0"]
    added = [a for a in _of_kind(after, "number") if a.key not in kept_before]
    if not lost and not added:
        return []
    severity: Severity = "critical" if lost and added else "high"
    return [Edit(before=_say(lost), after=_say(added), kind="number", severity=severity)]


def _grade_names(before: list[Atom], after: list[Atom], comparison: Comparison) -> list[Edit]:
    kept_after = {a.key for a in comparison.child}
    kept_before = {a.key for a in comparison.parent}
    lost = [a for a in _of_kind(before, "name") if a.key not in kept_after]
    added = [a for a in _of_kind(after, "name") if a.key not in kept_before]
    if lost and (added or _of_kind(after, "content")):
        severity: Severity = "critical" if added else "high"
        return [Edit(before=_say(lost), after=_say(added), kind="name", severity=severity)]
    if lost or added:
        return [Edit(before=_say(lost), after=_say(added), kind="name", severity="medium")]
    return []


def _grade_certainty(before: list[Atom], after: list[Atom], comparison: Comparison) -> list[Edit]:
    lost, added = _of_kind(before, "modal"), _of_kind(after, "modal")
    tense = {"would", "will", "shall", "can", "could"}
    obliged = _obliges(comparison.child), _obliges(comparison.parent)
    lost = [a for a in lost if a.form not in tense and not (a.form == "must" and obliged[0])]
    added = [a for a in added if a.form not in tense and not (a.form == "must" and obliged[1])]
    if not lost and not added:
        return []
    return [Edit(before=_say(lost), after=_say(added), kind="modal", severity="high")]


def _obliges(atoms: Sequence[Atom]) -> bool:
    """Say whether "have to" or "need to" stands for "must"."""
    forms = [atom.form for atom in atoms]
    return any(
        a in ("have", "has", "had", "need", "needs", "needed") and b == "to"
        for a, b in pairwise(forms)
    )


def _grade_persons(before: list[Atom], after: list[Atom]) -> list[Edit]:
    """A man became a woman, or one became many: another person is meant."""
    lost = {_PERSONS[a.form] for a in before if a.form in _PERSONS}
    added = {_PERSONS[a.form] for a in after if a.form in _PERSONS}
    if not lost or not added or lost & added:
        return []
    words = [a for a in before if a.form in _PERSONS], [a for a in after if a.form in _PERSONS]
    return [Edit(before=_say(words[0]), after=_say(words[1]), kind="name", severity="medium")]


def _grade_clauses(before: list[Atom], after: list[Atom]) -> list[Edit]:
    """A condition or a time under which something was said to hold is gone."""
    opened = [a for a in before if a.form in _OPENERS]
    meant = any(a.kind in ("content", "name", "number") for a in before)
    if not opened or not meant or any(a.kind not in ("empty", "role") for a in after):
        return []
    return [Edit(before=_say(before), after=_say(after), kind="truncation", severity="high")]


def _grade_slogans(change: _Change, comparison: Comparison) -> list[Edit]:
    before = [comparison.parent[i].form for i in change.before if comparison.parent[i].quoted]
    after = [comparison.child[j].form for j in change.after if comparison.child[j].quoted]
    lost, added = set(before) & _PREPOSITIONS, set(after) & _PREPOSITIONS
    if lost and added and lost != added and _is_slogan(comparison.child, change.after):
        return [
            Edit(before=" ".join(before), after=" ".join(after), kind="wording", severity="high")
        ]
    return []


def _grade_roles(before: list[Atom], after: list[Atom], comparison: Comparison) -> list[Edit]:
    lost, added = _of_kind(before, "role"), _of_kind(after, "role")
    for a in lost:
        for b in added:
            if frozenset((a.form, b.form)) not in _OPPOSED_ROLES:
                continue
            if "by" not in (a.form, b.form) or _follows_participle(a, comparison):
                return [Edit(before=a.form, after=b.form, kind="wording", severity="critical")]
    return []


def _follows_participle(role: Atom, comparison: Comparison) -> bool:
    """Say whether a preposition of the parent names who did it: "killed by"."""
    at = comparison.parent.index(role)
    verb = comparison.parent[at - 1].form if at else ""
    return verb.endswith(("ed", "en", "wn", "un", "ung", "ught", "ot", "ade", "aid", "eld", "uck"))


def _grade_words(
    before: list[Atom], after: list[Atom], comparison: Comparison, child: _Side, *, covered: bool
) -> list[Edit]:
    lost = [a for a in before if a.kind == "content" and a.form not in _LIGHT]
    added = [a for a in after if a.kind == "content" and a.form not in _LIGHT]
    quoted = any(a.quoted for a in before) and any(a.quoted for a in after or comparison.child)
    lost = [a for a in lost if not _is_negative(a, after)]
    weak = any(a.form in _WEAK for a in after)
    if lost and (added or weak):
        severity: Severity = "high" if quoted else "medium"
        return [Edit(before=_say(before), after=_say(after), kind="wording", severity=severity)]
    if covered:
        return []
    nearby = _stems_nearby(child, comparison)
    lost = [a for a in lost if a.form not in nearby]
    if len(lost) >= (2 if quoted else LEAST_WORDS_CUT_OFF) and not after:
        severity = "high" if quoted else "medium"
        return [Edit(before=_say(before), after="", kind="truncation", severity=severity)]
    if len(added) >= LEAST_WORDS_ADDED:
        return [Edit(before="", after=_say(after), kind="wording", severity="medium")]
    return []


def _stems_nearby(child: _Side, comparison: Comparison) -> frozenset[str]:
    """Return the words just before and after the aligned part: a part may have moved there."""
    start, end = comparison.child[0].start, comparison.child[-1].end
    text = child.report.text
    around = text[max(0, start - 250) : start] + " " + text[end : end + 250]
    return frozenset(tokenize(around).forms)


def _tell(
    change: _Change, edits: list[Edit], comparison: Comparison, child: _Side, parent: _Side
) -> Alteration:
    p, c = _grow(change, comparison, child.report.text)
    original = parent.report.span(comparison.parent[p[0]].start, comparison.parent[p[1]].end)
    altered = child.report.span(comparison.child[c[0]].start, comparison.child[c[1]].end)
    return Alteration(
        original=original,
        altered=altered,
        original_text=_cut(parent.report, original),
        altered_text=_cut(child.report, altered),
        edits=tuple(edits),
        severity=min((edit.severity for edit in edits), key=_RANK.__getitem__),
    )


def _cut(report: Report, span: Span) -> str:
    return report.text[span.start : span.end]


def _grow(
    change: _Change, comparison: Comparison, text: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Grow a change by the partners on both sides until a reader sees a phrase."""
    (p, q), (c, d) = change.parent, change.child
    anchors = set(comparison.anchors)
    child = comparison.child
    moved_parent = {i for i, _ in comparison.moved}
    moved_child = {j for _, j in comparison.moved}
    for step in range(MOST_STEPS_OF_GROWTH):
        while c - 1 in moved_child and _is_one_phrase(text, child[c - 1], child[c]):
            c -= 1
        while d + 1 in moved_child and _is_one_phrase(text, child[d], child[d + 1]):
            d += 1
        while p - 1 in moved_parent:
            p -= 1
        while q + 1 in moved_parent:
            q += 1
        meaning = sum(atom.kind not in ("empty", "role") for atom in child[c : d + 1])
        if meaning >= LEAST_MEANING_WORDS and (step or d - c >= LEAST_WORDS_OF_A_PHRASE):
            break
        for _ in range(MOST_STEPS_TO_MEANING):
            if (p - 1, c - 1) not in anchors or not _is_one_phrase(text, child[c - 1], child[c]):
                break
            p, c = p - 1, c - 1
            if child[c].kind not in ("empty", "role"):
                break
        for _ in range(MOST_STEPS_TO_MEANING):
            if (q + 1, d + 1) not in anchors or not _is_one_phrase(text, child[d], child[d + 1]):
                break
            q, d = q + 1, d + 1
            if child[d].kind not in ("empty", "role"):
                break
    return (p, q), (c, d)


def _is_one_phrase(text: str, left: Atom, right: Atom) -> bool:
    return re.search(r"[^\s'’-]", text[left.end : right.start]) is None
