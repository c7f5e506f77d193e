"""The files of our reader: checked against their digests, never fetched."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from firsthand.errors import ModelError

SHIPPED = Path(__file__).parent / "weights"
GRAPH, PAIRS, LABELS, VOCABULARY = "reader.onnx", "pairs.npz", "labels.json", "vocab.txt"
CARD, MANIFEST = "MODEL_CARD.md", "manifest.json"
# Digits of a digest that people are shown.
SHOWN_DIGITS = 12

Floats: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the outputs of the net stand for; index 0 of names, attributions, roles is nothing."""

    punctuation: tuple[str, ...]
    case: tuple[str, ...]
    upos: tuple[str, ...]
    names: tuple[str, ...]
    attributions: tuple[str, ...]
    relations: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Where the net's judgements become decisions: tuned with the weights, kept in labels.json."""

    start_threshold: float = 0.5  # probability above which a word starts a sentence
    stripped_start_threshold: float = 0.5  # the same in a text that lost its punctuation
    attribution_bias: float = 0.0  # taken from "no attribution": more of them are told
    role_bias: float = 0.0  # taken from "no role"
    join_paragraphs: bool = True  # read several in one window, as far as they fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weights of a reader, whole and undamaged."""

    folder: Path
    name: str
    version: str
    digest: str  # SHA-256 of the manifest: of all files together
    sizes: Mapping[str, int]  # bytes of each file
    graph: bytes = field(repr=False)
    vocabulary: tuple[str, ...] = field(repr=False)
    labels: Labels = field(repr=False)
    decoding: Decoding
    relations: Floats = field(repr=False)  # label, dependant, head
    roles: Floats = field(repr=False)  # label, predicate, argument


def load_weights(folder: Path = SHIPPED) -> Weights:
    """Load the weights in a folder and check every file against its digest.

    Raises:
        ModelError: a file is missing or damaged, or the files do not belong together.
    """
    manifest_bytes = _read(folder / MANIFEST)
    manifest = _parse(manifest_bytes, folder / MANIFEST)
    files = manifest.get("files")
    if not isinstance(files, Mapping) or not {GRAPH, PAIRS, LABELS, VOCABULARY} <= files.keys():
        raise _damaged(folder / MANIFEST, "it does not list the files of a reader")
    contents = {name: _read(folder / name, digest=str(files[name])) for name in sorted(files)}
    labels, decoding = _read_labels(contents[LABELS], folder / LABELS)
    relations, roles = _read_pairs(contents[PAIRS], folder / PAIRS)
    if len(relations) != len(labels.relations) or len(roles) != len(labels.roles):
        raise _damaged(folder / PAIRS, f"it does not fit {LABELS}")
    return Weights(
        folder=folder,
        name=str(manifest.get("name")),
        version=str(manifest.get("version")),
        digest=hashlib.sha256(manifest_bytes).hexdigest(),
        sizes={name: len(content) for name, content in contents.items()},
        graph=contents[GRAPH],
        vocabulary=tuple(contents[VOCABULARY].decode("utf-8").removesuffix("\n").split("\n")),
        labels=labels,
        decoding=decoding,
        relations=relations,
        roles=roles,
    )


def _read(path: Path, *, digest: str | None = None) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as err:
        raise ModelError(f"{path}: not there, and the reader needs it; {_WAY_ON}") from err
    except OSError as err:
        raise ModelError(f"{path}: {err.strerror or err}; {_WAY_ON}") from err
    found = hashlib.sha256(content).hexdigest()
    if digest is not None and found != digest:
        shown, wanted = found[:SHOWN_DIGITS], digest[:SHOWN_DIGITS]
        raise _damaged(path, f"its SHA-256 starts with {shown}, {MANIFEST} says {wanted}")
    return content


def _damaged(path: Path, how: str) -> ModelError:
    return ModelError(f"{path}: damaged: {how}; {_WAY_ON}")


_WAY_ON = (
    "put it back: 'pip install --force-reinstall firsthand', or in a checkout"
    " 'git checkout -- src/firsthand/models/weights'"
)


def _parse(content: bytes, path: Path) -> Mapping[str, Any]:
    try:
        parsed = json.loads(content)
    except ValueError as err:
        raise _damaged(path, "it is no JSON") from err
    if not isinstance(parsed, Mapping):
        raise _damaged(path, "it is no JSON object")
    return parsed


def _read_labels(content: bytes, path: Path) -> tuple[Labels, Decoding]:
    parsed = _parse(content, path)
    try:
        labels = Labels(**{name: tuple(map(str, parsed[name])) for name in Labels.__slots__})
        decoding = Decoding(**parsed.get("decoding", {}))
    except (KeyError, TypeError) as err:
        raise _damaged(path, f"its labels are not those of this firsthand ({err})") from err
    return labels, decoding


def _read_pairs(content: bytes, path: Path) -> tuple[Floats, Floats]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            relations, roles = (arrays[name].astype(np.float32) for name in ("relations", "roles"))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as err:
        raise _damaged(path, "it does not hold the arrays relations and roles") from err
    return relations, roles
