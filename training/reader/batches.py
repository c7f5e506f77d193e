"""Windows of text with their labels, drawn from the sets by weight, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from firsthand.models.wordpiece import WordPieces

from .corpus import Labels, Row, Sentence, label, typographic, view
from .labels import IGNORED
from .swap import NamePool
from .turn import turned

MOST_SENTENCES = 14  # of a window: more never fit in 160 pieces of news
LENGTHS = (64, 96, 160)  # pieces of a window: short ones are cheaper, 160 is what the reader sees
TOGETHER = 8  # batches drawn at once, so that windows of about one length can be put together
TAGS = ("starts", "punctuation", "case", "upos", "predicate", "names", "attributions")


@dataclass
class Window:
    """Some sentences of a document in one condition: ids, the first piece of each word, labels."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    punctuation: list[int]
    case: list[int]
    labels: Labels
    used: int  # sentences


@dataclass
class Builder:
    """Makes windows."""

    pieces: WordPieces
    relations: dict[str, int]
    hidden: int  # the number of the piece that stands for a masked one

    @classmethod
    def open(cls, encoder: Path, relations: list[str]) -> Builder:
        """With the vocabulary in the folder of all-MiniLM-L6-v2."""
        lines = (encoder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
        return cls(
            WordPieces(lines), {r: i for i, r in enumerate(relations)}, lines.index("[MASK]")
        )

    def window(self, sentences: list[Sentence], condition: str, length: int) -> Window:
        """As many of the sentences as fit in `length` pieces, at least one."""
        out = Window([self.pieces.begin], [0], [], [], [], [], Labels(), 0)
        for sentence in sentences:
            seen = view(sentence, condition)
            parts = [self.pieces.split(w) for w in seen.words]
            total = sum(map(len, parts))
            if out.first and len(out.ids) + total + 1 > length:
                break
            out.used += 1
            if not parts or total > 440:  # the encoder has 512 places
                continue
            label(sentence, seen, len(out.first), self.relations, out.labels)
            for part, shape in zip(parts, seen.shapes, strict=True):
                out.first.append(len(out.ids))
                out.sentence.append(out.used)
                out.ids += part
                out.shapes += [shape] * len(part)
            out.punctuation += seen.punctuation
            out.case += seen.case
        out.ids.append(self.pieces.end)
        out.shapes.append(0)
        return out


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """Windows padded to one batch."""
    rows, wide = len(windows), max(len(w.ids) for w in windows)
    words = max(len(w.first) for w in windows)
    frames = max(1, max(len(w.labels.frames) for w in windows))

    def filled(value: int, *shape: int) -> Tensor:
        return torch.full((rows, *shape), value, dtype=torch.long)

    out = {name: filled(0, wide) for name in ("ids", "shapes", "mask")}
    out["first"], out["sentence"] = filled(0, words), filled(-1, words)
    for name in (*TAGS, "head", "relation"):
        out[name] = filled(IGNORED, words)
    out["role"] = filled(IGNORED, frames, words)
    predicates = []
    for r, w in enumerate(windows):
        t, n = len(w.ids), len(w.first)
        out["ids"][r, :t] = torch.tensor(w.ids)
        out["shapes"][r, :t] = torch.tensor(w.shapes)
        out["mask"][r, :t] = 1
        for name in ("first", "sentence", "punctuation", "case"):
            out[name][r, :n] = torch.tensor(getattr(w, name))
        for name in ("starts", "upos", "predicate", "names", "attributions", "head", "relation"):
            out[name][r, :n] = torch.tensor(getattr(w.labels, name))
        for p, (at, arguments) in enumerate(w.labels.frames):
            predicates.append((r, p, at))
            inside = out["sentence"][r, :n] == out["sentence"][r, at]
            out["role"][r, p, :n] = torch.where(inside, 0, IGNORED)
            for role, head in arguments:
                out["role"][r, p, head] = role
    out["predicates"] = torch.tensor(predicates, dtype=torch.long).reshape(-1, 3)
    return out


@dataclass
class Mix:
    """How much of what is drawn."""

    sets: dict[str, float]
    conditions: dict[str, float] = field(
        default_factory=lambda: {"written": 0.43, "lower": 0.12, "stripped": 0.39, "bare": 0.06}
    )
    swapped: float = 0.3  # of the windows with names and no tree get other names
    turned: float = 0.45  # of the attributions of a plain form are told in another way
    curly: float = 0.4  # of the windows get typographic marks
    hidden: float = 0.03  # of the pieces are masked


class Stream:
    """Batches without end: each set is walked document by document, so an epoch is an epoch."""

    def __init__(
        self,
        rows: dict[str, list[Row]],
        mix: Mix,
        builder: Builder,
        pool: NamePool,
        size: int,
        seed: int,
    ) -> None:
        self.rows, self.mix, self.builder, self.pool, self.size = rows, mix, builder, pool, size
        self.rng = random.Random(seed)
        self.ahead: dict[str, list[tuple[int, int]]] = {name: [] for name in mix.sets}

    def _next(self, name: str, length: int) -> Window:
        rng, ahead = self.rng, self.ahead[name]
        if not ahead:
            ahead += [(i, 0) for i in range(len(self.rows[name]))]
            rng.shuffle(ahead)
        row, at = ahead.pop()
        every = self.rows[name][row]["sents"]
        chosen = every[at : at + MOST_SENTENCES]
        sentences, told = turned(chosen, self.mix.turned, rng)
        if rng.random() < self.mix.swapped:
            sentences = [self.pool.swap(s, rng) for s in sentences]
        if rng.random() < self.mix.curly:
            sentences = [typographic(s, rng) for s in sentences]
        kinds = self.mix.conditions
        condition = rng.choices(list(kinds), list(kinds.values()))[0]
        made = self.builder.window(sentences, condition, length)
        if (after := at + told[made.used - 1]) < len(every):
            ahead.append((row, after))
            j = rng.randrange(len(ahead))  # documents are read in turns
            ahead[j], ahead[-1] = ahead[-1], ahead[j]
        for i in range(1, len(made.ids) - 1):
            if rng.random() < self.mix.hidden:
                made.ids[i] = self.builder.hidden
        return made

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        names, weights = list(self.mix.sets), list(self.mix.sets.values())
        while True:
            drawn: list[Window] = []
            for _ in range(TOGETHER * self.size // 80):
                name = self.rng.choices(names, weights)[0]
                drawn.append(self._next(name, self.rng.choice(LENGTHS)))
            batches = list(self._cut(sorted(drawn, key=lambda w: len(w.ids))))
            self.rng.shuffle(batches)
            yield from map(collate, batches)

    def _cut(self, windows: list[Window]) -> Iterator[list[Window]]:
        """Windows of about one length, so that little of a batch is padding (.57 -> .95 filled)."""
        batch: list[Window] = []
        for window in windows:
            if not window.first:
                continue
            if batch and (len(batch) + 1) * len(window.ids) > self.size:
                yield batch
                batch = []
            batch.append(window)
        if batch:
            yield batch
