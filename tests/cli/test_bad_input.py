"""What goes wrong: each bad item costs itself alone and gets one line that names it."""

from __future__ import annotations

import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firsthand.cli.run import run
from firsthand.store import FORMAT, Store
from harbour_fire import GAZETTE, MATIN

GOOD = {"gazette.txt": GAZETTE, "matin.txt": MATIN}


@pytest.fixture(autouse=True)
def _no_case(monkeypatch) -> None:
    monkeypatch.delenv("FIRSTHAND_CASE", raising=False)


@pytest.fixture
def pile(tmp_path) -> Path:
    folder = tmp_path / "fire"
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files_read(out: str) -> list[str]:
    return [json.loads(line)["file"] for line in out.splitlines()]


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("gone.txt"))


def _deep(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


BAD = {
    "empty.txt": lambda path: path.touch(),
    "picture.txt": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "broken.txt.gz": lambda path: path.write_bytes(gzip.compress(b"word " * 9999)[:-40]),
    "lies.txt.gz": lambda path: path.write_bytes(b"no gzip at all, only words"),
    "half.jsonl": lambda path: path.write_text('{"id": "a", "text": "It burn', encoding="utf-8"),
    "deep.json": _deep,
    "dangling.txt": _link,
}


@pytest.mark.requirement("P7")
@pytest.mark.parametrize("name", BAD)
def test_a_bad_item_costs_itself_alone(name, pile, capsys) -> None:
    BAD[name](pile / name)
    assert run(["reports", str(pile), "--json"]) == 3
    said = capsys.readouterr()
    assert files_read(said.out) == sorted(GOOD)
    (line,) = said.err.splitlines()
    assert line.startswith(f"firsthand: {pile / name}: ")
    assert line.endswith("; 2 other items read")


def test_an_empty_file_is_told_in_the_words_of_the_manual(pile, capsys) -> None:
    (pile / "notes.txt").touch()
    run(["lineage", str(pile)])
    assert capsys.readouterr().err == (
        f"firsthand: {pile}/notes.txt: no text (0 bytes); 2 other items read\n"
    )


def test_many_bad_items_are_counted_after_the_first(pile, capsys) -> None:
    for number in range(50):
        (pile / f"empty{number}.txt").touch()
    assert run(["reports", str(pile)]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "firsthand: 30 more items failed; 2 other items read"


def test_a_name_cannot_drive_the_terminal(pile, capsys) -> None:
    (pile / "a\x1b[2J\nb.txt").touch()
    assert run(["reports", str(pile)]) == 3
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("latin.txt", MATIN.replace("Matin", "Café").encode("latin-1")),
        ("page.html", f"<html><body><article><p>{GAZETTE}</p></article>"
         "<script>alert('Le Matin')</script></body></html>".encode()),
        ("nested.html", b"<div>" * 5000 + f"<p>{GAZETTE}</p>".encode() + b"</div>" * 5000),
    ],
)  # fmt: skip
def test_an_odd_item_is_read_all_the_same(name, body, pile, capsys) -> None:
    (pile / name).write_bytes(body)
    assert run(["reports", str(pile), "--json"]) == 0
    said = capsys.readouterr()
    assert name in files_read(said.out)
    assert "alert(" not in said.out
    assert said.err == ""


def test_the_same_file_twice_is_one_report(pile, capsys) -> None:
    assert run(["reports", str(pile), str(pile / "matin.txt"), "--json"]) == 0
    assert files_read(capsys.readouterr().out) == sorted(GOOD)


def test_a_file_that_vanishes_costs_itself_alone(pile, capsys, monkeypatch) -> None:
    from firsthand.ingest import reader

    opened = reader.open_bytes

    def vanish(path, stdin):
        Path(path).unlink() if path.endswith("gazette.txt") else None
        return opened(path, stdin)

    monkeypatch.setattr(reader, "open_bytes", vanish)
    assert run(["reports", str(pile), "--json"]) == 3
    said = capsys.readouterr()
    assert files_read(said.out) == ["matin.txt"]
    assert "gazette.txt: no such file" in said.err


