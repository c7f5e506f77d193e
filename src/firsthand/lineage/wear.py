"""Traces of copying in one text: residue, misplaced marks, the bones of a translation."""

from __future__ import annotations

import re

from firsthand.records import Marked, Wear
from firsthand.text.tokens import Words

_RESIDUE = re.compile(
    r"&#?\w{2,7};|(?<!\w)(?:39|34|8217|8220|8221|160);|\b(?:quot|nbsp|amp);|\ufffd"
)
# `fight ", he`, `, "said Pell`, `" "`, a space before a comma: no writer and no editor sets these.
_STRAY = re.compile(
    r"""[a-z]\s["”]\s?[,.]|,\s?"(?:said|says|told|he|she|they|according|security)\b|["”]\s["”]|"""
    r"""\w\s[,;](?=\s)|\."\s[a-z]+\s?"|[a-z]{4,}\.\s[a-z]{2,}"""
)
_OF = re.compile(r" of (?:the )?\w{3}")
_POSSESSIVE = re.compile(r"\w['’](?:s|re|ve|ll|t|d|m)\b|\ws['’](?=\s)")
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTH = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|"
    r"oct|nov|dec|sept)"
)
_ODD = re.compile(
    rf"\b(?:at|in|to|of) (?:the )?{_WEEKDAY}\b"
    rf"|\bthe {_WEEKDAY}(?: (?:morning|night|evening|late|last))?[,. ]"
    rf"|\b(?:night|morning|evening|afternoon) of (?:the )?{_WEEKDAY}\b|\bat (?:the )?{_MONTH}\b"
    r"|\b(?:did he|did she|said he|that it|the his|the her|of of|in in|the any|any one|for to|"
    r"the which|it said it)\b"
    r"|\b(?:killed|charged|wounded|shot|said|accused) for (?:the )?[a-z]{3,}"
    r"|\bthe (?:police|officers|president|minister) of (?:the )?[a-z]+ (?:said|has)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[à-öø-ÿ]\w*|[a-z]\d+[a-z]+|[a-z]{3}[A-Z][a-z]+")
_UPDATED = re.compile(
    r"(?i)\(?(?:this (?:story|article|post) (?:has been|was) updated|updated?\b\s*(?:at|on|:|\d))"
)
# How much of either end is looked at for a sentence that breaks off, in code points.
_END_CHARACTERS = 400


def examine_wear(record: Marked, words: Words) -> Wear:
    """Find the traces that copying left on a report."""
    text = record.report.text
    body = _cut_page(record, words)
    return Wear(
        residue=len(_RESIDUE.findall(text)),
        starts_inside=body[:1].islower(),
        ends_inside=bool(body) and _OPEN_END.search(body) is not None and _ends_open(body),
        updated=_UPDATED.search(text[:_END_CHARACTERS]) is not None,
        scanned=_is_wrapped(text) and len(_MISREAD.findall(text)) >= LEAST_MISREAD,
    )


def count_bones(text: str, *, stripped: bool) -> float:
    """Count what a translation leaves in a text, there and back: its bones.

    Quotation marks and commas where no writer puts them, "at Tuesday" and "killed for police",
    letters with marks, residue of entities; "game of dice", which "dice game" becomes on its way,
    and against it "the county's", which a translation undoes.
    """
    strays = 0 if stripped else len(_STRAY.findall(text))
    odd = len(_ODD.findall(text)) + len(_FOREIGN.findall(text)) + len(_RESIDUE.findall(text))
    phrases = len(_OF.findall(text)) - len(_POSSESSIVE.findall(text))
    return OF_AN_ODD_ONE * (strays + odd) + OF_A_PHRASE * phrases


# Odd words are rare in news, phrases with "of" are not.
OF_AN_ODD_ONE, OF_A_PHRASE = 2.0, 0.5


def count_steps(text: str) -> int:
    """Count the distinct words of later steps of a story, less those of its first hours.

    A story that has gone on tells of arrests and charges.
    """
    flat = text.casefold()
    later = {match.group(0) for match in _LATER_STEPS.finditer(flat)}
    first = {match.group(0) for match in _FIRST_HOURS.finditer(flat)}
    return len(later) - len(first)


# What a newsroom can write only once a story has gone on, and only while it is new.
_LATER_STEPS = re.compile(
    r"\b(?:(?:was|were|been|has been|have been|is) (?:charged|indicted|arraigned|convicted|"
    r"sentenced|identified|extradited|released|buried)|made an arrest|arrested|in custody|"
    r"pleaded|funeral|memorial|mourn\w*|vigil|autops\w+|inquest|retaliat\w+|in the aftermath|"
    r"days? after|later (?:died|announced|said)|death toll (?:rose|rises|climbed)|"
    r"now (?:say|faces?|believed))\b"
)
_FIRST_HOURS = re.compile(
    r"\b(?:breaking|developing story|search(?:ing)? for|no suspects?|no arrests?|nobody has been|"
    r"not been (?:identified|arrested|released)|minutes ago|unclear|not (?:yet )?known|"
    r"no (?:word|details)|more details|will (?:be )?updated?|at least)\b"
)


def _cut_page(record: Marked, words: Words) -> str:
    """Return the text from its first to its last word that is not the page's."""
    text = record.report.text
    first, last = 0, len(words) - 1
    spans = [f.span for f in record.furniture if f.kind not in ("title", "dateline", "truncated")]
    inside = [False] * len(words)
    for span in spans:
        for index in words.within(span.start, span.end):
            inside[index] = True
    while first <= last and inside[first]:
        first += 1
    while last >= first and inside[last]:
        last -= 1
    if first > last:
        return ""
    end = words.starts[last + 1] if last + 1 < len(words) else len(text)
    return text[words.starts[first] : end].strip()


def _ends_open(body: str) -> bool:
    """Say whether the last line is running text and not a line of the page."""
    last = body.rsplit("\n", 1)[-1]
    return len(last) > _END_CHARACTERS // 4


def _is_wrapped(text: str) -> bool:
    """Say whether most lines break inside a sentence at much the same width, as scans do."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < LEAST_LINES:
        return False
    inside = sum(1 for line in lines if _OPEN_END.search(line.rstrip()))
    longest = sorted(len(line) for line in lines)[-max(1, len(lines) // 20)]
    return 2 * inside > len(lines) and longest <= MOST_LINE_CHARACTERS


LEAST_LINES = 6
MOST_LINE_CHARACTERS = 100
LEAST_MISREAD = 2
_OPEN_END = re.compile(r"[^.!?…\"”’')\]:]$")
# "hou5e", "1ater", "0f", "rnother", "thc"; "Gollagher" cannot be told from a name, "5pm" and "10km"
# are none. With broken lines, two of these were found in all 22 scans of the lineage pile and in
# none of its 14 other texts with broken lines.
_MISREAD = re.compile(
    r"\b[a-z]+\d[a-z]*\b|\b[015][a-z]{3,}\b|\b0[a-z]\b|\b[a-z]+[A-Z]\b|"
    r"\b[bcdfghjklmnpqrstvwxz]{5,}\b|\brn[aeiou]|\b(?:fhe|fhat|tbe|tbat|thc|wbo)\b"
)
