"""The access log: who saw which patient, what was done, from where, and when; never what was seen.

A file of its own beside the snapshots, so that no import and no restore of data replaces it (LOG-1 to LOG-3). Each
entry holds a checksum of itself and of the entry before it, so the checksum of the newest, the *head*, stands for all
of them; heads are kept outside the file (`heads`). A list names its patients once: the entry holds the checksum of the
list, so that a morning's list of thousands costs one row.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    RowMapping,
    Table,
    Text,
    insert,
    or_,
    select,
    text,
    update,
)

from analysis.errors import StoreProblem
from analysis.store.heads import START, Head, Heads
from analysis.store.written import WrittenFile

_METADATA = MetaData()

ACCESS = Table(
    "access",
    _METADATA,
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
    _METADATA,
    Column("listed", Text, primary_key=True),
    Column("patients", LargeBinary, nullable=False, comment="the pseudonyms as JSON, compressed"),
)
_SIGNED = [column.name for column in ACCESS.columns if column.name != "checksum"]
ROWS_AT_A_TIME = 5_000
LONGEST_TEXT = 200
"""Characters of a patient or purpose as typed that are kept."""


@dataclass(frozen=True)
class Who:
    """Who acts, as the log writes it."""

    user: str
    care_units: str
    role: str | None = None
    purpose: str | None = None


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


class BrokenLog(StoreProblem):
    """The log is not as it was written; the sentence names the first entry that is not."""


class AccessLog:
    """The log in one SQLite file, made when the first entry is written."""

    def __init__(self, path: Path, heads: Heads | None = None) -> None:
        """The log at `path`; `heads` is where its heads are kept."""
        self._file = WrittenFile(path, _METADATA, _upgrade)
        self._heads = heads or Heads(path.with_suffix(".head"))

    @property
    def file(self) -> WrittenFile:
        """The file that holds the log."""
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

    def read(self, patient: str | None = None) -> list[Access]:
        """The entries in the order written; of one patient when given, lists that named them among them."""
        if not self._file.exists():
            return []
        with self._file.connect() as connection:
            lists = _lists(connection)
            statement = select(ACCESS).order_by(ACCESS.c.number)
            if patient is not None:
                naming = [digest for digest, named in lists.items() if patient in named]
                statement = statement.where(or_(ACCESS.c.patient_id == patient, ACCESS.c.listed.in_(naming)))
            return [_access(row, lists) for row in connection.execute(statement).mappings()]

    def sample(self, count: int) -> list[Access]:
        """So many entries drawn at random, in the order written; all where there are fewer (LOG-5)."""
        every = self.read()
        return sorted(secrets.SystemRandom().sample(every, min(count, len(every))), key=lambda one: one.number)

    def verify(self, *others: Head) -> Head:
        """The head of a log that is whole: no entry changed, removed, added or swapped, nor the file replaced.

        `others` are heads that were kept elsewhere, beside those that were kept as the settings say. Raises BrokenLog
        with the first entry that is not as it was written.
        """
        kept = [*self._heads.kept(), *others]
        if not self._file.exists():
            _refuse_unless(not kept or max(kept) == START, f"The access log {self._file.path} is gone.")
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
    head = START
    for row in _rows(connection):
        number, checksum = head.number + 1, _checksum(head.checksum, row)
        _refuse_unless(row["number"] == number, f"Entry {number} of the access log is not there.")
        _refuse_unless(row["checksum"] == checksum, f"Entry {number} of the access log is not as it was written.")
        _refuse_unless(
            wanted.get(number, {checksum}) == {checksum},
            f"Entry {number} of the access log is not the one whose head was kept outside: the log was replaced.",
        )
        _refuse_unless(_is_list(row["listed"], lists), f"The list of entry {number} of the access log was changed.")
        head = Head(number, checksum)
    newest = max(kept, default=START)
    _refuse_unless(
        newest.number <= head.number,
        f"Entry {head.number + 1} of the access log is not there: a head of {newest.number} entries was kept outside.",
    )
    return head


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


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise BrokenLog(sentence)


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
