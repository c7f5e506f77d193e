"""Sentence by sentence: which run of the child was made from which sentence of the parent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Indel

from firsthand.lineage.closer import sentences_of
from firsthand.lineage.order import Matrix, SegmentTable, compare_segments, tabulate
from firsthand.lineage.runs import MOST_WORDS_BETWEEN_SEEDS, Overlap
from firsthand.lineage.sheet import QUOTED, Sheet
from firsthand.records import Alignment, ReportId, Span

# Two sentences in order that agree less than this are not aligned.
LEAST_SENTENCE_SIMILARITY = 0.25
# A sentence that stands alone between two aligned ones on both sides may agree less.
LEAST_SANDWICHED_SIMILARITY = 0.08
# A sentence out of order is aligned only if it is nearly the same.
LEAST_MOVED_SIMILARITY = 0.55
# A sentence that was split or joined lies in the partner of its neighbour by this share.
LEAST_CONTAINED_SHARE = 0.45
# In stripped text fewer words than this in common with a sentence are a turn of phrase.
LEAST_COMMON_WORDS = 5
_STRIPPED_WINDOW_SIMILARITY = 0.3

Bounds = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two runs of words that correspond: word indices, half open."""

    start: int
    end: int
    other_start: int
    other_end: int
    similarity: float


def match_sentences(one: Sheet, other: Sheet, overlap: Overlap) -> list[Match]:
    """Match the sentences of two reports, in text order of the one."""
    if one.fingerprint.stripped and not other.fingerprint.stripped:
        turned = Overlap((), overlap.other_partner, overlap.partner)
        found = [_turn(match) for match in _match_stripped(other, one, turned)]
    elif other.fingerprint.stripped and not one.fingerprint.stripped:
        found = _match_stripped(one, other, overlap)
    else:
        bounds = (_units(one), _units(other))
        found = _match_bounded(one, other, bounds, overlap)
    return sorted(set(found), key=lambda match: (match.start, match.other_start, match.end))


def _turn(match: Match) -> Match:
    return Match(match.other_start, match.other_end, match.start, match.end, match.similarity)


def _units(sheet: Sheet) -> Bounds:
    return sheet.segments if sheet.fingerprint.stripped else sentences_of(sheet).words


def _match_bounded(
    one: Sheet, other: Sheet, bounds: tuple[Bounds, Bounds], overlap: Overlap
) -> list[Match]:
    mine, theirs = bounds
    if not mine or not theirs:
        return []
    left = tabulate(one, mine, np.ones(len(one), np.bool_))
    right = tabulate(other, theirs, np.ones(len(other), np.bool_))
    verbatim = _verbatim(mine, theirs, overlap)
    similar = np.maximum(compare_segments(left, right), verbatim)
    pairs = _align_monotone(similar)
    pairs |= _sandwich(pairs, similar)
    pairs |= _join_neighbours(pairs, left, right, verbatim)
    pairs |= _find_moved(pairs, similar)
    return [
        Match(*mine[row], *theirs[column], round(float(similar[row, column]), 4))
        for row, column in sorted(pairs)
    ]


def _verbatim(mine: Bounds, theirs: Bounds, overlap: Overlap) -> Matrix:
    """Return the share of the shorter sentence that stands word for word in the other."""
    owner = np.full(len(overlap.other_partner) + 1, -1, np.int64)
    for index, (start, end) in enumerate(theirs):
        owner[start:end] = index
    shares = np.zeros((len(mine), len(theirs)))
    lengths = np.array([end - start for start, end in theirs])
    for row, (start, end) in enumerate(mine):
        partners = overlap.partner[start:end]
        owners = owner[partners[partners >= 0]]
        counts = np.bincount(owners[owners >= 0], minlength=len(theirs))
        shares[row] = counts / np.maximum(1, np.minimum(lengths, end - start))
        shares[row][counts < min(LEAST_COMMON_WORDS, end - start)] = 0.0
    return np.minimum(shares, 1.0)


