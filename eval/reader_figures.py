"""Measure the reader from raw text: on its own labelled set, and on public sets.

`own` is tests/gold/reader; `public` the sets of ../shared/data/reader (or FIRSTHAND_SHARED) that
are there. Each report is read as written, in lower case, and stripped of case and punctuation,
by the command line that a user has, and scored by eval/reader_score.py.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reader_labels
import reader_score
from figures import Figure, NotMeasured, run

ROOT = Path(__file__).resolve().parent.parent
CONDITIONS = ("written", "lower", "stripped")
SAYING = ("attribution, exact", "source, words", "cue, words", "content, words")
# A set that we made ourselves is worth something only as long as others do not flatter more.
LARGEST_LEAD = 0.10


@dataclass(frozen=True)
class AnnotatedSet:
    """Annotated text, and which lines of the scorer are held on it."""

    name: str  # empty: our own
    lines: tuple[str, ...]

    def metric(self, condition: str, line: str) -> str:
        return f"{self.name} {condition}: {line}".strip()


# Words of our own set are cut by the reader's own tokenizer: they hold what becomes of them in
# stripped text. Sentence ends are made by hand.
OWN = AnnotatedSet("", ("words", "sentence ends", "names", *SAYING))
PUBLIC = (
    AnnotatedSet("ewt_test", ("words", "sentence ends", "las", "role heads")),
    AnnotatedSet("gum_test", ("las",)),
    AnnotatedSet("ww_dev", ("names",)),
    AnnotatedSet("polnear_dev", SAYING),
)


def find_public() -> Path | None:
    """Return the folder of the public sets where all of them are there."""
    shared = Path(os.environ.get("FIRSTHAND_SHARED", ROOT.parent / "shared"))
    folder = shared / "data/reader"
    there = [(folder / f"{each.name}.jsonl.gz").is_file() for each in PUBLIC]
    return folder if all(there) else None


def measure_own(weights: Path | None = None) -> dict[str, Figure]:
    """Return the figures of the reader on its own set.

    Raises:
        NotMeasured: the reader failed, or what it printed is not sound.
    """
    with tempfile.TemporaryDirectory() as room:
        gold = Path(room) / "own.jsonl.gz"
        reader_labels.write_rows(reader_labels.read_rows(), gold)
        return dict(_measure(OWN, gold, weights))


def measure_public(folder: Path, weights: Path | None = None) -> dict[str, Figure]:
    """Return the figures of the reader on the public sets; this takes minutes.

    Raises:
        NotMeasured: the reader failed, or what it printed is not sound.
    """
    return {
        metric: figure
        for each in PUBLIC
        for metric, figure in _measure(each, folder / f"{each.name}.jsonl.gz", weights)
    }


def _measure(
    annotated: AnnotatedSet, gold: Path, weights: Path | None
) -> Iterator[tuple[str, Figure]]:
    for condition in CONDITIONS:
        table = read_and_score(gold, condition, weights)
        for line in annotated.lines:
            yield annotated.metric(condition, line), _to_figure(table[line])


def read_and_score(
    gold: Path, condition: str, weights: Path | None
) -> Mapping[str, Mapping[str, float]]:
    """Have a set read in one condition; return the scorer's table, with the words.

    Raises:
        NotMeasured: the reader failed, or what it printed is not sound.
    """
    documents = reader_score.read_gold(gold, condition)
    with tempfile.TemporaryDirectory() as room:
        texts, printed = Path(room) / "texts.jsonl", Path(room) / "read.jsonl"
        program: list[str | Path] = [Path(reader_score.__file__), "texts", gold]
        run([*program, "--condition", condition, "-o", texts])
        reader: list[str | Path] = ["-m", "firsthand", "read", texts, "--json"]
        run([*reader, *(["--weights", weights] if weights else [])], output=printed)
        told = io.StringIO()
        with contextlib.redirect_stderr(told):
            found, n_unsound = reader_score.read_system(printed, documents)
    if n_unsound:
        raise NotMeasured(f"{gold.name}, {condition}: unsound lines\n{told.getvalue()[:2000]}")
    table: dict[str, Mapping[str, float]] = reader_score.compare(documents, found)
    return table if "words" in table else {**table, "words": _count_words(documents, found)}


def _count_words(
    documents: Sequence[reader_score.Document], found: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Mapping[str, float]:
    """Compare bounds of words where a set has no trees, without which the scorer has no words."""
    scores = reader_score.Scores(lambda: [0, 0, 0])
    for document in documents:
        gold = {word[:2] for sentence in document.sentences for word in sentence.words}
        rows = found.get(document.id, [])
        scores.add("words", gold, {(w["start"], w["end"]) for row in rows for w in row["words"]})
    words: Mapping[str, float] = scores.table()["words"]
    return words


def _to_figure(line: Mapping[str, float]) -> Figure:
    right, system, gold = line["right"], line["system"], line["gold"]
    return Figure(line["f1"] if gold else None, f"P {right}/{system} R {right}/{gold}", False)


def find_leads(own: Mapping[str, float], public: Mapping[str, float]) -> Iterator[str]:
    """Name each figure of a public set that is too far ahead of the same on our own."""
    for annotated in PUBLIC:
        for condition in CONDITIONS:
            for line in set(annotated.lines) & set(OWN.lines):
                at_home = own.get(OWN.metric(condition, line))
                abroad = public.get(metric := annotated.metric(condition, line))
                if at_home is not None and abroad is not None and abroad - at_home > LARGEST_LEAD:
                    yield f"{metric} {abroad:.3f}, own {at_home:.3f}"
