"""Each patient's acute medication shows what the persona says, by plain counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.sample_data.reader import (
    AS_OF,
    COMBINATIONS,
    NOT_COUNTED,
    NSAIDS,
    OPIOIDS,
    PARACETAMOL,
    TRIPTANS,
    Patient,
    rows,
)

FOUR_WEEKS = timedelta(days=28)
ANY_DRUG = TRIPTANS + PARACETAMOL + NSAIDS + COMBINATIONS + OPIOIDS


def test_triptan_overuse_in_every_window() -> None:
    patient = Patient(32)
    assert all(patient.drug_days(TRIPTANS, first) >= 10 for first in patient.windows())


def test_triptan_overuse_that_resolves() -> None:
    patient = Patient(33)
    before = [first for first in patient.windows() if first + FOUR_WEEKS <= date(2026, 1, 12)]
    after = [first for first in patient.windows() if first >= date(2026, 1, 12)]
    assert sum(patient.drug_days(TRIPTANS, first) >= 10 for first in before) >= len(before) - 1
    assert all(patient.drug_days(TRIPTANS, first) == 0 for first in after)
    assert patient.headache_rate(after[0], AS_OF) < 0.7 * patient.headache_rate(patient.enrolled, date(2026, 1, 11))


@pytest.mark.parametrize(("number", "drugs"), [(34, COMBINATIONS), (36, OPIOIDS)])
def test_combination_and_opioid_overuse_is_there_in_most_windows(number: int, drugs: tuple[str, ...]) -> None:
    patient = Patient(number)
    reached = [patient.drug_days(drugs, first) >= 10 for first in patient.windows()]
    assert sum(reached) > 0.6 * len(reached)


def test_simple_analgesic_overuse_that_resolves() -> None:
    patient = Patient(35)
    before = [first for first in patient.windows() if first + FOUR_WEEKS <= date(2026, 4, 13)]
    assert sum(patient.drug_days(PARACETAMOL + NSAIDS, first) >= 15 for first in before) >= 8
    assert all(patient.drug_days(PARACETAMOL + NSAIDS, first) < 10 for first in patient.windows()[-5:])


def test_many_kinds_none_beyond_its_limit_together_ten() -> None:
    patient = Patient(37)
    for first in patient.windows()[-3:]:
        assert patient.drug_days(ANY_DRUG, first) >= 10
        assert patient.drug_days(TRIPTANS, first) < 10
        assert patient.drug_days(PARACETAMOL, first) < 15
        assert patient.drug_days(NSAIDS, first) < 15


def test_triptan_days_around_the_limit() -> None:
    patient = Patient(38)
    counts = [patient.drug_days(TRIPTANS, first) for first in patient.windows()]
    assert min(counts) < 8
    assert max(counts) >= 10


def test_overuse_that_cannot_be_told() -> None:
    patient = Patient(39)
    for first in patient.windows()[-3:]:
        observed = patient.drug_days(TRIPTANS, first)
        assert observed < 10 <= observed + 28 - patient.filled(first)


def test_acute_drugs_on_days_without_headache() -> None:
    patient = Patient(40)
    assert sum(patient.diary[day]["headache"] == "0" for day in patient.drugs) >= 10


def test_antiemetics_are_taken_too() -> None:
    assert any(row["drug"].lower() in NOT_COUNTED for row in rows("acute_doses"))
