from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.brief import compose, index_pile
from firsthand.records import Pile, Span
from firsthand.web import context
from firsthand.web.context import PageBuilder
from firsthand.web.marks import Marks
from firsthand.web.page import render_page
from harbour_fire import ENTRIES, PILE, hostile

VOID = frozenset({"meta", "input", "br", "line", "rect", "path"})
OURS = frozenset(
    "html head meta title style body a header p span h1 h2 h3 div details summary strong ul li nav main section label "
    "input b q em svg g rect text path line dl dt dd table thead tbody tr th td article cite ol code aside script br".split()
)
LOADING = frozenset(
    "src srcset data action formaction poster background xlink:href ping style".split()
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def _check_harmless(page: str) -> _Reader:
    reader = _read(page)
    for tag, attributes in reader.tags:
        assert tag in OURS
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in LOADING
            if name == "href":
                assert value is not None
                assert value.startswith("#")
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert [tag for tag, _ in reader.tags].count("style") == 1
    return reader


NASTY = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)), st.sampled_from("<>&\"'=/\x00\x1b\u202e`{}%#-!")
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)


@pytest.mark.requirement("P6")
def test_the_page_of_a_pile_is_well_formed_and_asks_for_nothing() -> None:
    page = render_page(PILE)
    _check_harmless(page)
    assert len(page.encode()) < 200_000


def test_hostile_text_stays_text() -> None:
    for text in (
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)" x="',
        "' onfocus='alert(1)' autofocus '",
        "<svg/onload=alert(1)> <a href=javascript:alert(1)>x</a>",
        '<iframe src="https://evil.example/"></iframe><meta http-equiv=refresh content="0;url=https://evil.example">',
        "{{ 7 * 7 }} {% include 'x' %} <!-- ]]>",
    ):
        page = render_page(hostile(text, title=text))
        reader = _check_harmless(page)
        assert text in "".join(reader.text)
        assert page.count("<script>") == 1


@settings(max_examples=30, deadline=None)
@given(NASTY)
def test_no_text_becomes_markup(text: str) -> None:
    page = render_page(hostile(text, title=text))
    _check_harmless(page)
    page.encode("utf-8")


def test_characters_that_turn_the_reading_order_are_written_out() -> None:
    page = render_page(hostile("abc\u202edcba\u2066x \ud800 y\x1b[2J"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\ud800]", page)
    assert "&lt;202E&gt;" in page


def test_the_policy_allows_our_style_and_our_script_and_nothing_else() -> None:
    page = render_page(PILE)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page).group(1)  # type: ignore[union-attr]
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S).group(1)  # type: ignore[union-attr]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.requirement("R12")
def test_same_pile_same_bytes() -> None:
    assert render_page(PILE) == render_page(PILE)


def test_every_link_leads_to_a_place_on_the_page() -> None:
    reader = _read(render_page(PILE))
    places = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    assert len(places) == sum("id" in attributes for _, attributes in reader.tags)
    for _, attributes in reader.tags:
        href = attributes.get("href")
        if href and not href.startswith("#show-"):
            assert href[1:] in places


def test_every_entry_and_every_report_stands_on_the_page() -> None:
    text = "".join(_read(render_page(PILE)).text)
    for report in PILE.reports:
        assert " ".join(report.text.split()) in " ".join(text.split())
    for entry in PILE.ledger.entries:
        assert entry.id in text


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 40)), max_size=15))
def test_however_it_is_cut_a_report_stays_whole_and_every_citation_is_covered(runs: list) -> None:
    text = "".join(chr(0x1F600 + n) if n % 7 == 0 else chr(97 + n % 26) for n in range(100))
    pile: Pile = hostile(text)
    report = pile.reports[0]
    marks = Marks(index_pile(pile), {})
    spans = [Span(report_id=report.id, start=a, end=min(100, a + n)) for a, n in runs]
    cited = [marks.cite(span) for span in spans]
    segments = marks.segments([report.id], most=10_000)[0][report.id]
    assert "".join(segment.text for segment in segments) == text
    for citation, span in zip(cited, spans, strict=True):
        number = citation.address.removeprefix("c")
        assert (
            "".join(s.text for s in segments if number in s.marks.split())
            == text[span.start : span.end]
        )
        assert citation.words == text[span.start : span.end]
        assert sum(int(number) in segment.begins for segment in segments) == 1


@pytest.mark.requirement("R5")
def test_a_citation_of_a_copy_never_stands_among_those_of_a_voice() -> None:
    page = PageBuilder(index_pile(PILE), compose(PILE)).build()
    for entry in page.entries:
        for reading in entry.readings:
            assert all(not cited.derived for cited in reading.citations)
            assert all(cited.derived for cited in reading.copies)


def test_a_page_of_a_large_pile_is_bounded_and_counts_what_it_leaves_out(monkeypatch) -> None:
    monkeypatch.setattr(context, "MOST_ENTRIES", 3)
    monkeypatch.setattr(context, "MOST_QUOTES", 0)
    monkeypatch.setattr(context, "MOST_REPORTS", 1)
    monkeypatch.setattr(context, "MOST_TEXT_CHARACTERS", 10)
    page = render_page(PILE)
    assert page.count('data-section="') - page.count('data-section="altered"') == 3
    assert f"{len(ENTRIES) - 3} entries: firsthand ledger" in page
    assert "firsthand quotes" in page
    assert "Its text is left out of this page" in page
    assert page.count('class="text"') == 1
    links = set(re.findall(r'href="#(c\d+|r\d+)"', page))
    assert links <= set(re.findall(r' id="(c\d+|r\d+)"', page))


def test_a_reading_of_many_citations_says_how_many_more_there_are(monkeypatch) -> None:
    monkeypatch.setattr(context, "MOST_CITATIONS", 1)
    assert re.search(r"and \d+ more places", render_page(PILE))
