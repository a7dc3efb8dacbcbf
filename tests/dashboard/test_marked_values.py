"""A value of a patient, marked, is in no message about a failure: of pages, commands, and what runs beside them."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from analysis import store
from dashboard import cli
from dashboard.cli import commands
from dashboard.places import PLACES
from dashboard.session import failing, reading
from dashboard.texts import words
from tests.dashboard.conftest import text_of

OpenPage = Callable[..., AppTest]
MARK = "ZZMARKZZ"
ARGUMENTS = {
    "import": ["nothing.csv"],
    "summary": ["P"],
    "report": ["P", "--out", "x.pdf"],
    "export": ["--out", "x"],
    "undo": ["1"],
    "declare": ["P", "--from", "2026-01-01", "--to", "2026-01-02"],
    "backup": ["--out", "x.zip"],
    "restore": ["x.zip"],
    "erase": ["P"],
}


def fail(*_: object, **__: object) -> object:
    """As a mistake of ours would: with a patient's value in its words, and in those of the one behind it."""
    try:
        raise KeyError(f"{MARK} of a note")
    except KeyError as behind:
        raise ValueError(f"cannot count {MARK}") from behind


@pytest.mark.parametrize("place", [one.file for one in PLACES if one.file not in ("methods", "diary")])
def test_a_page_that_fails_says_where_and_not_what(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    monkeypatch.setattr(reading, "door", fail)
    shown = text_of(open_page(place, patient="RICH", lang="en"))
    assert words("en")("error-ours", reference="X").split("X")[0] in shown
    assert MARK not in shown + caplog.text
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_a_command_that_fails_says_where_and_not_what(
    command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store, "store_at", fail)
    monkeypatch.setattr(sys, "argv", ["headache-dashboard", command, *ARGUMENTS.get(command, [])])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = "".join(capfd.readouterr())
    assert (ended.value.code, "ValueError" in told, MARK in told) == (1, True, False), told


@pytest.fixture
def _wordless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process of a server, whose loggers and threads tell no words of an error."""
    make, hook = logging.getLogRecordFactory(), threading.excepthook
    failing.keep_words_out_of_the_log()
    yield
    logging.setLogRecordFactory(make)
    threading.excepthook = hook


@pytest.mark.usefixtures("_wordless")
def test_no_logger_of_the_server_tells_what_an_error_says(caplog: pytest.LogCaptureFixture) -> None:
    """As Streamlit logs what fails in a window or a form, the server what fails in a request, and Python a thread."""
    try:
        fail()
    except ValueError as error:
        logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=error)
        logging.getLogger("uvicorn.error").exception("Exception in %s", MARK)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert caplog.text.count(": ValueError\n") == 3
    assert caplog.text.count("after KeyError\n") == 3
    assert MARK not in caplog.text
