"""The access log is evidence: whoever changes, removes, adds or swaps an entry, or replaces the file, is found out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analysis.errors import StoreProblem
from analysis.store import Store, Visitor
from analysis.store.access_log import AccessLog, BrokenLog, Who
from analysis.store.door import Door, log_of
from analysis.store.heads import START, Head, Heads

ROOT = Path(__file__).parents[3]
ANNA = Who("anna", "North", "doctor", "visit today")


def executed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of five entries, one of them a list, and the head that was kept outside."""
    folder = tmp_path_factory.mktemp("written")
    made = AccessLog(folder / "log.sqlite", Heads(folder / "log.head", folder / "outside.txt"))
    for patient in ("A", "B", "C"):
        made.write(ANNA, "read", "patient", [patient])
    made.write(ANNA, "listed", "worklist", [None], listed=["A", "B"])
    made.write(ANNA, "exported", "export", ["C"])
    made.file.close()
    return folder


@pytest.fixture
def log(written: Path, tmp_path: Path) -> AccessLog:
    folder = shutil.copytree(written, tmp_path / "clinic")
    return AccessLog(folder / "log.sqlite", Heads(folder / "log.head", folder / "outside.txt"))


def test_a_log_that_was_left_alone_is_whole(log):
    assert log.verify() == log.head()
    assert log.head().number == 5


@pytest.mark.parametrize(
    ("attack", "found"),
    [
        (["UPDATE access SET patient_id = 'X' WHERE number = 2"], "Entry 2 .* not as it was written"),
        (["UPDATE access SET at_utc = '2020' WHERE number = 5"], "Entry 5 .* not as it was written"),
        (["UPDATE access SET purpose = NULL WHERE number = 1"], "Entry 1 .* not as it was written"),
        (["DELETE FROM access WHERE number = 3"], "Entry 3 .* is not there"),
        (["DELETE FROM access WHERE number = 1"], "Entry 1 .* is not there"),
        (["DELETE FROM access WHERE number = 5"], "Entry 5 .* is not there: a head of 5"),
        (["DELETE FROM access"], "Entry 1 .* is not there: a head of 5"),
        (
            [
                "UPDATE access SET number = -1 WHERE number = 2",
                "UPDATE access SET number = 2 WHERE number = 3",
                "UPDATE access SET number = 3 WHERE number = -1",
            ],
            "Entry 2 .* not as it was written",
        ),
        (
            [
                "INSERT INTO access SELECT 6, at_utc, at_local, user, care_units, patient_id, action, place, role, "
                "purpose, listed, checksum FROM access WHERE number = 5"
            ],
            "Entry 6 .* not as it was written",
        ),
        (["UPDATE lists SET patients = x'00'"], "list of entry 4 .* was changed"),
        (["DELETE FROM lists"], "list of entry 4 .* was changed"),
    ],
)
def test_what_was_done_to_an_entry_is_found(log, attack, found):
    executed(log.file.path, *attack)
    with pytest.raises(BrokenLog, match=found):
        log.verify()


@pytest.mark.parametrize("length", [3, 5, 7])
def test_another_file_in_its_place_is_found_by_the_heads_outside(log, tmp_path, length):
    """Somebody who can write a log of their own, rightly chained, cannot take back what was told outside."""
    forged = AccessLog(tmp_path / "forged.sqlite")
    for _ in range(length):
        forged.write(Who("nobody", "*"), "read", "patient", ["A"])
    forged.file.close()
    log.file.close()
    forged.file.path.replace(log.file.path)
    (tmp_path / "forged.head").replace(log.file.path.with_suffix(".head"))
    with pytest.raises(BrokenLog, match=r"Entry 1 .* the log was replaced"):
        log.verify()


def test_the_head_beside_the_log_finds_a_file_put_back_from_before(log, tmp_path):
    before = shutil.copy(log.file.path, tmp_path / "before.sqlite")
    log.write(ANNA, "read", "patient", ["A"])
    log.file.close()
    for left in log.file.path.parent.glob("log.sqlite*"):
        left.unlink()
    shutil.move(before, log.file.path)
    with pytest.raises(BrokenLog, match=r"Entry 6 .* is not there"):
        AccessLog(log.file.path).verify()


def test_a_log_that_is_gone_is_found(log):
    log.file.path.unlink()
    with pytest.raises(BrokenLog, match=r"is gone"):
        log.verify()


def test_a_head_that_was_printed_can_be_compared(log):
    assert log.verify(log.head())
    with pytest.raises(BrokenLog, match=r"Entry 2 .* the log was replaced"):
        log.verify(Head(2, "0" * 64))


def test_nothing_is_shown_when_the_head_cannot_be_kept(tmp_path):
    (tmp_path / "outside").mkdir()
    log = AccessLog(tmp_path / "log.sqlite", Heads(tmp_path / "log.head", tmp_path / "outside"))
    with pytest.raises(StoreProblem, match=r"nothing is shown\. The head .* cannot be kept: Is a directory"):
        log.write(ANNA, "read", "patient", ["A"])


