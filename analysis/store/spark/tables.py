"""Spark's views of the files of a Parquet export: made anew after each export, and when its server was started."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Dialect,
    Double,
    Integer,
    Table,
    Text,
    text,
)

from analysis import diary
from analysis.diary import FIRST_DATE, LAST_DATE
from analysis.errors import StoreProblem
from analysis.querying.schema import CALENDAR, DIARY_TABLES, STORE_INFO
from analysis.store.exported import FOLDER, IN_PLACE
from analysis.store.spark.server import SCHEMA

READ = (*DIARY_TABLES.values(), *IN_PLACE)
"""The tables that reading statements name, and that an export has files of."""
_KINDS: Mapping[type, str] = {
    BigInteger: "BIGINT",
    Boolean: "BOOLEAN",
    Date: "DATE",
    DateTime: "TIMESTAMP",
    Double: "DOUBLE",
    Integer: "BIGINT",
    Text: "STRING",
}

_MAKE = "CREATE OR REPLACE GLOBAL TEMPORARY VIEW"
_AS_IN_FILE = "_as_in_file"
"""What the name of a view ends with whose columns have the names of the file and not those of the statements."""
_HEADINGS = {
    table.name: {column.name: column.in_file for column in table if column.in_file != column.name}
    for table in diary.TABLES
}
"""The columns whose names in a file are not those of the statements."""


@dataclass(frozen=True)
class Exported:
    """The folder of an export that Spark's machines see under the same path, and what its export.json says."""

    folder: Path
    written_at: str
    as_of: date

    @classmethod
    def at(cls, folder: Path) -> Exported:
        """The export in a folder. Raises StoreProblem where it is none of this program, or lacks a table."""
        try:
            said = json.loads((folder / "export.json").read_text(encoding="utf-8"))
            found = cls(folder.resolve(), str(said["written_at"]), datetime.fromisoformat(said["exported_at"]).date())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreProblem(
                f"{folder} is no export of this program: its export.json cannot be read. "
                "Write one with `headache-dashboard export --format parquet`."
            ) from error
        lacking = [table.name for table in READ if found.file(table) is None]
        if lacking:
            raise StoreProblem(
                f"The export in {folder} lacks {', '.join(lacking)}; nothing was changed. "
                "Write it again with `headache-dashboard export --format parquet`."
            )
        return found

    def file(self, table: Table) -> Path | None:
        """The file of a table; None where there is none."""
        name = f"{table.name}.parquet"
        return next((path for path in (self.folder / name, self.folder / FOLDER / name) if path.is_file()), None)


def make(connection: Connection, exported: Exported, told: Mapping[str, str]) -> None:
    """Has Spark read the files of an export; `told` is what `store_info` says beside it."""
    # Each is closed: the driver would close it while the next is on its way.
    for table in READ:
        for statement in over_file(connection.dialect, exported, table):
            connection.exec_driver_sql(statement).close()
    connection.exec_driver_sql(f"{_MAKE} {CALENDAR.name} AS {_every_day()}").close()
    info, given = _info(told)
    connection.execute(text(info), given).close()


def over_file(dialect: Dialect, exported: Exported, table: Table) -> tuple[str, ...]:
    """The statements of a view with the columns that others know; one that no file has, as `batch`, is empty.

    The kinds of the columns are named: where Spark has to find them out it opens the file for each statement anew,
    which takes longer than to read it.
    """
    quote = dialect.identifier_preparer.quote
    path = exported.file(table)
    assert path is not None, table.name  # Exported.at has seen it
    headings = _HEADINGS.get(table.name, {})
    held = {column.name: headings.get(column.name, column.name) for column in table.c}
    kinds = ", ".join(f"{quote(held[column.name])} {_KINDS[type(column.type)]}" for column in table.c)
    name = f"{table.name}{_AS_IN_FILE}" if headings else table.name
    options = f"OPTIONS (path '{path.as_uri()}')"
    of_file = f"{_MAKE} {name} ({kinds}) USING parquet {options}"
    if not headings:
        return (of_file,)
    columns = ", ".join(f"{quote(in_file)} AS {quote(name)}" for name, in_file in held.items())
    return of_file, f"{_MAKE} {table.name} AS SELECT {columns} FROM {SCHEMA}.{name}"


def _every_day() -> str:
    """Every day that a date may have, with its number: a range, so that nothing is written anywhere."""
    first, days = FIRST_DATE.toordinal(), (LAST_DATE - FIRST_DATE).days + 1
    return (
        f"SELECT date_add(DATE '{FIRST_DATE.isoformat()}', CAST(id AS INT)) AS date, id + {first} AS day "
        f"FROM range({days})"
    )


def _info(told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The statement of `store_info` with its parameters, which the driver writes as Spark reads them."""
    rows = [f"SELECT :name_{place} AS name, :value_{place} AS value" for place in range(len(told))]
    given = {f"name_{place}": name for place, name in enumerate(told)}
    given |= {f"value_{place}": value for place, value in enumerate(told.values())}
    return f"{_MAKE} {STORE_INFO.name} AS {' UNION ALL '.join(rows)}", given
