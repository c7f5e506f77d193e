from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import ItemError
from firsthand.ingest.encodings import decode_bytes

FIRE = "Le feu a détruit deux entrepôts, a déclaré l’autorité du port de Velm — « rien à sauver »."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_what_the_bytes_declare_is_not_assumed(encoding: str) -> None:
    decoded = decode_bytes(FIRE.encode(encoding))
    assert decoded.text.removeprefix("\ufeff") == FIRE
    assert not decoded.assumed


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_is_guessed_is_said_to_be(encoding: str) -> None:
    decoded = decode_bytes(FIRE.encode(encoding))
    assert decoded.text == FIRE
    assert decoded.assumed


def test_another_script_is_asked_for() -> None:
    text = "Пожар уничтожил два склада в порту, сообщили власти города. " * 4
    decoded = decode_bytes(text.encode("cp1251"))
    assert decoded.text == text
    assert decoded.assumed


def test_damaged_utf8_keeps_the_report() -> None:
    decoded = decode_bytes(FIRE.encode() + b"\xff\xfe" + FIRE.encode())
    assert decoded.text == f"{FIRE}\ufffd\ufffd{FIRE}"
    assert (decoded.encoding, decoded.assumed) == ("utf-8", True)


def test_the_charset_of_a_page_counts() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{FIRE}</body></html>'
    decoded = decode_bytes(page.encode("cp1252"), is_page=True)
    assert decoded.text == page
    assert not decoded.assumed


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_one_reason(content: bytes) -> None:
    try:
        text = decode_bytes(content).text
    except ItemError as err:
        text = str(err) if str(err).startswith(("not text", "no text")) else ""
    assert text
    text.encode("utf-8")
