"""The choice of a reader: ours, rules alone, or one of a user's own."""

from __future__ import annotations

import json

import pytest

from firsthand.case import Case
from firsthand.cli.run import run
from firsthand.errors import ModelError
from parsed_stub import HandReader, Seen

TEXT = "Investigators suspect that the rudder of the ferry failed. The ferry sank near the pier."
OTHER = "Two people died when the ferry sank near the pier, and divers brought up the wreck."
FRENCH = "Deux personnes sont mortes quand le bac a sombré près de la jetée vendredi soir."
SEEN = {
    TEXT: [
        Seen(
            "Investigators suspect that the rudder of the ferry failed.",
            said=[("Investigators", "suspect", "that the rudder of the ferry failed")],
        ),
        Seen("The ferry sank near the pier."),
    ],
    OTHER: [Seen(OTHER)],
}


@pytest.fixture
def pile(tmp_path):
    rows = [
        {"id": "one", "text": TEXT, "language": "en"},
        {"id": "two", "text": OTHER, "language": "en"},
        {"id": "trois", "text": FRENCH, "language": "fr"},
    ]
    path = tmp_path / "ferry.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def name_origins(case: Case) -> set[str]:
    return {
        origin.name
        for entry in case.ledger().entries
        for reading in entry.readings
        for origin in reading.origins
    }


@pytest.mark.requirement("P10")
def test_a_reader_of_ones_own_is_asked_for_english_alone(pile):
    reader = HandReader(SEEN)
    with Case.open(reader=reader) as case:
        case.add([pile])
        assert name_origins(case) == {"Investigators"}
        assert not case.failures
    assert sorted(reader.read_texts) == sorted(SEEN)


def test_rules_alone_need_no_reader(pile, monkeypatch):
    monkeypatch.setattr("firsthand.models.open_reader", None)
    with Case.open(reader="rules") as case:
        case.add([pile])
        assert name_origins(case) == set()


def test_what_a_reader_saw_is_kept_in_the_case(pile, tmp_path):
    for n_asked in (2, 0):
        reader = HandReader(SEEN)
        with Case.open(tmp_path / "ferry.case", reader=reader) as case:
            case.add([pile])
            assert name_origins(case) == {"Investigators"}
        assert len(reader.read_texts) == n_asked
    with Case.open(tmp_path / "ferry.case", reader="rules") as case:
        assert name_origins(case) == set()


def test_another_reader_reads_anew(pile, tmp_path):
    with Case.open(tmp_path / "ferry.case", reader=HandReader(SEEN)) as case:
        case.add([pile])
        case.work()
    renewed = HandReader(SEEN)
    renewed.version = "2"
    with Case.open(tmp_path / "ferry.case", reader=renewed) as case:
        case.work()
    assert len(renewed.read_texts) == 2


@pytest.mark.requirement("P7")
def test_a_report_that_cannot_be_read_is_left_to_the_rules_and_told(pile):
    with Case.open(reader=HandReader({TEXT: SEEN[TEXT]})) as case:
        case.add([pile])
        assert name_origins(case) == {"Investigators"}
        (failure,) = case.failures
        assert failure.stage == "parse"
        assert any(e.kind == "count" for e in case.ledger().entries)


@pytest.mark.requirement("P9")
def test_missing_weights_are_told_with_the_way_without_them(pile, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("firsthand.models.reader.open_reader.__defaults__", (tmp_path / "none",))
    monkeypatch.delenv("FIRSTHAND_READER", raising=False)
    with Case.open(reader="own") as case:
        case.add([pile])
        with pytest.raises(ModelError, match="'--reader rules' goes without"):
            case.brief()
        assert case.lineage().voices  # kinship asks no reader
    assert run(["brief", str(pile), "--reader", "own"]) == 1
    assert "'--reader rules' goes without" in capsys.readouterr().err
    assert run(["brief", str(pile), "--reader", "rules"]) == 0
    assert run(["lineage", str(pile)]) == 0


def test_the_environment_may_choose(pile, monkeypatch, capsys):
    monkeypatch.setattr("firsthand.models.open_reader", None)
    monkeypatch.setenv("FIRSTHAND_READER", "rules")
    assert run(["ledger", str(pile)]) == 0
    monkeypatch.setenv("FIRSTHAND_READER", "nobody")
    assert run(["ledger", str(pile)]) == 2
    assert "nobody" in capsys.readouterr().err
