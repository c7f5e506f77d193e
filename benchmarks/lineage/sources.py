"""Read any folder of reports, and cut a text into the paragraphs and sentences that makers move."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# A text without paragraph marks is cut into paragraphs of so many sentences.
SENTENCES_A_PARAGRAPH = 3
LONGEST_PARAGRAPH = 120  # words; a longer one is cut, so that a passage can be lifted from it
LEAST_PROSE_WORDS = 25
QUOTED = re.compile(r"“[^”]{2,1200}”|\"[^\"]{2,1200}\"")
_ENDED = re.compile(r"[a-z)”\"'’][.!?][”\"'’)]*$|[.!?][”\"'’]$")
_END = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[“\"‘'(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Gov|Sen|Rep|St|Jr|Sr|No|vs|Inc|Co|Corp|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A report as it was given; `event` says which happening it tells of, where that is known."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    event: str | None = None


def read_sources(paths: Iterable[Path], *, event_field: str = "event") -> list[Source]:
    """Read .txt, .md, .jsonl and .jsonl.gz, folders in the order of their names.

    A text that stands twice is taken once: a second copy would be kin that no truth tells of.

    Raises:
        ValueError: a path holds no report; a line is no object with a text.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _read(path, event_field):
            if source.text:
                found.setdefault(" ".join(source.text.split()), source)
    if not found:
        raise ValueError("no report: give folders or files of .txt, .md, .jsonl or .jsonl.gz")
    return list(found.values())


def _read(path: Path, event_field: str) -> Iterator[Source]:
    if path.is_dir():
        told = _read_table(path / "reports.csv")
        for inner in sorted(path.iterdir()):
            if inner.suffix in (".txt", ".md"):
                row = told.get(inner.name, {})
                yield _make(
                    {**row, "id": inner.stem, "text": inner.read_text("utf-8")}, event_field
                )
            elif inner.is_dir() or inner.name.endswith((".jsonl", ".jsonl.gz")):
                yield from _read(inner, event_field)
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        for number, row in enumerate(read_lines(path)):
            yield _make({"id": f"{path.name}:{number}", **row}, event_field)
    else:
        yield _make({"id": path.stem, "text": path.read_text("utf-8")}, event_field)


def read_lines(path: Path) -> list[dict]:
    """Read a file of JSON Lines, gzip or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _read_table(path: Path) -> dict[str, dict]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["file"]: row for row in csv.DictReader(rows)}


def _make(row: dict, event_field: str) -> Source:
    if not isinstance(row.get("text"), str):
        raise ValueError(f"report {row.get('id')}: no text")
    event = row.get(event_field)
    return Source(
        id=str(row["id"]),
        text=row["text"].replace("\r\n", "\n").strip(),
        title=row.get("title") or None,
        outlet=row.get("outlet") or None,
        published=_read_date(row.get("published")),
        event=str(event) if event else None,
    )


def _read_date(given: str | None) -> str | None:
    """Keep a day, or a day with a time, as written; anything else is no date."""
    if not given:
        return None
    for length, form in ((16, "%Y-%m-%dT%H:%M"), (10, "%Y-%m-%d")):
        try:
            dt.datetime.strptime(given[:length], form).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
        return given[:length]
    return None


def cut_sentences(paragraph: str) -> list[str]:
    """Cut a paragraph into sentences, at full stops that are not those of "Mr." or "U.S."."""
    found, start = [], 0
    for end in _END.finditer(paragraph):
        piece = paragraph[start : end.end()].strip()
        if not _ABBREVIATION.search(piece):
            found.append(piece)
            start = end.end()
    last = paragraph[start:].strip()
    return [*found, last] if last else found


def cut_paragraphs(text: str) -> list[str]:
    """Cut a text into paragraphs: at its line ends, and where one is too long to be lifted."""
    found: list[str] = []
    for line in re.split(r"\s*\n\s*", text):
        if len(line.split()) <= LONGEST_PARAGRAPH:
            found.append(line.strip())
            continue
        sentences = cut_sentences(line)
        starts = range(0, len(sentences), SENTENCES_A_PARAGRAPH)
        found.extend(" ".join(sentences[k : k + SENTENCES_A_PARAGRAPH]) for k in starts)
    return [paragraph for paragraph in found if paragraph]


def is_prose(paragraph: str) -> bool:
    """Say whether a paragraph tells something: it ends as a sentence does, or it is long.

    Lists of links and captions are not anybody's account; a copy of them is no derivation.
    """
    long = len(paragraph.split()) >= LEAST_PROSE_WORDS
    return long or bool(_ENDED.search(paragraph))


def count_words(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
