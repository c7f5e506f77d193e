"""Words as UD English cuts them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.ud_words import tokenize


def words(text):
    return " ".join(text[start:end] for start, end in tokenize(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Velm's mayor didn't say who'd pay.", "Velm 's mayor did n't say who 'd pay ."),
        ("We’ll see: they can’t, won’t.", "We ’ll see : they ca n’t , wo n’t ."),
        ("the rowers' boats", "the rowers ' boats"),
        ("you shouldn't've rowed", "you should n't 've rowed"),
        ("O'Renn went to Sana'a at six o'clock", "O'Renn went to Sana'a at six o'clock"),
        ("y'all come, c'mon", "y' all come , c'm on"),
        ("throw 'em back, said 'Renn'", "throw 'em back , said ' Renn '"),
        ("She cannot row and is gonna sink", "She can not row and is gon na sink"),
        ("dont go, thats alot, im off", "do nt go , that s a lot , i m off"),
        ("its not the ferry, its hull leaks", "it s not the ferry , its hull leaks"),
        ("Lets row. The law lets us.", "Let s row . The law lets us ."),
    ],
)
def test_clitics_part_from_their_word_with_and_without_apostrophe(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a Velm-backed, ten-year-old plan", "a Velm - backed , ten - year - old plan"),
        ("non-Velmian co-owners re-elected", "non-Velmian co-owners re-elected"),
        ("anti-U.S. and pro-Ostra e-mails", "anti-U.S. and pro-Ostra e-mails"),
        ("the mid-1980s, over-the-top", "the mid-1980s , over - the - top"),
        ("Al-Sarn’s co-pilot’s boat", "Al - Sarn ’s co-pilot ’s boat"),
        ("the pier—or quay–fell", "the pier — or quay – fell"),
    ],
)
def test_a_hyphen_splits_unless_it_follows_a_prefix(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Dr. Renn met Mr. J. K. Sarn.", "Dr. Renn met Mr. J. K. Sarn ."),
        ("the U.S. envoy, i.e. Renn", "the U.S. envoy , i.e. Renn"),
        ("Oars, ropes, etc. were lost", "Oars , ropes , etc. were lost"),
        ("oars, ropes, etc. They sank.", "oars , ropes , etc . They sank ."),
        ("oars, ropes, etc.", "oars , ropes , etc ."),
        ("at 5 p.m. Tuesday, at 6 p.m. They", "at 5 p.m. Tuesday , at 6 p.m . They"),
        ("No. 7 said no. Then she left.", "No. 7 said no . Then she left ."),
        ("in Port Ostra, La. on Sept. 3", "in Port Ostra , La. on Sept. 3"),
        ("Ostra Ferries Inc.. It sank", "Ostra Ferries Inc. . It sank"),
    ],
)
def test_abbreviations_keep_their_dot_and_sentences_theirs(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("$3.5 million, 50%, £5m, US$40", "$ 3.5 million , 50 % , £ 5 m , US$ 40"),
        ("5,000 by 7:30pm on 10/12/04", "5,000 by 7:30 pm on 10/12/04"),
        ("the 1990s, the '80s, 4th of 12km", "the 1990s , the '80s , 4th of 12 km"),
        ("from 2001-2003, 3-2 up", "from 2001 - 2003 , 3 - 2 up"),
        ("call 555-0134 or 020-555-0134", "call 555-0134 or 020-555-0134"),
        ("as shown [13,14], at 3,5 knots", "as shown [ 13 , 14 ] , at 3,5 knots"),
        ("Rs500 and 1/2", "Rs 500 and 1/2"),
    ],
)
def test_numbers_stay_whole_and_part_from_units_and_signs(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("see https://velm.example/a?b=(c), ok", "see https://velm.example/a?b=(c) , ok"),
        ("<renn@velm.example>.", "< renn@velm.example > ."),
        ("ask @renn about #ferry #1", "ask @renn about #ferry # 1"),
        ("Open plan_b.doc on ostra.org.", "Open plan_b.doc on ostra.org ."),
        ("sunk :) really :-( ;-)", "sunk :) really :-( ;-)"),
        ("What?! No... really -- gone!!!", "What ?! No ... really -- gone !!!"),
        ("and/or b/c AT&T and R&D", "and / or b/c AT&T and R&D"),
        ("“Sunk,” he said (twice).", "“ Sunk , ” he said ( twice ) ."),
    ],
)
def test_addresses_faces_and_runs_of_marks_stay_whole(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("renn doesn t know 5pm from 6 30pm", "renn doesn t know 5 pm from 6 30 pm"),
        ("velm s ferry cant sail its not afloat", "velm s ferry ca nt sail it s not afloat"),
        ("at 5 p.m. tuesday, oars etc. they sank.", "at 5 p.m. tuesday , oars etc . they sank ."),
    ],
)
def test_texts_without_case_and_marks_are_cut_alike(text, cut):
    assert words(text) == cut


def test_combining_marks_stay_on_their_letter():
    assert words("a cafe\u0301 sank") == "a cafe\u0301 sank"


VISIBLE_PARTS = st.sampled_from(
    """a I Velm n't 's ’ ' ` . .. ... ! ? , : ; - -- — _ / \\ @ # & $ % ( ) [ ] { } < > = ^ ^_^ :) co-
    non- U.S. p.m. etc etc. its lets dont im 5 12 1990s 7:30pm 10/12 1,000 www. http:// x.com a@b.c
    .doc é \u0301 \u200b 船 \u00a0 \u2028""".split(" ")
)


@given(st.one_of(st.text(), st.lists(st.one_of(VISIBLE_PARTS, st.just(" "))).map("".join)))
def test_every_visible_character_is_in_exactly_one_word_and_no_space_is(text):
    at = 0
    for start, end in tokenize(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "1",
        " ",
        ".",
        "-",
        "'",
        "@",
        "/",
        ":",
        "_",
        "a.",
        "a-",
        "'s",
        "a@",
        "www.",
        "e-",
        "1,",
        "ab.cd.",
    ],
)
def test_a_long_line_of_one_thing_takes_no_longer_than_its_length(part):
    text = part * (50_000 // len(part))
    began = time.perf_counter()
    tokenize(text)
    assert time.perf_counter() - began < 2  # a quadratic pattern takes minutes
