"""The nurse's list at its edges: what locks tonight, who stopped, who cannot be judged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert

from analysis.schema import IMPORT_BATCHES, VISITS
from analysis.store import Action, Door, Store, Visitor
from analysis.worklist import Line, worklist
from tests.drawn import batch, drawn, fill

END = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def lines(tmp_path):
    """Makes a clinic of drawn diaries that end on the as-of date, and gives the lines by patient, in order."""
    store = Store(tmp_path / "clinic")

    def listed(diaries: dict[str, str], visits=(), **patients) -> dict[str, Line]:
        with store.writing("test") as connection:
            people = [{"patient_id": name, "enrolled_on": LONG_AGO, **patients.get(name, {})} for name in diaries]
            rows = [row for name, picture in diaries.items() for row in drawn(picture, END, name)]
            fill(connection, patients=people, diary=rows)
            connection.execute(delete(IMPORT_BATCHES))
            batch(connection, END)
            if visits:
                common = {"kind": "doctor", "channel": None, "planned": True, "batch": 1}
                connection.execute(insert(VISITS), [common | visit for visit in visits])
        records = Door(store, Visitor("nurse")).enter(Action.LISTED, "worklist")
        return {line.patient.patient_id: line for line in worklist(records).lines}

    return listed


def test_open_days_and_when_the_first_of_them_locks(lines):
    # as of 31 March: 24 March locks at midnight tonight (1 April), 25 March tomorrow night (2 April)
    (line,) = lines({"A": "." * 20 + "__.___.."}).values()
    assert line.open_days == tuple(date(2026, 3, day) for day in (24, 25, 27, 28, 29))
    assert line.next_lock == date(2026, 4, 1)
    assert line.locks_soon == 2
    assert line.groups == ("rescue",)


@pytest.mark.parametrize(
    ("tail", "soon"),
    [("_.......", 1), ("._......", 1), (".._.....", 0), ("_" * 8, 2)],
)
def test_about_to_lock_is_tonight_or_tomorrow_night(lines, tail, soon):
    (line,) = lines({"A": "." * 20 + tail}).values()
    assert line.locks_soon == soon
    assert ("rescue" in line.groups) == (soon > 0)


@pytest.mark.parametrize(("silent_days", "stopped"), [(7, False), (8, True)])
def test_stopped_after_more_than_seven_silent_days(lines, silent_days, stopped):
    (line,) = lines({"A": "." * 20 + "_" * silent_days}).values()
    assert line.last_filled == END - timedelta(days=silent_days)
    assert ("stopped" in line.groups) == stopped


def test_who_never_wrote_has_stopped_and_cannot_be_judged_only_after_the_days_could_have_been_filled(lines):
    found = lines({"A": "", "B": ""}, B={"enrolled_on": END - timedelta(days=5)})
    assert found["A"].groups == ("rescue", "stopped", "insufficient")
    assert found["B"].groups == ("insufficient",)
    assert (found["B"].last_filled, len(found["B"].open_days), found["B"].next_lock) == (None, 6, date(2026, 4, 3))


@pytest.mark.parametrize(("filled", "insufficient"), [(13, True), (14, False)])
def test_insufficient_is_red(lines, filled, insufficient):
    (line,) = lines({"A": "_" * (28 - filled) + "." * filled}).values()
    assert ("insufficient" in line.groups) == insufficient
    assert line.needs_filled_days == 24 - filled


def test_order_is_by_first_reason_then_by_what_can_be_saved(lines):
    found = lines(
        {
            "calm": "." * 28,
            "silent": "." * 17 + "_" * 8 + "_" * 3,
            "poor": "_" * 10 + "_." * 5 + "." * 8,
            "one": "." * 20 + "_.......",
            "two": "." * 20 + "__......",
        }
    )
    assert list(found) == ["silent", "two", "one", "poor", "calm"]


def test_patients_who_left_or_are_not_enrolled_yet_are_not_on_the_list(lines):
    found = lines(
        {"left": "", "leaves today": "", "comes": ""},
        **{
            "left": {"left_on": END - timedelta(days=1)},
            "leaves today": {"left_on": END},
            "comes": {"enrolled_on": END + timedelta(days=1)},
        },
    )
    assert list(found) == ["leaves today"]


def test_next_visit_may_be_today(lines):
    visits = [{"patient_id": "A", "date": END + timedelta(days=days)} for days in (-1, 0, 5)]
    assert lines({"A": "." * 28}, visits)["A"].next_visit == END


def test_json_has_the_names_others_rely_on(lines):
    (line,) = lines({"A": "." * 28}).values()
    assert set(line.as_json()) == {
        "patient_id",
        "care_unit",
        "groups",
        "last_filled",
        "completeness_28",
        "open_days",
        "next_lock",
        "locks_within_2_days",
        "next_visit",
        "treatment",
        "treatment_week",
        "evaluation_due_on",
        "needs_filled_days",
        "last_contact",
        "waiting_until",
        "at_risk",
        "overused",
        "losing_effect",
    }
