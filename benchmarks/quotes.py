"""Measure speakers of quotations and indirect attributions against marked-up news.

Usage: python benchmarks/quotes.py FILE.jsonl.gz [--misses N]

The file has one report a line: `text` and `attributions`, each with `source`, `cue` and `content`
as lists of character spans (the form that PolNeAR was brought into).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.claims.attribution import find_attributions
from firsthand.claims.utterances import find_utterances
from firsthand.records import Marked, Report, ReportId, Retrieval, Utterance
from firsthand.text.quotes import quoted_regions

LEAST_QUOTED_SHARE = 0.6  # of a content's characters, for it to count as a direct quotation
Spans = list[tuple[int, int]]


def _spans(attribution: dict[str, list[list[int]]], part: str) -> Spans:
    return [(a, b) for a, b in attribution.get(part, [])]


def _shared(a: Spans, b: Spans) -> int:
    return sum(max(0, min(y, w) - max(x, v)) for x, y in a for v, w in b)


def _size(a: Spans) -> int:
    return sum(y - x for x, y in a)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {m.start() for a, b in spans for m in re.compile(r"\w+").finditer(text, a, b)}


def _is_right(text: str, found: Utterance, source: Spans) -> bool:
    """Say whether an utterance has the gold source: its words, or its name carried over."""
    if found.source and _shared([(found.source.start, found.source.end)], source):
        return True
    if not found.speaker or not source:
        return False
    said = {w.casefold() for a, b in source for w in re.findall(r"\w+", text[a:b])}
    last = re.findall(r"\w+", found.speaker.casefold())[-1:]
    return bool(last) and last[0] in said


def _read(path: Path) -> Iterator[tuple[Marked, list[dict[str, list[list[int]]]]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            report = Report(
                id=ReportId(str(row.get("id", number))),
                text=row["text"],
                retrieval=Retrieval(sha256="0" * 64),
            )
            yield Marked(report=report), row["attributions"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show so many wrong quotations")
    options = parser.parse_args()
    n: Counter[str] = Counter()
    seconds = 0.0
    for marked, attributions in _read(options.file):
        text = marked.report.text
        started = time.perf_counter()
        utterances = find_utterances(marked)
        attributed = find_attributions(marked, utterances)
        seconds += time.perf_counter() - started
        n["reports"] += 1
        regions = [(r.start, r.end) for r in quoted_regions(text)]
        for gold in attributions:
            content, source = _spans(gold, "content"), _spans(gold, "source")
            if not content or not source:
                continue
            if _shared(content, regions) < LEAST_QUOTED_SHARE * _size(content):
                continue
            n["direct"] += 1
            over = [
                u
                for u in utterances
                if 2 * _shared([(u.span.start, u.span.end)], content) > u.span.end - u.span.start
            ]
            n["direct_found"] += bool(over)
            right = any(_is_right(text, u, source) for u in over)
            n["direct_right"] += right
            if not right and n["shown"] < options.misses:
                n["shown"] += 1
                around = text[max(0, content[0][0] - 160) : content[-1][1] + 120]
                said = [u.speaker for u in over]
                print("MISS", [text[a:b] for a, b in source], said, repr(around), "\n")
        gold_sets = {
            p: _words(text, [s for g in attributions for s in _spans(g, p)]) for p in PARTS
        }
        ours: dict[str, Spans] = {p: [] for p in PARTS}
        for found in attributed:
            ours["content"] += [(s.start, s.end) for s in found.content]
            for link in found.chain:
                if link.source and not link.carrier:
                    ours["source"].append((link.source.start, link.source.end))
                if link.cue and not link.carrier:
                    ours["cue"].append((link.cue.start, link.cue.end))
        for part in PARTS:
            mine = _words(text, ours[part])
            n[f"{part}_both"] += len(mine & gold_sets[part])
            n[f"{part}_ours"] += len(mine)
            n[f"{part}_gold"] += len(gold_sets[part])
    _show(n, seconds)


PARTS = ("source", "cue", "content")


def _show(n: Counter[str], seconds: float) -> None:
    print(f"{n['reports']} reports, {seconds / max(1, n['reports']) * 1000:.1f} ms a report")
    print(
        f"direct quotations: {n['direct']}, located {n['direct_found'] / n['direct']:.3f}, "
        f"speaker right of all {n['direct_right'] / n['direct']:.3f}, "
        f"of located {n['direct_right'] / n['direct_found']:.3f}"
    )
    for part in PARTS:
        p = n[f"{part}_both"] / max(1, n[f"{part}_ours"])
        r = n[f"{part}_both"] / max(1, n[f"{part}_gold"])
        print(f"{part} words: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")


if __name__ == "__main__":
    main()
