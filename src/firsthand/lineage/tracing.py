"""The whole room in one call, for one process."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lineage.candidates import propose_pairs
from firsthand.lineage.compare import ComparePair
from firsthand.lineage.fingerprint import FingerprintReport
from firsthand.lineage.look import choose_pairs
from firsthand.lineage.masking import know, mask
from firsthand.lineage.skim import days_of, skim
from firsthand.lineage.voices import settle
from firsthand.records import Lineage, Marked


def trace(marked: Sequence[Marked]) -> Lineage:
    """Work out the lineage of a pile; a report given twice counts once."""
    unique = {item.report.id: item for item in marked}
    ordered = [unique[key].report for key in sorted(unique)]
    skimmed = skim((report.text for report in ordered), days_of(ordered))
    known = know(skimmed)
    fingerprint, compare = FingerprintReport(), ComparePair()
    prints = mask([fingerprint.apply(unique[report.id]) for report in ordered], known)
    pairs = choose_pairs(skimmed, known, propose_pairs(skimmed, known, quotations=True))
    compared = [compare.apply(prints[a], prints[b]) for a, b in pairs]
    return settle(prints, [kinship for kinship in compared if kinship is not None])
