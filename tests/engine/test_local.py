"""The reference engine: one outcome an item, whatever the item does."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine_stages import Halve, Meet, Sum, items
from firsthand.engine import LocalEngine
from firsthand.records import Failure
from firsthand.stage import MapStage


@pytest.mark.requirement("P7")
def test_an_item_that_fails_costs_itself_alone() -> None:
    outcomes = list(LocalEngine().map(Halve(), items(4, 7, 13, 8)))
    assert outcomes == [
        2,
        Failure(item="n7", stage="halve", reason="seven cannot be halved"),
        Failure(item="n13", stage="halve", reason="ZeroDivisionError: a fault of the stage"),
        4,
    ]


def test_a_fault_of_a_stage_keeps_its_traceback_for_those_who_look(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG, logger="firsthand"):
        list(LocalEngine().map(Halve(), items(13)))
    assert "ZeroDivisionError" in caplog.text
    assert "Traceback" in caplog.text


def test_being_stopped_by_hand_is_no_failure_of_an_item() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Stop(MapStage[int, int]):
        name: ClassVar[str] = "stop"
        version: ClassVar[int] = 1

        def apply(self, record: int) -> int:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(LocalEngine().map(Stop(), items(1)))


def test_progress_counts_every_item_done() -> None:
    told: list[int] = []
    list(LocalEngine().map(Halve(), items(1, 7, 3), on_done=told.append))
    assert told == [1, 2, 3]


def test_a_pair_gives_a_record_nothing_or_a_failure() -> None:
    a, b = items(1, 2)
    outcomes = list(LocalEngine().pair(Meet(), [(a, b), (b, a), (a, a)]))
    assert outcomes == [3, None, Failure(item="n1 and n1", stage="meet", reason="the same")]


def test_groups_come_in_the_order_of_their_keys() -> None:
    one, two, three = items(1, 2, 3)
    outcomes = list(
        LocalEngine().group(Sum(), [("b", one), ("bad", two), ("a", three), ("b", two)])
    )
    assert outcomes == [3, 5, Failure(item="bad", stage="sum", reason="bad group")]


names = st.text("abcdefgh", min_size=1, max_size=1)


@given(st.lists(names), st.lists(st.tuples(names, names)), st.randoms())
def test_components_do_not_depend_on_the_order_of_the_edges(nodes, edges, random) -> None:
    shuffled = [tuple(random.sample(edge, 2)) for edge in random.sample(edges, len(edges))]
    engine = LocalEngine()
    parts = engine.components(nodes, edges)
    assert parts == engine.components(reversed(nodes), shuffled)
    assert sorted(node for part in parts for node in part) == sorted(
        {*nodes, *(node for edge in edges for node in edge)}
    )
    home = {node: part for part in parts for node in part}
    assert all(home[a] is home[b] for a, b in edges)


def test_what_no_edge_joins_stays_apart() -> None:
    assert LocalEngine().components("dcba", [("c", "b"), ("b", "a")]) == [("a", "b", "c"), ("d",)]
