"""A day filled in here: whose it may be and until when, what is kept of it, and how it leaves and comes back."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from analysis.clinic import clinic
from analysis.errors import EntryRefused, NotAllowed, UnknownPatient
from analysis.exporting import export
from analysis.importing import import_exports
from analysis.importing.undoing import undo
from analysis.querying.schema import ACUTE_DOSES, DIARY, IMPORT_BATCHES, PATIENTS, SEEN_UNTIL
from analysis.store import Action, Door, Store, Visitor
from analysis.store.own_days import Intake, OwnDay, newest_version, versions
from analysis.summary import summaries
from analysis.worklist import worklist
from tests.analysis.importing.conftest import opened_desk

TODAY = date(2026, 3, 29)  # the clock goes forward that night
LOCK = 7


@pytest.fixture(scope="module")
def new_store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("new") / "clinic")
    with made.writing("test") as connection:
        people = [
            {"patient_id": "A", "enrolled_on": date(2020, 1, 1), "left_on": None},
            {"patient_id": "B", "enrolled_on": TODAY - timedelta(days=3), "left_on": TODAY - timedelta(days=1)},
        ]
        connection.execute(insert(PATIENTS), [{**one, "batch": 1} for one in people])
        batch = {"batch": 1, "as_of": TODAY, "clinic_export": True, "imported_at": TODAY, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [batch])
    return made.folder


@pytest.fixture
def store(new_store, tmp_path, monkeypatch):
    monkeypatch.setenv("HEADACHE_TODAY", TODAY.isoformat())
    return Store(shutil.copytree(new_store, tmp_path / "clinic"))


def own(store, patient="A"):
    return Door(store, Visitor(f"login of {patient}", role="patient", own=patient))


def at(day: date, clock: str = "20:00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


def refusal(store, day, arrived, patient="A", **said):
    with pytest.raises(EntryRefused) as refused:
        own(store, patient).fill_in(OwnDay(patient, day, False, **said), arrived)
    return refused.value.code


def stored(store, table):
    with store.snapshot().connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


FULL = OwnDay(
    "A",
    TODAY,
    True,
    {"severity": 3, "duration_hours": 7.5, "nausea": True, "aura": False, "disability": 2, "note": "=1+1\nrader"},
    (Intake("Sumatriptan 50 mg", 2, "partly"), Intake("ipren")),
)


def test_what_was_answered_is_there_and_what_was_skipped_is_unknown(store):
    assert own(store).fill_in(FULL, at(TODAY))
    (row,) = stored(store, DIARY)
    assert (row["headache"], row["severity"], row["nausea"], row["aura"]) == (True, 3, True, False)
    assert {row[name] for name in ("vomiting", "photophobia", "intensity", "menstruation", "migraine")} == {None}
    assert (row["source"], row["batch"], row["recorded_at"], row["doses_recorded"]) == ("clinic", 0, at(TODAY), True)
    taken = [(dose["drug"], dose["doses"], dose["helped"]) for dose in stored(store, ACUTE_DOSES)]
    assert sorted(taken) == [("Sumatriptan 50 mg", 2.0, "partly"), ("ipren", 1.0, None)]


@pytest.mark.parametrize(("intakes", "known"), [(None, False), ((), True)])
def test_nothing_said_of_medication_is_not_nothing_taken(store, intakes, known):
    own(store).fill_in(OwnDay("A", TODAY, True, {}, intakes), at(TODAY))
    assert stored(store, DIARY)[0]["doses_recorded"] is known
    with store.snapshot().connect() as connection:
        assert newest_version(connection, "A", TODAY).day.intakes == intakes


def test_the_same_answer_sent_twice_is_one_day_and_one_version(store):
    assert own(store).fill_in(FULL, at(TODAY))
    name = store.snapshot().name
    assert not own(store).fill_in(FULL, at(TODAY, "20:00:05"))
    assert store.snapshot().name == name
    with store.snapshot().connect() as connection:
        assert len(versions(connection, "A", TODAY)) == 1


def test_the_later_answer_wins_and_the_earlier_stays_as_a_version(store):
    no = OwnDay("A", TODAY, False, {}, ())
    own(store).fill_in(FULL, at(TODAY, "20:00:00"))
    own(store).fill_in(no, at(TODAY, "20:00:01"))
    with store.snapshot().connect() as connection:
        kept = versions(connection, "A", TODAY)
        assert newest_version(connection, "A", TODAY).day == no
    assert [(one.day, one.written_at) for one in kept] == [(FULL, at(TODAY)), (no, at(TODAY, "20:00:01"))]
    assert not stored(store, ACUTE_DOSES)


def test_where_the_clock_goes_back_the_later_answer_is_still_the_later_one(store):
    night = date(2026, 10, 25)
    own(store).fill_in(OwnDay("A", night, True), at(night, "02:40:00"))
    own(store).fill_in(OwnDay("A", night, False), at(night, "02:10:00"))  # half an hour later
    (row,) = stored(store, DIARY)
    assert (row["headache"], row["recorded_at"]) == (False, at(night, "02:40:00"))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 3, 22), date(2026, 3, 29)),  # over the night on which the clock goes forward
        (date(2026, 10, 20), date(2026, 10, 27)),  # and back
        (date(2028, 2, 22), date(2028, 2, 29)),  # a leap day is a day
        (date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_a_day_can_be_filled_in_until_the_last_second_of_the_seventh_day_after_it(store, day, last):
    assert last - day == timedelta(days=LOCK)
    assert own(store).fill_in(OwnDay("A", day, True), at(last, "23:59:30"))
    assert refusal(store, day, at(last + timedelta(days=1), "00:00:10")) == "locked"
    assert stored(store, DIARY)[0]["headache"] is True


def test_the_lock_is_the_clinics_setting(store):
    (store.folder / "settings.toml").write_text("[diary]\nlock_days = 2\n")
    assert refusal(store, TODAY - timedelta(days=3), at(TODAY)) == "locked"
    assert own(store).fill_in(OwnDay("A", TODAY - timedelta(days=2), True), at(TODAY))


def test_a_day_that_has_not_come_is_refused_and_so_is_one_outside_the_time_as_a_patient(store):
    assert refusal(store, TODAY + timedelta(days=1), at(TODAY, "23:59:59")) == "future"
    assert refusal(store, TODAY - timedelta(days=4), at(TODAY), "B") == "before-enrolment"
    assert refusal(store, TODAY, at(TODAY), "B") == "after-leaving"
    assert own(store, "B").fill_in(OwnDay("B", TODAY - timedelta(days=1), False), at(TODAY))
    assert len(stored(store, DIARY)) == 1


def test_nobody_writes_a_day_of_somebody_else(store):
    with pytest.raises(UnknownPatient):
        own(store, "B").fill_in(OwnDay("A", TODAY, True), at(TODAY))
    for other in (Visitor("nurse", role="nurse"), Visitor("lead", role="lead"), Visitor.local()):
        with pytest.raises(NotAllowed):
            Door(store, other).fill_in(OwnDay("A", TODAY, True), at(TODAY))
    assert not stored(store, DIARY)
    refused = [one.user for one in Door(store, Visitor.local()).accesses() if one.action == "refused"]
    assert refused == ["login of B", "nurse", "lead", Visitor.local().user]


def test_what_was_filled_in_is_in_the_access_log(store):
    own(store).fill_in(FULL, at(TODAY))
    changed = [one for one in Door(store, Visitor.local()).accesses("A") if one.action == Action.CHANGED]
    assert [(one.user, one.role, one.place) for one in changed] == [("login of A", "patient", "own diary")]


@pytest.mark.parametrize(
    "answers",
    [
        {"severity": 4},
        {"severity": True},
        {"nausea": 1},
        {"duration_hours": float("nan")},
        {"duration_hours": 24.5},
        {"recorded_at": "2020-01-01"},
        {"source": "other"},
        {"note": 5},
    ],
)
def test_an_answer_that_the_diary_cannot_hold_is_refused(store, answers):
    with pytest.raises(EntryRefused) as refused:
        own(store).fill_in(OwnDay("A", TODAY, True, answers), at(TODAY))
    assert refused.value.code == "answer"


def test_a_day_without_headache_has_no_pain(store):
    assert refusal(store, TODAY, at(TODAY), answers={"severity": 1}) == "answer"


@pytest.mark.parametrize("intake", [Intake(" "), Intake("ipren", 0), Intake("ipren", 1, "maybe")])
def test_an_intake_that_the_diary_cannot_hold_is_refused(store, intake):
    assert refusal(store, TODAY, at(TODAY), intakes=(intake,)) == "answer"


HARD = [
    "<script>alert(1)</script> <b>fet</b> [länk](https://example.org)",
    '=HYPERLINK("x";"y"), +1, -1, @a; "citat" och , komma',
    "\u202eomvänt\u202c \u200bosynligt \u2066isolerat\u2069",
    "🤕👩‍🚀 smärta\nrad två\tflik",
    "å" * 10_000,
]


def test_notes_are_kept_as_written_and_come_back_from_an_export(store, tmp_path):
    for ago, note in enumerate(HARD):
        own(store).fill_in(OwnDay("A", TODAY - timedelta(days=ago), True, {"note": note}), at(TODAY))
    for format in ("csv", "parquet"):
        written = exported(store, tmp_path / format, format)
        with opened_desk(tmp_path) as desk:
            report = desk.take(written, now=at(TODAY + timedelta(days=1)))
            assert not any(file.rejected for file in report.files)
            assert desk.rows("diary", "note") == sorted(((note,) for note in HARD), key=repr)


@pytest.mark.parametrize(
    ("note", "code"), [("a\x00b", "control-character"), ("\x1b[31m", "control-character"), ("x" * 10_001, "too-long")]
)
def test_control_characters_and_more_than_a_cell_holds_are_refused(store, note, code):
    assert refusal(store, TODAY, at(TODAY), answers={"note": note}) == code


def exported(store, folder, format="csv"):
    records = Door(store, Visitor.local()).enter(Action.EXPORTED, "export", None)
    export(records, [], folder, format, now=at(TODAY + timedelta(days=1)))
    return folder


def test_an_export_read_into_the_same_store_changes_nothing(store, tmp_path):
    own(store).fill_in(FULL, at(TODAY))
    folder, before = exported(store, tmp_path / "out"), (stored(store, DIARY), stored(store, ACUTE_DOSES))
    with store.writing("test") as connection:
        report = import_exports(connection, [folder], by="test", now=at(TODAY + timedelta(days=1)))
    assert not report.changed
    assert (stored(store, DIARY), stored(store, ACUTE_DOSES)) == before


def test_who_keeps_the_diary_here_is_seen_as_of_today_and_others_as_of_their_export(mixed):
    everyone = Door(mixed, Visitor("doctor", role="doctor")).enter(Action.LISTED, "list")
    found = summaries(everyone)
    assert {one: figures.as_of for one, figures in found.items()} == {"A": LATER, "B": TODAY, "C": TODAY}
    told = found["A"].as_json()
    assert told["completeness"]["filled"] == 2
    assert (told["headache_days"]["observed"], told["completeness"]["open"]) == (1, LOCK - 1)
    lines = {line.patient.patient_id: line for line in worklist(everyone).lines}
    assert {one: line.as_of for one, line in lines.items()} == {"A": LATER, "C": TODAY}
    assert (len(lines["A"].open_days), len(lines["C"].open_days)) == (LOCK - 1, LOCK)
    assert {one.as_of for one in worklist(everyone, as_of=TODAY).lines} == {TODAY}
    assert summaries(everyone, as_of=TODAY)["A"].as_json()["completeness"]["filled"] == 0  # it was written later


def test_a_clinic_all_of_whose_diaries_are_kept_here_is_seen_as_of_today_and_so_is_who_never_wrote(store, monkeypatch):
    later = TODAY + timedelta(days=1)
    monkeypatch.setenv("HEADACHE_TODAY", later.isoformat())
    door = Door(store, Visitor.local())
    assert {door.enter(Action.READ, "page", [one]).as_of for one in "AB"} == {TODAY}
    own(store).fill_in(FULL, at(later))
    assert {door.enter(Action.READ, "page", [one]).as_of for one in "AB"} == {later}
    assert door.enter(Action.LISTED, "list").as_of == later
    as_the_patient = Door(store, Visitor("B", role="patient", own="B")).enter(Action.READ, "own diary", ["B"])
    assert as_the_patient.as_of == later  # who sees one diary alone is told the same day as who sees them all


@pytest.fixture
def mixed(store, monkeypatch):
    """Three days later: A keeps the diary here, C came by the clinic's export of TODAY, B never wrote a day."""
    monkeypatch.setenv("HEADACHE_TODAY", LATER.isoformat())
    with store.writing("test") as connection:
        person = {"patient_id": "C", "enrolled_on": date(2020, 1, 1), "batch": 1}
        connection.execute(insert(PATIENTS).values(**person))
        day = {"date": TODAY, "headache": False, "source": "clinic", "doses_recorded": True, "batch": 1}
        connection.execute(insert(DIARY).values(patient_id="C", recorded_at=at(TODAY), **day))
    own(store).fill_in(FULL, at(LATER))
    own(store).fill_in(OwnDay("A", LATER - timedelta(days=1), False, {}, ()), at(LATER))
    return store


