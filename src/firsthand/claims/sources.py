"""Whom a description means: "the company" is the company named last, "her daughter" has a name.

An attribution keeps the words of the report; where these only describe, the name that stands
beside them, or the name of that kind told last, says who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.records import Attributed, Attribution
from firsthand.text.calendar_words import CALENDAR
from firsthand.text.names import PersonName

# A body named farther back is another one's business by then.
MOST_CHARACTERS_BACK = 700

_BESIDE = re.compile(
    r",\s+(?:(?:Dr|Mr|Mrs|Ms|Rev|Sgt|Lt|Capt|Gen|Sen|Rep|Gov|the Rev)\.?\s+)*"
    r"((?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w’'-]+|[A-Z]\.|van|de|al|bin)){1,3})(?=[,.;:”\"]|\s|$)"
)
# Bodies that are called by what they are: another mention ends in the same word.
_OWN_WORD = frozenset(
    "agency office department ministry party hospital university bank council committee "
    "commission court service board bureau institute union army".split()
)
# Bodies whose names need not say what they are: "the company" is Orr & Sons.
_ANY_WORD = frozenset(
    "company group firm utility organization organisation airline operator charity militia "
    "spokesman spokeswoman spokesperson".split()
)
_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson".split())
_NAME = re.compile(
    r"\b(?:[A-Z][\w’'.-]*[\w]|St\.)(?:\s+(?:of|for|and|the|de)(?=\s+[A-Z])|\s+[A-Z][\w’'-]*\w){1,5}"
)
_NOT_BODIES = CALENDAR | frozenset(
    "mr mrs ms dr rev lane street road "
    "avenue boulevard drive lake river bay mountain island county city town valley park".split()
)


@dataclass(frozen=True, slots=True)
class _Body:
    start: int
    end: int
    name: str


def name_sources(
    text: str, found: Sequence[Attributed], people: Sequence[PersonName]
) -> list[Attributed]:
    """Give attributions that only describe their source the name that is meant.

    Args:
        text: The report's text.
        found: Its attributions.
        people: The people it names; a company is none of them.
    """
    bodies = _find_bodies(text, people)
    starts = [body.start for body in bodies]
    out: list[Attributed] = []
    for said in found:
        last = said.chain[-1]
        name = _name_beside(text, last) or _body_meant(last, bodies, starts)
        if name is not None:
            said = replace(said, chain=(*said.chain[:-1], replace(last, name=name)))
        out.append(said)
    return out


def _name_beside(text: str, link: Attribution) -> str | None:
    """Return the name in apposition: "said her daughter, Renee Orr"."""
    if link.source is None:
        return None
    words = text[link.source.start : link.source.end]
    # "Kell County coroner, Anna Mehr": what describes ends in a common word.
    if not words or not words.split()[-1][:1].islower():
        return None
    match = _BESIDE.match(text, link.source.end)
    return match[1] if match is not None else None


def _find_bodies(text: str, people: Sequence[PersonName]) -> list[_Body]:
    persons = [(p.start, p.end) for p in people]
    out: list[_Body] = []
    for match in _NAME.finditer(text):
        name = match.group().removeprefix("The ")
        if any(word.casefold().strip(".") in _NOT_BODIES for word in name.split()):
            continue
        if any(a < match.end() and match.start() < b for a, b in persons):
            continue
        out.append(_Body(match.start(), match.end(), name))
    return out


def _body_meant(link: Attribution, bodies: Sequence[_Body], starts: Sequence[int]) -> str | None:
    """Return the body that "the company" or "a spokeswoman" stands for: named last before it."""
    words = link.name.split()
    if link.source is None or not words:
        return None
    head = words[-1].casefold()
    if len(words) == 1 and head in _OWN_WORD and words[0][0].isupper():
        return _around(link.source.start, bodies, starts)
    if head not in _OWN_WORD | _ANY_WORD or len(words) > 2 or link.name != link.name.casefold():
        return None
    stop = bisect_left(starts, link.source.start)
    near = [
        body
        for body in bodies[max(0, stop - 12) : stop]
        if link.source.start - body.end <= MOST_CHARACTERS_BACK
        and (head in _ANY_WORD or body.name.split()[-1].casefold() == head)
    ]
    if not near:
        return None
    return f"{near[-1].name} {head}" if head in _SPEAKS_FOR else near[-1].name


def _around(at: int, bodies: Sequence[_Body], starts: Sequence[int]) -> str | None:
    """Return the whole name of which a source kept the last word: "Fire Marshal's Office"."""
    i = bisect_right(starts, at) - 1
    return bodies[i].name if i >= 0 and bodies[i].start <= at < bodies[i].end else None
