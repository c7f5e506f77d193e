from __future__ import annotations

import pytest

from firsthand.records import Marked
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, mark


@pytest.fixture
def flood() -> Marked:
    return mark("flood", FLOOD, on="2024-06-11", outlet="Sarn Observer")


@pytest.fixture
def other_flood() -> Marked:
    return mark("other", OTHER_FLOOD, on="2024-06-11", outlet="Tarvos Daily")


@pytest.fixture
def market() -> Marked:
    return mark("market", MARKET, on="2024-06-11", outlet="Lindow Post")
