"""The one door to identifiable data: it knows who asks, and writes the access log before anything is shown.

Every page, command and export reads through `Door.enter`; nothing else hands out a connection to patients' rows.
For now the visitor is the local user, who may see every care unit.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.diary import FIRST_DATE
from analysis.drugs import explained_names
from analysis.drugs.explained_names import Meaning
from analysis.errors import DeclarationRefused, NoData, UnknownPatient
from analysis.querying.schema import PATIENTS
from analysis.records import declared_periods
from analysis.records.declared_periods import DeclaredPeriod
from analysis.records.excluded_periods import ExcludedPeriod, exclude, withdraw
from analysis.records.kept import Kept, kept
from analysis.settings import Settings
from analysis.store.access_log import Access, AccessLog
from analysis.store.contacts import Contact, Contacts, imported_contacts
from analysis.store.snapshots import Snapshot, Store

DECLARED = "declared period"
"""The place of a declaration in the access log."""


class Action(StrEnum):
    """What is done with a patient's data (LOG-3)."""

    READ = "read"
    LISTED = "listed"
    CHANGED = "changed"
    EXPORTED = "exported"
    IMPORTED = "imported"


@dataclass(frozen=True)
class Visitor:
    """Who asks: a user's name and the care units they act for (None: all)."""

    user: str
    care_units: tuple[str, ...] | None = None

    @classmethod
    def local(cls) -> Visitor:
        """The person at this machine."""
        return cls(getpass.getuser())

    @property
    def units(self) -> str:
        """The care units as the log writes them."""
        return "*" if self.care_units is None else " ".join(self.care_units)


@dataclass(frozen=True)
class Records:
    """What the door let through: one snapshot, and the patients in whose name it was entered (None: everyone)."""

    snapshot: Snapshot
    settings: Settings
    patients: tuple[str, ...] | None

    def connect(self) -> Connection:
        """A connection of the caller's own, to be closed."""
        return self.snapshot.connect()

    def basis(self, as_of: date | None = None) -> Basis:
        """These patients by the settings in force, as of the end of the data unless an earlier day is asked for.

        Raises NoData as `day` does.
        """
        return Basis(self.day(as_of), self.settings, self.patients)

    @property
    def as_of(self) -> date:
        """The end of the data. Raises NoData when the store holds no dated row."""
        end = self.snapshot.as_of()
        if end is None:
            raise NoData("The store holds patients but no diary day yet: import a diary first.")
        return end

    def day(self, asked: date | None = None) -> date:
        """The as-of date: the end of the data unless an earlier day is asked for.

        Raises NoData for a later one: days after the end of the data are not empty, nothing is known of them; and for
        one before any that a diary may have.
        """
        end = self.as_of
        if asked is not None and asked < FIRST_DATE:
            raise NoData(f"No diary reaches back to {asked}; choose a day from {FIRST_DATE} on.")
        if asked is not None and asked > end:
            raise NoData(f"The data end on {end}; choose that day or an earlier one.")
        return asked or end


