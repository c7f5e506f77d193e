"""The command line: parse, ask the Case, show."""

from __future__ import annotations

import gc
import sys

# Records make no cycles, and the collector's walks over them were four fifths of reading back a
# case of 400 reports (.52 s of .63 s, ledger alone). Counted in objects made since the last walk.
OBJECTS_BETWEEN_WALKS = 200_000


def main() -> None:
    """Run `firsthand` with the arguments of this process."""
    from firsthand.cli.run import run

    gc.set_threshold(OBJECTS_BETWEEN_WALKS, 20, 20)
    sys.exit(run(sys.argv[1:]))
