"""The documents name what there is: modules, functions, rooms, files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
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


def site(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """What comes of building a site of one page with the project's settings."""
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "site", folder / "docs" / "site")
    shutil.copy(ROOT / "docs" / "conf.py", folder / "docs")
    (folder / "docs" / "index.md").write_text(f"# A page\n\n## A part\n\n{text}\n", encoding="utf-8")
    command = (sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet", "--conf-dir", "docs", ".", "site")
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_site_asks_nothing_of_the_network(tmp_path: Path) -> None:
    assert site(tmp_path, "See [the part](#a-part).").stderr == ""
    pages = list((tmp_path / "site").rglob("*.html"))
    asked = [
        part for page in pages for part in re.findall(r"(?:src|<link[^>]*href)=\"([^\"]+)\"", page.read_text("utf-8"))
    ]
    assert asked
    assert [part for part in asked if "//" in part] == []
    styles = [path.read_text("utf-8") for path in (tmp_path / "site" / "_static").glob("*.css")]
    assert [style for style in styles if re.search(r"(?:url\(|@import)[\"' ]*(?:https?:)?//", style)] == []


@pytest.mark.parametrize("dead", ["[a page](other.md)", "[a part](#another-part)", "![a picture](none.png)"])
def test_a_dead_link_fails(tmp_path: Path, dead: str) -> None:
    found = site(tmp_path, dead)
    assert found.returncode != 0
    assert "WARNING" in found.stderr
