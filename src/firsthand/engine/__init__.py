"""Who runs the stages: the protocol, and the local engine that is the reference."""

from firsthand.engine.choose import ENGINE_NAMES, EngineName, choose_engine
from firsthand.engine.local import LocalEngine
from firsthand.engine.protocol import Engine, Item, OnDone

__all__ = [
    "ENGINE_NAMES",
    "Engine",
    "EngineName",
    "Item",
    "LocalEngine",
    "OnDone",
    "choose_engine",
]
