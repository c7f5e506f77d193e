"""Names of the licence-clean sets, brought to one set of kinds; `?` where a set did not judge."""

from __future__ import annotations

import re
from collections import Counter

from .corpus import Row, Sentence, spans

KIND_OF_MENTION = {
    "person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC",
    "abstract": "MISC", "time": "DATE",
}  # fmt: skip
TITLES = set(
    """president mr mrs ms dr senator sen representative rep ambassador minister secretary general
    gen governor gov king queen prince princess professor prof judge justice captain sir lady lord
    pope saint sheikh chancellor colonel major lieutenant sergeant premier chairman director
    mayor""".split()
)
DATED = re.compile(
    r"(?i)^(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|(1[5-9]|20)\d\d)$"
)
MONEY = re.compile(r"^[$€£¥]$")
OPENED = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")
INSIDE = {"of", "the", "&", "-", "and", "for", "al", "bin", "de", "van"}


def mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """(first, last, kind) of GUM's entity layer, outer mentions first."""
    found, opened = [], {}
    for i, misc in enumerate(sentence["misc"]):
        layer = re.search(r"(?:^|\|)Entity=([^|]+)", misc)
        for m in OPENED.finditer(layer[1]) if layer else ():
            if m[1] and m[3]:
                found.append((i, i, m[2]))
            elif m[1]:
                opened.setdefault(m[1], []).append((i, m[2]))
            elif opened.get(m[4]):
                first, kind = opened[m[4]].pop()
                found.append((first, i, kind))
    return sorted(found, key=lambda x: x[0] - x[1])


def _named(s: Sentence, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The proper name in a mention: the capitalised run around its head."""
    tops = [i for i in range(first, last + 1) if not first <= s["head"][i] - 1 <= last]
    head = tops[0] if tops else first
    if s["upos"][head] != "PROPN":
        return None

    def capital(i: int) -> bool:
        return s["tok"][i][:1].isupper() and s["upos"][i] not in ("PRON", "DET", "ADP", "PUNCT")

    def title(i: int) -> bool:
        return s["tok"][i].lower().rstrip(".") in TITLES

    low = high = head
    if kind == "person" and title(head):
        flat = [i for i, h in enumerate(s["head"]) if h == head + 1 and s["rel"][i][:4] == "flat"]
        if not flat:
            return None
        low, high = flat[0], flat[-1]
    else:

        def inside(i: int) -> bool:
            return capital(i) or s["upos"][i] in ("PROPN", "NUM") or s["tok"][i].lower() in INSIDE

        while low > first and inside(low - 1):
            low -= 1
        while high < last and inside(high + 1):
            high += 1
    while low < head and (not capital(low) or (kind == "person" and title(low))):
        low += 1
    while high > head and not (capital(high) or s["upos"][high] == "NUM"):
        high -= 1
    return low, high


def gum_names(s: Sentence, peoples: frozenset[str]) -> list[str]:
    """Names in GUM's mentions: its nationalities are no mentions, its times are whole phrases."""
    count = len(s["tok"])
    tags = ["O"] * count
    for i, (word, tag) in enumerate(zip(s["tok"], s["upos"], strict=True)):
        nationality = tag == "ADJ" and word[:1].isupper() and i
        if nationality or tag in ("NUM", "SYM") or DATED.match(word) or MONEY.match(word):
            tags[i] = "?"
    done = [False] * count
    for first, last, kind in mentions(s):
        if kind not in KIND_OF_MENTION:
            continue
        run: tuple[int, int] | None = None
        if kind == "time":
            if last - first < 6 and any(DATED.match(w) for w in s["tok"][first : last + 1]):
                run = first, last
        else:
            run = _named(s, first, last, kind)
        if run is None or any(done[run[0] : run[1] + 1]):
            continue
        people = all(w in peoples for w in s["tok"][run[0] : run[1] + 1])
        for i in range(run[0], run[1] + 1):
            name = "NORP" if people and kind != "place" else KIND_OF_MENTION[kind]
            tags[i] = ("B-" if i == run[0] else "I-") + name
            done[i] = True
    for i, word in enumerate(s["tok"]):
        if word in peoples and tags[i] in ("O", "?"):
            tags[i] = "B-NORP"
    return tags


def with_other_kinds(s: Sentence, tags: list[str], peoples: frozenset[str]) -> list[str]:
    """The names of a set that has PER, ORG, LOC and puts all else under one label or none.

    Args:
        peoples: words for peoples and creeds: a name of them alone is NORP. Dates, sums and other
            adjectives of nationality are not judged where such a set has nothing.
    """
    upos = s.get("upos") or [""] * len(tags)
    out = list(tags)
    for i, (tag, word, pos) in enumerate(zip(tags, s["tok"], upos, strict=True)):
        if tag == "O":
            number = any(c.isdigit() for c in word) or DATED.match(word) or MONEY.match(word)
            people = pos == "ADJ" and word[:1].isupper() and i
            out[i] = "B-NORP" if word in peoples else "?" if number or people else "O"
        elif tag[2:] == "OTH":
            out[i] = "?"
        elif tag[2:] == "PROD":
            out[i] = f"{tag[:2]}MISC"
    for first, end, kind in spans(out):
        if kind == "MISC" and all(w in peoples for w in s["tok"][first:end]):
            out[first:end] = ["B-NORP", *["I-NORP"] * (end - first - 1)]
        if kind == "PER":  # "King Narai": the title is no part of the name
            start = first
            while start < end - 1 and s["tok"][start].lower().rstrip(".") in TITLES:
                out[start] = "O"
                start += 1
            out[start] = "B-PER"
    return out


def peoples_of(rows: list[Row]) -> frozenset[str]:
    """Words that stand alone as NORP at least twice in rows that have that kind."""
    counts: Counter[str] = Counter()
    for row in rows:
        for s in row["sents"]:
            counts.update(
                s["tok"][first]
                for first, end, kind in spans(s["ner"])
                if kind == "NORP" and end == first + 1
            )
    return frozenset(word for word, n in counts.items() if n > 1)


def with_names(row: Row, peoples: frozenset[str]) -> Row:
    """The row with its names in one set of kinds."""
    source = row["src"]
    for s in row["sents"]:
        if source == "gum":
            s["ner"] = gum_names(s, peoples)
        elif source in ("wikigold", "wnut", "unerdev"):
            s["ner"] = with_other_kinds(s, s["ner"], peoples)
        if source == "unerdev":
            s.update(upos=None, head=None, rel=None, srl=None)  # EWT dev measures the parse
    return row
