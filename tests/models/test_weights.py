"""The files of the reader: whole, or one clear line that says what to do."""

from __future__ import annotations

import json
import socket

import pytest

from firsthand.errors import ModelError
from firsthand.models.weights import load_weights
from net_stub import write_weights

FILES = ("manifest.json", "reader.onnx", "pairs.npz", "labels.json", "vocab.txt")


@pytest.fixture
def folder(tmp_path):
    return write_weights(tmp_path / "weights")


def test_weights_are_what_the_files_say(folder) -> None:
    weights = load_weights(folder)
    assert (weights.name, weights.version) == ("stub", "7")
    assert weights.labels.roles[1] == "ARG0"
    assert weights.vocabulary[:2] == ("[PAD]", "[UNK]")
    assert weights.relations.dtype == weights.roles.dtype == "float32"
    assert weights.sizes["reader.onnx"] == len(b"no graph")
    assert len(weights.digest) == 64


def test_how_to_decide_stands_with_the_labels(tmp_path) -> None:
    folder = write_weights(tmp_path / "tuned", decoding={"start_threshold": 0.25})
    assert load_weights(folder).decoding.start_threshold == 0.25
    assert load_weights(folder).decoding.role_bias == 0.0


@pytest.mark.requirement("P9")
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_way_on(name, folder) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: not there.*pip install --force-reinstall"):
        load_weights(folder)


@pytest.mark.requirement("P9")
@pytest.mark.parametrize("name", FILES[1:])
def test_a_single_wrong_byte_is_seen(name, folder) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(
        ModelError, match=rf"{name}: damaged: its SHA-256 starts with \w+, manifest"
    ):
        load_weights(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON"),
        (b"version https://git-lfs", "no JSON"),
        (b"[]", "no JSON object"),
        (b"{}", "does not list the files"),
        (b'{"files": {"vocab.txt": "0"}}', "does not list the files"),
    ],
)
def test_a_manifest_that_is_none_is_refused(content, said, folder) -> None:
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(ModelError, match=rf"manifest\.json: damaged: it .*{said}"):
        load_weights(folder)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"roles": None}, r"labels\.json: damaged"),
        ({"roles": ["_"]}, r"pairs\.npz: damaged: it does not fit"),
        ({"decoding": {"of_a_later_version": 1}}, r"labels\.json: damaged: .*of_a_later_version"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(labels, said, tmp_path) -> None:
    with pytest.raises(ModelError, match=said):
        load_weights(write_weights(tmp_path / "odd", **labels))


def test_arrays_that_are_none_are_refused(folder) -> None:
    import hashlib

    (folder / "pairs.npz").write_bytes(b"PK but no archive")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["pairs.npz"] = hashlib.sha256(b"PK but no archive").hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match=r"pairs\.npz: damaged: it does not hold the arrays"):
        load_weights(folder)


@pytest.mark.requirement("P9", "R12")
def test_nothing_is_fetched(folder, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    load_weights(folder)
    (folder / "reader.onnx").unlink()
    with pytest.raises(ModelError):
        load_weights(folder)
