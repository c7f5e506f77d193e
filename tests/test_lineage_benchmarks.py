"""The measures of kinship count what they say, for our own links and for those of the peers."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "benchmarks/lineage"
VELM = ROOT / "examples/velm"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Import the modules of the measure, and leave no trace of their plain names."""
    monkeypatch.syspath_prepend(str(BENCH))
    before = set(sys.modules)
    found = {
        name: importlib.import_module(name)
        for name in ("measures", "peers", "recombine", "sources")
    }
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == BENCH:
            monkeypatch.delitem(sys.modules, name)
    return found


def row(pair: str, kind: str | None, parent: str | None = None, **more: object) -> dict:
    a, b = pair
    derived = {"relation": "derived", "basis": "made: by rule"}
    return {"a": a, "b": b, "kind": kind, "parent": parent, **derived, **more}


TRUTH = [
    row("ab", "copy", "a"),
    row("ac", "copy", "b"),
    row("ad", "rewrite", "a"),
    row("cd", None),
    row("ef", "copy", basis="natural: found"),
    row("gh", "excerpt", "a", child_range=[[10, 20]]),
    row("ij", "excerpt"),
    *(row(f"k{n}", None, relation="independent_same_event") for n in "lmno"),
]


def line(child: str, parent: str, **more: object) -> dict:
    said = {"kind": "copy", "probability": 0.9, "direction_probability": 0.9, "passages": []}
    return {"child": child, "parent": parent, **said, **more}


def test_recall_gives_every_kind_one_weight_and_counts_no_kin_of_kin(bench) -> None:
    measures = bench["measures"]
    links = {("a", "b"), ("a", "d"), ("c", "d"), ("e", "f"), ("k", "l"), ("x", "y")}
    worth = measures.weigh_links(measures.Truth.read(TRUTH), links)
    assert worth.recall == {"copy": 0.5, "excerpt": 0.0, "rewrite": 1.0}
    assert worth.mean_recall == 0.5
    assert worth.natural == 1.0
    assert worth.false_links["independent_same_event"] == 0.25
    assert worth.false_links["shares_quotation"] is None
    assert worth.unlisted == 1


def test_the_most_probable_line_of_a_pair_counts_and_findings_are_no_links(bench) -> None:
    lines = [
        line("b", "a", probability=0.4),
        line("a", "b", probability=0.7),
        line("c", "a", probability=0.49),
        line("d", "a", kind="shares_quotation"),
    ]
    links = bench["measures"].read_links(lines)
    assert {pair: found["child"] for pair, found in links.items()} == {("a", "b"): "a"}


def test_order_counts_only_what_is_decided_and_what_nothing_shows(bench) -> None:
    measures = bench["measures"]
    lines = [
        line("b", "a"),  # right
        line("c", "a"),  # wrong
        line("a", "d", direction_probability=0.1),  # right, told the other way about
        line("h", "g", direction_probability=0.5),  # undecided
        line("i", "j"),  # nothing shows it
    ]
    order = measures.weigh_order(measures.Truth.read(TRUTH), measures.read_links(lines))
    assert order == {
        "of": 4,
        "decided": 0.75,
        "right": 2 / 3,
        "wrong": 1,
        "no_order": 1,
        "claimed": 1.0,
    }


def test_kinds_are_right_strictly_or_as_a_careful_reader_would_have_it(bench) -> None:
    measures = bench["measures"]
    lines = [line("b", "a"), line("c", "a", degraded=True), line("d", "a", kind="translation")]
    kinds = measures.weigh_kinds(measures.Truth.read(TRUTH), measures.read_links(lines))
    assert kinds == {"of": 3, "strict": 1 / 3, "lenient": 1.0}


def test_what_was_said_stands_beside_how_often_it_was_right(bench) -> None:
    measures = bench["measures"]
    lines = [
        line("b", "a", probability=0.92, kind_probability=0.97),  # all right
        line("c", "a", probability=0.94, kind="rewrite", kind_probability=0.6),  # kin, else wrong
        line("k", "l", probability=0.52),  # not kin
        line("x", "y", probability=1.0),  # not listed
    ]
    found = measures.weigh_reliability(measures.Truth.read(TRUTH), measures.read_links(lines))
    kinship = [(b["from"], b["pairs"], b["judged"], b["right"]) for b in found["kinship"]]
    assert kinship == [(0.5, 1, 1, 0), (0.9, 2, 2, 2), (0.99, 1, 0, 0)]
    assert found["kinship"][1]["said"] == pytest.approx(0.93)
    assert [(b["from"], b["judged"], b["right"]) for b in found["order"]] == [(0.9, 2, 1)]
    kinds = [(b["from"], b["judged"], b["right"]) for b in found["kind"]]
    assert kinds == [(0.6, 1, 0), (0.95, 1, 1)]


def test_a_kind_is_right_in_the_words_of_the_product(bench) -> None:
    measures = bench["measures"]
    truth = measures.Truth.read([row("ab", "composition", "a"), row("ac", "light_edit", "a")])
    lines = [
        line("b", "a", kind="revision", kind_probability=0.7),
        line("c", "a", kind="revision", kind_probability=0.7),
    ]
    (band,) = measures.weigh_reliability(truth, measures.read_links(lines))["kind"]
    assert (band["judged"], band["right"]) == (2, 1)


