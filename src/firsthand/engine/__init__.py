"""Who runs the stages: the protocol, and the local engine that is the reference."""

from firsthand.engine.local import LocalEngine
from firsthand.engine.protocol import Engine, Item, OnDone

__all__ = ["Engine", "Item", "LocalEngine", "OnDone"]
