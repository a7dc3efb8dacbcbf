"""A backup holds all of one moment, is checked before it replaces anything, and what was there is kept."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from analysis.errors import BackupRefused, NoData, StoreProblem
from analysis.querying.schema import PATIENTS
from analysis.store import Action, Contact, Door, Store, Visitor
from analysis.store.backup import checked
from analysis.store.retention import DAYS_KEPT, kept

ROOT = Path(__file__).parents[3]
NURSE = Visitor("nurse")


def add_patient(store: Store, name: str) -> None:
    with store.writing("test") as connection:
        connection.execute(insert(PATIENTS), [{"patient_id": name, "enrolled_on": date(2026, 1, 1), "batch": 1}])


def seen(store: Store) -> tuple[list[str], list[str]]:
    """Who is in the store, and the notes of the contacts."""
    door = Door(store, NURSE)
    records = door.enter(Action.LISTED, "test")
    with records.connect() as connection:
        found = sorted(connection.exec_driver_sql("SELECT patient_id FROM patients").scalars())
    return found, [one.note or "" for one in door.contacts(records)]


def contact(store: Store, patient: str, note: str) -> None:
    Door(store, NURSE).record_contact(Contact(patient, date(2026, 3, 1), "nurse", "phone", note))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, and a backup of it as it was one patient and one contact ago."""
    folder = tmp_path_factory.mktemp("made")
    store = Store(folder / "clinic")
    add_patient(store, "A")
    contact(store, "A", "before")
    Door(store, NURSE).back_up(folder / "backup.zip")
    add_patient(store, "B")
    contact(store, "B", "after")
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Store:
    shutil.copy(made / "backup.zip", tmp_path)
    return Store(shutil.copytree(made / "clinic", tmp_path / "clinic"))


def test_a_backup_brings_back_what_was_and_keeps_what_is(store, tmp_path):
    open_before = Store(store.folder).snapshot()
    aside = Door(store, NURSE).restore(tmp_path / "backup.zip")
    assert seen(Store(store.folder)) == (["A"], ["before"])
    assert aside is not None
    assert seen(Store(shutil.copytree(aside, tmp_path / "again"))) == (["A", "B"], ["before", "after"])
    with open_before.connect() as connection:  # a dashboard that was open goes on
        assert connection.exec_driver_sql("SELECT count(*) FROM patients").scalar() == 2


def test_the_access_log_goes_on_over_a_restore(store, tmp_path):
    before = Door(store, NURSE).head_of_log()
    Door(store, NURSE).restore(tmp_path / "backup.zip")
    assert Door(store, NURSE).verify_log(before).number == before.number + 1
    assert Door(store, NURSE).accesses()[-1].place == "restore"


def test_a_backup_makes_a_store_where_there_is_none(made, tmp_path):
    store = Store(tmp_path / "new")
    assert Door(store, NURSE).restore(made / "backup.zip") is None
    assert seen(store) == (["A"], ["before"])
    assert [(one.action, one.place) for one in Door(store, NURSE).accesses()][-3:-1] == [
        ("exported", "backup"),
        ("changed", "restore"),
    ]


def test_a_backup_of_another_store_does_not_make_the_log_look_replaced(made, tmp_path):
    other = Store(tmp_path / "other")
    with Door(other, Visitor("another nurse")).importing():
        pass
    Door(other, NURSE).restore(made / "backup.zip")
    assert Door(Store(other.folder), NURSE).verify_log().number == 2


def test_a_damaged_store_is_mended_by_a_backup(store, tmp_path):
    for path in (store.folder / "CURRENT", store.folder / "contacts.sqlite"):
        path.write_bytes(b"nonsense" * 100)
    Door(store, NURSE).restore(tmp_path / "backup.zip")
    assert seen(Store(store.folder)) == (["A"], ["before"])


def test_who_was_erased_since_stays_erased(store, tmp_path):
    Door(store, NURSE).erase("A")
    Door(store, NURSE).restore(tmp_path / "backup.zip")
    assert seen(Store(store.folder)) == ([], [])
    assert b"before" not in (store.folder / "contacts.sqlite").read_bytes()


def _within_the_largest(file):
    """Places in the middle of what the largest file of the archive holds; a single bit may mean nothing when packed."""
    with zipfile.ZipFile(file) as archive:
        largest = max(archive.infolist(), key=lambda one: one.compress_size)
    middle = largest.header_offset + 30 + len(largest.filename) + len(largest.extra) + largest.compress_size // 2
    return slice(middle, middle + 16)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("cut", "is no backup of this program, or is damaged"),
        ("bits", "is damaged: snapshot|no backup of this program, or is damaged"),
        ("other", "is no backup of this program"),
        ("more", "is no backup of this program"),
        ("none", "cannot be read: No such file"),
    ],
)
def test_a_file_that_is_no_whole_backup_changes_nothing(store, tmp_path, harm, sentence):
    file = tmp_path / "backup.zip"
    content = bytearray(file.read_bytes())
    content[_within_the_largest(file)] = bytes(byte ^ 0xFF for byte in content[_within_the_largest(file)])
    if harm == "more":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(
                "manifest.json", '{"kind": "headache-dashboard backup", "version": 1, "sha256": {"../x": ""}}'
            )
    else:
        file.write_bytes({"cut": file.read_bytes()[:-99], "bits": bytes(content), "other": b"text"}.get(harm, b""))
    if harm == "none":
        file.unlink()
    before = sorted(path.name for path in store.folder.iterdir() if "sqlite" not in path.name)
    with pytest.raises(BackupRefused, match=sentence):
        Door(store, NURSE).restore(file)
    assert sorted(path.name for path in store.folder.iterdir() if "sqlite" not in path.name) == before
    assert seen(Store(store.folder)) == (["A", "B"], ["before", "after"])


