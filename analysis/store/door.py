"""The one door to identifiable data: it knows who asks, and writes the access log before anything is shown.

Every page, command and export reads through `Door.enter`; nothing else hands out a connection to patients' rows.
A visitor sees the patients of their care units, as far as their role goes; others are not there for them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from analysis.basis import Basis
from analysis.diary import FIRST_DATE
from analysis.drugs import explained_names
from analysis.drugs.explained_names import Meaning
from analysis.errors import DeclarationRefused, NoData, NotAllowed, StoreProblem, UnknownPatient
from analysis.querying.parameters import is_of
from analysis.querying.schema import IMPORT_BATCHES, METADATA, PATIENTS, STORE_INFO
from analysis.records import declared_periods
from analysis.records.declared_periods import DeclaredPeriod
from analysis.records.excluded_periods import ExcludedPeriod, exclude, withdraw
from analysis.records.kept import Kept, kept
from analysis.settings import Settings
from analysis.store import backup, clock, erasing, living, own_days
from analysis.store.access_log import LONGEST_TEXT, REMOVED, Access, AccessLog, Wanted, Who
from analysis.store.causes import cause_of
from analysis.store.contacts import Contact, imported_contacts
from analysis.store.heads import LOG_HEAD, Head
from analysis.store.mappings import SavedMapping, save_mapping, saved_mappings
from analysis.store.narrowing import Circle
from analysis.store.own_days import OwnDay
from analysis.store.pointer import REPAIR
from analysis.store.protocol import ClinicState, ClinicStore
from analysis.store.roles import AGGREGATE_PLACES, EVERY_RIGHT, RIGHTS, Right, Role

DECLARED = "declared period"
"""The place of a declaration in the access log."""
OWN_DIARY = "own diary"
"""The place of what patients fill in themselves in the access log."""
LOCAL = "local account"
"""The role of who uses the command line, or a dashboard that only this machine can open."""
_READ_ONCE = ("living", "seen", "_together", "_whose")
"""What `Records` reads once, whatever the settings."""
MOST_NAMED = 20
"""Patients asked for by name that get an entry each; more are one entry with a list."""
LOG = "access log"


class Action(StrEnum):
    """What is done with a patient's data (LOG-3)."""

    READ = "read"
    LISTED = "listed"
    SEARCHED = "searched"
    COPIED = "copied"
    PRINTED = "printed"
    CHANGED = "changed"
    EXPORTED = "exported"
    IMPORTED = "imported"
    TRIED = "tried"
    """An import of which nothing was kept."""
    ERASED = "erased"
    CHECKED = "checked"
    """The log was looked through: what came of a random sample (LOG-5)."""
    REMOVED = REMOVED
    """What is older than the log has to be kept for was removed from it."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Visitor:
    """Who asks: a user's name, the care units they act for (None: all), in which role, and why where it was asked.

    `own` is the pseudonym of a patient who asks for their own diary.
    """

    user: str
    care_units: tuple[str, ...] | None = None
    role: str | None = None
    purpose: str | None = None
    own: str | None = None

    @classmethod
    def local(cls, purpose: str | None = None) -> Visitor:
        """The person at this machine, as the operating system knows them, whatever the environment says."""
        return cls(account(), role=LOCAL, purpose=purpose)

    @property
    def rights(self) -> Right:
        """What the visitor may do; everything but a diary of their own where they have no role at the clinic."""
        return EVERY_RIGHT if self.role in (None, LOCAL) else RIGHTS[Role(self.role)]

    @property
    def is_limited(self) -> bool:
        """Whether there may be patients whom they do not see."""
        return self.care_units is not None or self.own is not None

    @property
    def sees_everyone(self) -> bool:
        """Whether they may see what belongs to no one patient in particular: rejected rows, names of drugs."""
        return Right.PATIENTS in self.rights and not self.is_limited

    @property
    def who(self) -> Who:
        """The visitor as the log writes them."""
        return Who(self.user, self.units, self.role, self.purpose)

    @property
    def units(self) -> str:
        """The care units as the log writes them."""
        return "*" if self.care_units is None else " ".join(self.care_units)


@dataclass(frozen=True)
class Records:
    """What the door let through: one snapshot, and the patients in whose name it was entered (None: everyone).

    `circle` are the care units and the pseudonym that the visitor is limited to; None where they see everyone. `today`
    is the day that the door says it is: as of it those are seen who keep their diary here (None: nobody is).
    """

    snapshot: ClinicState
    settings: Settings
    patients: tuple[str, ...] | None
    circle: Circle | None = None
    today: date | None = None

    @cached_property
    def living(self) -> frozenset[str]:
        """Those of these patients whose diary is kept here, so that they are seen as of today."""
        if self.today is None:
            return frozenset()
        everyone = living.kept_here(self.snapshot)
        here = everyone.writers.intersection(self._whose)
        if not everyone.is_kept_here:
            return here
        with self.connect() as connection:
            return here | living.without_an_entry(connection, self.patients)

    @cached_property
    def seen(self) -> dict[str, date]:
        """As of which day those are seen who are not seen as of the end of the export: today, where it is kept here."""
        end = self.snapshot.as_of()
        brought = living.brought_until(self.snapshot)
        later = {
            one: day
            for one in (self._whose if brought else ())
            if (day := brought.get(one)) and day > (end or date.min)
        }
        return later | {patient: self.today for patient in self.living if self.today}

    @cached_property
    def _together(self) -> date | None:
        """The day as of which all of these patients are seen, where it is not the end of the export."""
        days = set(self.seen.values())
        return days.pop() if len(days) == 1 and set(self._whose) <= set(self.seen) else None

    def together(self) -> Records:
        """The same records, to be counted together: as of today where everyone who is a patient still is seen so.

        Who left by the end of the export stands in the way of nothing: their later days are outside as of any day.
        """
        days, by_export = set(self.seen.values()), set(self._whose) - set(self.seen)
        if len(days) != 1 or not by_export <= self._left:
            return self
        return self.knowing({**self.read_once(), "_together": days.pop()})

    @property
    def _left(self) -> set[str]:
        """Those of these patients who left by the end of the export."""
        end = self.snapshot.as_of()
        with self.connect() as connection:
            return set() if end is None else living.left_by(connection, end)

    @cached_property
    def _whose(self) -> tuple[str, ...]:
        """These patients by name, those who are in the store and the circle."""
        statement = select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)
        if self.patients is not None:
            statement = statement.where(is_of(PATIENTS.c.patient_id, self.patients))
        with self.connect() as connection:
            found = connection.execute(statement).scalars().all()
        known = set(found)
        return tuple(found if self.patients is None else (one for one in self.patients if one in known))

    def parts(self, as_of: date | None = None) -> tuple[Records, ...]:
        """These records by the day as of which they are seen: of those by export, then of those who keep theirs here.

        All in one where they are seen as of the same day, or as of an earlier one that is asked for.
        """
        if as_of is not None or not self.seen or self._together:
            return (self,)
        by_day: dict[date | None, list[str]] = {}
        for patient in self._whose:
            by_day.setdefault(self.seen.get(patient), []).append(patient)
        days = sorted(by_day, key=lambda day: day or date.min)
        return tuple(replace(self, patients=tuple(by_day[day])) for day in days)

    def of(self, patient: str) -> Records:
        """The same of one patient."""
        return replace(self, patients=(patient,))

    def connect(self) -> Connection:
        """A connection of the caller's own, to be closed; it holds no row of a patient outside the circle."""
        return self.snapshot.connect(self.circle)

    def under(self, settings: Settings) -> Records:
        """The same records by other settings; what was read already of who is seen when, no setting changes."""
        return replace(self, settings=settings).knowing(
            {one: vars(self)[one] for one in _READ_ONCE if one in vars(self)}
        )

    def read_once(self) -> dict[str, object]:
        """Who of these patients is seen when: it is read, for records of the same identity to know (`knowing`)."""
        return {name: getattr(self, name) for name in _READ_ONCE}

    def among(self, others: Records) -> Records:
        """The same records, of whose patients each is one of `others`: who is seen when, those have read."""
        if self.patients is None or (self.snapshot.key, self.circle, self.today) != (
            others.snapshot.key,
            others.circle,
            others.today,
        ):
            return self
        mine = self.patients
        seen = {patient: others.seen[patient] for patient in mine if patient in others.seen}
        return self.knowing({"living": others.living.intersection(mine), "seen": seen, "_whose": mine})

    def knowing(self, read: Mapping[str, object]) -> Records:
        """The same records, which need not read again what others of the same identity have read."""
        found = replace(self)
        vars(found).update(read)
        return found

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells these records from any others, by which what was computed of them may be kept."""
        return self.snapshot.key, self.settings, self.patients, self.circle, self.today

    def basis(self, as_of: date | None = None) -> Basis:
        """These patients by the settings in force, as of the end of the data unless an earlier day is asked for.

        Raises NoData as `day` does.
        """
        return Basis(self.day(as_of), self.settings, self.patients, self.snapshot.is_gathered)

    @property
    def as_of(self) -> date:
        """The end of the data: that of the export, or the day as of which each of these patients is seen (`seen`).

        Raises NoData when the store holds no dated row.
        """
        end = self._together or self.snapshot.as_of()
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


@dataclass(frozen=True)
class Entered:
    """What the door let through, by name: for another process of the same command, which need not be logged again."""

    ticket: str
    settings: Settings
    patients: tuple[str, ...] | None
    circle: Circle | None = None
    today: date | None = None

    @classmethod
    def of(cls, records: Records) -> Entered:
        """These records by name."""
        return cls(records.snapshot.ticket, records.settings, records.patients, records.circle, records.today)

    def reopened(self, store: ClinicStore) -> Records:
        """The records in this process. Raises StoreBusy when others were imported and these cannot be read any more."""
        return Records(store.again(self.ticket), self.settings, self.patients, self.circle, self.today)


class Door:
    """The one way in, for one visitor."""

    def __init__(self, store: ClinicStore, visitor: Visitor) -> None:
        """The door of `store` for `visitor`."""
        self._store = store
        self._contacts = store.contacts()
        self.visitor = visitor

    @cached_property
    def _log(self) -> AccessLog:
        """The log, whose heads are kept where the settings say."""
        return self._store.access_log()

    def enter(self, action: Action, place: str, patients: Sequence[str] | None = None) -> Records:
        """The records of `patients` (None: everyone the visitor may see), after the log has been written.

        `place` is the page or command. Raises UnknownPatient for a pseudonym that is not in the store or not of the
        visitor's care units, and NotAllowed for what their role may not see; the log keeps both as refused.
        """
        self._allow(place, patients)
        snapshot = self._store.snapshot()
        known = self._visible(snapshot, patients)
        self._refuse_unknown(place, patients or (), known)
        if patients is None or len(patients) > MOST_NAMED or (action is Action.LISTED and patients):
            self._log.write(self.visitor.who, action, place, [None], listed=known if patients is None else patients)
        else:
            self._write(action, place, patients)
        seen = tuple(known) if patients is None and self.visitor.is_limited else patients
        circle = (self.visitor.care_units, self.visitor.own) if self.visitor.is_limited else None
        whose = None if seen is None else tuple(seen)
        found = Records(snapshot, self._store.settings(), whose, circle, clock.today())
        return found.knowing({"_whose": tuple(known) if whose is None else whose})

    @contextmanager
    def importing(self, *, keep: bool = True, patient: str | None = None) -> Iterator[Connection]:
        """A connection to write an import through, published as a whole at the end; see `Store.writing`.

        One of which nothing is kept is none, and the log says so. `patient` is whose diary it is, where it is one
        patient's: whoever does not see every patient imports no other. Raises NotAllowed.
        """
        self._require_right(Right.IMPORT, "import")
        if self.visitor.is_limited and Right.LOG not in self.visitor.rights and patient is None:
            self._refuse("import")
        if self.visitor.is_limited and patient is not None and self._is_of_others(patient):
            self._refuse_unknown("import", [patient], ())
        self._write(Action.IMPORTED if keep else Action.TRIED, "import", [None])
        with self._store.writing(self.visitor.user, keep=keep) as connection:
            before = _newest_batch(connection)
            yield connection
            if self.visitor.is_limited and patient is not None:
                self._refuse_rows_of_others(connection, patient, before)
            self._remember_head(connection)

    def _refuse_rows_of_others(self, connection: Connection, patient: str, before: int) -> None:
        """Refuses what imports after `before` brought, changed or set aside of anybody but this patient."""
        for table in (one for one in METADATA.sorted_tables if {"patient_id", "batch"} <= set(one.columns.keys())):
            batch = table.c.get("set_aside_in", table.c.batch)
            others = select(table.c.patient_id).where(batch > before, table.c.patient_id != patient).limit(1)
            if connection.execute(others).first() is not None:
                self._refuse("import")

    @contextmanager
    def changing(
        self, place: str, patients: Sequence[str | None] = (None,), *, forget_older: bool = False
    ) -> Iterator[Connection]:
        """A connection to change what people write in this program, published as a whole at the end; logged first.

        Raises NotAllowed where the visitor may neither see patients nor import.
        """
        self._require_right(Right.PATIENTS | Right.IMPORT, place)
        self._write(Action.ERASED if forget_older else Action.CHANGED, place, patients)
        with self._store.writing(self.visitor.user, forget_older=forget_older) as connection:
            yield connection
            self._remember_head(connection)

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

    def fill_in(self, day: OwnDay, arrived: datetime) -> bool:
        """Whether a day of the visitor's own diary says something new, and is kept so; `arrived` is the clinic's clock.

        Once it returns, the entry is on the disk. Raises EntryRefused as `own_days.fill_in` does, UnknownPatient for
        the day of somebody else, and NotAllowed for whoever keeps no diary of their own.
        """
        self._require_right(Right.OWN_DIARY, OWN_DIARY)
        records = self.enter(Action.CHANGED, OWN_DIARY, [day.patient_id])
        with records.connect() as connection:
            own_days.refuse_impossible(day)
            own_days.refuse_outside(connection, day, arrived.date(), records.settings)
            before = own_days.newest_version(connection, day.patient_id, day.date)
        if before is not None and before.is_the_same(day):
            return False
        with self._store.writing(self.visitor.user) as connection:
            is_new = own_days.fill_in(connection, day, arrived, records.settings)
            self._remember_head(connection)
        return is_new

    def explain_drug(self, name: str, substance: str) -> None:
        """Remembers what a written drug name means. Raises ValueError for a substance that the catalogue lacks."""
        with self.changing("drug names") as connection:
            explained_names.explain(connection, Meaning(name, substance, self.visitor.user, now()))

    def forget_drug(self, name: str) -> None:
        """Forgets what a written drug name was said to mean."""
        with self.changing("drug names") as connection:
            explained_names.forget(connection, name)

    def mappings(self) -> list[SavedMapping]:
        """The mappings that were saved, by name; they say nothing of any patient. None while the store is empty."""
        if self._store.is_empty():
            return []
        with self._store.snapshot().connect() as connection:
            return saved_mappings(connection)

    def save_mapping(self, mapping: SavedMapping) -> None:
        """Saves a mapping under its name, logged."""
        with self.changing("mapping") as connection:
            save_mapping(connection, mapping)

    def record_contact(self, contact: Contact) -> int:
        """The number of a contact with a patient, logged and written. Raises UnknownPatient as `enter` does."""
        self.enter(Action.CHANGED, "contact", [contact.patient_id])
        return self._contacts.add(contact, now())

    def undo_contact(self, patient: str, number: int) -> None:
        """Take back a contact of this patient; raises UnknownPatient as `enter` does."""
        self.enter(Action.CHANGED, "contact", [patient])
        self._contacts.undo(number, patient, now())

    def erase(self, patient: str) -> int:
        """How many rows of a patient were removed: of the data and what imports kept of it, and of contacts.

        No older snapshot is left, nor a store that a restore kept aside; the access log stays, as the law asks. Raises
        UnknownPatient where nothing was there.
        """
        self._require_right(Right.LOG, "erase")
        with self.changing("erase", [patient], forget_older=True) as connection:
            removed = erasing.erase(connection, patient) + self._contacts.erase(patient, connection)
            if not removed:
                raise UnknownPatient(f"There is no patient {patient[:LONGEST_TEXT]!r} in the store.")
            erasing.remember_erased(connection, patient, now())
        self._store.forget_kept_aside()
        return removed

    def back_up(self, out: Path) -> Head:
        """The head of the log, once a backup of everything is in the file `out`. Raises as `backup.back_up` does."""
        self._require_right(Right.LOG, "backup")
        files = self._store.in_files()
        known = [] if files.is_empty() else _pseudonyms(files.snapshot())
        self._log.write(self.visitor.who, Action.EXPORTED, "backup", [None], listed=known)
        backup.back_up(files, out, self.visitor.user, now())
        return self._log.head()

    def restore(self, file: Path) -> Path | None:
        """The folder that keeps what was there, once the store holds a backup. Raises as `backup.restore` does.

        Where there is no access log yet that of the backup goes on, so it is written afterwards.
        """
        self._require_right(Right.LOG, "restore")
        files = self._store.in_files()
        has_log = files.access_log_path.exists()
        if has_log:
            self._write(Action.CHANGED, "restore", [None])
        aside = backup.restore(files, file, self.visitor.user, now())
        if not has_log:
            self._write(Action.CHANGED, "restore", [None])
        return aside

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
        """The access log, of one patient when given, lists that held them among it; that it was read is logged too."""
        self._require_right(Right.LOG, LOG)
        found = self._log.read(Wanted(patient))
        self._write(Action.READ, LOG, [patient])
        return found

    def search_log(self, wanted: Wanted, newest: int) -> tuple[list[Access], int]:
        """The `newest` so many entries wanted, in the order written, and how many there are; the search is logged."""
        self._require_right(Right.LOG, LOG)
        found, every = self._log.read(wanted, newest), self._log.count(wanted)
        self._write(Action.SEARCHED, ", ".join(filter(None, [LOG, str(wanted)])), [wanted.patient])
        return found, every

    def extract_of_log(self, wanted: Wanted) -> list[Access]:
        """Every entry wanted of a patient, to be handed to them (LOG-6); that it was taken out is logged too."""
        self._require_right(Right.LOG, LOG)
        found = self._log.read(wanted)
        self._write(Action.EXPORTED, ", ".join(filter(None, [LOG, str(wanted)])), [wanted.patient])
        return found

    def remove_from_log(self, day: date) -> int:
        """How many entries from before a day were removed, which the log tells. Raises as `AccessLog.remove_before`."""
        self._require_right(Right.LOG, LOG)
        return self._log.remove_before(day, self.visitor.who, LOG, today=now().date())

    def sample_of_log(self, count: int, wanted: Wanted | None = None) -> list[Access]:
        """So many entries of the log (of those `wanted`) drawn at random; which ones is logged too."""
        self._require_right(Right.LOG, LOG)
        found = self._log.sample(count, wanted)
        numbers = " ".join(str(one.number) for one in found)
        self._log.write(self.visitor.who, Action.READ, f"{LOG}, sample of {numbers}", [None])
        return found

    def conclude_check(self, outcome: str) -> None:
        """Records what came of a check of the log. Raises NotAllowed."""
        self._require_right(Right.LOG, LOG)
        self._log.write(replace(self.visitor, purpose=outcome).who, Action.CHECKED, LOG, [None])

    def verify_log(self, *heads: Head) -> Head:
        """The head of a log that is as it was written; raises BrokenLog as `AccessLog.verify` does.

        The heads that snapshots hold are compared beside `heads` and those that are kept as the settings say.
        """
        return self._log.verify(*heads, *_heads_in(self._store))

    def head_of_log(self) -> Head:
        """The number and checksum of the newest entry of the log: to be kept outside."""
        return self._log.head()

    def snapshot_name(self) -> str:
        """The name of the newest snapshot, which says nothing of any patient: a key for what is kept of it."""
        return self._store.snapshot().name

    def _require(self, patient: str) -> None:
        self._allow("change", [patient])
        self._refuse_unknown("change", [patient], self._visible(self._store.snapshot(), [patient]))

    def _allow(self, place: str, patients: Sequence[str] | None) -> None:
        """Refuses what the visitor's role may not see. Of nobody (no patients) anybody may ask."""
        rights = self.visitor.rights
        is_of_groups = patients is None and place in AGGREGATE_PLACES and Right.AGGREGATES in rights
        is_own = bool(patients) and Right.OWN_DIARY in rights
        if not (is_of_groups or is_own or Right.PATIENTS in rights or (patients is not None and not patients)):
            self._refuse(place)

    def _require_right(self, any_of: Right, place: str) -> None:
        if not self.visitor.rights & any_of:
            self._refuse(place)

    def _refuse(self, place: str) -> NoReturn:
        self._write(Action.REFUSED, place, [None])
        raise NotAllowed(f"Your role ({self.visitor.role}) may not do this: {place}.")

    def _visible(self, snapshot: ClinicState, asked: Sequence[str] | None = None) -> list[str]:
        """The pseudonyms of those of the patients asked for (None: all) who are there for the visitor, in order."""
        found = _pseudonyms(snapshot, self.visitor.care_units, asked)
        return [one for one in found if self.visitor.own in (None, one)]

    def _is_of_others(self, patient: str) -> bool:
        """Whether the store holds the patient, but not for this visitor."""
        if self._store.is_empty():
            return False
        snapshot = self._store.snapshot()
        return bool(_pseudonyms(snapshot, asked=[patient])) and not self._visible(snapshot, [patient])

    def _refuse_unknown(self, place: str, patients: Sequence[str], known: Sequence[str]) -> None:
        found = set(known)
        unknown = [patient for patient in patients if patient not in found]
        if unknown:
            self._write(Action.REFUSED, place, unknown[:MOST_NAMED])
            raise UnknownPatient(f"There is no patient {unknown[0][:LONGEST_TEXT]!r} in the store.")

    def _write(self, action: Action, place: str, patients: Sequence[str | None]) -> None:
        if patients:
            self._log.write(self.visitor.who, action, place, patients)

    def _remember_head(self, connection: Connection) -> None:
        """Has the snapshot hold the head of the log, which whoever replaces the log would have to change there too."""
        connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == LOG_HEAD))
        connection.execute(insert(STORE_INFO).values(name=LOG_HEAD, value=str(self._log.head())))


