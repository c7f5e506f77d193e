from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ledger.quotes import link_quotes
from firsthand.ledger.wording import list_edits, overlap_agrees, spoken_words
from firsthand.records import (
    Alignment,
    Derivation,
    Occurrence,
    Quote,
    Report,
    ReportId,
    Retrieval,
    Utterance,
)

FULL = "We should pay for the lost boats, not for new tolls. Nobody asked the crews."


def _report(name: str, text: str) -> Report:
    return Report(id=ReportId(name), text=text, retrieval=Retrieval(sha256="0" * 64))


def _quoted(report: Report, words: str, speaker: str | None) -> Utterance:
    start = report.text.index(words)
    span = report.span(start, start + len(words))
    return Utterance(span=span, speaker=speaker, source=None, cue=None)


def _copy(child: Report, parent: Report, *passages: tuple[str, str]) -> Derivation:
    return Derivation(
        child=child.id,
        parent=parent.id,
        kind="translation",
        probability=0.9,
        direction_probability=0.9,
        child_share=0.9,
        parent_share=0.9,
        passages=tuple(
            Alignment(
                child=child.span(child.text.index(c), child.text.index(c) + len(c)),
                parent=parent.span(parent.text.index(p), parent.text.index(p) + len(p)),
                similarity=0.8,
            )
            for c, p in passages
        ),
    )


def _at(quotes: tuple[Quote, ...], report: Report) -> list[Occurrence]:
    return [o for q in quotes for o in q.occurrences if o.span.report_id == report.id]


def test_one_utterance_in_two_reports_is_one_quote() -> None:
    a, b = _report("r-a", f"“{FULL}” Fenn said."), _report("r-b", f"Orla Fenn: “{FULL}”")
    (quote,) = link_quotes([_quoted(a, FULL, "Fenn"), _quoted(b, FULL, "Orla Fenn")], [a, b], [])
    assert len(quote.occurrences) == 2
    assert quote.speaker == "Orla Fenn"
    assert not any(o.altered for o in quote.occurrences)


def test_a_shorter_part_is_linked_and_not_altered() -> None:
    part = "We should pay for the lost boats"
    a, b = _report("r-a", f"“{FULL}” Fenn said."), _report("r-b", f"“{part},” Fenn said.")
    (quote,) = link_quotes([_quoted(a, FULL, "Fenn"), _quoted(b, part, "Fenn")], [a, b], [])
    assert quote.canonical == FULL
    assert not any(o.altered for o in quote.occurrences)


def test_a_changed_modal_in_a_copy_is_an_alteration() -> None:
    changed = FULL.replace("should", "must")
    a, b = _report("r-a", f"“{FULL}” Fenn said."), _report("r-b", f"“{changed}” Fenn said.")
    quotes = link_quotes(
        [_quoted(a, FULL, "Fenn"), _quoted(b, changed, "Fenn")], [a, b], [_copy(b, a)]
    )
    (found,) = _at(quotes, b)
    assert found.altered
    assert [(e.before, e.after, e.kind, e.severity) for e in found.differences] == [
        ("should", "must", "modal", "high")
    ]


def test_a_quotation_at_the_same_place_of_a_copy_is_the_same_however_reworded() -> None:
    a = _report("r-a", "Crowds shouted “Shame on the owners,” at noon.")
    b = _report("r-b", "Crowds shouted “Dishonour to proprietors,” at midday.")
    quotes = link_quotes(
        [_quoted(a, "Shame on the owners,", "Crowds"),
         _quoted(b, "Dishonour to proprietors,", "Crowds")],
        [a, b],
        [_copy(b, a, (b.text, a.text))],
    )  # fmt: skip
    assert len(quotes) == 1 or all(len(q.occurrences) == 1 for q in quotes)


def test_unlike_words_of_one_speaker_stay_two_quotes() -> None:
    a = _report("r-a", "“The pumps failed in the night,” Fenn said.")
    b = _report("r-b", "“My father built that pier himself,” Fenn said.")
    quotes = link_quotes(
        [
            _quoted(a, "The pumps failed in the night,", "Fenn"),
            _quoted(b, "My father built that pier himself,", "Fenn"),
        ],
        [a, b],
        [],
    )
    assert len(quotes) == 2


