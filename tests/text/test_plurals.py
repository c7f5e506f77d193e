from __future__ import annotations

import pytest

from firsthand.text.plurals import name_many


@pytest.mark.parametrize(
    ("unit", "many"),
    [
        ("crown", "crowns"),
        ("body", "bodies"),
        ("day", "days"),
        ("person", "people"),
        ("inch", "inches"),
        ("box", "boxes"),
        ("woman", "women"),
        ("percent", "percent"),
        ("barracks", "barracks"),
    ],
)
def test_several_of_a_thing_have_their_name(unit: str, many: str) -> None:
    assert name_many(unit) == many
