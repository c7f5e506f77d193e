"""The desk that makes copies: every kind of derivation and of look-alike, with its row of truth."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from edits import (
    Draft,
    change_headline,
    compose,
    cut_ends,
    edit_lightly,
    join,
    leave_residue,
    make_earlier,
    own,
    run_in,
    scan,
    strip_case_and_marks,
    take_excerpt,
    take_siblings,
    taken,
)
from look_alikes import find_quotations
from newsroom import (
    QUOTE_FRAMES,
    choose_outlet,
    date_child,
    invent_date,
    write_furniture,
)
from rewording import reword_report
from round_trip import go_there_and_back
from sources import Source, count_words, cut_paragraphs, is_prose

# A parent has room for a passage to be lifted from it, and no copy of it takes minutes.
LEAST_WORDS, MOST_WORDS, LEAST_PARAGRAPHS = 90, 2500, 4
LEAST_PROSE_SHARE = 0.8
# Sources that no job may use up: parents for the other kinds of a small folder.
LEAST_LEFT = 3
LEAST_FOR_THREE = 30  # below, furniture is shared by two reports only
# Compositions whose own part is nowhere else in the pile.
ALONE_SHARE = 0.4
# How paragraphs are set apart, drawn for every report alike: the mark tells nothing.
_MARKS, _MARK_WEIGHTS = ("\n\n", "\n", " "), (50, 30, 20)


@dataclass(slots=True)
class Made:
    """A report of the pile, or a parent that is kept out of it (`hidden`)."""

    text: str
    title: str | None
    outlet: str | None
    published: str | None
    parents: tuple[int, ...] = ()
    hidden: bool = False
    event: str | None = None
    dated: bool = False  # a child of it was dated after it
    ranges: list[list[int]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of two reports, by their numbers."""

    one: int
    other: int
    relation: str
    kind: str | None
    parent: int | None
    basis: str
    child_range: tuple[tuple[int, int], ...] = ()


