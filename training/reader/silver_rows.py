"""What a first checkpoint adds to the rows: attributions by rule, better names where it is sure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import torch

from .corpus import Row, Sentence, spans
from .labels import NAME_KINDS, NAMES
from .parse import load, look
from .silver import tag_document

GOLD_TREES = ("ewt", "gum")
PARSED = ("gmb", "wikigold", "masc")
MENDED = "gmb"  # whose names are made by machine: rare organizations are wrong in a third
# Probability from which the checkpoint is believed. It has seen each sentence at most once; of the
# changes that were read by hand most were right ("[Yasser Arafat]" organization -> person).
SURE = 0.8


def enrich(rows: dict[str, list[Row]], checkpoint: Path, encoder: Path) -> dict[str, list[Row]]:
    """Rows with attributions by rule, over gold trees where there are, else the checkpoint's."""
    net = load(checkpoint)
    counts: Counter[str] = Counter()
    for name in (*GOLD_TREES, *PARSED):
        sentences = [s for row in rows[name] for s in row["sents"]]
        trees = [(s["upos"], s["head"], s["rel"]) if s.get("upos") else None for s in sentences]
        if name in PARSED:
            for i, tree, probabilities in look(net, sentences, encoder):
                trees[i] = tree
                if name == MENDED:
                    counts["names mended"] += mend_names(sentences[i], probabilities)
        at = 0
        for row in rows[name]:
            here = row["sents"]
            tagged = tag_document([s["tok"] for s in here], trees[at : at + len(here)])
            at += len(here)
            for s, tags in zip(here, tagged, strict=True):
                s["attr"] = tags
        counts.update(t for s in sentences for t in s["attr"] or () if t[0] == "B")
    print("added by a first checkpoint:", dict(counts), flush=True)
    return rows


def mend_names(sentence: Sentence, probabilities: torch.Tensor) -> int:
    """Give names the kind that the checkpoint is sure of, and no verdict where it sees another.

    Args:
        probabilities: of the labels of NAMES, [words, labels].

    Returns:
        How many names or words without one were changed.
    """
    tags, changed = sentence["ner"], 0
    of_kind = {kind: [k for k, name in enumerate(NAMES) if name[2:] == kind] for kind in NAME_KINDS}
    nothing = probabilities[:, 0] < 1 - SURE
    for i in range(len(tags)):
        if tags[i] == "O" and nothing[i]:
            tags[i] = "?"
            changed += 1
    for first, end, kind in spans(tags):
        mean = probabilities[first:end].mean(0)
        sums = {name: float(mean[columns].sum()) for name, columns in of_kind.items()}
        best = max(sums, key=sums.__getitem__)
        if best != kind and sums[best] > SURE:
            tags[first:end] = [f"B-{best}", *[f"I-{best}"] * (end - first - 1)]
            changed += 1
        elif mean[0] > SURE:
            tags[first:end] = ["?"] * (end - first)
            changed += 1
    return changed
