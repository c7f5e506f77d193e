"""Each bad item gives one clear failure that names it, and costs itself alone."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from firsthand.ingest import bounded, read
from firsthand.records import Failure, Report

FIRE = "A fire destroyed two warehouses in the port of Velm on Sunday, the port authority said."


def take(*paths: Path) -> tuple[list[Report], list[Failure]]:
    items = list(read([str(path) for path in paths]))
    reports = [item for item in items if isinstance(item, Report)]
    return reports, [item for item in items if isinstance(item, Failure)]


def good(folder: Path) -> None:
    (folder / "good.txt").write_text(FIRE, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "no text (0 bytes)"),
        ("a.jsonl", b"", "no text (0 bytes)"),
        ("a.json", b"", "no text (0 bytes)"),
        ("a.html", b"", "no text (0 bytes)"),
        ("a.txt", b" \r\n\t\n", "no text (only white space)"),
        ("a.jsonl", b"\n\n", "no text (only blank lines)"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.md", b"%PDF-1.7 ...", "a PDF"),
        ("a.txt", b"SQLite format 3\x00" + bytes(200), "an SQLite database"),
        ("a.txt.gz", b"no archive at all", "not a compressed file"),
        ("a.txt.gz", gzip.compress(os.urandom(5_000))[:900], "breaks off"),
        ("a.txt.gz", gzip.compress(FIRE.encode())[:-6] + b"\x00" * 6, "damaged"),
        ("a.json", b'{"text": "A fire destr', "breaks off in the middle"),
        ("a.json", b"[" * 200_000, "nested too deeply"),
        ("a.json", b'{"title": "Fire"}', "none of the fields text, body, content"),
        ("a.json", b'{"text": ["Fire"]}', "holds a list"),
        ("a.json", b'{"text": " "}', "is empty"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b"17", "a JSON number where an object is expected"),
        ("a.html", b"<html><body><script>var a = 1</script></body></html>", "no article text"),
        ("a.pdf", b"%PDF-1.7", "files of the kind .pdf are not read"),
    ],
)
def test_a_bad_file_costs_itself_alone(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    good(tmp_path)
    (tmp_path / name).write_bytes(content)
    reports, failures = take(tmp_path)
    assert [report.name for report in reports] == ["good.txt"]
    assert [failure.item for failure in failures] == [str(tmp_path / name)]
    assert reason in failures[0].reason
    assert failures[0].stage == "ingest"


def test_a_bad_line_costs_itself_alone(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": FIRE}),
        '{"text": "half of a',
        "[1, 2]",
        "",
        json.dumps({"title": "Fire"}),
        json.dumps({"text": FIRE + " Again."}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    reports, failures = take(path)
    assert [report.retrieval.place for report in reports] == ["line 1", "line 6"]
    assert [failure.item for failure in failures] == [f"{path}: line {n}" for n in (2, 3, 5)]


def test_whole_lines_before_a_break_are_reports(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"text": f"{FIRE} {os.urandom(40).hex()}"}).encode() + b"\n" for _ in range(500)
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-3_000])
    reports, failures = take(path)
    assert 0 < len(reports) < 500
    assert len(failures) == 1
    assert "breaks off" in failures[0].reason


def test_a_line_that_is_too_long_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST_REPORT_BYTES", 1_000)
    path = tmp_path / "a.jsonl"
    row = json.dumps({"text": FIRE})
    path.write_text(f'{row}\n{"x" * 500_000}\n{row[:-2]} Again."}}\n', encoding="utf-8")
    reports, failures = take(path)
    assert [report.retrieval.place for report in reports] == ["line 1", "line 3"]
    assert [failure.item for failure in failures] == [f"{path}: line 2"]


@pytest.mark.slow
def test_a_file_of_one_line_of_200_megabytes_costs_itself_alone(tmp_path: Path) -> None:
    good(tmp_path)
    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    reports, failures = take(tmp_path)
    assert [report.name for report in reports] == ["good.txt"]
    assert [failure.item for failure in failures] == [f"{tmp_path / 'a.jsonl'}: line 1"]


def test_no_more_than_the_bound_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MOST_REPORT_BYTES", 3_000_000)
    bomb = gzip.compress(b"a" * 100_000_000, compresslevel=1)
    n_read = 0

    class Counted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal n_read
            part = super().read(size)
            n_read += len(part)
            return part

    (failure,) = read(["-"], stdin=Counted(bomb))
    assert isinstance(failure, Failure)
    assert "longer than a report may be" in failure.reason
    assert n_read < len(bomb) / 2


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    good(tmp_path)
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    reports, failures = take(tmp_path / "gone.txt", tmp_path)
    assert len(reports) == 1
    assert [(Path(failure.item).name, failure.reason) for failure in failures] == [
        ("gone.txt", "no such file or folder"),
        ("link.txt", "a link to nowhere.txt, which is not there"),
    ]


def test_a_file_that_vanishes_while_the_pile_is_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{FIRE} {name}", encoding="utf-8")
    items = read([str(tmp_path)])
    next(items)
    (tmp_path / "b.txt").unlink()
    failure, report = items
    assert isinstance(failure, Failure)
    assert (Path(failure.item).name, failure.reason) == ("b.txt", "no such file or folder")
    assert isinstance(report, Report)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    good(tmp_path)
    (tmp_path / "secret.txt").write_text(FIRE, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    reports, failures = take(tmp_path)
    assert len(reports) == 1
    assert failures[0].reason == "permission denied"


def test_a_page_nested_without_end_gives_its_text(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 5_000 + f"<p>{FIRE}</p>" + "</div>" * 5_000
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (report,), failures = take(tmp_path)
    assert not failures
    assert report.text == FIRE


def test_bad_rows_of_the_table_cost_themselves_alone(tmp_path: Path) -> None:
    good(tmp_path)
    path = tmp_path / "reports.csv"
    path.write_text(
        "file,title,published\ngood.txt,Fire,2024-03-05\nnone.txt,Gone,\n,Nameless,\n"
        "good.txt,Again,\ngood.txt,Fire,2024-03-05,more\n",
        encoding="utf-8",
    )
    (report,), failures = take(tmp_path)
    assert report.title == "Fire"
    assert [failure.item for failure in failures] == [f"{path}: line {n}" for n in (3, 4, 5, 6)]


@pytest.mark.parametrize("day", ["yesterday", "03/04/2024", "2024-13-01"])
def test_a_day_that_can_mean_two_things_is_refused(tmp_path: Path, day: str) -> None:
    good(tmp_path)
    (tmp_path / "reports.csv").write_text(f"file,published\ngood.txt,{day}\n", encoding="utf-8")
    (report,), (failure,) = take(tmp_path)
    assert report.published_on is None
    assert day in failure.reason


def test_a_case_file_is_no_report(tmp_path: Path) -> None:
    header = bytearray(b"SQLite format 3\x00" + bytes(84))
    header[68:72] = (0x46485344).to_bytes(4, "big")
    (tmp_path / "velm.case").write_bytes(bytes(header))
    good(tmp_path)
    assert len(take(tmp_path)[1]) == 0
    assert "--case" in take(tmp_path / "velm.case")[1][0].reason


def test_a_name_that_is_no_text_can_be_written_down(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"fire\xff.txt")).write_bytes(FIRE.encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    (report,), _ = take(tmp_path)
    (report.retrieval.path or "").encode("utf-8")