def account() -> str:
    """The account that runs this program, by its number and not by what the environment says."""
    try:
        import pwd
    except ImportError:  # Windows has no such list
        return os.getlogin()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _heads_in(store: ClinicStore) -> list[Head]:
    """The head that the newest snapshot holds; none where there is no snapshot, or an older program wrote it."""
    if store.is_empty():
        return []
    with store.snapshot().connect() as connection:
        told = connection.execute(select(STORE_INFO.c.value).where(STORE_INFO.c.name == LOG_HEAD)).scalar()
    head = Head.told(told or "")
    return [head] if head else []


def now() -> datetime:
    """The local wall clock, to the second: as precise as an export writes it."""
    return datetime.now().replace(microsecond=0)


def _newest_batch(connection: Connection) -> int:
    """The number of the newest import; 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(IMPORT_BATCHES.c.batch), 0))).scalar_one())


def _pseudonyms(
    snapshot: ClinicState, care_units: Sequence[str] | None = None, asked: Sequence[str] | None = None
) -> list[str]:
    """Those of the pseudonyms asked for (None: all) of the patients of some care units (None: of all, and of none), in
    order."""
    if asked is not None and not asked:
        return []
    statement = select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)
    if asked is not None:
        statement = statement.where(is_of(PATIENTS.c.patient_id, asked))
    if care_units is not None:
        statement = statement.where(PATIENTS.c.care_unit.in_(list(care_units)))
    try:
        with snapshot.connect() as connection:
            return list(connection.execute(statement).scalars().all())
    except SQLAlchemyError as error:
        raise StoreProblem(f"The store cannot be read: {snapshot.name}: {cause_of(error)}. {REPAIR}") from error
