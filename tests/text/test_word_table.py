from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text import word_table
from firsthand.text.kernels import kernels
from firsthand.text.tokens import tokenize
from firsthand.text.word_table import (
    CAPITAL,
    DIGIT,
    FIRST,
    QUOTED,
    number_stem,
    number_word,
    tabulate_words,
)

WORDS = "Velm ferry 5,000 U.S. a_b said policies running Straße ſ İ"
MARKS = "“”\"'.!\n …日²_—()É\x00\ud800"
PIECES = st.sampled_from([*WORDS.split(), *MARKS])
TEXTS = st.lists(st.lists(PIECES, max_size=25).map(" ".join), max_size=4)
GLUED = st.lists(st.lists(PIECES, max_size=25).map("".join), max_size=4)


@given(st.one_of(TEXTS, GLUED, st.lists(st.text(max_size=60), max_size=3)))
def test_words_are_those_of_the_tokenizer(texts):
    table = tabulate_words(texts)
    assert len(table) == len(texts)
    for index, text in enumerate(texts):
        inside = slice(table.bounds[index], table.bounds[index + 1])
        words = tokenize(text)
        assert tuple(table.starts[inside].tolist()) == words.starts
        assert tuple(table.ends[inside].tolist()) == words.ends


@pytest.mark.skipif(kernels() is None, reason="no compiled loops in this installation")
@given(st.one_of(TEXTS, GLUED, st.lists(st.text(max_size=60), max_size=3)))
def test_the_compiled_loop_and_numpy_give_the_same_table(texts):
    joined = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(joined):
        found = word_table._scan_compiled(kernels(), joined)
        for mine, theirs in zip(found, word_table._scan(joined), strict=True):
            assert mine.tolist() == theirs.tolist()


@given(st.lists(st.sampled_from(["velm", "Velm", "lake", "FERRY", "ferry"]), min_size=1))
def test_a_word_has_one_number_whatever_its_case(forms):
    table = tabulate_words([" ".join(forms)])
    assert table.words.tolist() == [number_word(form.lower()) for form in forms]


def test_endings_leave_the_stem():
    for form in ("flood", "floods", "flooded", "flooding"):
        assert number_stem(form) == number_stem("flood")
    assert number_stem("glass") != number_stem("glas")
    assert number_stem("200s") != number_stem("200")


def bits_of(text: str, bit: int) -> list[str]:
    table = tabulate_words([text])
    hit = np.flatnonzero(table.bits & bit).tolist()
    return [text[table.starts[i] : table.ends[i]] for i in hit]


def test_quoted_words_stand_between_marks_of_one_paragraph():
    text = (
        'Ines Maro said, "We heard a blast," and left.\nA line with a lost "mark on its way\nEnd."'
    )
    assert bits_of(text, QUOTED) == ["We", "heard", "a", "blast"]


def test_marks_that_a_machine_set_apart_open_nothing():
    assert bits_of('They fight ", he said of the three groups. " It went on', QUOTED) == []


def test_sentences_begin_behind_an_end_mark_and_a_space():
    text = "Rain fell. The Ostra rose by 1.5 metres! Nobody left\nUntil dawn e.g. some"
    assert bits_of(text, FIRST) == ["Rain", "The", "Nobody", "Until"]


def test_capitals_and_digits_are_told():
    assert bits_of("Éva met 3 of 12 in Velm", CAPITAL) == ["Éva", "Velm"]
    assert bits_of("Éva met 3 of 12 in Velm", DIGIT) == ["3", "12"]


def test_blocks_do_not_change_the_table(monkeypatch):
    texts = ["One ferry sank.", "", "Two boats “went down at dawn” near Velm.", "x"]
    whole = tabulate_words(texts)
    monkeypatch.setattr(word_table, "BLOCK_CODE_POINTS", 5)
    parts = tabulate_words(texts)
    for name in ("words", "stems", "starts", "ends", "bits", "bounds"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()
