"""What a text says of itself: headline, byline, day, outlet, language."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Collection, Iterable

from firsthand.errors import StorageError
from firsthand.ingest.findings import FieldName, find
from firsthand.records import Finding
from firsthand.text import layout

# An agency's credit or copyright says whose words are carried, not who published them.
_AGENCIES = re.compile(
    r"(?:the )?(?:associated press|ap|reuters|thomson reuters|agence france-?presse|afp|upi|"
    r"united press international|dpa|xinhua(?: news agency)?|tass|interfax|ansa|efe|pa media|"
    r"press association|bloomberg(?: l\.?p\.?| news)?|kyodo(?: news)?|yonhap|anadolu(?: agency)?|"
    r"tribune content agency|creators(?:\.com| syndicate)?|king features(?: syndicate)?|"
    r"getty images|cnn wire|cnn newsource|.*\bnews agency|.*\bwire(?: service)?|.*\bsyndicate)$",
    re.IGNORECASE,
)
# The owner of many newsrooms is no newsroom: two of its stations report on their own.
_OWNERS = re.compile(
    r".*\b(?:broadcasting|communications|television|holdings|group|media|newspapers|network|"
    r"networks|"
    r"corporation|company|co|publishing|entertainment|enterprises)\.?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:(?:copyright|©|\(c\))\s*){1,3}(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|"
    r"20)?\d\d)?,?\s+)?(?:by\s+)?"
    r"(?P<name>(?:the\s+|le\s+|la\s+|el\s+)?[A-Z][^,|\n©()]{1,50}?)"
    r"(?=\s*(?:,|\||\n|$|\(|[.]\s|[.]$|\s-\s|\s–\s|\ball rights\b))",
    re.IGNORECASE,
)
_COMPANY = re.compile(r",?\s+(?:LLC|Inc|Ltd|Limited|Corp|GmbH|S\.A|plc)\.?$", re.IGNORECASE)
# Call signs of North American stations: "(WVLM) -", "(KVLM9) --".
_STATION = re.compile(r"[^\n]{0,60}?\((?P<name>[KW][A-Z]{2,3}(?:-?TV|-?FM|\d{1,2})?)\)\s*[-–—]")
# A newsroom that names its own reporter or asks one to stay with it.
_OWN_NAME = (
    re.compile(
        r"\b(?:[Ss]tay with|[Ss]tay tuned to|[Kk]eep "
        r"checking)\s+(?P<name>(?:[A-Z0-9][\w&-]*\s?){1,4}?)"
        r"(?=\s+(?:for|and|on|as)\b|[.,!])"
    ),
    re.compile(
        r"\b(?P<name>[A-Z][A-Za-z]*\d+|(?:[A-Z][\w&-]*\s){0,3}(?:News|TV|Radio|Action "
        r"News)(?:\s?\d+)?)"
        r"['’]s? (?:[A-Z][\w'’-]+ ){1,3}(?:reports|has (?:the|more))\b"
    ),
)
MOST_CREDIT_LINES = 3
LEAST_LANGUAGE_CHARACTERS = 60
LEAST_LANGUAGE_PROBABILITY = 0.9
# More than enough to tell a language; keeps the time per report independent of its length.
LANGUAGE_SAMPLE_CHARACTERS = 1_500


def describe_for_kin(text: str, *, known: Collection[FieldName]) -> list[Finding]:
    """List what lineage asks of a text and nobody has given: outlet, day and byline.

    It finds what `describe` finds of these, and looks at the lines only where one of them may be.
    """
    asked: set[FieldName] = set()
    if "published" not in known and _YEAR.search(text[:DAY_CHARACTERS]) is not None:
        asked.add("published")
    if "outlet" not in known and _may_name_outlet(text):
        asked.add("outlet")
    may_have = _has_any(text, _BYLINE_WORDS) and _MAY_HAVE_BYLINE.search(text) is not None
    if "byline" not in known and may_have:
        asked.add("byline")
    return [each for each in describe(text) if each.field in asked] if asked else []


# A day of publication stands in one of the first lines, which have a paragraph each at most.
_YEAR = re.compile(r"(?:19|20)\d\d")
DAY_CHARACTERS = 10_000


def _may_name_outlet(text: str) -> bool:
    return _has_any(text, (*_COPYRIGHT_WORDS, *_STATION_WORDS)) or _may_name_itself(text)


_MAY_HAVE_BYLINE = re.compile(
    r"(?:\A|[\r\n])[\ufeff \t\u00a0\x0b\x0c\u2028]*(?:By|BY|Written by|Reporting by)[:\s]"
)


def describe(text: str) -> list[Finding]:
    """List what the text says of itself, each with the code points that it stands at."""
    found = layout.lines(text)
    out: list[Finding] = []
    title = layout.find_title(text, found)
    if title is not None:
        out += find("title", title.text, f"text {title.start}-{title.end}")
    header = layout.find_header(text)
    if header is not None and header[2] is not None:
        out += find("published", header[2].isoformat(), f"text {header[0]}-{header[1]}")
    day = layout.find_day_line(text, found)
    if day is not None:
        out += find("published", day[1].isoformat(), f"text {day[0].start}-{day[0].end}")
    byline = layout.find_byline(text, found)
    if byline is not None:
        out += find("byline", byline[1], f"text {byline[0].start}-{byline[0].end}")
    out += _find_outlet(text, found)
    return out


def detect_language(text: str) -> Iterable[Finding]:
    """Tell the language of a text, or nothing where it is too short to tell.

    Raises:
        StorageError: the temporary folder has no room for the model that tells languages.
    """
    sample = text[:LANGUAGE_SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < LEAST_LANGUAGE_CHARACTERS:
        return ()
    from py3langid import rank

    try:
        ranked = [(str(code), float(weight)) for code, weight in rank(sample)]
    except OSError as err:  # at its first call py3langid unpacks its model into a temporary file
        where = f"'{tempfile.gettempdir()}'" if tempfile.tempdir else "the temporary folder"
        raise StorageError(
            f"the language model cannot be unpacked into {where}: {err.strerror or err}; "
            "make room there, or set TMPDIR to a folder that has some (70 MB)"
        ) from err
    best = ranked[0]
    probability = 1.0 / sum(math.exp(max(weight - best[1], -60.0)) for _, weight in ranked)
    if probability < LEAST_LANGUAGE_PROBABILITY:
        return ()
    return find("language", best[0], f"py3langid {probability:.2f}")


# Without one of these words no pattern can find anything, and looking for a word takes a fiftieth
# of the time that a pattern takes to fail.
_BYLINE_WORDS = ("By", "BY", "ten by", "ting by")
_COPYRIGHT_WORDS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)")
_STATION_WORDS = ("(K", "(W")
_OWN_NAME_WORDS = ("tay with", "tay tuned to", "eep checking")
_REPORTER_WORDS = (" reports", " has the", " has more")
_REPORTER = re.compile(r"['’]s? (?:[A-Z][\w'’-]+ ){1,3}(?:reports|has (?:the|more))\b")


def _has_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _may_name_itself(text: str) -> bool:
    if _has_any(text, _OWN_NAME_WORDS):
        return True
    return _has_any(text, _REPORTER_WORDS) and _REPORTER.search(text) is not None


def _find_outlet(text: str, found: list[layout.Line]) -> Iterable[Finding]:
    for line in reversed(found) if _has_any(text, _COPYRIGHT_WORDS) else ():
        match = _COPYRIGHT.search(line.text)
        if match is not None and (name := _newsroom(match.group("name"))):
            start = line.start + match.start("name")
            return find("outlet", name, f"copyright line, text {start}-{start + len(name)}")
    for line in found[:MOST_CREDIT_LINES]:
        match = _STATION.match(line.text)
        if match is not None:
            return find("outlet", match.group("name"), f"dateline, text {line.start}")
    for pattern in _OWN_NAME if _may_name_itself(text) else ():
        match = pattern.search(text)
        if match is not None and (name := _newsroom(match.group("name"))):
            return find("outlet", name, f"text {match.start('name')}-{match.end('name')}")
    return ()


def _newsroom(name: str) -> str | None:
    """Return the name of a newsroom, or nothing where it is an agency's or an owner's."""
    name = _COMPANY.sub("", " ".join(name.split())).strip(" .")
    if not any(mark.isupper() for mark in name) or _AGENCIES.match(name) or _OWNERS.match(name):
        return None
    return name if len(name) > 2 and name.casefold() not in ("us", "this", "all rights") else None
