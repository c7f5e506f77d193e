"""The rules of the product (R) and what was promised of the main job (P), each with an id.

A test cites what it holds: `@pytest.mark.requirement("R1")`. tests/test_requirements.py fails where
a requirement is cited by no test and where a test cites an id that is not here.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

REQUIREMENTS = {
    "R1": "Only voices and origins corroborate; a number of reports never stands in their place.",
    "R2": "A shared quotation is a shared origin, never a copy; quoted words are set aside first.",
    "R3": "Kinship, kind and order are three findings, each with a probability and evidence; where "
    "nothing shows the order, it is said.",
    "R4": "Kinship is not closed over a partial overlap: a host speaks passage by passage, and with "
    "its source's voice alone where it adds nothing.",
    "R5": "A disagreement between voices, an alteration in a lineage and an update over time are "
    "never mixed.",
    "R6": "Independence is an interval, and not measured is a state of its own, not a zero.",
    "R7": "A number stands with what it counts, as of when, on whose word, and its span; what is "
    "assumed is marked as assumed.",
    "R8": "Nothing is deleted: a text is its decoded characters as they are, furniture is marked as "
    "spans, and every span lies inside its text.",
    "R9": "It tells who says what and how independently, never what is true or who is credible.",
    "R10": "A named source that is not in the pile is a node of its own: known, not seen.",
    "R11": "A person can overrule a finding; the ruling is kept, dated, and survives every re-run.",
    "R12": "Same input and versions, same bytes out, whatever the order of arrival; no network.",
    "R13": "A newsroom does not corroborate itself, and shared furniture makes no two outlets kin.",
    "R14": "Claims are read in English; a report in another language takes part in lineage alone "
    "and is said not to be measured.",
    "P1": "The house: storeys are held, stages have versions, a second run redoes what is stale.",
    "P2": "Two commands of the README set everything up; it opens with a run and its real output.",
    "P3": "Piles are read in many forms; what is known of a report says where it was found.",
    "P4": "Lineage: kind, order, passages and voices, also of stripped, cut and translated copies.",
    "P5": "One entry a question over all reports, with readings, status, reason and estimates.",
    "P6": "The brief on one screen, as JSON, as one page without requests; exports; the verbs.",
    "P7": "A bad item costs itself alone and is named; exit codes 0, 1, 2, 3; a killed run goes on.",
    "P8": "Speed and growth are measured by commands of the repository.",
    "P9": "The reader is our own and reads offline: its weights are checked before they are used, and "
    "what is missing or damaged is named with what to do.",
    "P10": "Another reader can take the place of ours: a protocol, and one adapter that shows it.",
}

# What no test can hold yet, with the reason. It leaves this table with the change that makes it.
NOT_YET = {
    "R11": "there are no rulings so far: ids are made to outlive re-runs, `rule` is not there"
}

TESTS = Path(__file__).parent


def find_citations() -> dict[str, list[str]]:
    """Return the tests that cite each id, as path::function."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for mark in filter(_is_citation, node.decorator_list):
                    where = f"{path.relative_to(TESTS).as_posix()}::{node.name}"
                    for argument in mark.args:
                        found[ast.literal_eval(argument)].append(where)
    return dict(found)


def _is_citation(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.requirement"
