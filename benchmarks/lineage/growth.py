"""Speed, memory and growth of finding kin, side by side: firsthand, datasketch, rensa, Daft.

    python benchmarks/lineage/growth.py REPORTS.jsonl.gz [--sizes 1000,10000,100000]
        [--methods NAME,...] [--seed 1] [--core 0] [--limit SECONDS] [--times 1] [--json]

Streams of these sizes are made from the given reports (`recombine.py`; one report in twenty is a
copy). Every method runs in a process of its own, bound to one core, and reads the same file:

- `candidates`: firsthand's texts to pairs that are worth comparing;
- `datasketch`, `rensa`, `daft`: texts to words, runs of five, MinHash of 128, LSH at .5, pairs;
- `lineage`: `firsthand lineage FILE --json`, all of it: kinship, kinds, order, passages, voices.

Columns: CPU seconds (after the texts are read; of `lineage` all), wall seconds, CPU milliseconds a
report, the same over that of `candidates` at this size, the growth (CPU a report over that at the
smallest size), memory at its peak beside the texts in kB a report (of `lineage` all of it), pairs,
and the share of the copies that are paired with their source. Needs the extra `bench`, and Linux.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recombine import write_stream
from sources import read_sources

Pairs = list[tuple[int, int]]
THRESHOLD = 0.5
OURS, WHOLE = "candidates", "lineage"
Row = dict[str, float]
Found = dict[int, dict[str, Row]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How streams are made and processes run."""

    seed: int
    core: int
    limit: float  # wall seconds of one process
    times: int = 1  # runs of each, the best counts


def propose_by_firsthand(texts: Sequence[str], days: Sequence[int]) -> Pairs:
    """Propose pairs as `firsthand lineage` does: the one place that knows its inner names."""
    from firsthand.lineage import know, propose_pairs, skim

    skimmed = skim(texts, days)
    return [(int(one), int(other)) for one, other in propose_pairs(skimmed, know(skimmed))]


def propose_by_datasketch(texts: Sequence[str], _days: Sequence[int]) -> Pairs:
    from peers import make_datasketch, meet_in_datasketch

    return meet_in_datasketch(make_datasketch(texts), THRESHOLD)


def propose_by_rensa(texts: Sequence[str], _days: Sequence[int]) -> Pairs:
    from peers import make_rensa, meet_in_rensa

    return meet_in_rensa(make_rensa(texts), THRESHOLD)


def propose_by_daft(texts: Sequence[str], _days: Sequence[int]) -> Pairs:
    from peers import meet_in_daft

    return meet_in_daft(texts, THRESHOLD)


METHODS: Mapping[str, Callable[[Sequence[str], Sequence[int]], Pairs]] = {
    OURS: propose_by_firsthand,
    "rensa": propose_by_rensa,
    "daft": propose_by_daft,
    "datasketch": propose_by_datasketch,
}


def work(method: str, stream: Path, out: Path) -> None:
    """Read a stream, find pairs by one method, write what it took; run in its own process."""
    ids, texts, days = [], [], []
    with stream.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            ids.append(row["id"])
            texts.append(row["text"])
            on = row.get("published")
            days.append(dt.date.fromisoformat(on[:10]).toordinal() if on else 0)
    gc.collect()
    held, cpu, wall = _read_memory("VmRSS"), time.process_time(), time.perf_counter()
    pairs = METHODS[method](texts, days)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    found = {
        "cpu": cpu,
        "wall": wall,
        "memory": _read_memory("VmHWM") - held,
        **count_copies(((ids[one], ids[other]) for one, other in pairs), stream),
    }
    out.write_text(json.dumps(found), encoding="utf-8")


def count_copies(pairs: Iterable[tuple[str, str]], stream: Path) -> dict[str, float]:
    """Count different pairs, and the share of the copies of a stream that are among them."""
    copies = json.loads(_beside(stream, "copies").read_text("utf-8"))
    asked = {frozenset(copy) for copy in copies}
    seen = {(one, other) if one < other else (other, one) for one, other in pairs}
    met = sum(frozenset(pair) in asked for pair in seen)
    return {"pairs": len(seen), "copies": met / len(asked) if asked else math.nan}


def _beside(stream: Path, what: str) -> Path:
    return stream.with_suffix(f".{what}")


def make_stream(source: Path, size: int, seed: int, stream: Path) -> None:
    copies = write_stream(read_sources([source]), size, seed, stream)
    _beside(stream, "copies").write_text(json.dumps(copies), encoding="utf-8")


def make_stream_apart(source: Path, size: int, seed: int, stream: Path) -> None:
    """Make a stream in a process of its own.

    A process is charged with the memory that its parent held when it was started, so that this
    one must stay small.
    """
    import multiprocessing

    maker = multiprocessing.get_context("spawn").Process(
        target=make_stream, args=(source, size, seed, stream)
    )
    maker.start()
    maker.join()
    if maker.exitcode:
        sys.exit(f"growth: no stream of {size} reports was made")


