"""Find the places that a text names, and choose which place of that name is meant.

A name is a place only where nothing speaks against it: not inside a longer name ("Toledo Times"),
not a person's ("Jack London"), not a capital that stands for its government ("Baghdad said").
A text without capitals gives less: countries, places with their division, big cities after a
preposition, and names of several words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from firsthand.text.place_table import PlaceRecord, key_of, look_up
from firsthand.text.place_words import (
    ACTING_AFTER,
    COMMON_NAMES,
    COMMON_WORDS,
    CONNECTORS,
    DATELINE,
    DIRECTIONS,
    FUNCTION_WORDS,
    LOCATIVE_BEFORE,
    NAME_WORDS_AFTER,
    SHORT_FORMS,
    STREET,
    STREET_LOWER,
    TIME_WORDS,
)

Precision = Literal["street", "city", "region", "country", "unknown"]

MOST_NAME_WORDS = 4
MOST_QUALIFIER_GAP = 3  # characters between a town and its state: ", " or " ("
# In thousands of people. A smaller town needs a sign ("in", a state after it); LGL: 100 keeps
# "Toledo said" and loses "Davis said".
LEAST_PEOPLE_ALONE = 100
LEAST_PEOPLE_OF_DIVISION = 1500
LEAST_PEOPLE_UNMARKED = 500  # in a text without capitals
SAME_REGION = 2.0  # against one factor of ten in population
SAME_COUNTRY = 1.5
COUNTRY_BONUS = 4.0  # a country is meant before a town of its name
STATE_BONUS = 2.0
SUPPORT = 0.6  # for each other name of the text that has a place in the same division
MOST_SUPPORT = 5

_PRECISION: Mapping[str, Precision] = {
    "N": "country",
    "R": "region",
    "D": "region",
    "A": "region",
    "C": "city",
}
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\b(?:{SHORT_FORMS}|ST|MT|FT|MD|PA|VA|GA|LA)\.|[^\W\d_](?:[\w’'ʼ]|-(?=\w))*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The words of a text that name a place, and where the gazetteer puts it."""

    start: int
    end: int  # with the state or country that follows: "Toledo, Ohio"
    name: str
    country: str | None = None  # ISO 3166 alpha-2
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "unknown"


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int  # without a possessive
    form: str
    capital: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of words that is somewhere in the gazetteer."""

    first: int  # index of its first word
    last: int  # one past its last, without the qualifier
    end: int  # in characters, with the qualifier
    name: str
    records: tuple[PlaceRecord, ...]
    qualified: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text and what its words tell of each other."""

    text: str
    words: Sequence[_Word]
    people: frozenset[str]  # surnames
    lower: frozenset[str]  # words that also stand without a capital


def find_places(text: str) -> list[PlaceWords]:
    """Find the places that a text names, street addresses included.

    Returns:
        In text order, none overlapping. A street has no coordinates: the country and the division
        are those of the town named nearest, where there is one.
    """
    words = _read_words(text)
    cased = sum(word.capital for word in words) * 50 > len(words)
    candidates = _candidates(text, words, cased)
    streets = _streets(text, cased)
    candidates = [
        c
        for c in candidates
        if not any(a < c.end and words[c.first].start < b for a, b, _ in streets)
    ]
    hints, support = _hints(words, candidates, cased), _support(candidates)
    chosen = [_place(words[c.first].start, c, _choose(c, hints, support)) for c in candidates]
    towns = [p for p in chosen if p.precision == "city"]
    chosen += [_street(a, b, name, towns) for a, b, name in streets]
    return sorted(chosen, key=lambda p: (p.start, p.end))


def _read_words(text: str) -> list[_Word]:
    words = []
    for match in _TOKEN.finditer(text):
        form, end = match.group(), match.end()
        possessive = form.endswith(("'s", "’s"))
        if possessive:
            end -= 2
        elif form.endswith(("'", "’")):
            end -= 1
        written = text[match.start() : end]
        words.append(_Word(match.start(), end, written, written[:1].isupper(), possessive))
    return words


