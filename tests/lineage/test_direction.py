from __future__ import annotations

import pytest

from firsthand.lineage import trace
from firsthand.records import Derivation
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, mark

TRANSLATED = """The river Sarn burst his banks at Ulmet the Monday in the night and threw some 900 \
persons of their houses, said the office of the district.

Two men drowned when their van was carried of the bridge of Korn short before the midnight, in \
accord with the brigade of fire. A woman of 71 years was found dead in a cellar the Tuesday by the \
morning.

“We took people by the windows of above because the doors already did not want to open ”, said \
Brigitte Aal, that directs the brigade.

The water went up almost four metres in three hours after a dam of wood broke above the village of \
Hest. The meteorologists had warned of strong rain at Sunday, but any alarm was given in Ulmet.

The mayor Otto Renn said the sirens had been out of service from the spring. It asked to the \
government in Tarvos for soldiers and tents of campaign.

The railway of Ulmet to Lindow will follow closed at least a week, said his operator Sarnbahn. The \
farmers fear that all the crop of beet of the low valley has lost itself.
"""


def find(*pile) -> Derivation:
    lineage = trace([*pile, mark("other", OTHER_FLOOD), mark("market", MARKET)])
    (found,) = lineage.derivations
    return found


def test_what_reads_as_translated_is_the_child_also_without_dates():
    found = find(mark("a", TRANSLATED), mark("b", FLOOD))
    assert (found.child, found.kind) == ("a", "translation")
    assert found.direction_probability >= 0.8
    assert "artefacts" in {reason.name for reason in found.reasons}


def test_residue_of_entities_points_to_the_child():
    worn = FLOOD.replace("“We carried", "39; We carried")
    found = find(mark("a", worn), mark("b", FLOOD))
    assert found.child == "a"
    assert found.direction_probability > 0.5


@pytest.mark.parametrize(("n_marks", "degraded"), [(1, False), (3, True)])
def test_a_copy_whose_marks_became_residue_is_degraded(n_marks, degraded):
    worn = FLOOD.replace(". ", ".&nbsp;", n_marks)
    found = find(mark("a", worn), mark("b", FLOOD))
    assert (found.child, found.kind, found.degraded) == ("a", "copy", degraded)


@pytest.mark.parametrize(("first", "later"), [("a", "b"), ("b", "a")])
def test_the_later_date_is_the_child_and_not_certain(first, later):
    found = find(mark(first, FLOOD, on="2024-06-11"), mark(later, FLOOD, on="2024-06-12"))
    assert found.child == later
    assert 0.8 <= found.direction_probability < 0.9


@pytest.mark.requirement("R3")
def test_a_date_far_away_may_be_the_day_of_retrieval_and_shows_nothing():
    found = find(mark("a", FLOOD, on="2024-06-11"), mark("b", FLOOD, on="2024-09-12"))
    assert found.direction_probability == 0.5


def test_a_copy_without_a_date_is_rather_the_child_and_not_decided():
    found = find(mark("a", FLOOD), mark("b", FLOOD, on="2024-06-11"))
    assert found.child == "a"
    assert 0.6 <= found.direction_probability < 0.8


@pytest.mark.parametrize("name", ["the Sarn Observer", "www.sarn-observer.com"])
def test_whose_outlet_the_text_names_is_the_parent(name):
    text = FLOOD.replace("according to the fire brigade", f"the fire brigade told {name}")
    outlet = "Sarn Observer" if "Sarn" in name else "sarn-observer.com"
    found = find(mark("a", text, outlet="Lindow Post"), mark("b", text, outlet=outlet))
    assert found.child == "a"
    assert found.direction_probability >= 0.8
    assert "named" in {reason.name for reason in found.reasons}


def test_a_word_that_an_outlet_is_called_by_names_nobody():
    text = FLOOD.replace("according to the fire brigade", "according to a mirror of the brigade")
    found = find(mark("a", text, outlet="Lindow Post"), mark("b", text, outlet="Mirror"))
    assert found.direction_probability == 0.5


@pytest.mark.parametrize("shorter", ["a", "b"])
def test_another_outlet_that_leaves_a_passage_out_is_the_child(shorter):
    paragraphs = FLOOD.strip().split("\n\n")
    cut = "\n\n".join([*paragraphs[:3], *paragraphs[4:]])
    longer = "b" if shorter == "a" else "a"
    found = find(
        mark(shorter, cut, outlet="Lindow Post"), mark(longer, FLOOD, outlet="Ulmet Tagblatt")
    )
    assert (found.child, found.kind) == (shorter, "copy")
    assert found.direction_probability >= 0.8


@pytest.mark.parametrize("later", ["a", "b"])
def test_a_version_that_keeps_all_and_adds_passages_is_the_later(later):
    paragraphs = FLOOD.strip().split("\n\n")
    other = OTHER_FLOOD.strip().split("\n\n")
    grown = [paragraphs[0], other[3], *paragraphs[1:4], other[4], *paragraphs[4:], other[1]]
    earlier = "b" if later == "a" else "a"
    pile = [
        mark(later, "\n\n".join(grown), outlet="Ulmet Tagblatt"),
        mark(earlier, FLOOD, outlet="Ulmet Tagblatt"),
        mark("market", MARKET),
    ]
    (found,) = trace(pile).derivations
    assert (found.child, found.kind) == (later, "revision")
    assert found.direction_probability > 0.75


@pytest.mark.requirement("R3")
def test_two_pieces_of_a_hidden_text_have_no_order():
    paragraphs = FLOOD.strip().split("\n\n")
    found = find(mark("a", "\n\n".join(paragraphs[:5])), mark("b", "\n\n".join(paragraphs[1:])))
    assert 0.2 < found.direction_probability < 0.8


def test_who_credits_the_other_is_the_child():
    text = "ULMET (Sarn Observer) - " + FLOOD
    found = find(mark("a", text, outlet="Lindow Post"), mark("b", FLOOD, outlet="Sarn Observer"))
    assert found.child == "a"
    assert found.direction_probability >= 0.8
