"""The compiled loops, where the installation has them; without them numpy does the same, slower.

`kernels.c` is compiled when a wheel is built. Where no compiler was at hand the wheel goes without,
every caller falls back on its twin in numpy, and `firsthand doctor` says so.
"""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

LIBRARY_NAME = "_kernels.dll" if sys.platform == "win32" else "_kernels.so"
VERSION = 1  # of the functions that are called here
NO_MEMORY = -1
_ALLOCATING = frozenset({"fh_overlap", "fh_surprise", "fh_look"})  # they return NO_MEMORY

_int64, _double, _pointer = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p


class Kernels:
    """The functions of the compiled library, arrays in, arrays out."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        for name, result in (
            ("fh_scan", _int64),
            ("fh_conceive", None),
            ("fh_runs", None),
            ("fh_run_keys", _int64),
            ("fh_count_concepts", None),
            ("fh_rarest_keys", _int64),
            ("fh_overlap", _int64),
            ("fh_surprise", _double),
            ("fh_look", _int64),
        ):
            getattr(library, name).restype = result

    def call(self, name: str, *arguments: npt.NDArray[np.generic] | float) -> float:
        """Call a function; arrays go as their address, floats as double, whole numbers as int64.

        Raises:
            MemoryError: the function found no room for what it keeps while it works.
        """
        found = getattr(self._library, name)(*map(_pass, arguments))
        if name in _ALLOCATING and found == NO_MEMORY:
            raise MemoryError(f"no memory left for {name}")
        return 0 if found is None else float(found)


def _pass(argument: npt.NDArray[np.generic] | float) -> object:
    if isinstance(argument, np.ndarray):
        return _pointer(argument.__array_interface__["data"][0])
    return _double(argument) if isinstance(argument, float) else _int64(argument)


@lru_cache(maxsize=1)
def kernels() -> Kernels | None:
    """Return the compiled loops, None where this installation has none."""
    path = Path(__file__).with_name(LIBRARY_NAME)
    if not path.exists():
        return None
    try:
        library = ctypes.CDLL(str(path))
        library.fh_version.restype = ctypes.c_int32
        current = library.fh_version() == VERSION
    except (OSError, AttributeError):
        return None
    return Kernels(library) if current else None
