"""Quotation marks: which words stand inside them, also where a mark is lost or misplaced.

The marks of a paragraph are read together: every mark opens, closes or is stray, and the
cheapest reading of the whole paragraph wins. So a closing mark that a machine translation glued
to the following word (`soldiers, "said Pell`) still closes, and one lost mark costs its own
paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal

from firsthand.text.cues import DOCUMENT_NOUNS, NAMING_CUES, QUOTE_CUES
from firsthand.text.paragraphs import find_paragraphs

QuotedKind = Literal["speech", "scare", "keyword"]

# A quotation whose other mark is lost may be anything: METHODS section 3 found a cap of 100 words
# to bring back most reports that one lost mark had masked whole.
MOST_WORDS_WITHOUT_MARK = 100
# Fewer words than this are speech only with a cue beside them.
LEAST_WORDS_OF_SPEECH = 6
MOST_WORDS_IN_SINGLE_MARKS = 120
MOST_WORDS_OF_TITLE = 12

_DOUBLE = re.compile(r"""["“”„‟«»″]|``|(?<!')''(?!')""")
_SINGLE_OPENS = re.compile(r"""(?<![\w'’‘"])[‘'](?=[\w“"\[(])""")
_SINGLE_CLOSES = re.compile(r"""(?<=[\w.,!?…\])“”"])['’](?![\w'’])""")
_OPENERS = "“„‟«"
_CLOSERS = "”»″"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'\-]*|\b[A-Z]\.)\s+$")
_NAME_AFTER = re.compile(r"\s+[A-Z]")
# "read", "wrote", "sang" take the name of a work as often as words that somebody said.
_CUES_OF_TITLES = frozenset("read reads wrote writes sang singing quoted posted".split())
_TERMINAL = ".!?…"
_ELISIONS = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n|round|bout|tude)\b", re.IGNORECASE)
_SUBJECT = r"(?:he|she|they|it|the\s+\w+|[A-Z][\w.\-]*(?:\s+[A-Z][\w.\-]*){0,3})"
_SAID = r"(?:said|says|told|added|wrote|tweeted|asked|explained|declared|insisted|stated|warned)"
_CUE_CLAUSE = re.compile(rf"[,.!?]\s+(?:{_SUBJECT}\s+{_SAID}|{_SAID}\s+{_SUBJECT})\b")
# `protect the Valley." staff "and that`: a mark moved into the quotation, its partner swapped.
_MOVED = re.compile(
    r"""[.,]\s?"(?=\s+(?:[a-z]+[,.]?\s+|in\s+[A-Z]\w+,?\s+){1,3}"
    (?:and|but|or|that|which|according|said|says|told|added|he|she|they|while|as|in)\b)""",
    re.VERBOSE,
)
_TEXT_TO = re.compile(
    r"(?:text|texting|type|typing|enter|dial|keyword|password|code|hashtag|send)\W*$", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:term|word|words|phrase|nicknamed|nickname|titled|entitled|so-called|known\s+as|named|"
    r"aka|dubbed|film|movie|song|book|novel|album|show|series|play|poem|episode|podcast|"
    r"referred\s+to\s+as)\W*$",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    """and or but nor to in on at of for from by with as if that which who while when where after
    before during because than then is was were are be been has had have will would could should
    may might the a an this his her its their our into over under about against through between
    amid he she they it we i""".split()
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|should|must|"
    r"may|might|shall|won't|don't|can't|\w+n['’]t|\w+['’](?:s|re|ve|ll|m|d)|get|got|go|going|"
    r"want|need|make|made|know|think|let|stop|keep|take|give|come|see|say|feel|believe)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRegion:
    """Words in quotation marks, with and without their marks.

    A quotation that runs over paragraphs gives one region a paragraph; all but the last are not
    closed and go on.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    kind: QuotedKind
    opened: bool = True  # false where the opening mark is lost
    goes_on: bool = False  # the next paragraph opens with a mark and is still the same quotation


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    may_open: float  # what it costs to read it as an opening mark
    may_close: float


def quoted_regions(text: str) -> list[QuotedRegion]:
    """Find the words in quotation marks.

    Returns:
        In text order, never overlapping; a quotation inside a quotation is part of the outer one.
    """
    return list(_read_regions(text))


@lru_cache(maxsize=4)  # who is quoted, who says so and what is claimed all ask for the same text
def _read_regions(text: str) -> tuple[QuotedRegion, ...]:
    lines = list(find_paragraphs(text))
    regions: list[QuotedRegion] = []
    for index, (start, end) in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        found = _double_regions(text, start, end, following)
        taken = [(r.outer_start, r.outer_end) for r in found]
        found.extend(_single_regions(text, start, end, taken, following))
        regions.extend(_outermost(found))
    return tuple(_join_listed(text, regions))


def _join_listed(text: str, regions: Sequence[QuotedRegion]) -> list[QuotedRegion]:
    """Give `shouted "..." and "..."` one kind."""
    out: list[QuotedRegion] = []
    for region in regions:
        between = text[out[-1].outer_end : region.outer_start] if out else "."
        listed = re.fullmatch(r"\s*,?\s*(?:and|or|then)?\s*,?\s*", between) is not None
        if listed and "\n" not in between and out[-1].kind == "speech" and region.kind == "scare":
            region = replace(region, kind="speech")
        out.append(region)
    return out


# ---------------------------------------------------------------- double marks


def _double_regions(
    text: str, start: int, end: int, following: tuple[int, int] | None
) -> list[QuotedRegion]:
    found = list(_DOUBLE.finditer(text, start, end))
    if not found:
        return []
    straight = [m for m in found if m.group()[0] in "\"`'"]
    curved = [m for m in found if m.group()[0] not in "\"`'"]
    if straight and curved and len(straight) % 2 == 0 and _is_balanced(curved):
        outer = _read_marks(text, start, end, straight, following)
        inner = _read_marks(text, start, end, curved, following)
        return _outermost([*outer, *inner])
    return _read_marks(text, start, end, found, following)


def _is_balanced(marks: Sequence[re.Match[str]]) -> bool:
    depth = 0
    for mark in marks:
        depth += 1 if mark.group() in _OPENERS else -1
        if depth not in (0, 1):
            return False
    return depth == 0


def _outermost(regions: Iterable[QuotedRegion]) -> list[QuotedRegion]:
    out: list[QuotedRegion] = []
    for region in sorted(regions, key=lambda r: (r.outer_start, -r.outer_end)):
        if not out or region.outer_start >= out[-1].outer_end:
            out.append(region)
    return out


def _read_marks(
    text: str,
    start: int,
    end: int,
    found: Sequence[re.Match[str]],
    following: tuple[int, int] | None,
) -> list[QuotedRegion]:
    moved = {m.end() for m in _MOVED.finditer(text, start, end) if not _cue_between(text, m.end())}
    marks = [_weigh_mark(text, start, end, m) for m in found]
    marks = _shift_marks([m for m in marks if not _is_inches(text, m)], moved)
    goes_on = following is not None and _may_go_on(text, (start, end), following)
    roles = _cheapest_roles(marks, end_open_cost=0.4 if goes_on else 0.8 if moved else 1.5)
    return _make_regions(text, (start, end), list(zip(marks, roles, strict=True)), goes_on)


def _weigh_mark(text: str, start: int, end: int, match: re.Match[str]) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    mark = match.group()
    if mark in _OPENERS:
        return _Mark(match.start(), match.end(), 0.0, 2.5)
    if mark in _CLOSERS:
        # Some captures close with the mark that opens ("” word"): dear, but possible.
        cost = 1.5 if before.isspace() and not after.isspace() else 2.5
        return _Mark(match.start(), match.end(), cost, 0.0)
    if mark == "``":
        return _Mark(match.start(), match.end(), 0.0, 2.5)
    opens = before.isspace() or before in "([{—–-/'‘"
    closes = after.isspace() or after in ".,;:!?)]}—–-/'’"
    if opens and not closes:
        return _Mark(match.start(), match.end(), 0.0, 1.0)
    if closes and not opens:
        return _Mark(match.start(), match.end(), 1.0, 0.0)
    return _Mark(match.start(), match.end(), 0.3, 0.2)


def _cue_between(text: str, start: int) -> bool:
    """Say whether a speaker stands before the next mark: `..., " she said, "and ...`."""
    words = {w.casefold() for w in _WORD.findall(text[start : text.find('"', start)])}
    return not words.isdisjoint(QUOTE_CUES | {"he", "she", "they", "it", "i", "we"})


def _shift_marks(marks: Sequence[_Mark], moved: Collection[int]) -> list[_Mark]:
    """Drop marks that moved into their quotation; their partner closes, later ones may open."""
    out: list[_Mark] = []
    shifted = partner = False
    for mark in marks:
        if mark.end in moved:
            shifted = partner = True
        elif partner:
            out.append(replace(mark, may_open=2.0, may_close=0.0))
            partner = False
        else:
            out.append(replace(mark, may_open=min(mark.may_open, 0.2)) if shifted else mark)
    return out


def _is_inches(text: str, mark: _Mark) -> bool:
    before = text[max(0, mark.start - 1) : mark.start]
    return (
        text[mark.start] in '"″'
        and before.isdigit()
        and mark.may_open >= 1.0
        and _is_lone(text, mark)
    )


def _is_lone(text: str, mark: _Mark) -> bool:
    line = text[text.rfind("\n", 0, mark.start) + 1 : mark.start]
    return len(_DOUBLE.findall(line)) % 2 == 0


def _may_go_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Say whether the next paragraph opens with a mark after a full sentence of this one."""
    lead = text[following[0] : following[1]].lstrip()[:1]
    last = text[line[0] : line[1]].rstrip()[-1:]
    return bool(lead) and lead in '"“„«' and last in ".!?…:;,"


def _cheapest_roles(marks: Sequence[_Mark], *, end_open_cost: float) -> list[str]:
    """Read every mark as O (opens), C (closes), L (closes, its opening is lost), R (opens,
    the one before was never closed) or S (stray), at the least cost for the paragraph.
    """
    out_cost, in_cost = 0.0, float("inf")
    # For each mark the role by which a reading that ends outside, or inside, quoted words got
    # there; every role is reached from one side alone, so that the way back is plain.
    to_out: list[str] = []
    to_in: list[str] = []
    for mark in marks:
        stray = _stray_cost(mark)
        entered, role_in = min(
            (out_cost + mark.may_open, "O"),
            (in_cost + mark.may_open + 2.0, "R"),
            (in_cost + stray + 0.4, "S"),
            key=lambda pair: pair[0],
        )
        left, role_out = min(
            (in_cost + mark.may_close, "C"),
            (out_cost + mark.may_close + 1.7, "L"),
            (out_cost + stray, "S"),
            key=lambda pair: pair[0],
        )
        out_cost, in_cost = left, entered
        to_out.append(role_out)
        to_in.append(role_in)
    inside = in_cost + end_open_cost < out_cost
    roles: list[str] = []
    for role_out, role_in in zip(reversed(to_out), reversed(to_in), strict=True):
        roles.append(role_in if inside else role_out)
        inside = roles[-1] in ("R", "S", "C") if inside or roles[-1] == "C" else False
    return roles[::-1]


def _stray_cost(mark: _Mark) -> float:
    """The clearer a mark's role, the dearer to set it aside."""
    return 0.9 + max(mark.may_open, mark.may_close)


def _make_regions(
    text: str, line: tuple[int, int], marks: Sequence[tuple[_Mark, str]], goes_on: bool
) -> list[QuotedRegion]:
    out: list[QuotedRegion] = []
    opened: _Mark | None = None
    floor = line[0]
    for mark, role in marks:
        if role in "OR":
            if opened is not None:
                _keep(out, _unclosed(text, opened, mark.start))
            opened = mark
        elif role == "C" and opened is not None:
            _keep(out, _region(text, opened.end, mark.start, (opened.start, mark.end)))
            opened = None
            floor = mark.end
        elif role == "L":
            _keep(out, _unopened(text, max(floor, line[0]), mark))
            floor = mark.end
    if opened is not None:
        if goes_on:
            _keep(out, _going_on(text, opened.start, opened.end, line[1]))
        else:
            _keep(out, _unclosed(text, opened, line[1]))
    return out


def _keep(out: list[QuotedRegion], region: QuotedRegion | None) -> None:
    if region is not None and (not out or region.outer_start >= out[-1].outer_end):
        out.append(region)


def _going_on(text: str, mark: int, start: int, end: int) -> QuotedRegion | None:
    """Take the rest of a paragraph whose quotation the next one goes on with."""
    region = _region(text, start, end, (mark, end), closed=False)
    return replace(region, goes_on=True) if region is not None else None


def _unclosed(text: str, opened: _Mark, limit: int) -> QuotedRegion | None:
    """Bound a quotation whose closing mark is lost: a cue clause, 100 words, the paragraph."""
    cue = _CUE_CLAUSE.search(text, opened.end, limit)
    end = cue.start() + 1 if cue else limit
    words = list(_WORD.finditer(text, opened.end, end))
    if len(words) > MOST_WORDS_WITHOUT_MARK:
        end = words[MOST_WORDS_WITHOUT_MARK - 1].end()
        stop = max(text.rfind(mark + " ", opened.end, end) for mark in ".!?")
        end = stop + 1 if stop > opened.end else end
    return _region(text, opened.end, end, (opened.start, end), closed=False)


def _unopened(text: str, floor: int, mark: _Mark) -> QuotedRegion | None:
    """Bound a quotation whose opening mark is lost: its sentence, never past what is behind."""
    body = text[floor : mark.start].rstrip()
    stops = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z“‘])", body)]
    start = floor + (stops[-1] if stops else 0)
    if len(_WORD.findall(text, start, mark.start)) > MOST_WORDS_WITHOUT_MARK:
        return None
    region = _region(text, start, mark.start, (start, mark.end), opened=False)
    return (
        region if region is not None and len(_WORD.findall(text[start : mark.start])) > 2 else None
    )


