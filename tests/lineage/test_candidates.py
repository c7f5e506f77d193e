from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.lineage import candidates, keys, know, look, order, propose_pairs, skim, trace
from firsthand.lineage.keys import count_concepts, rarest_keys, run_keys
from firsthand.text.kernels import kernels
from firsthand.text.word_table import QUOTED
from sarn_flood import FLOOD, OTHER_FLOOD, mark

SYLLABLES = "ka lo mi ter ban dus rep hol vin ost gar pel nim sot ruk fen".split()


def invent(seed: int) -> str:
    """Make a report of words that no other has: a pile's noise."""
    own = SYLLABLES[seed // 16] + SYLLABLES[seed % 16]
    numbers = [seed * 7919 + index * index * 31 + index * 17 for index in range(120)]
    words = [own + SYLLABLES[n % 16] + SYLLABLES[n // 16 % 16] for n in numbers]
    return " ".join(words).capitalize() + "."


def propose(texts: list[str]) -> list[tuple[int, int]]:
    skimmed = skim(texts, [0] * len(texts))
    return [(a, b) for a, b in propose_pairs(skimmed, know(skimmed)).tolist()]


def test_a_small_pile_is_compared_whole():
    assert propose([FLOOD, OTHER_FLOOD, "Nothing."]) == [(0, 1), (0, 2), (1, 2)]


def test_more_reports_than_a_key_can_number_are_refused(monkeypatch):
    monkeypatch.setattr(candidates, "MOST_REPORTS", 2)
    propose(["One.", "Two."])
    with pytest.raises(InputError, match="3 reports are more than the 2 of one pile"):
        propose(["One.", "Two.", "Three."])


def test_a_copy_is_proposed_in_a_large_pile_and_noise_is_not():
    texts = [invent(seed) for seed in range(90)]
    texts[7] = texts[61] = FLOOD
    assert propose(texts) == [(7, 61)]


def test_a_second_account_in_other_words_is_proposed_by_its_rarest_words():
    texts = [invent(seed) for seed in range(90)]
    texts[7], texts[61] = FLOOD, OTHER_FLOOD
    assert (7, 61) in propose(texts)


def test_a_text_that_most_of_a_pile_carries_is_still_one_voice():
    pile = [mark(f"copy{index:03}", FLOOD) for index in range(70)]
    pile += [mark(f"noise{index}", invent(index)) for index in range(5)]
    lineage = trace(pile)
    assert sorted(len(voice.members) for voice in lineage.voices) == [1, 1, 1, 1, 1, 70]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(70)))
def test_pairs_do_not_depend_on_order(arrangement):
    texts = [invent(seed) for seed in range(68)] + [FLOOD, FLOOD]
    proposed = propose([texts[index] for index in arrangement])
    found = {tuple(sorted((arrangement[a], arrangement[b]))) for a, b in proposed}
    assert found == set(propose(texts))


PIECES = st.sampled_from(
    FLOOD.split(". ") + OTHER_FLOOD.split(". ") + ["“The dam did not break at all,” he said"]
)
PILES = st.lists(st.lists(PIECES, max_size=12).map(". ".join), min_size=2, max_size=6)


def run_on(text: str) -> str:
    """Join every four sentences into one, so that it is cut into windows."""
    pieces = text.split(". ")
    return ". ".join(" and ".join(pieces[k : k + 4]) for k in range(0, len(pieces), 4))


def without_marks(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum() or mark == " ")


SENTENCE = without_marks(" ".join(FLOOD.split()[:36]))  # two windows where marks are lost
LONG = ". ".join((FLOOD + " " + OTHER_FLOOD).split(". ") * 16)  # more segments than are looked at


@pytest.mark.skipif(kernels() is None, reason="no compiled loops in this installation")
@settings(max_examples=40, deadline=None)
@given(PILES)
@example([run_on(FLOOD), OTHER_FLOOD, run_on(OTHER_FLOOD), FLOOD])
@example([without_marks(FLOOD), without_marks(OTHER_FLOOD), FLOOD, without_marks(LONG)])
@example([f"{without_marks(FLOOD)}. {SENTENCE}.", f"{SENTENCE}. {FLOOD}"])
@example([f"Sarn dam broke. {FLOOD}", f"{OTHER_FLOOD} Sarn dam broke. {FLOOD}"])
@example([f"Timber dam broke Ulmet. {FLOOD}", f"{OTHER_FLOOD} Timber dam broke Ulmet. {FLOOD}"])
@example([LONG, LONG + " " + invent(3), OTHER_FLOOD + " " + LONG])
def test_numpy_gives_the_keys_and_figures_of_the_compiled_loops(texts):
    def measure():
        skimmed = skim(texts, [0] * len(texts))
        known = know(skimmed)
        pairs = np.stack(np.triu_indices(len(texts), 1), axis=1)
        return [
            sorted(run_keys(skimmed, 5, bit=QUOTED, bearing=False, sampled=4).tolist()),
            sorted(run_keys(skimmed, 3, bit=QUOTED, bearing=True, sampled=1).tolist()),
            sorted(rarest_keys(skimmed, known.counts, 16).tolist()),
            count_concepts(skimmed).nonzero()[0].tolist(),
            look.look(skimmed, known, pairs).tolist(),
        ]

    compiled = measure()
    rooms = (keys, look, order)
    for room in rooms:
        room.kernels = lambda: None
    try:
        assert measure() == compiled
    finally:
        for room in rooms:
            room.kernels = kernels
