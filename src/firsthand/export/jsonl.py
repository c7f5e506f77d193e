"""JSON Lines: every record of a pile, one a line, its kind in `record`."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.export.plain import to_json, to_plain
from firsthand.records import Pile

FORMAT = "firsthand-records"
VERSION = 1


def render(pile: Pile) -> tuple[bytes, int]:
    """Write all records of a pile; the first line says what the file is."""
    head = to_json({"record": "manifest", "format": FORMAT, "version": VERSION})
    lines = [head, *(_line(name, record) for name, record in _records(pile))]
    return ("\n".join(lines) + "\n").encode("utf-8"), len(lines) - 1


def _line(name: str, record: object) -> str:
    plain = to_plain(record)
    fields = plain if isinstance(plain, dict) else {"text": plain}
    return to_json({"record": name, **fields})


def _records(pile: Pile) -> Iterator[tuple[str, object]]:
    ledger, lineage = pile.ledger, pile.lineage
    for name, records in (
        ("report", pile.reports),
        ("furniture", pile.furniture),
        ("derivation", lineage.derivations),
        ("pair_finding", lineage.findings),
        ("voice", lineage.voices),
        ("passage", lineage.passages),
        ("independence", (lineage.independence,)),
        ("anchor", pile.anchors),
        ("story", pile.stories),
        ("claim", pile.claims),
        ("entry", ledger.entries),
        ("quote", ledger.quotes),
        ("alteration", ledger.alterations),
        ("moment", ledger.timeline),
        ("failure", pile.failures),
        ("not_measured", pile.not_measured),
    ):
        for record in records:
            yield name, record
