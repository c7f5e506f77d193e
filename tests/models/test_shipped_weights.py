"""The weights that ship, on sentences of our own: what they are, and what they make of news.

What is expected below of names, deeds and attributions needs trained weights; what is expected of
files, offsets and trees holds for any.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from firsthand.models import open_reader, parse
from firsthand.models.weights import CARD, MANIFEST, SHIPPED, load_weights
from firsthand.records import Parsed, Report, ReportId, Retrieval, Sentence, Span

MOST_BYTES = 27_000_000

FIRE = (
    "Two dock workers died when a warehouse burned down in Velm on Monday, the port authority said.\n\n"
    "“We heard a blast shortly after four,” Ines Maro, a crane operator, told the Harbour Gazette. "
    "The mayor of Velm blamed Coast Freight for the fire. She did not say how it began."
)
STRIPPED = " ".join(
    "".join(c if c.isalnum() else " " for c in FIRE.replace("’", "")).lower().split()
)


def report_of(text: str) -> Report:
    return Report(id=ReportId("r"), text=text, retrieval=Retrieval(sha256=""))


def read(text: str) -> Parsed:
    return parse(open_reader(), report_of(text))


def words_of(span: Span | None, text: str = FIRE) -> str | None:
    return None if span is None else text[span.start : span.end]


def names_of(sentence: Sentence, text: str = FIRE) -> set[tuple[str | None, str]]:
    return {(words_of(name.span, text), name.kind) for name in sentence.names}


def deeds_of(sentence: Sentence, text: str = FIRE) -> set[tuple[str | None, str, str | None]]:
    return {
        (words_of(predicate.span, text), argument.role, words_of(argument.span, text))
        for predicate in sentence.predicates
        for argument in predicate.arguments
    }


# ---------------------------------------------------------------- of any weights


@pytest.mark.requirement("P9")
def test_they_are_whole_small_and_have_a_card() -> None:
    weights = load_weights()
    files = {path.name for path in SHIPPED.iterdir()}
    assert files == {*weights.sizes, MANIFEST, CARD}
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= MOST_BYTES
    card = (SHIPPED / CARD).read_text(encoding="utf-8")
    assert weights.version in card
    manifest = json.loads((SHIPPED / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["made"]


@pytest.mark.parametrize(
    "text", [FIRE, FIRE.lower(), STRIPPED, "Fire!", "!!!", "x" * 5000, "\ufeff" + FIRE]
)
def test_spans_lie_in_the_text_and_trees_are_trees(text) -> None:
    end = 0
    for sentence in read(text).sentences:
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        end = sentence.span.end
        heads = [word.head for word in sentence.words]
        assert heads.count(0) == 1
        for number in range(1, len(heads) + 1):
            seen = set()
            while number:
                assert number not in seen
                seen.add(number)
                number = heads[number - 1] or 0
        spans = [name.span for name in sentence.names]
        for predicate in sentence.predicates:
            spans += [predicate.span, *(each.span for each in predicate.arguments)]
        for each in sentence.attributions:
            spans += [span for span in (each.source, each.cue, *each.content) if span is not None]
        assert all(sentence.span.contains(span) for span in spans)
    shown = "".join(text[w.start : w.end] for s in read(text).sentences for w in s.words)
    assert shown == "".join(text.split())


@pytest.mark.slow
@pytest.mark.requirement("P9", "R12")
def test_another_process_reads_the_same(tmp_path) -> None:
    path = tmp_path / "fire.txt"
    path.write_text(FIRE, encoding="utf-8")
    command = [sys.executable, "-m", "firsthand", "read", str(path), "--json"]
    first, second = (
        subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2)
    )
    assert first == second
    lines = [json.loads(line) for line in first.splitlines()]
    assert [(line["start"], line["end"]) for line in lines] == [
        (sentence.span.start, sentence.span.end) for sentence in read(FIRE).sentences
    ]


# ---------------------------------------------------------------- of trained weights


def test_sentences_end_where_they_end() -> None:
    assert [words_of(sentence.span) for sentence in read(FIRE).sentences] == [
        FIRE[:94],
        FIRE[96 : FIRE.index("The mayor") - 1],
        FIRE[FIRE.index("The mayor") : FIRE.index("She did") - 1],
        FIRE[FIRE.index("She did") :],
    ]


def test_names_have_their_kinds() -> None:
    first, second, third, fourth = read(FIRE).sentences
    assert {("Velm", "place"), ("Monday", "date")} <= names_of(first)
    assert ("Ines Maro", "person") in names_of(second)
    assert ("Velm", "place") in names_of(third)
    assert names_of(fourth) == set()


def test_who_did_what_is_told() -> None:
    first, _, third, fourth = read(FIRE).sentences
    assert ("died", "ARG1", "Two dock workers") in deeds_of(first)
    assert ("said", "ARG0", "the port authority") in deeds_of(first)
    assert ("blamed", "ARG0", "The mayor of Velm") in deeds_of(third)
    assert ("say", "ARGM-NEG", "not") in deeds_of(fourth)


def test_who_says_what_is_told() -> None:
    first, second, *_ = read(FIRE).sentences
    (said,) = first.attributions
    assert (words_of(said.source), words_of(said.cue)) == ("the port authority", "said")
    assert [words_of(span) for span in said.content] == [FIRE[:68]]
    (told,) = second.attributions
    assert str(words_of(told.source)).startswith("Ines Maro")
    assert words_of(told.cue) == "told"


def test_a_stripped_report_is_read_too() -> None:
    parsed = read(STRIPPED)
    assert len(parsed.sentences) in (4, 5)
    names = set().union(*(names_of(sentence, STRIPPED) for sentence in parsed.sentences))
    assert {("velm", "place"), ("monday", "date"), ("harbour gazette", "organization")} <= names
    deeds = set().union(*(deeds_of(sentence, STRIPPED) for sentence in parsed.sentences))
    assert ("died", "ARG1", "two dock workers") in deeds
    first = parsed.sentences[0].words
    assert first[0].case == "title"
    assert parsed.sentences[0].words[-1].mark == "."
    assert {STRIPPED[w.start : w.end]: w.case for w in first}["velm"] == "title"
