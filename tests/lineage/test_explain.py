"""What is measured between two reports that are not told to be kin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import trace
from firsthand.lineage.explain import find_way, measure_pair
from firsthand.records import Marked, PairMeasure, ReportId
from sarn_flood import FLOOD, LINDOW, MARKET, OTHER_FLOOD, QUOTATION, TARVOS, mark, paste, strip


def measured(pile: list[Marked], a: str, b: str) -> PairMeasure:
    given = {each.report.id: each for each in pile}
    reports = [each.report for each in pile]
    return measure_pair(reports, given[ReportId(a)], given[ReportId(b)], trace(pile))


def notes(found: PairMeasure) -> dict[str, str]:
    return {reason.name: reason.text for reason in found.reasons}


@pytest.mark.requirement("R3")
def test_independent_accounts_share_nothing_and_bring_names_of_their_own(flood, other_flood):
    found = measured([flood, other_flood], "flood", "other")
    assert found.relation == "independent"
    assert found.probability < 0.3
    assert all(r.weight < 0 for r in found.reasons if r.name in ("passages", "order"))
    assert "are not in the other" in notes(found)["names"]


@pytest.mark.requirement("R2")
def test_a_shared_quotation_is_counted_and_set_aside(flood, market):
    quoting = MARKET + f"\n{QUOTATION} somebody had said in Ulmet on the day before.\n"
    found = measured([flood, mark("q", quoting, outlet="Lindow Post")], "flood", "q")
    assert found.relation == "shares_quotation"
    assert found.n_quoted_words >= 8
    assert found.n_shared_runs == 0
    assert str(found.n_quoted_words) in notes(found)["quotation"]
    assert measured([flood, market], "flood", "market").n_quoted_words == 0


def test_a_credit_in_common_is_a_source():
    head = "ULMET, Sarnland (Coastwire) - "
    pile = [
        mark("east", head + FLOOD, on="2024-06-11", outlet="Eastern Mail"),
        mark("west", head + MARKET, on="2021-06-11", outlet="West Gazette"),
    ]
    found = measured(pile, "east", "west")
    assert found.relation == "shares_source"
    assert notes(found)["credit"] == "both credit Coastwire"


def test_a_newsroom_is_one_voice_with_itself(flood):
    own = mark("own", OTHER_FLOOD, on="2024-06-12", outlet="Sarn Observer")
    found = measured([flood, own], "flood", "own")
    assert found.relation == "same_voice"
    assert notes(found)["newsroom"]


def test_kin_through_others_are_told_the_way(flood):
    worn = mark("worn", strip(FLOOD), on="2024-06-14", outlet="Valley News")
    again = mark("z", " ".join(strip(FLOOD).split()[:90]), on="2024-06-16", outlet="Far Times")
    pile = [flood, worn, again]
    lineage = trace(pile)
    pairs = {frozenset((d.child, d.parent)) for d in lineage.derivations}
    assert frozenset(("z", "worn")) in pairs
    assert frozenset(("worn", "flood")) in pairs
    if frozenset(("z", "flood")) not in pairs:
        assert measured(pile, "flood", "z").via == ("worn",)
    assert find_way(lineage, ReportId("worn"), ReportId("z")) == ()


@pytest.mark.requirement("R4")
def test_two_hosts_of_one_source_are_not_kin_through_it(flood):
    hosts = [
        mark("a", paste(LINDOW), on="2024-06-12", outlet="Lindow Post"),
        mark("c", paste(TARVOS), on="2024-06-12", outlet="Tarvos Post"),
    ]
    pile = [flood, *hosts]
    assert not any({d.child, d.parent} == {"a", "c"} for d in trace(pile).derivations)
    found = measured(pile, "a", "c")
    assert (found.relation, found.via) == ("suspected", ())


TEXTS = [FLOOD, OTHER_FLOOD, MARKET, strip(FLOOD), paste(LINDOW), "", "No.", "12 345"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=4))
def test_what_is_measured_does_not_depend_on_who_is_named_first(texts):
    pile = [mark(f"r{n}", text) for n, text in enumerate(texts)]
    one, other = measured(pile, "r0", "r1"), measured(pile, "r1", "r0")
    assert (one.relation, one.probability) == (other.relation, other.probability)
    assert (one.contained, one.n_quoted_words) == (other.contained, other.n_quoted_words)
    assert {r.name: r.weight for r in one.reasons} == {r.name: r.weight for r in other.reasons}
    assert 0.0 <= one.contained <= 1.0
