"""One question for all reports."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.ledger.events import settle_events
from firsthand.ledger.facts import Fact, gather
from firsthand.ledger.placing import place
from firsthand.records import Independence, Lineage, ReportId
from small_pile import make_pile, make_report, read


def _gather(text: str) -> list[Fact]:
    report = make_report("r", text)
    claims = read(text)
    events = settle_events([(ReportId("r"), claims)])
    placing = place([report], Lineage(independence=Independence(low=1, high=1)))
    return gather(claims, events, placing)


def _slots(text: str, kind: str = "count") -> Counter[str]:
    return Counter(fact.slot for fact in _gather(text) if fact.kind == kind)


def test_tolls_of_one_event_and_fate_are_one_question() -> None:
    text = (
        "A bus crashed near Hest on Monday, killing nine people. Four others were injured in the "
        "crash. The crash killed nine people, police said."
    )
    assert _slots(text) == {"killed": 1, "injured": 1}


def test_tolls_of_two_events_are_two_questions() -> None:
    text = (
        "A bus crashed near Hest on Monday, killing nine people. The mill burned down on Thursday, "
        "killing four people."
    )
    assert _slots(text) == {"killed": 2}


def test_a_toll_that_two_events_of_one_day_share_is_one_question() -> None:
    text = (
        "A fire broke out on the ferry on Monday, killing nine people. The ferry sank on Monday. "
        "The sinking killed nine people."
    )
    assert _slots(text) == {"killed": 1}


def test_one_person_is_one_question_by_surname_and_initial() -> None:
    text = (
        "Ivo Kess, 34, of Hest was arrested. Later Ivo Kess, 43, of Hest was freed. Ada Kess, 30, "
        "of Hest wept."
    )
    identities = [f for f in _gather(text) if f.kind == "identity"]
    assert sorted(f.subject for f in identities) == [("kess", "a"), ("kess", "i")]
    assert {f.subject: len(f.claims) for f in identities} == {("kess", "i"): 2, ("kess", "a"): 1}


def test_the_date_that_one_voice_adds_stands_in_the_words_of_the_event() -> None:
    kinds = {f.kind for f in _gather("Gunmen stormed the customs house on Monday.")}
    assert kinds == {"event"}


PIECES = st.lists(
    st.sampled_from(
        [
            "A bus crashed near Hest on Monday, killing nine people.",
            "No casualties were reported.",
            "The deadly crash at Hest shocked Ulmet.",
            "Four of the dead were nurses.",
            "Ivo Kess, 34, of Hest was arrested on Friday.",
            "“The dam will hold,” said Otto Renn, 58.",
            "Farmers lost 300 cows in the flood.",
            "Shops in the harbour quarter stayed shut.",
        ]
    ),
    max_size=7,
).map(" ".join)


@given(PIECES)
@settings(max_examples=50)
def test_no_claim_answers_two_questions_but_the_weak_words_against_none(text) -> None:
    facts = _gather(text)
    counts = Counter(c.id for fact in facts for c in fact.claims if c.hedge != "adjective")
    assert set(counts.values()) <= {1}
    assert all(fact.claims for fact in facts)
    known = {c.id for c in read(text)}
    assert {c.id for fact in facts for c in fact.claims} <= known


@given(PIECES)
@settings(max_examples=50)
def test_tolls_events_and_words_all_become_questions(text) -> None:
    asked = {c.id for fact in _gather(text) for c in fact.claims}
    left = [c for c in read(text) if c.id not in asked]
    assert {c.kind for c in left} <= {"date", "time", "place", "motive", "identity", "count"}
    assert all(c.hedge == "adjective" for c in left if c.kind == "count")


def test_a_toll_of_an_unnamed_event_is_that_of_as_many_in_the_same_days() -> None:
    bare = make_report("alba", "In 2007 it was the Halda, and 22 dead.", "2021-06-09")
    told = make_report(
        "brina",
        "A ferry sank off Velm on Friday, killing nine people.\n\nIt was the worst accident on the "
        "lake since 2007, when the excursion steamer Halda caught fire and 22 people died.",
        "2021-06-09",
    )
    tolls = {e.question: e.status for e in make_pile([bare, told]).counts("killed")}
    assert tolls == {
        "How many people were killed in the sinking of 4 June 2021?": "single_voice",
        "How many people were killed in the fire of 2007?": "corroborated",
    }
