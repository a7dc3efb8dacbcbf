"""Each patient's treatments show what the persona says, wherever plain counting can tell."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.sample_data.reader import AS_OF, Patient, rows

FOUR_WEEKS = timedelta(days=28)


def fall(patient: Patient, drug: str, weeks_from: int) -> float:
    """Share by which headache days per filled day fell, four weeks from that week against the four before the start."""
    start = patient.start_of(drug)
    first = start + timedelta(weeks=weeks_from)
    before = patient.headache_rate(start - FOUR_WEEKS, start - timedelta(days=1))
    return 1 - patient.headache_rate(first, first + timedelta(days=27)) / before


# Treatment effect


def test_early_responder_has_halved_in_four_weeks() -> None:
    assert fall(Patient(1), "Aimovig", 0) > 0.5
    assert fall(Patient(1), "Aimovig", 8) > 0.5


def test_late_responder_has_no_response_at_three_months_but_one_at_eight() -> None:
    assert fall(Patient(2), "Emgality", 8) < 0.3
    assert fall(Patient(2), "Emgality", 32) > 0.5


@pytest.mark.parametrize(("number", "drug"), [(3, "Aimovig"), (24, "Emgality")])
def test_non_responders_keep_seven_tenths_of_their_days(number: int, drug: str) -> None:
    start = Patient(number).start_of(drug)
    patient = Patient(number)
    after = patient.headache_rate(start, start + timedelta(days=110))
    assert after > 0.7 * patient.headache_rate(start - FOUR_WEEKS, start - timedelta(days=1))


@pytest.mark.parametrize(
    ("number", "drug"),
    [
        (3, "Ajovy"),
        (8, "Ajovy"),
        (12, "Aquipta"),
        (13, "Aimovig"),
        (14, "Ajovy"),
        (18, "Ajovy"),
        (20, "Aimovig"),
        (21, "Emgality"),
        (24, "Vyepti"),
        (27, "Emgality"),
    ],
)
def test_responders_have_lost_a_third_of_their_days_in_the_third_window(number: int, drug: str) -> None:
    assert fall(Patient(number), drug, 8) > 1 / 3


def test_botox_works_by_the_second_cycle_for_one_and_never_for_another() -> None:
    assert fall(Patient(10), "Botox", 20) > 0.3
    patient = Patient(11)
    start = patient.start_of("Botox")
    before = patient.headache_rate(start - FOUR_WEEKS, start - timedelta(days=1))
    assert patient.headache_rate(start, date(2025, 10, 12)) > 0.7 * before
    assert patient.headache_rate(date(2026, 2, 9), AS_OF) < 0.6 * before


def test_topiramate_works_at_its_target_dose() -> None:
    patient = Patient(29)
    before = patient.headache_rate(patient.start_of("Topiramat") - FOUR_WEEKS, patient.start_of("Topiramat"))
    assert patient.headache_rate(date(2025, 11, 10), date(2025, 12, 7)) < 0.5 * before


def test_partial_responder_lies_between_a_third_and_a_half() -> None:
    patient = Patient(4)
    start = patient.start_of("Emgality")
    before = patient.headache_rate(patient.enrolled, start - timedelta(days=1))
    assert 0.5 < patient.headache_rate(start + FOUR_WEEKS, AS_OF) / before < 0.7


def test_super_responder_keeps_fewer_than_a_quarter() -> None:
    patient = Patient(5)
    start = patient.start_of("Vyepti")
    before = patient.headache_rate(patient.enrolled, start - timedelta(days=1))
    assert patient.headache_rate(start + FOUR_WEEKS, AS_OF) < 0.25 * before


@pytest.mark.parametrize(("number", "drug", "late", "early"), [(6, "Aimovig", 21, 7), (7, "Ajovy", 63, 14)])
def test_wearing_off_shows_at_the_end_of_the_interval(number: int, drug: str, late: int, early: int) -> None:
    patient = Patient(number)
    length = 7 if late == 21 else 21
    cycles = patient.doses(drug)[:-1]
    at_the_end = sum(patient.headache_days(dose + timedelta(days=late), length) for dose in cycles)
    before = sum(patient.headache_days(dose + timedelta(days=early), length) for dose in cycles)
    assert len(cycles) >= 6
    assert at_the_end >= 1.5 * before


def test_chronic_turns_episodic() -> None:
    patient = Patient(8)
    start = patient.start_of("Ajovy")
    before = [start - FOUR_WEEKS * count for count in (3, 2, 1)]
    after = [start + FOUR_WEEKS * count for count in range(19)]
    assert all(patient.headache_days(first) >= 15 for first in before)
    assert all(patient.headache_days(first) < 15 for first in after)


def test_losing_effect_is_worse_now_than_at_best() -> None:
    patient = Patient(13)
    best = min(patient.headache_days(first) for first in patient.windows())
    assert patient.headache_days(AS_OF - timedelta(days=27)) >= best + 8


def test_small_baseline_holds_one_to_three_days() -> None:
    patient = Patient(15)
    assert 1 <= patient.headache_days(patient.start_of("Propranolol") - FOUR_WEEKS) <= 3


def test_days_rise_under_kandesartan() -> None:
    assert fall(Patient(16), "Kandesartan", 8) < -0.3


def test_treatment_before_the_diary_and_on_its_first_day() -> None:
    assert Patient(17).start_of("Aimovig") < Patient(17).enrolled
    assert Patient(61).start_of("Ajovy") == Patient(61).enrolled


@pytest.mark.parametrize(
    ("number", "drug", "days_to_go"), [(18, "Ajovy", 4), (19, "Emgality", 11), (20, "Aimovig", -7)]
)
def test_evaluations_fall_due_around_the_export(number: int, drug: str, days_to_go: int) -> None:
    assert Patient(number).start_of(drug) + timedelta(days=83) == AS_OF + timedelta(days=days_to_go)


def test_evaluation_at_risk_has_half_of_its_weeks_empty() -> None:
    patient = Patient(19)
    assert patient.filled(AS_OF - timedelta(days=27)) <= 14
    assert patient.filled(patient.start_of("Emgality") - FOUR_WEEKS) >= 24


# Treatment changes


def test_every_kind_of_stop_is_there() -> None:
    reasons = {row["stop_reason"] for row in rows("treatments")}
    assert reasons == {"", "no_effect", "side_effect", "contraindication", "planned_pause", "other"}


def test_pause_is_worse_than_the_treatment_around_it() -> None:
    patient = Patient(22)
    on = patient.headache_rate(date(2025, 1, 6), date(2026, 3, 8))
    off = patient.headache_rate(date(2026, 4, 6), date(2026, 6, 7))
    assert off > 1.2 * on
    assert len([row for row in patient.rows("treatments") if row["drug"] == "Aimovig"]) == 2


def test_pause_that_holds() -> None:
    patient = Patient(23)
    assert patient.headache_rate(date(2026, 4, 13), AS_OF) < 8 / 28


def test_two_changes_within_28_days() -> None:
    patient = Patient(25)
    assert patient.start_of("Topiramat") - patient.start_of("Aimovig") == timedelta(days=10)


def test_ladder_has_its_dose_steps_and_a_start_after_the_export() -> None:
    steps = [(row["drug"], row["dose"]) for row in Patient(28).rows("treatments")]
    assert steps[:3] == [("Metoprolol", "50"), ("Metoprolol", "100"), ("Metoprolol", "200")]
    assert Patient(28).start_of("Aimovig") > AS_OF
    assert Patient(28).doses("Aimovig") == []


def test_two_injections_came_more_than_a_week_late() -> None:
    doses = Patient(31).doses("Emgality")
    assert sum((later - earlier).days > 37 for earlier, later in pairwise(doses)) == 2


@pytest.mark.parametrize(
    ("number", "drug", "days"), [(10, "Botox", 84), (5, "Vyepti", 84), (7, "Ajovy", 84), (1, "Aimovig", 28)]
)
def test_doses_keep_their_interval(number: int, drug: str, days: int) -> None:
    doses = Patient(number).doses(drug)
    assert len(doses) >= 7
    assert all(days <= (later - earlier).days <= days + 4 for earlier, later in pairwise(doses))
