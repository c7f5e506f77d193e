"""Find the numbers of a text: what each is worth, what it counts, and which are no counts at all.

Ages, money, percentages, measures, clock times, dates, years, street numbers, phone numbers and
labels ("Route 9") are told apart, so that none of them is ever taken for a toll.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from firsthand.text.dates import find_dates
from firsthand.text.number_words import (
    NUMERAL,
    PEOPLES,
    VAGUE,
    VAGUE_FLOORS,
    Bounds,
    bound,
    value_of,
)
from firsthand.text.segment import has_lost_punctuation

NumberKind = Literal[
    "count",
    "vague",  # dozens, several: a floor, no figure
    "article",  # "a", "one" that may count one: the caller decides
    "money",
    "percent",
    "measure",
    "age",
    "date",  # of a date or a time of day
    "year",
    "street",
    "code",  # phone numbers, labels, scores, sizes written with letters
    "fraction",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """A number of a text with what it counts."""

    start: int  # of the bounding words, where there are any
    end: int
    phrase_end: int  # of the noun that it counts
    kind: NumberKind
    low: float | None
    best: float | None
    high: float | None
    noun: str | None = None  # singular; plural as written where it is a name ("Americans")
    approximate: bool = False
    others: bool = False  # comes on top of somebody named before: "four others", "another two"


# Words after which a noun phrase cannot go on.
_STOPS = frozenset(
    "a an the and or but nor of in on at by to for from with without within into onto over under "
    "after before during since until through across near outside inside between among against "
    "around about along behind beyond up down off out as than that which who whom whose when where "
    "while because if so is are was were be been being am has have had having do does did will "
    "would shall should may might can could must not it its he him his she her they them their we "
    "us our you your i my this these those there here including said says told who's dead killed "
    "died injured wounded hurt missing hospitalized hospitalised arrested detained were remained "
    "remain left ago later earlier more shot alone total each per versus vs via "
    "took take made came went got gave".split()
)
_PASSED = frozenset(
    "killed injured wounded missing arrested detained dead hurt shot other more".split()
)
_NOT_PLURAL = frozenset(
    "is was has this his its us as yes plus thus always perhaps across towards besides series "
    "previous serious various dangerous religious famous numerous suspicious unconscious "
    "says does goes remains news business process address access press class mass loss boss "
    "cross less unless christmas texas kansas paris los las mr mrs ms sports overseas".split()
)
_PLURALS = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "police": "police",
    "personnel": "personnel",
    "troops": "troop",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "cattle": "cattle",
    "sheep": "sheep",
    "aircraft": "aircraft",
    "others": "person",
    "dead": "person",
    "injured": "person",
    "wounded": "person",
    "species": "species",
    "buses": "bus",
    "viruses": "virus",
}
_SINGLE_NOUNS = frozenset(
    "person man woman boy girl child teen teenager baby infant student pupil soldier officer "
    "policeman civilian citizen worker fighter militant rebel gunman driver passenger victim "
    "protester demonstrator resident tourist migrant refugee contractor employee guard sailor "
    "pilot crewman member miner firefighter villager bystander pedestrian patient doctor nurse "
    "teacher journalist reporter prisoner inmate hostage suspect individual adult attacker bomber "
    "diplomat marine body fisherman rescuer policewoman motorist cyclist hiker".split()
)

_UNITS_OF_MEASURE = frozenset(
    "second minute hour day night week month year decade century mile kilometer kilometre meter "
    "metre yard foot inch acre hectare ton tonne degree time".split()
)

_MONEY_NOUN = re.compile(
    r"\s+(?:(?:u\s?\.?s\.?|american|australian|canadian|hong\s+kong)\s+)?(dollars?|euros?|pounds?|yen|yuan|rubles?|roubles?|"
    r"rupees?|pesos?|francs?|shekels?|dinars?|riyals?|lira|won|cents?)\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:US|C|A|HK|NZ)?([$£€¥])\s?$")
_CURRENCY_NOUN = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_REWARD = re.compile(
    r"\b(?:reward|bounty|fine|ransom|bail|worth|cost)\s+(?:of\s+)?(?:up\s+to\s+)?$", re.IGNORECASE
)
_PERCENT = re.compile(
    r"\s?%|\s+(?:percent|per\s+cent|pc\b)(?:age\s+points?)?|(?P<mille>\s?‰|\s+per\s+mille\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"[\s-]?(seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
    r"miles?|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|cm|mm|yards?|feet|foot|ft|inch(?:es)?|acres?|hectares?|"
    r"square\s+(?:miles|kilomet(?:er|re)s|met(?:er|re)s|feet)|tons?|tonnes?|kilograms?|kilos?|kg|grams?|ounces?|"
    r"lbs?|pc|kw|lit(?:er|re)s?|gallons?|barrels?|degrees?|mph|km/h|kph|knots?|megawatts?|mw|ghz|mhz|gb|mb|calib(?:er|re)|magnitude)\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]*year[\s-]olds?\b", re.IGNORECASE)
_AGE_PAIR = re.compile(
    r"(?:-|\s)?\s*(?:,\s*\d{1,2}-?\s*)*(?:and|or|,)\s+\d{1,2}[\s-]*year[\s-]old", re.IGNORECASE
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|aged\s+between|(?:man|woman|boy|girl|widow|widower|pensioner|youth)\s+of)\s+$",
    re.I,
)
_AGE_APPOSED = re.compile(r"[A-Z][\w’'.-]+(?:\s+(?:Jr|Sr|II|III)\.?)?,\s+$")
_AGE_CLOSES = re.compile(r"\s*(?:[,;.)]|\s(?:of|and|from)\b|$)")
# "the woman, 71, was found dead": one person between commas; "the rest, 40, were saved" is a count.
_AGE_OF_ONE = re.compile(
    r"\b(?!all\b|total\b|rest\b|men,|women,|children,|people,)[a-z]+(?<!s),\s+$"
)
_INPEOPLES = re.compile(r"\s+(?:\w+[\s-]){0,1}year[\s-]olds\b", re.IGNORECASE)
_STREET = re.compile(
    r"(?:\s+|\s*-\s*)block\s+of\b|"
    r"\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z][\w’'.-]*\s+|\d+(?:st|nd|rd|th)\s+){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Court|Ct|Place|Pl|Highway|Hwy|"
    r"Parkway|Pkwy|Terrace|Circle|Square|Pike)\b"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:Route|Interstate|I|Highway|Hwy|US|Flight|Room|Section|Article|Chapter|Channel|Unit|Platform|Gate|"
    r"Line|District|Ward|Number|No\.?|Level|Phase|Page|Boeing|Airbus|Exit|Pier|Tower|Building|"
    r"Apartment|Apt\.?|Suite|Title|Formula|World\s+War|Grade|Group|Division|Covid|Sars|Mig|Psalm|"
    r"Resolution|Bill|Proposition|Amendment|Engine|Ladder|Area|Zone|Sector|Station|Season|Episode|Top|text|"
    r"call|dial|dialed|called)[\s-]+$"
)
_LABEL_LOWER = re.compile(
    r"\b(?:covid|sars|interstate|route|highway|flight|channel|boeing|call|dial|tips|phone|number)\s+$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:\+?\d[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[\s.-](?:\d{4}|[A-Z]{4}|tips)\b(?:\s*\(?\d{4}\)?)?|\b911\b"
)
_RANGE = re.compile(r"\s*(?:-|–|\bto\b|\bor\b)\s*")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_PLUS = re.compile(r"\b(?:another|an?\s+additional|additional)\s+$", re.IGNORECASE)
_OTHERS = re.compile(r"\s+(?:others?|more|additional)\b", re.IGNORECASE)
_NONE = re.compile(
    r"(?<![\w-])(?:(?P<alone>none(?=\s+of|\s+were|\s+was|\b)|nobody|no\s+one|no-one)|(?P<no>no|zero)\s+"
    r"(?:(?:immediate\s+|confirmed\s+|initial\s+)?(?:reports?|word|sign|indication|evidence)\s+of\s+(?:any\s+)?)?"
    r"(?=[\w-]))",
    re.IGNORECASE,
)
_NOUN_OF_NO = re.compile(r"\b(?:reports?|word|signs?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_GAP = re.compile(r"\s*")
_ARTICLE = re.compile(r"(?<![\w.-])(an?|one)\s+(?=[\w-])", re.IGNORECASE)
_REACH = 40  # characters before a number in which what bounds or labels it stands
MOST_NOUN_WORDS = 6  # "two of the six surviving high school students" is longer: rare


def find_numbers(text: str) -> list[NumberWords]:
    """Find all numbers of a text, those written in words included, ordinals left out.

    Returns:
        In text order, none overlapping.
    """
    reader = _Reader(text)
    found = [*reader.numerals(), *reader.vague(), *reader.nones(), *reader.articles()]
    kept: list[NumberWords] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


class _Reader:
    """One text and what was found out about it as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stripped = has_lost_punctuation(text)
        self.dated = [(w.start, w.end, w.form) for w in find_dates(text)]
        self.phones = [(*match.span(), "") for match in _PHONE.finditer(text)]

    def numerals(self) -> list[NumberWords]:
        out: list[NumberWords] = []
        position = 0
        for match in NUMERAL.finditer(self.text):
            if match.start() < position:
                continue
            value = value_of(match)
            if value is None or (match["words"] or "").casefold() == "one":
                continue
            if re.match(r"(?:st|nd|rd|th)\b", self.text[match.end() : match.end() + 4]):
                continue
            number = self._range(match, value) or self._number(match.start(), match.end(), value)
            out.append(number)
            position = number.end
        return out

    def _number(self, start: int, end: int, value: float) -> NumberWords:
        before = self.text[max(0, start - _REACH) : start]
        kind, noun, phrase_end = self._no_count(start, end, value, before)
        currency = _CURRENCY.search(before) if kind == "money" else None
        if currency is not None:
            start -= len(currency.group())
            before = self.text[max(0, start - _REACH) : start]
        bounds, taken = bound(value, before, self.text[end : end + 20])
        others = False
        if kind == "count":
            noun, phrase_end, others = self._counted(end, plural=value != 1)
            others = others or _PLUS.search(before) is not None
        return NumberWords(
            start=start - taken,
            end=end,
            phrase_end=phrase_end,
            kind=kind,
            low=bounds.low,
            best=bounds.best,
            high=bounds.high,
            noun=noun,
            approximate=bounds.approximate,
            others=others,
        )

    def _range(self, match: re.Match[str], low: float) -> NumberWords | None:
        """Read "20 to 30 people", "between 20 and 30", "15-20"."""
        before = self.text[max(0, match.start() - _REACH) : match.start()]
        between = _BETWEEN.search(before)
        joint = (
            re.compile(r"\s+and\s+").match(self.text, match.end())
            if between
            else _RANGE.match(self.text, match.end())
        )
        if joint is None or self._is_taken(match.start(), match.end()):
            return None
        second = NUMERAL.match(self.text, joint.end())
        if second is None and self.text[joint.end() - 1 : joint.end()] in "-–":
            second = re.compile(
                NUMERAL.pattern.replace("(?<![\\w.,:/-])", "", 1), NUMERAL.flags
            ).match(self.text, joint.end())
        high = value_of(second) if second is not None else None
        if second is None or high is None or high <= low:
            return None
        last = self._number(second.start(), second.end(), high)
        start = match.start() - (len(between.group()) if between else 0)
        if last.kind not in ("count", "money", "percent", "measure"):
            return None
        return NumberWords(
            start=start,
            end=last.end,
            phrase_end=last.phrase_end,
            kind=last.kind,
            low=low,
            best=None,
            high=high,
            noun=last.noun,
            approximate=True,
            others=last.others,
        )

    def _is_taken(self, start: int, end: int) -> bool:
        return _cover(self.dated, start, end) is not None or (
            _cover(self.phones, start, end) is not None
        )

    def _no_count(
        self, start: int, end: int, value: float, before: str
    ) -> tuple[NumberKind, str | None, int]:
        """Tell what kind of number this is, with its unit where the kind gives it."""
        text = self.text
        if _cover(self.phones, start, end) is not None:
            return "code", None, end
        if self._is_age(start, end, value, before):
            return "age", "year", end
        if _CURRENCY.search(before):
            return "money", _CURRENCY_NOUN[_CURRENCY.search(before).group(1)], end  # type: ignore[union-attr]
        money = _MONEY_NOUN.match(text, end)
        if money:
            return "money", _singular(money.group(1).casefold()), money.end()
        if _REWARD.search(before):
            return "money", "money", end
        percent = _PERCENT.match(text, end)
        if percent:
            return "percent", "per mille" if percent["mille"] else "percent", percent.end()
        form = _cover(self.dated, start, end)
        if form is not None:
            return ("year" if form in ("year", "decade") else "date"), None, end
        measure = _MEASURE.match(text, end)
        if measure and not re.match(r"[\s-]*old\b", text[measure.end() : measure.end() + 8]):
            return "measure", _singular(measure.group(1).casefold()), measure.end()
        if self._is_street(start, end):
            return "street", None, end
        if self._is_code(start, end, value):
            return "code", None, end
        if self._is_bare(start, end, before):
            return (
                ("year" if re.fullmatch(r"(?:19|20)\d\d", text[start:end]) else "code"),
                None,
                end,
            )
        return "count", None, end

    def _is_street(self, start: int, end: int) -> bool:
        if not self.text[start:end].isdecimal():
            return False
        match = _STREET.match(self.text, end)
        if match is None and self.stripped:
            match = re.compile(r"\s+block\s+of\b").match(self.text, end)
        return match is not None

    def _is_code(self, start: int, end: int, value: float) -> bool:
        text = self.text
        digits = text[start:end]
        if re.match(r"-[^\W\d_]", text[end : end + 12]):
            return True  # "a two-story house", "a 15-member panel"
        if not digits[:1].isdigit():
            return False
        before = text[max(0, start - _REACH) : start]
        if _LABEL_BEFORE.search(before) or (self.stripped and _LABEL_LOWER.search(before)):
            return True
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            return True
        if text[end : end + 1] in "-–/:" and re.match(r"[-–/:]\w", text[end : end + 12]):
            return True  # "3-2", "9/11", "737-800"
        if re.match(r"\s+\d", text[end : end + 12]) and re.search(r"\d\s+$", before):
            return True
        if digits.startswith("0") and len(digits) > 1 and "." not in digits:
            return True
        return (
            digits.isdecimal()
            and len(digits) > 4
            and len(set(digits)) > 3
            and value % 10 != 0
            and (
                not _WORD.match(text, _GAP.match(text, end).end())  # type: ignore[union-attr]
            )
        )

    def _is_bare(self, start: int, end: int, before: str) -> bool:
        """Tell "Model 3", "the Act 1974" from "killing 24": a name leads it, no noun follows."""
        if not self.text[start:end].isdecimal() or self._counted(end, plural=True)[0] is not None:
            return False
        if re.fullmatch(r"(?:19|20)\d\d", self.text[start:end]):
            return True
        led = re.search(r"(?:^|[.!?:\n]\s+|[^\w\s])?\b([A-Z][\w’'.-]*|iPhone)\s$", before)
        # The first word of a sentence bears a capital without being a name: "Killed 24 in all".
        return led is not None and led.group()[0].isalpha() and led.start() > 0

    def _is_age(self, start: int, end: int, value: float, before: str) -> bool:
        text = self.text
        if value != int(value) or not 0 <= value <= 120:
            return False
        if _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(before):
            return (
                not re.match(r"\s", text[end : end + 12])
                or not _INPEOPLES.match(text, end)
                or (text[start:end].isdecimal())
            )
        if _AGE_PAIR.match(text, end):
            return True
        if _AGE_APPOSED.search(before) and _AGE_CLOSES.match(text, end):
            return True
        set_off = text[start:end].isdecimal() and text[end : end + 1] == ","
        if set_off and _AGE_OF_ONE.search(before):
            return True
        return self.stripped and self._is_unmarked_age(start, end, before)

    def _is_unmarked_age(self, start: int, end: int, before: str) -> bool:
        """Tell "leo marsh 22 was charged" from "killing 22 and wounding 40"."""
        if not re.fullmatch(r"[1-9]\d", self.text[start:end]):
            return False
        following = re.match(
            r"\s+(?:was|were|of|is|who|has|had|died|from|and)\b", self.text[end : end + 12]
        )
        previous = re.search(r"([a-z’']+)\s+$", before)
        if following is None or previous is None:
            return False
        word = previous.group(1)
        return word not in _STOPS and not word.endswith(("ing", "ed", "ly")) and len(word) > 2

    def _counted(self, end: int, *, plural: bool) -> tuple[str | None, int, bool]:
        """Find the noun that a number ending here counts.

        Returns:
            The noun (singular), where it ends, and whether "others" stand with it.
        """
        others = False
        text = self.text
        olds = _INPEOPLES.match(text, end) or re.compile(
            r"\s+\d{1,3}[\s-]years?[\s-]olds\b", re.IGNORECASE
        ).match(text, end)
        if olds:
            return "person", olds.end(), False
        of = re.compile(
            r"\s+of\s+(?:the\s+|those\s+|these\s+|its\s+|their\s+|his\s+|her\s+|our\s+)?",
            re.IGNORECASE,
        ).match(text, end)
        position = of.end() if of else end
        words: list[tuple[str, int]] = []
        for _ in range(MOST_NOUN_WORDS):
            gap = re.compile(r"[ \t\n\u00a0]+(?:[\"“‘'](?=\w))?|(?<=\s)").match(text, position)
            match = _WORD.match(text, gap.end() if gap else position)
            if match is None or (gap is None and not of):
                break
            word = match.group().casefold().removesuffix("'s").removesuffix("’s")
            possessive = len(word) < len(match.group())
            if word in ("other", "others", "more", "additional"):
                others = True
            if word in _STOPS and not (word in _PASSED and _goes_on(text, match.end())):
                if word in ("dead", "injured", "wounded") and not words and plural:
                    return None, end, others
                break
            position = match.end()
            if possessive:
                continue
            words.append((match.group(), match.end()))
            if plural and _is_plural(match.group()) and not _goes_on_plural(text, match.end()):
                return _name_noun(match.group()), match.end(), others
            if not plural and word in _SINGLE_NOUNS:
                return word, match.end(), others
            if text[match.end() : match.end() + 1] in ",.;:)":
                break
        if words and not plural:
            return _singular(words[-1][0].casefold()), words[-1][1], others
        return None, end, others

    def vague(self) -> list[NumberWords]:
        out = []
        for match in VAGUE.finditer(self.text):
            name = " ".join(match["words"].casefold().split())
            scale = match["scale"] or match["few_scale"]
            floor = VAGUE_FLOORS.get(name)
            if scale:
                scale_value = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
                floor = 2 * scale_value[scale.casefold()]
            noun, phrase_end, others = self._counted(match.end(), plural=True)
            if noun is None and name in ("many", "several", "a few"):
                continue
            out.append(
                NumberWords(
                    start=match.start(),
                    end=match.end(),
                    phrase_end=phrase_end,
                    kind="measure" if noun in _UNITS_OF_MEASURE else "vague",
                    low=floor,
                    best=None,
                    high=None,
                    noun=noun,
                    approximate=True,
                    others=others,
                )
            )
        return out

    def nones(self) -> list[NumberWords]:
        out = []
        for match in _NONE.finditer(self.text):
            if match["alone"]:
                noun, end, phrase_end = "person", match.end(), match.end()
            else:
                end = match.end("no")
                counted, phrase_end, _ = self._counted(match.end() - 1, plural=True)
                if counted is None:
                    counted, phrase_end, _ = self._counted(match.end() - 1, plural=False)
                    if counted not in _SINGLE_NOUNS:
                        continue
                noun = counted or ""
            bounds = Bounds(0, 0, 0)
            out.append(
                NumberWords(
                    start=match.start(),
                    end=end,
                    phrase_end=phrase_end,
                    kind="count",
                    low=bounds.low,
                    best=bounds.best,
                    high=bounds.high,
                    noun=noun,
                )
            )
        return out

    def articles(self) -> list[NumberWords]:
        out = []
        for match in _ARTICLE.finditer(self.text):
            one = match[1].casefold() == "one"
            of = one and self.text.startswith("of ", match.end())
            noun, phrase_end, others = self._counted(match.end(1), plural=of)
            if noun is None or (noun not in _SINGLE_NOUNS and not one):
                continue
            out.append(
                NumberWords(
                    start=match.start(),
                    end=match.end(1),
                    phrase_end=phrase_end,
                    kind="count" if one and not of and noun in _SINGLE_NOUNS else "article",
                    low=1,
                    best=1,
                    high=1,
                    noun=noun,
                    others=others,
                )
            )
        return out


