"""A small clinic written as files, and an empty store to import it into."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, StaticPool, create_engine, exists, select

from analysis.importing import ImportReport, import_exports
from analysis.querying import compiled
from analysis.querying.schema import DIARY_TABLES, IMPORT_BATCHES, METADATA

EXPORTED_AT = "2026-03-31T06:00:00"
NOW = datetime(2026, 3, 31, 9, 30)

OF_IMPORTS = ("import_batches", "import_files", "import_problems", "set_aside", "remarks", "replaced_rows")

PATIENTS = """\
patient_id,enrolled_on,left_on,birth_year
p1,2026-01-01,,1980
p2,2026-01-01,2026-02-28,1990
"""

DIARY = """\
patient_id,date,headache,recorded_at,severity
p1,2026-03-01,1,2026-03-01T20:00,2
p1,2026-03-02,0,2026-03-02T20:00,
"""


@dataclass(frozen=True)
class Desk:
    """Where exports are written, imported and looked up again."""

    connection: Connection
    folder: Path

    def export(
        self,
        name: str = "export",
        /,
        exported_at: str | None = EXPORTED_AT,
        about: Mapping[str, str] | None = None,
        **files: str,
    ) -> Path:
        """A folder with these files, a small clinic's patients and diary where none are given.

        `about` is what export.json says beside the time and the source.
        """
        folder = self.folder / name
        folder.mkdir()
        for table, text in {"patients": PATIENTS, "diary": DIARY, **files}.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        if exported_at:
            (folder / "export.json").write_text(
                json.dumps({"exported_at": exported_at, "source": "an invented clinic", **(about or {})})
            )
        return folder

    def loose(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def take(self, *paths: Path, **options: Any) -> ImportReport:
        return import_exports(self.connection, paths, **{"by": "tester", "now": NOW, "new_patient": True, **options})

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        source = DIARY_TABLES.get(table, METADATA.tables[table])
        return sorted(
            (tuple(row) for row in self.connection.execute(select(*(source.c[name] for name in columns)))), key=repr
        )

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything the diary tables hold, apart from which import brought it."""
        return {
            name: self.rows(name, *(column.name for column in table.columns if column.name != "batch"))
            for name, table in DIARY_TABLES.items()
        }

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the store holds of diaries and imports, which import brought it included."""
        tables = (*DIARY_TABLES, *OF_IMPORTS)
        return {name: self.rows(name, *METADATA.tables[name].columns.keys()) for name in tables}


_IDLE: list[Engine] = []
"""Empty databases that no desk stands on: what is written at a desk is rolled back, and the next one stands there."""


def empty_engine() -> Engine:
    made = create_engine("duckdb:///:memory:", poolclass=StaticPool, execution_options=compiled.TOGETHER)
    METADATA.create_all(made, checkfirst=False)
    return made


@contextmanager
def desk_at(engine: Engine, folder: Path) -> Iterator[Desk]:
    """A desk at a database, which is left as it was found."""
    with engine.connect() as connection:
        yield Desk(connection, folder)
        connection.rollback()


@contextmanager
def opened_desk(folder: Path) -> Iterator[Desk]:
    engine = _IDLE.pop() if _IDLE else empty_engine()
    with desk_at(engine, folder) as desk:
        yield desk
    with engine.connect() as connection:
        assert not connection.scalar(select(exists().where(IMPORT_BATCHES.c.batch.is_not(None))))
    _IDLE.append(engine)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened_desk(tmp_path) as desk:
        yield desk


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Desk]]:
    """Opens another empty store with a folder of its own: for tests that draw many examples."""
    return lambda: opened_desk(tmp_path_factory.mktemp("desk"))


Counts = Callable[[ImportReport, str], tuple[int, int, int, int, int]]


@pytest.fixture
def counts() -> Counts:
    """Of a file of a report: read, accepted, updated, unchanged, rejected."""

    def of(report: ImportReport, file: str) -> tuple[int, int, int, int, int]:
        found = next(each for each in report.files if each.file == file)
        return found.read, found.accepted, found.updated, found.unchanged, found.rejected

    return of


@pytest.fixture
def told() -> Callable[..., list[tuple[int | None, str | None, str]]]:
    """The problems of a report as (line, column, code); the remarks with `remarks=True`."""

    def of(report: ImportReport, *, remarks: bool = False) -> list[tuple[int | None, str | None, str]]:
        return [
            (problem.line, problem.column, problem.reason.code)
            for file in report.files
            for problem in (file.remarks if remarks else file.problems)
        ]

    return of
