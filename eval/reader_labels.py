"""Read the reader's own labelled reports and write them as rows of annotated text.

    python eval/reader_labels.py                    check every label; say how much there is
    python eval/reader_labels.py -o own.jsonl.gz    write the rows that eval/reader_score.py reads

The reports stand in tests/gold/reader, a sentence a line; README.md there holds the marks and the
conventions of the labels.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from firsthand.text.ud_words import tokenize

FOLDER = Path(__file__).resolve().parent.parent / "tests/gold/reader"
# The marks of the files, with the labels of the rows.
NAMES = {
    "per": "PER",
    "org": "ORG",
    "place": "LOC",
    "group": "NORP",
    "date": "DATE",
    "money": "MONEY",
    "other": "MISC",
}
PARTS = {"S": "SOURCE", "Q": "CUE", "C": "CONTENT"}
_MARK = re.compile(
    rf"\\(?P<plain>[\[\]{{}}\\])|\[(?P<name>{'|'.join(NAMES)}) |\{{(?P<part>[{''.join(PARTS)}]) "
    r"|(?P<close>[\]}])|(?P<wrong>[\[{\\])"
)
_OPENED_BY = {"]": "name", "}": "part"}


class LabelError(Exception):
    """A mark that is not closed, not known, or not at the bounds of a word."""


@dataclass
class Labelled:
    """A sentence without its marks, and what they said."""

    where: str
    text: str = ""
    names: list[tuple[int, int, str]] = field(default_factory=list)
    parts: list[tuple[int, int, str]] = field(default_factory=list)


def read_line(line: str, where: str) -> Labelled:
    """Take the marks out of a line.

    Raises:
        LabelError: a mark is not closed, not known, or stands inside one of its own kind.
    """
    found, at = Labelled(where), 0
    opened: list[tuple[str, int, str]] = []
    for match in _MARK.finditer(line):
        found.text += line[at : match.start()]
        at, kind, place = match.end(), match.lastgroup or "", len(found.text)
        if kind == "plain":
            found.text += match["plain"]
        elif kind in ("name", "part"):
            if "name" in (outer := [k for k, _, _ in opened]) or kind in outer:
                raise LabelError(f"{where}: {match.group()!r} inside another label")
            opened.append((kind, place, match[kind]))
        else:
            if kind == "wrong" or not opened or opened[-1][0] != _OPENED_BY[match["close"]]:
                raise LabelError(f"{where}: {match.group()!r} in {line[: match.end()]!r}")
            of, start, label = opened.pop()
            spans = found.names if of == "name" else found.parts
            spans.append((start, place, (NAMES if of == "name" else PARTS)[label]))
    found.text += line[at:]
    if opened:
        raise LabelError(f"{where}: a label is not closed: {line!r}")
    return found


def read_report(path: Path) -> list[Labelled]:
    """Return the sentences of a file; `#` opens a remark, an empty line a paragraph."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [
        read_line(line.strip(), f"{path.name}:{number}")
        for number, line in lines
        if line.strip() and not line.startswith("#")
    ]


def to_row(name: str, sentences: Sequence[Labelled]) -> dict[str, object]:
    """Turn a report into a row of ../shared/data/reader: the words of the whole text, and labels.

    Raises:
        LabelError: a label or a sentence begins or ends inside a word.
    """
    text = " ".join(sentence.text for sentence in sentences)
    words, made, start = tokenize(text), [], 0
    for sentence in sentences:
        end = start + len(sentence.text)
        inside = [(a, b) for a, b in words if a < end and start < b]
        if any(a < start or end < b for a, b in inside):
            raise LabelError(f"{sentence.where}: a word runs over the end of the sentence")
        bounds = [(a - start, b - start) for a, b in inside]
        made.append(
            {
                "tok": [text[a:b] for a, b in inside],
                "sp": [text[b : b + 1] in (" ", "") for _, b in inside],
                "ner": _tag(bounds, sentence.names, sentence),
                "attr": _tag(bounds, sentence.parts, sentence),
                "upos": None,
                "srl": None,
                "segok": True,
            }
        )
        start = end + 1
    return {"id": name, "src": "own", "split": "test", "sents": made}


def _tag(
    bounds: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]], sentence: Labelled
) -> list[str]:
    """Write labels as BIO."""
    tags = ["O"] * len(bounds)
    for start, end, label in spans:
        inside = [k for k, (a, b) in enumerate(bounds) if a < end and start < b]
        whole = inside and (bounds[inside[0]][0], bounds[inside[-1]][1]) == (start, end)
        if not whole:
            raise LabelError(f"{sentence.where}: {sentence.text[start:end]!r} is not whole words")
        for k in inside:
            tags[k] = ("I-" if k > inside[0] else "B-") + label
    return tags


def read_rows(folder: Path = FOLDER) -> list[dict[str, object]]:
    """Return the rows of all reports of a folder."""
    return [to_row(path.stem, read_report(path)) for path in sorted(folder.glob("*.txt"))]


def write_rows(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    """Write rows as the scorer reads them."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def count(folder: Path = FOLDER) -> Iterator[str]:
    """Yield how much of everything there is."""
    reports = [read_report(path) for path in sorted(folder.glob("*.txt"))]
    sentences = [sentence for report in reports for sentence in report]
    labels = Counter(x[2] for s in sentences for x in (*s.names, *s.parts))
    n_words = sum(len(tokenize(" ".join(s.text for s in report))) for report in reports)
    yield f"{len(reports)} reports, {len(sentences)} sentences, {n_words} words"
    yield ", ".join(f"{label} {n}" for label, n in labels.most_common())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE")
    output = parser.parse_args().output
    try:
        rows = read_rows()
    except LabelError as error:
        sys.exit(f"reader_labels: {error}")
    if output:
        write_rows(rows, output)
    print(*count(), sep="\n")


if __name__ == "__main__":
    main()
