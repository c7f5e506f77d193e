"""Which event a claim is about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims import ReadClaims
from firsthand.ledger.events import Events, days_of, far, settle_events
from firsthand.records import Claim, Place, ReportId, Span
from small_pile import make_readable, read

SPAN = Span(report_id=ReportId("r"), start=0, end=4)


def _place(name: str, latitude: float | None = None, longitude: float | None = None) -> Place:
    return Place(span=SPAN, name=name, latitude=latitude, longitude=longitude, precision="city")


def _settle(text: str) -> tuple[list[Claim], Events]:
    claims = read(text)
    return claims, settle_events([(ReportId("r"), claims)])


def _node_of(words: str, text: str, kind: str) -> int | None:
    claims, events = _settle(text)
    at = text.index(words)
    (claim,) = [c for c in claims if c.kind == kind and c.span.start <= at < c.span.end]
    return events.of_claim.get(claim.id)


def test_towns_of_one_name_or_close_together_are_not_far_apart() -> None:
    assert not far(_place("Hest"), _place("hest", 1.0, 1.0))
    assert not far(_place("Hest", 50.0, 8.0), _place("Ulmet", 50.5, 8.2))


def test_towns_far_apart_or_off_the_map_are_far_apart() -> None:
    assert far(_place("Hest", 50.0, 8.0), _place("Ulmet", 52.0, 8.0))
    assert far(_place("Hest"), _place("Ulmet", 52.0, 8.0))


@given(*[st.floats(-90, 90), st.floats(-180, 180)] * 2)
def test_being_far_apart_is_mutual(a, b, c, d) -> None:
    one, other = _place("Hest", a, b), _place("Ulmet", c, d)
    assert far(one, other) == far(other, one)
    assert not far(one, _place("Ulmet", a, b))


def test_mentions_of_a_class_are_one_event_unless_days_exclude_each_other() -> None:
    text = "The mill burned down on Monday. The fire at the mill began in the attic on Monday."
    _, events = _settle(text)
    assert [n.event_class for n in events.nodes] == ["fire"]
    _, events = _settle("The mill burned down on Monday. The barn burned down on Thursday.")
    assert [n.event_class for n in events.nodes] == ["fire", "fire"]


def test_a_toll_belongs_to_the_event_last_told_of() -> None:
    text = "A bus crashed near Hest on Monday. Nine people died. Shops stayed shut."
    assert _node_of("Nine", text, "count") == _node_of("bus", text, "event") is not None


def test_a_toll_of_an_old_event_is_not_that_of_the_new_one() -> None:
    text = "A bus crashed near Hest on Monday. In 2012 a bus crashed there, killing nine people."
    assert _node_of("nine", text, "count") != _node_of("A bus", text, "event")


def test_reports_of_one_day_and_class_tell_of_one_event() -> None:
    texts = {"a": "A bus crashed near Hest on Monday.", "b": "On Monday a coach crashed at Hest."}
    told = []
    for name, text in texts.items():
        claims = ReadClaims().apply(make_readable(text))
        told.append((ReportId(name), claims))
    assert len(settle_events(told).nodes) == 1


def test_the_main_event_is_the_harmful_one_with_most_mentions() -> None:
    text = (
        "Hundreds marched through Ulmet. Police arrested nobody. A ferry sank off Ulmet. The ferry "
        "capsized in a squall. The ferry sank within minutes."
    )
    _, events = _settle(text)
    assert events.main is not None
    assert events.nodes[events.main].event_class == "crash"
    assert events.happening(events.main) == events.main
    assert events.happening(None) is None


def test_a_blaze_and_a_sinking_of_one_day_are_one_happening() -> None:
    text = (
        "A ferry sank off Ulmet on Monday. The ferry sank after a fire broke out on Monday. The "
        "mill of Hest burned down on Thursday. The ferry capsized on Monday."
    )
    _, events = _settle(text)
    homes = {n.event_class: set() for n in events.nodes}
    for node in events.nodes:
        homes[node.event_class].add(events.happening(node.number))
    assert homes["crash"] <= homes["fire"]
    assert len(homes["fire"]) == 2


def test_nothing_told_is_no_event() -> None:
    events = settle_events([])
    assert (events.nodes, events.main, dict(events.of_claim)) == ((), None, {})


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mill burned down on Monday.", (dt.date(2021, 6, 7), dt.date(2021, 6, 7))),
        ("The mill burned down.", None),
        ("The mill burned down in the 1990s.", None),
    ],
)
def test_days_are_those_narrow_enough_to_tell_events_apart(text, days) -> None:
    (event,) = [c for c in read(text) if c.kind == "event"]
    assert days_of(event) == days


PIECES = st.lists(
    st.sampled_from(
        [
            "A bus crashed near Hest on Monday.",
            "Nine people died.",
            "The mill burned down on Thursday.",
            "No casualties were reported.",
            "In 2012 a bus crashed there, killing four people.",
            "Police arrested Ivo Kess at 6 p.m. on Friday.",
            "Shops stayed shut.",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(PIECES)
def test_every_event_and_every_happening_exists(text) -> None:
    claims, events = _settle(text)
    numbers = [node.number for node in events.nodes]
    assert numbers == list(range(len(numbers)))
    assert set(events.of_claim.values()) <= set(numbers)
    assert set(events.of_claim) <= {c.id for c in claims}
    assert {events.happening(number) for number in numbers} <= set(numbers)
    assert events.main is None or events.main in numbers
