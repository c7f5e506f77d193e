"""The words of many texts at once, as numbers: what a pile of any size is searched by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from firsthand.text.kernels import Kernels, kernels
from firsthand.text.shingles import WordIds

# What a word is, as bits.
QUOTED = 1  # between an opening and a closing mark of one paragraph
CAPITAL = 2
DIGIT = 4
FIRST = 8  # the first word of a sentence

# Texts are read in blocks of so many code points: without the compiled loops 50,000 take 5.4 ns a
# code point, 400,000 take 12, since their arrays leave the cache.
BLOCK_CODE_POINTS = 50_000
# A stem is the beginning of a word without its ending.
MOST_STEM_LETTERS = 6
# More words between two marks are no quotation: a closing mark was lost.
MOST_QUOTED_WORDS = 100
LEAST_QUOTED_WORDS = 3

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_WORD_LEFT_OUT = 1  # the folded form of what is no letter and no digit
_KNOWN_FROM_THE_START = 0x250

Places = npt.NDArray[np.int64]
_Wide = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The words of several texts, one text after the other."""

    words: WordIds  # shape (n,): the form without case
    stems: WordIds  # shape (n,): how it begins, its ending left out
    starts: npt.NDArray[np.uint32]  # shape (n,): code points of its own text
    ends: npt.NDArray[np.uint32]
    bits: npt.NDArray[np.uint8]  # shape (n,)
    bounds: Places  # shape (n_texts + 1,): where the words of each text begin

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.bounds) - 1


def tabulate_words(texts: Sequence[str]) -> WordTable:
    """Split texts into words and number them; a word is what `tokens.tokenize` calls one.

    Two words have one number if they are the same without case; equal numbers of different words
    are as rare as 32 bits make them.

    Source: the polynomial hash of every word from running sums, as of Karp and Rabin (1987), with
    the powers of the inverse in place of the subtraction.
    """
    parts: list[WordTable] = []
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size >= BLOCK_CODE_POINTS:
            parts.append(_read_block(block))
            block, size = [], 0
    if block or not parts:
        parts.append(_read_block(block))
    return parts[0] if len(parts) == 1 else _join(parts)


def _join(parts: Sequence[WordTable]) -> WordTable:
    lengths = np.concatenate([np.diff(part.bounds) for part in parts])
    return WordTable(
        words=np.concatenate([part.words for part in parts]),
        stems=np.concatenate([part.stems for part in parts]),
        starts=np.concatenate([part.starts for part in parts]),
        ends=np.concatenate([part.ends for part in parts]),
        bits=np.concatenate([part.bits for part in parts]),
        bounds=np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
    )


def number_word(form: str) -> int:
    """Return the number that a word has in a table."""
    return int(tabulate_words([form]).words[0])


def number_stem(form: str) -> int:
    """Return the number that the stem of a word has in a table."""
    return int(tabulate_words([form]).stems[0])


def _read_block(texts: Sequence[str]) -> WordTable:
    joined = "\n".join(texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(points) == 0:
        return _no_words(len(texts))
    compiled = kernels()
    words, stems, starts, ends, bits = (
        _scan(points) if compiled is None else _scan_compiled(compiled, points)
    )
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    bounds = np.searchsorted(starts, begins)
    bits[bounds[:-1][np.diff(bounds) > 0]] |= FIRST
    shift = np.repeat(begins[:-1], np.diff(bounds)).astype(np.uint32)
    return WordTable(words, stems, starts - shift, ends - shift, bits, bounds.astype(np.int64))


_Scanned = tuple[
    WordIds, WordIds, npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.uint8]
]


def _scan_compiled(compiled: Kernels, points: npt.NDArray[np.uint32]) -> _Scanned:
    room = len(points) // 2 + 1
    out = [np.empty(room, np.uint32) for _ in range(4)]
    bits = np.empty(room, np.uint8)
    folds, classes = _folds(), _classes()
    bounds = (MOST_QUOTED_WORDS, LEAST_QUOTED_WORDS)
    given = (points, len(points), folds, classes, len(classes))
    count = int(compiled.call("fh_scan", *given, *bounds, *out, bits))
    if count < 0:
        _learn(folds, np.unique(points[folds[points] == 0]).tolist())
        count = int(compiled.call("fh_scan", *given, *bounds, *out, bits))
    words, stems, starts, ends = (each[:count] for each in out)
    return words, stems, starts, ends, bits[:count]


