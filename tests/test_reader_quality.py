"""The reader's own set, what is measured on it, and the gate that holds both."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gate
import reader_figures
import reader_labels
import reader_score

ROOT = Path(__file__).parent.parent
BOOK = json.loads((ROOT / "eval/floors.json").read_text(encoding="utf-8"))
REPORTS = sorted(reader_labels.FOLDER.glob("*.txt"))
KIND = {"PER": "person", "ORG": "organization", "LOC": "place", "NORP": "group", "DATE": "date"}
KIND |= {"MONEY": "money", "MISC": "other"}
PIECES = ["Ana", "Bo", "said", '"', ",", "[per Ana Bo]", "[money $5]", "{S [per Ana] of [org Bo]}"]
PIECES += ["{Q said}", r"\[sic\]", "{C that [place Bo] won}"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_label_is_closed_known_and_made_of_whole_words(path):
    reader_labels.to_row(path.stem, reader_labels.read_report(path))


def test_a_report_without_its_marks_is_its_text():
    sentences = [
        reader_labels.read_line(line, "x")
        for line in ("{S [per Ana Bo]'s friend} {Q said}: {C \"It's \\[not\\] over.}", '{C Go."}')
    ]
    row = reader_labels.to_row("x", sentences)
    text = "".join(
        token + " " * space
        for s in row["sents"]
        for token, space in zip(s["tok"], s["sp"], strict=True)
    )
    assert text.rstrip() == "Ana Bo's friend said: \"It's [not] over. Go.\""
    first, second = row["sents"]
    assert first["ner"][:3] == ["B-PER", "I-PER", "O"]
    assert first["attr"][:7] == ["B-SOURCE", *["I-SOURCE"] * 3, "B-CUE", "O", "B-CONTENT"]
    assert second["attr"] == ["B-CONTENT", "I-CONTENT", "I-CONTENT"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_spans_of_marks_are_where_their_words_stand(pieces):
    found = reader_labels.read_line(" ".join(pieces), "x")
    assert not set("{}") & set(found.text)
    assert [found.text[a:b] for a, b, k in found.parts if k == "CUE"] == ["said"] * sum(
        piece == "{Q said}" for piece in pieces
    )
    assert all(found.text[a:b] in ("Ana Bo", "Ana") for a, b, k in found.names if k == "PER")


@pytest.mark.parametrize(
    "line",
    [
        "{S Ana {Q said}}",
        "{S Ana",
        "[per Ana",
        "[per Ana [org Bo]]",
        "[per Ana {Q said}]",
        "[man Ana]",
        "{X Ana}",
        "Ana}",
        "{S [per Ana}]",
        "C:\\new",
    ],
)
def test_a_mark_that_is_wrong_is_refused(line):
    with pytest.raises(reader_labels.LabelError, match=r"^x: "):
        reader_labels.read_line(line, "x")


def test_a_label_that_cuts_a_word_is_refused():
    with pytest.raises(reader_labels.LabelError, match="'An' is not whole words"):
        reader_labels.to_row("x", [reader_labels.read_line("[per An]a left.", "x")])


def print_gold(document):
    """Write the labels as a reader would print them."""
    for sentence in document.sentences:
        start, end = sentence.bounds
        words = [
            {"start": w[0], "end": w[1], "upos": "X", "head": 0, "relation": "dep"}
            for w in sentence.words
        ]
        names = [{"start": a, "end": b, "kind": k} for a, b, k in sentence.names]
        said = [{"source": None, "cue": None, "content": []} for _ in sentence.parts]
        for row, (a, b, part) in zip(said, sorted(sentence.parts), strict=True):
            row[part] = [[a, b]] if part == "content" else [a, b]
        yield {
            "report_id": document.id,
            "start": start,
            "end": end,
            "words": words,
            "names": names,
            "attributions": said,
        }


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.jsonl.gz"
    reader_labels.write_rows(reader_labels.read_rows(), path)
    return path


def stub(monkeypatch, gold, change):
    """Have a stub stand for `firsthand read`: it prints the labels of each condition, changed."""
    real = reader_figures.run

    def run(arguments, allowed=(0,), *, output=None):
        if arguments[:3] != ["-m", "firsthand", "read"]:
            return real(arguments, allowed, output=output)
        condition = conditions.pop(0)
        documents = reader_score.read_gold(gold, condition)
        given = [json.loads(line) for line in Path(arguments[3]).read_text().splitlines()]
        assert given == [{"id": d.id, "text": d.text} for d in documents]
        rows = [change(row) for d in documents for row in print_gold(d)]
        output.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return None

    conditions = list(reader_figures.CONDITIONS)
    monkeypatch.setattr(reader_figures, "run", run)


def test_labels_printed_as_a_reader_would_are_all_right_in_every_condition(monkeypatch, own):
    stub(monkeypatch, own, lambda row: row)
    figures = reader_figures.measure_own()
    assert len(figures) == len(reader_figures.CONDITIONS) * len(reader_figures.OWN.lines)
    assert {name: f.value for name, f in figures.items() if f.value != 1.0} == {}


def test_a_reader_without_names_loses_names_and_nothing_else(monkeypatch, own):
    stub(monkeypatch, own, lambda row: row | {"names": []})
    figures = reader_figures.measure_own()
    assert {n for n, f in figures.items() if f.value != 1.0} == {
        f"{condition}: names" for condition in reader_figures.CONDITIONS
    }


def test_what_a_reader_prints_outside_its_text_is_no_measurement(monkeypatch, own):
    stub(monkeypatch, own, lambda row: row | {"end": 10**6})
    with pytest.raises(gate.NotMeasured, match="unsound"):
        reader_figures.measure_own()


def test_a_reader_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(gate.NotMeasured, match="exit 3"):
        reader_figures.run(["-c", "raise SystemExit(3)"])


def test_a_public_figure_that_leads_by_more_than_a_tenth_is_named():
    own, ahead = {"written: names": 0.7}, {"ww_dev written: names": 0.81}
    assert list(reader_figures.find_leads(own, ahead)) == ["ww_dev written: names 0.810, own 0.700"]
    assert list(reader_figures.find_leads({"written: names": 0.72}, ahead)) == []
    assert list(reader_figures.find_leads({}, ahead)) == []


def test_floors_of_public_sets_lead_our_own_by_a_tenth_at_most():
    floors = BOOK["floors"]
    leads = reader_figures.find_leads(floors.get("reader_own", {}), floors.get("reader_public", {}))
    assert list(leads) == []


def test_every_bar_of_the_reader_is_measured():
    measured = {
        each.metric(condition, line)
        for each in reader_figures.PUBLIC
        for condition in reader_figures.CONDITIONS
        for line in each.lines
    }
    assert set(BOOK["reader_bars"]) == measured


def hold(name, measure):
    floors = BOOK["floors"].get(name)
    if floors is None:
        pytest.skip(f"no floors of {name} so far: eval/gate.py --reader --raise")
    lines = list(gate.compare(measure(), floors, BOOK["reader_bars"]))
    assert [line for _, line, held in lines if not held] == []


@pytest.mark.slow
def test_the_reader_is_not_below_its_floors_on_its_own_set():
    hold("reader_own", reader_figures.measure_own)


@pytest.mark.slow
def test_the_reader_is_not_below_its_floors_on_public_sets():
    if (folder := reader_figures.find_public()) is None:
        pytest.skip("these sets are not here")
    hold("reader_public", lambda: reader_figures.measure_public(folder))


def test_floors_are_not_raised_by_weights_that_do_not_ship():
    with pytest.raises(SystemExit):
        gate.parse(["--raise", "--weights", "elsewhere"])
