"""Measure date expressions on TimeML documents: `python benchmarks/dates.py FILE.jsonl[.gz]`.

Each line holds a document (`timeml`: XML with TIMEX3). Asked: is a dated expression found, and is
the interval the same as that of its value. Weekdays are shown apart: they are what news counts by.
"""

from __future__ import annotations

import calendar
import datetime as dt
import gzip
import html
import json
import re
import sys
from collections import Counter
from pathlib import Path

from firsthand.text.dates import find_dates, resolve

_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_SEASON = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def interval(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the days that a TIMEX3 value means, if it is a calendar value."""
    value = value.split("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = dt.date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = map(int, match.groups())
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = dt.date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
        if match.group(3):
            return monday + dt.timedelta(days=5), monday + dt.timedelta(days=6)
        # ISO weeks begin on Monday, ours on the Sunday before.
        return monday - dt.timedelta(days=1), monday + dt.timedelta(days=5)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        year, month = int(match.group(1)), _SEASON[match.group(2)]
        end_year, end = (year + 1, 2) if month == 12 else (year, month + 2)
        return dt.date(year, month, 1), dt.date(
            end_year, end, calendar.monthrange(end_year, end)[1]
        )
    if re.fullmatch(r"\d{4}", value):
        return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return dt.date(int(value) * 10, 1, 1), dt.date(int(value) * 10 + 9, 12, 31)
    return None


def read(timeml: str) -> tuple[dt.date | None, str, list[tuple[int, int, str, str]]]:
    """Return the creation day, the plain text, and its TIMEX3 (start, end, value, type)."""
    created = re.search(r"<TIMEX3[^>]*CREATION_TIME[^>]*>", timeml)
    day = re.search(r'value="(\d{4}-\d\d-\d\d)', created.group()) if created else None
    body = re.search(r"<TEXT>(.*?)</TEXT>", timeml, re.DOTALL)
    source = body.group(1) if body else timeml
    text, marks, stack = "", [], []
    for piece in re.split(r"(<[^>]*>)", source):
        if piece.startswith("<TIMEX3"):
            stack.append((len(text), piece))
        elif piece.startswith("</TIMEX3"):
            start, tag = stack.pop()
            value = re.search(r'\bvalue="([^"]*)"', tag)
            kind = re.search(r'\btype="([^"]*)"', tag)
            marks.append(
                (start, len(text), value.group(1) if value else "", kind.group(1) if kind else "")
            )
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return (dt.date.fromisoformat(day.group(1)) if day else None), text, marks


def main(path: str) -> None:
    counts: Counter[str] = Counter()
    misses: list[str] = []
    data = Path(path).read_bytes()
    lines = (gzip.decompress(data) if path.endswith(".gz") else data).decode().splitlines()
    for line in lines:
        anchor, text, marks = read(json.loads(line)["timeml"])
        if anchor is None:
            continue
        narrative = None
        found = []
        for words in find_dates(text):
            days = resolve(words, anchor=anchor, narrative=narrative)
            if days is not None:
                found.append((words, days))
                if days.first_on == days.last_on:
                    narrative = days.first_on
        for start, end, value, kind in marks:
            gold = interval(value)
            if gold is None or kind not in ("DATE", "TIME"):
                continue
            written = " ".join(text[start:end].split())
            names = ["dates"] + (
                ["weekdays"] if _WEEKDAY.search(written) and gold[0] == gold[1] else []
            )
            hit = next((d for w, d in found if w.start < end and start < w.end), None)
            right = hit is not None and (hit.first_on, hit.last_on) == gold
            near = hit is not None and hit.first_on <= gold[1] and gold[0] <= hit.last_on
            for name in names:
                counts[name] += 1
                counts[f"{name} found"] += hit is not None
                counts[f"{name} right"] += right
                counts[f"{name} overlapping"] += near
            if not right:
                around = " ".join(text[max(0, start - 60) : end + 40].split())
                got = f"{hit.first_on}..{hit.last_on}" if hit else "-"
                misses.append(f"{written} | {value} | {got} | {anchor} | {around}")
        for words, _ in found:
            counts["spans"] += 1
            counts["spans right"] += any(words.start < e and s < words.end for s, e, _, _ in marks)
    for name in ("weekdays", "dates"):
        n = counts[name]
        print(
            f"{name}: {n}, found {counts[name + ' found'] / n:.3f}, "
            f"interval right {counts[name + ' right'] / n:.3f}, "
            f"overlapping {counts[name + ' overlapping'] / n:.3f}"
        )
    print(
        f"spans: {counts['spans']}, "
        f"on an annotated one {counts['spans right'] / counts['spans']:.3f}"
    )
    if "--misses" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main(sys.argv[1])
