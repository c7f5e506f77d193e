"""Clauses: the pieces of a sentence that assert one thing each.

No parser yet: a clause ends where punctuation and a joining word say so, or where a joining word
is followed by a verb. Pieces of fewer than `LEAST_WORDS` words go to their neighbour.
"""

from __future__ import annotations

import re
from itertools import pairwise

LEAST_WORDS = 3
# Gold snippets of the public piles have 5 to 14 words; beyond this a piece is cut at the next
# weaker joint, so that a citation never covers half a paragraph.
MOST_WORDS = 26

_AUXILIARY = (
    "is|are|was|were|has|have|had|will|would|could|can|may|might|should|must|did|does|do|isn|aren|"
    "wasn|weren|hasn|won"
)
_IRREGULAR = (
    "said|went|took|got|made|came|left|told|found|saw|gave|began|broke|brought|called|cut|drove|"
    "fell|felt|fled|flew|fought|grew|heard|held|hit|kept|knew|lay|led|lost|met|paid|put|ran|rang|"
    "rose|sank|sat|sent|set|shot|spoke|spread|stood|stole|struck|swept|thought|threw|woke|won|"
    "wrote|became|blew|bore|bought|caught|chose|dug|drew|hid|hung|rode|shook|shut|sought|sold|"
    "swam|swore|tore|understood|wore|withdrew|tried|died"
)
VERB = rf"(?:{_AUXILIARY}|{_IRREGULAR}|\w{{2,}}ed)"
_JOIN = (
    "after|before|while|when|where|which|who|whose|because|although|though|since|until|unless|"
    "whereas|that|amid|but"
)
_STRONG = re.compile(r"[;:]\s+|\n+")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|—")
_COMMA = re.compile(
    rf",[\"'”’]?\s+(?=(?:and|or)\s+(?:[\w'’$-]+\s+){{0,4}}{VERB}\b|(?:as|if|with|including|saying|said|according|{_JOIN})\b|\w+ing\b|"
    rf"{VERB}\b)",
    re.I,
)
_BARE = re.compile(
    rf"(?<!,)\s+(?=(?:{_JOIN}|only\s+to)\s)|"
    rf"\s+(?=and\s+(?:\w+ly\s+)?(?:{VERB}|\w+ing)\b)|"
    rf"\s+(?=(?:and|as)\s+(?:[\w'’$,]+\s+){{1,5}}(?:{_AUXILIARY}|{_IRREGULAR}|\w{{3,}}ed)\b)",
    re.I,
)
_KEEP_TOGETHER = re.compile(
    r"\b(?:in|of|on|at|by|for|to|with|from|such|as|well|known|described|identified|so|more|less|day|days|week|weeks|month|months|year|"
    r"years|hours|minutes|shortly|soon|long|just|right|immediately|even|ever)$",
    re.I,
)
# "an attack last week that killed two": no time goes with what tells which.
_TELLS_WHICH = re.compile(rf"\s*(?:(?:which|who|whose)\s|that\s+{VERB}\b)", re.I)
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|hours|minutes)$", re.I)
# "went inside, got a gun and shot him": verbs that share a subject are told as one thing.
_SUBJECTLESS = re.compile(rf"(?:and\s+)?(?:{VERB})\b(?!\s+by\b)", re.I)
_RELATIVE = re.compile(r"(?:where|who|which|that|whose|whom)\b", re.I)
SHORT_VERB_PHRASE = 6
MOST_CHAINED = 18
_WEAK = re.compile(r",\s+|\s+(?=(?:and|or|in|on|at|from|with|for|to|by)\s)", re.I)


def split_clauses(
    text: str, start: int, end: int, joints: tuple[int, ...] = ()
) -> list[tuple[int, int]]:
    """Split a sentence into clauses.

    Args:
        text: The report's text.
        start: Where the sentence starts, in code points.
        end: Where it ends.
        joints: Offsets at which a clause ends in any case (edges of quotations, of what is said).

    Returns:
        Half-open offsets in text order, white space and joining commas left out.
    """
    firm = {joint for joint in joints if start < joint < end}
    cuts = set(firm)
    dashes = [match.end() for match in _DASH.finditer(text, start, end)]
    if len(dashes) == 1:  # two set an aside into the clause, one ends it
        cuts.update(dashes)
    for pattern in (_STRONG, _COMMA):
        cuts.update(match.end() for match in pattern.finditer(text, start, end))
    for match in _BARE.finditer(text, start, end):
        before = text[max(start, match.start() - 14) : match.start()]
        kept = _KEEP_TOGETHER.search(before)
        if kept and _TIME.search(before) and _TELLS_WHICH.match(text, match.start()):
            kept = None
        if not kept:
            cuts.add(match.end())
    pieces = _between(text, start, end, sorted(cuts))
    pieces = _join_short(text, pieces, sorted(firm))
    return [part for piece in pieces for part in _cut_long(text, piece)]


def _between(text: str, start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    pieces = [trim(text, a, b) for a, b in pairwise([start, *cuts, end])]
    return [piece for piece in pieces if piece is not None]


def _join_short(text: str, pieces: list[tuple[int, int]], firm: list[int]) -> list[tuple[int, int]]:
    """Join pieces too short to assert anything, and chains of short verbs of one subject."""
    out: list[tuple[int, int]] = []
    for piece in pieces:
        if out and _belongs(text, out[-1], piece, firm):
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
    return out


def _belongs(text: str, left: tuple[int, int], right: tuple[int, int], firm: list[int]) -> bool:
    if "\n" in text[left[1] : right[0]] or any(left[1] <= joint <= right[0] for joint in firm):
        return False
    n_left, n_right = len(text[slice(*left)].split()), len(text[slice(*right)].split())
    if n_left < LEAST_WORDS or n_right < LEAST_WORDS:
        return True
    # "where two were shot, died Monday": the verb goes on with the clause before the relative one.
    chained = _SUBJECTLESS.match(text, *right) and not _RELATIVE.match(text, *left)
    return bool(chained) and n_right <= SHORT_VERB_PHRASE and n_left + n_right <= MOST_CHAINED


def _cut_long(text: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = piece
    if len(text[start:end].split()) <= MOST_WORDS:
        return [piece]
    middle = (start + end) // 2
    joints = [match.end() for match in _WEAK.finditer(text, start + 12, end - 12)]
    if not joints:
        return [piece]
    cut = min(joints, key=lambda joint: (abs(joint - middle), joint))
    parts = [trim(text, start, cut), trim(text, cut, end)]
    return [part for whole in parts if whole is not None for part in _cut_long(text, whole)]


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Drop white space, joining commas and marks at both ends of a run.

    Returns:
        The run that is left, or None where no letter or digit is.
    """
    while start < end and not (text[start].isalnum() or text[start] in "$€£"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%)"):
        end -= 1
    return (start, end) if end > start else None
