"""The nurse's list at its edges: what locks tonight, who stopped, who cannot be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import delete, insert

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.counted import counts_by_patient
from analysis.episodes.everybody import course_table
from analysis.querying.rows import records_of
from analysis.querying.schema import IMPORT_BATCHES, TREATMENTS, VISITS
from analysis.records.excluded_periods import ExcludedPeriod, exclude
from analysis.settings import shipped
from analysis.store import Action, Contact, Door, Store, Visitor
from analysis.windows import Window, baseline, windows_ending, windows_from_first_dose
from analysis.worklist import Line, Reasons, Rhythm, Unjudged, diaries, reasons, worklist
from analysis.worklist.newest import STATES
from analysis.worklist.treated import BASELINE, LATEST, treated
from tests.drawn import batch, database, drawn, fill

END = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def lines(tmp_path):
    """Makes a clinic of drawn diaries that end on the as-of date, and gives the lines by patient, in order."""
    store = Store(tmp_path / "clinic")

    def listed(diaries: dict[str, str], visits=(), treatments=(), settings=None, **patients) -> dict[str, Line]:
        with store.writing("test") as connection:
            people = [{"patient_id": name, "enrolled_on": LONG_AGO, **patients.get(name, {})} for name in diaries]
            rows = [row for name, picture in diaries.items() for row in drawn(picture, END, name)]
            fill(connection, patients=people, diary=rows)
            if treatments:
                connection.execute(insert(TREATMENTS), [{"batch": 1} | treatment for treatment in treatments])
            connection.execute(delete(IMPORT_BATCHES))
            batch(connection, END)
            if visits:
                common = {"kind": "doctor", "channel": None, "planned": True, "batch": 1}
                connection.execute(insert(VISITS), [common | visit for visit in visits])
        records = Door(store, Visitor("nurse")).enter(Action.LISTED, "worklist")
        chosen = replace(records, settings=replace(records.settings, **settings or {}))
        found = worklist(chosen)
        assert reasons(chosen) == {one.patient.patient_id: Reasons(one.groups, one.lost) for one in found.lines}
        assert found.as_json()["patients"] == [line.as_json() for line in found.lines], "made at once or one by one"
        return {line.patient.patient_id: line for line in found.lines}

    return listed


def test_open_days_and_when_the_first_of_them_locks(lines):
    # as of 31 March: 24 March locks at midnight tonight (1 April), 25 March tomorrow night (2 April)
    (line,) = lines({"A": "." * 20 + "__.___.."}).values()
    assert line.open_days == tuple(date(2026, 3, day) for day in (24, 25, 27, 28, 29))
    assert line.next_lock == date(2026, 4, 1)
    assert line.locks_soon == 2
    assert line.groups == ("rescue",)


def test_about_to_lock_is_tonight_or_tomorrow_night(lines):
    soon = {"_.......": 1, "._......": 1, ".._.....": 0, "_" * 8: 2}
    found = lines({tail: "." * 20 + tail for tail in soon})
    assert {tail: line.locks_soon for tail, line in found.items()} == soon
    assert {tail: "rescue" in line.groups for tail, line in found.items()} == {
        tail: days > 0 for tail, days in soon.items()
    }


def test_stopped_after_more_than_seven_silent_days(lines):
    found = lines({"7 days": "." * 20 + "_" * 7, "8 days": "." * 20 + "_" * 8})
    assert {name: line.last_filled for name, line in found.items()} == {
        "7 days": END - timedelta(days=7),
        "8 days": END - timedelta(days=8),
    }
    assert [name for name, line in found.items() if "stopped" in line.groups] == ["8 days"]


def test_who_never_wrote_has_stopped_and_cannot_be_judged_only_after_the_days_could_have_been_filled(lines):
    found = lines({"A": "", "B": ""}, B={"enrolled_on": END - timedelta(days=5)})
    assert found["A"].groups == ("rescue", "stopped", "insufficient")
    assert found["B"].groups == ("insufficient",)
    assert (found["B"].last_filled, len(found["B"].open_days), found["B"].next_lock) == (None, 6, date(2026, 4, 3))


def test_who_never_wrote_has_stopped_after_more_than_seven_days_of_diary(lines):
    seventh, eighth = ({"enrolled_on": END - timedelta(days=days - 1)} for days in (7, 8))
    found = lines({"seventh": "", "eighth": ""}, seventh=seventh, eighth=eighth)
    assert [name for name, line in found.items() if "stopped" in line.groups] == ["eighth"]


def test_insufficient_is_red(lines):
    found = lines({"13 filled": "_" * 15 + "." * 13, "14 filled": "_" * 14 + "." * 14})
    assert [name for name, line in found.items() if "insufficient" in line.groups] == ["13 filled"]
    assert {name: line.needs_filled_days for name, line in found.items()} == {"13 filled": 11, "14 filled": 10}


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
    # of 28 days "poor" lacks some that are open; "two" and "one" have enough, 26 and 27
    assert list(found) == ["silent", "poor", "two", "one", "calm"]


def test_what_locks_tonight_stands_before_what_locks_tomorrow_and_what_locks_later_is_not_about_to(lines):
    found = lines(
        {
            "A later": "." * 20 + ".._.....",
            "B tomorrow": "." * 20 + "._......",
            "C tonight": "." * 20 + "_.......",
            "D both": "." * 20 + "__......",
        }
    )
    assert list(found) == ["D both", "C tonight", "B tomorrow", "A later"]
    assert [line.next_lock for line in found.values()] == [date(2026, 4, day) for day in (1, 1, 2, 3)]
    assert [line.place for line in found.values()] == ["enough", "enough", "enough", "nothing"]


def test_a_day_to_be_saved_for_the_goal_stands_before_one_that_saves_nothing(lines):
    # 22 of 28 filled: the day that locks tomorrow makes 23, the 80 %; of 12 filled, one more is still red
    found = lines({"A in vain": "_" * 15 + "." * 5 + "_.......", "B goal": "_" * 5 + "." * 15 + "._......"})
    assert list(found) == ["B goal", "A in vain"]
    assert [line.rescue.lifts for line in found.values()] == [True, False]


def test_a_visit_that_can_still_be_mended_stands_before_those_that_cannot(lines):
    # 8 filled of the 14 that are needed: seven days ahead suffice, one or none does not; eight days ahead is not near
    poor, ahead = "_" * 20 + "." * 8, {"A": 8, "B": 7, "C": 1, "D": 0, "E": -1}
    visits = [{"patient_id": name, "date": END + timedelta(days=days)} for name, days in ahead.items()]
    found = lines(dict.fromkeys(ahead, poor), visits)
    assert list(found) == ["B", "D", "C", "A", "E"]
    places = ["near", "evaluation_at_risk", "evaluation_at_risk", "insufficient", "insufficient"]
    assert [line.place for line in found.values()] == places


def test_order_is_by_what_a_contact_today_can_change(lines):
    # 15 of 28 filled, and days open: before a visit, after a long silence, and else; then a visit that is lost
    some = "_" * 5 + "." * 15 + "__......"
    found = lines(
        {
            "A enough": "." * 20 + "_.......",
            "B lost": "_" * 15 + "." * 13,
            "C open": "_" * 7 + "." * 13 + "__......",
            "D stopped": "." * 20 + "_" * 8,
            "E visit": some,
        },
        [{"patient_id": name, "date": END + timedelta(days=days)} for name, days in (("B lost", 0), ("E visit", 6))],
    )
    assert list(found) == ["E visit", "D stopped", "C open", "B lost", "A enough"]
    assert [line.place for line in found.values()] == ["near", "stopped", "rescue", "evaluation_at_risk", "enough"]


UNJUDGED = {
    (None, 21): "nothing",
    ("evaluation", 7): "near",
    ("evaluation", 21): "near",
    ("evaluation", 22): "nothing",
    ("now", 21): "near",
    ("now", 22): "insufficient",
    ("baseline", 21): "evaluation_at_risk",
    ("baseline", 22): "nothing",
}
"""Where a patient stands so many days before a visit, with 13 filled days in a window that judges the treatment."""


def test_a_treatment_that_cannot_be_judged_is_looked_at_before_the_visit(lines):
    def diary(lacks: str | None) -> str:
        # first dose 118 days back: the baseline before it, weeks 9-12 end 35 days back, which no evaluation waits for
        before, judged, now = (
            "_" * 15 + "." * 13 if part == lacks else "." * 28 for part in ("baseline", "evaluation", "now")
        )
        return before + "." * 56 + judged + "." * 7 + now

    names = {f"{lacks} {ahead}": (lacks, ahead) for lacks, ahead in UNJUDGED}
    found = lines(
        {name: diary(lacks) for name, (lacks, _) in names.items()},
        visits=[{"patient_id": name, "date": END + timedelta(days=ahead)} for name, (_, ahead) in names.items()],
        treatments=[{"patient_id": name, "drug": "Ajovy", "started_on": END - timedelta(days=118)} for name in names],
    )
    assert {case: found[name].place for name, case in names.items()} == UNJUDGED
    assert {name: [need.unjudged for need in line.needs] for name, line in found.items()} == {
        name: [Unjudged("Ajovy", lacks, 13)] if lacks and ahead < 22 else [] for name, (lacks, ahead) in names.items()
    }


def test_a_visit_today_does_not_stand_before_a_day_that_can_be_saved(lines):
    found = lines(
        {"A visit": "_" * 15 + "." * 13, "B lock": "_" * 6 + "." * 14 + "_......."},
        [{"patient_id": "A visit", "date": END}],
    )
    assert list(found) == ["B lock", "A visit"]


def test_who_was_contacted_waits_through_the_day_agreed_and_is_back_the_day_after(lines, tmp_path):
    lines({"A": "_" * 8 + "." * 12 + "_.......", "B": "." * 28})
    records = Door(Store(tmp_path / "clinic"), Visitor("nurse")).enter(Action.LISTED, "worklist")
    for until, place in ((END, "waiting"), (END - timedelta(days=1), "rescue")):
        contact = Contact("A", END - timedelta(days=3), "nurse", "phone", waiting_until=until)
        assert worklist(records, contacts=[contact]).lines[0].place == place


def test_how_a_diary_was_kept_until_its_last_filled_day(lines):
    silent = {f"silent for {days} days": days for days in (0, 8, 28, 29, 200)}
    found = lines({name: "." * 9 + "_" * 10 + "." * 14 + "_" * days for name, days in silent.items()})
    assert {name: (line.last_filled, line.rhythm) for name, line in found.items()} == {
        name: (END - timedelta(days=days), Rhythm(18, 28)) for name, days in silent.items()
    }


@pytest.mark.parametrize(("lock_days", "is_open"), [(0, 1), (7, 8), (60, 40)])
def test_as_many_days_are_open_as_the_lock_leaves(lines, lock_days, is_open):
    (line,) = lines({"A": "." * 30 + "_" * 40}, settings={"lock_days": lock_days}).values()
    assert len(line.open_days) == is_open
    assert (line.completeness.open, line.completeness.missing) == (min(28, is_open), 28 - min(28, is_open))


def test_days_of_an_excluded_period_are_outside_where_they_do_not_count(lines, tmp_path):
    lines({"A": "." * 20 + "_" * 8})
    store = Store(tmp_path / "clinic")
    with store.writing("test") as connection:
        first, last = END - timedelta(days=9), END - timedelta(days=4)
        exclude(connection, ExcludedPeriod("A", first, last, "illness", "nurse", datetime(2026, 4, 1)))
    records = Door(store, Visitor("nurse")).enter(Action.LISTED, "worklist")
    (counting,) = worklist(records).lines
    (line,) = worklist(replace(records, settings=replace(records.settings, count_excluded=False))).lines
    assert (counting.completeness.filled, counting.completeness.open, counting.completeness.outside) == (20, 8, 0)
    assert (line.completeness.filled, line.completeness.open, line.completeness.outside) == (18, 4, 6)


def windows_of_a(connection, basis):
    """The windows of the treatments of A, in a table."""
    return treated(connection, course_table(connection, None, basis.as_of), pd.Index(["A"]), basis).windows


def test_the_windows_of_a_treatment_are_counted_as_everywhere_else():
    settings, first_dose = shipped(), END - timedelta(days=100)
    picture = "H.._?H...." * 14
    latest = replace(*windows_ending(END, 1), label="latest")
    windows = (baseline(first_dose), *windows_from_first_dose(first_dose, END), latest)
    with database().begin() as connection:
        people = [{"patient_id": "A", "enrolled_on": END - timedelta(days=110)}]
        fill(connection, patients=people, diary=drawn(picture, END, "A"))
        started = {"patient_id": "A", "drug": "Ajovy", "started_on": first_dose, "batch": 1}
        connection.execute(insert(TREATMENTS), [started])
        found = windows_of_a(connection, Basis(END, settings))
        expected = counts_by_patient(connection, windows, Basis(END, settings), kinds=("headache",))["A"]
    assert [window_of(row) for row in records_of(found)] == list(windows)
    assert [Completeness(*(row[name] for name in STATES)) for row in records_of(found)] == [
        one.completeness for one in expected
    ]
    assert [(row["headache"], row["headache_unknown"]) for row in records_of(found)] == [
        (one["headache"].observed, one["headache"].unknown) for one in expected
    ]


@pytest.mark.parametrize(("days_before", "first_place"), [(1092, 0), (1093, 1), (1092 + 28, 1), (1092 + 29, 2)])
def test_windows_of_a_treatment_are_looked_at_for_three_years_back(days_before, first_place):
    # 3 x 364 days: the first window that begins in them, whatever came before
    with database().begin() as connection:
        fill(connection, patients=[{"patient_id": "A", "enrolled_on": END - timedelta(days=30)}])
        started = {"patient_id": "A", "drug": "Ajovy", "started_on": END - timedelta(days=days_before), "batch": 1}
        connection.execute(insert(TREATMENTS), [started])
        found = windows_of_a(connection, Basis(END, shipped()))
    assert found["place"].tolist() == [BASELINE, *range(first_place, days_before // 28 + 1), LATEST]


@pytest.mark.parametrize("days_ahead", [1, 40])
def test_a_planned_treatment_has_a_baseline_and_no_window_yet(days_ahead):
    with database().begin() as connection:
        fill(connection, patients=[{"patient_id": "A", "enrolled_on": END - timedelta(days=30)}])
        started = {"patient_id": "A", "drug": "Ajovy", "started_on": END + timedelta(days=days_ahead), "batch": 1}
        connection.execute(insert(TREATMENTS), [started])
        found = windows_of_a(connection, Basis(END, shipped()))
    assert found["place"].tolist() == [BASELINE]


def window_of(row: dict[str, int]) -> Window:
    place, days = row["place"], (date.fromordinal(row[name]) for name in ("first_day", "last_day"))
    label = {BASELINE: "baseline", LATEST: "latest"}.get(place, f"W{4 * place + 1}-{4 * place + 4}")
    return Window(*days, label)


def test_the_next_visit_and_the_last_one_at_which_a_treatment_can_have_been_judged():
    booked = {
        "A": [(-9, "doctor"), (-3, "follow_up"), (-1, "nurse"), (4, "doctor"), (9, "nurse")],
        "B": [(0, "doctor")],
        "C": [(-2, "nurse"), (1, "nurse")],
        "D": [(-2, "doctor")],
    }
    rows = [
        {"patient_id": name, "date": END + timedelta(days=days), "kind": kind, "batch": 1}
        for name, visits in booked.items()
        for days, kind in visits
    ]
    with database().begin() as connection:
        connection.execute(insert(VISITS), rows)
        found = diaries.visits(connection, END).sort_index() - END.toordinal()
    assert found["next_visit"].fillna(99).tolist() == [4, 0, 1, 99]
    assert found["judged_on"].fillna(99).tolist() == [-3, 0, 99, -2]


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


def test_no_treatment_of_cluster_headache_loses_its_effect(lines):
    began = {"drug": "Aimovig", "started_on": END - timedelta(days=111)}
    picture = "H." * 14 + "." * 28 + "H." * 14 + "." * 28 + "H." * 14
    found = lines(
        {"A": picture, "B": picture},
        treatments=[began | {"patient_id": name} for name in "AB"],
        B={"diagnosis": "G44.0"},
    )
    assert found["A"].groups == ("evaluation_due", "losing_effect")
    assert (found["B"].groups, found["B"].loss) == (("evaluation_due",), None)


@pytest.mark.parametrize(("days", "empty", "answer"), [(10, 0, "met"), (10, 1, "open"), (9, 0, "not met")])
def test_overuse_is_open_where_no_class_is_for_certain_and_days_are_not_known(days, empty, answer):
    taken = [END - timedelta(days=28 * window + number) for window in range(3) for number in range(10)]
    lacking = 10 - days + empty  # the newest of them
    doses = [{"patient_id": "P", "date": day, "drug": "Imigran"} for day in taken[lacking:]]
    with database().begin() as connection:
        people = [{"patient_id": "P", "enrolled_on": LONG_AGO}]
        fill(connection, patients=people, diary=drawn("." * (84 - empty) + "_" * empty, END), doses=doses)
        found = diaries.overused_classes(connection, Basis(END, shipped())).loc["P"]
    assert found["overused_triptan"] == (answer == "met")
    assert found[diaries.OVERUSE_OPEN] == (answer == "open")


def test_next_visit_may_be_today(lines):
    visits = [{"patient_id": "A", "date": END + timedelta(days=days)} for days in (-1, 0, 5)]
    assert lines({"A": "." * 28}, visits)["A"].next_visit == END


def test_json_has_the_names_others_rely_on(lines):
    (line,) = lines({"A": "." * 28}).values()
    assert set(line.as_json()) == {
        "patient_id",
        "as_of",
        "care_unit",
        "groups",
        "place",
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
        "treatment_remarks",
        "remarks",
        "not_read",
        "losing_effect",
        "of_attacks_alone",
    }
