"""How well reports of one happening come together: pairwise F1 and BCubed.

    python benchmarks/stories.py FOLDER     with stories/incidents.jsonl.gz, events/ecbplus.jsonl.gz

Runs on all incidents (a stream: 4,000 reports), on ECB+ (sub-topics of one topic are look-alikes)
and on many small piles: one incident with two reports or more, and the same with a look-alike.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from firsthand.records import Independence, Lineage, Marked, Report, ReportId, Retrieval
from firsthand.stories import Grouping, group_stories

NO_LINEAGE = Lineage(independence=Independence(low=0, high=0))
Gold = dict[str, str]


def to_marked(id_: str, text: str, title: str | None, published: str | None) -> Marked:
    return Marked(
        report=Report(
            id=ReportId(id_),
            text=text,
            title=title,
            published_on=dt.date.fromisoformat(published[:10]) if published else None,
            retrieval=Retrieval(sha256="0" * 64),
        )
    )


def read_incidents(path: Path) -> tuple[list[Marked], Gold]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    marked = [to_marked(r["id"], r["text"], r["title"], r["published"]) for r in rows]
    return marked, {r["id"]: r["incident"] for r in rows}


def read_ecbplus(path: Path) -> tuple[list[Marked], Gold]:
    marked, gold = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            tokens = re.findall(r'<token t_id="\d+" sentence="(\d+)"[^>]*>([^<]*)<', row["xml"])
            by_sentence: dict[int, list[str]] = defaultdict(list)
            for sentence, word in tokens:
                by_sentence[int(sentence)].append(word)
            text = "\n".join(" ".join(words) for _, words in sorted(by_sentence.items()))
            half = "plus" if "plus" in row["id"] else "ecb"
            marked.append(to_marked(row["id"], text, None, None))
            gold[row["id"]] = f"{row['topic']}{half}"
    return marked, gold


def measure(groups: Sequence[Sequence[str]], gold: Gold) -> dict[str, float]:
    """Return pairwise and BCubed precision, recall, F1."""
    truth = Counter(gold.values())
    both = made = 0
    precision = recall = 0.0
    for group in groups:
        inside = Counter(gold[i] for i in group)
        made += len(group) * (len(group) - 1) // 2
        both += sum(n * (n - 1) // 2 for n in inside.values())
        precision += sum(n * n / len(group) for n in inside.values())
        recall += sum(n * n / truth[k] for k, n in inside.items())
    asked = sum(n * (n - 1) // 2 for n in truth.values())
    p, r = both / max(1, made), both / max(1, asked)
    bp, br = precision / len(gold), recall / len(gold)
    return {
        "pair_p": p, "pair_r": r, "pair_f1": 2 * p * r / max(1e-9, p + r),
        "b3_p": bp, "b3_r": br, "b3_f1": 2 * bp * br / max(1e-9, bp + br),
    }  # fmt: skip


def run(marked: Sequence[Marked], grouping: Grouping) -> list[tuple[ReportId, ...]]:
    return [s.reports for s in group_stories(marked, NO_LINEAGE, (), grouping=grouping)]


def small_piles(marked: Sequence[Marked], gold: Gold, n_piles: int) -> list[list[Marked]]:
    """Return piles of one incident each, the largest incidents first."""
    by_incident: dict[str, list[Marked]] = defaultdict(list)
    for item in marked:
        by_incident[gold[item.report.id]].append(item)
    ranked = sorted(by_incident.items(), key=lambda kv: (-len(kv[1]), kv[0]))
    return [items for _, items in ranked[:n_piles]]


def measure_small(piles: list[list[Marked]], grouping: Grouping) -> tuple[float, float]:
    """Return the share of piles kept whole, and of look-alikes kept apart from a pile."""
    whole = sum(len(run(pile, grouping)) == 1 for pile in piles)
    apart = 0
    for pile, other in zip(piles, piles[1:] + piles[:1], strict=True):
        stranger = other[0].report.id
        groups = run([*pile, other[0]], grouping)
        apart += (stranger,) in groups
    return whole / len(piles), apart / len(piles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--piles", type=int, default=60)
    options = parser.parse_args()
    grouping = Grouping()
    incidents, gold = read_incidents(options.folder / "stories/incidents.jsonl.gz")
    sets = {
        "incidents": (incidents, gold),
        "ecb+": read_ecbplus(options.folder / "events/ecbplus.jsonl.gz"),
    }
    print(
        f"{'set':10} {'reports':>8} {'pair F1':>8} {'P':>6} {'R':>6} {'BCubed':>8} {'seconds':>8}"
    )
    for name, (marked, truth) in sets.items():
        start = time.perf_counter()
        found = measure(run(marked, grouping), truth)
        seconds = time.perf_counter() - start
        print(
            f"{name:10} {len(marked):8} {found['pair_f1']:8.3f} {found['pair_p']:6.3f} "
            f"{found['pair_r']:6.3f} {found['b3_f1']:8.3f} {seconds:8.1f}"
        )
    whole, apart = measure_small(small_piles(incidents, gold, options.piles), grouping)
    print(f"piles of one incident kept whole {whole:.2f}; look-alike kept apart {apart:.2f}")


if __name__ == "__main__":
    main()
