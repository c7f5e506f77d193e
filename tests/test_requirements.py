"""Every rule and every promise is held by a test that names it."""

from __future__ import annotations

from requirements import NOT_YET, REQUIREMENTS, find_citations


def test_every_requirement_is_cited_by_a_test() -> None:
    assert set(REQUIREMENTS) - set(find_citations()) - set(NOT_YET) == set()


def test_no_test_cites_what_is_no_requirement() -> None:
    strangers = {
        name: tests for name, tests in find_citations().items() if name not in REQUIREMENTS
    }
    assert strangers == {}


def test_what_a_test_holds_is_not_said_to_be_missing() -> None:
    assert set(NOT_YET) <= set(REQUIREMENTS)
    assert set(NOT_YET) & set(find_citations()) == set()
