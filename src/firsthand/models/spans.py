"""Runs of words that belong together: what hangs on a word, what makes one attribution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from firsthand.models.labelling import LabelledRun

Run: TypeAlias = tuple[int, int]  # first word, the word behind the last


class Tree:
    """The tree of one sentence, asked which words hang on which; words count from 0."""

    def __init__(self, heads: Sequence[int]) -> None:
        """Take a tree.

        Args:
            heads: of each word, counted from 1; 0 is none.
        """
        self._heads = heads
        below: list[list[int]] = [[] for _ in range(len(heads) + 1)]
        for word, head in enumerate(heads):
            below[head].append(word)
        # In the order of a walk down, all that hangs on a word stands behind it in one piece.
        self._place = [0] * len(heads)
        self._size = [1] * len(heads)
        walked: list[int] = []
        waiting = list(reversed(below[0]))
        while waiting:
            word = waiting.pop()
            self._place[word] = len(walked)
            walked.append(word)
            waiting += reversed(below[word + 1])
        for word in reversed(walked):
            if heads[word]:
                self._size[heads[word] - 1] += self._size[word]

    def hangs_on(self, word: int, other: int) -> bool:
        """Say whether a word is another one or hangs on it, however far down."""
        first = self._place[other]
        return first <= self._place[word] < first + self._size[other]

    def run_around(self, word: int, without: int) -> Run:
        """Return the unbroken run around a word of what hangs on it.

        Args:
            without: a predicate; where it hangs on the word, the branch that it is on is left out.
        """
        branch = self._branch(word, without)
        first, last = word, word + 1
        while first > 0 and self._belongs(first - 1, word, branch):
            first -= 1
        while last < len(self._heads) and self._belongs(last, word, branch):
            last += 1
        return first, last

    def _belongs(self, word: int, top: int, branch: int | None) -> bool:
        return self.hangs_on(word, top) and (branch is None or not self.hangs_on(word, branch))

    def _branch(self, top: int, below: int) -> int | None:
        """Return the word next below the top on the way down to another."""
        if below == top or not self.hangs_on(below, top):
            return None
        while self._heads[below] - 1 != top:
            below = self._heads[below] - 1
        return below


@dataclass(frozen=True, slots=True)
class Linked:
    """The words of one attribution."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]


def link_attributions(runs: Iterable[LabelledRun]) -> list[Linked]:
    """Put together source, cue and content of a sentence: each cue with the source next to it.

    Content goes to the cue next to it. Without a cue it is the only source's, else it goes on with
    what somebody said before.
    """
    parts: dict[str, list[Run]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for first, last, kind in runs:
        parts[kind].append((first, last))
    sources, cues, contents = parts["SOURCE"], parts["CUE"], parts["CONTENT"]
    if not cues:
        return _link_without_cue(sources, contents)
    said: dict[Run, list[Run]] = {cue: [] for cue in cues}
    for content in contents:
        said[_nearest(content, cues)].append(content)
    linked = [
        Linked(_nearest(cue, sources) if sources else None, cue, tuple(said[cue])) for cue in cues
    ]
    taken = {each.source for each in linked}
    return linked + [Linked(source, None, ()) for source in sources if source not in taken]


def _link_without_cue(sources: Sequence[Run], contents: Sequence[Run]) -> list[Linked]:
    if len(sources) == 1 and contents:
        return [Linked(sources[0], None, tuple(contents))]
    alone = [Linked(None, None, (content,)) for content in contents]
    return alone + [Linked(source, None, ()) for source in sources]


def _nearest(run: Run, others: Sequence[Run]) -> Run:
    return min(others, key=lambda other: max(other[0] - run[1], run[0] - other[1]))
