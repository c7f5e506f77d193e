from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import FingerprintReport, know, mask, skim, trace
from firsthand.records import Lineage, Marked
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, QUOTATION, mark, strip

PARAGRAPHS = FLOOD.strip().split("\n\n")


def families(lineage: Lineage) -> set[frozenset[str]]:
    return {frozenset(voice.members) for voice in lineage.voices}


def only(lineage: Lineage):
    assert len(lineage.derivations) == 1, lineage.derivations
    return lineage.derivations[0]


@pytest.mark.requirement("P4")
def test_independent_accounts_of_one_event_are_not_kin(flood, other_flood, market):
    lineage = trace([flood, other_flood, market])
    assert lineage.derivations == ()
    assert len(lineage.voices) == 3
    assert (lineage.independence.low, lineage.independence.high) == (3, 3)


@pytest.mark.requirement("R1", "P4")
def test_an_exact_copy_is_a_copy_and_adds_no_voice(flood, other_flood):
    copy = mark("copy", FLOOD, on="2024-06-13", outlet="Valley News")
    lineage = trace([flood, other_flood, copy])
    found = only(lineage)
    assert (found.child, found.parent, found.kind) == ("copy", "flood", "copy")
    assert found.probability >= 0.9
    assert found.direction_probability > 0.5
    assert families(lineage) == {frozenset({"flood", "copy"}), frozenset({"other"})}


@pytest.mark.requirement("R3")
def test_nothing_shows_the_order_of_two_undated_copies(other_flood):
    lineage = trace([mark("a", FLOOD), mark("b", FLOOD), other_flood])
    assert only(lineage).direction_probability == 0.5


@pytest.mark.requirement("P4")
@pytest.mark.parametrize("first", [0, 3])
@pytest.mark.parametrize("words", [70, 90, 110])
def test_a_stripped_cut_copy_is_degraded_and_the_child(flood, other_flood, first, words):
    run = strip(FLOOD).split()[first : first + words]
    lineage = trace([flood, other_flood, mark("worn", " ".join(run))])
    found = only(lineage)
    assert (found.child, found.parent, found.degraded) == ("worn", "flood", True)
    assert found.kind in ("copy", "excerpt")
    assert found.direction_probability >= 0.8


def test_a_stripped_copy_aligns_exact_runs_with_sentences(flood, other_flood):
    worn = mark("worn", strip(FLOOD))
    found = only(trace([flood, other_flood, worn]))
    assert len(found.passages) >= 9
    for passage in found.passages:
        child = worn.report.text[passage.child.start : passage.child.end]
        parent = FLOOD[passage.parent.start : passage.parent.end]
        assert child == strip(parent)
        assert passage.similarity == 1.0
    starts = [passage.child.start for passage in found.passages]
    assert starts == sorted(starts)
    assert any(passage.quoted for passage in found.passages)


@pytest.mark.requirement("R4")
def test_a_report_that_pastes_and_reports_itself_keeps_a_voice_of_its_own(flood, market):
    host = "\n\n".join(
        [
            "Lindow sends boats and blankets to Ulmet",
            "The town of Lindow sent six boats to Ulmet on Tuesday, and Otto Renn came to the "
            "landing to thank the crews in person.",
            "What happened in the night was told by the Sarn Observer:",
            *PARAGRAPHS[1:4],
            "Lindow's own bridge is safe, its engineer Ada Vries said after a dive on Wednesday; "
            "the piers at Ulmet stand on gravel, hers on rock.",
            "The school in Lindow has taken in forty children from Ulmet until the summer.",
        ]
    )
    lineage = trace([flood, market, mark("host", host, on="2024-06-12", outlet="Lindow Post")])
    found = only(lineage)
    assert (found.child, found.parent, found.kind) == ("host", "flood", "excerpt")
    assert len(lineage.voices) == 3
    own = next(voice.id for voice in lineage.voices if "flood" in voice.members)
    assert {passage.voice_id for passage in lineage.passages} == {own}
    for passage in lineage.passages:
        assert passage.span.report_id == "host"
        assert host[passage.span.start : passage.span.end] in FLOOD


@pytest.mark.requirement("R4")
def test_a_round_up_that_adds_nothing_has_the_voice_of_its_source(flood, other_flood):
    digest = "\n\n".join(
        [
            "The week in three floods and a fire",
            *PARAGRAPHS[:2],
            "In the port of Gansk a warehouse burned down on Friday. Nobody was hurt, and the smoke "
            "could be seen from the islands.",
            "A hailstorm broke the glasshouses of Opperdorp on Saturday. Growers spoke of the worst "
            "losses since the war and want relief from the state.",
        ]
    )
    lineage = trace([flood, other_flood, mark("digest", digest, on="2024-06-16")])
    assert only(lineage).kind == "excerpt"
    assert families(lineage) == {frozenset({"flood", "digest"}), frozenset({"other"})}


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("marks", ["“”", '""', None])
def test_a_shared_quotation_never_makes_kin(flood, marks):
    said = QUOTATION.strip("“”")
    shown = said if marks is None else marks[0] + said + marks[1]
    text = OTHER_FLOOD + f"\n{shown} Brigitte Aal of the fire brigade told reporters.\n"
    lineage = trace([flood, mark("quoter", text, on="2024-06-11", outlet="Tarvos Daily")])
    assert lineage.derivations == ()
    assert len(lineage.voices) == 2
    assert [finding.kind for finding in lineage.findings] == ["shares_quotation"]


