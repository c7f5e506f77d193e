"""Training for a number of minutes: rows -> a checkpoint."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch

from .batches import Builder, Mix, Stream
from .corpus import FREE, Row, read_rows
from .names import peoples_of, with_names
from .net import WEIGHTS, Net, losses
from .swap import NamePool

LEAST_RELATION = 20  # times that a relation with its subtype must occur to be a label of its own


@dataclass(frozen=True)
class Rates:
    """Learning rates of a run: they rise over `warm` of it and fall over the last `fall`."""

    encoder: float = 1.2e-4
    heads: float = 1e-3
    warm: float = 0.03
    fall: float = 0.7
    dropout: float = 0.0

    def at(self, share: float) -> float:
        """The factor on both rates when `share` of the run is over."""
        if share < self.warm:
            return (share + 1e-3) / self.warm
        return max(0.01, min(1.0, (1 - share) / self.fall))


def training_rows(data: Path) -> dict[str, list[Row]]:
    """The sets that may train weights that are shipped; of GUM the genres with free texts."""
    rows: dict[str, list[Row]] = {}
    for name in FREE:
        rows[name] = [r for r in read_rows(data / f"{name}_train.jsonl.gz") if r.get("open", True)]
    peoples = peoples_of(rows["gmb"])
    return {
        name: [with_names({**r, "src": name}, peoples) for r in found]
        for name, found in rows.items()
    }


def relation_names(rows: dict[str, list[Row]]) -> list[str]:
    """Relations with their subtypes, most frequent first."""
    counts: Counter[str] = Counter()
    for name in ("ewt", "gum"):
        for row in rows[name]:
            for s in row["sents"]:
                counts.update(s["rel"] or ())
    names = [name for name, n in counts.most_common() if n >= LEAST_RELATION]
    return names if "goeswith" in names else [*names, "goeswith"]


def train(
    rows: dict[str, list[Row]],
    mix: Mix,
    out: Path,
    minutes: float,
    *,
    encoder: Path,
    rates: Rates,
    seed: int = 0,
    start: Path | None = None,
    size: int = 3072,
) -> None:
    """Train for `minutes` of wall clock and write `out` (weights, relations, pieces seen).

    `start`: a checkpoint to go on from; else `encoder`, the folder of all-MiniLM-L6-v2. The minutes
    end the run, so two runs of one seed differ by how fast the machine was.
    """
    torch.manual_seed(seed)
    old = torch.load(start) if start else None
    relations = old["relations"] if old else relation_names(rows)
    net = Net(relations, rates.dropout)
    if old:
        net.load_state_dict(old["weights"])
    else:
        net.encoder.load_minilm(encoder)
    net.encoder.word.weight.requires_grad_(False)  # half the parameters; rare words would not move
    net.encoder.place.weight.requires_grad_(False)
    inner, outer = [], []
    for name, p in net.named_parameters():
        if p.requires_grad:
            (inner if name.startswith("encoder.") and "shape" not in name else outer).append(p)
    groups = [{"params": inner, "lr": rates.encoder}, {"params": outer, "lr": rates.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    base = [group["lr"] for group in optimizer.param_groups]
    builder = Builder.open(encoder, relations)
    pool = NamePool([r for name in mix.sets for r in rows[name]])
    stream = iter(Stream(rows, mix, builder, pool, size, seed))
    seen, means, step, began = old["seen"] if old else 0, {}, 0, time.monotonic()
    net.train()
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * rates.at(share)
        batch = next(stream)
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(net, batch)
            total = sum(WEIGHTS[name] * value for name, value in parts.items())
        total.backward()
        torch.nn.utils.clip_grad_norm_(inner + outer, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += int(batch["mask"].sum())
        step += 1
        for name, value in parts.items():
            means[name] = 0.98 * means.get(name, value.item()) + 0.02 * value.item()
        if step % 50 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
            print(f"{share * minutes:6.1f} min  {seen / 1e6:.2f}M pieces  {told}", flush=True)
        if step % 1000 == 0:
            _save(net, relations, seen, out.with_suffix(".part"))
    _save(net, relations, seen, out)
    print(json.dumps({"pieces": seen, "steps": step, "minutes": minutes, "seed": seed}), flush=True)


def _save(net: Net, relations: list[str], seen: int, out: Path) -> None:
    torch.save({"weights": net.state_dict(), "relations": relations, "seen": seen}, out)