def _align_monotone(similar: Matrix) -> set[tuple[int, int]]:
    """Choose pairs, one to one and in order, with the greatest sum of similarity."""
    gains = np.where(similar >= LEAST_SENTENCE_SIMILARITY, similar, 0.0)
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        best[row + 1, 1:] = np.maximum(best[row, 1:], best[row, :-1] + gains[row])
        np.maximum.accumulate(best[row + 1], out=best[row + 1])
    pairs: set[tuple[int, int]] = set()
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.add((row, column))
    return pairs


def _sandwich(pairs: set[tuple[int, int]], similar: Matrix) -> set[tuple[int, int]]:
    """Pair the one sentence that both sides have between two aligned ones."""
    ordered = sorted(pairs)
    found: set[tuple[int, int]] = set()
    for (row, column), (next_row, next_column) in pairwise(ordered):
        if next_row - row == next_column - column == 2:
            middle = (row + 1, column + 1)
            if similar[middle] >= LEAST_SANDWICHED_SIMILARITY:
                found.add(middle)
    return found


def _join_neighbours(
    pairs: set[tuple[int, int]], left: SegmentTable, right: SegmentTable, verbatim: Matrix
) -> set[tuple[int, int]]:
    """Add the sentences that were split off from, or joined to, an aligned neighbour."""
    rows = dict(sorted(pairs))
    columns = {column: row for row, column in pairs}
    found: set[tuple[int, int]] = set()
    for row in range(left.count):
        if row not in rows:
            near = {rows[index] for index in (row - 1, row + 1) if index in rows}
            found.update(
                (row, column)
                for column in sorted(near)
                if _contained(left, row, right, column) >= LEAST_CONTAINED_SHARE
                or verbatim[row, column] >= LEAST_CONTAINED_SHARE
            )
    for column in range(right.count):
        if column not in columns:
            near = {columns[index] for index in (column - 1, column + 1) if index in columns}
            found.update(
                (row, column)
                for row in sorted(near)
                if _contained(right, column, left, row) >= LEAST_CONTAINED_SHARE
                or verbatim[row, column] >= LEAST_CONTAINED_SHARE
            )
    return found


def _contained(one: SegmentTable, row: int, other: SegmentTable, column: int) -> float:
    mine = one.concepts[one.owners == row]
    if len(mine) < 2 or one.loads[row] <= 0.0:
        return 0.0
    theirs = other.concepts[other.owners == column]
    weights = one.weights[one.owners == row]
    return float(weights[np.isin(mine, theirs)].sum()) / float(one.loads[row])


def _find_moved(pairs: set[tuple[int, int]], similar: Matrix) -> set[tuple[int, int]]:
    """Pair nearly equal sentences that stand elsewhere, each at most once."""
    taken_rows = {row for row, _ in pairs}
    taken_columns = {column for _, column in pairs}
    rows, columns = np.nonzero(similar >= LEAST_MOVED_SIMILARITY)
    order = np.lexsort((columns, rows, -similar[rows, columns]))
    found: set[tuple[int, int]] = set()
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            found.add((row, column))
    return found


def _match_stripped(whole: Sheet, stripped: Sheet, overlap: Overlap) -> list[Match]:
    """Give every sentence of the whole report its exact run of words in the stripped one."""
    found: list[Match] = []
    rest: list[tuple[int, int]] = []
    for start, end in sentences_of(whole).words:
        runs = _runs_of(overlap, start, end)
        found.extend(runs)
        if not runs:
            rest.append((start, end))
    found = _extend(found, overlap, len(stripped))
    if rest and stripped.segments:
        free = tuple(
            window
            for window in stripped.segments
            if not any(m.other_start < window[1] and window[0] < m.other_end for m in found)
        )
        loose = _match_bounded(whole, stripped, (tuple(rest), free), overlap) if free else []
        found.extend(m for m in loose if m.similarity >= _STRIPPED_WINDOW_SIMILARITY)
    return found


