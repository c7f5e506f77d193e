"""Questions in words: what an entry asks, for people."""

from __future__ import annotations

import datetime as dt

from firsthand.ledger.events import EventNode
from firsthand.ledger.facts import Fact

_EVENT_NAMES = {
    "airstrike": "airstrikes",
    "rocket": "rocket attack",
    "storm_weather": "storm",
    "charge": "charges",
}
_COUNTED = {
    "killed": "How many people were killed in the {event}?",
    "injured": "How many people were injured in the {event}?",
    "missing": "How many people are missing after the {event}?",
    "shot": "How many people were shot in the {event}?",
    "arrested": "How many people were arrested over the {event}?",
    "casualties": "Was anybody killed or injured in the {event}?",
    "displaced": "How many people had to leave their homes in the {event}?",
    "rescued": "How many people were rescued in the {event}?",
}
_DETAILS = {
    "date": "When was the {event}?",
    "time": "At what hour, in the {event}?",
    "place": "Where was the {event}?",
    "actor": "Who is said to be behind the {event}?",
    "motive": "Why did the {event} come about?",
}


def name_event(node: EventNode | None) -> str:
    """Return what people call an event, with its day where known: "shooting of 30 October"."""
    if node is None:
        return "event"
    name = _EVENT_NAMES.get(node.event_class, node.event_class)
    if node.days is not None and node.days[0] == node.days[1]:
        return f"{name} of {_day(node.days[0])}"
    return name


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def ask(fact: Fact, node: EventNode | None, words: str) -> str:
    """Return the question of a fact.

    Args:
        fact: The claims that answer it.
        node: The event that it is about.
        words: The words of its best founded claim.
    """
    event = name_event(node)
    if fact.kind == "count":
        template = _COUNTED.get(fact.slot, f"How many people were {fact.slot} in the {{event}}?")
        return template.format(event=event)
    if fact.slot == "motive_unknown":
        return f"Is it known why the {event} came about?"
    if fact.slot == "street":
        return f"At which address was the {event}?"
    if fact.kind in _DETAILS:
        return _DETAILS[fact.kind].format(event=event)
    if fact.kind == "quantity":
        return f"How many (how much), in {fact.slot}: “{words}”?"
    if fact.kind == "identity":
        return f"Who is {fact.subject[0].title() if fact.subject else 'this'}: “{words}”?"
    return f"Is it so: “{words}”?"
