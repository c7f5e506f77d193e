"""Which clauses say the same."""

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from firsthand.ledger.match import (
    LEAST_SIMILARITY,
    MOST_COMMON,
    MOST_OF_ONE_REPORT,
    Bag,
    clash,
    cluster,
    similarity,
    weigh,
)

WORDS = tuple("dam mill bridge sank burned mayor arrested rain valley barge crew rope".split())
BAGS = st.builds(
    Bag,
    concepts=st.frozensets(st.sampled_from(WORDS), max_size=6),
    names=st.frozensets(st.sampled_from(WORDS[:3]), max_size=2),
    setting=st.sampled_from(["", "fire#0", "fire#1", "crash#2"]),
    report=st.sampled_from(["alba", "brina", "cora"]),
)
PILES = st.lists(BAGS, max_size=14)


def _bag(words: str, report: str = "alba", **options) -> Bag:
    return Bag(frozenset(words.split()), report=report, **options)


@given(st.lists(BAGS, max_size=MOST_COMMON))
def test_two_alone_that_are_alike_are_found_to_be(bags) -> None:
    """Candidates leave out no pair: the index by heaviest words loses nothing."""
    weights = weigh(bags)
    alike = {
        (i, j)
        for j, other in enumerate(bags)
        for i, one in enumerate(bags[:j])
        if similarity(one, other, weights) >= LEAST_SIMILARITY
    }
    groups = cluster(bags)
    joined = {i for group in groups if len(group) > 1 for i in group}
    partners = Counter(i for pair in alike for i in pair)
    for i, j in alike:
        if partners[i] == partners[j] == 1 and bags[i].report != bags[j].report:
            assert {i, j} <= joined


@given(PILES)
def test_similarity_is_symmetric_and_a_share(bags) -> None:
    weights = weigh(bags)
    for one in bags:
        for other in bags:
            value = similarity(one, other, weights)
            assert 0.0 <= value <= 1.0 + 1e-9
            assert value == similarity(other, one, weights)


@given(BAGS)
def test_a_clause_is_like_itself_if_it_says_two_things_of_which_one_is_no_name(bag) -> None:
    weights = weigh([bag])
    assume(all(weight > 0 for weight in weights.values()))
    told = len(bag.concepts) >= 2 and bag.concepts - bag.names
    assert (abs(similarity(bag, bag, weights) - 1.0) < 1e-9) is bool(told)


def test_names_alone_make_no_two_clauses_alike() -> None:
    one = _bag("hest ulmet sank", names=frozenset({"hest", "ulmet"}))
    other = _bag("hest ulmet burned", names=frozenset({"hest", "ulmet"}))
    assert similarity(one, other, weigh([one, other, _bag("mill"), _bag("rope")])) == 0.0


def test_clauses_of_two_events_of_one_class_are_never_alike() -> None:
    one, other = _bag("mill burned", setting="fire#0"), _bag("mill burned", setting="fire#1")
    assert clash(one, other)
    assert similarity(one, other, weigh([one, other])) == 0.0
    assert not clash(one, _bag("mill burned", setting="crash#1"))
    assert not clash(one, _bag("mill burned"))


def test_another_figure_of_the_same_thing_makes_clauses_less_alike() -> None:
    plain = [_bag("cows drowned valley"), _bag("cows drowned valley", "brina")]
    told = [
        _bag("cows drowned valley", figure=("cow", 300.0)),
        _bag("cows drowned valley", "brina", figure=("cow", 900.0)),
    ]
    weights = weigh([*plain, *told, _bag("mill rope")])
    assert similarity(*told, weights) < similarity(*plain, weights)


@given(PILES, st.data())
def test_clusters_are_a_partition(bags, data) -> None:
    n = len(bags)
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1])
    must = sorted(set(data.draw(st.lists(pairs, max_size=4)))) if n > 1 else []
    groups = cluster(bags, must)
    assert sorted(i for group in groups for i in group) == list(range(n))
    assert groups == sorted(sorted(group) for group in groups)
    home = {i: n for n, group in enumerate(groups) for i in group}
    assert all(home[i] == home[j] for i, j in must)


@given(PILES)
def test_clauses_of_two_events_of_one_class_are_never_paired_alone(bags) -> None:
    for group in cluster(bags):
        if len(group) == 2:
            assert not clash(bags[group[0]], bags[group[1]])


@given(PILES)
def test_no_question_takes_more_of_one_report_than_a_report_says_of_one_thing(bags) -> None:
    for group in cluster(bags):
        for report in {bags[i].report for i in group}:
            assert sum(bags[i].report == report for i in group) <= MOST_OF_ONE_REPORT


def test_the_same_thing_in_two_reports_is_one_question() -> None:
    bags = [
        _bag("barge sank rain"),
        _bag("mayor arrested"),
        _bag("barge sank rain valley", "brina"),
        _bag("mill burned rope", "brina"),
    ]
    assert cluster(bags) == [[0, 2], [1], [3]]


def test_nothing_gives_no_question() -> None:
    assert cluster([]) == []
