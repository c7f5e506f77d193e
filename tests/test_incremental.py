"""A case that grows: what is worked out anew, and that it is what a fresh run gives."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace

from firsthand.case import Case
from hundred_reports import make_pile


def write_lines(path, reports):
    lines = [
        {"id": r.id, "text": r.text, "outlet": r.outlet, "published": r.published_on.isoformat()}
        for r in reports
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def invent_pile(n_reports):
    """Return reports in words of their own, every second one a copy of the one before it."""
    pile = make_pile(n_reports=n_reports)
    syllables = "ka lo mi ter ban dus rep hol vin ost gar pel nim sot ruk fen".split()
    out = []
    for n, report in enumerate(pile):
        own = syllables[n // 2 // 16] + syllables[n // 2 % 16]
        words = [own + syllables[k % 16] + syllables[k // 16] for k in range(60)]
        out.append(replace(report, text=" ".join(words).capitalize() + "."))
    return out


def compared(case):
    runs = [run for run in case.runs if run.stage == "compare"]
    return sum(run.taken for run in runs), sum(run.fresh for run in runs)


def test_a_new_report_is_placed_without_redoing_the_pile(tmp_path):
    pile = invent_pile(82)
    most, all_of_it = write_lines(tmp_path / "a.jsonl", pile[:-1]), tmp_path / "b.jsonl"
    with Case.open(tmp_path / "grows.case") as case:
        case.add([most])
        case.lineage()
        taken, fresh = compared(case)
        assert taken > 20
        assert fresh == 0
    with Case.open(tmp_path / "grows.case") as case:
        case.add([write_lines(all_of_it, pile)])
        grown = case.lineage()
        taken, fresh = compared(case)
        assert taken > fresh > 0.8 * taken
    with Case.open() as case:
        case.add([str(all_of_it)])
        assert case.lineage() == grown


def test_a_killed_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    from firsthand.lineage import ComparePair
    from firsthand.pipeline import run

    places = [write_lines(tmp_path / "a.jsonl", make_pile(n_reports=70))]
    monkeypatch.setattr(run, "PAIRS_PER_BATCH", 10)
    compare, calls = ComparePair.apply, []

    def die_late(self, a, b):
        calls.append((a.report_id, b.report_id))
        if len(calls) == 35:
            raise KeyboardInterrupt
        return compare(self, a, b)

    monkeypatch.setattr(ComparePair, "apply", die_late)
    with Case.open(tmp_path / "stops.case") as case:
        case.add(places)
        with contextlib.suppress(KeyboardInterrupt):
            case.lineage()
    with Case.open(tmp_path / "stops.case") as case:
        found = case.lineage()
        assert compared(case)[1] == 30
    with Case.open() as case:
        case.add(places)
        assert case.lineage() == found


def test_derivations_alone_are_those_of_the_whole_lineage(tmp_path):
    places = [write_lines(tmp_path / "a.jsonl", make_pile(n_reports=90))]
    with Case.open() as case:
        case.add(places, for_kin=True)
        alone = case.derivations()
    with Case.open() as case:
        case.add(places)
        assert case.lineage().derivations == alone
        assert alone
