"""How much a change of words weighs, and what it is; nothing for what a desk would wave through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from firsthand.ledger.atoms import PERSONS, Atom
from firsthand.ledger.changes import Change, is_slogan
from firsthand.ledger.partners import Comparison
from firsthand.records import Edit, Severity

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

_OPENERS = frozenset("if unless when while until before after although though because".split())
_PREPOSITIONS = frozenset("to in of on at for from with by against over under".split())
_WEAK = frozenset("just only very more most such some even too still yet now own".split())
# One adjective less or more is no distortion. Three hand-made answers: one word added told as well
# brings 8 more changes, none of them in the answers; for words lost 1 to 4 make no difference.
LEAST_WORDS_CUT_OFF = 4
LEAST_WORDS_ADDED = 2


def grade(change: Change, comparison: Comparison, *, around: frozenset[str]) -> list[Edit]:
    """Say what the change is; an empty list: a rewording that a desk would wave through.

    Args:
        change: the words without a partner.
        comparison: the two wordings.
        around: words that stand just before or after the child's wording: what is missing may
            have moved there.
    """
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
    edits += _grade_words(before, after, comparison, around)
    if change.told:
        edits.append(Edit(before="told", after="said", kind="wording", severity="high"))
    return edits


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
    lost = {PERSONS[a.form] for a in before if a.form in PERSONS}
    added = {PERSONS[a.form] for a in after if a.form in PERSONS}
    if not lost or not added or lost & added:
        return []
    words = [a for a in before if a.form in PERSONS], [a for a in after if a.form in PERSONS]
    return [Edit(before=_say(words[0]), after=_say(words[1]), kind="name", severity="medium")]


def _grade_clauses(before: list[Atom], after: list[Atom]) -> list[Edit]:
    """A condition or a time under which something was said to hold is gone."""
    opened = [a for a in before if a.form in _OPENERS]
    meant = any(a.kind in ("content", "name", "number") for a in before)
    if not opened or not meant or any(a.kind not in ("empty", "role") for a in after):
        return []
    return [Edit(before=_say(before), after=_say(after), kind="truncation", severity="high")]


def _grade_slogans(change: Change, comparison: Comparison) -> list[Edit]:
    before = [comparison.parent[i].form for i in change.before if comparison.parent[i].quoted]
    after = [comparison.child[j].form for j in change.after if comparison.child[j].quoted]
    lost, added = set(before) & _PREPOSITIONS, set(after) & _PREPOSITIONS
    if lost and added and lost != added and is_slogan(comparison.child, change.after):
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
    before: list[Atom], after: list[Atom], comparison: Comparison, around: frozenset[str]
) -> list[Edit]:
    lost = [a for a in before if a.kind == "content" and a.form not in _LIGHT]
    added = [a for a in after if a.kind == "content" and a.form not in _LIGHT]
    quoted = any(a.quoted for a in before) and any(a.quoted for a in after or comparison.child)
    lost = [a for a in lost if not _is_negative(a, after)]
    weak = any(a.form in _WEAK for a in after)
    if lost and (added or weak):
        severity: Severity = "high" if quoted else "medium"
        return [Edit(before=_say(before), after=_say(after), kind="wording", severity=severity)]
    lost = [a for a in lost if a.form not in around]
    if len(lost) >= (2 if quoted else LEAST_WORDS_CUT_OFF) and not after:
        severity = "high" if quoted else "medium"
        return [Edit(before=_say(before), after="", kind="truncation", severity=severity)]
    if len(added) >= LEAST_WORDS_ADDED:
        return [Edit(before="", after=_say(after), kind="wording", severity="medium")]
    return []
