"""Contacts: who reached out to a patient about the diary, when and how, and until when the patient has time to answer.

Rows that people write here, kept apart from the snapshots, which only imports write. Nothing is ever removed: a
contact that was taken back keeps its row with the time at which it was. Contacts that came with an import lie in the
snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from analysis import diary
from analysis.querying import schema
from analysis.querying.parameters import is_of
from analysis.store.written import Written, WrittenFile

CHANNELS = diary.CONTACTS.column("channel").choices

METADATA = MetaData()

CONTACTS = Table(
    "contacts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("patient_id", Text, nullable=False, index=True),
    Column("contacted_on", Date, nullable=False),
    Column("by", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("note", Text),
    Column("waiting_until", Date),
    Column("recorded_at", DateTime, nullable=False),
    Column("undone_at", DateTime),
)


@dataclass(frozen=True)
class Contact:
    """A contact with a patient. `waiting_until`: the last day on which the patient is left in peace, if any."""

    patient_id: str
    contacted_on: date
    by: str
    channel: str
    note: str | None = None
    waiting_until: date | None = None
    recorded_at: datetime | None = None
    number: int | None = None

    def __post_init__(self) -> None:
        if self.channel not in CHANNELS:
            raise ValueError(f"channel must be one of {', '.join(CHANNELS)}")
        if self.waiting_until is not None and self.waiting_until < self.contacted_on:
            raise ValueError("waiting_until lies before the contact")


class Contacts:
    """The contacts of a store, in one SQLite file or in a table of a server."""

    def __init__(self, place: Path | Written) -> None:
        """The contacts in the file at a path, made when the first one is written, or in what is `Written`."""
        self._file: Written = WrittenFile(place, METADATA) if isinstance(place, Path) else place

    def add(self, contact: Contact, at: datetime) -> int:
        """The number of the contact, written as recorded at `at`."""
        row = {name: value for name, value in asdict(contact).items() if name != "number"} | {"recorded_at": at}
        with self._file.begin() as connection:
            (number,) = connection.execute(insert(CONTACTS).values(row)).inserted_primary_key or (0,)
            return int(number)

    def undo(self, number: int, patient: str, at: datetime) -> None:
        """Take a contact with this patient back; the row stays, marked. Nothing where the contact is of another."""
        of_patient = (CONTACTS.c.number == number, CONTACTS.c.patient_id == patient)
        with self._file.begin() as connection:
            connection.execute(update(CONTACTS).where(*of_patient).values(undone_at=at))

    def erase(self, patient: str, change: Connection | None = None) -> int:
        """How many contacts with a patient were removed, of which nothing is left in the file.

        On a server within the transaction of `change`, by which the patient's other rows go; a file has its own.
        """
        if not self._file.exists():
            return 0
        with self._file.begin_within(change) if change is not None else self._file.begin() as connection:
            removed = connection.execute(delete(CONTACTS).where(CONTACTS.c.patient_id == patient)).rowcount
        self._file.forget_removed()
        return removed

    def replace_with(self, others: Contacts) -> None:
        """Have the file hold the contacts of another one and no more, in one step; they may have none."""
        rows = others._rows() if others.file.exists() else []
        others.file.close()
        if not rows and not self._file.exists():
            return
        with self._file.begin() as connection:
            connection.execute(delete(CONTACTS))
            if rows:
                connection.execute(insert(CONTACTS), rows)

    def _rows(self) -> list[dict[str, Any]]:
        with self._file.connect() as connection:
            return [dict(row) for row in connection.execute(select(CONTACTS)).mappings()]

    @property
    def file(self) -> Written:
        """What holds the contacts."""
        return self._file

    def ever_recorded(self) -> set[tuple[str, datetime | None]]:
        """Patient and time of every contact that was ever recorded here, taken back or not."""
        if not self._file.exists():
            return set()
        with self._file.connect() as connection:
            found = connection.execute(select(CONTACTS.c.patient_id, CONTACTS.c.recorded_at))
            return {(row.patient_id, row.recorded_at) for row in found}

    def all(self, patients: Sequence[str] | None = None) -> list[Contact]:
        """The contacts that were not taken back, oldest first, of these patients (None: everyone)."""
        if not self._file.exists():
            return []
        columns = [CONTACTS.c[field.name] for field in fields(Contact)]
        statement = select(*columns).where(CONTACTS.c.undone_at.is_(None))
        with self._file.connect() as connection:
            found = connection.execute(statement.order_by(CONTACTS.c.contacted_on, CONTACTS.c.number))
            contacts = [Contact(*row) for row in found]
        return contacts if patients is None else [one for one in contacts if one.patient_id in set(patients)]


def imported_contacts(connection: Connection, patients: Sequence[str] | None = None) -> list[Contact]:
    """The contacts that imports brought, of these patients (None: everyone), oldest first; they have no number."""
    columns = [schema.CONTACTS.c[column.name] for column in diary.CONTACTS]
    statement = select(*columns).order_by(schema.CONTACTS.c.contacted_on, schema.CONTACTS.c.recorded_at)
    if patients is not None:
        statement = statement.where(is_of(schema.CONTACTS.c.patient_id, patients))
    return [Contact(**row) for row in connection.execute(statement).mappings()]
