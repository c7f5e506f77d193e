"""Put reports of one happening into one story."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.records import Anchor, Derivation, Lineage, Marked, ReportId, Story
from firsthand.stories.title import choose_title
from firsthand.stories.weigh import weigh_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How alike accounts must be to tell of one happening.

    The trade: splitting a happening costs it corroboration, joining two costs a reader a glance.
    So of 66 piles of 4 to 20 reports of one ECB+ sub-topic 86 in 100 stay whole (99 in 100 of the
    reports stand in the largest story), while of look-alikes (same kind of event, other people)
    set among them 42 in 100 stand apart; at three times the likeness it would be 32 and 77.

    The likeness asked for grows with the logarithm of the number of reports: of forty reports
    that somebody gathered almost every two tell of one event, of a day's stream almost none do.
    """

    # Two reports of one happening; mean over all pairs of a story and a report.
    small_pile_similarity: float = 0.025
    similarity_per_doubling: float = 0.022
    most_similarity: float = 0.18
    # Reports of one happening stand close in time: each day between costs this much likeness in
    # a stream of 4,000 reports, next to nothing in a pile of forty.
    cost_per_day: float = 0.02

    def least_similarity(self, n_reports: int) -> float:
        """Return the mean cosine that a report and a story must have, by the size of the pile."""
        return min(
            self.most_similarity,
            self.small_pile_similarity + self.similarity_per_doubling * _doublings(n_reports),
        )

    def cost_of_gap(self, days: int, n_reports: int) -> float:
        """Return the likeness that a gap of so many days costs, by the size of the pile."""
        share = min(1.0, _doublings(n_reports) / DOUBLINGS_OF_A_STREAM)
        return days * self.cost_per_day * share**2


def _doublings(n_reports: int) -> float:
    return math.log2(max(n_reports, GATHERED_PILE) / GATHERED_PILE)


@dataclass(slots=True)
class _Group:
    members: list[int]
    weights: dict[str, float] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None


# A pile of so few reports was gathered by somebody, on one event: any likeness will do.
GATHERED_PILE = 8
DOUBLINGS_OF_A_STREAM = 9
# Words that stand in more stories than this do not propose a story (they still count in the
# likeness): keeps a pile of 4,000 near linear.
MOST_STORIES_PER_WORD = 60
WORDS_THAT_PROPOSE = 30
MOST_CANDIDATES = 12
MOST_PASSES = 3
# An excerpt that covers less of its host than this leaves the host free to tell of another event.
LEAST_SHARE_THAT_BINDS = 0.5


def group_stories(
    marked: Sequence[Marked],
    lineage: Lineage,
    anchors: Sequence[Anchor],
    *,
    grouping: Grouping | None = None,
) -> tuple[Story, ...]:
    """Group reports by happening, derivations kept together.

    A small pile is split only where a report shares next to nothing with the others.

    Returns:
        Every report in exactly one story; larger stories first, then by day and id.
    """
    ordered = sorted(marked, key=lambda item: item.report.id)
    anchored = {anchor.report_id: anchor.on for anchor in anchors if anchor.on}
    days = [anchored.get(m.report.id) or m.report.published_on for m in ordered]
    about = weigh_reports(ordered)
    place = {m.report.id: i for i, m in enumerate(ordered)}
    groups = [
        _gather(members, about, days)
        for members in _families(lineage.derivations, place, len(ordered))
    ]
    for _ in range(MOST_PASSES):
        merged = _merge(groups, grouping or Grouping(), len(ordered))
        if len(merged) == len(groups):
            break
        groups = merged
    stories = [_tell(group, ordered, days) for group in groups]
    latest = dt.date.max
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.first_on or latest, s.id)))


