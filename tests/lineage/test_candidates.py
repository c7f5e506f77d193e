from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import FingerprintReport, mask, propose_pairs, trace
from sarn_flood import FLOOD, OTHER_FLOOD, mark

SYLLABLES = "ka lo mi ter ban dus rep hol vin ost gar pel nim sot ruk fen".split()


def invent(seed: int) -> str:
    """Make a report of words that no other has: a pile's noise."""
    words = []
    for index in range(120):
        number = seed * 7919 + index * index * 31 + index * 17
        words.append("".join(SYLLABLES[number // 16**k % 16] for k in range(3)) + str(seed))
    return " ".join(words).capitalize() + "."


def make_prints(texts):
    return mask([FingerprintReport().apply(mark(f"r{i:03}", t)) for i, t in enumerate(texts)])


def test_a_small_pile_is_compared_whole():
    pairs = propose_pairs(make_prints([FLOOD, OTHER_FLOOD, "Nothing."]))
    assert pairs == [("r000", "r001"), ("r000", "r002"), ("r001", "r002")]


def test_a_copy_is_proposed_in_a_large_pile_and_noise_is_not():
    texts = [invent(seed) for seed in range(90)]
    texts[7] = texts[61] = FLOOD
    assert propose_pairs(make_prints(texts)) == [("r007", "r061")]


def test_a_text_that_most_of_a_pile_carries_is_still_one_voice():
    pile = [mark(f"copy{index:03}", FLOOD) for index in range(70)]
    pile += [mark(f"noise{index}", invent(index)) for index in range(5)]
    lineage = trace(pile)
    assert sorted(len(voice.members) for voice in lineage.voices) == [1, 1, 1, 1, 1, 70]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(70)))
def test_pairs_do_not_depend_on_order(order):
    texts = [invent(seed) for seed in range(68)] + [FLOOD, FLOOD]
    prints = make_prints(texts)
    assert propose_pairs([prints[index] for index in order]) == propose_pairs(prints)
