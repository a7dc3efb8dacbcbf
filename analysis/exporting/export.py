"""A clinic export written from the store: read in again, it gives the same figures.

A folder with a file for each table of `analysis.diary` that has rows, and `export.json`. Its `exported_at` is the time
that the data speak for, not the time of writing, which is `written_at`: so the as-of date comes back unchanged.
Rows are read and written some patients at a time, so that a store of any size leaves in the same memory; a workbook is
held whole, which the length of its sheets limits.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from analysis import diary
from analysis.errors import ExportRefused
from analysis.exporting import beside, fhir, files
from analysis.exporting.files import Frames, Portions
from analysis.importing.cells import from_store
from analysis.querying.parameters import is_of
from analysis.querying.schema import DIARY_TABLES, IMPORT_BATCHES, PATIENTS
from analysis.records.remarks import unread
from analysis.store import Contact, Records

Writer = Callable[[Path, Portions], None]

FORMATS: Mapping[str, Writer] = {
    "csv": files.write_csv,
    "parquet": files.write_parquet,
    "xlsx": files.write_workbook,
    "fhir": fhir.write_fhir,
}
"""What writes each format: into a folder, the frames by table, of some patients after the other."""
PATIENTS_AT_ONCE = 200
ABOUT = "export.json"
PROGRAM = "headache-dashboard"


def export(records: Records, contacts: Sequence[Contact], folder: Path, format: str, *, now: datetime) -> list[Path]:
    """The files written: every row of the patients of `records`, and their `contacts`, in `folder`.

    All of it is there at the end, or nothing. `now` is the time of writing. Raises ExportRefused when the folder holds
    anything, or when a table has more rows than a sheet of a workbook.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(f"{folder} is not an empty folder; name a new one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        said = _about(records, now)
        FORMATS[format](draft, _told_of(format, portions(records, contacts), said.get("unread", [])))
        if format == "parquet":
            beside.write(draft, records, _some_at_a_time(records))
        about = json.dumps(said, ensure_ascii=False, indent=2)
        (draft / ABOUT).write_text(about + "\n", encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        _close_to_others(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return sorted(folder.iterdir())


def _close_to_others(folder: Path) -> None:
    """Leaves a folder and its files to their owner alone, whatever the umask."""
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir():
            _close_to_others(path)
        else:
            path.chmod(0o600)


def _told_of(format: str, told: Portions, unread: list[dict[str, object]]) -> Portions:
    """The rows as the format tells them: FHIR tells that nothing was taken, which no day with an unread intake does."""
    if format != "fhir" or not unread:
        return told
    doubtful = {(one["patient_id"], one["day"]) for one in unread if one["table"] == diary.ACUTE_DOSES.name}
    return (_with_doubt(frames, doubtful) for frames in told)


def _with_doubt(frames: Frames, doubtful: set[tuple[object, object]]) -> Frames:
    days = frames[diary.DIARY.name].copy() if diary.DIARY.name in frames else None
    if days is None:
        return frames
    which = [
        (patient, str(day)[:10]) in doubtful for patient, day in zip(days["patient_id"], days["date"], strict=True)
    ]
    days.loc[which, "doses_recorded"] = False
    return {**frames, diary.DIARY.name: days}


def portions(records: Records, contacts: Sequence[Contact]) -> Iterator[Frames]:
    """The rows of each table in the kinds of column of an import, of PATIENTS_AT_ONCE patients after the other.

    Tables without rows are left out, but for required ones; what is of no patient comes with the first.
    """
    with records.connect() as connection:
        for place, some in enumerate(_some_at_a_time(records)):
            yield _frames(connection, some, contacts, is_first=place == 0)


def _some_at_a_time(records: Records) -> list[list[str]]:
    """The patients in order, PATIENTS_AT_ONCE of them after the other; one portion of nobody where there are none."""
    with records.connect() as connection:
        names = _names(connection, records.patients)
    return [names[start : start + PATIENTS_AT_ONCE] for start in range(0, len(names), PATIENTS_AT_ONCE)] or [[]]


def _names(connection: Connection, patients: Sequence[str] | None) -> list[str]:
    found = connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars().all()
    wanted = None if patients is None else set(patients)
    return [one for one in found if wanted is None or one in wanted]


def _frames(connection: Connection, some: list[str], contacts: Sequence[Contact], *, is_first: bool) -> Frames:
    read = [table for table in diary.TABLES if is_first or table.is_about_patients]
    frames = {table.name: _stored(connection, table, some) for table in read if table is not diary.CONTACTS}
    if is_first:
        frames[diary.CONTACTS.name] = _of_contacts(contacts)
    found = (table for table in diary.TABLES if table.name in frames)
    return {
        table.name: frames[table.name] for table in found if (table.required and is_first) or len(frames[table.name])
    }


def _of_contacts(contacts: Sequence[Contact]) -> pd.DataFrame:
    rows = [tuple(asdict(contact)[column.name] for column in diary.CONTACTS) for contact in contacts]
    return from_store(rows, diary.CONTACTS, ())


def _stored(connection: Connection, table: diary.Table, patients: list[str]) -> pd.DataFrame:
    """The rows of these patients, who lie next to each other in order; all rows of a table that is not about any."""
    target = DIARY_TABLES[table.name]
    statement = select(*(target.c[column.name] for column in table))
    statement = statement.order_by(*(target.c[name] for name in table.identity))
    if table.is_about_patients:
        whose = target.c.patient_id
        statement = statement.where(is_of(whose, patients))
        # Rows lie by patient: of a range an engine reads no more than it needs.
        statement = statement.where(whose.between(patients[0], patients[-1])) if patients else statement
    return from_store([tuple(row) for row in connection.execute(statement)], table, ())


def _about(records: Records, now: datetime) -> dict[str, Any]:
    """What export.json says. The rows stay those of the platform they came from, where there is only one."""
    return {
        "exported_at": _data_time(records).isoformat(timespec="seconds"),
        "written_at": now.isoformat(timespec="seconds"),
        "written_by": PROGRAM,
        **_seen_until(records),
        "scope": "whole" if records.patients is None else "changes",
        **_source(records),
        **_unread(records),
    }


def _seen_until(records: Records) -> dict[str, object]:
    """Until when each diary is known that is kept here: what comes by export is known until `exported_at` only."""
    days = {patient: day.isoformat() for patient, day in sorted(records.seen.items()) if day != records.as_of}
    return {"seen_until": days} if days else {}


def _unread(records: Records) -> dict[str, object]:
    """What imports could not read: without it the days would come back as if it had been nothing."""
    with records.connect() as connection:
        found = unread(connection, records.patients)
    return {"unread": found} if found else {}


def _source(records: Records) -> dict[str, str]:
    with records.connect() as connection:
        query = select(IMPORT_BATCHES.c.source).where(IMPORT_BATCHES.c.clinic_export).distinct()
        named = [source for source in connection.execute(query).scalars() if source]
    if not named:
        return {}
    return {"source": named[0] if len(named) == 1 else PROGRAM}


def _data_time(records: Records) -> datetime:
    """When the newest export in the store was made, if that is what its as-of date comes from; else the day's end."""
    with records.connect() as connection:
        times = select(IMPORT_BATCHES.c.exported_at).where(IMPORT_BATCHES.c.exported_at.is_not(None))
        known = [moment for moment in connection.execute(times).scalars() if moment.date() == records.as_of]
    return max(known, default=datetime.combine(records.as_of, time(23, 59, 59)))
