"""Reported speech in a text that has lost its case and its marks."""

from __future__ import annotations

from firsthand.records import Marked, Utterance


def find_stripped_utterances(marked: Marked) -> tuple[Utterance, ...]:
    """Find words that a clear frame gives as somebody's own."""
    return ()
