"""Whose voice speaks at a place, and where else its words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ledger.placing import Placing, place
from firsthand.records import (
    Alignment,
    Derivation,
    Independence,
    Lineage,
    Passage,
    Report,
    ReportId,
    Span,
    Voice,
    VoiceId,
)
from small_pile import make_report

PARENT = "The dam of Hest broke before dawn. Two farmers drowned in the canal. The mayor wept."
COPY = "the dam of hest broke before dawn two farmers were drowned in the canal the mayor wept"
HOST = "We walked the valley. “Two farmers drowned in the canal,” we read. Nobody slept."


def _span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return report.span(start, start + len(words))


def _derive(child: Report, parent: Report, kind: str, *pairs: tuple[str, str], **options):
    return Derivation(
        child=child.id,
        parent=parent.id,
        kind=kind,
        probability=options.get("probability", 0.9),
        direction_probability=0.9,
        child_share=0.9,
        parent_share=0.9,
        passages=tuple(
            Alignment(child=_span(child, a), parent=_span(parent, b), similarity=0.9)
            for a, b in pairs
        ),
    )


ALBA, CORA, BRINA = (
    make_report("alba", PARENT),
    make_report("cora", COPY),
    make_report("brina", HOST),
)
DROWNED = "Two farmers drowned in the canal"


@pytest.fixture(name="placing")
def make_placing() -> Placing:
    copied = _derive(
        CORA,
        ALBA,
        "copy",
        ("the dam of hest broke before dawn", "The dam of Hest broke before dawn."),
        ("two farmers were drowned in the canal", "Two farmers drowned in the canal."),
        ("the mayor wept", "The mayor wept."),
    )
    excerpt = _derive(BRINA, ALBA, "excerpt", (DROWNED, DROWNED))
    voices = (
        Voice(id=VoiceId("v-1"), letter="A", root=ALBA.id, members=(ALBA.id, CORA.id)),
        Voice(id=VoiceId("v-2"), letter="B", root=BRINA.id, members=(BRINA.id,)),
    )
    passage = Passage(span=_span(BRINA, DROWNED), voice_id=VoiceId("v-1"))
    lineage = Lineage(
        derivations=(copied, excerpt),
        voices=voices,
        passages=(passage,),
        independence=Independence(low=2, high=2),
    )
    return place([ALBA, CORA, BRINA], lineage)


@pytest.mark.requirement("R4")
def test_a_host_speaks_passage_by_passage(placing) -> None:
    assert placing.voice_at(_span(BRINA, "We walked the valley")) == "v-2"
    assert placing.voice_at(_span(BRINA, DROWNED)) == "v-1"
    assert placing.voice_at(_span(CORA, "mayor wept")) == "v-1"


def test_what_a_report_took_over_is_taken_and_its_own_words_are_not(placing) -> None:
    assert placing.is_taken(_span(CORA, "two farmers were drowned"))
    assert placing.is_taken(_span(BRINA, DROWNED))
    assert not placing.is_taken(_span(BRINA, "Nobody slept"))
    assert not placing.is_taken(_span(ALBA, DROWNED))


@pytest.mark.requirement("R8")
def test_words_are_found_again_in_every_copy(placing) -> None:
    texts = {r.id: r.text for r in (ALBA, BRINA, CORA)}
    found = placing.copies_of(_span(ALBA, DROWNED))
    assert [(s.report_id, texts[s.report_id][s.start : s.end]) for s in found] == [
        ("brina", DROWNED),
        ("cora", "two farmers were drowned in the canal"),
    ]
    (part,) = [s for s in placing.copies_of(_span(ALBA, "The mayor wept")) if s.report_id == "cora"]
    assert COPY[part.start : part.end] == "the mayor wept"
    assert placing.copies_of(_span(BRINA, "Nobody slept")) == []


def test_a_suspicion_takes_nothing_over() -> None:
    doubtful = _derive(CORA, ALBA, "copy", ("the mayor wept", "The mayor wept."), probability=0.4)
    lineage = Lineage(derivations=(doubtful,), independence=Independence(low=1, high=2))
    placing = place([ALBA, CORA], lineage)
    assert not placing.is_taken(_span(CORA, "the mayor wept"))
    assert placing.copies_of(_span(ALBA, "The mayor wept")) == []
    assert placing.voice_at(_span(CORA, "the mayor")) == "v-cora"  # of no voice: its own


def test_a_revision_is_told_from_a_copy() -> None:
    revised = _derive(CORA, ALBA, "revision", ("the mayor wept", "The mayor wept."))
    lineage = Lineage(derivations=(revised,), independence=Independence(low=1, high=1))
    placing = place([ALBA, CORA], lineage)
    (run,) = placing.revisions_of(_span(ALBA, "The mayor wept"))
    assert COPY[run.start : run.end] == "the mayor wept"
    assert placing.copies_of(_span(ALBA, "The mayor wept")) == []
    assert not placing.is_taken(_span(CORA, "the mayor wept"))


WORDS = st.lists(st.sampled_from("dam broke mayor wept two farmers canal".split()), min_size=1)


@given(WORDS, WORDS, st.data())
def test_carried_words_lie_in_the_passage_of_the_child(theirs, ours, data) -> None:
    parent, child = make_report("alba", " ".join(theirs)), make_report("cora", " ".join(ours))
    derived = _derive(child, parent, "copy", (child.text, parent.text))
    lineage = Lineage(derivations=(derived,), independence=Independence(low=1, high=1))
    placing = place([parent, child], lineage)
    start = data.draw(st.integers(0, len(parent.text) - 1))
    end = data.draw(st.integers(start + 1, len(parent.text)))
    for run in placing.copies_of(Span(report_id=ReportId("alba"), start=start, end=end)):
        assert run.report_id == "cora"
        assert run.end <= len(child.text)


@given(WORDS)
def test_the_whole_of_an_exact_copy_is_carried_whole(words) -> None:
    parent, child = make_report("alba", " ".join(words)), make_report("cora", " ".join(words))
    derived = _derive(child, parent, "copy", (child.text, parent.text))
    lineage = Lineage(derivations=(derived,), independence=Independence(low=1, high=1))
    (run,) = place([parent, child], lineage).copies_of(parent.span(0, len(parent.text)))
    assert (run.start, run.end) == (0, len(child.text))
