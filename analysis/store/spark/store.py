"""A register too large for one machine: read where Apache Spark keeps it, and changed nowhere but at its source.

Summaries, the list and the overview are read; everything else is refused. Who saw whom is written beside this program,
in the user's data folder, since Spark takes no rows.
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, Connection, Engine, select

from analysis import settings
from analysis.errors import BackupRefused, NoData, StoreBusy, StoreProblem
from analysis.querying.schema import STORE_INFO
from analysis.settings import Settings
from analysis.store import files
from analysis.store.access_log import AccessLog
from analysis.store.contacts import Contacts
from analysis.store.heads import Heads
from analysis.store.narrowing import Circle
from analysis.store.spark.server import engine_on, shown
from analysis.store.spark.tables import Exported, make

STATE, AS_OF, SETTINGS = "state", "as_of", "settings"
"""The names in `store_info` of the export that is read, the end of its data, and the settings as TOML."""


@dataclass(frozen=True)
class SparkState:
    """The export that the server's tables lie over, by its name and the end of its data."""

    name: str
    end: date
    place: str
    engine: Engine

    @property
    def key(self) -> str:
        """The store's address with the name."""
        return f"{self.place} {self.name}"

    @property
    def ticket(self) -> str:
        """The name: another process finds the same export while it is the newest."""
        return self.name

    @property
    def is_gathered(self) -> bool:
        """An export always has the table."""
        return True

    def connect(self, circle: Circle | None = None) -> Connection:
        """A connection of the caller's own. Raises StoreProblem for a visitor who may not see everyone."""
        if circle is not None:
            raise StoreProblem(f"The store {self.place} is read by who may see every patient.")
        return self.engine.connect()

    def as_of(self) -> date | None:
        """The end of the data."""
        return self.end


class SparkStore:
    """The tables of an export behind Spark's Thrift server. Made by `store_at`."""

    def __init__(self, address: URL, folder: Path) -> None:
        """The store at an address; `folder` is where the stores of this account keep what is written beside them."""
        self.address = address
        self.place = shown(address)
        self._folder = folder / f"spark-{hashlib.sha256(self.place.encode()).hexdigest()[:12]}"

    @cached_property
    def engine(self) -> Engine:
        """The engine on the server."""
        return engine_on(self.address)

    @property
    def url(self) -> str:
        """The address with the password, if it holds one: for programs that this one starts."""
        return self.address.render_as_string(hide_password=False)

    @property
    def uploads(self) -> Path:
        """The folder beside this program; nothing is uploaded."""
        return self._folder

    @cached_property
    def _told(self) -> dict[str, str]:
        """What `store_info` says, read once: a command reads one state."""
        with self.engine.connect() as connection:
            return {row.name: row.value for row in connection.execute(select(STORE_INFO))}

    def settings(self) -> Settings:
        """The settings in force: the shipped ones, overlaid by those that `prepare` was handed."""
        return settings.overlaid_by(self._told.get(SETTINGS, ""))

    def is_empty(self) -> bool:
        """Whether no export is read."""
        return STATE not in self._told

    def snapshot(self) -> SparkState:
        """The export that is read. Raises NoData where there is none."""
        told = self._told
        if STATE not in told:
            raise NoData(f"The store {self.place} is empty: run `headache-dashboard prepare --export FOLDER`.")
        return SparkState(told[STATE], date.fromisoformat(told[AS_OF]), self.place, self.engine)

    def again(self, ticket: str) -> SparkState:
        """The export of that name. Raises StoreBusy when another one is read meanwhile."""
        found = self.snapshot()
        if found.name != ticket:
            raise StoreBusy("New data were exported meanwhile; do it again.")
        return found

    def writing(self, by: str, *, keep: bool = True, forget_older: bool = False) -> AbstractContextManager[Connection]:
        """Refused: the data are changed where they were exported."""
        raise StoreProblem(f"The store {self.place} is only read; change the store that was exported, and export anew.")

    def prepare(self, *, role: str | None = None, own: str | None = None, exported: Path | None = None) -> None:
        """Has Spark read the export in a folder that its machines see under the same path, by the settings `own`.

        Raises StoreProblem where that is no export, lacks a table, or a role is named.
        """
        if exported is None or role is not None:
            raise StoreProblem(f"The store {self.place} takes an export: prepare --export FOLDER, and no --role.")
        settings.overlaid_by(own or "")
        found = Exported.at(exported)
        told = {STATE: found.written_at, AS_OF: found.as_of.isoformat(), SETTINGS: own or ""}
        with self.engine.connect() as connection:
            make(connection, found, told)

    def forget_kept_aside(self) -> None:
        """Nothing to do: nothing is kept."""

    def access_log(self) -> AccessLog:
        """Who saw whom by this account on this machine; its heads are kept where the settings say."""
        set_ = self.settings()
        files.make_folder(self._folder)
        path = self._folder / "access_log.sqlite"
        outside = Path(set_.log_heads_file) if set_.log_heads_file else None
        return AccessLog(path, Heads(path.with_suffix(".head"), outside, set_.log_heads_syslog))

    def contacts(self) -> Contacts:
        """None but those of the export, which lie in its tables."""
        return Contacts(self._folder / "contacts.sqlite")

    def sessions(self) -> None:
        """None: no dashboard reads it."""

    def in_files(self) -> NoReturn:
        """Refused: what was exported is backed up."""
        raise BackupRefused(f"The store {self.place} is an export that Spark reads: back up the store it came from.")