def _scan(points: npt.NDArray[np.uint32]) -> _Scanned:
    folded = _fold(points)
    letters = folded > _WORD_LEFT_OUT
    edges = np.flatnonzero(np.diff(letters, prepend=False, append=False))
    starts, ends = edges[0::2], edges[1::2]
    words, stems = _number(folded, starts, ends)
    bits = _examine(points, starts, ends)
    return words, stems, starts.astype(np.uint32), ends.astype(np.uint32), bits


def _no_words(n_texts: int) -> WordTable:
    none = np.zeros(0, np.uint32)
    return WordTable(none, none, none, none, np.zeros(0, np.uint8), np.zeros(n_texts + 1, np.int64))


# ---------------------------------------------------------------- numbers


@lru_cache(maxsize=1)
def _folds() -> npt.NDArray[np.uint32]:
    """Return for every code point its folded letter plus 2, 1: no letter, 0: not looked at yet."""
    table = np.zeros(0x110000, np.uint32)
    _learn(table, range(_KNOWN_FROM_THE_START))
    return table


def _learn(table: npt.NDArray[np.uint32], points: Sequence[int]) -> None:
    for point in points:
        letter = chr(point)
        if not letter.isalnum():
            table[point] = _WORD_LEFT_OUT
            continue
        folded = letter.casefold()
        table[point] = (ord(folded) if len(folded) == 1 else point) + 2