LATER = TODAY + timedelta(days=3)


def figures(store):
    found = summaries(Door(store, Visitor.local()).enter(Action.READ, "page"))
    return {patient: one.as_json() for patient, one in found.items()}


def test_a_day_is_that_of_the_patient_whoever_else_is_asked_for(mixed):
    door = Door(mixed, Visitor.local())
    for asked in (["A"], ["B"], ["C"], ["A", "B"], ["A", "C"], ["C", "B", "A"]):
        found = summaries(door.enter(Action.READ, "page", asked))
        assert {one: found[one].as_of for one in asked} == {
            one: {"A": LATER, "B": TODAY, "C": TODAY}[one] for one in asked
        }
    assert door.enter(Action.LISTED, "clinic").as_of == TODAY  # of several together: the day that holds for all


def test_who_left_does_not_hold_back_what_is_counted_of_all_together(mixed):
    door = Door(mixed, Visitor.local())
    assert door.enter(Action.LISTED, "clinic").together().as_of == TODAY
    with mixed.writing("test") as connection:
        connection.execute(update(PATIENTS).where(PATIENTS.c.patient_id == "C").values(left_on=TODAY))
    records = door.enter(Action.LISTED, "clinic")
    assert records.together().as_of == LATER
    assert clinic(records).as_of == LATER
    assert summaries(records)["C"].as_of == TODAY  # one by one, as of their own day


