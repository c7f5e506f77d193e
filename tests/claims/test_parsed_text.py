"""What a reader sees beside what rules find: a reading by hand stands for the net."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from firsthand.claims import ReadClaims, find_utterances
from firsthand.claims.attribution import find_attributions
from firsthand.claims.parsed_text import find_edges, open_parsed
from firsthand.records import Claim, Marked
from parsed_stub import Seen, parse_by_hand
from small_pile import make_readable, make_report

MARKED = (
    "Investigators suspect that the rudder failed. The ferry sank near the pier at noon, and two "
    "people died, the port office said. Ana Roth, who lives by the pier, puts it down to the wind."
)
SEEN = (
    Seen(
        "Investigators suspect that the rudder failed.",
        said=[("Investigators", "suspect", "that the rudder failed")],
    ),
    Seen(
        "The ferry sank near the pier at noon, and two people died, the port office said.",
        said=[("the port office", "said", "two people died")],
    ),
    Seen(
        "Ana Roth, who lives by the pier, puts it down to the wind.",
        names=[("Ana Roth", "person")],
        said=[("Ana Roth, who lives by the pier,", "puts", "it down to the wind")],
    ),
)
STRIPPED = (
    "the ferry sank near the pier at noon on friday harbour master jonas feld said the captain "
    "had slept for two hours witnesses saw the deck burn before the mast fell into the water mr "
    "feld laid a wreath on sunday he added that the owner of the boat would pay for the repair of "
    "the pier and of the crane"
)
STRIPPED_SEEN = (
    Seen("the ferry sank near the pier at noon on friday"),
    Seen(
        "harbour master jonas feld said the captain had slept for two hours",
        names=[("jonas feld", "person")],
        said=[("harbour master jonas feld", "said", "the captain had slept for two hours")],
    ),
    Seen("witnesses saw the deck burn before the mast fell into the water"),
    Seen("mr feld laid a wreath on sunday", names=[("feld", "person")]),
    Seen(
        "he added that the owner of the boat would pay for the repair of the pier and of the crane",
        said=[("he", "added", "that the owner of the boat would pay for the repair of the pier")],
    ),
)


def _said(text: str, seen: Sequence[Seen] | None) -> list[tuple[str, str]]:
    marked = Marked(report=make_report("r", text))
    parsed = None if seen is None else parse_by_hand(marked.report, seen)
    found = find_attributions(marked, find_utterances(marked), open_parsed(text, parsed))
    return [
        (said.chain[-1].name, text[span.start : span.end])
        for said in found
        if said.style != "direct"
        for span in said.content
    ]


def _read(text: str, seen: Sequence[Seen] | None, runs: Sequence[str] = ()) -> list[Claim]:
    readable = make_readable(text)
    report = readable.marked.report
    spans = [report.span(text.index(run), text.index(run) + len(run)) for run in runs]
    parsed = None if seen is None else parse_by_hand(report, seen)
    return list(ReadClaims().apply(replace(readable, parsed=parsed, runs=tuple(spans))))


def _words(text: str, claims: Sequence[Claim]) -> list[str]:
    return [text[c.sentence.start : c.sentence.end] for c in claims]


def test_a_reader_adds_whom_rules_do_not_find() -> None:
    assert [name for name, _ in _said(MARKED, None)] == ["port office"]
    assert [name for name, _ in _said(MARKED, SEEN)] == ["Investigators", "port office", "Ana Roth"]


def test_where_both_see_a_word_of_saying_the_rules_keep_the_content() -> None:
    ruled = dict(_said(MARKED, None))["port office"]
    assert dict(_said(MARKED, SEEN))["port office"] == ruled != "two people died"


def test_an_aside_is_no_part_of_a_source() -> None:
    assert dict(_said(MARKED, SEEN))["Ana Roth"] == "it down to the wind"


def test_words_in_quotation_marks_stay_with_the_rules() -> None:
    text = "“We will not leave the pier,” the clerk told the crowd."
    seen = [Seen(text, said=[("the crowd", "told", "We will not leave the pier")])]
    assert _said(text, seen) == _said(text, None)


def test_a_place_is_not_the_ministry_in_it() -> None:
    text = "The ministry in Dorsana speaks of 84 people on board."
    seen = [
        Seen(
            text,
            names=[("Dorsana", "place")],
            said=[("The ministry in Dorsana", "speaks of", "84 people on board")],
        )
    ]
    assert _said(text, seen) == [("ministry in Dorsana", "84 people on board")]


def test_stripped_speech_ends_with_the_sentence_that_is_seen() -> None:
    ruled, read = _said(STRIPPED, None), _said(STRIPPED, STRIPPED_SEEN)
    assert ("jonas feld", "the captain had slept for two hours") not in ruled
    assert ("jonas feld", "the captain had slept for two hours") in read


def test_claims_of_a_stripped_text_end_where_sentences_are_seen_to_end() -> None:
    ends = {each.text for each in STRIPPED_SEEN}
    assert not set(_words(STRIPPED, _read(STRIPPED, None))) <= ends
    assert set(_words(STRIPPED, _read(STRIPPED, STRIPPED_SEEN))) <= ends


def test_what_kin_show_to_be_of_one_piece_is_not_cut() -> None:
    run = "witnesses saw the deck burn before the mast fell into the water mr feld laid a wreath"
    claims = _read(STRIPPED, STRIPPED_SEEN, [run])
    assert run in _words(STRIPPED, claims)


def test_edges_are_those_of_kin_and_around_them_those_that_are_seen() -> None:
    report = make_report("r", "x" * 40)
    assert find_edges([report.span(10, 20)], [0, 5, 15, 20, 30]) == (0, 5, 10, 20, 30)
    assert find_edges([report.span(10, 20)]) == (10, 20)


def test_punctuated_texts_keep_their_own_sentences() -> None:
    cut = [
        Seen("Investigators suspect"),
        Seen("that the rudder failed. The ferry sank"),
        Seen("near the pier at noon, and two people died, the port office said."),
    ]
    assert set(_words(MARKED, _read(MARKED, cut))) == set(_words(MARKED, _read(MARKED, None)))


@pytest.mark.parametrize("seen", [False, True])
def test_a_toll_is_that_of_what_killed(seen: bool) -> None:
    text = "The strikes were an answer to a rocket attack killing a contractor."
    done = ("killing", [("ARG0", "a rocket attack"), ("ARG1", "a contractor")])
    parsed = [Seen(text, done=[done])]
    claims = _read(text, parsed if seen else None)
    (toll,) = [claim for claim in claims if claim.kind == "count"]
    assert toll.trigger == ("rocket" if seen else "airstrike")


def test_an_event_has_who_did_it_and_to_whom() -> None:
    text = "Militiamen stormed the harbour office on Friday."
    done = ("stormed", [("ARG0", "Militiamen"), ("ARG1", "the harbour office")])
    ruled = [claim for claim in _read(text, None) if claim.kind == "event"]
    seen = [claim for claim in _read(text, [Seen(text, done=[done])]) if claim.kind == "event"]
    assert [(claim.actor, claim.target) for claim in ruled] == [(None, None)]
    (claim,) = seen
    assert claim.actor is not None
    assert claim.target is not None
    assert text[claim.actor.start : claim.actor.end] == "Militiamen"
    assert text[claim.target.start : claim.target.end] == "the harbour office"


def test_what_somebody_wants_is_on_nobodys_word() -> None:
    text = "The company ordered the removal of the wreck. The swarm alarmed the villagers."
    seen = [
        Seen(
            "The company ordered the removal of the wreck.",
            said=[("The company", "ordered", "the removal of the wreck")],
        ),
        Seen(
            "The swarm alarmed the villagers.",
            said=[("The swarm", "alarmed", "the villagers")],
        ),
    ]
    assert _said(text, seen) == _said(text, None)


@pytest.mark.parametrize("cue", ["offered", "is offering", "sought"])
def test_what_somebody_does_is_on_nobodys_word(cue: str) -> None:
    text = f"The company {cue} a reward for the wreck."
    seen = [Seen(text, said=[("The company", cue, "a reward for the wreck")])]
    assert _said(text, seen) == _said(text, None)


@pytest.mark.parametrize("time", ["on Tuesday", "late Monday night", "yesterday"])
def test_a_time_is_no_part_of_a_source(time: str) -> None:
    text = f"Investigators {time} put it down to the wind."
    seen = [Seen(text, said=[(f"Investigators {time}", "put", "it down to the wind")])]
    assert dict(_said(text, seen)) == {"Investigators": "it down to the wind"}
