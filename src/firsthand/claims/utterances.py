"""Quotations with their speakers, report by report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.claims.phrases import MASK, mask_quoted, tokenize_sentence
from firsthand.claims.roster import Roster, Speaker, make_roster, person_part
from firsthand.claims.saying import Saying, find_sayings, sentence_subject
from firsthand.claims.stripped_speech import find_stripped_utterances
from firsthand.records import FurnitureKind, Marked, Span, Utterance
from firsthand.text.quotes import QuotedRegion, quoted_regions
from firsthand.text.segment import has_lost_punctuation, sentences
from firsthand.text.tokens import fold_words, tokenize

# A cue farther from its quotation than this (in words) governs something else.
MOST_WORDS_TO_CUE = 12
LEAST_WORDS_OF_FRAGMENT = 2
MOST_WORDS_OF_ATTRIBUTION_LINE = 12
_PAGE: frozenset[FurnitureKind] = frozenset(("see_also", "site_chrome", "copyright", "tip_line"))
_DASH_LINE = re.compile(r"^\s*[-–—―~]+\s*(?=[A-Z])")
_BADGE = re.compile(r"\s*\((?:[A-Z]{1,4}-[\w.]+|[A-Z]{2,5})\)")
_TURN = re.compile(r"([A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,2}):\s")  # a turn of a transcript
_SIGN = re.compile(r"\b(?:sign|signs|banner|banners|placard|placards|poster|posters|graffiti)\b")


@dataclass(slots=True)
class _Voiced:
    """A quotation on its way to a speaker."""

    region: QuotedRegion
    sentence: int
    saying: Saying | None = None
    others: tuple[Saying, ...] = ()  # farther words of saying that may govern it, nearest first
    speaker: Speaker | None = None
    alone: bool = False  # nothing but quotations in its sentence


@dataclass(slots=True)
class _Reading:
    """A report, its quotations masked, cut into sentences with their words of saying."""

    text: str
    masked: str
    regions: list[QuotedRegion]
    sentences: list[tuple[int, int]]
    roster: Roster
    _sayings: dict[int, list[Saying]] = field(default_factory=dict)

    def sayings(self, index: int) -> list[Saying]:
        """Return the words of saying of a sentence; most sentences are never asked for theirs."""
        if index not in self._sayings:
            self._sayings[index] = find_sayings(self.masked, *self.sentences[index])
        return self._sayings[index]


def find_utterances(marked: Marked) -> tuple[Utterance, ...]:
    """Find what is quoted in a report, and who said it.

    In a text that lost its marks only what a clear frame shows is found (`marked` is false).

    Returns:
        In text order. `speaker` is None where the report does not let it be known.
    """
    text = marked.report.text
    if has_lost_punctuation(text):
        return find_stripped_utterances(marked)
    reading = _read(marked)
    voiced = [_find_saying(reading, region) for region in reading.regions]
    pulls = _pull_lines(reading)
    _resolve(reading, voiced, pulls)
    out = [
        _make(marked, reading, item, pulls)
        for item in voiced
        if _is_speech(reading, item) or _pull_of(item.region, pulls)
    ]
    out.extend(_unmarked_pulls(marked, reading, pulls))
    return tuple(sorted(out, key=lambda u: (u.span.start, u.span.end)))


def _read(marked: Marked) -> _Reading:
    text = marked.report.text
    page = [f.span for f in marked.furniture if f.kind in _PAGE]
    regions = [
        r
        for r in quoted_regions(text)
        if r.kind != "keyword" and not any(p.start <= r.start and r.end <= p.end for p in page)
    ]
    masked = mask_quoted(text, regions)
    found = sentences(masked)
    return _Reading(
        text=text,
        masked=masked,
        regions=regions,
        sentences=found,
        roster=make_roster(text, cased=True),
    )


# ---------------------------------------------------------------- the cue of a quotation


def _find_saying(reading: _Reading, region: QuotedRegion) -> _Voiced:
    index = _sentence_of(reading, region)
    start, end = reading.sentences[index]
    outside = reading.masked[start:end].replace(MASK, " ")
    item = _Voiced(region=region, sentence=index, alone=len(tokenize(outside)) == 0)
    ranked = sorted(
        (cost, i, saying)
        for i, saying in enumerate(reading.sayings(index))
        if (cost := _distance(reading, region, saying)) is not None
    )
    if ranked:
        item.saying = ranked[0][2]
        item.others = tuple(saying for _, _, saying in ranked[1:])
    return item


def _sentence_of(reading: _Reading, region: QuotedRegion) -> int:
    low, high = 0, len(reading.sentences)
    while low < high:
        middle = (low + high) // 2
        if reading.sentences[middle][1] <= region.outer_start:
            low = middle + 1
        else:
            high = middle
    return min(low, len(reading.sentences) - 1)


def _distance(reading: _Reading, region: QuotedRegion, saying: Saying) -> float | None:
    """Say how far a word of saying stands from a quotation; None: it does not govern it."""
    if saying.start >= region.outer_end:
        between = reading.masked[region.outer_end : saying.start]
        words = len(re.findall(r"\w+", between.replace(MASK, " ")))
        if MASK in between and words:
            return None
        if words > MOST_WORDS_TO_CUE or saying.kind == "participle":
            return None
        return words * (0.3 if not words else 1.5)
    if saying.end <= region.outer_start:
        between = reading.masked[saying.end : region.outer_start]
        words = len(re.findall(r"\w+", between.replace(MASK, " ")))
        weight = 0.35 if words > MOST_WORDS_TO_CUE else 0.2
        penalty = 2.0 if saying.kind == "according" and words > 3 else 0.0
        if saying.relative:
            penalty += 1.0
        return 0.5 + words * weight + penalty
    return None


# ---------------------------------------------------------------- speakers


def _resolve(
    reading: _Reading, voiced: Sequence[_Voiced], pulls: dict[tuple[int, int], tuple[int, int]]
) -> None:
    last: Speaker | None = None
    previous: _Voiced | None = None
    for position, item in enumerate(voiced):
        pull = _pull_of(item.region, pulls)
        if pull is not None:
            item.speaker = reading.roster.speaker(
                _BADGE.sub("", reading.text[pull[0] : pull[1]]), item.region.start
            )
            previous = None
            continue
        turn = _TURN.match(reading.text[item.region.start : item.region.end])
        if turn is not None:
            item.speaker = Speaker(reading.roster.full_name(turn.group(1).title()), "person", True)
        elif item.saying is not None and item.saying.source is not None:
            item.speaker = _speaker_of(reading, item, last, previous)
            while item.speaker is None and item.others:
                item.saying, item.others = item.others[0], item.others[1:]
                item.speaker = _speaker_of(reading, item, last, previous)
        elif item.region.kind == "speech":
            item.speaker = _carried(reading, voiced, position, previous)
        if item.speaker is not None and item.region.kind == "speech":
            last = item.speaker
        if item.region.kind == "speech":
            previous = item


def _speaker_of(
    reading: _Reading, item: _Voiced, last: Speaker | None, previous: _Voiced | None
) -> Speaker | None:
    if item.saying is None or item.saying.source is None:
        return None
    start, end = item.saying.source
    words = reading.text[start:end]
    outer = _outer_source(reading, item)
    if outer is not None and words.casefold() in ("he", "she"):
        return outer
    if _near(item, previous) and previous is not None and previous.speaker is not None:
        last = previous.speaker
    elif words.casefold() in ("he", "she"):
        last = _subject_before(reading, item.sentence) or last
    return reading.roster.speaker(words, start, last)


def _outer_source(reading: _Reading, item: _Voiced) -> Speaker | None:
    """Read "Orr said she expects ...": the pronoun is whoever spoke before it in the sentence."""
    if item.saying is None:
        return None
    for saying in reading.sayings(item.sentence):
        if saying.source is None or saying.end > item.saying.start or saying.inverted:
            continue
        words = reading.text[saying.source[0] : saying.source[1]]
        speaker = reading.roster.speaker(words, saying.source[0])
        if speaker is not None and speaker.personal and words.casefold() not in ("he", "she"):
            return speaker
    return None


def _near(item: _Voiced, previous: _Voiced | None) -> bool:
    if previous is None:
        return False
    return 0 <= item.sentence - previous.sentence <= 1


def _subject_before(reading: _Reading, index: int) -> Speaker | None:
    """Find the person that the sentences before are about."""
    for at in range(index - 1, max(-1, index - 4), -1):
        start, end = reading.sentences[at]
        tokens = tokenize_sentence(reading.masked, start, end)
        phrases = [(s.source[0], s.source[1]) for s in reading.sayings(at) if s.source is not None]
        subject = sentence_subject(tokens, cased=True)
        if subject is not None:
            phrases.insert(0, (tokens[subject[0]].start, tokens[subject[1] - 1].end))
        for a, b in phrases:
            speaker = reading.roster.speaker(reading.text[a:b], a)
            if speaker is not None and speaker.personal:
                return speaker
    return None


def _carried(
    reading: _Reading, voiced: Sequence[_Voiced], position: int, previous: _Voiced | None
) -> Speaker | None:
    """Give a quotation without a cue to whoever speaks around it."""
    item = voiced[position]
    if not item.alone:
        listed = previous is not None and previous.sentence == item.sentence
        if listed and previous is not None and previous.speaker is not None:
            return previous.speaker
        return _mentioned(reading, item)
    introduced = _introduced(reading, item)
    if introduced is not None:
        return introduced
    following = voiced[position + 1] if position + 1 < len(voiced) else None
    if previous is not None and previous.speaker is not None:
        between = reading.masked[previous.region.outer_end : item.region.outer_start]
        paragraphs = len(re.findall(r"\n+", between))
        if paragraphs == 0 or not _named_between(previous, item):
            return previous.speaker
    if following is not None and following.sentence - item.sentence <= 1 and following.saying:
        same_paragraph = "\n" not in reading.text[item.region.end : following.region.start]
        if (same_paragraph or item.region.goes_on) and following.saying.source is not None:
            a, b = following.saying.source
            return reading.roster.speaker(reading.text[a:b], a)
    return previous.speaker if previous is not None and item.region.kind == "speech" else None


def _named_between(previous: _Voiced, item: _Voiced) -> bool:
    """Say whether a sentence of its own stands between two quotations."""
    return item.sentence - previous.sentence > 2


def _introduced(reading: _Reading, item: _Voiced) -> Speaker | None:
    """Read the line before: "Orr went on:" introduces the quotation below it."""
    if item.sentence == 0:
        return None
    start, end = reading.sentences[item.sentence - 1]
    if not reading.masked[start:end].rstrip().endswith((":", ",")):
        return None
    sayings = reading.sayings(item.sentence - 1)
    if sayings and sayings[-1].source is not None:
        item.saying = sayings[-1]
        a, b = sayings[-1].source
        return reading.roster.speaker(reading.text[a:b], a)
    tokens = tokenize_sentence(reading.masked, start, end)
    subject = sentence_subject(tokens, cased=True)
    if subject is None:
        return None
    a, b = tokens[subject[0]].start, tokens[subject[1] - 1].end
    return reading.roster.speaker(reading.text[a:b], a)


def _mentioned(reading: _Reading, item: _Voiced) -> Speaker | None:
    """Find a sign or a crowd that the words stand on or come from, else the subject."""
    start, _ = reading.sentences[item.sentence]
    before = reading.masked[start : item.region.outer_start]
    signs = list(_SIGN.finditer(before))
    if signs and len(before[signs[-1].end() :].split()) <= 8:
        return Speaker(signs[-1].group(), "document")
    end = reading.sentences[item.sentence][1]
    tokens = tokenize_sentence(reading.masked, start, end)
    subject = sentence_subject(tokens, cased=True)
    if subject is None:
        return None
    a, b = tokens[subject[0]].start, tokens[subject[1] - 1].end
    return reading.roster.speaker(reading.text[a:b], a)


# ---------------------------------------------------------------- what counts as speech


def _is_speech(reading: _Reading, item: _Voiced) -> bool:
    if item.region.kind == "speech":
        cued = item.speaker is not None or item.saying is not None
        return cued or item.alone or item.region.end - item.region.start > 40
    if item.saying is None or item.saying.kind == "according":
        return False
    words = len(tokenize(reading.text[item.region.start : item.region.end]))
    if words < LEAST_WORDS_OF_FRAGMENT:
        return False
    gap = reading.masked[item.saying.end : item.region.outer_start]
    after = reading.text[item.region.outer_end : item.region.outer_end + 2]
    modifies = bool(re.match(r"\s[a-z]", after)) and words <= 3
    return not modifies and words >= 3 and len(gap.split()) <= MOST_WORDS_TO_CUE


# ---------------------------------------------------------------- pull quotes


def _pull_lines(reading: _Reading) -> dict[tuple[int, int], tuple[int, int]]:
    """Find paragraphs with an attribution line below them: paragraph -> the line's name."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", reading.text)]
    lines = [(a, b) for a, b in lines if reading.text[a:b].strip()]
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for above, line in pairwise(lines):
        name = _attribution_line(reading.text, line)
        if name is not None:
            out[above] = name
    return out


