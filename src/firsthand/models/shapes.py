"""The look of a text and of its words: capitals, digits, marks, or that they are lost."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.text.paragraphs import is_hard_wrapped

UNKNOWN, LOWER, TITLE, UPPER, MIXED, DIGIT, MARK = range(7)
# A text with fewer capitals among its letters, fewer marks among its characters, has lost them;
# both are bounds of the training texts, which are whole or stripped of all.
LEAST_CAPITAL_SHARE = 0.01
LEAST_MARK_SHARE = 0.005
_MARKS = ".,;:!?"
# Characters from which it is judged whether lines are broken inside sentences.
MOST_CHARACTERS_TO_JUDGE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a text still has of its capitals and its punctuation."""

    cased: bool
    punctuated: bool
    wrapped: bool = False  # lines are broken inside sentences


def judge_condition(text: str) -> Condition:
    """Say whether a text has its capitals and its punctuation."""
    n_letters = sum(map(str.isalpha, text))
    n_capitals = sum(map(str.isupper, text))
    n_marks = sum(map(text.count, _MARKS))
    cased = n_capitals >= LEAST_CAPITAL_SHARE * n_letters
    punctuated = n_marks >= LEAST_MARK_SHARE * len(text)
    # Without capitals nothing tells a line that goes on from one that begins.
    wrapped = cased and punctuated and is_hard_wrapped(text[:MOST_CHARACTERS_TO_JUDGE])
    return Condition(cased=cased, punctuated=punctuated, wrapped=wrapped)


def shape_of(word: str) -> int:
    """Return the shape of a word, as the net was taught it."""
    if not any(map(str.isalnum, word)):
        return MARK
    if any(map(str.isdigit, word)):
        return DIGIT
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


_STRAIGHT = frozenset(('"', "''", "``"))
_OPENERS = "([{-–—/"
CLOSING = frozenset("”’")


def seen_as(word: str, before: str, after: str) -> str:
    """Return a word as the net sees it: a straight quotation mark that shows its side.

    The net sees no spaces; only they tell whether a straight mark opens or closes a quotation.

    Args:
        word: a word of the text.
        before: the character before it, "" at the beginning.
        after: the character behind it, "" at the end.
    """
    if word not in _STRAIGHT:
        return word
    free_before, free_after = not before.strip(), not after.strip()
    if free_before != free_after:
        return "“" if free_before else "”"
    if free_before:
        return word
    return "“" if before in _OPENERS else "”"
