"""What a clause adds to an event: when, where, at what hour, why; and who people are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.clauses import VERB
from firsthand.claims.triggers import Trigger, counts_people
from firsthand.records import When
from firsthand.text.gazetteer import PlaceWords
from firsthand.text.lexicon import CASUALTY_OF, FUNCTION, SAY_STEMS, stem
from firsthand.text.names import NOT_PEOPLE, PersonName, after_titles
from firsthand.text.tokens import Words

# A date or place belongs to an event word of its own clause; where more words than this lie
# between the two, the citation keeps only the words around the date.
MOST_WORDS_APART = 10
# "attacked the embassy, which alarmed lawmakers in Washington": a place farther off is another's.
MOST_WORDS_TO_PLACE = 6

_RESPONDERS = frozenset(
    "police officers officer deputies troopers firefighters crews paramedics rescuers medics "
    "ambulance ambulances emergency authorities".split()
)
_RESPONSES = frozenset(
    "responded arrived called came reached summoned alerted dispatched sent rushed".split()
)
_PREPOSITION = re.compile(
    r"\b(in|at|near|on|outside|inside|to|off|into|from|of|over)\s+(?:the\s+)?$"
)
_MOTIVE = re.compile(
    r"\b(?:in\s+)?(?:retaliat\w+|response|reprisal|revenge|protest(?:ing)?\s+(?:at|against)|"
    r"because\s+of|caused\s+by|triggered\s+(?:by|the)|sparked\s+by|prompted\s+by|blamed\s+on|"
    r"responded|the\s+cause|cause\s+of|the\s+motive|motive\s+for|led\s+to\s+the)\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(?:reasons?|motives?|cause|causes)\b[^.]{0,40}\b(?:unknown|unclear|investigation|inquest|"
    r"not\s+(?:yet\s+)?(?:known|clear|established|determined)|undetermined|investigated)\b|"
    r"\bwhat\s+caused\b[^.]{0,40}\bnot\b|"
    r"\bnot\s+(?:yet\s+)?(?:known|clear|established|determined)\b[^.]{0,24}"
    r"\b(?:why|what\s+caused|how)\b|\bno\s+(?:known\s+)?(?:motive|cause)\b",
    re.I,
)
_AGE_FIRST = re.compile(
    r"\b(\d{1,3})[- ]years?[- ]old\s+((?:[a-z][\w-]*\s+){0,5})"
    r"((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'.-]+){1,3})(,?\s+(?:of|from)\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
)
_AGE_AFTER = re.compile(
    r"\b([A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+){1,3}),\s+(\d{1,3}),?"
    r"(\s+(?:of|from)\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?(?=[\s,.;]|$)"
)
_ROLE_FIRST = re.compile(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Oo]ne)\s+(?:[a-z][\w-]*\s+){0,3}[a-z][\w-]{2,},\s+"
    r"(?:(?:identified|named)\s+as\s+|named\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+){1,2})"
)
_ROLE_AFTER = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+){1,2}),\s+(?:an?|the|his|her)\s+"
    r"(?:[a-z][\w-]*\s+){0,3}[a-z][\w-]{2,}(?:\s+(?:of|from|at|in|for)\s+(?:the\s+)?[A-Z][\w.]*)?"
)
_VERB = re.compile(VERB)
_AGE_UNMARKED = re.compile(r"\b(\d{1,2}) year old((?: [a-z]+){2,6})")


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a clause says about an event or a person."""

    kind: str  # date, place, time, motive, identity
    slot: str
    trigger: str | None
    start: int
    end: int
    value: str | None = None
    when: When | None = None
    place: PlaceWords | None = None
    subject: tuple[str, ...] = ()


Found = tuple[Sequence[When], Sequence[PlaceWords], Sequence[PersonName]]


def find_details(
    text: str,
    words: Words,
    span: range,
    told: tuple[Sequence[Trigger], Trigger | None],
    found: Found,
) -> list[Detail]:
    """Find what a clause adds to its events.

    Args:
        text: The report's text.
        words: Its words.
        span: The indices of the clause's words.
        told: The event words of the clause, and the one before it that it goes on from.
        found: The dates, places and people of the whole report.
    """
    whens, places, _people = found
    triggers, carried = told
    start, end = words.starts[span.start], words.ends[span.stop - 1]
    out: list[Detail] = []
    inside = [w for w in whens if start <= w.span.start < end]
    out += _dates(words, span, triggers or ([carried] if carried else []), inside)
    out += _places(text, words, span, triggers, [p for p in places if start <= p.start < end])
    out += _motives(text, words, span, triggers, carried)
    out += _identities(text, start, end)
    return out


