"""Two reports side by side: whether they are kin, how, which came first, and where it shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar, Literal

import numpy as np

from firsthand.lineage.align import Match, make_passages, match_sentences
from firsthand.lineage.credits import is_same_house
from firsthand.lineage.direction import Order, find_order, is_degraded, is_worn, turn
from firsthand.lineage.kind import Rule, choose_kind, is_reworded
from firsthand.lineage.likeness import (
    UNKNOWN_SHARE,
    Likeness,
    Telling,
    follow,
    measure,
    quoted_in_common,
)
from firsthand.lineage.newsroom import OTHER_OUTLET, same_newsroom
from firsthand.lineage.order import similar_story
from firsthand.lineage.sheet import (
    FURNITURE,
    QUOTED,
    QUOTED_WIDTH,
    Sheet,
    account_shingles,
    open_sheet,
    quote_each_other,
    quoted_shingles,
)
from firsthand.records import (
    Derivation,
    DerivationKind,
    Fingerprint,
    Kinship,
    PairFinding,
    Reason,
)
from firsthand.stage import PairStage

# From this probability a derivation is kept (below .5 it moves the interval of voices alone).
LEAST_PROBABILITY = 0.3
# Where narrator 5-grams of the smaller side reach this share, copying is as likely as not.
EVEN_CONTAINED = 0.09
CONTAINED_STEEPNESS = 4.0
# Fewer common runs are a turn of phrase, whatever their share.
LEAST_COMMON_RUNS = 4
# Told again in other words: whether the order is kept (of sentences: the surprise; of rare words:
# the rank correlation), whether nothing is new and nothing left out (names, numbers, rare words),
# and how long the two are. Rounded from a logistic regression on the pairs of the lineage pile that
# were looked at twice, with contained < .3 (609 kin, of them written rewrites at weight 4; 457
# listed others; 862 unlisted at weight .25), the constant lowered for fewer false ones. In eight
# folds: 10 of 394 same-event pairs, 357 of 361 translations, 5 of 10 written rewrites; surprise,
# new names, new numbers and lengths alone gave 13, 341 and none. Chosen and measured there.
REWORDED_CONSTANT = -14.95
REWORDED_SURPRISE = 16.2
REWORDED_SURPRISE_OF_LENGTH = 14.2
REWORDED_NAMES = 5.6
REWORDED_NUMBERS = 4.65
REWORDED_CONCEPTS = 2.75
REWORDED_ORDER = 5.2
REWORDED_LENGTH = -2.0
REWORDED_LENGTHS = 2.1
USUAL_WORDS = 150
LEAST_WORDS = 60
# A common block at the same end of both reports that covers less than this is the page's.
MOST_COVER_OF_PAGE_END = 0.4
MOST_GAP_AT_PAGE_END = 0.02
# So many quoted words in common are one utterance.
LEAST_QUOTED_IN_COMMON = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePair(PairStage[Fingerprint, Kinship]):
    """Find out whether and how two reports of a masked pile are kin."""

    name: ClassVar[str] = "compare"
    version: ClassVar[int] = 6

    # "kin": whether one was made from the other; "bonds": newsroom, agency, quotations.
    asked: Literal["kin", "bonds", "both"] = "both"

    def apply(self, a: Fingerprint, b: Fingerprint) -> Kinship | None:
        """Compare two reports; None where they have nothing in common."""
        if b.report_id < a.report_id:
            a, b = b, a
        one, other = quote_each_other(open_sheet(a), open_sheet(b))
        newsroom = same_newsroom(one, other)
        agency = is_same_house(a.credit, b.credit)
        telling = None if self.asked == "bonds" else follow(one, other)
        looked = telling is not None and _may_be_kin(one, other, telling, newsroom)
        if self.asked == "kin" and not looked:
            return None
        quoting = not looked and _share_quotes(one, other)
        if not (looked or quoting or agency or newsroom >= LEAST_PROBABILITY):
            return None
        story = similar_story(one, other)
        likeness = measure(one, other, telling) if looked or quoting else None
        derivation = finding = None
        if likeness is not None and looked:
            derivation = _derive(one, other, likeness, newsroom, story)
        if likeness is not None and derivation is None:
            finding = _find_quotation(one, other, likeness)
        if not (derivation or finding or agency or newsroom >= LEAST_PROBABILITY):
            return None
        return Kinship(
            a=a.report_id,
            b=b.report_id,
            derivation=derivation,
            finding=finding,
            same_newsroom=newsroom,
            same_story=round(story, 4),
        )


def _share_quotes(one: Sheet, other: Sheet) -> bool:
    shared = np.intersect1d(quoted_shingles(one), quoted_shingles(other), assume_unique=True)
    return len(shared) >= LEAST_QUOTED_IN_COMMON - QUOTED_WIDTH + 1


def _find_quotation(one: Sheet, other: Sheet, likeness: Likeness) -> PairFinding | None:
    if quoted_in_common(one, other, likeness.overlap) < LEAST_QUOTED_IN_COMMON:
        return None
    quoted = (one.flagged(QUOTED), other.flagged(QUOTED))
    matches = [
        Match(run.start, run.end, run.other_start, run.other_end, 1.0)
        for run in likeness.overlap.runs
        if quoted[0][run.start : run.end].mean() > QUOTED_SHARE
        or quoted[1][run.other_start : run.other_end].mean() > QUOTED_SHARE
    ]
    if not matches:
        return None
    return PairFinding(
        a=one.fingerprint.report_id,
        b=other.fingerprint.report_id,
        kind="shares_quotation",
        probability=0.9,
        passages=make_passages(one, other, matches),
    )


QUOTED_SHARE = 0.6


def _may_be_kin(one: Sheet, other: Sheet, telling: Telling, newsroom: float) -> bool:
    """Say whether two reports may turn out kin, whatever stands where."""
    if newsroom >= LEAST_NEWSROOM and telling.contained >= LEAST_CONTAINED_OF_NEWSROOM:
        return True
    if _quotes_alone(one, other) >= LEAST_COVER_OF_QUOTES:
        return True
    pasted = _paste(telling)
    reworded = reworded_probability(one, other, telling)
    return 1.0 - (1.0 - pasted) * (1.0 - reworded) >= LEAST_PROBABILITY


def _quotes_alone(one: Sheet, other: Sheet) -> float:
    """Return how much two reports that hardly have words of their own have in common, else 0."""
    for sheet in (one, other):
        if int(sheet.narrated.sum()) > MOST_NARRATED_OF_QUOTES * int(sheet.account.sum()):
            return 0.0
    mine, theirs = account_shingles(one), account_shingles(other)
    smaller = min(len(mine), len(theirs))
    shared = len(np.intersect1d(mine, theirs, assume_unique=True))
    return shared / smaller if smaller >= LEAST_RUNS_OF_QUOTES else 0.0


# A digest of what others said is kin of another one by the quotations that both chose: two accounts
# that share a speech have narration of their own. On the lineage pile 1 derivation and no other.
MOST_NARRATED_OF_QUOTES = 0.3
LEAST_COVER_OF_QUOTES = 0.35
LEAST_RUNS_OF_QUOTES = 100


def _derive(
    one: Sheet, other: Sheet, likeness: Likeness, newsroom: float, story: float
) -> Derivation | None:
    pasted = pasted_probability(one, other, likeness)
    reworded = reworded_probability(one, other, likeness.telling)
    kin = 1.0 - (1.0 - pasted) * (1.0 - reworded)
    reasons = _kin_reasons(likeness, pasted, reworded)
    if newsroom >= LEAST_NEWSROOM and _has_passages(likeness, story):
        kin = max(kin, newsroom * SAME_NEWSROOM_KIN)
        reasons.append(
            Reason(name="newsroom", weight=round(_log_odds(newsroom), 3), text="same newsroom")
        )
    if kin < LEAST_PROBABILITY:
        return None
    rule = choose_kind(one, other, likeness, newsroom, reworded=is_reworded(likeness))
    return _orient(one, other, likeness, rule, round(min(kin, MOST_CERTAIN_KIN), 4), reasons)


# Furniture of their own makes two reports one newsroom's from here; with words in common one
# was then made from the other.
LEAST_NEWSROOM = 0.7
SAME_NEWSROOM_KIN = 0.85
MOST_CERTAIN_KIN = 0.995


def _has_passages(likeness: Likeness, story: float) -> bool:
    """Say whether two reports of one newsroom have enough in common to be versions."""
    return (
        story >= LEAST_STORY_OF_NEWSROOM
        and likeness.n_shared_runs >= LEAST_COMMON_RUNS
        and likeness.contained >= LEAST_CONTAINED_OF_NEWSROOM
    )


LEAST_STORY_OF_NEWSROOM = 0.35
LEAST_CONTAINED_OF_NEWSROOM = 0.04


def pasted_probability(one: Sheet, other: Sheet, likeness: Likeness) -> float:
    """Return how probable copying is by what the two have in common word for word.

    Quoted words count only where neither has much else.
    """
    if _quotes_alone(one, other) >= LEAST_COVER_OF_QUOTES:
        return COPIED_QUOTES
    elsewhere = same_newsroom(one, other) == OTHER_OUTLET
    is_prose = elsewhere and likeness.longest_run >= LEAST_RUN_OF_PROSE
    return _paste(likeness.telling, page_end=_is_page_end(likeness) and not is_prose)


COPIED_QUOTES = 0.9
# What one page sets below its articles another outlet's page does not, at such length.
LEAST_RUN_OF_PROSE = 100


def _paste(telling: Telling, *, page_end: bool = False) -> float:
    if telling.n_shared_runs < LEAST_COMMON_RUNS or telling.contained <= 0.0:
        return 0.0
    steep = CONTAINED_STEEPNESS * math.log(telling.contained / EVEN_CONTAINED)
    if page_end:
        steep = min(steep, 0.0) - 1.0
    return 1.0 / (1.0 + math.exp(-steep))


def _is_page_end(likeness: Likeness) -> bool:
    """Say whether all that is common is one block at the same end of both: the page's."""
    one, other = likeness.one, likeness.other
    if max(one.cover, other.cover) >= MOST_COVER_OF_PAGE_END or one.inner_gap > one.cover:
        return False
    at_tail = max(one.tail_gap, other.tail_gap) <= MOST_GAP_AT_PAGE_END
    at_head = max(one.head_gap, other.head_gap) <= MOST_GAP_AT_PAGE_END
    return at_tail or at_head