@pytest.mark.requirement("P7")
@pytest.mark.slow
def test_a_line_of_200_megabytes_costs_itself_alone(pile, capsys) -> None:
    with (pile / "long.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 200_000)
    assert run(["reports", str(pile), "--json"]) == 3
    said = capsys.readouterr()
    assert files_read(said.out) == sorted(GOOD)
    assert len(said.err) < 500


@pytest.mark.requirement("P7")
@pytest.mark.parametrize("make", ["missing", "empty", "only_bad"])
def test_a_place_without_reports_ends_with_2(make, tmp_path, capsys) -> None:
    folder = tmp_path / "none"
    if make != "missing":
        folder.mkdir()
    if make == "only_bad":
        (folder / "a.txt").touch()
    assert run(["brief", str(folder)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"no report in {folder}" in said.err


def test_a_failure_is_forgotten_when_the_item_is_mended(pile, tmp_path, capsys) -> None:
    case = str(tmp_path / "x.case")
    (pile / "notes.txt").touch()
    assert run(["add", str(pile), "--case", case]) == 3
    assert run(["reports", "--case", case]) == 0
    with Store.open(case) as store:
        assert [each.item for each in store.load_failures()] == [f"{pile}/notes.txt"]
    (pile / "notes.txt").write_text("The harbour was closed for two days.", encoding="utf-8")
    assert run(["add", str(pile), "--case", case]) == 0
    with Store.open(case) as store:
        assert store.load_failures() == []


@pytest.mark.requirement("P7")
def test_a_case_of_a_newer_format_ends_with_2_and_the_way_on(pile, tmp_path, capsys) -> None:
    path = tmp_path / "x.case"
    run(["add", str(pile), "--case", str(path)])
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    capsys.readouterr()
    assert run(["ledger", "--case", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"firsthand: {path} was written by format {FORMAT + 1}, this firsthand reads up to"
        f" {FORMAT}; pip install -U firsthand\n"
    )


@pytest.mark.parametrize("verb", ["brief", "add", "work", "ledger"])
def test_a_file_that_is_no_case_ends_with_2_and_stays(verb, pile, tmp_path, capsys) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes", encoding="utf-8")
    paths = [] if verb == "work" else [str(pile)]
    assert run([verb, *paths, "--case", str(path)]) == 2
    assert "is not a case of firsthand" in capsys.readouterr().err
    assert path.read_text("utf-8") == "my notes"


def test_a_case_that_is_not_there_ends_with_2(tmp_path, capsys) -> None:
    path = tmp_path / "x.case"
    assert run(["work", "--case", str(path)]) == 2
    assert f"firsthand add PATH --case {path}" in capsys.readouterr().err
    assert not path.exists()


def test_a_fault_of_ours_is_one_line_and_more_when_asked(pile, capsys, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.case.Case.reports", lambda _: 1 / 0)
    assert run(["reports", str(pile)]) == 1
    assert capsys.readouterr().err == (
        "firsthand: ZeroDivisionError: division by zero"
        " (a fault of firsthand; --traceback tells more)\n"
    )
    assert run(["reports", str(pile), "--traceback"]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


# The rest needs a process of its own.


def firsthand(*arguments: str, script: str = "", **options) -> subprocess.Popen[str]:
    body = f"{script}\nfrom firsthand.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", body, *arguments],
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def _grow(folder: Path, n_reports: int) -> None:
    for number in range(n_reports):
        lines = [
            f"Berth {n} of the harbour held {n * number + 3} crates of {n:b} sorts on day {n % 90}."
            for n in range(200)
        ]
        text = f"Report {number}.\n" + "\n".join(lines)
        (folder / f"more{number}.txt").write_text(text, encoding="utf-8")


@pytest.mark.requirement("P7")
@pytest.mark.slow
def test_a_full_disk_ends_with_1_and_the_case_as_it_was(pile, tmp_path) -> None:
    path = tmp_path / "x.case"
    assert run(["add", str(pile), "--case", str(path)]) == 0
    _grow(pile, 60)
    limit = path.stat().st_size + 200_000
    full = f"""
import py3langid, resource
py3langid.rank("it unpacks its model into a file of its own")
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""
    process = firsthand("add", str(pile), "--case", str(path), script=full)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith(f"firsthand: {path}: ")
    assert "the case is as it was" in said
    with Store.open(path) as store:
        assert len(store.load_reports()) == 2
    assert run(["add", str(pile), "--case", str(path)]) == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_ends_with_1(pile) -> None:
    with Path("/dev/full").open("w") as full:
        process = firsthand("reports", str(pile), "--json", stdout=full)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == "firsthand: the output was not written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_an_export_ends_with_1(pile, capsys) -> None:
    assert run(["export", str(pile), "-o", "/dev/full", "--force"]) == 1
    assert "/dev/full was not written: No space left on device" in capsys.readouterr().err


@pytest.mark.requirement("P7")
@pytest.mark.slow
def test_a_killed_run_goes_on(pile, tmp_path, capsys) -> None:
    path = tmp_path / "x.case"
    _grow(pile, 4)
    slow = """
import time
from firsthand.pipeline import run
from firsthand.ingest import MarkFurniture
run.ITEMS_PER_BATCH = 1
apply, done = MarkFurniture.apply, []
def slowly(self, record):
    if len(done) == 3:
        print("waiting", flush=True)
        time.sleep(60)
    done.append(1)
    return apply(self, record)
MarkFurniture.apply = slowly
"""
    process = firsthand("brief", str(pile), "--case", str(path), script=slow)
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert run(["work", "--case", str(path), "--json"]) == 0
    runs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (runs[0]["stage"], runs[0]["taken"], runs[0]["fresh"]) == ("mark_furniture", 6, 3)
    assert run(["lineage", "--case", str(path)]) == 0


@pytest.mark.slow
def test_a_run_stopped_by_hand_says_how_to_go_on(pile, tmp_path) -> None:
    path = tmp_path / "x.case"
    wait = """
import time
from firsthand.ingest import MarkFurniture
def wait(self, record):
    print("waiting", flush=True)
    time.sleep(60)
MarkFurniture.apply = wait
"""
    process = firsthand("brief", str(pile), "--case", str(path), script=wait)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == (
        f"firsthand: stopped; {path} keeps what was worked out, the same command goes on\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", [["--json"], []])
def test_a_reader_that_stops_reading_is_no_error(pile, form) -> None:
    _grow(pile, 300)
    with firsthand("reports", str(pile), *form) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


@pytest.mark.slow
def test_help_comes_at_once() -> None:
    took = []
    for _ in range(3):
        began_at = time.perf_counter()
        process = firsthand("--help")
        process.communicate(timeout=30)
        took.append(time.perf_counter() - began_at)
    heavy = "import sys; from firsthand.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    heavy += (
        "print(sorted({'rich', 'numpy', 'trafilatura', 'msgspec', 'sqlite3'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", heavy, "--help"], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.splitlines()[-1] == "[]"
    assert min(took) < 1.0  # 0.09 s on an idle machine
