"""What every engine can do: four verbs, the same rows whoever runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from firsthand.records import Failure
from firsthand.stage import GroupStage, MapStage, PairStage

In = TypeVar("In")
Out = TypeVar("Out")

OnDone = Callable[[int], None]  # told how many items of the stage are done


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Generic[In]):
    """A record on its way into a stage."""

    name: str  # what a failure calls it, for people
    record: In


class Engine(Protocol):
    """Runs stages; every engine gives the rows that `LocalEngine` gives, in its order."""

    def map(
        self, stage: MapStage[In, Out], items: Iterable[Item[In]], *, on_done: OnDone | None = None
    ) -> Iterator[Out | Failure]:
        """Yield one outcome an item, in the order of the items."""
        ...

    def pair(
        self,
        stage: PairStage[In, Out],
        pairs: Iterable[tuple[Item[In], Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure | None]:
        """Yield one outcome a pair, in the order of the pairs; None: nothing holds."""
        ...

    def group(
        self,
        stage: GroupStage[In, Out],
        items: Iterable[tuple[str, Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure]:
        """Yield one outcome a key, in the order of the sorted keys."""
        ...

    def components(
        self, nodes: Iterable[str], edges: Iterable[tuple[str, str]]
    ) -> list[tuple[str, ...]]:
        """Return the connected parts, each sorted, in the order of their first nodes."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...
