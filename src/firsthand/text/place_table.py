"""Look up names of places in the compiled gazetteer.

The file beside this module is made of GeoNames (CC BY 4.0) by scripts/build_gazetteer.py. It is
sorted, read at the first question, and searched by halving: nothing is parsed that is not asked.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, cast

RecordKind = Literal[
    "N",  # a country
    "R",  # a first-level division: state, province
    "S",  # a short form of one ("Md."), good only after a town
    "D",  # a county
    "A",  # an area with no fixed borders: Middle East
    "C",  # a town
    "P",  # the people of a country ("Iraqi"): no place, but a hint
]
_MARKS = re.compile(r"[.'’ʼ`]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """What the gazetteer holds under one name."""

    name: str
    kind: RecordKind
    country: str | None  # ISO 3166 alpha-2
    region: str | None
    latitude: float
    longitude: float
    people: int  # in thousands


def key_of(name: str) -> str:
    """Return the form under which a name is looked up: no case, accents or marks."""
    if not name.isascii():
        name = "".join(
            c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
        )
    return " ".join(_WORDS.findall(_MARKS.sub("", name.casefold())))


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    packed = resources.files("firsthand.text").joinpath("places.tsv.gz").read_bytes()
    return [
        line
        for line in gzip.decompress(packed).decode("utf-8").split("\n")
        if line and line[0] != "#"
    ]


@lru_cache(maxsize=65_536)
def look_up(key: str) -> tuple[PlaceRecord, ...]:
    """Return the records under a key (see `key_of`), in the order of the file."""
    lines = _lines()
    prefix = key + "\t"
    found = []
    for i in range(bisect_left(lines, prefix), len(lines)):
        if not lines[i].startswith(prefix):
            break
        found.append(_parse(lines[i]))
    return tuple(found)


def _parse(line: str) -> PlaceRecord:
    key, kind, country, region, latitude, longitude, people, name = line.split("\t")
    return PlaceRecord(
        name=name or key.title(),
        kind=cast("RecordKind", kind),
        country=country or None,
        region=region or None,
        latitude=float(latitude or 0),
        longitude=float(longitude or 0),
        people=int(people),
    )
