"""Dates, outlets and sentences of newsrooms that we invented."""

from __future__ import annotations

import datetime as dt
import random

_TOWNS = """
Anmer Brask Caldry Dorvane Elsby Fennick Garrowby Hestle Ilvern Jessop Korrin Lathom Mirefield
Norvale Ostby Penhallow Quarrington Rushmere Stavely Torvik Ulverby Vennor Wexholm Yarrowby
""".split()
_PAPERS = "Courier|Gazette|Herald|Daily|Post|Observer|Star|Evening News|Online|Wire|Today|Monitor"
OUTLETS = [f"{town} {paper}" for town in _TOWNS for paper in _PAPERS.split("|")]
# What a desk writes around somebody's words that it has from elsewhere; {} is the quotation.
QUOTE_FRAMES = [
    "In another matter that was much discussed here, these words were heard again: {}",
    "A reader wrote to us and cited what was said elsewhere: {}",
    "{} That sentence hung on the wall of the canteen all week.",
    "Asked for a comparison, one resident pointed to a remark from far away: {}",
    "On the radio the same words came up once more: {}",
    "{} So it was put in a speech that has nothing to do with this place, and yet it fits.",
    "Our columnist is fond of one line and gave it to us again: {}",
    "{} It was quoted at the meeting without saying who said it.",
]
FURNITURE_FRAMES = [
    "Get the {paper} in your inbox every morning: sign up for our free letter and never miss a story from the {town} desk.",
    "Do you have photographs or a tip for the {town} newsroom? Write to the desk or call us at any hour of the day.",
    "This page of the {paper} is kept alive by its readers: if you can, please support local reporting with a small sum.",
    "Comments are closed one week after publication; the {paper} reserves the right to remove what breaks the house rules.",
    "The {paper} takes part in various partner programmes and may earn a small commission from purchases made through links.",
]  # fmt: skip
_FIRST_DAY, _N_DAYS = dt.date(2015, 1, 5), 700
MISLEADING_ONE_IN = 12  # parents that bear the day of a retrieval long after their copies


def invent_date(rng: random.Random) -> str:
    return (_FIRST_DAY + dt.timedelta(days=rng.randrange(_N_DAYS))).isoformat()


def choose_outlet(rng: random.Random, *taken: str | None) -> str:
    return rng.choice([name for name in OUTLETS if name not in taken])


def write_furniture(rng: random.Random) -> list[str]:
    """Write the recurring lines of one chain of sites."""
    names = {"town": rng.choice(_TOWNS), "paper": rng.choice(OUTLETS)}
    chosen = rng.sample(FURNITURE_FRAMES, rng.randint(1, 3))
    return [frame.format(**names) for frame in chosen]


def date_child(parent: str | None, rng: random.Random, *, fixed: bool) -> tuple[str | None, ...]:
    """Give a parent and its child the dates that they bear.

    A later day, the same bare day, the same day with times, or none; now and then the parent bears
    the day of its retrieval instead, long after the child.

    Args:
        fixed: the parent has a child already and keeps its date.

    Returns:
        The parent's date and the child's.
    """
    if parent is None:
        return None, invent_date(rng) if rng.random() < 0.25 else None
    day = dt.date.fromisoformat(parent[:10])
    if not fixed and rng.random() < 1 / MISLEADING_ONE_IN:
        return (day + dt.timedelta(days=rng.randint(30, 900))).isoformat(), day.isoformat()
    way = rng.random()
    if way < 0.15:
        return parent, None
    if way < 0.25 and not fixed:
        return None, day.isoformat()
    if way < 0.5 and (len(parent) == 10 or not fixed):
        return parent[:10], parent[:10]
    if way < 0.72 and (len(parent) > 10 or not fixed):
        clock = (
            parent
            if len(parent) > 10
            else f"{parent}T{rng.randint(0, 17):02}:{rng.randint(0, 59):02}"
        )
        later = dt.datetime.fromisoformat(clock) + dt.timedelta(minutes=rng.randint(10, 420))
        return clock, later.isoformat(timespec="minutes")
    return parent, (day + dt.timedelta(days=rng.choice([1, 1, 1, 2, 2, 3, 5]))).isoformat()
