"""Ids from what a report says and where it was published, never from the order of arrival."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from firsthand.records import ReportId

# 48 bits: among 100,000 reports two different ones share an id with a probability of 2 in 100,000.
ID_HEX_DIGITS = 12


def name_report(
    text: str, *, given_id: str | None, outlet: str | None, url: str | None, path: str
) -> ReportId:
    """Derive the id of a report.

    One text carried by two outlets is two reports; the same file given twice is one. Where neither
    outlet nor address is given, the name of the file stands for them. Only what was given counts,
    never what was read out of the text: a better reading must not change ids.
    """
    if given_id is not None:
        where = f"id\x00{given_id}"
    elif outlet or url:
        where = f"at\x00{outlet or ''}\x00{url or ''}"
    else:
        where = f"file\x00{PurePath(path).name.removesuffix('.gz')}"
    digest = hashlib.sha256(f"{where}\x00{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return ReportId(f"r-{digest[:ID_HEX_DIGITS]}")
