"""How fast the reader reads, beside the same net in fp32 torch, in one run on one thread.

    python benchmarks/reader/speed.py --checkpoint build/reader/whole.pt [--weights FOLDER]

Reads the reports of examples/ and tests/ that are ours, again and again in turns, and prints the
best of each: text to records; the int8 net alone; the net in torch, one window at a time and
sixteen at once. Ratios are of words per second. Needs torch: `pip install -e .[training]`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import torch  # noqa: E402
from training.reader.parse import load  # noqa: E402

from firsthand.ingest import read  # noqa: E402
from firsthand.models.reader import open_reader  # noqa: E402
from firsthand.models.shapes import judge_condition  # noqa: E402
from firsthand.models.weights import SHIPPED  # noqa: E402
from firsthand.models.windows import Window, Windows  # noqa: E402
from firsthand.records import Report  # noqa: E402

ROUNDS = 5
FOLDERS = ("examples/velm", "tests/piles/tannerby")


def reports() -> list[Report]:
    """Our own reports, through the program's own reading of files."""
    paths = [str(ROOT / folder) for folder in FOLDERS]
    return [report for report in read(paths) if isinstance(report, Report)]


def main() -> None:
    """Print the table, and the ratios as JSON on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    args = parser.parse_args()
    torch.set_num_threads(1)
    reader, net = open_reader(args.weights), load(args.checkpoint)
    texts = reports()
    windows = [w for report in texts for w in _windows(reader, report)]
    words = sum(len(w.tokens) for w in windows)
    single = [[w] for w in windows]
    together = [windows[i : i + 16] for i in range(0, len(windows), 16)]
    jobs: dict[str, Callable[[], object]] = {
        "int8, text to records": lambda: [list(reader.read(r)) for r in texts],
        "int8, net alone": lambda: [_judge(reader, w) for w in windows],
        "torch fp32, net alone, one window": lambda: [_forward(net, b) for b in single],
        "torch fp32, net alone, sixteen": lambda: [_forward(net, b) for b in together],
    }
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            best[name] = min(best[name], time.perf_counter() - began)
    for name, seconds in best.items():
        print(f"{name:36s} {words / seconds:8.0f} words/s")
    torch_best = min(seconds for name, seconds in best.items() if name.startswith("torch"))
    net_ratio = torch_best / best["int8, net alone"]
    print(json.dumps({"words": words, "net": round(net_ratio, 2),
                      "whole": round(torch_best / best["int8, text to records"], 2)}))  # fmt: skip


def _windows(reader: object, report: Report) -> list[Window]:
    windows = Windows(report.text, judge_condition(report.text), reader._pieces)  # type: ignore[attr-defined]
    out = []
    while (window := windows.current()) is not None:
        out.append(window)
        windows.advance(len(window.tokens))
    return out


def _judge(reader: object, window: Window) -> object:
    pieces = reader._pieces  # type: ignore[attr-defined]
    return reader._net.judge(window.tokens, begin=pieces.begin, end=pieces.end)  # type: ignore[attr-defined]


def _forward(net: torch.nn.Module, windows: list[Window]) -> None:
    rows = []
    for w in windows:
        ids, shapes, first = [101], [0], []
        for token in w.tokens:
            first.append(len(ids))
            ids += token.pieces
            shapes += [token.shape] * len(token.pieces)
        rows.append(([*ids, 102], [*shapes, 0], first))
    wide, many = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)

    def padded(k: int, size: int) -> torch.Tensor:
        return torch.tensor([r[k] + [0] * (size - len(r[k])) for r in rows])

    ids, shapes, first = padded(0, wide), padded(1, wide), padded(2, many)
    mask = torch.tensor([[1] * len(r[0]) + [0] * (wide - len(r[0])) for r in rows])
    with torch.no_grad():
        w = net.words(ids, shapes, mask, first)
        heads = net.rooted(w)
        net.tags(w)
        net.arcs(w, heads)
        for head, of in ((net.rel_dependant, w), (net.rel_head, heads), (net.role_predicate, w)):
            head(of)
        net.role_argument(w)


if __name__ == "__main__":
    main()
