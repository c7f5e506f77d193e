from __future__ import annotations

import pytest

from firsthand.text.update_notes import find_update_notes, says_anew

BODY = "The river fell overnight, and police updated the toll on Tuesday."


@pytest.mark.parametrize(
    "note",
    [
        "(Updated 3 p.m.)",
        "(updated)",
        "UPDATE 2: two more bodies",
        "Correction: the dam stands at Hest.",
        "Last updated on 12 June",
        "Posted: June 11, 5:48 AM | Updated: June 11, 6:12 PM",
        "This story has been updated with the mayor's answer.",
        "An earlier version of this report misstated the toll.",
        "This version corrects the age of the boy.",
        "river news updated 6 12 pm june 11",
    ],
)
def test_a_note_of_an_update_is_found(note) -> None:
    text = f"{note}\n{BODY}"
    (run,) = find_update_notes(text)
    assert text[run[0] : run[1]] in note
    assert says_anew(text, BODY)


@pytest.mark.parametrize(
    "words",
    [
        BODY,
        "This is a developing story.",
        "Stay with us for updates.",
        "The updated flood map shows Ulmet in red.",
        "The office corrected course after the vote.",
    ],
)
def test_other_words_are_no_note(words) -> None:
    assert find_update_notes(words) == []
    assert not says_anew(words, BODY)


def test_the_time_of_the_last_update_says_nothing_of_this_one() -> None:
    note = "Updated: June 11, 6:12 PM"
    assert not says_anew(f"{note}\n{BODY} Two died.", f"{note}\n{BODY}")
    assert says_anew(f"{note}\n{BODY}", f"Updated: June 11, 5:48 AM\n{BODY}")
    standing = "This story has been updated."
    assert says_anew(f"{standing}\n{BODY} Two died.", f"{standing}\n{BODY}")
