"""Our reader around its net: sentences, words, names, predicates, attributions at their places."""

from __future__ import annotations

import pickle
from itertools import islice

import pytest

from firsthand.engine import Item, LocalEngine
from firsthand.models import ParseReport, open_reader, parse
from firsthand.records import Report, ReportId, Retrieval
from firsthand.store.codec import decode, encode
from net_stub import StubNet, write_weights

TEXT = "The mayor said\n\nthe port burned in Velm on Monday."


@pytest.fixture
def reader(tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.models.reader.Net", StubNet)
    return open_reader(write_weights(tmp_path / "weights"))


def report_of(text: str, name: str = "r") -> Report:
    return Report(id=ReportId(name), text=text, retrieval=Retrieval(sha256=""))


def words_of(text: str, *spans) -> list[str | None]:
    return [None if span is None else text[span.start : span.end] for span in spans]


def test_a_report_becomes_sentences_with_their_places(reader) -> None:
    parsed = parse(reader, report_of(TEXT))
    assert (parsed.report_id, parsed.reader) == ("r", "stub@7")
    assert words_of(TEXT, *(sentence.span for sentence in parsed.sentences)) == [
        "The mayor said",
        "the port burned in Velm on Monday.",
    ]
    second = parsed.sentences[1]
    assert [(name.kind, *words_of(TEXT, name.span)) for name in second.names] == [
        ("place", "Velm"),
        ("date", "Monday"),
    ]
    assert [(w.upos, w.head, w.relation) for w in second.words[:3]] == [
        ("NOUN", 0, "root"),
        ("NOUN", 1, "dep"),
        ("VERB", 1, "dep"),
    ]
    assert {(word.case, word.mark) for word in second.words} == {(None, None)}


def test_predicates_have_arguments_with_heads(reader) -> None:
    (predicate,) = parse(reader, report_of(TEXT)).sentences[1].predicates
    assert words_of(TEXT, predicate.span) == ["burned"]
    assert predicate.word == 3
    (argument,) = predicate.arguments
    assert (argument.role, argument.word, *words_of(TEXT, argument.span)) == ("ARG0", 2, "port")


def test_attributions_have_their_parts(reader) -> None:
    first, second = parse(reader, report_of(TEXT)).sentences
    (said,) = first.attributions
    assert words_of(TEXT, said.source, said.cue, *said.content) == ["mayor", "said"]
    (goes_on,) = second.attributions
    assert words_of(TEXT, goes_on.source, goes_on.cue, *goes_on.content) == [None, None, "burned"]


def test_a_stripped_report_gets_its_capitals_and_marks_back(reader) -> None:
    text = "the mayor said the port burned in velm"
    first, second = parse(reader, report_of(text)).sentences
    assert [word.mark for word in first.words] == ["", "", "."]
    assert [word.case for word in second.words] == ["lower"] * 4 + ["title"]


def test_a_long_report_is_read_some_sentences_at_a_time(reader, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.models.reader.MOST_SENTENCES_TOGETHER", 60)
    text = "the port burned in velm . " * 40_000
    sentences = list(islice(reader.read(report_of(text)), 60))
    assert {text[s.span.start : s.span.end] for s in sentences} == {"the port burned in velm ."}
    assert reader._net.n_windows <= 4


def test_the_last_sentence_of_a_window_is_read_again(reader) -> None:
    """Windows end anywhere in a paragraph; sentences do not."""
    text = "the port burned in velm . " * 200
    parsed = parse(reader, report_of(text))
    assert len(parsed.sentences) == 200
    assert {len(sentence.words) for sentence in parsed.sentences} == {6}


def test_a_sentence_without_an_end_is_cut_at_its_window(reader) -> None:
    parsed = parse(reader, report_of("velm " * 1000))
    assert sum(len(sentence.words) for sentence in parsed.sentences) == 1000
    assert max(len(sentence.words) for sentence in parsed.sentences) == 158


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b"])
def test_a_text_without_words_has_no_sentences(text, reader) -> None:
    assert len(parse(reader, report_of(text)).sentences) <= 1


@pytest.mark.requirement("P9", "R12")
def test_what_is_read_does_not_depend_on_what_was_read_before(reader) -> None:
    alone = parse(reader, report_of(TEXT))
    parse(reader, report_of("two died . " * 90))
    assert parse(reader, report_of(TEXT)) == alone


def test_it_travels_as_the_way_to_its_weights(reader) -> None:
    packed = pickle.dumps(ParseReport(reader=reader))
    assert len(packed) < 1000
    assert pickle.loads(packed).reader is reader  # opened once a process


def test_the_stage_carries_the_stamp_of_its_reader(reader) -> None:
    stage = ParseReport(reader=reader)
    assert stage.stamp == "parse@1+stub@7"
    (made,) = LocalEngine().map(stage, [Item(name="r", record=report_of(TEXT))])
    assert made == parse(reader, report_of(TEXT))


def test_what_was_read_can_be_kept(reader) -> None:
    parsed = parse(reader, report_of(TEXT))
    assert decode(encode(parsed), type(parsed)) == parsed