def _attribution_line(text: str, line: tuple[int, int]) -> tuple[int, int] | None:
    words = text[line[0] : line[1]]
    dash = _DASH_LINE.match(words)
    body = words[dash.end() :] if dash else words
    plain = _BADGE.sub("", body).strip()
    if not plain or len(plain.split()) > MOST_WORDS_OF_ATTRIBUTION_LINE:
        return None
    if plain[-1] in ".!?:" or re.search(r"[“”\"]", plain):
        return None
    name = person_part(re.split(r",", plain)[0])
    if name is None or not (dash or _BADGE.search(body)):
        return None
    start = line[0] + (dash.end() if dash else 0)
    return start, start + len(re.split(r",", body.rstrip())[0])


def _pull_of(
    region: QuotedRegion, pulls: dict[tuple[int, int], tuple[int, int]]
) -> tuple[int, int] | None:
    for (start, end), name in pulls.items():
        if start <= region.outer_start and region.outer_end <= end + 1:
            covered = region.outer_end - region.outer_start
            return name if covered * 10 >= (end - start) * 8 else None
    return None


def _unmarked_pulls(
    marked: Marked, reading: _Reading, pulls: dict[tuple[int, int], tuple[int, int]]
) -> list[Utterance]:
    """Find pull quotes without marks: their words are quoted elsewhere in the report."""
    quoted = [" " + _plain(reading.text[r.start : r.end]) + " " for r in reading.regions]
    out: list[Utterance] = []
    marked_as: dict[tuple[int, int], tuple[int, int] | None] = {
        (f.span.start, f.span.end): None for f in marked.furniture if f.kind == "pull_quote"
    }
    for start, end in [k for k in marked_as if any(k[0] < b and a < k[1] for a, b in pulls)]:
        del marked_as[start, end]
    for (start, end), name in sorted((marked_as | pulls).items()):
        if any(start < r.end and r.start < end for r in reading.regions):
            continue
        words = _plain(reading.text[start:end])
        if not words or not any(f" {words} " in q for q in quoted):
            continue
        named = _BADGE.sub("", reading.text[name[0] : name[1]]) if name else ""
        speaker = reading.roster.speaker(named, start) if named else None
        out.append(
            Utterance(
                span=_trimmed(marked, start, end),
                speaker=speaker.name if speaker else None,
                source=marked.report.span(*name) if name else None,
                cue=None,
                marked=False,
                pull=True,
            )
        )
    return out


