import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ledger.alterations import find_alterations
from firsthand.records import (
    Alignment,
    Derivation,
    DerivationKind,
    Furniture,
    Report,
    ReportId,
    Retrieval,
)
from firsthand.text.segment import sentences

PARENT = (
    "Two boats collided on Lake Ostra on Friday, killing eleven people, the ministry said. "
    "Captain Miro Hadek was attacked by two passengers, police in Velm said. "
    "“We will never sail again,” the harbour master told reporters."
)


def report(id_: str, text: str) -> Report:
    return Report(id=ReportId(id_), text=text, retrieval=Retrieval(sha256="0" * 64))


def derive(child: Report, parent: Report, kind: DerivationKind = "translation") -> Derivation:
    passages = tuple(
        Alignment(child=child.span(*c), parent=parent.span(*p), similarity=0.8)
        for c, p in zip(sentences(child.text), sentences(parent.text), strict=True)
    )
    return Derivation(
        child=child.id,
        parent=parent.id,
        kind=kind,
        probability=0.9,
        direction_probability=0.9,
        child_share=1.0,
        parent_share=1.0,
        passages=passages,
    )


def altered(child_text: str, parent_text: str = PARENT, kind: DerivationKind = "translation"):
    child, parent = report("child", child_text), report("parent", parent_text)
    return find_alterations((derive(child, parent, kind),), (child, parent), ())


@pytest.mark.parametrize(
    ("before", "after", "kind", "severity"),
    [
        ("killing eleven people", "killing seven people", "number", "critical"),
        ("Miro Hadek", "Look Hadek", "name", "critical"),
        ("never sail again", "sail again", "negation", "critical"),
        ("attacked by two", "attacked with two", "wording", "critical"),
        ("boats collided", "boats careered", "wording", "medium"),
        ("harbour master", "harbour teacher", "wording", "medium"),
    ],
)
def test_a_changed_meaning_is_found_and_weighed(before, after, kind, severity):
    found = altered(PARENT.replace(before, after))
    assert len(found) == 1
    assert (kind, severity) in [(edit.kind, edit.severity) for edit in found[0].edits]
    assert found[0].severity == severity
    changed = (set(after.split()) ^ set(before.split())) & set(after.split())
    assert changed <= set(found[0].altered_text.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("killing eleven", "killing 11"),
        ("on Friday", "Friday"),
        ("the ministry said", "said the ministry"),
        ("police in Velm said", "the police of Velm stated"),
        ("eleven people", "eleven persons"),
        ("never sail", "Never Sail"),
    ],
)
def test_a_trivial_rewording_is_passed_over(before, after):
    assert altered(PARENT.replace(before, after)) == ()


def test_a_changed_word_of_a_quotation_weighs_more_than_one_outside():
    (found,) = altered(PARENT.replace("sail again", "starve again"))
    assert found.severity == "high"


def test_the_hearer_made_the_speaker_is_found():
    (found,) = altered(PARENT.replace("told reporters", "said reporters"))
    assert found.altered_text.endswith("said reporters")
    assert found.severity == "high"


def test_a_garbled_age_is_a_changed_number():
    parent = "The charge against 22-year-old Bravo Finch was dropped in Velm."
    (found,) = altered("The charge against de22anysBravo Finch was dropped in Velm.", parent)
    assert "number" in [edit.kind for edit in found.edits]


def test_a_dropped_hedge_is_a_change_of_certainty():
    parent = "The crew was allegedly drunk on Friday."
    (found,) = altered("The crew was drunk on Friday.", parent)
    assert [edit.kind for edit in found.edits] == ["modal"]


def test_spelling_variants_of_a_country_are_one_name():
    parent = "Five soldiers of the United States Army were treated in Velm on Monday."
    assert altered("Five soldiers of the U.S. Army were treated in Velm on Monday.", parent) == ()


def test_a_later_version_has_updates_and_no_alterations():
    assert altered(PARENT.replace("eleven", "fourteen"), kind="revision") == ()


def test_a_rewrite_answers_for_its_facts_and_not_for_its_words():
    assert altered(PARENT.replace("collided", "careered"), kind="rewrite") == ()
    assert len(altered(PARENT.replace("eleven", "seven"), kind="rewrite")) == 1