# ---------------------------------------------------------------- candidates


def _candidates(text: str, words: Sequence[_Word], cased: bool) -> list[_Candidate]:
    scene = _Scene(
        text,
        words,
        _person_words(text, words) if cased else frozenset(),
        frozenset(word.form for word in words if not word.capital),
    )
    fits = _fits_cased if cased else _fits_unmarked
    out: list[_Candidate] = []
    position = 0
    while position < len(words):
        candidate = _longest(text, words, position, cased)
        if candidate is None:
            position += 1
            continue
        candidate = _with_qualifier(text, words, candidate, cased)
        if fits(scene, candidate):
            out.append(candidate)
            position = candidate.last
            while position < len(words) and words[position].start < candidate.end:
                position += 1
        else:
            position = candidate.last  # "Prince George" of a longer name is no place of its own
    return out


def _longest(text: str, words: Sequence[_Word], first: int, cased: bool) -> _Candidate | None:
    if cased and not words[first].capital:
        return None
    longest = min(len(words), first + MOST_NAME_WORDS)
    for last in range(longest, first, -1):
        run = words[first:last]
        if not _is_one_name(text, run, cased):
            continue
        end = run[-1].end
        key = key_of(text[run[0].start : end])
        if not cased and last - first == 2 and len(key) == 3:
            key = key.replace(" ", "")  # "u s", "d c"
        records = tuple(r for r in look_up(key) if r.kind not in "SP") if key else ()
        if not records:
            continue
        if key in ("us", "la", "uk", "dc", "uae") and cased and not run[0].form[:2].isupper():
            continue
        return _Candidate(first, last, end, text[run[0].start : end], records)
    return None


def _is_one_name(text: str, run: Sequence[_Word], cased: bool) -> bool:
    for before, word in pairwise(run):
        gap = text[before.end : word.start]
        if before.possessive:
            gap = gap[2:]
        if gap not in (" ", "\n", ". ", "-", " \n"):
            return False
        if cased and not word.capital and word.form not in CONNECTORS:
            return False
    return not cased or run[-1].capital


def _with_qualifier(
    text: str, words: Sequence[_Word], candidate: _Candidate, cased: bool
) -> _Candidate:
    """Take in the division or country that follows a town: "Toledo, Ohio", "Hull, England"."""
    towns = [r for r in candidate.records if r.kind in "CD"]
    if not towns or candidate.last >= len(words):
        return candidate
    for last in range(min(len(words), candidate.last + 3), candidate.last, -1):
        run = words[candidate.last : last]
        gap = text[candidate.end : run[0].start]
        if not re.fullmatch(r"(?:,| \(|,\n)?\s?" if cased else r"\s", gap):
            return candidate
        if cased and (not gap.strip() or not run[0].capital):
            continue
        if not _is_one_name(text, run, cased):
            continue
        wide = [r for r in look_up(key_of(text[run[0].start : run[-1].end])) if r.kind in "NRS"]
        if not cased:
            wide = [r for r in wide if r.kind != "S"]
        fitting = tuple(t for t in towns if any(_lies_in(t, w) for w in wide))
        if fitting:
            end = run[-1].end
            return _Candidate(
                candidate.first, candidate.last, end, candidate.name, fitting, qualified=True
            )
    return candidate


def _lies_in(town: PlaceRecord, wide: PlaceRecord) -> bool:
    if town.country != wide.country:
        return False
    return wide.kind == "N" or town.region == wide.region


# ---------------------------------------------------------------- what is no place


def _person_words(text: str, words: Sequence[_Word]) -> frozenset[str]:
    """Return the words that stand as a surname somewhere: "Brian Davis" makes Davis a person."""
    found = set()
    for before, word in pairwise(words):
        if not (before.capital and word.capital) or text[before.end : word.start] not in (
            " ",
            ". ",
        ):
            continue
        if before.possessive or before.form in DIRECTIONS or key_of(before.form) in FUNCTION_WORDS:
            continue
        both = look_up(key_of(f"{before.form} {word.form}"))
        if not both and not _is_wide(before.form):
            found.add(word.form)
    return frozenset(found)


