"""The maker of lineage test sets says of its pairs what is so, and the same for the same seed."""

from __future__ import annotations

import gzip
import importlib
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "benchmarks/lineage"
VELM = ROOT / "examples/velm"
KINDS = {"copy", "light_edit", "degraded", "excerpt", "revision", "rewrite", "composition", None}
NAMES = ("sources", "edits", "rewording", "look_alikes", "newsroom", "round_trip")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Import the modules of the maker, and leave no trace of their plain names."""
    monkeypatch.syspath_prepend(str(BENCH))
    before = set(sys.modules)
    found = {name: importlib.import_module(name) for name in NAMES}
    for name in set(sys.modules) - before:
        monkeypatch.delitem(sys.modules, name)
    return found


def make(out: Path, *more: object) -> tuple[dict[str, dict], list[dict]]:
    arguments = [VELM, "--out", out, "--reports", "40", "--translations", "0", *more]
    done = subprocess.run(
        [sys.executable, BENCH / "make_pile.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pile = {line["id"]: line for line in read(out / "pile.jsonl.gz")}
    return pile, read(out / "truth.jsonl.gz")


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.mark.slow
def test_the_same_seed_makes_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        make(tmp_path / name, "--seed", seed)
    for file in ("pile.jsonl.gz", "truth.jsonl.gz"):
        one, again, other = (
            (tmp_path / name / file).read_bytes() for name in ("one", "again", "other")
        )
        assert one == again != other


@pytest.mark.slow
def test_the_truth_tells_of_reports_of_the_pile_each_pair_once(tmp_path: Path) -> None:
    pile, truth = make(tmp_path, "--seed", 5)
    pairs = Counter((row["a"], row["b"]) for row in truth)
    assert max(pairs.values()) == 1
    assert all(a < b and {a, b} <= pile.keys() for a, b in pairs)
    derived = [row for row in truth if row["relation"] == "derived"]
    assert {row["kind"] for row in derived} == KINDS
    assert all(row["kind"] is None for row in truth if row["relation"] != "derived")
    assert all(row["parent"] in ("a", "b", None) for row in truth)
    no_order = [row for row in derived if row["kind"] and row["parent"] is None]
    assert {row["basis"] for row in no_order} == {"made: siblings of a hidden parent"}


@pytest.mark.slow
def test_what_a_child_took_stands_in_its_parent(tmp_path: Path) -> None:
    pile, truth = make(tmp_path, "--seed", 6)
    ranged = [row for row in truth if "child_range" in row]
    assert {row["kind"] for row in ranged} >= {"excerpt", "revision", "composition"}
    for row in ranged:
        parent, child = row["parent"], "ab".replace(row["parent"], "")
        above = " ".join(pile[row[parent]]["text"].split())
        text = pile[row[child]]["text"]
        for start, end in row["child_range"]:
            assert 0 <= start < end <= len(text)
            assert " ".join(text[start:end].split()) in above


@pytest.mark.slow
def test_an_exact_copy_has_the_words_of_its_parent_and_kin_of_kin_is_indirect(tmp_path) -> None:
    pile, truth = make(tmp_path, "--seed", 7)
    rows = {(row["a"], row["b"]): row for row in truth}
    above: dict[str, set[str]] = {}
    for row in truth:
        if row["kind"] == "copy":
            assert pile[row["a"]]["text"].split() == pile[row["b"]]["text"].split()
        if row["relation"] == "derived" and row["parent"]:
            child = row["ab".replace(row["parent"], "")]
            above.setdefault(child, set()).add(row[row["parent"]])
    for one, ones in above.items():
        for other, others in above.items():
            if one < other and ones & others:
                assert rows[one, other]["relation"] == "derived"


@pytest.mark.slow
def test_without_a_translator_the_one_error_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, BENCH / "make_pile.py", VELM, "--out", tmp_path, "--seed", "1"]
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=False, env={"PATH": ""}
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "apt-get install apertium" in done.stderr
    assert "--translations 0" in done.stderr


def test_marks_do_not_move_what_was_taken(bench) -> None:
    edits = bench["edits"]
    draft = [*edits.own(["Ours."]), *edits.taken(["Theirs one.", "Theirs two."])]
    for mark in ("\n\n", "\n", " "):
        text, ranges = edits.join([*draft, *edits.own(["Ours again."])], mark)
        assert [text[start:end] for start, end in ranges] == ["Theirs one.", "Theirs two."]


def test_a_rewrite_leaves_quotations_and_changes_the_rest(bench) -> None:
    said = "The barge began to sink after the crew left it, and “nobody was told to help”, he said."
    rng = random.Random(1)
    found = {bench["rewording"].reword(said, rng, share=1.0) for _ in range(8)}
    assert all("“nobody was told to help”" in words for words in found)
    assert said not in found


def test_a_sentence_does_not_end_at_a_title_or_an_initial(bench) -> None:
    paragraph = (
        "Mr. Brandt of the U.S. Mission spoke. He left at 4 p.m. with J. Feld. Nobody saw it."
    )
    assert bench["sources"].cut_sentences(paragraph) == [
        "Mr. Brandt of the U.S. Mission spoke.",
        "He left at 4 p.m. with J. Feld.",
        "Nobody saw it.",
    ]


def test_what_is_no_prose_is_not_excerpted(bench) -> None:
    told = [f"Paragraph {n} says that the pier of the town was full of people." for n in range(6)]
    links = ["Photos from the pier", "1:21 The mayor on the pier", "Share"]
    mixed = [*links, *told[:3], *links, *told[3:], *links]
    for seed in range(8):
        rng = random.Random(seed)
        assert set(bench["edits"].take_run(mixed, rng, 0.9)) <= set(told)
        for draft in bench["edits"].take_siblings(mixed, rng):
            assert {part.words for part in draft if part.taken} <= set(told)


def test_a_passage_that_is_lifted_has_words_of_the_narrator(bench) -> None:
    told = (
        "The pier of the town was full of people who had come by the early boat from the island. "
    )
    said = (
        "“We came early because the boat is full by noon, and nobody wants to wait here”, he said."
    )
    paragraphs = [told * 2, *[said] * 6, told * 2]
    for seed in range(12):
        run = bench["edits"].take_run(paragraphs, random.Random(seed), 0.1)
        assert told * 2 in run


def test_a_scan_keeps_the_words_in_their_order(bench) -> None:
    paragraphs = [(VELM / "v06.txt").read_text(encoding="utf-8").splitlines()[4]]
    scanned = bench["edits"].scan(paragraphs, random.Random(2))
    assert "\n" in scanned[0]
    whole = scanned[0].replace("-\n", "").split()
    same = sum(word in paragraphs[0].split() for word in whole)
    assert same > 0.8 * len(whole)
    assert whole != paragraphs[0].split()


def test_the_earlier_version_lacks_what_the_later_one_adds(bench) -> None:
    paragraphs = [f"Paragraph {n} tells that {n}0 people came to the pier." for n in range(4, 12)]
    for seed in range(6):
        earlier, later = bench["edits"].make_earlier(paragraphs, random.Random(seed))
        assert len(earlier) < len(later)
        assert [p.words for p in later] == paragraphs
        assert {p.words for p in later if p.taken} <= set(earlier)


@pytest.mark.parametrize("fixed", [True, False])
def test_a_child_is_never_dated_before_its_parent_but_for_a_retrieval(bench, fixed: bool) -> None:
    rng, seen = random.Random(4), Counter()
    for _ in range(400):
        above, child = bench["newsroom"].date_child("2019-09-21", rng, fixed=fixed)
        seen["none"] += above is None or child is None
        seen["equal"] += above == child
        seen["later"] += bool(above and child and child > above)
        seen["misleading"] += bool(above and child and child < above)
        assert not fixed or above == "2019-09-21"
    assert min(seen["none"], seen["equal"], seen["later"]) > 20
    assert (seen["misleading"] == 0) == fixed


def test_look_alikes_share_words_and_no_passage(bench) -> None:
    one = "The ferry Corvina sank on the lake while harvest guests slept below the deck."
    near = "Harvest guests praised the lake, and the deck of the ferry Corvina was painted."
    far = "A bakery in the hills sold bread for one coin until snow closed its only road."
    texts = [one, near, far, f"{far} Then it rained."]
    days = ["2019-09-01", "2019-10-01", None, None]
    rng = random.Random(1)
    assert bench["look_alikes"].find_look_alikes(texts, days, 9, rng) == [(0, 1)]
    same_day = [days[0], days[0], None, None]
    assert bench["look_alikes"].find_look_alikes(texts, same_day, 9, rng) == []
