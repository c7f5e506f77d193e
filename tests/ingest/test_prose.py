"""What is text and no report is refused before any rule reads it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import ItemError
from firsthand.ingest import prose
from firsthand.ingest.prose import check_prose

WORDS = "fire water tower harbour crane mayor night storm ferry bridge school market".split()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 2_001, "2,001 characters without a space"),
        (" ".join(["x" * 1_999] * 20), "1,999 characters without a space"),
        ("A fire." + " " * 2_001 + "It is out.", "blanks in a row"),
        ("A fire." + "\n" * 3_000 + "It is out.", "blanks in a row"),
        ('A fire. "' + '" ' * 6_000, "letters in"),
        ("A fire. " + "1 " * 6_000, "letters in"),
        ("fire " * 200_000, "the same few words"),
        ("— 12 … !", "no word in it"),
        ("Velm burns. " * 90_000, "a report may have 1,000,000: split it"),
    ],
)
def test_what_is_no_running_text_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ItemError, match=reason):
        check_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "中" * 30_000 + "".join(chr(0x4E00 + n) for n in range(20_000)),
        "See https://velm.example/" + "a" * 1_500 + " for the list.",
        "\n" * 5_000 + "A fire." + " " * 5_000,
    ],
)
def test_short_texts_other_scripts_and_long_addresses_pass(text: str) -> None:
    check_prose(text)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), min_size=40))
def test_a_text_of_many_words_passes_at_any_length(words: list[str]) -> None:
    check_prose(" ".join(f"{word}{number}" for number, word in enumerate(words * 40)))


def test_a_page_that_repeats_its_menu_passes() -> None:
    menu = " ".join(WORDS)
    story = " ".join(f"{word} {number}" for number in range(300) for word in WORDS)
    check_prose(f"{menu}\n" * 10 + story)
    assert len(story) > prose.LEAST_CHARACTERS_TO_JUDGE
