"""Make characters visible that would act instead of being read."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls drive a terminal (ESC, CSI, BEL); bidi controls turn the order of what
# follows; lone surrogates cannot be encoded; the rest is invisible and hides words from a reader.
_ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_QUIET = frozenset("\u200b\u2060\ufeff")  # without width or effect: left out


def show_controls(text: str) -> str:
    """Replace what a terminal or a page would obey by its written code.

    Tab and line end stay. "\\x1b[2J" becomes "<1B>[2J": readable, and nothing happens.
    """
    return _ACTIVE.sub(_name, text)


def squeeze(text: str) -> str:
    """Return the text on one line, controls shown, runs of white space as one space."""
    return _SPACE.sub(" ", show_controls(_SPACE.sub(" ", text))).strip()


def shorten(text: str, most: int) -> str:
    """Cut a line at a word's end so that it has at most so many characters."""
    if len(text) <= most:
        return text
    if most <= 1:
        return "…"[:most]
    cut = text[: most - 1]
    at = cut.rfind(" ")
    if at > most * 2 // 3:
        cut = cut[:at]
    return cut.rstrip(" ,;:") + "…"


def _name(match: re.Match[str]) -> str:
    character = match.group()
    if character in _QUIET:
        return ""
    if character == "\r":
        return "\n"
    if unicodedata.category(character) == "Zl" or character in "\u2029\x85\x0b\x0c":
        return " "
    return f"<{ord(character):02X}>"
