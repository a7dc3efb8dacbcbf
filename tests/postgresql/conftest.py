"""Stores on the server, and in a folder, that hold a small export."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from analysis.store import ClinicStore, Store
from analysis.store.postgresql.store import PostgresStore
from dashboard.serving import import_paths
from tests.postgresql.export import written_export


@pytest.fixture(scope="session")
def small_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a clinic's export of four patients in two care units, a diary of eight weeks each."""
    return written_export(tmp_path_factory.mktemp("export") / "first")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory, small_export: Path) -> Path:
    """The folder of an embedded store that holds the small export."""
    folder = tmp_path_factory.mktemp("embedded") / "store"
    import_paths(Store(folder), [small_export])
    return folder


@pytest.fixture(scope="session")
def small_url(new_database: Callable[..., str], small_export: Path) -> str:
    """The URL of a database that holds the small export; only to be copied."""
    url = new_database()
    store = PostgresStore(make_url(url))
    import_paths(store, [small_export])
    store.close()
    return url


@pytest.fixture
def shared(new_database: Callable[..., str], small_url: str) -> Iterator[PostgresStore]:
    """A store on the server that holds the small export."""
    store = PostgresStore(make_url(new_database(like=small_url)))
    yield store
    store.close()


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ClinicStore:
    """A store of either engine that holds the small export."""
    if request.param == "server":
        return request.getfixturevalue("shared")
    return Store(Path(shutil.copytree(request.getfixturevalue("small_folder"), tmp_path / "store")))
