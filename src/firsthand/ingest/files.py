"""Which files a path stands for: folders walked in order, what is not a report left out."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from firsthand.records import Failure

logger = logging.getLogger(__name__)

STAGE = "ingest"
STANDARD_INPUT = "-"
TABLE_NAME = "reports.csv"
SQLITE_MAGIC = b"SQLite format 3\x00"

Form = Literal["text", "html", "json", "json_lines", "unknown"]
_FORMS: dict[str, Form] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
}
# Files that may well hold a report, and that a person would miss if they were passed over
# in silence.
_UNREAD = frozenset(
    ".pdf .doc .docx .odt .rtf .epub .eml .mht .mhtml .warc .xml .rss .zip .tar .tgz .bz2 "
    ".xz".split()
)
READ_SUFFIXES = ".txt, .md, .html, .json, .jsonl, each also with .gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: its path as people know it, and what its name says of its form."""

    path: str
    form: Form
    named: bool  # given by the user, not met in a folder


def find_sources(paths: Sequence[str]) -> Iterator[Source | Failure]:
    """List the files that the paths stand for, folders walked in the order of their names.

    Left out in silence when met in a folder: hidden files, reports.csv, case files, folders that
    were walked already (links that loop), and what is no text (pictures, programs).
    """
    walked: set[tuple[int, int]] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield Source(path=path, form="unknown", named=True)
            continue
        try:
            status = Path(path).stat()
        except (OSError, ValueError) as err:
            yield fail(path, say_os_error(err, path))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(Path(path), status, walked)
        elif Path(path).name != TABLE_NAME:
            yield Source(path=path, form=form_of(path), named=True)


def form_of(path: str) -> Form:
    """Say what the name of a file tells of its form."""
    return _FORMS.get(_suffix(path), "unknown")


def show(path: str) -> str:
    """Spell a path so that it can be written as UTF-8, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def fail(path: str, reason: str, *, place: str | None = None) -> Failure:
    """Make the failure of a file, or of a place in it."""
    item = show(path) if place is None else f"{show(path)}: {place}"
    return Failure(item=item, stage=STAGE, reason=reason)


def say_os_error(err: OSError | ValueError, path: str) -> str:
    """Put into words why a file cannot be opened or read."""
    if isinstance(err, FileNotFoundError):
        if Path(path).is_symlink():
            return f"a link to {show(str(Path(path).readlink()))}, which is not there"
        return "no such file or folder"
    if isinstance(err, PermissionError):
        return "permission denied"
    if isinstance(err, OSError) and err.strerror:
        return err.strerror.lower()
    return str(err)


def _suffix(path: str) -> str:
    return Path(path.casefold().removesuffix(".gz")).suffix


def _walk(
    folder: Path, status: os.stat_result, walked: set[tuple[int, int]]
) -> Iterator[Source | Failure]:
    """Walk a folder without recursion, so that depth costs nothing."""
    pending: list[tuple[Path, os.stat_result | None]] = [(folder, status)]
    while pending:
        path, known = pending.pop()
        try:
            found = known or path.stat()
            if not stat.S_ISDIR(found.st_mode):
                yield from _judge(path, found)
                continue
            if (found.st_dev, found.st_ino) in walked:
                logger.debug("%s: walked already", path)
                continue
            walked.add((found.st_dev, found.st_ino))
            inside = sorted(path.iterdir(), key=lambda one: one.name, reverse=True)
        except OSError as err:
            yield fail(str(path), say_os_error(err, str(path)))
            continue
        pending += [(one, None) for one in inside if not one.name.startswith(".")]


def _judge(path: Path, status: os.stat_result) -> Iterator[Source | Failure]:
    if path.name == TABLE_NAME or not stat.S_ISREG(status.st_mode):
        return
    form = form_of(str(path))
    if form != "unknown":
        yield Source(path=str(path), form=form, named=False)
    elif (suffix := _suffix(str(path))) in _UNREAD:
        reason = f"files of the kind {suffix} are not read ({READ_SUFFIXES})"
        yield fail(str(path), reason)
    else:
        logger.debug("%s: not a kind of file that holds a report", path)
