"""What made the child of the parent: copying, revising, excerpting, rewording, translating."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firsthand.lineage.closer import wear_of
from firsthand.lineage.credits import is_same_house
from firsthand.lineage.direction import count_artefacts, estrange, is_degraded
from firsthand.lineage.likeness import Likeness
from firsthand.lineage.newsroom import OTHER_OUTLET, SAME_OUTLET
from firsthand.lineage.sheet import Sheet
from firsthand.records import DerivationKind

# How a text was reworded shows in its common passages: what is pasted runs on unbroken, what was
# put into other words agrees here and there. Medians of the words of a passage that are the same
# on the lineage pile: 1.0 for excerpts, .97 for light edits, .92 for rewrites by rule, .80 for
# translations. Bounds chosen and measured on the same pile.
MOST_UNBROKEN_OF_REWORDED = 0.9
MOST_UNBROKEN_OF_MIXED = 0.96
# 5-gram containment over words covered: about .93 for light edits, .66 for rewrites by rule.
MOST_VERBATIM_OF_REWORDED = 0.78
# An editor keeps the order of what he pastes (nineteen of twenty light edits and copies keep all
# of it); rewrites by rule keep .67 of it.
MOST_ORDER_OF_REARRANGED = 0.81
LEAST_RUNS_TO_ORDER = 4
# A translator follows his text sentence by sentence: nine in ten translations rise .12 and more
# above other orders. Rewrites that leave fewer runs of words do not (.06 at most of ten by a
# language model), the others keep more phrases than any translation but machine against machine.
LEAST_SURPRISE_OF_TRANSLATION = 0.07
MOST_CONTAINED_OF_TRANSLATION = 0.45
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
LEAST_COVER_OF_WHOLE = 0.97
LEAST_COVER_OF_EDITED = 0.6
LEAST_SAME_NEWSROOM = 0.7
# Traces of translation per hundred words by which one side must exceed the other.
LEAST_ARTEFACTS = 2.0
# Who rewrites keeps names as they were spelt; who translates spells and declines them anew. Of
# rewrites told at this share of names kept 136 of 139 were, below it 39 of 80.
LEAST_NAMES_AS_SPELT = 0.95
LEAST_CONTAINED_OF_MANY_PHRASES = 0.3
# Both sides of a plain copy are covered so far (246 of 247 were copies); of those that leave more
# 57 of 80 were, the others two pieces of one text, versions, rewrites of few words.
LEAST_COVER_OF_PLAIN_COPY = 0.95


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that chooses a kind, with how many of the pairs that it chose were of that kind.

    Counted on pairs that were told to be kin and whose kind is known: 1,395 of the lineage pile and
    1,067 of two piles made by other rules from other reports. A light edit and a worn text are
    copies, a report around a pasted excerpt is an excerpt or a revision, and two translations of
    one text that people made count as a rewrite. The rules were chosen on the first pile.
    """

    kind: DerivationKind
    right: int
    of: int

    @property
    def probability(self) -> float:
        """Return how probable the kind is, given that the two are kin.

        Source: Laplace's rule of succession, so that a rule seen five times is never sure.
        """
        return round((self.right + 1) / (self.of + 2), 2)


# Pasted.
PRINTED_AGAIN = Rule("copy", 2, 8)  # the same words; a version where the page counts as one
VERSION = Rule("revision", 247, 248)
HOST_OF_FOREIGN = Rule("excerpt", 37, 39)
PLAIN_COPY = Rule("copy", 246, 247)
CUT_COPY = Rule("copy", 57, 80)  # two long pieces of one text look so too
WORN_COPY = Rule("copy", 173, 173)
VERSION_BY_PAGE = Rule("revision", 1, 9)  # one newsroom by furniture alone
COPY_BY_CREDIT = Rule("copy", 7, 15)
PIECE = Rule("excerpt", 161, 168)
BLOCK = Rule("excerpt", 213, 219)
BLOCK_OF_WHOLE = Rule("excerpt", 18, 30)  # nearly all of one side: also cut or scanned copies
SCRAPS = Rule("excerpt", 3, 7)
EDITED_COPY = Rule("copy", 80, 84)
COPY_IN_PIECES = Rule("copy", 17, 33)  # no word changed: pasted amid text of one's own as often
WIDENED = Rule("revision", 8, 24)  # outlets unknown: light edits lie whole in the other too
VERSION_ELSEWHERE = Rule("revision", 13, 14)
# Reworded.
SCAN = Rule("copy", 28, 28)
RETOLD = Rule("revision", 17, 22)
TRACES = Rule("translation", 289, 292)
REWRITE = Rule("rewrite", 136, 139)
REARRANGED = Rule("rewrite", 37, 59)
MANY_PHRASES = Rule("rewrite", 2, 21)  # two machines' translations of one text, mostly
TRANSLATION = Rule("translation", 389, 487)  # who are two people's, and called rewrites
TRANSLATION_AS_SPELT = Rule("translation", 6, 16)


def is_reworded(likeness: Likeness) -> bool:
    """Say whether the words were changed all over, and not only in places."""
    covered = max(likeness.one.narrated_cover, likeness.other.narrated_cover)
    if covered == 0.0 or likeness.unbroken < MOST_UNBROKEN_OF_REWORDED:
        return True
    if likeness.longest_run < LEAST_RUN_OF_PASTED and covered < LEAST_COVER_OF_HALF:
        return True
    if likeness.unbroken >= MOST_UNBROKEN_OF_MIXED:
        return False
    if is_rearranged(likeness):
        return True
    # Two pastes of one text, each edited in places, agree no better in their own order.
    return (
        likeness.contained < MOST_VERBATIM_OF_REWORDED * covered
        and likeness.surprise >= LEAST_SURPRISE_OF_TRANSLATION
    )


