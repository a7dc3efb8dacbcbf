"""From the sample clinic's files to `summary --json` and to every kind of day, against a count from the files."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.day_count import WindowCounts
from analysis.days.classified import KINDS
from analysis.store import Action, Door, Store, Visitor
from analysis.windows import windows_ending
from tests.oracle import twin

CLINIC = Path(__file__).parents[2] / "sample_data" / "clinic"
AS_OF = date(2026, 10, 31)
CLASSES = {
    "sumatriptan": {"triptan"},
    "suma 50": {"triptan"},
    "imigran": {"triptan"},
    "maxalt": {"triptan"},
    "maxalt rapitab": {"triptan"},
    "relpax": {"triptan"},
    "relpax 40 mg": {"triptan"},
    "zomig": {"triptan"},
    "zomig nässpray": {"triptan"},
    "alvedon": {"paracetamol"},
    "panodil": {"paracetamol"},
    "ipren": {"nsaid"},
    "ipren 400": {"nsaid"},
    "naproxen": {"nsaid"},
    "naproxen 500": {"nsaid"},
    "treo": {"combination"},
    "treo x2": {"combination"},
    "citodon": {"combination", "opioid_in_combination"},
    "citodon 1 tabl": {"combination", "opioid_in_combination"},
    "primperan": set(),
}
YES_NO = (
    "headache unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia aura migraine "
    "menstruation"
).split()
NUMBERS = ("severity", "intensity", "duration_hours", "aura_minutes", "disability")


def rows(name: str) -> list[dict[str, str]]:
    with (CLINIC / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def entry(row: dict[str, str]) -> dict[str, object]:
    return {
        "patient_id": row["patient_id"],
        "date": day(row["date"]),
        "source": "clinic",
        "doses_recorded": True,
        "recorded_at": datetime.fromisoformat(row["recorded_at"]),
        **{name: {"1": True, "0": False, "": None}[row[name]] for name in YES_NO},
        **{name: float(row[name].replace(",", ".")) if row[name] else None for name in NUMBERS},
    }


@pytest.fixture(scope="module")
def files():
    found = {name: {} for name in ("patients", "diary", "acute_doses")}
    for name, by_patient in found.items():
        for row in rows(name):
            by_patient.setdefault(row["patient_id"], []).append(row)
    return found


def test_every_patient_has_a_line(files, sample_summaries):
    assert set(sample_summaries) == set(files["patients"])
    assert {line["as_of"] for line in sample_summaries.values()} == {"2026-10-31"}


@pytest.fixture(scope="module")
def of_every_kind(sample_store) -> dict[str, tuple[WindowCounts, ...]]:
    records = Door(Store(sample_store), Visitor.local()).enter(Action.READ, "test")
    with records.connect() as connection:
        return counts_by_patient(connection, windows_ending(AS_OF, 6), Basis(AS_OF, records.settings))


@pytest.fixture
def people(files, monkeypatch):
    """The arguments of the twin for each patient: who, the diary and the doses."""
    monkeypatch.setattr(twin, "CLASS_OF", CLASSES)
    monkeypatch.setattr(twin, "HOLDS_AN_OPIOID", {"citodon", "citodon 1 tabl"})
    monkeypatch.setattr(twin, "SPECIFIC", {name for name, classes in CLASSES.items() if "triptan" in classes})

    def of(patient: str) -> tuple[dict, list[dict], list[dict]]:
        (person,) = files["patients"][patient]
        who = {"patient_id": patient, "enrolled_on": day(person["enrolled_on"]), "left_on": day(person["left_on"])}
        diary = [entry(row) for row in files["diary"].get(patient, [])]
        doses = [
            {
                "patient_id": patient,
                "date": day(row["date"]),
                "drug": row["drug"].lower(),
                "helped": row["helped"] or None,
            }
            for row in files["acute_doses"].get(patient, [])
        ]
        return who, diary, doses

    return of


PATIENTS = [f"P-{number:03}" for number in range(1, 67)]


@pytest.mark.parametrize("patient", PATIENTS)
def test_every_kind_of_day_of_every_patient_is_as_counted_from_the_files(patient, people, of_every_kind):
    who, diary, doses = people(patient)
    for counts in of_every_kind[patient]:
        expected = twin.count(who, diary, doses, counts.window.first, counts.window.last, AS_OF)
        for kind in KINDS:
            found = (counts[kind].observed, counts[kind].unknown)
            assert found == (expected["days"].get(kind, 0), expected["unknown"].get(kind, 0)), (kind, counts.window)


def test_every_kind_of_day_happens_in_the_sample_clinic(of_every_kind):
    happened = {
        kind for windows in of_every_kind.values() for counts in windows for kind in KINDS if counts[kind].observed
    }
    # Nobody takes these drugs, and on headache-free days nobody is asked about aura.
    assert set(KINDS) - happened == {
        "ergot",
        "opioid",
        "other_analgesic",
        "simple_combination",
        "gepant",
        "other",
        "crystal_clear",
    }


@pytest.mark.parametrize("patient", PATIENTS)
def test_every_figure_of_every_patient_is_as_counted_from_the_files(patient, people, sample_summaries):
    who, diary, doses = people(patient)
    told = sample_summaries[patient]
    assert told["period"] == {"from": "2026-05-17", "to": "2026-10-31", "days": 168}
    assert len(told["windows"]) == 6
    check(told, twin.count(who, diary, doses, AS_OF - timedelta(days=167), AS_OF, AS_OF))
    for back, window in enumerate(reversed(told["windows"])):
        last = AS_OF - timedelta(days=28 * back)
        assert (window["from"], window["to"]) == ((last - timedelta(days=27)).isoformat(), last.isoformat())
        check(window, twin.count(who, diary, doses, last - timedelta(days=27), last, AS_OF))


def check(told: dict, expected: dict) -> None:
    completeness = told["completeness"]
    assert {name: completeness[name] for name in ("filled", "open", "missing", "outside")} == {
        name: expected[name] for name in ("filled", "open", "missing", "outside")
    }
    unfilled = expected["open"] + expected["missing"]
    check_share(completeness["now"], expected["filled"], expected["filled"] + unfilled)
    check_share(completeness["final"], expected["filled"], expected["filled"] + expected["missing"])
    counts = {
        "headache": told["headache_days"],
        "migraine": told["migraine_days"],
        "moderate_or_severe": told["moderate_or_severe_days"],
        "acute_medication": told["acute_medication_days"],
        "triptan": told["acute_days_by_class"]["triptan"],
        "paracetamol": told["acute_days_by_class"]["paracetamol"],
        "combination": told["acute_days_by_class"]["combination"],
        "opioid": told["acute_days_by_class"]["opioid"],
    }
    for kind, count in counts.items():
        observed, unknown = expected["days"].get(kind, 0), expected["unknown"].get(kind, 0)
        assert (count["observed"], count["unfilled"], count["unknown"]) == (observed, unfilled, unknown), kind
        assert (count["lowest"], count["highest"]) == (observed, observed + unfilled + unknown)
        if kind in ("migraine", "moderate_or_severe") and not observed and unknown:
            headaches = expected["days"].get("headache", 0)
            unknown = expected["filled"] if unknown == headaches else unknown  # no headache day tells: no rate
        check_rate(count["per_28"], observed, expected["filled"], unknown, unfilled)


def check_rate(rate: float | None, observed: int, filled: int, unknown: int, unfilled: int) -> None:
    """Of a window in the red tier, with fewer than 14 filled days of 28, no rate is told."""
    is_red = filled < 14 or filled < 14 * (filled + unfilled) / 28
    check_share(rate, 28 * observed, 0 if is_red else filled - unknown)


def check_share(share: float | None, part: int, whole: int) -> None:
    assert share == (pytest.approx(part / whole, abs=1e-12) if whole else None)
