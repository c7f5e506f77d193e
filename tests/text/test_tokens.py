"""Words with a map back to their characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The U.S. port", ("the", "u", "s", "port")),
        ("5,000 crates", ("5", "000", "crates")),
        ("Renn’s boat—adrift", ("renn", "s", "boat", "adrift")),
        ("snake_case", ("snake", "case")),
        ("STRASSE Straße", ("strasse", "strasse")),
        ("…!?", ()),
        ("", ()),
    ],
)
def test_words_are_runs_of_letters_and_digits_without_case(text, forms):
    assert tokenize(text).forms == forms


@given(st.text())
def test_every_word_leads_back_to_its_characters(text):
    words = tokenize(text)
    assert len(words) == len(words.forms) == len(words.starts) == len(words.ends)
    previous = 0
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        assert previous <= start < end <= len(text)
        assert text[start:end].casefold() == form
        previous = end


@given(st.text())
def test_no_letter_or_digit_is_lost(text):
    words = tokenize(text)
    covered = {i for a, b in zip(words.starts, words.ends, strict=True) for i in range(a, b)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered


@given(st.lists(st.sampled_from("The Sarn rose by 4,2 m. — “Help!” she’d cried;".split())))
def test_a_copy_that_lost_case_and_marks_has_the_same_words(pieces):
    text = " ".join(pieces)
    bare = " ".join(tokenize(text).forms)
    assert tokenize(bare).forms == tokenize(text).forms
    assert tokenize(text.upper()).forms == tokenize(text).forms


@given(st.text(alphabet="ab .", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_words_within_a_run_are_those_that_lie_wholly_in_it(text, one, other):
    start, end = sorted((one, other))
    words = tokenize(text)
    inside = [i for i in range(len(words)) if start <= words.starts[i] and words.ends[i] <= end]
    assert list(words.within(start, end)) == inside
