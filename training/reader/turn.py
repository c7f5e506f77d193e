"""Attributions told in other ways: quoted, turned round, split, told to somebody.

The free sets are radio news and reference: "the minister said Tuesday that ..." and little else.
News in print quotes. Where a sentence is SOURCE, "said", CONTENT, the same words can be told as a
newspaper would, and the tags are known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from .corpus import Sentence, spans

PLAIN = frozenset("said says say added announced reported warned noted stated told".split())
CUES = (
    "said said said said said says says added noted explained wrote warned argued insisted "
    "recalled replied tweeted continued acknowledged told"
).split()
HEARERS = (
    "reporters", "journalists", "lawmakers", "CNN", "the BBC", "Reuters", "the newspaper",
    "a crowd",
    "supporters", "the court", "the Associated Press", "state television", "the committee", "AFP",
    "the station", "a news conference", "parliament", "investors", "the council",
    "a local radio station",
)  # fmt: skip
MEDIA = (
    "in a statement", "in an interview", "in an email", "in a letter", "on Twitter", "in a tweet",
    "in a speech", "in a report", "by telephone", "in a telephone interview",
    "in a post on Facebook", "in testimony", "at a news conference",
)  # fmt: skip
DAYS = (
    "Monday", "on Tuesday", "Wednesday", "on Thursday", "Friday", "on Sunday", "earlier this week",
    "last month", "at the time", "late Saturday", "this week", "on Monday night",
)  # fmt: skip
ADVERBS = "also later repeatedly then again recently previously".split()
PAIRS = (("“", "”"), ("“", "”"), ('"', '"'))
QUOTES = frozenset('"“”')
Word = tuple[str, str, str]  # token, tag of the attribution, tag of the name


def turn(sentence: Sentence, rng: random.Random) -> list[Sentence] | None:
    """The sentence told in another way, perhaps in two; None where it is not of that form."""
    if sentence.get("upos") or sentence.get("srl") or not sentence.get("attr"):
        return None
    tags, tokens = sentence["attr"], sentence["tok"]
    found = spans(tags)
    if "?" in tags or [kind for _, _, kind in found] != ["SOURCE", "CUE", "CONTENT"]:
        return None
    (a, b, _), (c, d, _), (e, f, _) = found
    aside = tokens[b:c] not in ([], [","]) or e - d > 3  # "said Tuesday that": the day is dropped
    if (
        a
        or aside
        or tokens[c].lower() not in PLAIN
        or d - c > 1
        or f < len(tokens) - 2
        or f - e < 4
    ):
        return None
    if any(t in QUOTES for t in tokens):
        return None
    named = sentence.get("ner") or ["?"] * len(tokens)
    body = list(range(e + (tokens[e].lower() == "that"), f))
    while body and tokens[body[-1]] in (".", ","):
        body.pop()
    if len(body) < 4:
        return None
    return [
        _made(sentence, words) for words in _Teller(tokens, named, rng).tell(list(range(b)), body)
    ]


def run_on(sentence: Sentence, marks: tuple[str, str], rng: random.Random) -> Sentence:
    """The next sentence as the rest of a quotation."""
    named = sentence.get("ner") or ["?"] * len(sentence["tok"])
    inner = list(zip(sentence["tok"], named, strict=True))
    opened = [(marks[0], "O")] if rng.random() < 0.8 else []
    closed = [(marks[1], "O")] if rng.random() < 0.7 else []
    words = [*opened, *inner, *closed]
    tagged = [(w, "I-CONTENT" if i else "B-CONTENT", n) for i, (w, n) in enumerate(words)]
    return _made(sentence, tagged)


def turned(
    sentences: list[Sentence], share: float, rng: random.Random
) -> tuple[list[Sentence], list[int]]:
    """Some of the sentences told in another way; now and then a quotation runs on.

    Returns:
        The sentences, and of each how many of the given ones are told when it ends.
    """
    out: list[Sentence] = []
    told: list[int] = []
    marks: tuple[str, str] | None = None
    for count, s in enumerate(sentences, 1):
        free = s.get("attr") and all(t in "O?" for t in s["attr"]) and len(s["tok"]) > 4
        new: list[Sentence] | None = None
        if marks and free and not s.get("upos") and not any(t in QUOTES for t in s["tok"]):
            new = [run_on(s, marks, rng)]
            marks = marks if rng.random() < 0.3 else None
        else:
            new = turn(s, rng) if rng.random() < share else None
            marks = None
            if new and rng.random() < 0.35:
                quote = next((t for t in new[-1]["tok"] if t in QUOTES), None)
                marks = ("“", "”") if quote in ("“", "”") else ('"', '"') if quote else None
        out += new or [s]
        told += [count] * len(new or [s])
    return out, told


def _made(sentence: Sentence, words: list[Word]) -> Sentence:
    tokens, attr, names = (list(x) for x in zip(*words, strict=True))
    clitic = ("n't", "n’t", "'", "’")
    space = [not after.lower().startswith(clitic) for after in [*tokens[1:], ""]]
    opened = False
    for i, token in enumerate(tokens):
        if token == '"':  # only the spaces beside a straight mark tell its side
            opened = not opened
            if opened:
                space[i] = False
            elif i:
                space[i - 1] = False
    return {**sentence, "tok": tokens, "sp": space, "attr": attr, "ner": names}


class _Teller:
    """Writes SOURCE, cue and CONTENT in one of the orders of print."""

    def __init__(self, tokens: list[str], named: list[str], rng: random.Random) -> None:
        self.tokens, self.named, self.rng = tokens, named, rng
        self.marks = rng.choice(PAIRS)

    def part(self, places: list[int], kind: str, *, capital: bool | None = None) -> list[Word]:
        out = []
        for k, i in enumerate(places):
            word = self.tokens[i]
            if k == 0 and capital:
                word = word[:1].upper() + word[1:]
            if k == 0 and capital is False and self.named[i] == "O" and word != "I":
                word = word.lower() if word[1:].islower() or word == "A" else word
            out.append((word, f"{'I' if k else 'B'}-{kind}", self.named[i]))
        return out

    def quoted(self, places: list[int], end: str) -> list[Word]:
        body = [(w, "I-CONTENT", n) for w, _, n in self.part(places, "CONTENT", capital=True)]
        close: list[Word] = [(end, "I-CONTENT", "O")] if end else []
        return [(self.marks[0], "B-CONTENT", "O"), *body, *close, (self.marks[1], "I-CONTENT", "O")]

    def half_quoted(self, places: list[int]) -> list[Word]:
        """The content with some words of its own in quotation marks."""
        first = self.rng.randrange(1, len(places) - 1)
        last = min(len(places), first + self.rng.randrange(1, 9))
        body = self.part(places, "CONTENT")
        left, right = [(m, "I-CONTENT", "O") for m in self.marks]
        return [*body[:first], left, *body[first:last], right, *body[last:]]

    def cue(self, source: list[Word], *, inverted: bool = False) -> tuple[list[Word], list[Word]]:
        """(source and cue in their order, what stands between them and the content)."""
        rng = self.rng
        verb = rng.choice(CUES)
        words, after = [verb], ""
        if verb == "told":
            after = rng.choice(HEARERS)
            inverted = False
        elif rng.random() < 0.12:
            words += rng.choice(MEDIA).split()
        elif rng.random() < 0.12 and not inverted:
            words = [rng.choice(ADVERBS), verb]
        elif rng.random() < 0.08 and not inverted and verb in ("said", "warned", "argued", "added"):
            words = ["has", verb]
        if rng.random() < 0.2:
            after = f"{after} {rng.choice(DAYS)}".strip()
        cue = [(w, f"{'I' if k else 'B'}-CUE", "O") for k, w in enumerate(words)]
        rest = [
            (w, "O", "?" if w[:1].isupper() else "O") for w in after.split()
        ]  # their names are not judged
        return ([*cue, *source] if inverted and len(words) == 1 else [*source, *cue]), rest

    def tell(self, source: list[int], body: list[int]) -> Iterator[list[Word]]:
        rng = self.rng
        stop: Word = (".", "O", "O")
        comma: Word = (",", "O", "O")
        style = rng.choice("qqqqiiicaAmmhhdsss")
        low, high = (
            self.part(source, "SOURCE", capital=False),
            self.part(source, "SOURCE", capital=True),
        )
        said, rest = self.cue(low, inverted=style == "i")
        told, more = self.cue(high)
        end = rng.choice(",,,,,?!")
        if style in "qi":  # "..., " she said
            yield [*self.quoted(body, end), *said, *rest, stop]
        elif style == "c":  # She said: "..."
            yield [*told, *more, (rng.choice(",:"), "O", "O"), *self.quoted(body, ".")]
        elif style in "aA":
            according = [
                ("According" if style == "a" else "according", "B-CUE", "O"),
                ("to", "I-CUE", "O"),
            ]
            if style == "a":
                yield [*according, *low, comma, *self.part(body, "CONTENT"), stop]
            else:
                yield [*self.part(body, "CONTENT", capital=True), comma, *according, *low, stop]
        elif style == "m":  # ..., she said.
            yield [*self.part(body, "CONTENT", capital=True), comma, *said, *rest, stop]
        elif style == "h" and len(body) > 5:  # She said that ... "..." ...
            that: list[Word] = [("that", "B-CONTENT", "O")] if rng.random() < 0.5 else []
            content = self.half_quoted(body)
            if that:
                content = [*that, *[(w, "I-CONTENT", n) for w, _, n in content]]
            yield [*told, *more, *content, stop]
        elif style == "s" and len(body) > 9:  # "...," she said. "..."
            cut = rng.randrange(4, len(body) - 4)
            yield [*self.quoted(body[:cut], end), *said, *rest, stop]
            yield self.quoted(body[cut:], rng.choice(".....?!"))
        else:  # She said ... on Tuesday, with a hearer or a medium
            that = [("that", "B-CONTENT", "O")] if rng.random() < 0.5 else []
            content = self.part(body, "CONTENT")
            if that:
                content = [*that, *[(w, "I-CONTENT", n) for w, _, n in content]]
            yield [*told, *more, *content, stop]
