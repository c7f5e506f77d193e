"""What quotation marks say of who says what."""

from __future__ import annotations

from firsthand.models.quoting import complete_quotations, find_speech
from firsthand.records import AttributionSpans, ReportId, Sentence, Span, Word

ID = ReportId("r")
TEXT = (
    "“We did not sleep for two nights. The water was everywhere,” Asta Brenn said. "
    "She called the dam “a joke that nobody in Velm laughs about” in a letter."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(report_id=ID, start=start, end=start + len(words))


def sentence(words: str, *said: AttributionSpans) -> Sentence:
    whole, at, found = span(words), span(words).start, []
    for form in words.split():
        core = form.strip("“”.,")
        start = TEXT.index(core, at)
        at = start + len(core)
        found.append(Word(start=start, end=at))
    return Sentence(span=whole, words=tuple(found), attributions=said)


def contents(read: Sentence) -> list[list[str]]:
    return [[TEXT[c.start : c.end] for c in said.content] for said in read.attributions]


FIRST = "“We did not sleep for two nights."
SECOND = "The water was everywhere,” Asta Brenn said."
THIRD = "She called the dam “a joke that nobody in Velm laughs about” in a letter."


def test_a_sentence_inside_a_quotation_is_content_whatever_was_seen_in_it() -> None:
    inner = AttributionSpans(source=span("We"), cue=span("did not"), content=(span("sleep"),))
    (read,) = complete_quotations([sentence(FIRST, inner)], TEXT, find_speech(TEXT))
    assert contents(read) == [[FIRST]]
    assert read.attributions[0].source is None


def test_a_content_that_cuts_a_quotation_takes_all_of_it() -> None:
    said = AttributionSpans(
        source=span("She"), cue=span("called"), content=(span("the dam “a joke that nobody"),)
    )
    (read,) = complete_quotations([sentence(THIRD, said)], TEXT, find_speech(TEXT))
    assert contents(read) == [["the dam “a joke that nobody in Velm laughs about"]]


def test_what_lies_outside_stays_as_it_was() -> None:
    said = AttributionSpans(
        source=span("Asta Brenn"), cue=span("said"), content=(span("The water was everywhere"),)
    )
    other = AttributionSpans(cue=span("in a letter"), content=())
    read = list(
        complete_quotations(
            [sentence(SECOND, said), sentence(THIRD, other)], TEXT, find_speech(TEXT)
        )
    )
    assert read[0].attributions[0].source == span("Asta Brenn")
    assert contents(read[0])[0][0].startswith("The water was everywhere")
    assert contents(read[1]) == [[]]


def test_without_quotations_nothing_changes() -> None:
    read = sentence(THIRD, AttributionSpans(cue=span("called"), content=(span("the dam"),)))
    assert list(complete_quotations([read], TEXT, [])) == [read]
