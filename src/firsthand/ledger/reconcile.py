"""What the readings of a question come to: who agrees, who differs, what replaced what.

Three things are kept apart (rule 5): voices that differ are a dispute; a later word that replaces
an earlier one is an update; a copy's slip is an alteration and never gets here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from firsthand.ledger.origins import Chain, name_origins
from firsthand.records import (
    Citation,
    Claim,
    Estimate,
    Origin,
    Reading,
    Status,
    VoiceId,
)
from firsthand.text.lexicon import DATE_WORDS
from firsthand.text.tokens import tokenize

# Counts that differ by no more are a minor difference of counting, still told as a dispute.
# METHODS section 1: minor if <= 2 or <= 10 %.
MINOR_DIFFERENCE = 2
MINOR_SHARE = 0.10
# A later word replaces an earlier one when its report is at least this much younger.
LEAST_DAYS_LATER = 1


@dataclass(frozen=True, slots=True)
class Vote:
    """One claim as it counts: its voice, who it goes back to, the day it was written on."""

    claim: Claim
    voice: VoiceId
    chain: Chain
    written_on: dt.date | None
    citations: tuple[Citation, ...]
    concepts: frozenset[str] = frozenset()  # what its words stand for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a question comes to."""

    readings: tuple[Reading, ...]
    status: Status
    reason: str
    estimates: tuple[Estimate, ...] = ()


def judge(kind: str, slot: str, votes: Sequence[Vote]) -> Verdict:
    """Work out the readings of a question and their status."""
    if kind == "count":
        return _judge_numbers(slot, votes)
    if kind == "quantity":
        return _judge_quantity(votes)
    if kind == "date":
        return _judge_intervals(votes)
    if kind == "place":
        return _judge_places(votes)
    if kind in ("time", "identity"):
        return _judge_values(slot, votes)
    verdict = _judge_words(votes, told_of_event=kind == "event" and slot in ONE_PERSON)
    return replace(verdict, estimates=_estimate_words(kind, slot, votes))


ONE_PERSON = frozenset({"arrest", "charge", "trial", "resignation"})


def _estimate_words(kind: str, slot: str, votes: Sequence[Vote]) -> tuple[Estimate, ...]:
    """Return the figures that clauses give without counting: an hour, one arrest."""
    if kind == "event" and slot == "arrest" and any(not v.claim.negated for v in votes):
        return (Estimate(slot="arrested", unit="person", low=None, best=1.0, high=None),)
    times = [v.claim.when.time for v in votes if v.claim.when and v.claim.when.time]
    if not times:
        return ()
    best = Counter(times).most_common(1)[0][0]
    return (Estimate(slot="time", unit="hour", low=min(times), best=best, high=max(times)),)


def _reading(value: str, votes: Sequence[Vote], estimate: Estimate | None = None) -> Reading:
    voices = tuple(sorted({vote.voice for vote in votes}))
    origins: dict[str, Origin] = {}
    for vote in votes:
        for origin in vote.chain.origins:
            origins.setdefault(origin.name, origin)
    return Reading(
        value=value,
        voices=voices,
        origins=tuple(origins[name] for name in sorted(origins)),
        citations=tuple(c for vote in votes for c in vote.citations),
        low=estimate.low if estimate else None,
        best=estimate.best if estimate else None,
        high=estimate.high if estimate else None,
    )


def agree(votes: Sequence[Vote]) -> tuple[Status, str]:
    """Return the status of a question to which all give the same answer."""
    voices = {vote.voice for vote in votes}
    if all(vote.claim.teaser for vote in votes) and len(voices) == 1:
        return "teaser_only", "stands in a headline or a teaser alone"
    if len(voices) == 1:
        return "single_voice", "one voice says so"
    only = _sole_origin(votes)
    if only is not None:
        return (
            "corroborated_same_origin",
            f"{len(voices)} voices, all on the word of {only}",
        )
    return "corroborated", f"{len(voices)} voices say so"


