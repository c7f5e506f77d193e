"""The net: where onnxruntime is missing, or cannot run a graph, one clear line says so."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from firsthand.errors import ModelError
from firsthand.models.net import Net
from firsthand.models.weights import load_weights
from firsthand.models.windows import Token
from net_stub import write_weights


class FakeRuntime:
    """Stands for onnxruntime: notes how it is asked, and answers with tables of given widths."""

    __version__ = "0"

    def __init__(self, **widths: int) -> None:
        self.widths = {**WIDTHS, **widths}
        self.asked: dict[str, object] = {}

    def set_default_logger_severity(self, severity: int) -> None:
        self.asked["severity"] = severity

    def disable_telemetry_events(self) -> None:
        self.asked["telemetry"] = False

    def SessionOptions(self) -> FakeRuntime:  # noqa: N802
        return self

    def add_session_config_entry(self, key: str, value: str) -> None:
        self.asked[key] = value

    def InferenceSession(  # noqa: N802
        self, graph: bytes, options: object, *, providers: list[str]
    ) -> FakeRuntime:
        self.asked["graph"] = graph
        return self

    def run(self, names: list[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.given = given
        n_words = given["first"].shape[1]
        rows = {"rel_head": n_words + 1}
        widths = {**self.widths, "arcs": self.widths["arcs"] + n_words}
        return [np.zeros((1, rows.get(name, n_words), widths[name]), "f4") for name in names]


WIDTHS = {
    "starts": 2,
    "punctuation": 5,
    "case": 3,
    "upos": 4,
    "predicate": 2,
    "names": 5,
    "attributions": 7,
    "arcs": 1,  # and one a word
    "rel_dependant": 1,
    "rel_head": 1,
    "role_predicate": 1,
    "role_argument": 1,
}


@pytest.fixture
def weights(tmp_path):
    return load_weights(write_weights(tmp_path / "weights"))


@pytest.mark.requirement("P9")
def test_a_platform_without_onnxruntime_is_told(weights, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(
        ModelError, match=r"onnxruntime does not load here .*pip install onnxruntime"
    ):
        Net(weights)


@pytest.mark.requirement("P9")
def test_a_graph_that_cannot_run_here_is_told(weights, capfd) -> None:
    with pytest.raises(
        ModelError, match=r"reader\.onnx: onnxruntime [\d.]+ cannot run it here"
    ) as told:
        Net(weights)
    assert "\n" not in str(told.value)
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


@pytest.mark.requirement("P9")
@pytest.mark.parametrize("name", WIDTHS)
def test_a_graph_that_does_not_fit_its_labels_is_told(name, weights, monkeypatch) -> None:
    fake = FakeRuntime(**{name: WIDTHS[name] + 1})
    monkeypatch.setitem(sys.modules, "onnxruntime", fake)
    with pytest.raises(
        ModelError, match=rf"reader\.onnx: what it says of {name} does not fit labels"
    ):
        Net(weights)


def test_a_window_is_one_row_of_pieces_between_beginning_and_end(weights, monkeypatch) -> None:
    fake = FakeRuntime()
    monkeypatch.setitem(sys.modules, "onnxruntime", fake)
    tokens = [
        Token(start=0, end=3, pieces=(8, 9), shape=1, opens=True),
        Token(start=4, end=5, pieces=(7,), shape=6, opens=False),
    ]
    judged = Net(weights, n_threads=2).judge(tokens, begin=2, end=3)
    assert {name: given.tolist() for name, given in fake.given.items()} == {
        "ids": [[2, 8, 9, 7, 3]],
        "shapes": [[0, 1, 1, 6, 0]],
        "mask": [[1, 1, 1, 1, 1]],
        "first": [[1, 3]],
    }
    assert judged.arcs.shape == (2, 3)
    assert fake.given["ids"].dtype == np.int64


def test_the_runtime_is_quiet_and_takes_as_many_threads_as_it_may(weights, monkeypatch) -> None:
    fake = FakeRuntime()
    monkeypatch.setitem(sys.modules, "onnxruntime", fake)
    Net(weights)
    assert (fake.intra_op_num_threads, fake.inter_op_num_threads) == (1, 1)
    assert fake.asked["severity"] == fake.log_severity_level == 4
    assert fake.asked["telemetry"] is False
    assert fake.asked["session.x64quantprecision"] == "1"
    assert fake.asked["graph"] == b"no graph"
