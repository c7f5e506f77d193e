"""Lines for people: columns that line up, sentences below them, colour on a terminal alone."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from firsthand.text.visible import shorten, squeeze

NARROWEST = 40
WIDEST = 160
BETWEEN = "  "


def width() -> int:
    """Return how many columns there are; a pipe has as many as it takes."""
    if not sys.stdout.isatty():
        return WIDEST
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def show_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; on a terminal the last column is cut at its edge, in a pipe never."""
    cells = [[squeeze(cell) for cell in row] for row in rows]
    widths = [max(map(len, column), default=0) for column in zip(heads, *cells, strict=True)]
    say(_line(heads, widths), style="bold")
    for row in cells:
        line = _line(row, widths)
        say(shorten(line, width()) if sys.stdout.isatty() else line)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(columns) for cell, columns in zip(cells, widths, strict=True))
    return BETWEEN.join(padded).rstrip()


def say(line: str = "", *, style: str | None = None) -> None:
    """Print one line; a style repeats what the words say and never carries it alone."""
    if style is not None and is_coloured():
        line = click.style(
            line,
            bold=style == "bold",
            dim=style == "dim",
            fg=style if style not in ("bold", "dim") else None,
        )
    click.echo(line)


def say_wrapped(text: str, *, indent: int, style: str | None = None) -> None:
    """Print a text as a paragraph; what follows its first line stands as far in."""
    margin = " " * indent
    wrapped = textwrap.wrap(
        squeeze(text),
        width(),
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in wrapped:
        say(line, style=style)


def is_coloured() -> bool:
    """Say whether colour is wanted: on a terminal, without NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
