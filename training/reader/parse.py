"""What a checkpoint sees in sets that have no trees, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch

from .batches import Builder, collate
from .corpus import Sentence
from .labels import UPOS
from .net import Net, one

Tree = tuple[list[str], list[int], list[str]]  # tags, heads (1-based, 0 root), relations


def load(checkpoint: Path) -> Net:
    """A net as `train` left it, ready to read."""
    kept = torch.load(checkpoint)
    net = Net(kept["relations"])
    net.load_state_dict(kept["weights"])
    return net.eval()


@torch.no_grad()
def look(
    net: Net, sentences: list[Sentence], encoder: Path
) -> Iterator[tuple[int, Tree, torch.Tensor]]:
    """(index, tree, probabilities of names [words, labels]) of each sentence that fits.

    Shortest first.

    Heads are each word's best, not a spanning tree: the rules that read them ask for no more.
    """
    builder = Builder.open(encoder, net.relations)
    bare = [{**s, "upos": None, "srl": None, "ner": None, "attr": None} for s in sentences]
    windows = [(i, builder.window([s], "written", 512)) for i, s in enumerate(bare)]
    whole = iter(
        sorted(
            ((i, w) for i, w in windows if len(w.first) == len(sentences[i]["tok"])),
            key=lambda x: len(x[1].ids),
        )
    )
    while group := list(islice(whole, 32)):
        batch = collate([w for _, w in group])
        with torch.autocast("cpu", torch.bfloat16):
            w = net.words(batch["ids"], batch["shapes"], batch["mask"], batch["first"])
            heads = net.rooted(w)
            arcs = net.arcs(w, heads).float()
            tags = net.upos(w).argmax(-1)
            names = torch.softmax(net.names(w).float(), -1)
        for row, (i, window) in enumerate(group):
            n = len(window.first)
            scores = arcs[row, :n, : n + 1]
            scores[torch.arange(n), torch.arange(1, n + 1)] = -1e9
            head = scores.argmax(-1)
            left = net.relation.left(net.rel_dependant(w[row, :n].float()))
            right = one(net.rel_head(heads[row, head].float()))
            kinds = torch.matmul(left, right[..., None])[..., 0].argmax(-1)
            tree = (
                [UPOS[k] for k in tags[row, :n]],
                head.tolist(),
                [net.relations[k] for k in kinds],
            )
            yield i, tree, names[row, :n]
