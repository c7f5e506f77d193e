"""firsthand: what happened, who says so, and who merely repeats it.

import firsthand

with firsthand.open("fire.case") as case:
    case.add(["fire/"])
    for entry in case.ledger().entries:
        print(entry.status, entry.question)
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from firsthand.errors import (
    CaseError,
    EngineError,
    FirsthandError,
    InputError,
    ItemError,
    ModelError,
    NoReports,
    NotFound,
    StorageError,
)

if TYPE_CHECKING:
    from firsthand.case import Case, ReaderChoice
    from firsthand.records import Brief, Lineage

__version__ = "0.1.0"

__all__ = [
    "Case",
    "CaseError",
    "EngineError",
    "FirsthandError",
    "InputError",
    "ItemError",
    "ModelError",
    "NoReports",
    "NotFound",
    "StorageError",
    "__version__",
    "brief",
    "open",
    "records",
    "trace",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def open(  # noqa: A001
    path: str | Path | None = None, *, create: bool = True, reader: ReaderChoice | None = None
) -> Case:
    """Open a case file, or make one; without a path the case lives in memory.

    Args:
        path: the case file.
        create: whether to make a file that is not there.
        reader: what claims are read with: "own", "rules" (alone), or a reader of one's own.

    Raises:
        CaseError: the file is no case, or was written by a newer firsthand.
        StorageError: the file cannot be opened or is locked.
    """
    from firsthand.case import Case

    return Case.open(path, create=create, reader=reader)


def brief(*paths: str | Path) -> Brief:
    """Return the brief of a pile: what happened, who says so, how independently.

    Raises:
        NoReports: nothing in these places could be read as a report.
        ModelError: the weights of the reader are missing or damaged; `open` takes another one.
    """
    with open() as case:
        case.add(paths)
        return case.brief()


def trace(*paths: str | Path) -> Lineage:
    """Return the lineage of a pile: who was made from whom, and the voices.

    Raises:
        NoReports: nothing in these places could be read as a report.
    """
    with open() as case:
        case.add(paths)
        return case.lineage()


def __getattr__(name: str) -> Any:
    """Load what takes time to import when it is first asked for."""
    if name == "Case":
        return import_module("firsthand.case").Case
    if name == "records":
        return import_module("firsthand.records")
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")


class _Surface(ModuleType):
    """Keeps `firsthand.brief` the function when the room of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "brief" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Surface
