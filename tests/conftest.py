"""Lets every test import what lies in this folder (harbour_fire, strategies)."""

import pytest
from hypothesis import settings

# A slow machine is no failure of the code: speed is measured in benchmarks/.
settings.register_profile("firsthand", deadline=None)
settings.load_profile("firsthand")


@pytest.fixture(autouse=True)
def _read_by_rules(monkeypatch) -> None:
    """Let no test hang on trained weights unless it asks for them, or runs the command line."""
    monkeypatch.setattr("firsthand.case.DEFAULT_READER", "rules")
