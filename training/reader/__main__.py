"""Rebuild the reader's weights from public data.

    python -m training.reader --data ../shared/data/reader --encoder MINILM --out build/reader

Three steps, each kept in the output folder and not done again when the command is: a first net that
parses (a fifth of the minutes); attributions by rule over its trees; the net that ships. Then int8
files in OUT/weights, and with --scorer the figures from raw text, int8 and fp32 side by side.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import torch

from .batches import Mix
from .card import write_card
from .evaluate import evaluate, table
from .export import export, export_full
from .silver_rows import enrich
from .train import Rates, train, training_rows

# Shares of the windows drawn. EWT and GUM have all layers of the parse; GMB most names and
# attributions. Without GMB names on worldwide newswire are 11 points lower (METHODS.md, section 4).
FIRST = Mix(
    {
        "ewt": 0.34,
        "gum": 0.16,
        "masc": 0.08,
        "gmb": 0.32,
        "wikigold": 0.04,
        "wnut": 0.02,
        "unerdev": 0.04,
    }
)
WHOLE = Mix(
    {
        "ewt": 0.29,
        "gum": 0.16,
        "masc": 0.06,
        "gmb": 0.41,
        "wikigold": 0.04,
        "wnut": 0.015,
        "unerdev": 0.025,
    }
)
FIRST_SHARE = (
    0.2  # of the minutes: enough for trees that the rules can read (LAS on EWT dev about 86)
)


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(
        prog="python -m training.reader",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the annotated sets")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=100.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scorer", type=Path, help="reader.py of the scorers: measure at the end")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    first, whole = args.out / "first.pt", args.out / "whole.pt"
    rows = training_rows(args.data)
    if not first.exists():
        minutes = args.minutes * FIRST_SHARE
        train(
            rows, FIRST, first, minutes, encoder=args.encoder, rates=Rates(fall=0.4), seed=args.seed
        )
    if not whole.exists():
        rows = enrich(rows, first, args.encoder)
        minutes = args.minutes * (1 - FIRST_SHARE)
        train(
            rows, WHOLE, whole, minutes,
            encoder=args.encoder, rates=Rates(), seed=args.seed + 1, start=first,
        )  # fmt: skip
    weights = args.out / "weights"
    seen = torch.load(whole)["seen"]
    made = {"minutes": args.minutes, "threads": args.threads, "seed": args.seed, "pieces": seen}
    manifest = export(whole, args.encoder, weights, made)
    if args.scorer:
        measure(
            args, whole, weights, manifest, f"{seen / 1e6:.1f} million wordpieces, seed {args.seed}"
        )


def measure(
    args: argparse.Namespace, whole: Path, weights: Path, manifest: dict[str, Any], trained: str
) -> None:
    """Measure int8 and fp32, print both, write the card."""
    full = args.out / "weights.fp32"
    shutil.copytree(weights, full, dirs_exist_ok=True)
    export_full(whole, full)
    figures = {
        name: evaluate(args.data, args.scorer, args.out / f"read.{name}", folder)
        for name, folder in (("int8", weights), ("fp32", full))
    }
    for name, found in figures.items():
        (args.out / f"figures.{name}.json").write_text(json.dumps(found, indent=1) + "\n")
        print(f"\n{name}\n\n{table(found)}", flush=True)
    write_card(weights, manifest, figures["int8"], figures["fp32"], trained)


if __name__ == "__main__":
    main()
