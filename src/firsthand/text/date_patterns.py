"""The regular expressions of date words, and the words that tell how to read them.

Groups carry the same name wherever they mean the same: month, day, year, weekday, relation, unit,
number, part, stretch. `date_grammar` takes the matches apart.
"""

from __future__ import annotations

import re
from typing import Literal

from firsthand.text.calendar_words import MONTHS, WEEKDAYS

Form = Literal[
    "date",  # a calendar date: month and day, with or without year and weekday
    "month",
    "year",
    "decade",
    "season",
    "weekday",
    "day",  # today, yesterday, tonight, overnight
    "period",  # last week, this month, over the weekend
    "ago",  # two days ago
    "distance",  # two days before that, a day later, the next day
    "past",  # over the past three weeks
    "duration",  # for more than a year
    "holiday",
    "time",  # a time of day without a date
]

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_SHORT_MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec".split()

_MONTH = rf"(?P<month>(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(_SHORT_MONTHS)})\b\.?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_ANY_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|(?:mon|tues?|wed|thurs?|thur?|fri|sat|sun)\b\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![,.]\d|%)"
# No day of the month: "5,000", "5 a.m.", "10 percent", and the "3 people" of a stripped text.
_DAY = (
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
    r"(?![,.:]\d|%|\s*(?:percent|million|people|men\b|women|children|[ap]\.?\s?m\b))"
)
_NUMBER = rf"(?P<number>\d{{1,3}}|an?|a\s+couple(?:\s+of)?|{'|'.join(NUMBERS[1:])})"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_PART = r"(?P<part>morning|afternoon|evening|night)"
_STRETCH = r"(?P<stretch>early|mid|late|the\s+beginning\s+of|the\s+end\s+of)[\s-]+"

