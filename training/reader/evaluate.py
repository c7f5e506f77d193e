"""The figures of the issue, from raw text, by the scorer: what ships, as users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

Figures = dict[str, dict[str, float]]  # {"ewt_test las": {"written": 85.0, ...}}
CONDITIONS = ("written", "lower", "stripped")
# (set, line of the scorer); the test parts of ww and PolNeAR are not here: their dev parts measure.
LINES = (
    ("ewt_test", "words"), ("ewt_test", "sentence ends"), ("ewt_test", "upos"), ("ewt_test", "las"),
    ("gum_test", "las"), ("ewt_test", "predicates"), ("ewt_test", "role heads"),
    ("ewt_test", "role spans"), ("ww_dev", "names"), ("pud_test", "names"), ("re3d_test", "names"),
    ("polnear_dev", "sentence ends"), ("polnear_dev", "attribution, exact"),
    ("polnear_dev", "source, words"), ("polnear_dev", "cue, words"),
    ("polnear_dev", "content, words"),
)  # fmt: skip


def evaluate(
    data: Path, scorer: Path, out: Path, weights: Path | None = None, sets: tuple[str, ...] = ()
) -> Figures:
    """F1 in per cent.

    Args:
        scorer: the file reader.py; texts go to and readings come back in `out`.
        weights: a folder of weights other than those that ship.
        sets: only these.
    """
    out.mkdir(parents=True, exist_ok=True)
    figures: Figures = {}
    for name in dict.fromkeys(s for s, _ in LINES if not sets or s in sets):
        gold = data / f"{name}.jsonl.gz"
        for condition in CONDITIONS:
            texts, read = out / f"{name}.{condition}.in.jsonl", out / f"{name}.{condition}.jsonl"
            result = out / f"{name}.{condition}.json"
            how = ["--condition", condition]
            _run([sys.executable, scorer, "texts", gold, *how, "-o", texts])
            command = [sys.executable, "-m", "firsthand", "read", texts, "--json"]
            with read.open("w", encoding="utf-8") as to:
                _run(command if weights is None else [*command, "--weights", weights], stdout=to)
            _run([sys.executable, scorer, "score", gold, read, *how, "--json", result])
            lines = json.loads(result.read_text(encoding="utf-8"))["lines"]
            for of, line in LINES:
                if of == name and line in lines:
                    figures.setdefault(f"{of} {line}", {})[condition] = 100 * lines[line]["f1"]
    return figures


def _run(command: list[object], stdout: object = subprocess.DEVNULL) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=stdout)  # type: ignore[call-overload]


def table(figures: Figures) -> str:
    """The figures as a Markdown table."""
    head = "| F1 | as written | lower case | no case, no punctuation |\n|---|---|---|---|\n"
    rows = (
        f"| {name} | " + " | ".join(f"{row.get(c, float('nan')):.1f}" for c in CONDITIONS) + " |"
        for name, row in figures.items()
    )
    return head + "\n".join(rows)