def _sole_origin(votes: Sequence[Vote]) -> str | None:
    """Return the one origin that every voice names, where there is just one.

    A voice that says a thing twice and names its origin once has named it.
    """
    by_voice: dict[VoiceId, set[str]] = {}
    for vote in votes:
        by_voice.setdefault(vote.voice, set()).update(name_origins(vote.chain))
    every = set().union(*by_voice.values())
    return next(iter(every)) if len(every) == 1 and all(by_voice.values()) else None


# ---------------------------------------------------------------- numbers


def _judge_numbers(slot: str, votes: Sequence[Vote]) -> Verdict:
    by_value: dict[tuple[float, float, float], list[Vote]] = {}
    weak: list[Vote] = []
    for vote in votes:
        quantity = vote.claim.quantity
        if quantity is None or quantity.best is None:
            weak.append(vote)
            continue
        # "up to 60" may be any smaller number but none, "at least 60" any larger one.
        low = quantity.low if quantity.low is not None else min(1.0, quantity.best)
        high = quantity.high if quantity.high is not None else math.inf
        by_value.setdefault((quantity.best, low, high), []).append(vote)
    if not by_value:
        return _judge_vague(slot, weak)
    unit = next((v.claim.quantity.unit for v in votes if v.claim.quantity), "")
    values = sorted(by_value, key=lambda v: (-_weight(by_value[v]), v))
    status, reason, best = _compare_numbers(by_value, values, weak)
    least, greatest = _outer_bounds(values, best)
    ordered = sorted(values, key=lambda v: (v != best, -_weight(by_value[v]), v))
    readings = [_number_reading(slot, unit, v, by_value[v]) for v in ordered]
    if weak:
        readings.append(_reading(_weak_value(weak), weak))
    approximate = any(v.claim.quantity.approximate for v in by_value[best] if v.claim.quantity)
    slots = ("killed", "injured") if slot == "casualties" else (slot,)
    estimates = tuple(
        Estimate(slot=s, unit=unit, low=least, best=best[0], high=greatest, approximate=approximate)
        for s in slots
    )
    return Verdict(tuple(readings), status, reason, estimates)


def _number_reading(
    slot: str, unit: str, value: tuple[float, float, float], votes: Sequence[Vote]
) -> Reading:
    best, low, high = value
    words = _number(best)
    if high == math.inf:
        words = f"at least {words}"
    elif low < best == high:
        words = f"up to {words}"
    estimate = Estimate(
        slot=slot,
        unit=unit,
        low=low if low == best else None,
        best=best,
        high=high if high < math.inf else None,
    )
    return _reading(words, votes, estimate)


def _outer_bounds(
    values: Sequence[tuple[float, float, float]], best: tuple[float, float, float]
) -> tuple[float | None, float | None]:
    """Return the least and the greatest number that somebody gives; None where that is open.

    "At least 60" alone bounds nothing from above, "up to 60" nothing from below.
    """
    exact = [v for v in values if v[1] == v[2]]
    if exact:
        numbers = [v[0] for v in (*exact, best)]  # "at least 60" may be the newest word
        return min(numbers), max(numbers)
    low, high = max(v[1] for v in values), min(v[2] for v in values)
    if low > high:  # bounds that exclude each other
        low, high = min(v[0] for v in values), max(v[0] for v in values)
    only_from_above = all(v[1] < v[0] for v in values)
    return (
        None if only_from_above else min(low, best[0]),
        max(high, best[0]) if high < math.inf else None,
    )


def _judge_quantity(votes: Sequence[Vote]) -> Verdict:
    """Judge clauses that say the same and give numbers: by the unit that most of them count."""
    units = Counter(v.claim.slot for v in votes if v.claim.kind == "quantity")
    slot = min(units, key=lambda u: (-units[u], u))
    numbered = [v for v in votes if v.claim.slot == slot and v.claim.quantity is not None]
    verdict = _judge_numbers(slot, numbered)
    others = [v for v in votes if v not in numbered]
    if not others:
        return verdict
    status, reason = verdict.status, verdict.reason
    if status.startswith(("corroborated", "single_voice")):
        status, reason = agree(votes)
    extra = _reading("no number", others)
    return Verdict((*verdict.readings, extra), status, reason, verdict.estimates)


