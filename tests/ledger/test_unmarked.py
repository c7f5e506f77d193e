from __future__ import annotations

from firsthand.ledger.unmarked import find_carried
from firsthand.records import Report, ReportId, Retrieval

BARE = (
    "the minister said we have asked for every diver in the district and they will not stop until"
    " all are found the owners left no more tolls the crowd cried"
)


def _found(quoted: list[str]) -> list[str]:
    report = Report(id=ReportId("r-1"), text=BARE, retrieval=Retrieval(sha256="0" * 64))
    return [BARE[s.start : s.end] for s in find_carried(report, quoted)]


def test_an_exact_run_is_found_whatever_its_marks() -> None:
    assert _found(["No more tolls!"]) == ["no more tolls"]


def test_sentences_that_follow_each_other_are_one_quotation() -> None:
    both = (
        "We have asked for every diver in the district. And they will not stop until all are found."
    )
    assert _found([both]) == [
        "we have asked for every diver in the district and they will not stop until all are found"
    ]


def test_a_nearly_equal_sentence_is_found() -> None:
    (found,) = _found(["We have asked for each diver in the district and they won’t stop"])
    assert found.startswith("we have asked for")


def test_what_the_text_does_not_carry_is_not_found() -> None:
    assert _found(["The pumps failed in the night.", "No new boats"]) == []
