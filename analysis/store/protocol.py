"""What the door needs of a store, whichever engine keeps it: two classes meet it, and nobody asks which it has."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from analysis.settings import Settings
from analysis.store.access_log import AccessLog
from analysis.store.contacts import Contacts
from analysis.store.narrowing import Circle
from analysis.store.session_rows import SessionRows

if TYPE_CHECKING:
    from analysis.store.snapshots import Store


class ClinicState(Protocol):
    """One state of the data, which never changes: what was read of it stays true of it."""

    @property
    def name(self) -> str:
        """What tells it from every other state of this store."""

    @property
    def key(self) -> str:
        """What tells it from every state of every store, for a cache."""

    @property
    def ticket(self) -> str:
        """What another process of the same command opens this state with; see `ClinicStore.again`."""

    @property
    def is_gathered(self) -> bool:
        """Whether it has the table `analysis.days.recorded.GATHERED_DAYS`."""

    def connect(self, circle: Circle | None = None) -> Connection:
        """A connection of the caller's own, to be closed; with a circle it holds no row of a patient outside it."""

    def as_of(self) -> date | None:
        """The end of the data; None where no import said one."""


class ClinicStore(Protocol):
    """A clinic's data, its access log and the contacts that people recorded."""

    @property
    def url(self) -> str:
        """What `store_at` opens the same store with."""

    @property
    def uploads(self) -> Path:
        """The folder on this machine in which uploaded files lie while they are read, closed to other accounts."""

    def settings(self) -> Settings:
        """The settings in force: the shipped ones, overlaid by the clinic's own."""

    def is_empty(self) -> bool:
        """Whether nothing was ever imported here."""

    def snapshot(self) -> ClinicState:
        """The newest state. Raises NoData when nothing was imported yet, StoreProblem when it cannot be read."""

    def again(self, ticket: str) -> ClinicState:
        """The state that another process told of. Raises StoreBusy when it cannot be read any more."""

    def writing(self, by: str, *, keep: bool = True, forget_older: bool = False) -> AbstractContextManager[Connection]:
        """A connection in a transaction on the newest data: all of it becomes the newest state at the end, or nothing.

        `forget_older` leaves nothing that could be read of rows that were removed. Raises StoreBusy, StoreProblem.
        """

    def prepare(self, *, role: str | None = None, own: str | None = None, exported: Path | None = None) -> None:
        """Makes the tables on a server, gives the account `role` what a dashboard needs, and keeps `own` as settings.

        On Spark the tables are the files of a Parquet export in the folder `exported`, which others refuse. Raises
        StoreProblem where the store is no server's.
        """

    def forget_kept_aside(self) -> None:
        """Removes whole older copies of the data that the store itself kept."""

    def access_log(self) -> AccessLog:
        """The access log."""

    def contacts(self) -> Contacts:
        """The contacts that people recorded."""

    def sessions(self) -> SessionRows | None:
        """Where sessions are kept that several dashboards share; None where one machine has them all."""

    def in_files(self) -> Store:
        """The store as files that can be backed up and restored. Raises BackupRefused where a server keeps them."""