def _weak_value(votes: Sequence[Vote]) -> str:
    return (
        "some, no number" if any(v.claim.hedge == "adjective" for v in votes) else "no exact number"
    )


def _judge_vague(slot: str, votes: Sequence[Vote]) -> Verdict:
    status, reason = agree(votes)
    lows = [v.claim.quantity.low for v in votes if v.claim.quantity and v.claim.quantity.low]
    unit = next((v.claim.quantity.unit for v in votes if v.claim.quantity), "")
    highs = [v.claim.quantity.high for v in votes if v.claim.quantity and v.claim.quantity.high]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        low, high = min(lows), max(highs)
    estimate = Estimate(slot=slot, unit=unit, low=low, best=None, high=high)
    return Verdict((_reading(_weak_value(votes), votes),), status, reason, (estimate,))


def _weight(votes: Sequence[Vote]) -> int:
    return len({vote.voice for vote in votes})


def _compare_numbers(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    values: Sequence[tuple[float, float, float]],
    weak: Sequence[Vote],
) -> tuple[Status, str, tuple[float, float, float]]:
    every = [vote for votes in by_value.values() for vote in votes]
    if len(values) == 1:
        if weak and values[0][0] == 0:
            return "contradictory", "one says none, another that there were some", values[0]
        status, reason = agree(every)
        if status == "single_voice" and {v.voice for v in weak} - {v.voice for v in every}:
            reason = "one voice gives the number, others none that says otherwise"
            status = "single_voice_others_compatible"
        return status, reason, values[0]
    newest = _newest(by_value, values)
    if newest is not None and _all_older(by_value, newest):
        return "updated", "a later word replaces an earlier one", newest
    if _all_meet(values):
        return _settle_bounds(by_value, values)
    best = _best(by_value, values)
    if any(v[0] == 0 for v in values):
        return "contradictory", "one says none, another that there were some", best
    if len({vote.voice for vote in every}) == 1:
        return "evolving", "one voice gives several figures", _latest(by_value, values)
    reason = f"the voices give {_say_values(values)}"
    difference = max(v[0] for v in values) - min(v[0] for v in values)
    if difference <= max(MINOR_DIFFERENCE, MINOR_SHARE * max(v[0] for v in values)):
        reason += ", a minor difference"
    return "disputed", reason, best


def _say_values(values: Sequence[tuple[float, float, float]]) -> str:
    return ", ".join(_number(v[0]) for v in sorted(values))


def _all_meet(values: Sequence[tuple[float, float, float]]) -> bool:
    bounded = [v for v in values if v[1] != v[2]]
    return bool(bounded) and max(v[1] for v in values) <= min(v[2] for v in values)


def _settle_bounds(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    values: Sequence[tuple[float, float, float]],
) -> tuple[Status, str, tuple[float, float, float]]:
    """Judge numbers that do not exclude each other: the narrowest is what is known."""
    finest = min(values, key=lambda v: (v[2] - v[1], -v[1], v))
    every = {vote.voice for votes in by_value.values() for vote in votes}
    if len(every) == 1:
        return "single_voice", "one voice, in bounds that meet", finest
    if len({vote.voice for vote in by_value[finest]}) == 1:
        reason = "one voice gives the number, others bounds that hold it"
        return "single_voice_others_compatible", reason, finest
    status, reason = agree(by_value[finest])
    return status, reason, finest


def _latest(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    values: Sequence[tuple[float, float, float]],
) -> tuple[float, float, float]:
    return max(values, key=lambda v: (_last_day(by_value[v]), v))


