"""What is counted off the entries as they are kept is what the statement counts, and nothing stale is ever read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import insert, select, update

from analysis.basis import Basis
from analysis.counts.from_told import numbers_told
from analysis.counts.statement import counted, listed_windows
from analysis.days import told
from analysis.days.classified import KINDS, days_in_force
from analysis.days.shelves import keep_on
from analysis.days.told import ToldDays, key_of, read_told_days
from analysis.querying.rows import numbers_of
from analysis.querying.schema import DIARY, EXCLUDED_PERIODS, PATIENTS
from analysis.settings import shipped
from analysis.store import files, store_at, told_file
from analysis.store.pointer import Pointer
from analysis.store.told_file import ToldFile

AS_OF = date(2026, 10, 31)


class Nowhere:
    """A shelf that keeps nothing."""

    identity = "a state"

    def get(self):
        return None

    def put(self, days, as_of, write):
        pass


@pytest.fixture(scope="module")
def store(sample_store):
    """The sample clinic with periods that were set aside, and with days of other diaries and of attacks alone."""
    found = store_at(str(sample_store))
    with found.writing(by="test") as connection:
        for patient, first, last in (("P-001", "2026-09-20", "2026-10-05"), ("P-007", "2026-10-26", "2026-10-30")):
            period = {"starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last), "reason": "other"}
            connection.execute(
                insert(EXCLUDED_PERIODS).values(
                    patient_id=patient, by="test", recorded_at=pd.Timestamp(AS_OF), batch=0, **period
                )
            )
        connection.execute(update(DIARY).where(DIARY.c.patient_id == "P-003").values(source="other", attacks_only=True))
    return found


def windows_of(connection, seed):
    rng = np.random.default_rng(seed)
    patients = list(connection.execute(select(PATIENTS.c.patient_id)).scalars()) * 6
    first = AS_OF.toordinal() - rng.integers(-5, 500, len(patients))
    last = first + rng.choice([0, 6, 27, 300], len(patients))
    return pd.DataFrame({"patient_id": patients, "first_day": first, "last_day": last})


SETTINGS = {
    "as shipped": {},
    "other definition": {"profile": "MD-2", "lock_days": 3},
    "set aside": {"count_excluded": False},
    "late entries": {"count_retrospective": True},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_counts_off_kept_entries_are_those_of_the_statement(store, name):
    basis = Basis(AS_OF, replace(shipped(), **SETTINGS[name]))
    with store.snapshot().connect() as connection:
        windows = windows_of(connection, len(name))
        found = numbers_told(connection, windows, KINDS, basis)
        statement = counted(listed_windows(windows), days_in_force(basis), basis)
        expected = numbers_of(connection, statement).set_index("position").sort_index()
    pd.testing.assert_frame_equal(found, expected[list(found)], check_names=False)
    assert set(expected) - set(found) == {"patient_id"}


def test_entries_written_down_are_read_back_under_their_key_alone(store):
    basis = Basis(AS_OF, shipped())
    with store.snapshot().connect() as connection:
        kept = read_told_days(connection, basis)
    file = BytesIO()
    kept.write(file, "its key", AS_OF)

    def read(content, key="its key"):
        return ToldDays.read(BytesIO(content), key)

    again = read(file.getvalue())
    assert again is not None
    assert again.entries.equals(kept.entries)
    assert (again.day == kept.day).all()
    assert (again.patients == kept.patients).all()
    assert read(file.getvalue(), "another") is None
    damaged = bytearray(file.getvalue())
    damaged[len(damaged) // 2] ^= 1
    assert read(bytes(damaged)) is None
    assert read(file.getvalue()[:-100]) is None
    assert read(b"") is None


def test_another_state_day_or_setting_that_tells_which_entries_count_has_another_key(store):
    settings = shipped()
    others = [
        Basis(date(2026, 10, 30), settings),
        Basis(AS_OF, replace(settings, lock_days=3)),
        Basis(AS_OF, replace(settings, count_excluded=not settings.count_excluded)),
        Basis(AS_OF, replace(settings, count_retrospective=not settings.count_retrospective)),
    ]
    with store.snapshot().connect() as connection:
        keys = [key_of(connection, basis, "a state") for basis in (Basis(AS_OF, settings), *others)]
        keys += [key_of(connection, Basis(AS_OF, settings), "another state")]
        same = key_of(connection, Basis(AS_OF, replace(settings, profile="MD-2")), "a state")
    assert len(set(keys)) == len(keys)
    assert same == keys[0], "what was written does not depend on the definition"


def test_a_changed_rule_of_reading_has_another_key(store, monkeypatch):
    basis = Basis(AS_OF, shipped())
    with store.snapshot().connect() as connection:
        before = key_of(connection, basis, "a state")
        monkeypatch.setattr(told, "OF_DOSES", told.OF_DOSES[1:])
        assert key_of(connection, basis, "a state") != before


def test_a_changed_definition_changes_counts_off_entries_that_were_kept_before(store):
    with store.snapshot().connect() as connection:
        windows = windows_of(connection, 0)
        keep_on(Nowhere(), connection.engine)
        by_profile = [
            numbers_told(connection, windows, ("migraine",), Basis(AS_OF, replace(shipped(), profile=profile)))
            for profile in ("MD-0", "MD-2")
        ]
    assert by_profile[0]["migraine"].sum() != by_profile[1]["migraine"].sum()


def test_a_writer_removes_what_was_kept_of_the_state_before(store, monkeypatch):
    monkeypatch.setattr(told_file, "FEWEST_DAYS", 0)
    windows = pd.DataFrame(
        {"patient_id": ["P-001"], "first_day": [AS_OF.toordinal() - 27], "last_day": [AS_OF.toordinal()]}
    )
    (named, *_) = store.snapshots()
    shelf = ToldFile(store.folder, named.name, named.checksum, Pointer(store.folder))
    engine = files.engine_on(store.folder / named.name, read_only=True)
    keep_on(shelf, engine)
    with engine.connect() as connection:
        before = numbers_told(connection, windows, ("headache",), Basis(AS_OF, shipped()))
        assert shelf.path.exists()
        keep_on(replace(shelf), engine)
        monkeypatch.setattr(told, "read_told_days", None)
        again = numbers_told(connection, windows, ("headache",), Basis(AS_OF, shipped()))
    engine.dispose()
    pd.testing.assert_frame_equal(before, again)
    with store.writing(by="test"):
        pass
    assert not list(store.folder.glob("*.told*"))
    shelf.put(1, AS_OF, lambda file: None)
    assert not shelf.path.exists(), "a reader of the state before leaves nothing behind"