def _fold(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    table = _folds()
    folded = table[points]
    if not folded.all():
        _learn(table, np.unique(points[folded == 0]).tolist())
        folded = table[points]
    return folded


@lru_cache(maxsize=4)
def _powers(base: int, count: int) -> _Wide:
    out = np.ones(count, np.uint64)
    done = 1
    while done < count:
        more = min(done, count - done)
        out[done : done + more] = out[:more] * np.uint64(pow(base, done, 1 << 64))
        done += more
    return out


def _number(
    folded: npt.NDArray[np.uint32], starts: Places, ends: Places
) -> tuple[WordIds, WordIds]:
    """Hash every word and every stem; uint32 each."""
    room = 1 << max(17, len(folded).bit_length())
    powers, inverses = _powers(_BASE, room), _powers(pow(_BASE, -1, 1 << 64), room)
    terms = folded.astype(np.uint64)
    terms *= powers[: len(folded)]
    sums = np.zeros(len(folded) + 1, np.uint64)
    np.cumsum(terms, out=sums[1:])
    before, inverse = sums[starts], inverses[starts]
    stem_ends = _end_stems(folded, starts, ends)
    return (
        _mix((sums[ends] - before) * inverse),
        _mix((sums[stem_ends] - before) * inverse),
    )


def _mix(hashes: _Wide) -> WordIds:
    hashes ^= hashes >> _HALF
    hashes *= _SPREAD
    # No word has the number 0, which stands for "no concept".
    return np.maximum((hashes >> _HALF).astype(np.uint32), 1)


def _letter(letter: str) -> int:
    return ord(letter) + 2


def _end_stems(folded: npt.NDArray[np.uint32], starts: Places, ends: Places) -> Places:
    """Return where the stem of each word ends: -s, -es, -ed, -ing, -ion, -ly and -ies go."""
    lengths = ends - starts
    last = folded[ends - 1]
    before = folded[np.maximum(ends - 2, 0)]
    third = folded[np.maximum(ends - 3, 0)]
    s = last == _letter("s")
    drop = np.zeros(len(starts), np.int64)
    drop[s & (lengths > 3) & (before != _letter("s"))] = 1
    long = lengths > 5
    ed = (last == _letter("d")) & (before == _letter("e"))
    es = s & (before == _letter("e"))
    ly = (last == _letter("y")) & (before == _letter("l"))
    drop[long & (ed | es | ly)] = 2
    ing = (last == _letter("g")) & (before == _letter("n")) & (third == _letter("i"))
    ion = (last == _letter("n")) & (before == _letter("o")) & (third == _letter("i"))
    ies = es & (third == _letter("i"))
    drop[(lengths > 6) & (ing | ion | ies)] = 3
    drop[folded[starts] <= _letter("9")] = 0
    stem_ends: Places = starts + np.minimum(lengths - drop, MOST_STEM_LETTERS)
    return stem_ends


# ---------------------------------------------------------------- bits

_OPENING = "“„«‟"
_CLOSING = "”»"
_STRAIGHT = '"'
_ENDS = ".!?…"
_BEFORE_AN_OPENING = " \t\n([—–-"
_AFTER_A_CLOSING = " \t\r\xa0\n,.;:!?)]"
_SPACES, _ENDING, _LINE, _OPENS, _CLOSES, _EITHER, _LEFT, _RIGHT = 1, 2, 4, 8, 16, 32, 64, 128
_LARGEST_CLASSED = 0x2100


@lru_cache(maxsize=1)
def _classes() -> npt.NDArray[np.uint8]:
    table = np.zeros(_LARGEST_CLASSED, np.uint8)
    for letters, bit in (
        (" \t\r\xa0\n", _SPACES),
        (_ENDS, _ENDING),
        ("\n", _LINE),
        (_OPENING, _OPENS),
        (_CLOSING, _CLOSES),
        (_STRAIGHT, _EITHER),
        (_BEFORE_AN_OPENING, _LEFT),
        (_AFTER_A_CLOSING, _RIGHT),
    ):
        for letter in letters:
            table[ord(letter)] |= bit
    return table


def _examine(points: npt.NDArray[np.uint32], starts: Places, ends: Places) -> npt.NDArray[np.uint8]:
    """Find what is quoted, capitalised, a number, and where sentences begin."""
    classes = _classes()[np.minimum(points, _LARGEST_CLASSED - 1)]
    bits = np.zeros(len(starts), np.uint8)
    if len(starts) == 0:
        return bits
    first = points[starts]
    bits[(first >= ord("0")) & (first <= ord("9"))] |= DIGIT
    capital = ((first >= ord("A")) & (first <= ord("Z"))) | (
        (first >= 0xC0) & (first <= 0xDE) & (first != 0xD7)
    )
    bits[capital] |= CAPITAL
    marked = np.flatnonzero(classes & (_ENDING | _LINE))
    between = np.searchsorted(marked, starts) > np.searchsorted(marked, np.r_[0, ends[:-1]])
    broken = np.zeros(len(starts), np.bool_)
    places = np.flatnonzero(between)
    if len(places):
        nearest = marked[np.searchsorted(marked, starts[places]) - 1]
        line = (classes[nearest] & _LINE) != 0
        spaced = (classes[np.minimum(nearest + 1, len(points) - 1)] & _SPACES) != 0
        closed = (classes[np.minimum(nearest + 1, len(points) - 1)] & (_CLOSES | _EITHER)) != 0
        opens = (bits[places] & (CAPITAL | DIGIT)) != 0
        broken[places] = line | (opens & (spaced | closed))
    broken[0] = True
    bits[broken] |= FIRST
    _flag_quoted(classes, starts, bits)
    return bits


def _flag_quoted(
    classes: npt.NDArray[np.uint8], starts: Places, bits: npt.NDArray[np.uint8]
) -> None:
    """Flag the words between a mark that opens and the next one, if it closes in its paragraph."""
    marks = np.flatnonzero(classes & (_OPENS | _CLOSES | _EITHER))
    if len(marks) < 2:
        return
    kinds = classes[marks]
    before = classes[np.maximum(marks - 1, 0)]
    after = classes[np.minimum(marks + 1, len(classes) - 1)]
    opens = (kinds & _OPENS) != 0
    straight = (kinds & _EITHER) != 0
    opens |= straight & (((before & _LEFT) != 0) | (marks == 0)) & ((after & _RIGHT) == 0)
    closes = ((kinds & _CLOSES) != 0) | (straight & ~opens)
    lines = np.flatnonzero(classes & _LINE)
    paragraph = np.searchsorted(lines, marks)
    pair = np.flatnonzero(opens[:-1] & closes[1:] & (paragraph[:-1] == paragraph[1:]))
    begin = np.searchsorted(starts, marks[pair])
    finish = np.searchsorted(starts, marks[pair + 1])
    length = finish - begin
    keep = (length >= LEAST_QUOTED_WORDS) & (length <= MOST_QUOTED_WORDS)
    steps = np.zeros(len(starts) + 1, np.int64)
    np.add.at(steps, begin[keep], 1)
    np.add.at(steps, finish[keep], -1)
    bits[np.cumsum(steps[:-1]) > 0] |= QUOTED
