"""What a stage is.

A stage is a frozen dataclass whose fields are its parameters. It holds no state and reads no
clock, file or environment, so that same input, same version give the same output on any engine.
Raise `version` in the commit that changes a stage's output: rows with an older stamp are redone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(ABC):
    """A named, versioned step of the plan."""

    name: ClassVar[str]
    version: ClassVar[int]

    @property
    def stamp(self) -> str:
        """Return what the rows of this stage carry: name@version."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStage(Stage, Generic[In, Out]):
    """One record in, one record out."""

    @abstractmethod
    def apply(self, record: In) -> Out:
        """Work out one record.

        Raises:
            ItemError: the record cannot be taken; it becomes a failure.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class PairStage(Stage, Generic[In, Out]):
    """Two records in, one record or nothing out."""

    @abstractmethod
    def apply(self, a: In, b: In) -> Out | None:
        """Work out what holds between two records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStage(Stage, Generic[In, Out]):
    """All records that share a key in, one record out."""

    @abstractmethod
    def apply(self, key: str, records: Sequence[In]) -> Out:
        """Work out what holds for the group."""
