"""One newsroom: the same outlet by metadata, or furniture that only these reports carry."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from firsthand.lineage.credits import is_same_house
from firsthand.lineage.sheet import HOUSE, LEFT_OUT, Sheet
from firsthand.text.shingles import Shingles, count_flagged, hash_runs

SAME_OUTLET = 0.95
OTHER_OUTLET = 0.02
# A caption, see-also line or copyright of one's own: six words may be chance wording ("sign up
# for our daily newsletter"), eleven are not.
HOUSE_WIDTH = 6
LEAST_LONG_RUNS = 6
SHORT_LINE = 0.5
LONG_LINE = 0.85


def same_newsroom(one: Sheet, other: Sheet) -> float:
    """Return how probable it is that one newsroom published both."""
    mine, theirs = one.fingerprint.outlet, other.fingerprint.outlet
    if mine and theirs:
        return SAME_OUTLET if is_same_house(mine, theirs) else OTHER_OUTLET
    shared = max(_carried(one, other), _carried(other, one))
    if shared >= LEAST_LONG_RUNS:
        return LONG_LINE
    return SHORT_LINE if shared else 0.0


def _carried(one: Sheet, other: Sheet) -> int:
    """Count the runs of house furniture of the one that the other has too, marked or not."""
    runs = _house_runs(one)
    if len(runs) == 0:
        return 0
    return len(np.intersect1d(runs, np.unique(hash_runs(other.words, HOUSE_WIDTH))))


@lru_cache(maxsize=2048)
def _house_runs(sheet: Sheet) -> Shingles:
    house = sheet.flagged(HOUSE) & ~sheet.flagged(LEFT_OUT)
    hashes = hash_runs(sheet.words, HOUSE_WIDTH)
    return np.unique(hashes[count_flagged(house, HOUSE_WIDTH) == HOUSE_WIDTH])