CLOCK = re.compile(
    r"""(?:(?:at|about|around|by|just\s+(?:before|after)|shortly\s+(?:before|after)|before|after|
        nearly|approximately|roughly)\s+){0,3}
    (?:(?P<hour>1[0-2]|0?[1-9])(?:[:.\s](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?
      |\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![:\d-])
      |\b(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s+(?:gmt|utc|hours|local\s+time))
      |(?P<hour12>1[0-2]|[1-9])\s+o['’\s]?\s?clock(?:\s+in\s+the\s+(?P<half12>morning|afternoon|evening))?
      |(?<=at\s)(?P<word>noon|midnight)|(?<=around\s)(?P<word2>noon|midnight)|(?<=about\s)(?P<word3>noon|midnight)
      |(?<=before\s)(?P<word4>noon|midnight)|(?<=after\s)(?P<word5>noon|midnight))
    (?:\s+(?:gmt|utc|e[sd]?t|c[sd]t|m[sd]t|p[sd]?t|local\s+time|hours)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)

# Names that hold a weekday: no day is meant.
NOT_DAYS_BEFORE = re.compile(
    r"(?:black|bloody|super|sheffield|good|holy|ash|palm|cyber|the\s+mail\s+on)\s+$", re.IGNORECASE
)
NOT_DAYS_AFTER = re.compile(
    r"\s+(?:times|mirror|telegraph|express|herald|night\s+(?:live|football|lights))\b",
    re.IGNORECASE,
)
# Words before which, or after which, "may" and "march" are months.
MONTH_SIGN = re.compile(
    r"\b(?:in|since|of|until|last|next|early|late|mid|during|through|from|between|by|at|every)[\s-]+$",
    re.IGNORECASE,
)
UNSURE_MONTHS = frozenset("may march august april june mar jan jun dec sep".split())
YEAR_SIGN = re.compile(
    r"\b(?:in|since|of|until|during|through|from|between|by|before|after|late|early|mid|the|that|year|"
    r"and|to|his|her|its|their|a|for)[\s-]+$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s+(?:block\b|people|troops|soldiers|men\b|women|dollars|miles|votes|met(?:er|re)s|feet|yards|"
    r"pounds|tons|jobs|square|cases|percent|homes|houses|members|residents|students|words)",
    re.IGNORECASE,
)

FORWARD = re.compile(
    r"\b(?:will|['’]ll|would|shall|won['’]?t|"
    r"(?:is|are|be|was|were|['’]re|['’]s)\s+(?:to|expected|scheduled|due|set|slated|going)|"
    r"scheduled|expected|slated|due|set)\b(?!\s+(?:up|off|out|on\s+fire))|"
    r"\b(?:plan(?:s|ned)?|planning|hopes?|intends?|vow(?:s|ed)|prepar(?:es|ing))\s+(?:to|for)\b|"
    r"\b(?:until|as\s+(?:soon|early)\s+as|starting|beginning|effective|upcoming|expires?|begins|starts|resumes)"
    r"(?:\s+(?:on|at|from))?(?:\s+(?:noon|midnight|\S{1,5}\s+[ap]\.?\s?m\.?))?\s+$",
    re.IGNORECASE,
)
# After the date only a verb that cannot be read otherwise counts.
FORWARD_AFTER = re.compile(
    r"\b(?:will|['’]ll|shall|won['’]?t|(?:is|are|['’]re)\s+(?:to|expected|scheduled|due|set|slated|going))\b",
    re.IGNORECASE,
)
BACKWARD = re.compile(
    r"\b(?:said|says|told|was|were|had|has|have|been|did|announced|reported|died|killed|(?!united)[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
# "declared Monday a day of mourning"
DAY_TO_COME = re.compile(r"\s+(?:as\s+)?an?\s+(?:\w+\s+)?(?:day|holiday)\b", re.IGNORECASE)
SAYING_REACH = 40  # characters on either side of a date in which its verb of saying stands
_SAYING = (
    r"(?:said|says|say|told|tells|announced|announces|reported|reports|confirmed|tweeted|wrote|added|"
    r"stated|posted|declared|acknowledged|warned|insisted|testified|identified|released)"
)
SAYING_BEFORE = re.compile(
    rf"\b{_SAYING}(?:\s+(?:in\s+a\s+(?:statement|news\s+release|release|tweet|post)|reporters|late|early|"
    r"on|at|the|by\s+telephone|twitter)){0,4},?\s+$",
    re.IGNORECASE,
)
SAYING_AFTER = re.compile(rf",?\s+(?:that\s+)?{_SAYING}\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n")

_SEASONS = "spring|summer|autumn|fall|winter"
_HOLIDAYS = (
    r"christmas\s+eve|christmas(?:\s+day)?|boxing\s+day|new\s+year['’\s]?\s?s\s+eve|"
    r"new\s+year['’\s]?\s?s\s+day|halloween|valentine['’\s]?\s?s\s+day|independence\s+day|"
    r"(?:the\s+)?fourth\s+of\s+july|thanksgiving(?:\s+day)?|labor\s+day|memorial\s+day|veterans\s+day"
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


MONTH_SIGNS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASON_SIGNS = ("spring", "summer", "autumn", "fall", "winter")
HOLIDAY_SIGNS = ("christmas", "boxing", "new", "halloween", "valentine", "july", "thanks", "day")
CLOCK_SIGNS = (
    ".m", "am", "pm", "a m", "p m", ":", "clock", "noon", "midnight", "gmt", "utc", "hours",
    "local",
)  # fmt: skip
# Form, expression, and words without one of which (case folded) the expression cannot match: it is
# tried around these alone, and seeking them costs a fiftieth of trying it everywhere.
PATTERNS: tuple[tuple[Form, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "date",
        _compile(rf"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>1[0-2]|0?[1-9])[-/]{_DAY}"),
        ("/", "-"),
    ),
    (
        "date",
        _compile(
            r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)"
            r"(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/])"
        ),
        ("/", "."),
    ),
    (
        "date",
        _compile(
            rf"\b(?:{_ANY_WEEKDAY},?\s+(?:the\s+)?)?{_MONTH}\s*(?:the\s+)?{_DAY}"
            rf"(?:\s?(?:-|–|to\s|through\s)\s?(?P<last_day>3[01]|[12]\d|0?[1-9])\b(?![:\d]))?(?:,?\s+{_YEAR})?"
        ),
        MONTH_SIGNS,
    ),
    (
        "date",
        _compile(
            rf"\b(?:{_ANY_WEEKDAY},?\s+(?:the\s+)?)?(?:(?P<first_day>3[01]|[12]\d|[1-9])\s?[-–]\s?)?"
            rf"{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
        ),
        MONTH_SIGNS,
    ),
    (
        "month",
        _compile(
            rf"\b(?:{_STRETCH})?(?:(?P<relation>last|this|next|this\s+past)\s+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
        ),
        MONTH_SIGNS,
    ),
    (
        "weekday",
        _compile(
            rf"\b(?P<part>night|morning|afternoon|evening|early\s+hours)\s+of\s+(?:the\s+|this\s+)?{_WEEKDAY}\b"
        ),
        (" of",),
    ),
    (
        "weekday",
        _compile(
            r"\b(?:(?P<stretch>early|late|overnight)\s+(?:on\s+)?)?"
            r"(?:(?P<relation>last|this\s+past|past|next|this(?:\s+coming)?|the\s+following|the\s+previous)\s+)?"
            rf"{_WEEKDAY}\b(?:['’]s\b)?(?:,?\s+(?:at\s+|in\s+the\s+)?(?:early\s+|late\s+)?{_PART}\b)?"
        ),
        ("day",),
    ),
    (
        "day",
        _compile(
            r"\b(?:(?:early|late|earlier|later)\s+)?(?P<word>today|yesterday|tomorrow|tonight|overnight|last\s+night|"
            rf"this\s+(?:morning|afternoon|evening))\b(?:\s+{_PART}\b)?"
        ),
        ("today", "yesterday", "tomorrow", "tonight", "overnight", "last", "this"),
    ),
    (
        "period",
        _compile(
            r"\b(?:(?P<stretch>earlier|later|early|late)\s+(?:in\s+)?)?"
            r"(?P<relation>last|this\s+past|the\s+past|past|this|next|the\s+previous|the\s+following|the\s+coming)\s+"
            r"(?P<unit>weekend|week|month|year|decade)\b(?!\s*-)"
        ),
        ("week", "month", "year", "decade"),
    ),
    (
        "period",
        _compile(
            r"\b(?:over|during|at|on|for|through(?:out)?|of)\s+(?P<relation>the)\s+(?P<unit>weekend)\b"
        ),
        ("weekend",),
    ),
    (
        "period",
        _compile(
            r"\b(?P<stretch>earlier|later)\s+in\s+(?P<relation>the)\s+(?P<unit>week|month|year)\b"
        ),
        ("earlier", "later"),
    ),
    (
        "season",
        _compile(
            rf"\b(?:(?:over|during|in|through|throughout|by|since)\s+)?(?P<relation>last|this\s+past|this|next|the)\s+(?P<season>{_SEASONS})\b"
            rf"(?:\s+of\s+{_YEAR}|\s+(?P<year2>(?:19|20)\d\d)\b)?"
        ),
        SEASON_SIGNS,
    ),
    ("season", _compile(rf"\b(?P<season>{_SEASONS})\s+(?:of\s+)?{_YEAR}"), SEASON_SIGNS),
    (
        "decade",
        _compile(r"\b(?:(?P<stretch>early|mid|late)[\s-]+)?(?P<year>(?:19|20)\d0)['’]?s\b"),
        ("0s", "0's", "0’s"),
    ),
    (
        "decade",
        _compile(r"\bthe\s+(?:(?P<stretch>early|mid|late)[\s-]+)?['’](?P<year>\d0)s\b"),
        ("0s", "0's", "0’s"),
    ),
    ("year", _compile(rf"\b(?<![$£€/.\d-]){_YEAR}(?!\s*[/\d-])"), ("19", "20")),
    ("ago", _compile(rf"\b{_NUMBER}\s+{_UNIT}\s+ago\b"), (" ago", "\nago")),
    (
        "distance",
        _compile(
            rf"\b(?:(?:just|only|about)\s+)?{_NUMBER}\s+{_UNIT}\s+"
            r"(?P<way>before\s+that|after\s+that|earlier|later|previously|afterwards?|prior)\b"
        ),
        ("before that", "after that", "earlier", "later", "previous", "afterward", "prior"),
    ),
    (
        "distance",
        _compile(
            r"\bthe\s+(?P<step>next|following|same|previous|very\s+next)\s+(?:day|(?P<part>morning|afternoon|evening|night))\b"
        ),
        ("the", "that", "same"),
    ),
    (
        "distance",
        _compile(
            r"\bthe\s+(?P<step>(?:day|night|evening|morning)\s+before|day\s+after)(?=\s*[,.;)]|\s*$)"
        ),
        ("before", "day after"),
    ),
    (
        "distance",
        _compile(
            r"\b(?P<step>later|earlier)\s+(?:in\s+the|that|the\s+same|on\s+the\s+same)\s+(?:day|(?P<part>morning|afternoon|evening|night))\b"
        ),
        ("the", "that", "same"),
    ),
    (
        "distance",
        _compile(r"\b(?P<step>that|same)\s+(?:day|(?P<part>morning|afternoon|evening|night))\b"),
        ("the", "that", "same"),
    ),
    (
        "past",
        _compile(
            rf"\b(?:the|these)\s+(?:past|last|previous)\s+(?:{_NUMBER}|few|several)\s+{_UNIT}\b"
        ),
        ("past", "last", "previous"),
    ),
    (
        "duration",
        _compile(
            rf"\bfor\s+(?:more\s+than|over|at\s+least|almost|nearly|about)\s+{_NUMBER}\s+(?P<unit>week|month|year|decade)s?\b"
        ),
        ("for",),
    ),
    (
        "holiday",
        _compile(
            rf"\b(?:on|since|around|last|this|until|after|before)\s+(?P<holiday>{_HOLIDAYS})\b(?!\s+(?:party|parties|sales?|weekend|market|shopp))"
        ),
        HOLIDAY_SIGNS,
    ),
)
