"""One case in one SQLite file: texts, what the stages made of them, failures and runs.

Everything is written in transactions: a killed run, a full disk or a lock leaves the case as it
was before the batch that was under way.
"""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from firsthand.errors import CaseError, StorageError
from firsthand.records import Failure, Report, ReportId, StageRun
from firsthand.store.codec import decode, encode
from firsthand.store.migrations import APPLICATION_ID, FORMAT, migrate

T = TypeVar("T")

LONGEST_WAIT_SECONDS = 10.0  # for another firsthand that writes the same case
# What stages made is 18 times the text as JSON (400 reports of a news stream: 46.6 MB for 2.5 MB).
# Packed at this level: 10.8 MB, and reading it back takes no longer.
LEVEL = 1
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a stage made of one item, with the stamp and the input that it was made from."""

    key: str
    digest: str
    record: object


class Store:
    """An open case file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_new: bool) -> None:
        self.path = path
        self.is_new = is_new  # made by this opening
        self._connection = connection

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open a case, or make a new one.

        Raises:
            CaseError: the file is no case, was written by a newer format, or (without `create`)
                is not there.
            StorageError: the file cannot be opened or is locked.
        """
        path = Path(path)
        _check_file(path, create=create)
        is_new = not path.exists()
        with _storage_errors(path):
            connection = sqlite3.connect(
                path, timeout=LONGEST_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            _prepare(path, connection)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, is_new=is_new)

    def close(self) -> None:
        """Close the file; what was kept stays."""
        self._connection.close()

    def discard(self) -> None:
        """Close the file and take it away; only for one that this opening made."""
        self.close()
        for beside in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + beside).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # reports

    def keep_reports(
        self, reports: Iterable[Report], *, pages: Iterable[bytes] = ()
    ) -> tuple[int, int]:
        """Keep a batch of reports and the bytes of their pages; one transaction.

        Returns:
            How many were new, how many renewed.
        """
        n_new = n_renewed = 0
        with self._transaction() as connection:
            for report in reports:
                row = connection.execute(
                    "SELECT body, text FROM reports WHERE id = ?", (report.id,)
                ).fetchone()
                if row is None:
                    n_new += 1
                elif supersedes(report, _read_report(*row)):
                    n_renewed += 1
                else:
                    continue
                connection.execute(
                    "INSERT INTO reports (id, title, text, body) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
                    " text = excluded.text, body = excluded.body",
                    (report.id, report.title, report.text, encode(replace(report, text=""))),
                )
            connection.executemany(
                "INSERT OR IGNORE INTO pages (sha256, bytes) VALUES (?, ?)",
                (
                    (hashlib.sha256(page).hexdigest(), gzip.compress(page, mtime=0))
                    for page in pages
                ),
            )
        return n_new, n_renewed

    def load_reports(self) -> list[Report]:
        """Return all reports, in the order of their ids."""
        with _storage_errors(self.path):
            rows = self._connection.execute("SELECT body, text FROM reports ORDER BY id").fetchall()
        return [_read_report(body, text) for body, text in rows]

    def load_page(self, sha256: str) -> bytes | None:
        """Return the bytes that a report was extracted from; None: they are the text itself."""
        with _storage_errors(self.path):
            row = self._connection.execute(
                "SELECT bytes FROM pages WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return None if row is None else gzip.decompress(row[0])

    def find_reports(self, words: str) -> list[ReportId]:
        """Return the reports that hold all the words, best match first.

        Raises:
            StorageError: the SQLite that wrote this case has no full-text search.
        """
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not query:
            return []
        with _storage_errors(self.path):
            rows = self._connection.execute(
                "SELECT reports.id FROM report_words JOIN reports"
                " ON reports.rowid = report_words.rowid WHERE report_words MATCH ?"
                " ORDER BY bm25(report_words), reports.id",
                (query,),
            ).fetchall()
        return [ReportId(report_id) for (report_id,) in rows]

    # what the stages made

    def load_row(self, stamp: str, key: str, digest: str, kind: type[T] | Any) -> T | None:
        """Return what this very stage made of this very input; None: it is to be done."""
        with _storage_errors(self.path):
            row = self._connection.execute(
                "SELECT body FROM rows WHERE stage = ? AND key = ? AND stamp = ? AND digest = ?",
                (_stage_name(stamp), key, stamp, digest),
            ).fetchone()
        return None if row is None else decode(_unpack(row[0]), kind)

    def keep_rows(self, stamp: str, rows: Iterable[Row]) -> None:
        """Keep a batch of what a stage made, in place of older rows; one transaction."""
        stage = _stage_name(stamp)
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO rows (stage, key, stamp, digest, body)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    (stage, row.key, stamp, row.digest, zlib.compress(encode(row.record), LEVEL))
                    for row in rows
                ),
            )

    def count_rows(self, stage: str) -> int:
        """Count the rows of a stage, whatever its version."""
        with _storage_errors(self.path):
            (n_rows,) = self._connection.execute(
                "SELECT count(*) FROM rows WHERE stage = ?", (stage,)
            ).fetchone()
        return int(n_rows)

    # failures and runs

    def keep_failures(self, failures: Iterable[Failure], *, cleared: Iterable[str] = ()) -> None:
        """Keep what could not be taken in, in place of what was said of the same items before.

        Args:
            cleared: items that were read without fault this time.
        """
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM failures WHERE item = ?", ((item,) for item in cleared)
            )
            connection.executemany(
                "INSERT OR REPLACE INTO failures (item, stage, reason) VALUES (?, ?, ?)",
                ((failure.item, failure.stage, failure.reason) for failure in failures),
            )

    def load_failures(self) -> list[Failure]:
        """Return what could not be taken in, in the order of the items."""
        with _storage_errors(self.path):
            rows = self._connection.execute(
                "SELECT item, stage, reason FROM failures ORDER BY item, stage"
            ).fetchall()
        return [Failure(item=item, stage=stage, reason=reason) for item, stage, reason in rows]

    def keep_runs(self, runs: Iterable[StageRun]) -> None:
        """Keep the table of the last run."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM runs")
            connection.executemany(
                "INSERT INTO runs (body) VALUES (?)", ((encode(run),) for run in runs)
            )

    def load_runs(self) -> list[StageRun]:
        """Return the table of the last run."""
        with _storage_errors(self.path):
            rows = self._connection.execute("SELECT body FROM runs ORDER BY position").fetchall()
        return [decode(body, StageRun) for (body,) in rows]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _storage_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled the transaction back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def supersedes(report: Report, kept: Report) -> bool:
    """Say whether a report takes the place of the one that is kept under the same id.

    From the same place the newer one counts (a corrected `reports.csv`); the same text met at two
    places stays with the one that sorts first, whichever came first.
    """
    here, there = report.retrieval.path or "", kept.retrieval.path or ""
    return report != kept and here <= there


