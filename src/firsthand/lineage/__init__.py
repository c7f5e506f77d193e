"""Who copied, revised, excerpted, reworded or translated whom; and how many voices that leaves."""

from firsthand.lineage.candidates import propose_pairs
from firsthand.lineage.compare import ComparePair
from firsthand.lineage.families import choose_derivations
from firsthand.lineage.fingerprint import FingerprintReport, outline
from firsthand.lineage.look import choose_pairs
from firsthand.lineage.masking import know, mask
from firsthand.lineage.skim import days_of, skim
from firsthand.lineage.tracing import trace
from firsthand.lineage.voices import settle

__all__ = [
    "ComparePair",
    "FingerprintReport",
    "choose_derivations",
    "choose_pairs",
    "days_of",
    "know",
    "mask",
    "outline",
    "propose_pairs",
    "settle",
    "skim",
    "trace",
]
