from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.ingest import MarkFurniture, read
from firsthand.records import Failure, Report

FIRE = "A fire destroyed two warehouses in the port of Velm on Sunday, the port authority said."
RAIN = "Rain fell on the upper valley for nine days, and the river Bryna left its bed at Hollin."


def take(*paths: Path | str, stdin: bytes | None = None) -> list[Report]:
    stream = None if stdin is None else io.BytesIO(stdin)
    items = list(read([str(path) for path in paths], stdin=stream))
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, Report)]


@pytest.mark.requirement("R8", "P3")
@given(st.text(min_size=1).filter(lambda text: text.strip().strip("\ufeff")))
def test_the_text_is_the_decoded_bytes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    content = text.encode("utf-8")
    path = tmp_path_factory.mktemp("pile") / "a.txt"
    path.write_bytes(content)
    for item in read([str(path)]):
        if isinstance(item, Failure):  # binary, or bytes that another kind of file begins with
            assert item.reason.startswith(("not text", "no text", "the compressed"))
            continue
        if item.retrieval.encoding == "utf-8":
            assert item.text == content.decode("utf-8")
        assert item.retrieval.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_stay_as_they_are(tmp_path: Path, line_end: str) -> None:
    text = f"{FIRE}{line_end}{line_end}{RAIN}{line_end}"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    assert take(tmp_path)[0].text == text


def test_a_byte_order_mark_of_utf8_counts_as_a_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + FIRE.encode())
    assert take(tmp_path)[0].text == "\ufeff" + FIRE


def test_the_order_of_the_paths_changes_no_report(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(8)]
    for number, path in enumerate(paths):
        path.write_text(f"{FIRE} It was fire number {number}.", encoding="utf-8")
    expected = {report.id: report for report in take(*paths)}
    random.Random(7).shuffle(paths)
    assert {report.id: report for report in take(*paths)} == expected
    assert {report.id for report in take(tmp_path)} == set(expected)


