"""Measure speakers of quotations and indirect attributions against marked-up news.

Usage: python benchmarks/quotes.py FILE.jsonl.gz [--reader own|FOLDER] [--stripped] [--misses N]

By rules alone unless a reader is named: the one that comes with firsthand, or other weights.
`--stripped` takes case and marks from the texts first, character for character.

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
from firsthand.claims.parsed_text import open_parsed
from firsthand.claims.speaking import keep_speakers
from firsthand.claims.utterances import find_utterances
from firsthand.models import Reader, open_reader, parse
from firsthand.records import Attributed, Marked, Report, ReportId, Retrieval, Utterance
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


def _agrees(text: str, found: Attributed, content: Spans, source: Spans) -> bool:
    """Say whether half of what both contents cover is common, and the source is right."""
    ours = [(s.start, s.end) for s in found.content]
    shared = _shared(ours, content)
    if 2 * shared < _size(ours) + _size(content) - shared:
        return False
    last = found.chain[-1]
    if last.source and _shared([(last.source.start, last.source.end)], source):
        return True
    said = {w.casefold() for a, b in source for w in re.findall(r"\w+", text[a:b])}
    return bool(set(re.findall(r"\w+", last.name.casefold())[-1:]) & said)


def _count_indirect(
    n: Counter[str],
    text: str,
    found: Iterable[Attributed],
    golds: Iterable[tuple[Spans, Spans, bool]],
) -> None:
    """Count attributions that are no quotation: those of the gold found, those of ours right."""
    ours, golds = [each for each in found if each.style != "direct"], list(golds)
    for content, source, direct in golds:
        if not direct:
            n["indirect"] += 1
            n["indirect_found"] += any(_agrees(text, each, content, source) for each in ours)
    n["ours"] += len(ours)
    n["ours_right"] += sum(any(_agrees(text, each, c, s) for c, s, _ in golds) for each in ours)


def _strip(text: str) -> str:
    """Take case and marks from a text, character for character."""
    return "".join(c.lower() if c.isalnum() and len(c.lower()) == 1 else " " for c in text)


def _read(
    path: Path, *, stripped: bool
) -> Iterator[tuple[str, Marked, list[dict[str, list[list[int]]]]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            report = Report(
                id=ReportId(str(row.get("id", number))),
                text=_strip(row["text"]) if stripped else row["text"],
                retrieval=Retrieval(sha256="0" * 64),
            )
            yield row["text"], Marked(report=report), row["attributions"]


def _open(name: str) -> Reader | None:
    if name == "rules":
        return None
    return open_reader() if name == "own" else open_reader(Path(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reader", default="rules", metavar="own|FOLDER")
    parser.add_argument("--stripped", action="store_true", help="without case and marks")
    parser.add_argument("--misses", type=int, default=0, help="show so many wrong quotations")
    options = parser.parse_args()
    n: Counter[str] = Counter()
    seconds = 0.0
    reader = _open(options.reader)
    for published, marked, attributions in _read(options.file, stripped=options.stripped):
        text = marked.report.text
        started = time.perf_counter()
        parsed = None if reader is None else parse(reader, marked.report)
        utterances = find_utterances(marked)
        seen = open_parsed(text, parsed)
        attributed = keep_speakers(find_attributions(marked, utterances, seen), text)
        seconds += time.perf_counter() - started
        n["reports"] += 1
        regions = [(r.start, r.end) for r in quoted_regions(published)]
        golds: list[tuple[Spans, Spans, bool]] = []
        for gold in attributions:
            content, source = _spans(gold, "content"), _spans(gold, "source")
            if not content or not source:
                continue
            direct = _shared(content, regions) >= LEAST_QUOTED_SHARE * _size(content)
            golds.append((content, source, direct))
            if not direct:
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
        _count_indirect(n, text, attributed, golds)
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
        f"of located {n['direct_right'] / max(1, n['direct_found']):.3f}"
    )
    p, r = n["ours_right"] / max(1, n["ours"]), n["indirect_found"] / max(1, n["indirect"])
    print(f"indirect attributions: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    for part in PARTS:
        p = n[f"{part}_both"] / max(1, n[f"{part}_ours"])
        r = n[f"{part}_both"] / max(1, n[f"{part}_gold"])
        print(f"{part} words: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")


if __name__ == "__main__":
    main()
