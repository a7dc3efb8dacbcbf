"""Rows that their source no longer has: taken out of the tables that are counted, and kept by themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, insert, select

from analysis import diary
from analysis.importing import writing
from analysis.querying.schema import DIARY_TABLES, SET_ASIDE

DAYS = ["patient_id", "date"]


def set_aside(connection: Connection, table: diary.Table, gone: pd.DataFrame, rest: pd.DataFrame, batch: int) -> None:
    """Moves the stored rows `gone` out of their table, in the import `batch`; `rest` are the table's other rows."""
    if gone.empty:
        return
    target = DIARY_TABLES[table.name]
    plain = writing.records(gone, target, {})
    kept = [
        {
            "table_name": table.name,
            "patient_id": row.get("patient_id"),
            "identity": _identity(table, row),
            "row": json.dumps(row, ensure_ascii=False, default=str),
            "batch": row["batch"],
            "set_aside_in": batch,
        }
        for row in plain
    ]
    for start in range(0, len(kept), writing.ROWS_AT_A_TIME):
        chunk = kept[start : start + writing.ROWS_AT_A_TIME]
        connection.execute(
            insert(SET_ASIDE), chunk, execution_options={"duckdb_copy_threshold": writing.FAST_FROM_ROWS}
        )
    if table.key:
        writing.delete_keys(connection, target, gone)
        return
    days = pd.MultiIndex.from_frame(gone[DAYS]).unique()
    writing.delete_days(connection, target, days)
    writing.insert(connection, target, rest[pd.MultiIndex.from_frame(rest[DAYS]).isin(days)])


def identities(table: diary.Table, rows: pd.DataFrame) -> pd.Series:
    """What tells each row from others, as it is written down of a row that is set aside."""
    plain = writing.records(rows[list(table.identity)], DIARY_TABLES[table.name], {})
    return pd.Series([_identity(table, row) for row in plain], index=rows.index, dtype=object)


def set_aside_in(connection: Connection, table: diary.Table, batches: Sequence[int]) -> set[str]:
    """The identities of the rows of a table that these imports set aside."""
    if not batches:
        return set()
    query = select(SET_ASIDE.c.identity).where(
        SET_ASIDE.c.table_name == table.name, SET_ASIDE.c.set_aside_in.in_(batches)
    )
    return set(connection.execute(query).scalars())


def _identity(table: diary.Table, row: dict[str, object]) -> str:
    return json.dumps([row.get(name) for name in table.identity], ensure_ascii=False, default=str)
