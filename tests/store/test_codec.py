"""Records survive JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import StorageError
from firsthand.records import Claim, Entry, Failure, Report, Span
from firsthand.store import decode, digest, encode
from strategies import RECORD_TYPES, any_record


@given(
    st.sampled_from(
        [kind for kind in RECORD_TYPES if kind.__name__ not in ("Pile", "Brief")]
    ).flatmap(lambda kind: st.tuples(st.just(kind), any_record(kind)))
)
def test_every_record_survives_json(made) -> None:
    kind, record = made
    assert decode(encode(record), kind) == record


@given(any_record(Failure), any_record(Failure))
def test_a_digest_tells_records_apart(a, b) -> None:
    assert (digest(a) == digest(b)) == (a == b)
    assert digest(a, b) != digest(b, a) or a == b


def test_a_damaged_row_says_where_it_is_damaged() -> None:
    with pytest.raises(StorageError, match=r"damaged.*\$\.start"):
        decode(b'{"report_id": "r", "start": "x", "end": 2}', Span)


def test_what_a_record_refuses_is_refused_when_read() -> None:
    with pytest.raises(StorageError, match="empty or reversed"):
        decode(b'{"report_id": "r", "start": 2, "end": 2}', Span)


def test_fields_of_a_newer_firsthand_are_passed_over() -> None:
    body = b'{"item": "a", "stage": "s", "reason": "r", "invented": 1}'
    assert decode(body, Failure) == Failure(item="a", stage="s", reason="r")


@pytest.mark.parametrize("kind", [Report, Claim, Entry])
def test_a_row_that_lacks_a_field_is_damaged(kind) -> None:
    with pytest.raises(StorageError, match="missing required field"):
        decode(b"{}", kind)
