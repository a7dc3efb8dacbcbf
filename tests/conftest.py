"""What tests of several folders share: databases, the sample clinic, and what happens where a program is not there."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner
from filelock import FileLock
from hypothesis import settings
from sqlalchemy import Engine

from analysis.store import Store, files
from tests.drawn import database
from tests.spread import WholeFiles, rank

# How long an example takes says more of the machine than of the code: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.postgresql_server"]

MARKS_BY_FIXTURE = {"browser": pytest.mark.browser, "postgresql_url": pytest.mark.postgresql}


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], NoReturn]:
    """Skips the test with a sentence; where CI=true it fails, because there everything is to be tested."""

    def refuse(sentence: str) -> NoReturn:
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)

    return refuse


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An empty database with the newest schema, for the tests of one file."""
    made = database()
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Callable[..., Path]:
    """What is made once for all cores: `once("name", make)` is the path that `make(path)` filled."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(pytestconfig, "workerinput") else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        path, draft = shared / name, shared / f"{name}.draft"
        with FileLock(shared / f"{name}.lock"):
            if not path.exists():
                make(draft)
                draft.rename(path)
        return path

    return made


@pytest.fixture(scope="session", autouse=True)
def empty_stores(once: Callable[..., Path]) -> Iterator[None]:
    """A new store's first draft is a copy of one that was made in this run: two dozen tables are made once, not often.

    What is copied is what `writing` left of a store that nothing was written into.
    """
    begun, copy, opened = Store._draft, files.copy, files.engine_on

    def make(folder: Path) -> None:
        with Store(folder).writing("test"):
            pass

    (empty,) = once("empty-store", make).glob("snapshot-*.duckdb")

    def draft(store: Store) -> Path:
        path = begun(store)
        if not path.exists() and files.engine_on is opened:  # a test may have another database stand in
            copy(empty, path)
        return path

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "_draft", draft)
        yield


@pytest.fixture(scope="session")
def sample_clinic_imported(once: Callable[..., Path]) -> Path:
    """The folder in which `store` holds the sample clinic, imported once, and `report.json` what `import` printed."""
    from dashboard.cli import commands
    from dashboard.serving import sample_clinic

    def make(folder: Path) -> None:
        command = ["import", str(sample_clinic()), "--json", "--store", str(folder / "store")]
        printed = CliRunner().invoke(commands, command)
        assert printed.exit_code == 0
        (folder / "report.json").write_text(printed.stdout, encoding="utf-8")

    return once("sample-clinic", make)


@pytest.fixture(scope="session")
def sample_clinic_once(sample_clinic_imported: Path) -> Path:
    """The folder of a store with the sample clinic; to be copied, and left as it is."""
    return sample_clinic_imported / "store"


@pytest.fixture(scope="module")
def sample_store(sample_clinic_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the sample clinic, a copy for each file of tests."""
    return Path(shutil.copytree(sample_clinic_once, tmp_path_factory.mktemp("sample") / "clinic"))


@pytest.fixture(scope="module")
def sample_summaries(once: Callable[..., Path], sample_store: Path) -> dict[str, dict[str, object]]:
    """What `summary --all --json` prints of the sample clinic, by patient; printed once."""
    from dashboard.cli import commands

    def print_into(path: Path) -> None:
        printed = CliRunner().invoke(commands, ["summary", "--all", "--json", "--store", str(sample_store)])
        assert printed.exit_code == 0
        path.write_text(printed.stdout, encoding="utf-8")

    lines = once("sample-summaries.json", print_into).read_text(encoding="utf-8").splitlines()
    return {told["patient_id"]: told for told in map(json.loads, lines)}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> WholeFiles:
    return WholeFiles(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.nodeid))
    for item in items:
        for fixture, mark in MARKS_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once for each reason, not once for each test, what was not tested."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"Not tested ({reasons.count(reason)}): {reason.removeprefix('Skipped: ')}")
