"""One entry a question over all reports: readings, status, estimates, alterations."""

from firsthand.ledger.alterations import find_alterations
from firsthand.ledger.build import Contents, build_entries
from firsthand.ledger.quotes import link_quotes

__all__ = ["Contents", "build_entries", "find_alterations", "link_quotes"]