def _is_wide(form: str) -> bool:
    return any(r.kind in "NRAP" for r in look_up(key_of(form)))


def _fits_cased(scene: _Scene, candidate: _Candidate) -> bool:
    text, words = scene.text, scene.words
    first = words[candidate.first]
    before = text[max(0, first.start - 24) : first.start]
    located = LOCATIVE_BEFORE.search(before) is not None
    if _is_part_of_name(text, words, candidate):
        return False
    if candidate.qualified or _is_dateline(text, words, candidate):
        return True
    single = candidate.last == candidate.first + 1
    key = key_of(candidate.name)
    if key in COMMON_NAMES:
        return False
    wide = any(_is_well_known(record) for record in candidate.records)
    if (
        single
        and (key in COMMON_WORDS or first.form.lower() in scene.lower)
        and not (wide and located)
    ):
        return False
    if _is_metonym(text, words, candidate, located):
        return False
    if key in ("us", "uk", "uae"):
        return located
    if wide:
        return True
    if single and first.form in scene.people:
        return False
    return located or (not single) or max(r.people for r in candidate.records) >= LEAST_PEOPLE_ALONE


def _is_dateline(text: str, words: Sequence[_Word], candidate: _Candidate) -> bool:
    """Tell the "HARBOR POINT --" that opens a report."""
    first = words[candidate.first]
    opens = first.start == 0 or text[max(0, first.start - 8) : first.start].rstrip(" ")[-1:] in (
        "\n",
        ".",
        "",
    )
    return opens and candidate.name.isupper() and DATELINE.match(text, candidate.end) is not None


def _is_well_known(record: PlaceRecord) -> bool:
    if record.kind == "R":
        return record.country == "US" or record.people >= LEAST_PEOPLE_OF_DIVISION
    return record.kind in "NDA"


def _is_part_of_name(text: str, words: Sequence[_Word], candidate: _Candidate) -> bool:
    first, last = candidate.first, candidate.last
    if first > 0 and not candidate.qualified:
        before = words[first - 1]
        gap = text[before.end : words[first].start]
        joined = gap in (" ", ". ") and before.capital and not before.possessive
        if joined and before.form not in DIRECTIONS:
            small = key_of(before.form) in FUNCTION_WORDS or before.form in TIME_WORDS
            if not small and not _ends_line(text, before):
                return True
    if last < len(words) and not words[last - 1].possessive:
        after = words[last]
        if text[words[last - 1].end : after.start] in (" ", "-"):
            if NAME_WORDS_AFTER.match(text, after.start):
                return True
            if after.capital and not candidate.qualified and after.form not in TIME_WORDS:
                return not _is_wide(after.form) and key_of(after.form) not in FUNCTION_WORDS
    return False


def _ends_line(text: str, word: _Word) -> bool:
    return text[word.end : word.end + 1] == "."


def _is_metonym(text: str, words: Sequence[_Word], candidate: _Candidate, located: bool) -> bool:
    """Tell a government ("Tehran denied", "between Paris and Berlin") from a place."""
    if located or candidate.qualified:
        return False
    last = words[candidate.last - 1]
    capital = any(r.kind == "N" or (r.kind == "C" and r.people >= 300) for r in candidate.records)
    if not capital:
        return ACTING_AFTER.match(text, last.end) is not None
    if last.possessive:
        return True
    if re.search(
        r"\bbetween\s+(?:[A-Z]\w+\s+and\s+)?$",
        text[max(0, words[candidate.first].start - 40) : words[candidate.first].start],
    ):
        return True
    return ACTING_AFTER.match(text, last.end) is not None


