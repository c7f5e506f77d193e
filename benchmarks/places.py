"""Measure places on annotated articles: `python benchmarks/places.py FILE.xml[.gz]`.

The file holds articles with toponyms (start, end, coordinates). Asked: is the toponym found, and
does the gazetteer put it within 161 km of where it is.
"""

from __future__ import annotations

import gzip
import math
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from firsthand.text.gazetteer import find_places

NEAR_KM = 161


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points on the globe."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(h))


def main(path: str) -> None:
    data = Path(path).read_bytes()
    root = ET.fromstring(gzip.decompress(data) if path.endswith(".gz") else data)
    counts: Counter[str] = Counter()
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        gold = []
        for toponym in article.iter("toponym"):
            start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
            tag = toponym.find("gaztag")
            lat = (tag.findtext("lat") if tag is not None else None) or toponym.findtext("lat")
            lon = (tag.findtext("lon") if tag is not None else None) or toponym.findtext("lon")
            gold.append((start, end, (float(lat), float(lon)) if lat and lon else None))
        places = [p for p in find_places(text) if p.latitude is not None]
        for start, end, where in gold:
            hit = next((p for p in places if p.start < end and start < p.end), None)
            counts["gold"] += 1
            counts["found"] += hit is not None
            if hit is None and "--misses" in sys.argv:
                print("MISS", text[max(0, start - 30) : end + 25].replace("\n", " "))
            if where is None or hit is None:
                continue
            counts["placed"] += 1
            near = distance_km(where, (hit.latitude or 0, hit.longitude or 0)) <= NEAR_KM
            counts["near"] += near
            if not near and "--misses" in sys.argv:
                print("FAR", text[start:end], "->", hit.region, hit.country, where)
        for place in places:
            right = any(place.start < e and s < place.end for s, e, _ in gold)
            counts["spans"] += 1
            counts["spans right"] += right
            if not right and "--misses" in sys.argv:
                print("EXTRA", text[max(0, place.start - 30) : place.end + 25].replace("\n", " "))
    print(
        f"toponyms {counts['gold']}: found {counts['found'] / counts['gold']:.3f}; of those with "
        f"coordinates {counts['near'] / counts['placed']:.3f} within {NEAR_KM} km; "
        f"of {counts['spans']} given, {counts['spans right'] / counts['spans']:.3f} are annotated"
    )


if __name__ == "__main__":
    main(sys.argv[1])