def _region(
    text: str,
    start: int,
    end: int,
    outer: tuple[int, int],
    *,
    closed: bool = True,
    opened: bool = True,
) -> QuotedRegion | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start or not _WORD.search(text, start, end):
        return None
    return QuotedRegion(
        start=start,
        end=end,
        outer_start=min(outer[0], start),
        outer_end=max(outer[1], end),
        closed=closed,
        opened=opened,
        kind=guess_kind(text, start, end, outer),
    )


# ---------------------------------------------------------------- single marks


def _single_regions(
    text: str,
    start: int,
    end: int,
    taken: Sequence[tuple[int, int]],
    following: tuple[int, int] | None,
) -> list[QuotedRegion]:
    out: list[QuotedRegion] = []
    position = start
    line = text[start:end]
    for match in _SINGLE_OPENS.finditer(line):
        at = start + match.start()
        if at < position or any(a <= at < b for a, b in taken):
            continue
        if _ELISIONS.match(text, at + 1):
            continue
        close = _single_close(text, at + 1, end, taken)
        if close is None:
            region = _single_that_goes_on(text, at, (start, end), following)
        else:
            region = _region(text, at + 1, close, (at, close + 1))
        if region is not None:
            out.append(region)
            position = region.outer_end
    return out


def _single_close(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int | None:
    """Find the single mark that closes; a plural's apostrophe (`the miners' hall`) does not."""
    doubtful: int | None = None
    words = islice(_WORD.finditer(text, start, end), MOST_WORDS_IN_SINGLE_MARKS, None)
    beyond = next(words, None)  # the first word that is one too many: no mark behind it counts
    for match in _SINGLE_CLOSES.finditer(text[start : beyond.end() if beyond else end]):
        at = start + match.start()
        if any(a <= at < b for a, b in taken):
            continue
        if len(_WORD.findall(text[start:at])) > MOST_WORDS_IN_SINGLE_MARKS:
            break
        plural = text[at - 1] in "sS" and bool(re.match(r"['’]\s+[a-z]", text[at : at + 3]))
        if not plural:
            return at
        doubtful = at if doubtful is None else doubtful
    return doubtful


def _single_that_goes_on(
    text: str, at: int, line: tuple[int, int], following: tuple[int, int] | None
) -> QuotedRegion | None:
    if text[line[0] : at].strip() or following is None:
        return None
    if text[following[0] : following[1]].lstrip()[:1] != text[at]:
        return None
    return _going_on(text, at, at + 1, line[1])


# ---------------------------------------------------------------- what the marks mean


def guess_kind(text: str, start: int, end: int, outer: tuple[int, int]) -> QuotedKind:
    """Guess whether marked words are somebody's, set apart with distance, or to be typed."""
    words = _WORD.findall(text[start:end])
    line_start = text.rfind("\n", 0, outer[0]) + 1
    before = text[max(line_start, outer[0] - 60) : outer[0]]
    after = text[outer[1] : outer[1] + 40].split("\n", 1)[0]
    if len(words) <= 2 and (_TEXT_TO.search(before) or _is_code(text[start:end])):
        return "keyword"
    if len(words) <= 3 and _NAME_BEFORE.search(before) and _NAME_AFTER.match(after):
        return "scare"
    if _TITLED.search(before) or (_is_title(words) and not _cue_beside(before, after, titled=True)):
        return "scare"
    if len(words) >= LEAST_WORDS_OF_SPEECH or _cue_beside(before, after):
        return "speech"
    return _guess_short(words, text[end - 1], before, after)


def _guess_short(words: Sequence[str], last: str, before: str, after: str) -> QuotedKind:
    inside = " ".join(words)
    is_sentence = not before.strip() or before.rstrip()[-1:] in '.!?:,"”'
    if last in _TERMINAL + "," and is_sentence and len(words) > 1:
        return "speech"
    following = _WORD.match(after.lstrip())
    modifies = (
        following is not None
        and after[:1].isspace()
        and following.group().casefold() not in _FUNCTION_WORDS
        and following.group().islower()
    )
    if len(words) <= 3 and modifies:
        return "scare"
    clause = re.split(r"[.;,!?]", before)[-1]
    if any(w.casefold() in NAMING_CUES for w in _WORD.findall(clause)):
        return "speech"
    if len(words) <= 3 and not _VERBS.search(inside):
        return "scare"
    return "speech" if len(words) >= 4 or _VERBS.search(inside) else "scare"


def _is_code(inside: str) -> bool:
    return bool(re.fullmatch(r"#\w+|[A-Z0-9]{2,12}", inside.strip()))


def _is_title(words: Sequence[str]) -> bool:
    """Say whether nearly all long words are capitalised, as in the name of a work."""
    telling = [w for w in words if w.casefold() not in _FUNCTION_WORDS]
    if len(telling) < 2 or len(words) > MOST_WORDS_OF_TITLE:
        return False
    return all(w[0].isupper() or w[0].isdigit() for w in telling)


def _cue_beside(before: str, after: str, *, titled: bool = False) -> bool:
    """Say whether a word of saying stands right before or right after the marks."""
    cues = QUOTE_CUES - _CUES_OF_TITLES if titled else QUOTE_CUES
    ahead = [w.casefold() for w in _WORD.findall(before)[-2:]]
    if ahead and ahead[-1] in cues:
        return True
    if before.rstrip().endswith((":", ",")) and not cues.isdisjoint(ahead):
        return True
    behind = [w.casefold() for w in _WORD.findall(after)[:4]]
    for first, second in pairwise([*behind, ""]):
        if first in cues or (first == "according" and second == "to"):
            return True
        if first in DOCUMENT_NOUNS:
            return False
    return False