def _cover(spans: Sequence[tuple[int, int, str]], start: int, end: int) -> str | None:
    """Return the label of the span that shares a character with a run; spans are in order."""
    i = bisect_left(spans, end, key=itemgetter(0)) - 1
    return spans[i][2] if i >= 0 and spans[i][1] > start else None


def _goes_on(text: str, end: int) -> bool:
    """Say whether a plural noun follows at once: "50 wounded soldiers"."""
    match = re.compile(r"\s+([^\W\d_][\w’'-]*)").match(text, end)
    return match is not None and _is_plural(match.group(1))


def _goes_on_plural(text: str, end: int) -> bool:
    """Say whether the plural is only a modifier: "two sales managers", "40 arms dealers"."""
    match = re.compile(r"\s+([^\W\d_][\w’'-]*)").match(text, end)
    if match is None or match.group(1).casefold() in _STOPS:
        return False
    word = match.group(1).casefold()
    return word in _PLURALS or (
        _is_plural(word) and not word.endswith(("ings", "ies")) and _singular(word) in _SINGLE_NOUNS
    )


def _is_plural(word: str) -> bool:
    form = word.casefold()
    if form in _PLURALS:
        return form not in ("dead", "injured", "wounded")
    if form.endswith("men") and len(form) > 4:
        return form not in ("specimen", "abdomen", "regimen", "omen", "yemen")
    return (
        len(form) > 3
        and form.endswith("s")
        and not form.endswith(("ss", "ous", "'s", "’s", "sis", "cs"))
        and form not in _NOT_PLURAL
    )


def _name_noun(word: str) -> str:
    """Return the singular; the people of a country stay plural and capitalised ("Americans")."""
    if word.casefold() in PEOPLES:
        return word.capitalize()
    if word[:1].isupper() and word.casefold() not in _PLURALS and not word.isupper():
        single = _singular(word.casefold())
        return single if single in _SINGLE_NOUNS else word
    return _singular(word.casefold())


def _singular(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
