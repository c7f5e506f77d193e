"""Any record, made by Hypothesis: what the types allow and the records do not refuse."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from hypothesis import strategies as st

from firsthand import records

SHARES = st.floats(0, 1)
NUMBERS = st.floats(-1e12, 1e12).map(lambda number: round(number, 4))
IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)

st.register_type_strategy(float, NUMBERS)
st.register_type_strategy(str, st.text(max_size=20))
st.register_type_strategy(bytes, st.binary(max_size=12))
st.register_type_strategy(dt.datetime, st.datetimes(timezones=st.just(dt.UTC)))


@st.composite
def spans(draw: st.DrawFn) -> records.Span:
    start = draw(st.integers(0, 10_000))
    return records.Span(
        report_id=records.ReportId(draw(IDS)), start=start, end=start + draw(st.integers(1, 500))
    )


st.register_type_strategy(records.Span, spans())

_SHARE_FIELDS = {
    "similarity",
    "probability",
    "kind_probability",
    "direction_probability",
    "child_share",
    "parent_share",
}


def any_record(kind: type) -> st.SearchStrategy[Any]:
    """Make records of one type whose probabilities and shares lie in 0..1."""
    if kind is records.Span:
        return spans()
    hints = get_type_hints(kind)
    parts = {
        each.name: SHARES if each.name in _SHARE_FIELDS else st.from_type(hints[each.name])
        for each in fields(kind)
        if each.init
    }
    if kind is records.Derivation:
        parts["parent"] = IDS.map(lambda name: f"parent-{name}")
        parts["child"] = IDS
    if kind is records.Statement:
        parts["citations"] = st.lists(st.from_type(records.Citation), min_size=1, max_size=2).map(
            tuple
        )
    return st.builds(kind, **parts)


RECORD_TYPES = tuple(
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == records.__name__
)
for _kind in RECORD_TYPES:
    if _kind is not records.Span:
        st.register_type_strategy(_kind, st.deferred(lambda kind=_kind: any_record(kind)))
