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


@pytest.mark.parametrize(("first", "later"), [("a", "b"), ("b", "a")])
def test_the_later_date_is_the_child_and_not_certain(first, later):
    found = find(mark(first, FLOOD, on="2024-06-11"), mark(later, FLOOD, on="2024-06-12"))
    assert found.child == later
    assert 0.5 < found.direction_probability < 0.9


def test_a_date_far_away_may_be_the_day_of_retrieval():
    near = find(mark("a", FLOOD, on="2024-06-11"), mark("b", FLOOD, on="2024-06-12"))
    far = find(mark("a", FLOOD, on="2024-06-11"), mark("b", FLOOD, on="2024-09-12"))
    assert far.direction_probability < near.direction_probability


def test_who_credits_the_other_is_the_child():
    text = "ULMET (Sarn Observer) - " + FLOOD
    found = find(mark("a", text, outlet="Lindow Post"), mark("b", FLOOD, outlet="Sarn Observer"))
    assert found.child == "a"
    assert found.direction_probability >= 0.8
