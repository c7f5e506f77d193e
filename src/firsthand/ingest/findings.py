"""Facts about a report and where they stand; the better place wins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

from firsthand.records import Finding
from firsthand.text.layout import find_days

FieldName = Literal["title", "outlet", "byline", "published", "language", "url"]
MOST_VALUE_CHARACTERS = 600
FIRST_YEAR = 1600  # of the first newspapers
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/(?=https?:)", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].{1,12})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication, as its own place counts days, and the instant where it is known."""

    on: dt.date
    at: dt.datetime | None = None


def find(field: FieldName, value: object, place: str) -> Iterable[Finding]:
    """Give the finding for a value, or nothing where the value says nothing."""
    if not isinstance(value, str):
        return ()
    clean = " ".join(value.split())[:MOST_VALUE_CHARACTERS]
    if field == "language":
        clean = read_language(clean) or ""
    elif field == "url" and "://" not in clean:
        clean = ""
    if field == "published" and read_published(clean) is None:
        clean = ""
    return (Finding(field=field, value=clean, place=place),) if clean else ()


def keep_first(findings: Iterable[Finding]) -> dict[FieldName, Finding]:
    """Keep the first finding of each field."""
    out: dict[FieldName, Finding] = {}
    for finding in findings:
        out.setdefault(finding.field, finding)
    return out


def find_host(url: str, place: str) -> Iterable[Finding]:
    """Give the host of an address as the outlet: the last resort."""
    try:
        host = urlsplit(_ARCHIVED.sub("", url)).hostname
    except ValueError:
        return ()
    host = (host or "").removeprefix("www.").removeprefix("m.")
    return find("outlet", host, f"host of the {place}") if "." in host else ()


def read_language(value: str) -> str | None:
    """Read an ISO 639-1 code: "en", "en-US", "pt_BR"."""
    match = _LANGUAGE.match(value.strip())
    return match.group(1).lower() if match else None


def read_published(value: str) -> Published | None:
    """Read a time of publication: ISO 8601, the form of mail and feeds, or a written date.

    Midnight sharp stands for "no time given"; a time without a zone gives the day only. What lies
    before there were newspapers is a field that was filled with nothing ("0001-01-01").
    """
    read = _read_moment(value.strip())
    return read if read is not None and read.on.year >= FIRST_YEAR else None


def _read_moment(value: str) -> Published | None:
    moment = _read_iso(value) or _read_mail(value)
    if moment is None:
        days = find_days(value) if len(value) < 80 else []
        return Published(days[0]) if len(days) == 1 else None
    if isinstance(moment, dt.datetime):
        has_time = moment.timetz().replace(tzinfo=None) != dt.time()
        if moment.tzinfo is None or not has_time:
            return Published(moment.date())
        try:
            return Published(moment.date(), moment.astimezone(dt.UTC))
        except OverflowError:
            return Published(moment.date())
    return Published(moment)


def _read_iso(value: str) -> dt.date | dt.datetime | None:
    try:
        if len(value) == 10:
            return dt.date.fromisoformat(value)
        return dt.datetime.fromisoformat(value) if len(value) > 10 else None
    except ValueError:
        return None


def _read_mail(value: str) -> dt.datetime | None:
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d", value):
        return None
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
