"""Bytes of a file, never more of them in memory than one report may have."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from firsthand.errors import ItemError

# The longest of 8,000 news pages has 0.9 MB with all its markup; 20 MB leaves room and still lets
# a laptop hold the bytes, the characters and the tree of a page at once.
MOST_REPORT_BYTES = 20_000_000
# After a line that is too long: how far the next line is looked for. Bounds a compressed bomb.
MOST_SKIPPED_BYTES = 1_000_000_000
_CHUNK_BYTES = 1_000_000
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of a file: its number from 1, and its bytes or what is wrong with it."""

    number: int
    content: bytes
    problem: str | None = None
    last: bool = False  # nothing behind it can be read


@contextmanager
def open_bytes(path: str, stdin: BinaryIO | None) -> Iterator[IO[bytes]]:
    """Open a file or standard input, unpacked where it begins as gzip files do.

    Raises:
        OSError: it cannot be opened.
        ItemError: its name says that it is compressed and it is not.
    """
    if stdin is not None:
        yield _unpack(_buffered(stdin))
        return
    with Path(path).open("rb") as file:
        unpacked = _unpack(file)
        if unpacked is file and path.casefold().endswith(".gz") and file.peek(1):
            raise ItemError("not a compressed file, whatever its name says")
        yield unpacked


def read_report(file: IO[bytes]) -> bytes:
    """Read all bytes of a report.

    Raises:
        ItemError: it has none, too many, or its compression is broken.
    """
    chunks: list[bytes] = []
    n_bytes = 0
    try:
        while chunk := _read_some(file):
            n_bytes += len(chunk)
            if n_bytes > MOST_REPORT_BYTES:
                raise ItemError(say_too_long("the file"))
            chunks.append(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as err:
        raise ItemError(say_broken(n_bytes, err)) from err
    if not n_bytes:
        raise ItemError("no text (0 bytes)")
    return b"".join(chunks)


def rejoin(head: bytes, file: IO[bytes]) -> IO[bytes]:
    """Put bytes that were read to look at them back before the rest."""
    return _buffered(file, head)


def read_head(file: IO[bytes], n_bytes: int) -> bytes:
    """Read up to so many bytes to look at them; what cannot be unpacked is left to the reader."""
    head = b""
    try:
        while len(head) < n_bytes and (part := _read_some(file, n_bytes - len(head))):
            head += part
    except (gzip.BadGzipFile, EOFError, zlib.error):
        pass  # the reader of the rest meets the same break and says so
    return head


def read_lines(file: IO[bytes]) -> Iterator[RawLine]:
    """Read line by line; a line that is too long or broken off costs itself alone."""
    number = n_bytes = 0
    while True:
        number += 1
        try:
            line = file.readline(MOST_REPORT_BYTES + 1)
            n_bytes += len(line)
            if not line:
                return
            if len(line) <= MOST_REPORT_BYTES:
                yield RawLine(number, line.rstrip(b"\r\n"))
                continue
            found_next = _skip_line(file)
        except (gzip.BadGzipFile, EOFError, zlib.error) as err:
            yield RawLine(number, b"", say_broken(n_bytes, err), last=True)
            return
        problem = say_too_long("the line")
        if not found_next:
            problem += "; no line found behind it"
        yield RawLine(number, b"", problem, last=not found_next)
        if not found_next:
            return


def say_too_long(what: str) -> str:
    """Put into words that something is over the bound."""
    return f"{what} is longer than a report may be ({MOST_REPORT_BYTES // 1_000_000} MB)"


def say_broken(n_bytes: int, err: Exception) -> str:
    """Put into words that compressed bytes break off or are damaged."""
    if isinstance(err, EOFError):
        return f"the compressed file breaks off; {n_bytes:,} bytes could be unpacked"
    return f"the compressed file is damaged; {n_bytes:,} bytes could be unpacked"


def _skip_line(file: IO[bytes]) -> bool:
    skipped = 0
    while skipped < MOST_SKIPPED_BYTES:
        rest = file.readline(_CHUNK_BYTES)
        skipped += len(rest)
        if not rest or rest.endswith(b"\n"):
            return True
    return False


def _unpack(file: io.BufferedReader) -> IO[bytes]:
    if file.peek(2)[:2] == GZIP_MAGIC:
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file, mode="rb"))
    return file


def _read_some(file: IO[bytes], n_bytes: int = _CHUNK_BYTES) -> bytes:
    """Read what is there at once: a broken archive then gives all that stands before the break."""
    if isinstance(file, io.BufferedReader | gzip.GzipFile):
        return file.read1(n_bytes)
    return file.read(n_bytes)


def _buffered(stream: IO[bytes], head: bytes = b"") -> io.BufferedReader:
    return io.BufferedReader(_Raw(stream, head))


class _Raw(io.RawIOBase):
    """A stream behind bytes that were read from it; left open when the reader is done."""

    def __init__(self, stream: IO[bytes], head: bytes = b"") -> None:
        self._stream = stream
        self._head = head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        view = memoryview(buffer).cast("B")
        if self._head:
            part, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            part = _read_some(self._stream, len(view))
        view[: len(part)] = part
        return len(part)
