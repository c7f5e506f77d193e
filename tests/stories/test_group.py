import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import (
    Derivation,
    Independence,
    Lineage,
    Marked,
    Report,
    ReportId,
    Retrieval,
)
from firsthand.stories import Grouping, group_stories

NO_LINEAGE = Lineage(independence=Independence(low=0, high=0))
FERRY = (
    "The Corvina sank on Lake Ostra on Friday, killing eleven people, the ministry in Dorsana said.",
    "Divers searched Lake Ostra for nine passengers of the Corvina. Eleven people drowned.",
    "The captain of the Corvina was questioned in Velm after the ferry sank on Lake Ostra.",
    "Relatives waited at the pier in Velm for word of the Corvina, the ferry that sank in a squall.",
)
FIRE = (
    "A paper mill burned at Tavis Bridge. Firefighters from three districts fought the flames.",
    "The mill fire at Tavis Bridge left ninety workers without a job, their union said.",
)


def marked(number: int, text: str, day: dt.date | None = None, title: str | None = None) -> Marked:
    return Marked(
        report=Report(
            id=ReportId(f"r{number:03}"),
            text=text,
            title=title,
            published_on=day,
            retrieval=Retrieval(sha256="0" * 64),
        )
    )


def pile(*texts: str) -> list[Marked]:
    return [marked(number, text) for number, text in enumerate(texts)]


def members(reports, lineage=NO_LINEAGE):
    return [set(story.reports) for story in group_stories(reports, lineage, ())]


def test_reports_of_one_happening_are_one_story():
    assert len(members(pile(*FERRY))) == 1


def test_another_event_stands_apart():
    assert members(pile(*FERRY, *FIRE)) == [{"r000", "r001", "r002", "r003"}, {"r004", "r005"}]


def test_derivations_stay_together_whatever_their_words():
    link = Derivation(
        child=ReportId("r004"),
        parent=ReportId("r000"),
        kind="translation",
        probability=0.9,
        direction_probability=0.9,
        child_share=0.9,
        parent_share=0.9,
    )
    lineage = Lineage(derivations=(link,), independence=Independence(low=1, high=1))
    together = members(pile(*FERRY, FIRE[0]), lineage)
    assert any({"r000", "r004"} <= story for story in together)


def test_an_excerpt_in_another_account_does_not_bind():
    link = Derivation(
        child=ReportId("r004"),
        parent=ReportId("r000"),
        kind="excerpt",
        probability=0.9,
        direction_probability=0.9,
        child_share=0.1,
        parent_share=0.3,
    )
    lineage = Lineage(derivations=(link,), independence=Independence(low=1, high=1))
    assert {"r004"} in members(pile(*FERRY, FIRE[0]), lineage)


def test_a_report_without_words_is_a_story_of_its_own():
    assert {"r004"} in members(pile(*FERRY, "..."))


def test_the_title_is_a_headline_and_the_days_are_the_first_and_the_last():
    reports = [
        marked(0, FERRY[0], dt.date(2019, 9, 20), "Ferry sinks on Lake Ostra"),
        marked(1, FERRY[1], dt.date(2019, 9, 22)),
    ]
    (story,) = group_stories(reports, NO_LINEAGE, ())
    assert story.title == "Ferry sinks on Lake Ostra"
    assert (story.first_on, story.last_on) == (dt.date(2019, 9, 20), dt.date(2019, 9, 22))


def test_likeness_asked_for_grows_with_the_pile():
    asked = [Grouping().least_similarity(n) for n in (1, 8, 40, 400, 4000)]
    assert asked[0] == asked[1]
    assert asked == sorted(asked)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(FERRY + FIRE))))
def test_order_of_arrival_changes_nothing(order):
    reports = pile(*FERRY, *FIRE)
    shuffled = [reports[i] for i in order]
    assert group_stories(shuffled, NO_LINEAGE, ()) == group_stories(reports, NO_LINEAGE, ())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from((*FERRY, *FIRE, "", "Again, nothing.")), max_size=12))
def test_every_report_stands_in_exactly_one_story(texts):
    stories = group_stories(pile(*texts), NO_LINEAGE, ())
    told = [report for story in stories for report in story.reports]
    assert sorted(told) == [f"r{number:03}" for number in range(len(texts))]
