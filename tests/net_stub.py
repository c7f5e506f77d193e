"""Weights without a net, for tests: what it judges follows from the words by a rule one can see."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from firsthand.models.net import Judged
from firsthand.models.windows import Token

WORDS = "mayor said port burned velm monday fire died two the in on . , a".split()
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
LABELS = {
    "punctuation": ["", ",", ".", "?", ":"],
    "case": ["lower", "title", "upper"],
    "upos": ["NOUN", "VERB", "PUNCT", "PROPN"],
    "names": ["O", "B-LOC", "I-LOC", "B-DATE", "I-DATE"],
    "attributions": ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"],
    "relations": ["dep", "root"],
    "roles": ["_", "ARG0", "ARG1", "ARGM-TMP"],
}
_UPOS = {"said": 1, "burned": 1, "died": 1, ".": 2, ",": 2, "velm": 3}
_NAMES = {"velm": 1, "monday": 3}
_PARTS = {"mayor": 1, "said": 3, "burned": 5}
_CASES = {"velm": 1, "monday": 1}
_STARTS = {"the", "a", "two"}


class StubNet:
    """Judges by the words alone: `the`, `a` and `two` start a sentence, and so on.

    Every word hangs on the first of its sentence; a verb is a predicate, the word before it ARG0.
    """

    def __init__(self, weights: object, *, n_threads: int = 1) -> None:
        self.n_windows = 0

    def judge(self, tokens: Sequence[Token], *, begin: int, end: int) -> Judged:
        assert (begin, end) == (2, 3)
        self.n_windows += 1
        words = [VOCABULARY[token.pieces[0]] for token in tokens]
        starts = [place for place, word in enumerate(words) if word in _STARTS or not place]
        n_words = len(words)
        arcs = np.zeros((n_words, n_words + 1), "f4")
        for place in range(n_words):
            first = max(start for start in starts if start <= place)
            arcs[place, 0 if place == first else first + 1] = 5
        verbs = [_UPOS.get(word) == 1 for word in words]
        predicate = np.zeros((n_words, 2), "f4")
        predicate[:, 1] = np.where(verbs, 1, -1)
        # Features: a one for a verb, a one for the word before a verb; role 1 where both meet.
        before = np.zeros((n_words, 1), "f4")
        before[[place - 1 for place, verb in enumerate(verbs) if verb and place], 0] = 1
        return Judged(
            starts=_choose([word in _STARTS for word in words], 2),
            punctuation=_choose([2 if place + 1 in starts else 0 for place in range(n_words)], 5),
            case=_choose([_CASES.get(word, 0) for word in words], 3),
            upos=_choose([_UPOS.get(word, 0) for word in words], 4),
            predicate=predicate,
            names=_choose([_NAMES.get(word, 0) for word in words], 5),
            attributions=_choose([_PARTS.get(word, 0) for word in words], 7),
            arcs=arcs,
            rel_dependant=np.zeros((n_words, 1), "f4"),
            rel_head=np.eye(1, n_words + 1, dtype="f4").T,  # a one for "none", the root's head
            role_predicate=np.array(verbs, "f4")[:, None],
            role_argument=before,
        )


def _choose(labels: Sequence[int], n_labels: int) -> np.ndarray:
    return 4 * np.eye(n_labels, dtype="f4")[np.array(labels, dtype=int)]


def write_weights(folder: Path, *, graph: bytes = b"no graph", **labels: object) -> Path:
    """Write the files of a reader; its graph is for `StubNet` alone."""
    folder.mkdir(parents=True, exist_ok=True)
    relations = np.zeros((2, 2, 2), "f2")
    relations[1, 1, 0] = 3  # root, where the head is none
    roles = np.zeros((4, 2, 2), "f2")
    roles[1, 0, 0], roles[1, 1, 1] = 3, -2
    packed = io.BytesIO()
    np.savez(packed, relations=relations, roles=roles)
    files = {
        "reader.onnx": graph,
        "pairs.npz": packed.getvalue(),
        "labels.json": json.dumps({**LABELS, **labels}).encode(),
        "vocab.txt": "".join(f"{word}\n" for word in VOCABULARY).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    manifest = {
        "name": "stub",
        "version": "7",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
