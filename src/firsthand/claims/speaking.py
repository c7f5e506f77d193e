"""Whether who stands beside a reporting verb can have said anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.claims.triggers import counts_people
from firsthand.records import Attributed
from firsthand.text.cues import DOCUMENT_NOUNS
from firsthand.text.speakers import GROUPS, MEDIA, ORGANIZATIONS, ROLES, TITLES, WITNESSES

_BE_BEFORE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+\s+){0,2}$", re.I)
# What stands before a reporting verb and never speaks: "a clerk on the island told the paper".
_MUTE = frozenset(
    "island town city village road street house scene area lake river car boat ship line phone "
    "morning afternoon evening night".split()
)
_OF_OTHERS = frozenset("thought believed feared said known understood warned told reported".split())


def keep_speakers(found: Sequence[Attributed], text: str) -> list[Attributed]:
    """Leave out attributions to what is told of, cannot speak or is no speaker.

    In "90 people are thought to be on board" the people do not think.
    """
    out: list[Attributed] = []
    for said in found:
        cue, source = said.chain[-1].cue, said.chain[-1].source
        passive = (
            cue is not None
            and source is not None
            and source.start < cue.start
            and text[cue.start : cue.end].casefold().split()[-1] in _OF_OTHERS
            and _BE_BEFORE.search(text, max(0, cue.start - 30), cue.start) is not None
        )
        head = said.chain[-1].name.split()[-1].casefold() if said.chain[-1].name else ""
        if passive or head in _MUTE or _is_named_so(said, text) or _cannot_speak(said, text):
            continue
        out.append(said)
    return out


# "a man described as her father", "five people accused of arson": told of them, not by them.
_NAMED_SO = re.compile(r"\s+(?:of|as)\b", re.IGNORECASE)
_NAMES_SO = frozenset("accused described identified known regarded".split())
_SPEAKS = ROLES | GROUPS | ORGANIZATIONS | MEDIA | WITNESSES | DOCUMENT_NOUNS | TITLES


def _is_named_so(said: Attributed, text: str) -> bool:
    """Say whether the cue is a participle that tells of its noun."""
    cue, source = said.chain[-1].cue, said.chain[-1].source
    if cue is None or source is None or source.end > cue.start:
        return False
    named = text[cue.start : cue.end].casefold() in _NAMES_SO
    if not named or not _NAMED_SO.match(text, cue.end):
        return False
    return text[cue.start : cue.end] == "accused" or not text[source.start : source.end].istitle()


def _cannot_speak(said: Attributed, text: str) -> bool:
    """Say whether a thing stands behind the cue: "he said a gun went off"."""
    cue, source = said.chain[-1].cue, said.chain[-1].source
    if said.style == "direct" or cue is None or source is None or source.start < cue.end:
        return False
    words = text[source.start : source.end].split()
    after_article = words[:1] and words[0].casefold() in ("a", "an")
    if not after_article or any(word[:1].isupper() for word in words[1:]):
        return False
    head = words[-1].casefold()
    return not (head in _SPEAKS or counts_people(head))
