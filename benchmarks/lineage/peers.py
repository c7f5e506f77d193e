"""What else finds copies: MinHash with LSH, containment, TF-IDF, headlines; each from its library.

All see the same words: case folded, punctuation dropped, whole text. A run is five words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

WIDTH, N_HASHES = 5, 128
# Of containment: a run in more reports than this proposes no pair (it still counts in the length).
MOST_CARRIERS = 300
LEAST_COSINE, LEAST_OVERLAP = 0.15, 0.15
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Pair = tuple[int, int]  # places in the pile, the smaller first
Values = dict[Pair, float]
Signatures = npt.NDArray[np.uint64]


def read_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def cut_runs(text: str, width: int = WIDTH) -> list[str]:
    """Cut a text into its different runs of words, sorted; a text that is too short is one run."""
    words = read_words(text)
    count = max(1, len(words) - width + 1)
    return sorted({" ".join(words[k : k + width]) for k in range(count)})


def make_datasketch(texts: Iterable[str]) -> list[Any]:
    """Make datasketch's sketches, as its index takes them."""
    from datasketch import MinHash

    tokens = ([run.encode() for run in cut_runs(text)] for text in texts)
    return list(MinHash.generator(tokens, num_perm=N_HASHES))


def meet_in_datasketch(sketches: Sequence[Any], threshold: float) -> list[Pair]:
    """Propose pairs by datasketch's MinHashLSH, in its own choice of bands."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=N_HASHES)
    found: list[Pair] = []
    for number, sketch in enumerate(sketches):
        found.extend((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return found


def make_rensa(texts: Iterable[str]) -> list[Any]:
    """Make rensa's sketches, as its index takes them."""
    from rensa import RMinHash

    return RMinHash.from_token_sets([cut_runs(text) for text in texts], N_HASHES, 42)


def meet_in_rensa(sketches: Sequence[Any], threshold: float) -> list[Pair]:
    """Propose pairs by rensa's RMinHashLSH, in the number of bands that fits the threshold."""
    from rensa import RMinHashLSH

    index = RMinHashLSH(threshold, N_HASHES, choose_bands(threshold))
    index.insert_many(sketches)
    return [
        (number, other)
        for number, others in enumerate(index.query_all(sketches))
        for other in others
        if number < other
    ]


def meet_in_daft(texts: Sequence[str], threshold: float) -> list[Pair]:
    """Propose pairs by Daft: its minhash, and bands that are grouped by what stands in them."""
    import daft
    from daft import col

    bands = choose_bands(threshold)
    width = N_HASHES // bands
    frame = daft.from_pydict(
        {"number": list(range(len(texts))), "words": [" ".join(read_words(t)) for t in texts]}
    )
    signed = frame.select(
        col("number"), col("words").minhash(num_hashes=N_HASHES, ngram_size=WIDTH).alias("row")
    )
    met: set[Pair] = set()
    # One band after the other: all at once would hold every row as often as there are bands.
    signed = signed.collect()
    for band in range(bands):
        part = col("row").slice(band * width, (band + 1) * width)
        groups = (
            signed.select(col("number"), part.hash().alias("key"))
            .groupby("key")
            .agg(col("number").list_agg(), col("number").count().alias("n"))
            .where(col("n") > 1)
            .to_pydict()["number"]
        )
        met.update(pair for group in groups for pair in combinations(sorted(group), 2))
    return sorted(met)


def choose_bands(threshold: float) -> int:
    """Choose the bands whose curve rises nearest to the threshold: (1/bands)^(bands/hashes)."""
    bands = [2**k for k in range(1, int(math.log2(N_HASHES)) + 1)]
    return min(bands, key=lambda b: abs((1 / b) ** (b / N_HASHES) - threshold))


@dataclass(frozen=True)
class Likeness:
    """How alike the pairs of a pile are, by one measure; pairs that are not listed are not."""

    values: Mapping[Pair, float]

    def above(self, threshold: float) -> list[Pair]:
        return [pair for pair, value in self.values.items() if value >= threshold]