def is_rearranged(likeness: Likeness) -> bool:
    """Say whether what is common stands in another order."""
    return likeness.n_runs >= LEAST_RUNS_TO_ORDER and likeness.in_order <= MOST_ORDER_OF_REARRANGED


def choose_kind(
    one: Sheet, other: Sheet, likeness: Likeness, same_newsroom: float, *, reworded: bool
) -> Rule:
    """Choose the kind of a derivation between two kin, by the rule that tells it."""
    if reworded:
        return _choose_of_reworded(one, other, likeness, same_newsroom)
    low, high = sorted((likeness.one.cover, likeness.other.cover))
    larger_gaps = max(likeness.one.n_gaps, likeness.other.n_gaps)
    worn = is_degraded(one) != is_degraded(other)
    if same_newsroom >= SAME_OUTLET and not worn:
        # What an outlet prints again is the same to the letter, or a version.
        return PRINTED_AGAIN if _is_same_text(one, other) else VERSION
    if same_newsroom == OTHER_OUTLET and not worn and _holds_foreign(high, likeness):
        return HOST_OF_FOREIGN
    if low >= LEAST_COVER_OF_COPY and (larger_gaps == 0 or worn):
        if worn:
            return WORN_COPY
        return PLAIN_COPY if low >= LEAST_COVER_OF_PLAIN_COPY else CUT_COPY
    if worn and high >= LEAST_COVER_OF_PIECE and low >= LEAST_COVER_OF_WORN_COPY:
        return WORN_COPY
    if same_newsroom >= LEAST_SAME_NEWSROOM:
        return VERSION_BY_PAGE
    if _carry_one_text(one, other) and high >= LEAST_COVER_OF_COPY:
        return COPY_BY_CREDIT
    if _is_piece(low, high, likeness):
        return PIECE
    few = likeness.n_runs <= MOST_RUNS_OF_EXCERPT and low < LEAST_COVER_OF_COPY
    if few and not _is_shortened(low, high, likeness):
        return BLOCK_OF_WHOLE if high >= LEAST_COVER_OF_PIECE else BLOCK
    if high < LEAST_COVER_OF_HALF:
        return SCRAPS
    if same_newsroom == OTHER_OUTLET:
        # A later version comes from the same newsroom: what others print is edited or pasted.
        if low < LEAST_COVER_OF_EDITED:
            return SCRAPS
        return EDITED_COPY if likeness.unbroken < 1.0 else COPY_IN_PIECES
    return WIDENED if high >= LEAST_COVER_OF_PLAIN_COPY else VERSION_ELSEWHERE


def _choose_of_reworded(one: Sheet, other: Sheet, likeness: Likeness, same_newsroom: float) -> Rule:
    if wear_of(one).scanned != wear_of(other).scanned:
        return SCAN
    if same_newsroom >= LEAST_SAME_NEWSROOM:
        return RETOLD if same_newsroom >= SAME_OUTLET else VERSION_BY_PAGE
    if abs(count_artefacts(one) - count_artefacts(other)) >= LEAST_ARTEFACTS:
        return TRACES
    as_spelt = min(likeness.telling.one.names, likeness.telling.other.names) >= LEAST_NAMES_AS_SPELT
    if likeness.surprise < LEAST_SURPRISE_OF_TRANSLATION or is_rearranged(likeness):
        return REWRITE if as_spelt else REARRANGED
    if likeness.contained >= MOST_CONTAINED_OF_TRANSLATION:
        return REWRITE if as_spelt else MANY_PHRASES
    many_phrases = likeness.contained >= LEAST_CONTAINED_OF_MANY_PHRASES
    return TRANSLATION_AS_SPELT if as_spelt and many_phrases else TRANSLATION


def _holds_foreign(high: float, likeness: Likeness) -> bool:
    """Say whether one side is the other with a passage on other things set into it."""
    larger = min(likeness.one, likeness.other, key=lambda side: side.cover)
    return high >= LEAST_COVER_OF_PIECE and estrange(larger) > 0.0


def _is_same_text(one: Sheet, other: Sheet) -> bool:
    return one.fingerprint.n_characters == other.fingerprint.n_characters and np.array_equal(
        one.words, other.words
    )


def _carry_one_text(one: Sheet, other: Sheet) -> bool:
    """Say whether two outlets credit one agency with what they print."""
    mine, theirs = one.fingerprint, other.fingerprint
    return is_same_house(mine.credit, theirs.credit) and not is_same_house(
        mine.outlet, theirs.outlet
    )


def _is_shortened(low: float, high: float, likeness: Likeness) -> bool:
    """Say whether one side is the other without passages from its midst: edited, not cut out."""
    larger = min(likeness.one, likeness.other, key=lambda side: side.cover)
    return (
        high >= LEAST_COVER_OF_PIECE
        and low >= LEAST_COVER_OF_EDITED
        and larger.inner_gap > larger.head_gap + larger.tail_gap
    )


def _is_piece(low: float, high: float, likeness: Likeness) -> bool:
    return (
        high >= LEAST_COVER_OF_PIECE
        and low <= MOST_COVER_OF_HOST
        and (likeness.n_runs <= MOST_RUNS_OF_EXCERPT or high >= LEAST_COVER_OF_WHOLE)
    )