@pytest.mark.requirement("R13")
def test_page_furniture_that_two_outlets_share_makes_no_kin(flood, other_flood):
    line = (
        "Sign up for the morning letter of the Sarn press group and never miss a story again. "
        "Terms apply; you can unsubscribe at any time with one click. All prices include tax."
    )
    pile = [
        mark("a", FLOOD + "\n" + line, furniture=((line, "site_chrome"),), outlet="Sarn Observer"),
        mark(
            "b",
            OTHER_FLOOD + "\n" + line,
            furniture=((line, "site_chrome"),),
            outlet="Tarvos Daily",
        ),
    ]
    lineage = trace(pile)
    assert lineage.derivations == ()
    assert len(lineage.voices) == 2


def test_a_later_version_of_one_outlet_is_a_revision(flood, market):
    later = FLOOD.replace("some 900 people", "some 1,200 people") + (
        "\nThe army sent two hundred soldiers and a field kitchen on Wednesday, a spokeswoman for "
        "the ministry in Tarvos said, and a second dam of timber was blown up before it could break."
        "\n\nThe body of a fourth victim, a boy of nine, was found near Lindow in the afternoon.\n"
    )
    lineage = trace([flood, market, mark("later", later, on="2024-06-12", outlet="Sarn Observer")])
    found = only(lineage)
    assert (found.child, found.parent, found.kind) == ("later", "flood", "revision")
    assert found.direction_probability >= 0.8
    assert len(lineage.voices) == 2


@pytest.mark.requirement("R13")
def test_an_outlet_does_not_corroborate_itself(flood, market):
    own = mark("own", OTHER_FLOOD, on="2024-06-12", outlet="Sarn Observer")
    lineage = trace([flood, own, market])
    assert lineage.derivations == ()
    assert frozenset({"flood", "own"}) in families(lineage)


def test_an_outlet_speaks_anew_on_another_story(flood):
    other = mark("market", MARKET, on="2024-06-12", outlet="Sarn Observer")
    assert len(trace([flood, other]).voices) == 2


@pytest.mark.requirement("R10", "R13")
def test_an_agency_text_in_two_outlets_is_the_voice_of_the_agency():
    head = "ULMET, Sarnland (Coastwire) - "
    pile = [
        mark("east", head + FLOOD, on="2024-06-11", outlet="Eastern Mail"),
        mark("west", head + "\n\n".join(PARAGRAPHS[:5]), on="2024-06-11", outlet="West Gazette"),
    ]
    lineage = trace(pile)
    assert only(lineage).kind == "copy"
    (voice,) = lineage.voices
    assert (voice.name, voice.root, voice.seen) == ("Coastwire", None, False)


@pytest.mark.requirement("P4")
def test_a_reworded_account_in_the_same_order_is_kin(flood, other_flood):
    reworded = """On Monday night the Sarn river flooded Ulmet and forced around 900 residents out of \
their houses, according to the district office.

Shortly before midnight two men drowned as the water swept their van off the Korn bridge, the fire \
brigade said. On Tuesday morning a dead woman aged 71 was discovered in a cellar.

Brigitte Aal, the brigade's leader, said they had carried residents out through upper windows since \
doors would no longer open.

Within three hours of a timber dam breaking above Hest village the water had risen nearly four \
metres. Heavy rain had been forecast by meteorologists on Sunday, yet Ulmet was given no alarm.

The sirens had not worked since the spring, mayor Otto Renn said, asking the Tarvos government for \
tents and soldiers.

Sarnbahn, the operator, said the Ulmet to Lindow railway would be closed for a week or more. In the \
lower valley farmers fear for the entire beet harvest.
"""
    lineage = trace([flood, other_flood, mark("reworded", reworded, on="2024-06-12")])
    found = only(lineage)
    assert {found.child, found.parent} == {"reworded", "flood"}
    assert found.kind in ("rewrite", "translation")
    assert found.child_share >= 0.8
    order = [(p.child.start, p.parent.start) for p in found.passages]
    assert [parent for _, parent in order] == sorted(parent for _, parent in order)


TEXTS = [FLOOD, OTHER_FLOOD, MARKET, strip(FLOOD), "\n\n".join(PARAGRAPHS[2:]), "", "No.", "12 345"]


@pytest.mark.requirement("R12")
@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=6), st.randoms(use_true_random=False))
def test_order_of_arrival_and_repetition_change_nothing(texts, random):
    pile = [mark(f"r{index}", text) for index, text in enumerate(texts)]
    shuffled = pile + pile
    random.shuffle(shuffled)
    assert trace(shuffled) == trace(pile)


@pytest.mark.requirement("R8")
@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
def test_every_report_has_one_voice_and_spans_lie_inside_texts(texts):
    pile: list[Marked] = [mark(f"r{index}", text) for index, text in enumerate(texts)]
    lineage = trace(pile)
    members = [member for voice in lineage.voices for member in voice.members]
    assert sorted(members) == sorted(item.report.id for item in pile)
    low, high = lineage.independence.low, lineage.independence.high
    assert low <= len(lineage.voices) <= high
    lengths = {item.report.id: len(item.report.text) for item in pile}
    for derivation in lineage.derivations:
        for passage in derivation.passages:
            assert passage.child.report_id == derivation.child
            assert passage.child.end <= lengths[derivation.child]
            assert passage.parent.end <= lengths[derivation.parent]


@pytest.mark.requirement("R1")
@settings(max_examples=20, deadline=None)
@given(st.integers(1, 4))
def test_copies_never_add_a_voice(n_copies):
    pile = [mark("flood", FLOOD), mark("other", OTHER_FLOOD)]
    copies = [mark(f"copy{index}", FLOOD) for index in range(n_copies)]
    assert len(trace(pile + copies).voices) == len(trace(pile).voices)


def test_fingerprints_survive_pickling(flood, other_flood):
    known = know(skim([FLOOD, OTHER_FLOOD], [0, 0]))
    prints = mask([FingerprintReport().apply(item) for item in (flood, other_flood)], known)
    assert pickle.loads(pickle.dumps(prints)) == prints
