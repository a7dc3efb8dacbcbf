"""The store in a PostgreSQL database, shared by several dashboards and commands.

    <database>.<first schema of the account>   what imports bring and what is decided here; `store_info` names the state
    <database>.headache_log                    who saw whom: added to, never changed
    <database>.headache_contacts               whom somebody reminded of the diary, when and how
    <database>.headache_sessions               who is signed in, by a digest, and whether that is over

An import is one transaction that ends by naming a new state; writers take turns by a lock of the server, which lets go
of it when their connection is gone. The rules of checking and merging are those of the embedded store: the same code
runs through this connection.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from analysis import settings
from analysis.errors import BackupRefused, NoData, StoreAway, StoreBusy, StoreIsNewer, StoreProblem
from analysis.querying.schema import STORE_INFO
from analysis.settings import Settings
from analysis.store import access_log, contacts, session_rows
from analysis.store.access_log import AccessLog
from analysis.store.causes import cause_of
from analysis.store.contacts import Contacts
from analysis.store.heads import Heads
from analysis.store.migration import bring_up_to_date, is_newer, is_up_to_date, version
from analysis.store.postgresql import server
from analysis.store.postgresql.server import engine_on, shown, sqlstate
from analysis.store.postgresql.states import Holding, State, move_on, state_of, told_of
from analysis.store.postgresql.tables import CONTACTS_SCHEMA, LOG_SCHEMA, SESSIONS_SCHEMA, WrittenTables
from analysis.store.session_rows import SharedSessions

_TABLES = {
    LOG_SCHEMA: access_log.METADATA,
    CONTACTS_SCHEMA: contacts.METADATA,
    SESSIONS_SCHEMA: session_rows.METADATA,
}
SETTINGS = "settings"
"""The name in `store_info` of the clinic's own settings, as TOML."""
WRITER_TURN = 7_401_001
"""The number of the lock that the one writer holds."""
PATIENCE_SECONDS = 60.0
STATES_HELD, MOST_HELD = 2, 12
"""States that are held: the newest, the one that pages which began before it still read, and more where patients fill
in their days one after the other; each takes a connection."""
WAITED_TOO_LONG = "55P03"
PREPARE = "headache-dashboard prepare"


