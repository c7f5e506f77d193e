"""What a reader is: whoever can take a report apart into sentences may stand in for ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from firsthand.records import Parsed, Report, Sentence


class Reader(Protocol):
    """Takes reports apart: sentences, words, names, who did what to whom, who says what.

    The same report gives the same sentences, whatever was read before it.
    """

    @property
    def name(self) -> str:
        """Return what people call the reader."""
        ...

    @property
    def version(self) -> str:
        """Return what changes with everything that changes what it sees."""
        ...

    def read(self, report: Report) -> Iterable[Sentence]:
        """Yield the sentences of a report in their order; spans are places in `report.text`.

        Raises:
            ItemError: it cannot be read; the others can.
        """
        ...


def stamp_of(reader: Reader) -> str:
    """Return what records carry of the reader that made them: name@version."""
    return f"{reader.name}@{reader.version}"


def parse(reader: Reader, report: Report) -> Parsed:
    """Return all sentences of a report at once.

    Raises:
        ItemError: the reader cannot read it.
    """
    return Parsed(
        report_id=report.id, reader=stamp_of(reader), sentences=tuple(reader.read(report))
    )
