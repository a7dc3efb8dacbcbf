"""What tests of several folders share: what happens when a browser or a database server is not there."""

import os
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from sqlalchemy import Engine

from tests.drawn import database

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, mark in MARKS_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once for each reason, not once for each test, what was not tested."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"Not tested ({reasons.count(reason)}): {reason.removeprefix('Skipped: ')}")
