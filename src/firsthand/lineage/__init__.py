"""Who copied, revised, excerpted, reworded or translated whom; and how many voices that leaves."""

from firsthand.lineage.candidates import propose_pairs
from firsthand.lineage.compare import ComparePair
from firsthand.lineage.fingerprint import FingerprintReport
from firsthand.lineage.masking import mask
from firsthand.lineage.tracing import trace
from firsthand.lineage.voices import settle

__all__ = ["ComparePair", "FingerprintReport", "mask", "propose_pairs", "settle", "trace"]
