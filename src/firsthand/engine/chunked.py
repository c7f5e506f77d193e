"""Stages in chunks: what travels to another process, and what every engine of many workers does."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, Self, TypeVar

from firsthand.engine.local import LocalEngine, attempt
from firsthand.engine.protocol import Item, OnDone
from firsthand.records import Failure
from firsthand.stage import GroupStage, MapStage, PairStage, Stage

In = TypeVar("In")
Out = TypeVar("Out")

# A chunk of work of a tenth of a second and more, so that the way there and back is little beside
# it: on one busy core a report takes 3 to 8 ms (furniture, fingerprint), a pair 2 to 13 ms. Small
# enough that a lost worker or a stop by hand costs little.
RECORDS_PER_CHUNK = 32
PAIRS_PER_CHUNK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One use of a stage: a name for people (of a group: its key) and which records it takes."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk(Generic[In]):
    """Calls that travel together, and each record that they take once."""

    records: tuple[In, ...]
    calls: tuple[Call, ...]


def cut_items(items: Iterable[Item[In]], size: int) -> Iterator[Chunk[In]]:
    """Yield chunks of so many items, in their order."""
    pending = iter(items)
    while batch := list(islice(pending, size)):
        calls = tuple(Call(name=item.name, places=(n,)) for n, item in enumerate(batch))
        yield Chunk(records=tuple(item.record for item in batch), calls=calls)


def cut_pairs(pairs: Iterable[tuple[Item[In], Item[In]]], size: int) -> Iterator[Chunk[In]]:
    """Yield chunks of so many pairs, in their order; a record of many pairs is there once."""
    pending = iter(pairs)
    while batch := list(islice(pending, size)):
        records: list[In] = []
        place_of: dict[int, int] = {}  # by identity: the batch holds the records meanwhile
        for item in chain.from_iterable(batch):
            if id(item.record) not in place_of:
                place_of[id(item.record)] = len(records)
                records.append(item.record)
        calls = tuple(
            Call(
                name=f"{a.name} and {b.name}",
                places=(place_of[id(a.record)], place_of[id(b.record)]),
            )
            for a, b in batch
        )
        yield Chunk(records=tuple(records), calls=calls)


def cut_groups(items: Iterable[tuple[str, Item[In]]], size: int) -> Iterator[Chunk[In]]:
    """Yield whole groups in the order of their keys, in chunks of at least so many records."""
    groups: dict[str, list[In]] = {}
    for key, item in items:
        groups.setdefault(key, []).append(item.record)
    records: list[In] = []
    calls: list[Call] = []
    for key in sorted(groups):
        begin = len(records)
        records += groups[key]
        calls.append(Call(name=key, places=tuple(range(begin, len(records)))))
        if len(records) >= size:
            yield Chunk(records=tuple(records), calls=tuple(calls))
            records, calls = [], []
    if calls:
        yield Chunk(records=tuple(records), calls=tuple(calls))


def run_chunk(stage: Stage, chunk: Chunk[Any]) -> list[Any]:
    """Run a stage on a chunk, wherever this is; one outcome a call, in their order."""
    return list(_run_calls(stage, chunk))


def _run_calls(stage: Stage, chunk: Chunk[Any]) -> Iterator[Any]:
    for call in chunk.calls:
        records = [chunk.records[place] for place in call.places]
        if isinstance(stage, GroupStage):
            yield attempt(stage, call.name, stage.apply, call.name, records)
        elif isinstance(stage, PairStage):
            yield attempt(stage, call.name, stage.apply, records[0], records[1])
        elif isinstance(stage, MapStage):
            yield attempt(stage, call.name, stage.apply, records[0])


class ChunkedEngine(ABC):
    """Cuts the work into chunks; those who inherit say how chunks reach the workers.

    A stage whose work is one chunk runs here: to start workers for it would take longer. What a
    stage logs of a fault stays with the worker; the local engine shows it.
    """

    def __init__(
        self,
        *,
        records_per_chunk: int = RECORDS_PER_CHUNK,
        pairs_per_chunk: int = PAIRS_PER_CHUNK,
    ) -> None:
        self._records_per_chunk = records_per_chunk
        self._pairs_per_chunk = pairs_per_chunk

    def map(
        self, stage: MapStage[In, Out], items: Iterable[Item[In]], *, on_done: OnDone | None = None
    ) -> Iterator[Out | Failure]:
        """Yield one outcome an item, in the order of the items.

        Raises:
            EngineError: the workers cannot go on.
        """
        return self._run(stage, cut_items(items, self._records_per_chunk), on_done)

    def pair(
        self,
        stage: PairStage[In, Out],
        pairs: Iterable[tuple[Item[In], Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure | None]:
        """Yield one outcome a pair, in the order of the pairs; None: nothing holds.

        Raises:
            EngineError: the workers cannot go on.
        """
        return self._run(stage, cut_pairs(pairs, self._pairs_per_chunk), on_done)

    def group(
        self,
        stage: GroupStage[In, Out],
        items: Iterable[tuple[str, Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure]:
        """Yield one outcome a key, in the order of the sorted keys.

        Raises:
            EngineError: the workers cannot go on.
        """
        return self._run(stage, cut_groups(items, self._records_per_chunk), on_done)

    def components(
        self, nodes: Iterable[str], edges: Iterable[tuple[str, str]]
    ) -> list[tuple[str, ...]]:
        """Return the connected parts, each sorted; found here: the edges of a pile are few."""
        return LocalEngine().components(nodes, edges)

    @abstractmethod
    def close(self) -> None:
        """Let the workers go; the next stage would call new ones."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def _spread(self, stage: Stage, chunks: Iterable[Chunk[Any]]) -> Iterator[list[Any]]:
        """Yield what the workers make of each chunk, in the order of the chunks."""

    def _run(
        self, stage: Stage, chunks: Iterator[Chunk[Any]], on_done: OnDone | None
    ) -> Iterator[Any]:
        first = list(islice(chunks, 2))
        if len(first) < 2:
            made = (_run_calls(stage, chunk) for chunk in first)
        else:
            made = (iter(done) for done in self._spread(stage, chain(first, chunks)))
        for n_done, outcome in enumerate(chain.from_iterable(made), start=1):
            yield outcome
            if on_done is not None:
                on_done(n_done)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