def test_a_syslog_that_is_not_there_is_told(tmp_path):
    log = AccessLog(tmp_path / "log.sqlite", Heads(tmp_path / "log.head", syslog=str(tmp_path / "none")))
    with pytest.raises(StoreProblem, match=r"cannot be kept"):
        log.write(ANNA, "read", "patient", ["A"])


def test_the_clinic_names_where_the_heads_are_kept(tmp_path):
    store = Store(tmp_path / "clinic")
    store.folder.mkdir()
    outside = tmp_path / "heads.txt"
    (store.folder / "settings.toml").write_text(f'[access_log]\nlog_heads_file = "{outside}"\n')
    log_of(store).write(ANNA, "read", "patient", ["A"])
    assert Head.told(outside.read_text()) == log_of(store).head()


def test_the_newest_snapshot_holds_a_head_too(tmp_path):
    store = Store(tmp_path / "clinic")
    door = Door(store, Visitor("nurse"))
    with door.importing():
        pass
    door.verify_log()
    for left in store.folder.glob("access_log.*"):
        left.unlink()
    with pytest.raises(BrokenLog):
        Door(store, Visitor("nurse")).verify_log()


def test_a_log_of_an_older_program_is_chained_as_it_is(tmp_path):
    path = tmp_path / "log.sqlite"
    executed(
        path,
        "CREATE TABLE access (number INTEGER NOT NULL PRIMARY KEY, at_utc TEXT NOT NULL, at_local TEXT NOT NULL, "
        "user TEXT NOT NULL, care_units TEXT NOT NULL, patient_id TEXT, action TEXT NOT NULL, place TEXT NOT NULL)",
        "INSERT INTO access VALUES (1, '2026', '2026', 'anna', '*', 'A', 'read', 'patient')",
        "INSERT INTO access VALUES (2, '2026', '2026', 'anna', '*', NULL, 'imported', 'import')",
    )
    log = AccessLog(path)
    log.write(ANNA, "read", "patient", ["B"])
    assert [one.patient_id for one in log.read()] == ["A", None, "B"]
    assert log.verify().number == 3
    executed(path, "UPDATE access SET user = 'x' WHERE number = 1")
    with pytest.raises(BrokenLog, match=r"Entry 1"):
        AccessLog(path).verify()


def test_an_entry_tells_who_in_which_role_for_which_unit_and_why(log):
    entry = log.read("C")[0]
    assert (entry.user, entry.role, entry.care_units, entry.purpose) == ("anna", "doctor", "North", "visit today")
    assert entry.at_utc.endswith("+00:00")
    assert entry.at_local


def test_an_empty_log_has_the_head_of_nothing(tmp_path):
    log = AccessLog(tmp_path / "log.sqlite")
    assert (log.head(), log.verify(), log.read()) == (START, START, [])


def test_a_sample_is_of_as_many_entries_as_there_are(log):
    assert len(log.sample(3)) == 3
    assert [one.number for one in log.sample(99)] == [1, 2, 3, 4, 5]


def test_ten_thousand_patients_on_a_list_cost_a_row(tmp_path):
    log = AccessLog(tmp_path / "log.sqlite")
    everyone = [f"P-{number:05}" for number in range(10_000)]
    for _ in range(50):
        log.write(ANNA, "listed", "worklist", [None], listed=everyone)
    log.file.close()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 250_000
    assert len(log.read("P-04711")) == 50


def test_a_user_is_the_one_of_the_operating_system(monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert Visitor.local().user != "somebody-else"
    assert Visitor.local().role == "local account"


@pytest.mark.parametrize("first", ["log", "contacts"])
def test_many_processes_write_for_the_first_time_at_once(first: str, tmp_path: Path):
    """Every one of them succeeds, and the chain is whole."""
    program = {
        "log": "from analysis.store.access_log import AccessLog, Who\n"
        "AccessLog(path).write(Who('a', '*'), 'read', 'x', ['A'])",
        "contacts": "from datetime import date, datetime\nfrom analysis.store.contacts import Contact, Contacts\n"
        "Contacts(path).add(Contact('A', date(2026, 3, 1), 'a', 'phone'), datetime(2026, 3, 1))",
    }[first]
    code = (
        "import os, sys, threading\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        "import analysis.store\n"
        f"def write():\n    exec({program!r}, {{'path': path}})\n"
        "for _ in range(8):\n    if os.fork() == 0:\n        write()\n        os._exit(0)\n"
        "ended = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(8)]\nprint(ended)"
    )
    told: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    path = tmp_path / f"{first}.sqlite"
    done = told(
        [sys.executable, "-c", code, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str([0] * 8), done.stderr
    if first == "log":
        assert AccessLog(path).verify().number == 8
