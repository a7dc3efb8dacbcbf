"""What is to be decided in one place is not decided in a second one: the state of a day, and how bad its pain was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import analysis
import dashboard

FOLDERS = [Path(package.__file__).parent for package in (analysis, dashboard)]

STATE = "days/state.py"
OF_STATE = {
    "lock_days": {
        STATE,
        "days/recorded.py",  # whether an entry came too late, which makes it retrospective
        "importing/checks.py",  # the same of a row on its way in
        "settings.py",  # what a clinic may set
        "worklist/newest.py",  # how many days are read
    },
    "enrolled_on": {
        STATE,
        "importing/checks.py",  # rows before the enrolment
        "worklist/__init__.py",  # who is a patient at all
        "worklist/table.py",  # since when a diary without an entry has been silent
        "clinic/people.py",
        "charts/patient/frequency.py",  # where a note is set
        "sections/patient/directory.py",
        "session/view.py",
        "report/making.py",  # who can have a page
    },
    "left_on": {
        STATE,
        "importing/checks.py",
        "importing/withdrawal.py",
        "worklist/__init__.py",
        "clinic/courses.py",
        "charts/patient/frequency.py",
    },
}
"""Who may compare or reckon with these; everybody else asks `days/state.py`."""
BY_SIZE = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
OF_PAIN = {
    "intensity": {"days/worst_pain.py", "importing/checks.py"},
    "severity": {"days/worst_pain.py", "importing/checks.py"},
}


def modules() -> Iterator[tuple[str, ast.AST]]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(folder).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def names_in(node: ast.AST) -> set[str]:
    """The names, attributes and quoted columns that a piece of code speaks of."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant):
            found.add(part.slice.value)
    return found


def deciding(tree: ast.AST) -> Iterator[ast.AST]:
    """Comparisons by size, and sums and differences."""
    for node in ast.walk(tree):
        sized = isinstance(node, ast.Compare) and any(
            isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops
        )
        if sized or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
            yield node


@cache
def decisions() -> list[tuple[str, set[str]]]:
    """Every piece of code that decides: its module, and the names it speaks of."""
    return [(where, names_in(node)) for where, tree in modules() for node in deciding(tree)]


def places_that_decide(name: str) -> set[str]:
    return {where for where, names in decisions() if name in names}


@pytest.mark.parametrize("name", [*OF_STATE, *OF_PAIN])
def test_nobody_else_decides(name):
    allowed = {**OF_STATE, **OF_PAIN}[name]
    assert places_that_decide(name) <= allowed


def test_a_second_place_would_be_found():
    second = (
        "def state(day, patient, as_of):\n    return as_of - day <= settings.lock_days and day >= patient.enrolled_on"
    )
    found = [names_in(node) for node in deciding(ast.parse(second))]
    assert any("lock_days" in names for names in found)
    assert any("enrolled_on" in names for names in found)
