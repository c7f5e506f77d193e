"""Hold quality: floors rise freely and fall only by name, with a reason that is kept.

    python eval/gate.py                                  measure, compare with eval/floors.json
    python eval/gate.py --reader                         the reader alone, on public sets as well
    python eval/gate.py --raise                          write what is better than its floor
    python eval/gate.py --lower METRIC --why "TEXT"      the only way down

Sets: `own` is the piles of this repository that have a hand-made answer; `public` is the
total over the piles of ../shared (or FIRSTHAND_SHARED), where that folder is there.
`reader_own` is tests/gold/reader; `reader_public` is the annotated text of ../shared: it takes
minutes, so that it is measured with --reader only, or with --only reader_public.
Exit codes: 0 held, 1 below a floor, 2 could not measure.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import reader_figures
from figures import Figure, NotMeasured, run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOORS = HERE / "floors.json"
# Two figures that differ by less are one: floors are written with three decimals.
ROUNDING = 0.0005
SETS: tuple[str, ...] = ("own", "public", "reader_own", "reader_public")


@dataclass(frozen=True)
class Pile:
    name: str
    folder: Path
    gold: Path


Measure = Callable[[], dict[str, Figure]]


def find_sets() -> dict[str, list[Pile]]:
    """Return the piles that are there, by set."""
    golds = sorted((ROOT / "tests/gold").glob("*.json"))
    sets = {"own": [Pile(gold.stem, _find_folder(gold.stem), gold) for gold in golds]}
    shared = Path(os.environ.get("FIRSTHAND_SHARED", ROOT.parent / "shared"))
    public = [
        Pile("seeds", shared / "seeds", shared / "gold/seeds.json"),
        Pile("s4", shared / "stories/s4", shared / "gold/s4.json"),
    ]
    sets["public"] = [pile for pile in public if pile.folder.is_dir() and pile.gold.is_file()]
    return {name: piles for name, piles in sets.items() if piles}


def find_measures(options: argparse.Namespace) -> Iterator[tuple[str, str, Measure]]:
    """Yield each set that is asked for and there: its name, what is in it, how to measure it."""
    wanted = SETS[2:] if options.reader else SETS[:3]
    if options.only:
        wanted = (options.only,)
    for name, piles in find_sets().items():
        if name in wanted:
            yield name, ", ".join(pile.name for pile in piles), partial(measure, piles)
    if "reader_own" in wanted:
        own = partial(reader_figures.measure_own, options.weights)
        yield "reader_own", "tests/gold/reader", own
    if "reader_public" in wanted and (folder := reader_figures.find_public()):
        names = ", ".join(each.name for each in reader_figures.PUBLIC)
        public = partial(reader_figures.measure_public, folder, options.weights)
        yield "reader_public", names, public


def _find_folder(name: str) -> Path:
    folders = [ROOT / "examples" / name, ROOT / "tests/piles" / name]
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def export(pile: Pile, out: Path) -> None:
    """Write the exchange file of a pile, by the command line that a user has."""
    case = out.with_suffix(".case")
    run(["-m", "firsthand", "brief", pile.folder, "--case", case], allowed=(0, 3))
    run(["-m", "firsthand", "export", "--case", case, "--format", "exchange", "-o", out])


def measure(piles: Sequence[Pile]) -> dict[str, Figure]:
    """Return every figure of the scorer, summed over the piles."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for part in ("gold", "pred"):
            (place / part).mkdir()
        for pile in piles:
            gold = pile.gold.read_text(encoding="utf-8")
            (place / "gold" / f"{pile.name}.json").write_text(gold, encoding="utf-8")
            export(pile, place / "pred" / f"{pile.name}.json")
        result = place / "result.json"
        scorer: list[str | Path] = [
            HERE / "score.py",
            "--gold-dir",
            place / "gold",
            "--pred-dir",
            place / "pred",
        ]
        run([*scorer, "--json", result])
        figures = json.loads(result.read_text(encoding="utf-8"))
    total = figures["TOTAL"] if "TOTAL" in figures else next(iter(figures.values()))
    return {name: _to_figure(figure) for name, figure in total.items()}


def _to_figure(figure: Mapping[str, object]) -> Figure:
    if figure["kind"] == "ratio":
        parts = f"{figure['num']}/{figure['den']}"
    else:
        parts = f"P {figure['pn']}/{figure['pd']} R {figure['rn']}/{figure['rd']}"
    value = figure["value"]
    return Figure(
        float(value) if isinstance(value, int | float) else None, parts, bool(figure["lower"])
    )


