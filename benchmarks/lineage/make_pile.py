"""Make one more lineage test set from any folder of reports, the same one for the same seed.

    python benchmarks/lineage/make_pile.py FOLDER_OR_JSONL... --out DIR --seed 1
        [--reports N] [--translations N] [--event-field NAME]

Reads .txt, .md and JSON Lines ({"id", "text", "title", "outlet", "published"}) and writes
DIR/pile.jsonl.gz and DIR/truth.jsonl.gz:

- pile: {"id", "text"} and, where known, "title", "outlet", "published" (a day, or a day with a
  time). Ids say nothing, nor does the order, nor the kind of paragraph mark.
- truth: {"a", "b", "relation", "kind", "parent", "basis"}, sometimes "child_range" (code points of
  the child that come from the parent). `relation`: derived, independent_same_event,
  shares_quotation, shares_furniture, unrelated_lookalike. `kind` of a derivation: copy, light_edit,
  degraded, excerpt, revision, rewrite, translation, composition, or null where two reports are kin
  only through a third. `parent`: a, b, or null where there is no order. `basis`: how it is known.

Pairs that the truth does not list are unknown, not false: reports of a real folder have natural
kin. Translations go there and back through apertium (a program of its own, `apt-get install
apertium apertium-eng-spa apertium-eng-cat`); without it give --translations 0. Reports of one event
are listed only where the reports say which event they tell of (--event-field). All else is made by
rules of our own, so that a reader fitted to them looks better than it is.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import json
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desk import Desk, Made, Row
from look_alikes import (
    contain,
    cut_grams,
    find_look_alikes,
    find_one_event,
    find_recurring_lines,
    share_only,
)
from round_trip import NoTranslator, list_ways
from sources import read_sources

# Jobs per report of the pile. Together about one report in five is made.
SHARES = {
    "siblings": 0.006,
    "share_quotation": 0.014,
    "share_furniture": 0.008,
    "revise": 0.0145,
    "copy": 0.0145,
    "light_edit": 0.0145,
    "degrade": 0.018,
    "excerpt": 0.0145,
    "rewrite": 0.018,
    "compose": 0.014,
    "edit_a_child": 0.007,
}
TRANSLATIONS_SHARE = 0.023
LOOK_ALIKES_SHARE, ONE_EVENT_SHARE, FURNITURE_SHARE = 0.035, 0.15, 0.03


def make(desk: Desk, n_reports: int, n_translations: int, ways: Sequence[tuple[str, str]]) -> None:
    """Do the jobs, in an order in which sources that stay out are chosen first."""
    for name, share in SHARES.items():
        job: Callable[[], bool] = getattr(desk, name)
        done = sum(job() for _ in range(max(1, round(share * n_reports))))
        if not done:
            print(f"{name}: too few reports of a fitting length, none made", file=sys.stderr)
    for number in range(n_translations):
        desk.translate(ways[number % len(ways)])


def fill(desk: Desk, events: Sequence[str | None], n_reports: int) -> None:
    """Put further sources into the pile as noise, those of one event together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number in desk.unplaced():
        groups[events[number] or f"alone {number}"].append(number)
    order = list(groups.values())
    desk.rng.shuffle(order)
    # Events of several reports first: only they show what two accounts of one thing look like.
    order.sort(key=lambda group: len(group) == 1)
    present = sum(not report.hidden for report in desk.reports)
    for number in itertools.islice(itertools.chain(*order), max(0, n_reports - present)):
        desk.place(number)


def ancestors(reports: Sequence[Made], number: int) -> set[int]:
    """Return a report and all that it was made from."""
    found, open_ = set(), [number]
    while open_:
        at = open_.pop()
        found.add(at)
        open_.extend(reports[at].parents)
    return found


def find_kin(reports: Sequence[Made]) -> set[tuple[int, int]]:
    """Find all pairs that have an ancestor in common: kin, at least through a third."""
    families: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for above in ancestors(reports, number):
            if not report.hidden:
                families[above].append(number)
    pairs = (itertools.combinations(members, 2) for members in families.values())
    return set(itertools.chain.from_iterable(pairs))


def list_negatives(desk: Desk, kin: set[tuple[int, int]], n_reports: int) -> list[Row]:
    """List what looks like kin and is not, among all reports of the pile."""
    shown = [n for n, report in enumerate(desk.reports) if not report.hidden]
    reports, rng = [desk.reports[n] for n in shown], desk.rng
    texts = [report.text for report in reports]
    rows = []
    alike = find_look_alikes(
        texts, [r.published for r in reports], round(LOOK_ALIKES_SHARE * n_reports), rng
    )
    basis = "nearest in words, not of one day, machine-checked"
    rows += [(i, j, "unrelated_lookalike", basis) for i, j in alike]
    told = [r.event for r in reports], [r.outlet for r in reports]
    for i, j in find_one_event(texts, *told, round(ONE_EVENT_SHARE * n_reports), rng):
        child = bool(reports[i].parents or reports[j].parents)
        how = "child of one against the other" if child else "one event by its field"
        rows.append((i, j, "independent_same_event", f"{how}, machine-checked"))
    rows += list_natural_furniture(reports, round(FURNITURE_SHARE * n_reports), rng)
    listed = [
        Row(shown[i], shown[j], relation, None, None, basis) for i, j, relation, basis in rows
    ]
    return [row for row in listed if (row.one, row.other) not in kin]


