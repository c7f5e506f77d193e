"""Voices as trees: who speaks for himself, and what was made from it."""

from __future__ import annotations

from rich.text import Text

from firsthand.brief import PileIndex
from firsthand.brief.tree import Branch, grow_tree
from firsthand.brief.wording import say_moment, say_probability
from firsthand.cli.sheet import Sheet, voice_style
from firsthand.records import Voice
from firsthand.text.visible import shorten, squeeze

LEAST_WIDTH_FOR_NOTES = 92  # below it what a branch says is one paragraph


def draw_voices(
    sheet: Sheet, index: PileIndex, *, story_id: str | None = None, most: int | None = None
) -> list[Text]:
    """Return the voices as trees; roots are never left out before what hangs on them.

    Args:
        story_id: whose voices; None for all of the pile.
        most: lines; None for all.
    """
    voices = index.voices_in(story_id)
    lines: list[Text] = []
    left = None if most is None else max(0, most - len(voices))
    shown = voices if most is None else voices[:most]
    for voice in shown:
        branches = grow_tree(voice, index)
        lines.extend(_draw_branch(sheet, voice, branches[0], index))
        below = branches[1:]
        kept = below if left is None else below[:left]
        for branch in kept:
            lines.extend(_draw_branch(sheet, voice, branch, index))
        if left is not None:
            left -= len(kept)
        if len(kept) < len(below):
            rest = len(below) - len(kept)
            lines.extend(sheet.wrap(f"{rest} more in {voice.letter}", style="dim", indent=4))
    if len(shown) < len(voices):
        lines.extend(sheet.wrap(f"{len(voices) - len(shown)} more voices", style="dim", indent=1))
    return lines


def _draw_branch(sheet: Sheet, voice: Voice, branch: Branch, index: PileIndex) -> list[Text]:
    root = branch.depth == 0
    number = "–" if branch.report_id is None else str(index.number(branch.report_id))
    if sheet.plain and branch.report_id is None:
        number = "-"
    if branch.report_id is None:
        name = squeeze(voice.name or "") or "a source"
        moment = "not seen"
    else:
        report = index.reports[branch.report_id]
        name, moment = index.outlet(report.id), say_moment(report)
    probability = say_probability(branch.derivation.probability) if branch.derivation else ""
    lead = Text(" ")
    if root:
        letter = f"{voice.letter:<2}" if len(voice.letter) < 2 else f"{voice.letter} "
        lead.append(letter, style=f"bold {voice_style(voice.letter)}")
    else:
        lead.append("   ")
        lead.append(_limb(sheet, branch), style="dim")
    lead.append(f"{number:>2}  ")
    relation = "" if branch.report_id is None else branch.relation
    notes = "; ".join(branch.notes)
    if sheet.plain:
        notes = notes.replace(" > ", sheet.arrow())
    if sheet.narrow:
        words = [name, moment, f"{relation} {probability}".strip(), notes]
        text = ", ".join(word for word in words if word)
        return sheet.wrap(lead, text, hang=5)
    if root:
        relation, notes = ("; ".join(part for part in (relation, notes) if part)), ""
    room = 27 - lead.cell_len
    cells: list[tuple[Text | str, int]] = [
        (Text.assemble(lead, shorten(name, room)), 27),
        (moment, 12),
    ]
    if root:
        cells.append((relation, 0))
    elif sheet.width < LEAST_WIDTH_FOR_NOTES:
        told = " ".join(part for part in (relation, probability) if part)
        cells.append(("; ".join(part for part in (told, notes) if part), 0))
    else:
        cells += [(relation, 22), (probability, 4), (notes, 0)]
    return sheet.columns(cells)


def _limb(sheet: Sheet, branch: Branch) -> str:
    inner = "  " * (min(branch.depth, 4) - 1)
    if not sheet.drawing:
        return f"{inner}  "
    return f"{inner}{'└' if branch.last else '├'} "