class Door:
    """The one way in, for one visitor."""

    def __init__(self, store: Store, visitor: Visitor) -> None:
        """The door of `store` for `visitor`."""
        self._store = store
        self._log = AccessLog(store.access_log_path)
        self._contacts = Contacts(store.contacts_path)
        self.visitor = visitor

    def enter(self, action: Action, place: str, patients: Sequence[str] | None = None) -> Records:
        """The records of `patients` (None: everyone the visitor may see), after the log has been written.

        `place` is the page or command. Raises UnknownPatient for a pseudonym that is not in the store.
        """
        snapshot = self._store.snapshot()
        known = _pseudonyms(snapshot)
        for patient in patients or ():
            if patient not in known:
                raise UnknownPatient(f"There is no patient {patient!r} in the store.")
        self._write(action, place, known if patients is None else list(patients))
        return Records(snapshot, self._store.settings(), None if patients is None else tuple(patients))

    @contextmanager
    def importing(self, *, keep: bool = True) -> Iterator[Connection]:
        """A connection to write an import through, published as a whole at the end; see `Store.writing`."""
        self._write(Action.IMPORTED, "import", [None])
        with self._store.writing(self.visitor.user, keep=keep) as connection:
            yield connection

    @contextmanager
    def changing(self, place: str, patients: Sequence[str | None] = (None,)) -> Iterator[Connection]:
        """A connection to change what people write in this program, published as a whole at the end; logged first."""
        self._write(Action.CHANGED, place, patients)
        with self._store.writing(self.visitor.user) as connection:
            yield connection

    def exclude(self, period: ExcludedPeriod) -> None:
        """Sets a period of a patient aside. Raises UnknownPatient as `enter` does."""
        self._require(period.patient_id)
        with self.changing("excluded period", [period.patient_id]) as connection:
            exclude(connection, period)

    def withdraw(self, period: ExcludedPeriod) -> None:
        """Takes an excluded period back. Raises UnknownPatient as `enter` does."""
        self._require(period.patient_id)
        with self.changing("excluded period", [period.patient_id]) as connection:
            withdraw(connection, period, now())

    def declare(self, period: DeclaredPeriod) -> None:
        """Declares the diary of attacks of a patient complete for a period.

        Raises UnknownPatient as `enter` does; DeclarationRefused where no source records attacks only, and for days
        after the end of the data.
        """
        records = self.enter(Action.CHANGED, DECLARED, [period.patient_id])
        with records.connect() as connection:
            found = kept(connection, [period.patient_id]).get(period.patient_id, Kept())
        if not found.has_attacks_only:
            raise DeclarationRefused("No source of this diary records attacks only; its empty days are not known.")
        if period.ends_on > records.as_of:
            raise DeclarationRefused(f"The data end on {records.as_of}; later days cannot be declared.")
        with self.changing(DECLARED, [period.patient_id]) as connection:
            declared_periods.declare(connection, period)

    def withdraw_declared(self, patient: str, first: date, last: date) -> None:
        """Takes back what was declared of exactly this period.

        Raises UnknownPatient as `enter` does; DeclarationRefused where nothing was.
        """
        self._require(patient)
        with self.changing(DECLARED, [patient]) as connection:
            found = declared_periods.declared_periods(connection, [patient]).get(patient, ())
            same = [one for one in found if (one.starts_on, one.ends_on) == (first, last)]
            if not same:
                raise DeclarationRefused(f"Nothing is declared from {first} to {last}.")
            for one in same:
                declared_periods.withdraw(connection, one, now())

    def explain_drug(self, name: str, substance: str) -> None:
        """Remembers what a written drug name means. Raises ValueError for a substance that the catalogue lacks."""
        with self.changing("drug names") as connection:
            explained_names.explain(connection, Meaning(name, substance, self.visitor.user, now()))

    def forget_drug(self, name: str) -> None:
        """Forgets what a written drug name was said to mean."""
        with self.changing("drug names") as connection:
            explained_names.forget(connection, name)

    def record_contact(self, contact: Contact) -> int:
        """The number of a contact with a patient, logged and written. Raises UnknownPatient as `enter` does."""
        self.enter(Action.CHANGED, "contact", [contact.patient_id])
        return self._contacts.add(contact, now())

    def undo_contact(self, patient: str, number: int) -> None:
        """Take back a contact of this patient; raises UnknownPatient as `enter` does."""
        self.enter(Action.CHANGED, "contact", [patient])
        self._contacts.undo(number, now())

    def contacts(self, records: Records) -> list[Contact]:
        """The contacts with the patients that `records` were entered for, oldest first: made here, or imported.

        An imported one that was made here is told once, and not at all when it was taken back here.
        """
        with records.connect() as connection:
            brought = imported_contacts(connection, records.patients)
        known = self._contacts.ever_recorded()
        others = [one for one in brought if (one.patient_id, one.recorded_at) not in known]
        return sorted([*self._contacts.all(records.patients), *others], key=lambda one: one.contacted_on)

    def accesses(self, patient: str | None = None) -> list[Access]:
        """The access log, of one patient when given."""
        return self._log.read(patient)

    def snapshot_name(self) -> str:
        """The name of the newest snapshot, which says nothing of any patient: a key for what is kept of it."""
        return self._store.snapshot().name

    def _require(self, patient: str) -> None:
        if patient not in _pseudonyms(self._store.snapshot()):
            raise UnknownPatient(f"There is no patient {patient!r} in the store.")

    def _write(self, action: Action, place: str, patients: Sequence[str | None]) -> None:
        if patients:
            self._log.write(self.visitor.user, self.visitor.units, action, place, patients)


def now() -> datetime:
    """The local wall clock, to the second: as precise as an export writes it."""
    return datetime.now().replace(microsecond=0)


def _pseudonyms(snapshot: Snapshot) -> list[str]:
    with snapshot.connect() as connection:
        return list(connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars())