class Agreement:
    """The Jaccard that sketches estimate; candidates come from an LSH index at the threshold."""

    def __init__(self, signatures: Signatures, meet: Callable[[float], list[Pair]]) -> None:
        self._signatures, self._meet = signatures, meet

    def of(self, one: int, other: int) -> float:
        return float(np.mean(self._signatures[one] == self._signatures[other]))

    def above(self, threshold: float) -> list[Pair]:
        """Return the pairs that the index proposes and whose estimate reaches the threshold."""
        met = self._meet(threshold)
        return [(i, j) for i, j in met if self.of(i, j) >= threshold]


class Pile:
    """Texts and headlines, and what the peers find among them."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str | None]) -> None:
        self.texts, self.titles = texts, titles

    @cached_property
    def datasketch(self) -> Agreement:
        sketches = make_datasketch(self.texts)
        signatures = np.array([sketch.hashvalues for sketch in sketches], np.uint64)
        return Agreement(signatures, lambda t: meet_in_datasketch(sketches, t))

    @cached_property
    def rensa(self) -> Agreement:
        sketches = make_rensa(self.texts)
        signatures = np.array([sketch.digest() for sketch in sketches], np.uint64)
        return Agreement(signatures, lambda t: meet_in_rensa(sketches, t))

    @cached_property
    def containment(self) -> Likeness:
        """Shared runs over the runs of the shorter; all pairs that share four or more."""
        runs = [cut_runs(text) for text in self.texts]
        sizes = np.array([len(r) for r in runs])
        shared = _count_shared(runs, MOST_CARRIERS)
        least = {pair: min(sizes[pair[0]], sizes[pair[1]]) for pair in shared}
        return Likeness({p: n / least[p] for p, n in shared.items() if n >= 4})

    @cached_property
    def headline(self) -> Likeness:
        """Jaccard of the words of headlines."""
        words = [sorted(set(read_words(title or ""))) for title in self.titles]
        shared = _count_shared(words, MOST_CARRIERS)
        values = {
            (i, j): n / (len(words[i]) + len(words[j]) - n)
            for (i, j), n in shared.items()
        }  # fmt: skip
        return Likeness({p: v for p, v in values.items() if v >= LEAST_OVERLAP})

    @cached_property
    def tfidf(self) -> Likeness:
        """Cosine of TF-IDF rows (words, sublinear), all pairs."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        rows = TfidfVectorizer(analyzer=read_words, sublinear_tf=True).fit_transform(self.texts)
        values: Values = {}
        step = 500
        for start in range(0, rows.shape[0], step):
            block = (rows[start : start + step] @ rows.T).toarray()
            for i, j in zip(*np.nonzero(block >= LEAST_COSINE), strict=True):
                if start + i < j:
                    values[int(start + i), int(j)] = float(block[i, j])
        return Likeness(values)


def _count_shared(keys: Sequence[Sequence[str]], most: int) -> dict[Pair, int]:
    """Count the keys that two reports share; keys of more than `most` reports are passed over."""
    number_of: dict[str, int] = {}
    flat = np.array([number_of.setdefault(k, len(number_of)) for run in keys for k in run])
    owners = np.repeat(np.arange(len(keys)), [len(run) for run in keys])
    order = np.argsort(flat, kind="stable")
    flat, owners = flat[order], owners[order]
    edges = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1], [True]]))
    sizes = np.diff(edges)
    met = [np.zeros(0, np.int64)]
    for size in range(2, most + 1):
        begins = edges[:-1][sizes == size]
        if len(begins):
            groups = owners[begins[:, None] + np.arange(size)]
            rows, columns = np.triu_indices(size, 1)
            met.append((groups[:, rows] * len(keys) + groups[:, columns]).ravel())
    pairs, counts = np.unique(np.concatenate(met), return_counts=True)
    split = zip((pairs // len(keys)).tolist(), (pairs % len(keys)).tolist(), strict=True)
    return dict(zip(split, counts.tolist(), strict=True))
