"""The net: one window of words in, its judgements out. onnxruntime is imported when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from firsthand.errors import ModelError
from firsthand.models.weights import GRAPH, LABELS, Floats, Weights
from firsthand.models.windows import Token

Whole: TypeAlias = npt.NDArray[np.int64]

_TRIAL = Token(start=0, end=1, pieces=(1,), shape=0, opens=False)
# Only what goes wrong beyond repair: onnxruntime warns of the processor, of unused weights.
_FATAL = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """What the net says of the words of a window; scores, the greater the likelier."""

    starts: Floats  # word, [goes on, starts a sentence]
    punctuation: Floats  # word, label; after it
    case: Floats
    upos: Floats
    predicate: Floats  # word, [no, yes]
    names: Floats
    attributions: Floats
    arcs: Floats  # word, head (0: none, else the word before that number)
    rel_dependant: Floats  # word, feature
    rel_head: Floats  # as heads in arcs, feature
    role_predicate: Floats
    role_argument: Floats


class Net:
    """The graph of a reader, ready to run."""

    def __init__(self, weights: Weights, *, n_threads: int = 1) -> None:
        """Make the graph ready, and try it on two words.

        Raises:
            ModelError: onnxruntime is not there, or cannot run this graph here.
        """
        runtime = _import_runtime()
        try:
            self._session = runtime.InferenceSession(
                weights.graph,
                _options(runtime, n_threads),
                providers=["CPUExecutionProvider"],
            )
            judged = self.judge([_TRIAL, _TRIAL], begin=1, end=1)
        except Exception as err:  # onnxruntime's errors have no root of their own
            reason = " ".join(str(err).split())[:200]
            raise ModelError(
                f"{weights.folder / GRAPH}: onnxruntime {runtime.__version__} cannot run it here"
                f" ({reason}); 'pip install -U onnxruntime', then 'firsthand doctor'"
            ) from err
        wrong = _find_misfit(judged, weights)
        if wrong:
            raise ModelError(
                f"{weights.folder / GRAPH}: what it says of {wrong} does not fit {LABELS};"
                " 'pip install --force-reinstall firsthand'"
            )

    def judge(self, tokens: Sequence[Token], *, begin: int, end: int) -> Judged:
        """Run the net on the words of a window.

        Args:
            tokens: one at least.
            begin: the piece that stands before all others.
            end: the piece that stands behind them.
        """
        ids, shapes, first = [begin], [0], []
        for token in tokens:
            first.append(len(ids))
            ids += token.pieces
            shapes += [token.shape] * len(token.pieces)
        ids.append(end)
        shapes.append(0)
        given = {
            "ids": _row(ids),
            "shapes": _row(shapes),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "first": _row(first),
        }
        made = self._session.run(list(Judged.__slots__), given)
        return Judged(*(each[0] for each in made))


def _find_misfit(judged: Judged, weights: Weights) -> str | None:
    """Return an output that has not the shape that the labels ask for."""
    labels, n_words = weights.labels, len((_TRIAL, _TRIAL))
    widths = {
        "starts": 2,
        "punctuation": len(labels.punctuation),
        "case": len(labels.case),
        "upos": len(labels.upos),
        "predicate": 2,
        "names": len(labels.names),
        "attributions": len(labels.attributions),
        "arcs": n_words + 1,
        "rel_dependant": weights.relations.shape[1] - 1,
        "rel_head": weights.relations.shape[2] - 1,
        "role_predicate": weights.roles.shape[1] - 1,
        "role_argument": weights.roles.shape[2] - 1,
    }
    for name, width in widths.items():
        n_rows = n_words + 1 if name == "rel_head" else n_words
        if getattr(judged, name).shape != (n_rows, width):
            return name
    return None


def _row(numbers: list[int]) -> Whole:
    return np.array([numbers], dtype=np.int64)


def _import_runtime() -> Any:
    """Import onnxruntime.

    Raises:
        ModelError: it is not there, or does not load on this machine.
    """
    try:
        import onnxruntime
    except (ImportError, OSError) as err:  # no wheel for this platform; a library that it lacks
        raise ModelError(
            f"onnxruntime does not load here ({err}), and the reader needs it:"
            " 'pip install onnxruntime' (wheels: Linux, macOS, Windows; x86-64 and arm64)"
        ) from err
    return onnxruntime


def _options(runtime: Any, n_threads: int) -> Any:
    runtime.set_default_logger_severity(_FATAL)
    runtime.disable_telemetry_events()
    options = runtime.SessionOptions()
    options.log_severity_level = _FATAL
    options.intra_op_num_threads = n_threads
    options.inter_op_num_threads = 1
    # Processors without VNNI would saturate sums of int8 products and read otherwise than others.
    options.add_session_config_entry("session.x64quantprecision", "1")
    # Threads that wait sleep: other processes of the engine have use for the core.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
