from __future__ import annotations

import errno
import os

import pytest

from firsthand.errors import StorageError
from firsthand.ingest.findings import read_published
from firsthand.ingest.selfdescription import describe, detect_language

BODY = (
    "A fire destroyed two warehouses in the port of Velm on Sunday, the port authority said.\n\n"
    "Nobody was hurt, and the quay was open again by midnight."
)


def found(text: str, field: str) -> list[str]:
    return [finding.value for finding in describe(text) if finding.field == field]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        (
            f"Fire destroys warehouses in Velm\n\n{BODY}",
            "title",
            ["Fire destroys warehouses in Velm"],
        ),
        (f" date 2024-03-05\n\nFire in Velm port\n\n{BODY}", "title", ["Fire in Velm port"]),
        (BODY, "title", []),
        (f"Please enable Javascript to watch this video\n\n{BODY}", "title", []),
        (f"VELM, Karvenia —\n\n{BODY}", "title", []),
        (f" date 2024-03-05 Loading...\n\n{BODY}", "published", ["2024-03-05"]),
        (f"Published: March 5, 2024\n\n{BODY}", "published", ["2024-03-05"]),
        (f"Gazette | Tuesday, 5 March 2024, 5:20 p.m.\n\n{BODY}", "published", ["2024-03-05"]),
        (f"Published 03/04/2024\n\n{BODY}", "published", []),
        (f"Published 03/24/2024\n\n{BODY}", "published", ["2024-03-24"]),
        (f"{BODY}\n\nThe pier burnt. (Published Sunday, March 3, 2024)", "published", []),
        (f"The port burnt on March 3, 2024.\n\n{BODY}", "published", []),
        (
            f"Fire in Velm\n\nBy Ines Maro and Tom van der Aa\n\n{BODY}",
            "byline",
            ["Ines Maro and Tom van der Aa"],
        ),
        (f"By Ines Maro, Harbour Gazette\n\n{BODY}", "byline", ["Ines Maro"]),
        (f"By noon the fire was out.\n\n{BODY}", "byline", []),
        (
            f"{BODY}\n\nCopyright © 2024 The Velm Herald, LLC. Click here.",
            "outlet",
            ["The Velm Herald"],
        ),
        (f"{BODY}\n\nCopyright 2024 WVLM. All rights reserved.", "outlet", ["WVLM"]),
        (f"{BODY}\n\nCopyright 2024 The Associated Press. All rights reserved.", "outlet", []),
        (f"{BODY}\n\nCopyright 2024 Lakeside Broadcasting, Inc.", "outlet", []),
        (f"{BODY}\n\n(© Copyright 2024 Velm Radio. All rights reserved.", "outlet", ["Velm Radio"]),
        (
            f"Published: March 5, 2024\n\nUpdated: March 6, 2024\n\n{BODY}",
            "published",
            ["2024-03-05"],
        ),
        (f"VELM (WVLM9) - {BODY}", "outlet", ["WVLM9"]),
        (f"VELM (Reuters) - {BODY}", "outlet", []),
        (f"VELM (AP) — {BODY}", "outlet", []),
        (f"{BODY}\n\nStay with Action9 for more details.", "outlet", ["Action9"]),
        (f"Two quays burnt in Velm. News9's Ines Maro reports.\n\n{BODY}", "outlet", ["News9"]),
    ],
)
def test_a_text_tells_of_itself(text: str, field: str, values: list[str]) -> None:
    assert found(text, field) == values


@pytest.mark.requirement("P3")
def test_each_finding_says_where_it_stands() -> None:
    text = f" date 2024-03-05\n\nFire in Velm port\n\n{BODY}"
    places = {finding.field: finding.place for finding in describe(text)}
    assert places["title"] == "text 18-35"
    assert text[18:35] == "Fire in Velm port"


def test_a_short_text_has_no_language() -> None:
    assert list(detect_language("Fire in Velm")) == []
    assert [one.value for one in detect_language(BODY)] == ["en"]


@pytest.mark.parametrize(
    ("value", "on", "at"),
    [
        ("2024-03-05", "2024-03-05", None),
        ("2024-03-05T00:00:00Z", "2024-03-05", None),
        ("2024-03-05T09:30:00", "2024-03-05", None),
        ("2024-03-05T23:30:00-05:00", "2024-03-05", "2024-03-06T04:30:00+00:00"),
        ("Tue, 05 Mar 2024 10:00:00 +0100", "2024-03-05", "2024-03-05T09:00:00+00:00"),
        ("March 5, 2024", "2024-03-05", None),
    ],
)
def test_a_time_of_publication_is_read(value: str, on: str, at: str | None) -> None:
    published = read_published(value)
    assert published is not None
    assert published.on.isoformat() == on
    assert (published.at.isoformat() if published.at else None) == at


def test_a_full_temporary_folder_is_said_once_and_clearly(monkeypatch) -> None:
    def no_room(_text: str) -> list[tuple[str, float]]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("py3langid.rank", no_room)
    with pytest.raises(StorageError, match="make room there, or set TMPDIR"):
        list(
            detect_language(
                "The fire in the port of Velm was out by midnight, the mayor told us, and no one was hurt."
            )
        )


@pytest.mark.parametrize("value", ["0001-01-01", "0001-01-01T00:00:00+14:00", "0000-00-00"])
def test_a_day_before_there_were_newspapers_is_no_day(value: str) -> None:
    assert read_published(value) is None