def _is_marked_pull(marked: Marked, region: QuotedRegion) -> bool:
    return any(
        f.kind == "pull_quote" and f.span.start <= region.start and region.end <= f.span.end
        for f in marked.furniture
    )


def _is_repeated(reading: _Reading, region: QuotedRegion) -> bool:
    """Say whether most words of a quotation stand in another one of the report."""
    words = set(fold_words(reading.text[region.start : region.end]))
    return any(
        len(words & set(fold_words(reading.text[r.start : r.end]))) * 10 >= len(words) * 7
        for r in reading.regions
        if r is not region
    )


def _plain(text: str) -> str:
    return " ".join(fold_words(text))


def _trimmed(marked: Marked, start: int, end: int) -> Span:
    words = marked.report.text[start:end]
    return marked.report.span(
        start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    )


def _make(
    marked: Marked,
    reading: _Reading,
    item: _Voiced,
    pulls: dict[tuple[int, int], tuple[int, int]],
) -> Utterance:
    name = _pull_of(item.region, pulls)
    saying = item.saying
    source = name if name else (saying.source if saying else None)
    repeated = name is not None and _is_repeated(reading, item.region)
    return Utterance(
        span=marked.report.span(item.region.start, item.region.end),
        speaker=item.speaker.name if item.speaker else None,
        source=marked.report.span(*source) if source else None,
        cue=marked.report.span(*saying.cue) if saying and not name else None,
        pull=repeated or _is_marked_pull(marked, item.region),
    )