def test_a_stripped_copy_has_no_alterations():
    parent = "Eleven people died near Velm after the crew didn't see the warning."
    stripped = "eleven people died near velm after the crew didn t see the warning"
    assert altered(stripped, parent, kind="copy") == ()


def test_numbers_that_lost_their_marks_are_the_same_numbers():
    parent = report(
        "parent", "x " * 60 + "The boat sank at 6:55 p.m. with 40,000 eggs. " + "x " * 60
    )
    child = report("child", "x " * 60 + "the boat sank at 6 55 p m with 40 000 eggs " + "x " * 60)
    derivation = Derivation(
        child=child.id,
        parent=parent.id,
        kind="copy",
        degraded=True,
        probability=0.9,
        direction_probability=0.9,
        child_share=1.0,
        parent_share=1.0,
        passages=(
            Alignment(child=child.span(120, 163), parent=parent.span(120, 165), similarity=0.9),
        ),
    )
    assert find_alterations((derivation,), (child, parent), ()) == ()


def test_a_copy_that_breaks_off_is_cut_and_not_altered():
    parent = "The mayor of Velm closed the harbour on Monday. " * 4
    broken = parent[: -len("harbour on Monday. ")] + "har."
    assert altered(broken, parent.strip(), kind="copy") == ()


@pytest.mark.parametrize(
    ("before", "after"), [("Two boats", "Three boats"), ("Lake Ostra", "Lake Velm")]
)
def test_another_number_or_name_in_the_first_words_of_a_copy_counts(before, after):
    (alteration,) = altered(PARENT.replace(before, after, 1), kind="copy")
    assert alteration.altered.start < 40
    assert altered(PARENT.replace("on Friday", "last Friday", 1), kind="copy") == ()


def test_a_sentence_too_garbled_to_align_is_compared_by_its_place():
    parent = report(
        "parent", "The mole is closed. No one will be spared by us on Monday. Rain fell."
    )
    child = report("child", "The mole is closed. Anybody will be saved by us on Monday. Rain fell.")
    whole = derive(child, parent)
    holed = Derivation(
        child=child.id,
        parent=parent.id,
        kind="translation",
        probability=0.9,
        direction_probability=0.9,
        child_share=1.0,
        parent_share=1.0,
        passages=(whole.passages[0], whole.passages[2]),
    )
    (found,) = find_alterations((holed,), (child, parent), ())
    assert found.severity == "critical"


def test_entity_residue_is_no_word_of_the_copy():
    parent = report("parent", "The use of the harbour was restricted by the council on Monday.")
    child = report("child", "The use of the 39; harbour was restricted by the council on Monday.")
    residue = Furniture(span=child.span(15, 18), kind="entity_residue")
    derivation = derive(child, parent)
    assert find_alterations((derivation,), (child, parent), (residue,)) == ()
    assert find_alterations((derivation,), (child, parent), ()) != ()


def test_neighbouring_changes_are_one_phrase():
    parent = "The squall surprised up to two dozen fishermen near the mole in Velm."
    (found,) = altered(
        "The squall polished until two fishermen of dozen near the mole in Velm.", parent
    )
    assert len(found.edits) >= 2


def test_a_report_without_text_here_is_passed_over():
    child, parent = report("child", PARENT.replace("eleven", "seven")), report("parent", PARENT)
    assert find_alterations((derive(child, parent),), (child,), ()) == ()


@given(st.permutations(PARENT.split()), st.integers(1, 40))
def test_spans_hold_the_words_that_are_told(words, length):
    child_text = " ".join(words[:length])
    child, parent = report("child", child_text), report("parent", PARENT)
    derivation = Derivation(
        child=child.id,
        parent=parent.id,
        kind="translation",
        probability=0.9,
        direction_probability=0.9,
        child_share=1.0,
        parent_share=1.0,
        passages=(
            Alignment(
                child=child.span(0, len(child_text)),
                parent=parent.span(0, len(PARENT)),
                similarity=0.5,
            ),
        ),
    )
    for found in find_alterations((derivation,), (child, parent), ()):
        assert child.text[found.altered.start : found.altered.end] == found.altered_text
        assert parent.text[found.original.start : found.original.end] == found.original_text


def test_a_text_against_itself_has_no_alterations():
    assert altered(PARENT) == ()
