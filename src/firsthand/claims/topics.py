"""What a sum of money or a number of things is told of: damage, a reward, a bond, houses damaged.

Such figures are questions of their event, as tolls are, whatever the words around them.
"""

from __future__ import annotations

from firsthand.text.numbers import NumberWords
from firsthand.text.tokens import Words

_MONEY = {
    word: topic
    for topic, words in {
        "damage": "damage damages loss losses",
        "reward": "reward rewards bounty",
        "bond": "bond bail",
        "fine": "fine fined penalty",
        "ransom": "ransom",
    }.items()
    for word in words.split()
}
_HARMED = frozenset(
    "damaged destroyed gutted wrecked flattened burned collapsed flooded leveled levelled".split()
)
_THINGS = frozenset(
    "apartment home house building unit car vehicle boat store shop classroom room warehouse "
    "barn trailer structure business flat cabin tent".split()
)


def topic_of(words: Words, span: range, number: NumberWords) -> str | None:
    """Return what a figure is told of, None where the words around it have to tell.

    Args:
        words: The words of the whole report.
        span: The indices of the clause's words.
        number: A number of the clause.
    """
    forms = words.forms[span.start : span.stop]
    if number.kind == "money":
        return next((_MONEY[form] for form in forms if form in _MONEY), None)
    if number.kind == "count" and number.noun in _THINGS and _HARMED & set(forms):
        return f"damaged: {number.noun}"
    return None
