"""One quotation, wherever it stands: variants linked over reports, and what they changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.ledger.unmarked import find_carried
from firsthand.ledger.wording import is_part, list_edits, overlap_agrees, spoken_words
from firsthand.records import Derivation, Edit, Occurrence, Quote, Report, ReportId, Span, Utterance
from firsthand.text.segment import has_lost_punctuation
from firsthand.text.speakers import GROUPS, ORGANIZATIONS, PRONOUNS, ROLES, TITLES

# METHODS section 1: a variant in another report is found by partial ratio at AUC .96; 65 is the
# bound given there for the same or an unknown speaker.
LEAST_LIKENESS = 65.0
# Where a derivation already says that two reports are one text, a translated quotation may keep
# little of its wording ("zero question" -> "no questions").
LEAST_LIKENESS_IN_COPIES = 45.0
LEAST_LIKENESS_OF_OTHERS = 88.0  # two named speakers: the same words in another mouth
LEAST_SHARED_SHARE = 0.4  # of the shorter one's content words
LEAST_WORDS_OF_OWN = 6  # shorter ones ("I love it") are said by many, and often
MOST_QUOTES_PER_WORD = 60
_LIGHT = frozenset(
    """a an and are as at be been but by for from had has have he her his i if in into is it its no
    not of on or our she so some than that the their them then there they this to us was we were
    what when which who will with would you your all more about can""".split()
)


@dataclass(slots=True)
class _Item:
    """An utterance with its words."""

    index: int
    report_id: ReportId
    start: int
    end: int
    text: str
    words: list[str]
    speaker: str | None
    marked: bool
    pull: bool = False
    content: set[str] = field(init=False)  # the words that tell quotations apart

    def __post_init__(self) -> None:
        self.content = {w for w in self.words if w not in _LIGHT} or set(self.words)


@dataclass(slots=True)
class _Links:
    """Which items are one utterance."""

    parent: list[int] = field(default_factory=list)

    def find(self, a: int) -> int:
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = self.parent[a]
        return a

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self.parent[max(a, b)] = min(a, b)


def link_quotes(
    utterances: Sequence[Utterance],
    reports: Sequence[Report],
    derivations: Sequence[Derivation],
) -> tuple[Quote, ...]:
    """Link the quotations of a pile: one Quote per utterance, with all its occurrences.

    Returns:
        In order of their first occurrence; those of a report that lost its marks included.
    """
    texts = {r.id: r.text for r in reports}
    items = _make_items(utterances, texts)
    copies = _copies(derivations)
    children = {d.child for d in derivations if d.direction_probability > 0.5}
    items = _add_carried(items, reports, texts)
    _name_bare_speakers(items)
    links = _Links(list(range(len(items))))
    for a, b in _candidates(items):
        if _is_same(a, b, copies):
            links.join(a.index, b.index)
    _link_aligned(items, derivations, links)
    groups: dict[int, list[_Item]] = defaultdict(list)
    for item in items:
        groups[links.find(item.index)].append(item)
    quotes = [_make_quote(group, children, derivations) for group in groups.values()]
    return tuple(sorted(quotes, key=lambda q: (q.occurrences[0].span, q.id)))


def _make_items(utterances: Sequence[Utterance], texts: Mapping[ReportId, str]) -> list[_Item]:
    out: list[_Item] = []
    for u in sorted(utterances, key=lambda u: (u.span.report_id, u.span.start, u.span.end)):
        text = texts[u.span.report_id][u.span.start : u.span.end]
        words = spoken_words(text)
        if words:
            out.append(
                _Item(
                    index=len(out),
                    report_id=u.span.report_id,
                    start=u.span.start,
                    end=u.span.end,
                    text=text,
                    words=words,
                    speaker=u.speaker,
                    marked=u.marked,
                    pull=u.pull,
                )
            )
    return out


def _copies(derivations: Sequence[Derivation]) -> set[tuple[ReportId, ReportId]]:
    return {p for d in derivations for p in ((d.child, d.parent), (d.parent, d.child))}


def _add_carried(
    items: list[_Item], reports: Sequence[Report], texts: Mapping[ReportId, str]
) -> list[_Item]:
    """Add the quotations that reports without marks carry; they replace what rules guessed."""
    bare = [r for r in reports if has_lost_punctuation(r.text)]
    known = [(i.report_id, i.text) for i in items if i.marked]
    found: list[Span] = []
    for report in bare:
        found.extend(find_carried(report, [t for r, t in known if r != report.id]))
    kept = [i for i in items if not _is_replaced(i, found)]
    for span in found:
        guesses = [i for i in items if not i.marked and _touches(i, span)]
        text = texts[span.report_id][span.start : span.end]
        kept.append(
            _Item(
                index=0,
                report_id=span.report_id,
                start=span.start,
                end=span.end,
                text=text,
                words=spoken_words(text),
                speaker=guesses[0].speaker if guesses else None,
                marked=False,
            )
        )
    kept.sort(key=lambda i: (i.report_id, i.start, i.end))
    for index, item in enumerate(kept):
        item.index = index
    return kept


def _name_bare_speakers(items: Sequence[_Item]) -> None:
    """Give speakers of texts without capitals the one full name that the pile has for them."""
    full: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.marked and item.speaker is not None and not _is_vague(item.speaker):
            full[_name_words(item.speaker)[-1]].add(item.speaker)
    for item in items:
        if item.speaker is None or item.marked or not item.speaker.islower():
            continue
        known = {n for n in full[_name_words(item.speaker)[-1]] if same_speaker(n, item.speaker)}
        longest = max(known, key=lambda n: (len(n.split()), n), default=None)
        if longest is not None and all(same_speaker(n, longest) for n in known):
            item.speaker = longest


def _touches(item: _Item, span: Span) -> bool:
    return item.report_id == span.report_id and item.start < span.end and span.start < item.end


def _is_replaced(item: _Item, found: Iterable[Span]) -> bool:
    return not item.marked and any(_touches(item, s) for s in found)


# ---------------------------------------------------------------- which are one utterance


def _candidates(items: Sequence[_Item]) -> list[tuple[_Item, _Item]]:
    """Pair the items that share their rarer words: never all pairs."""
    holders: dict[str, list[int]] = defaultdict(list)
    for item in items:
        for word in item.content:
            holders[word].append(item.index)
    shared: Counter[tuple[int, int]] = Counter()
    for word in sorted(holders):
        known = holders[word]
        if len(known) > MOST_QUOTES_PER_WORD:
            continue
        for position, a in enumerate(known):
            for b in known[position + 1 :]:
                shared[(a, b)] += 1
    pairs: list[tuple[_Item, _Item]] = []
    for (a, b), n in sorted(shared.items()):
        least = min(len(items[a].content), len(items[b].content))
        if n >= min(2, least):
            pairs.append((items[a], items[b]))
    return pairs


def _is_same(a: _Item, b: _Item, copies: set[tuple[ReportId, ReportId]]) -> bool:
    short, long = _by_length(a, b)
    if len(short.words) < 2 and short.words != long.words:
        return False
    same = same_speaker(a.speaker, b.speaker)
    telling = len(short.content - _LIGHT)
    if is_part(short.words, long.words) and (len(short.words) >= 3 or len(long.words) <= 5):
        if len(short.words) < LEAST_WORDS_OF_OWN:
            return (same is True and telling >= 1) or (same is None and telling >= 2)
        return same is not False or telling >= 3
    if telling < 2 or (a.report_id == b.report_id and not (a.pull or b.pull)):
        return False
    likeness = _likeness(short, long)
    shared = len(short.content & long.content) / len(short.content)
    if same is False:
        return likeness >= LEAST_LIKENESS_OF_OTHERS and telling >= 4 and shared >= 0.6
    if (a.report_id, b.report_id) in copies:
        return likeness >= LEAST_LIKENESS and shared >= LEAST_SHARED_SHARE / 2
    return likeness >= LEAST_LIKENESS and shared >= LEAST_SHARED_SHARE and len(short.words) >= 3


def _likeness(short: _Item, long: _Item) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.partial_ratio(" ".join(short.words), " ".join(long.words)))


def same_speaker(a: str | None, b: str | None) -> bool | None:
    """Say whether two names may mean one speaker; None where one is unknown or a group."""
    if a is None or b is None:
        return None
    x, y = _name_words(a), _name_words(b)
    if not x or not y:
        return None
    if x[-1] == y[-1]:
        return len(x) == 1 or len(y) == 1 or x[0][0] == y[0][0]
    if set(x) & set(y) - {"of", "the"}:
        return None
    vague = GROUPS | ROLES | ORGANIZATIONS | PRONOUNS
    if set(x) & vague and set(y) & vague:
        return None
    return False


def _name_words(name: str) -> list[str]:
    words = [w for w in re.findall(r"[^\W_]+", name.casefold()) if w not in TITLES]
    return words or re.findall(r"[^\W_]+", name.casefold())


def _link_aligned(items: Sequence[_Item], derivations: Sequence[Derivation], links: _Links) -> None:
    """Link the quotations of a copy to those of its parent that stand at the same place."""
    by_report: dict[ReportId, list[_Item]] = defaultdict(list)
    for item in items:
        by_report[item.report_id].append(item)
    for derivation in sorted(derivations, key=lambda d: (d.child, d.parent)):
        ours = by_report.get(derivation.child, [])
        theirs = by_report.get(derivation.parent, [])
        linked = {links.find(i.index) for i in ours} & {links.find(i.index) for i in theirs}
        # What has its counterpart already is not given a second, less alike one.
        free = [o for o in theirs if links.find(o.index) not in linked]
        for item in ours:
            if links.find(item.index) in linked:
                continue
            best = _counterpart(item, free, derivation)
            if best is not None:
                links.join(item.index, best.index)


def _counterpart(item: _Item, theirs: Sequence[_Item], derivation: Derivation) -> _Item | None:
    """Find the parent's quotation at the place that a copy's one came from."""
    places = [
        p.parent
        for p in derivation.passages
        if p.child.start < item.end and item.start < p.child.end
    ]
    best: tuple[float, int, _Item] | None = None
    for position, other in enumerate(theirs):
        placed = any(p.start < other.end and other.start < p.end for p in places)
        if places and not placed:
            continue
        short, long = (item, other) if len(item.words) <= len(other.words) else (other, item)
        likeness = _likeness(short, long)
        same = same_speaker(item.speaker, other.speaker)
        least = LEAST_LIKENESS_IN_COPIES if placed or same else LEAST_LIKENESS
        balanced = len(short.words) * 3 >= len(long.words) or placed
        if likeness < least or not balanced or (same is False and not placed):
            continue
        if best is None or likeness > best[0]:
            best = (likeness, -position, other)
    return best[2] if best else None


# ---------------------------------------------------------------- one quote


def _make_quote(
    group: Sequence[_Item], children: set[ReportId], derivations: Sequence[Derivation]
) -> Quote:
    canonical = max(
        group,
        key=lambda i: (
            i.report_id not in children and i.marked,
            i.marked,
            not i.pull,
            len(i.words),
            [-ord(c) for c in i.report_id],
            -i.start,
        ),
    )
    speaker = _best_speaker(group, canonical)
    parents = {d.child: d.parent for d in derivations}
    occurrences = [
        _occurrence(item, group, canonical, parents, speaker)
        for item in sorted(group, key=lambda i: (i.report_id, i.start, i.end))
    ]
    key = f"{speaker or ''}|{' '.join(canonical.words)}"
    return Quote(
        id="q-" + hashlib.sha256(key.encode()).hexdigest()[:10],
        speaker=speaker,
        canonical=canonical.text,
        occurrences=tuple(occurrences),
    )


def _best_speaker(group: Sequence[_Item], canonical: _Item) -> str | None:
    """Choose the name that most occurrences agree on, in its fullest form."""
    named = [i.speaker for i in group if i.speaker is not None and i.marked]
    named = named or [i.speaker for i in group if i.speaker is not None]
    if not named:
        return None
    votes: Counter[str] = Counter()
    for name in named:
        for other in named:
            if same_speaker(name, other):
                votes[name] += 1
    if canonical.speaker is not None:
        votes[canonical.speaker] += 1
    named_first = {n: v for n, v in votes.items() if not _is_vague(n)} or dict(votes)
    best = max(named_first.values())
    agreed = [n for n, v in named_first.items() if v == best]
    lead = min(agreed, key=lambda n: (n != canonical.speaker, n))
    fuller = [
        n
        for n in named
        if (same_speaker(n, lead) or _is_less_of(lead, n)) and len(n.split()) > len(lead.split())
    ]
    is_single = len(_name_words(lead)) == 1
    return max(fuller, key=lambda n: (-len(n.split()), n)) if fuller and is_single else lead


def _is_vague(name: str) -> bool:
    """Say whether it describes instead of naming: "reporters in the capital"."""
    return not name[:1].isupper() or bool(set(_name_words(name)) & (GROUPS | ROLES))


def _occurrence(
    item: _Item,
    group: Sequence[_Item],
    canonical: _Item,
    parents: Mapping[ReportId, ReportId],
    speaker: str | None,
) -> Occurrence:
    # Whom a text without marks means is a guess; the linked occurrences know.
    own = item.speaker if item.speaker and (item.marked or not speaker) else speaker
    if speaker is not None and own is not None:
        if same_speaker(own, speaker):
            own = max((own, speaker), key=lambda n: (len(n.split()), n))
        elif _is_less_of(own, speaker):
            own = speaker
    edits = _differences(item, group, canonical, parents)
    return Occurrence(
        span=Span(report_id=item.report_id, start=item.start, end=item.end),
        speaker=own,
        altered=bool(edits),
        differences=edits,
    )


def _is_less_of(name: str, fuller: str) -> bool:
    """Say whether a name leaves open whom a fuller one gives: "the minister", "Lena" of "Lena Orr".

    The words quoted are the same, so that it is the one who is named elsewhere.
    """
    if _is_vague(fuller):
        return False
    part = set(_name_words(name)) < set(_name_words(fuller))
    return part or (_is_vague(name) and same_speaker(name, fuller) is not True)


def _differences(
    item: _Item,
    group: Sequence[_Item],
    canonical: _Item,
    parents: Mapping[ReportId, ReportId],
) -> tuple[Edit, ...]:
    """Hold an occurrence against its parent's words, else against the canonical form."""
    if item is canonical:
        return ()
    parent = parents.get(item.report_id)
    originals = [i for i in group if i is not item and i.report_id == parent]
    against = originals or [canonical]
    others = [i for i in group if i is not item and i.marked and i.report_id != item.report_id]
    if any(overlap_agrees(item.words, o.words) for o in [*against, *others]):
        return _truncation(item, originals)
    best = max(against, key=lambda o: (_likeness(*_by_length(item, o)), -o.start))
    edits = list(list_edits(best.text, item.text))
    if re.search(r"[\"“”]", item.text):
        edits.append(Edit(before="", after='"', kind="moved_quote_mark", severity="medium"))
    return tuple(edits)


def _by_length(a: _Item, b: _Item) -> tuple[_Item, _Item]:
    return (a, b) if len(a.words) <= len(b.words) else (b, a)


def _truncation(item: _Item, originals: Sequence[_Item]) -> tuple[Edit, ...]:
    """Say where a copy breaks a sentence off that its parent finishes."""
    if not item.marked or re.search(r"[.!?…,]\W*$", item.text):
        return ()
    for original in originals:
        if is_part(item.words, original.words) and item.words != original.words:
            at = " ".join(original.words).find(" ".join(item.words)) + len(" ".join(item.words))
            rest = " ".join(original.words)[at:].strip()
            if rest:
                return (Edit(before=rest, after="", kind="truncation", severity="medium"),)
    return ()
