"""Stages that tests run on every engine: workers import them from here."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from firsthand.engine import Item
from firsthand.errors import ItemError
from firsthand.stage import GroupStage, MapStage, PairStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Halve(MapStage[int, int]):
    name: ClassVar[str] = "halve"
    version: ClassVar[int] = 1

    def apply(self, record: int) -> int:
        if record == 7:
            raise ItemError("seven cannot be halved")
        if record == 13:
            raise ZeroDivisionError("a fault\nof the stage")
        return record // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet(PairStage[int, int]):
    name: ClassVar[str] = "meet"
    version: ClassVar[int] = 1

    def apply(self, a: int, b: int) -> int | None:
        if a == b:
            raise ItemError("the same")
        return a + b if a < b else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(GroupStage[int, int]):
    name: ClassVar[str] = "sum"
    version: ClassVar[int] = 1

    def apply(self, key: str, records: Sequence[int]) -> int:
        if key == "bad":
            raise ItemError("bad group")
        return sum((n + 1) * record for n, record in enumerate(records))  # the order counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts(MapStage[int, int]):
    """Tells in which process it ran."""

    name: ClassVar[str] = "whereabouts"
    version: ClassVar[int] = 1

    def apply(self, record: int) -> int:
        return os.getpid()


@dataclass(frozen=True, slots=True, kw_only=True)
class Die(MapStage[int, int]):
    """Kills the process that it runs in at one record, as a system short of memory does."""

    name: ClassVar[str] = "die"
    version: ClassVar[int] = 1
    at: int = 7

    def apply(self, record: int) -> int:
        if record == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return record


def items(*numbers: int) -> list[Item[int]]:
    return [Item(name=f"n{number}", record=number) for number in numbers]