@pytest.mark.parametrize(("child", "parent"), [("h", "g"), ("g", "h")])
def test_passages_are_read_on_the_side_of_the_true_child(bench, child: str, parent: str) -> None:
    measures = bench["measures"]
    sides = {child: "child", parent: "parent"}
    passages = [
        {sides["h"]: [5, 15], sides["g"]: [0, 10]},
        {sides["h"]: [12, 18], sides["g"]: [0, 6]},
    ]
    links = measures.read_links([line(child, parent, passages=passages)])
    found = measures.weigh_passages(measures.Truth.read(TRUTH), links)
    assert found == {"of": 1, "recall": 0.8, "precision": 8 / 13}


def test_a_threshold_links_no_more_than_it_may(bench) -> None:
    measures = bench["measures"]
    truth = measures.Truth.read(TRUTH)
    values = {("a", "b"): 0.9, ("a", "c"): 0.5, ("a", "d"): 0.3, ("k", "l"): 0.6, ("k", "m"): 0.4}
    bounded = ("independent_same_event",)
    for at_most, expected in ((0.0, 0.9), (0.25, 0.5), (0.5, 0.3)):
        found = measures.choose_threshold(truth, values, bounded, at_most)
        assert found == expected
        linked = [pair for pair in truth.no_kin[bounded[0]] if values.get(pair, 0) >= found]
        assert len(linked) <= at_most * 4


def test_containment_finds_an_excerpt_and_headlines_compare_words(bench) -> None:
    texts = [(VELM / f"v{n:02}.txt").read_text(encoding="utf-8") for n in (4, 10, 5)]
    excerpt = "\n".join(texts[0].splitlines()[4:9])
    pile = bench["peers"].Pile([*texts, excerpt], ["Ferry sinks", "ferry sinks again", None, "x"])
    assert pile.containment.values[0, 3] == 1.0
    assert (2, 3) not in pile.containment.values
    assert pile.headline.values == {(0, 1): pytest.approx(2 / 3)}


@pytest.mark.parametrize("library", ["datasketch", "rensa"])
def test_minhash_of_a_library_finds_the_copy(bench, library: str) -> None:
    pytest.importorskip(library)
    text = (VELM / "v06.txt").read_text(encoding="utf-8")
    other = (VELM / "v05.txt").read_text(encoding="utf-8")
    found = getattr(bench["peers"].Pile([text, other, text.upper()], [None] * 3), library)
    assert found.of(0, 2) == 1.0
    assert found.above(0.8) == [(0, 2)]


def test_bands_rise_where_the_threshold_lies(bench) -> None:
    for threshold, bands in ((0.9, 8), (0.7, 16), (0.42, 32), (0.12, 64)):
        assert bench["peers"].choose_bands(threshold) == bands


@pytest.mark.slow
def test_a_made_pile_is_measured_in_one_run(tmp_path: Path) -> None:
    def run(program: str, *arguments: object) -> str:
        command = [sys.executable, BENCH / program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("make_pile.py", VELM, "--out", tmp_path, "--seed", 2, "--reports", 40, "--translations", 0)
    found = json.loads(run("quality.py", tmp_path, "--alone", "--json"))
    assert found["links"]["firsthand"]["copy"] == 1.0
    assert found["links"]["firsthand"]["CPU seconds"] > 0
    assert found["firsthand"]["passages"]["of"] > 0


def test_a_stream_is_the_given_reports_then_mosaics_and_one_in_twenty_a_copy(bench) -> None:
    recombine, sources = bench["recombine"], bench["sources"].read_sources([VELM])
    stream = recombine.Stream(sources, 4)
    rows = list(stream.rows(400))
    shorter = list(recombine.Stream(sources, 4).rows(50))
    assert rows[:50] == shorter
    assert [row["text"] for row in rows[: len(sources)]] == [source.text for source in sources]
    assert 8 <= len(stream.copies) <= 36
    place = {row["id"]: number for number, row in enumerate(rows)}
    assert len(place) == 400
    assert all(
        0 < place[child] - place[parent] <= recombine.REACH for child, parent in stream.copies
    )
    copied = {child for child, _ in stream.copies}
    texts = [row["text"] for row in rows if row["id"] not in copied]
    assert len(set(texts)) == len(texts)


def test_copies_of_a_stream_share_passages_and_mosaics_do_not(bench) -> None:
    recombine, sources = bench["recombine"], bench["sources"].read_sources([VELM])
    stream = recombine.Stream(sources, 5)
    rows = {row["id"]: row["text"] for row in stream.rows(200)}

    def share(one: str, other: str) -> float:
        first, second = (set(bench["peers"].cut_runs(rows[name], 12)) for name in (one, other))
        return len(first & second) / min(len(first), len(second))

    assert all(share(*pair) > 0.2 for pair in stream.copies)
    mosaics = [name for name in rows if name.startswith("m")][:30]
    assert all(share(one, other) < 0.02 for one in mosaics for other in mosaics if one < other)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("taskset"), reason="processes are bound to a core by taskset")
def test_growth_is_measured_beside_the_whole_of_lineage(tmp_path: Path) -> None:
    arguments = [VELM, "--sizes", "40,120", "--methods", "candidates,lineage", "--json"]
    command = [sys.executable, BENCH / "growth.py", *arguments]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == ["40", "120"]
    for rows in found.values():
        assert rows["candidates"]["x ours"] == 1.0
        assert rows["lineage"]["CPU s"] > 0
        assert rows["candidates"]["kB/report"] > 0
    assert found["120"]["candidates"]["copies"] == 1.0
