"""What the command line does with its hands: import through the door, open the dashboard."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis import environment
from analysis.errors import DiaryError

if TYPE_CHECKING:
    from analysis.importing import ImportReport
    from analysis.store import ClinicStore
    from dashboard.access import Opened

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8501
BROWSER_TRIES = 300
"""Times that the server is looked for, five a second, before no browser is opened."""
QUIET_SECONDS = 1.0
"""Work that takes longer tells how it goes."""


def sample_clinic() -> Path:
    """The folder of the invented clinic's export, in the package or beside it in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "sample_clinic", package.parent / "sample_data" / "clinic"):
        if folder.is_dir():
            return folder
    raise DiaryError("The sample clinic is not installed here.")


def import_paths(
    store: ClinicStore,
    paths: Iterable[Path],
    *,
    keep: bool = True,
    **options: Any,
) -> ImportReport:
    """The report of importing `paths` through the door as the local user; progress goes to standard error.

    `options` are those of `analysis.importing.import_exports`.
    """
    from analysis.importing import import_exports  # takes long to load, and most commands import nothing
    from analysis.store import Door, Visitor

    door = Door(store, Visitor.local())
    with door.importing(keep=keep, patient=options.get("patient")) as connection:
        return import_exports(
            connection,
            list(paths),
            by=door.visitor.user,
            now=datetime.now(),
            lock_days=store.settings().lock_days,
            timezone=store.settings().timezone,
            progress=_progress(),
            **options,
        )


def _progress() -> Callable[[str, float], None]:
    began = time.monotonic()

    def tell(step: str, share: float) -> None:
        if time.monotonic() - began > QUIET_SECONDS:
            click.echo(f"{share:4.0%} {step}", err=True)

    return tell


def open_dashboard(store: ClinicStore, host: str, port: int, no_browser: bool, opened: Opened) -> None:
    """Serve the dashboard until it is stopped; ready when /_stcore/health answers."""
    _refuse_taken_port(host, port)
    from streamlit.web import cli as streamlit

    from dashboard.access import SESSIONS, say_how
    from dashboard.sending import send_at_once

    send_at_once()
    os.environ[environment.STORE] = store.url
    say_how(opened)
    SESSIONS.share(store.sessions())
    address = address_of(host, port, opened)
    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": host,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    click.echo(f"The dashboard opens on {address} (Ctrl+C ends it).", err=True)
    if not no_browser:
        threading.Thread(target=_open_browser, args=(host, port, address), daemon=True).start()
    sys.argv = ["streamlit", "run"]
    streamlit.main(["run", str(Path(__file__).with_name("server.py")), *flags], standalone_mode=False)


def address_of(host: str, port: int, opened: Opened) -> str:
    """The address to open: where people sign in, or of this machine, with the one-time token where there is one."""
    from dashboard.access.gate import TOKEN

    if opened.access is not None:
        scheme = "https" if opened.access.is_encrypted else "http"
        return f"{scheme}://{opened.access.host}"
    token = f"/?{TOKEN}={opened.gate.token.value}" if opened.gate.token else ""
    return f"http://{_for_address(host)}:{port}{token}"


def _open_browser(host: str, port: int, address: str) -> None:
    """Opens a browser window once the server answers."""
    import webbrowser

    for _ in range(BROWSER_TRIES):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.2)


def _for_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise DiaryError(
                f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
            ) from error
