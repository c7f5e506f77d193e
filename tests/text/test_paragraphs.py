"""Paragraphs: lines, or what stands between blank lines where lines are broken."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.paragraphs import cut_paragraphs, find_paragraphs, is_hard_wrapped

WRAPPED = """\
A fire destroyed two
sheds in the port of
Velm, the authority
said on Monday, and
nobody knows why it
began there.

Two people died, the
mayor said.
"""


def paragraphs(text: str) -> list[str]:
    return [text[a:b] for a, b in find_paragraphs(text)]


def test_a_line_is_a_paragraph() -> None:
    assert paragraphs("Fire in Velm\nTwo died.\n\n \nNobody knows why.\n") == [
        "Fire in Velm",
        "Two died.",
        "Nobody knows why.",
    ]


def test_broken_lines_are_joined_up_to_a_blank_one() -> None:
    assert is_hard_wrapped(WRAPPED)
    first, second = paragraphs(WRAPPED)
    assert first.startswith("A fire")
    assert first.endswith("began there.")
    assert second.strip() == "Two people died, the\nmayor said."


def test_a_text_without_a_visible_character_has_none() -> None:
    assert paragraphs("") == []
    assert paragraphs(" \n\t\n ") == []


@given(st.text(alphabet="aB. \n\t", max_size=80), st.booleans())
def test_every_visible_character_is_in_one_paragraph(text, wrapped) -> None:
    found = list(cut_paragraphs(text, wrapped=wrapped))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(text[a:b].strip() for a, b in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
