from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.quotes import quoted_regions


def _words(text: str) -> list[str]:
    return [text[r.start : r.end] for r in quoted_regions(text)]


def _kinds(text: str) -> list[str]:
    return [r.kind for r in quoted_regions(text)]


@given(st.text(alphabet="ab. ,\n\"“”‘’'«»-", max_size=120))
def test_regions_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    position = 0
    for region in quoted_regions(text):
        assert position <= region.outer_start <= region.start < region.end <= region.outer_end
        assert region.outer_end <= len(text)
        position = region.outer_end


@pytest.mark.parametrize(
    ("opening", "closing"), [('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“")]
)
def test_every_pair_of_marks_holds_the_words_between_them(opening: str, closing: str) -> None:
    text = f"{opening}The bridge won't hold another night,{closing} said Dana Orr of the port."
    if opening == "„":
        text = text.replace(closing, "”")
    assert _words(text) == ["The bridge won't hold another night,"]
    assert _kinds(text) == ["speech"]


@pytest.mark.parametrize(
    "text",
    [
        "The miners' union and the port's crews said they won't go.",
        "In the '90s nobody asked 'em.",
        "The beam was 6' 2\" long.",
        "It is the Orrs’ boat and James’ pier.",
    ],
)
def test_an_apostrophe_opens_nothing(text: str) -> None:
    assert _words(text) == []


def test_a_quotation_over_paragraphs_gives_one_region_a_paragraph() -> None:
    text = "“We waited for two days.\n\n“Nobody came to the pier,” Orr said."
    first, last = quoted_regions(text)
    assert not first.closed
    assert first.goes_on
    assert last.closed
    assert text[first.start : first.end] == "We waited for two days."


def test_a_lost_closing_mark_ends_at_the_cue_or_the_paragraph() -> None:
    text = '"The pier is gone, she said. Then the mayor left.\n\nThe rest is the report.'
    assert _words(text) == ["The pier is gone,"]
    text = "“The pier is gone\n\nThe rest is the report."
    assert _words(text) == ["The pier is gone"]


def test_a_lost_closing_mark_never_takes_more_than_a_hundred_words() -> None:
    text = "“It began here. " + "Then the water came over the wall again. " * 40
    (region,) = quoted_regions(text)
    assert 50 < len(text[region.start : region.end].split()) <= 100


def test_a_lost_opening_mark_takes_its_sentence_only() -> None:
    text = "The boat was late. We saw nothing of the crew,” said Orr. The sea was calm."
    (region,) = quoted_regions(text)
    assert not region.opened
    assert text[region.start : region.end] == "We saw nothing of the crew,"


def test_a_mark_glued_to_the_wrong_word_still_closes() -> None:
    text = '"The sea took the boats and the nets, "said Orr. "We have none left."'
    assert _words(text) == ["The sea took the boats and the nets,", "We have none left."]


def test_a_mark_that_moved_into_its_quotation_does_not_end_it() -> None:
    text = 'He was "bound to guard the Lowland." crews "and that he wanted" the northern ports'
    assert _words(text) == ['bound to guard the Lowland." crews', "the northern ports"]


def test_a_stray_mark_after_a_quotation_opens_nothing() -> None:
    text = 'Orr called for "a pier that stands up to storms." "\n\nThe mayor left.'
    assert _words(text) == ["a pier that stands up to storms."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Callers may text "LKPD" to 40411.', "keyword"),
        ("Eddie “The Hook” Voss was seen there.", "scare"),
        ("Many of the “volunteers” wore uniforms.", "scare"),
        ("He read “The Long Way to the Lake” aloud.", "scare"),
        ("They chanted “Down with tolls” at noon.", "speech"),
        ("“No tolls,” said Orr.", "speech"),
        ("Orr called the toll “a shameful farce.”", "speech"),
        ("He said it “would never be built again” there.", "speech"),
    ],
)
def test_what_the_marks_mean_is_guessed_from_length_and_cue(text: str, kind: str) -> None:
    assert _kinds(text) == [kind]


def test_listed_quotations_are_of_one_kind() -> None:
    assert _kinds("Crowds shouted “Down, down tolls!” and “Shame,” and left.") == ["speech"] * 2


def test_ten_thousand_marks_are_read_in_linear_time() -> None:
    began_at = time.perf_counter()
    regions = quoted_regions('"a" ' * 10_000)
    assert len(regions) > 1_000
    assert time.perf_counter() - began_at < 5


def test_a_line_of_unclosed_single_marks_is_read_in_linear_time() -> None:
    began_at = time.perf_counter()
    quoted_regions(" ".join(f"'w{n} v{n}" for n in range(8_000)))
    assert time.perf_counter() - began_at < 5
