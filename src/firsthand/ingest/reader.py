"""Reads a pile: paths in, reports and failures out, one at a time.

JSON field names are listed in `json_records`, the columns of `reports.csv` in `table`; all of it
in docs/formats.md. Memory: one report at a time, plus 100 bytes per report read for its id.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, BinaryIO, Literal

from firsthand.errors import InputError, ItemError
from firsthand.ingest.bounded import (
    RawLine,
    open_bytes,
    read_head,
    read_lines,
    read_report,
    rejoin,
)
from firsthand.ingest.encodings import Decoded, decode_bytes
from firsthand.ingest.files import (
    SQLITE_MAGIC,
    STANDARD_INPUT,
    Form,
    Source,
    fail,
    find_sources,
    say_os_error,
    show,
)
from firsthand.ingest.findings import find_host, keep_first, read_published
from firsthand.ingest.html import is_own_page, read_page
from firsthand.ingest.identity import name_report
from firsthand.ingest.json_records import (
    JsonReport,
    decode_json,
    is_other_format,
    list_objects,
    parse_json,
    read_object,
)
from firsthand.ingest.prose import check_prose
from firsthand.ingest.selfdescription import describe, describe_for_kin, detect_language
from firsthand.ingest.table import Table, read_table
from firsthand.records import Failure, Finding, Report, Retrieval

logger = logging.getLogger(__name__)

_SNIFFED_BYTES = 64_000
_APPLICATION_ID = b"FHSD"  # at byte 68 of a case file
_APPLICATION_ID_AT = 68


def read(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, for_kin: bool = False
) -> Iterator[Report | Failure]:
    """Read the reports that the paths stand for, one by one; a bad item gives one failure.

    A report that was read already (the same id) is left out.

    Args:
        paths: files, folders, "-" for standard input; folders are walked in the order of names.
        stdin: what "-" stands for.
        for_kin: leave out what lineage does not ask: language, and a headline found in the text.

    Raises:
        InputError: "-" without standard input, or a lone string instead of paths.
    """
    if isinstance(paths, str):
        raise InputError("paths are given as a list, not as one string")
    if STANDARD_INPUT in paths and stdin is None:
        raise InputError("'-' needs standard input; pass it as `stdin`")
    return _drop_seen(_Reader(for_kin=for_kin).read_all(list(dict.fromkeys(paths)), stdin))


def _drop_seen(items: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Report):
            if item.id in seen:
                logger.debug("%s: read already as %s", item.retrieval.path, item.id)
                continue
            seen.add(item.id)
        yield item


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what paths stand for, one report after the other."""

    for_kin: bool  # leave out what lineage does not ask

    def read_all(self, paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Report | Failure]:
        tables: dict[str, Table] = {}
        for source in find_sources(paths):
            if isinstance(source, Failure):
                yield source
                continue
            is_stdin = source.path == STANDARD_INPUT
            folder = str(PurePath(source.path).parent)
            if not is_stdin and folder not in tables:
                tables[folder] = read_table(folder)
                yield from tables[folder].failures
            table = Table() if is_stdin else tables[folder]
            given = table.rows.get(PurePath(source.path).name, ())
            yield from self._read_source(source, given, stdin if is_stdin else None)

    def _read_source(
        self, source: Source, given: tuple[Finding, ...], stdin: BinaryIO | None
    ) -> Iterator[Report | Failure]:
        try:
            with open_bytes(source.path, stdin) as file:
                yield from self._read_file(source, file, given)
        except ItemError as err:
            yield fail(source.path, str(err))
        except OSError as err:
            yield fail(source.path, say_os_error(err, source.path))

    def _read_file(
        self, source: Source, file: IO[bytes], given: tuple[Finding, ...]
    ) -> Iterator[Report | Failure]:
        form = source.form
        if form in ("unknown", "json"):
            head = read_head(file, _SNIFFED_BYTES)
            file = rejoin(head, file)
            form = _sniff(head, source)
        if form == "json_lines":
            yield from self._read_json_lines(source, read_lines(file), given)
            return
        content = read_report(file)
        if form == "json":
            yield from self._read_json(source, content, given)
            return
        decoded = decode_bytes(content, is_page=form == "html")
        if form == "html":
            if is_own_page(decoded.text) and not source.named:
                logger.debug("%s: a page that firsthand wrote", source.path)
                return
            yield self._read_html(source, content, decoded, given)
            return
        retrieval = _retrieve(source, content, decoded)
        yield self._make_report(decoded.text, retrieval, given)

    def _read_html(
        self, source: Source, content: bytes, decoded: Decoded, given: tuple[Finding, ...]
    ) -> Report:
        page = read_page(decoded.text)
        retrieval = _retrieve(source, content, decoded, media="html", extractor=page.extractor)
        return self._make_report(page.text, retrieval, (*given, *page.findings))

    def _read_json(
        self, source: Source, content: bytes, given: tuple[Finding, ...]
    ) -> Iterator[Report | Failure]:
        decoded = decode_json(content)
        if not decoded.text.strip("\ufeff \t\r\n"):
            raise ItemError("no text (only white space)")
        parsed = parse_json(decoded.text)
        if is_other_format(parsed) and not source.named:
            logger.debug("%s: a file of another format", source.path)
            return
        objects = list_objects(parsed)
        retrieval = _retrieve(source, content, decoded, media="json")
        if not objects:
            raise ItemError("no text (an empty list)")
        for number, one in enumerate(objects, start=1):
            place = f"record {number}" if isinstance(parsed, list) or len(objects) > 1 else None
            yield self._take_object(one, retrieval, place, given)

    def _read_json_lines(
        self, source: Source, lines: Iterator[RawLine], given: tuple[Finding, ...]
    ) -> Iterator[Report | Failure]:
        n_lines = n_blank = 0
        for line in lines:
            place = f"line {line.number}"
            if line.problem is not None:
                n_lines += 1
                is_all = line.last and line.number == 1
                yield fail(source.path, line.problem, place=None if is_all else place)
                continue
            if not line.content.strip(b"\xef\xbb\xbf \t"):
                n_blank += 1
                continue
            n_lines += 1
            try:
                decoded = decode_json(line.content)
                parsed = parse_json(decoded.text)
            except ItemError as err:
                yield fail(source.path, str(err), place=place)
                continue
            retrieval = _retrieve(source, line.content, decoded, media="json")
            yield self._take_object(parsed, retrieval, place, given)
        if not n_lines:
            raise ItemError("no text (only blank lines)" if n_blank else "no text (0 bytes)")

    def _take_object(
        self, parsed: object, retrieval: Retrieval, place: str | None, given: tuple[Finding, ...]
    ) -> Report | Failure:
        try:
            found: JsonReport = read_object(parsed)
        except ItemError as err:
            return fail(str(retrieval.path), str(err), place=place)
        placed = dataclasses.replace(retrieval, place=place)
        try:
            return self._make_report(
                found.text, placed, (*given, *found.findings), given_id=found.given_id
            )
        except ItemError as err:
            return fail(str(retrieval.path), str(err), place=place)

    def _make_report(
        self,
        text: str,
        retrieval: Retrieval,
        given: tuple[Finding, ...],
        *,
        given_id: str | None = None,
    ) -> Report:
        """Put a report together: what was given first, then what the text says of itself.

        Raises:
            ItemError: the text is none that a report could have.
        """
        check_prose(text)
        stated = keep_first(given)
        url = stated["url"].value if "url" in stated else None
        stating = describe_for_kin(text, known=stated) if self.for_kin else describe(text)
        best = keep_first((*given, *stating))
        if url is not None:
            best = keep_first((*best.values(), *find_host(url, stated["url"].place)))
        if "language" not in best and not self.for_kin:
            best = keep_first((*best.values(), *detect_language(text)))
        published = read_published(best["published"].value) if "published" in best else None
        outlet = stated.get("outlet")
        return Report(
            id=name_report(
                text,
                given_id=given_id,
                outlet=outlet.value if outlet else None,
                url=url,
                path=retrieval.path or "",
            ),
            text=text,
            outlet=best["outlet"].value if "outlet" in best else None,
            title=best["title"].value if "title" in best else None,
            byline=best["byline"].value if "byline" in best else None,
            language=best["language"].value if "language" in best else None,
            published_on=published.on if published else None,
            published_at=published.at if published else None,
            given_id=given_id,
            retrieval=dataclasses.replace(retrieval, url=url),
            found=tuple(best[field] for field in sorted(best)),
        )


