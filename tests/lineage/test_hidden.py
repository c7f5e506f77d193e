"""Texts that nobody has seen: newsrooms that paste the same paragraphs, and none was first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import trace
from firsthand.lineage.hidden import HIDDEN_WHERE_OPEN, find_hidden_texts
from firsthand.records import (
    Alignment,
    Derivation,
    Lineage,
    Marked,
    ReportId,
    Span,
    Voice,
)
from sarn_flood import FLOOD, GANSK, LINDOW, MARKET, OTHER_FLOOD, TARVOS, mark, paste, strip


def host(name: str, own: tuple[str, ...], *, on: str | None = "2024-06-12") -> Marked:
    return mark(name, paste(own), on=on, outlet=f"{own[0].split()[0]} Post")


A, B, C = host("a", LINDOW), host("b", TARVOS), host("c", GANSK)


def unseen(lineage: Lineage) -> list[Voice]:
    return [voice for voice in lineage.voices if voice.carriers]


def of(lineage: Lineage, report: str) -> Voice:
    return next(voice for voice in lineage.voices if report in voice.members)


@pytest.mark.requirement("R3", "R6", "R10")
def test_paragraphs_that_two_newsrooms_paste_are_a_voice_that_is_not_seen():
    lineage = trace([A, B])
    (text,) = unseen(lineage)
    assert (text.root, text.members, text.seen) == (None, (), False)
    assert text.carriers == ("a", "b")
    assert text.probability == pytest.approx(HIDDEN_WHERE_OPEN, abs=0.01)
    assert of(lineage, "a") != of(lineage, "b")
    assert (lineage.independence.low, lineage.independence.high) == (2, 3)
    assert lineage.independence.reasons == (text.reason,)
    for carrier in (A, B):
        lent = [p for p in lineage.passages if p.span.report_id == carrier.report.id]
        assert {passage.voice_id for passage in lent} == {text.id}
        for passage in lent:
            assert carrier.report.text[passage.span.start : passage.span.end] in FLOOD


def test_the_letters_of_voices_with_members_stand_first():
    letters = [(voice.letter, bool(voice.members)) for voice in trace([A, B, C]).voices]
    assert letters == [("A", True), ("B", True), ("C", True), ("D", False)]


def test_three_newsrooms_that_paste_the_same_carry_one_text():
    (text,) = unseen(trace([A, B, C]))
    assert text.carriers == ("a", "b", "c")


@pytest.mark.requirement("R10")
def test_where_the_source_is_in_the_pile_nothing_is_hidden():
    source = mark("source", FLOOD, on="2024-06-11", outlet="Sarn Observer")
    lineage = trace([A, B, source])
    assert unseen(lineage) == []
    assert {p.voice_id for p in lineage.passages} == {of(lineage, "source").id}
    assert (lineage.independence.low, lineage.independence.high) == (3, 3)


def test_where_the_order_is_known_the_first_is_the_source():
    lineage = trace([A, host("b", TARVOS, on="2024-06-15")])
    assert unseen(lineage) == []
    assert {p.voice_id for p in lineage.passages} == {of(lineage, "a").id}


@pytest.mark.requirement("R13")
def test_whose_text_a_credit_names_is_not_hidden():
    credited = mark(
        "b",
        "ULMET, Sarnland (Coastwire) - " + paste(TARVOS),
        on="2024-06-12",
        outlet="Tarvos Post",
    )
    assert unseen(trace([A, credited])) == []


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("wear", [str, strip])
def test_a_copy_of_a_carrier_opens_no_second_text(wear):
    copy = mark("copy", wear(A.report.text), outlet="Valley News")
    lineage = trace([A, B, copy])
    assert len(unseen(lineage)) == 1
    assert len(lineage.voices) == len(trace([A, B]).voices)
    assert lineage.independence == replace(
        trace([A, B]).independence, reasons=lineage.independence.reasons
    )


# ---------------------------------------------------------------- laws

OWN = [LINDOW, TARVOS, GANSK]
DAYS = [None, "2024-06-12", "2024-06-13", "2024-07-30"]
TEXTS = [FLOOD, OTHER_FLOOD, MARKET, paste(LINDOW), paste(TARVOS), paste(GANSK), paste(GANSK, [])]


@st.composite
def piles(draw: st.DrawFn) -> list[Marked]:
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5))
    return [
        mark(
            f"r{n}",
            text,
            on=draw(st.sampled_from(DAYS)),
            outlet=draw(st.sampled_from([None, f"Paper {n}"])),
        )
        for n, text in enumerate(texts)
    ]


@pytest.mark.requirement("R4")
@settings(max_examples=25, deadline=None)
@given(
    st.permutations(OWN),
    st.lists(st.sampled_from(DAYS), min_size=3, max_size=3),
    st.booleans(),
)
def test_hosts_of_one_excerpt_are_never_one_voice_by_it(owns, days, source_is_there):
    pile = [host(f"h{n}", own, on=days[n]) for n, own in enumerate(owns)]
    if source_is_there:
        pile.append(mark("source", FLOOD, on="2024-06-11", outlet="Sarn Observer"))
    lineage = trace(pile)
    hosts = [of(lineage, f"h{n}").id for n in range(len(owns))]
    assert len(set(hosts)) == len(hosts)


@pytest.mark.requirement("R1")
@settings(max_examples=30, deadline=None)
@given(piles(), st.integers(0, 4), st.sampled_from([str, strip]), st.sampled_from(DAYS))
def test_a_copy_more_never_raises_the_number_of_voices(pile, chosen, wear, on):
    original = pile[chosen % len(pile)].report
    copy = mark("z", wear(original.text), on=on, outlet="Valley News")
    assert len(trace([*pile, copy]).voices) <= len(trace(pile).voices)


@pytest.mark.requirement("R6")
@settings(max_examples=30, deadline=None)
@given(piles())
def test_the_ends_of_the_interval_are_ordered_and_hold_the_number_of_voices(pile):
    lineage = trace(pile)
    low, high = lineage.independence.low, lineage.independence.high
    assert 1 <= low <= len(lineage.voices) <= high
    assert (low == high) == (not lineage.independence.reasons)
    members = [member for voice in lineage.voices for member in voice.members]
    assert sorted(members) == sorted(item.report.id for item in pile)


# ---------------------------------------------------------------- by hand


def pair(
    child: str, parent: str, *at: int, order: float = 0.5, kind: str = "excerpt"
) -> Derivation:
    runs = [
        Alignment(
            child=Span(report_id=ReportId(child), start=start, end=start + 100),
            parent=Span(report_id=ReportId(parent), start=start, end=start + 100),
            similarity=1.0,
        )
        for start in at
    ]
    return Derivation(
        child=ReportId(child),
        parent=ReportId(parent),
        kind=kind,  # type: ignore[arg-type]
        probability=1.0,
        direction_probability=order,
        child_share=0.4,
        parent_share=0.4,
        passages=tuple(runs),
    )


def carriers(*derivations: Derivation) -> list[tuple[str, ...]]:
    alone = {r: r for d in derivations for r in (d.child, d.parent)}
    return [text.carriers for text in find_hidden_texts(derivations, alone, ())]


@pytest.mark.requirement("R4")
def test_two_texts_are_not_joined_over_a_report_that_carries_both():
    assert carriers(pair("a", "b", 0), pair("c", "b", 500)) == [("a", "b"), ("b", "c")]
    assert carriers(pair("a", "b", 0), pair("c", "b", 20)) == [("a", "b", "c")]


def test_what_one_took_from_a_third_explains_only_these_passages():
    assert carriers(pair("a", "b", 0), pair("a", "p", 0, order=0.9)) == []
    assert carriers(pair("a", "b", 0), pair("a", "p", 500, order=0.9)) == [("a", "b")]
    assert carriers(pair("a", "b", 0), pair("q", "a", 0, order=0.9)) == [("a", "b")]


def test_an_undated_copy_opens_no_order_that_is_known():
    """The dated reports "a" and "b" have copies "x" and "y" whose order nothing shows."""
    derivations = [
        pair("b", "a", 0, order=0.7),
        pair("x", "a", 0, kind="copy"),
        pair("y", "b", 0, kind="copy"),
        pair("y", "x", 0),
        pair("y", "a", 0),
    ]
    voices = {
        ReportId(report): ReportId(voice) for report, voice in zip("axby", "aabb", strict=True)
    }
    assert find_hidden_texts(derivations, voices, ()) == []
    assert find_hidden_texts(derivations[1:], voices, ()) != []


def test_other_kinds_and_one_voice_hide_nothing():
    assert carriers(pair("a", "b", 0, kind="copy")) == []
    together = {ReportId("a"): ReportId("a"), ReportId("b"): ReportId("a")}
    assert find_hidden_texts([pair("a", "b", 0)], together, ()) == []
