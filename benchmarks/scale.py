"""How time and memory of a verb grow with the pile: seconds, peak memory, distance from linear.

    python benchmarks/scale.py FILE.jsonl.gz [--sizes 40,400,4000] [--verb brief] [--times 1]

Each size is the first so many reports of the file, read by one process with --json and no case.
The time of a pile of one report (start of the process, loading) is taken off before the growth is
judged: `x linear` is seconds per report at that size over seconds per report at the smallest.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from timing import Run, run_once, take_lines


def measure(verb: str, pile: Path, times: int) -> Run:
    command = [sys.executable, "-m", "firsthand", verb, str(pile), "--json"]
    runs = [run_once(command) for _ in range(times)]
    failed = [run.exit_code for run in runs if run.exit_code not in (0, 3)]
    if failed:
        sys.exit(f"{verb} {pile}: exit {failed[0]}")
    return min(runs, key=lambda run: run.seconds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", default="40,400,4000")
    parser.add_argument("--verb", choices=("brief", "lineage"), default="brief")
    parser.add_argument("--times", type=int, default=1, help="best of so many runs")
    options = parser.parse_args()
    head = ("reports", "seconds", "reports/s", "ms/report", "x linear", "peak MiB")
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        take_lines(options.file, 1, pile)
        start = measure(options.verb, pile, max(3, options.times)).seconds
        print(f"firsthand {options.verb} --json; one report: {start:.2f} s")
        print("".join(f"{word:>11}" for word in head))
        first: float | None = None
        for size in map(int, options.sizes.split(",")):
            taken = take_lines(options.file, size, pile)
            run = measure(options.verb, pile, options.times)
            each = max(run.seconds - start, 1e-9) / taken
            first = first or each
            print(
                f"{taken:11}{run.seconds:11.2f}{taken / run.seconds:11.0f}{each * 1000:11.2f}"
                f"{each / first:11.2f}{run.peak_mib:11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
