"""The network: a small encoder (six layers, 384 wide) and heads on its words and pairs of words.

Encoder: MiniLM-L6, uncased (Wang et al. 2020, arXiv:2002.10957; the weights of all-MiniLM-L6-v2).
Trees: deep biaffine attention (Dozat and Manning 2017, arXiv:1611.01734, section 2.2); roles the
same between predicate and head word of the argument (Dozat and Manning 2018, arXiv:1807.01396).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from .labels import ATTRIBUTIONS, CASE, IGNORED, NAMES, PUNCTUATION, ROLES, UPOS

WIDTH, HEADS, INNER, LAYERS, PIECES, PLACES, SHAPES = 384, 12, 1536, 6, 30522, 512, 7
FAR = -1e4  # a score that no softmax picks, in half precision too


@dataclass(frozen=True)
class Sizes:
    """Widths of the projections before each biaffine form."""

    arc: int = 256
    relation: int = 96
    role: int = 128
    hidden: int = 256


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x [B,T,H], mask [B,1,1,T] added to the scores -> [B,T,H]."""
        b, t, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = heads(self.q(x)), heads(self.k(x)), heads(self.v(x))
        scores = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(-1, -2))
        scores = scores + mask.to(scores.dtype)
        mixed = torch.matmul(torch.softmax(scores, -1).to(v.dtype), v)
        x = self.norm1(x + self.dropout(self.o(mixed.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Wordpieces and the shapes of their words -> vectors."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(PIECES, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def load_minilm(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 (the folder with model.safetensors)."""
        w = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        self.word.weight.data = w["embeddings.word_embeddings.weight"].float().clone()
        kind = w["embeddings.token_type_embeddings.weight"][0].float()  # one kind only: added here
        self.place.weight.data = w["embeddings.position_embeddings.weight"].float() + kind
        _take(self.norm, w, "embeddings.LayerNorm")
        names = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
            "o": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                _take(getattr(layer, ours), w, f"encoder.layer.{i}.{theirs}")

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """ids, shapes, mask [B,T] -> [B,T,H]."""
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        far = (1.0 - mask[:, None, None, :].to(x.dtype)) * FAR
        for layer in self.layers:
            x = layer(x, far.to(x.dtype))
        return x


def _take(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data = weights[f"{name}.weight"].float().clone()
    module.bias.data = weights[f"{name}.bias"].float().clone()


class Biaffine(nn.Module):
    """Scores [a;1] W_o [b;1] of pairs, one for each label o."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.empty(labels, width + 1, width + 1))
        nn.init.xavier_uniform_(self.w)
        self.w.data *= 0.3

    def left(self, a: Tensor) -> Tensor:
        """a [N,d] -> [N,labels,d+1]: what b is multiplied with."""
        flat = self.w.permute(1, 0, 2).reshape(self.w.shape[1], -1)
        return (one(a) @ flat).view(len(a), self.w.shape[0], -1)


def one(x: Tensor) -> Tensor:
    """A last column of ones."""
    return F.pad(x, (0, 1), value=1.0)


def perceptron(out: int, dropout: float = 0.2) -> nn.Sequential:
    """One hidden layer on the word vectors."""
    return nn.Sequential(nn.Linear(WIDTH, out), nn.GELU(), nn.Dropout(dropout))


class Net(nn.Module):
    """Encoder and heads."""

    def __init__(
        self, relations: list[str], dropout: float = 0.0, sizes: Sizes | None = None
    ) -> None:
        super().__init__()
        s = sizes or Sizes()
        self.relations = relations
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(0.2)
        self.starts, self.predicate = nn.Linear(WIDTH, 2), nn.Linear(WIDTH, 2)
        self.punctuation = nn.Linear(WIDTH, len(PUNCTUATION))
        self.case, self.upos = nn.Linear(WIDTH, len(CASE)), nn.Linear(WIDTH, len(UPOS))
        self.names = nn.Sequential(perceptron(s.hidden), nn.Linear(s.hidden, len(NAMES)))
        self.attributions = nn.Sequential(
            perceptron(s.hidden), nn.Linear(s.hidden, len(ATTRIBUTIONS))
        )
        self.arc_dependant, self.arc_head = perceptron(s.arc), perceptron(s.arc)
        self.rel_dependant, self.rel_head = perceptron(s.relation), perceptron(s.relation)
        self.role_predicate, self.role_argument = perceptron(s.role), perceptron(s.role)
        self.arc = Biaffine(s.arc, 1)
        self.relation = Biaffine(s.relation, len(relations))
        self.role = Biaffine(s.role, len(ROLES))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """The vector of each word [B,W,H]: that of its first piece."""
        x = self.encoder(ids, shapes, mask)
        return self.dropout(torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH)))

    def tags(self, w: Tensor) -> dict[str, Tensor]:
        """Scores [B,W,labels] of what is said of single words."""
        heads = ("starts", "punctuation", "case", "upos", "predicate", "names", "attributions")
        return {name: getattr(self, name)(w) for name in heads}

    def rooted(self, w: Tensor) -> Tensor:
        """The words with the root before them [B,W+1,H]."""
        return torch.cat([self.root.expand(w.shape[0], 1, -1).to(w.dtype), w], 1)

    def arcs(self, w: Tensor, heads: Tensor) -> Tensor:
        """Scores [B,W,W+1] of each word's head; column 0 is the root."""
        left = torch.matmul(one(self.arc_dependant(w)), self.arc.w[0].to(w.dtype))
        return torch.matmul(left, one(self.arc_head(heads)).transpose(1, 2))


# Weights of the losses: names, attributions and pairs count whole; sentence ends have few positives
# and are learnt early; case is a by-product.
WEIGHTS = {
    "starts": 0.4, "punctuation": 0.3, "case": 0.15, "upos": 0.5, "names": 1.0, "attributions": 1.0,
    "predicate": 0.5, "arc": 1.0, "relation": 1.0, "role": 1.0,
}  # fmt: skip


def losses(net: Net, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Mean cross entropy of each task that the batch has labels for."""
    w = net.words(batch["ids"], batch["shapes"], batch["mask"], batch["first"])
    out = {}
    for name, scores in net.tags(w).items():
        known = batch[name] != IGNORED
        if known.any():
            out[name] = F.cross_entropy(scores[known].float(), batch[name][known])
    known = batch["head"] != IGNORED
    rows = known.any(1)
    if rows.any():
        v, head = w[rows], batch["head"][rows]
        heads = net.rooted(v)
        scores = net.arcs(v, heads).float()
        same = batch["sentence"][rows][:, :, None] == batch["sentence"][rows][:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        scores = scores.masked_fill(~allowed, FAR)
        out["arc"] = F.cross_entropy(scores[known[rows]], head[known[rows]])
        b, i = ((batch["relation"][rows] != IGNORED) & known[rows]).nonzero(as_tuple=True)
        left = net.relation.left(net.rel_dependant(v[b, i]))
        right = one(net.rel_head(heads[b, head[b, i]]))
        labels = torch.matmul(left, right[..., None].to(left.dtype))[..., 0].float()
        out["relation"] = F.cross_entropy(labels, batch["relation"][rows][b, i])
    b, p, at = batch["predicates"].unbind(1)
    if len(b):
        left = net.role.left(net.role_predicate(w[b, at]))  # [N,roles,d+1]
        right = one(net.role_argument(w))[b]  # [N,W,d+1]
        scores = torch.matmul(right.to(left.dtype), left.transpose(1, 2)).float()
        gold = batch["role"][b, p]
        out["role"] = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    return out
