"""How long `firsthand brief` takes, whole process, beside peers run in turns with it.

    python benchmarks/brief.py FOLDER [--stream FILE.jsonl.gz] [--times 5]

FOLDER: a pile, for example examples/velm. --stream adds the first 40 reports of a JSON Lines file.
Each pile is read without a case, and again with a case in which it was worked out before. Peers:
the interpreter alone; and a bare similarity table (TF-IDF cosine of all pairs, as a script of
twenty lines would do it), which knows no lineage, claims or ledger.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from timing import run_once, run_side_by_side, take_lines

PEER = """
import collections, json, math, pathlib, re, sys
place = pathlib.Path(sys.argv[1])
if place.is_dir():
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(place.glob("*.txt"))]
else:
    texts = [json.loads(line)["text"] for line in place.open(encoding="utf-8")]
bags = [collections.Counter(re.findall(r"\\w+", t.lower())) for t in texts]
spread = collections.Counter(w for b in bags for w in b)
vectors = [{w: n * math.log(1 + len(bags) / spread[w]) for w, n in b.items()} for b in bags]
lengths = [math.sqrt(sum(x * x for x in v.values())) or 1 for v in vectors]
for i, a in enumerate(vectors):
    for j, b in enumerate(vectors[:i]):
        sum(x * b.get(w, 0) for w, x in a.items()) / lengths[i] / lengths[j]
"""


def measure(name: str, pile: Path, times: int, place: Path) -> None:
    case = place / f"{name.replace(' ', '-')}.case"
    brief = [sys.executable, "-m", "firsthand", "brief", str(pile)]
    first = run_once([*brief, "--case", str(case)])
    if first.exit_code not in (0, 3):
        sys.exit(f"brief {pile}: exit {first.exit_code}")
    runs = run_side_by_side(
        {
            "brief, no case": brief,
            "brief, same case again": [*brief, "--case", str(case)],
            "peer: similarity table": [sys.executable, "-c", PEER, str(pile)],
            "peer: interpreter alone": [sys.executable, "-c", "pass"],
        },
        times,
    )
    print(f"{name}: best of {times}, in turns")
    ground = runs["peer: similarity table"].seconds
    for what, found in runs.items():
        ratio = found.seconds / ground
        print(f"  {what:26}{found.seconds:8.2f} s{ratio:8.1f} x{found.peak_mib:8.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stream", type=Path, help="JSON Lines file to take 40 reports from")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        measure(options.folder.name, options.folder, options.times, place)
        if options.stream:
            forty = place / "forty.jsonl"
            taken = take_lines(options.stream, 40, forty)
            measure(f"{taken} reports", forty, options.times, place)


if __name__ == "__main__":
    main()
