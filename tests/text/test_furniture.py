from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.furniture import mark_furniture

LEAD = "A fire destroyed two warehouses in the port of Velm on Sunday, the port authority said."
MORE = "Nobody was hurt, and the quay was open to traffic again by midnight, an official said."
SAID = "“We had two engines on the quay and not a drop of water in either of them,” said Ines Maro."


def marked(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for start, end, kind in mark_furniture(text, title=title)]


def page(*lines: str) -> str:
    return "\n\n".join((LEAD, *lines, MORE))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SEE ALSO: Port of Velm reopens after the storm", "see_also"),
        ("[Crane driver tells of the night on the quay]", "see_also"),
        ("Sign up for Daily Newsletters Manage Newsletters", "site_chrome"),
        ("Comments are closed.", "site_chrome"),
        ("Get the Velm Courier in your inbox | Unsubscribe", "site_chrome"),
        ("Advertisement", "site_chrome"),
        ("Stay with News9 for more details on this developing story.", "site_chrome"),
        ("This is a developing story and will be updated.", "site_chrome"),
        ("Copyright © 2024 The Velm Herald, LLC.", "copyright"),
        ("Photo credit: Courtesy of the port", "photo_credit"),
        ("Ines Maro, left, and Tom Aster, right", "caption"),
        ("The burnt quay on Sunday. (Photo: Velm Herald)", "caption"),
        ("Anyone with information is asked to call police at 301-555-0100.", "tip_line"),
        ("Please call 1-866-555-TIPS with any information.", "tip_line"),
        ("Quay by quay", "crosshead"),
        ("– Ines Maro (Harbour Master)", "pull_quote_attribution"),
    ],
)
def test_what_is_the_pages_is_marked(line: str, kind: str) -> None:
    assert marked(page(line)) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Police asked the crew to call the harbour master.",
        "Witnesses who saw the fire did not call the police until noon.",
        "People who saw the smoke called 911 at once.",
        "A reward of $25,000 is offered for information; call 301-555-0100.",
        "Video from the quay shows two men running.",
        "He told Reuters that the crane had failed.",
        "The harbour master said: “Stay with me.”",
        "A reporter for the Herald was among the injured.",
        "The two sides met again, left and right of the quay, at noon.",
        "[He] was the last to leave.",
        "Ines Maro, 34",
        "Two men died",
        "Room 39; then the stairs burnt.",
        "The CIA-backed company denied it.",
        "Updated plans for the quay were shown in May.",
        "“It was dark. ” he said.",
    ],
)
def test_the_account_is_left_alone(line: str) -> None:
    text = page(line)
    kept = [words for kind, words in marked(text) if kind != "residue"]
    assert kept == []


@pytest.mark.parametrize(
    "line",
    [
        "Velm Courier | News of the lake | Advertise with us",
        "Write to ines.maro@courier.example",
        "Share this | Comments (12)",
    ],
)
def test_the_foot_of_a_page_is_marked_and_its_middle_is_not(line: str) -> None:
    assert marked("\n\n".join([LEAD, MORE, line])) == [("site_chrome", line)]
    middle = "\n\n".join([LEAD, "Fifteen | sixteen people were on board", *[MORE] * 6])
    assert ("site_chrome", "Fifteen | sixteen people were on board") not in marked(middle)


def test_a_credit_at_the_end_makes_a_caption() -> None:
    line = "The burnt quay on Sunday. Photo: Ines Maro / Velm Courier"
    assert marked(page(line)) == [("caption", line)]


def test_header_and_title_are_marked() -> None:
    text = f" date 2024-03-05 Loading...\n\nFire destroys warehouses in Velm\n\nBy Ines Maro\n\n{page()}"
    assert marked(text) == [
        ("header", "date 2024-03-05 Loading..."),
        ("title", "Fire destroys warehouses in Velm"),
        ("byline", "By Ines Maro"),
    ]


def test_a_known_title_is_found_where_nothing_sets_it_apart() -> None:
    title = "Fire destroys warehouses in the port of Velm"
    assert marked(f"{title}\n{LEAD}\n{MORE}", title=title) == [("title", title)]
    stripped = " ".join([title, LEAD, MORE]).lower().replace(",", "").replace(".", "")
    assert marked(stripped, title=title) == [("title", title.lower())]


def test_a_dateline_is_marked_and_its_sentence_is_not() -> None:
    assert marked(f"VELM, Karvenia (Interland) - {LEAD}\n\n{MORE}") == [
        ("dateline", "VELM, Karvenia (Interland) -")
    ]


def test_a_display_copy_of_a_quotation_is_marked_with_its_name() -> None:
    pull = "We had two engines on the quay and not a drop of water in either of them."
    text = page(pull, "Ines Maro (Harbour Master)", SAID)
    assert marked(text) == [
        ("pull_quote", pull),
        ("pull_quote_attribution", "Ines Maro (Harbour Master)"),
    ]


def test_a_display_in_another_translation_is_marked() -> None:
    pull = "“We had two machines on the dock and not one drop of water in either of these.”"
    assert ("pull_quote", pull) in marked(page(pull, "– Ines Maro", SAID))


def test_a_quotation_that_stands_once_is_not_a_pull_quote() -> None:
    assert (
        marked(page("“We had two engines and not a drop of water in either.”", SAID[:0] + MORE))
        == []
    )


def test_residue_of_a_page_is_marked() -> None:
    text = page("The harbour master&#39;s house quot; stood. 39; Velm saw it burn.")
    assert [words for kind, words in marked(text) if kind == "entity_residue"] == [
        "&#39;",
        "quot;",
        "39;",
    ]


def test_links_and_tips_run_into_stripped_text_are_found() -> None:
    text = (
        "a fire destroyed two warehouses in the port of velm on sunday the port authority said see "
        "also port of velm reopens after storm but the quay stayed shut until midnight an official "
        "said nobody was hurt and two cranes could be saved by their drivers anyone with "
        "information about the fire is asked to call police at 301 555 0100 or velm crime stoppers "
        "the mayor will speak on"
    )
    assert marked(text) == [
        ("see_also", "see also port of velm reopens after storm"),
        (
            "tip_line",
            "anyone with information about the fire is asked to call police at 301 555 0100 or "
            "velm crime stoppers",
        ),
        ("truncated", "on"),
    ]


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            LEAD,
            MORE,
            SAID,
            "SEE ALSO: Port reopens",
            "– Ines Maro",
            "Advertisement",
            "date 2024-03-05",
            "39;",
            'x. "',
            "(Published Sunday)",
            "VELM -",
            "Ines Maro, left",
        ]
    ),
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n", " "]), st.booleans())
def test_marks_lie_inside_the_text_in_order_and_apart(
    lines: list[str], joint: str, is_stripped: bool
) -> None:
    text = joint.join(lines)
    if is_stripped:
        text = text.lower().replace(".", "")
    position = 0
    for start, end, _ in mark_furniture(text, title=lines[0] if lines else None):
        assert position <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        position = end
