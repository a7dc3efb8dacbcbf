"""Where a store lies: from an SQLAlchemy URL, or the user's data folder, to a Store."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from analysis.errors import StoreProblem
from analysis.store.snapshots import Store

ENVIRONMENT_VARIABLE = "HEADACHE_STORE"
APPLICATION = "headache-dashboard"
LONGEST_SHOWN = 80
"""Characters of a path that cannot be one that are shown."""


def default_url(name: str = "clinic") -> str:
    """The URL of the store named `name` in the user's data folder."""
    return f"duckdb:///{user_data_path(APPLICATION, appauthor=False) / name}"


def store_at(url: str | None = None) -> Store:
    """The store at an SQLAlchemy URL or a folder's path; without one, where HEADACHE_STORE says, else the default.

    The path of a `duckdb` URL is a folder, made at the first import: `duckdb:////srv/clinic` keeps its snapshots, the
    access log and the clinic's settings in /srv/clinic. Raises StoreProblem for other engines and for a plain file.
    """
    where = url or os.environ.get(ENVIRONMENT_VARIABLE) or default_url()
    return Store(_folder(where))


def _folder(where: str) -> Path:
    if "?" in where:
        raise _impossible(Path(where), "the database takes a question mark for the end of a path; name another folder")
    if "://" not in where:
        folder = Path(where)
    else:
        try:
            address = make_url(where)
        except ArgumentError as error:
            raise StoreProblem(f"{where!r} is not a store's URL; one looks like duckdb:////srv/clinic.") from error
        if address.get_backend_name() != "duckdb":
            raise StoreProblem(f"A store on {address.get_backend_name()} is not supported yet; use a duckdb:/// URL.")
        if not address.database or address.database == ":memory:":
            raise StoreProblem("A store needs a folder of its own: duckdb:////srv/clinic.")
        folder = Path(address.database)
    return _usable(folder.expanduser().absolute())


def _usable(folder: Path) -> Path:
    try:
        is_file = folder.is_file()
    except OSError as error:
        raise _impossible(folder, error.strerror or type(error).__name__) from error
    if "\0" in str(folder):
        raise _impossible(folder, "it holds a null character")
    if is_file:
        raise StoreProblem(f"{folder} is a file; a store is a folder. Name another path.")
    return folder


def _impossible(folder: Path, why: str) -> StoreProblem:
    return StoreProblem(f"{str(folder)[:LONGEST_SHOWN]!r} cannot be a store's folder: {why}.")
