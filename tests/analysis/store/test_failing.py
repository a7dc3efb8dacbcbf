"""A full disk, a failing one, a forbidden folder, a cut file, a newer program: a sentence, and the state of before."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text

from analysis.errors import StoreIsNewer, StoreProblem
from analysis.querying.schema import PATIENTS
from analysis.store import Store

ROOT = Path(__file__).parents[3]


def add_patient(store: Store, name: str) -> None:
    with store.writing("test") as connection:
        connection.execute(insert(PATIENTS), [{"patient_id": name, "enrolled_on": date(2026, 1, 1), "batch": 1}])


def names(store: Store) -> list[str]:
    with store.snapshot().connect() as connection:
        return sorted(connection.execute(select(PATIENTS.c.patient_id)).scalars())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "clinic"
    add_patient(Store(folder), "A")
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Store:
    shutil.copytree(filled, tmp_path / "clinic")
    return Store(tmp_path / "clinic")


STEPS = {
    "mkdir": (Path, "mkdir", 1),
    "lock or flush": (os, "open", 6),
    "note and pointer": (Path, "write_text", 2),
    "copy": (shutil, "copyfile", 1),
    "rename": (Path, "replace", 2),
    "sync": (os, "fsync", 3),
}
"""Every file operation of a writer: where it is looked up, and how often it is called at the most."""


def failing(real: Callable[..., object], at: int, code: int, reached: list[int]) -> Callable[..., object]:
    """The operation, which fails when it is called for the `at`-th time, and never before or after."""
    calls = []

    def call(*args: object, **options: object) -> object:
        calls.append(1)
        if len(calls) == at:
            reached.append(at)
            raise OSError(code, os.strerror(code))
        return real(*args, **options)

    return call


def problem_of(store: Store) -> str | None:
    """The sentence with which writing ends; None when it succeeds."""
    try:
        add_patient(store, "B")
    except StoreProblem as problem:
        return str(problem)
    return None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("step", "at"), [(step, at) for step, (*_, most) in STEPS.items() for at in range(1, most + 1)]
)
def test_whatever_step_fails_the_state_of_before_is_whole(store, monkeypatch, step, at, code):
    where, name, _ = STEPS[step]
    reached: list[int] = []
    before = sorted(path.name for path in store.folder.glob("snapshot-*"))
    with monkeypatch.context() as patched:
        patched.setattr(where, name, failing(getattr(where, name), at, code, reached))
        problem = problem_of(store)
    if problem is None:  # never called so often, or, of the lock alone, called once more by itself
        assert names(Store(store.folder)) == ["A", "B"]
        assert not reached or (step, code) == ("lock or flush", errno.EACCES)
        return
    assert os.strerror(code) in problem
    assert names(Store(store.folder)) == ["A"]
    assert sorted(path.name for path in store.folder.glob("snapshot-*")) == before
    assert not [path.name for path in store.folder.iterdir() if ".tmp" in path.name or path.name == "writing.txt"]
    add_patient(store, "C")
    assert names(Store(store.folder)) == ["A", "C"]


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_cut_file_is_told_in_a_sentence(store, share):
    (file,) = store.folder.glob("snapshot-*.duckdb")
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(StoreProblem):
        names(Store(store.folder))
    with pytest.raises(StoreProblem):
        add_patient(Store(store.folder), "B")
    assert not list(store.folder.glob("*.tmp*"))


def test_a_store_of_a_newer_program_is_told_in_a_sentence(store):
    (file,) = store.folder.glob("snapshot-*.duckdb")
    newer = create_engine(f"duckdb:///{file}")
    with newer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.dispose()
    for opened in (names, lambda of: add_patient(of, "B")):
        with pytest.raises(StoreIsNewer, match="newer version of this program"):
            opened(Store(store.folder))
    assert not list(store.folder.glob("*.tmp*"))


def test_first_imports_at_once_are_all_kept(tmp_path):
    folders = []
    for name in ("A", "B", "C"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "patients.csv").write_text(f"patient_id,enrolled_on\n{name},2026-01-01\n")
        (folder / "diary.csv").write_text(f"patient_id,date,headache\n{name},2026-01-02,1\n")
        folders.append(folder)
    command = [sys.executable, "-m", "dashboard.cli", "import", "--changes", "--store", str(tmp_path / "store")]
    running = [
        subprocess.Popen([*command, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for folder in folders
    ]
    told = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert names(Store(tmp_path / "store")) == ["A", "B", "C"]
