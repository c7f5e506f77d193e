"""The documents are made of what they tell of, and lead where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from test_readme import refresh

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONVENTIONS.md", *sorted((ROOT / "docs").glob("*.md"))]
HOUSE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def test_words_and_rooms_are_those_of_the_program() -> None:
    """`python scripts/refresh_docs.py` writes them anew."""
    assert refresh.find_stale(refresh.make_pages(outputs=False)) == []


def test_the_picture_of_the_house_has_the_storeys_of_the_contract() -> None:
    picture = re.search(r"```text\n(.*?)```", HOUSE, re.DOTALL)
    assert picture
    drawn = [re.split(r"\s{3,}", line)[0] for line in picture[1].splitlines()]
    assert drawn == [storey for storey in refresh.read_storeys() if storey != "__main__"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in refresh.PAGES if name != "README.md"])
def test_outputs_in_the_documents_are_real(name) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert "<!-- output: " in page
    assert refresh.refresh_outputs(page) == page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        linked = (page.parent / name) if name else page
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def test_every_place_in_the_documents_that_the_code_names_is_there() -> None:
    named = set()
    for path in (ROOT / "src").rglob("*.py"):
        named |= set(re.findall(r"(docs/\w+\.md)(?:#([\w-]+))?", path.read_text(encoding="utf-8")))
    assert named
    for page, anchor in sorted(named):
        assert (ROOT / page).exists(), page
        assert not anchor or anchor in anchors(ROOT / page), f"{page}#{anchor}"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("width", [60, 100])
def test_json_is_folded_without_loss_within_the_width(width, monkeypatch) -> None:
    import json

    monkeypatch.setattr(refresh, "WIDTH", width)
    row = {
        "a": [1, 2, {"b": ["long words " * 2] * 4}],
        "c": {"d": None, "e": [[], {}]},
        "f": "g" * 30,
    }
    folded = refresh.fold(row)
    assert json.loads(folded) == row
    assert max(map(len, folded.splitlines())) <= width


def test_every_fragment_of_the_changelog_is_a_sentence_of_a_known_kind() -> None:
    fragments = sorted((ROOT / "changelog.d").glob("*"))
    assert fragments
    for fragment in fragments:
        assert re.fullmatch(r"[a-z0-9-]+\.(?:added|changed|fixed|removed)\.md", fragment.name)
        text = fragment.read_text(encoding="utf-8").strip()
        assert text.endswith("."), fragment.name
        assert "\n" not in text, fragment.name
