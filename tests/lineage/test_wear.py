from __future__ import annotations

import pytest

from firsthand.lineage.wear import examine_wear
from firsthand.records import Wear
from firsthand.text.tokens import tokenize
from sarn_flood import FLOOD, mark, wrap


def examine(text: str) -> Wear:
    marked = mark("a", text)
    return examine_wear(marked, tokenize(text))


@pytest.mark.parametrize(
    "words",
    ["hou5e wa5", "1ater 5till", "0f t0", "accidenta1 rnother", "fhe thc", "detail5 wbo"],
)
def test_broken_lines_and_misread_letters_are_a_scan(words):
    assert examine(wrap(FLOOD + words)).scanned


@pytest.mark.parametrize("words", ["5pm 10km", "1st 4th", "17th 20s", "mother shot the dog"])
def test_broken_lines_alone_are_no_scan(words):
    assert not examine(wrap(FLOOD + words)).scanned


def test_misread_letters_in_whole_paragraphs_are_no_scan():
    assert not examine(FLOOD.replace("the", "fhe")).scanned
