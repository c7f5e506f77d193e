"""Whoever first said it, under one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ledger.origins import canonical_names, name_origins, read_chain
from firsthand.records import Attribution


def _link(name: str, kind: str = "person", *, carrier: bool = False) -> Attribution:
    return Attribution(name=name, kind=kind, source=None, cue=None, carrier=carrier)


def test_the_last_link_of_a_chain_is_the_origin() -> None:
    chain = read_chain([_link("KRN", "media", carrier=True), _link("Otto Renn")])
    assert name_origins(chain) == {"Otto Renn"}


def test_a_carrier_alone_is_the_origin_and_no_chain_has_none() -> None:
    assert name_origins(read_chain([_link("KRN", "media", carrier=True)])) == {"KRN"}
    assert name_origins(read_chain([])) == set()
    assert name_origins(read_chain([_link(" ,. ")])) == set()


@pytest.mark.parametrize(
    ("written", "name"),
    [("Otto  Renn,", "Otto Renn"), ("“Otto Renn.”", "Otto Renn"), ("the U.S.", "the U.S.")],
)
def test_a_name_is_kept_without_the_marks_around_it(written, name) -> None:
    assert name_origins(read_chain([_link(written)])) == {name}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Otto Renn", "Renn"], {"Renn": "Otto Renn", "Otto Renn": "Otto Renn"}),
        (["Mayor Otto Renn", "Renn"], {"Renn": "Mayor Otto Renn"}),
        (["Ulmet police", "police"], {"police": "Ulmet police"}),
        (["fire brigade", "Fire Brigade"], {"fire brigade": "Fire Brigade"}),
        (["Otto Renn", "Ada Renn", "Renn"], {"Renn": "Renn"}),  # could be either
        (["Ulmet police", "Hest police", "police"], {"police": "police"}),
        (["Otto Renn", "Marta Quell"], {"Otto Renn": "Otto Renn", "Marta Quell": "Marta Quell"}),
        (["police", "ministry"], {"police": "police", "ministry": "ministry"}),
        (["witnesses", "Ulmet police"], {"witnesses": "witnesses"}),
    ],
)
def test_every_way_of_naming_an_origin_gets_the_fullest_unless_two_fit(names, expected) -> None:
    found = canonical_names(names)
    assert {name: found[name] for name in expected} == expected


NAMES = st.lists(
    st.sampled_from(
        [
            "Renn", "Otto Renn", "Mayor Otto Renn", "Ada Renn", "renn", "police", "Ulmet police",
            "Hest police", "Ulmet county police", "interior ministry", "Interior Ministry",
            "ministry", "Quell", "Marta Quell", "Marta A. Quell", "KRN", "witness", "",
        ]
    ),
    max_size=9,
)  # fmt: skip


@given(NAMES)
def test_naming_is_settled_after_one_step(names) -> None:
    found = canonical_names(names)
    assert set(found) == set(names)
    assert all(found[name] in found for name in names)
    assert {found[target] for target in found.values()} <= set(found.values())


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_names_changes_nothing(names, random) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)
    assert canonical_names(shuffled) == canonical_names(names)


@given(NAMES)
def test_the_fullest_name_is_its_own(names) -> None:
    found = canonical_names(names)
    assert all(found[target] == target for target in found.values())


@given(NAMES)
def test_naming_twice_changes_nothing(names) -> None:
    found = canonical_names(names)
    again = canonical_names([found[name] for name in names])
    assert {name: again[found[name]] for name in names} == found
