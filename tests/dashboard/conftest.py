"""The dashboard without a browser: one small store for all tests, and each page as its script leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from analysis import environment
from analysis.store.roles import Right
from dashboard.access.opened import how_opened, say_how
from dashboard.places import PLACES
from dashboard.session import clock, opening
from tests.dashboard.clinic import END, make_clinic

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
SECONDS = 60
PLACE_OF = {place.file: place for place in PLACES}

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """What is installed stays the same while the tests run, and Streamlit reads about all of it for every page."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_waited_for_in_peace() -> Iterator[None]:
    """Whoever waits for a page looks a thousand times a second whether it is there, which slows what makes it."""
    look = local_script_runner.require_widgets_deltas

    def waited(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread is not None:
            runner._script_thread.join(timeout)
        look(runner, timeout)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(local_script_runner, "require_widgets_deltas", waited)
        yield


@pytest.fixture(scope="session", autouse=True)
def scripts_compiled_once() -> Iterator[None]:
    """A server keeps the scripts of the pages compiled, from one run to the next; here each run would compile them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(local_script_runner, "ScriptCache", cache(local_script_runner.ScriptCache))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_browser_waited_for() -> Iterator[None]:
    """There is none that draws."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "TEXT_SECONDS", 0.0)
        yield


@pytest.fixture(scope="session")
def clinic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clinic(tmp_path_factory.mktemp("clinic"))


@pytest.fixture
def open_page(clinic_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """Opens a page of the clinic in a new session: `open_page("calendar", patient="RICH", lang="sv")`.

    A patient's own diary is opened as the demonstration offers it, the other pages as `serve` does. It is the day on
    which the data end, unless a test names another.
    """
    before = how_opened()
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, END.isoformat())

    def opened(page: str = "patient", store: Path = clinic_folder, **address: str) -> AppTest:
        monkeypatch.setenv(environment.STORE, f"duckdb:///{store}")
        place = PLACE_OF[page]
        say_how(replace(before, is_demo=place.right is Right.OWN_DIARY))
        app = AppTest.from_file(str(APP), default_timeout=SECONDS)
        for name, value in address.items():
            app.query_params[name] = value
        if page != "patient":
            app._page_hash = calc_hash(place.name)
        app.run()
        assert page == "patient" or app._finished_page_script_hash == app._page_hash, "another page was shown"
        return app

    yield opened
    say_how(before)


def text_of(app: AppTest) -> str:
    """Everything that the dashboard itself says on the page, with its markup but for what keeps lines from breaking."""
    text = "\n".join(str(element.proto.body) for element in app.get("html"))
    return re.sub(r'<(time|span class="range")>([^<]*)</(time|span)>', r"\2", text).replace("\N{NO-BREAK SPACE}", " ")


def read_of(app: AppTest) -> str:
    """The same as it is read, without the markup."""
    return re.sub(r"<[^>]+>", "", text_of(app))
