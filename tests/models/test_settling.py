"""One name, one kind in a report."""

from __future__ import annotations

import numpy as np
import pytest

from firsthand.models.settling import SETTLED, Seen, settle_names
from firsthand.records import Name, NameKind, ReportId, Sentence, Span, Word

ID = ReportId("r")


def seen(
    text: str, at: int, names: dict[str, NameKind], sure: float = 0.6, nothing: float = 0.5
) -> Seen:
    """A sentence whose words are apart; the net gave each name its kind with probability `sure`."""
    words, place = [], at
    for form in text.split():
        words.append(Word(start=place, end=place + len(form)))
        place += len(form) + 1
    found, kinds = [], []
    for name, kind in names.items():
        start = at + text.index(name)
        found.append(Name(span=Span(report_id=ID, start=start, end=start + len(name)), kind=kind))
        row = np.full(len(SETTLED), np.log((1 - sure) / (len(SETTLED) - 1)))
        if kind in SETTLED:
            row[SETTLED.index(kind)] = np.log(sure)
        kinds.append(row)
    return Seen(
        Sentence(
            span=Span(report_id=ID, start=at, end=place - 1), words=tuple(words), names=tuple(found)
        ),
        np.array(kinds),
        np.log(np.full(len(words), nothing)),
    )


def settled(
    *parts: tuple[str, dict[str, NameKind], float], find_more: bool = False
) -> list[list[tuple[str, str]]]:
    text, together = "", []
    for part, names, sure in parts:
        together.append(seen(part, len(text), names, sure))
        text += part + " "
    return [
        [(text[n.span.start : n.span.end], n.kind) for n in s.names]
        for s in settle_names(together, text, find_more=find_more)
    ]


def test_the_surer_places_outvote_the_others() -> None:
    assert settled(
        ("Velm burned", {"Velm": "person"}, 0.4),
        ("They left Velm", {"Velm": "place"}, 0.9),
        ("VELM is far", {"VELM": "organization"}, 0.4),
    ) == [[("Velm", "place")], [("Velm", "place")], [("VELM", "place")]]


def test_a_whole_name_speaks_for_its_parts() -> None:
    assert settled(
        ("Ilo dan Marsk spoke", {"Ilo dan Marsk": "person"}, 0.95),
        ("Marsk left", {"Marsk": "place"}, 0.5),
        ("dan Marsk left", {"dan Marsk": "organization"}, 0.5),
        ("Ilo left", {"Ilo": "other"}, 0.5),
    )[1:] == [[("Marsk", "person")], [("dan Marsk", "person")], [("Ilo", "person")]]


def test_a_company_does_not_speak_for_its_parts() -> None:
    assert settled(
        ("Velm Freight sank", {"Velm Freight": "organization"}, 0.95),
        ("in Velm", {"Velm": "place"}, 0.5),
    )[1] == [("Velm", "place")]


@pytest.mark.parametrize("kind", ["date", "money"])
def test_dates_and_sums_are_what_they_look_like(kind: NameKind) -> None:
    assert settled(("in May", {"May": kind}, 0.4), ("May spoke", {"May": "person"}, 0.9)) == [
        [("May", kind)],
        [("May", "person")],
    ]


def test_words_that_are_a_name_elsewhere_become_one_only_when_asked() -> None:
    parts = (("asta brenn spoke", {"asta brenn": "person"}, 0.9), ("then asta brenn left", {}, 0.9))
    assert settled(*parts)[1] == []
    assert settled(*parts, find_more=True)[1] == [("asta brenn", "person")]


def test_words_that_the_net_is_sure_are_none_stay_none() -> None:
    text = "marsk spoke of the marsk"
    sentences = [
        seen("marsk spoke", 0, {"marsk": "person"}, 0.9),
        seen("of the marsk", 12, {}, nothing=0.99),
    ]
    assert [len(s.names) for s in settle_names(sentences, text, find_more=True)] == [1, 0]
