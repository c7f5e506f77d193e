"""The README says what is so: its commands, its output, its library example."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from firsthand.cli.verbs import firsthand as command_line

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
RECIPES = re.findall(
    r"^<!-- output: (.*?) -->\n```\w*\n(.*?)^```$", README, re.DOTALL | re.MULTILINE
)


def load_refresh() -> ModuleType:
    spec = spec_from_file_location("refresh_docs", ROOT / "scripts/refresh_docs.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["refresh_docs"] = module
    spec.loader.exec_module(module)
    return module


refresh = load_refresh()


@pytest.mark.requirement("P2")
def test_two_commands_set_everything_up() -> None:
    assert len(SHELL) == 2
    brief, tests = SHELL
    assert all(block.count("\n") == 1 for block in SHELL)
    assert all(block.startswith("python3 -m venv .venv && ") for block in SHELL)
    assert brief.strip().endswith(".venv/bin/firsthand brief examples/velm")
    assert RECIPES[0][0] == "firsthand brief examples/velm"
    assert tests.strip().endswith("scripts/check")


@pytest.mark.requirement("P2")
def test_ci_installs_and_runs_what_the_readme_says() -> None:
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    for step in ("-m venv", 'pip" install', "-e '.[dev]'", "scripts/check"):
        assert step.replace('"', "") in SHELL[1] or step == 'pip" install'
        assert step in ci


@pytest.mark.slow
@pytest.mark.requirement("P2")
@pytest.mark.parametrize("recipe", [recipe for recipe, _ in RECIPES])
def test_its_output_is_real(recipe) -> None:
    """`python scripts/refresh_docs.py` writes it anew."""
    assert refresh.make_output(recipe) == dict(RECIPES)[recipe]


@pytest.mark.slow
def test_its_library_example_runs(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    (example,) = PYTHON
    exec(compile(example, "README.md", "exec"), {})
    assert " translation " in capsys.readouterr().out
    assert (tmp_path / "ferry.case").exists()


def test_it_names_every_verb() -> None:
    named = set(re.findall(r"`firsthand (\w+) ", README)) | {"doctor"}
    assert set(command_line.commands) <= named
