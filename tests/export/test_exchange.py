"""The ledger exchange: every record in the names that other programs know."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firsthand.export import FORMATS, shown_ids, to_json
from firsthand.records import Estimate, ReportId
from harbour_fire import LEDGER, LINEAGE, PILE, REPORTS


def exchange(pile=PILE) -> dict:
    body, n_entries = FORMATS["exchange"](pile)
    written = json.loads(body)
    assert n_entries == len(written["entries"])
    return written


def spans(part: object) -> list[tuple[str, int, int]]:
    if isinstance(part, list):
        return [span for each in part for span in spans(each)]
    if not isinstance(part, dict):
        return []
    here = [(part["report"], part["start"], part["end"])] if "report" in part else []
    return here + [span for each in part.values() for span in spans(each)]


def test_every_span_lies_in_its_report() -> None:
    written = exchange()
    sizes = {str(report.id): len(report.text) for report in REPORTS}
    found = spans(written)
    assert found
    assert all(0 <= start < end <= sizes[report] for report, start, end in found)
    for each in written["derivations"]:
        for evidence in each["evidence"]:
            assert evidence["child"]["end"] <= sizes[each["child"]]
            assert evidence["parent"]["end"] <= sizes[each["parent"]]


@pytest.mark.requirement("P6")
def test_nothing_is_left_out() -> None:
    written = exchange()
    assert len(written["reports"]) == len(PILE.reports)
    assert len(written["derivations"]) == len(LINEAGE.derivations)
    assert len(written["entries"]) == len(LEDGER.entries)
    assert len(written["quotes"]) == len(LEDGER.quotes)
    assert len(written["timeline"]) == len(LEDGER.timeline)
    assert len(written["boilerplate"]) == len(PILE.furniture)
    assert len(written["alterations"]) == len(LEDGER.alterations)


def test_every_report_that_is_seen_stands_in_one_voice() -> None:
    members = [member for voice in exchange()["voices"] for member in voice["reports"]]
    assert sorted(members) == sorted(str(report.id) for report in REPORTS)


@pytest.mark.parametrize(
    ("kind", "degraded", "same", "name"),
    [
        ("copy", False, True, "exact_copy"),
        ("copy", False, False, "near_copy"),
        ("copy", True, False, "degraded_copy"),
        ("translation", True, False, "machine_translation"),
        ("revision", True, False, "revision"),
        ("excerpt", False, False, "excerpt"),
        ("rewrite", False, False, "rewrite"),
    ],
)
def test_kinds_have_their_names_in_the_exchange(kind, degraded, same, name) -> None:
    derivation = replace(LINEAGE.derivations[0], kind=kind, degraded=degraded)
    texts = {each.id: each.text for each in REPORTS}
    if same:
        texts[derivation.child] = texts[derivation.parent].replace("\n", " \n ")
    pile = replace(
        PILE,
        reports=tuple(replace(each, text=texts[each.id]) for each in REPORTS),
        lineage=replace(LINEAGE, derivations=(derivation,)),
    )
    assert exchange(pile)["derivations"][0]["kind"] == name


def test_whole_numbers_have_no_point() -> None:
    entry = replace(
        LEDGER.entries[0],
        estimates=(Estimate(slot="killed", unit="person", low=3.0, best=3, high=4.5),),
    )
    pile = replace(PILE, ledger=replace(LEDGER, entries=(entry,)))
    assert exchange(pile)["entries"][0]["estimates"] == {
        "killed": {"low": 3, "best": 3, "high": 4.5}
    }
    assert b'"low":3,' in FORMATS["exchange"](pile)[0]
    assert to_json([1.0, 0.5, True, None]) == "[1,0.5,true,null]"


@pytest.mark.requirement("R12", "P6")
def test_the_same_pile_gives_the_same_bytes() -> None:
    for write in FORMATS.values():
        assert write(PILE) == write(PILE)


def test_json_lines_hold_every_record_under_its_kind() -> None:
    body, n_records = FORMATS["jsonl"](PILE)
    records = [json.loads(line) for line in body.splitlines()]
    assert len(records) == n_records + 1
    assert records[0] == {"record": "manifest", "format": "firsthand-records", "version": 1}
    kinds = [each["record"] for each in records]
    assert kinds.count("report") == len(REPORTS)
    assert kinds.count("entry") == len(LEDGER.entries)
    texts = [each["text"] for each in records if each["record"] == "report"]
    assert texts == [report.text for report in REPORTS]


def test_reports_are_called_by_what_they_brought_unless_two_brought_the_same() -> None:
    one, two, three = (
        replace(report, given_id=given)
        for report, given in zip(REPORTS, ("x", "x", "y"), strict=False)
    )
    assert shown_ids([one, two, three]) == {
        ReportId(one.id): one.id,
        ReportId(two.id): two.id,
        ReportId(three.id): "y",
    }
