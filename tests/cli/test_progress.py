"""Progress: a line for those who watch, nothing for a pipe."""

from __future__ import annotations

import io
import sys

import pytest

from firsthand.cli import progress
from firsthand.cli.progress import ProgressLine, show_runs
from firsthand.pipeline import Progress
from firsthand.records import StageRun


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watch(monkeypatch) -> Terminal:
    """Put a terminal in the place of standard error; pytest undoes it between phases."""
    opened = Terminal()
    monkeypatch.setattr(sys, "stderr", opened)
    return opened


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_terminal_sees_how_far_how_fast_and_how_long(monkeypatch, clock) -> None:
    terminal = watch(monkeypatch)
    line = ProgressLine()
    line.show(Progress(stage="lineage", n_done=1, n_all=1000))
    clock[0] += 2.0
    line.show(Progress(stage="lineage", n_done=401, n_all=1000))
    last = terminal.getvalue().split("\r\x1b[K")[-1]
    assert last == "lineage       401 of 1,000  200/s  3 s left"


def test_steps_that_follow_at_once_are_not_all_written(monkeypatch, clock) -> None:
    terminal = watch(monkeypatch)
    line = ProgressLine()
    for n_done in range(1, 100):
        line.show(Progress(stage="claims", n_done=n_done, n_all=99))
    assert terminal.getvalue().count("\r") == 1


def test_the_line_is_gone_when_the_work_is_done(monkeypatch, clock) -> None:
    terminal = watch(monkeypatch)
    line = ProgressLine()
    line.clear()
    assert terminal.getvalue() == ""
    line.show(Progress(stage="read", n_done=1, n_all=0))
    line.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_pipe_sees_nothing(capsys) -> None:
    line = ProgressLine()
    line.show(Progress(stage="claims", n_done=1, n_all=2))
    line.clear()
    show_runs([StageRun(stage="claims", taken=1, made=1, failed=0, fresh=0, seconds=99)])
    assert capsys.readouterr().err == ""


def test_only_long_work_ends_with_a_table(monkeypatch) -> None:
    terminal = watch(monkeypatch)
    short = StageRun(stage="claims", taken=3, made=2, failed=1, fresh=0, seconds=4.0)
    show_runs([short])
    assert terminal.getvalue() == ""
    show_runs([short, short, short])
    lines = terminal.getvalue().splitlines()
    assert lines[0].split() == ["stage", "in", "out", "failed", "seconds"]
    assert lines[1].split() == ["claims", "3", "2", "1", "4.0"]