def _read_memory(field: str) -> int:
    """Return the bytes that this process holds now (VmRSS) or held at its peak (VmHWM); Linux."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(rf"{field}:\s+(\d+) kB", status)[1]) * 1024


def run_alone(command: Sequence[str], bounds: Bounds, out: Path) -> dict | None:
    """Run a process on one core to its end, or to the limit; None where it did not end."""
    start = time.perf_counter()
    # One thread each: a second one would wait for the same core.
    env = {**os.environ, "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "DAFT_PROGRESS_BAR": "0"}
    with out.open("wb") as printed:
        process = subprocess.Popen(
            ["taskset", "-c", str(bounds.core), *command],
            stdout=printed,
            env=env,
            stderr=subprocess.PIPE,
        )
        while time.perf_counter() - start < bounds.limit:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(0.02)
        else:
            process.kill()
            process.wait()
            return None
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        told = process.stderr.read().decode() if process.stderr else ""
        sys.exit(f"{' '.join(command)}: failed: {told[-2000:]}")
    return {
        "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
    }


def measure(method: str, stream: Path, bounds: Bounds) -> dict | None:
    """Measure one method on one stream; None where it passes the limit."""
    out = _beside(stream, method)
    if method == WHOLE:
        command = [sys.executable, "-m", "firsthand", "lineage", str(stream), "--json"]
        found = run_alone(command, bounds, out)
        return None if found is None else {**found, **count_copies(_read_pairs(out), stream)}
    command = [sys.executable, __file__, str(stream), "--work", method, "--out", str(out)]
    ended = run_alone(command, bounds, _beside(stream, "printed"))
    return None if ended is None else json.loads(out.read_text("utf-8"))


def measure_best(method: str, stream: Path, bounds: Bounds) -> dict | None:
    """Measure as often as asked for and keep the run with the least CPU: others are at work too."""
    runs = []
    for _ in range(bounds.times):
        run = measure(method, stream, bounds)
        if run is None:
            return None
        runs.append(run)
    return min(runs, key=lambda run: run["cpu"])


def _read_pairs(printed: Path) -> Iterator[tuple[str, str]]:
    with printed.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "child" in row and "parent" in row:
                yield row["child"], row["parent"]


def judge(found: dict, size: int) -> Row:
    """Bring what was measured to one report."""
    return {
        "CPU s": found["cpu"],
        "wall s": found["wall"],
        "ms/report": 1000 * found["cpu"] / size,
        "kB/report": found["memory"] / 1000 / size,
        "pairs": found["pairs"],
        "copies": found["copies"],
    }


def compare(
    source: Path, sizes: Sequence[int], methods: Sequence[str], bounds: Bounds
) -> Iterator[tuple[int, str, Row]]:
    """Measure the methods at every size, the smallest first; one over the limit ends there."""
    first: dict[str, Row] = {}
    left = list(methods)
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(sizes):
            stream = Path(folder) / f"stream{size}.jsonl"
            make_stream_apart(source, size, bounds.seed, stream)
            ours: Row | None = None
            for method in list(left):
                measured = measure_best(method, stream, bounds)
                if measured is None:
                    print(f"{method}: over {bounds.limit:.0f} s at {size}", file=sys.stderr)
                    left.remove(method)
                    continue
                row = judge(measured, size)
                ours = row if method == OURS else ours
                row["x ours"] = row["ms/report"] / ours["ms/report"] if ours else math.nan
                start = first.setdefault(method, row)
                row["growth"] = row["ms/report"] / start["ms/report"]
                yield size, method, row
            stream.unlink()


COLUMNS = {
    "CPU s": "9.2f", "wall s": "9.2f", "ms/report": "11.3f", "x ours": "9.2f", "growth": "9.2f",
    "kB/report": "11.1f", "pairs": "10.0f", "copies": "9.3f",
}  # fmt: skip


def print_head() -> None:
    heads = (f"{column:>{form.split('.')[0]}}" for column, form in COLUMNS.items())
    print(f"{'reports':>9} {'':12}" + "".join(heads), flush=True)


def print_row(size: int, method: str, row: Mapping[str, float]) -> None:
    cells = "".join(format(row[column], form) for column, form in COLUMNS.items())
    print(f"{size:9} {method:12}{cells}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--methods", default=",".join([*METHODS, WHOLE]))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--limit", type=float, default=1800, help="wall seconds of one run")
    parser.add_argument("--times", type=int, default=1, help="best of so many runs")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--work", choices=METHODS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.reports, options.out)
        return
    methods = options.methods.split(",")
    unknown = set(methods) - {*METHODS, WHOLE}
    if unknown:
        parser.error(f"unknown methods: {', '.join(sorted(unknown))}")
    sizes = [int(size) for size in options.sizes.split(",")]
    if not options.json:
        print_head()
    found: Found = {}
    run = Bounds(options.seed, options.core, options.limit, options.times)
    for size, method, row in compare(options.reports, sizes, methods, run):
        found.setdefault(size, {})[method] = row
        if not options.json:
            print_row(size, method, row)
    if options.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
