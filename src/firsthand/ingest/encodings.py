"""Bytes to characters: what the bytes declare, else UTF-8, else a guess that says so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from firsthand.errors import ItemError

# Text has tabs and line ends and now and then a stray control; of 8,000 news texts none has over
# one in a thousand.
MOST_CONTROL_SHARE = 0.01
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file inside a compressed file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE_CHARACTERS = 100_000
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I
)
_HEAD_BYTES = 4096
# Windows-1252 is what Western pages mean when they say nothing: up to 14 % of the bytes of a French
# sentence are accents and typographic marks. In Cyrillic, Greek, Arabic or Chinese over half of
# the bytes are high; charset_normalizer is asked then (on Western text it confuses 1250 and 1252).
MOST_WESTERN_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding that gave them, and whether it was only assumed."""

    text: str
    encoding: str
    assumed: bool = False


def decode_bytes(content: bytes, *, is_page: bool = False) -> Decoded:
    """Decode a file; valid UTF-8 gives exactly `content.decode("utf-8")`.

    Bytes that are no text in any encoding asked are replaced one by one (U+FFFD): the report is
    kept, and `assumed` says so.

    Args:
        content: all bytes of the file.
        is_page: the bytes are HTML, whose declared charset counts.

    Raises:
        ItemError: the file is not text.
    """
    for magic, kind in _KINDS:
        if content.startswith(magic):
            raise ItemError(f"not text but {kind}")
    decoded = _decode(content, is_page=is_page)
    sample = decoded.text[:_SAMPLE_CHARACTERS]
    if len(_CONTROL.findall(sample)) > MOST_CONTROL_SHARE * len(sample):
        raise ItemError("not text but binary (control characters)")
    if not decoded.text.strip().strip("\ufeff"):
        raise ItemError("no text (only white space)")
    return decoded


def _decode(content: bytes, *, is_page: bool) -> Decoded:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode_as(content, encoding, assumed=False)
    declared = _declared(content) if is_page else None
    if declared is not None and declared not in ("utf-8", "iso8859-1", "cp1252", "ascii"):
        try:
            return Decoded(content.decode(declared), declared)
        except (UnicodeDecodeError, LookupError):
            pass  # a page that declares one encoding and is written in another
    wide = _wide(content)
    if wide is not None:
        return _decode_as(content, wide, assumed=True)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared in ("iso8859-1", "cp1252"):
        return _decode_as(content, "cp1252", assumed=False)  # browsers read both as this
    return _decode_as(content, _guess(content), assumed=True)


def _decode_as(content: bytes, encoding: str, *, assumed: bool) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding, assumed)
    except UnicodeDecodeError:
        return Decoded(content.decode(encoding, errors="replace"), encoding, assumed=True)


def _declared(content: bytes) -> str | None:
    match = _CHARSET.search(content[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        return codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: every second one in Latin script."""
    head = content[:_HEAD_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or (even + odd) * 3 < len(head) or 4 * min(even, odd) > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(content: bytes) -> str:
    high = sum(1 for byte in content[:_SAMPLE_CHARACTERS] if byte >= 0x80)
    damaged = content[:_SAMPLE_CHARACTERS].decode("utf-8", errors="replace")
    n_bad = damaged.count("\ufffd")
    n_good = sum(1 for mark in damaged if mark > "\x7f") - n_bad
    if n_good > n_bad:
        return "utf-8"  # UTF-8 with some damage
    if high <= MOST_WESTERN_SHARE * min(len(content), _SAMPLE_CHARACTERS):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE_CHARACTERS]).best()
    return best.encoding if best is not None else "cp1252"
