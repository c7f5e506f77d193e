"""Numerals: what a run of digits or number words is worth, and which words bound it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# Without capitals nothing else tells "four americans" from "four veterans".
PEOPLES = frozenset(
    "americans britons canadians mexicans cubans haitians brazilians colombians venezuelans "
    "germans italians spaniards belgians austrians norwegians russians ukrainians romanians "
    "bulgarians hungarians serbians croatians bosnians albanians iranians iraqis israelis "
    "palestinians syrians jordanians egyptians libyans tunisians algerians moroccans saudis "
    "yemenis kuwaitis afghans pakistanis indians bangladeshis koreans indonesians malaysians "
    "australians nigerians kenyans ethiopians somalis ghanaians ugandans "
    "europeans africans asians".split()
)
# The least that a vague word means: a floor, never a figure. "Hundreds" is two hundred at least.
VAGUE_FLOORS = {
    "several": 3,
    "a few": 3,
    "few": 2,
    "many": 3,
    "a handful": 3,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "billions": 2_000_000_000,
}

_SMALL = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![ ]?\d)"  # "5 000", as stripped copies have it

NUMERAL = re.compile(
    rf"""(?<![\w.,:/-])(?:
      (?P<half>half\s+an?|an?\s+half)[\s-]+(?P<half_scale>{_SCALE})
    | (?P<spaced>{_SPACED})(?![\w])
    | (?P<digits>{_DIGITS})(?:[\s-]?(?P<digit_scale>{_SCALE}|bn|mn?|k)\b)?
    | (?P<article>an?|one)\s+(?P<article_scale>(?:{_SCALE}))
      (?:\s+(?:and\s+)?(?P<rest>(?:{_SMALL})(?:[\s-]+(?:{_SMALL}))*))?\b
    | (?P<words>(?:{_SMALL})(?:(?:\s+and\s+(?:a\s+half\s+)?(?=(?:{_SMALL}|{_SCALE})\b)|[\s-]+)
      (?:{_SMALL}|{_SCALE})\b)*)
    | (?P<couple>a\s+couple(?:\s+of)?)
    )(?![.,]?\d)(?:(?!\w)|(?<=\d)(?=(?:k?m|k?mph|kph|kg|cm|mm|ft|lbs?|pc|[kmg]?w|[gm]b)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
VAGUE = re.compile(
    r"(?<![\w-])(?:(?P<words>(?:tens|hundreds)\s+of\s+(?:thousands|millions)|dozens|scores(?=\s+of)|"
    r"hundreds|thousands|millions|billions|several(?:\s+(?P<scale>dozen|hundred|thousand|million))?|"
    r"a\s+few(?:\s+(?P<few_scale>dozen|hundred|thousand))?|a\s+handful|(?<!as\s)(?<!so\s)(?<!how\s)(?<!too\s)many(?!\s+as\b)))"
    r"(?:\s+of)?\b",
    re.IGNORECASE,
)

_AT_MOST = (
    r"up\s+to|as\s+(?:many|much)\s+as|at\s+(?:the\s+)?most|no\s+more\s+than|"
    r"(?:fewer|less)\s+than|under|a\s+maximum\s+of"
)
_AT_LEAST = (
    r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|a\s+minimum\s+of|upwards?\s+of"
)
_OVER = r"more\s+than|over|in\s+excess\s+of|exceeding|above|well\s+over|greater\s+than"
_ABOUT = (
    r"about|around|some|roughly|approximately|nearly|almost|an\s+estimated|estimated|close\s+to|"
    r"an?\s+reported|circa|just\s+(?:over|under)|perhaps|maybe"
)
BOUND = re.compile(
    rf"\b(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST})|(?P<over>{_OVER})|(?P<about>{_ABOUT}))"
    r"\s+(?:(?:an?|the)\s+(?=\$))?$",
    re.IGNORECASE,
)
BOUND_AFTER = re.compile(
    r"\s+or\s+(?:(?P<least>more)|(?P<most>fewer|less)|(?P<about>so))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be."""

    low: float | None
    best: float | None
    high: float | None
    approximate: bool = False


def value_of(match: re.Match[str]) -> float | None:
    """Return what a match of `NUMERAL` is worth; None where the words are no number."""
    if match["half"]:
        return _SCALES[match["half_scale"].casefold()] / 2
    if match["spaced"]:
        return float(re.sub(r"\s", "", match["spaced"]))
    if match["digits"]:
        return float(match["digits"].replace(",", "")) * _scale(match["digit_scale"])
    if match["article"]:
        rest = _words_value(match["rest"]) if match["rest"] else 0
        if rest is None:
            return None
        return _SCALES[match["article_scale"].casefold()] + rest
    if match["couple"]:
        return 2
    return _words_value(match["words"])


def _scale(name: str | None) -> int:
    if name is None:
        return 1
    short = {"bn": 1_000_000_000, "m": 1_000_000, "mn": 1_000_000, "k": 1_000}
    return short.get(name.casefold()) or _SCALES[name.casefold()]


def _words_value(text: str) -> float | None:
    """Add up number words; None where they are several numbers in a row ("two three")."""
    total, current, last = 0.0, 0.0, 0
    for word in re.split(r"[\s-]+", text.casefold()):
        if word in ("and", "a"):
            continue
        if word == "half":
            current += 0.5
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0.0
            last = 0
        else:
            worth = _TENS.get(word) or _UNITS[word]
            if last and not (last >= 20 and worth < 10):
                return None
            current += worth
            last = worth
    return total + current


def bound(value: float, before: str, after: str) -> tuple[Bounds, int]:
    """Read the words before and after a number that bound it.

    Returns:
        The bounds, and how many characters of `before` the bounding words take.
    """
    match, taken = BOUND.search(before), 0
    if match is not None:
        taken = len(before) - match.start()
    else:
        match = BOUND_AFTER.match(after)
    if match is None:
        return Bounds(value, value, value), 0
    kinds = match.groupdict()
    if kinds.get("most"):
        return Bounds(None, value, value), taken
    if kinds.get("least"):
        return Bounds(value, value, None), taken
    if kinds.get("over"):
        return Bounds(value, value, None, True), taken
    return Bounds(value, value, value, True), taken
