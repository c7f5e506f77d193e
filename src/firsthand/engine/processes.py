"""All cores of one machine: chunks of a stage in processes of their own."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from firsthand.engine.chunked import (
    PAIRS_PER_CHUNK,
    RECORDS_PER_CHUNK,
    Chunk,
    ChunkedEngine,
    count_cores,
    run_chunk,
)
from firsthand.errors import EngineError
from firsthand.stage import Stage

# Chunks that wait for each worker: it never waits, and the pile is not cut up all at once.
CHUNKS_AHEAD = 3


class ProcessEngine(ChunkedEngine):
    """Runs stages in as many processes as there are cores; they are started when first needed.

    Processes are spawned, not forked, on every system: a script that uses this engine has its
    work under `if __name__ == "__main__":`.
    """

    def __init__(
        self,
        n_workers: int | None = None,
        *,
        records_per_chunk: int = RECORDS_PER_CHUNK,
        pairs_per_chunk: int = PAIRS_PER_CHUNK,
    ) -> None:
        super().__init__(records_per_chunk=records_per_chunk, pairs_per_chunk=pairs_per_chunk)
        self._n_workers = n_workers or count_cores()
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Let the workers go; what they had not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _spread(self, stage: Stage, chunks: Iterable[Chunk[Any]]) -> Iterator[list[Any]]:
        waiting: deque[Future[list[Any]]] = deque()
        try:
            for chunk in chunks:
                with self._told_of(stage):
                    waiting.append(self._start().submit(run_chunk, stage, chunk))
                if len(waiting) > CHUNKS_AHEAD * self._n_workers:
                    yield self._take(waiting.popleft(), stage)
            while waiting:
                yield self._take(waiting.popleft(), stage)
        finally:
            for future in waiting:
                future.cancel()

    def _take(self, future: Future[list[Any]], stage: Stage) -> list[Any]:
        with self._told_of(stage):
            return future.result()

    @contextmanager
    def _told_of(self, stage: Stage) -> Iterator[None]:
        """Make one clear error of what goes wrong between the processes.

        No item's fault comes here: `attempt` has made failures of these.
        """
        try:
            yield
        except BrokenProcessPool as err:
            self.close()
            raise EngineError(
                f"a worker process was lost while {stage.stamp} ran: killed, out of memory, or it"
                " could not start; fewer --workers need less memory, and --case FILE keeps what"
                " was done"
            ) from err
        except Exception as err:
            raise EngineError(
                f"{stage.stamp} cannot run in another process: {type(err).__name__}: {err}"
            ) from err

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._n_workers, mp_context=get_context("spawn"), initializer=_leave_stops_to_parent
            )
        return self._pool


def _leave_stops_to_parent() -> None:
    """Ignore Ctrl-C, which reaches every process of a terminal: the parent ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
