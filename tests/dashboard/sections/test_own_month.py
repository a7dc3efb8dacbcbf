"""A month that a patient keeps through the page, day by day, counted by hand beside what the clinic reads of it."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from analysis.querying.schema import IMPORT_BATCHES, PATIENTS
from analysis.settings import shipped
from analysis.store import Action, Door, Store, Visitor
from analysis.store.own_days import fill_in, versions
from analysis.summary import summaries
from analysis.worklist import worklist
from dashboard.cli import commands
from dashboard.components.diary_form import Answer
from dashboard.sections.patient import own_summary
from dashboard.session import clock, own_answers
from dashboard.texts import words

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 28)
KEPT = "--M-h.-l-M--.-hL-M-----.--M."
"""A sign a day: - none, h headache, M with nausea and a triptan, . empty, l at the last minute, L too late."""
EVENING, LAST_MINUTE, PAST_MIDNIGHT = time(20), time(23, 59, 30), time(0, 0, 10)
SYMPTOMS = ("unilateral", "pulsating", "aggravated_by_activity", "nausea", "vomiting", "photophobia", "phonophobia")
NO_SYMPTOMS = dict.fromkeys((*SYMPTOMS, "aura"), False)
MILD = {"severity": 1, "duration_hours": 4, **NO_SYMPTOMS}
BAD = {**MILD, "severity": 3, "nausea": True, "photophobia": True, "phonophobia": True}
TRIPTAN = [{"drug": "Sumatriptan", "doses": 1, "helped": "yes"}]
SAID = {
    "-": {"headache": False, "answers": {}, "intakes": []},
    "h": {"headache": True, "answers": MILD, "intakes": []},
    "M": {"headache": True, "answers": BAD, "intakes": TRIPTAN},
}


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


ODD = (
    (day_of(9), datetime.combine(day_of(9), time(21)), "M"),
    (day_of(9), datetime.combine(day_of(9), time(22)), "-"),  # taken back
    (day_of(8), datetime.combine(day_of(15), LAST_MINUTE), "-"),
    (day_of(16), datetime.combine(day_of(24), PAST_MIDNIGHT), "-"),
)
"""What is filled in late, changed, or sent too late: the day, when it arrives, how."""


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """The store after the month, and what the page said of each answer, by day and time of arrival."""
    made = Store(tmp_path_factory.mktemp("month") / "clinic")
    with made.writing("test") as connection:
        connection.execute(insert(PATIENTS).values(patient_id="A", enrolled_on=FIRST, batch=1))
        batch = {"batch": 1, "as_of": FIRST, "clinic_export": True, "imported_at": FIRST, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [batch])
    with made.writing("test") as connection:
        for number, sign in enumerate(KEPT, start=1):
            if sign in SAID:
                day = own_answers.day_of("A", {"date": str(day_of(number)), **SAID[sign]})
                fill_in(connection, day, datetime.combine(day.date, EVENING), shipped())
    return made, {(day, arrived): answered(made, day, arrived, sign) for day, arrived, sign in ODD}


def answered(store, day, arrived, sign):
    """What the page says of an answer that arrives at a time of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADACHE_TODAY", str(arrived.date()))
        patch.setattr(clock, "arrival", lambda: arrived)
        told = {"id": str(arrived), "date": str(day), **SAID[sign]}
        door = Door(store, Visitor("login", role="patient", own="A"))
        return own_answers.outcome(door, "A", Answer(str(arrived), told), words("sv"))


@pytest.fixture
def clinic(month, monkeypatch):
    monkeypatch.setenv("HEADACHE_TODAY", str(LAST))
    return Door(month[0], Visitor("doctor", role="doctor"))


def test_an_answer_counts_until_the_last_minute_and_not_after_it(month):
    said = month[1]
    assert said[day_of(8), datetime.combine(day_of(15), LAST_MINUTE)]["told"].startswith("Sparat 23:59")
    late = said[day_of(16), datetime.combine(day_of(24), PAST_MIDNIGHT)]
    assert (late["kept"], late["told"][:14]) == (False, "Dagen är låst.")
    assert sum(one["kept"] for one in said.values()) == len(said) - 1


def test_the_figures_are_those_that_were_counted_by_hand(month, clinic):
    url = f"duckdb:///{month[0].folder}"
    answer = CliRunner().invoke(commands, ["summary", "A", "--store", url, "--json", "--from", str(FIRST)])
    told = json.loads(answer.stdout)
    assert (told["as_of"], told["period"]["days"]) == (str(LAST), 28)
    filled = told["completeness"]
    assert (filled["filled"], filled["open"], filled["missing"]) == (23, 2, 3)
    days = {"headache_days": (6, 11), "migraine_days": (4, 9), "acute_medication_days": (4, 9)}
    for kind, (lowest, highest) in days.items():
        count = told[kind]
        assert (count["observed"], count["unfilled"], count["unknown"]) == (lowest, 5, 0)
        assert (count["lowest"], count["highest"]) == (lowest, highest)


def test_patient_and_clinic_read_the_same(month, clinic):
    (line,) = worklist(clinic.enter(Action.LISTED, "list")).lines
    assert list(line.open_days) == [day_of(24), day_of(28)]
    mine = Door(month[0], Visitor("login", role="patient", own="A")).enter(Action.READ, "own diary", ["A"])
    own, theirs = (summaries(one)["A"] for one in (mine, clinic.enter(Action.READ, "page", ["A"])))
    assert own.as_json() == theirs.as_json()
    assert own_summary.filled(own.windows[-1], "", words("sv")).sentences == (
        "23 av 28 dagar är ifyllda de senaste 28 dagarna.",
        "Huvudvärksdagar: 6–11",
    )
    with month[0].snapshot().connect() as connection:
        kept = versions(connection, "A", day_of(9))
    assert [one.day.headache for one in kept] == [False, True, False]
