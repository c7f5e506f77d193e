"""Questions in words: what an entry asks, for people."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from firsthand.ledger.events import EventNode
from firsthand.ledger.facts import Fact
from firsthand.text.lexicon import EVENT_OF
from firsthand.text.plurals import name_many

_EVENT_NAMES = {
    "airstrike": "airstrikes",
    "rocket": "rocket attack",
    "storm_weather": "storm",
    "charge": "charges",
}
# What an event is called when a report uses the word.
_LABELS = {
    word: label
    for label, words in {
        "sinking": "sank sunk sink sinks sinking capsized capsize overturned shipwreck",
        "collision": "collided collision collide",
        "derailment": "derailed derailment derail",
        "crash": "crash crashed crashes",
        "explosion": "explosion explosions exploded explode blast blasts",
        "bombing": "bombing bombings bomb",
        "storm": "storm storms",
        "flood": "flood floods flooding flooded",
        "hurricane": "hurricane",
        "tornado": "tornado tornadoes",
        "landslide": "landslide mudslide avalanche",
        "earthquake": "earthquake quake",
        "raid": "raid raids raided",
        "siege": "siege besieged",
        "ambush": "ambush ambushed",
        "attack": "attack attacks attacked stormed storming breach breached assault",
        "protest": "protest protests protested protesters demonstration demonstrations",
        "riot": "riot riots rioting",
        "fire": "fire fires blaze flames burned",
        "wildfire": "wildfire wildfires",
        "shooting": "shooting shootings shot gunfire",
    }.items()
    for word in words.split()
}


def choose_label(event_class: str, forms: Iterable[str]) -> str | None:
    """Return what the words told of an event call it most, if they name it at all."""
    counts = Counter(
        _LABELS[form] for form in forms if form in _LABELS and EVENT_OF.get(form) == event_class
    )
    return min(counts, key=lambda label: (-counts[label], label), default=None)


_COUNTED = {
    "killed": "How many people were killed in the {event}?",
    "injured": "How many people were injured in the {event}?",
    "missing": "How many people are missing after the {event}?",
    "shot": "How many people were shot in the {event}?",
    "arrested": "How many people were arrested over the {event}?",
    "casualties": "Was anybody killed or injured in the {event}?",
    "displaced": "How many people had to leave their homes in the {event}?",
    "rescued": "How many people were rescued in the {event}?",
    "aboard": "How many people were on board in the {event}?",
    "damage": "How great is the damage of the {event}?",
    "reward": "How high is the reward offered over the {event}?",
    "bond": "How high is the bond set over the {event}?",
    "fine": "How high is the fine over the {event}?",
    "ransom": "How high is the ransom?",
}
_PART = ": part"  # of a toll: "two of the dead were children"
_DAMAGED = "damaged: "  # things, not people
_IN_ALL = ": in all"  # over several events: "three shootings that killed 15"
# A toll that belongs to no event that is told: "22 died in a fire years ago" without the fire.
_WHERE = re.compile(r" (?:in|after|over) the \{event\}")
_DETAILS = {
    "date": "When {was} the {event}?",
    "time": "At what hour {was} the {event}?",
    "place": "Where {was} the {event}?",
    "actor": "Who is said to be behind the {event}?",
    "motive": "Why did the {event} come about?",
}


def name_event(node: EventNode | None) -> str:
    """Return what people call an event, with its day where known: "shooting of 30 October"."""
    if node is None:
        return "event"
    name = node.label or _EVENT_NAMES.get(node.event_class, node.event_class)
    time = name_time(*node.days) if node.days is not None else None
    return f"{name} of {time}" if time else name


def name_time(first: dt.date, last: dt.date) -> str | None:
    """Return what people call a day, a whole month or a whole year; any other time has no name."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    if (first.day, after.day) != (1, 1):
        return None
    if (after.year, after.month) == (first.year + first.month // 12, first.month % 12 + 1):
        return f"{first:%B %Y}"
    return (
        f"{first:%Y}" if (first.month, after.month, after.year - first.year) == (1, 1, 1) else None
    )


def ask(fact: Fact, node: EventNode | None, words: str) -> str:
    """Return the question of a fact.

    Args:
        fact: The claims that answer it.
        node: The event that it is about.
        words: The words of its best founded claim.
    """
    event = name_event(node)
    was = "were" if event.split(" of ")[0].endswith("s") else "was"
    if fact.kind == "count":
        return _ask_count(fact.slot).format(event=event) if node else _ask_toll(fact)
    if fact.slot == "motive_unknown":
        return f"Is it known why the {event} came about?"
    if fact.slot == "street":
        return f"At which address {was} the {event}?"
    if fact.kind in _DETAILS:
        return _DETAILS[fact.kind].format(event=event, was=was)
    if fact.kind == "quantity":
        return f"How many {name_many(fact.slot)}: “{words}”?"
    if fact.kind == "identity":
        return f"Who is {fact.subject[0].title() if fact.subject else 'this'}: “{words}”?"
    return f"Is it so: “{words}”?"


def _ask_count(slot: str) -> str:
    if slot.endswith(_IN_ALL):
        return f"How many people were {slot.removesuffix(_IN_ALL)}, in all?"
    if slot.endswith(_PART):
        whole = slot.removesuffix(_PART)
        return f"How many of those {whole} in the {{event}} are counted apart?"
    if slot.startswith(_DAMAGED):
        return f"How many {name_many(slot.removeprefix(_DAMAGED))} were damaged in the {{event}}?"
    return _COUNTED.get(slot, f"How many people were {slot} in the {{event}}?")


def _ask_toll(fact: Fact) -> str:
    """Ask of a toll whose event nobody names, by its time where that is known."""
    asked = _WHERE.sub("", _ask_count(fact.slot))
    whens = [c.when for c in fact.claims if c.when is not None]
    time = name_time(whens[0].first_on, whens[0].last_on) if whens else None
    if time is None:
        return asked
    return (
        f"{asked.removesuffix('?')} {'on' if time[0].isdigit() and ' ' in time else 'in'} {time}?"
    )