def _nearest(words: Words, triggers: Sequence[Trigger], at: int) -> Trigger | None:
    return min(triggers, key=lambda t: (abs(words.starts[t.index] - at), t.index), default=None)


def _gap(words: Words, trigger: Trigger, at: int) -> int:
    return abs(bisect_left(words.starts, at) - trigger.index)


def _around(words: Words, span: range, start: int, end: int, trigger: Trigger) -> tuple[int, int]:
    low = min(start, words.starts[trigger.index])
    high = max(end, words.ends[trigger.index])
    if len(words.within(low, high)) <= MOST_WORDS_APART + 2:
        return low, high
    first = words.within(start, end)
    if not first:
        return start, end
    return words.starts[max(span.start, first.start - 4)], end


def _dates(
    words: Words, span: range, triggers: Sequence[Trigger], whens: Sequence[When]
) -> list[Detail]:
    out: list[Detail] = []
    for when in whens:
        if says_before(words, when.span.start):
            continue  # "said Tuesday": the day of the words, not of the event
        trigger = _nearest(words, triggers, when.span.start)
        if trigger is not None and _tells_order(words, when, trigger):
            continue  # "on Tuesday, two days before the explosion"
        event_class = trigger.event_class if trigger else None
        low, high = when.span.start, when.span.end
        if when.time is not None and (trigger is not None or _is_response(words, span)):
            bounds = _with_neighbours(words, span, low, high)
            if trigger is None:  # the whole clause: nothing else will cite it
                bounds = words.starts[span.start], words.ends[span.stop - 1]
            out.append(Detail("time", "time", event_class, *bounds, value=when.time, when=when))
        if trigger is not None and not _only_clock(words, when):
            bounds = _around(words, span, low, high, trigger)
            out.append(Detail("date", "date", event_class, *bounds, when=when))
    return out


_CLOCK = frozenset("a p m am pm about around at just before after shortly by".split())


def _only_clock(words: Words, when: When) -> bool:
    """Say whether words give an hour and no day: the day is then taken from elsewhere."""
    inside = [words.forms[i] for i in words.within(when.span.start, when.span.end)]
    return when.time is not None and all(form.isdigit() or form in _CLOCK for form in inside)


_ORDER = frozenset("before after since until following prior ahead".split())


def _tells_order(words: Words, when: When, trigger: Trigger) -> bool:
    """Say whether the words between a date and an event set the one before or after the other."""
    stop = bisect_left(words.starts, when.span.end)
    return bool(_ORDER & set(words.forms[stop : trigger.index]))


def _is_response(words: Words, span: range) -> bool:
    """Say whether a clause tells that help or police came: the hour of an event that is known."""
    forms = set(words.forms[span.start : span.stop])
    return bool(forms & _RESPONDERS) and bool(forms & _RESPONSES)


def says_before(words: Words, start: int) -> bool:
    """Say whether a reporting verb stands right before a place of the text ("said Tuesday")."""
    stop = bisect_left(words.starts, start)
    return any(stem(form) in SAY_STEMS for form in words.forms[max(0, stop - 3) : stop])


def _with_neighbours(words: Words, span: range, start: int, end: int) -> tuple[int, int]:
    inside = words.within(start, end)
    if not inside:
        return start, end
    first, last = max(span.start, inside.start - 3), min(span.stop, inside.stop + 2) - 1
    return words.starts[first], words.ends[last]


def _places(
    text: str,
    words: Words,
    span: range,
    triggers: Sequence[Trigger],
    places: Sequence[PlaceWords],
) -> list[Detail]:
    out: list[Detail] = []
    for place in places:
        led = _PREPOSITION.search(text[max(0, place.start - 16) : place.start])
        if led is None and place.precision != "street":
            continue
        if led is not None and led[1] in ("of", "from", "to") and place.precision != "street":
            continue
        led_from = place.start - (len(led.group()) if led else 0)
        start = max(led_from, words.starts[span.start])  # a cut may fall after "near"
        trigger = _nearest(words, triggers, place.start)
        if trigger is not None and _gap(words, trigger, place.start) > MOST_WORDS_TO_PLACE:
            trigger = None
        if trigger is None and place.precision != "street":
            continue
        low, high = start, place.end
        if trigger is not None and place.precision != "street":
            near = _around(words, span, start, place.end, trigger)
            low = near[0] if len(words.within(*near)) <= MOST_WORDS_APART else start
        slot = "street" if place.precision == "street" else "place"
        event_class = trigger.event_class if trigger else None
        out.append(Detail("place", slot, event_class, low, high, value=place.name, place=place))
    return out


