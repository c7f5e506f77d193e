from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.brief import compose, index_pile
from firsthand.case import Explanation
from firsthand.cli import screen
from firsthand.cli.screen_brief import draw_brief, marks
from firsthand.cli.screen_lineage import as_pile
from firsthand.cli.sheet import Sheet
from firsthand.records import Citation, EntryId, Independence, Lineage, ReportId, VoiceId
from harbour_fire import ENTRIES, LEDGER, PILE, hostile

SCREEN = """\
Fire in the port of Velm, 3 March 2024               8 reports, 6 outlets > 3–4 voices > 4–7 origins
Harbour Gazette: “A fire destroyed two warehouses in the port of Velm on Sunday, killing three dock
workers, the port authority said.” [1 5 6]
Killed: 3 (port authority, 3 Mar) or 5 (mayor's office, 4 Mar), in dispute; missing: 4 (no source
named, Harbour Gazette, 3 Mar) then 1 (no source named, 4 Mar). [1 2 5 6]
3 to 4 independent voices: Harbour Gazette, Le Matin de Velm, Coast Wire (not seen) and file 04; 5
of 8 reports add no voice. [1 4 5 6]

Voices (3 at least, 4 at most)
 A  1  Harbour Gazette      3 Mar 16:40  own account
    ├  2  Harbour Gazette   4 Mar 09:10  revision of 1          .98  missing 4 > 1
    └  3  newsfast.example  no date      translation of 1       .97  2 alterations, 1 critical
 B  5  Le Matin de Velm     4 Mar        own account
    └  8  Radio Quai        3 Mar        same newsroom
 C  –  Coast Wire           not seen     known from its credit in 6
    └  6  Evening Post      4 Mar        carries its text
      └  7  The Day         4 Mar        excerpt of 6           .95  which came first is not known
 D  4  file 04              6 Mar        own account; adds opinion; facts of others; passages of A

In dispute
 ≠ killed                 3            A C     port authority       low 3  best 3  high 5
                          5            B       mayor's office
Several voices
 ✓ A fire destroyed two warehouses…                   A B C   mayor's office, port authority
 ✓ When was the fire out? out by midnight             A B     = same origin: fire service
One voice
 · We heard a blast shortly after four                A       Ines Maro
 · Rail traffic to the quay was stopped               C       nobody named
 · the city never wanted to know                      D       nobody named; opinion
Changed over time
 ↻ missing                4 > 1                A       3 Mar 16:40 > 4 Mar 09:10
Altered by a copy
 ! 3 says “ordered the fire”; 1 says “fought the fire”                                    critical
 ! 3 says “We felt an explosion little…”; 1 says “We heard a blast shortly…”              high

Not measured: report 8 (08.txt): language fr (lineage only)
1 failed: fire/empty.txt (no text (0 bytes))
Sentences behind a line: --cite.
"""
DRAWING = re.compile("[\u2500-\u257f\u2580-\u259f]")


def _drawn(pile=PILE, *, cite: bool = False, everything: bool = False, **sheet: object) -> str:  # type: ignore[no-untyped-def]
    page = Sheet(**sheet)  # type: ignore[arg-type]
    draw_brief(page, compose(pile), index_pile(pile), cite=cite, everything=everything)
    return page.text()


def _words(text: str) -> list[str]:
    return sorted(set(re.findall(r"[\w']+", text)))


def _many_entries() -> object:
    copies = tuple(replace(e, id=EntryId(f"{e.id}-{n}")) for n in range(30) for e in ENTRIES)
    return replace(PILE, ledger=replace(LEDGER, entries=copies))


@pytest.mark.requirement("P6")
def test_the_first_screen() -> None:
    assert _drawn(width=100, drawing=True) == SCREEN


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 100, 160])
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, plain: bool) -> None:
    for line in _drawn(width=width, plain=plain, cite=True).splitlines():
        assert len(line) <= width


@pytest.mark.parametrize("width", [40, 100])
def test_without_drawing_no_drawing_characters(width: int) -> None:
    assert not DRAWING.search(_drawn(width=width, cite=True))


