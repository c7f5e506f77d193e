"""What the gate holds: a figure, and the running of the programs that make it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    value: float | None  # None: nothing to judge
    parts: str
    lower_is_better: bool


class NotMeasured(Exception):
    """A run of firsthand or of the scorer went wrong."""


def run(
    arguments: Sequence[str | Path],
    allowed: tuple[int, ...] = (0,),
    *,
    output: Path | None = None,
) -> None:
    """Run a Python program; keep what it prints in `output`.

    Raises:
        NotMeasured: it ended with another exit code than those allowed.
    """
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in allowed:
        told = done.stderr.decode("utf-8", "replace")[-2000:]
        raise NotMeasured(f"{' '.join(command)}: exit {done.returncode}\n{told}")
    if output:
        output.write_bytes(done.stdout)
