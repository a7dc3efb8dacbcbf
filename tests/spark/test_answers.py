"""The same answers from Apache Spark as from the embedded store: of the sample clinic, and of one drawn at random.

Where no server is named and none can be started (`conftest`) nothing is tested. By hand:

    HEADACHE_TEST_SPARK_HOME=build/spark/home python3 run.py test -n 0 tests/spark
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dashboard.cli import commands
from tests.drawn_clinic import make_drawn_clinic

pytestmark = pytest.mark.slow
OF_SAMPLE = ("worklist --json", "clinic --json", "summary --all --json")
OF_DRAWN = ("worklist --json", "summary --all --json")
PATIENTS, SEED = 20, 17


def printed(store: str, *arguments: str) -> str:
    done = CliRunner().invoke(commands, [*arguments, "--store", store])
    assert done.exit_code == 0, done.output
    return done.stdout


def is_same(one: Any, other: Any) -> bool:
    """Whether two answers are one: integers and texts exactly, floats within 1e-9."""
    if isinstance(one, dict):
        return (
            isinstance(other, dict) and list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
        )
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return type(one) is type(other) and one == other


def answers(store: str, command: str) -> list[Any]:
    """What a command prints: its one document, or one a line."""
    said = printed(store, *command.split())
    return [json.loads(line) for line in said.splitlines()] if command.startswith("summary") else [json.loads(said)]


def read_there(store: str, folder: Path, spark_url: str) -> None:
    """Has the server read an export of the store."""
    printed(store, "export", "--format", "parquet", "--out", str(folder))
    printed(spark_url, "prepare", "--export", str(folder))


@pytest.fixture(scope="module")
def sample(sample_store: Path, spark_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    read_there(str(sample_store), tmp_path_factory.mktemp("exported") / "sample", spark_url)
    return str(sample_store)


@pytest.fixture(scope="module")
def drawn(sample: str, spark_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A clinic drawn at random, read by the same server once the sample has been asked."""
    folder = tmp_path_factory.mktemp("drawn")
    make_drawn_clinic(folder / "clinic", PATIENTS, SEED)
    read_there(str(folder / "clinic"), folder / "parquet", spark_url)
    return str(folder / "clinic")


@pytest.mark.parametrize("command", OF_SAMPLE)
def test_the_sample_clinic_is_answered_as_by_the_embedded_store(sample: str, spark_url: str, command: str) -> None:
    here, there = (answers(store, command) for store in (sample, spark_url))
    assert len(here) == (66 if command.startswith("summary") else 1)
    assert is_same(here, there)


@pytest.mark.parametrize("command", OF_DRAWN)
def test_a_clinic_drawn_at_random_is_answered_as_by_the_embedded_store(
    drawn: str, spark_url: str, command: str
) -> None:
    here, there = (answers(store, command) for store in (drawn, spark_url))
    assert len(here) == (PATIENTS if command.startswith("summary") else 1)
    assert is_same(here, there)
