"""One run of a verb: its case, its progress, what it says on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from firsthand.cli.progress import ProgressLine, show_runs
from firsthand.engine import EngineName, choose_engine

if TYPE_CHECKING:
    from firsthand.case import Case, ReaderName
    from firsthand.records import Failure

DONE, OUR_ERROR, YOUR_INPUT, WITH_FAILURES, STOPPED = 0, 1, 2, 3, 130
MOST_FAILURE_LINES = 20


@dataclass(slots=True)
class Session:
    """What one call of `firsthand` knows beside its arguments."""

    traceback: bool = False
    case_path: str | None = None
    for_kin: bool = False  # only derivations will be asked
    engine_name: EngineName = "local"
    n_workers: int | None = None
    ray_address: str | None = None
    reader_name: ReaderName | None = None  # None: as by default
    code: int = DONE
    n_added: int = 0  # reports that this call was the first to bring
    n_read: int = 0
    progress: ProgressLine = field(default_factory=ProgressLine)

    @contextmanager
    def open(self, paths: Sequence[str], case_path: str | None) -> Iterator[Case]:
        """Open the case that a verb asks, with the given places taken in.

        What fails in this run is told when the verb is done.
        """
        if not paths and case_path is None:
            raise click.UsageError("give PATH... (folders, files, -) or --case FILE")
        self.case_path = case_path
        from firsthand.case import Case

        engine = choose_engine(
            self.engine_name, n_workers=self.n_workers, ray_address=self.ray_address
        )
        with (
            closing(engine),
            Case.open(
                case_path,
                create=bool(paths),
                engine=engine,
                reader=self.reader_name,
                on_progress=self.progress.show,
            ) as case,
        ):
            known = set(case.failures)
            try:
                failed = self._add(case, paths) if paths else ()
                known.difference_update(failed)
                yield case
            finally:
                self.end_progress()
                self._tell_failures([each for each in case.failures if each not in known])
            show_runs(case.runs)

    def _add(self, case: Case, paths: Sequence[str]) -> tuple[Failure, ...]:
        stdin = sys.stdin.buffer if "-" in paths else None
        added = case.add(paths, stdin=stdin, for_kin=self.for_kin)
        self.n_added, self.n_read = added.n_new, added.n_read
        self.end_progress()
        return added.failures

    def _tell_failures(self, failures: Sequence[Failure]) -> None:
        """Give every failed item a line; the last one counts what was read all the same."""
        if not failures:
            return
        self.code = WITH_FAILURES
        told = failures[:MOST_FAILURE_LINES]
        lines = [f"{each.item}: {each.reason}" for each in told]
        if len(failures) > len(told):
            lines.append(f"{len(failures) - len(told):,} more items failed")
        if self.n_read:
            items = "item" if self.n_read == 1 else "items"
            lines[-1] += f"; {self.n_read:,} other {items} read"
        for line in lines:
            self.say(line)

    def say(self, line: str) -> None:
        """Write one line for people on standard error."""
        from firsthand.text.visible import squeeze

        click.echo(f"firsthand: {squeeze(line)}", err=True)

    def end_progress(self) -> None:
        """Take the progress line off the terminal."""
        self.progress.clear()

    def how_to_go_on(self) -> str:
        """Say after a stop by hand what is left of the work."""
        if self.case_path is None:
            return "stopped; nothing was kept, --case FILE keeps the work"
        return f"stopped; {self.case_path} keeps what was worked out, the same command goes on"
