"""An import: exports read, checked, merged and written down as one batch, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from analysis import settings
from analysis.errors import UnreadableFile
from analysis.formats import AUTO, read_exports
from analysis.formats.mapping import DEFAULT_TIMEZONE, mapping_at
from analysis.formats.reading import Export, Options
from analysis.importing import log, questions, remarks_of_patients, undoing
from analysis.importing.arrival import Arrival
from analysis.importing.erased import leave_out
from analysis.importing.ordering import keep_in_order
from analysis.importing.report import ImportReport
from analysis.querying.schema import PATIENTS
from analysis.store import erasing

Progress = Callable[[str, float], None]
"""Told the file at work and how much of the import is done, 0 to 1."""


def import_exports(
    connection: Connection,
    paths: Iterable[Path],
    *,
    format: str = AUTO,
    patient: str | None = None,
    date_order: str | None = None,
    by: str,
    now: datetime,
    lock_days: int | None = None,
    timezone: str = DEFAULT_TIMEZONE,
    changes: bool = False,
    recorded_until: date | None = None,
    mapping: Path | None = None,
    new_patient: bool = False,
    readmit: Collection[str] = (),
    accept_removals: bool = False,
    accept_changed_identity: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """The report of one import: folders, archives and loose files, read, checked and merged with the store.

    Everything happens in the caller's transaction; rolled back, nothing has happened. `patient` is whose diary a
    foreign format holds, `date_order` is `day-first` or `month-first` where its file cannot tell, `lock_days` is the
    clinic's setting, else the shipped one, `timezone` where it is. `changes` says that folders and archives hold
    changes only, `recorded_until` until when a diary of attacks was kept; `mapping` is a file that says which column is
    what. Rows of patients who were erased are left out, but for those of `readmit`.

    Raises UnreadableFile when any file cannot be read at all or lacks a required column, or when a foreign diary comes
    without its patient or date order; ImportQuestion when an export shrank much and not `accept_removals`, a known
    pseudonym came as another person and not `accept_changed_identity`, or `patient` is nobody in the store and not
    `new_patient`.
    """
    tell = progress or _tell_nobody
    tell("", 0.0)
    if recorded_until and recorded_until > now.date():
        raise UnreadableFile(f"The diary cannot have been kept until {recorded_until}, which has not come yet.")
    told = mapping_at(mapping) if mapping else None
    options = Options(patient, date_order, changes, recorded_until, told, timezone)
    for again in readmit:
        erasing.readmit(connection, again)
    exports = leave_out(read_exports([Path(path) for path in paths], format, options), connection)
    _refuse_several_sources(exports)
    batch = log.next_batch(connection)
    lock = settings.shipped().lock_days if lock_days is None else lock_days
    with undoing.remembered(connection, batch):
        arrivals, report = _merged(connection, exports, batch, now, lock, tell)
    if report.changed:
        keep_in_order(connection)
    questions.ask(
        report,
        accept_removals=accept_removals,
        accept_changed_identity=accept_changed_identity,
        new_patient=new_patient,
    )
    wholes = [arrival.scope for arrival in arrivals if arrival.scope.speaks and arrival.scope.moment]
    log.write(connection, report, exports, wholes, by, now)
    remarks_of_patients.supersede_sent_again(connection, batch)
    tell("", 1.0)
    return report


def _merged(
    connection: Connection, exports: Sequence[Export], batch: int, now: datetime, lock_days: int, tell: Progress
) -> tuple[list[Arrival], ImportReport]:
    """The exports merged with the store, and the report of it."""
    known = _pseudonyms(connection)
    arrivals = [Arrival(connection, export, batch, now, lock_days) for export in exports]
    merges = [(reading, arrival) for arrival in arrivals for reading in arrival.export.readings]
    files = []
    for done, (reading, arrival) in enumerate(merges, start=1):
        tell(reading.file, done / (len(merges) + 1))
        files.append(arrival.merged(reading))
        if reading is arrival.export.readings[-1]:
            files += arrival.left_out()
            arrival.tell_on()
    ignored = tuple(name for export in exports for name in export.ignored)
    shrunk = tuple(one for arrival in arrivals for one in arrival.shrinkages)
    other_people = sum(arrival.other_people for arrival in arrivals)
    created = tuple(sorted(_pseudonyms(connection) - known))
    return arrivals, ImportReport(tuple(files), _as_of(arrivals), batch, ignored, shrunk, other_people, created)


def _pseudonyms(connection: Connection) -> set[str]:
    return set(connection.execute(select(PATIENTS.c.patient_id)).scalars())


def _refuse_several_sources(exports: tuple[Export, ...]) -> None:
    """Refuses exports of several platforms at once: each has its own history."""
    named = sorted({export.source for export in exports if export.clinic and export.source})
    if len(named) > 1:
        raise UnreadableFile(
            f"These are exports of several sources ({', '.join(named)}); import them one by one.",
            "several-sources",
            sources=", ".join(named),
        )


def _as_of(arrivals: list[Arrival]) -> date | None:
    """The latest day that an export of the clinic speaks for, or a foreign diary where there is none of the clinic."""
    clinic = [arrival for arrival in arrivals if arrival.export.clinic]
    return max((arrival.as_of for arrival in clinic or arrivals if arrival.as_of), default=None)


def _tell_nobody(file: str, done: float) -> None:
    """Progress that nobody asked for."""
