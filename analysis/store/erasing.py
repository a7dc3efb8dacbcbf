"""One patient gone: every row of theirs, what imports kept of it, and their name in the names of files.

What stays is that the pseudonym was erased and when, in `store_info`, so that the next export does not bring it back;
and the access log, which the law keeps. The caller publishes without older snapshots, in a file written anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, exists, insert, or_, select, update

from analysis.querying.schema import (
    CLINIC_SOURCE,
    DAY_VERSIONS,
    DIARY_TABLES,
    IMPORT_FILES,
    IMPORT_PROBLEMS,
    PATIENTS,
    REMARKS,
    REPLACED_ROWS,
    SEEN_UNTIL,
    SET_ASIDE,
    STORE_INFO,
)

_PREFIX = "erased:"
_WITH_ROWS_AS_TEXT = (SET_ASIDE, REPLACED_ROWS)
_WITH_FILES = (IMPORT_FILES, IMPORT_PROBLEMS, REMARKS)


def erased_patients(connection: Connection) -> frozenset[str]:
    """The pseudonyms that were erased and not readmitted."""
    query = select(STORE_INFO.c.name).where(STORE_INFO.c.name.startswith(_PREFIX, autoescape=True))
    return frozenset(name.removeprefix(_PREFIX) for name in connection.execute(query).scalars())


def remember_erased(connection: Connection, patient: str, now: datetime) -> None:
    """Writes down that a pseudonym was erased."""
    readmit(connection, patient)
    connection.execute(insert(STORE_INFO).values(name=_PREFIX + patient, value=now.isoformat()))


def readmit(connection: Connection, patient: str) -> bool:
    """Whether a pseudonym had been erased; the next import may bring it again."""
    name = _PREFIX + patient
    was_erased = connection.execute(select(STORE_INFO.c.name).where(STORE_INFO.c.name == name)).first() is not None
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == name))
    return was_erased


def erase(connection: Connection, patient: str) -> int:
    """How many rows of a patient were removed, wherever they stood; in the caller's transaction."""
    names = [patient, *_display_names(connection, patient)]
    batches = _batches(connection, patient)
    removed = _remove_problems(connection, names, batches)
    for table in (*DIARY_TABLES.values(), REMARKS, SET_ASIDE, DAY_VERSIONS, SEEN_UNTIL):
        if "patient_id" in table.columns:
            removed += connection.execute(delete(table).where(table.c.patient_id == patient)).rowcount
    removed += sum(_remove_texts(connection, table, table.c.row, patient) for table in _WITH_ROWS_AS_TEXT)
    for table in _WITH_FILES:
        _rename_files(connection, table, names)
    return removed


def _display_names(connection: Connection, patient: str) -> list[str]:
    query = select(PATIENTS.c.display_name).where(PATIENTS.c.patient_id == patient)
    return [name for name in connection.execute(query).scalars() if name]


def _batches(connection: Connection, patient: str) -> set[int]:
    """The imports that brought anything of the patient."""
    tables = [
        table
        for table in (*DIARY_TABLES.values(), SET_ASIDE, REMARKS, DAY_VERSIONS, SEEN_UNTIL)
        if "patient_id" in table.columns
    ]
    queries = [select(table.c.batch).where(table.c.patient_id == patient).distinct() for table in tables]
    found = {batch for query in queries for batch in connection.execute(query).scalars()}
    for text, batch in _texts(connection, REPLACED_ROWS, REPLACED_ROWS.c.row, patient):
        found |= {batch, json.loads(text).get("batch", batch)}
    return found


def _texts(connection: Connection, table: Table, column: Column[str], patient: str) -> Iterator[tuple[str, int]]:
    """The rows kept as JSON that are of the patient, each with its import."""
    query = select(column, table.c.batch).where(column.contains(_quoted(patient), autoescape=True)).distinct()
    for text, batch in connection.execute(query).all():
        if json.loads(text).get("patient_id") == patient:
            yield text, batch


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _remove_texts(connection: Connection, table: Table, column: Column[str], patient: str) -> int:
    found = list(_texts(connection, table, column, patient))
    return sum(
        connection.execute(delete(table).where(column == text, table.c.batch == batch)).rowcount
        for text, batch in found
    )


def _remove_problems(connection: Connection, names: list[str], batches: set[int]) -> int:
    """Removes what imports could not read of the patient: rows that name them, and all of a diary of one patient."""
    columns = (IMPORT_PROBLEMS.c.row, IMPORT_PROBLEMS.c.value, IMPORT_PROBLEMS.c.detail)
    naming = [column.contains(name, autoescape=True) for column in columns for name in _written(names)]
    of_one = select(IMPORT_FILES.c.file).where(
        IMPORT_FILES.c.batch == IMPORT_PROBLEMS.c.batch, IMPORT_FILES.c.format != CLINIC_SOURCE
    )
    foreign = and_(IMPORT_PROBLEMS.c.batch.in_(batches), IMPORT_PROBLEMS.c.file.in_(of_one))
    theirs = and_(IMPORT_PROBLEMS.c.batch.in_(batches), IMPORT_PROBLEMS.c.line.is_not(None), ~_is_of_another(names[0]))
    return connection.execute(delete(IMPORT_PROBLEMS).where(or_(*naming, foreign, theirs))).rowcount


def _is_of_another(patient: str) -> ColumnElement[bool]:
    """Whether a finding is somebody else's: its row is kept whole and names others, or a remark gives it to another."""
    remark = and_(
        REMARKS.c.batch == IMPORT_PROBLEMS.c.batch,
        REMARKS.c.file == IMPORT_PROBLEMS.c.file,
        REMARKS.c.line == IMPORT_PROBLEMS.c.line,
        REMARKS.c.patient_id != patient,
    )
    return or_(IMPORT_PROBLEMS.c.row.is_not(None), exists().where(remark))


def _written(names: list[str]) -> set[str]:
    """The names as texts and as JSON writes them."""
    return {*names, *(_quoted(name)[1:-1] for name in names)}


def _rename_files(connection: Connection, table: Table, names: list[str]) -> None:
    """Takes the patient's names out of the names of files that were imported."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    for file in connection.execute(select(table.c.file).distinct()).scalars().all():
        if pattern.search(file):
            renamed = pattern.sub("erased", file)
            connection.execute(update(table).where(table.c.file == file).values(file=renamed))
