"""From the name of an engine to the engine."""

from __future__ import annotations

from typing import Literal, get_args

from firsthand.engine.local import LocalEngine
from firsthand.engine.protocol import Engine
from firsthand.errors import InputError

EngineName = Literal["local", "processes", "daft", "ray"]
ENGINE_NAMES: tuple[EngineName, ...] = get_args(EngineName)


def choose_engine(
    name: EngineName = "local", *, n_workers: int | None = None, ray_address: str | None = None
) -> Engine:
    """Return an engine; whichever it is, the rows are the same.

    Args:
        n_workers: of this machine; without it one for each core.
        ray_address: of the head of a cluster that runs already, host:port.

    Raises:
        InputError: an option that this engine does not have, or what it needs is not installed.
        EngineError: the cluster cannot be reached.
    """
    if ray_address is not None and name != "ray":
        raise InputError(f"--ray-address is for --engine ray, not for {name}")
    if name == "local":
        if n_workers not in (None, 1):
            raise InputError("--engine local has one worker; --engine processes has many")
        return LocalEngine()
    if name == "processes":
        from firsthand.engine.processes import ProcessEngine

        return ProcessEngine(n_workers)
    from firsthand.engine.daft import DaftEngine

    if name == "daft":
        return DaftEngine(n_workers=n_workers)
    if n_workers is not None:
        raise InputError("--workers is not for --engine ray: a cluster has the workers that it has")
    return DaftEngine("ray", address=ray_address)
