"""What the readings of a question come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ledger.origins import Chain
from firsthand.ledger.reconcile import Verdict, Vote, agree, judge, voices_of
from firsthand.records import (
    Citation,
    Claim,
    ClaimId,
    Origin,
    Place,
    Quantity,
    ReportId,
    Span,
    VoiceId,
    When,
)

MONDAY = dt.date(2021, 6, 7)


def _vote(
    voice: str,
    *,
    number: tuple[float | None, float | None, float | None] | None = None,
    origin: str | None = None,
    on: dt.date | None = MONDAY,
    report: str | None = None,
    concepts: str = "",
    **fields,
) -> Vote:
    span = Span(report_id=ReportId(report or voice), start=0, end=9)
    quantity = None
    if number is not None:
        low, best, high = number
        quantity = Quantity(span=span, low=low, best=best, high=high, unit="person")
    claim = Claim(
        id=ClaimId(f"c-{voice}-{number}"),
        span=span,
        sentence=span,
        kind=fields.pop("kind", "count"),
        slot=fields.pop("slot", "killed"),
        quantity=quantity,
        **fields,
    )
    chain = Chain((Origin(name=origin, kind="official"),)) if origin else Chain()
    cited = (Citation(span=span, voice_id=VoiceId(voice)),)
    return Vote(claim, VoiceId(voice), chain, on, cited, frozenset(concepts.split()))


def _exact(voice: str, number: float, **options) -> Vote:
    return _vote(voice, number=(number, number, number), **options)


def _count(*votes: Vote) -> Verdict:
    return judge("count", "killed", votes)


def _figures(verdict: Verdict) -> tuple[object, object, object]:
    (estimate,) = verdict.estimates
    return estimate.low, estimate.best, estimate.high


@pytest.mark.requirement("R1")
def test_one_voice_however_often_it_speaks_is_one() -> None:
    assert _count(_exact("a", 14), _exact("a", 14, report="a2")).status == "single_voice"


def test_two_voices_corroborate_unless_they_name_the_same_single_origin() -> None:
    assert _count(_exact("a", 14), _exact("b", 14)).status == "corroborated"
    same = _count(_exact("a", 14, origin="ministry"), _exact("b", 14, origin="ministry"))
    assert same.status == "corroborated_same_origin"
    assert "ministry" in same.reason
    other = _count(_exact("a", 14, origin="ministry"), _exact("b", 14, origin="brigade"))
    assert other.status == "corroborated"
    unnamed = _count(_exact("a", 14, origin="ministry"), _exact("b", 14))
    assert unnamed.status == "corroborated"


def test_voices_that_exclude_each_other_dispute_and_the_better_founded_is_best() -> None:
    verdict = _count(_exact("a", 24, origin="militia"), _exact("b", 25))
    assert (verdict.status, _figures(verdict)) == ("disputed", (24, 24, 25))
    assert "minor" in verdict.reason
    verdict = _count(_exact("a", 24), _exact("b", 90), _exact("c", 90))
    assert _figures(verdict) == (24, 90, 90)
    assert "minor" not in verdict.reason


def test_a_later_word_replaces_an_earlier_one() -> None:
    later = MONDAY + dt.timedelta(days=2)
    verdict = _count(_exact("a", 14), _exact("b", 19, on=later))
    assert (verdict.status, _figures(verdict)) == ("updated", (14, 19, 19))
    unknown = _count(_exact("a", 14, on=None), _exact("b", 19, on=later))
    assert unknown.status == "disputed"


def test_one_voice_with_two_figures_of_one_day_is_still_counting() -> None:
    assert _count(_exact("a", 14), _exact("a", 19, report="a2")).status == "evolving"


def test_none_against_some_is_a_contradiction_even_if_some_is_an_adjective() -> None:
    deadly = _vote("b", number=(1, None, None), hedge="adjective")
    assert _count(_exact("a", 0), deadly).status == "contradictory"
    assert _count(_exact("a", 0), _exact("b", 3)).status == "contradictory"
    verdict = _count(_exact("a", 3), deadly)
    assert verdict.status == "single_voice_others_compatible"
    assert [r.value for r in verdict.readings] == ["3", "some, no number"]


def test_a_word_without_a_number_sets_a_floor_alone() -> None:
    verdict = _count(_vote("a", number=(1, None, None), hedge="adjective"))
    assert (verdict.status, _figures(verdict)) == ("single_voice", (1, None, None))


@pytest.mark.parametrize(
    ("bounds", "status"),
    [
        ((None, 60, 60), "single_voice_others_compatible"),  # up to 60
        ((50, 50, None), "single_voice_others_compatible"),  # at least 50
        ((None, 50, 50), "disputed"),
        ((60, 60, None), "disputed"),
    ],
)
def test_bounds_that_hold_a_number_leave_it_to_whoever_gives_it(bounds, status) -> None:
    verdict = _count(_exact("a", 54), _vote("b", number=bounds))
    assert verdict.status == status
    if status != "disputed":
        assert _figures(verdict) == (54, 54, 54)


def test_up_to_sixty_is_not_none() -> None:
    assert _count(_exact("a", 0), _vote("b", number=(None, 60, 60))).status == "contradictory"


def test_an_exact_number_of_two_voices_is_corroborated_beside_a_bound() -> None:
    votes = [_exact("a", 54), _exact("b", 54), _vote("c", number=(None, 60, 60))]
    assert _count(*votes).status == "corroborated"
    named = [replace(v, chain=Chain((Origin(name="x", kind="official"),))) for v in votes]
    assert _count(*named).status == "corroborated_same_origin"


def _days(voice: str, first: int, last: int) -> Vote:
    span = Span(report_id=ReportId(voice), start=0, end=9)
    one = MONDAY.replace(day=first)
    when = When(
        span=span,
        first_on=one,
        last_on=MONDAY.replace(day=last),
        granularity="day" if first == last else "week",
        anchor="publication",
    )
    return _vote(voice, kind="date", slot="date", when=when)


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ((7, 7), (7, 7), "corroborated"),
        ((7, 7), (6, 12), "single_voice_others_compatible"),
        ((7, 7), (8, 8), "disputed"),
        ((7, 7), (8, 12), "disputed"),
    ],
)
def test_days_are_disputed_only_where_they_exclude_each_other(one, other, status) -> None:
    verdict = judge("date", "date", [_days("a", *one), _days("b", *other)])
    assert verdict.status == status
    assert verdict.estimates[0].best == "2021-06-07"


def test_the_finer_place_stands_on_those_who_give_it() -> None:
    def say(voice: str, name: str, precision: str) -> Vote:
        place = Place(
            span=Span(report_id=ReportId(voice), start=0, end=4), name=name, precision=precision
        )
        return _vote(voice, kind="place", slot="place", place=place)

    town, land = say("a", "Hest", "city"), say("b", "Karvenia", "country")
    verdict = judge("place", "place", [town, land])
    assert verdict.status == "single_voice_others_compatible"
    assert [r.value for r in verdict.readings] == ["Hest", "Karvenia"]
    assert judge("place", "place", [town, say("b", "Hest", "city")]).status == "corroborated"


def test_ages_that_differ_are_disputed_and_silence_agrees() -> None:
    def say(voice: str, value: str | None) -> Vote:
        return _vote(voice, kind="identity", slot="age", value=value)

    assert judge("identity", "age", [say("a", "34"), say("b", "43")]).status == "disputed"
    assert judge("identity", "age", [say("a", "34"), say("b", None)]).status == "corroborated"
    assert judge("identity", "age", [say("a", None), say("b", None)]).status == "corroborated"


def test_an_arrest_told_by_one_and_denied_by_another_is_contradictory() -> None:
    yes = _vote("a", kind="event", slot="arrest")
    no = _vote("b", kind="event", slot="arrest", negated=True)
    assert judge("event", "arrest", [yes, no]).status == "contradictory"
    later = replace(no, written_on=MONDAY + dt.timedelta(days=1))
    assert judge("event", "arrest", [yes, later]).status == "updated"


def test_a_statement_and_its_denial_contradict_where_their_words_are_the_same() -> None:
    yes = _vote("a", kind="proposition", slot="", concepts="dam burst valley")
    no = _vote("b", kind="proposition", slot="", concepts="dam burst valley", negated=True)
    assert judge("proposition", "", [yes, no]).status == "contradictory"
    other = _vote("b", kind="proposition", slot="", concepts="dam mayor asked", negated=True)
    assert judge("proposition", "", [yes, other]).status == "corroborated"


def test_what_one_headline_says_is_a_teaser() -> None:
    assert _count(_exact("a", 14, teaser=True)).status == "teaser_only"
    assert _count(_exact("a", 14, teaser=True), _exact("b", 14)).status == "corroborated"


NUMBERS = st.sampled_from([0.0, 3.0, 14.0, 19.0])
BOUNDS = st.one_of(
    NUMBERS.map(lambda n: (n, n, n)),
    NUMBERS.map(lambda n: (n, n, None)),
    NUMBERS.map(lambda n: (None, n, n)),
    st.just((1.0, None, None)),
)
VOTES = st.lists(
    st.builds(
        lambda voice, number, origin, days: _vote(
            voice, number=number, origin=origin, on=MONDAY + dt.timedelta(days=days)
        ),
        st.sampled_from("abcd"),
        BOUNDS,
        st.sampled_from([None, "ministry", "brigade"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=7,
)


@given(VOTES)
@pytest.mark.requirement("R6")
def test_any_votes_come_to_a_verdict_with_bounds_in_order(votes) -> None:
    verdict = _count(*votes)
    low, best, high = (_figures(verdict)[0], _figures(verdict)[1], _figures(verdict)[2])
    known = [value for value in (low, best, high) if value is not None]
    assert known == sorted(known)
    assert voices_of(verdict.readings) <= {vote.voice for vote in votes}
    if len({vote.voice for vote in votes}) == 1:
        assert not verdict.status.startswith(("corroborated", "disputed"))


@given(VOTES, st.randoms(use_true_random=False))
def test_the_order_of_votes_changes_no_status_and_no_figure(votes, random) -> None:
    shuffled = list(votes)
    random.shuffle(shuffled)
    one, other = _count(*votes), _count(*shuffled)
    assert (one.status, _figures(one)) == (other.status, _figures(other))
    assert [r.value for r in one.readings] == [r.value for r in other.readings]


@given(VOTES)
def test_saying_it_again_changes_nothing(votes) -> None:
    assert _count(*votes).status == _count(*votes, *votes).status
    assert agree(votes) == agree([*votes, *votes])


@pytest.mark.parametrize(
    ("bounds", "words", "figures"),
    [
        ((12, 12, None), "at least 12", (12, 12, None)),
        ((1, 1, None), "at least 1", (1, 1, None)),
        ((None, 60, 60), "up to 60", (None, 60, 60)),
        ((14, 14, 14), "14", (14, 14, 14)),
    ],
)
def test_a_bound_alone_stays_open_on_its_other_side(bounds, words, figures) -> None:
    verdict = _count(_vote("a", number=bounds))
    assert [r.value for r in verdict.readings] == [words]
    assert _figures(verdict) == figures


def test_dozens_set_a_floor_and_leave_the_number_to_whoever_gives_it() -> None:
    dozens = _vote("b", number=(24, None, None))
    assert _figures(_count(dozens)) == (24, None, None)
    verdict = _count(_exact("a", 34), dozens)
    assert (verdict.status, _figures(verdict)) == ("single_voice_others_compatible", (34, 34, 34))


def test_a_range_without_a_number_gives_both_bounds() -> None:
    assert _figures(_count(_vote("a", number=(20, None, 30)))) == (20, None, 30)