def is_held(figure: Figure, floor: float | None) -> bool:
    """Say whether a figure is no worse than its floor."""
    if floor is None:
        return True
    if figure.value is None:
        return False
    if figure.lower_is_better:
        return figure.value <= floor + ROUNDING
    return figure.value >= floor - ROUNDING


def raise_floor(figure: Figure, floor: float | None) -> float | None:
    """Return the better of the floor and the figure."""
    if figure.value is None:
        return floor
    value = round(figure.value, 3)
    if floor is None:
        return value
    return min(value, floor) if figure.lower_is_better else max(value, floor)


def compare(
    figures: Mapping[str, Figure], floors: Mapping[str, float], bars: Mapping[str, float]
) -> Iterator[tuple[str, str, bool]]:
    """Yield each metric with its line of the table and whether it is held."""
    for name, figure in figures.items():
        floor, bar = floors.get(name), bars.get(name)
        held = is_held(figure, floor)
        value = "n/a" if figure.value is None else f"{figure.value:.3f}"
        mark = "" if held else "  BELOW ITS FLOOR"
        reached = "" if bar is None else "  bar" if is_held(figure, bar) else "  short of the bar"
        line = (
            f"{name:40}{value:>7}{_show(floor):>8}{_show(bar):>7}  {figure.parts:24}"
            f"{'  lower is better' if figure.lower_is_better else ''}{reached}{mark}"
        )
        yield name, line, held
    for name in sorted(set(floors) - set(figures)):
        yield name, f"{name:40}{'gone':>7}{_show(floors[name]):>8}", False


def _show(bound: float | None) -> str:
    return "-" if bound is None else f"{bound:.3f}"


def gate(options: argparse.Namespace) -> int:
    """Measure the sets that are asked for and there; return the exit code."""
    book = json.loads(FLOORS.read_text(encoding="utf-8"))
    bars = book["bars"] | book["reader_bars"]
    below: list[str] = []
    known: set[str] = set()
    values: dict[str, dict[str, float]] = {}
    for name, what, measure_set in find_measures(options):
        figures = measure_set()
        known |= figures.keys()
        values[name] = {m: f.value for m, f in figures.items() if f.value is not None}
        floors = book["floors"].setdefault(name, {})
        if options.lower in figures and options.lower in floors:
            _lower(book, name, options.lower, figures[options.lower], options.why)
        print(f"== {name}: {what}")
        print(f"{'metric':40}{'value':>7}{'floor':>8}{'bar':>7}")
        for metric, line, held in compare(figures, floors, bars):
            print(line)
            below += [] if held else [f"{name} {metric}"]
        if options.raise_floors:
            raised = {m: raise_floor(f, floors.get(m)) for m, f in figures.items()}
            floors.update({m: floor for m, floor in raised.items() if floor is not None})
    leads = reader_figures.find_leads(values.get("reader_own", {}), values.get("reader_public", {}))
    below += [f"reader_own, too far behind: {lead}" for lead in leads]
    if options.lower and options.lower not in known:
        raise NotMeasured(f"no metric {options.lower!r}; the tables above name them")
    if options.raise_floors or options.lower:
        FLOORS.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if below:
        print(f"\nbelow the floor: {'; '.join(below)}", file=sys.stderr)
    return 1 if below else 0


def _lower(book: dict[str, list[object]], set_: str, metric: str, figure: Figure, why: str) -> None:
    floors = book["floors"][set_]  # type: ignore[call-overload]
    before = floors[metric]
    if is_held(figure, before):
        return
    after = None if figure.value is None else round(figure.value, 3)
    if after is None:
        del floors[metric]
    else:
        floors[metric] = after
    note = {"set": set_, "metric": metric, "from": before, "to": after, "why": why}
    book["lowered"].append(note)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=SETS, help="measure one set")
    parser.add_argument("--reader", action="store_true", help="measure the reader alone")
    parser.add_argument(
        "--weights", type=Path, metavar="FOLDER", help="have the reader read by other weights"
    )
    parser.add_argument("--raise", dest="raise_floors", action="store_true")
    parser.add_argument("--lower", metavar="METRIC")
    parser.add_argument("--why", metavar="TEXT", default="")
    options = parser.parse_args(arguments)
    if options.lower and not options.why.strip():
        parser.error("--lower needs --why: the reason is kept in eval/floors.json")
    if options.weights and options.raise_floors:
        parser.error("--raise holds the weights that ship: not with --weights")
    return options


if __name__ == "__main__":
    try:
        sys.exit(gate(parse()))
    except NotMeasured as error:
        print(f"gate: {error}", file=sys.stderr)
        sys.exit(2)
