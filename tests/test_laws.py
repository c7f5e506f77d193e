"""What every pile obeys, tried on the example pile from its files to the bytes of an export."""

from __future__ import annotations

import random
import re
import shutil
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import firsthand
from firsthand import Case, records
from firsthand.brief import index_pile
from firsthand.cli.screen_brief import draw_brief
from firsthand.cli.sheet import Sheet
from firsthand.records import Citation, Entry, Pile, Span

VELM = Path(__file__).parent.parent / "examples/velm"
FORMATS = ("exchange", "jsonl")
FRENCH = (
    "Un traversier bondé a coulé vendredi soir sur le lac Ostra devant la ville de Velm. Au moins "
    "onze personnes sont mortes et neuf autres sont portées disparues, a indiqué samedi le "
    "ministère de l'Intérieur. Les plongeurs ont repris leurs recherches à l'aube."
)
# The whole plan runs for every pile that a law is tried on.
pytestmark = pytest.mark.slow


def open_pile(*paths: Path) -> Case:
    case = firsthand.open()
    for path in paths:
        case.add([path])
    return case


def to_bytes(case: Case, folder: Path) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    for name in FORMATS:
        case.export(folder / name, format=name, force=True)
        out[name] = (folder / name).read_bytes()
    return out


def spans_in(value: object) -> Iterator[Span]:
    """Yield every span of a record, however deep it lies."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from spans_in(getattr(value, each.name))


def standing(pile: Pile) -> Counter[tuple[str, str, tuple[tuple[str, int], ...]]]:
    """Return what each question comes to: its status and how many voices give each reading."""
    return Counter(
        (e.question, e.status, tuple((r.value, len(r.voices)) for r in e.readings))
        for e in pile.ledger.entries
    )


@pytest.fixture(scope="module")
def velm() -> Case:
    return open_pile(VELM)


@pytest.fixture(scope="module")
def exported(velm, tmp_path_factory) -> dict[str, bytes]:
    return to_bytes(velm, tmp_path_factory.mktemp("velm"))


def wear(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text.lower())


@pytest.mark.requirement("R1", "P4")
@pytest.mark.parametrize(("name", "copy"), [("v04.txt", str), ("v08.txt", wear), ("v01.txt", str)])
def test_copies_of_a_report_add_no_voice_and_change_no_entry(name, copy, velm, tmp_path) -> None:
    pile = tmp_path / "velm"
    shutil.copytree(VELM, pile)
    table = (VELM / "reports.csv").read_text(encoding="utf-8")
    for number in range(3):
        text = copy((VELM / name).read_text(encoding="utf-8"))
        (pile / f"z{number}.txt").write_text(text, encoding="utf-8")
        table += f"z{number}.txt,,Gazette {number},,2019-09-28,en,\n"
    (pile / "reports.csv").write_text(table, encoding="utf-8")
    before, after = velm.work(), open_pile(pile).work()
    assert len(after.reports) == len(before.reports) + 3
    assert len(after.lineage.voices) == len(before.lineage.voices)
    assert after.lineage.independence == before.lineage.independence
    assert standing(after) == standing(before)


@pytest.mark.requirement("R1", "P5")
def test_no_entry_has_more_voices_than_it_has_roots_and_sources(velm) -> None:
    pile = velm.work()
    voices = {voice.id for voice in pile.lineage.voices}
    for entry in pile.ledger.entries:
        given = {voice for reading in entry.readings for voice in reading.voices}
        assert given <= voices
        assert entry.independence.low <= entry.independence.high == len(given)
        if entry.status in ("corroborated", "corroborated_same_origin"):
            assert len(given) >= 2, entry.question
        if entry.status == "single_voice":
            assert len(given) == 1, entry.question


@pytest.mark.requirement("R1")
def test_a_reading_counts_the_voices_of_roots_and_never_those_of_copies(velm) -> None:
    for entry in velm.work().ledger.entries:
        for reading in entry.readings:
            first_hand = {c.voice_id for c in reading.citations if not c.derived}
            assert first_hand == set(reading.voices), entry.question


@pytest.mark.requirement("R1")
def test_the_screen_counts_reports_only_as_reports(velm) -> None:
    """Wherever it says how well founded something is, it counts voices and origins."""
    sheet = Sheet(width=100)
    draw_brief(sheet, velm.brief(), index_pile(velm.work()), cite=False, everything=True)
    counted = re.findall(r"\b\d+ (?:\w+ )?(?:reports?|articles?|sources?|pages?)\b", sheet.text())
    n_reports = velm.brief().n_reports
    assert counted
    assert set(counted) == {f"{n_reports} reports"}


@pytest.mark.requirement("R2")
def test_reports_that_share_a_quotation_alone_are_not_kin(velm) -> None:
    lineage = velm.lineage()
    quoting = {frozenset((f.a, f.b)) for f in lineage.findings if f.kind == "shares_quotation"}
    assert quoting
    assert not quoting & {frozenset((d.child, d.parent)) for d in lineage.derivations}
    for passage in (a for f in lineage.findings for a in f.passages):
        assert passage.quoted


@pytest.mark.requirement("R3")
def test_a_derivation_says_how_sure_its_kinship_and_its_order_are_and_why(velm) -> None:
    derivations = velm.lineage().derivations
    assert derivations
    for derivation in derivations:
        assert derivation.passages
        assert {reason.text for reason in derivation.reasons if reason.weight > 0}
        assert derivation.probability >= 0.5
        undecided = derivation.direction_probability == 0.5
        assert undecided or any(r.name not in ("passages", "order") for r in derivation.reasons)


@pytest.mark.requirement("R4")
def test_a_host_speaks_for_itself_and_its_pasted_passages_for_their_source(velm) -> None:
    lineage = velm.lineage()
    host, source = velm.report("v10.txt").id, velm.report("v04.txt").id
    voice_of = {member: voice.id for voice in lineage.voices for member in voice.members}
    assert voice_of[host] != voice_of[source]
    lent = [passage for passage in lineage.passages if passage.span.report_id == host]
    assert lent
    assert {passage.voice_id for passage in lent} == {voice_of[source]}


@pytest.mark.requirement("R13")
def test_two_reports_of_one_newsroom_are_one_voice(velm) -> None:
    voices = velm.lineage().voices
    first, later = velm.report("v08.txt").id, velm.report("v02.txt").id
    assert [first in voice.members for voice in voices] == [later in v.members for v in voices]


@pytest.mark.requirement("R5")
def test_words_that_only_a_copy_has_are_an_alteration_and_no_reading(velm) -> None:
    pile = velm.work()
    altered = [a.altered for a in pile.ledger.alterations]
    assert altered
    for entry in pile.ledger.entries:
        for reading in entry.readings:
            own = [c.span for c in reading.citations if not c.derived]
            assert own, entry.question
            assert not any(span.overlaps(run) for span in own for run in altered), entry.question


@pytest.mark.requirement("R6")
def test_the_interval_of_voices_holds_their_number(velm) -> None:
    lineage = velm.lineage()
    low, high = lineage.independence.low, lineage.independence.high
    assert 1 <= low <= len(lineage.voices) <= high
    assert (low == high) == (not lineage.independence.reasons)


@pytest.mark.requirement("R7", "P5")
def test_no_reading_stands_without_a_citation_and_no_number_without_its_words(velm) -> None:
    pile = velm.work()
    texts = {report.id: report.text for report in pile.reports}
    for entry in pile.ledger.entries:
        assert entry.readings, entry.question
        assert entry.reason, entry.question
        for reading in entry.readings:
            assert reading.citations, entry.question
            for citation in reading.citations:
                assert read(citation, texts).strip(), entry.question


def read(citation: Citation, texts: dict[str, str]) -> str:
    return texts[citation.span.report_id][citation.span.start : citation.span.end]


@pytest.mark.requirement("R7")
def test_an_estimate_is_ordered_and_made_of_what_was_said(velm) -> None:
    counts = [e for e in velm.work().ledger.entries if e.kind == "count"]
    assert counts
    for entry in counts:
        said = {b for r in entry.readings for b in (r.low, r.best, r.high) if b is not None}
        for estimate in entry.estimates:
            bounds = [b for b in (estimate.low, estimate.best, estimate.high) if b is not None]
            assert bounds == sorted(bounds), entry.question
            assert estimate.best is None or estimate.best in said, entry.question


@pytest.mark.requirement("R8")
def test_every_text_is_its_file_as_it_is_and_every_span_lies_inside_its_text(velm) -> None:
    pile = velm.work()
    for report in pile.reports:
        assert report.text == (VELM / report.name).read_bytes().decode("utf-8")
    lengths = {report.id: len(report.text) for report in pile.reports}
    spans = list(spans_in(pile))
    assert len(spans) > 1000
    for span in spans:
        assert 0 <= span.start < span.end <= lengths[span.report_id]


@pytest.mark.requirement("R9")
def test_nothing_is_scored_for_truth_or_credibility(velm, exported) -> None:
    judging = re.compile(r"\b(?:credib|trustworth|reliab|scor|verdict|truth)", re.I)
    kinds = [kind for kind in vars(records).values() if is_dataclass(kind)]
    assert [f.name for kind in kinds for f in fields(kind) if judging.search(f.name)] == []
    for entry in velm.work().ledger.entries:
        assert not judging.search(entry.reason), entry.reason
    keys = set(re.findall(rb'"(\w+)":', exported["jsonl"] + exported["exchange"]))
    assert [key for key in keys if judging.search(key.decode())] == []


@pytest.mark.requirement("R10")
def test_the_agency_whose_story_two_papers_carry_is_known_and_not_seen(velm) -> None:
    unseen = [voice for voice in velm.lineage().voices if not voice.seen]
    assert [(voice.name, voice.root, len(voice.members)) for voice in unseen] == [
        ("Interland", None, 2)
    ]


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_arrival_changes_no_byte(seed, exported, tmp_path) -> None:
    paths = sorted(VELM.glob("*.txt"))
    shuffled = random.Random(seed).sample(paths, len(paths))
    assert to_bytes(open_pile(*shuffled), tmp_path) == exported


@pytest.mark.requirement("R12")
def test_adding_twice_is_adding_once(exported, tmp_path) -> None:
    assert to_bytes(open_pile(VELM, VELM), tmp_path) == exported


@pytest.mark.requirement("R12")
def test_same_input_same_bytes_also_from_a_case_file(exported, tmp_path) -> None:
    with firsthand.open(tmp_path / "velm.case") as case:
        case.add([VELM])
        assert to_bytes(case, tmp_path) == exported
    with firsthand.open(tmp_path / "velm.case") as again:
        assert to_bytes(again, tmp_path) == exported


@pytest.mark.requirement("R12")
def test_nothing_asks_the_network(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert open_pile(VELM / "v06.txt", VELM / "v01.txt").brief().n_reports == 2


@pytest.mark.requirement("R14")
def test_a_report_in_french_takes_part_in_lineage_alone(velm, tmp_path) -> None:
    one, other = tmp_path / "lac.txt", tmp_path / "lac-bis.txt"
    one.write_text(f"{FRENCH}\n", encoding="utf-8")
    other.write_text(f"{FRENCH}\nNotre rubrique locale revient demain.\n", encoding="utf-8")
    case = open_pile(VELM, one, other)
    pile = case.work()
    french = {case.report("lac.txt").id, case.report("lac-bis.txt").id}
    assert {frozenset((d.child, d.parent)) for d in pile.lineage.derivations} & {frozenset(french)}
    assert french <= {member for voice in pile.lineage.voices for member in voice.members}
    assert not french & {claim.span.report_id for claim in pile.claims}
    assert sorted(pile.not_measured) == [
        "report lac-bis.txt: language fr (lineage only)",
        "report lac.txt: language fr (lineage only)",
    ]
    assert standing(pile) == standing(velm.work())


def test_every_entry_stands_in_one_story_of_the_pile(velm) -> None:
    pile = velm.work()
    stories = {story.id for story in pile.stories}
    entries: tuple[Entry, ...] = pile.ledger.entries
    assert {entry.story_id for entry in entries} <= stories
    assert len({entry.id for entry in entries}) == len(entries)
