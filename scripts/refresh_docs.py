"""Write anew what README.md and docs/ take from the program: outputs, words, rooms.

    python scripts/refresh_docs.py            write
    python scripts/refresh_docs.py --check    write nothing; exit 1 and name what is stale
    python scripts/refresh_docs.py --figures  also measure anew what docs/measurements.md shows of
                                              the gate (needs the piles of eval/gate.py)

A block of output follows a comment that says how it was made:

    <!-- output: firsthand brief examples/velm -->
    ```text
    ...
    ```

The command runs as in a terminal of 100 columns, without colour. After ` | ` one filter:
`head N` keeps the first N lines, `part N` the Nth block between blank lines, `first KEY=VALUE`
the first JSON line that has the value, broken into lines of 100 columns.
docs/words.md is made of the docstrings of records.py, the rooms in docs/architecture.md of the
first lines of the modules.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/firsthand"
WIDTH = 100
PAGES = ("README.md", "docs/lineage.md", "docs/ledger.md")
_BLOCK = re.compile(
    r"(?P<head><!-- output: (?P<command>[^\n]+?) -->\n```\w*\n)(?P<body>.*?)(?P<foot>^```$)",
    re.DOTALL | re.MULTILINE,
)
_ROOMS = re.compile(
    r"(?P<head><!-- rooms: [^\n]* -->\n).*?(?P<foot>^<!-- end of rooms -->$)",
    re.DOTALL | re.MULTILINE,
)
_FIGURES = re.compile(
    r"(?P<head><!-- figures: [^\n]* -->\n).*?(?P<foot>^<!-- end of figures -->$)",
    re.DOTALL | re.MULTILINE,
)
_TERMINAL = {
    "FORCE_COLOR": "1",  # as on a terminal: tree lines are drawn
    "TERM": "dumb",  # ... that knows no colour
    "COLUMNS": str(WIDTH),
    "LINES": "50",
    "PYTHONIOENCODING": "utf-8",
}


# ---------------------------------------------------------------- outputs


@cache
def run(command: str) -> str:
    """Return what a command of firsthand prints in a terminal of 100 columns.

    Raises:
        RuntimeError: it did not end with 0, done.
    """
    program, *arguments = shlex.split(command)
    if program != "firsthand":
        raise RuntimeError(f"not a command of firsthand: {command}")
    kept = {k: v for k, v in os.environ.items() if k not in ("FIRSTHAND_CASE", "NO_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "firsthand", *arguments],
        cwd=ROOT,
        env={**kept, **_TERMINAL},
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def make_output(recipe: str) -> str:
    """Return the body of a block from the words of its comment."""
    command, _, chosen = recipe.partition(" | ")
    printed = run(command)
    verb, _, rest = chosen.partition(" ")
    if verb == "head":
        printed = "".join(printed.splitlines(keepends=True)[: int(rest)])
    elif verb == "part":
        printed = printed.split("\n\n")[int(rest) - 1].strip("\n") + "\n"
    elif verb == "first":
        printed = fold(_first_row(printed, rest)) + "\n"
    elif verb:
        raise RuntimeError(f"no filter {verb!r}: {recipe}")
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def _first_row(printed: str, wanted: str) -> object:
    pairs = [pair.split("=", 1) for pair in wanted.split()]
    for line in printed.splitlines():
        row = json.loads(line)
        if all(str(row.get(key)) == value for key, value in pairs):
            return row
    raise RuntimeError(f"no line with {wanted}")


def fold(value: object, indent: int = 0, taken: int = 0) -> str:
    """Write JSON with as many values on a line as fit.

    Args:
        indent: of the lines that follow the first.
        taken: characters that stand before the value on its line.
    """
    whole = json.dumps(value, ensure_ascii=False)
    if taken + len(whole) + 2 <= WIDTH or not isinstance(value, dict | list) or not value:
        return whole
    lines: list[str] = []
    if isinstance(value, dict):
        for key, each in value.items():
            name = f"{json.dumps(key)}: "
            before = indent + 1 if lines else taken + 1
            piece = name + fold(each, indent + 1, before + len(name))
            start = taken if len(lines) == 1 else indent + 1
            joins = lines and "\n" not in lines[-1] + piece
            if joins and start + len(lines[-1]) + len(piece) + 4 <= WIDTH:
                lines[-1] += f", {piece}"
            else:
                lines.append(piece)
        marks = "{}"
    else:
        starts = [taken + 1, *[indent + 1] * (len(value) - 1)]
        lines = [fold(each, indent + 1, n) for each, n in zip(value, starts, strict=True)]
        marks = "[]"
    return marks[0] + (",\n" + " " * (indent + 1)).join(lines) + marks[1]


def refresh_outputs(page: str) -> str:
    """Return a page with every block of output made anew."""

    def renew(match: re.Match[str]) -> str:
        return match["head"] + make_output(match["command"]) + match["foot"]

    return _BLOCK.sub(renew, page)


# ---------------------------------------------------------------- words

WORDS_HEAD = """\
# The words

One word, one meaning: the same in code, command line, pages and documents. This page is made of
the docstrings of `src/firsthand/records.py` by `scripts/refresh_docs.py`; change them there.

