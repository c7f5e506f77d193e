from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.visible import shorten, show_controls, squeeze

ANY = st.text(alphabet=st.characters(), max_size=60)


@given(ANY)
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    for character in show_controls(text):
        assert character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")


@given(ANY)
def test_what_was_shown_can_be_written_as_utf_8(text: str) -> None:
    show_controls(text).encode("utf-8")


@given(ANY)
def test_a_squeezed_text_is_one_line_without_double_spaces(text: str) -> None:
    squeezed = squeeze(text)
    assert len(squeezed.splitlines()) <= 1
    assert "  " not in squeezed


@given(ANY, st.integers(min_value=0, max_value=50))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


def test_an_escape_sequence_is_readable_and_harmless() -> None:
    assert show_controls("a\x1b[2Jb\u202ec") == "a<1B>[2Jb<202E>c"


def test_plain_text_stays_as_it_is() -> None:
    text = "“Naïve” – 3 °C, 東京, مرحبا\n"
    assert show_controls(text) == text