def test_plain_uses_words_instead_of_symbols() -> None:
    text = _drawn(width=100, plain=True, everything=True)
    assert not re.search("[≠✓↻·!>–├└│]", text)
    assert "killed (disputed)" in text


def test_a_narrow_terminal_shows_the_same_content() -> None:
    for pile in (PILE, _many_entries()):
        wide, narrow = _drawn(pile, width=100), _drawn(pile, width=40)
        assert _words(wide) == _words(narrow) or set(_words(wide)) <= set(_words(narrow))


def test_one_screen_first_and_what_is_left_out_is_counted() -> None:
    text = _drawn(_many_entries(), width=100)
    assert len(text.splitlines()) <= 48
    left_out = int(re.search(r"(\d+) more entries: --all", text).group(1))  # type: ignore[union-attr]
    everything = _drawn(_many_entries(), width=100, everything=True)
    assert "--all" not in everything
    assert everything.count("≠ killed") == 30
    assert left_out > 150


@pytest.mark.requirement("P6")
def test_cite_prints_the_sentence_with_report_and_offsets() -> None:
    text = _drawn(width=200, cite=True)
    assert (
        "1 [113-139] Harbour Gazette: A fire destroyed two warehouses in the port of Velm" in text
    )
    assert "3 [130-163] newsfast.example (copy): A fire has destroyed two storehouses" in text


NASTY = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\u202e\r\n\t[];<>&\"'")),
    min_size=1,
    max_size=60,
).filter(str.strip)


@settings(max_examples=40, deadline=None)
@given(NASTY, st.sampled_from([30, 100]))
def test_a_hostile_report_cannot_drive_the_terminal(text: str, width: int) -> None:
    drawn = _drawn(hostile(text, title=text), width=width, cite=True, everything=True)
    for character in drawn:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"


def test_words_in_brackets_are_words_and_not_markup() -> None:
    assert "[bold]sold[/bold] [red]" in _drawn(
        hostile("[bold]sold[/bold] [red] and more"), width=100
    )


def test_every_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    screen.show_reports(PILE.reports, PILE.lineage, console_width=100)
    screen.show_lineage(PILE.lineage, PILE.reports, console_width=100)
    screen.show_ledger(PILE, console_width=100)
    screen.show_quotes(PILE, console_width=100, plain=True)
    screen.show_timeline(PILE, console_width=100)
    screen.show_brief(compose(PILE), PILE, console_width=100)
    text = capsys.readouterr().out
    for words in (
        "Evening Post",
        "1 and 5 share a source",
        "In dispute (1)",
        "*felt an explosion little*",
        "dogs walk the quay (day assumed)",
        "Not measured",
    ):
        assert words in text
    assert "\x1b" not in text


def test_two_reports_are_set_side_by_side_with_their_offsets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen.show_explanation(
        PILE.reports,
        Explanation(
            a=PILE.reports[0],
            b=PILE.reports[2],
            derivations=PILE.lineage.derivations[1:2],
            alterations=PILE.ledger.alterations,
        ),
        console_width=100,
        plain=True,
    )
    text = capsys.readouterr().out
    assert "3 newsfast.example (no date) is a translation of 1 Harbour Gazette" in text
    assert "kinship .97   kind .99   order .93   covers 88% of 3, 91% of 1" in text
    assert "*ordered*" in text
    assert "critical" in text


def test_two_reports_that_are_not_kin_are_said_not_to_be(
    capsys: pytest.CaptureFixture[str],
) -> None:
    nothing = Explanation(a=PILE.reports[0], b=PILE.reports[3])
    screen.show_explanation(PILE.reports, nothing, console_width=100)
    assert "Nothing was found" in capsys.readouterr().out


def test_many_citations_are_bounded_with_a_count() -> None:
    reports = tuple(
        replace(PILE.reports[0], id=ReportId(f"r{n}"), text=f"Fire {n}.") for n in range(43)
    )
    index = index_pile(as_pile(reports, Lineage(independence=Independence(low=1, high=1))))
    cited = [Citation(span=r.span(0, 4), voice_id=VoiceId("v")) for r in reports]
    assert marks(cited, index).plain == "[1 2 3 4 5 6 7 8 9 10 11 12 and 31 more]"
    assert marks(cited[:13], index).plain.endswith("12 13]")