def test_a_backup_never_replaces_a_file_and_is_not_made_of_nothing(store, tmp_path):
    with pytest.raises(BackupRefused, match="is there already"):
        Door(store, NURSE).back_up(tmp_path / "backup.zip")
    with pytest.raises(NoData):
        Door(Store(tmp_path / "empty"), NURSE).back_up(tmp_path / "new.zip")
    with pytest.raises(BackupRefused, match="No such file or directory"):
        Door(store, NURSE).back_up(tmp_path / "no" / "folder.zip")


def test_a_backup_made_while_others_write_is_whole(store, tmp_path):
    """Contacts recorded meanwhile are in it or not; every checksum fits."""
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from analysis.store import Contact, Door, Store, Visitor\n"
        "door = Door(Store(Path(sys.argv[1])), Visitor('n'))\n"
        "print('ready', flush=True)\n"
        "while True: door.record_contact(Contact('A', date(2026, 3, 1), 'n', 'phone', 'more'))"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(store.folder)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        Door(store, NURSE).back_up(tmp_path / "during.zip")
    finally:
        writer.kill()
        writer.wait()
    assert len(checked(tmp_path / "during.zip").files) == 3
    Door(other := Store(tmp_path / "other"), NURSE).restore(tmp_path / "during.zip")
    assert seen(other)[0] == ["A", "B"]
    assert Door(other, NURSE).verify_log()


def test_snapshots_are_kept_by_age_as_well_as_number(store):
    """Many writes in a day leave the three newest, and the last one of each of the days before."""
    names = [f"P{number}" for number in range(6)]
    written = []
    for name in names:
        add_patient(store, name)
        newest = store.snapshots()[0].name
        written.append(newest)
        age = timedelta(days=[9, 3, 3, 0, 0, 0][len(written) - 1]).total_seconds()
        moment = (store.folder / newest).stat().st_mtime - age
        os.utime(store.folder / newest, (moment, moment))
    add_patient(store, "last")
    found = [one.name for one in store.snapshots()][1:]
    assert found == [written[5], written[4], written[2]]
    assert sorted(path.name for path in store.folder.glob("snapshot-*")) == sorted([store.snapshots()[0].name, *found])
    assert DAYS_KEPT == 7
    assert kept(store.folder, ()) == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.store import Door, Store, Visitor, files
folder, deed, step, at = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
real, calls = getattr(files, step), []
def call(*arguments, **options):
    calls.append(1)
    if len(calls) == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
setattr(files, step, call)
door = Door(Store(folder), Visitor('nurse'))
{'restore': lambda: door.restore(folder.parent / 'backup.zip'), 'erase': lambda: door.erase('B')}[deed]()
"""


OLD, NEW, BETWEEN = (["A", "B"], ["before", "after"]), (["A"], ["before"]), (["A", "B"], ["before"])


@pytest.mark.parametrize(
    ("deed", "step", "at", "after"),
    [
        ("restore", "unpack", 2, OLD),
        ("restore", "move", 4, OLD),
        ("restore", "move", 5, NEW),
        ("restore", "remove_folder", 4, NEW),
        ("erase", "rewrite", 1, BETWEEN),
        ("erase", "move", 3, BETWEEN),
    ],
)
def test_a_kill_leaves_the_old_or_the_new(store, deed, step, at, after):
    """Where the contacts of who is being erased are gone and the rest is not, erasing again does the rest."""
    command = [sys.executable, "-c", KILLED, str(store.folder), deed, step, str(at)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert seen(Store(store.folder)) == after
    if deed == "erase":
        Door(Store(store.folder), NURSE).erase("B")
        assert seen(Store(store.folder)) == NEW
    add_patient(Store(store.folder), "C")
    left = [path.name for path in store.folder.iterdir() if ".tmp" in path.name or path.name.startswith("restored")]
    assert left == []


def test_a_disk_that_takes_no_more_is_told_with_its_cause(store):
    """A real limit on the size of files, met by the databases themselves."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
    try:
        with pytest.raises(StoreProblem, match=rf"could not be written: ({os.strerror(errno.EFBIG)}|No space left)"):
            add_patient(store, "C")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert seen(Store(store.folder)) == (["A", "B"], ["before", "after"])
    assert [path.name for path in store.folder.iterdir() if ".tmp" in path.name] == []
