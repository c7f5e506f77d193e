"""The plan: what is fresh is not done again, what fails costs itself alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from firsthand import pipeline
from firsthand.errors import ItemError
from firsthand.pipeline import Keyed, Made, Progress, Run, arrange
from firsthand.records import Failure, Report, ReportId, Retrieval
from firsthand.stage import MapStage
from firsthand.store import Store, digest

CALLS: list[str] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Shout(MapStage[str, str]):
    name: ClassVar[str] = "shout"
    version: ClassVar[int] = 1

    def apply(self, record: str) -> str:
        CALLS.append(record)
        if record == "bad":
            raise ItemError("cannot be shouted")
        return record.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoutLouder(Shout):
    version: ClassVar[int] = 2

    def apply(self, record: str) -> str:
        CALLS.append(record)
        return record.upper() + "!"


@pytest.fixture(autouse=True)
def _forget_calls() -> None:
    CALLS.clear()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.open(tmp_path / "x.case") as opened:
        yield opened


def keyed(*words: str) -> list[Keyed[str]]:
    return [
        Keyed(key=f"k{n}", name=word, made=Made(record=word, digest=digest(word)))
        for n, word in enumerate(words)
    ]


def shout(run: Run, *words: str, stage: MapStage[str, str] | None = None) -> dict[str, str]:
    made = run.map(stage or Shout(), keyed(*words), str)
    return {key: each.record for key, each in made.items()}


@pytest.mark.requirement("P1")
def test_a_second_run_redoes_nothing(store) -> None:
    assert shout(Run(store=store), "a", "b") == {"k0": "A", "k1": "B"}
    CALLS.clear()
    second = Run(store=store)
    assert shout(second, "a", "b") == {"k0": "A", "k1": "B"}
    assert CALLS == []
    assert [(each.taken, each.made, each.fresh) for each in second.runs] == [(2, 2, 2)]


def test_only_what_changed_is_redone(store) -> None:
    shout(Run(store=store), "a", "b", "c")
    CALLS.clear()
    assert shout(Run(store=store), "a", "x", "c") == {"k0": "A", "k1": "X", "k2": "C"}
    assert CALLS == ["x"]


@pytest.mark.requirement("P1")
def test_another_version_of_the_stage_redoes_its_rows(store) -> None:
    shout(Run(store=store), "a")
    CALLS.clear()
    assert shout(Run(store=store), "a", stage=ShoutLouder()) == {"k0": "A!"}
    assert CALLS == ["a"]


def test_an_item_that_failed_is_tried_again(store) -> None:
    for _ in range(2):
        CALLS.clear()
        run = Run(store=store)
        assert shout(run, "a", "bad", "b") == {"k0": "A", "k2": "B"}
        assert run.failures == [Failure(item="bad", stage="shout", reason="cannot be shouted")]
        assert run.runs[0].failed == 1
        assert "bad" in CALLS


def test_without_a_case_nothing_is_digested_or_kept(monkeypatch) -> None:
    monkeypatch.setattr("firsthand.pipeline.run.digest", None)
    items = [Keyed(key="k", name="a", made=Made(record="a", digest=""))]
    assert Run().map(Shout(), items, str)["k"].record == "A"
    assert Run().whole("sum@1", [], int, lambda: 3).record == 3


def test_a_run_that_breaks_off_keeps_the_batches_before(store, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.pipeline.run.ITEMS_PER_BATCH", 2)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Stop(Shout):
        def apply(self, record: str) -> str:
            if record == "e":
                raise KeyboardInterrupt
            return record.upper()

    with pytest.raises(KeyboardInterrupt):
        shout(Run(store=store), *"abcdef", stage=Stop())
    CALLS.clear()
    shout(Run(store=store), *"abcdef")
    assert CALLS == ["e", "f"]


def test_a_step_of_the_whole_pile_is_redone_when_an_input_or_its_stamp_changes(store) -> None:
    done: list[str] = []

    def work(stamp: str, *inputs: str) -> str:
        return (
            Run(store=store)
            .whole(stamp, inputs, str, lambda: done.append(stamp) or " ".join(inputs))
            .digest
        )

    first = work("join@1", "a", "b")
    assert work("join@1", "a", "b") == first
    assert done == ["join@1"]
    assert work("join@1", "a", "c") != first
    assert work("join@2", "a", "c") != work("join@1", "a", "c")
    assert len(done) == 4


def test_a_whole_that_lost_an_item_is_not_kept(store) -> None:
    for _ in range(2):
        run = Run(store=store)
        made = run.whole("inner@1", [], dict[str, str], lambda run=run: shout(run, "bad", "a"))
        assert made.record == {"k1": "A"}
        assert len(run.failures) == 1
        assert [each.fresh for each in run.runs if each.stage == "inner"] == [0]


def test_time_is_told_by_the_clock_that_was_given_and_counted_once() -> None:
    ticks = iter(range(100))
    run = Run(clock=lambda: float(next(ticks)))
    run.whole("outer@1", [], dict[str, str], lambda: shout(run, "a"))
    assert [(each.stage, each.seconds) for each in run.runs] == [("shout", 1.0), ("outer", 2.0)]


def test_progress_is_told_over_all_batches(monkeypatch) -> None:
    monkeypatch.setattr("firsthand.pipeline.run.ITEMS_PER_BATCH", 2)
    told: list[Progress] = []
    shout(Run(on_progress=told.append), "a", "b", "bad", "c", "d")
    assert [each.n_done for each in told] == [1, 2, 3, 4, 5]
    assert {(each.stage, each.n_all) for each in told} == {("shout", 5)}


def report(name: str, text: str = "A fire.") -> Report:
    return Report(
        id=ReportId(f"r-{name}"),
        text=text,
        retrieval=Retrieval(path=f"fire/{name}.txt", sha256="0" * 64),
    )


def test_a_pile_is_listed_in_one_order_whatever_came_first() -> None:
    reports = [report(name) for name in ("2", "10", "1", "b", "A")]
    expected = ["1.txt", "2.txt", "10.txt", "A.txt", "b.txt"]
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))
        assert [each.name for each in arrange(shuffled)] == expected


def test_a_failure_names_the_file_and_the_place_in_it() -> None:
    one = report("a")
    line = replace(one, retrieval=replace(one.retrieval, path="a.jsonl", place="line 3"))
    assert pipeline.place_of(one) == "fire/a.txt"
    assert pipeline.place_of(line) == "a.jsonl: line 3"
