"""Whoever first said it: the last link of a chain, one name for one origin over all reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from firsthand.records import Attribution, Origin
from firsthand.text.tokens import fold_words

_GENERIC = frozenset(
    "police official officials authority authorities spokesman spokeswoman spokesperson "
    "government ministry department office officer officers source sources leader leaders "
    "minister "
    "president mayor governor senator judge prosecutor prosecutors sheriff investigators "
    "detectives "
    "expert experts analyst analysts witness witnesses resident residents lawmakers lawyer company "
    "state county city federal local the a an of and for in mr mrs ms dr u s us press statement "
    "release post tweet said unnamed one former senior top some several two three".split()
)


_INITIALS = re.compile(r"\b(?:\w\.)+$")  # "U.S." keeps its last point


@dataclass(frozen=True, slots=True)
class Chain:
    """The origins that a claim names."""

    origins: tuple[Origin, ...] = ()


def read_chain(attributions: Sequence[Attribution]) -> Chain:
    """Return the origin of a chain of attributions: its last link, carriers only where alone."""
    if not attributions:
        return Chain()
    last = attributions[-1]
    name = re.sub(r"\s+", " ", last.name).strip(" ,;:\"'“”’")
    if not _INITIALS.search(name):
        name = name.rstrip(".")
    return Chain((Origin(name=name, kind=last.kind),)) if name else Chain()


def name_origins(chain: Chain) -> set[str]:
    """Return the names of the origins that somebody could go and ask: unnamed sources left out."""
    return {origin.name for origin in chain.origins}


def canonical_names(names: Iterable[str]) -> dict[str, str]:
    """Give every way of naming an origin the fullest name that it stands for.

    "Renn" is "Otto Renn", "state department" is "State Department" and "police" the one police
    force that the story names; a bare word that could be two origins stays as it is.
    """
    listed = list(names)
    cased = _choose_case(listed)
    counts = Counter(cased[name] for name in listed)
    full = sorted(counts, key=lambda n: (-len(_proper(n)), -counts[n], n))
    holders: dict[str, list[str]] = {}
    for name in full:
        for word in _proper(name):
            holders.setdefault(word, []).append(name)
    fullest: dict[str, str] = {}
    for name in counts:
        # A fuller name holds every proper word of this one: those with its rarest are enough.
        fuller = min((holders[word] for word in _proper(name)), key=len, default=full)
        options = [other for other in fuller if other != name and _stands_for(name, other)]
        bearers = [other for other in options if _surname(other) == _surname(name)]
        options = bearers or options
        fullest[name] = options[0] if options and _agree(options) else name
    return {
        name: fullest.get(fullest[cased[name]], fullest[cased[name]])
        for name in dict.fromkeys(listed)
    }


def _choose_case(names: Sequence[str]) -> dict[str, str]:
    """Give names that differ in capitals and marks alone the one with most capitals."""
    best: dict[tuple[str, ...], str] = {}
    for name in sorted(set(names), key=lambda n: (-_n_capitals(n), n)):
        best.setdefault(fold_words(name), name)
    return {name: best[fold_words(name)] for name in names}


def _surname(name: str) -> str:
    forms = fold_words(name)
    return forms[-1] if forms else ""


def _agree(options: Iterable[str]) -> bool:
    every = [_proper(o) for o in options]
    return all(a <= b or b <= a for a in every for b in every)


@lru_cache(maxsize=4096)
def _proper(name: str) -> frozenset[str]:
    return frozenset(f for f in fold_words(name) if f not in _GENERIC)


@lru_cache(maxsize=4096)
def _common(name: str) -> frozenset[str]:
    return frozenset(f.rstrip("s") for f in fold_words(name) if f in _GENERIC)


def _stands_for(short: str, full: str) -> bool:
    a, b = _proper(short), _proper(full)
    if not a:
        return bool(b) and bool(_common(short) & _common(full) & _HEADS)
    if a == b:
        return len(full) > len(short) or (len(full) == len(short) and full < short)
    return a < b


def _n_capitals(name: str) -> int:
    return sum(character.isupper() for character in name)


_HEADS = frozenset(
    "police sheriff ministry department government company prosecutor mayor governor president "
    "minister".split()
)