def reworded_probability(one: Sheet, other: Sheet, telling: Telling) -> float:
    """Return how probable it is that one account was told again in its order, in other words."""
    shorter, longer = sorted((telling.one, telling.other), key=lambda kept: kept.n_words)
    length = math.log(max(LEAST_WORDS, shorter.n_words) / USUAL_WORDS)
    names = fmean(
        UNKNOWN_SHARE if is_worn(sheet) else kept.names  # without capitals no name can be told
        for sheet, kept in ((one, telling.one), (other, telling.other))
    )
    total = (
        REWORDED_CONSTANT
        + (REWORDED_SURPRISE + REWORDED_SURPRISE_OF_LENGTH * length) * telling.surprise
        + REWORDED_NAMES * names
        + REWORDED_NUMBERS * fmean((shorter.numbers, longer.numbers))
        + REWORDED_CONCEPTS * min(shorter.concepts, longer.concepts)
        + REWORDED_ORDER * telling.same_order
        + REWORDED_LENGTH * length
        + REWORDED_LENGTHS * shorter.n_words / max(1, longer.n_words)
    )
    return 1.0 / (1.0 + math.exp(-total))


def _kin_reasons(likeness: Likeness, pasted: float, reworded: float) -> list[Reason]:
    reasons: list[Reason] = []
    if likeness.n_shared_runs:
        share = f"{likeness.contained:.2f} of the smaller one's own five-word runs are common"
        reasons.append(Reason(name="passages", weight=round(_log_odds(pasted), 3), text=share))
    if reworded >= LEAST_PROBABILITY / 10:
        reasons.append(told_again(likeness.telling, reworded))
    return reasons


