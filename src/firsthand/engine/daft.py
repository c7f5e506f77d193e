"""A distributed engine: stages as user-defined functions of Daft, here or on a Ray cluster.

One row of a dataframe is one chunk: its records as a list of binaries, its calls as a binary. The
function takes a chunk and gives the list of its outcomes; it knows nothing but the stage and the
row, so it runs wherever this version of firsthand is installed.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from firsthand.engine.chunked import (
    PAIRS_PER_CHUNK,
    RECORDS_PER_CHUNK,
    Chunk,
    ChunkedEngine,
    count_cores,
    run_chunk,
)
from firsthand.engine.wire import Wire
from firsthand.errors import EngineError, InputError
from firsthand.stage import Stage

Runner = Literal["native", "ray"]

# What a dataframe holds at most, and so what the driver holds beside the pile. Workers are called
# anew for every dataframe, 1 to 3 s: with less in it that is what the time would go to.
BYTES_PER_FRAME = 256_000_000
# Tasks for each worker of a cluster: the last one to end is not waited for too long.
PARTITIONS_PER_WORKER = 4

SECONDS_TO_ANSWER = 10.0  # what a head may take to accept a connection, over any network

# Daft tells its makers of every import and start; firsthand asks the network for nothing. Its
# progress would stand between the lines of ours.
_QUIET = {"DO_NOT_TRACK": "true", "DAFT_PROGRESS_BAR": "0"}


class DaftEngine(ChunkedEngine):
    """Runs stages on dataframes; one process can have one runner as long as it lives."""

    def __init__(
        self,
        runner: Runner = "native",
        *,
        address: str | None = None,
        n_workers: int | None = None,
        records_per_chunk: int = RECORDS_PER_CHUNK,
        pairs_per_chunk: int = PAIRS_PER_CHUNK,
    ) -> None:
        """Get hold of the workers.

        Args:
            runner: native is this machine; ray is a cluster that runs already.
            address: of the head of the cluster, host:port; without it the one on this machine.
            n_workers: on this machine; without it one for each core. A cluster has its own.

        Raises:
            InputError: Daft or Ray is not installed.
            EngineError: the cluster cannot be reached, or this process has another runner.
        """
        super().__init__(records_per_chunk=records_per_chunk, pairs_per_chunk=pairs_per_chunk)
        self._daft = _import_daft()
        self._on_ray = runner == "ray"
        self._n_workers = _join_ray(address) if self._on_ray else n_workers or count_cores()
        _choose_runner(self._daft, runner, self._n_workers)

    def close(self) -> None:
        """Do nothing: workers end with their dataframe, a cluster goes on."""

    def _spread(self, stage: Stage, chunks: Iterable[Chunk[Any]]) -> Iterator[list[Any]]:
        wire = Wire(stage)
        for frame in _fill_frames(wire, chunks):
            for outcomes in self._collect(stage, frame):
                yield [wire.unpack_outcome(outcome) for outcome in outcomes]

    def _collect(self, stage: Stage, frame: _Frame) -> list[list[bytes]]:
        """Run a stage on a dataframe; return the outcomes of each row, in the order of rows."""
        daft = self._daft
        binaries = daft.DataType.list(daft.DataType.binary())
        n_rows = len(frame.calls)
        table = daft.from_pydict(
            {
                "row": list(range(n_rows)),
                "records": daft.Series.from_pylist(frame.records, dtype=binaries),
                "calls": daft.Series.from_pylist(frame.calls, dtype=daft.DataType.binary()),
            }
        )
        if self._on_ray:
            table = table.into_partitions(min(n_rows, self._n_workers * PARTITIONS_PER_WORKER))
        work = _as_function(daft, stage)
        table = table.select(table["row"], work(table["records"], table["calls"]).alias("made"))
        try:
            made = table.to_pydict()
        except Exception as err:  # no item's: `attempt` has made failures of these
            raise EngineError(
                f"the workers were lost while {stage.stamp} ran: {_last_line(err)}; see that every"
                " node has this version of firsthand and memory enough"
            ) from err
        rows: dict[int, list[bytes]] = dict(zip(made["row"], made["made"], strict=True))
        missing = n_rows - len(rows)
        if missing:
            raise EngineError(f"{stage.stamp}: {missing} of {n_rows} chunks did not come back")
        return [rows[row] for row in range(n_rows)]


class _Frame:
    """Rows of a dataframe that is being filled."""

    def __init__(self) -> None:
        self.records: list[list[bytes]] = []
        self.calls: list[bytes] = []
        self.n_bytes = 0

    def add(self, records: list[bytes], calls: bytes) -> None:
        self.records.append(records)
        self.calls.append(calls)
        self.n_bytes += sum(map(len, records)) + len(calls)


def _fill_frames(wire: Wire, chunks: Iterable[Chunk[Any]]) -> Iterator[_Frame]:
    frame = _Frame()
    for chunk in chunks:
        frame.add(*wire.pack_chunk(chunk))
        if frame.n_bytes >= BYTES_PER_FRAME:
            yield frame
            frame = _Frame()
    if frame.calls:
        yield frame


def _as_function(daft: Any, stage: Stage) -> Any:
    """Make a stage a function on columns, with workers of its own.

    The workers have the stage from their own firsthand: where that is of another version, its
    rows would not be those of this one.
    """
    binaries = daft.DataType.list(daft.DataType.binary())
    stamp = stage.stamp

    class Work:
        def __init__(self) -> None:
            self.wire = Wire(stage)
            if stage.stamp != stamp:
                raise EngineError(f"the driver has {stamp}, a worker has {stage.stamp}")

        def work(self, records: Any, calls: Any) -> Any:
            made = _run_rows(stage, self.wire, records.to_pylist(), calls.to_pylist())
            return daft.Series.from_pylist(made, dtype=binaries)

        run = daft.method.batch(return_dtype=binaries, batch_size=1)(work)

    # Daft has as many processes of it as a machine has cores. With `max_concurrency` it would be a
    # pool of Ray's actors, which Ray brings back for ever: a record that ends every worker held up
    # the work for more than five minutes, without an error.
    return daft.cls(use_process=True)(Work)().run


def _run_rows(
    stage: Stage, wire: Wire, records: Sequence[list[bytes]], calls: Sequence[bytes]
) -> list[list[bytes]]:
    """Run a stage on a batch of rows: bytes in, bytes out, nothing else known."""
    chunks = (wire.unpack_chunk(*row) for row in zip(records, calls, strict=True))
    return [[wire.pack_outcome(each) for each in run_chunk(stage, chunk)] for chunk in chunks]


def _import_daft() -> Any:
    for name, value in _QUIET.items():
        os.environ[name] = value
    try:
        import daft
    except ImportError as err:
        raise InputError(
            "this engine needs Daft, which is not installed: pip install 'firsthand[scale]'"
        ) from err
    return daft


def _join_ray(address: str | None) -> int:
    """Connect to a cluster that runs; return how many cores it has."""
    try:
        import ray
    except ImportError as err:
        raise InputError(
            "this engine needs Ray, which is not installed: pip install 'firsthand[scale,ray]'"
        ) from err
    where = address or "this machine (no --ray-address was given)"
    try:
        if address is not None:
            _knock(address)
        ray.init(
            address=address or "auto",
            ignore_reinit_error=True,
            log_to_driver=False,
            logging_level=logging.ERROR,
            runtime_env={"env_vars": _QUIET},
        )
        return max(1, int(ray.cluster_resources().get("CPU", 1)))
    except Exception as err:
        raise EngineError(f"no Ray cluster at {where}: {_last_line(err)}{_RAY_HINT}") from err


def _knock(address: str) -> None:
    """See that something listens: where nothing does, Ray takes minutes, then ends the process.

    Raises:
        ValueError: the address is not host:port.
        OSError: nothing listens there.
    """
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not (colon and host and port.isdecimal()):
        raise ValueError("an address is HOST:PORT")
    answer = socket.create_connection((host, int(port)), timeout=SECONDS_TO_ANSWER)
    answer.close()


# Ray 2.60 answers a client without the token of its cluster with "Failed to connect" or a time
# out, and with nothing else.
_RAY_HINT = (
    ". Does it run (ray status)? If it was started with a token, this machine and every node need"
    " the same one: RAY_AUTH_MODE=token and the file ~/.ray/auth_token or RAY_AUTH_TOKEN; if"
    " without, RAY_AUTH_MODE=disabled"
)


def _choose_runner(daft: Any, runner: Runner, n_workers: int) -> None:
    """Set the runner of this process, unless it is set already."""
    current = daft.runners._get_runner()
    if current is None and runner == "ray":
        daft.set_runner_ray(noop_if_initialized=True)
    elif current is None:
        daft.set_runner_native(n_workers)
    elif current.name != runner:
        raise EngineError(
            f"Daft runs as {current.name!r} in this process already and cannot change to"
            f" {runner!r}; use another process"
        )


def _last_line(error: BaseException) -> str:
    """Return what an error says at its end: frameworks put their own tracebacks before it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[-1] if lines else ''}".rstrip(": ")[:300]
