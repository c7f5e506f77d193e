"""A checkpoint as the files that ship: int8 graph, label weights, labels, vocabulary, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from .labels import ATTRIBUTIONS, CASE, NAMES, PUNCTUATION, ROLES, UPOS
from .net import Net, one
from .parse import load

INPUTS = ("ids", "shapes", "mask", "first")
OUTPUTS = (
    "starts", "punctuation", "case", "upos", "predicate", "names", "attributions", "arcs",
    "rel_dependant", "rel_head", "role_predicate", "role_argument",
)  # fmt: skip
Manifest = dict[str, Any]
# Chosen on EWT dev, GUM dev (sentence ends) and PolNeAR dev (attributions): docs/reader.md.
DECODING: dict[str, float] = {}
OPSET = 17
GRAPH = "reader.onnx"


class Graph(nn.Module):
    """What is exported: all but the label weights of pairs, which numpy applies to few pairs."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """The inputs of INPUTS -> the outputs of OUTPUTS."""
        net = self.net
        w = net.words(ids, shapes, mask, first)
        heads = net.rooted(w)
        tags = net.tags(w)
        left = torch.matmul(one(net.arc_dependant(w)), net.arc.w[0])
        arcs = torch.matmul(left, one(net.arc_head(heads)).transpose(1, 2))
        pairs = (
            net.rel_dependant(w),
            net.rel_head(heads),
            net.role_predicate(w),
            net.role_argument(w),
        )
        return (*(tags[name] for name in OUTPUTS[:7]), arcs, *pairs)


def export_graph(net: Net, path: Path) -> None:
    """Write the fp32 graph."""
    ids = torch.randint(1000, 2000, (2, 24))
    some = (ids, torch.ones_like(ids), torch.ones_like(ids), torch.arange(20).repeat(2, 1))
    axes: dict[str, dict[int, str]] = {name: {0: "B", 1: "T"} for name in INPUTS}
    axes["first"] = {0: "B", 1: "W"}
    axes |= {name: {0: "B", 1: "W"} for name in OUTPUTS}
    axes["arcs"] = {0: "B", 1: "W", 2: "W1"}
    axes["rel_head"] = {0: "B", 1: "W1"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(net), some, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def export(checkpoint: Path, encoder: Path, out: Path, made: dict[str, Any]) -> Manifest:
    """Write the files of a reader into `out`. `made` tells the manifest how these came to be."""
    out.mkdir(parents=True, exist_ok=True)
    net = load(checkpoint)
    full = out / "reader.fp32.onnx"
    export_graph(net, full)
    quantize_dynamic(full, out / GRAPH, weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    relations, roles = (x.w.detach().numpy().astype(np.float16) for x in (net.relation, net.role))
    np.savez_compressed(out / "pairs.npz", relations=relations, roles=roles)
    labels = {
        "punctuation": PUNCTUATION, "case": CASE, "upos": UPOS, "names": NAMES,
        "attributions": ATTRIBUTIONS, "relations": net.relations, "roles": ROLES,
        "decoding": DECODING,
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(encoder / "vocab.txt", out / "vocab.txt")
    return write_manifest(out, made)


def export_full(checkpoint: Path, out: Path) -> None:
    """Put the fp32 graph in the place of the int8 one, to compare them."""
    export_graph(load(checkpoint), out / GRAPH)
    write_manifest(out, {"precision": "fp32"})


def write_manifest(out: Path, made: dict[str, Any]) -> Manifest:
    """Write the digests of the files, which the reader checks."""
    names = (GRAPH, "pairs.npz", "labels.json", "vocab.txt")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    manifest = {"name": "firsthand-reader", "version": "1", "files": digests, "made": made}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return manifest