def test_a_mixed_store_comes_back_from_an_export_with_the_same_figures(mixed, tmp_path):
    folder, before = tmp_path / "out", figures(mixed)
    export(Door(mixed, Visitor.local()).enter(Action.EXPORTED, "export"), [], folder, "csv", now=at(LATER))
    told = json.loads((folder / "export.json").read_text())
    assert (told["exported_at"][:10], told["seen_until"]) == (str(TODAY), {"A": str(LATER)})
    back = Store(tmp_path / "back")
    with back.writing("test") as connection:
        import_exports(connection, [folder], by="test", now=at(LATER))
    assert figures(back) == before
    assert before["A"]["completeness"]["filled"] == 2
    with back.writing("test") as connection:
        undo(connection, 1, "test", at(LATER))
        assert not connection.execute(select(SEEN_UNTIL)).all()


def test_a_mixed_store_comes_back_from_fhir_as_of_the_same_days(mixed, tmp_path):
    folder, before = tmp_path / "out", figures(mixed)
    export(Door(mixed, Visitor.local()).enter(Action.EXPORTED, "export"), [], folder, "fhir", now=at(LATER))
    back = Store(tmp_path / "back")
    with back.writing("test") as connection:
        import_exports(connection, [folder], by="test", now=at(LATER))
    after = figures(back)
    assert {one: told["as_of"] for one, told in after.items()} == {one: told["as_of"] for one, told in before.items()}
    assert after["A"]["headache_days"] == before["A"]["headache_days"]


def test_two_devices_at_once_leave_the_last_answer_and_the_other_as_a_version(store):
    answers = [OwnDay("A", TODAY, True, {"severity": level}) for level in (1, 2, 3)]
    with ThreadPoolExecutor(len(answers)) as devices:
        assert all(devices.map(lambda day: own(store).fill_in(day, at(TODAY)), answers))
    with store.snapshot().connect() as connection:
        kept = versions(connection, "A", TODAY)
        assert newest_version(connection, "A", TODAY).day == kept[-1].day
    assert sorted(one.day.answers["severity"] for one in kept) == [1, 2, 3]


def test_an_erased_patient_leaves_no_version(store):
    own(store).fill_in(FULL, at(TODAY))
    Door(store, Visitor.local()).erase("A")
    with store.snapshot().connect() as connection:
        assert versions(connection, "A", TODAY) == []
