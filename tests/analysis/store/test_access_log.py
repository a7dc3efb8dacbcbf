"""The access log is evidence: whoever changes, removes, adds or swaps an entry, or replaces the file, is found out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from analysis.errors import StoreProblem
from analysis.store import Store, Visitor, access_log
from analysis.store.access_log import YEARS_KEPT, AccessLog, BrokenLog, LogKept, Wanted, Who
from analysis.store.door import Door
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
        (["DELETE FROM access WHERE number = 5"], "Entry 5 .* is not there: a head of a later entry"),
        (["DELETE FROM access"], "Entry 1 .* is not there: a head of a later entry"),
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
    store.access_log().write(ANNA, "read", "patient", ["A"])
    assert Head.told(outside.read_text()) == store.access_log().head()


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
    entry = log.read(Wanted("C"))[0]
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
    assert len(log.read(Wanted("P-04711"))) == 50


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


TODAY = datetime.now().astimezone().date()
YEARS_AGO = TODAY.replace(day=1).replace(year=TODAY.year - YEARS_KEPT - 1)


@pytest.fixture
def old_log(tmp_path: Path) -> AccessLog:
    """A log whose first three entries, one a list, are six years old, and rightly chained."""
    made = AccessLog(tmp_path / "old.sqlite", Heads(tmp_path / "old.head", tmp_path / "outside.txt"))
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(
            access_log, "_times", lambda: dict.fromkeys(("at_utc", "at_local"), f"{YEARS_AGO}T12:00:00+01:00")
        )
        made.write(ANNA, "read", "patient", ["A", "B"])
        made.write(ANNA, "listed", "worklist", [None], listed=["A", "OLD"])
    made.write(ANNA, "listed", "worklist", [None], listed=["A", "B"])
    made.write(Who("Åsa", "South", "nurse"), "read", "calendar", ["B"])
    return made


def test_what_is_older_than_five_years_is_removed_only_by_an_act_and_the_chain_goes_on(old_log):
    before = old_log.verify()
    day = YEARS_AGO + timedelta(days=1)
    assert old_log.remove_before(day, ANNA, "access log", today=TODAY) == 3
    assert [one.number for one in old_log.read()] == [4, 5, 6]
    told = old_log.read()[-1]
    assert (told.action, told.user) == ("removed", "anna")
    assert f"before {day}, up to 3:" in told.place
    assert old_log.verify(before).number == 6
    assert old_log.remove_before(day, ANNA, "access log", today=TODAY) == 0
    assert b"OLD" not in old_log.file.path.read_bytes()
    assert [one.patients for one in old_log.read(Wanted("A"))] == [2]
    old_log.write(ANNA, "read", "patient", ["A"])
    assert old_log.verify().number == 7


def test_nothing_younger_can_be_removed(old_log):
    with pytest.raises(LogKept, match="kept for 5 years"):
        old_log.remove_before(TODAY - timedelta(days=365 * YEARS_KEPT), ANNA, "access log", today=TODAY)
    assert old_log.head().number == 5


def test_a_log_all_of_whose_entries_are_old_goes_on_with_their_head(tmp_path, monkeypatch):
    made = AccessLog(tmp_path / "old.sqlite")
    times = dict.fromkeys(("at_utc", "at_local"), f"{YEARS_AGO}T12:00:00+01:00")
    with monkeypatch.context() as clock:
        clock.setattr(access_log, "_times", lambda: times)
        made.write(ANNA, "read", "patient", ["A", "B"])
    assert made.remove_before(YEARS_AGO + timedelta(days=1), ANNA, "access log", today=TODAY) == 2
    assert [one.number for one in made.read()] == [3]
    assert made.verify().number == 3


@pytest.mark.parametrize(
    "attack",
    [
        ["DELETE FROM access WHERE number <= 4"],
        ["DELETE FROM access WHERE action = 'removed'"],
        ["DELETE FROM access WHERE number = 4"],
        ["UPDATE access SET place = replace(place, 'up to 3', 'up to 4') WHERE action = 'removed'"],
    ],
)
def test_a_removal_hides_no_other(old_log, attack):
    old_log.remove_before(YEARS_AGO + timedelta(days=1), ANNA, "access log", today=TODAY)
    executed(old_log.file.path, *attack)
    with pytest.raises(BrokenLog):
        old_log.verify()


def test_a_removal_before_its_time_is_none(log):
    """Whoever can write the file may chain an entry that claims a removal; the day it names gives it away."""
    head = head_of_entry(log, 2)
    log.write(ANNA, "removed", f"access log, before {TODAY}, up to {head}", [None])
    executed(log.file.path, "DELETE FROM access WHERE number <= 2")
    with pytest.raises(BrokenLog, match=r"Entry 1 .* is not there"):
        log.verify()


def head_of_entry(log: AccessLog, number: int) -> Head:
    with closing(sqlite3.connect(log.file.path)) as connection:
        (checksum,) = connection.execute("SELECT checksum FROM access WHERE number = ?", (number,)).fetchone()
    return Head(number, checksum)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3, 4, 5]),
        (Wanted("A"), [1, 3, 4]),
        (Wanted("OLD"), [3]),
        (Wanted(user="ås"), [5]),
        (Wanted(user="%"), []),
        (Wanted(action="listed"), [3, 4]),
        (Wanted(first=YEARS_AGO, last=YEARS_AGO), [1, 2, 3]),
        (Wanted(first=YEARS_AGO + timedelta(days=1)), [4, 5]),
        (Wanted("B", "anna", "read"), [2]),
    ],
)
def test_entries_are_found_by_who_patient_action_and_day(old_log, wanted, found):
    assert [one.number for one in old_log.read(wanted)] == found
    assert old_log.count(wanted) == len(found)
    assert [one.number for one in old_log.read(wanted, newest=2)] == found[-2:]


def test_a_sample_is_drawn_among_the_entries_wanted(old_log):
    assert {one.number for _ in range(20) for one in old_log.sample(1, Wanted("A"))} <= {1, 3, 4}
    assert [one.number for one in old_log.sample(9, Wanted("A"))] == [1, 3, 4]
