"""What a set of links is worth against the truth of a lineage pile.

A link is a pair of reports that a method calls kin. Recall is counted by kind, over listed
derivations that have a kind; pairs found in the wild (basis "natural") stand apart. False links are
links on pairs that the truth lists as not kin. Links that the truth does not list are follow-ups,
natural kin or errors: counted, not judged. Kin through a third report is neither asked for nor
wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

Pair = tuple[str, str]
Said = tuple[float, bool | None]  # a probability, and whether it came true; None: not known
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0)
LEAST_LINK, LEAST_DECIDED = 0.5, 0.8
NOT_LINKS = {"shares_quotation", "shares_source", "shares_furniture", "independent", "none"}
# A kind that a careful reader may give as well.
ALSO_RIGHT: Mapping[str, Collection[str]] = {
    "copy": ("light_edit", "degraded"),
    "light_edit": ("copy", "revision"),
    "degraded": ("excerpt",),
    "composition": ("excerpt", "revision"),
    "rewrite": ("translation",),
    "translation": ("rewrite",),
}
# The same kind in the words of firsthand, which knows fewer.
SAME_KIND: Mapping[str, Collection[str]] = {
    "light_edit": ("copy",),
    "degraded": ("copy",),
    "composition": ("excerpt", "revision"),
}
NO_KIN = (
    "independent_same_event",
    "shares_furniture",
    "shares_quotation",
    "unrelated_lookalike",
)
Spans = Iterable[Sequence[int]]


def pair_of(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Truth:
    """The listed pairs: derivations by kind, natural ones apart, and pairs that are not kin."""

    rows: Mapping[Pair, dict]
    kinds: Mapping[str, Sequence[Pair]]
    natural: Sequence[Pair]
    no_kin: Mapping[str, Sequence[Pair]]

    @classmethod
    def read(cls, lines: Iterable[dict]) -> Truth:
        rows = {pair_of(line["a"], line["b"]): line for line in lines}
        kinds, no_kin, natural = defaultdict(list), defaultdict(list), []
        for pair, row in rows.items():
            if row["relation"] != "derived":
                no_kin[row["relation"]].append(pair)
            elif row["kind"] and row["basis"].startswith("natural"):
                natural.append(pair)
            elif row["kind"]:
                kinds[row["kind"]].append(pair)
        return cls(rows, dict(sorted(kinds.items())), natural, dict(sorted(no_kin.items())))


@dataclass(frozen=True, slots=True)
class Worth:
    """Shares of listed pairs that are links (None where none is listed), and unlisted links."""

    recall: Mapping[str, float]
    natural: float | None
    false_links: Mapping[str, float | None]
    unlisted: int

    @property
    def mean_recall(self) -> float:
        """Every kind with the same weight."""
        return sum(self.recall.values()) / len(self.recall) if self.recall else 0.0


def weigh_links(truth: Truth, links: Collection[Pair]) -> Worth:
    def share(pairs: Sequence[Pair]) -> float | None:
        return sum(pair in links for pair in pairs) / len(pairs) if pairs else None

    return Worth(
        recall={kind: share(pairs) or 0.0 for kind, pairs in truth.kinds.items()},
        natural=share(truth.natural),
        false_links={name: share(truth.no_kin.get(name, ())) for name in NO_KIN},
        unlisted=sum(pair not in truth.rows for pair in links),
    )


def choose_threshold(
    truth: Truth, values: Mapping[Pair, float], bounded: Collection[str], at_most: float
) -> float:
    """Choose the least threshold that links few enough of the pairs that are not kin.

    Recall only grows as the threshold falls, so the least one that is allowed is the best one.

    Args:
        values: likeness of pairs; a pair that is missing has 0.
        bounded: the relations whose pairs are counted together.
        at_most: 0..1, the share of them that may be linked.
    """
    negatives = [pair for name in bounded for pair in truth.no_kin.get(name, ())]
    ranked = sorted((values.get(pair, 0.0) for pair in negatives), reverse=True)
    allowed = int(at_most * len(ranked))
    floor = ranked[allowed] if allowed < len(ranked) else 0.0
    above = sorted({v for v in (values.get(p, 0.0) for p in _asked(truth)) if v > floor})
    return above[0] if above else float("inf")


def _asked(truth: Truth) -> Iterable[Pair]:
    return (pair for pairs in truth.kinds.values() for pair in pairs)


def read_links(lines: Iterable[dict]) -> dict[Pair, dict]:
    """Keep the most probable line of a pair, and of these the links."""
    best: dict[Pair, dict] = {}
    for line in lines:
        pair = pair_of(line["child"], line["parent"])
        if pair not in best or line["probability"] > best[pair]["probability"]:
            best[pair] = line
    return {
        pair: line
        for pair, line in best.items()
        if line["probability"] >= LEAST_LINK and line["kind"] not in NOT_LINKS
    }


def weigh_kinds(truth: Truth, links: Mapping[Pair, dict]) -> dict[str, float | int]:
    """Weigh the kinds of links that the truth gives a kind."""
    found = [(kind, pair) for kind, pairs in truth.kinds.items() for pair in pairs if pair in links]
    said = [(kind, _kind_of(links[pair])) for kind, pair in found]
    strict = sum(kind == given for kind, given in said)
    lenient = sum(kind == given or given in ALSO_RIGHT.get(kind, ()) for kind, given in said)
    count = max(1, len(said))
    return {"of": len(said), "strict": strict / count, "lenient": lenient / count}


def _kind_of(line: dict) -> str:
    worn = line.get("degraded") is True and line["kind"] in ("copy", "light_edit")
    return "degraded" if worn else line["kind"]


def weigh_order(truth: Truth, links: Mapping[Pair, dict]) -> dict[str, float | int]:
    """Weigh which of two was said to come first, where that is known and where nothing tells."""
    known = decided = right = unknown = claimed = 0
    for pair in [*_asked(truth), *truth.natural]:
        if pair not in links:
            continue
        line, row = links[pair], truth.rows[pair]
        sure = line.get("direction_probability", 0.5)
        parent = line["parent"] if sure >= LEAST_LINK else line["child"]
        is_decided = max(sure, 1 - sure) >= LEAST_DECIDED
        if row["parent"] is None:
            unknown += 1
            claimed += is_decided
        else:
            known += 1
            decided += is_decided
            right += is_decided and parent == row[row["parent"]]
    return {
        "of": known,
        "decided": decided / max(1, known),
        "right": right / max(1, decided),
        "wrong": decided - right,
        "no_order": unknown,
        "claimed": claimed / max(1, unknown),
    }


def weigh_passages(truth: Truth, links: Mapping[Pair, dict]) -> dict[str, float | int]:
    """Weigh the passages of links whose copied characters are known, all characters together."""
    pairs = wanted = marked = found = 0
    for pair, row in truth.rows.items():
        if pair not in links or not row.get("child_range") or not row["parent"]:
            continue
        line = links[pair]
        side = "parent" if line["child"] == row[row["parent"]] else "child"
        asked = _characters(row["child_range"])
        given = _characters(passage[side] for passage in line.get("passages", ()))
        pairs, wanted, marked = pairs + 1, wanted + len(asked), marked + len(given)
        found += len(asked & given)
    return {"of": pairs, "recall": found / max(1, wanted), "precision": found / max(1, marked)}


def weigh_reliability(truth: Truth, links: Mapping[Pair, dict]) -> dict[str, list[dict]]:
    """Set what was said beside how often it was right, by band of probability.

    Kinship is judged where the truth lists the pair, the order where it knows the parent, the kind
    where it gives one: strictly, in the words of firsthand.
    """
    kinship: list[Said] = []
    order: list[Said] = []
    kind: list[Said] = []
    for pair, line in links.items():
        row = truth.rows.get(pair)
        kinship.append((line["probability"], None if row is None else _is_kin(row)))
        if row is None or not _is_kin(row):
            continue
        sure = line.get("direction_probability", 0.5)
        if row.get("parent"):
            first = line["parent"] if sure >= LEAST_LINK else line["child"]
            order.append((max(sure, 1 - sure), first == row[row["parent"]]))
        if row.get("kind") and "kind_probability" in line:
            right = line["kind"] in SAME_KIND.get(row["kind"], (row["kind"],))
            kind.append((line["kind_probability"], right))
    told = {"kinship": kinship, "order": order, "kind": kind}
    return {name: _by_band(said) for name, said in told.items()}


def _is_kin(row: dict) -> bool:
    return row["relation"] == "derived"


def _by_band(said: Sequence[Said]) -> list[dict]:
    """List the bands that hold a pair: how many, the mean of what was said, how many were right."""
    out = []
    for low, high in pairwise(BANDS):
        inside = [each for each in said if low <= each[0] < high or each[0] == high == BANDS[-1]]
        if not inside:
            continue
        judged = [right for _, right in inside if right is not None]
        out.append(
            {
                "from": low,
                "to": high,
                "pairs": len(inside),
                "said": fmean(probability for probability, _ in inside),
                "judged": len(judged),
                "right": sum(judged),
            }
        )
    return out


def _characters(spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
