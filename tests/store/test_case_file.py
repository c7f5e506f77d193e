"""The case file: what is kept comes back, and nothing else is touched."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from firsthand.errors import CaseError, StorageError
from firsthand.records import Claim, Failure, Lineage, Report, ReportId, Retrieval, StageRun
from firsthand.store import FORMAT, Row, Store
from strategies import any_record


def report(
    name: str = "a", *, text: str = "A fire in the port.", path: str | None = None
) -> Report:
    return Report(
        id=ReportId(f"r-{name}"),
        text=text,
        retrieval=Retrieval(path=path or f"fire/{name}.txt", sha256="0" * 64),
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fire.case"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(any_record(Report), any_record(Lineage), any_record(Claim))
def test_records_survive_the_case(tmp_path, a_report, lineage, claim) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.case"
    with Store.open(path) as store:
        store.keep_reports([a_report])
        store.keep_rows("lineage@1", [Row(key="pile", digest="d", record=lineage)])
        store.keep_rows("claims@2", [Row(key="r", digest="d", record=(claim,))])
    with Store.open(path, create=False) as store:
        assert store.load_reports() == [a_report]
        assert store.load_row("lineage@1", "pile", "d", Lineage) == lineage
        assert store.load_row("claims@2", "r", "d", tuple[Claim, ...]) == (claim,)


def test_a_row_is_fresh_only_for_the_same_stamp_key_and_input(path) -> None:
    with Store.open(path) as store:
        store.keep_rows("s@1", [Row(key="k", digest="d", record=1)])
        assert store.load_row("s@1", "k", "d", int) == 1
        assert store.load_row("s@2", "k", "d", int) is None
        assert store.load_row("s@1", "j", "d", int) is None
        assert store.load_row("s@1", "k", "e", int) is None


def test_a_newer_row_takes_the_place_of_the_older(path) -> None:
    with Store.open(path) as store:
        store.keep_rows("s@1", [Row(key="k", digest="d", record=1)])
        store.keep_rows("s@2", [Row(key="k", digest="e", record=2)])
        assert store.load_row("s@1", "k", "d", int) is None
        assert store.load_row("s@2", "k", "e", int) == 2
        assert store.count_rows("s") == 1


def test_adding_twice_is_adding_once(path) -> None:
    with Store.open(path) as store:
        assert store.keep_reports([report("a"), report("b")]) == (2, 0)
        assert store.keep_reports([report("b"), report("a"), report("a")]) == (0, 0)
        assert [each.id for each in store.load_reports()] == ["r-a", "r-b"]


def test_a_report_is_renewed_from_the_place_it_came_from(path) -> None:
    with Store.open(path) as store:
        store.keep_reports([report()])
        assert store.keep_reports([replace(report(), outlet="Gazette")]) == (0, 1)
        assert store.load_reports()[0].outlet == "Gazette"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_text_at_two_places_is_kept_once_whatever_came_first(path, order) -> None:
    both = [report(path="a/x.txt"), report(path="b/x.txt")]
    with Store.open(path) as store:
        for i in order:
            store.keep_reports([both[i]])
        assert store.load_reports() == [both[0]]


def test_the_bytes_of_a_page_come_back(path) -> None:
    page = b"<html><p>\xff caf\xe9</p>" * 100
    with Store.open(path) as store:
        store.keep_reports([report()], pages=[page, page])
        assert store.load_page(hashlib.sha256(page).hexdigest()) == page
        assert store.load_page("0" * 64) is None


def test_reports_are_found_by_their_words_also_after_a_change(path) -> None:
    with Store.open(path) as store:
        store.keep_reports([report("a", text="A crane fell in Velm."), report("b", text="Rain.")])
        assert store.find_reports("velm CRANE") == ["r-a"]
        assert store.find_reports('crane" OR rain') == []
        assert store.find_reports("  ") == []
        store.keep_reports([replace(report("b"), text="A crane again.")])
        assert set(store.find_reports("crane")) == {"r-a", "r-b"}
        assert store.find_reports("rain") == []


def test_what_failed_before_is_cleared_when_it_is_read(path) -> None:
    old = Failure(item="a.txt", stage="read", reason="no text (0 bytes)")
    with Store.open(path) as store:
        store.keep_failures([old, replace(old, item="b.txt")])
        store.keep_failures([replace(old, item="c.txt")], cleared=["a.txt"])
        assert [each.item for each in store.load_failures()] == ["b.txt", "c.txt"]


def test_the_table_of_the_last_run_is_kept(path) -> None:
    runs = [
        StageRun(stage=name, taken=2, made=1, failed=1, fresh=0, seconds=0.5) for name in ("b", "a")
    ]
    with Store.open(path) as store:
        store.keep_runs(runs * 2)
        store.keep_runs(runs)
        assert store.load_runs() == runs


def test_a_batch_that_breaks_off_leaves_the_case_as_it_was(path) -> None:
    def broken():
        yield report("b")
        raise OSError("the source went away")

    with Store.open(path) as store:
        store.keep_reports([report("a")])
        with pytest.raises(OSError, match="went away"):
            store.keep_reports(broken())
        assert [each.id for each in store.load_reports()] == ["r-a"]


def test_a_full_disk_is_said_and_leaves_the_case_as_it_was(path) -> None:
    with Store.open(path) as store:
        store.keep_reports([report("a")])
        (n_pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {n_pages + 1}")
        with pytest.raises(StorageError, match=r"fire\.case: database or disk is full; free some"):
            store.keep_reports([report(f"b{i}", text="word " * 2000) for i in range(40)])
        assert [each.id for each in store.load_reports()] == ["r-a"]
        store._connection.execute("PRAGMA max_page_count = 100000")
        store.keep_reports([report("c")])
    with Store.open(path, create=False) as store:
        assert [each.id for each in store.load_reports()] == ["r-a", "r-c"]


def test_a_case_in_use_is_said(path, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.store.case_file.LONGEST_WAIT_SECONDS", 0.01)
    with Store.open(path) as one, Store.open(path) as other:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="in use by another program"):
            other.keep_reports([report()])
        one._connection.execute("ROLLBACK")


def test_a_newer_format_is_refused_with_the_way_on(path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 3}")
    connection.close()
    with pytest.raises(
        CaseError, match=rf"by format {FORMAT + 3}, this firsthand reads up to {FORMAT}; pip"
    ):
        Store.open(path)


@pytest.mark.parametrize("body", [b"Not a case, a text.\n" * 9, b"SQLite format 3\0" + b"?" * 99])
def test_another_file_is_refused_and_left_as_it_is(path, body) -> None:
    path.write_bytes(body)
    with pytest.raises(CaseError, match="not a case of firsthand"):
        Store.open(path)
    assert path.read_bytes() == body


def test_a_database_of_another_program_is_refused_and_left_as_it_is(path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    body = path.read_bytes()
    with pytest.raises(CaseError, match="not a case of firsthand"):
        Store.open(path)
    assert path.read_bytes() == body


def test_an_empty_file_becomes_a_case(path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.load_reports() == []
    assert path.read_bytes()[68:72] == b"FHSD"


def test_a_case_that_is_not_there_is_made_only_when_asked(path, tmp_path) -> None:
    with pytest.raises(CaseError, match="firsthand add PATH --case"):
        Store.open(path, create=False)
    assert not path.exists()
    with pytest.raises(CaseError, match="no folder"):
        Store.open(tmp_path / "nowhere" / "fire.case")
    with pytest.raises(CaseError, match="is a folder"):
        Store.open(tmp_path)
