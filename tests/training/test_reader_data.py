"""What the reader is trained on: conditions, other names, other tellings, attributions by rule."""

from __future__ import annotations

import random

import pytest
from training.reader.corpus import Sentence, spans, typographic, view
from training.reader.labels import IGNORED
from training.reader.names import gum_names, mentions, peoples_of, with_other_kinds
from training.reader.silver import tag_document
from training.reader.swap import NamePool, money
from training.reader.turn import turned


def sentence(words: str, **layers: list[str] | None) -> Sentence:
    """A sentence of words apart; what clings to the word before has no space before it."""
    tok = words.split()
    clings = (".", ",", "'s", "n't", "”", ":")
    sp = [after not in clings for after in [*tok[1:], ""]]
    empty = dict.fromkeys(("upos", "head", "rel", "ner", "srl", "attr"))
    return {"tok": tok, "sp": sp, "segok": True, **empty, **layers}


SAID = sentence(
    "The harbour master said the crane at the north quay will be taken down in spring .",
    ner=["O"] * 17,
    attr=["B-SOURCE", "I-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT", *["I-CONTENT"] * 11, "O"],
)


def test_stripped_text_is_lower_case_without_marks_and_keeps_what_was_lost() -> None:
    seen = view(sentence("Ore ships , it said , do n't call at Velm ."), "stripped")
    assert " ".join(seen.words) == "ore ships it said don t call at velm"
    assert seen.of == [0, 1, 3, 4, 6, 7, 8, 9, 10]
    assert seen.punctuation == [0, 1, 0, 1, 0, 0, 0, 0, 2]
    assert seen.case == [1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_written_text_keeps_its_words_and_shows_the_side_of_a_straight_mark() -> None:
    quoted = sentence('" Come in , " he said .')
    quoted["sp"] = [False, True, False, False, True, True, False, True]
    seen = view(quoted, "written")
    assert seen.words == ["“", "Come", "in", ",", "”", "he", "said", "."]
    assert set(seen.punctuation) == {IGNORED}


def test_bare_text_keeps_its_case() -> None:
    assert view(sentence("Velm , he said ."), "bare").words == ["Velm", "he", "said"]


def test_marks_become_typographic_in_pairs() -> None:
    told = typographic(sentence('" No , " he said , " it \'s not . "'), random.Random(1))
    assert [t for t in told["tok"] if t in "“”"] == ["“", "”", "“", "”"]


@pytest.mark.parametrize("seed", range(40))
def test_every_telling_keeps_one_source_one_cue_and_all_of_the_content(seed: int) -> None:
    told, counts = turned([SAID], 1.0, random.Random(seed))
    assert counts == [1] * len(told)
    words = [w.lower() for s in told for w in s["tok"]]
    assert {"crane", "quay", "spring"} <= set(words)
    kinds = [kind for s in told for _, _, kind in spans(s["attr"])]
    assert kinds.count("SOURCE") == kinds.count("CUE") == 1
    for s in told:
        assert len(s["tok"]) == len(s["attr"]) == len(s["ner"]) == len(s["sp"])
        for first, end, kind in spans(s["attr"]):
            if kind == "SOURCE":
                assert [w.lower() for w in s["tok"][first:end]] == ["the", "harbour", "master"]


def test_a_sentence_with_a_tree_is_told_as_it_stands() -> None:
    parsed = {**SAID, "upos": ["X"] * 17}
    assert turned([parsed], 1.0, random.Random(1))[0] == [parsed]


def test_other_names_are_of_the_same_kind_and_layers_stay_in_step() -> None:
    row = sentence(
        "Asta Brenn met the Orrin Dock Union in Velm .",
        ner=["B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG", "I-ORG", "O", "B-LOC", "O"],
    )
    other = sentence("Ilo Marsk came .", ner=["B-PER", "I-PER", "O", "O"])
    pool = NamePool([{"sents": [row, other]}])
    for seed in range(30):
        new = pool.swap(row, random.Random(seed))
        assert [kind for _, _, kind in spans(new["ner"])] == ["PER", "ORG", "LOC"]
        assert len(new["tok"]) == len(new["ner"]) == len(new["sp"])
    first = {pool.swap(row, random.Random(seed))["tok"][0] for seed in range(30)}
    assert first == {"Asta", "Ilo"}


def test_sums_have_a_number_and_a_currency() -> None:
    for seed in range(50):
        words = money(random.Random(seed))
        assert any(w[0].isdigit() for w in words)
        assert any(not w[0].isdigit() for w in words)


def test_names_of_gum_are_the_capitals_around_the_head_of_a_mention() -> None:
    s = sentence(
        "Mayor Ilo Marsk of Velm spoke .", upos="PROPN PROPN PROPN ADP PROPN VERB PUNCT".split()
    )
    s["head"], s["rel"] = [6, 1, 1, 5, 1, 0, 6], "nsubj flat flat case nmod root punct".split()
    s["misc"] = ["Entity=(1-person-new", "_", "_", "_", "Entity=(2-place-new)1)", "_", "_"]
    assert mentions(s) == [(0, 4, "person"), (4, 4, "place")]
    assert gum_names(s, frozenset()) == ["O", "B-PER", "I-PER", "O", "B-LOC", "O", "O"]


def test_a_set_with_three_kinds_does_not_judge_dates_and_knows_peoples() -> None:
    s = sentence("The Velmish King Orrin left in 1999 .")
    tags = ["O", "B-MISC", "B-PER", "I-PER", "O", "O", "O", "O"]
    assert with_other_kinds(s, tags, frozenset({"Velmish"})) == [
        "O", "B-NORP", "O", "B-PER", "O", "O", "?", "O",
    ]  # fmt: skip


def test_a_word_for_a_people_stands_alone_at_least_twice() -> None:
    s = sentence("Velmish ships and Ostran ships", ner=["B-NORP", "O", "O", "B-NORP", "O"])
    once = sentence("Velmish crews", ner=["B-NORP", "O"])
    assert peoples_of([{"sents": [s, once]}]) == {"Velmish"}


Tree = tuple[list[str], list[int], list[str]]


def tree(text: str) -> tuple[list[str], Tree]:
    """Rows of "word TAG head relation"."""
    rows = [line.split() for line in text.strip().splitlines()]
    return [r[0] for r in rows], (
        [r[1] for r in rows],
        [int(r[2]) for r in rows],
        [r[3] for r in rows],
    )


def shown(words: list[str], tags: list[str] | None) -> str:
    """The spans as KIND: words."""
    return "; ".join(f"{kind}: {' '.join(words[a:b])}" for a, b, kind in spans(tags or []))


REPORTED = """
The DET 2 det
mayor NOUN 5 nsubj
has AUX 5 aux
repeatedly ADV 5 advmod
denied VERB 0 root
that SCONJ 9 mark
the DET 8 det
dam NOUN 9 nsubj
leaked VERB 5 ccomp
. PUNCT 5 punct
"""
QUOTED = """
“ PUNCT 5 punct
We PRON 5 nsubj
did AUX 5 aux
not PART 5 advmod
sleep VERB 9 ccomp
, PUNCT 9 punct
” PUNCT 5 punct
she PRON 9 nsubj
said VERB 0 root
on ADP 11 case
Monday PROPN 9 obl
. PUNCT 9 punct
"""
CALLED = """
Unions NOUN 2 nsubj
called VERB 0 root
for ADP 6 case
a DET 6 det
new DET 6 amod
inquiry NOUN 2 obl
. PUNCT 2 punct
"""
GOES_ON = """
The DET 2 det
water NOUN 3 nsubj
rose VERB 0 root
. PUNCT 3 punct
” PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPORTED, "SOURCE: The mayor; CUE: has repeatedly denied; CONTENT: that the dam leaked"),
        (QUOTED, "CONTENT: “ We did not sleep , ”; SOURCE: she; CUE: said"),
        (CALLED, "SOURCE: Unions; CUE: called for; CONTENT: a new inquiry"),
    ],
)
def test_attributions_by_rule(text: str, expected: str) -> None:
    words, parsed = tree(text)
    assert shown(words, tag_document([words], [parsed])[0]) == expected


def test_a_quotation_that_runs_on_is_content() -> None:
    opened, first = tree(QUOTED.replace("” PUNCT 5 punct\n", ""))
    words, parsed = tree(GOES_ON)
    tagged = tag_document([opened, words], [first, parsed])
    assert shown(words, tagged[1]) == "CONTENT: The water rose . ”"


def test_a_sentence_without_a_tree_has_no_verdict() -> None:
    assert tag_document([["Nobody", "spoke", "."]], [None]) == [None]
