"""Each engine in turn, with the sample clinic and drawn patients on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.store import Store
from dashboard.serving import import_paths
from tests.engines.clinics import Drawn, drawn_clinics, written_large
from tests.engines.engines import Asked, Engine, Reference, opened

ENGINES = (
    "embedded",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
    pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.slow]),
)
CLINICS = int(os.environ.get("HEADACHE_ENGINE_CLINICS", "1"))
GENERATED = int(os.environ.get("HEADACHE_ENGINE_PATIENTS", "0"))


@pytest.fixture(scope="module")
def all_drawn() -> list[Drawn]:
    return drawn_clinics(CLINICS)


@pytest.fixture(scope="module", params=range(CLINICS))
def drawn(request: pytest.FixtureRequest, all_drawn: list[Drawn]) -> Drawn:
    """The patients who are drawn beside the sample clinic."""
    return all_drawn[request.param]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An export of as many patients over two years as are asked for."""
    return [written_large(GENERATED, tmp_path_factory.mktemp("generated"))] if GENERATED else []


@pytest.fixture(scope="module")
def exports(drawn: Drawn, generated: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What lies beside the sample clinic."""
    return [drawn.written(tmp_path_factory.mktemp("drawn") / "export"), *generated]


@pytest.fixture(scope="module")
def reference(exports: list[Path], sample_clinic_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """An embedded store with all of them."""
    store = Path(shutil.copytree(sample_clinic_once, tmp_path_factory.mktemp("reference") / "store"))
    for export in exports:
        import_paths(Store(store), [export])
    return Reference(store)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine; one that is not there is left out, and says so."""
    folder = tmp_path_factory.mktemp(request.param)
    with opened(request.param, folder, lambda: request.getfixturevalue("new_database")) as found:
        yield found


@pytest.fixture(scope="module")
def asked(engine: Engine, exports: list[Path], reference: Reference) -> Iterator[Asked]:
    """The engine with the same clinic on it."""
    with engine.holding(exports, reference.folder) as url:
        yield Asked(reference, url, engine.is_dear)
