"""Run processes side by side and tell how long each took and how much memory it held."""

from __future__ import annotations

import gzip
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mib: float
    exit_code: int


def run_once(command: Sequence[str]) -> Run:
    """Run a command to its end; output is thrown away."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    per_mib = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KiB here
    return Run(seconds, usage.ru_maxrss / per_mib, process.returncode)


def run_side_by_side(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, Run]:
    """Run the commands in turns, so that a busy machine is busy for all; return the best of each.

    Raises:
        RuntimeError: a command failed (3, done with failures, is fine).
    """
    best: dict[str, Run] = {}
    for _ in range(times):
        for name, command in commands.items():
            found = run_once(command)
            if found.exit_code not in (0, 3):
                raise RuntimeError(f"{name}: exit {found.exit_code}: {' '.join(command)}")
            if name not in best or found.seconds < best[name].seconds:
                best[name] = found
    return best


def take_lines(source: Path, count: int, target: Path) -> int:
    """Copy the first lines of a JSON Lines file, gzip or not; return how many there were."""
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        taken = list(itertools.islice(lines, count))
    target.write_text("".join(taken), encoding="utf-8")
    return len(taken)
