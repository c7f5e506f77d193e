"""Make a stream of any size from given reports: mostly noise, one report in twenty a copy.

The given reports come first, as they are. Further ones are mosaics: as many words as a given report
has, in pieces of two to four, half of them from two to four given reports and half from any. So
words and short phrases are as frequent as in news, and no passage stands twice. Words that few
given reports have (most are names) are coined anew in every mosaic: else the vocabulary would stand
still while the stream grows, and names that are rare in news would be in hundreds of reports.

A copy is made of a report at most 200 places before it: as it was, edited lightly, worn, cut to an
excerpt, or pasted into a mosaic.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from edits import edit_lightly, strip_case_and_marks, take_run
from sources import Source, cut_paragraphs

COPIES_SHARE = 0.05
REACH = 200
SHORTEST, LONGEST = 2, 4  # words of a piece: no run of five is taken over
MOST_OF_RARE = 5  # given reports that have a rare word
LEAST_LENGTH = 400  # characters; a shorter report is not copied
FIRST_COPY = 20  # so many reports come before any copy

Row = dict[str, str]


class Stream:
    """Rows ({"id", "text", "published"}) of a stream, and which of them copy which."""

    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        self._rng = random.Random(seed)
        self._sources = sources
        self._words = [source.text.split() for source in sources]
        carriers = Counter(word for words in self._words for word in set(words))
        self._rare = sorted(
            word for word, n in carriers.items() if n <= MOST_OF_RARE and word.isalpha()
        )
        self._is_rare = frozenset(self._rare)
        self._recent: list[Row] = []
        self.copies: list[tuple[str, str]] = []

    def rows(self, size: int) -> Iterator[Row]:
        """Give so many rows; those of a smaller size are the first ones of a larger."""
        for number in range(size):
            if number >= FIRST_COPY and self._rng.random() < COPIES_SHARE:
                row = self._copy(number)
            elif number < len(self._sources):
                row = self._give(number)
            else:
                row = {"id": f"m{number}", "text": self._mosaic(), "published": self._day()}
            self._recent.append(row)
            del self._recent[:-REACH]
            yield row

    def _give(self, number: int) -> Row:
        source = self._sources[number]
        return {"id": f"g{number}", "text": source.text, "published": source.published or ""}

    def _day(self) -> str:
        """Draw the day of a given report; about as many are undated as there."""
        return self._rng.choice(self._sources).published or ""

    def _mosaic(self) -> str:
        rng = self._rng
        chosen = rng.sample(self._words, min(len(self._words), rng.randint(2, 4)))
        wanted = len(rng.choice(self._words))
        coined: dict[str, str] = {}
        pieces: list[str] = []
        count = 0
        while count < wanted:
            words = rng.choice(chosen if rng.random() < 0.5 else self._words)
            length = rng.randint(SHORTEST, LONGEST)
            start = rng.randrange(max(1, len(words) - length))
            piece = words[start : start + length]
            pieces.append(" ".join([self._coin(w, coined) for w in piece]))
            count += length
            if rng.random() < 0.02:
                pieces.append("\n\n")
        return " ".join(pieces).replace(" \n\n ", "\n\n").strip()

    def _coin(self, word: str, coined: dict[str, str]) -> str:
        """Put another word in the place of a rare one, the same within one mosaic."""
        if word not in self._is_rare:
            return word
        if word not in coined:
            tail = self._rng.choice(self._rare)
            coined[word] = word[: (len(word) + 1) // 2] + tail[len(tail) // 2 :].lower()
        return coined[word]

    def _copy(self, number: int) -> Row:
        rng = self._rng
        long = [row for row in self._recent if len(row["text"]) >= LEAST_LENGTH]
        parent = rng.choice(long or self._recent)
        paragraphs = cut_paragraphs(parent["text"])
        ways: list[Callable[[], list[str]]] = [
            lambda: paragraphs,
            lambda: edit_lightly(paragraphs, rng),
            lambda: strip_case_and_marks(paragraphs, rng),
            lambda: take_run(paragraphs, rng, 0.5),
            lambda: [self._mosaic(), *take_run(paragraphs, rng, 0.4), self._mosaic()],
        ]
        text = "\n".join(rng.choice(ways)())
        row = {"id": f"c{number}", "text": text, "published": ""}
        if parent["published"]:
            day = dt.date.fromisoformat(parent["published"][:10])
            row["published"] = (day + dt.timedelta(days=rng.randint(0, 3))).isoformat()
        self.copies.append((row["id"], parent["id"]))
        return row


def write_stream(
    sources: Sequence[Source], size: int, seed: int, target: Path
) -> list[tuple[str, str]]:
    """Write a stream as JSON Lines; return which report copies which."""
    stream = Stream(sources, seed)
    with target.open("w", encoding="utf-8") as lines:
        for row in stream.rows(size):
            known = {key: value for key, value in row.items() if value}
            lines.write(json.dumps(known, ensure_ascii=False) + "\n")
    return stream.copies
