"""Translate there and back with apertium: what a machine makes of a report, by a real machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

INSTALL = (
    "install it with `apt-get install apertium apertium-eng-spa apertium-eng-cat` "
    "(more pairs: apertium-en-gl, apertium-eo-en), or give --translations 0"
)
_MODE = re.compile(r"^(?P<a>[a-z]{2,3})-(?P<b>[a-z]{2,3})$")
_ENGLISH = {"en", "eng"}


class NoTranslator(Exception):
    """apertium, or a pair of languages that leads back to English, is not installed."""


def list_ways() -> list[tuple[str, str]]:
    """List the pairs of modes that lead from English and back, sorted.

    Raises:
        NoTranslator: there is none.
    """
    if shutil.which("apertium") is None:
        raise NoTranslator(f"apertium is not installed: {INSTALL}")
    told = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=True).stdout
    modes = {line.strip() for line in told.splitlines() if _MODE.match(line.strip())}
    ways = []
    for there in sorted(modes):
        source, target = there.split("-")
        if source in _ENGLISH and f"{target}-{source}" in modes:
            ways.append((there, f"{target}-{source}"))
    if not ways:
        raise NoTranslator(f"apertium knows no way from English and back: {INSTALL}")
    return ways


def go_there_and_back(paragraphs: Sequence[str], way: tuple[str, str]) -> list[str]:
    """Translate paragraphs there and back; words that apertium does not know stay as they are.

    Raises:
        RuntimeError: apertium failed.
    """
    return [re.sub(r"  +", " ", p) for p in _translate(_translate(paragraphs, way[0]), way[1])]


def _translate(paragraphs: Sequence[str], mode: str) -> list[str]:
    done = subprocess.run(
        ["apertium", "-u", mode],
        input="\n\n".join(" ".join(p.split()) for p in paragraphs) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"apertium {mode}: exit {done.returncode}: {done.stderr.strip()}")
    return [p.strip() for p in re.split(r"\n\s*\n", done.stdout) if p.strip()]