def _read_report(body: bytes, text: str) -> Report:
    bare: Report = decode(body, Report)
    return replace(bare, text=text)


def _pack(page: bytes) -> tuple[str, bytes]:
    return hashlib.sha256(page).hexdigest(), gzip.compress(page, mtime=0)


def _unpack(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error as error:
        raise StorageError(f"a row of the case is damaged: {error}") from error


def _stage_name(stamp: str) -> str:
    return stamp.partition("@")[0]  # the stamp of a reader has one of its own


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise CaseError(f"{path} is a folder; a case is a file: --case {path / 'name.case'}")
    if not path.exists():
        if not create:
            raise CaseError(f"no case {path}; 'firsthand add PATH --case {path}' makes one")
        if not path.parent.is_dir():
            raise CaseError(f"no folder {path.parent} to keep {path.name} in; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    if head and head != _MAGIC:
        raise CaseError(f"{path} is not a case of firsthand; it was left as it is")


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    """Check that the database is a case of ours, then bring it to the newest format."""
    with _storage_errors(path):
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (written_by,) = connection.execute("PRAGMA user_version").fetchone()
        (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id != APPLICATION_ID and (application_id or written_by or n_tables):
        raise CaseError(f"{path} is not a case of firsthand; it was left as it is")
    if written_by > FORMAT:
        raise CaseError(
            f"{path} was written by format {written_by}, this firsthand reads up to {FORMAT};"
            " pip install -U firsthand"
        )
    with _storage_errors(path):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection)


@contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Tell what SQLite says in words that name the case and the way on."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise CaseError(f"{path} is not a case of firsthand; it was left as it is") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise StorageError(
                f"{path} is damaged ({said}); make it anew from the reports"
            ) from error
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            advice = "free some space; the case is as it was, the next run goes on"
            raise StorageError(f"{path}: {said}; {advice}") from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(f"{path} is in use by another program; try again later") from error
        raise StorageError(f"{path}: {said}") from error
