"""The ledger of small piles, built by the real stages: what an added report may change."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from firsthand.records import Entry, Report
from small_pile import Pile, make_pile, make_report

CRASH = """A freight train crashed at Osterwick on Tuesday night and burst into flames, killing \
14 people, the fire brigade said.

Crews with foam lorries worked until dawn beside the embankment. The line to Lindow stays shut, \
said Horst Veil, who runs the depot.
"""
CRASH_AGAIN = """Fourteen people were killed when a goods train crashed and burned near Osterwick \
on Tuesday, according to the interior ministry.

Neighbours spoke of a bang that shook their windows. A school nearby served as a shelter for the \
old people's home.
"""
ELSEWHERE = """Nine people were killed when a ferry sank off Hobart in Australia on 3 May, the \
coast guard said.

Divers searched the strait for two days. The owner of the vessel declined to comment on its age.
"""


@pytest.fixture(name="alba")
def make_alba() -> Report:
    return make_report("alba", CRASH, "2021-06-09")


@pytest.fixture(name="brina")
def make_brina() -> Report:
    return make_report("brina", CRASH_AGAIN, "2021-06-09")


def _figures(entry: Entry) -> tuple[object, object, object]:
    (estimate,) = entry.estimates
    return estimate.low, estimate.best, estimate.high


def _voices(entry: Entry) -> set[str]:
    return {voice for reading in entry.readings for voice in reading.voices}


def _said(pile: Pile) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Return what a ledger says, ids left out."""
    return {
        (e.question, e.status, e.reason, tuple(r.value for r in e.readings)) for e in pile.entries
    }


def test_one_report_is_one_voice(alba) -> None:
    toll = make_pile([alba]).toll()
    assert (toll.status, _figures(toll)) == ("single_voice", (14, 14, 14))
    assert toll.independence.low == toll.independence.high == 1


@pytest.mark.requirement("R1")
def test_a_second_independent_report_of_the_toll_corroborates_it(alba, brina) -> None:
    pile = make_pile([alba, brina])
    toll = pile.toll()
    assert (toll.status, _figures(toll)) == ("corroborated", (14, 14, 14))
    assert {o.name for r in toll.readings for o in r.origins} == {
        "fire brigade",
        "interior ministry",
    }
    assert pile.words(toll) == ["killing 14 people", "Fourteen people were killed"]


@pytest.mark.requirement("R1")
def test_a_copy_adds_citations_and_no_voice(alba, brina) -> None:
    for others in ([], [brina]):
        before = make_pile([alba, *others])
        after = make_pile([alba, *others, make_report("cora", CRASH, "2021-06-10")])
        assert len(after.entries) == len(before.entries)
        assert after.toll().status == before.toll().status
        assert _voices(after.toll()) == _voices(before.toll())
        assert after.toll().independence == before.toll().independence
        n_before = len(before.toll().readings[0].citations)
        cited = after.toll().readings[0].citations
        assert len(cited) == n_before + 1
        assert [c.span.report_id for c in cited if c.derived] == ["cora"]


def test_a_report_of_another_event_far_away_changes_no_toll(alba, brina) -> None:
    before = make_pile([alba, brina])
    after = make_pile([alba, brina, make_report("dorn", ELSEWHERE, "2021-05-06")])
    assert before.toll() in [replace(e, id=before.toll().id) for e in after.counts("killed")]
    (other,) = [e for e in after.counts("killed") if e.status == "single_voice"]
    assert _figures(other) == (9, 9, 9)


@pytest.mark.requirement("R2")
def test_two_voices_on_the_word_of_one_origin_are_told_so() -> None:
    pile = make_pile(
        [
            make_report(
                "alba",
                "The factory roof at Brenn collapsed on Monday, killing seven workers, the labour "
                "ministry said.\n\nLadders and cranes stood in the yard all afternoon while "
                "families waited behind a rope.\n",
                "2021-06-09",
            ),
            make_report(
                "brina",
                "Seven workers died in a roof collapse in Brenn on Monday, according to the labour "
                "ministry.\n\nProduction of tiles there had stopped twice in spring. Shop stewards "
                "called for a strike.\n",
                "2021-06-09",
            ),
        ]
    )
    toll = pile.toll()
    assert toll.status == "corroborated_same_origin"
    assert "labour ministry" in toll.reason


