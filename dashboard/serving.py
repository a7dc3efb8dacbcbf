"""What the command line does with its hands: import through the door, tell what came of it, open the dashboard."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from analysis.errors import DiaryError
from analysis.importing import FileReport, ImportReport, import_exports
from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason
from analysis.store import Door, Store, Visitor
from analysis.store.place import ENVIRONMENT_VARIABLE
from dashboard.access import Opened, say_how
from dashboard.access.gate import TOKEN

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8501
PROBLEMS_SHOWN = 20
"""Problems printed a file; all of them stand in the JSON report and on the import page."""
LONGEST_SHOWN = 60
"""Characters of a value that are printed."""
OF_THE_FILE = frozenset(
    {
        Reason.OLDER_EXPORT,
        Reason.DATE_FORM,
        Reason.READ_AS_WINDOWS,
        Reason.LINES_ABOVE_HEADER,
        Reason.READ_BY_MAPPING,
        Reason.FREE_BY_ENTRY,
        Reason.DRUGS_NOT_READ,
        Reason.FEWER_THAN_SAID,
        Reason.LONG_ATTACK,
        Reason.SEVERAL_FILES,
        Reason.REACH_UNKNOWN,
        Reason.DAYS_NOT_IN_FILE,
        Reason.PATIENT_ERASED,
    }
)
"""Remarks that are printed: they speak of the file and not of one of its cells."""
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
    store: Store,
    paths: Iterable[Path],
    *,
    keep: bool = True,
    **options: Any,
) -> ImportReport:
    """The report of importing `paths` through the door as the local user; progress goes to standard error.

    `options` are those of `analysis.importing.import_exports`.
    """
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


def report_lines(report: ImportReport, *, kept: bool) -> Iterator[str]:
    """The report as lines of text: a line a file, then what is wrong with which line of it."""
    for file in report.files:
        yield (
            f"{file.file}: {file.read} rows read: {file.accepted} accepted, {file.updated} updated, "
            f"{file.unchanged} unchanged, {file.rejected} rejected"
            + (f", {file.removed} removed" if file.removed else "")
        )
        yield from _file_remarks(file)
    if report.ignored_files:
        yield f"Not part of an export, left aside: {', '.join(report.ignored_files)}"
    if report.patients_created:
        yield f"Patients that were not in the store and were added: {', '.join(report.patients_created)}"
    if report.as_of:
        yield f"The data end on {report.as_of}."
    if not kept:
        yield "Dry run: nothing was kept."
    elif report.is_all_rejected:
        yield "Every row was rejected; nothing was imported."
    elif not report.changed:
        yield "Nothing was new."


def _file_remarks(file: FileReport) -> Iterator[str]:
    for problem in file.problems[:PROBLEMS_SHOWN]:
        where = f"line {problem.line}" if problem.line else "file"
        yield f"  {where}{_cell(problem)}: {problem.explanation}"
    if len(file.problems) > PROBLEMS_SHOWN:
        yield f"  ... and {len(file.problems) - PROBLEMS_SHOWN} more; see them all with --json or on the import page"
    yield from (f"  {remark.explanation}" for remark in file.remarks if remark.reason in OF_THE_FILE)
    if file.removed:
        yield f"  {_rows_are(file.removed)} no longer in the export, and set aside:"
        yield from (f"    {one.value}" for one in file.gone[:PROBLEMS_SHOWN])
    if file.removed > PROBLEMS_SHOWN:
        yield f"    ... and {file.removed - PROBLEMS_SHOWN} more; see them all with --json"
    if file.unknown_columns:
        yield f"  unknown columns, left aside: {', '.join(file.unknown_columns)}"
    if file.unknown_drugs:
        yield f"  drugs not recognised, kept with unknown class: {', '.join(file.unknown_drugs)}"


def _cell(problem: Problem) -> str:
    """The column and what was found in it, where the problem lies in one."""
    if not problem.column:
        return ""
    value = problem.value or ""
    shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}..."
    return f", {problem.column} {shown!r}" if shown else f", {problem.column}"


def _rows_are(number: int) -> str:
    return "1 row is" if number == 1 else f"{number} rows are"


def _progress() -> Callable[[str, float], None]:
    began = time.monotonic()

    def tell(step: str, share: float) -> None:
        if time.monotonic() - began > QUIET_SECONDS:
            click.echo(f"{share:4.0%} {step}", err=True)

    return tell


def open_dashboard(store: Store, host: str, port: int, no_browser: bool, opened: Opened) -> None:
    """Serve the dashboard until it is stopped; ready when /_stcore/health answers."""
    _refuse_taken_port(host, port)
    from streamlit.web import cli as streamlit

    os.environ[ENVIRONMENT_VARIABLE] = str(store.folder)
    say_how(opened)
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
    if opened.access is not None:
        scheme = "https" if opened.access.is_encrypted else "http"
        return f"{scheme}://{opened.access.host}"
    token = f"/?{TOKEN}={opened.gate.token.value}" if opened.gate.token else ""
    return f"http://{_for_address(host)}:{port}{token}"


def _open_browser(host: str, port: int, address: str) -> None:
    """Opens a browser window once the server answers."""
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