def _runs_of(overlap: Overlap, start: int, end: int) -> list[Match]:
    """Return the unbroken runs of partners of a sentence; where a line ran into it, several."""
    least = min(LEAST_COMMON_WORDS, end - start)
    at = start + np.flatnonzero(overlap.partner[start:end] >= 0)
    at = at[np.argsort(overlap.partner[at], kind="stable")]
    breaks = np.flatnonzero(np.diff(overlap.partner[at]) > MOST_WORDS_BETWEEN_SEEDS) + 1
    pieces = [piece for piece in np.split(at, breaks) if len(piece) >= least]
    bounds = [[int(piece.min()), int(piece.max()) + 1] for piece in pieces]
    if not bounds:
        return []
    # What the first and the last piece lack at the ends of the sentence is theirs.
    min(bounds)[0], max(bounds)[1] = start, end
    return [
        Match(
            low,
            high,
            int(overlap.partner[piece[0]]),
            int(overlap.partner[piece[-1]]) + 1,
            round(min(1.0, len(piece) / (high - low)), 4),
        )
        for (low, high), piece in zip(bounds, pieces, strict=True)
    ]


def _extend(matches: list[Match], overlap: Overlap, n_words: int) -> list[Match]:
    """Grow each run over the words that its sentence has before the first and after the last."""
    ordered = sorted(matches, key=lambda match: match.other_start)
    out: list[Match] = []
    floor = 0
    for index, match in enumerate(ordered):
        ceiling = ordered[index + 1].other_start if index + 1 < len(ordered) else n_words
        inside = overlap.partner[match.start : match.end]
        hit = np.flatnonzero((inside >= match.other_start) & (inside < match.other_end))
        before, after = int(hit[0]), match.end - match.start - 1 - int(hit[-1])
        begin = (
            max(floor, match.other_start - before)
            if match.other_start >= floor
            else match.other_start
        )
        finish = max(match.other_end, min(ceiling, match.other_end + after))
        out.append(Match(match.start, match.end, begin, finish, match.similarity))
        floor = finish
    return out


def make_passages(child: Sheet, parent: Sheet, matches: list[Match]) -> tuple[Alignment, ...]:
    """Turn matches into alignments with the characters of both reports."""
    return tuple(
        Alignment(
            child=_span(child, match.start, match.end),
            parent=_span(parent, match.other_start, match.other_end),
            similarity=_resemble(child, parent, match),
            quoted=_mostly(child, QUOTED, match.start, match.end)
            and _mostly(parent, QUOTED, match.other_start, match.other_end),
        )
        for match in matches
    )


def _resemble(child: Sheet, parent: Sheet, match: Match) -> float:
    """Return 1 for the same words, else how many are common in order, or how alike their sense."""
    mine = child.words[match.start : match.end].tolist()
    theirs = parent.words[match.other_start : match.other_end].tolist()
    common = Indel.normalized_similarity(mine, theirs)
    if common == 1.0:
        return 1.0
    return round(min(MOST_SIMILAR_OF_OTHERS, max(common, match.similarity)), 4)


MOST_SIMILAR_OF_OTHERS = 0.99


def _span(sheet: Sheet, start: int, end: int) -> Span:
    report_id: ReportId = sheet.fingerprint.report_id
    return Span(report_id=report_id, start=_open(sheet, start), end=_close(sheet, end))


def _open(sheet: Sheet, start: int) -> int:
    """Return where the run begins: at its sentence's opening mark where it begins with it."""
    first = int(sheet.starts[start])
    starts = sentences_of(sheet).starts
    at = int(np.searchsorted(starts, first, "right")) - 1
    before = int(sheet.ends[start - 1]) if start else 0
    if at >= 0 and int(starts[at]) >= before and not sheet.fingerprint.stripped:
        return int(starts[at])
    return first


def _close(sheet: Sheet, end: int) -> int:
    """Return where the run ends: at its sentence's own end mark where it reaches that far."""
    last = int(sheet.ends[end - 1])
    if sheet.fingerprint.stripped:
        return last
    ends = sentences_of(sheet).ends
    at = int(np.searchsorted(ends, last))
    following = int(sheet.starts[end]) if end < len(sheet) else sheet.fingerprint.n_characters
    if at < len(ends) and int(ends[at]) <= following:
        return int(ends[at])
    return last


def _mostly(sheet: Sheet, flag: int, start: int, end: int) -> bool:
    flagged = int(((sheet.marks[start:end] & flag) != 0).sum())
    return 2 * flagged > end - start