def test_the_same_file_twice_is_one_report(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (tmp_path / "b" / "fire.txt.gz").write_bytes(gzip.compress(FIRE.encode()))
    assert len(take(tmp_path, tmp_path / "a", tmp_path / "a" / "fire.txt")) == 1


def test_one_text_of_two_outlets_is_two_reports(tmp_path: Path) -> None:
    rows = [{"text": FIRE, "outlet": "Harbour Gazette"}, {"text": FIRE, "outlet": "Evening Post"}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    assert len({report.id for report in take(tmp_path)}) == 2


def test_the_id_does_not_depend_on_what_was_read_out_of_the_text(tmp_path: Path) -> None:
    text = f"{FIRE}\n\nCopyright © 2024 The Velm Herald, LLC."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    reports = take(tmp_path)
    assert [report.outlet for report in reports] == ["The Velm Herald"] * 2
    assert reports[0].id != reports[1].id


def test_a_folder_is_walked_by_name_without_what_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    for name in ("b.txt", "sub/c.md", "a.txt", ".hidden.txt", "photo.png", "velm.case"):
        (tmp_path / name).write_text(f"{FIRE} {name}", encoding="utf-8")
    names = [report.name for report in take(tmp_path)]
    assert names == ["a.txt", "b.txt", "c.md"]


def test_a_page_that_firsthand_wrote_is_no_report(tmp_path: Path) -> None:
    page = (
        '<html><head><meta name="generator" content="firsthand 0.1.0"></head><body>x</body></html>'
    )
    (tmp_path / "brief.html").write_text(page, encoding="utf-8")
    assert list(read([str(tmp_path)])) == []


@pytest.mark.requirement("P3")
def test_the_table_beside_the_files_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f" date 2024-03-05\n\n{FIRE}", encoding="utf-8")
    (tmp_path / "reports.csv").write_text(
        'file,title,outlet,byline,published,language,url,note\na.txt,"Fire, again",Gazette,'
        "Ines Maro,2024-03-04,en,https://gazette.example/1,unused\n",
        encoding="utf-8",
    )
    report = take(tmp_path)[0]
    assert (report.title, report.outlet, report.byline) == ("Fire, again", "Gazette", "Ines Maro")
    assert str(report.published_on) == "2024-03-04"
    assert report.retrieval.url == "https://gazette.example/1"
    assert {finding.place for finding in report.found} == {"reports.csv"}


@pytest.mark.requirement("P3")
def test_json_fields_have_several_names(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": FIRE, "headline": "Fire", "source": {"name": "Gazette"}, "lang": "en-GB"},
        {"body": RAIN, "title": "Rain", "publisher": "Post", "author": ["A B", {"name": "C D"}]},
        {"content": FIRE, "date": "2024-03-05T23:30:00-05:00", "link": "https://www.day.example/x"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    first, second, third = take("-", stdin=lines.encode())
    assert (first.given_id, first.name, first.title, first.outlet) == ("7", "7", "Fire", "Gazette")
    assert first.language == "en"
    assert (second.byline, second.outlet) == ("A B, C D", "Post")
    assert str(third.published_on) == "2024-03-05"
    assert third.published_at is not None
    assert third.published_at.isoformat() == "2024-03-06T04:30:00+00:00"
    assert third.outlet == "day.example"
    assert [report.retrieval.place for report in (first, second, third)] == [
        "line 1",
        "line 2",
        "line 3",
    ]


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (FIRE.encode(), "text"),
        (json.dumps({"text": FIRE}).encode(), "json"),
        (json.dumps({"text": FIRE}, indent=1).encode(), "json"),
        (json.dumps([{"text": FIRE}]).encode(), "json"),
        (json.dumps({"articles": [{"text": FIRE}]}).encode(), "json"),
        (
            b"<!doctype html><html><body><article><p>" + FIRE.encode() * 3 + b"</p></article>",
            "html",
        ),
        (gzip.compress(json.dumps({"text": FIRE}).encode() + b"\n"), "json"),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(content: bytes, media: str) -> None:
    (report,) = take("-", stdin=content)
    assert report.retrieval.media == media
    assert FIRE in report.text


def test_a_line_of_json_lines_is_hashed_by_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"text": FIRE}), json.dumps({"text": RAIN})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    hashes = [report.retrieval.sha256 for report in take(tmp_path)]
    assert hashes == [hashlib.sha256(line.encode()).hexdigest() for line in lines]


def test_json_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        n_lines = 0
        rest = b""

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            while len(self.rest) < size:
                self.n_lines += 1
                self.rest += json.dumps({"text": f"{FIRE} {self.n_lines}"}).encode() + b"\n"
            part, self.rest = self.rest[:size], self.rest[size:]
            return part

    stream = Endless()
    reports = read(["-"], stdin=stream)  # type: ignore[arg-type]
    assert [next(reports) for _ in range(50)]
    assert stream.n_lines < 2_000


def test_a_page_tells_title_day_outlet_and_is_never_run(tmp_path: Path) -> None:
    linked = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Fire in the port of Velm",
                "datePublished": "2024-03-05T10:00:00Z",
                "author": [{"name": "Ines Maro"}],
                "publisher": {"name": "Harbour Gazette"},
            }
        ]
    }
    page = (
        '<html lang="en"><head><title>Fire | HG</title><meta property="og:title" content="Other">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        "<script>document.write('evil')</script></head><body><article><h1>Fire in the port of Velm"
        f"</h1><p>{FIRE}</p><p>{RAIN}</p><script>alert(1)</script></article></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (report,) = take(path)
    assert FIRE in report.text
    assert "evil" not in report.text
    assert "alert" not in report.text
    assert (report.title, report.outlet) == ("Fire in the port of Velm", "Harbour Gazette")
    assert report.byline == "Ines Maro"
    assert str(report.published_at) == "2024-03-05 10:00:00+00:00"
    assert (report.retrieval.extractor or "").startswith("trafilatura ")
    assert report.retrieval.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "JSON-LD headline" in {finding.place for finding in report.found}


def test_paths_are_a_list_and_standard_input_is_passed_in() -> None:
    with pytest.raises(InputError, match="list"):
        read("a.txt")
    with pytest.raises(InputError, match="stdin"):
        read(["-"])


def test_the_stage_marks_spans_of_the_report(tmp_path: Path) -> None:
    text = f" date 2024-03-05 Loading...\n\n{FIRE}\n\nComments are closed."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (report,) = take(tmp_path)
    marked = MarkFurniture().apply(report)
    assert [text[one.span.start : one.span.end] for one in marked] == [
        "date 2024-03-05 Loading...",
        "Comments are closed.",
    ]
    assert str(report.published_on) == "2024-03-05"
