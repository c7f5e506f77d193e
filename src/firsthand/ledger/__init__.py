"""One entry a question over all reports: readings, status, estimates, alterations."""

from firsthand.ledger.alterations import find_alterations, is_version
from firsthand.ledger.build import Contents, build_entries
from firsthand.ledger.quotes import link_quotes
from firsthand.ledger.versions import find_revised, find_versions

__all__ = [
    "Contents",
    "build_entries",
    "find_alterations",
    "find_revised",
    "find_versions",
    "is_version",
    "link_quotes",
]