def _last_day(votes: Sequence[Vote]) -> dt.date:
    return max((v.written_on for v in votes if v.written_on), default=dt.date.min)


def _newest(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    values: Sequence[tuple[float, float, float]],
) -> tuple[float, float, float] | None:
    """Return the value that only the youngest reports give."""
    last = _latest(by_value, values)
    first_days = [v.written_on for v in by_value[last] if v.written_on]
    return last if first_days and len(first_days) == len(by_value[last]) else None


def _all_older(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    newest: tuple[float, float, float],
) -> bool:
    first = min(v.written_on for v in by_value[newest] if v.written_on)
    voices = {v.voice for v in by_value[newest]}
    for value, votes in by_value.items():
        if value == newest:
            continue
        for vote in votes:
            if vote.written_on is None:
                return False
            later = (first - vote.written_on).days >= LEAST_DAYS_LATER
            if not later and not (vote.voice in voices and first > vote.written_on):
                return False
    return True


def _best(
    by_value: Mapping[tuple[float, float, float], list[Vote]],
    values: Sequence[tuple[float, float, float]],
) -> tuple[float, float, float]:
    """Choose the best value: most origins, named before unnamed, later, then lower."""

    def rank(value: tuple[float, float, float]) -> tuple[int, int, dt.date, float]:
        votes = by_value[value]
        named = {name for vote in votes for name in name_origins(vote.chain)}
        return (_weight(votes), len(named), _last_day(votes), -value[0])

    return max(values, key=rank)


def _number(value: float) -> str:
    return f"{int(value)}" if value == int(value) else f"{value:g}"


# ---------------------------------------------------------------- dates


def _judge_intervals(votes: Sequence[Vote]) -> Verdict:
    by_days: dict[tuple[dt.date, dt.date], list[Vote]] = {}
    for vote in votes:
        when = vote.claim.when
        if when is not None:
            by_days.setdefault((when.first_on, when.last_on), []).append(vote)
    finest = sorted(by_days, key=lambda d: ((d[1] - d[0]).days, -_weight(by_days[d]), d))
    lead = finest[0]
    meeting = [d for d in finest if d[0] <= lead[1] and lead[0] <= d[1]]
    apart = [d for d in finest if d not in meeting]
    readings = tuple(_reading(_days(d), by_days[d]) for d in [*meeting, *apart])
    estimate = Estimate(
        slot="date", unit="day", low=lead[0].isoformat(), best=_days(lead), high=lead[1].isoformat()
    )
    exact = by_days[lead]
    if apart and {v.voice for d in apart for v in by_days[d]} - {v.voice for v in exact}:
        return Verdict(readings, "disputed", "the voices give different days", (estimate,))
    if len({v.voice for v in exact}) == 1 and len({v.voice for v in votes}) > 1:
        reason = "one voice gives the day, others a wider time that holds it"
        return Verdict(readings, "single_voice_others_compatible", reason, (estimate,))
    status, reason = agree(exact)
    return Verdict(readings, status, reason, (estimate,))


def _days(days: tuple[dt.date, dt.date]) -> str:
    return days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"


# ---------------------------------------------------------------- places

_FINENESS = {"street": 0, "city": 1, "region": 2, "country": 3, "unknown": 4}


def _judge_places(votes: Sequence[Vote]) -> Verdict:
    """Judge places: the finest holds where the others contain it."""
    by_name: dict[tuple[int, str], list[Vote]] = {}
    for vote in votes:
        place = vote.claim.place
        if place is not None:
            name = _same_address(place.name, [n for _, n in by_name])
            by_name.setdefault((_FINENESS[place.precision], name), []).append(vote)
    order = sorted(by_name, key=lambda k: (k[0], -_weight(by_name[k]), k[1]))
    readings = tuple(_reading(key[1], by_name[key]) for key in order)
    finest = [vote for key in order if key[0] == order[0][0] for vote in by_name[key]]
    if len({v.voice for v in finest}) == 1 and len({v.voice for v in votes}) > 1:
        reason = "one voice gives the place, others one that holds it"
        return Verdict(readings, "single_voice_others_compatible", reason)
    status, reason = agree(finest)
    return Verdict(readings, status, reason)


