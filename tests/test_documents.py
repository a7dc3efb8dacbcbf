"""The documents name what there is: modules, functions, rooms, files."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/*.md")])


def is_there(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_code_that_a_document_names_is_there(document: Path) -> None:
    named = re.findall(r"`((?:analysis|dashboard)\.[\w.]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in dict.fromkeys(named) if not is_there(name)] == []


def test_a_name_that_is_not_there_is_found() -> None:
    assert is_there("analysis.store.door.Door.enter")
    assert not is_there("analysis.store.door.Door.leave")
    assert not is_there("analysis.stores")


@pytest.mark.parametrize("package", ["analysis", "dashboard"])
def test_every_room_stands_in_the_picture_of_the_house(package: str) -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split(f"## Rooms of the {package}")[1]
    rows = re.findall(r"^\| (`.+?) \|", told.split("\n## ")[0], flags=re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    there = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    there |= {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
    assert sorted(named) == sorted(there)
