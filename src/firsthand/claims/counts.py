"""How many were killed, injured, missing, ...: numbers joined to what happened to the people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.claims.triggers import counts_people, is_demonym_plural, is_one_person
from firsthand.text.lexicon import CASUALTY_OF
from firsthand.text.numbers import NumberWords
from firsthand.text.tokens import Words

# In words. Public piles: the farthest true pair stands 7 words apart ("two high school students
# dead"); beyond 9 the number counts something else.
MOST_WORDS_APART = 9
# "The toll of the train fire at Osterwick, the third there since spring, has risen to 19": a bare
# number of a clause that names a toll is the toll. Set by hand: half a long clause.
MOST_WORDS_TO_TOLL = 16

_SINGULAR = frozenset("a an one another".split())
_RELATIVE = frozenset("who that which".split())
_NONE = frozenset("no none nobody zero".split())
_TOGETHER = frozenset("casualties casualty".split())
_MODAL = frozenset("could would may might can should if threatened threatening feared".split())
_BE = frozenset("was were is are been be being being".split())
_NAMED_PAIR = re.compile(
    r"\b([A-Z][\w’'-]+) and ([A-Z][\w’'-]+) (?:were|are|was|had been) "
    r"(?:\w+ )?(dead|killed|wounded|injured|shot|arrested|slain)\b"
)
_UNMARKED_PAIR = re.compile(
    r"\b(\w{3,}) and (\w{3,}) (?:were) (?:\w+ )?(dead|killed|wounded|injured|shot|arrested|slain)\b"
)
_NOT_NAMES = frozenset(
    "men women people children others boys girls police soldiers officers teens students some many "
    "several civilians workers passengers adults two three four five six".split()
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people and what became of them, with the words that say so."""

    slot: str
    low: float | None
    best: float | None
    high: float | None
    start: int
    end: int
    noun: str
    approximate: bool = False
    adjective: bool = False  # "deadly", "fatal": no number, only that there was one or more


@dataclass(frozen=True, slots=True)
class _Fate:
    index: int
    slot: str


def find_counts(
    text: str, words: Words, span: range, numbers: Sequence[NumberWords]
) -> list[Count]:
    """Find the counts of people in a clause.

    Args:
        text: The report's text.
        words: Its words.
        span: The indices of the clause's words.
        numbers: All numbers of the report, in text order.
    """
    fates = _fates(words, span)
    if not fates:
        return _adjective(words, span)
    if _MODAL & set(words.forms[span.start : span.stop]):
        return []
    none = _find_none(words, span, fates)
    if none is not None:
        return [none]
    start, end = words.starts[span.start], words.ends[span.stop - 1]
    lead = start
    if words.forms[span.start] in _RELATIVE:  # "61 people | who lost their homes"
        lead = min((n.start for n in numbers if 0 <= start - n.phrase_end <= 2), default=start)
    inside = [
        replace(n, phrase_end=min(n.phrase_end, end))
        for n in numbers
        if lead <= n.start and n.end <= end and _may_count(n)
    ]
    counts = _match(text, words, fates, inside)
    if _YEARLY.search(text, start, end):
        counts = [replace(c, slot=f"{c.slot.split(':')[0]}: in all") for c in counts]
    if not counts:
        counts = _named_pair(text, start, end)
    if not counts:
        counts = _single(words, span, fates)
    return counts or _adjective(words, span)


def _fates(words: Words, span: range) -> list[_Fate]:
    out = _fates_by_phrase(words, span)
    for i in span:
        form = words.forms[i]
        slot = CASUALTY_OF.get(form)
        if form == "victims" and words.forms[i - 1] == "shooting":
            slot = "shot"
        if form == "board" and words.forms[i - 1] == "on":
            slot = "aboard"
        if form in _TOGETHER:
            slot = "casualties"
        if slot is None:
            continue
        previous = words.forms[i - 1] if i > span.start else ""
        if previous == "non":  # "non-fatal injuries"
            continue
        if slot == "shot" and previous in ("fatally", "mortally"):
            slot = "killed"
        if slot == "missing" and previous in ("the", "a"):
            continue
        if form in ("taken", "ill", "saved", "custody", "lives", "fled") and not _fits(words, i):
            continue
        out.append(_Fate(i, slot))
    if any(fate.slot == "killed" for fate in out):  # "shot and killed" is one fate
        out = [fate for fate in out if fate.slot != "shot"]
    return out


# What befell people, told in more words than one: the word and what must stand near it.
_PHRASES = {
    "hospital": (
        "injured",
        frozenset("taken treated rushed brought transported airlifted received admitted".split()),
    ),
    "hospitals": ("injured", frozenset("taken treated rushed brought transported".split())),
    "treated": ("injured", frozenset("people patients for injuries burns wounds".split())),
    "alive": ("rescued", frozenset("pulled brought found rescued recovered".split())),
    "ashore": ("rescued", frozenset("brought pulled taken".split())),
    "survived": ("rescued", frozenset()),
    "bodies": ("killed", frozenset("found recovered held pulled retrieved counted".split())),
    "homes": (
        "displaced",
        frozenset("lost forced driven fled flee evacuated left leave losing".split()),
    ),
    "home": ("displaced", frozenset("lost forced driven".split())),
}
_NEAR = 5  # words


