"""`reports.csv`: what a person knows about the files beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from firsthand.errors import ItemError
from firsthand.ingest.bounded import open_bytes, read_report
from firsthand.ingest.encodings import decode_bytes
from firsthand.ingest.files import TABLE_NAME, fail, say_os_error
from firsthand.ingest.findings import FieldName, find
from firsthand.records import Failure, Finding

_FIELDS: tuple[FieldName, ...] = ("title", "outlet", "byline", "published", "language", "url")
_CHECKED: tuple[tuple[FieldName, str], ...] = (
    ("published", "a date such as 2024-03-05"),
    ("language", "a two-letter code such as en"),
    ("url", "an address such as https://example.org/a"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one `reports.csv` by file name, and what was wrong with it."""

    rows: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


def read_table(folder: str) -> Table:
    """Read the table of a folder; a bad row costs itself alone."""
    path = str(Path(folder) / TABLE_NAME)
    if not Path(path).exists():
        return Table()
    try:
        with open_bytes(path, None) as file:
            text = decode_bytes(read_report(file)).text.removeprefix("\ufeff")
    except OSError as err:
        return Table(failures=(_fail(path, None, say_os_error(err, path)),))
    except ItemError as err:
        return Table(failures=(_fail(path, None, str(err)),))
    return _read_rows(path, folder, text)


def _read_rows(path: str, folder: str, text: str) -> Table:
    rows: dict[str, tuple[Finding, ...]] = {}
    failures: list[Failure] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        if "file" not in header:
            return Table(failures=(_fail(path, None, "no column 'file' in the first line"),))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            problem = _judge(row, len(cells), len(header), folder, rows)
            if problem is not None:
                failures.append(_fail(path, reader.line_num, problem))
                continue
            rows[row["file"]] = tuple(
                found for name in _FIELDS for found in find(name, row.get(name), TABLE_NAME)
            )
    except csv.Error as err:
        failures.append(_fail(path, reader.line_num, f"{err}; the rows below were not read"))
    return Table(rows, tuple(failures))


def _judge(
    row: Mapping[str, str],
    n_cells: int,
    n_columns: int,
    folder: str,
    rows: Mapping[str, tuple[Finding, ...]],
) -> str | None:
    """Say what is wrong with a row, if anything is."""
    name = row.get("file", "")
    if n_cells > n_columns:
        return f"{n_cells} cells for {n_columns} columns; put values with a comma in quotes"
    if not name:
        return "no file named"
    if name in rows:
        return f"a second row for {name}"
    beside = Path(folder) / name
    if not beside.exists() and not beside.is_symlink():
        return f"no file {name} beside it"
    for column, form in _CHECKED:
        value = row.get(column)
        if value and not find(column, value, TABLE_NAME):
            return f"{column} is '{value}', not {form}"
    return None


def _fail(path: str, line: int | None, reason: str) -> Failure:
    return fail(path, reason, place=None if line is None else f"line {line}")
