"""The first screen: funnel, answer, voices, and the entries in the order to read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from firsthand.brief import PileIndex, index_pile
from firsthand.brief.sides import Piece, compare_words
from firsthand.brief.wording import (
    STATUS_WORDS,
    count_of,
    is_count,
    label_entry,
    name_topic,
    original,
    say_days,
    say_estimate,
    say_independence,
    say_moment,
    say_origins,
    say_range,
    value_of,
    words_of,
)
from firsthand.cli.screen_voices import draw_voices
from firsthand.cli.sheet import SEVERITY_STYLES, Sheet, join, open_sheet
from firsthand.records import Alteration, Brief, Citation, Entry, Pile, Reading, Span, Story
from firsthand.text.visible import shorten, show_controls, squeeze

# A terminal of 50 lines, less the prompt and the line that was typed.
LINES_OF_FIRST_SCREEN = 46
WIDTH_OF_FIRST_SCREEN = 100
LINES_OF_HINTS = 2
MOST_VOICE_LINES = 16
MOST_ORIGINS_CHARACTERS = 70
LABEL_WIDTH = 22
VALUE_WIDTH, MOST_VALUE_WIDTH = 12, 24
MOST_CUT_LABEL = 16  # characters of a label that stay whatever the answer
LEAST_WIDTH_FOR_ESTIMATE = 96
MOST_TAIL_ITEMS = 3
MOST_NUMBERS = 8
MOST_MARKS = 12
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Section:
    """A heading and its blocks, one for each entry; the first screen may show fewer."""

    heading: str
    total: int
    blocks: list[list[Text]]  # of the first entries; of all where all are asked for
    least: int  # lines that it gets before the others share what is left
    shown: int = 0

    @property
    def height(self) -> int:
        """Count the lines that are shown, the heading included."""
        return sum(len(block) for block in self.blocks[: self.shown]) + (self.shown > 0)

    def grow(self, room: int) -> int:
        """Show one entry more where there is room for it; return the room that is left."""
        if self.shown >= len(self.blocks):
            return room
        needed = len(self.blocks[self.shown]) + (self.shown == 0)
        if needed > room and self.shown:
            return room
        self.shown += 1
        return room - needed


def show_brief(
    brief: Brief,
    pile: Pile,
    *,
    console_width: int | None = None,
    plain: bool = False,
    cite: bool = False,
    all: bool = False,  # noqa: A002
) -> None:
    """Print the brief of a pile: one screen, or with `all` every entry."""
    sheet = open_sheet(console_width, plain=plain)
    draw_brief(sheet, brief, index_pile(pile), cite=cite, everything=all)
    sheet.show()


def draw_brief(
    sheet: Sheet, brief: Brief, index: PileIndex, *, cite: bool = False, everything: bool = False
) -> None:
    """Write the brief on a sheet."""
    shown = None if everything else _choose_shown(sheet, brief, index)
    _draw_top(sheet, brief, index, everything=everything)
    sections = _sections(sheet, brief, index, cite=cite, everything=everything)
    for number, section in enumerate(sections):
        section.shown = len(section.blocks) if shown is None else shown[number]
        _draw_section(sheet, section)
    sheet.blank()
    _draw_tail(sheet, brief, index, everything=everything)
    hidden = sum(section.total - section.shown for section in sections)
    hints = [f"{count_of(hidden, 'more entry', 'more entries')}: --all."] if hidden else []
    if not cite:
        hints.append("Sentences behind a line: --cite.")
    if hints:
        sheet.put("  ".join(hints), style="dim")


def _choose_shown(sheet: Sheet, brief: Brief, index: PileIndex) -> list[int]:
    """Choose how many entries of each section stand on the first screen.

    Always laid out at the same width, so that a narrow terminal shows the same entries.
    """
    trial = Sheet(width=WIDTH_OF_FIRST_SCREEN, plain=sheet.plain)
    _draw_top(trial, brief, index, everything=False)
    _draw_tail(trial, brief, index, everything=False)
    room = LINES_OF_FIRST_SCREEN - len(trial.lines) - LINES_OF_HINTS
    sections = _sections(trial, brief, index, cite=False, everything=False)
    _share_room(sections, room)
    return [section.shown for section in sections]


def _draw_top(sheet: Sheet, brief: Brief, index: PileIndex, *, everything: bool) -> None:
    _draw_head(sheet, brief, index)
    sheet.blank()
    sheet.heading(f"Voices ({say_independence(brief.independence)})")
    most = None if everything else MOST_VOICE_LINES
    sheet.lines.extend(draw_voices(sheet, index, story_id=brief.story_id, most=most))
    sheet.blank()


def _draw_section(sheet: Sheet, section: _Section) -> None:
    if not section.shown:
        return
    left_out = section.shown < section.total
    counted = f" ({section.shown} of {section.total})" if left_out else ""
    sheet.heading(f"{section.heading}{counted}")
    for block in section.blocks[: section.shown]:
        sheet.lines.extend(block)


def _draw_head(sheet: Sheet, brief: Brief, index: PileIndex) -> None:
    days = say_days(brief.first_on, brief.last_on)
    title = squeeze(brief.title)
    if days and (brief.first_on is None or str(brief.first_on.year) not in title):
        title = f"{title}, {days}"
    funnel = say_funnel(brief, plain=sheet.plain)
    if len(title) + len(funnel) + 3 <= sheet.width:
        gap = sheet.width - Text(title).cell_len - len(funnel)
        sheet.lines.append(Text.assemble((title, "bold"), " " * gap, funnel))
    else:
        sheet.put(title, style="bold")
        sheet.put(funnel)
    for statement in brief.statements:
        sheet.put(join(squeeze(statement.text), " ", marks(statement.citations, index)))


def say_funnel(brief: Brief, *, plain: bool = False) -> str:
    """Say how many reports, outlets, voices and origins there are, each fewer than the last."""
    arrow = ", " if plain else " > "
    voices = brief.independence
    high = count_of(voices.high, "voice")
    voice = high if voices.low == voices.high else f"{say_range(voices.low, voices.high)} voices"
    low, most = brief.n_origins_low, brief.n_origins_high
    origin = count_of(most, "origin") if low == most else f"{say_range(low, most)} origins"
    outlets = f", {count_of(brief.n_outlets, 'outlet')}" if brief.n_outlets else ""
    text = f"{count_of(brief.n_reports, 'report')}{outlets}{arrow}{voice}{arrow}{origin}"
    return text.replace("–", " to ") if plain else text


def marks(citations: Sequence[Citation], index: PileIndex) -> Text:
    """Return the numbers of the reports that are cited: [1 5 7]."""
    numbers = sorted({index.number(citation.span.report_id) for citation in citations})
    left_out = len(numbers) - MOST_MARKS
    if left_out < 2:  # "and 1 more" is no shorter than the number
        return Text(f"[{' '.join(map(str, numbers))}]", style="dim")
    told = " ".join(map(str, numbers[:MOST_MARKS]))
    return Text(f"[{told} and {left_out:,} more]", style="dim")


# ---------------------------------------------------------------- sections


def _sections(
    sheet: Sheet, brief: Brief, index: PileIndex, *, cite: bool, everything: bool
) -> list[_Section]:
    most = None if everything else LINES_OF_FIRST_SCREEN

    def section(heading: str, entries: Sequence[Entry], least: int) -> _Section:
        blocks = [draw_entry(sheet, entry, index, cite=cite) for entry in entries[:most]]
        return _Section(heading, len(entries), blocks, least)

    altered = [draw_alteration(sheet, each, index, cite=cite) for each in brief.altered[:most]]
    return [
        section("In dispute", brief.disputed, least=7),
        section("Several voices", brief.several_voices, least=6),
        section("One voice", brief.one_voice, least=3),
        section("Changed over time", brief.changed, least=3),
        _Section("Altered by a copy", len(brief.altered), altered, least=4),
    ]


def _share_room(sections: list[_Section], room: int) -> None:
    """Give every section one entry, then its least lines, then share out what is left."""
    for section in sections:
        room = section.grow(room)
    for section in sections:
        before = -1
        while section.height < section.least and section.shown != before:
            before = section.shown
            room = section.grow(room)
    left = -1
    while room != left:
        left = room
        for section in sections:
            room = section.grow(room)


def draw_entry(sheet: Sheet, entry: Entry, index: PileIndex, *, cite: bool = False) -> list[Text]:
    """Return the lines of one entry."""
    if entry.status in ("updated", "evolving"):
        lines = _draw_changed(sheet, entry, index)
    elif len(entry.readings) > 1:
        lines = _draw_readings(sheet, entry, index)
    else:
        lines = _draw_single(sheet, entry, index)
    if cite:
        lines.extend(_draw_sentences(sheet, entry, index))
    return lines


def _lead(sheet: Sheet, entry: Entry) -> tuple[Text, int]:
    symbol = sheet.symbol(entry.status)
    return symbol, (max(len(word) for word in STATUS_WORDS.values()) if sheet.plain else 1)


def _draw_single(sheet: Sheet, entry: Entry, index: PileIndex) -> list[Text]:
    symbol, _ = _lead(sheet, entry)
    label = label_entry(entry, index)
    if not entry.readings:
        return sheet.wrap(symbol, " ", label, indent=1, hang=2)
    reading = entry.readings[0]
    width = 50 if sheet.width >= 90 else max(24, sheet.width // 2)
    asked = label == squeeze(entry.question)
    if asked and len(label) + len(value_of(reading, index)) >= width:
        return _draw_readings(sheet, entry, index)
    answer = ""
    if asked or (is_count(entry) and entry.kind == "count"):
        answer = f"{'' if label.endswith('?') else ':'} {value_of(reading, index)}"
    if sheet.plain and not sheet.narrow:
        answer, symbol = f"{answer} ({symbol.plain})", Text("-")
    # What is too long loses words of what is asked, never of the answer.
    most = 100 if sheet.narrow else width
    label = shorten(label, max(MOST_CUT_LABEL, most - len(answer))) + answer
    letters = sheet.letters(index.letters(reading.voices))
    return sheet.columns(
        [
            (symbol, len(symbol.plain)),
            (label, width),
            (letters, max(7, letters.cell_len)),
            (_word(entry, reading, plain=sheet.plain), 0),
        ],
        indent=1,
    )


def _word(entry: Entry, reading: Reading, *, plain: bool) -> str:
    word = say_origins(reading, most=MOST_ORIGINS_CHARACTERS)
    if entry.status == "corroborated_same_origin":
        return f"{'' if plain else '= '}same origin: {word}"
    if entry.status == "single_voice_others_compatible" and len(entry.readings) == 1:
        return f"{word}; others say nothing against it"
    if entry.status in ("opinion", "teaser_only"):
        return f"{word}; {STATUS_WORDS[entry.status]}"
    return word


def _draw_readings(sheet: Sheet, entry: Entry, index: PileIndex) -> list[Text]:
    """Set the readings of an entry under each other, what is counted before the first."""
    symbol, _ = _lead(sheet, entry)
    counted = is_count(entry)
    label = shorten(label_entry(entry, index) if counted else _topic(entry, index), 90)
    if sheet.plain and not sheet.narrow:
        label, symbol = f"{label} ({symbol.plain})", Text("-")
    estimate = say_estimate(entry)
    lines: list[Text] = []
    if not counted or sheet.narrow or len(label) > LABEL_WIDTH:
        lines.extend(sheet.wrap(symbol, " ", label, indent=1, hang=2))
        label, symbol = "", Text(" ")
    labelled = counted and bool(label)
    values = [value_of(reading, index) for reading in entry.readings]
    width = min(48, max(24, sheet.width // 2 - 4))
    if counted:
        width = min(MOST_VALUE_WIDTH, max(VALUE_WIDTH, *map(len, values)))
    for reading, value in zip(entry.readings, values, strict=True):
        letters = sheet.letters(index.letters(reading.voices))
        value = value if counted else _position(reading, index)
        cells: list[tuple[Text | str, int]] = (
            [(symbol, 1), (label, LABEL_WIDTH)] if labelled else []
        )
        cells += [(shorten(value, width), width), (letters, max(7, letters.cell_len))]
        word = _word(entry, reading, plain=sheet.plain)
        if estimate and counted and sheet.width >= LEAST_WIDTH_FOR_ESTIMATE:
            room = sheet.width - (68 if labelled else 46) - width
            cells += [(word, room), (estimate, 0)]
            estimate = ""
        else:
            cells.append((word, 0))
        if sheet.narrow:
            cells = [cell for cell in cells if str(cell[0]).strip()]
        lines.extend(sheet.columns(cells, indent=1 if labelled else 4))
        label, symbol = "", Text(" ")
    if estimate:
        lines.extend(sheet.wrap(estimate, indent=4))
    return lines


def _topic(entry: Entry, index: PileIndex) -> str:
    if entry.status == "contradictory" and entry.readings:
        return words_of(entry.readings[0], index)
    return name_topic(entry, index)


def _position(reading: Reading, index: PileIndex) -> str:
    """Return what a reading says: its value, and the words that it rests on."""
    value, words = value_of(reading, index), words_of(reading, index)
    if value == words:
        return f"“{words}”"
    # An age alone ("52") does not say who somebody is.
    tells_nothing = value in ("it is so", "it is not so") or value.isdigit()
    return f"{value}: “{words}”" if tells_nothing else value


def _draw_changed(sheet: Sheet, entry: Entry, index: PileIndex) -> list[Text]:
    """Set the readings in the order of time: 4 > 1 > 0, and when each was given."""
    symbol, _ = _lead(sheet, entry)
    dated = [(_given_on(reading, index), reading) for reading in entry.readings]
    dated.sort(key=lambda pair: pair[0])
    values = sheet.arrow().join(shorten(value_of(reading, index), 40) for _, reading in dated)
    letters = sheet.letters(
        index.letters(tuple(voice for reading in entry.readings for voice in reading.voices))
    )
    stamps = sheet.arrow().join(
        say_moment(index.reports[min(c.span.report_id for c in original(reading))])
        for _, reading in dated
        if reading.citations
    )
    label = label_entry(entry, index) if is_count(entry) else _topic(entry, index)
    if sheet.plain and not sheet.narrow:
        label, symbol = f"{label} ({symbol.plain})", Text("-")
    if not is_count(entry) or sheet.narrow or len(label) > LABEL_WIDTH:
        lines = sheet.wrap(symbol, " ", shorten(label, 90), indent=1, hang=2)
        return lines + sheet.wrap(values, "  ", letters, "  ", stamps, indent=4, hang=2)
    return sheet.columns(
        [
            (symbol, 1),
            (label, LABEL_WIDTH),
            (values, 20),
            (letters, max(7, letters.cell_len)),
            (stamps, 0),
        ],
        indent=1,
    )


def _given_on(reading: Reading, index: PileIndex) -> tuple[str, str]:
    """Return a key in the order of publication; what is not dated stands first."""
    keys = []
    for citation in original(reading):
        report = index.reports[citation.span.report_id]
        at = report.published_at.isoformat() if report.published_at else ""
        keys.append((at or (report.published_on.isoformat() if report.published_on else ""), at))
    return min(keys, default=("", ""))


def draw_alteration(
    sheet: Sheet, alteration: Alteration, index: PileIndex, *, cite: bool = False
) -> list[Text]:
    """Return the line of an alteration: what the copy says, what its parent says."""
    child = index.number(alteration.altered.report_id)
    parent = index.number(alteration.original.report_id)
    room = 120 if sheet.narrow else max(40, sheet.width - 34)
    before, after = focus(squeeze(alteration.original_text), squeeze(alteration.altered_text), room)
    grave = Text(alteration.severity, style=SEVERITY_STYLES.get(alteration.severity, ""))
    mark = "-" if sheet.plain else "!"
    line = join(f"{mark} {child} says ", after, f"; {parent} says ", before)
    if sheet.narrow:
        lines = sheet.wrap(line, ", ", grave, indent=1, hang=2)
    else:
        line.truncate(sheet.width - 12, overflow="ellipsis")
        line.pad_right(max(0, sheet.width - 12 - line.cell_len))
        lines = [Text.assemble(" ", line, " ", grave)]
    if cite:
        for span in (alteration.altered, alteration.original):
            lines.extend(draw_sentence(sheet, span, index))
    return lines


def focus(before: str, after: str, room: int) -> tuple[str, str]:
    """Cut two wordings to fit together around the first words that differ, each in marks."""
    if len(before) + len(after) + 4 <= room:
        return f"“{before}”", f"“{after}”"
    left, right = compare_words(before, after)
    each = room // 2 - 3
    return _around_change(before, left, each), _around_change(after, right, each)


def _around_change(text: str, pieces: Sequence[Piece], room: int) -> str:
    if len(text) <= room:
        return f"“{text}”"
    kept = 0
    for piece in pieces:
        if piece.changed:
            break
        kept += len(piece.text)
    start = max(0, min(kept - room // 4, len(text) - room))
    start = text.find(" ", start) + 1 if start else 0
    return f"“{'…' if start else ''}{shorten(text[start:], room)}”"


# ---------------------------------------------------------------- citations and the tail


def _draw_sentences(sheet: Sheet, entry: Entry, index: PileIndex) -> list[Text]:
    """Return the sentences behind an entry, copies last, each with report and offsets."""
    lines = sheet.wrap(
        f"{squeeze(entry.id)}  {squeeze(entry.reason)}", style="dim", indent=5, hang=3
    )
    for reading in entry.readings:
        citations = sorted(reading.citations, key=lambda c: (c.derived, c.span))
        for citation in citations:
            lines.extend(draw_sentence(sheet, citation.span, index, derived=citation.derived))
    return lines


def draw_sentence(
    sheet: Sheet, span: Span, index: PileIndex, *, derived: bool = False
) -> list[Text]:
    """Return the sentence around a span with report and offsets, the cited words lit."""
    whole = index.sentence(span)
    text = index.reports[span.report_id].text
    outlet = shorten(index.outlet(span.report_id), 30)
    lead = f"{index.number(span.report_id)} [{span.start}-{span.end}] {outlet}"
    lead += " (copy): " if derived else ": "
    before, cited, after = (
        _SPACES.sub(" ", show_controls(part))
        for part in (
            text[whole.start : span.start],
            text[span.start : span.end],
            text[span.end : whole.end],
        )
    )
    words = Text.assemble((lead, "dim"), before, (cited, "bold"), after)
    return sheet.wrap(words, indent=5, hang=3)


def _draw_tail(sheet: Sheet, brief: Brief, index: PileIndex, *, everything: bool) -> None:
    files = {squeeze(r.name): index.number(r.id) for r in index.pile.reports}
    shown = None if everything else MOST_TAIL_ITEMS
    if brief.apart:
        said = [_say_story(story, index) for story in brief.apart]
        sheet.put(f"Apart, another happening: {_some(said, shown)}", hang=2)
    if brief.not_measured:
        said = [_say_not_measured(squeeze(each), files) for each in brief.not_measured]
        sheet.put(f"Not measured: {_some(said, shown)}", hang=2)
    if brief.failures:
        said = [f"{squeeze(f.item)} ({squeeze(f.reason)})" for f in brief.failures]
        sheet.put(f"{len(said)} failed: {_some(said, shown)}", hang=2)


def _say_story(story: Story, index: PileIndex) -> str:
    numbers = sorted(index.number(report_id) for report_id in story.reports)
    told = sum(1 for entry in index.pile.ledger.entries if entry.story_id == story.id)
    entries = f", {count_of(told, 'entry', 'entries')}" if told else ""
    shown = " ".join(map(str, numbers[:MOST_NUMBERS])) + (" ..." if numbers[MOST_NUMBERS:] else "")
    return f"{shorten(squeeze(story.title), 70)} [{shown}]{entries}"


def _say_not_measured(said: str, files: Mapping[str, int]) -> str:
    """Put the number of a report beside its name, where the words name one."""
    for name, number in files.items():
        if said.startswith(f"report {name}:"):
            return f"report {number} ({name}):{said.removeprefix(f'report {name}:')}"
    return said


def _some(said: Sequence[str], most: int | None) -> str:
    if most is None or len(said) <= most:
        return "; ".join(said)
    return f"{'; '.join(said[:most])}; {len(said) - most} more"
