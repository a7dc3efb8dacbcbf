"""The sample clinic's files read with the csv module alone, and counted by plain loops."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "sample_data" / "clinic"
AS_OF = date(2026, 10, 31)
TRIPTANS = ("suma", "imigran", "maxalt", "relpax", "zomig")
PARACETAMOL = ("alvedon", "panodil")
NSAIDS = ("ipren", "naproxen")
COMBINATIONS = ("treo",)
OPIOIDS = ("citodon",)
NOT_COUNTED = ("primperan",)

Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    """The rows of a file, each a dictionary of the cells as written."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _rows_by_patient(name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(name):
        found[row["patient_id"]].append(row)
    return found


class Patient:
    """What the export says of one patient."""

    def __init__(self, number: int) -> None:
        self.id = f"P-{number:03d}"
        (self.row,) = self.rows("patients")
        self.enrolled = date.fromisoformat(self.row["enrolled_on"])
        self.diary = {date.fromisoformat(row["date"]): row for row in self.rows("diary")}
        self.drugs: dict[date, list[str]] = defaultdict(list)
        for row in self.rows("acute_doses"):
            self.drugs[date.fromisoformat(row["date"])].append(row["drug"].lower())

    def rows(self, name: str) -> list[Row]:
        return _rows_by_patient(name).get(self.id, [])

    def start_of(self, drug: str) -> date:
        """First day of the first course of a drug."""
        return min(date.fromisoformat(row["started_on"]) for row in self.rows("treatments") if row["drug"] == drug)

    def filled(self, first: date, days: int = 28) -> int:
        return sum(day in self.diary for day in _days(first, days))

    def headache_days(self, first: date, days: int = 28) -> int:
        return sum(self.diary[day]["headache"] == "1" for day in _days(first, days) if day in self.diary)

    def headache_rate(self, first: date, last: date) -> float:
        """Headache days per filled day."""
        days = (last - first).days + 1
        return self.headache_days(first, days) / self.filled(first, days)

    def drug_days(self, drugs: tuple[str, ...], first: date, days: int = 28) -> int:
        """Days with at least one of the drugs."""
        return sum(any(drug.startswith(drugs) for drug in self.drugs.get(day, ())) for day in _days(first, days))

    def windows(self) -> list[date]:
        """First days of the 28-day windows that end at the export, oldest first, all after enrolment."""
        starts: list[date] = []
        day = AS_OF - timedelta(days=27)
        while day >= self.enrolled:
            starts.insert(0, day)
            day -= timedelta(days=28)
        return starts

    def doses(self, drug: str) -> list[date]:
        return [date.fromisoformat(row["given_on"]) for row in self.rows("treatment_doses") if row["drug"] == drug]

    def lags(self) -> list[int]:
        """Days from each diary day to its entry."""
        return [(date.fromisoformat(row["recorded_at"][:10]) - day).days for day, row in self.diary.items()]


def _days(first: date, days: int) -> list[date]:
    return [first + timedelta(days=offset) for offset in range(days)]
