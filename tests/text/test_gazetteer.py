"""Places that a text names, and which place of that name is meant."""

import gzip
import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.gazetteer import find_places
from firsthand.text.place_table import key_of, look_up


def _read(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(text[p.start : p.end], p.country, p.region, p.precision) for p in find_places(text)]


@pytest.mark.parametrize(
    ("text", "words", "country", "region", "precision"),
    [
        ("The dam near Dayton, Ohio, broke.", "Dayton, Ohio", "US", "Ohio", "city"),
        ("The dam in Elkton, Md., broke.", "Elkton, Md.", "US", "Maryland", "city"),
        ("A dam in Hull, England, broke.", "Hull, England", "GB", "England", "city"),
        ("Crews flew to Cebu, Philippines, on Monday.", "Cebu, Philippines", "PH", None, "city"),
        ("It broke in Paris on Monday.", "Paris", "FR", None, "city"),
        ("It broke in Paris, Texas, on Monday.", "Paris, Texas", "US", "Texas", "city"),
        ("It broke in Mosul.", "Mosul", "IQ", None, "city"),
        ("Floods hit Kenya.", "Kenya", "KE", None, "country"),
        ("It broke in northern Vermont.", "Vermont", "US", "Vermont", "region"),
        ("Crews left for Harford County on Monday", "Harford County", "US", "Maryland", "region"),
        ("The dam lies in the West Bank.", "West Bank", "PS", None, "region"),
        ("TOLEDO, Ohio - The dam broke.", "TOLEDO, Ohio", "US", "Ohio", "city"),
        ("Aid reached Washington, D.C., late.", "Washington, D.C.", "US", None, "city"),
    ],
)
def test_a_named_place_is_found_and_put_somewhere(text, words, country, region, precision):
    found = _read(text)
    assert [(f[0], f[1], f[3]) for f in found] == [(words, country, precision)]
    if region is not None:
        assert found[0][2] == region
    place = find_places(text)[0]
    assert place.latitude is not None
    assert place.longitude is not None


@pytest.mark.parametrize(
    "text",
    [
        "Brian Davis spoke. Later Davis left.",
        "The Toledo Times reported it.",
        "He studied at Dayton University.",
        "Tehran denied the report.",
        "Moscow has accused the company.",
        "talks between Washington and Tehran went on",
        "Most of the Reading was Nice.",
        "Iraqi officials said so.",
        "The White House said so.",
        "Officials said it was the U.S. Army.",
        "give it to us in time",
    ],
)
def test_names_of_people_papers_and_governments_are_no_places(text):
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("It broke in the 2500 block of Quarry Lane.", "2500 block of Quarry Lane"),
        ("It burned at 12 Harbour Street on Monday.", "12 Harbour Street"),
        ("crews came to the 2500 block of quarry lane early", "2500 block of quarry lane"),
    ],
)
def test_an_address_is_a_street_without_coordinates(text, street):
    place = next(p for p in find_places(text) if p.precision == "street")
    assert text[place.start : place.end] == street
    assert place.latitude is None


def test_a_street_lies_where_the_town_beside_it_does():
    street, town = find_places("It broke at 12 Harbour Street in Elkton, Md., on Monday.")
    assert (street.precision, street.region) == ("street", "Maryland")
    assert (town.precision, town.name) == ("city", "Elkton")


def test_a_state_named_elsewhere_decides_between_towns_of_one_name():
    assert _read("It broke in Springfield, officials in Oregon said.")[0][2] == "Oregon"
    assert _read("It broke in Springfield, officials in Illinois said.")[0][2] == "Illinois"


def test_the_people_of_a_country_hint_at_a_country_and_are_no_place():
    found = _read("Syrian rescuers came to Tripoli. Lebanese and Lebanese officials went.")
    assert [f[1] for f in found] == ["LB"]


def test_a_text_without_capitals_gives_countries_big_cities_and_qualified_towns():
    text = "crews from iraq and syria came to baghdad and to the elkton maryland dam a mobile one"
    assert [f[0] for f in _read(text)] == ["iraq", "syria", "baghdad", "elkton maryland"]


def test_keys_know_no_case_accents_or_marks():
    assert key_of("St. John’s") == "st johns"
    assert key_of("São-Paulo") == "sao paulo"
    assert look_up("nowhere at all in the world") == ()


@pytest.mark.slow
def test_a_page_takes_milliseconds():
    text = "The dam near Dayton, Ohio, broke on Monday, officials in Hull said. " * 60
    find_places(text)
    start = time.process_time()
    find_places(text)
    assert time.process_time() - start < 0.5


_PIECES = st.sampled_from(
    "in of the The near Paris Texas , . New York U.S. u s County Prince George's Georgia said St. "
    "Louis Mo. 2500 block Quarry Lane Iraqi Iraq — ( ) between and Washington D.C. - Zürich 12".split()
)


@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text):
    end = 0
    for place in find_places(text):
        assert end <= place.start < place.end <= len(text)
        end = place.end
        assert (place.latitude is None) == (place.precision == "street")


def test_the_docs_name_the_file_that_is_shipped():
    root = Path(__file__).parents[2]
    packed = (root / "src" / "firsthand" / "text" / "places.tsv.gz").read_bytes()
    docs = (root / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    assert hashlib.sha256(packed).hexdigest() in docs
    assert f"{len(packed):,} bytes" in docs
    assert b"CC BY 4.0" in gzip.decompress(packed)[:300]
