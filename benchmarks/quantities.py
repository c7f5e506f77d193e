"""Measure numbers on annotated sentences: `python benchmarks/quantities.py FILE.jsonl[.gz]`.

Each line holds a sentence and its quantities (value, unit, change). Asked: is the value found, and
do the bounding words ("more than", "about") come out as written.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from firsthand.text.numbers import NumberWords, find_numbers

_QUANTITIES = ("count", "money", "percent", "measure", "vague", "article", "age", "fraction")


def values(number: NumberWords) -> set[str]:
    """Return the ways in which the annotators may have written the value."""
    ends = [v for v in (number.low, number.best, number.high) if v is not None]
    if number.best is None and number.low is not None and number.high is not None:
        return {f"{float(number.low)}-{float(number.high)}"}
    return {str(float(v)) for v in ends}


def normal(value: str) -> str:
    """Write a gold value as `values` does."""
    parts = value.split("-") if not value.startswith("-") else [value]
    try:
        return "-".join(str(float(part)) for part in parts)
    except ValueError:
        return value


def change(number: NumberWords) -> str:
    """Return the annotators' sign for the bounding words."""
    if number.high is None and number.low is not None:
        return ">"
    if number.low is None and number.high is not None:
        return "<"
    return "~" if number.approximate else "="


def main(path: str) -> None:
    data = Path(path).read_bytes()
    lines = (gzip.decompress(data) if path.endswith(".gz") else data).decode().splitlines()
    counts: Counter[str] = Counter()
    for line in lines:
        row = json.loads(line)
        numbers = [n for n in find_numbers(row["text"]) if n.kind in _QUANTITIES]
        firm = [n for n in numbers if n.kind not in ("article", "vague", "age")]
        gold = [(normal(q["value"]), q["change"]) for q in row["quantities"]]
        for value, sign in gold:
            hits = [n for n in numbers if value in values(n)]
            counts["gold"] += 1
            counts["gold found"] += bool(hits)
            if sign in ("<", ">", "~") and hits:
                counts["bounded"] += 1
                counts["bounded right"] += any(change(n) == sign for n in hits)
            if not hits and "--misses" in sys.argv:
                print("MISS", value, sign, "|", row["text"])
        for number in firm:
            counts["found"] += 1
            right = any(value in values(number) for value, _ in gold)
            counts["found right"] += right
            if not right and "--misses" in sys.argv:
                print("EXTRA", row["text"][number.start : number.phrase_end], "|", row["text"])
    print(
        f"values: recall {counts['gold found'] / counts['gold']:.3f} of {counts['gold']}, "
        f"precision {counts['found right'] / counts['found']:.3f} of {counts['found']}; bounding "
        f"words right {counts['bounded right'] / counts['bounded']:.3f} of {counts['bounded']}"
    )


if __name__ == "__main__":
    main(sys.argv[1])
