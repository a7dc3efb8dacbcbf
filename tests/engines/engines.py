"""The engines that a clinic is asked on, each behind the URL of a store that holds a given clinic."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from click.testing import CliRunner
from sqlalchemy import make_url

from analysis.querying.schema import DIARY_TABLES
from analysis.store import Store
from analysis.store.postgresql.store import PostgresStore
from dashboard.cli import commands
from dashboard.serving import import_paths, sample_clinic
from tests.engines.spark_server import spark_url

How = Callable[[str, str], Any]
"""A way to ask the store of a URL something by its name."""


def printed(store: str, *arguments: str) -> str:
    done = CliRunner().invoke(commands, [*arguments, "--store", store])
    assert done.exit_code == 0, done.output
    return done.stdout


def answers(store: str, question: str) -> list[Any]:
    """What a command prints as JSON: its one document, or one a line."""
    said = printed(store, *question.split())
    return [json.loads(line) for line in said.splitlines()] if question.startswith("summary") else [json.loads(said)]


@dataclass(frozen=True)
class Reference:
    """The embedded store that others are compared with, and what it has said."""

    folder: Path
    said: dict[tuple[object, str], Any] = field(default_factory=dict)

    def asked(self, how: How, what: str) -> Any:
        """What it says, asked once."""
        if (how, what) not in self.said:
            self.said[how, what] = how(str(self.folder), what)
        return self.said[how, what]


@dataclass(frozen=True)
class Asked:
    """A store on an engine beside the one that it is compared with.

    On one that is dear each statement takes seconds, and is hardly dearer for many patients.
    """

    reference: Reference
    url: str
    is_dear: bool

    def by_both(self, how: How, what: str) -> tuple[Any, Any]:
        """The same asked of the embedded store and of this one."""
        return self.reference.asked(how, what), how(self.url, what)


class Engine(Protocol):
    """Where the sample clinic is asked, with patients drawn beside it."""

    is_dear: bool

    @contextmanager
    def holding(self, exports: Sequence[Path], reference: Path) -> Iterator[str]:
        """The URL of a store that holds what the embedded store in the folder `reference` does.

        That is the sample clinic and what is in these exports.
        """
        ...


class Embedded:
    """Another embedded store, in which the rows lie in another order."""

    is_dear = False

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, count()

    @contextmanager
    def holding(self, exports: Sequence[Path], reference: Path) -> Iterator[str]:
        # What was read is kept by the folder's name: each is another one.
        folder = Path(shutil.copytree(reference, self._folder / str(next(self._number))))
        with Store(folder).writing("test") as connection:
            for table in DIARY_TABLES:
                connection.exec_driver_sql(f"CREATE TEMPORARY TABLE of_{table} AS SELECT * FROM {table}")
                connection.exec_driver_sql(f"DELETE FROM {table}")
                connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM of_{table} AS it ORDER BY hash(it)")
        yield str(folder)
        shutil.rmtree(folder)


class Server:
    """A database on a PostgreSQL server, into which the same files are imported."""

    is_dear = False

    def __init__(self, new_database: Callable[..., str]) -> None:
        self._new_database = new_database
        self._sample = new_database()
        self._import(self._sample, sample_clinic())

    @contextmanager
    def holding(self, exports: Sequence[Path], reference: Path) -> Iterator[str]:
        url = self._new_database(like=self._sample)
        self._import(url, *exports)
        yield url

    def _import(self, url: str, *exports: Path) -> None:
        store = PostgresStore(make_url(url))
        for export in exports:
            import_paths(store, [export])
        store.close()


class Spark:
    """A Thrift server, which reads a Parquet export of the embedded store."""

    is_dear = True

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder, self._number = url, folder, count()

    @contextmanager
    def holding(self, exports: Sequence[Path], reference: Path) -> Iterator[str]:
        exported = self._folder / str(next(self._number))
        printed(str(reference), "export", "--format", "parquet", "--out", str(exported))
        printed(self._url, "prepare", "--export", str(exported))
        yield self._url


@contextmanager
def opened(name: str, folder: Path, new_database: Callable[[], Callable[..., str]]) -> Iterator[Engine]:
    """The engine of that name."""
    if name == "embedded":
        yield Embedded(folder)
    elif name == "postgresql":
        yield Server(new_database())
    else:
        with spark_url(folder) as url:
            yield Spark(url, folder)
