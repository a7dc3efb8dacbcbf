"""Mappings that were saved under a name, in the store's folder: offered when a file with the same columns comes again.

A mapping says which column is what and holds nothing of any patient but words of a diary's cells. Each is a TOML file
that the command line takes too; its first lines say what it is called and of which columns it speaks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = "mappings"
_HEAD = "# mapping: "
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class SavedMapping:
    """A mapping by its name: the columns of the file that it was made for, and its TOML."""

    name: str
    columns: tuple[str, ...]
    text: str

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a file has the same columns, in whichever order and case."""
        return {one.casefold() for one in self.columns} == {one.casefold() for one in columns}


class Mappings:
    """The saved mappings of one store."""

    def __init__(self, folder: Path) -> None:
        """Those in the store's folder, which need not exist."""
        self._folder = folder / FOLDER

    def all(self) -> list[SavedMapping]:
        """Every saved mapping, by name; files that are none of ours are passed over."""
        read = (_saved(path) for path in sorted(self._folder.glob("*.toml")))
        return sorted(filter(None, read), key=lambda one: one.name.casefold())

    def save(self, mapping: SavedMapping) -> Path:
        """The file of the mapping, written anew where one of this name is there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        about = json.dumps({"name": mapping.name, "columns": list(mapping.columns)}, ensure_ascii=True)
        path = self._folder / f"{_file_name(mapping.name)}.toml"
        draft = path.with_suffix(".draft")
        draft.write_text(f"{_HEAD}{about}\n{mapping.text}", encoding="utf-8")
        draft.replace(path)
        return path


def _saved(path: Path) -> SavedMapping | None:
    try:
        head, _, text = path.read_text(encoding="utf-8").partition("\n")
        about = json.loads(head.removeprefix(_HEAD))
        return SavedMapping(str(about["name"]), tuple(map(str, about["columns"])), text)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    short = _NOT_IN_NAMES.sub("-", plain).strip("-")[:40]
    return f"{short or 'mapping'}-{sum(name.encode()) % 9973:04}"
