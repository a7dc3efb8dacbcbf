"""A full disk, a failing one, a forbidden folder, a kill, a cut file: a sentence, and the state of before or after."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from analysis.errors import BackupRefused, DiaryError, StoreProblem
from analysis.exporting import export
from analysis.querying.schema import PATIENTS, STORE_INFO
from analysis.store import Action, Contact, Door, Store, Visitor, files, store_at
from analysis.store.contacts import Contacts
from tests.analysis.store.steps import Killed, Steps, failing, on_small_databases

ROOT = Path(__file__).parents[3]
NURSE = Visitor("nurse")
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES)


def add_patient(store: Store, name: str) -> None:
    with store.writing("test") as connection:
        connection.execute(insert(PATIENTS), [{"patient_id": name, "enrolled_on": date(2026, 1, 1), "batch": 1}])


def names(store: Store) -> list[str]:
    with store.snapshot().connect() as connection:
        return sorted(connection.execute(select(PATIENTS.c.patient_id)).scalars())


def state(store: Store) -> tuple[list[str], list[str]]:
    """Who is in the store, and with whom there were contacts."""
    if store.is_empty():
        return [], []
    contacts = Contacts(store.contacts_path)
    found = names(store), [one.patient_id for one in contacts.all()]
    contacts.file.close()
    return found


def let_go(store: Store) -> None:
    for opened in store._opened.values():
        opened.engine.dispose()


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Small databases; and nobody else writes here, so who waits waits for a lock that was not let go."""
    with pytest.MonkeyPatch.context() as patched:
        on_small_databases(patched)
        patched.setattr(Store.only_writer.__wrapped__, "__defaults__", (1.0,))
        yield


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two patients and a contact, the backup of the first alone, and a store of an older program."""
    folder = tmp_path_factory.mktemp("filled")
    store = Store(folder / "clinic")
    add_patient(store, "A")
    door = Door(store, NURSE)
    door.record_contact(Contact("A", date(2026, 3, 1), "nurse", "phone"))
    door.back_up(folder / "backup.zip")
    add_patient(store, "B")
    for file in (door._contacts.file, door._log.file):
        file.close()
    older = shutil.copytree(store.folder, folder / "older")
    newest = Store(older).snapshots()[0].name
    engine = files.engine_on(older / newest)
    with engine.begin() as connection:
        connection.execute(STORE_INFO.update().values(value="an older catalogue"))
    (older / "CURRENT").write_text(newest)
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Store:
    return Store(shutil.copytree(filled / "clinic", tmp_path / "clinic"))


def _export(store: Store) -> None:
    door = Door(store, NURSE)
    records = door.enter(Action.EXPORTED, "export", [])
    export(records, [], store.folder.parent / "out", "csv", now=datetime(2026, 3, 1))


DEEDS: dict[str, tuple[str, Callable[[Store], object]]] = {
    "import": ("clinic", lambda store: add_patient(store, "C")),
    "first import": ("none", lambda store: add_patient(store, "C")),
    "update": ("older", lambda store: store.snapshot()),
    "contact": (
        "clinic",
        lambda store: Door(store, NURSE).record_contact(Contact("B", date(2026, 3, 2), "n", "phone")),
    ),
    "backup": ("clinic", lambda store: Door(store, NURSE).back_up(store.folder.parent / "out.zip")),
    "restore": ("clinic", lambda store: Door(store, NURSE).restore(store.folder.parent / "backup.zip")),
    "erase": ("clinic", lambda store: Door(store, NURSE).erase("A")),
}
AFTER = {
    "import": (["A", "B", "C"], ["A"]),
    "first import": (["C"], []),
    "update": (["A", "B"], ["A"]),
    "contact": (["A", "B"], ["A", "B"]),
    "backup": (["A", "B"], ["A"]),
    "restore": (["A"], ["A"]),
    "erase": (["B"], []),
}
BETWEEN = {"erase": [(["A", "B"], [])]}
"""States that are neither: who was being erased is partly gone, and erasing again finishes it."""


@pytest.fixture
def fresh(filled: Path, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes the place of a deed anew, as often as asked."""
    made: list[Store] = []

    def make(kind: str) -> Store:
        for left in tmp_path.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        if kind != "none":
            shutil.copytree(filled / kind, tmp_path / "clinic")
        shutil.copy(filled / "backup.zip", tmp_path)
        made.append(Store(tmp_path / "clinic"))
        return made[-1]

    yield make
    for one in made:
        let_go(one)


def strays(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if ".tmp" in path.name or path.name in ("writing.txt", "restored") or path.name.startswith(".")
    ]


