"""Records as bytes on their way to another machine: MessagePack, every field checked on arrival.

Daft guesses the types of Python objects in a column, and makes structs of tuples. Bytes it leaves
as they are.
"""

from __future__ import annotations

from typing import Any, get_args, get_origin

import msgspec

from firsthand.engine.chunked import Call, Chunk
from firsthand.errors import EngineError
from firsthand.records import Failure
from firsthand.stage import GroupStage, MapStage, PairStage, Stage

_KINDS = (MapStage, PairStage, GroupStage)


class Wire:
    """Packs and unpacks what goes into a stage and what comes out of it."""

    def __init__(self, stage: Stage) -> None:
        """Learn the types of a stage.

        Raises:
            EngineError: records of these types cannot travel.
        """
        taken, made = _types_of(stage)
        try:
            self._records: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(taken)
            outcome = tuple.__class_getitem__((Failure | None, made | None))
            self._outcomes: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(outcome)
        except TypeError as err:
            raise EngineError(f"{stage.stamp} cannot run on other machines: {err}") from err
        self._calls = msgspec.msgpack.Decoder(tuple[Call, ...])
        self._pack = msgspec.msgpack.Encoder().encode

    def pack_chunk(self, chunk: Chunk[Any]) -> tuple[list[bytes], bytes]:
        """Return the records one by one, and the calls."""
        return [self._pack(record) for record in chunk.records], self._pack(chunk.calls)

    def unpack_chunk(self, records: list[bytes], calls: bytes) -> Chunk[Any]:
        """Return what was packed."""
        return Chunk(
            records=tuple(self._records.decode(record) for record in records),
            calls=self._calls.decode(calls),
        )

    def pack_outcome(self, outcome: object) -> bytes:
        """Return an outcome with a place for each case: a failure, a record or nothing."""
        if isinstance(outcome, Failure):
            return self._pack((outcome, None))
        return self._pack((None, outcome))

    def unpack_outcome(self, packed: bytes) -> Any:
        """Return what was packed."""
        failure, record = self._outcomes.decode(packed)
        return record if failure is None else failure


def _types_of(stage: Stage) -> tuple[Any, Any]:
    """Return what a stage takes and what it makes, as its class says: `MapStage[In, Out]`."""
    for base in getattr(type(stage), "__orig_bases__", ()):
        if get_origin(base) in _KINDS:
            taken, made = get_args(base)
            return taken, made
    raise EngineError(f"{stage.stamp} does not say what it takes and makes: MapStage[In, Out]")