def _motives(
    text: str, words: Words, span: range, triggers: Sequence[Trigger], carried: Trigger | None
) -> list[Detail]:
    start, end = words.starts[span.start], words.ends[span.stop - 1]
    unknown = _UNKNOWN.search(text, start, end)
    if unknown is not None:
        trigger = triggers[0] if triggers else carried
        event_class = trigger.event_class if trigger else None
        return [Detail("motive", "motive_unknown", event_class, unknown.start(), unknown.end())]
    match = _MOTIVE.search(text, start, end)
    if match is None:
        return []
    left = [t for t in triggers if words.starts[t.index] < match.start()]
    right = [t for t in triggers if words.starts[t.index] >= match.end()]
    trigger = left[-1] if left else (right[0] if right else carried)
    if trigger is None:
        return []
    low = min(match.start(), words.starts[trigger.index])
    high = max(match.end(), words.ends[trigger.index])
    if len(words.within(low, high)) < 6:
        high = words.ends[min(span.stop, words.within(low, high).stop + 4) - 1]
    return [Detail("motive", "motive", trigger.event_class, low, high)]


def _identities(text: str, start: int, end: int) -> list[Detail]:
    out = [_identity(m, m[3], m[1]) for m in _AGE_FIRST.finditer(text, start, end)]
    out += [_identity(m, m[1], m[2]) for m in _AGE_AFTER.finditer(text, start, end)]
    out += _appositions(text, start, end, {d.subject for d in out})
    if not out and text[start:end] == text[start:end].casefold():
        out += _unmarked_ages(text, start, end)
    return out


def _unmarked_ages(text: str, start: int, end: int) -> list[Detail]:
    """Find "34 year old welder ivo kess": the two words after the last that says what one is."""
    out: list[Detail] = []
    for match in _AGE_UNMARKED.finditer(text, start, end):
        words = list(re.finditer(r"[a-z]+", match[2]))
        forms = [word.group() for word in words]
        first = max((i + 1 for i, form in enumerate(forms) if counts_people(form)), default=0)
        name = forms[first : first + 2]
        if len(name) == 2 and not any(_is_no_name(form) for form in name):
            stop = match.start(2) + words[first + 1].end()
            key = (name[0], name[1])
            out.append(Detail("identity", "age", None, match.start(), stop, match[1], subject=key))
    return out


def _is_no_name(form: str) -> bool:
    return form in FUNCTION or form in CASUALTY_OF or _VERB.fullmatch(form) is not None


def _appositions(text: str, start: int, end: int, known: set[tuple[str, ...]]) -> list[Detail]:
    """Find who people are where no age is given: "the captain, Miro Hadek", "Ana Roth, a nurse"."""
    out: list[Detail] = []
    for pattern in (_ROLE_FIRST, _ROLE_AFTER):
        for match in pattern.finditer(text, start, end):
            key = _key(match["name"])
            if key not in known and not NOT_PEOPLE & {w.casefold() for w in match["name"].split()}:
                known.add(key)
                out.append(Detail("identity", "age", None, match.start(), match.end(), subject=key))
    return out


def _key(name: str) -> tuple[str, ...]:
    """Return first name and surname: titles and words that open a sentence are no part of it."""
    words = [w.strip(".,").casefold() for w in name.split()]
    words = [w for w in words if w not in ("jr", "sr")]
    while len(words) > 2 and words[0] in FUNCTION:
        words.pop(0)
    cut, _ = after_titles(words)
    words = words[cut:] if len(words) - cut > 1 else words
    return (words[0], words[-1])


def _identity(match: re.Match[str], name: str, age: str) -> Detail:
    key = _key(name)
    return Detail("identity", "age", None, match.start(), match.end(), value=age, subject=key)