def done(deed: Callable[[Store], object], store: Store, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """The sentence with which a deed ends when a step fails; None when it succeeds or is killed."""
    try:
        with failing(steps, monkeypatch):
            deed(store)
    except DiaryError as problem:
        return str(problem)
    except Killed:
        return None
    finally:
        let_go(store)
    return None


@pytest.mark.parametrize(
    ("name", "statements"),
    [*((name, False) for name in DEEDS), *((name, True) for name in DEEDS if "first" not in name)],
)
def test_whatever_step_fails_the_state_is_that_of_before_or_after(name, statements, fresh, tmp_path, monkeypatch):
    """Each step fails once with an error of the disk, and files' steps once with a kill; then the deed succeeds."""
    kind, deed = DEEDS[name]
    whole = Steps(tmp_path, statements=statements)
    assert done(deed, before := fresh(kind), whole, monkeypatch) is None
    assert state(Store(before.folder)) == AFTER[name]
    earlier = state(fresh(kind))
    for at in range(1, whole.taken + 1):
        for code in (CODES[at % len(CODES)], *([] if statements else [0])):
            store = fresh(kind)
            steps = Steps(tmp_path, at, code, statements)
            problem = done(deed, store, steps, monkeypatch)
            again = Store(store.folder)
            found = state(again)
            assert found in (earlier, AFTER[name], *BETWEEN.get(name, [])), (at, code)
            if problem is not None:
                assert os.strerror(code) in problem, (at, problem)
                assert strays(tmp_path) == [], (at, code)
            let_go(again)
            if code == 0 and at % 3 == 0 and found != AFTER[name]:
                repeated = Store(store.folder)
                with suppress(BackupRefused):
                    deed(repeated)
                let_go(repeated)
                assert state(Store(store.folder)) == AFTER[name], (at, code)


def _all_read(store: Store) -> None:
    door = Door(store, NURSE)
    door.contacts(door.enter(Action.READ, "test", ["A"]))
    door.accesses()


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
@pytest.mark.parametrize("file", ["snapshot-000002-*", "CURRENT", "contacts.sqlite", "access_log.sqlite"])
def test_a_cut_file_is_told_in_a_sentence_and_nothing_is_changed(store, file, share):
    (path,) = store.folder.glob(file)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    before = {one.name: one.read_bytes() for one in store.folder.iterdir() if "log" not in one.name}
    with pytest.raises(StoreProblem, match="damaged"):
        _all_read(Store(store.folder))
    with suppress(StoreProblem):
        add_patient(Store(store.folder), "C")
    if file.startswith(("snapshot", "CURRENT")):
        after = {one.name: one.read_bytes() for one in store.folder.iterdir() if "log" not in one.name}
        assert {name: after.get(name) for name in before} == before
        assert strays(store.folder) == []


def test_one_changed_bit_is_found_when_the_snapshot_is_first_opened(store):
    path = store.folder / store.snapshots()[0].name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    for deed in (names, lambda of: add_patient(of, "C"), lambda of: Door(of, NURSE).back_up(of.folder / "out.zip")):
        with pytest.raises(StoreProblem, match="its checksum is another"):
            deed(Store(store.folder))


def test_a_pointer_that_is_gone_from_beside_snapshots_is_damage_and_no_empty_store(store):
    (store.folder / "CURRENT").unlink()
    for deed in (names, state, lambda of: add_patient(of, "C"), lambda of: of.is_empty()):
        with pytest.raises(StoreProblem, match="CURRENT is gone from beside the snapshots"):
            deed(Store(store.folder))
    assert len(list(store.folder.glob("snapshot-*"))) == 2


@pytest.mark.parametrize("said", ["../elsewhere", "snapshot-000002", "", "\0", "snapshot-000002-5b0e6c21.duckdb 12"])
def test_a_pointer_that_says_nonsense_is_damage(store, said):
    (store.folder / "CURRENT").write_text(said)
    with pytest.raises(StoreProblem, match="CURRENT is damaged"):
        names(Store(store.folder))


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_folders_and_files_are_their_owners_alone_whatever_the_umask(mask, tmp_path):
    before = os.umask(mask)
    try:
        store = Store(tmp_path / "clinic")
        add_patient(store, "A")
        door = Door(store, NURSE)
        door.record_contact(Contact("A", date(2026, 3, 1), "nurse", "phone"))
        door.back_up(tmp_path / "backup.zip")
        door.restore(tmp_path / "backup.zip")
    finally:
        os.umask(before)
    for path in (store.folder, tmp_path / "backup.zip", *store.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_modes_that_others_may_use_are_taken_back_at_the_first_opening(store):
    for path in (store.folder, *store.folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    names(Store(store.folder))
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()} == {0o600}
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_modes_that_cannot_be_taken_back_are_told(store, monkeypatch):
    store.folder.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "chmod", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EPERM, "not yours")))
        with pytest.raises(StoreProblem, match=r"other accounts of this machine \(mode 755\) .* not yours"):
            names(Store(store.folder))


@pytest.mark.parametrize("where", ["x" * 300, "duckdb:////srv/what?now", "what?now", "a\0b"])
def test_a_path_that_cannot_be_one_is_told(where, tmp_path):
    with pytest.raises(StoreProblem):
        store_at(where)


def test_a_name_of_three_hundred_characters_is_a_patient_like_any_other(store):
    name = "P" * 300
    add_patient(store, name)
    door = Door(store, NURSE)
    assert door.enter(Action.READ, "test", [name]).patients == (name,)
    assert door.erase(name) == 1
    assert state(store) == (["A", "B"], ["A"])
