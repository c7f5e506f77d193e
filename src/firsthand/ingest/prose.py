"""Refuse what is text and no report: bounds within which every rule ends in seconds."""

from __future__ import annotations

import re
import string
import zlib

from firsthand.errors import ItemError

# The longest of 8,000 news texts has under 100,000 characters; a book has a million.
MOST_CHARACTERS = 1_000_000
# Addresses with tracking rarely pass 1,000 characters; pictures written as letters have tens of
# thousands. Scripts that set no spaces are left out.
MOST_UNBROKEN = 2_000
MOST_BLANK = 2_000
LEAST_LONG_RUN = 300
MOST_IN_LONG_RUNS = 20_000
# Of letters, digits and marks; tables of results have a third of letters and more.
LEAST_LETTER_SHARE = 0.1
# Below it neither the share of letters nor repetition is judged: short texts are cheap to read.
LEAST_CHARACTERS_TO_JUDGE = 5_000
# English news packs to between a half and a fifth of its bytes, a page that repeats its menu ten
# times to a twentieth; one sentence over and over packs to a hundredth and less.
MOST_PACKING = 40
_LONG_RUN = re.compile(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
    rf"\uff00-\uffef\U00020000-\U0003ffff]{{{LEAST_LONG_RUN},}}"
)
_LATIN = string.ascii_letters.encode()
_BLANK_RUN = re.compile(rf"\s{{{MOST_BLANK + 1}}}")


def check_prose(text: str) -> None:
    """Let pass what could be a report, whatever it says.

    Raises:
        ItemError: it is too long, holds no word, or is no running text.
    """
    if len(text) > MOST_CHARACTERS:
        raise ItemError(
            f"{len(text):,} characters of text; a report may have {MOST_CHARACTERS:,}: split it"
        )
    if not any(map(str.isalpha, text)):
        raise ItemError("no text (no word in it)")
    text = text.strip()
    content = text.encode("utf-8", "surrogatepass")
    words = content.split()
    long = max(map(len, words)) >= LEAST_LONG_RUN  # blanks of other scripts are letters here
    n_blank = len(content) - len(b"".join(words))
    if (long or n_blank > MOST_BLANK + len(words) - 2) and _BLANK_RUN.search(text):
        raise ItemError(f"not running text: over {MOST_BLANK:,} blanks in a row")
    if long:
        runs = [len(match.group()) for match in _LONG_RUN.finditer(text)]
        if max(runs, default=0) > MOST_UNBROKEN or sum(runs) > MOST_IN_LONG_RUNS:
            raise ItemError(f"not running text: {max(runs):,} characters without a space")
    if len(text) < LEAST_CHARACTERS_TO_JUDGE:
        return
    # Latin letters alone mostly settle it, a hundred times faster than asking of every character.
    n_latin = len(content) - len(content.translate(None, _LATIN))
    if n_latin < LEAST_LETTER_SHARE * len(content):
        n_letters = sum(map(str.isalpha, text))
        n_marks = len(text) - n_letters - sum(map(str.isspace, text))
        if n_letters < LEAST_LETTER_SHARE * (n_letters + n_marks):
            raise ItemError(f"not running text: {n_letters:,} letters in {len(text):,} characters")
    # Every new word costs a packed text a byte at the least.
    if len(set(words)) * MOST_PACKING > len(content):
        return
    if len(zlib.compress(content, 1)) * MOST_PACKING < len(content):
        raise ItemError("not running text: the same few words over and over")
