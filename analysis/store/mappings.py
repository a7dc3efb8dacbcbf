"""Mappings that were saved under a name: offered when a file with the same columns comes again.

A mapping says which column is what in a diary of another shape, and holds nothing of any patient but words of a diary's
cells. It lies in the store, so that a backup holds it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from analysis.querying.schema import STORE_INFO

_PREFIX = "mapping:"


@dataclass(frozen=True)
class SavedMapping:
    """A mapping by its name: the columns of the file that it was made for, and its TOML."""

    name: str
    columns: tuple[str, ...]
    text: str

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a file has the same columns, in whichever order and case."""
        return {one.casefold() for one in self.columns} == {one.casefold() for one in columns}


def saved_mappings(connection: Connection) -> list[SavedMapping]:
    """Every saved mapping, by name."""
    query = select(STORE_INFO).where(STORE_INFO.c.name.startswith(_PREFIX, autoescape=True))
    read = [(name.removeprefix(_PREFIX), json.loads(value)) for name, value in connection.execute(query)]
    found = (SavedMapping(name, tuple(told["columns"]), told["text"]) for name, told in read)
    return sorted(found, key=lambda one: one.name.casefold())


def save_mapping(connection: Connection, mapping: SavedMapping) -> None:
    """Keeps the mapping, in place of one of the same name."""
    name = _PREFIX + mapping.name
    told = json.dumps({"columns": list(mapping.columns), "text": mapping.text}, ensure_ascii=False)
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == name))
    connection.execute(insert(STORE_INFO).values(name=name, value=told))
