"""Annotated text as rows, and the three conditions in which the reader sees it.

A row is a document of data/reader: {"id", "src", "sents"}; a sentence there has `tok`, `sp` (space
after), and layers that are None where the set lacks them. What is drawn from a row is a `View`: the
words of a sentence in one condition, each with its labels.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firsthand.models.shapes import UNKNOWN, seen_as, shape_of

from .labels import ATTRIBUTIONS, IGNORED, NAMES, ROLES, UPOS

Row = dict[str, Any]
Sentence = dict[str, Any]

# What may train weights that are shipped: the licences stand in data/reader/README.md.
FREE = ("ewt", "gum", "masc", "gmb", "wikigold", "wnut", "unerdev")
RUN = re.compile(r"[^\W_]+")
NEGATION = re.compile(r"(?i)n['’]t$")
MARKS = {",": 1, ".": 2, "!": 2, "...": 2, "…": 2, "?": 3, ":": 4, ";": 4, "--": 4, "–": 4, "—": 4}
INDEX = {
    "upos": {x: i for i, x in enumerate(UPOS)},
    "names": {x: i for i, x in enumerate(NAMES)},
    "attributions": {x: i for i, x in enumerate(ATTRIBUTIONS)},
    "roles": {x: i for i, x in enumerate(ROLES)},
}


def read_rows(path: Path) -> Iterator[Row]:
    """The documents of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(first, end, kind) of BIO tags, end exclusive."""
    out, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{tags[start][2:]}":
            out.append((start, i, tags[start][2:]))
            start = None
        if tag[:2] == "B-":
            start = i
    return out


@dataclass
class View:
    """A sentence in one condition. Lists run over its words; IGNORED where a label is unknown."""

    words: list[str] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    of: list[int] = field(default_factory=list)  # the gold token each word comes from
    lead: list[bool] = field(default_factory=list)  # whether it is that token's first piece
    punctuation: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)


def view(sentence: Sentence, condition: str) -> View:
    """`written`, `lower`, `stripped` (lower, no punctuation), `bare` (case, no punctuation)."""
    tokens = sentence["tok"]
    if condition in ("written", "lower"):
        tokens = [
            seen_as(t, *_beside(sentence, i)) if t[0] in "\"'`" else t for i, t in enumerate(tokens)
        ]
        lower = condition == "lower"
        return View(
            words=[t.lower() for t in tokens] if lower else list(tokens),
            shapes=[UNKNOWN] * len(tokens) if lower else [shape_of(t) for t in tokens],
            of=list(range(len(tokens))),
            lead=[True] * len(tokens),
            punctuation=[IGNORED] * len(tokens),
            case=[case_of(t) for t in tokens] if lower else [IGNORED] * len(tokens),
        )
    out = View()
    for i, token in enumerate(tokens):
        runs = RUN.findall(token)
        if NEGATION.match(token) and len(runs) == 2 and out.words and not sentence["sp"][i - 1]:
            out.words[-1] += runs[0]  # don't is read as "don t": the n goes with the verb
            runs = runs[1:]
        if not runs and out.words and not out.punctuation[-1]:
            out.punctuation[-1] = MARKS.get(token, 3 if token.startswith("?") else 0)
        for k, run in enumerate(runs):
            out.words.append(run)
            out.of.append(i)
            out.lead.append(k == 0)
            out.punctuation.append(0)
            out.case.append(case_of(run))
    bare = condition == "bare"
    out.shapes = [shape_of(w) if bare else UNKNOWN for w in out.words]
    if bare:
        out.case = [IGNORED] * len(out.words)
    else:
        out.words = [w.lower() for w in out.words]
    return out


def _beside(sentence: Sentence, i: int) -> tuple[str, str]:
    """The characters before and behind a token."""
    tokens, space = sentence["tok"], sentence["sp"]
    before = " " if i == 0 or space[i - 1] else tokens[i - 1][-1]
    last = i + 1 == len(tokens) or space[i]
    return before, " " if last else tokens[i + 1][0]


def case_of(word: str) -> int:
    """Index into CASE."""
    return 2 if word.isupper() and len(word) > 1 else int(word[:1].isupper())


@dataclass
class Labels:
    """What is known of the words of a window; heads count from 1, 0 is the root."""

    head: list[int] = field(default_factory=list)
    relation: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    predicate: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    frames: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)


def label(sentence: Sentence, seen: View, base: int, relations: dict[str, int], to: Labels) -> None:
    """Append the labels of a sentence whose first word is number `base` of its window."""
    count = len(seen.words)
    word_of: dict[int, int] = {}
    for k, token in enumerate(seen.of):
        word_of.setdefault(token, k)
    to.starts += [int(k == 0) if sentence["segok"] else IGNORED for k in range(count)]
    if sentence.get("upos"):
        _tree(sentence, seen, base, relations, word_of, to)
    else:
        for row in (to.upos, to.head, to.relation):
            row += [IGNORED] * count
    for key, name, row in (("ner", "names", to.names), ("attr", "attributions", to.attributions)):
        tags = sentence.get(key)
        for token, lead in zip(seen.of, seen.lead, strict=True):
            tag = tags[token] if tags else "?"
            row.append(INDEX[name].get(tag if lead else tag.replace("B-", "I-"), IGNORED))
    frames = sentence.get("srl")
    predicate = [IGNORED if frames is None else 0] * count
    for token, _, arguments in frames or ():
        if token in word_of:
            predicate[word_of[token]] = 1
            heads = [
                (INDEX["roles"].get(role, 0), base + word_of[head])
                for role, head, _, _ in arguments
                if head in word_of
            ]
            to.frames.append((base + word_of[token], heads))
    to.predicate += predicate


def _tree(
    sentence: Sentence,
    seen: View,
    base: int,
    relations: dict[str, int],
    word_of: dict[int, int],
    to: Labels,
) -> None:
    for token, lead in zip(seen.of, seen.lead, strict=True):
        if not lead:
            to.upos.append(INDEX["upos"]["X"])
            to.head.append(base + word_of[token] + 1)
            to.relation.append(relations["goeswith"])
            continue
        head = sentence["head"][token]
        while head and head - 1 not in word_of:  # punctuation that is gone is climbed over
            head = sentence["head"][head - 1]
        name = sentence["rel"][token]
        to.upos.append(INDEX["upos"].get(sentence["upos"][token], IGNORED))
        to.head.append(base + word_of[head - 1] + 1 if head else 0)
        to.relation.append(relations.get(name, relations.get(name.split(":")[0], IGNORED)))


def typographic(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with curly quotation marks and apostrophes, as half of the news is printed."""
    tokens = list(sentence["tok"])
    marks = [i for i, t in enumerate(tokens) if t in ('"', "``", "''")]
    opening = True
    for i in marks:
        alone_at_end = len(marks) == 1 and i >= len(tokens) - 2
        tokens[i] = "“" if opening and not alone_at_end else "”"
        opening = not opening
    if rng.random() < 0.8:
        tokens = [
            t.replace("'", "’") if t == "'" or t.startswith("'") or t.lower() == "n't" else t
            for t in tokens
        ]
    return {**sentence, "tok": tokens}
