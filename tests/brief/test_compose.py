from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief import compose, index_pile
from firsthand.brief.compose import count_origins, sort_entries
from firsthand.records import EntryId, Independence, Ledger
from harbour_fire import ENTRIES, LEDGER, PILE, hostile


@pytest.mark.requirement("R7", "P6")
def test_every_statement_cites_runs_that_lie_in_reports_of_the_pile() -> None:
    reports = {report.id: report for report in PILE.reports}
    for statement in compose(PILE).statements:
        assert statement.citations
        for citation in statement.citations:
            assert citation.span.end <= len(reports[citation.span.report_id].text)


def test_the_answer_quotes_a_sentence_of_a_root_word_for_word() -> None:
    first = compose(PILE).statements[0]
    words = first.text.split("“", 1)[1].rsplit("”", 1)[0]
    citation = first.citations[0]
    report = next(r for r in PILE.reports if r.id == citation.span.report_id)
    assert words == report.text[citation.span.start : citation.span.end]
    assert citation.span.report_id in {voice.root for voice in PILE.lineage.voices}


@pytest.mark.requirement("R7")
def test_a_figure_stands_with_what_it_counts_on_whose_word_and_as_of_when() -> None:
    figures = compose(PILE).statements[1].text
    assert "Killed: 3 (port authority, 3 Mar) or 5 (mayor's office, 4 Mar), in dispute" in figures


@pytest.mark.requirement("R7")
def test_a_figure_that_nobody_is_named_for_says_so_and_names_the_voice() -> None:
    assert "4 (no source named, Harbour Gazette, 3 Mar)" in compose(PILE).statements[1].text


@pytest.mark.requirement("R5")
def test_the_figures_of_a_copy_make_no_reading_and_date_none() -> None:
    for statement in compose(PILE).statements:
        assert all(c.span.report_id not in ("r3", "r7") for c in statement.citations)


def test_every_entry_stands_in_exactly_one_section() -> None:
    brief = compose(PILE)
    shown = [*brief.disputed, *brief.several_voices, *brief.one_voice, *brief.changed]
    assert sorted(e.id for e in shown) == sorted(e.id for e in ENTRIES)


def test_what_three_voices_say_stands_before_what_two_say() -> None:
    assert [e.id for e in compose(PILE).several_voices] == ["e-burned", "e-out"]


def test_opinion_stands_last() -> None:
    assert compose(PILE).one_voice[-1].id == "e-opinion"


@given(st.permutations(ENTRIES))
def test_the_order_of_the_entries_changes_nothing(entries: list) -> None:
    shuffled = replace(PILE, ledger=replace(LEDGER, entries=tuple(entries)))
    assert compose(shuffled) == compose(PILE)


@pytest.mark.requirement("R1")
def test_a_copy_more_changes_neither_voices_nor_origins() -> None:
    before = compose(PILE)
    entries = tuple(
        replace(
            entry,
            readings=tuple(
                replace(r, citations=tuple(c for c in r.citations if not c.derived))
                for r in entry.readings
            ),
        )
        for entry in ENTRIES
        if entry.id != "e-missing"
    )
    kept = tuple(e for e in entries_of(before) if e.id != "e-missing")
    assert count_origins(entries) == count_origins(kept)


def entries_of(brief: object) -> tuple:
    return (*brief.disputed, *brief.several_voices, *brief.one_voice, *brief.changed)  # type: ignore[attr-defined]


@pytest.mark.requirement("R6")
def test_a_voice_that_names_nobody_counts_in_the_greatest_number_of_origins_alone() -> None:
    low, high = count_origins(e for e in ENTRIES if e.id == "e-rail")
    assert (low, high) == (0, 1)


def test_the_gravest_alteration_stands_first() -> None:
    assert compose(PILE).altered[0].severity == "critical"


def test_a_pile_without_claims_still_says_who_speaks() -> None:
    brief = compose(replace(PILE, ledger=Ledger()))
    assert any("independent voices" in statement.text for statement in brief.statements)


def test_an_empty_lineage_gives_no_statement_rather_than_an_unfounded_one() -> None:
    bare = replace(
        PILE,
        ledger=Ledger(),
        lineage=replace(PILE.lineage, voices=(), independence=Independence(low=0, high=0)),
    )
    assert compose(bare).statements == ()


@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_no_statement_carries_a_character_that_acts(text: str) -> None:
    brief = compose(hostile(text))
    for said in (brief.title, *(statement.text for statement in brief.statements)):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in said)


def test_sorting_keeps_entries_of_equal_rank_apart_by_id() -> None:
    twins = [replace(ENTRIES[4], id=EntryId(name)) for name in ("e-b", "e-a")]
    assert [e.id for e in sort_entries(twins, index_pile(PILE))["one_voice"]] == ["e-a", "e-b"]


def test_another_happening_is_named_apart_and_counts_nowhere() -> None:
    story = PILE.stories[0]
    main = replace(story, reports=tuple(r for r in story.reports if r != "r4"))
    other = replace(story, id="s-2", reports=(PILE.reports[3].id,), title="Crates in Hollin")
    entries = tuple(replace(e, story_id="s-2") if e.id == "e-opinion" else e for e in ENTRIES)
    before = compose(PILE)
    brief = compose(replace(PILE, stories=(other, main), ledger=replace(LEDGER, entries=entries)))
    assert brief.story_id == "s-1"
    assert brief.apart == (other,)
    assert (brief.n_reports, brief.independence.low, brief.independence.high) == (7, 2, 3)
    assert "e-opinion" not in {e.id for e in entries_of(brief)}
    assert len(entries_of(brief)) == len(entries_of(before)) - 1
    assert all(c.span.report_id != "r4" for s in brief.statements for c in s.citations)


def test_the_toll_of_a_year_long_ago_is_told_after_that_of_the_day() -> None:
    disputed = next(e for e in ENTRIES if e.status == "disputed" and e.slot == "killed")
    past = replace(disputed, id=EntryId("e-past"), question="How many people were killed in 2007?")
    injured = replace(disputed, slot="injured", question="How many people were injured?")
    figures = compose(replace(PILE, ledger=replace(LEDGER, entries=(past, injured)))).statements[1]
    assert figures.text.startswith("Injured: ")
    assert "killed" in figures.text.casefold()
