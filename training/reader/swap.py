"""Other names in the place of a sentence's own, so that the context must tell what they are."""

from __future__ import annotations

import gzip
import random
from collections import defaultdict
from importlib import resources

from .corpus import Row, Sentence, spans

SWAPPED = ("PER", "ORG", "LOC")
Key = tuple[str, int, bool]


def _key(words: tuple[str, ...], kind: str) -> Key:
    """What names that may stand for each other share: kind, length, being an acronym."""
    return kind, min(len(words), 3), len(words) == 1 and words[0].isupper()


UNITS = ("million", "billion", "million", "trillion", "crore", "lakh")
SIGNS = ("$", "US$", "HK$", "A$", "€", "£", "¥", "Rs", "Rs.", "RM", "USD", "EUR", "GBP", "SAR", "R")
COINS = (
    "dollars", "US dollars", "euros", "yen", "yuan", "baht", "rupees", "pounds", "rubles", "won",
    "pesos", "rand", "naira", "shillings", "dirhams", "riyals", "lira", "francs", "cents",
)  # fmt: skip


def money(rng: random.Random) -> list[str]:
    """A sum as newspapers of the world print it: $ 5 million, Rs 3,150 crore, 20,000 baht."""
    whole = f"{rng.randrange(1, 10 ** rng.randrange(1, 7)):,}"
    number = rng.choice((whole, whole, f"{rng.randrange(1, 999)}.{rng.randrange(1, 99)}"))
    unit = [rng.choice(UNITS)] if rng.random() < 0.5 else []
    if rng.random() < 0.5:
        return [rng.choice(SIGNS), number, *unit]
    return [number, *unit, *rng.choice(COINS).split()]


LEAST_THOUSANDS = 50  # people of a town that is added to the places


def towns() -> set[tuple[str, ...]]:
    """Towns of the world in firsthand's own gazetteer (GeoNames, CC BY 4.0), as words."""
    found = set()
    file = resources.files("firsthand.text") / "places.tsv.gz"
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        key, kind, _, _, _, _, thousands, shown = (line.split("\t") + [""] * 8)[:8]
        if kind == "C" and thousands.isdigit() and int(thousands) >= LEAST_THOUSANDS:
            found.add(tuple((shown or key.title()).replace("-", " - ").split()))
    return found


class NamePool:
    """Every distinct name of the training rows, each as likely as the next; the world's towns."""

    def __init__(self, rows: list[Row]) -> None:
        found: dict[Key, set[tuple[str, ...]]] = defaultdict(set)
        for row in rows:
            for s in row["sents"]:
                for first, end, kind in spans(s["ner"]) if s.get("ner") else ():
                    words = tuple(s["tok"][first:end])
                    if kind in SWAPPED and words[0][:1].isupper():
                        found[_key(words, kind)].add(words)
        for words in towns():
            found[_key(words, "LOC")].add(words)
        self.names = {key: sorted(names) for key, names in found.items()}

    def draw(self, key: Key, rng: random.Random) -> list[str]:
        """A name that may stand for others of its key; first and last names of people are mixed."""
        name = rng.choice(self.names[key])
        if key[0] == "PER" and key[1] == 2:
            return [name[0], rng.choice(self.names[key])[1]]
        return list(name)

    def swap(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """The sentence with other names; unchanged where it has a tree or roles to keep."""
        tags = sentence.get("ner")
        if not tags or sentence.get("upos") or sentence.get("srl"):
            return sentence
        out = dict(sentence)
        for first, end, kind in reversed(spans(tags)):
            key = _key(tuple(out["tok"][first:end]), kind)
            if rng.random() < 0.35 or not (kind == "MONEY" or key in self.names):
                continue
            new = money(rng) if kind == "MONEY" else self.draw(key, rng)
            more = len(new) - 1
            part = out["attr"][first] if out.get("attr") else None
            change = {
                "tok": new,
                "sp": [True] * more + [out["sp"][end - 1]],
                "ner": [f"B-{kind}", *[f"I-{kind}"] * more],
                "attr": None if part is None else [part, *[part.replace("B-", "I-")] * more],
            }
            for name, values in change.items():
                if values is not None:
                    out[name] = [*out[name][:first], *values, *out[name][end:]]
        return out
