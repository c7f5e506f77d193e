"""Dates of a report, resolved from the day that it writes on."""

import datetime as dt

import pytest

from firsthand.claims.times import find_whens
from firsthand.records import Anchor, Furniture, Marked, Readable, Report, ReportId, Retrieval

FRIDAY = dt.date(2022, 3, 18)
BODY = (
    "The silo collapsed on Tuesday in Grenholt. Two days before that, inspectors had closed a "
    "gallery. The mayor said Friday that crews heard a crack at about 4:10 a.m. in the yard."
)


def _readable(text: str, kinds: dict[str, str] | None = None, assumed: bool = False) -> Readable:
    report = Report(id=ReportId("r"), text=text, retrieval=Retrieval(sha256="0"))
    furniture = tuple(
        Furniture(span=report.span(text.index(run), text.index(run) + len(run)), kind=kind)
        for run, kind in (kinds or {}).items()
    )
    anchor = Anchor(report_id=report.id, on=FRIDAY, assumed=assumed, reason="")
    return Readable(marked=Marked(report=report, furniture=furniture), anchor=anchor)


def _days(text: str, **options) -> dict[str, str]:
    readable = _readable(text, **options)
    return {
        text[when.span.start : when.span.end]: when.first_on.isoformat()
        for when in find_whens(readable)
    }


def test_the_tale_counts_from_days_that_happened_not_from_days_of_saying():
    assert _days(BODY) == {
        "Tuesday": "2022-03-15",
        "Two days before that": "2022-03-13",
        "Friday": "2022-03-18",
        "at about 4:10 a.m.": "2022-03-13",
    }


def test_page_furniture_gives_no_dates_and_captions_do():
    text = "Posted March 20, 2022 " + BODY + " A crane (Shot Wednesday, March 16, 2022)"
    kinds = {
        "Posted March 20, 2022": "header",
        "A crane (Shot Wednesday, March 16, 2022)": "caption",
    }
    days = _days(text, kinds=kinds)
    assert "March 20, 2022" not in days
    assert days["Wednesday, March 16, 2022"] == "2022-03-16"


def test_a_caption_does_not_move_the_tale():
    text = "It fell on Tuesday. A crane (Shot March 9, 2022). The next day, crews came."
    assert _days(text, kinds={"A crane (Shot March 9, 2022).": "caption"})["The next day"] == (
        "2022-03-16"
    )


@pytest.mark.requirement("R7")
def test_what_counts_from_an_assumed_day_is_assumed():
    whens = find_whens(_readable(BODY + " It was built in March 1998.", assumed=True))
    assert [when.assumed for when in whens] == [True, True, True, True, False]


def test_a_day_told_far_above_gives_no_next_day():
    text = (
        "It fell on Tuesday. " + "Crews cleared rubble from the yard. " * 20 + "The next day came."
    )
    assert "The next day" not in _days(text)
