import pytest

from firsthand.text.synonyms import are_synonyms


@pytest.mark.parametrize(("a", "b"), [("wound", "injur"), ("began", "commenc"), ("hit", "strike")])
def test_words_that_stand_for_each_other_are_synonyms(a, b):
    assert are_synonyms(a, b)
    assert are_synonyms(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("kill", "murder"), ("accus", "charg"), ("contractor", "entrepreneur"), ("said", "claim")],
)
def test_words_whose_exchange_changes_the_report_are_not(a, b):
    assert not are_synonyms(a, b)


def test_it_is_not_transitive():
    assert are_synonyms("hit", "strike")
    assert not are_synonyms("hit", "protest")
