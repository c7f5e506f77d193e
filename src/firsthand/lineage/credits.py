"""Whose text a report says that it carries: the agency or outlet named at its head or foot."""

from __future__ import annotations

import re

from firsthand.records import Report

# News agencies by the names and initials that stand in datelines and bylines.
_AGENCIES: dict[str, str] = {
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "the associated press": "Associated Press",
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "upi": "UPI",
    "united press international": "UPI",
    "dpa": "dpa",
    "efe": "EFE",
    "ansa": "ANSA",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "itar-tass": "TASS",
    "interfax": "Interfax",
    "ria novosti": "RIA Novosti",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "yonhap": "Yonhap",
    "anadolu agency": "Anadolu Agency",
    "pti": "PTI",
    "press trust of india": "PTI",
    "ians": "IANS",
    "ani": "ANI",
    "aap": "AAP",
    "canadian press": "Canadian Press",
    "the canadian press": "Canadian Press",
    "press association": "PA Media",
    "pa media": "PA Media",
    "bloomberg": "Bloomberg",
}
# How far into a report its dateline or byline may stand, in code points: behind a header line,
# a headline, a caption and a sub-head.
HEAD_CHARACTERS = 600
# "VELM, Karvenia (Interland) - Rescuers"; "BAGHDAD, Dec 31 (Reuters) —"
_DATELINE = re.compile(
    r"(?m)^[ \t]*[A-Z][A-Z’'.\-]+[^()\n]{0,60}\(([A-Z][\w&.’' \-]{1,30})\)\s*[-–—:]"
)
_BYLINE = re.compile(
    r"(?mi)^[ \t]*(?:by\s+)?(?:[^\n,|]{0,60}[,|]\s*)?"
    r"(the associated press|associated press|agence france-presse|united press international|"
    r"reuters|thomson reuters|xinhua|canadian press|press association)\s*$"
)
_FOOT = re.compile(
    r"(?i)©\s*(?:copyright\s*)?(?:\d{4}\s*)?(?:the\s+)?"
    r"(associated press|agence france-presse|reuters|united press international)\b"
    r"|\(reporting by [^)]{3,160}?editing by [^)]{3,80}\)"
)
_CORRESPONDENT = re.compile(
    r"(?:^|\s)([A-Z][\w&]+(?: [A-Z][\w&]+)?) (?:correspondents?|writers?) [A-Z][\w.’'\-]+ "
    r"[^.\n]{0,80}"
    r"contributed to this report"
)


def find_credit(report: Report) -> str | None:
    """Return the agency (or outlet) that the report credits with its text.

    Returns:
        None where nothing of the kind stands at its head or foot.
    """
    if report.byline:
        named = agency_name(report.byline)
        if named:
            return named
    head = report.text[:HEAD_CHARACTERS]
    dateline = _DATELINE.search(head)
    if dateline:
        return agency_name(dateline.group(1)) or dateline.group(1).strip()
    byline = _BYLINE.search(head)
    if byline:
        return agency_name(byline.group(1))
    tail = report.text[-HEAD_CHARACTERS:]
    foot = _FOOT.search(tail)
    if foot:
        return agency_name(foot.group(1)) if foot.group(1) else "Reuters"
    writer = _CORRESPONDENT.search(tail)
    if writer:
        return agency_name(writer.group(1)) or writer.group(1)
    return None


def agency_name(words: str) -> str | None:
    """Return the agency that a credit names, None for anything else."""
    flat = " ".join(words.casefold().split()).strip(" .,")
    if flat in _AGENCIES:
        return _AGENCIES[flat]
    for piece in re.split(r"\s*(?:,|/|\||\bfor\b|\band\b)\s*", flat):
        if piece in _AGENCIES:
            return _AGENCIES[piece]
    return None


def is_agency(name: str | None) -> bool:
    """Say whether a name is that of a news agency that is known by name."""
    return name is not None and name in _AGENCIES.values()


def is_same_house(one: str | None, other: str | None) -> bool:
    """Say whether two names of outlets or agencies mean one house."""
    return one is not None and other is not None and _flatten(one) == _flatten(other)


def _flatten(name: str) -> str:
    flat = re.sub(r"[^\w]+", " ", name.casefold()).strip()
    flat = re.sub(r"^(?:www )?(.*?)(?: (?:com|org|net|co uk))?$", r"\1", flat)
    flat = flat.removeprefix("the ")
    return flat.replace(" ", "")
