"""The patient's own week in words, and what the page says when an answer cannot be kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from analysis.querying.schema import IMPORT_BATCHES, PATIENTS
from analysis.records.patients import Patient
from analysis.settings import shipped
from analysis.store import Door, Store, Visitor
from analysis.store.own_days import Intake, OwnDay, Version
from dashboard.components.diary_form import Answer
from dashboard.sections.day.own_week import form_data
from dashboard.session import own_answers, own_pages
from dashboard.texts import languages, words

TODAY = date(2026, 10, 31)
SV = words("sv")
FREE = OwnDay("A", TODAY - timedelta(days=2), False, {}, ())
BAD = OwnDay(
    "A", TODAY - timedelta(days=1), True, {"severity": 3, "nausea": False, "note": "hemma"}, (Intake("ipren"),)
)


def person(**fields):
    told = {"patient_id": "A", "enrolled_on": date(2026, 1, 1), "left_on": None}
    empty = dict.fromkeys(Patient.__dataclass_fields__)
    return Patient(**{**empty, **told, **fields})


def week(*known, who=None, spoken=SV, **given):
    versions = [Version(day, None) for day in known]
    options = {"asks_bleeding": True, **given}
    return form_data(versions, who or person(), ["ipren"], TODAY, shipped(), spoken, **options)


def test_each_day_says_its_state_and_an_empty_one_until_when_it_can_be_filled_in():
    days = week(BAD, FREE)["days"]
    assert [(one["short"], one["state"], one["isFillable"]) for one in days[:3]] == [
        ("I dag", "open", True),
        ("I går", "headache", True),
        ("Torsdag 29 oktober", "headache_free", True),
    ]
    assert days[0]["told"] == "tom, kan fyllas i till och med 7 nov"
    assert [one["date"] for one in days] == [str(TODAY - timedelta(days=ago)) for ago in range(8)]


def test_days_outside_the_time_at_the_clinic_cannot_be_filled_in():
    days = week(who=person(enrolled_on=TODAY - timedelta(days=1), left_on=TODAY - timedelta(days=1)))["days"]
    assert [(one["state"], one["isFillable"]) for one in days[:3]] == [
        ("outside", False),
        ("open", True),
        ("outside", False),
    ]
    assert (days[0]["told"], days[2]["told"]) == ("efter din tid på mottagningen", "före din tid på mottagningen")


def test_the_last_headache_day_is_offered_without_its_note():
    last = week(BAD, FREE)["last"]
    assert last["entry"]["answers"] == {"severity": 3, "nausea": False}
    assert [one["drug"] for one in last["entry"]["intakes"]] == ["ipren"]
    assert week(FREE)["last"] is None


def test_bleeding_is_asked_where_it_applies():
    assert week()["ofEveryDay"]
    assert not week(asks_bleeding=False)["ofEveryDay"]


@pytest.mark.parametrize("language", languages())
def test_the_words_neither_shout_nor_count_days_in_a_row(language):
    told = repr(week(BAD, FREE, spoken=words(language)))
    assert "!" not in told


def test_the_reminder_says_nothing_of_health():
    lines = own_pages.reminder_file(TODAY, SV).split("\r\n")
    assert {"RRULE:FREQ=DAILY", "DTSTART:20261031T200000", "SUMMARY:Fyll i dagboken"} <= set(lines)
    assert "huvudvärk" not in "".join(lines).replace("headache-dashboard", "")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("own") / "clinic")
    with made.writing("test") as connection:
        connection.execute(insert(PATIENTS).values(patient_id="A", enrolled_on=date(2026, 1, 1), batch=1))
        batch = {"batch": 1, "as_of": TODAY, "clinic_export": True, "imported_at": TODAY, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [batch])
    return made


def outcome(store, day, sent="1", **told):
    door = Door(store, Visitor("login", role="patient", own="A"))
    answer = Answer(sent, {"id": sent, "date": str(day), "headache": False, "answers": {}, "intakes": [], **told})
    return own_answers.outcome(door, "A", answer, SV)


def test_a_day_that_locked_while_the_form_stood_open_is_told_in_a_sentence(store, monkeypatch):
    monkeypatch.setenv("HEADACHE_TODAY", str(TODAY + timedelta(days=8)))
    found = outcome(store, TODAY)
    assert found["kept"] is False
    assert found["told"].startswith("Dagen är låst. Den kunde fyllas i till och med i går.")


def test_the_same_answer_again_is_told_as_kept(store, monkeypatch):
    monkeypatch.setenv("HEADACHE_TODAY", str(TODAY))
    assert outcome(store, TODAY)["told"].startswith("Sparat")
    assert outcome(store, TODAY, "2")["told"] == "Redan sparat så: i dag."


@pytest.mark.parametrize(
    "told",
    [
        {"headache": "yes"},
        {"date": "someday"},
        {"answers": []},
        {"intakes": [{"drug": 5}]},
        {"answers": {"patient_id": "B"}},
        {"intakes": 3},
        {"answers": {"severity": [1]}},
        {"answers": {"severity": {}}},
        {"intakes": [{"drug": "ipren", "doses": "1", "helped": None}]},
    ],
)
def test_what_no_form_sends_is_not_kept(store, monkeypatch, told):
    monkeypatch.setenv("HEADACHE_TODAY", str(TODAY))
    assert outcome(store, TODAY - timedelta(days=1), **told)["kept"] is False
