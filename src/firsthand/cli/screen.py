"""What a person sees in a terminal: one function for each thing that is shown.

Every function takes `console_width` (None: as wide as the terminal; 100 in a pipe) and `plain`
(words instead of symbols), prints on standard output and returns nothing. Tree lines are drawn
on a terminal of 60 columns or more alone.
"""

from firsthand.cli.screen_brief import show_brief
from firsthand.cli.screen_lineage import show_explanation, show_lineage
from firsthand.cli.screen_parsed import show_parsed
from firsthand.cli.screen_tables import show_ledger, show_quotes, show_reports, show_timeline

__all__ = [
    "show_brief",
    "show_explanation",
    "show_ledger",
    "show_lineage",
    "show_parsed",
    "show_quotes",
    "show_reports",
    "show_timeline",
]