def told_again(telling: Telling, reworded: float) -> Reason:
    """Say what speaks for, or against, one account having been told again in other words."""
    names = fmean((telling.one.names, telling.other.names))
    numbers = fmean((telling.one.numbers, telling.other.numbers))
    words = min(telling.one.concepts, telling.other.concepts)
    return Reason(
        name="order",
        weight=round(_log_odds(reworded), 3),
        text=(
            f"sentences agree in their order {telling.surprise:.2f} above other orders, rare words"
            f" in theirs {telling.same_order:.2f}; common are {names:.2f} of the names, "
            f"{numbers:.2f} of the numbers, {words:.2f} of the rare words"
        ),
    )


def _log_odds(probability: float) -> float:
    kept = min(0.999, max(0.001, probability))
    return math.log(kept / (1.0 - kept))


def _orient(
    one: Sheet,
    other: Sheet,
    likeness: Likeness,
    rule: Rule,
    probability: float,
    reasons: list[Reason],
) -> Derivation:
    kind = rule.kind
    order = find_order(one, other, likeness, kind)
    matches = _keep_passages(
        one, other, likeness, kind, match_sentences(one, other, likeness.overlap)
    )
    child, parent, signs, sure = one, other, order.reasons, order.probability
    sides = (likeness.one, likeness.other)
    if _other_is_child(one, other, order):
        child, parent, signs, sure = other, one, turn(order.reasons), 1.0 - order.probability
        sides = (likeness.other, likeness.one)
        matches = sorted(
            (Match(m.other_start, m.other_end, m.start, m.end, m.similarity) for m in matches),
            key=lambda m: (m.start, m.other_start, m.end),
        )
    reworded = kind in ("rewrite", "translation")
    shares = [
        _matched_share(child, [(m.start, m.end) for m in matches]),
        _matched_share(parent, [(m.other_start, m.other_end) for m in matches]),
    ]
    return Derivation(
        child=child.fingerprint.report_id,
        parent=parent.fingerprint.report_id,
        kind=kind,
        kind_probability=rule.probability,
        degraded=is_degraded(child) and not is_degraded(parent),
        probability=probability,
        direction_probability=round(sure, 4),
        child_share=round(shares[0] if reworded else sides[0].cover, 4),
        parent_share=round(shares[1] if reworded else sides[1].cover, 4),
        reasons=(*reasons, *signs),
        passages=make_passages(child, parent, matches),
    )