def _sniff(head: bytes, source: Source) -> Form:
    """Tell the form of bytes whose name does not: a page, JSON, JSON Lines or text."""
    if head.startswith(SQLITE_MAGIC):
        if head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4] == _APPLICATION_ID:
            raise ItemError("a case file, not a report; open it with --case")
        raise ItemError("not text but an SQLite database")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"{":
        first, _, rest = start.partition(b"\n")
        return _sniff_object(first.strip(), rest.lstrip(), is_whole=len(head) < _SNIFFED_BYTES)
    if source.form == "json" or start[:2] in (b"[{", b"[\n", b"[ ", b"[\r", b"[]"):
        return "json"
    if start[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "html"
    return "text"


def _sniff_object(first: bytes, rest: bytes, *, is_whole: bool) -> Form:
    """Tell one object, on one line or over many, from an object on each line."""
    if not rest:
        # a first line that is too long to be seen whole may be one of many
        return "json" if is_whole else "json_lines"
    try:
        parse_json(decode_json(first).text)
    except ItemError:
        # a damaged first line of many; or an object that is spread over lines
        return "json_lines" if rest[:1] == b"{" and first != b"{" else "json"
    return "json_lines"


def _retrieve(
    source: Source,
    content: bytes,
    decoded: Decoded,
    *,
    media: Literal["text", "html", "json"] = "text",
    extractor: str | None = None,
) -> Retrieval:
    return Retrieval(
        path=show(source.path),
        sha256=hashlib.sha256(content).hexdigest(),
        media=media,
        encoding=decoded.encoding,
        encoding_assumed=decoded.assumed,
        extractor=extractor,
    )
