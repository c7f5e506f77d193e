"""The house keeps its own rules: storeys, sizes, names, first lines."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src/firsthand").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS = 600, 60, 6
NO_ROOM = {"utils", "helpers", "common", "misc", "util", "helper"}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(ROOT).as_posix()} {node.name}", node


@pytest.mark.slow
@pytest.mark.requirement("P1")
def test_imports_go_down_only_and_rooms_have_no_doors_between_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def test_a_module_has_one_concern_and_a_name_that_says_it() -> None:
    long = {str(p.relative_to(ROOT)) for p in MODULES if p.read_text().count("\n") > MOST_LINES}
    # The contract lists every record in one place, on purpose.
    assert long - {"src/firsthand/records.py"} == set()
    assert [path for path in MODULES if path.stem in NO_ROOM] == []


def test_a_function_has_one_job() -> None:
    long = [
        name
        for name, node in functions()
        if (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_a_function_is_asked_for_few_things() -> None:
    asking = []
    for name, node in functions():
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if len([a for a in given if a.arg not in ("self", "cls")]) > MOST_PARAMETERS:
            asking.append(name)
    assert asking == []


# The address of a cluster is one that the user gave; Ray itself would wait minutes for it.
ALLOWED_CALLS = {("src/firsthand/engine/daft.py", "socket.create_connection")}


def test_nothing_in_the_library_prints_or_asks_the_clock() -> None:
    edges = {"cli", "__main__.py"}
    calls = []
    for path in MODULES:
        if path.relative_to(ROOT / "src/firsthand").parts[0] in edges:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if (path.relative_to(ROOT).as_posix(), called) in ALLOWED_CALLS:
                    continue
                if called in ("print", "sys.exit", "time.time", "dt.datetime.now", "dt.date.today"):
                    calls.append(f"{path.relative_to(ROOT)}:{node.lineno} {called}")
                if called.startswith(("random.", "os.environ", "pickle.", "urllib.", "socket.")):
                    calls.append(f"{path.relative_to(ROOT)}:{node.lineno} {called}")
    assert calls == []
