"""The measuring programs run: what they print is how speed and growth are known."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VELM = ROOT / "examples/velm"


def measure(program: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.requirement("P8")
def test_growth_is_shown_as_a_table(tmp_path) -> None:
    stream = tmp_path / "stream.jsonl"
    texts = [path.read_text(encoding="utf-8") for path in sorted(VELM.glob("*.txt"))]
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    stream.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = measure("scale.py", stream, "--sizes", "2,6", "--verb", "lineage")
    head, *rows = [line.split() for line in printed.splitlines()[1:]]
    assert " ".join(head) == "reports seconds reports/s ms/report x linear peak MiB"
    assert [row[0] for row in rows] == ["2", "6"]
    assert all(float(seconds) > 0 for _, seconds, *_ in rows)


@pytest.mark.slow
@pytest.mark.requirement("P8")
def test_a_brief_is_timed_beside_its_peers() -> None:
    printed = measure("brief.py", VELM, "--times", 1)
    seconds = dict(re.findall(r"^  (.+?)\s{2,}([\d.]+) s", printed, re.MULTILINE))
    assert {"brief, no case", "brief, same case again"} < set(seconds)
    assert 0 < float(seconds["peer: interpreter alone"]) < float(seconds["brief, no case"])
