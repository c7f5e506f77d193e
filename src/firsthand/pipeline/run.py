"""One run of the plan: who does the work, where it is kept, what it came to.

What a stage made is kept under its stamp and a digest of what it was made from. The digest of a
result follows from its stamp and the digests of its inputs, so nothing has to be read back to
know whether it is still good.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import GenericAlias
from typing import Any, Generic, TypeVar

from firsthand.engine import Engine, Item, LocalEngine
from firsthand.records import Failure, StageRun
from firsthand.stage import MapStage, PairStage
from firsthand.store import Row, Store, digest

logger = logging.getLogger(__name__)

In = TypeVar("In")
Out = TypeVar("Out")

# A killed run loses at most this many outcomes of the stage that was under way, and what workers
# had in hand.
ITEMS_PER_BATCH = 64
PAIRS_PER_BATCH = 1000
WHOLE_PILE = "pile"  # the key of what is worked out of all reports together


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage has come."""

    stage: str
    n_done: int
    n_all: int


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[Out]):
    """A record with the digest of all that it was made from."""

    record: Out
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Generic[In]):
    """A record on its way into a stage: where its result is kept, and what people call it."""

    key: str
    name: str
    made: Made[In]


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of the plan: who does the work, where it is kept, what it came to."""

    engine: Engine = field(default_factory=LocalEngine)
    store: Store | None = None
    on_progress: OnProgress | None = None
    clock: Callable[[], float] = time.perf_counter  # for StageRun.seconds alone
    failures: list[Failure] = field(default_factory=list)
    runs: list[StageRun] = field(default_factory=list)

    def map(
        self,
        stage: MapStage[In, Out],
        items: Sequence[Keyed[In]],
        kind: type[Out] | Any,
        *,
        keep: bool = True,
    ) -> dict[str, Made[Out]]:
        """Return what a stage makes of each item, by key; what fails is missing and noted.

        Args:
            kind: the type of the results, to read them back from a case.
            keep: whether the results go into the case.
        """
        began_at = self.clock()
        made: dict[str, Made[Out]] = {}
        stale: list[Keyed[In]] = []
        for item in items:
            kept = self._load(stage.stamp, item.key, item.made.digest, kind) if keep else None
            if kept is None:
                stale.append(item)
            else:
                made[item.key] = Made(record=kept, digest=self._chain(stage.stamp, item.made))
        n_fresh, n_failed = len(made), 0
        outcomes = self._outcomes(stage, stale, n_before=n_fresh, n_all=len(items))
        while batch := list(islice(outcomes, ITEMS_PER_BATCH)):
            done = [(item, out) for item, out in batch if not isinstance(out, Failure)]
            failed = [out for _, out in batch if isinstance(out, Failure)]
            if keep:
                self._keep(stage.stamp, done)
            for item, record in done:
                made[item.key] = Made(record=record, digest=self._chain(stage.stamp, item.made))
            n_failed += len(failed)
            self.failures.extend(failed)
        self._note(
            stage.name,
            began_at,
            taken=len(items),
            made=len(made),
            failed=n_failed,
            fresh=n_fresh,
        )
        return {item.key: made[item.key] for item in items if item.key in made}

    def _outcomes(
        self, stage: MapStage[In, Out], stale: Sequence[Keyed[In]], *, n_before: int, n_all: int
    ) -> Iterator[tuple[Keyed[In], Out | Failure]]:
        """Hand all items to the engine at once: one with many workers keeps them busy."""
        items = (Item(name=item.name, record=item.made.record) for item in stale)
        outcomes = self.engine.map(
            stage, items, on_done=lambda n: self._tell(stage.name, n_before + n, n_all)
        )
        return zip(stale, outcomes, strict=True)

    def pair(
        self,
        stage: PairStage[In, Out],
        pairs: Sequence[tuple[Keyed[In], Keyed[In]]],
        kind: type[Out] | Any,
    ) -> list[Out]:
        """Return what a stage finds between two records, in the order of the pairs.

        With a case what was found is kept, also that nothing was: a killed run loses a batch, and
        a report more costs the pairs whose records it changed.

        Args:
            kind: the type of what is found, to read it back from a case.
        """
        began_at = self.clock()
        several: Any = GenericAlias(tuple, (kind, ...))
        found: list[tuple[Out, ...] | None] = [
            self._load(stage.stamp, _key_of(pair), _digest_of(stage, pair), several)
            for pair in pairs
        ]
        stale = [index for index, each in enumerate(found) if each is None]
        n_fresh, n_failed = len(pairs) - len(stale), 0
        answers = self._find(stage, pairs, stale)
        outcomes = zip(stale, answers, strict=True)
        while batch := list(islice(outcomes, PAIRS_PER_BATCH)):
            rows: list[Row] = []
            for index, outcome in batch:
                if isinstance(outcome, Failure):
                    self.failures.append(outcome)
                    n_failed += 1
                    continue
                record = () if outcome is None else (outcome,)
                found[index] = record
                if self.store is not None:
                    before = _digest_of(stage, pairs[index])
                    rows.append(Row(key=_key_of(pairs[index]), digest=before, record=record))
            if self.store is not None:
                self.store.keep_rows(stage.stamp, rows)
        made = [each[0] for each in found if each]
        n_taken = len(pairs)
        self._note(
            stage.name, began_at, taken=n_taken, made=len(made), failed=n_failed, fresh=n_fresh
        )
        return made

    def _find(
        self,
        stage: PairStage[In, Out],
        pairs: Sequence[tuple[Keyed[In], Keyed[In]]],
        chosen: Sequence[int],
    ) -> Iterator[Out | Failure | None]:
        # One item a record, not one a pair: an engine that ships records ships each once.
        items = {
            one.key: Item(name=one.name, record=one.made.record)
            for index in chosen
            for one in pairs[index]
        }
        asked = [(items[a.key], items[b.key]) for a, b in (pairs[index] for index in chosen)]
        n_before = len(pairs) - len(chosen)
        return self.engine.pair(
            stage, asked, on_done=lambda n: self._tell(stage.name, n_before + n, len(pairs))
        )

    def whole(
        self, stamp: str, inputs: Iterable[str], kind: type[Out] | Any, work: Callable[[], Out]
    ) -> Made[Out]:
        """Return what a step makes of the whole pile, from the case where nothing has changed.

        What was made while an item failed is not kept: the next run tries again.

        Args:
            stamp: name@version of the step.
            inputs: digests of all that the step reads.
        """
        name = stamp.rpartition("@")[0]
        began_at, n_runs, n_failures = self.clock(), len(self.runs), len(self.failures)
        before = digest(*inputs) if self.store is not None else ""
        record = self._load(stamp, WHOLE_PILE, before, kind)
        n_fresh = 0 if record is None else 1
        if record is None:
            self._tell(name, 0, 1)
            record = work()
            if self.store is not None and len(self.failures) == n_failures:
                self.store.keep_rows(stamp, [Row(key=WHOLE_PILE, digest=before, record=record)])
        inner = sum(run.seconds for run in self.runs[n_runs:])
        self._note(name, began_at + inner, taken=1, made=1, fresh=n_fresh)
        return Made(record=record, digest=digest(stamp, before) if self.store is not None else "")

    def one(self, stage: MapStage[In, Out], record: In, *, otherwise: Out) -> Out:
        """Return what a stage makes of the whole pile; where it fails, that is noted."""
        item = Item(name=f"this {WHOLE_PILE}", record=record)
        for outcome in self.engine.map(stage, [item]):
            if not isinstance(outcome, Failure):
                return outcome
            self.failures.append(outcome)
        return otherwise

    def _load(self, stamp: str, key: str, before: str, kind: type[Out] | Any) -> Out | None:
        return None if self.store is None else self.store.load_row(stamp, key, before, kind)

    def _keep(self, stamp: str, done: Iterable[tuple[Keyed[In], Out]]) -> None:
        if self.store is not None:
            rows = (Row(key=item.key, digest=item.made.digest, record=out) for item, out in done)
            self.store.keep_rows(stamp, rows)

    def _chain(self, stamp: str, before: Made[In]) -> str:
        return "" if self.store is None else digest(stamp, before.digest)

    def _tell(self, stage: str, n_done: int, n_all: int) -> None:
        if self.on_progress is not None:
            self.on_progress(Progress(stage=stage, n_done=n_done, n_all=n_all))

    def _note(
        self, stage: str, began_at: float, *, taken: int, made: int, failed: int = 0, fresh: int = 0
    ) -> None:
        run = StageRun(
            stage=stage,
            taken=taken,
            made=made,
            failed=failed,
            fresh=fresh,
            seconds=round(self.clock() - began_at, 3),
        )
        logger.info("%s: %d taken, %d made, %d fresh", stage, taken, made, fresh)
        self.runs.append(run)


def _key_of(pair: tuple[Keyed[Any], Keyed[Any]]) -> str:
    return f"{pair[0].key} {pair[1].key}"


def _digest_of(stage: PairStage[Any, Any], pair: tuple[Keyed[Any], Keyed[Any]]) -> str:
    one, other = pair
    if not one.made.digest:
        return ""
    return digest(repr(stage), one.made.digest, other.made.digest)