def list_natural_furniture(
    reports: Sequence[Made], count: int, rng: random.Random
) -> list[tuple[int, int, str, str]]:
    """List pairs of one outlet that share its recurring lines and nothing else."""
    lines = find_recurring_lines(
        {n: report.paragraphs for n, report in enumerate(reports)},
        {n: report.outlet for n, report in enumerate(reports)},
    )
    by_pair: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line, carriers in lines.items():
        chosen = rng.sample(carriers, min(4, len(carriers)))
        for i, j in itertools.combinations(sorted(chosen), 2):
            by_pair[i, j].append(line)
    found = []
    for i, j in rng.sample(sorted(by_pair), len(by_pair)):
        if len(found) < count and share_only(reports[i].text, reports[j].text, lines):
            found.append((i, j, "shares_furniture", "natural: lines that recur in one outlet"))
    return found


def close(rows: Iterable[Row], kin: set[tuple[int, int]]) -> list[Row]:
    """Keep one row a pair, the first, and add the kin that only a third report joins."""
    kept: dict[tuple[int, int], Row] = {}
    for row in rows:
        pair = (min(row.one, row.other), max(row.one, row.other))
        if row.relation == "derived" or pair not in kin:
            kept.setdefault(pair, row)
    for one, other in sorted(kin - kept.keys()):
        basis = "indirect: through a third report"
        kept[one, other] = Row(one, other, "derived", None, None, basis)
    return list(kept.values())


def name_reports(reports: Sequence[Made], rng: random.Random) -> dict[int, str]:
    """Give every report of the pile an id that says nothing."""
    names: dict[int, str] = {}
    for number, report in enumerate(reports):
        if not report.hidden:
            names[number] = f"{rng.getrandbits(48):012x}"
    return names


def as_pile(reports: Sequence[Made], names: dict[int, str]) -> list[dict]:
    lines = []
    for number, name in names.items():
        report = reports[number]
        told = {"title": report.title, "outlet": report.outlet, "published": report.published}
        known = {key: value for key, value in told.items() if value}
        lines.append({"id": name, "text": report.text, **known})
    return sorted(lines, key=lambda line: line["id"])


def as_truth(rows: Iterable[Row], names: dict[int, str]) -> list[dict]:
    lines = []
    for row in rows:
        a, b = sorted((names[row.one], names[row.other]))
        parent = None if row.parent is None else ("a" if names[row.parent] == a else "b")
        line = {
            "a": a, "b": b, "relation": row.relation, "kind": row.kind, "parent": parent,
            "basis": row.basis,
        }  # fmt: skip
        if row.child_range:
            line["child_range"] = [list(span) for span in row.child_range]
        lines.append(line)
    return sorted(lines, key=lambda line: (line["a"], line["b"]))


def write_lines(path: Path, lines: Iterable[dict]) -> None:
    """Write JSON Lines, gzip, the same bytes for the same lines."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        for line in lines:
            packed.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))


def tell(pile: Sequence[dict], truth: Sequence[dict]) -> str:
    """Tell what was made: pairs, and how much of the smaller text the larger holds."""
    texts = {line["id"]: line["text"] for line in pile}
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in truth:
        key = row["kind"] or ("derived" if row["relation"] == "derived" else row["relation"])
        grams = cut_grams(texts[row["a"]]), cut_grams(texts[row["b"]])
        shares[key, row["basis"]].append(contain(*grams))
    out = io.StringIO()
    print(f"{len(pile)} reports, {len(truth)} pairs; 5-gram containment of the smaller", file=out)
    print("| relation or kind | basis | pairs | median (10 %, 90 %) |\n|---|---|---|---|", file=out)
    for (kind, basis), values in sorted(shares.items()):
        tenths = statistics.quantiles(values, n=10) if len(values) > 1 else values * 9
        middle = f"{tenths[4]:.2f} ({max(0, tenths[0]):.2f}, {min(1, tenths[8]):.2f})"
        print(f"| {kind} | {basis} | {len(values)} | {middle} |", file=out)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FOLDER_OR_JSONL")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--reports", type=int, help="of the pile (default: as many as were given)")
    parser.add_argument("--translations", type=int, help="default: 23 of 1,000 reports")
    parser.add_argument("--event-field", default="event", help="says which event a report tells of")
    options = parser.parse_args()
    try:
        sources = read_sources(options.paths, event_field=options.event_field)
        n_reports = options.reports or len(sources)
        wanted = options.translations
        if wanted is None:
            wanted = max(1, round(TRANSLATIONS_SHARE * n_reports))
        ways = list_ways() if wanted else []
    except (NoTranslator, OSError, ValueError) as err:
        sys.exit(f"make_pile: {err}")
    desk = Desk(sources, random.Random(options.seed))
    make(desk, n_reports, wanted, ways)
    fill(desk, [source.event for source in sources], n_reports)
    kin = find_kin(desk.reports)
    rows = close([*desk.rows, *list_negatives(desk, kin, n_reports)], kin)
    names = name_reports(desk.reports, desk.rng)
    pile, truth = as_pile(desk.reports, names), as_truth(rows, names)
    options.out.mkdir(parents=True, exist_ok=True)
    write_lines(options.out / "pile.jsonl.gz", pile)
    write_lines(options.out / "truth.jsonl.gz", truth)
    print(tell(pile, truth), end="")


if __name__ == "__main__":
    main()
