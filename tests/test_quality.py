"""The gate of eval/ as a test: what was once good enough stays so."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gate

ROOT = Path(__file__).parent.parent


BOOK = json.loads((ROOT / "eval/floors.json").read_text(encoding="utf-8"))
share = st.floats(0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["own", "public"])
def test_no_figure_is_below_its_floor(name):
    sets = gate.find_sets()
    if name not in sets:
        pytest.skip("these piles are not here")
    figures = gate.measure(sets[name])
    lines = list(gate.compare(figures, BOOK["floors"][name], BOOK["bars"]))
    assert [line for _, line, held in lines if not held] == []


@given(share, share, st.booleans())
def test_a_raised_floor_is_held_by_what_raised_it_and_never_falls(value, floor, lower):
    figure = gate.Figure(value, "", lower)
    raised = gate.raise_floor(figure, floor)
    assert (raised <= floor) if lower else (raised >= floor)
    assert gate.is_held(figure, gate.raise_floor(figure, None))


def test_a_figure_below_its_floor_is_not_held():
    assert not gate.is_held(gate.Figure(0.5, "", lower_is_better=False), 0.6)
    assert not gate.is_held(gate.Figure(0.5, "", lower_is_better=True), 0.4)
    assert not gate.is_held(gate.Figure(None, "", lower_is_better=False), 0.4)


def test_a_metric_that_is_gone_is_not_held():
    assert [held for _, _, held in gate.compare({}, {"status_accuracy": 0.7}, {})] == [False]


def test_a_floor_is_not_lowered_without_a_reason():
    with pytest.raises(SystemExit):
        gate.parse(["--lower", "status_accuracy"])


def test_what_was_lowered_says_why():
    assert all(note["why"].strip() for note in BOOK["lowered"])
