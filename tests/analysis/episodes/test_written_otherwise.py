"""One treatment however its rows and doses were written: units, renewals, sessions, loading doses, lacking rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.episodes.courses import Course, courses
from analysis.episodes.episode import Beginning, Episode
from analysis.episodes.making import episodes
from analysis.windows import Window
from tests.analysis.episodes.written import recorded
from tests.treated import row, together

AS_OF = date(2026, 10, 31)


def told(text: str, doses: str = "", as_of: date = AS_OF) -> tuple[Episode, ...]:
    return episodes(recorded(text, doses), as_of)


def one(text: str, doses: str = "", as_of: date = AS_OF) -> Episode:
    (found,) = told(text, doses, as_of)
    return found


def course(text: str, doses: str = "", as_of: date = AS_OF) -> Course:
    (found,) = courses(told(text, doses, as_of))
    return found


def kinds(episode: Episode) -> list[str]:
    return [remark.kind for remark in episode.remarks]


@pytest.mark.parametrize(
    "rows",
    [
        "Aimovig,2026-05-01,2026-06-30,70,mg,28; Aimovig,2026-07-01,,70,MG,28",
        "Aimovig,2026-05-01,2026-06-30,70,mg,28; Aimovig,2026-07-01,,70,mg,30",
        "Aimovig,2026-05-01,2026-06-30,70,mg,28; Aimovig,2026-07-01,,70,mg,31",
        "Aimovig,2026-05-01,2026-06-30,70,mg,; Aimovig,2026-07-01,,70,mg,30",
        "Aimovig,2026-05-01,2026-06-30,,,28; Aimovig,2026-07-01,,70,mg,28",
        "Aimovig,2026-05-01,2026-06-30,70,,28; Aimovig,2026-07-01,,70,mg,28",
        "Valproat,2026-05-01,2026-06-30,500,mg,; Ergenyl,2026-07-01,,0.5,g,",
        "Valproat,2026-05-01,2026-06-30,500,,; Ergenyl,2026-07-01,,0.5,g,",
        "Propranolol,2026-05-01,2026-06-30,40,mg,; Propranolol,2026-07-01,,40,mg/dag,",
        "Propranolol,2026-05-01,2026-06-30,40,mg per dag,; Propranolol,2026-07-01,,40,milligram,",
        "Propranolol,2026-05-01,2026-06-30,40,mg/d,; Propranolol,2026-07-01,,40,mg daily,",
        "Botox,2026-05-01,2026-06-30,155,E,84; Botox,2026-07-01,,155,IE,84",
        "Botox,2026-05-01,2026-06-30,155,U,84; Botox,2026-07-01,,155,enheter,90",
        "Botox,2026-05-01,2026-06-30,155,Units,84; Botox,2026-07-01,,155,IU,92",
        "Topimax,2026-05-01,2026-06-30,50,mg,; Topiramat,2026-07-01,,50,mg,",
        "Emgality,2026-05-01,2026-05-28,240,mg,28; Emgality,2026-05-29,,120,mg,28",
        "Emgality,2026-05-01,2026-05-28,240,mg,30; Emgality,2026-05-29,,120,mg,",
    ],
)
def test_the_same_dose_is_one_treatment(rows: str) -> None:
    found = one(rows)
    assert (found.first_dose, found.last_day, found.beginning) == (date(2026, 5, 1), None, Beginning.START)


@pytest.mark.parametrize(
    "rows",
    [
        "Aimovig,2026-05-01,2026-06-30,70,mg,28; Aimovig,2026-07-01,,140,mg,28",
        "Aimovig,2026-05-01,2026-06-30,70,,28; Aimovig,2026-07-01,,140,mg,28",
        "Valproat,2026-05-01,2026-06-30,500,mg,; Ergenyl,2026-07-01,,1,g,",
        "Botox,2026-05-01,2026-06-30,155,E,84; Botox,2026-07-01,,195,IE,84",
        "Botox,2026-05-01,2026-06-30,155,E,84; Botox,2026-07-01,,155,IE,70",
        "Ajovy,2026-05-01,2026-06-30,225,mg,; Ajovy,2026-07-01,,675,mg,",
        "Aimovig,2026-05-01,2026-05-31,70,mg,28; Aimovig,2026-06-01,2026-06-30,,,28; Aimovig,2026-07-01,,140,mg,28",
        "Emgality,2026-05-01,2026-06-30,120,mg,28; Emgality,2026-07-01,,240,mg,28",
        "Emgality,2026-05-01,2026-06-30,240,mg,28; Emgality,2026-07-01,,120,mg,28",  # 61 days: given more than once
    ],
)
def test_another_dose_is_a_step(rows: str) -> None:
    first, step = told(rows)
    assert (first.first_dose, first.ended_by_step) == (date(2026, 5, 1), True)
    assert (step.first_dose, step.beginning) == (date(2026, 7, 1), Beginning.DOSE_STEP)
    assert step.course_began_on == date(2026, 5, 1)


def test_the_loading_dose_is_known_by_the_doses() -> None:
    doses = "Emgality,2026-05-01,240,mg; Emgality,2026-05-29,120,mg; Emgality,2026-06-26,120,mg"
    for rows in ("Emgality,2026-05-01,,120,mg,28", "Emgality,2026-05-01,,,,", ""):
        found = one(rows, doses, date(2026, 7, 1))
        assert (found.first_dose, found.dose, found.last_day) == (date(2026, 5, 1), 120, None)
    untold = "Emgality,2026-05-01,240,mg; Emgality,2026-05-29,,; Emgality,2026-06-26,120,mg"
    assert (one("", untold, date(2026, 7, 1)).first_dose, one("", untold, date(2026, 7, 1)).dose) == (
        date(2026, 5, 1),
        120,
    )
    twice = "Emgality,2026-05-01,240,mg; Emgality,2026-05-29,240,mg; Emgality,2026-06-26,120,mg"
    assert [one.dose for one in told("", twice, date(2026, 7, 1))] == [240, 120]


@pytest.mark.parametrize(
    ("doses", "first", "remarks"),
    [
        ("2026-04-30 2026-05-28 2026-06-25", "2026-04-30", []),
        ("2026-04-17 2026-05-15 2026-06-12", "2026-04-17", []),  # 14 days before
        ("2026-04-16 2026-06-01", "2026-05-01", ["first_dose_not_recorded", "dose_before_start"]),
        ("2026-05-01 2026-05-29", "2026-05-01", []),
        ("2026-05-28 2026-06-25", "2026-05-28", []),  # 27 days after: under an interval
        ("2026-05-29 2026-06-26", "2026-05-01", ["first_dose_not_recorded"]),  # an interval after
        ("", "2026-05-01", []),
        ("2026-03-06 2026-04-03 2026-05-01", "2026-03-06", ["doses_before_start"]),
    ],
)
def test_a_treatment_is_anchored_at_its_first_dose(doses: str, first: str, remarks: list[str]) -> None:
    given = "; ".join(f"Aimovig,{day},," for day in doses.split())
    found = one("Aimovig,2026-05-01,,70,mg,28", given, date(2026, 6, 30))
    assert found.first_dose == date.fromisoformat(first)
    assert kinds(found) == remarks


def test_a_shorter_row_within_a_longer_one_does_not_end_it() -> None:
    rows = "Metoprolol,2026-05-01,2026-10-20,100,mg,; Seloken ZOC,2026-05-10,2026-06-10,100,mg,"
    assert one(rows).last_day == date(2026, 10, 20)
    rows = "Aimovig,2026-05-01,2026-10-20,70,mg,28; Aimovig,2026-05-10,2026-06-10,70,mg,28"
    assert one(rows).last_day == date(2026, 10, 20)
    assert one(rows.replace("2026-10-20", "")).last_day is None


def test_of_another_dose_within_a_longer_row_the_longer_one_is_gone_back_to() -> None:
    rows = "Metoprolol,2026-05-01,2026-10-20,100,mg,; Seloken ZOC,2026-05-10,2026-06-10,50,mg,"
    found = told(rows)
    assert [(e.dose, e.first_dose, e.last_day) for e in found] == [
        (100, date(2026, 5, 1), date(2026, 5, 9)),
        (50, date(2026, 5, 10), date(2026, 6, 10)),
        (100, date(2026, 6, 11), date(2026, 10, 20)),
    ]


def test_a_row_without_an_end_ended_with_that_of_the_next_dose() -> None:
    rows = "Topiramat,2026-05-01,,25,mg,; Topiramat,2026-05-15,,50,mg,; Topiramat,2026-06-01,2026-09-01,100,mg,"
    found = course(rows)
    assert [step.dose for step in found.steps] == [25, 50, 100]
    assert found.last.last_day == date(2026, 9, 1)


@pytest.mark.parametrize("dose", ["675", ""])
def test_the_doses_tell_the_interval_of_quarterly_injections(dose: str) -> None:
    given = "; ".join(f"Ajovy,{day},{dose},mg" for day in ("2026-05-01", "2026-07-24", "2026-10-16"))
    found = one(f"Ajovy,2026-05-01,,{dose},mg,", given)
    assert (found.interval_days, found.primary, found.last_day) == (84, "W21-24", None)
    assert len(found.given_on) == 3


def test_the_dose_tells_the_interval_where_the_doses_do_not_then_the_catalogue() -> None:
    assert one("Ajovy,2026-05-01,,675,mg,").interval_days == 84
    assert one("Ajovy,2026-05-01,,225,mg,").interval_days == 28
    assert one("Ajovy,2026-05-01,,,,").interval_days == 28
    assert one("Ajovy,2026-05-01,,225,mg,30").interval_days == 30
    assert one("Nymab,2026-05-01,,225,mg,").interval_days is None


def test_a_session_written_as_a_row_is_a_dose_of_one_treatment() -> None:
    days = ("2026-05-01", "2026-07-24", "2026-10-16")
    for stop in ("{}", ""):
        found = one("; ".join(f"Botox,{day},{stop.format(day)},155,E,84" for day in days))
        assert (found.first_dose, found.last_day, found.remarks) == (date(2026, 5, 1), None, ())
        assert (found.primary, found.primary_window.last) == ("W21-24", date(2026, 10, 15))


def test_a_session_within_a_longer_row_is_a_dose_given_in_it() -> None:
    first, step = told("Botox,2026-02-06,,155,E,84; Botox,2026-05-01,2026-05-01,195,E,84")
    assert (first.dose, first.last_day) == (155, date(2026, 4, 30))
    assert (step.dose, step.first_dose, step.last_day, step.given_on) == (
        195,
        date(2026, 5, 1),
        None,
        (date(2026, 5, 1),),
    )


def test_a_dose_that_was_not_known_at_first_is_told() -> None:
    assert one("Aimovig,2026-05-01,2026-06-30,,,28; Aimovig,2026-07-01,,70,mg,28").dose == 70


def test_sessions_end_when_one_was_left_out() -> None:
    row = "Botox,2026-01-05,2026-01-05,155,E,84"  # + 84 + 98 days: 6 July
    assert one(row, as_of=date(2026, 7, 5)).last_day is None
    assert one(row, as_of=date(2026, 7, 6)).last_day == date(2026, 3, 29)
    told = "Ajovy,2026-01-05,2026-01-05,225,mg,28,side_effect"
    assert (one(told).last_day, one(told).stop_reason) == (date(2026, 1, 5), "side_effect")


def test_a_step_that_only_the_doses_tell() -> None:
    given = "Vyepti,2026-05-01,100,mg; Vyepti,2026-07-24,300,mg; Vyepti,2026-10-16,300,mg"
    first, step = told("Vyepti,2026-05-01,,100,mg,84", given)
    assert (first.dose, first.last_day, first.given_on) == (100, date(2026, 7, 23), (date(2026, 5, 1),))
    assert (step.dose, step.first_dose, step.last_day) == (300, date(2026, 7, 24), None)
    assert step.beginning is Beginning.DOSE_STEP


def test_brand_and_substance_from_the_same_day_are_one() -> None:
    found = course("Ajovy,2026-05-01,,225,mg,28; fremanezumab,2026-05-01,,225,mg,28")
    assert len(found.steps) == 1
    assert found.first.drug == "Ajovy"


@pytest.mark.parametrize(("smaller", "larger"), [("Topimax", "topiramat"), ("topiramat", "Topimax")])
def test_of_two_doses_from_the_same_day_the_larger_counts_whatever_each_is_called(smaller: str, larger: str) -> None:
    """As of two doses given on a day; the name that came last in the alphabet decided."""
    rows = together(
        row(name, "topiramate", "antiepileptic", date(2026, 1, 5), None, dose, "mg", 1, None)
        for name, dose in ((larger, 50.0), (smaller, 25.0))
    )
    (episode,) = episodes(rows)
    assert episode.dose == 50


def test_an_antibody_beside_another_that_has_no_stop() -> None:
    first, second = told("Aimovig,2026-01-05,,70,mg,28; Ajovy,2026-05-01,,225,mg,28")
    assert [(r.kind, r.other, r.on) for r in first.remarks] == [("stop_not_recorded", "Ajovy", date(2026, 5, 1))]
    assert [(r.kind, r.other) for r in second.remarks] == [("another_antibody_goes_on", "Aimovig")]
    for other in ("Aimovig,2026-01-05,2026-04-30,70,mg,28", "Botox,2026-01-05,,155,E,84"):
        assert not any(episode.remarks for episode in told(f"{other}; Ajovy,2026-05-01,,225,mg,28"))


@pytest.mark.parametrize(
    ("rows", "ends", "told_of"),
    [
        ("Aimovig,2026-01-05,,70,mg,28; Ajovy,2026-05-01,,225,mg,28", ["2026-01-05"], "Aimovig"),
        ("Aimovig,2026-01-05,2026-04-20,70,mg,28; Ajovy,2026-05-01,,225,mg,28", ["2026-01-05"], "a switch"),
        ("Aimovig,2026-01-05,2026-01-20,70,mg,28; Ajovy,2026-05-01,,225,mg,28", ["2026-01-05"], None),
        ("Aimovig,2026-05-02,,70,mg,28; Ajovy,2026-05-01,,225,mg,28", ["2026-05-02"], None),
        ("Aimovig,,,70,mg,28; Ajovy,2026-05-01,,225,mg,28", ["1950-01-01"], "Aimovig"),
        ("Metoprolol,2026-01-05,,100,mg,; Ajovy,2026-05-01,,225,mg,28", ["2026-01-05"], None),
        ("Metoprolol,2026-01-05,,100,mg,; Propranolol,2026-05-01,,80,mg,", ["2026-01-05"], "Metoprolol"),
    ],
)
def test_after_a_treatment_whose_end_could_not_be_read_a_start_may_be_a_switch(
    rows: str, ends: list[str], told_of: str | None
) -> None:
    known = replace(recorded(rows), unread_ends=tuple(map(date.fromisoformat, ends)))
    found = {episode.drug: episode for episode in episodes(known, AS_OF)}
    first, second = (found[text.strip().split(",")[0]] for text in rows.split(";"))
    assert second.beginning is (Beginning.SWITCH if told_of == "a switch" else Beginning.START)
    of_beginning = [one.other for one in second.remarks if one.kind == "beginning_not_read"]
    assert of_beginning == ([told_of] if told_of in found else [])
    if first.first_dose.isoformat() in ends:  # none is said to go on whose stop could not be read
        assert not {"stop_not_recorded", "another_antibody_goes_on"} & {*kinds(first), *kinds(second)}


@pytest.mark.parametrize(
    ("rows", "ends", "is_told"),
    [
        ("Metoprolol,2026-01-05,,100,mg,", "2026-01-05", True),
        ("Metoprolol,2026-01-05,2026-04-20,100,mg,", "2026-01-05", False),
        ("Metoprolol,2026-01-05,,100,mg,", "2025-12-01", False),
        ("Metoprolol,2026-01-05,,100,mg,; Metoprolol,2026-03-05,,150,mg,", "2026-03-05", True),
    ],
)
def test_what_goes_on_for_all_that_is_known_may_have_stopped(rows: str, ends: str, is_told: bool) -> None:
    known = replace(recorded(rows), unread_ends=(date.fromisoformat(ends),))
    newest = episodes(known, AS_OF)[-1]
    assert newest.has_unread_stop is is_told
    assert kinds(newest) == (["stop_not_read"] if is_told else [])


@pytest.mark.parametrize(("began", "is_told"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
@pytest.mark.parametrize("drug", ["Ajovy", "Magnesium"])
def test_after_a_row_whose_drug_could_not_be_read_a_start_may_be_another_one(
    drug: str, began: date, is_told: bool
) -> None:
    known = replace(recorded(f"{drug},2026-05-01,,225,mg,28"), rejected=(Window(began, began),))
    (episode,) = episodes(known, AS_OF)
    assert [(one.kind, one.other) for one in episode.remarks] == ([("beginning_not_read", None)] if is_told else [])


@pytest.mark.parametrize("is_unknown", [True, False])
def test_a_dose_whose_drug_nobody_knows_may_be_of_any_treatment(is_unknown: bool) -> None:
    days = ["03-02", "03-30", "04-27", "07-20", "08-17"]
    known = recorded(
        "Aimovig,2026-03-02,,70,mg,28",
        ";".join(
            [f"Aimovig,2026-{on},70,mg" for on in days] + [f"sprutan,2026-{on},70,mg" for on in ("05-25", "06-22")]
        ),
    )
    doses = tuple(replace(dose, is_unknown=is_unknown and dose.drug == "sprutan") for dose in known.doses)
    found = [one for one in episodes(replace(known, doses=doses), date(2026, 8, 31)) if one.drug == "Aimovig"]
    assert [one.beginning.value for one in found] == (["start"] if is_unknown else ["start", "restart"])
    assert [kinds(one) for one in found] == ([["doses_not_read"]] if is_unknown else [[], []])
    (alone, *_) = episodes(replace(known, treatments=(), doses=doses[-2:]), date(2026, 8, 31))
    assert (alone.drug, alone.start_known, alone.unread_doses) == ("sprutan", "day", 0)


def test_doses_without_a_row_make_a_treatment() -> None:
    days = [f"Ajovy,2026-{day},225,mg" for day in ("05-01", "05-29", "06-26", "07-24", "08-21", "09-18", "10-16")]
    found = one("", "; ".join(days))
    assert (found.drug, found.dose, found.family, found.interval_days) == ("Ajovy", 225, "cgrp_antibody", 28)
    assert (found.first_dose, found.last_day, found.beginning) == (date(2026, 5, 1), None, Beginning.START)
    assert [(r.kind, r.on, r.number) for r in found.remarks] == [("doses_without_treatment", date(2026, 5, 1), 7)]
    assert one("", days[0], date(2026, 7, 2)).last_day is None  # 62 days
    assert one("", days[0], date(2026, 7, 3)).last_day == date(2026, 5, 28)  # 63: one was left out
    assert told("", "Sumatriptan,2026-05-01,6,mg") == ()


def test_doses_after_a_recorded_stop_tell_that_it_went_on() -> None:
    row = "Ajovy,2026-05-01,2026-06-30,225,mg,28,no_effect"
    given = "Ajovy,2026-05-01,225,mg; Ajovy,2026-05-29,225,mg; Ajovy,2026-06-26,225,mg"
    assert (one(row, given).last_day, one(row, given).stop_reason) == (date(2026, 6, 30), "no_effect")
    found = one(row, f"{given}; Ajovy,2026-07-24,225,mg; Ajovy,2026-08-21,225,mg", date(2026, 8, 31))
    assert (found.first_dose, found.last_day, found.stop_reason) == (date(2026, 5, 1), None, None)
    assert [(r.kind, r.on, r.number) for r in found.remarks] == [("doses_after_stop", date(2026, 6, 30), 2)]


def test_a_dose_left_out_around_a_recorded_stop_is_counted_from_the_stop() -> None:
    row = "Ajovy,2026-05-01,2026-06-30,225,mg,28"
    found = one(row, "Ajovy,2026-05-01,225,mg; Ajovy,2026-07-24,225,mg", date(2026, 7, 31))
    assert (found.first_dose, found.last_day) == (date(2026, 5, 1), None)
    first, again = told(row, "Ajovy,2026-05-01,225,mg; Ajovy,2026-08-05,225,mg", date(2026, 8, 31))
    assert (first.last_day, again.first_dose, again.beginning) == (
        date(2026, 6, 30),
        date(2026, 8, 5),
        Beginning.RESTART,
    )


def test_a_start_of_which_only_the_month_is_known() -> None:
    found = one("Ajovy,2026-05,,225,mg,28")
    assert (found.start_known, found.started_on, found.first_dose) == ("month", "2026-05", date(2026, 5, 1))
    assert kinds(found) == ["start_known_to_month"]
    for day, known in (("2026-04-17", "day"), ("2026-05-12", "day"), ("2026-06-27", "day"), ("2026-06-28", "month")):
        assert one("Ajovy,2026-05,,225,mg,28", f"Ajovy,{day},,").start_known == known


def test_a_start_that_is_not_known() -> None:
    found = one("Metoprolol,,,100,mg,")
    assert (found.start_known, found.started_on, found.last_day) == ("unknown", None, None)
    assert kinds(found) == ["start_unknown"]
    assert courses([found])[0].runs_on(date(2020, 1, 1))
    doses = "Ajovy,2026-05-01,,; Ajovy,2026-05-29,,"
    assert one("Ajovy,,,225,mg,28", doses).start_known == "unknown"


MONTHLY = "Aimovig,2026-01-05,,70,mg,28"
GIVEN = ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-25", "2026-06-19"]
"""The last two late, but none so late that one was left out."""


def with_unread(rows: str, days: list[str], *unread: date | None) -> tuple[Episode, ...]:
    doses = "; ".join(f"Aimovig,{day},70,mg" for day in days)
    return episodes(replace(recorded(rows, doses), unread_doses=unread), AS_OF)


@pytest.mark.parametrize("rows", [MONTHLY, ""])
def test_a_dose_that_could_not_be_read_makes_no_pause(rows: str) -> None:
    days = [day for day in GIVEN if day != "2026-04-25"]
    assert [one.beginning for one in with_unread(rows, days)] == [Beginning.START, Beginning.RESTART]
    for unread in (None, date(2026, 4, 25)):
        (found, *_) = made = with_unread(rows, days, unread)
        assert [one.beginning for one in made if one.given_on] == [Beginning.START]
        assert (found.unread_doses, found.dose_deviations(AS_OF)) == (1, ())
        assert "doses_not_read" in kinds(found)


def test_a_pause_longer_than_such_a_dose_can_fill_is_one_but_its_end_is_not_known() -> None:
    first, second = with_unread(MONTHLY, ["2026-01-05", "2026-08-03"], None)
    assert (first.last_day, second.beginning) == (date(2026, 2, 1), Beginning.RESTART)
    assert (first.has_known_start, second.has_known_start) == (True, False)
    _, known = with_unread(MONTHLY, ["2026-01-05", "2026-08-03"], date(2026, 9, 1))
    assert known.has_known_start


def test_a_recorded_stop_is_one_whatever_doses_could_not_be_read() -> None:
    rows = "Aimovig,2026-01-05,2026-03-01,70,mg,28; Aimovig,2026-06-01,,70,mg,28"
    found = with_unread(rows, ["2026-01-05", "2026-06-01"], None)
    assert [(one.first_dose, one.beginning) for one in found] == [
        (date(2026, 1, 5), Beginning.START),
        (date(2026, 6, 1), Beginning.RESTART),
    ]


def test_doses_alone_tell_no_start_where_one_could_not_be_read() -> None:
    found, again = with_unread("", GIVEN[1:3], None)
    assert not found.has_known_start
    assert not again.given_on
    (found,) = with_unread("", GIVEN[1:3], date(2026, 2, 20))
    assert found.has_known_start


@pytest.mark.parametrize(("first", "anchor"), [("2026-01-19", "2026-01-05"), ("2026-01-18", "2026-01-18")])
def test_a_dose_soon_after_the_start_is_the_first_one(first: str, anchor: str) -> None:
    (found,) = with_unread(MONTHLY, [first], None)
    assert found.first_dose == date.fromisoformat(anchor)
    (found,) = with_unread(MONTHLY, [first])
    assert found.first_dose == date.fromisoformat(first)


def test_a_start_that_is_not_known_stays_so_where_a_dose_was_left_out() -> None:
    rows = "Aimovig,2025-01-06,2026-03-08,140,mg,28; Aimovig,,,140,mg,28"
    first, second = told(rows, "Aimovig,2026-02-02,140,mg; Aimovig,2026-06-08,140,mg")
    assert (first.has_known_start, first.started_on) == (False, None)
    assert (second.first_dose, second.beginning) == (date(2026, 6, 8), Beginning.RESTART)


def test_the_loading_dose_is_no_step_where_the_start_is_not_known() -> None:
    (found,) = told("Emgality,,,120,mg,30", "Emgality,2026-05-01,240,mg; Emgality,2026-05-31,120,mg")
    assert (found.dose, found.has_known_start) == (120, False)


def test_nothing_is_said_of_what_came_after_a_start_that_is_not_known() -> None:
    rows = "Aimovig,2025-02-17,2025-06-16,140,mg,28; Ajovy,,,225,mg,30"
    assert {kind for one in told(rows) for kind in kinds(one)} == {"start_unknown"}
    both = {one.drug: kinds(one) for one in told("Aimovig,2025-02-17,,140,mg,28; Ajovy,,,225,mg,30")}
    assert "another_antibody_goes_on" in both["Aimovig"]


@pytest.mark.parametrize(
    ("rows", "second", "is_known"),
    [
        ("Vyepti,2026-01-05,,100,mg,84", "100,mg", True),
        ("Vyepti,2026-01-05,,100,mg,84", ",mg", False),
        ("Vyepti,2026-01-05,2026-06-21,100,mg,84; Vyepti,2026-06-22,,300,mg,84", ",mg", True),
        ("Vyepti,2026-01-05,2026-06-14,100,mg,84; Vyepti,2026-06-15,,300,mg,84", ",mg", True),
    ],
)
def test_a_step_told_by_doses_is_dated_by_those_that_are_known(rows: str, second: str, is_known: bool) -> None:
    doses = f"Vyepti,2026-01-05,100,mg; Vyepti,2026-03-30,{second}; Vyepti,2026-06-22,300,mg"
    first, step = told(rows, doses)
    assert (first.has_known_start, step.dose, step.first_dose) == (True, 300, date(2026, 6, 22))
    assert step.has_known_start is is_known


@pytest.mark.parametrize("unread", [None, date(2026, 3, 30)])
def test_a_step_may_have_begun_with_a_dose_that_could_not_be_read(unread: date | None) -> None:
    doses = recorded("Vyepti,2026-01-05,,100,mg,84", "Vyepti,2026-01-05,100,mg; Vyepti,2026-06-22,300,mg")
    _, step = episodes(replace(doses, unread_doses=(unread,)), AS_OF)
    assert (step.dose, step.has_known_start) == (300, False)
