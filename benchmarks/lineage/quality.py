"""How well kinship is found, side by side with what else finds copies, on a pile with its truth.

    python benchmarks/lineage/quality.py FOLDER [--pred FILE] [--scorer PATH] [--json]

FOLDER holds pile.jsonl.gz and truth.jsonl.gz (`make_pile.py` makes such folders). Needs the extra
`bench` (pip install -e '.[bench]'). One run does all: `firsthand lineage FOLDER/pile.jsonl.gz
--json` (or its output in --pred), datasketch MinHash-LSH, rensa MinHash-LSH, containment of
five-word runs, TF-IDF cosine, Jaccard of headlines.

firsthand stands as it is, its links those of probability .5 and more. Every peer stands at its best
threshold, chosen on the truth itself, which flatters it: the least one (so the greatest recall) at
which at most 1 % of the pairs of one event are linked (`event`), and the least one at which at most
1 % of all listed pairs that are not kin are linked (`any`). A pile without pairs of one event has
the second only. MinHash is judged by its estimate; the links are those that its index then finds.

--alone leaves the peers, and the extra, out.

Columns: mean of the recalls of kinds, recall by kind, natural pairs, links on pairs that are not
kin (lower is better), links that the truth does not list per 1,000 reports. Then, of firsthand
alone: kinds, order, passages, and for every probability that it says how often it was right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from measures import (
    NO_KIN,
    Pair,
    Truth,
    Worth,
    choose_threshold,
    pair_of,
    read_links,
    weigh_kinds,
    weigh_links,
    weigh_order,
    weigh_passages,
    weigh_reliability,
)
from peers import Agreement, Likeness, Pile
from sources import read_lines

AT_MOST = 0.01
# Fewer pairs than these do not bear one in a hundred.
LEAST_BOUNDING = 100
PEERS: dict[str, Callable[[Pile], Likeness | Agreement]] = {
    "datasketch MinHash-LSH": lambda pile: pile.datasketch,
    "rensa MinHash-LSH": lambda pile: pile.rensa,
    "containment, 5 words": lambda pile: pile.containment,
    "TF-IDF cosine": lambda pile: pile.tfidf,
    "headline Jaccard": lambda pile: pile.headline,
}


def run_firsthand(pile: Path) -> tuple[list[dict], float]:
    """Run `firsthand lineage`; its lines and its CPU seconds, start included."""
    command = [sys.executable, "-m", "firsthand", "lineage", str(pile), "--json"]
    before = _children_seconds()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"firsthand lineage: exit {done.returncode}: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()], _children_seconds() - before


def _children_seconds() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read_derivations(lines: Iterable[dict]) -> list[dict]:
    """Keep the lines that tell of a child and a parent: other records are no derivations."""
    return [line for line in lines if {"child", "parent", "kind", "probability"} <= line.keys()]


def list_bounds(truth: Truth) -> dict[str, Sequence[str]]:
    """List by which pairs a threshold is bound."""
    bounds: dict[str, Sequence[str]] = {}
    if len(truth.no_kin.get("independent_same_event", ())) >= LEAST_BOUNDING:
        bounds["event"] = ("independent_same_event",)
    if sum(map(len, truth.no_kin.values())) >= LEAST_BOUNDING:
        bounds["any"] = NO_KIN
    return bounds


def weigh_peer(
    found: Likeness | Agreement, truth: Truth, ids: Sequence[str]
) -> Iterable[tuple[str, float, Worth]]:
    """Weigh a peer at each of its best thresholds."""
    number = {name: index for index, name in enumerate(ids)}
    if isinstance(found, Agreement):
        values = {pair: found.of(number[pair[0]], number[pair[1]]) for pair in truth.rows}
    else:
        values = {pair_of(ids[i], ids[j]): value for (i, j), value in found.values.items()}
    for name, bounded in list_bounds(truth).items():
        threshold = choose_threshold(truth, values, bounded, AT_MOST)
        links = {pair_of(ids[i], ids[j]) for i, j in found.above(threshold)}
        yield name, threshold, weigh_links(truth, links)


def as_row(worth: Worth, n_reports: int) -> dict[str, float | None]:
    return {
        "mean": worth.mean_recall,
        **worth.recall,
        "natural": worth.natural,
        **worth.false_links,
        "unlisted": 1000 * worth.unlisted / n_reports,
    }


def print_table(rows: Mapping[str, Mapping[str, float | None]]) -> None:
    short = {
        "independent_same_event": "event!", "shares_furniture": "furnit!", "threshold": "at",
        "shares_quotation": "quote!", "unrelated_lookalike": "alike!", "light_edit": "light",
        "composition": "compos", "translation": "transl", "CPU seconds": "CPU s",
    }  # fmt: skip
    columns = list(next(iter(rows.values())))
    print(f"{'':32}" + "".join(f"{short.get(c, c)[:8]:>9}" for c in columns))
    for name, row in rows.items():
        cells = (_show(column, row.get(column)) for column in columns)
        print(f"{name:32}" + "".join(f"{cell:>9}" for cell in cells))


def _show(column: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if column in ("unlisted", "CPU seconds") else f"{value:.3f}"


def compare(
    folder: Path, pred: Path | None, peers: Mapping[str, Callable[[Pile], Likeness | Agreement]]
) -> dict[str, dict]:
    """Measure firsthand and the peers on one pile.

    Raises:
        ImportError: a peer is not installed.
    """
    rows = read_lines(folder / "pile.jsonl.gz")
    truth = Truth.read(read_lines(folder / "truth.jsonl.gz"))
    lines, seconds = (read_lines(pred), None) if pred else run_firsthand(folder / "pile.jsonl.gz")
    links: dict[Pair, dict] = read_links(read_derivations(lines))
    table: dict[str, dict] = {
        "firsthand": {
            **as_row(weigh_links(truth, links), len(rows)),
            "threshold": None,
            "CPU seconds": seconds,
        }
    }
    if peers and not list_bounds(truth):
        told = f"fewer than {LEAST_BOUNDING} listed pairs are not kin"
        print(f"quality: {told}: no threshold can be chosen for the peers", file=sys.stderr)
        peers = {}
    pile = Pile([row["text"] for row in rows], [row.get("title") for row in rows])
    ids = [row["id"] for row in rows]
    for name, find in peers.items():
        start = time.process_time()
        found = find(pile)
        for bound, threshold, worth in weigh_peer(found, truth, ids):
            table[f"{name}, {bound}"] = {
                **as_row(worth, len(rows)),
                "threshold": threshold,
                "CPU seconds": time.process_time() - start,
            }
    own = {
        "kinds": weigh_kinds(truth, links),
        "order": weigh_order(truth, links),
        "passages": weigh_passages(truth, links),
    }
    return {
        "reports": len(rows),
        "pairs": len(truth.rows),
        "links": table,
        "firsthand": own,
        "reliability": weigh_reliability(truth, links),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pred", type=Path, help="what `firsthand lineage --json` printed")
    parser.add_argument("--scorer", type=Path, help="a scorer that takes --pile --truth --pred")
    parser.add_argument("--alone", action="store_true", help="firsthand only, no peers")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.scorer:
        if not options.pred:
            parser.error("--scorer needs --pred")
        named = {"pile": "pile.jsonl.gz", "truth": "truth.jsonl.gz"}
        given = [
            word for key, file in named.items() for word in (f"--{key}", options.folder / file)
        ]
        command = [sys.executable, options.scorer, *given, "--pred", options.pred]
        sys.exit(subprocess.run(list(map(str, command)), check=False).returncode)
    try:
        found = compare(options.folder, options.pred, {} if options.alone else PEERS)
    except ImportError as err:
        sys.exit(f"quality: {err.name} is missing: pip install -e '.[bench]', or give --alone")
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(f"{found['reports']} reports, {found['pairs']} listed pairs")
    print_table(found["links"])
    for part, figures in found["firsthand"].items():
        told = ", ".join(
            f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items()
        )
        print(f"firsthand, {part}: {told}")
    for part, bands in found["reliability"].items():
        print(f"firsthand, probability of {part}:  said  right of judged  pairs")
        for band in bands:
            told = f"{band['from']:.2f} to {band['to']:.2f}  {band['said']:.3f}"
            right = f"{band['right']} of {band['judged']}"
            print(f"  {told}  {right:>12}  {band['pairs']:>5}")


if __name__ == "__main__":
    main()
