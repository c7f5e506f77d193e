"""The whole room in one call, for one process."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lineage.candidates import propose_pairs
from firsthand.lineage.compare import ComparePair
from firsthand.lineage.fingerprint import FingerprintReport
from firsthand.lineage.masking import mask
from firsthand.lineage.voices import settle
from firsthand.records import Lineage, Marked


def trace(marked: Sequence[Marked]) -> Lineage:
    """Work out the lineage of a pile; a report given twice counts once."""
    fingerprint = FingerprintReport()
    unique = {item.report.id: item for item in marked}
    fingerprints = mask([fingerprint.apply(unique[key]) for key in sorted(unique)])
    by_id = {item.report_id: item for item in fingerprints}
    compare = ComparePair()
    compared = [compare.apply(by_id[a], by_id[b]) for a, b in propose_pairs(fingerprints)]
    return settle(fingerprints, [kinship for kinship in compared if kinship is not None])
