"""Reports of an invented flood, and what is made of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from firsthand.records import Furniture, FurnitureKind, Marked, Report, ReportId, Retrieval

FLOOD = """The river Sarn burst its banks at Ulmet on Monday night and drove some 900 people from \
their homes, the district office said.

Two men drowned when their van was swept off the Korn bridge shortly before midnight, according to \
the fire brigade. A woman of 71 was found dead in a cellar on Tuesday morning.

“We carried people out through the upper windows because the doors would not open any more,” said \
Brigitte Aal, who leads the brigade.

The water rose by almost four metres within three hours after a dam of timber broke above the \
village of Hest. Meteorologists had warned of heavy rain on Sunday, but no alarm was given in Ulmet.

Mayor Otto Renn said the sirens had been out of order since the spring. He asked the government in \
Tarvos for soldiers and tents.

The railway between Ulmet and Lindow will stay shut for at least a week, its operator Sarnbahn said. \
Farmers fear that the whole of the beet harvest in the lower valley is lost.
"""

OTHER_FLOOD = """ULMET - At the sports hall on the hill, volunteers were ladling soup on Tuesday for \
families who had lost everything but their coats.

Three people are known to have died in the flood, among them two brothers from Hest whose delivery \
van was found in a field a mile downstream, police spokesman Jan Tiller said.

“I heard a noise like a train and then the garden was gone,” said Marta Quell, 58, who spent the \
night on her roof with two dogs.

Officials put the number of evacuees at about a thousand. The provincial governor, Ilse Brandt, \
arrived by helicopter and promised quick help.

Mayor Otto Renn did not want to be photographed. Engineers are looking at why the log jam upstream gave way all at once. A report in 2011 had called \
it a danger to the town, and nothing was done.
"""

MARKET = """The weekly market of Lindow moves to the station square from next month, the council \
decided on Thursday after a long debate.

Stallholders had asked for more room and for a tap. The square offers both, said councillor Piet \
Maas, who drew up the plan, and parking costs nothing on Saturdays.

A petition of 340 neighbours who fear noise in the early hours was turned down by nine votes to four.

The first market at the new place is planned for the second Saturday in May, with a brass band and \
free pancakes for children, if the weather is kind.
"""

QUOTATION = (
    "“We carried people out through the upper windows because the doors would not open any more,”"
)

# What three newsrooms tell of their own around the same paragraphs.
PASTED = FLOOD.strip().split("\n\n")[1:4]
LINDOW = (
    "Lindow sends boats and blankets to Ulmet",
    "The town of Lindow sent six boats to Ulmet on Tuesday, and Otto Renn came to the landing to "
    "thank the crews in person.",
    "Lindow's own bridge is safe, its engineer Ada Vries said after a dive on Wednesday; the piers "
    "at Ulmet stand on gravel, hers on rock.",
    "The school in Lindow has taken in forty children from Ulmet until the summer.",
)
TARVOS = (
    "Tarvos opens its barracks for Ulmet",
    "The garrison of Tarvos made two hundred beds on Tuesday for families from Ulmet, and Otto Renn "
    "asked by telephone for more.",
    "Colonel Hedda Brink, who commands the garrison, said that her cooks had baked bread since four "
    "in the morning and that lorries would leave for Ulmet at noon.",
    "The theatre in Tarvos gives its takings of this week to the families.",
)
GANSK = (
    "Gansk counts its sandbags",
    "In the port of Gansk, forty miles below Ulmet, the pilots tied up their cutters on Tuesday and "
    "Otto Renn's cousin, the harbour master Enno Renn, closed the lock.",
    "Enno Renn said that the crest would pass in the night to Friday, and that the pumps bought "
    "after the last one had never been tried at such a height.",
    "The fish auction in Gansk is moved to the upper quay until the lock opens again.",
)


def paste(own: tuple[str, ...], pasted: Sequence[str] = PASTED) -> str:
    """Set pasted paragraphs into a newsroom's own account."""
    return "\n\n".join([*own[:2], *pasted, *own[2:]])


def strip(text: str) -> str:
    """Take case and punctuation from a text, as careless archives do."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def wrap(text: str, width: int = 60) -> str:
    """Break lines at a fixed width, as scans are broken."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def mark(
    name: str,
    text: str,
    *,
    on: str | None = None,
    outlet: str | None = None,
    furniture: tuple[tuple[str, FurnitureKind], ...] = (),
) -> Marked:
    """Make a report; furniture is given as words of the text with their kind."""
    report = Report(
        id=ReportId(name),
        text=text,
        outlet=outlet,
        published_on=dt.date.fromisoformat(on) if on else None,
        retrieval=Retrieval(sha256=name),
    )
    marks = []
    for words, kind in furniture:
        start = text.index(words)
        marks.append(Furniture(span=report.span(start, start + len(words)), kind=kind))
    return Marked(report=report, furniture=tuple(marks))
