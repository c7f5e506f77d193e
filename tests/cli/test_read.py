"""`firsthand read`: what the reader sees, for programs and for people; a stub stands for the net."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from firsthand.cli.run import run
from firsthand.cli.screen_parsed import show_parsed
from firsthand.models import open_reader
from firsthand.records import Argument, Parsed, Predicate, Report, ReportId, Retrieval, Sentence
from net_stub import StubNet, write_weights

TEXT = "The mayor said\n\nthe port burned in Velm on Monday."
STRIPPED = "the mayor said the port burned in velm on monday"


@pytest.fixture(autouse=True)
def _no_case(monkeypatch) -> None:
    monkeypatch.delenv("FIRSTHAND_CASE", raising=False)


@pytest.fixture
def weights(tmp_path, monkeypatch) -> list[str]:
    monkeypatch.setattr("firsthand.models.reader.Net", StubNet)
    return ["--weights", str(write_weights(tmp_path / "weights"))]


@pytest.fixture
def pile(tmp_path):
    folder = tmp_path / "fire"
    folder.mkdir()
    (folder / "gazette.txt").write_text(TEXT, encoding="utf-8")
    rows = [{"id": "one", "text": f"  {TEXT}"}, {"id": "two", "text": "“Fire” — two died .\n"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    return folder


def read_lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.requirement("P9")
def test_a_sentence_is_a_line_in_the_format_of_the_scorer(pile, weights, capsys) -> None:
    assert run(["read", str(pile / "gazette.txt"), "--json", *weights]) == 0
    first, second = read_lines(capsys)
    assert list(first) == [
        "report_id",
        "start",
        "end",
        "words",
        "names",
        "predicates",
        "attributions",
    ]
    assert TEXT[second["start"] : second["end"]] == "the port burned in Velm on Monday."
    assert second["words"][0] == {
        "start": 16,
        "end": 19,
        "upos": "NOUN",
        "head": 0,
        "relation": "root",
        "case": None,
        "mark": None,
    }
    assert second["names"] == [
        {"start": 35, "end": 39, "kind": "place"},
        {"start": 43, "end": 49, "kind": "date"},
    ]
    (predicate,) = second["predicates"]
    assert TEXT[predicate["start"] : predicate["end"]] == "burned"
    assert predicate["arguments"] == [{"start": 20, "end": 24, "role": "ARG0", "word": 2}]
    assert first["attributions"] == [{"source": [4, 9], "cue": [10, 14], "content": []}]
    assert second["attributions"] == [{"source": None, "cue": None, "content": [[25, 31]]}]


def test_rows_keep_their_ids_and_offsets_lead_into_their_text_as_it_is(
    pile, weights, capsys
) -> None:
    assert run(["read", str(pile / "rows.jsonl"), "--json", *weights]) == 0
    rows = [json.loads(row) for row in (pile / "rows.jsonl").read_text("utf-8").splitlines()]
    texts = {row["id"]: row["text"] for row in rows}
    lines = read_lines(capsys)
    assert [line["report_id"] for line in lines] == ["one", "one", "two", "two"]
    for line in lines:
        text = texts[line["report_id"]]
        words = [text[word["start"] : word["end"]] for word in line["words"]]
        assert "".join(words) == "".join(text[line["start"] : line["end"]].split())
        assert all(1 <= len(line["words"]) >= word["head"] for word in line["words"])


def test_reports_of_a_case_are_read_as_those_of_a_path(pile, weights, tmp_path, capsys) -> None:
    case = str(tmp_path / "fire.case")
    assert run(["add", str(pile), "--case", case]) == 0
    capsys.readouterr()
    assert run(["read", "--case", case, "--json", *weights]) == 0
    from_case = capsys.readouterr().out
    assert run(["read", str(pile), "--json", *weights]) == 0
    assert capsys.readouterr().out == from_case


def test_people_see_sentences_names_deeds_and_who_says_so(pile, weights, capsys) -> None:
    assert run(["read", str(pile / "gazette.txt"), *weights]) == 0
    assert capsys.readouterr().out == (
        "1 gazette.txt: 2 sentences, 11 words, read by stub@7\n"
        "\n"
        " [0-14] The mayor said\n"
        "   said       who: mayor\n"
        "   says       mayor (said)\n"
        "\n"
        " [16-50] the port burned in Velm on Monday.\n"
        "   names      Velm (place), Monday (date)\n"
        "   burned     who: port\n"
        "   goes on    burned\n"
        "\n"
    )


def test_people_see_what_a_stripped_text_had(tmp_path, weights, capsys) -> None:
    path = tmp_path / "stripped.txt"
    path.write_text(STRIPPED, encoding="utf-8")
    assert run(["read", str(path), *weights]) == 0
    out = capsys.readouterr().out
    assert "   restored   The mayor said.\n" in out
    assert "   restored   The port burned in Velm on Monday\n" in out


def test_a_narrow_terminal_sets_labels_above(pile, weights, capsys, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.cli.sheet.PIPE_WIDTH", 40)
    assert run(["read", str(pile / "gazette.txt"), *weights]) == 0
    out = capsys.readouterr().out
    assert "   names\n     Velm (place), Monday (date)\n" in out
    assert max(map(len, out.splitlines())) <= 40


def test_control_characters_of_a_report_do_nothing(tmp_path, weights, capsys) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("the port \x1b[2J burned in velm", encoding="utf-8")
    assert run(["read", str(path), *weights]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_report_in_another_language_is_read_and_named(tmp_path, weights, capsys) -> None:
    path = tmp_path / "feu.txt"
    sentence = "Un incendie a détruit deux entrepôts dans le port de la ville, a dit le maire. "
    path.write_text(sentence * 4, "utf-8")
    assert run(["read", str(path), "--json", *weights]) == 0
    captured = capsys.readouterr()
    assert captured.out
    assert captured.err == "firsthand: the reader knows English; not in English: feu.txt (fr)\n"


@pytest.mark.requirement("P7")
def test_a_bad_item_costs_itself_alone(pile, weights, capsys) -> None:
    (pile / "empty.txt").touch()
    assert run(["read", str(pile), "--json", *weights]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 6
    assert captured.err.startswith(f"firsthand: {pile / 'empty.txt'}: no text (0 bytes); 3 other")


def test_what_the_reader_cannot_read_is_a_failure(pile, weights, monkeypatch, capsys) -> None:
    def stumble(self: StubNet, tokens: object, **_: int) -> None:
        raise RuntimeError("the net stumbled")

    monkeypatch.setattr(StubNet, "judge", stumble)
    assert run(["read", str(pile / "gazette.txt"), "--json", *weights]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "gazette.txt: RuntimeError: the net stumbled" in captured.err


@pytest.mark.requirement("P9")
def test_missing_weights_are_one_line_and_an_error_of_ours(pile, tmp_path, capsys) -> None:
    nowhere = tmp_path / "nowhere"
    assert run(["read", str(pile), "--weights", str(nowhere)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"firsthand: {nowhere / 'manifest.json'}: not there")
    assert captured.err.count("\n") == 1


def test_standard_input_is_read(weights, monkeypatch, capsys) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["read", "-", "--json", *weights]) == 0
    assert len(read_lines(capsys)) == 2


@pytest.mark.requirement("P9")
def test_the_doctor_shows_the_reader_and_judges_what_it_reads(weights, monkeypatch, capsys) -> None:
    stub = open_reader(Path(weights[1]))
    monkeypatch.setattr("firsthand.models.open_reader", lambda: stub)
    assert run(["doctor", "--json"]) == 1
    found = {each["part"]: each for each in read_lines(capsys)}["reader"]
    assert found["says"].startswith(
        f"stub@7, sha256 {stub.weights.digest[:12]}; labels.json 0.0 MB,"
    )
    assert " words a second, one thread" in found["says"]
    # The stub takes every "two" for the beginning of a sentence.
    assert not found["well"]
    assert found["says"].endswith(
        " sentences where there are 84: these weights read wrongly on this machine"
    )


@pytest.mark.requirement("P9")
def test_the_doctor_says_what_the_reader_lacks(tmp_path, monkeypatch, capsys) -> None:
    from firsthand.models import reader

    monkeypatch.setattr(
        "firsthand.models.open_reader", lambda: reader.open_reader(tmp_path / "gone")
    )
    assert run(["doctor", "--json"]) == 1
    found = {each["part"]: each for each in read_lines(capsys)}["reader"]
    assert not found["well"]
    assert "manifest.json: not there" in found["says"]
    assert "pip install --force-reinstall firsthand" in found["says"]


def test_people_see_no_word_that_only_refers_and_every_role_in_words(capsys) -> None:
    text = "The dam that broke was taken to court."
    report = Report(id=ReportId("r"), text=text, retrieval=Retrieval(sha256=""))

    def argument(role: str, words: str) -> Argument:
        start = text.index(words)
        return Argument(role=role, span=report.span(start, start + len(words)))

    arguments = (argument("ARG1", "The dam"), argument("R-ARG1", "that"))
    taken = (argument("C-ARG1", "The dam"), argument("ARG2", "to court"))
    sentence = Sentence(
        span=report.span(0, len(text)),
        words=(),
        predicates=(
            Predicate(span=argument("", "broke").span, arguments=arguments),
            Predicate(span=argument("", "taken").span, arguments=taken),
        ),
    )
    parsed = Parsed(report_id=report.id, reader="stub@1", sentences=(sentence,))
    show_parsed(parsed, report, number=1, console_width=100, plain=True)
    shown = capsys.readouterr().out
    assert "broke      whom or what: The dam\n" in shown
    assert "taken      whom or what: The dam; besides: to court" in shown