class PostgresStore:
    """A clinic's data in a database. Made by `store_at`; one object serves many threads."""

    def __init__(self, address: URL) -> None:
        """The store at an address, whose tables need not be there before the first import."""
        self.address = address
        self.place = shown(address)
        self._engine = engine_on(address)
        self._holding_engine = engine_on(address, kept=False)
        self._held: dict[str, Holding] = {}
        self._known: str | None = None
        self._opening = threading.Lock()
        self._log = self._tables(LOG_SCHEMA)
        self._contacts = self._tables(CONTACTS_SCHEMA)
        self._sessions = self._tables(SESSIONS_SCHEMA)

    @property
    def url(self) -> str:
        """The address with the password, if it holds one: for programs that this one starts."""
        return self.address.render_as_string(hide_password=False)

    @cached_property
    def uploads(self) -> Path:
        """A temporary folder of this program's own, removed when it ends."""
        folder = Path(tempfile.mkdtemp(prefix="headache-dashboard-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder

    @property
    def engine(self) -> Engine:
        """The engine on the database."""
        return self._engine

    def settings(self) -> Settings:
        """The settings in force: the shipped ones, overlaid by those that were handed to the database."""
        with self._engine.connect() as connection:
            return settings.overlaid_by(told_of(connection, SETTINGS))

    def is_empty(self) -> bool:
        """Whether nothing was ever imported here."""
        return not self._state()

    def snapshot(self) -> State:
        """The newest state, held for as long as pages need it. Raises as `ClinicStore.snapshot` does.

        Tables of an older program are brought up to date first, where the account may do that.
        """
        name = self._state()
        if not name:
            raise NoData(f"The store {self.place} is empty: import an export first, or open the sample clinic.")
        if name != self._known and not self._is_up_to_date():
            with self.writing(by="update"):
                pass
            name = self._state()
        self._known = name
        with self._opening:
            holding = self._held.get(name)
            if holding is None or holding.is_old:
                holding = self._hold()
            return State(holding.name, self.place, self._engine, holding.exported)

    def again(self, ticket: str) -> State:
        """The state that another process holds. A connection to it raises StoreBusy when it does so no more."""
        name, _, exported = ticket.partition("/")
        return State(name, self.place, self._engine, exported)

    @contextmanager
    def writing(
        self, by: str, *, keep: bool = True, patience: float = PATIENCE_SECONDS, forget_older: bool = False
    ) -> Iterator[Connection]:
        """A connection in a transaction on the newest data, which names a new state when the block ends.

        Nothing is kept when the block raises, when this process or the server dies, or when not `keep` (a dry run).
        Waits up to `patience` seconds for another writer, then raises StoreBusy naming it. `forget_older` lets go of
        older states, so that the server can clear away what was removed. Raises StoreProblem where the server refuses.
        """
        with self._told():
            made = ""
            with self._engine.connect() as connection:
                self._take_turn(connection, by, patience)
                self._refuse_newer(connection)
                self._bring_up_to_date(connection)
                yield connection
                bring_up_to_date(connection)
                if keep:
                    made = move_on(connection)
                    self._commit(connection, made)
            if forget_older:
                self._release(keep=0)

    def forget_kept_aside(self) -> None:
        """Nothing to do: a server keeps no older copies of its own."""

    def access_log(self) -> AccessLog:
        """The access log, whose heads are kept where the settings say, and with each state."""
        set_ = self.settings()
        outside = Path(set_.log_heads_file) if set_.log_heads_file else None
        return AccessLog(self._log, Heads(None, outside, set_.log_heads_syslog))

    def contacts(self) -> Contacts:
        """The contacts that people recorded."""
        return Contacts(self._contacts)

    def sessions(self) -> SharedSessions:
        """The sessions of everybody who is signed in at any dashboard on this store."""
        return SharedSessions(self._sessions)

    def in_files(self) -> NoReturn:
        """Refused: a server is backed up by its own programs."""
        raise BackupRefused(
            f"The store {self.place} is a PostgreSQL database: back it up with pg_dump and restore it with pg_restore."
        )

    def close(self) -> None:
        """Let go of every connection; they are opened again when they are needed."""
        self._release(keep=0)
        self._engine.dispose()

    def prepare(self, *, role: str | None = None, own: str | None = None, exported: Path | None = None) -> None:
        """Makes the tables, or brings them up to date; gives `role` what a dashboard needs; keeps `own` as settings.

        Raises StoreProblem where the account may not do that, BadSettings where the settings cannot be used.
        """
        if exported is not None:
            raise StoreProblem(f"The store {self.place} is filled by `headache-dashboard import`, not by --export.")
        if own is not None:
            settings.overlaid_by(own)
        with self._told():
            for written in (self._log, self._contacts, self._sessions):
                if not written.exists():
                    written.make()
            with self._engine.begin() as connection:
                self._take_turn(connection, "prepare", PATIENCE_SECONDS)
                self._refuse_newer(connection)
                bring_up_to_date(connection)
                if own is not None:
                    _keep_settings(connection, own)
                if state_of(connection):
                    move_on(connection)
                if role is not None:
                    self._grant(connection, role)

    def _tables(self, schema: str) -> WrittenTables:
        return WrittenTables(self._engine, schema, _TABLES[schema], self.place, only_added_to=schema == LOG_SCHEMA)

    def _state(self) -> str:
        with self._engine.connect() as connection:
            return state_of(connection)

    def _hold(self) -> Holding:
        """Holds the newest state, and lets go of older ones; one that others read already is read on."""
        holding = Holding(self._holding_engine)
        if old := self._held.get(holding.name):
            if not old.is_old:
                holding.release()
                return old
            self._held.pop(holding.name).release()
        self._held[holding.name] = holding
        self._release(keep=STATES_HELD)
        return holding

    def _release(self, keep: int) -> None:
        """Lets go of all but the newest `keep`; of those that a page may be in the midst of only where none is kept."""
        for place, name in enumerate(reversed(list(self._held))):
            if place >= keep and (not keep or place >= MOST_HELD or not self._held[name].is_recent):
                self._held.pop(name).release()

    def _is_up_to_date(self) -> bool:
        with self._engine.connect() as connection:
            return is_up_to_date(connection, self._refuse_newer(connection))

    def _bring_up_to_date(self, connection: Connection) -> None:
        """As `migration.bring_up_to_date`; whoever may not change tables is told who may."""
        try:
            bring_up_to_date(connection)
        except StoreAway as error:
            if error.why != server.FORBIDDEN:
                raise
            raise StoreProblem(
                f"The tables of {self.place} are not those of this program, and this account may not change them: "
                f"run `{PREPARE}` once with the account that owns them."
            ) from error

    def _refuse_newer(self, connection: Connection) -> str | None:
        """The version of the schema; raises StoreIsNewer where this program does not know it."""
        found = version(connection)
        if is_newer(found):
            raise StoreIsNewer(
                f"The store {self.place} was written by a newer version of this program; update the program to open it."
            )
        return found

    def _take_turn(self, connection: Connection, by: str, patience: float) -> None:
        """Waits until no other writer is at work, and leaves a note of who is."""
        options = {"application_name": f"headache-dashboard, {by}"[:60], "lock_timeout": f"{patience * 1000:.0f}"}
        try:
            for name, value in options.items():
                connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": WRITER_TURN})
            connection.execute(text("SELECT set_config('lock_timeout', '0', true)"))
        except DBAPIError as error:
            if sqlstate(error) != WAITED_TOO_LONG:
                raise
            raise StoreBusy(
                f"Another import is being written to this store ({self._writer()}); try again later."
            ) from None

    def _writer(self) -> str:
        """Who holds the turn, as far as the server tells."""
        query = text(
            "SELECT application_name, pid FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE locktype = 'advisory' AND granted AND objid = :turn"
        )
        with self._engine.connect() as connection:
            found = connection.execute(query, {"turn": WRITER_TURN}).first()
        return f"{found.application_name}, process {found.pid} of the server" if found else "somebody"

    def _commit(self, connection: Connection, made: str) -> None:
        """Commits; where the connection is lost just then, the server is asked whether it had."""
        try:
            connection.commit()
        except StoreAway as error:
            try:
                is_kept = self._state() == made
            except StoreAway:
                raise StoreProblem(
                    f"The connection to {self.place} was lost at the last moment ({error.why}): whether the change was "
                    f"kept stands in the list of imports once the server answers."
                ) from error
            if not is_kept:
                raise

    def _grant(self, connection: Connection, role: str) -> None:
        """Gives a role what a dashboard needs, and takes from it what it does not."""
        from analysis.store.postgresql.granting import grant

        quoted = connection.dialect.identifier_preparer.quote_identifier(role)
        grant(connection, quoted)
        for written in (self._log, self._contacts, self._sessions):
            written.grant(connection, quoted)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server refuses, as one sentence."""
        try:
            yield
        except StoreAway as error:
            raise StoreAway(self._not_written(error.why), error.why) from error
        except SQLAlchemyError as error:
            why = server.cause_of(error)
            raise (
                StoreAway(self._not_written(why), why) if why else StoreProblem(self._not_written(cause_of(error)))
            ) from error

    def _not_written(self, why: str) -> str:
        return f"The store {self.place} could not be written: {why}. Nothing was changed."


def _keep_settings(connection: Connection, own: str) -> None:
    connection.execute(STORE_INFO.delete().where(STORE_INFO.c.name == SETTINGS))
    if own.strip():
        connection.execute(STORE_INFO.insert().values(name=SETTINGS, value=own))
