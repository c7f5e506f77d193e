"""The command line: parse, ask the Case, show."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `firsthand` with the arguments of this process."""
    from firsthand.cli.run import run

    sys.exit(run(sys.argv[1:]))
