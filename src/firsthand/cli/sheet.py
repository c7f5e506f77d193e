"""A sheet of lines for a terminal: widths, symbols or words, columns, colour that only repeats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from firsthand.records import Severity, Status

# Below this the columns are set under each other.
LEAST_COLUMN_WIDTH = 60
PIPE_WIDTH = 100
LEAST_WIDTH = 20
LEAST_REST = 10  # for the column that takes what is left
_VOICE_STYLES = ("cyan", "magenta", "green", "yellow", "blue", "red")
_SYMBOLS: dict[Status, str] = {
    "corroborated": "✓",
    "corroborated_same_origin": "✓",
    "single_voice": "·",
    "single_voice_others_compatible": "·",
    "disputed": "≠",
    "contradictory": "≠",
    "partly_consistent": "~",
    "updated": "↻",
    "evolving": "↻",
    "teaser_only": "·",
    "opinion": "·",
}
_STATUS_STYLES: dict[str, str] = {"≠": "bold red", "✓": "bold green", "↻": "yellow", "~": "yellow"}
SEVERITY_STYLES: dict[Severity, str] = {"critical": "bold red", "high": "red"}


class _Output(Console):
    """Standard output; a reader that stops reading is for the command line to deal with."""

    def on_broken_pipe(self) -> None:
        """Let the error go on, where rich would leave with 1."""
        raise BrokenPipeError


@dataclass(slots=True)
class Sheet:
    """Lines that are being written for one width and one kind of reader."""

    width: int = PIPE_WIDTH
    plain: bool = False  # words instead of symbols
    drawing: bool = False  # tree lines; only on a terminal that is wide enough
    lines: list[Text] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Say whether columns must stand under each other."""
        return self.width < LEAST_COLUMN_WIDTH

    def put(self, *pieces: str | Text, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Write one line, wrapped at the width; what wraps hangs further in."""
        self.lines.extend(self.wrap(*pieces, style=style, indent=indent, hang=hang))

    def heading(self, words: str) -> None:
        """Write the heading of a section."""
        self.put(words, style="bold")

    def blank(self) -> None:
        """Leave a line free."""
        self.lines.append(Text())

    def wrap(
        self, *pieces: str | Text, style: str = "", indent: int = 0, hang: int = 0
    ) -> list[Text]:
        """Return a line as lines that fit."""
        whole = join(*pieces, style=style)
        room = max(1, self.width - indent - hang)
        first = max(1, self.width - indent)
        wrapped = list(whole.wrap(_MEASURE, first if hang == 0 else room))
        out: list[Text] = []
        for number, line in enumerate(wrapped):
            line.rstrip()
            lead = " " * (indent + (hang if number else 0))
            out.append(Text.assemble(lead, line))
        return out

    def columns(self, cells: Sequence[tuple[Text | str, int]], *, indent: int = 0) -> list[Text]:
        """Set cells beside each other, each cut at its width; under each other where narrow.

        Args:
            cells: text and width; a width of 0 takes what is left and wraps.
        """
        fixed = sum(width + 1 for _, width in cells if width)
        rest = self.width - indent - fixed
        if self.narrow or rest < (LEAST_REST if any(not width for _, width in cells) else 0):
            texts = [join(cell) for cell, _ in cells]
            filled = [text for text in texts if text.plain.strip()]
            out = self.wrap(*_spaced(filled[:2]), indent=indent, hang=3)
            for text in filled[2:]:
                out.extend(self.wrap(text, indent=indent + 3, hang=2))
            return out
        line = Text(" " * indent)
        overflow: list[Text] = []
        for cell, width in cells:
            text = join(cell)
            if width == 0:
                wrapped = list(text.wrap(_MEASURE, rest))
                margin = " " * line.cell_len
                overflow = [Text.assemble(margin, more) for more in wrapped[1:]]
                text = wrapped[0] if wrapped else Text()
                text.rstrip()
                line.append_text(text)
                line.append(" " * (rest - text.cell_len + 1))
            else:
                text.truncate(width, overflow="ellipsis", pad=True)
                line.append_text(text)
                line.append(" ")
        line.rstrip()
        return [line, *overflow]

    def symbol(self, status: Status) -> Text:
        """Return the symbol of a status, or its words where the sheet is plain."""
        from firsthand.brief.wording import STATUS_WORDS

        if self.plain:
            return Text(STATUS_WORDS[status])
        symbol = _SYMBOLS[status]
        return Text(symbol, style=_STATUS_STYLES.get(symbol, ""))

    def letters(self, letters: Iterable[str]) -> Text:
        """Return the letters of voices, each in the colour that it has everywhere."""
        out = Text()
        for letter in letters:
            if out.plain:
                out.append(" ")
            out.append(letter, style=voice_style(letter))
        return out

    def arrow(self) -> str:
        """Return what stands between a figure and the one that replaced it."""
        return " then " if self.plain else " > "

    def show(self) -> None:
        """Print the sheet on standard output; colour only on a terminal."""
        console = _Output(width=max(LEAST_WIDTH, self.width), highlight=False, markup=False)
        encoding = sys.stdout.encoding or "utf-8"
        for line in self.lines:
            if not _encodes(line.plain):
                line = Text(line.plain.encode(encoding, "backslashreplace").decode(encoding))
            console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def text(self) -> str:
        """Return the sheet without colour."""
        return "".join(f"{line.plain.rstrip()}\n" for line in self.lines)


def open_sheet(console_width: int | None, *, plain: bool) -> Sheet:
    """Return an empty sheet for standard output as it is."""
    console = Console()
    width = console_width or (console.width if console.is_terminal else PIPE_WIDTH)
    width = max(LEAST_WIDTH, width)
    can_draw = _encodes("≠✓↻├└–…“”")
    return Sheet(
        width=width,
        plain=plain or not can_draw,
        drawing=console.is_terminal and can_draw and not plain and width >= LEAST_COLUMN_WIDTH,
    )


def join(*pieces: str | Text, style: str = "") -> Text:
    """Join strings and styled text into one new text."""
    out = Text(style=style)
    for piece in pieces:
        if isinstance(piece, Text):
            out.append_text(piece)
        else:
            out.append(piece)
    return out


def voice_style(letter: str) -> str:
    """Return the colour of a voice: the same letter, the same colour, on every screen."""
    if not letter or not letter[0].isalpha():
        return ""
    return _VOICE_STYLES[(ord(letter[0].upper()) - ord("A")) % len(_VOICE_STYLES)]


def fits(text: str, width: int) -> bool:
    """Say whether a line takes at most so many cells."""
    return cell_len(text) <= width


def _spaced(texts: Sequence[Text]) -> list[Text]:
    out: list[Text] = []
    for text in texts:
        if out:
            out.append(Text(" "))
        out.append(text)
    return out


def _encodes(characters: str) -> bool:
    try:
        characters.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


# Text.wrap asks a console only for its tab size; this one never writes.
_MEASURE = Console(width=PIPE_WIDTH, file=None, no_color=True)
