"""What desks, pages and scanners do to a report: each change of a copy, by a rule of our own.

A draft is a list of paragraphs, each with whether its words were taken over from the parent as they
stood; the characters that a child took (`child_range`) follow from it when the draft is joined.
"""

from __future__ import annotations

import html
import itertools
import random
import re
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from rewording import reword
from sources import QUOTED, count_words, cut_sentences, is_prose


class Paragraph(NamedTuple):
    """A paragraph of a draft; `taken`: its words are the parent's."""

    words: str
    taken: bool = False


Draft = list[Paragraph]

# House styles that desks impose on agency text: spelling, titles, numbers, marks.
_STYLES: list[list[tuple[str, str]]] = [
    [
        (r"\b([Cc])enter\b", r"\1entre"), (r"\b([Ll])abor\b", r"\1abour"), (r"\bdefense\b", "defence"),
        (r"\b([Pp])rogram\b", r"\1rogramme"), (r"\b(\w{3,})ize\b", r"\1ise"), (r"\b(\w{3,})ized\b", r"\1ised"),
        (r"\b(\w{3,})ization\b", r"\1isation"), (r"\bpercent\b", "per cent"), (r"\bcolor\b", "colour"),
        (r"\bneighbor", "neighbour"), (r"\bfavor", "favour"), (r"\btoward\b", "towards"), (r"\bgray\b", "grey"),
    ],
    [
        (r"\bper ?cent\b", "%"), (r"\s+%", "%"), (r"\bMr\. ", "Mr "), (r"\bMrs\. ", "Mrs "), (r"\bDr\. ", "Dr "),
        (r"\bU\.S\.", "US"), (r"\bU\.K\.", "UK"), (r"\bU\.N\.", "UN"), (r"\ba\.m\.", "am"), (r"\bp\.m\.", "pm"),
    ],
    [
        (r"\b(?:Mr|Mrs|Ms|Dr)\.? (?=[A-Z])", ""), (r"[“”]", '"'), (r"[‘’]", "'"), (r" [—–] ", " - "),
        (r"\bUS\b", "U.S."), (r"\bUK\b", "Britain"), (r" million\b", "m"), (r" billion\b", "bn"),
    ],
    [
        (r'"([^"\n]{2,400})"', r"“\1”"), (r" -+ ", " — "), (r"\bone\b(?= (?:person|man|woman|dead))", "1"),
        (r"\btwo\b", "2"), (r"\bthree\b", "3"), (r"\bfour\b", "4"), (r"\bfive\b", "5"), (r"\bsix\b", "6"),
        (r"\bJanuary\b", "Jan."), (r"\bFebruary\b", "Feb."), (r"\bAugust\b", "Aug."), (r"\bSeptember\b", "Sept."),
        (r"\bOctober\b", "Oct."), (r"\bNovember\b", "Nov."), (r"\bDecember\b", "Dec."),
    ],
]  # fmt: skip
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’]{2,40}(?:, [\w. ]+)?(?: \([A-Z][\w ]+\))? [—–-]+ ")
_SEE_ALSO = """
See also: what we know so far|Read more: how it came to this|Also read: five questions that remain
Watch: the moment as it was filmed|Related: the story in pictures|More on this: a timeline
Don't miss: our newsletter every morning|Most read today|Related articles|Listen: the podcast
Read next: what the neighbours say|Opinion: who will answer for it|Live: the latest from the scene
Share this article|Sign up for alerts|Follow us for updates|Story continues below|Advertisement
""".strip()
SEE_ALSO = _SEE_ALSO.replace("\n", "|").split("|")
_LEADS = """
The full account can be read elsewhere.|Here is what was published.|An extract follows.
The following was published earlier.|Excerpts from the report:|From the wires.
""".strip()
LEADS = _LEADS.replace("\n", "|").split("|")
_MISREAD = {
    "rn": "m", "m": "rn", "l": "1", "cl": "d", "e": "c", "h": "b", "I": "l", "O": "0", "S": "5",
    "i": "j", "t": "f", "u": "ii", "fi": "f", "vv": "w", "B": "8", "g": "q", "ri": "n",
}  # fmt: skip
_TOLL = re.compile(
    r"\b(?P<n>\d{1,4})\b(?= (?:people|persons|dead|killed|others|injured|wounded|missing|homes"
    r"|houses|arrests|cases|victims|deaths|passengers|protesters|residents|students|workers))"
)