@pytest.mark.requirement("R5")
def test_another_toll_by_another_voice_on_the_same_day_is_a_dispute(alba, brina) -> None:
    other = replace(brina, text=brina.text.replace("Fourteen", "Nineteen"))
    toll = make_pile([alba, other]).toll()
    assert (toll.status, _figures(toll)) == ("disputed", (14, 14, 19))
    assert [r.value for r in toll.readings] == ["14", "19"]


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R13")
def test_a_later_higher_toll_by_the_same_newsroom_is_an_update(alba) -> None:
    later = make_report(
        "alba2",
        "The death toll of the train fire at Osterwick has risen to 19, the fire brigade said on "
        "Friday.\n\nA funeral for the driver takes place on Sunday in his home village.\n",
        "2021-06-11",
        alba.outlet,
    )
    toll = make_pile([alba, later]).toll()
    assert (toll.status, _figures(toll)) == ("updated", (14, 19, 19))
    assert len(_voices(toll)) == 1


def test_no_casualties_against_deadly_is_a_contradiction() -> None:
    pile = make_pile(
        [
            make_report(
                "alba",
                "Gunmen attacked the customs house at Talvik on Sunday. No casualties were "
                "reported, the customs service said.\n\nA wall was blackened by smoke and a window "
                "broken. Traders opened their shops as on any other day.\n",
                "2021-06-09",
            ),
            make_report(
                "brina",
                "The deadly attack on the customs house at Talvik on Sunday has alarmed merchants "
                "across the fjord.\n\nLorries stood in long rows. Insurance for goods will cost "
                "more from July, brokers expect.\n",
                "2021-06-09",
            ),
        ]
    )
    entry = pile.toll("casualties")
    assert entry.status == "contradictory"
    assert [(r.value, r.voices) for r in entry.readings] == [
        ("0", ("v-alba",)),
        ("some, no number", ("v-brina",)),
    ]


ONE_SAYS = (
    "An avalanche came down on Gorm on Saturday. {}, the rescue service said.\n\n"
    "Snow had fallen for a week. The lifts were standing still at the time.\n"
)
OTHER_SAYS = (
    "{} by the avalanche that struck two hotels in Gorm at the weekend, doctors told us.\n\n"
    "A sledge run had been closed. Guests helped with spades and ropes.\n"
)


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("54 people were injured", "Up to 60 people were injured", "single_voice_others_compatible"),
        ("54 people were injured", "At least 50 people were injured",
         "single_voice_others_compatible"),
        ("54 people were injured", "Up to 50 people were injured", "disputed"),
        ("54 people were injured", "At least 60 people were injured", "disputed"),
        ("54 people were injured", "54 people were injured", "corroborated"),
        ("54 people were injured", "Nobody was injured", "contradictory"),
    ],
)  # fmt: skip
def test_bounds_that_hold_a_number_are_no_dispute_with_it(one, other, status) -> None:
    pile = make_pile(
        [
            make_report("alba", ONE_SAYS.format(one), "2021-06-09"),
            make_report("brina", OTHER_SAYS.format(other), "2021-06-09"),
        ]
    )
    assert pile.toll("injured").status == status


def test_last_week_holds_friday() -> None:
    pile = make_pile(
        [
            make_report(
                "alba",
                "The grain silo at Ostrum exploded on Friday, killing two farmers.\n\nDust lay over "
                "the fields. The cooperative had planned a new silo for years.\n",
                "2021-06-13",
            ),
            make_report(
                "brina",
                "Two farmers were killed when the grain silo at Ostrum exploded last week.\n\nAn "
                "inspector recalled worn belts. Prices of feed are likely to rise in the "
                "district.\n",
                "2021-06-15",
            ),
        ]
    )
    (date,) = [e for e in pile.entries if e.kind == "date"]
    assert date.status == "single_voice_others_compatible"
    assert _figures(date) == ("2021-06-11", "2021-06-11", "2021-06-11")
    assert pile.toll().status == "corroborated"


