"""Where a store lies: from an SQLAlchemy URL, or the user's data folder, to a Store."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from analysis import environment
from analysis.errors import StoreProblem
from analysis.store.causes import cause_of
from analysis.store.protocol import ClinicStore
from analysis.store.snapshots import Store

APPLICATION = "headache-dashboard"
LONGEST_SHOWN = 80
"""Characters of a path that cannot be one that are shown."""


def default_url(name: str = "clinic") -> str:
    """The URL of the store named `name` in the user's data folder."""
    return f"duckdb:///{user_data_path(APPLICATION, appauthor=False) / name}"


def store_at(url: str | None = None) -> ClinicStore:
    """The store at an SQLAlchemy URL or a folder's path; without one, where HEADACHE_STORE says, else the default.

    The path of a `duckdb` URL is a folder, made at the first import: `duckdb:////srv/clinic` keeps its snapshots, the
    access log and the clinic's settings in /srv/clinic. A `postgresql+psycopg` URL is a database, whose password may
    stand in the file that HEADACHE_STORE_PASSWORD_FILE names; an `impala` URL is a Thrift server of Apache Spark, only
    read. Raises StoreProblem for other engines and a plain file.
    """
    where = url or os.environ.get(environment.STORE) or default_url()
    address = _address(where) if "://" in where else None
    if address is None or address.get_backend_name() == "duckdb":
        return Store(_folder(where, address))
    if address.get_backend_name() == "impala":
        return _on_spark(address)
    if address.get_backend_name() != "postgresql":
        raise StoreProblem(f"A store on {address.get_backend_name()} is not supported; use a duckdb:/// URL.")
    return _on_server(address)


def _on_spark(address: URL) -> ClinicStore:
    from analysis.store.spark.store import SparkStore  # only where there is such a server

    if not (address.host and address.database):
        raise StoreProblem("A store on Spark needs a server: impala://host:10000/database?auth_mechanism=PLAIN.")
    return SparkStore(address, user_data_path(APPLICATION, appauthor=False))


def _on_server(address: URL) -> ClinicStore:
    from analysis.store.postgresql.store import PostgresStore  # only where there is a server

    if not address.database:
        raise StoreProblem("A store on PostgreSQL needs a database: postgresql+psycopg://user@host/database.")
    file = os.environ.get(environment.PASSWORD_FILE)
    if address.password is None and file:
        address = address.set(password=_first_line(Path(file)))
    return PostgresStore(address)


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreProblem(
            f"{environment.PASSWORD_FILE} names {path}, which cannot be read: {cause_of(error)}."
        ) from error


def _address(where: str) -> URL:
    try:
        return make_url(where)
    except ArgumentError as error:
        raise StoreProblem(f"{where!r} is not a store's URL; one looks like duckdb:////srv/clinic.") from error


def _folder(where: str, address: URL | None) -> Path:
    if "?" in where:
        raise _impossible(Path(where), "the database takes a question mark for the end of a path; name another folder")
    if address is None:
        return _usable(Path(where).expanduser().absolute())
    if not address.database or address.database == ":memory:":
        raise StoreProblem("A store needs a folder of its own: duckdb:////srv/clinic.")
    return _usable(Path(address.database).expanduser().absolute())


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
