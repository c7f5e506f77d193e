from __future__ import annotations

import pytest

from firsthand.claims.utterances import find_utterances
from firsthand.records import Marked, Report, ReportId, Retrieval, Utterance


def _find(text: str) -> list[Utterance]:
    report = Report(id=ReportId("r-1"), text=text, retrieval=Retrieval(sha256="0" * 64))
    return list(find_utterances(Marked(report=report)))


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(u.speaker, text[u.span.start : u.span.end]) for u in _find(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The ferry was full,” Jana Volk said.", "Jana Volk"),
        ("“The ferry was full,” said Jana Volk on Monday.", "Jana Volk"),
        ("Jana Volk said: “The ferry was full.”", "Jana Volk"),
        ("“The ferry was full,” Transport Minister Jana Volk said.", "Jana Volk"),
        ("“The ferry was full,” Sen. Jana Volk (D-OS), a critic of the line, said.", "Jana Volk"),
        ("“The ferry was full,” Jana Volk, a harbor consultant, told the Herald.", "Jana Volk"),
        ("“The ferry was full,” one former senior navy officer told the Herald.",
         "one former senior navy officer"),
        ("“The ferry was full,” a spokesman for the port said.", "spokesman for the port"),
        ("“The ferry was full,” did she declare. ", None),
        ("The line was “run by people who never sailed,” according to the latest harbor report.",
         "latest harbor report"),
        ("Crowds on the pier shouted “Bring them home!” as the boats came in.",
         "Crowds on the pier"),
        ("A crowd in Ostra Bay on Tuesday chanting “No more tolls,” blocked it.", "crowd in Ostra Bay"),
    ],
)  # fmt: skip
def test_the_speaker_stands_beside_the_cue(text: str, speaker: str | None) -> None:
    (utterance,) = _find(text)
    if speaker is None:
        assert utterance.cue is not None
    else:
        assert utterance.speaker == speaker


def test_a_surname_is_expanded_to_the_fullest_mention() -> None:
    text = (
        "Transport Minister Jana Volk came to the pier.\n\n“We found nobody,” Volk said."
        " “We go on.”\n\n“It is dark,” Ms. Volk added."
    )
    assert [s for s, _ in _said(text)] == ["Jana Volk"] * 3


def test_a_pronoun_is_whoever_spoke_before() -> None:
    text = "“The ferry was full,” said Tomas Brin.\n\n“Nobody counted the cars,” he said."
    assert [s for s, _ in _said(text)] == ["Tomas Brin"] * 2


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    text = "Mayor Tomas Brin came at noon to see the wreck. “Nobody counted the cars,” he said."
    assert [s for s, _ in _said(text)] == ["Tomas Brin"]


def test_the_mayor_is_the_person_who_was_called_so() -> None:
    text = "Mayor Tomas Brin was there with Jana Volk. “Nobody counted the cars,” the mayor said."
    assert [s for s, _ in _said(text)] == ["Tomas Brin"]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“We waited for two days.\n\n“Nobody came to the pier,” Orla Fenn said."
    assert [s for s, _ in _said(text)] == ["Orla Fenn"] * 2


def test_an_introduction_with_a_colon_names_the_speaker_below() -> None:
    text = "Orla Fenn went on to say:\n\n“The pumps had failed a week before we sailed.”"
    assert [s for s, _ in _said(text)] == ["Orla Fenn"]


def test_scare_quotes_and_words_to_text_are_no_utterances() -> None:
    text = (
        "Many of the “volunteers” wore uniforms, Orla Fenn said. Eddie “The Hook” Voss was there."
        ' Callers may text "LKPD" to 40411.'
    )
    assert _said(text) == []


def test_fragments_in_indirect_speech_are_somebodys_words() -> None:
    text = (
        "Orla Fenn wrote on Monday, saying the line was “bound to protect its passengers” and"
        " that she expected “the owners to stand up and pay.”"
    )
    assert [s for s, _ in _said(text)] == ["Orla Fenn"] * 2


def test_a_pull_quote_takes_its_attribution_line() -> None:
    text = (
        "The pumps had failed a week before we sailed.\n\nSen. Orla Fenn (D-OS)\n\nThe line denies"
        " it.\n\n“The pumps had failed a week before we sailed,” Sen. Orla Fenn (D-OS) said."
    )
    pull, running = _find(text)
    assert pull.pull
    assert not pull.marked
    assert not running.pull
    assert pull.speaker == running.speaker == "Orla Fenn"


def test_an_attribution_line_without_its_quotation_makes_nobody_say_the_text_above() -> None:
    text = "The ferry sank within minutes on Monday.\n\n– Senator Orla Fenn (D-OS)\n\nMore follows."
    assert _said(text) == []


def test_spans_leave_the_marks_out_and_lie_in_the_text() -> None:
    text = "“The ferry was full,” said Tomas Brin."
    (utterance,) = _find(text)
    assert text[utterance.span.start : utterance.span.end] == "The ferry was full,"
    assert utterance.source is not None
    assert text[utterance.source.start : utterance.source.end] == "Tomas Brin"


STRIPPED = (
    "the ferry ostra queen sank on monday within sight of the pier and twelve people were taken"
    " to the hospital the line has run since 1962 and has no record of accidents until this year"
    " we have asked for every diver in the district and we will not stop until all are found"
    " transport minister jana volk said in a statement on tuesday the owners protested in the"
    " afternoon a crowd at the gate shouted no more lies and bring them home as police pushed it"
    " back the inquiry is expected to begin in the spring the court said"
)


def test_a_text_without_marks_gives_first_person_words_to_their_source() -> None:
    found = _find(STRIPPED)
    assert all(not u.marked for u in found)
    said = {STRIPPED[u.span.start : u.span.end]: u.speaker for u in found}
    assert said == {
        "we have asked for every diver in the district and we will not stop until all are found":
            "jana volk",
        "no more lies": "crowd at the gate",
        "bring them home": "crowd at the gate",
    }  # fmt: skip