# Of a passage that is lifted: words outside quotation marks, and how often one is sought.
LEAST_NARRATED, MOST_TRIES = 30, 8


def own(paragraphs: Sequence[str]) -> Draft:
    return [Paragraph(words) for words in paragraphs]


def taken(paragraphs: Sequence[str]) -> Draft:
    return [Paragraph(words, taken=True) for words in paragraphs]


def join(draft: Draft, mark: str) -> tuple[str, list[list[int]]]:
    """Join a draft with a paragraph mark.

    Returns:
        The text, and the ranges of it (code points, half open) that were taken over, one for
        each paragraph.
    """
    text, ranges = "", []
    for paragraph in draft:
        start = len(text) + (len(mark) if text else 0)
        text += (mark if text else "") + paragraph.words
        if paragraph.taken:
            ranges.append([start, len(text)])
    return text, ranges


def edit_lightly(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Edit as a desk does: a house style, some sentences and a last paragraph cut, a dateline."""
    styles = rng.sample(_STYLES, rng.randint(1, 2))
    cut = rng.uniform(0.03, 0.2)
    found = []
    for number, paragraph in enumerate(paragraphs):
        sentences = cut_sentences(_DATELINE.sub("", paragraph) if number == 0 else paragraph)
        kept = [s for s in sentences if number == 0 or rng.random() > cut]
        words = " ".join(kept)
        for pattern, plain in itertools.chain(*styles):
            words = re.sub(pattern, plain, words)
        if words:
            found.append(words)
    if len(found) > 4 and rng.random() < 0.5:
        found = found[: -rng.randint(1, max(1, len(found) // 6))]
    if rng.random() < 0.3:
        found.insert(rng.randint(1, len(found)), rng.choice(SEE_ALSO))
    return found


def cut_ends(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Cut words from either end, at most a fifth and a third, in the middle of a sentence."""
    words = [(number, word) for number, p in enumerate(paragraphs) for word in p.split()]
    front = rng.randint(0, len(words) // 5) if rng.random() < 0.5 else 0
    back = rng.randint(3, max(4, len(words) // 3)) if rng.random() < 0.8 else 0
    kept: dict[int, list[str]] = {}
    for number, word in words[front : len(words) - back]:
        kept.setdefault(number, []).append(word)
    return [" ".join(run) for _, run in sorted(kept.items())]


def run_in(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Run one to four see-also lines into the text, between paragraphs or between sentences."""
    found = list(paragraphs)
    for line in rng.sample(SEE_ALSO, rng.randint(1, 4)):
        place = rng.randrange(len(found))
        sentences = cut_sentences(found[place])
        middle = rng.randint(0, len(sentences))
        found[place] = " ".join([*sentences[:middle], line, *sentences[middle:]])
    return found


def strip_case_and_marks(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Lose capitals and punctuation, all of it or all but the full stops."""
    lost = r"[^\w\s%$€£'’.-]" if rng.random() < 0.35 else r"[^\w\s%$€£'’-]|(?<!\w)-|-(?!\w)"
    return [re.sub(r"\s+", " ", re.sub(lost, " ", p.lower())).strip() for p in paragraphs]


def leave_residue(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Leave HTML entities half read: bare "39;" and "quot;", or the entities whole."""
    found = []
    for paragraph in paragraphs:
        escaped = html.escape(re.sub("[‘’]", "'", re.sub("[“”]", '"', paragraph)))
        escaped = escaped.replace("&#x27;", "&#39;")
        found.append(escaped)
    return [re.sub(r"&#?(?=\w+;)", "", p) for p in found] if rng.random() < 0.6 else found


def scan(paragraphs: Sequence[str], rng: random.Random) -> list[str]:
    """Wrap lines with words divided at their ends, misread letters, lose some spaces.

    The lines of a paragraph stay one paragraph, with single line ends in it.
    """
    misread = rng.uniform(0.004, 0.02)
    width = rng.randint(38, 72)
    found = []
    for paragraph in paragraphs:
        letters = []
        for piece in re.findall(r"rn|cl|fi|vv|ri|.", paragraph):
            swapped = _MISREAD.get(piece) if rng.random() < misread else None
            letters.append(swapped or ("" if piece == " " and rng.random() < 0.003 else piece))
        lines = textwrap.wrap("".join(letters), width, break_long_words=False)
        for number in range(len(lines) - 1):
            head, _, rest = lines[number + 1].partition(" ")
            if len(head) > 7 and head.isalpha() and rng.random() < 0.4:
                middle = rng.randint(3, len(head) - 3)
                lines[number] += f" {head[:middle]}-"
                lines[number + 1] = f"{head[middle:]} {rest}".strip()
        found.append("\n".join(lines))
    return found


def take_excerpt(paragraphs: Sequence[str], rng: random.Random) -> Draft:
    """Take a run of a fifth to half of the paragraphs; sometimes a line of one's own before it."""
    run = taken(take_run(paragraphs, rng, rng.uniform(0.2, 0.5)))
    return [Paragraph(rng.choice(LEADS)), *run] if rng.random() < 0.4 else run


def take_run(
    paragraphs: Sequence[str], rng: random.Random, share: float, *, least_words: int = 40
) -> list[str]:
    """Take neighbouring paragraphs of prose that make up about this share of the words (0..1).

    A run that is nearly all somebody's quoted words shares a quotation and is no excerpt: another
    is sought, a few times.
    """
    paragraphs = [paragraph for paragraph in paragraphs if is_prose(paragraph)] or paragraphs
    wanted = max(least_words, share * count_words(paragraphs))
    run: list[str] = []
    for _ in range(MOST_TRIES):
        start = rng.randrange(len(paragraphs))
        while start and count_words(paragraphs[start:]) < wanted:
            start -= 1
        end = start + 1
        while end < len(paragraphs) and count_words(paragraphs[start:end]) < wanted:
            end += 1
        run = list(paragraphs[start:end])
        if count_words([QUOTED.sub(" ", words) for words in run]) >= LEAST_NARRATED:
            break
    return run


def take_siblings(paragraphs: Sequence[str], rng: random.Random) -> tuple[Draft, Draft]:
    """Take two different excerpts that overlap, one after a line of its own."""
    paragraphs = [paragraph for paragraph in paragraphs if is_prose(paragraph)] or paragraphs
    count = len(paragraphs)
    middle = max(1, round(count * rng.uniform(0.2, 0.4)))
    first = paragraphs[: min(count, count // 2 + middle)]
    second = paragraphs[max(1, count // 2 - middle) :]
    return taken(first), [Paragraph(rng.choice(LEADS)), *taken(second)]


def compose(host: Sequence[str], guest: Sequence[str], rng: random.Random) -> Draft:
    """Paste a passage of the guest between the paragraphs of a host; `taken` marks the passage."""
    passage = take_run(guest, rng, rng.uniform(0.15, 0.45))
    place = rng.randint(1, len(host))
    return [*own(host[:place]), *taken(passage), *own(host[place:])]


def make_earlier(paragraphs: Sequence[str], rng: random.Random) -> tuple[list[str], Draft]:
    """Make the earlier version of a report: paragraphs left out, others worded otherwise, lower tolls.

    Returns:
        The earlier version, and the given report as the later one: `taken` where both agree.
    """
    dropped, touched = rng.uniform(0.15, 0.5), rng.uniform(0.0, 0.6)
    earlier: list[str] = []
    later: Draft = []
    for number, paragraph in enumerate(paragraphs):
        if number > 1 and rng.random() < dropped:
            later.append(Paragraph(paragraph))
            continue
        worded = reword(paragraph, rng, share=0.5) if rng.random() < touched else paragraph
        before = _TOLL.sub(lambda m: str(max(1, round(int(m["n"]) * 0.7))), worded)
        earlier.append(before)
        later.append(Paragraph(paragraph, taken=before == paragraph))
    if len(earlier) == len(later):  # a short report lost nothing by chance: it loses its end
        earlier.pop()
        later[-1] = Paragraph(later[-1].words)
    return earlier, later


def change_headline(title: str | None, first: str, rng: random.Random) -> str | None:
    """Give a child its headline: the same, one cut or dressed, one from the first words, or none."""
    way = rng.random()
    if way < 0.2 or not title:
        return None if way < 0.1 or not first else " ".join(first.split()[: rng.randint(7, 12)])
    if way < 0.45:
        return title
    if way < 0.6:
        return rng.choice(["Update: ", "Report: ", "World: ", "News in brief: "]) + title
    if way < 0.8:
        return " ".join(title.split()[: max(4, len(title.split()) - rng.randint(1, 4))])
    return title[:1].upper() + title[1:].lower()
