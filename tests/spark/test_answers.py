"""The same answers from Apache Spark as from the embedded store, where a server is named.

Not part of the suite that always runs: the server's wheel is built from 434 MB, and it is half a minute until it
answers. `docs/spark.md` has the commands that start one. HEADACHE_TEST_SPARK names it, on this machine:

    HEADACHE_TEST_SPARK='impala://127.0.0.1:10000/default?auth_mechanism=PLAIN' python -m pytest -n 0 tests/spark
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dashboard.cli import commands

VARIABLE = "HEADACHE_TEST_SPARK"
NO_SERVER = f"No Thrift server of Apache Spark is named in {VARIABLE}; docs/spark.md says how to start one."
COMMANDS = ("worklist --json", "clinic --json", "summary P-001 P-055 P-056 --json")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(VARIABLE not in os.environ, reason=NO_SERVER)]


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


@pytest.fixture(scope="module")
def url(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The server, reading an export of the sample clinic."""
    folder = tmp_path_factory.mktemp("exported") / "parquet"
    printed(str(sample_store), "export", "--format", "parquet", "--out", str(folder))
    printed(os.environ[VARIABLE], "prepare", "--export", str(folder))
    return os.environ[VARIABLE]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_answer_is_that_of_the_embedded_store(sample_store: Path, url: str, command: str) -> None:
    here, there = (printed(store, *command.split()).splitlines() for store in (str(sample_store), url))
    if command.startswith("summary"):
        assert len(here) == 3
        assert [is_same(*map(json.loads, pair)) for pair in zip(here, there, strict=True)] == [True] * 3
    else:
        assert is_same(json.loads("\n".join(here)), json.loads("\n".join(there)))
