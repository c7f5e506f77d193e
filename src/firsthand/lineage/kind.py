"""What made the child of the parent: copying, revising, excerpting, rewording, translating."""

from __future__ import annotations

from firsthand.lineage.credits import is_same_house
from firsthand.lineage.direction import count_artefacts, is_degraded
from firsthand.lineage.likeness import Likeness
from firsthand.lineage.newsroom import OTHER_OUTLET
from firsthand.lineage.sheet import Sheet
from firsthand.records import DerivationKind

# Set by hand from the lineage pile: median 5-gram containment over median words covered is about
# .93 for light edits, .66 for rewrites by rule, .43 for translations by person or machine.
# Chosen and measured on the same pile.
MOST_VERBATIM_OF_REWORDED = 0.78
MOST_CONTAINED_OF_REWORDED = 0.72
# Both sides of a copy are covered so far; nine in ten light edits leave .84 of the parent.
LEAST_COVER_OF_COPY = 0.82
LEAST_COVER_OF_WORN_COPY = 0.6
# Nobody pastes so few words.
LEAST_RUN_OF_PASTED = 20
LEAST_COVER_OF_HALF = 0.5
# A piece that is covered so far and is much shorter than its counterpart was cut or pasted.
LEAST_COVER_OF_PIECE = 0.9
MOST_COVER_OF_HOST = 0.62
MOST_RUNS_OF_EXCERPT = 2
LEAST_COVER_OF_EDITED = 0.6
LEAST_SAME_NEWSROOM = 0.7
# Traces of translation per hundred words by which one side must exceed the other.
LEAST_ARTEFACTS = 1.0


def is_reworded(likeness: Likeness) -> bool:
    """Say whether the words were changed all over, and not only in places."""
    covered = max(likeness.one.narrated_cover, likeness.other.narrated_cover)
    if likeness.longest_run < LEAST_RUN_OF_PASTED and covered < LEAST_COVER_OF_HALF:
        return True
    if likeness.contained >= MOST_CONTAINED_OF_REWORDED:
        return False
    return likeness.contained < MOST_VERBATIM_OF_REWORDED * covered or covered == 0.0


def choose_kind(
    one: Sheet, other: Sheet, likeness: Likeness, same_newsroom: float, *, reworded: bool
) -> DerivationKind:
    """Choose the kind of a derivation between two kin."""
    scanned = one.fingerprint.wear.scanned != other.fingerprint.wear.scanned
    if reworded and scanned:
        return "copy"
    if reworded and same_newsroom >= LEAST_SAME_NEWSROOM:
        return "revision"
    if reworded:
        gap = abs(count_artefacts(one) - count_artefacts(other))
        return "translation" if gap >= LEAST_ARTEFACTS else "rewrite"
    low, high = sorted((likeness.one.cover, likeness.other.cover))
    larger_gaps = max(likeness.one.n_gaps, likeness.other.n_gaps)
    worn = is_degraded(one) != is_degraded(other)
    if low >= LEAST_COVER_OF_COPY and (larger_gaps == 0 or worn):
        return "copy"
    if worn and high >= LEAST_COVER_OF_PIECE and low >= LEAST_COVER_OF_WORN_COPY:
        return "copy"
    if same_newsroom >= LEAST_SAME_NEWSROOM:
        return "revision"
    if _carry_one_text(one, other) and high >= LEAST_COVER_OF_COPY:
        return "copy"
    if _is_piece(low, high, likeness):
        return "excerpt"
    if likeness.n_runs <= MOST_RUNS_OF_EXCERPT and low < LEAST_COVER_OF_COPY:
        return "excerpt"
    if high < LEAST_COVER_OF_HALF:
        return "excerpt"
    if same_newsroom == OTHER_OUTLET:
        # A later version comes from the same newsroom: what others print is edited or pasted.
        return "copy" if low >= LEAST_COVER_OF_EDITED else "excerpt"
    return "revision"


def _carry_one_text(one: Sheet, other: Sheet) -> bool:
    """Say whether two outlets credit one agency with what they print."""
    mine, theirs = one.fingerprint, other.fingerprint
    return is_same_house(mine.credit, theirs.credit) and not is_same_house(
        mine.outlet, theirs.outlet
    )


def _is_piece(low: float, high: float, likeness: Likeness) -> bool:
    return (
        high >= LEAST_COVER_OF_PIECE
        and low <= MOST_COVER_OF_HOST
        and (likeness.n_runs <= MOST_RUNS_OF_EXCERPT or high >= LEAST_COVER_OF_WHOLE)
    )


LEAST_COVER_OF_WHOLE = 0.97
