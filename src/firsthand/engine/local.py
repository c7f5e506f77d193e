"""The reference engine: one process, one item after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from firsthand.engine.protocol import Item, OnDone
from firsthand.errors import ItemError
from firsthand.records import Failure
from firsthand.stage import GroupStage, MapStage, PairStage, Stage

logger = logging.getLogger(__name__)

In = TypeVar("In")
Out = TypeVar("Out")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Runs every stage here and now, in the order of the items."""

    def map(
        self, stage: MapStage[In, Out], items: Iterable[Item[In]], *, on_done: OnDone | None = None
    ) -> Iterator[Out | Failure]:
        """Yield one outcome an item, in the order of the items."""
        for n_done, item in enumerate(items, start=1):
            yield attempt(stage, item.name, stage.apply, item.record)
            _tell(on_done, n_done)

    def pair(
        self,
        stage: PairStage[In, Out],
        pairs: Iterable[tuple[Item[In], Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure | None]:
        """Yield one outcome a pair, in the order of the pairs; None: nothing holds."""
        for n_done, (a, b) in enumerate(pairs, start=1):
            name = f"{a.name} and {b.name}"
            yield attempt(stage, name, stage.apply, a.record, b.record)
            _tell(on_done, n_done)

    def group(
        self,
        stage: GroupStage[In, Out],
        items: Iterable[tuple[str, Item[In]]],
        *,
        on_done: OnDone | None = None,
    ) -> Iterator[Out | Failure]:
        """Yield one outcome a key, in the order of the sorted keys."""
        groups: dict[str, list[Item[In]]] = {}
        for key, item in items:
            groups.setdefault(key, []).append(item)
        for n_done, key in enumerate(sorted(groups), start=1):
            records = [item.record for item in groups[key]]
            yield attempt(stage, key, stage.apply, key, records)
            _tell(on_done, n_done)

    def close(self) -> None:
        """Do nothing: there are no workers."""

    def components(
        self, nodes: Iterable[str], edges: Iterable[tuple[str, str]]
    ) -> list[tuple[str, ...]]:
        """Return the connected parts, each sorted, in the order of their first nodes."""
        parents = {node: node for node in nodes}
        for a, b in edges:
            parents.setdefault(a, a)
            parents.setdefault(b, b)
            low, high = sorted((_find(parents, a), _find(parents, b)))
            parents[high] = low
        parts: dict[str, list[str]] = {}
        for node in sorted(parents):
            parts.setdefault(_find(parents, node), []).append(node)
        return [tuple(part) for part in parts.values()]


def _find(parents: dict[str, str], node: str) -> str:
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def attempt(
    stage: Stage, name: str, work: Callable[P, Out], *args: P.args, **kwargs: P.kwargs
) -> Out | Failure:
    """Run one item; whatever it raises costs this item alone."""
    try:
        return work(*args, **kwargs)
    except ItemError as error:
        return Failure(item=name, stage=stage.name, reason=str(error))
    except Exception as error:
        logger.debug("%s: %s failed", stage.stamp, name, exc_info=True)
        reason = f"{type(error).__name__}: {error}".strip().rstrip(":")
        return Failure(item=name, stage=stage.name, reason=" ".join(reason.split())[:300])


def _tell(on_done: OnDone | None, n_done: int) -> None:
    if on_done is not None:
        on_done(n_done)
