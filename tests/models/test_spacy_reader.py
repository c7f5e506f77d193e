"""The seam for other readers: a blank pipeline of spaCy, with rules, in the place of our own."""

from __future__ import annotations

from typing import ClassVar

import pytest

spacy = pytest.importorskip("spacy")

from firsthand import Case  # noqa: E402
from firsthand.errors import ItemError  # noqa: E402
from firsthand.models import parse, stamp_of  # noqa: E402
from firsthand.models.spacy_reader import SpacyReader  # noqa: E402
from firsthand.records import Report, ReportId, Retrieval  # noqa: E402

TEXT = "A fire destroyed two sheds in Velm.\n\n  Ines Maro saw it on Monday."


def report_of(text: str) -> Report:
    return Report(id=ReportId("r"), text=text, retrieval=Retrieval(sha256=""))


@pytest.fixture(scope="module")
def pipeline():
    made = spacy.blank("en", meta={"name": "rules", "version": "3"})
    made.add_pipe("sentencizer")
    made.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": "Velm"},
            {"label": "PERSON", "pattern": [{"TEXT": "Ines"}, {"TEXT": "Maro"}]},
            {"label": "DATE", "pattern": "Monday"},
            {"label": "CARDINAL", "pattern": "two"},
        ]
    )
    return made


@pytest.mark.requirement("P10")
def test_a_pipeline_tells_sentences_words_and_names(pipeline) -> None:
    reader = SpacyReader(pipeline)
    assert stamp_of(reader) == "en_rules@3"
    first, second = parse(reader, report_of(TEXT)).sentences
    assert TEXT[first.span.start : first.span.end] == "A fire destroyed two sheds in Velm."
    assert TEXT[second.span.start : second.span.end] == "Ines Maro saw it on Monday."
    assert [(TEXT[n.span.start : n.span.end], n.kind) for n in second.names] == [
        ("Ines Maro", "person"),
        ("Monday", "date"),
    ]
    assert [TEXT[w.start : w.end] for w in first.words] == first_words()


def first_words() -> list[str]:
    return "A fire destroyed two sheds in Velm .".split()


def test_what_the_pipeline_has_no_part_for_is_not_told(pipeline) -> None:
    (sentence, _) = parse(SpacyReader(pipeline), report_of(TEXT)).sentences
    assert {(word.upos, word.head, word.relation) for word in sentence.words} == {
        (None, None, None)
    }
    assert (sentence.predicates, sentence.attributions) == ((), ())


class Parser:
    """A pipeline that knows one text and its tree."""

    meta: ClassVar = {"lang": "en", "name": "parsed", "version": "1"}

    def __call__(self, text: str):
        words = ["A", "fire", "burned", ".", "\n ", "It", "died"]
        heads = [1, 2, 2, 2, 3, 6, 6]
        spaces = [True, True, False, True, False, True, False]
        deps = ["det", "nsubj", "ROOT", "punct", "", "nsubj", "ROOT"]
        doc = spacy.tokens.Doc(spacy.blank("en").vocab, words, spaces, heads=heads, deps=deps)
        assert doc.text == text
        return doc


def test_a_tree_is_told_with_words_counted_in_their_sentence() -> None:
    text = "A fire burned. \n It died"
    first, second = parse(SpacyReader(Parser()), report_of(text)).sentences
    assert [word.head for word in first.words] == [2, 3, 0, 3]
    assert [word.head for word in second.words] == [2, 0]
    assert second.words[1].relation == "ROOT"
    assert text[second.span.start : second.span.end] == "It died"


def test_a_pipeline_without_sentences_costs_the_report_alone() -> None:
    with pytest.raises(ItemError, match="en_pipeline cannot read it"):
        parse(SpacyReader(spacy.blank("en")), report_of(TEXT))


@pytest.mark.requirement("P10")
def test_a_case_is_read_by_it(pipeline, tmp_path) -> None:
    path = tmp_path / "fire.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Case.open() as case:
        case.add([path])
        (parsed,) = case.read(SpacyReader(pipeline))
        (report,) = case.reports()
    assert parsed.report_id == report.id
    assert len(parsed.sentences) == 2