class Desk:
    """Makes reports from sources; `reports` and `rows` are what came of it."""

    def __init__(self, sources: Sequence[Source], rng: random.Random) -> None:
        self.rng = rng
        self.reports: list[Made] = []
        self.rows: list[Row] = []
        self._sources = sources
        self._paragraphs = [cut_paragraphs(source.text) for source in sources]
        self._placed: dict[int, int] = {}
        self._kept_out: set[int] = set()
        fit = [n for n, paragraphs in enumerate(self._paragraphs) if _is_fit(paragraphs)]
        rng.shuffle(fit)
        self._fit = fit
        self._turn = itertools.cycle(fit) if fit else iter(())
        dated = sum(source.published is not None for source in sources)
        placed = sum(source.outlet is not None for source in sources)
        # A folder that knows no dates or outlets is given some, so that children can be dated.
        self._invents_dates = dated < len(sources) / 10
        self._invents_outlets = placed < len(sources) / 10

    # where sources go

    def place(self, number: int) -> int:
        """Put a source into the pile as it is, once; return its number there."""
        if number not in self._placed:
            self._placed[number] = self._publish(number, own(self._paragraphs[number]))
        return self._placed[number]

    def _publish(self, number: int, draft: Draft, **more: bool) -> int:
        source, rng = self._sources[number], self.rng
        outlet, published = source.outlet, source.published
        if self._invents_outlets and rng.random() < 0.75:
            outlet = choose_outlet(rng)
        if self._invents_dates and rng.random() < 0.8:
            published = invent_date(rng)
        made = Made("", source.title, outlet, published, event=source.event, **more)
        return self._add(made, draft)

    def _add(self, made: Made, draft: Draft, mark: str | None = None) -> int:
        mark = mark or self.rng.choices(_MARKS, _MARK_WEIGHTS)[0]
        made.text, made.ranges = join(draft, mark)
        made.paragraphs = [paragraph.words for paragraph in draft]
        self.reports.append(made)
        return len(self.reports) - 1

    def unplaced(self) -> Iterator[int]:
        """Give the sources that stand nowhere yet."""
        used = self._placed.keys() | self._kept_out
        return (n for n in range(len(self._sources)) if n not in used)

    def _take_parent(self) -> int | None:
        """Choose the next source that copies can be made of; each once before any twice."""
        for number in itertools.islice(self._turn, len(self._fit)):
            if number not in self._kept_out:
                return number
        return None

    def _take_unplaced(self) -> int | None:
        """Choose a source that is to stay out of the pile, as long as others are left."""
        free = [n for n in self._fit if n not in self._placed and n not in self._kept_out]
        if len(free) <= LEAST_LEFT:
            return None
        self._kept_out.add(free[-1])
        return free[-1]

    # what is told of a child

    def _bear(
        self, parent: int, draft: Draft, *, mark: str | None = None, worn: bool = False
    ) -> int:
        """Add a child of one parent, with headline, outlet and date of its own."""
        above, rng = self.reports[parent], self.rng
        above.published, published = date_child(above.published, rng, fixed=above.dated)
        above.dated = True
        child = Made(
            "",
            None if worn and rng.random() < 0.6 else self._headline(above),
            None if rng.random() < (0.5 if worn else 0.12) else choose_outlet(rng, above.outlet),
            published,
            parents=(parent,),
            event=above.event,
            dated=True,
        )
        return self._add(child, draft, mark)

    def _headline(self, above: Made) -> str | None:
        return change_headline(above.title, above.paragraphs[0], self.rng)

    def _derive(self, child: int, kind: str, basis: str, *, ranged: bool = False) -> None:
        (parent,) = self.reports[child].parents
        ranges = self.reports[child].ranges if ranged else []
        spans = tuple((start, end) for start, end in ranges)
        self.rows.append(Row(child, parent, "derived", kind, parent, basis, spans))

    # one job each: True where it was done

    def copy(self) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        place = self.place(parent)
        child = self._bear(place, taken(self.reports[place].paragraphs))
        self._derive(child, "copy", "made: by rule")
        return True

    def light_edit(self) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        place = self.place(parent)
        child = self._bear(place, own(edit_lightly(self.reports[place].paragraphs, self.rng)))
        self._derive(child, "light_edit", "made: by rule")
        return True

    def edit_a_child(self) -> bool:
        """Edit what is a child already: its own parent is then kin through a third."""
        made = [n for n, r in enumerate(self.reports) if len(r.parents) == 1 and not r.hidden]
        long = [n for n in made if _is_fit(self.reports[n].paragraphs)]
        if not long:
            return False
        above = self.rng.choice(long)
        child = self._bear(above, own(edit_lightly(self.reports[above].paragraphs, self.rng)))
        self._derive(child, "light_edit", "made: of a derived report")
        return True

    def degrade(self) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        rng, place = self.rng, self.place(parent)
        paragraphs, mark = self.reports[place].paragraphs, None
        way = rng.choices(("bare", "scanned", "residue"), (60, 25, 15))[0]
        if way == "bare":
            if rng.random() < 0.6:
                paragraphs = run_in(paragraphs, rng)
            paragraphs = strip_case_and_marks(cut_ends(paragraphs, rng), rng)
            mark = " " if rng.random() < 0.7 else None
        elif way == "scanned":
            paragraphs = scan(cut_ends(paragraphs, rng), rng)
            mark = rng.choice(("\n", "\n\n"))
        else:
            paragraphs = leave_residue(run_in(cut_ends(paragraphs, rng), rng), rng)
        child = self._bear(place, own(paragraphs), mark=mark, worn=True)
        self._derive(child, "degraded", f"made: by rule, {way}")
        return True

    def excerpt(self) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        place = self.place(parent)
        child = self._bear(place, take_excerpt(self.reports[place].paragraphs, self.rng))
        self._derive(child, "excerpt", "made: by rule", ranged=True)
        return True

    def siblings(self) -> bool:
        """Make two excerpts of one report that is not in the pile: kin without an order."""
        hidden = self._take_unplaced()
        if hidden is None:
            return False
        above = self._publish(hidden, own(self._paragraphs[hidden]), hidden=True)
        drafts = take_siblings(self.reports[above].paragraphs, self.rng)
        one, other = (self._bear(above, draft) for draft in drafts)
        basis = "made: siblings of a hidden parent"
        self.rows.append(Row(one, other, "derived", "excerpt", None, basis))
        return True

    def revise(self) -> bool:
        """Make the version before a source: the source as it is becomes the later one."""
        free = self._take_unplaced()
        if free is None:
            return False
        earlier, later = make_earlier(self._paragraphs[free], self.rng)
        place = self._publish(free, own(earlier))
        child = self._bear(place, later)
        self.reports[child].outlet = self.reports[place].outlet
        self._derive(child, "revision", "made: by rule", ranged=True)
        return True

    def rewrite(self) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        place = self.place(parent)
        child = self._bear(place, own(reword_report(self.reports[place].paragraphs, self.rng)))
        self._derive(child, "rewrite", "made: by rule, other words and turns")
        return True

    def translate(self, way: tuple[str, str]) -> bool:
        parent = self._take_parent()
        if parent is None:
            return False
        place = self.place(parent)
        there_and_back = go_there_and_back(self.reports[place].paragraphs, way)
        child = self._bear(place, own(there_and_back))
        title = self.reports[child].title
        if title and self.rng.random() < 0.8:
            self.reports[child].title = go_there_and_back([title], way)[0]
        self._derive(child, "translation", f"made with apertium: {' '.join(way)}")
        return True

    def compose(self) -> bool:
        """Paste a passage of one report into another account, which often stands nowhere else."""
        rng, guest = self.rng, self._take_parent()
        host = self._take_unplaced() if rng.random() < ALONE_SHARE else None
        alone = host is not None
        host = host if alone else self._take_parent()
        if host is None or guest is None or host == guest:
            return False
        guests = self.place(guest)
        above = self._publish(host, own(self._paragraphs[host]), hidden=True) if alone else None
        hosts = self.place(host) if above is None else above
        texts = self.reports[hosts].paragraphs, self.reports[guests].paragraphs
        child = self._bear(hosts, compose(*texts, rng))
        self._date_after(child, guests)
        made = self.reports[child]
        made.parents, made.event = (hosts, guests), None
        pasted = tuple((start, end) for start, end in made.ranges)
        rest = _complement(pasted, len(made.text))
        bases = ("made: own text around a pasted excerpt", "made: pasted excerpt")
        for parent, basis, spans in zip((hosts, guests), bases, (rest, pasted), strict=True):
            if not self.reports[parent].hidden:
                self.rows.append(Row(child, parent, "derived", "composition", parent, basis, spans))
        return True

    def _date_after(self, child: int, parent: int) -> None:
        """Date a child not before a further parent, which keeps its date from now on."""
        made, above = self.reports[child], self.reports[parent]
        above.dated = True
        if made.published and above.published and made.published < above.published:
            made.published = above.published

    def share_quotation(self) -> bool:
        """Set words that one report quotes into another, in marks or with the marks lost."""
        rng = self.rng
        speaks = [n for n in self._fit if len(find_quotations(self._sources[n].text)) >= 2]
        speaks = [n for n in speaks if n not in self._kept_out]
        other = self._take_unplaced()
        if other is None or not [n for n in speaks if n != other]:
            return False
        speaker = rng.choice([n for n in speaks if n != other])
        quotations = find_quotations(self._sources[speaker].text)
        chosen = rng.sample(quotations, min(len(quotations), rng.randint(2, 4)))
        lost = rng.random() < 0.2
        paragraphs = list(self._paragraphs[other])
        for words, frame in zip(chosen, rng.sample(QUOTE_FRAMES, len(chosen)), strict=True):
            words = words if lost else f"“{words}”"
            paragraphs.insert(rng.randint(1, len(paragraphs)), frame.format(words))
        carrier = self._publish(other, own(paragraphs))
        self.reports[carrier].event = None
        how = "marks lost" if lost else "in marks"
        basis = f"made: quotes set into another report, {how}"
        place = self.place(speaker)
        self.rows.append(Row(carrier, place, "shares_quotation", None, None, basis))
        return True

    def share_furniture(self) -> bool:
        """Give the recurring lines of one chain to reports that have nothing in common."""
        most = 3 if len(self._fit) > LEAST_FOR_THREE else 2
        chosen = [n for n in (self._take_unplaced() for _ in range(most)) if n is not None]
        lines = write_furniture(self.rng)
        carriers = []
        for number in chosen:
            body = self._paragraphs[number]
            carriers.append(self._publish(number, own([*body, *lines])))
        basis = "made: recurring lines given to several sites"
        for one, other in itertools.combinations(carriers, 2):
            self.rows.append(Row(one, other, "shares_furniture", None, None, basis))
        return len(carriers) > 1


def _is_fit(paragraphs: Sequence[str]) -> bool:
    told = [paragraph for paragraph in paragraphs if is_prose(paragraph)]
    if len(told) < LEAST_PARAGRAPHS or count_words(paragraphs) > MOST_WORDS:
        return False
    return count_words(told) >= max(LEAST_WORDS, LEAST_PROSE_SHARE * count_words(paragraphs))


def _complement(spans: Sequence[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Return what lies outside the spans."""
    edges = [0, *itertools.chain.from_iterable(spans), length]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in pieces if end > start)
