from __future__ import annotations

import pytest

from firsthand.claims.attribution import find_attributions
from firsthand.claims.utterances import find_utterances
from firsthand.records import Attributed, Furniture, Marked, Report, ReportId, Retrieval


def _marked(text: str) -> Marked:
    report = Report(id=ReportId("r-1"), text=text, retrieval=Retrieval(sha256="0" * 64))
    return Marked(report=report)


def _find(text: str) -> list[Attributed]:
    marked = _marked(text)
    return [a for a in find_attributions(marked, find_utterances(marked)) if a.style != "direct"]


def _said(text: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([link.name for link in a.chain], [text[s.start : s.end] for s in a.content])
        for a in _find(text)
    ]


@pytest.mark.parametrize(
    ("text", "name", "content"),
    [
        ("Port officials said two boats were lost.", "Port officials", "two boats were lost"),
        ("Jana Volk said on Monday that two boats were lost.", "Jana Volk", "two boats were lost"),
        ("Two boats were lost, police said.", "police", "Two boats were lost"),
        ("Two boats were lost, said Jana Volk, the minister.", "Jana Volk", "Two boats were lost"),
        ("Two boats were lost, according to court records.", "court records", "Two boats were lost"),
        ("According to court records, two boats were lost.", "court records", "two boats were lost"),
        ("Mayor Tomas Brin blamed the storm for it.", "Tomas Brin", "the storm for it"),
        ("The ministry denied any part in the blast.", "ministry", "any part in the blast"),
        ("The mayor warned that more rain would come.", "mayor", "more rain would come"),
        ("Witnesses said they saw smoke.", "Witnesses", "they saw smoke"),
        ("A statement from the Lake Guard said two boats were lost.", "Lake Guard statement",
         "two boats were lost"),
    ],
)  # fmt: skip
def test_a_saying_has_its_source_and_the_clause(text: str, name: str, content: str) -> None:
    assert _said(text) == [([name], [content])]


def test_an_interrupted_content_comes_in_two_pieces() -> None:
    text = "The game began indoors, police said, but moved outside."
    assert _said(text) == [(["police"], ["The game began indoors", "moved outside"])]


def test_an_agency_that_reports_a_saying_is_its_carrier() -> None:
    text = "The Lake News Agency reported that Jana Volk said two men were held."
    inner = _find(text)[-1]
    assert [(x.name, x.carrier) for x in inner.chain] == [
        ("Lake News Agency", True),
        ("Jana Volk", False),
    ]


def test_an_outlet_that_was_told_is_a_carrier() -> None:
    text = "He wanted to go to sea, his grandfather told The Ostra Herald."
    assert _said(text) == [(["Ostra Herald", "his grandfather"], ["He wanted to go to sea"])]


def test_the_statement_is_whose_it_was_in_the_sentence_before() -> None:
    text = (
        "The boat sank at noon, Ostra County police said in a statement. They found six people"
        " in the water, the statement said."
    )
    assert [names for names, _ in _said(text)] == [["Ostra County police"]] * 2


def test_police_get_the_name_of_their_force() -> None:
    text = "A boat sank, Ostra County police said. Nobody was hurt, police said."
    assert [names for names, _ in _said(text)] == [["Ostra County police"]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The men reportedly fled over the bridge.",
        "No losses were reported.",
        "The ferry is believed to have sunk.",
        "Several lakeside states rely on the ferry.",
        "Too many calls went to voicemail.",
    ],
)
def test_where_nobody_is_named_there_is_no_attribution(text: str) -> None:
    assert _said(text) == []


def test_furniture_before_a_sentence_is_no_part_of_its_content() -> None:
    text = "date 2031-04-02 Two boats were lost, police said."
    marked = _marked(text)
    header = Furniture(span=marked.report.span(0, 15), kind="header")
    (found,) = find_attributions(Marked(report=marked.report, furniture=(header,)), ())
    assert text[found.content[0].start : found.content[0].end] == "Two boats were lost"


def test_a_quotation_with_a_speaker_is_a_direct_attribution() -> None:
    marked = _marked("“Two boats are gone,” Jana Volk said.")
    (found,) = find_attributions(marked, find_utterances(marked))
    assert found.style == "direct"
    assert found.chain[0].name == "Jana Volk"


def test_a_dateline_says_whose_police_are_meant_where_each_section_has_one() -> None:
    text = (
        "FENN'S CO., OS. (LKTV) - Police said two people were hurt.\n\n"
        "SAN RIVO - Police said four men were shot."
    )
    assert [names for names, _ in _said(text)] == [["Fenn's County police"], ["San Rivo police"]]


def test_one_city_in_a_dateline_may_be_where_the_reporter_sits() -> None:
    text = "SAN RIVO (LNA) - Police said two people were hurt."
    assert [names for names, _ in _said(text)] == [["Police"]]


def test_a_joined_saying_ends_the_content_before_it() -> None:
    text = "The transport minister, Dana Kolb, promised an inquiry and said nobody would be spared."
    assert _said(text) == [
        (["Dana Kolb"], ["an inquiry"]),
        (["Dana Kolb"], ["nobody would be spared"]),
    ]
