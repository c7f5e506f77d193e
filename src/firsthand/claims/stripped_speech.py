"""Reported speech in a text that has lost its case and its marks.

Precision first: a run of words is taken as somebody's own only where it stands beside a word of
saying with a source and talks as people do, not as newspapers do (we, our, I, "it s", "this is").
What other reports of the pile print in marks is added later, when quotations are linked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.phrases import Token, tighten, tokenize_sentence
from firsthand.claims.roster import Roster, Speaker, make_roster
from firsthand.claims.saying import Saying, find_sayings
from firsthand.records import Marked, Utterance
from firsthand.text.cues import DOCUMENT_NOUNS
from firsthand.text.speakers import GROUPS

MOST_WORDS_BACK = 70  # from a source back to the first word of what it said
MOST_WORDS_BETWEEN_SIGNS = 24
MOST_WORDS_AFTER_SIGN = 12
MOST_WORDS_OF_CHANT = 6
MOST_WORDS_BACK_OF_INVERTED = 16
_SPOKEN_CUES = frozenset("said says told tweeted wrote declared added posted".split())
_CHANT_CUES = frozenset("shouted shouting chanted chanting yelled yelling screamed".split())
_SIGN_CUES = frozenset("declaring reading proclaiming".split())
_SIGNS_OF_SAYING = frozenset("sign signs banner banners placard placards poster posters".split())
_FIRST_PERSON = frozenset("we i our my ours myself ourselves let".split())
_CONTRACTED = frozenset(
    """it that there what who he she they we i don can won isn doesn didn aren wasn couldn
    wouldn""".split()
)
_SPOKEN_STARTS = frozenset("this these there now".split())
_PRESENT = frozenset("is are am will must".split())
_STOPS_OF_CHANT = frozenset(
    """as while when before after during outside inside in on at near and or with for the that
    then until some other others""".split()
)
_MEDIUM = frozenset(
    "twitter statement tweet post release facebook email interview letter briefing remarks".split()
)
_AFTER_ASIDE = frozenset("will is are was has have would must can could should were".split())


@dataclass(frozen=True, slots=True)
class _Frame:
    """A word of saying among the tokens of the text, and where its words end on both sides."""

    saying: Saying
    source: tuple[int, int]  # token indices
    cue: int
    end: int  # after cue, addressee and "in a statement"


def find_stripped_utterances(marked: Marked) -> tuple[Utterance, ...]:
    """Find words that a clear frame gives as somebody's own.

    Returns:
        In text order, disjoint, `marked` false.
    """
    text = marked.report.text
    tokens = tokenize_sentence(text, 0, len(text))
    roster = make_roster(text, cased=False)
    at = {token.start: index for index, token in enumerate(tokens)}
    sayings = find_sayings(text, 0, len(text), cased=False)
    frames = [f for s in sayings if (f := _frame(tokens, at, s)) is not None]
    out: list[tuple[int, int, _Frame]] = []
    for position, frame in enumerate(frames):
        floor = frames[position - 1].end if position else 0
        ceiling = frames[position + 1].source[0] if position + 1 < len(frames) else len(tokens)
        out.extend((a, b, frame) for a, b in _spoken(tokens, frame, floor, ceiling))
    out.extend(_asides(tokens, frames))
    return _make(marked, tokens, _speakers(text, tokens, frames, roster), out)


def _speakers(
    text: str, tokens: Sequence[Token], frames: Sequence[_Frame], roster: Roster
) -> dict[_Frame, Speaker | None]:
    """Name the source of every frame; a pronoun is whoever spoke before it."""
    out: dict[_Frame, Speaker | None] = {}
    last: Speaker | None = None
    for frame in frames:
        a, b = tokens[frame.source[0]].start, tokens[frame.source[1] - 1].end
        last = roster.speaker(text[a:b], a, last) or last
        out[frame] = last
    return out


def _frame(tokens: Sequence[Token], at: dict[int, int], saying: Saying) -> _Frame | None:
    if saying.source is None or saying.verb not in _SPOKEN_CUES | _CHANT_CUES | _SIGN_CUES:
        return None
    cue = at[saying.cue[0]]
    first = at[saying.source[0]]
    last = first
    while last < len(tokens) and tokens[last].start < saying.source[1]:
        last += 1
    end = cue + 1
    if saying.inverted:
        end = last
    if saying.target is not None:
        while end < len(tokens) and tokens[end].start < saying.target[1]:
            end += 1
    end = _over_medium(tokens, end)
    return _Frame(saying=saying, source=tighten(tokens, first, last), cue=cue, end=end)


def _over_medium(tokens: Sequence[Token], index: int) -> int:
    """Step over "in a twitter post", "on tuesday in a statement"."""
    for width in range(6, 1, -1):
        run = tokens[index : index + width]
        if len(run) == width and run[0].form in ("in", "on", "via") and run[-1].form in _MEDIUM:
            return index + width
    return index


def _spoken(
    tokens: Sequence[Token], frame: _Frame, floor: int, ceiling: int
) -> list[tuple[int, int]]:
    verb = frame.saying.verb
    if verb in _CHANT_CUES:
        return _chants(tokens, frame.cue + 1, ceiling)
    if verb in _SIGN_CUES:
        before = {t.form for t in tokens[max(0, frame.cue - 9) : frame.cue]}
        if before & _SIGNS_OF_SAYING:
            end = min(frame.cue + 1 + MOST_WORDS_OF_CHANT, _next_source(tokens, frame.cue, ceiling))
            return [(frame.cue + 1, end)] if end - frame.cue > 2 else []
        return []
    if verb not in _SPOKEN_CUES:
        return []
    out: list[tuple[int, int]] = []
    if not frame.saying.inverted:
        out.extend(_run_before(tokens, max(floor, frame.source[0] - MOST_WORDS_BACK), frame))
    else:
        # Only words in marks are followed by "said NAME"; how far back they reach is not known.
        out.append((max(floor, frame.cue - MOST_WORDS_BACK_OF_INVERTED), frame.cue))
    out.extend(_run_after(tokens, frame.end, ceiling))
    return out


def _next_source(tokens: Sequence[Token], cue: int, ceiling: int) -> int:
    for index in range(cue + 2, min(ceiling, cue + 2 + MOST_WORDS_OF_CHANT)):
        if tokens[index].form in GROUPS:
            return index
    return ceiling


def _chants(tokens: Sequence[Token], start: int, ceiling: int) -> list[tuple[int, int]]:
    """Read "shouted X and Y as they ...": short runs, split at "and"."""
    out: list[tuple[int, int]] = []
    index = start
    while index < ceiling and len(out) < 3:
        first = index
        while (
            index < ceiling
            and index - first < MOST_WORDS_OF_CHANT
            and (tokens[index].form not in _STOPS_OF_CHANT or index == first)
        ):
            index += 1
        if index - first >= 2:
            out.append((first, index))
        if index >= ceiling or tokens[index].form != "and":
            break
        index += 1
    return out


def _signs(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    """List where somebody speaks in the first person, in contractions or in the present."""
    out: list[int] = []
    for index in range(start, end):
        form = tokens[index].form
        following = tokens[index + 1].form if index + 1 < len(tokens) else ""
        contracted = form in _CONTRACTED and following in ("s", "t", "re", "ve", "ll", "m", "d")
        present = form in _SPOKEN_STARTS and following in _PRESENT
        if form in _FIRST_PERSON or contracted or present:
            out.append(index)
    return out


def _run_before(tokens: Sequence[Token], floor: int, frame: _Frame) -> list[tuple[int, int]]:
    """Take the words before the source, from the first sign of the run that reaches it."""
    end = frame.source[0]
    signs = _signs(tokens, floor, end)
    if not signs or end - signs[-1] > MOST_WORDS_BETWEEN_SIGNS:
        return []
    first = signs[-1]
    for sign in reversed(signs[:-1]):
        if first - sign > MOST_WORDS_BETWEEN_SIGNS:
            break
        first = sign
    first = _clause_start(tokens, first, floor)
    return [(first, end)] if end - first >= 3 else []


def _clause_start(tokens: Sequence[Token], sign: int, floor: int) -> int:
    """Step back from "our" or "my" to the word that begins its clause."""
    if tokens[sign].form not in ("our", "my", "ours"):
        return sign
    for index in range(sign - 1, max(floor, sign - 14), -1):
        if tokens[index].form in ("president", "we", "it", "this", "the", "they"):
            return index
    return sign


def _run_after(tokens: Sequence[Token], start: int, ceiling: int) -> list[tuple[int, int]]:
    """Take the words after the frame where they begin as somebody speaks."""
    signs = _signs(tokens, start, ceiling)
    if not signs or signs[0] > start + 2:
        return []
    last = signs[0]
    for sign in signs[1:]:
        if sign - last > MOST_WORDS_BETWEEN_SIGNS:
            break
        last = sign
    end = min(ceiling, last + MOST_WORDS_AFTER_SIGN)
    return [(start, end)] if end - start >= 3 else []


def _asides(tokens: Sequence[Token], frames: Sequence[_Frame]) -> list[tuple[int, int, _Frame]]:
    """Read "the harbor he said will be rebuilt": the words around the aside are his."""
    out: list[tuple[int, int, _Frame]] = []
    for position, frame in enumerate(frames):
        first, last = frame.source
        if last - first != 1 or tokens[first].form not in ("he", "she") or first == 0:
            continue
        if frame.end >= len(tokens) or tokens[frame.end].form not in _AFTER_ASIDE:
            continue
        ceiling = frames[position + 1].source[0] if position + 1 < len(frames) else len(tokens)
        signs = _signs(tokens, frame.end, min(ceiling, frame.end + 30))
        end = min(ceiling, (signs[-1] if signs else frame.end) + MOST_WORDS_AFTER_SIGN)
        out.append((frame.end, end, frame))
    return out


def _make(
    marked: Marked,
    tokens: Sequence[Token],
    speakers: Mapping[_Frame, Speaker | None],
    found: Sequence[tuple[int, int, _Frame]],
) -> tuple[Utterance, ...]:
    out: list[Utterance] = []
    reached = 0
    for start, end, frame in sorted(found, key=lambda f: (f[0], f[1])):
        if start < reached or end - start < 2:
            continue
        a, b = tokens[frame.source[0]].start, tokens[frame.source[1] - 1].end
        words = marked.report.text[a:b]
        if set(words.split()) & DOCUMENT_NOUNS:
            continue
        speaker = speakers[frame]
        out.append(
            Utterance(
                span=marked.report.span(tokens[start].start, tokens[end - 1].end),
                speaker=speaker.name if speaker else None,
                source=marked.report.span(a, b),
                cue=marked.report.span(*frame.saying.cue),
                marked=False,
            )
        )
        reached = end
    return tuple(out)
