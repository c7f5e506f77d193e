"""Progress on a terminal: one line on standard error, gone when the work is done."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.pipeline import Progress
    from firsthand.records import StageRun

SECONDS_BETWEEN_LINES = 0.1
LONG_WORK_SECONDS = 10.0
LEAST_SECONDS_FOR_SPEED = 0.5


class ProgressLine:
    """Shows how far a stage is; says nothing where nobody watches."""

    def __init__(self) -> None:
        self._stage = ""
        self._began_at = 0.0
        self._n_before = 0
        self._shown_at = 0.0
        self._is_up = False

    def show(self, progress: Progress) -> None:
        """Show one step, ten times a second at most."""
        if not sys.stderr.isatty():
            return
        now = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._began_at, self._n_before = progress.stage, now, progress.n_done - 1
        elif now - self._shown_at < SECONDS_BETWEEN_LINES:
            return
        self._shown_at = now
        self._is_up = True
        _write(f"\r\x1b[K{self._words(progress, now)}")

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._is_up:
            _write("\r\x1b[K")
            self._is_up = False

    def _words(self, progress: Progress, now: float) -> str:
        counted = f"{progress.n_done:,}"
        if progress.n_all:
            counted += f" of {progress.n_all:,}"
        words = [f"{progress.stage:<12}", counted]
        seconds = now - self._began_at
        if seconds >= LEAST_SECONDS_FOR_SPEED and progress.n_done > self._n_before:
            per_second = (progress.n_done - self._n_before) / seconds
            words.append(f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:.1f}/s")
            if progress.n_all:
                words.append(f"{(progress.n_all - progress.n_done) / per_second:.0f} s left")
        return "  ".join(words)


def show_runs(runs: Sequence[StageRun]) -> None:
    """Show the table of a long run on a terminal: stage, in, out, failed, seconds."""
    if not sys.stderr.isatty() or sum(run.seconds for run in runs) < LONG_WORK_SECONDS:
        return
    _write(f"{'stage':<14}{'in':>9}{'out':>9}{'failed':>8}{'seconds':>9}\n")
    for run in runs:
        _write(f"{run.stage:<14}{run.taken:>9,}{run.made:>9,}{run.failed:>8,}{run.seconds:>9.1f}\n")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
