"""Words for people: what an entry asks, what a reading says, dates and intervals."""

from __future__ import annotations

import datetime as dt
import re

from firsthand.brief.index import PileIndex
from firsthand.records import Citation, Entry, Independence, Origin, Reading, Report, Span, Status
from firsthand.text.visible import shorten, squeeze

STATUS_WORDS: dict[Status, str] = {
    "corroborated": "corroborated",
    "corroborated_same_origin": "same origin",
    "single_voice": "one voice",
    "single_voice_others_compatible": "one voice, others compatible",
    "disputed": "disputed",
    "contradictory": "contradictory",
    "partly_consistent": "partly consistent",
    "updated": "updated",
    "evolving": "evolving",
    "teaser_only": "in a headline or teaser alone",
    "opinion": "opinion",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_FULL_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_NUMBER = re.compile(r"^(?:at least |up to )?[~≥≤<>]?\s*[\d.,:–-]+%?$")
_HOW_MANY = re.compile(r"How many (?:people )?(?:were|are|had to|was|(?=of those)) ?(.+)\?")
_YES_OR_NO = re.compile(r"(?:Is|Are|Was|Were|Did|Do|Does|Has|Have|Had|Will|Can) ")
_QUOTING = re.compile(r"(?P<asked>[^“]+): “(?P<words>.+)”\?$")
_PART = re.compile(r": part$")
_COUNTED_APART = " are counted apart"
_JOINED = re.compile(r"(?:and|but|or|that|so)\s+", re.IGNORECASE)
_LONG_FIGURE = re.compile(r"\d{4,15}")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_COUNTED_KINDS = frozenset({"count", "quantity"})
_BARE_VALUES = frozenset({"", "so", "yes", "true"})  # say nothing without the words
LEAST_LABEL_WORDS = 3
BEST_LABEL_CHARACTERS = 55


def label_entry(entry: Entry, index: PileIndex) -> str:
    """Name what an entry is about: what is counted, else the reports' own words."""
    question = squeeze(entry.question)
    if is_count(entry) and entry.kind == "count":
        slot = squeeze(entry.slot.replace("_", " ").replace(": in all", ", in all"))
        part = _PART.search(slot)
        counted = _HOW_MANY.match(question)
        # "killed" says enough where the pile counts the killed of one event alone.
        if counted and index.slots[entry.slot] > 1:
            return counted.group(1).removesuffix(_COUNTED_APART)
        return f"of those {slot[: part.start()]}" if part else slot or question
    return name_topic(entry, index)


def name_topic(entry: Entry, index: PileIndex) -> str:
    """Name what is asked without a figure: the question, or the words that it puts to the test."""
    question = squeeze(entry.question)
    quoting = _QUOTING.match(question)
    if quoting and entry.kind == "identity" and len(entry.readings) > 1:
        return f"{quoting.group('asked')}?"
    if not entry.readings or (question and not quoting and not _YES_OR_NO.match(question)):
        return question or squeeze(entry.slot.replace("_", " "))
    return words_of(entry.readings[0], index)


def is_count(entry: Entry) -> bool:
    """Say whether the readings are figures that stand under what they count."""
    if entry.kind not in _COUNTED_KINDS or not entry.readings:
        return False
    return any(_NUMBER.match(reading.value.strip()) for reading in entry.readings)


def words_of(reading: Reading, index: PileIndex) -> str:
    """Return the reports' words for a reading: those that best stand for themselves."""
    citations = original(reading)
    full = [
        citation
        for citation in citations
        if len(index.text(citation.span).split()) >= LEAST_LABEL_WORDS
    ]
    if full:
        return _mark_cuts(min(full, key=lambda citation: _fitness(citation, index)).span, index)
    if citations:
        return index.text(index.sentence(citations[0].span))
    return squeeze(reading.value)


def _mark_cuts(span: Span, index: PileIndex) -> str:
    """Return the words of a span without a leading "and"; an ellipsis where the clause goes on."""
    whole, words = index.sentence(span), index.text(span)
    if whole.start < span.start:
        words = _JOINED.sub("", words)
    rest = squeeze(index.reports[span.report_id].text[span.end : whole.end])
    words = words.rstrip(" ,;:–—-([“")
    return f"{words}…" if rest[:1].isalnum() else words


def _fitness(citation: Citation, index: PileIndex) -> tuple[bool, bool, bool, bool, int, Span]:
    """Prefer the account's own words, with case, whole from the start, of a line's length."""
    span, text = citation.span, index.text(citation.span)
    furniture = index.furniture.get(span.report_id, ())
    return (
        any(piece.span.overlaps(span) for piece in furniture),
        index.is_worn(span.report_id),
        index.sentence(span).start != span.start,
        text[:1].islower(),
        abs(len(text) - BEST_LABEL_CHARACTERS),
        span,
    )


def value_of(reading: Reading, index: PileIndex) -> str:
    """Return what a reading answers, in its own words where it has no value."""
    value = squeeze(reading.value)
    if value in _BARE_VALUES:
        return words_of(reading, index)
    if _LONG_FIGURE.fullmatch(value):
        return f"{int(value):,}"
    days = _DAYS.fullmatch(value)
    if days:
        return _say_iso(days.group(1), days.group(2) or days.group(1)) or value
    return value


def _say_iso(first: str, last: str) -> str:
    try:
        return say_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:
        return ""


def original(reading: Reading) -> list[Citation]:
    """Return the citations outside of copies, or all where there are no others."""
    own = [citation for citation in reading.citations if not citation.derived]
    return sorted(own or reading.citations, key=lambda citation: citation.span)


def name_origins(origins: tuple[Origin, ...]) -> list[str]:
    """Return the names of origins, each once, in their order; unnamed ones are counted."""
    names: dict[str, str] = {}
    unnamed = 0
    for origin in origins:
        if origin.kind == "unnamed" and not squeeze(origin.name):
            unnamed += 1
        else:
            name = squeeze(origin.name)
            names.setdefault(name.casefold(), name)
    found = list(names.values())
    if unnamed:
        found.append(f"{unnamed} unnamed")
    return found


def say_origins(reading: Reading, *, most: int = 60) -> str:
    """Say on whose word a reading stands; "nobody named" where nobody is."""
    return shorten(", ".join(name_origins(reading.origins)) or "nobody named", most)


def as_of(reading: Reading, index: PileIndex) -> dt.date | None:
    """Return the first day on which a report gave this reading, where one is dated."""
    days = [index.reports[c.span.report_id].published_on for c in original(reading)]
    return min((day for day in days if day is not None), default=None)


def say_estimate(entry: Entry) -> str:
    """Say low, best and high of what is asked; empty where there is nothing to say."""
    if entry.kind == "identity":
        return ""  # an age of one and a calling of another are no interval
    for estimate in entry.estimates:
        if estimate.slot != entry.slot:
            continue
        values = (estimate.low, estimate.best, estimate.high)
        if not all(value in (None, "") for value in values) and len(set(values)) > 1:
            low, best, high = (say_number(value) for value in values)
            return f"low {low}  best {best}  high {high}"
    return ""


def say_number(value: float | str | None) -> str:
    """Write a figure without a superfluous fraction; "?" where it is not known."""
    if value is None or value == "":
        return "?"
    if isinstance(value, str):
        return squeeze(value)
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def say_range(low: int, high: int, *, plain: bool = False) -> str:
    """Write an interval of counts: 3, or 3–4."""
    if low == high:
        return str(low)
    return f"{low} to {high}" if plain else f"{low}–{high}"


def say_independence(independence: Independence) -> str:
    """Say how many voices there are: at least and at most."""
    low, high = independence.low, independence.high
    return f"{low}" if low == high else f"{low} at least, {high} at most"


def say_day(day: dt.date | None, *, full: bool = False) -> str:
    """Write a day as 3 Mar, or in full as 3 March 2024."""
    if day is None:
        return "no date"
    if full:
        return f"{day.day} {_FULL_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}"


def say_moment(report: Report) -> str:
    """Say when a report was published: 3 Mar 16:40, 3 Mar, no date."""
    if report.published_at is not None:
        return f"{say_day(report.published_at.date())} {report.published_at:%H:%M}"
    return say_day(report.published_on)


def say_days(first_on: dt.date | None, last_on: dt.date | None) -> str:
    """Write a stretch of days in full: 3 March 2024, 3–5 March 2024, March 2024, 2024."""
    if first_on is None:
        return say_day(last_on, full=True) if last_on else ""
    if last_on is None or last_on == first_on:
        return say_day(first_on, full=True)
    after = last_on + dt.timedelta(days=1) if last_on < dt.date.max else last_on
    if first_on.day == 1 and after.day == 1 and first_on.year == last_on.year:
        if (first_on.month, after.month) == (1, 1):
            return str(first_on.year)
        if first_on.month == last_on.month:
            return f"{_FULL_MONTHS[first_on.month - 1]} {first_on.year}"
    if (first_on.year, first_on.month) == (last_on.year, last_on.month):
        return f"{first_on.day}–{say_day(last_on, full=True)}"
    if first_on.year == last_on.year:
        return f"{first_on.day} {_FULL_MONTHS[first_on.month - 1]} – {say_day(last_on, full=True)}"
    return f"{say_day(first_on, full=True)} – {say_day(last_on, full=True)}"


def join_words(words: list[str], last: str = "and") -> str:
    """Join words as people do: a, b and c."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_probability(value: float) -> str:
    """Write a probability with two figures: .97; certainty is never claimed."""
    return f".{min(99, max(1, round(value * 100))):02d}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Write a number with what it counts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
