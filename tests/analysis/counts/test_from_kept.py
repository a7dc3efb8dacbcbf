"""What is counted off the entries as they are kept is what the statement counts, and nothing stale is ever read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import delete, insert, select, update

from analysis.basis import Basis
from analysis.counts.from_kept import numbers_from_kept
from analysis.counts.statement import counted, listed_windows
from analysis.days.classified import KINDS, days_in_force
from analysis.days.day_by_day import entries_by_patient
from analysis.days.fingerprints import cells, fingerprints
from analysis.days.grid import day_grid
from analysis.days.kept import carrying, keeping, reading
from analysis.days.kept.carrying import carried_over
from analysis.days.kept.entries import KeptDays
from analysis.days.kept.keeping import days_at_hand, key_of
from analysis.days.kept.reading import read_kept_days
from analysis.days.shelves import keep_on
from analysis.querying.rows import numbers_of
from analysis.querying.schema import (
    ACUTE_DOSES,
    DECLARED_PERIODS,
    DIARY,
    DRUG_NAMES,
    EXCLUDED_PERIODS,
    METADATA,
    PATIENTS,
    REMARKS,
)
from analysis.records.patients import patient_files
from analysis.settings import shipped
from analysis.store import files, kept_file, store_at
from analysis.store.kept_file import KeptFile
from analysis.store.pointer import Pointer
from analysis.windows import Window
from tests.kept_days import told_of

AS_OF = date(2026, 10, 31)


class Nowhere:
    """A shelf that keeps nothing."""

    identity = "a state"

    def get(self):
        return None

    def former(self):
        return None

    def keeps(self, days):
        return False


class OneFile(Nowhere):
    """A shelf that holds what was put there last."""

    content = b""

    def get(self):
        return BytesIO(self.content) if self.content else None

    def keeps(self, days):
        return True

    def put(self, as_of, write):
        file = BytesIO()
        write(file)
        self.content = file.getvalue()


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
        found = numbers_from_kept(connection, windows, KINDS, basis)
        statement = counted(listed_windows(windows), days_in_force(basis), basis)
        expected = numbers_of(connection, statement).set_index("position").sort_index()
    pd.testing.assert_frame_equal(found, expected[list(found)], check_names=False)
    assert set(expected) - set(found) == {"patient_id"}


def test_the_days_of_a_few_off_kept_entries_are_those_of_the_engine(store, monkeypatch):
    settings = replace(shipped(), profile="MD-2", count_excluded=False, count_retrospective=True)
    few, period = ("P-001", "P-003", "P-007", "nobody"), Window(date(2026, 3, 1), date(2026, 11, 3))
    basis = Basis(date(2026, 10, 20), settings, few)
    with (
        store.snapshot().connect() as all_of_them,
        store.snapshot().connect((("Huvudvärksmottagningen Norr",), None)) as limited,
    ):
        for connection in (all_of_them, limited):
            grid, days = day_grid(connection, period, KINDS, basis), days_of(connection, few[:3], period, basis)
            with monkeypatch.context() as often_asked:
                often_asked.setattr(keeping, "PAYS_AFTER", 0)
                often_asked.setattr(keeping, "PAYS_FOR", 100)
                assert days_at_hand(connection, basis) is not None
                kept = day_grid(connection, period, KINDS, basis)
                assert days_of(connection, few[:3], period, basis) == days
            for held, expected in zip(arrays_in(kept), arrays_in(grid), strict=True):
                np.testing.assert_array_equal(held, expected)
            assert kept.patients == grid.patients


def days_of(connection, patients, period, basis):
    people = [file.patient for file in patient_files(connection, patients).values()]
    return entries_by_patient(connection, people, period, basis)


def arrays_in(grid):
    return [grid.inside, grid.filled, grid.of_attacks, grid.hours, *grid.kinds.values()]


def test_entries_are_brought_together_for_a_few_where_a_few_are_often_asked_for_and_not_many_are_there(store):
    shelf, basis = Nowhere(), Basis(AS_OF, shipped(), ("P-001",))
    engine = store.snapshot().engine
    asked = keeping._Kept()
    found = [asked.at_hand(shelf, engine, basis) for _ in range(keeping.PAYS_AFTER + 1)]
    assert [one is not None for one in found] == [*[False] * keeping.PAYS_AFTER, True]
    asked = keeping._Kept()
    asked._patients = keeping.MOST_ON_THE_WAY + 1
    assert not any(asked.at_hand(shelf, engine, basis) for _ in range(keeping.PAYS_AFTER + 1))


def test_a_few_of_a_large_clinic_are_read_from_the_shelf_where_their_state_lies_there(store):
    basis = Basis(AS_OF, shipped(), ("P-001",))
    engine, shelf = store.snapshot().engine, OneFile()
    with store.snapshot().connect() as connection:
        made = keeping._Kept().days(shelf, connection, basis)

    def asked_of(basis):
        asked = keeping._Kept()
        asked._patients = keeping.MOST_ON_THE_WAY + 1
        return [asked.at_hand(shelf, engine, basis) for _ in range(keeping.READ_AFTER + 1)]

    *before, found = asked_of(basis)
    assert before == [None] * keeping.READ_AFTER
    assert found.entry.tolist() == made.entry.tolist()
    assert found.entries == made.entries
    assert not any(asked_of(replace(basis, as_of=AS_OF - timedelta(days=1))))
    assert not any(asked_of(replace(basis, settings=replace(shipped(), count_excluded=False))))


def test_entries_written_down_are_read_back_under_their_key_alone(store):
    basis = Basis(AS_OF, shipped())
    with store.snapshot().connect() as connection:
        kept = read_kept_days(connection, basis)
    file = BytesIO()
    kept.write(file, "its key", "way of reading", AS_OF)

    def read(content, key="its key"):
        return KeptDays.read(BytesIO(content), key)

    again = read(file.getvalue())
    assert again is not None
    assert again.entries.equals(kept.entries)
    assert (again.entry == kept.entry).all()
    assert (again.first == kept.first).all()
    assert (again.patients == kept.patients).all()
    assert read(file.getvalue(), "another") is None
    assert KeptDays.read_former(BytesIO(file.getvalue()), "way of reading") is None, "it has no fingerprints"
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
        monkeypatch.setattr(reading, "OF_DOSES", reading.OF_DOSES[1:])
        monkeypatch.setattr(reading, "_READINGS", {})  # another program, which has made none yet
        assert key_of(connection, basis, "a state") != before


def test_a_changed_definition_changes_counts_off_entries_that_were_kept_before(store):
    with store.snapshot().connect() as connection:
        windows = windows_of(connection, 0)
        keep_on(Nowhere(), connection.engine)
        by_profile = [
            numbers_from_kept(connection, windows, ("migraine",), Basis(AS_OF, replace(shipped(), profile=profile)))
            for profile in ("MD-0", "MD-2")
        ]
    assert by_profile[0]["migraine"].sum() != by_profile[1]["migraine"].sum()


def test_what_was_kept_of_the_state_before_is_not_read_as_it_is(store, monkeypatch):
    monkeypatch.setattr(kept_file, "FEWEST_DAYS", 0)
    windows = pd.DataFrame(
        {"patient_id": ["P-001"], "first_day": [AS_OF.toordinal() - 27], "last_day": [AS_OF.toordinal()]}
    )
    (named, *_) = store.snapshots()
    shelf = KeptFile(store.folder, named.name, named.checksum, Pointer(store.folder))
    engine = files.engine_on(store.folder / named.name, read_only=True)
    keep_on(shelf, engine)
    with engine.connect() as connection:
        before = numbers_from_kept(connection, windows, ("headache",), Basis(AS_OF, shipped()))
        assert shelf.path.exists()
        keep_on(replace(shelf), engine)
        with monkeypatch.context() as nothing_read:
            nothing_read.setattr(keeping, "_made", None)
            again = numbers_from_kept(connection, windows, ("headache",), Basis(AS_OF, shipped()))
    engine.dispose()
    pd.testing.assert_frame_equal(before, again)
    with store.writing(by="test") as connection:
        of_patient = DIARY.c.patient_id == "P-001"
        connection.execute(update(DIARY).where(of_patient).values(headache=False))
    assert [path.name for path in store.folder.glob("*.kept*")] == [shelf.path.name], "the next reader takes from it"
    with store.snapshot().connect() as connection:
        monkeypatch.setattr(keeping, "read_kept_days", None)
        after = numbers_from_kept(connection, windows, ("headache",), Basis(AS_OF, shipped()))
    assert before["headache"].sum() > 0
    assert after["headache"].sum() == 0
    (newest,) = store.folder.glob("*.kept*")
    assert newest.stem == store.snapshots()[0].name.removesuffix(".duckdb")
    shelf.put(AS_OF, lambda file: None)
    assert not shelf.path.exists(), "a reader of the state before leaves nothing behind"
    with store.writing(by="test", forget_older=True):
        pass
    assert not list(store.folder.glob("*.kept*")), "nor is anything left of who is forgotten"


def entry_of(patient, day, **values):
    of = {"patient_id": patient, "date": day, "source": "clinic", "doses_recorded": True, "batch": 1, **values}
    return insert(DIARY).values(of)


def is_day(table, patient, day):
    return (table.c.patient_id == patient) & (table.c.date == day)


DAY = date(2026, 9, 14)
DOSE = {"patient_id": "P-005", "date": DAY, "drug": "Ipren", "doses": 1, "batch": 1}
PERIOD = {"starts_on": DAY, "ends_on": AS_OF, "by": "test", "recorded_at": datetime(2026, 10, 1), "batch": 0}
REMARK = {"batch": 1, "format": "clinic", "file": "diary.csv", "kind": "not_a_number", "rejected": False}
EACH_OF_ITS_OWN = (
    update(DIARY).where(is_day(DIARY, "P-001", DAY)).values(headache=True, nausea=True),
    delete(DIARY).where(DIARY.c.patient_id == "P-002", DIARY.c.date > DAY),
    insert(DECLARED_PERIODS).values(PERIOD | {"patient_id": "P-003"}),
    insert(EXCLUDED_PERIODS).values(PERIOD | {"patient_id": "P-004", "reason": "other"}),
    insert(ACUTE_DOSES).values(DOSE),
    insert(ACUTE_DOSES).values(DOSE | {"helped": "yes"}),
    delete(ACUTE_DOSES).where(ACUTE_DOSES.c.patient_id == "P-006", ACUTE_DOSES.c.date > DAY),
    update(DIARY).where(DIARY.c.patient_id == "P-007", DIARY.c.date > DAY).values(recorded_at=datetime(2026, 12, 1)),
    insert(REMARKS).values(REMARK | {"table_name": "diary", "field": "aura", "patient_id": "P-008", "date": DAY}),
    delete(PATIENTS).where(PATIENTS.c.patient_id == "P-009"),
    entry_of("P-010", AS_OF + timedelta(days=1), headache=True),
    insert(PATIENTS).values(patient_id="A-1", enrolled_on=DAY, batch=1),
    entry_of("A-1", DAY, headache=True),
)
"""Changes of each kind, each in the days of a patient of its own, so that none is found because of another."""
CHANGED = {f"P-{number:03}" for number in range(1, 11)} | {"A-1"}
ANOTHER_MEANING = (update(DRUG_NAMES).values(drug_class="opioid", counts_as_acute=True),)


@pytest.fixture(scope="module")
def writable(store, tmp_path_factory):
    """A copy of the snapshot that can be changed, what its entries say with their fingerprints, and by what.

    Of a dozen patients, since all is read again and again.
    """
    path = tmp_path_factory.mktemp("writable") / "copy.duckdb"
    path.write_bytes((store.folder / store.snapshots()[0].name).read_bytes())
    engine = files.engine_on(path)
    basis = Basis(AS_OF, replace(shipped(), count_excluded=False))
    with engine.begin() as connection:
        for table in (PATIENTS, DIARY, ACUTE_DOSES):
            connection.execute(delete(table).where(table.c.patient_id > "P-012"))
        kept = read_kept_days(connection, basis)
        kept = replace(kept, prints=fingerprints(connection, basis, kept.patients))
    yield engine, kept, basis
    engine.dispose()


@pytest.mark.parametrize(("changes", "few"), [(EACH_OF_ITS_OWN, 0.5), (EACH_OF_ITS_OWN, 2), (ANOTHER_MEANING, 2)])
def test_what_is_carried_over_is_what_would_be_read_anew(writable, changes, few, monkeypatch):
    """Whether what has changed is read by spans of everybody and by whole patients at once, or by patients alone."""
    engine, kept, basis = writable
    monkeypatch.setattr(carrying, "MOST_ANEW", 2)
    monkeypatch.setattr(carrying, "FEW", few)
    with engine.connect() as connection:
        for statement in changes:
            connection.execute(statement)
        expected, found = told_of(read_kept_days(connection, basis)), carried_over(kept, connection, basis)
        connection.rollback()
    pd.testing.assert_frame_equal(told_of(found), expected, check_dtype=False)
    both = pd.concat([told_of(kept), expected]).drop_duplicates(keep=False)
    assert changes is ANOTHER_MEANING or set(both["patient"]) == CHANGED


def test_where_nothing_has_changed_no_day_is_read(writable, monkeypatch):
    engine, kept, basis = writable
    monkeypatch.setattr(carrying, "part_of", None)
    with engine.connect() as connection:
        found = carried_over(kept, connection, replace(basis, as_of=AS_OF + timedelta(days=1)))
    pd.testing.assert_frame_equal(told_of(found), told_of(kept))


def test_as_of_an_earlier_day_what_was_not_known_then_is_not_carried_over(writable, monkeypatch):
    engine, kept, basis = writable
    monkeypatch.setattr(carrying, "MOST_ANEW", 2)
    earlier = replace(basis, as_of=DAY)
    with engine.connect() as connection:
        expected, found = read_kept_days(connection, earlier), carried_over(kept, connection, earlier)
    pd.testing.assert_frame_equal(told_of(found), told_of(expected), check_dtype=False)
    assert len(expected.days()[1]) < len(kept.days()[1])


def test_fingerprints_are_of_all_that_is_read(writable):
    """Each table that tells what entries say, but patients, by whom cells are told apart, and the days there are."""
    engine, _, basis = writable
    settings = basis.settings

    def named(statement):
        return set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)\b", str(statement.compile(dialect=engine.dialect)))) & {
            *METADATA.tables
        }

    read = named(reading._statement(settings, AS_OF, ["P-001"], None))
    assert read - {"patients", "calendar"} == named(cells(AS_OF, count_excluded=False)) - {"calendar"}
