"""The name of several of a thing."""

from __future__ import annotations

import re

_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "inch": "inches",
    "crew": "crew",
    "percent": "percent",
    "police": "police",
}
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def name_many(unit: str) -> str:
    """Return the name of several of a thing: crowns, bodies, people."""
    if unit in _IRREGULAR or unit.endswith("s"):
        return _IRREGULAR.get(unit, unit)
    if _CONSONANT_Y.search(unit):
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("x", "ch", "sh", "z")) else f"{unit}s"
