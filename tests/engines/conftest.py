"""Each engine in turn, with the sample clinic and drawn patients on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.store import Store
from dashboard.serving import import_paths
from tests.engines.clinics import Drawn, drawn_clinics
from tests.engines.engines import Asked, Engine, Reference, opened

ENGINES = (
    "embedded",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
    pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.slow]),
)
CLINICS = int(os.environ.get("HEADACHE_ENGINE_CLINICS", "1"))


@pytest.fixture(scope="module")
def all_drawn() -> list[Drawn]:
    return drawn_clinics(CLINICS)


@pytest.fixture(scope="module", params=range(CLINICS))
def drawn(request: pytest.FixtureRequest, all_drawn: list[Drawn]) -> Drawn:
    """The patients who are drawn beside the sample clinic."""
    return all_drawn[request.param]


@pytest.fixture(scope="module")
def reference(drawn: Drawn, sample_clinic_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """An embedded store with all of them."""
    folder = tmp_path_factory.mktemp("reference")
    store = Path(shutil.copytree(sample_clinic_once, folder / "store"))
    import_paths(Store(store), [drawn.written(folder / "export")])
    return Reference(store)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine; one that is not there is left out, and says so."""
    folder = tmp_path_factory.mktemp(request.param)
    with opened(request.param, folder, lambda: request.getfixturevalue("new_database")) as found:
        yield found


@pytest.fixture(scope="module")
def asked(engine: Engine, drawn: Drawn, reference: Reference) -> Iterator[Asked]:
    """The engine with the same clinic on it."""
    with engine.holding(drawn, reference.folder) as url:
        yield Asked(reference, url, engine.is_dear)
