from __future__ import annotations

from types import SimpleNamespace

import pytest

from firsthand.text.kernels import Kernels

NAMES = (
    *("fh_scan", "fh_conceive", "fh_runs", "fh_run_keys", "fh_count_concepts"),
    *("fh_rarest_keys", "fh_overlap", "fh_surprise", "fh_look"),
)


class Answering:
    """A compiled function that always returns the same."""

    def __init__(self, answer: float) -> None:
        self.answer = answer

    def __call__(self, *arguments: object) -> float:
        return self.answer


def library(answer: float) -> SimpleNamespace:
    return SimpleNamespace(**{name: Answering(answer) for name in NAMES})


@pytest.mark.parametrize("name", ["fh_overlap", "fh_surprise", "fh_look"])
def test_a_loop_without_memory_is_an_error_and_not_an_answer(name):
    with pytest.raises(MemoryError, match=name):
        Kernels(library(-1)).call(name)


def test_a_scan_says_minus_one_of_a_letter_it_has_not_met():
    assert Kernels(library(-1)).call("fh_scan") == -1


def test_a_surprise_beneath_nothing_is_an_answer():
    assert Kernels(library(-0.25)).call("fh_surprise") == -0.25