def _other_is_child(one: Sheet, other: Sheet, order: Order) -> bool:
    if order.probability != 0.5:
        return order.probability < 0.5
    return _rank(other.fingerprint) > _rank(one.fingerprint)


def _rank(fingerprint: Fingerprint) -> tuple[int, str]:
    """Order reports of which nothing shows the order: by day, undated last, then by id."""
    day = fingerprint.published_on
    return (day.toordinal() if day else 1 << 30, fingerprint.report_id)


# A pasted sentence stands word for word to this share; a revised one may agree in other words.
LEAST_VERBATIM_OF_PASTED = 0.4
LEAST_SIMILARITY_OF_REVISED = 0.6


def _keep_passages(
    one: Sheet, other: Sheet, likeness: Likeness, kind: DerivationKind, matches: list[Match]
) -> list[Match]:
    """Drop what corresponds only as page furniture, and chance agreement beside a paste.

    Furniture that goes on where a kept passage ends, in both reports, was pasted with it.
    """
    kept: list[Match] = []
    pending: list[Match] = []  # furniture in one run with the match before it
    for match in matches:
        verbatim = _verbatim_share(likeness, match)
        same = verbatim >= LEAST_VERBATIM_OF_PASTED
        if kind == "excerpt" and not same:
            continue
        if kind == "revision" and not same and match.similarity < LEAST_SIMILARITY_OF_REVISED:
            continue
        if pending and not _goes_on(pending[-1], match):
            pending = []
        if kind != "revision" and (
            _mostly_page(one, match.start, match.end)
            and _mostly_page(other, match.other_start, match.other_end)
        ):
            if not same:
                continue
            if kept and _goes_on(kept[-1], match):
                kept.append(match)
            else:
                pending.append(match)
            continue
        kept.extend(pending)
        pending = []
        kept.append(match)
    return kept


def _goes_on(before: Match, match: Match) -> bool:
    return before.end == match.start and before.other_end == match.other_start


def _mostly_page(sheet: Sheet, start: int, end: int) -> bool:
    page = (sheet.marks[start:end] & FURNITURE) != 0
    return 2 * int(page.sum()) > end - start


def _verbatim_share(likeness: Likeness, match: Match) -> float:
    partners = likeness.overlap.partner[match.start : match.end]
    inside = (partners >= match.other_start) & (partners < match.other_end)
    shorter = min(match.end - match.start, match.other_end - match.other_start)
    return float(inside.sum()) / max(1, shorter)


def _matched_share(sheet: Sheet, spans: list[tuple[int, int]]) -> float:
    hit = np.zeros(len(sheet), np.bool_)
    for start, end in spans:
        hit[start:end] = True
    total = int(sheet.account.sum())
    return float((hit & sheet.account).sum()) / total if total else 0.0
