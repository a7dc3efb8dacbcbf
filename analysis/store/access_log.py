"""The access log: who saw which patient, what was done, from where, and when; never what was seen.

A file of its own beside the snapshots, so that no import and no restore of data replaces it (LOG-1 to LOG-3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select
from sqlalchemy.exc import SQLAlchemyError

from analysis.errors import StoreProblem
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
    Column("patient_id", Text, comment="empty for what concerns no single patient"),
    Column("action", Text, nullable=False),
    Column("place", Text, nullable=False, comment="the page or command"),
)


@dataclass(frozen=True)
class Access:
    """One entry of the log."""

    at_local: str
    user: str
    care_units: str
    patient_id: str | None
    action: str
    place: str


class AccessLog:
    """The log in one SQLite file, made when the first entry is written."""

    def __init__(self, path: Path) -> None:
        """The log at `path`."""
        self._file = WrittenFile(path, _METADATA)

    def write(self, user: str, care_units: str, action: str, place: str, patients: Sequence[str | None]) -> None:
        """Add an entry for each patient; raises StoreProblem when that cannot be done, so that nothing is shown."""
        now = datetime.now(UTC)
        common = {
            "at_utc": now.isoformat(timespec="seconds"),
            "at_local": now.astimezone().isoformat(timespec="seconds"),
            "user": user,
            "care_units": care_units,
            "action": action,
            "place": place,
        }
        try:
            with self._file.engine().begin() as connection:
                connection.execute(insert(ACCESS), [{**common, "patient_id": patient} for patient in patients])
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem("The access log cannot be written, so nothing is shown.") from error

    def read(self, patient: str | None = None) -> list[Access]:
        """The entries in the order written; of one patient when given. Empty when there is no log yet."""
        if not self._file.exists():
            return []
        columns = [ACCESS.c[name] for name in Access.__dataclass_fields__]
        statement = select(*columns).order_by(ACCESS.c.number)
        if patient is not None:
            statement = statement.where(ACCESS.c.patient_id == patient)
        with self._file.connect() as connection:
            return [Access(*row) for row in connection.execute(statement)]
