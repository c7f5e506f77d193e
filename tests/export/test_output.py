"""An output is whole or not there, and never replaces a file that nobody gave up."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.errors import InputError, StorageError
from firsthand.export import check_output, export, write_output


def test_an_output_is_written(tmp_path) -> None:
    write_output(tmp_path / "a", "wörds")
    assert (tmp_path / "a").read_text("utf-8") == "wörds"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_file_that_is_there_stays_unless_forced(tmp_path) -> None:
    path = tmp_path / "a"
    path.write_text("mine", "utf-8")
    with pytest.raises(InputError, match=r"is there already; --force writes over it"):
        write_output(path, "new")
    assert path.read_text("utf-8") == "mine"
    write_output(path, "new", force=True)
    assert path.read_text("utf-8") == "new"


def test_a_disk_that_fills_leaves_what_stood_there(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a"
    path.write_text("mine", "utf-8")

    def fill(self: Path, body: bytes) -> None:
        with self.open("wb") as file:
            file.write(body[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(StorageError, match=r"was not written: No space left"):
        write_output(path, "new words", force=True)
    assert path.read_text("utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_link_is_written_through(tmp_path) -> None:
    (tmp_path / "target").touch()
    (tmp_path / "link").symlink_to("target")
    write_output(tmp_path / "link", "new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text("utf-8") == "new"


def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        check_output(tmp_path)
    with pytest.raises(InputError, match="no folder"):
        check_output(tmp_path / "no" / "a")
    check_output(tmp_path / "a")


def test_an_unknown_format_is_refused(tmp_path) -> None:
    from harbour_fire import PILE

    with pytest.raises(InputError, match="no format 'xml'"):
        export(PILE, tmp_path / "a", format="xml")
    assert export(PILE, tmp_path / "a", format="exchange") == len(PILE.ledger.entries)
