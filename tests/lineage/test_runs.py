from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import FingerprintReport
from firsthand.lineage.runs import _find_overlap, find_overlap
from firsthand.lineage.sheet import open_sheet
from firsthand.text.kernels import kernels
from sarn_flood import FLOOD, OTHER_FLOOD, mark

WORDS = st.lists(st.sampled_from((FLOOD + OTHER_FLOOD).split()), max_size=40).map(" ".join)
PARTS = st.lists(st.one_of(st.sampled_from(FLOOD.split(". ")), WORDS), max_size=8).map(". ".join)


def sheet_of(text: str):
    return open_sheet(FingerprintReport().apply(mark("one", text)))


@pytest.mark.skipif(kernels() is None, reason="no compiled loops in this installation")
@settings(max_examples=60, deadline=None)
@given(PARTS, PARTS)
def test_numpy_chains_the_runs_of_the_compiled_loop(one, other):
    mine, theirs = sheet_of(one), sheet_of(other)
    compiled, plain = find_overlap(mine, theirs), _find_overlap(mine, theirs)
    assert compiled.runs == plain.runs
    assert compiled.partner.tolist() == plain.partner.tolist()
    assert compiled.other_partner.tolist() == plain.other_partner.tolist()


@settings(max_examples=30, deadline=None)
@given(PARTS, PARTS)
def test_partners_are_the_same_word_and_each_has_one(one, other):
    mine, theirs = sheet_of(one), sheet_of(other)
    overlap = find_overlap(mine, theirs)
    for here, there in enumerate(overlap.partner.tolist()):
        if there >= 0:
            assert mine.words[here] == theirs.words[there]
            assert overlap.other_partner[there] == here
