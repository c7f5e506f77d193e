"""A checkpoint as the files that ship: int8 graph, label weights, labels, vocabulary, manifest."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, matmul_nbits_quantizer, quantize_dynamic
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
# Chosen on EWT dev (starts .5, .45, .4, and stripped .4, .3, .22, are within .3 of each other in
# sentence ends, LAS and names) and PolNeAR dev (bias .5, 1, 1.5: within .2 in exact attributions;
# words of sources and contents rise with it).
DECODING = {"start_threshold": 0.45, "stripped_start_threshold": 0.25, "attribution_bias": 1.25}
OPSET = 17
BLOCK = 128  # numbers that share a scale
INT8_ACTIVATIONS = 4  # accuracy_level of MatMulNBits: activations in int8 blocks too
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


def quantize(full: Path, out: Path) -> None:
    """Write the graph in int8: embeddings with one scale, products in blocks of 128 numbers.

    With one scale a channel for weights and one a matrix for activations (dynamic quantisation)
    products are a seventh faster, but lose up to .9 of F1 (sentence ends of stripped text) against
    fp32; in blocks they lose at most .2.
    """
    quantize_dynamic(
        full, out, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["Gather"]
    )
    logging.getLogger(matmul_nbits_quantizer.__name__).setLevel(logging.WARNING)
    quantizer = matmul_nbits_quantizer.MatMulNBitsQuantizer(
        onnx.load(out), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=INT8_ACTIVATIONS
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(out), use_external_data_format=False)


def export(checkpoint: Path, encoder: Path, out: Path, made: dict[str, Any]) -> Manifest:
    """Write the files of a reader into `out`. `made` tells the manifest how these came to be."""
    out.mkdir(parents=True, exist_ok=True)
    net = load(checkpoint)
    full = out / "reader.fp32.onnx"
    export_graph(net, full)
    quantize(full, out / GRAPH)
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