def test_what_stands_in_a_headline_alone_is_a_teaser() -> None:
    text = (
        "Mill fire in Hest kills nine\n\nThe mill of Hest stood by the river for two centuries. "
        "Its owner kept goats.\n\nVolunteers with buckets formed a chain from the church to the "
        "yard.\n"
    )
    assert make_pile([make_report("alba", text, "2021-06-09")]).toll().status == "teaser_only"


def test_the_scenes_of_a_round_up_are_kept_apart() -> None:
    text = (
        "Two blazes in a week have alarmed the fire brigades of the valley.\n\nHAMBURG — A fire in "
        "a mill killed four people on Monday, police said. The owner kept goats.\n\nMUNICH — A "
        "fire in a hotel killed six people on Tuesday, police said. Guests fled over ladders.\n"
    )
    tolls = make_pile([make_report("alba", text, "2021-06-11")]).counts("killed")
    assert sorted(_figures(e) for e in tolls) == [(4, 4, 4), (6, 6, 6)]
    assert {e.status for e in tolls} == {"single_voice"}


@pytest.mark.requirement("R7")
def test_parts_ages_street_numbers_and_hours_are_no_tolls() -> None:
    text = (
        "Eleven people were killed when a coach crashed near Gorm on Monday. Four of the dead were "
        "nurses. A woman, 71, was found dead beside the road, and the man of 66 is missing. The "
        "coach had left 21 Mill Street at 6 p.m. on Route 9.\n"
    )
    pile = make_pile([make_report("alba", text, "2021-06-11")])
    assert _figures(pile.toll()) == (11, 11, 11)
    assert (4, 4, 4) in [_figures(e) for e in pile.counts("killed: part")]
    told = {e.best for entry in pile.entries if entry.kind == "count" for e in entry.estimates}
    assert told.isdisjoint({71, 66, 21, 6, 9})


@pytest.mark.requirement("R12")
def test_the_order_of_arrival_changes_nothing(alba, brina) -> None:
    reports = [
        alba,
        brina,
        make_report("cora", CRASH, "2021-06-10"),
        make_report("dorn", ELSEWHERE, "2021-05-06"),
    ]
    first = make_pile(reports)
    for seed in range(3):
        other = make_pile(random.Random(seed).sample(reports, len(reports)))
        assert other.entries == first.entries
        assert other.timeline == first.timeline


@pytest.mark.requirement("R8")
def test_every_citation_leads_to_words_of_its_report(alba, brina) -> None:
    pile = make_pile([alba, brina, make_report("cora", CRASH, "2021-06-10")])
    texts = {r.id: r.text for r in pile.reports}
    for entry in pile.entries:
        assert entry.readings
        for citation in (c for r in entry.readings for c in r.citations):
            span = citation.span
            assert texts[span.report_id][span.start : span.end].strip()
            assert citation.derived == (span.report_id == "cora")


def test_ids_are_stable_and_different(alba, brina) -> None:
    entries = make_pile([alba, brina]).entries
    assert entries == make_pile([alba, brina]).entries
    assert len({e.id for e in entries}) == len(entries)


def test_a_report_that_says_nothing_changes_nothing(alba, brina) -> None:
    empty = make_report("dorn", "…\n", "2021-06-09")
    assert _said(make_pile([alba, brina, empty])) == _said(make_pile([alba, brina]))


def test_an_empty_pile_has_an_empty_ledger() -> None:
    pile = make_pile([make_report("alba", "…\n", "2021-06-09")])
    assert (pile.entries, pile.timeline) == ((), ())