_SHORT_FORMS = {
    "n": "north", "s": "south", "e": "east", "w": "west", "st": "street", "ave": "avenue",
    "rd": "road", "blvd": "boulevard", "dr": "drive", "ln": "lane", "hwy": "highway", "ct": "court",
}  # fmt: skip


def _same_address(name: str, known: Sequence[str]) -> str:
    """Return the way of writing a place that is known already: "S. Elm St." is "South Elm"."""
    mine = _address(name)
    return next((other for other in known if _one_address(mine, _address(other))), name)


def _one_address(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 2 and long[: len(short)] == short)


def _address(name: str) -> tuple[str, ...]:
    forms = [_SHORT_FORMS.get(form, form) for form in tokenize(name).forms]
    return tuple(form for form in forms if form not in DATE_WORDS)


# ---------------------------------------------------------------- words


def _judge_values(slot: str, votes: Sequence[Vote]) -> Verdict:
    """Judge votes that give a value in words or none; those without one go with the first."""
    by_value: dict[str, list[Vote]] = {}
    silent: list[Vote] = []
    for vote in votes:
        if vote.claim.value:
            by_value.setdefault(vote.claim.value, []).append(vote)
        else:
            silent.append(vote)
    if not by_value:
        status, reason = agree(votes)
        return Verdict((_reading("so", votes),), status, reason)
    order = sorted(by_value, key=lambda v: (-_weight(by_value[v]), v))
    estimate = Estimate(slot=slot, unit=slot, low=min(order), best=order[0], high=max(order))
    by_voice = [{v.voice for v in by_value[value]} for value in order]
    by_value[order[0]] += silent
    readings = tuple(_reading(value, by_value[value]) for value in order)
    apart = all(not one & other for one, other in combinations(by_voice, 2))
    if len(order) > 1 and apart:
        return Verdict(readings, "disputed", f"the voices give {', '.join(order)}", (estimate,))
    status, reason = agree(votes)
    return Verdict(readings, status, reason, (estimate,))


def _judge_words(votes: Sequence[Vote], *, told_of_event: bool) -> Verdict:
    yes = [vote for vote in votes if not vote.claim.negated]
    no = [vote for vote in votes if vote.claim.negated]
    apart = yes and no and {v.voice for v in yes} != {v.voice for v in no}
    if apart and (told_of_event or _deny(yes, no)):
        readings = (_reading("it is so", yes), _reading("it is not so", no))
        if _later(yes, no):
            return Verdict(readings, "updated", "a later word replaces an earlier one")
        return Verdict(readings, "contradictory", "one voice says so, another that it is not")
    status, reason = agree(votes)
    return Verdict((_reading(votes[0].claim.value or "so", votes),), status, reason)


# Two clauses of which one has a "not" contradict each other where their words are the same.
LEAST_SHARE_TO_DENY = 0.7


def _deny(yes: Sequence[Vote], no: Sequence[Vote]) -> bool:
    return any(
        len(a.concepts & b.concepts)
        >= max(2.0, LEAST_SHARE_TO_DENY * max(len(a.concepts), len(b.concepts)))
        for a in yes
        for b in no
        if not (a.claim.quoted or b.claim.quoted)
    )


def _later(one: Sequence[Vote], other: Sequence[Vote]) -> bool:
    days = [[v.written_on for v in side] for side in (one, other)]
    known = [[d for d in side if d is not None] for side in days]
    if not all(len(k) == len(side) and k for k, side in zip(known, days, strict=True)):
        return False
    return min(known[0]) > max(known[1]) or min(known[1]) > max(known[0])


def voices_of(readings: Sequence[Reading]) -> set[VoiceId]:
    """Return the voices that give any of the readings."""
    return {voice for reading in readings for voice in reading.voices}
