"""Our reader: a small net that reads news offline, in any case, with or without punctuation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from firsthand.models.net import Net
from firsthand.models.quoting import complete_quotations, find_speech
from firsthand.models.sentences import SentenceMaker
from firsthand.models.settling import MOST_SENTENCES_TOGETHER, Seen, settle_names
from firsthand.models.shapes import Condition, judge_condition
from firsthand.models.weights import SHIPPED, Weights, load_weights
from firsthand.models.windows import Windows
from firsthand.models.wordpiece import WordPieces
from firsthand.records import Report, Sentence

_Opening: TypeAlias = tuple[Callable[..., "NetReader"], tuple[Path, int]]


class NetReader:
    """Reads one window at a time, so that no report changes how another one is read.

    It is opened anew where it travels to another process: weights stay where they are.
    """

    def __init__(self, weights: Weights, *, n_threads: int = 1) -> None:
        """Make weights ready to read.

        Raises:
            ModelError: they cannot run here.
        """
        self._weights = weights
        self._n_threads = n_threads
        self._pieces = WordPieces(weights.vocabulary)
        self._net = Net(weights, n_threads=n_threads)
        self._maker = SentenceMaker(weights)

    @property
    def weights(self) -> Weights:
        """Return what it reads by."""
        return self._weights

    @property
    def name(self) -> str:
        """Return the name of its weights."""
        return self._weights.name

    @property
    def version(self) -> str:
        """Return the version of its weights."""
        return self._weights.version

    def read(self, report: Report) -> Iterator[Sentence]:
        """Yield the sentences of a report; its names are settled over 2,000 sentences at a time."""
        text = report.text
        condition = judge_condition(text)
        speech = find_speech(text) if condition.punctuated else []
        seen = self._see(report, condition)
        while together := list(islice(seen, MOST_SENTENCES_TOGETHER)):
            settled = settle_names(together, text, find_more=not condition.cased)
            yield from complete_quotations(settled, text, speech)

    def _see(self, report: Report, condition: Condition) -> Iterator[Seen]:
        """Yield what the net sees, one window in memory at a time."""
        text, decoding = report.text, self._weights.decoding
        windows = Windows(text, condition, self._pieces, join_paragraphs=decoding.join_paragraphs)
        while (window := windows.current()) is not None:
            judged = self._net.judge(window.tokens, begin=self._pieces.begin, end=self._pieces.end)
            bounds = self._maker.find_bounds(judged, window, condition)
            yield from self._maker.make(
                judged, window, bounds, condition=condition, report_id=report.id
            )
            windows.advance(bounds[-1][1])

    def __reduce__(self) -> _Opening:
        """Travel as the way to the weights."""
        return _open, (self._weights.folder, self._n_threads)


def open_reader(folder: Path = SHIPPED, *, n_threads: int = 1) -> NetReader:
    """Open our reader.

    Args:
        folder: where the weights are; they come with the package.
        n_threads: of one process; engines run as many processes as there are cores.

    Raises:
        ModelError: the weights are missing or damaged, or cannot run here; it says what to do.
    """
    return _open(folder, n_threads)


@lru_cache(maxsize=2)  # a worker opens it once, however many chunks of work it gets
def _open(folder: Path, n_threads: int) -> NetReader:
    return NetReader(load_weights(folder), n_threads=n_threads)
