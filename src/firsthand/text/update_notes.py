"""What a text says of having been updated or corrected since it was first published."""

from __future__ import annotations

import re

# Anchored at a line, a bracket or "this story": "police updated the toll" says nothing of the text.
_NOTES = (
    r"\((?:last )?(?:updated?|corrected|corrects|clarifies|adds|recasts)\b[^()\n]{0,80}\)",
    r"^\W{0,3}(?:last )?(?:updated?|corrected|correction|clarification)(?: ?\d{1,2})?"
    r"(?:\s*[:(–—-]|\s+(?:at|on)\b|\s+\d|\s*$)[^\n]{0,80}",
    r"(?:this|the) (?:story|article|post|report|page|version) (?:has been|was|is being) (?:last )?"
    r"(?:updated|corrected|revised|amended|edited)\b[^\n.]{0,120}",
    r"(?:an|the) (?:earlier|previous|original) version of th(?:is|e) "
    r"(?:story|article|post|report|page)\b[^\n.]{0,120}",
    r"this (?:version|story|article|post|report) (?:corrects|clarifies|updates)\b[^\n.]{0,80}",
    r"\b(?:last )?updated ?: [^\n|]{4,60}",
    r"\b(?:last )?updated (?:at |on )?(?:\d{1,2}[: ]\d\d\b|\d{1,2} ?[ap]\.? ?m\b|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}\b)",
)
_NOTE = re.compile("|".join(f"(?:{note})" for note in _NOTES), re.IGNORECASE | re.MULTILINE)


def find_update_notes(text: str) -> list[tuple[int, int]]:
    """Return the runs by which a text says that it was updated or corrected, in text order."""
    return [match.span() for match in _NOTE.finditer(text)]


def says_anew(text: str, earlier: str) -> bool:
    """Say whether a later version says that it was updated.

    A note with a time or day that the earlier version bears too tells of an update before it.
    """
    notes = (text[start:end] for start, end in find_update_notes(text))
    return any(not any(map(str.isdigit, note)) or note not in earlier for note in notes)