def _families(
    derivations: Iterable[Derivation], place: Mapping[ReportId, int], n_reports: int
) -> list[list[int]]:
    """Join what derives from each other, but not through an excerpt in another report."""
    parent = list(range(n_reports))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for derivation in derivations:
        partial = derivation.kind == "excerpt" and derivation.child_share < LEAST_SHARE_THAT_BINDS
        if partial or derivation.child not in place or derivation.parent not in place:
            continue
        a, b = find(place[derivation.child]), find(place[derivation.parent])
        parent[max(a, b)] = min(a, b)
    families: dict[int, list[int]] = defaultdict(list)
    for i in range(n_reports):
        families[find(i)].append(i)
    return list(families.values())


def _gather(
    members: list[int], about: Sequence[Mapping[str, float]], days: Sequence[dt.date | None]
) -> _Group:
    weights: dict[str, float] = defaultdict(float)
    for i in members:
        for root, weight in about[i].items():
            weights[root] += weight
    known = [day.toordinal() for i in members if (day := days[i])]
    return _Group(
        members=list(members),
        weights=dict(weights),
        first=min(known, default=None),
        last=max(known, default=None),
    )


def _merge(groups: list[_Group], grouping: Grouping, n_reports: int) -> list[_Group]:
    """Take the groups in order of time; each joins the likest one before it, or stands alone."""
    ordered = sorted(groups, key=lambda g: (g.first or 0, g.members))
    stories: list[_Group] = []
    index: dict[str, list[int]] = defaultdict(list)
    for group in ordered:
        best, at = grouping.least_similarity(n_reports), -1
        for candidate in _propose(group, index, stories):
            story = stories[candidate]
            likeness = _liken(group, story) - grouping.cost_of_gap(_gap(group, story), n_reports)
            if likeness >= best:
                best, at = likeness, candidate
        if at < 0:
            at = len(stories)
            stories.append(_Group(members=[]))
        _join(stories[at], group)
        for root in group.weights:
            holders = index[root]
            if at not in holders[-MOST_STORIES_PER_WORD:]:
                holders.append(at)
    return stories


def _propose(group: _Group, index: Mapping[str, list[int]], stories: Sequence[_Group]) -> list[int]:
    """Return the stories that share most of the weightiest words."""
    weighty = sorted(group.weights.items(), key=lambda item: (-item[1], item[0]))
    shared: dict[int, float] = defaultdict(float)
    for root, weight in weighty[:WORDS_THAT_PROPOSE]:
        for at in index.get(root, ())[-MOST_STORIES_PER_WORD:]:
            story = stories[at]
            shared[at] += weight * story.weights[root] / len(story.members)
    return sorted(shared, key=lambda at: (-shared[at], at))[:MOST_CANDIDATES]


def _liken(a: _Group, b: _Group) -> float:
    """Return the mean cosine of a report of one and a report of the other."""
    few, many = (
        (a.weights, b.weights) if len(a.weights) <= len(b.weights) else (b.weights, a.weights)
    )
    dot = sum(weight * many.get(root, 0.0) for root, weight in few.items())
    return dot / (len(a.members) * len(b.members))


def _gap(a: _Group, b: _Group) -> int:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(0, a.first - b.last, b.first - a.last)


def _join(story: _Group, group: _Group) -> None:
    weights = story.weights
    for root, weight in group.weights.items():
        weights[root] = weights.get(root, 0.0) + weight
    story.members = sorted(story.members + group.members)
    story.first = min((d for d in (story.first, group.first) if d is not None), default=None)
    story.last = max((d for d in (story.last, group.last) if d is not None), default=None)


def _tell(group: _Group, ordered: Sequence[Marked], days: Sequence[dt.date | None]) -> Story:
    reports = tuple(ordered[i].report.id for i in group.members)
    known = [day for i in group.members if (day := days[i])]
    digest = hashlib.sha256("\n".join(reports).encode()).hexdigest()
    return Story(
        id=f"s-{digest[:12]}",
        reports=reports,
        title=choose_title([ordered[i] for i in group.members], group.weights),
        first_on=min(known, default=None),
        last_on=max(known, default=None),
    )
