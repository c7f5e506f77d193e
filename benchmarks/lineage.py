"""Measure the lineage room on a pile with its truth.

    python benchmarks/lineage.py FOLDER [--out PRED.jsonl] [--no-furniture]

FOLDER holds pile.jsonl.gz ({"id", "text", "title", "outlet", "published"}) and truth.jsonl.gz
({"a", "b", "relation", "kind", "parent", "basis"}). Prints recall by kind, false links by class,
kinds, order, and CPU seconds by step; --out writes the derivations for another scorer.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import time
from pathlib import Path

from firsthand.ingest import MarkFurniture
from firsthand.ingest.findings import read_published
from firsthand.lineage import ComparePair, FingerprintReport, mask, propose_pairs, settle
from firsthand.records import Derivation, Marked, Report, ReportId, Retrieval

LEAST_LINK = 0.5
LEAST_DECIDED = 0.8
Pair = tuple[str, str]


def read_rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def make_report(row: dict) -> Report:
    published = read_published(row["published"]) if row.get("published") else None
    return Report(
        id=ReportId(row["id"]),
        text=row["text"],
        title=row.get("title"),
        outlet=row.get("outlet"),
        published_on=published.on if published else None,
        published_at=published.at if published else None,
        retrieval=Retrieval(sha256=""),
    )


class Clock:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self._last = time.process_time()

    def tick(self, step: str) -> None:
        now = time.process_time()
        self.steps[step] = round(now - self._last, 2)
        self._last = now


def run(rows: list[dict], *, furniture: bool) -> tuple[list[Derivation], dict[str, float]]:
    clock = Clock()
    reports = [make_report(row) for row in rows]
    clock.tick("read")
    marker = MarkFurniture()
    marked = [
        Marked(report=report, furniture=tuple(marker.apply(report)) if furniture else ())
        for report in reports
    ]
    clock.tick("furniture")
    stage = FingerprintReport()
    fingerprints = [stage.apply(item) for item in marked]
    clock.tick("fingerprint")
    fingerprints = mask(fingerprints)
    clock.tick("mask")
    pairs = propose_pairs(fingerprints)
    clock.tick(f"candidates ({len(pairs)})")
    by_id = {item.report_id: item for item in fingerprints}
    compare = ComparePair()
    found = [compare.apply(by_id[a], by_id[b]) for a, b in pairs]
    clock.tick("compare")
    lineage = settle(fingerprints, [kinship for kinship in found if kinship is not None])
    clock.tick("settle")
    return list(lineage.derivations), clock.steps


def as_line(derivation: Derivation) -> dict:
    return {
        "child": derivation.child,
        "parent": derivation.parent,
        "kind": derivation.kind,
        "degraded": derivation.degraded,
        "probability": derivation.probability,
        "direction_probability": derivation.direction_probability,
        "child_share": derivation.child_share,
        "passages": [
            {
                "child": [p.child.start, p.child.end],
                "parent": [p.parent.start, p.parent.end],
                "quoted": p.quoted,
            }
            for p in derivation.passages
        ],
        "reasons": [[r.name, r.weight] for r in derivation.reasons],
    }


def pair_of(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def print_scores(truth: list[dict], derivations: list[Derivation]) -> None:
    links = {pair_of(d.child, d.parent): d for d in derivations if d.probability >= LEAST_LINK}
    rows = {pair_of(t["a"], t["b"]): t for t in truth}
    recall: dict[str, list[bool]] = collections.defaultdict(list)
    false: dict[str, list[bool]] = collections.defaultdict(list)
    kinds: collections.Counter[Pair] = collections.Counter()
    order: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for pair, row in rows.items():
        if row["relation"] != "derived":
            false[row["relation"]].append(pair in links)
        elif row["kind"]:
            natural = row["basis"].startswith("natural")
            recall["natural" if natural else row["kind"]].append(pair in links)
            if pair in links and not natural:
                kinds[row["kind"], links[pair].kind] += 1
                count_order(order[row["kind"] if row["parent"] else "none known"], row, links[pair])
    shares = {kind: sum(hits) / len(hits) for kind, hits in sorted(recall.items())}
    for kind, share in shares.items():
        print(f"recall {kind:<14} {share:.3f}  of {len(recall[kind])}")
    asked = [share for kind, share in shares.items() if kind != "natural"]
    print(f"recall, mean of kinds  {sum(asked) / len(asked):.4f}")
    for name, hits in sorted(false.items()):
        print(f"false links {name:<24} {sum(hits) / len(hits):.4f}  {sum(hits)}/{len(hits)}")
    print(f"unlisted links         {sum(pair not in rows for pair in links)}")
    for (is_kind, said), count in sorted(kinds.items()):
        print(f"kind {is_kind:<12} said {said:<12} {count}")
    for kind, (found, decided, right) in sorted(order.items()):
        precision = right / decided if decided else float("nan")
        print(f"order {kind:<12} decided {decided}/{found}  right {precision:.3f}")


def count_order(counts: list[int], row: dict, derivation: Derivation) -> None:
    counts[0] += 1
    sure = derivation.direction_probability
    if max(sure, 1 - sure) >= LEAST_DECIDED:
        parent = derivation.parent if sure >= LEAST_LINK else derivation.child
        counts[1] += 1
        counts[2] += row["parent"] is not None and row[row["parent"]] == parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--no-furniture", action="store_true")
    args = parser.parse_args()
    rows = read_rows(args.folder / "pile.jsonl.gz")
    derivations, steps = run(rows, furniture=not args.no_furniture)
    if args.out:
        lines = (json.dumps(as_line(d), ensure_ascii=False) for d in derivations)
        args.out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print_scores(read_rows(args.folder / "truth.jsonl.gz"), derivations)
    print("CPU seconds:", ", ".join(f"{step} {seconds}" for step, seconds in steps.items()))


if __name__ == "__main__":
    main()