def test_a_report_without_marks_carries_the_quotation_with_its_speaker() -> None:
    bare = (
        "the crews had been at work for nine days when the senator came to the pier on monday we"
        " should pay for the lost boats not for new tolls nobody asked the crews the senator said"
        " and left for the capital in the evening the line gave no answer"
    )
    a, b = _report("r-a", f"“{FULL}” Orla Fenn said."), _report("r-b", bare)
    quotes = link_quotes([_quoted(a, FULL, "Orla Fenn")], [a, b], [])
    (found,) = _at(quotes, b)
    assert bare[found.span.start : found.span.end].startswith("we should pay")
    assert bare[found.span.start : found.span.end].endswith("asked the crews")
    assert found.speaker == "Orla Fenn"
    assert not found.altered


def test_the_same_words_in_two_mouths_keep_both_names() -> None:
    a, b = _report("r-a", f"“{FULL}” Fenn said."), _report("r-b", f"“{FULL}” Tomas Brin said.")
    quotes = link_quotes(
        [_quoted(a, FULL, "Orla Fenn"), _quoted(b, FULL, "Tomas Brin")], [a, b], []
    )
    assert {o.speaker for q in quotes for o in q.occurrences} == {"Orla Fenn", "Tomas Brin"}


@given(st.permutations(range(4)))
def test_order_of_arrival_changes_nothing(order: list[int]) -> None:
    texts = [FULL, FULL.replace("should", "must"), "Nobody asked the crews.", "The pier is gone."]
    reports = [_report(f"r-{i}", f"“{t}” Fenn said.") for i, t in enumerate(texts)]
    said = [_quoted(r, t, "Fenn") for r, t in zip(reports, texts, strict=True)]
    expected = link_quotes(said, reports, [])
    assert link_quotes([said[i] for i in order], [reports[i] for i in order], []) == expected


def test_every_utterance_is_an_occurrence_of_exactly_one_quote() -> None:
    texts = [FULL, "Nobody asked the crews.", "We should pay."]
    reports = [_report(f"r-{i}", f"“{t}” Fenn said.") for i, t in enumerate(texts)]
    said = [_quoted(r, t, None) for r, t in zip(reports, texts, strict=True)]
    spans = [o.span for q in link_quotes(said, reports, []) for o in q.occurrences]
    assert sorted(spans) == sorted(u.span for u in said)


def test_stripped_forms_read_as_the_full_ones() -> None:
    assert spoken_words("we don t trust the u s") == spoken_words("We don’t trust the U.S.")
    assert spoken_words("the [harbor] deal") == ["the", "deal"]


def test_edits_are_graded_by_what_they_change() -> None:
    before = "There were 24 people, and Brin did not help the old crews much."
    after = "There were 25 people, and Brin did help the new crews much."
    kinds = {e.kind: e.severity for e in list_edits(before, after)}
    assert kinds["number"] == "critical"
    assert kinds["negation"] == "critical"
    assert kinds["wording"] == "low"


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12))
def test_a_wording_agrees_with_itself_and_with_its_parts(words: list[str]) -> None:
    assert overlap_agrees(words, words)
    assert overlap_agrees(words[: max(1, len(words) // 2)], words)
    assert list_edits(" ".join(words), " ".join(words)) == ()


def test_a_quotation_that_has_its_counterpart_gets_no_second_one() -> None:
    a = _report("r-a", "Crowds shouted “Shame on the lake line!” and left.")
    b = _report("r-b", "Crowds shouted “Shame on the lake line!” and “The lake is ours!” and left.")
    quotes = link_quotes(
        [
            _quoted(a, "Shame on the lake line!", "Crowds"),
            _quoted(b, "Shame on the lake line!", "Crowds"),
            _quoted(b, "The lake is ours!", "Crowds"),
        ],
        [a, b],
        [_copy(b, a, (b.text, a.text))],
    )
    assert sorted(len(q.occurrences) for q in quotes) == [1, 2]


@pytest.mark.parametrize("less", ["Orla", "the harbour minister", "harbour minister"])
def test_a_name_that_leaves_open_who_speaks_is_filled_from_where_the_words_stand_too(less) -> None:
    a, b = _report("r-a", f"“{FULL}” said {less}."), _report("r-b", f"Orla Fenn: “{FULL}”")
    quotes = link_quotes([_quoted(a, FULL, less), _quoted(b, FULL, "Orla Fenn")], [a, b], [])
    assert [o.speaker for o in _at(quotes, a)] == ["Orla Fenn"]


def test_another_name_for_the_same_words_stands() -> None:
    a, b = _report("r-a", f"“{FULL}” said Jan Holt."), _report("r-b", f"Orla Fenn: “{FULL}”")
    quotes = link_quotes([_quoted(a, FULL, "Jan Holt"), _quoted(b, FULL, "Orla Fenn")], [a, b], [])
    assert [o.speaker for o in _at(quotes, a)] == ["Jan Holt"]