Offsets count Unicode code points and are half open. Probabilities, shares and similarities lie in
0..1. Times are UTC.
"""
_SECTION = re.compile(r"^# -{10,} (\w+)$")


def make_words() -> str:
    """Return docs/words.md: every record with its definition and its fields."""
    source = (PACKAGE / "records.py").read_text(encoding="utf-8")
    lines = source.splitlines()
    sections = {n: m[1] for n, line in enumerate(lines, 1) if (m := _SECTION.match(line))}
    parts = [WORDS_HEAD]
    closed = list(_closed_sets(ast.parse(source)))
    last = ""
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        section = [name for line, name in sections.items() if line < node.lineno][-1]
        if section != last:
            parts.append(f"\n## {section.capitalize()}\n")
            last = section
        parts.append(_define(node, lines))
    parts.append("\n## Closed sets\n")
    parts += [f"\n**{name}**: {', '.join(f'`{v}`' for v in values)}.\n" for name, values in closed]
    return "".join(parts)


def _define(node: ast.ClassDef, lines: list[str]) -> str:
    out = [f"\n### {node.name}\n\n{ast.get_docstring(node)}\n"]
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    if fields:
        out.append("\n| field | type | |\n|---|---|---|\n")
    for field in fields:
        assert isinstance(field.target, ast.Name)
        last = lines[(field.end_lineno or field.lineno) - 1]
        comment = last[field.end_col_offset or 0 :].partition("#")[2].strip()
        kind = ast.unparse(field.annotation).replace("|", "\\|")
        out.append(f"| `{field.target.id}` | `{kind}` | {comment.replace('|', chr(92) + '|')} |\n")
    return "".join(out)


def _closed_sets(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            values = node.value.slice
            assert isinstance(values, ast.Tuple)
            target = node.targets[0]
            assert isinstance(target, ast.Name)
            yield target.id, [str(ast.literal_eval(each)) for each in values.elts]


# ---------------------------------------------------------------- rooms


def read_storeys() -> list[str]:
    """Return the storeys of the import-linter contract, the top one first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers: list[str] = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return layers


def make_rooms() -> str:
    """Return the modules of every storey, each with the first line of its docstring."""
    out: list[str] = []
    for storey in read_storeys():
        for room in map(str.strip, storey.split("|")):
            if room == "__main__":
                continue
            out.append(f"\n**{room}**: {_first_line(_file_of(room))}\n\n")
            folder = PACKAGE / room
            modules = sorted(folder.glob("*.py")) if folder.is_dir() else []
            named = [path for path in modules if path.stem != "__init__"]
            if named:
                out.append("| module | |\n|---|---|\n")
            out += [f"| `{path.stem}` | {_first_line(path)} |\n" for path in named]
    return "".join(out) + "\n"


def _file_of(room: str) -> Path:
    folder = PACKAGE / room
    return folder / "__init__.py" if folder.is_dir() else PACKAGE / f"{room}.py"


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    if not docstring:
        raise RuntimeError(f"{path} has no docstring")
    return docstring.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


# ---------------------------------------------------------------- figures


def make_figures() -> str:
    """Return the table of the gate: every figure that has a bar, on every set that is there."""
    sys.path.insert(0, str(ROOT / "eval"))
    import gate

    sets = {name: gate.measure(piles) for name, piles in gate.find_sets().items()}
    bars = json.loads(gate.FLOORS.read_text(encoding="utf-8"))["bars"]
    out = [f"| metric | bar | {' | '.join(sets)} |\n", "|---" * (2 + len(sets)) + "|\n"]
    for metric, bar in bars.items():
        figures = [found.get(metric) for found in sets.values()]
        lower = " (lower is better)" if any(f and f.lower_is_better for f in figures) else ""
        shown = [f"{f.value:.3f}, {f.parts}" if f and f.value is not None else "" for f in figures]
        out.append(f"| {metric}{lower} | {bar:.2f} | {' | '.join(shown)} |\n")
    return "".join(out)


# ---------------------------------------------------------------- all


def make_pages(*, outputs: bool = True) -> dict[str, str]:
    """Return every page that is made, in whole or in part, as it should be.

    Args:
        outputs: run the commands whose output the pages show.
    """
    pages = {"docs/words.md": make_words()}
    house = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    pages["docs/architecture.md"] = _ROOMS.sub(
        lambda match: match["head"] + make_rooms() + match["foot"], house
    )
    for name in PAGES if outputs else ():
        pages[name] = refresh_outputs((ROOT / name).read_text(encoding="utf-8"))
    return pages


def find_stale(pages: dict[str, str]) -> list[str]:
    """Return the pages that are not as they should be."""
    return [
        name
        for name, page in pages.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != page
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--figures", action="store_true", help="measure anew, too")
    options = parser.parse_args()
    check = options.check
    pages = make_pages()
    if options.figures:
        page, table = "docs/measurements.md", make_figures()
        pages[page] = _FIGURES.sub(
            lambda match: match["head"] + table + match["foot"],
            (ROOT / page).read_text(encoding="utf-8"),
        )
    stale = find_stale(pages)
    for name in stale:
        print(f"{name}: {'stale' if check else 'written'}")
        if not check:
            (ROOT / name).write_text(pages[name], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
