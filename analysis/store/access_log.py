"""The access log: who saw which patient, what was done, from where, and when; never what was seen.

A file of its own beside the snapshots, so that no import and no restore of data replaces it (LOG-1 to LOG-3). Each
entry holds a checksum of itself and of the entry before it, so the checksum of the newest, the *head*, stands for all
of them; heads are kept outside the file (`heads`). A list names its patients once: the entry holds the checksum of the
list, so that a morning's list of thousands costs one row.

What is older than the law asks for is removed only when somebody says so (`remove_before`). The entry that tells of it
holds the head of the last entry removed, from which the chain of those that are left begins.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    RowMapping,
    Select,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    true,
    update,
)

from analysis.errors import StoreProblem
from analysis.store.heads import START, Head, Heads
from analysis.store.written import Written, WrittenFile

METADATA = MetaData()

ACCESS = Table(
    "access",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at_utc", Text, nullable=False),
    Column("at_local", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("care_units", Text, nullable=False, comment="the units the user acts for; * is all"),
    Column("patient_id", Text, index=True, comment="empty for what concerns no single patient"),
    Column("action", Text, nullable=False),
    Column("place", Text, nullable=False, comment="the page or command"),
    Column("role", Text, comment="the role in which the user acts; empty where nobody told one"),
    Column("purpose", Text, comment="why, where it was asked"),
    Column("listed", Text, comment="the checksum of the list of patients, in `lists`"),
    Column("checksum", Text, comment="of this entry and the one before it"),
)
LISTS = Table(
    "lists",
    METADATA,
    Column("listed", Text, primary_key=True),
    Column("patients", LargeBinary, nullable=False, comment="the pseudonyms as JSON, compressed"),
)
_BEFORE = re.compile(r"before (\d{4}-\d{2}-\d{2})")
_SIGNED = [column.name for column in ACCESS.columns if column.name != "checksum"]
ROWS_AT_A_TIME = 5_000
LONGEST_TEXT = 200
"""Characters of a patient or purpose as typed that are kept."""
YEARS_KEPT = 5
"""For which the law asks that entries are kept (LOG-4)."""
REMOVED = "removed"
"""The action of the entry that tells which entries before it were removed; its place ends with the head of the last."""


@dataclass(frozen=True)
class Who:
    """Who acts, as the log writes it."""

    user: str
    care_units: str
    role: str | None = None
    purpose: str | None = None


@dataclass(frozen=True)
class Wanted:
    """Which entries are looked for; what is None is not asked about.

    `user` is part of a name, in whatever case; `first` and `last` are days by the clock of the clinic, both within.
    """

    patient: str | None = None
    user: str | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        """What was asked beside the patient, as the log writes it: no text where nothing was."""
        asked = {"user": self.user, "action": self.action, "from": self.first, "to": self.last}
        return ", ".join(f"{name} {_short(str(value))}" for name, value in asked.items() if value is not None)


@dataclass(frozen=True)
class Access:
    """One entry of the log. `patients` is how many a list held; None where the entry is of no list."""

    number: int
    at_utc: str
    at_local: str
    user: str
    role: str | None
    care_units: str
    patient_id: str | None
    action: str
    place: str
    purpose: str | None
    patients: int | None = None


class LogKept(StoreProblem):
    """Entries that have to be kept were to be removed."""


class BrokenLog(StoreProblem):
    """The log is not as it was written: in what way (one of BROKEN), and the first entry that is not."""

    def __init__(self, how: str, number: int) -> None:
        """`how` is one of BROKEN."""
        super().__init__(BROKEN[how].format(number=number))
        self.how, self.number = how, number


BROKEN = {
    "gone": "The access log is gone.",
    "absent": "Entry {number} of the access log is not there.",
    "changed": "Entry {number} of the access log is not as it was written.",
    "replaced": "Entry {number} of the access log is not the one whose head was kept outside: the log was replaced.",
    "list": "The list of entry {number} of the access log was changed.",
    "cut": "Entry {number} of the access log is not there: a head of a later entry was kept outside.",
}


class AccessLog:
    """The log in one SQLite file, or in tables of a server, made when the first entry is written."""

    def __init__(self, place: Path | Written, heads: Heads | None = None) -> None:
        """The log in the file at a path, or in what is `Written`; `heads` is where its heads are kept."""
        self._file: Written = WrittenFile(place, METADATA, _upgrade) if isinstance(place, Path) else place
        self._heads = heads or Heads(place.with_suffix(".head") if isinstance(place, Path) else None)

    @property
    def file(self) -> Written:
        """What holds the log."""
        return self._file

    def write(
        self, who: Who, action: str, place: str, patients: Sequence[str | None], *, listed: Sequence[str] | None = None
    ) -> None:
        """Add an entry for each patient, or one for a list of them.

        Raises StoreProblem when that cannot be done, so that nothing is shown.
        """
        try:
            with self._file.begin() as connection:
                common = {**_times(), **vars(who), "purpose": _short(who.purpose), "action": action, "place": place}
                common["listed"] = None if listed is None else _list_kept(connection, listed)
                head = _chained(connection, [{**common, "patient_id": _short(patient)} for patient in patients])
            self._heads.tell(head)
        except StoreProblem as error:
            raise StoreProblem(f"The access log cannot be written, so nothing is shown. {error}") from error

    def head(self) -> Head:
        """The number and checksum of the newest entry; those of nothing where there is none."""
        if not self._file.exists():
            return START
        with self._file.connect() as connection:
            return _head(connection)

    def read(self, wanted: Wanted | None = None, newest: int | None = None) -> list[Access]:
        """The entries in the order written; those `wanted`, of a patient with the lists that named them.

        Only the `newest` so many of them where that is given.
        """
        if not self._file.exists():
            return []
        with self._file.connect() as connection:
            lists = _lists(connection)
            found = _found(connection, wanted or Wanted(), lists)
            statement = found.order_by(ACCESS.c.number.desc()).limit(newest)
            return [_access(row, lists) for row in connection.execute(statement).mappings()][::-1]

    def count(self, wanted: Wanted | None = None) -> int:
        """How many entries there are, or of those `wanted`."""
        if not self._file.exists():
            return 0
        with self._file.connect() as connection:
            found = _found(connection, wanted or Wanted(), _lists(connection)).subquery()
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())

    def remove_before(self, day: date, who: Who, place: str, *, today: date) -> int:
        """How many entries from before a day were removed, together with lists that nothing names any more.

        In the same step an entry tells that, and holds the head from which the chain goes on; none is written, and
        nothing is done, where there is nothing so old. Raises LogKept for a day that is not YEARS_KEPT years before
        `today`.
        """
        if day > kept_from(today):
            raise LogKept(f"Entries of the access log are kept for {YEARS_KEPT} years: {day} is later than that.")
        with self._file.begin() as connection:
            last = _last_before(connection, day)
            if last is None:
                return 0
            told = {**_times(), **vars(who), "purpose": _short(who.purpose), "patient_id": None, "listed": None}
            place = f"{place}, before {day}, up to {last}"
            head = _chained(connection, [{**told, "action": REMOVED, "place": place}])
            removed = _remove_until(connection, last)
        self._heads.tell(head)
        self._file.forget_removed()
        return removed

    def sample(self, count: int, wanted: Wanted | None = None) -> list[Access]:
        """So many of the entries wanted, drawn at random, in the order written; all where there are fewer (LOG-5)."""
        if not self._file.exists():
            return []
        with self._file.connect() as connection:
            lists = _lists(connection)
            found = _found(connection, wanted or Wanted(), lists)
            numbers = connection.execute(found.with_only_columns(ACCESS.c.number)).scalars().all()
            drawn = secrets.SystemRandom().sample(numbers, min(count, len(numbers)))
            statement = select(ACCESS).where(ACCESS.c.number.in_(drawn)).order_by(ACCESS.c.number)
            return [_access(row, lists) for row in connection.execute(statement).mappings()]

    def verify(self, *others: Head) -> Head:
        """The head of a log that is whole: no entry changed, removed, added or swapped, nor the file replaced.

        `others` are heads that were kept elsewhere, beside those that were kept as the settings say. Raises BrokenLog
        with the first entry that is not as it was written.
        """
        kept = [*self._heads.kept(), *others]
        if not self._file.exists():
            _refuse_unless(not kept or max(kept) == START, "gone", 1)
            return START
        with self._file.connect() as connection:
            return _verified(connection, kept)


def _times() -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "at_utc": now.isoformat(timespec="seconds"),
        "at_local": now.astimezone().isoformat(timespec="seconds"),
    }


def _short(typed: str | None) -> str | None:
    return typed[:LONGEST_TEXT] if typed else None


def _list_kept(connection: Connection, patients: Sequence[str]) -> str:
    """The checksum of a list of patients, which is written down unless it is there already."""
    named = json.dumps(sorted(set(patients)), ensure_ascii=False).encode()
    digest = hashlib.sha256(named).hexdigest()
    if connection.execute(select(LISTS.c.listed).where(LISTS.c.listed == digest)).first() is None:
        connection.execute(insert(LISTS).values(listed=digest, patients=zlib.compress(named)))
    return digest


def _lists(connection: Connection) -> dict[str, frozenset[str]]:
    return {row.listed: frozenset(_named(row.patients)) for row in connection.execute(select(LISTS))}


def _named(packed: bytes) -> list[str]:
    return list(json.loads(zlib.decompress(packed)))


def _found(connection: Connection, wanted: Wanted, lists: dict[str, frozenset[str]]) -> Select[Any]:
    """The query for the entries wanted."""
    asked: list[ColumnElement[bool]] = []
    if wanted.patient is not None:
        naming = [digest for digest, named in lists.items() if wanted.patient in named]
        asked.append(or_(ACCESS.c.patient_id == wanted.patient, ACCESS.c.listed.in_(naming)))
    if wanted.user is not None:
        asked.append(ACCESS.c.user.in_(_users(connection, wanted.user.casefold())))
    if wanted.action is not None:
        asked.append(ACCESS.c.action == wanted.action)
    day = func.substr(ACCESS.c.at_local, 1, 10)
    asked += [day >= wanted.first.isoformat()] if wanted.first else []
    asked += [day <= wanted.last.isoformat()] if wanted.last else []
    return select(ACCESS).where(and_(true(), *asked))


def _users(connection: Connection, part: str) -> list[str]:
    """The users whose name holds a part, in whatever case."""
    return [one for one in connection.execute(select(ACCESS.c.user).distinct()).scalars() if part in one.casefold()]


def kept_from(today: date) -> date:
    """The first day whose entries have to be kept."""
    return today.replace(year=today.year - YEARS_KEPT, day=min(today.day, 28))


def _last_before(connection: Connection, day: date) -> Head | None:
    """The newest entry of those from before a day; entries lie in the order of time, whatever a clock said."""
    first = select(func.min(ACCESS.c.number)).where(func.substr(ACCESS.c.at_local, 1, 10) >= day.isoformat())
    later = connection.execute(first).scalar()
    query = select(ACCESS.c.number, ACCESS.c.checksum).order_by(ACCESS.c.number.desc()).limit(1)
    found = connection.execute(query if later is None else query.where(ACCESS.c.number < later)).first()
    return None if found is None else Head(found.number, found.checksum or "")


def _remove_until(connection: Connection, last: Head) -> int:
    """How many entries were removed, up to and with `last`. Lists that no other entry names go with them."""
    removed = connection.execute(delete(ACCESS).where(ACCESS.c.number <= last.number)).rowcount
    named = select(ACCESS.c.listed).where(ACCESS.c.listed.is_not(None))
    connection.execute(delete(LISTS).where(LISTS.c.listed.not_in(named)))
    return removed


def _access(row: RowMapping, lists: dict[str, frozenset[str]]) -> Access:
    told = {name: row[name] for name in Access.__dataclass_fields__ if name in row}
    return Access(**told, patients=len(lists.get(row["listed"], ())) if row["listed"] else None)


def _chained(connection: Connection, rows: list[dict[str, Any]]) -> Head:
    """Writes the rows behind the newest entry, each with its checksum; the new head."""
    head, signed = _head(connection), []
    for row in rows:
        entry = {**row, "number": head.number + 1}
        head = Head(head.number + 1, _checksum(head.checksum, entry))
        signed.append({**entry, "checksum": head.checksum})
    connection.execute(insert(ACCESS), signed)
    return head


def _head(connection: Connection) -> Head:
    query = select(ACCESS.c.number, ACCESS.c.checksum).order_by(ACCESS.c.number.desc()).limit(1)
    found = connection.execute(query).first()
    return Head(found.number, found.checksum or "") if found else START


def _checksum(before: str, entry: Any) -> str:
    told = json.dumps([before, *(entry[name] for name in _SIGNED)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _verified(connection: Connection, kept: Sequence[Head]) -> Head:
    lists = {row.listed: row.patients for row in connection.execute(select(LISTS))}
    wanted: dict[int, set[str]] = {}
    for one in kept:
        wanted.setdefault(one.number, set()).add(one.checksum)
    head = _begins_after(connection)
    for row in _rows(connection):
        number, checksum = head.number + 1, _checksum(head.checksum, row)
        _refuse_unless(row["number"] == number, "absent", number)
        _refuse_unless(row["checksum"] == checksum, "changed", number)
        _refuse_unless(wanted.get(number, {checksum}) == {checksum}, "replaced", number)
        _refuse_unless(_is_list(row["listed"], lists), "list", number)
        head = Head(number, checksum)
    newest = max(kept, default=START)
    _refuse_unless(newest.number <= head.number, "cut", head.number + 1)
    return head


def _begins_after(connection: Connection) -> Head:
    """The head before the first entry that is there: START, or that of the last one removed for its age.

    Where entries are lacking and no entry tells so, or one tells of a removal before its time, it is START, after which
    the first is not there.
    """
    first = connection.execute(select(func.min(ACCESS.c.number))).scalar()
    told = select(ACCESS.c.at_local, ACCESS.c.place).where(ACCESS.c.action == REMOVED).order_by(ACCESS.c.number.desc())
    for row in connection.execute(told):
        head, day = Head.told(row.place), _BEFORE.search(row.place)
        if head is not None and head.number + 1 == first and day is not None:
            is_old = date.fromisoformat(day[1]) <= kept_from(date.fromisoformat(row.at_local[:10]))
            return head if is_old else START
    return START


def _rows(connection: Connection) -> Iterator[RowMapping]:
    """The entries by the place where they lie, whatever number they claim."""
    result = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(select(ACCESS).order_by(ACCESS.c.number))
    yield from result.mappings()


def _is_list(listed: str | None, lists: dict[str, bytes]) -> bool:
    """Whether the list of an entry is the one that it was."""
    if listed is None:
        return True
    try:
        return hashlib.sha256(zlib.decompress(lists[listed])).hexdigest() == listed
    except (KeyError, zlib.error):
        return False


def _refuse_unless(holds: bool, how: str, number: int) -> None:
    if not holds:
        raise BrokenLog(how, number)


def _upgrade(connection: Connection) -> None:
    """Gives a log of an older program its new columns, and chains the entries that it has."""
    found = {row.name for row in connection.execute(text("PRAGMA table_info(access)"))}
    for column in ACCESS.columns:
        if column.name not in found:
            connection.execute(text(f"ALTER TABLE access ADD COLUMN {column.name} {column.type}"))
    LISTS.create(connection, checkfirst=True)
    before = START.checksum
    for row in connection.execute(select(ACCESS).order_by(ACCESS.c.number)).mappings().all():
        before = _checksum(before, row)
        connection.execute(update(ACCESS).where(ACCESS.c.number == row["number"]).values(checksum=before))