def _fates_by_phrase(words: Words, span: range) -> list[_Fate]:
    out: list[_Fate] = []
    for i in span:
        slot, beside = _PHRASES.get(words.forms[i], ("", frozenset()))
        near = words.forms[max(span.start, i - _NEAR) : min(span.stop, i + _NEAR)]
        to = {"to", "received", "admitted"} & set(near)
        if words.forms[i].startswith("hospital") and not to:
            continue  # "his hospital bed"
        if slot and (beside & set(near) or not beside) and slot not in {f.slot for f in out}:
            out.append(_Fate(i, slot))
    return out


def _fits(words: Words, i: int) -> bool:
    form = words.forms[i]
    before = words.forms[max(0, i - 4) : i]
    if form == "lives":
        return bool({"claimed", "took", "cost", "claiming", "claim", "lost"} & set(before))
    if form == "taken":
        return words.forms[i + 1 : i + 2] in (("hostage",), ("captive",))
    return bool(_BE & set(before))


def _find_none(words: Words, span: range, fates: list[_Fate]) -> Count | None:
    for i in span:
        if words.forms[i] not in _NONE:
            continue
        after = [fate for fate in fates if 0 < fate.index - i <= 6]
        if not after:
            continue
        fate = after[0]
        return Count(fate.slot, 0, 0, 0, words.starts[i], words.ends[fate.index], "person")
    return None


def _may_count(number: NumberWords) -> bool:
    if number.kind not in ("count", "vague"):  # "dozens" sets a floor
        return False
    noun = number.noun or ""
    return (
        noun in ("", "body", "life", "casualty") or counts_people(noun) or is_demonym_plural(noun)
    )


def _match(
    text: str, words: Words, fates: list[_Fate], numbers: Sequence[NumberWords]
) -> list[Count]:
    pairs: list[tuple[int, int, int]] = []
    for n, number in enumerate(numbers):
        inside = words.within(number.start, max(number.end, number.phrase_end))
        if not inside:
            continue
        for f, fate in enumerate(fates):
            if _does_it(text, words, number, fate, numbers):
                continue
            distance = min(abs(fate.index - inside.start), abs(fate.index - inside.stop + 1))
            is_toll = words.forms[fate.index] == "toll" and number.noun is None
            if distance <= (MOST_WORDS_TO_TOLL if is_toll else MOST_WORDS_APART):
                pairs.append((distance, n, f))
    pairs.sort()
    of_number: dict[int, int] = {}
    for _, n, f in pairs:
        of_number.setdefault(n, f)
    grouped: dict[int, list[NumberWords]] = {}
    for n, f in sorted(of_number.items()):
        grouped.setdefault(f, []).append(numbers[n])
    return [_count(text, words, fates[f], group) for f, group in sorted(grouped.items())]


def _does_it(
    text: str, words: Words, number: NumberWords, fate: _Fate, numbers: Sequence[NumberWords]
) -> bool:
    """Say whether those who are counted did it to others."""
    end, verb = max(number.end, number.phrase_end), words.starts[fate.index]
    if _DOES_IT.search(text, end, verb):
        return True
    between = {words.forms[i] for i in words.within(end, verb)}
    if end > verb or words.forms[fate.index] not in _ACTIVE or between & _BE:
        return False
    after = words.ends[fate.index]
    counted = any(n.start > after and not text[after : n.start].strip() for n in numbers)
    return counted or (number.noun is not None and _HAS_OBJECT.match(text, after) is not None)


