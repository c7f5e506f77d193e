"""The case: what one may ask of a pile, in memory and from a file."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import pytest

import firsthand
from firsthand import Case, NoReports, NotFound
from firsthand.errors import ItemError
from firsthand.pipeline import steps
from firsthand.pipeline.steps import LinkQuotes
from firsthand.store import Store, encode
from harbour_fire import COMMENT, FRENCH, GAZETTE, LATER, MATIN, POST, TRANSLATED

TEXTS = {
    "gazette.txt": GAZETTE,
    "later.txt": LATER,
    "newsfast.txt": TRANSLATED,
    "comment.txt": COMMENT,
    "matin.txt": MATIN,
    "post.txt": POST,
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("pile") / "fire", TEXTS)


@pytest.fixture
def case(pile):
    with firsthand.open() as opened:
        opened.add([pile])
        yield opened


def test_a_case_file_answers_as_one_in_memory(pile, case, tmp_path) -> None:
    path = tmp_path / "x.case"
    with firsthand.open(path) as kept:
        kept.add([pile])
        assert encode(kept.work()) == encode(case.work())
    with firsthand.open(path) as again:
        assert again.work() == case.work()
        assert all(run.fresh == run.made for run in again.runs)


@pytest.mark.requirement("R12")
def test_the_order_of_arrival_changes_nothing(pile, case) -> None:
    paths = sorted(pile.iterdir())
    for seed in range(3):
        with firsthand.open() as other:
            for path in random.Random(seed).sample(paths, len(paths)):
                other.add([path])
            assert encode(other.work()) == encode(case.work())


@pytest.mark.requirement("R12")
def test_adding_twice_is_adding_once(pile, case) -> None:
    before = encode(case.work())
    added = case.add([pile])
    assert (added.n_read, added.n_new) == (len(TEXTS), 0)
    assert encode(case.work()) == before


@pytest.mark.requirement("R1")
def test_a_copy_adds_no_voice(pile, case, tmp_path) -> None:
    shutil.copytree(pile, tmp_path / "more")
    copy = GAZETTE.lower().replace(",", "").replace(".", "")
    (tmp_path / "more" / "copy.txt").write_text(copy, encoding="utf-8")
    with firsthand.open() as more:
        more.add([tmp_path / "more"])
        assert len(more.reports()) == len(case.reports()) + 1
        assert len(more.lineage().voices) == len(case.lineage().voices)


def test_lineage_alone_does_not_read_claims(pile, case) -> None:
    case.lineage()
    assert "read-claims" not in {run.stage for run in case.runs}


@pytest.mark.requirement("R14")
def test_a_report_in_another_language_takes_part_in_lineage_alone(pile, tmp_path) -> None:
    folder = write(tmp_path / "mixed", {"matin.txt": MATIN, "quai.txt": " ".join([FRENCH] * 3)})
    with firsthand.open() as case:
        case.add([folder])
        done = case.work()
        assert done.not_measured == ("report quai.txt: language fr (lineage only)",)
        french = case.report("quai.txt").id
        assert french in {member for voice in done.lineage.voices for member in voice.members}
        assert french not in {claim.span.report_id for claim in done.claims}


def test_a_report_is_known_by_its_id_its_file_and_its_stem(case) -> None:
    report = case.report("matin.txt")
    assert case.report("matin") == case.report(report.id) == report
    with pytest.raises(NotFound, match="no report 'nope' in this pile; 'firsthand reports PATH'"):
        case.report("nope")


def test_a_name_that_two_reports_bear_is_not_guessed_at(pile, tmp_path) -> None:
    other = write(tmp_path / "b", {"matin.txt": COMMENT})
    with firsthand.open() as case:
        case.add([pile / "matin.txt", other])
        with pytest.raises(NotFound, match=r"'matin\.txt' names 2 reports: r-"):
            case.report("matin.txt")
        assert case.report(str(other / "matin.txt")).text == COMMENT


def test_an_entry_is_known_by_its_id(case) -> None:
    for entry in case.ledger().entries:
        assert case.entry(entry.id) == entry
    with pytest.raises(NotFound, match="no entry 'e-0'"):
        case.entry("e-0")


def test_two_reports_are_explained_from_both_sides(case) -> None:
    one = case.explain("newsfast", "gazette")
    assert one.derivations
    assert case.explain("gazette", "newsfast").derivations == one.derivations
    assert case.explain("gazette", "comment").derivations == ()


def test_a_pile_without_reports_is_said(tmp_path) -> None:
    with firsthand.open() as case:
        with pytest.raises(NoReports, match="holds no reports"):
            case.work()
        with pytest.raises(NoReports, match="no report in"):
            case.add([tmp_path])


def test_a_step_that_fails_leaves_its_part_empty_and_is_listed(case, monkeypatch) -> None:
    def fail(self: LinkQuotes, record: steps.Told) -> None:
        raise ItemError("cannot be linked")

    monkeypatch.setattr(LinkQuotes, "apply", fail)
    done = case.work()
    assert done.ledger.quotes == ()
    assert [(each.item, each.stage, each.reason) for each in case.failures] == [
        ("this pile", "quotes", "cannot be linked")
    ]
    assert done.lineage.derivations


def test_a_new_version_redoes_that_step_and_what_depends_on_it(pile, tmp_path, monkeypatch) -> None:
    path = tmp_path / "x.case"
    with firsthand.open(path) as case:
        case.add([pile])
        case.work()
    monkeypatch.setattr(LinkQuotes, "version", LinkQuotes.version + 1)
    with firsthand.open(path) as case:
        case.work()
        redone = {run.stage for run in case.runs if run.fresh < run.made}
    assert redone == {"quotes", "alterations", "ledger"}


def test_a_corrected_table_counts(pile, tmp_path) -> None:
    folder = write(tmp_path / "fire", {"matin.txt": MATIN})
    table = folder / "reports.csv"
    with firsthand.open(tmp_path / "x.case") as case:
        for outlet in ("Le Matin", "Le Matin de Velm"):
            table.write_text(f"file,outlet,url\nmatin.txt,{outlet},https://m.example/1\n", "utf-8")
            case.add([folder])
    with firsthand.open(tmp_path / "x.case") as case:
        assert "Le Matin de Velm" in {report.outlet for report in case.reports()}


@pytest.mark.parametrize("name", ["page.html", "page.html.gz"])
def test_the_bytes_of_a_page_are_kept(name, tmp_path) -> None:
    page = f"<html><body><article><p>{GAZETTE}</p></article></body></html>".encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(page) if name.endswith(".gz") else page)
    with firsthand.open(tmp_path / "x.case") as case:
        case.add([path])
        (report,) = case.reports()
    path.unlink()
    with Store.open(tmp_path / "x.case") as store:
        assert store.load_page(report.retrieval.sha256) == page


def test_the_surface_answers_in_one_call(pile) -> None:
    for _ in range(2):  # the room `firsthand.brief` is imported by the first call
        assert firsthand.brief(pile).n_reports == len(TEXTS)
    assert firsthand.trace(pile).derivations
    assert firsthand.Case is Case
    assert firsthand.records.Report
    for name in firsthand.__all__:
        assert getattr(firsthand, name)
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        _ = firsthand.nope
