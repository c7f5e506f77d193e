"""The brief: the answer in one to three sentences, and the entries in the order to read them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from firsthand.brief.index import PileIndex, index_pile
from firsthand.brief.wording import (
    as_of,
    count_of,
    is_count,
    join_words,
    label_entry,
    name_origins,
    original,
    say_day,
    value_of,
)
from firsthand.records import (
    Alteration,
    Brief,
    Citation,
    Entry,
    Independence,
    Pile,
    Reading,
    Report,
    Severity,
    Span,
    Statement,
    Status,
    Story,
    Voice,
)
from firsthand.text.visible import shorten, squeeze

_CONTESTED: frozenset[Status] = frozenset({"disputed", "contradictory"})
_SHARED: frozenset[Status] = frozenset(
    {"corroborated", "corroborated_same_origin", "partly_consistent"}
)
_CHANGED: frozenset[Status] = frozenset({"updated", "evolving"})
_LAST: frozenset[Status] = frozenset({"teaser_only", "opinion"})
_SEVERITIES: dict[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
# When and where are mostly told by the title; what is counted is what people come for.
_KIND_ORDER = {"count": 0, "place": 2, "date": 2, "time": 2, "motive": 2}
# What a reader asks first of any disaster or attack; every other slot comes after these.
_ASKED_FIRST = ("killed", "dead", "injured", "wounded", "missing")

# A lead sentence of a news report has 20 to 35 words; longer ones are cut at a word's end.
MOST_LEAD_CHARACTERS = 260
LEAST_LEAD_WORDS = 6
SHORT_REPORT_CHARACTERS = 1_500
MOST_FIGURES = 3
_EVENT = re.compile(r" (?:in|after|over) the .+$")
_OF_A_YEAR = re.compile(r" (?:the \w+ of|in) \d{4}\?$")
MOST_TITLE_CHARACTERS = 120
MOST_STEPS = 3
MOST_NAMED_VOICES = 4


def compose(pile: Pile) -> Brief:
    """Compose the brief of the largest story of a pile; other happenings are named apart."""
    index = index_pile(pile)
    story, apart = _choose_story(pile)
    story_id = story.id if story else None
    entries = [e for e in pile.ledger.entries if e.story_id is None or e.story_id == story_id]
    reports = [r for r in pile.reports if index.in_story([r.id], story_id)]
    sections = sort_entries(entries, index)
    low, high = count_origins(entries)
    return Brief(
        title=_title(story, index),
        first_on=story.first_on if story else None,
        last_on=story.last_on if story else None,
        n_reports=len(reports),
        n_outlets=len({squeeze(r.outlet).casefold() for r in reports if r.outlet}),
        independence=_count_voices(index, story_id),
        n_origins_low=low,
        n_origins_high=high,
        statements=_state(index, sections, story_id),
        disputed=sections["disputed"],
        several_voices=sections["several_voices"],
        one_voice=sections["one_voice"],
        changed=sections["changed"],
        altered=tuple(
            sorted(
                (a for a in pile.ledger.alterations if _is_told(a, index, story_id)),
                key=lambda a: (_SEVERITIES[a.severity], a.altered, a.original),
            )
        ),
        story_id=story_id,
        apart=apart,
        not_measured=pile.not_measured,
        failures=pile.failures,
    )


def _choose_story(pile: Pile) -> tuple[Story | None, tuple[Story, ...]]:
    """Choose the story with the most reports, and of equals the one with the most entries."""
    told = Counter(entry.story_id for entry in pile.ledger.entries)
    ordered = sorted(pile.stories, key=lambda s: (-len(s.reports), -told[s.id], s.id))
    return (ordered[0], tuple(ordered[1:])) if ordered else (None, ())


def _is_told(alteration: Alteration, index: PileIndex, story_id: str | None) -> bool:
    return index.in_story([alteration.altered.report_id], story_id)


def _count_voices(index: PileIndex, story_id: str | None) -> Independence:
    """Count the voices of a story: those of the pile without those that tell of another."""
    whole = index.pile.lineage.independence
    within = set(index.voices_in(story_id))
    apart = [voice for voice in index.pile.lineage.voices if voice not in within]
    # A text without members counts none in the least number.
    n_with_members = sum(bool(voice.members) for voice in apart)
    least = min(1, whole.low)
    return replace(
        whole, low=max(least, whole.low - n_with_members), high=max(least, whole.high - len(apart))
    )


def sort_entries(entries: Iterable[Entry], index: PileIndex) -> dict[str, tuple[Entry, ...]]:
    """Put every entry into its section, most contested and best founded first."""
    sections: dict[str, list[Entry]] = {
        "disputed": [],
        "several_voices": [],
        "one_voice": [],
        "changed": [],
    }
    for entry in entries:
        sections[section_of(entry.status)].append(entry)
    return {
        name: tuple(sorted(found, key=lambda entry: _rank(entry, index)))
        for name, found in sections.items()
    }


def section_of(status: Status) -> str:
    """Return the section of the brief that an entry of this status stands in."""
    if status in _CONTESTED:
        return "disputed"
    if status in _SHARED:
        return "several_voices"
    return "changed" if status in _CHANGED else "one_voice"


def count_origins(entries: Iterable[Entry]) -> tuple[int, int]:
    """Count the origins of a pile: the named ones, and with one per voice that names nobody."""
    named: set[str] = set()
    nameless: set[str] = set()
    for entry in entries:
        for reading in entry.readings:
            known = {
                squeeze(origin.name).casefold()
                for origin in reading.origins
                if origin.kind != "unnamed"
            }
            named |= known
            nameless.update(c.voice_id for c in reading.citations if not c.origins and not known)
    return len(named), len(named) + len(nameless)


def _rank(entry: Entry, index: PileIndex) -> tuple[object, ...]:
    voices = sorted((len(reading.voices) for reading in entry.readings), reverse=True)
    contest = voices[1] if len(voices) > 1 and entry.status in _CONTESTED else 0
    origins = {o.name.casefold() for reading in entry.readings for o in reading.origins}
    return (
        entry.status in _LAST,
        -contest,
        -entry.independence.low,
        -entry.independence.high,
        _KIND_ORDER.get(entry.kind, 1),
        _asked(entry),
        -len(origins),
        _earliest(entry, index),
        entry.id,
    )


def _is_of_a_year(entry: Entry) -> bool:
    """Say whether a figure is of an event known by its year: what the reports only look back on."""
    return _OF_A_YEAR.search(entry.question) is not None


def _asked(entry: Entry) -> int:
    slot = entry.slot.casefold()
    return _ASKED_FIRST.index(slot) if slot in _ASKED_FIRST else len(_ASKED_FIRST)


def _earliest(entry: Entry, index: PileIndex) -> float:
    """Return where the entry first stands in a report, as a share of its length."""
    places = [
        citation.span.start / max(1, len(index.reports[citation.span.report_id].text))
        for reading in entry.readings
        for citation in original(reading)
    ]
    return min(places, default=1.0)


def _title(story: Story | None, index: PileIndex) -> str:
    if story and squeeze(story.title):
        return shorten(squeeze(story.title), MOST_TITLE_CHARACTERS)
    for voice in sorted(index.pile.lineage.voices, key=lambda v: (-len(v.members), v.id)):
        title = index.reports[voice.root].title if voice.root is not None else None
        if title and squeeze(title):
            return shorten(squeeze(title), MOST_TITLE_CHARACTERS)
    return count_of(len(index.pile.reports), "report")


# ---------------------------------------------------------------- the answer


def _state(
    index: PileIndex, sections: dict[str, tuple[Entry, ...]], story_id: str | None
) -> tuple[Statement, ...]:
    voices = index.voices_in(story_id)
    found = (
        _state_happening(index, sections, voices),
        _state_figures(index, sections),
        _state_voices(index, voices, story_id),
    )
    return tuple(statement for statement in found if statement is not None)


def _state_happening(
    index: PileIndex, sections: dict[str, tuple[Entry, ...]], voices: tuple[Voice, ...]
) -> Statement | None:
    """Quote the sentence that holds most of what several voices say."""
    weights: dict[Span, float] = defaultdict(float)
    others: dict[Span, list[Citation]] = defaultdict(list)
    lasting = [
        e for name in ("several_voices", "disputed", "changed", "one_voice") for e in sections[name]
    ]
    for entry in lasting:
        citations = [c for r in entry.readings for c in original(r)]
        for sentence in {index.sentence(c.span) for c in citations if not c.derived}:
            weights[sentence] += len({voice for r in entry.readings for voice in r.voices}) ** 2
            others[sentence].extend(citations)
    for voice in voices:
        lead = _lead(voice, index)
        if lead is not None:
            weights[lead] += 0.5
    eligible = [sentence for sentence in weights if _can_lead(sentence, index)]
    if not eligible:
        return None
    best = max(
        eligible, key=lambda s: (weights[s] * _prominence(s, index), (-s.start, s.report_id))
    )
    voice = index.voice_of[best.report_id]
    text = shorten(index.text(best), MOST_LEAD_CHARACTERS)
    own = Citation(span=best, voice_id=voice.id)
    further = {c.voice_id: c for c in sorted(others[best], key=lambda c: c.span, reverse=True)}
    further.pop(voice.id, None)
    return Statement(
        text=f"{index.outlet(best.report_id)}: “{_unquoted(text)}”",
        citations=(own, *sorted(further.values(), key=lambda c: c.span)),
    )


def _prominence(sentence: Span, index: PileIndex) -> float:
    """Weigh a sentence by how early it stands: news says the most important thing first."""
    length = max(SHORT_REPORT_CHARACTERS, len(index.reports[sentence.report_id].text))
    seen = index.voice_of[sentence.report_id].root is not None
    return (1.0 - 0.8 * sentence.start / length) * (1.0 if seen else 0.8)


def _can_lead(sentence: Span, index: PileIndex) -> bool:
    text = index.text(sentence)
    if len(text.split()) < LEAST_LEAD_WORDS or text == text.lower():
        return False
    if text[:1] in "\"“‘'" or text.endswith("?"):
        return False
    # Only a root speaks for its voice; what a copy says may be altered.
    speaking = index.voice_of.get(sentence.report_id)
    if speaking is None or (speaking.root is not None and speaking.root != sentence.report_id):
        return False
    return not any(f.span.overlaps(sentence) for f in index.furniture.get(sentence.report_id, ()))


def _state_figures(index: PileIndex, sections: dict[str, tuple[Entry, ...]]) -> Statement | None:
    """Say the figures on which most depends, each with whose word and as of when."""
    counted = [
        entry
        for name in ("disputed", "changed", "several_voices")
        for entry in sections[name]
        if is_count(entry) and entry.kind == "count"
    ]
    counted.sort(key=lambda e: (_is_of_a_year(e), _asked(e)))
    clauses: list[str] = []
    citations: list[Citation] = []
    said_of = ""
    told: dict[str, Entry] = {}
    for entry in counted:
        told.setdefault(label_entry(entry, index).casefold(), entry)
    for entry in list(told.values())[:MOST_FIGURES]:
        figures = [_say_figure(reading, index) for reading in _order_readings(entry, index)]
        if entry.status in _CHANGED and len(figures) > MOST_STEPS:
            figures = [*figures[:1], *figures[1 - MOST_STEPS :]]
        last = "or" if entry.status in _CONTESTED else "then" if entry.status in _CHANGED else "and"
        end = ", in dispute" if entry.status in _CONTESTED else ""
        label = label_entry(entry, index)
        event = _EVENT.search(label)
        if event and event.group() == said_of:  # "killed in the airstrikes of ...: 24; injured: 50"
            label = label.removesuffix(said_of)
        said_of = event.group() if event else ""
        clauses.append(f"{label}: {join_words(figures, last)}{end}")
        citations.extend(c for reading in entry.readings for c in original(reading))
    if not citations:
        return None
    text = "; ".join(clauses)
    return Statement(
        text=f"{text[:1].upper()}{text[1:]}.", citations=tuple(dict.fromkeys(citations))
    )


def _order_readings(entry: Entry, index: PileIndex) -> list[Reading]:
    """Order readings in time where they replace each other, else leave them, best first."""
    if entry.status not in _CHANGED:
        return list(entry.readings)
    return sorted(entry.readings, key=lambda r: as_of(r, index) or dt.date.min)


def _say_figure(reading: Reading, index: PileIndex) -> str:
    """Say a figure, on whose word it stands, and as of when."""
    on = as_of(reading, index)
    origins = name_origins(reading.origins)
    if origins:
        word = shorten(join_words(origins), 60)
    else:
        voices = [_name_voice(index.voices[v], index) for v in reading.voices if v in index.voices]
        word = f"no source named, {join_words(voices)}" if voices else "no source named"
    return f"{value_of(reading, index)} ({word}{', ' + say_day(on) if on else ''})"


def _state_voices(
    index: PileIndex, voices: tuple[Voice, ...], story_id: str | None
) -> Statement | None:
    """Say who speaks for himself and how many reports only repeat."""
    citations = [
        Citation(span=lead, voice_id=voice.id)
        for voice in voices
        if (lead := _lead(voice, index)) is not None
    ]
    if not citations:
        return None
    names = [_name_voice(voice, index) for voice in voices]
    if len(names) > MOST_NAMED_VOICES:
        names = [*names[: MOST_NAMED_VOICES - 1], f"{len(names) - MOST_NAMED_VOICES + 1} more"]
    independence = _count_voices(index, story_id)
    low, high = independence.low, independence.high
    number = count_of(high, "independent voice")
    if low != high:
        number = f"{low} to {high} independent voices"
    n_reports = sum(index.in_story([report.id], story_id) for report in index.pile.reports)
    roots = [voice.root for voice in voices if voice.root is not None]
    repeated = n_reports - sum(index.in_story([root], story_id) for root in roots)
    text = f"{number}: {join_words(names)}"
    if repeated:
        verb = "adds" if repeated == 1 else "add"
        reports = count_of(n_reports, "report")
        text += f"; {repeated} of {reports} {verb} no voice"
    return Statement(text=f"{text}.", citations=tuple(citations))


def _name_voice(voice: Voice, index: PileIndex) -> str:
    if voice.root is None:
        return f"{squeeze(voice.name or '') or 'a source'} (not seen)"
    report: Report = index.reports[voice.root]
    return shorten(squeeze(voice.name or "") or index.outlet(report.id), 40)


def _lead(voice: Voice, index: PileIndex) -> Span | None:
    """Return the first sentence of the account of a voice, furniture and headlines left out."""
    if not voice.members:
        return None
    report = index.reports[voice.root if voice.root is not None else min(voice.members)]
    spans = [report.span(start, end) for start, end in index.sentences(report.id)]
    plain = [
        span
        for span in spans
        if not any(f.span.overlaps(span) for f in index.furniture.get(report.id, ()))
    ]
    full = [span for span in plain if len(index.text(span).split()) >= LEAST_LEAD_WORDS]
    chosen = next(iter(full or plain or spans), None)
    if chosen is None or len(chosen) <= MOST_LEAD_CHARACTERS:
        return chosen
    end = report.text.rfind(" ", chosen.start + 1, chosen.start + MOST_LEAD_CHARACTERS)
    return report.span(chosen.start, end if end > 0 else chosen.start + MOST_LEAD_CHARACTERS)


def _unquoted(text: str) -> str:
    """Turn double quotation marks inside a quotation into single ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")