def _count(text: str, words: Words, fate: _Fate, group: list[NumberWords]) -> Count:
    group = _joined(text, group)
    slot = fate.slot
    if _SEVERAL.match(text[group[-1].phrase_end : group[-1].phrase_end + 80]):
        slot = f"{fate.slot}: in all"
    elif _is_part(text, fate, words, group[0]):
        slot = f"{fate.slot}: part"
    start = min(words.starts[fate.index], group[0].start)
    end = max(words.ends[fate.index], max(n.phrase_end for n in group))

    def total(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return Count(
        slot,
        total([n.low for n in group]),
        total([n.best for n in group]),
        total([n.high for n in group]),
        start,
        end,
        group[0].noun or "person",
        any(n.approximate for n in group),
    )


# "Fifteen people were shot at three gatherings": the sum of several events is no event's toll.
_SEVERAL = re.compile(
    r"^[^.;]{0,30}?\b(?:in|at|across|over|during)\s+(?:at\s+least\s+)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|separate)\s+(?:\w+\s+)?"
    r"(?:gatherings|shootings|attacks|incidents|events|cases|places|cities|towns|scenes|locations|"
    r"crashes|fires|explosions|accidents|strikes|raids|parties)\b",
    re.I,
)
# "The city's homicide total is 104 for the year": a statistic, no event's toll.
_YEARLY = re.compile(
    r"\b(?:homicides?|murders?)\s+(?:total|tally|count)\b|\bso\s+far\s+this\s+year\b|"
    r"\byear[\s-]to[\s-]date\b|\b(?:each|every|per|a)\s+year\b|\bannually\b|"
    r"\bfor\s+(?:the\s+year\b|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
# "Five defendants accused of killing two": they did it, it did not befall them.
_DOES_IT = re.compile(
    r"\b(?:(?:accused|suspected|convicted|guilty)\s+of|(?:charged|arrested|wanted|jailed|sought|"
    r"convicted|indicted|tried|sentenced)\s+(?:with|for|in|over)|responsible\s+for)\b"
    r"(?:(?!\b(?:was|were|been|is|are)\b).)*$",
    re.IGNORECASE | re.DOTALL,
)
# "Two gunmen killed five people", "two men shot the mayor": the verb has an object.
_HAS_OBJECT = re.compile(r"\s+(?:the|a|an|his|her|their|its|one|another)\b", re.IGNORECASE)
_ACTIVE = frozenset("killed wounded injured shot kidnapped arrested murdered".split())
_OF_SOME = re.compile(r"\bof\s+(?:the|those|them|these|its|his|her|their)\b|\bthem\b", re.I)
_INCLUDING = re.compile(r"\b(?:include|includes|included|including|among)\b", re.I)
_AMONG = re.compile(r"\b(?:among|of)\s+the\s*$", re.I)


def _is_part(text: str, fate: _Fate, words: Words, number: NumberWords) -> bool:
    """Say whether the number is a part of a toll: "four of the dead", "the dead include four".

    In "seven people, including two children, were killed" the first number is the whole.
    """
    low = min(words.starts[fate.index], number.start)
    high = max(words.ends[fate.index], number.phrase_end)
    lead = text[max(0, low - 12) : low]
    return bool(
        _OF_SOME.search(text, number.start, high)
        or _INCLUDING.search(text, low, number.start)
        or _AMONG.search(lead)
    )


def _joined(text: str, group: list[NumberWords]) -> list[NumberWords]:
    """Keep the numbers that are one sum: "four men and one woman were shot"."""
    kept = [group[0]]
    for number in group[1:]:
        between = text[kept[-1].end : number.start]
        if re.fullmatch(r"\s+[\w-]+(?:\s[\w-]+)?,?\s+and\s+", between):
            kept.append(number)
    return kept


def _named_pair(text: str, start: int, end: int) -> list[Count]:
    match = _NAMED_PAIR.search(text, start, end)
    if match is None:
        match = _UNMARKED_PAIR.search(text, start, end)
        if (
            match is None
            or {match[1], match[2]} & _NOT_NAMES
            or text[start:end] != text[start:end].casefold()
        ):
            return []
    slot = CASUALTY_OF[match[3]]
    return [Count(slot, 2, 2, 2, match.start(), match.end(), "person")]


def _single(words: Words, span: range, fates: list[_Fate]) -> list[Count]:
    forms = words.forms
    for fate in fates:
        if fate.slot not in ("killed", "injured", "missing", "shot"):
            continue
        for i in range(max(span.start, fate.index - 6), min(span.stop, fate.index + 6)):
            if forms[i] not in _SINGULAR:
                continue
            if forms[i + 1 : i + 2] == ("couple",) and forms[i + 2 : i + 3] != ("of",):
                a, b = min(i, fate.index), max(i + 1, fate.index)
                return [Count(fate.slot, 2, 2, 2, words.starts[a], words.ends[b], "person")]
            for j in range(i + 1, min(i + 4, span.stop)):
                if is_one_person(forms[j]) and j != fate.index:
                    passive = j < fate.index and bool(_BE & set(forms[j + 1 : fate.index]))
                    if j < fate.index and not passive and forms[fate.index] not in ("died", "dead"):
                        continue
                    a, b = min(i, fate.index), max(j, fate.index)
                    return [Count(fate.slot, 1, 1, 1, words.starts[a], words.ends[b], forms[j])]
    return []


def _adjective(words: Words, span: range) -> list[Count]:
    for i in span:
        if words.forms[i] in ("deadly", "fatal", "lethal") and words.forms[i - 1] != "non":
            last = min(i + 2, span.stop - 1)
            return [
                Count(
                    "killed", 1, None, None, words.starts[i], words.ends[last], "person",
                    adjective=True,
                )
            ]  # fmt: skip
    return []
