"""The verbs, end to end: what they print, what they leave, how they end."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from firsthand.cli.run import run
from harbour_fire import COMMENT, GAZETTE, LATER, MATIN, TRANSLATED
from sarn_flood import LINDOW, TARVOS, paste

VERBS = ("brief", "reports", "lineage", "ledger", "quotes", "timeline")


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fire")
    for name, text in (
        ("gazette", GAZETTE),
        ("later", LATER),
        ("newsfast", TRANSLATED),
        ("comment", COMMENT),
        ("matin", MATIN),
    ):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = "file,outlet,published\ngazette.txt,Harbour Gazette,2024-03-03\nmatin.txt,Le Matin,2024-03-04\n"
    (folder / "reports.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def case(pile, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("case") / "fire.case"
    assert run(["work", "--case", str(path)]) == 2
    assert run(["add", str(pile), "--case", str(path)]) == 0
    assert run(["work", "--case", str(path)]) == 0
    return path


@pytest.fixture(autouse=True)
def _no_case(monkeypatch) -> None:
    monkeypatch.delenv("FIRSTHAND_CASE", raising=False)


def json_lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.requirement("P6")
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_takes_paths_and_gives_the_same_from_a_case(verb, pile, case, capsys) -> None:
    assert run([verb, str(pile), "--json"]) == 0
    from_paths = capsys.readouterr()
    assert run([verb, "--case", str(case), "--json"]) == 0
    assert capsys.readouterr().out == from_paths.out
    assert from_paths.out
    assert from_paths.err == ""
    assert json_lines(from_paths.out)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_prints_for_people_without_control_characters(verb, case, capsys) -> None:
    assert run([verb, "--case", str(case)]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", out)


def test_a_brief_that_nothing_keeps_says_how_to_keep_it(pile, case, capsys, tmp_path) -> None:
    run(["brief", str(pile)])
    assert capsys.readouterr().out.splitlines()[-1].endswith("--case FILE.")
    run(["brief", "--case", str(case)])
    assert "Nothing was kept" not in capsys.readouterr().out


def test_the_case_may_stand_in_the_environment(case, monkeypatch, capsys) -> None:
    monkeypatch.setenv("FIRSTHAND_CASE", str(case))
    assert run(["reports", "--json"]) == 0
    assert len(json_lines(capsys.readouterr().out)) == 5


def test_reports_are_listed_without_their_text(pile, capsys) -> None:
    run(["reports", str(pile), "--json"])
    by_file = {each["file"]: each for each in json_lines(capsys.readouterr().out)}
    assert by_file["gazette.txt"]["outlet"] == "Harbour Gazette"
    assert by_file["gazette.txt"]["published_on"] == "2024-03-03"
    assert by_file["gazette.txt"]["n_characters"] == len(GAZETTE)
    assert "text" not in by_file["gazette.txt"]


def test_reports_can_be_asked_for_by_their_words(pile, case, capsys) -> None:
    for where in ([str(pile)], ["--case", str(case)]):
        run(["reports", *where, "--json", "--matching", "mayor spokeswoman"])
        assert [each["file"] for each in json_lines(capsys.readouterr().out)] == ["matin.txt"]


def test_derivations_point_into_both_reports(pile, capsys) -> None:
    run(["reports", str(pile), "--json"])
    sizes = {each["id"]: each["n_characters"] for each in json_lines(capsys.readouterr().out)}
    run(["lineage", str(pile), "--json"])
    derivations = json_lines(capsys.readouterr().out)
    assert derivations
    for each in derivations:
        assert 0 <= each["probability"] <= 1
        assert each["passages"]
        for passage in each["passages"]:
            for side in ("child", "parent"):
                start, end = passage[side]
                assert 0 <= start < end <= sizes[each[side]]


def test_a_report_that_brings_an_id_is_called_by_it(tmp_path, capsys) -> None:
    rows = [{"id": "one", "text": GAZETTE}, {"id": "two", "text": GAZETTE[:600]}]
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run(["lineage", str(path), "--json"])
    (derivation,) = json_lines(capsys.readouterr().out)
    assert {derivation["child"], derivation["parent"]} == {"one", "two"}
    run(["reports", str(path), "--json"])
    assert [each["id"] for each in json_lines(capsys.readouterr().out)] == ["one", "two"]
    assert run(["lineage", str(path), "--explain", "one", "two"]) == 0


def test_two_reports_are_set_side_by_side(pile, capsys) -> None:
    assert run(["lineage", str(pile), "--explain", "newsfast.txt", "gazette"]) == 0
    out = capsys.readouterr().out
    assert "is a translation of" in out
    assert "kinship" in out


@pytest.fixture
def revised(tmp_path) -> Path:
    """Make a report, its silent later version, and a paper that still has the first."""
    first = (
        "A fire broke out at the port of Velm on Sunday and was seen from the hills until late at "
        "night, when the last of its flames were put out by six boats of the port authority. "
        "It killed three dock workers, the mayor said. The north quay has been closed since then. "
        "The cause of the fire is not known, and nobody has been arrested so far, according to the "
        "police, who are asking whoever saw something on the quay on Sunday to come forward."
    )
    last = "Two cranes fell into the basin on Monday afternoon, and a diver was hurt by the hook."
    later = f"{first.replace('three dock', 'five dock')}\n\n{last}"
    rows = "file,outlet,published\na.txt,Harbour Gazette,2024-03-03\n"
    rows += "b.txt,Harbour Gazette,2024-03-04\nc.txt,The Day,2024-03-05\n"
    for name, text in (("a.txt", first), ("b.txt", later), ("c.txt", first), ("reports.csv", rows)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_silent_revision_is_shown_with_the_copies_that_are_stale(revised, capsys) -> None:
    assert run(["lineage", str(revised)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Versions (1) 1 > 2 Harbour Gazette revised silently" in shown
    assert "1 statement added" in shown
    assert "“killed three dock” 1 [176-193] > “killed five dock” 2 [176-192]" in shown
    assert "3 still says “three”" in shown
    assert "Two cranes fell" not in shown
    assert run(["lineage", str(revised), "--all"]) == 0
    assert "added: “Two cranes fell" in capsys.readouterr().out


def test_programs_get_derivations_first_and_versions_only_when_asked_for(revised, capsys) -> None:
    texts = {path.name: path.read_text("utf-8") for path in revised.glob("*.txt")}
    run(["reports", str(revised), "--json"])
    files = {each["id"]: each["file"] for each in json_lines(capsys.readouterr().out)}
    run(["lineage", str(revised), "--json"])
    derivations = json_lines(capsys.readouterr().out)
    run(["lineage", str(revised), "--json", "--all"])
    every = json_lines(capsys.readouterr().out)
    assert every[: len(derivations)] == derivations
    (versions,) = (each for each in every if each["kind"] == "versions")
    assert [files[each] for each in versions["reports"]] == ["a.txt", "b.txt"]
    (revision,) = versions["revisions"]
    assert revision["silent"] is True
    assert [files[revision[side]] for side in ("earlier", "later")] == ["a.txt", "b.txt"]
    (figure,) = (each for each in revision["updates"] if each["edits"])
    assert [files[place["report"]] for place in figure["stale"]] == ["c.txt"]
    for place in (figure["original"], figure["renewed"], *figure["stale"]):
        assert texts[files[place["report"]]][place["start"] : place["end"]] == place["text"]
    assert "three" in figure["original"]["text"]
    assert "five" in figure["renewed"]["text"]


@pytest.mark.requirement("R10")
def test_a_text_that_two_papers_carry_is_shown_and_cited(tmp_path, capsys) -> None:
    rows = "file,outlet,published\na.txt,Lindow Post,2024-06-12\nb.txt,Tarvos Post,2024-06-12\n"
    texts = {"a.txt": paste(LINDOW), "b.txt": paste(TARVOS), "reports.csv": rows}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["lineage", str(tmp_path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Voices (2 at least, 3 at most)" in shown
    assert "1 and 2 carry a text that is not in the pile (0.70)" in shown
    assert "C – a source not seen a text that 1 and 2 carry amid their own .70" in shown
    assert "passages in common with 1 .99" in shown
    run(["reports", str(tmp_path), "--json"])
    files = {each["id"]: each["file"] for each in json_lines(capsys.readouterr().out)}
    run(["lineage", str(tmp_path), "--json", "--all"])
    (voice,) = (e for e in json_lines(capsys.readouterr().out) if e["kind"] == "unseen_voice")
    assert [files[each] for each in voice["carriers"]] == ["a.txt", "b.txt"]
    assert (voice["letter"], voice["members"], voice["root"]) == ("C", [], None)
    assert {files[place["report"]] for place in voice["passages"]} == {"a.txt", "b.txt"}
    for place in voice["passages"]:
        assert texts[files[place["report"]]][place["start"] : place["end"]] == place["text"]
    page = tmp_path / "page.html"
    assert run(["brief", str(tmp_path), "--html", str(page), "--force"]) == 0
    assert "not seen" in capsys.readouterr().out
    assert "carries its text" in page.read_text("utf-8")


def test_many_revisions_are_read_only_when_asked_for(revised, capsys, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.cli.answers.MOST_REVISIONS_UNASKED", 0)
    assert run(["lineage", str(revised)]) == 0
    out = capsys.readouterr().out
    assert "Versions: there are many revisions; what each says otherwise: --all" in out
    assert "revised silently" not in out
    assert run(["lineage", str(revised), "--all"]) == 0
    assert "revised silently" in capsys.readouterr().out


def test_two_versions_side_by_side_show_updates_and_no_alterations(revised, capsys) -> None:
    assert run(["lineage", str(revised), "--explain", "b", "a"]) == 0
    out = capsys.readouterr().out
    assert "number updated" in out
    assert "does not say that it was updated" in out
    assert "critical" not in out


def explain(where: Path, a: str, b: str, capsys: pytest.CaptureFixture[str]) -> dict:
    assert run(["lineage", str(where), "--explain", a, b, "--json"]) == 0
    (line,) = json_lines(capsys.readouterr().out)
    manual = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    (told,) = re.findall(r"`lineage --explain A B` prints.*?\n\n", manual, re.DOTALL)
    documented = set(re.findall(r"`(\w+)`", told))
    assert line.keys() <= documented
    assert line["relation"] in documented
    assert (line["measured"] or {}).keys() <= documented
    return line


def test_a_pair_is_explained_to_programs_in_one_line(pile, capsys) -> None:
    line = explain(pile, "newsfast.txt", "gazette", capsys)
    (derivation,) = line["derivations"]
    assert {derivation["child"], derivation["parent"]} == {line["a"], line["b"]}
    assert derivation["passages"]
    assert any(reason["weight"] > 0 for reason in derivation["reasons"])
    assert line["alterations"]
    assert (line["relation"], line["measured"]) == ("kin", None)


def test_a_pair_of_versions_is_explained_with_its_step(revised, capsys) -> None:
    revision = explain(revised, "a", "b", capsys)["revision"]
    line = explain(revised, "b", "a", capsys)
    assert line["revision"] == revision
    assert [revision["earlier"], revision["later"]] == [line["b"], line["a"]]
    assert line["alterations"] == []


def test_two_that_are_not_kin_are_told_what_was_measured(pile, capsys) -> None:
    line = explain(pile, "comment", "matin", capsys)
    assert (line["relation"], line["derivations"]) == ("independent", [])
    assert line["measured"]["probability"] < 0.3
    assert {reason["name"] for reason in line["measured"]["reasons"]} >= {"passages", "order"}
    assert run(["lineage", str(pile), "--explain", "comment", "matin"]) == 0
    out = capsys.readouterr().out
    assert "are independent: nothing was found that makes them kin" in out
    assert " against  no five words of their own stand in both" in out


def test_one_report_is_no_pair(pile, capsys) -> None:
    assert run(["lineage", str(pile), "--explain", "gazette", "gazette.txt"]) == 2
    assert "name one report; give two" in capsys.readouterr().err


def test_a_report_that_is_not_there_is_named(case, capsys) -> None:
    assert run(["lineage", "--case", str(case), "--explain", "r-9f", "gazette"]) == 2
    said = capsys.readouterr().err
    assert said == (
        f"firsthand: no report 'r-9f' in {case}; 'firsthand reports --case {case}' lists them\n"
    )


def test_citations_of_the_ledger_carry_their_words(pile, capsys) -> None:
    texts = {path.name: path.read_text("utf-8") for path in pile.glob("*.txt")}
    run(["reports", str(pile), "--json"])
    files = {each["id"]: each["file"] for each in json_lines(capsys.readouterr().out)}
    run(["ledger", str(pile), "--json"])
    entries = json_lines(capsys.readouterr().out)
    citations = [c for e in entries for r in e["readings"] for c in r["citations"]]
    assert citations
    for each in citations:
        assert texts[files[each["report"]]][each["start"] : each["end"]] == each["text"]


def test_standard_input_is_a_report(monkeypatch, capsys) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(GAZETTE.encode("utf-8")))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["reports", "-", "--json"]) == 0
    (report,) = json_lines(capsys.readouterr().out)
    assert report["n_characters"] == len(GAZETTE)


def test_adding_tells_what_is_new(pile, tmp_path, capsys) -> None:
    path = str(tmp_path / "x.case")
    assert run(["add", str(pile), "--case", path, "--json"]) == 0
    assert json_lines(capsys.readouterr().out) == [{"n_read": 5, "n_new": 5, "n_reports": 5}]
    assert run(["add", str(pile / "matin.txt"), "--case", path, "--json"]) == 0
    assert json_lines(capsys.readouterr().out) == [{"n_read": 1, "n_new": 0, "n_reports": 5}]


@pytest.mark.requirement("P1")
def test_work_redoes_nothing_twice_and_only_what_a_new_report_asks_for(
    pile, tmp_path, capsys
) -> None:
    path = str(tmp_path / "x.case")
    run(["add", str(pile), "--case", path])
    for fresh in (False, True):
        capsys.readouterr()
        run(["work", "--case", path, "--json"])
        runs = json_lines(capsys.readouterr().out)
        assert runs
        assert all((each["fresh"] == each["made"]) is fresh for each in runs)
    more = tmp_path / "more.txt"
    more.write_text(COMMENT.replace("dock", "harbour"), encoding="utf-8")
    run(["add", str(more), "--case", path])
    capsys.readouterr()
    run(["work", "--case", path, "--json"])
    runs = {each["stage"]: each for each in json_lines(capsys.readouterr().out)}
    assert (runs["mark_furniture"]["made"], runs["mark_furniture"]["fresh"]) == (6, 5)
    assert (runs["lineage"]["made"], runs["lineage"]["fresh"]) == (1, 0)


@pytest.mark.requirement("P6")
def test_an_export_is_whole_and_never_writes_over_a_file_unasked(case, tmp_path, capsys) -> None:
    out = tmp_path / "fire.json"
    command = ["export", "--case", str(case), "-o", str(out)]
    assert run(command) == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["format"] == "ledger-exchange"
    assert {each["file"] for each in written["reports"]} >= {"gazette.txt", "matin.txt"}
    out.write_text("mine", encoding="utf-8")
    assert run(command) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"firsthand: {out} is there already; --force writes over it"
    )
    assert out.read_text("utf-8") == "mine"
    assert run([*command, "--force"]) == 0
    assert json.loads(out.read_text("utf-8")) == written


def test_an_export_can_go_to_standard_output(case, capsys) -> None:
    assert run(["export", "--case", str(case), "--format", "jsonl", "-o", "-"]) == 0
    records = json_lines(capsys.readouterr().out)
    assert records[0]["record"] == "manifest"
    assert {"report", "voice", "entry"} <= {each["record"] for each in records}


def test_a_format_that_is_not_there_is_named(case, tmp_path, capsys) -> None:
    out = tmp_path / "x"
    assert run(["export", "--case", str(case), "--format", "pdf", "-o", str(out)]) == 2
    assert "no format 'pdf'; there are exchange, jsonl" in capsys.readouterr().err
    assert not out.exists()


def test_a_page_is_written_beside_the_brief(case, tmp_path, capsys) -> None:
    page = tmp_path / "fire.html"
    assert run(["brief", "--case", str(case), "--html", str(page)]) == 0
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    assert run(["brief", "--case", str(case), "--html", str(page)]) == 2
    assert "is there already; --force" in capsys.readouterr().err


def test_the_doctor_finds_this_installation_well(case, capsys) -> None:
    assert run(["doctor", "--case", str(case), "--json"]) == 0
    findings = {each["part"]: each for each in json_lines(capsys.readouterr().out)}
    assert findings["self-test"]["says"].startswith("3 reports")
    assert "5 reports" in findings["case"]["says"]
    assert run(["doctor"]) == 0
    assert "sqlite" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["brief"], ["add", "x"], ["work"], ["nonsense"], ["--nope"]])
def test_a_command_that_cannot_be_meant_ends_with_2(arguments, capsys) -> None:
    assert run(arguments) == 2
    assert "firsthand" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        *([verb, "--help"] for verb in (*VERBS, "add", "work", "read", "export", "doctor")),
    ],
)
def test_help_is_a_sentence_and_an_example_that_parses(arguments, capsys) -> None:
    assert run(arguments) == 0
    out = capsys.readouterr().out
    (example,) = re.findall(r"^  (firsthand .+)$", out, re.MULTILINE)
    assert example.split()[1] in (arguments[0], "brief")


def test_the_version_is_told(capsys) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"firsthand \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_report_keeps_its_number_where_only_some_are_listed(pile, capsys) -> None:
    assert run(["reports", str(pile)]) == 0
    every = capsys.readouterr().out.splitlines()
    assert run(["reports", str(pile), "--matching", "Maro"]) == 0
    some = [line for line in capsys.readouterr().out.splitlines() if line[:3].strip()]
    assert 0 < len(some) < len(every)
    assert set(some) <= set(every)


def test_an_explanation_shows_how_grave_a_change_is(tmp_path, capsys) -> None:
    parent = (
        "A fire broke out at the port of Velm on Sunday and was seen from the hills until late at "
        "night, when the last of its flames were put out by six boats of the port authority. "
        "It killed three dock workers, the mayor said. The north quay has been closed since then. "
        "The cause of the fire is not known, and nobody has been arrested so far, according to the "
        "police, who are asking whoever saw something on the quay on Sunday to come forward."
    )
    (tmp_path / "a.txt").write_text(parent, encoding="utf-8")
    (tmp_path / "b.txt").write_text(parent.replace("three dock", "five dock"), encoding="utf-8")
    assert run(["lineage", str(tmp_path), "--explain", "a", "b"]) == 0
    assert "critical" in capsys.readouterr().out


def test_the_page_names_the_command_that_writes_it_again(case, tmp_path, capsys) -> None:
    page = tmp_path / "the fire.html"
    assert run(["brief", "--case", str(case), "--html", str(page)]) == 0
    text = html.unescape(page.read_text("utf-8"))
    assert f"firsthand brief --case {case} --html '{page}'" in text


def test_a_page_in_the_folder_is_no_report(pile, tmp_path, capsys) -> None:
    folder = tmp_path / "fire"
    shutil.copytree(pile, folder)
    assert run(["brief", str(folder), "--html", str(folder / "fire.html")]) == 0
    capsys.readouterr()
    assert run(["reports", str(folder), "--json"]) == 0
    assert {each["file"] for each in json_lines(capsys.readouterr().out)} == {
        path.name for path in pile.glob("*.txt")
    }


def test_a_case_that_took_nothing_in_is_not_left_behind(tmp_path, capsys) -> None:
    empty, path = tmp_path / "empty", tmp_path / "x.case"
    empty.mkdir()
    assert run(["add", str(empty), "--case", str(path)]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["empty"]


def test_a_case_that_was_there_stays_where_nothing_is_taken_in(case, tmp_path, capsys) -> None:
    before = case.read_bytes()
    assert run(["add", str(tmp_path), "--case", str(case)]) == 2
    assert case.read_bytes() == before


def test_the_documented_keys_are_those_that_are_printed(case, capsys) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    for verb in VERBS:
        row = next(line for line in manual.splitlines() if line.startswith(f"| `{verb}` |"))
        keys = set(re.findall(r"`(\w+)`", row.split("|")[3]))
        assert run([verb, "--case", str(case), "--json"]) == 0
        for printed in json_lines(capsys.readouterr().out):
            assert printed.keys() == keys, verb


def test_a_brief_for_programs_names_the_voices_and_the_reports_apart(case, capsys) -> None:
    assert run(["reports", "--case", str(case), "--json"]) == 0
    ids = {each["id"] for each in json_lines(capsys.readouterr().out)}
    assert run(["brief", "--case", str(case), "--json"]) == 0
    (brief,) = json_lines(capsys.readouterr().out)
    assert brief["voices"]
    for voice in brief["voices"]:
        assert set(voice["members"]) <= ids
    for story in brief["apart"]:
        assert set(story["reports"]) <= ids


def test_the_doctor_says_what_hinders_the_language_model(monkeypatch, capsys) -> None:
    def no_room(_text: str) -> list[tuple[str, float]]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("py3langid.rank", no_room)
    assert run(["doctor", "--json"]) == 1
    findings = {each["part"]: each for each in json_lines(capsys.readouterr().out)}
    assert not findings["language"]["well"]
    assert "set TMPDIR" in findings["language"]["says"]