def _fits_unmarked(scene: _Scene, candidate: _Candidate) -> bool:
    text, words = scene.text, scene.words
    if candidate.qualified:
        return True
    first = words[candidate.first]
    before = text[max(0, first.start - 24) : first.start]
    located = LOCATIVE_BEFORE.search(before) is not None
    key = key_of(candidate.name)
    kinds = {r.kind for r in candidate.records}
    if NAME_WORDS_AFTER.match(text, min(len(text), words[candidate.last - 1].end + 1)):
        return False
    single = candidate.last == candidate.first + 1
    if single and key in COMMON_WORDS:
        return False
    if key.replace(" ", "") in ("us", "uk", "uae"):
        return located and text.endswith("the ", 0, first.start)
    if kinds & set("NARD"):
        return located or not single or re.search(r"\band $", before) is not None
    people_there = max(r.people for r in candidate.records)
    return located and people_there >= (LEAST_PEOPLE_UNMARKED if single else LEAST_PEOPLE_ALONE)


# ---------------------------------------------------------------- which place of that name


def _hints(words: Sequence[_Word], candidates: Sequence[_Candidate], cased: bool) -> Counter[str]:
    """Count the countries and divisions that the text names, by code and by code and name."""
    hints: Counter[str] = Counter()
    for candidate in candidates:
        if candidate.qualified:
            best = max(candidate.records, key=lambda r: r.people)
        else:
            wide = [r for r in candidate.records if r.kind in "NRD"]
            towns = [r for r in candidate.records if r.kind == "C"]
            if len(wide) != 1 or any(r.people >= LEAST_PEOPLE_ALONE for r in towns):
                continue  # "New York" alone tells nothing of the state
            best = wide[0]
        if best.country:
            hints[best.country] += 1
            if best.region:
                hints[_division(best)] += 1
    for word in words:
        if word.capital or not cased:
            for record in look_up(key_of(word.form)):
                if record.kind == "P" and record.country:
                    hints[record.country] += 1
    return hints


def _division(record: PlaceRecord) -> str:
    return f"{record.country}/{record.region}"


def _support(candidates: Sequence[_Candidate]) -> Counter[str]:
    """Count how many different names of the text have a place in each division."""
    divisions = {(key_of(c.name), _division(record)) for c in candidates for record in c.records}
    return Counter(division for _, division in divisions)


def _choose(candidate: _Candidate, hints: Counter[str], support: Counter[str]) -> PlaceRecord:
    def worth(record: PlaceRecord) -> tuple[float, int, str]:
        value = math.log10(record.people + 1)
        if record.kind == "N":
            value += COUNTRY_BONUS
        elif record.kind == "R":
            value += STATE_BONUS if record.country in ("US", "CA", "AU", "GB", "IN", "MX") else 0.0
        elif record.kind == "A":
            value += COUNTRY_BONUS
        if record.country and hints[record.country]:
            value += SAME_COUNTRY
            if record.region and hints[_division(record)]:
                value += SAME_REGION
        value += SUPPORT * min(MOST_SUPPORT, support[_division(record)] - 1)
        # "New York", "Washington": the city is meant before the state of its name
        if record.kind == "C" and record.people >= 500 and record.country == "US":
            value += STATE_BONUS + 1.0
        return value, record.people, f"{record.country}{record.region}"

    return max(candidate.records, key=worth)


def _place(start: int, candidate: _Candidate, record: PlaceRecord) -> PlaceWords:
    return PlaceWords(
        start=start,
        end=candidate.end,
        name=record.name,
        country=record.country,
        region=record.region,
        latitude=record.latitude,
        longitude=record.longitude,
        precision=_PRECISION[record.kind],
    )


# ---------------------------------------------------------------- streets


def _streets(text: str, cased: bool) -> list[tuple[int, int, str]]:
    pattern = STREET if cased else STREET_LOWER
    return [
        (match.start(), match.end(), " ".join(match.group().split()))
        for match in pattern.finditer(text)
    ]


def _street(start: int, end: int, name: str, towns: Sequence[PlaceWords]) -> PlaceWords:
    nearest = min(towns, key=lambda p: (abs(p.start - start), p.start), default=None)
    return PlaceWords(
        start=start,
        end=end,
        name=name,
        country=nearest.country if nearest else None,
        region=nearest.region if nearest else None,
        precision="street",
    )
