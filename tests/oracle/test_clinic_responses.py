"""The overview's responses of the sample clinic once more, from its files: loops over patients, rows and days.

Written from the clinical rules (WIN-1, WIN-2, CMP-20 to CMP-22, RESP-1, RESP-2, RESP-7, TRI-1), not from the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from analysis.clinic import clinic
from analysis.store import Action, Door, Store, Visitor
from tests.oracle import twin
from tests.oracle.test_sample_clinic import AS_OF, CLASSES, day, entry, rows

MONTHS = {3: 12, 6: 24, 12: 52}
Course = tuple[str, date, date]
"""A drug, the day of its first dose, and the last day on which it counts."""


def pause(interval: int) -> int:
    """Days without it from which a treatment has paused."""
    return interval + (14 if interval >= 84 else 7)


def courses(treatments: list[dict], given: list[dict]) -> Iterator[Course]:
    """The first course of each drug of one patient."""
    for drug in dict.fromkeys(row["drug"] for row in treatments):
        mine = sorted((row for row in treatments if row["drug"] == drug), key=lambda row: row["started_on"])
        interval = int(mine[0]["interval_days"])
        first, last = day(mine[0]["started_on"]), day(mine[0]["stopped_on"])
        for row in mine[1:]:
            if last is not None and (day(row["started_on"]) - last).days <= pause(interval):
                last = day(row["stopped_on"])
        doses = sorted(day(dose["given_on"]) for dose in given if dose["drug"] == drug)
        doses = [on for on in doses if first <= on <= min(last or AS_OF, AS_OF)]
        if doses and (doses[0] - first).days < interval:
            first = doses[0]
        until = date.max if last is None or last > AS_OF else last
        lasts = [on + timedelta(days=interval - 1) for on in doses]
        for one, following in zip(lasts, doses[1:], strict=False):
            if (following - one).days > pause(interval):
                until, lasts = one, [one]
                break
        yield drug, first, max([until, *lasts[-1:]])


def per_28(days: int, told: int) -> float:
    return 28 * days / told


def answer(before: dict, after: dict, kind: str) -> tuple[str, float, str]:
    """Why it is not judged, or the fall in percent, and whether it is a half whatever is not known (TRI-1)."""
    if not before["filled"] + before["open"] + before["missing"]:
        return "no_baseline_diary", 0, ""
    if before["filled"] < 14:
        return "baseline_incomplete", 0, ""
    if after is None:
        return "stopped_before", 0, ""
    if after["filled"] < 14:
        return "evaluation_incomplete", 0, ""
    found = []
    for window in (before, after):
        days, unknown = window["days"].get(kind, 0), window["unknown"].get(kind, 0)
        told, empty = window["filled"] - unknown, window["open"] + window["missing"]
        headache = window["days"].get("headache", 0)
        if told < 14 or (kind == "migraine" and not days and unknown >= headache > 0):
            return "not_told", 0, ""
        inside = window["filled"] + empty
        found.append((per_28(days, told), per_28(days, inside), per_28(days + unknown + empty, inside)))
    (rate, least, most), (rate_after, least_after, most_after) = found
    if rate < 4:
        return "small_baseline", 0, ""
    surely = least >= 4 and least - most_after >= least / 2 - 1e-9
    possibly = most - least_after >= most / 2 - 1e-9 or least < 4
    outcome = "met" if surely else "undetermined" if possibly else "not_met"
    return "", 100 * (rate - rate_after) / rate, outcome


Answers = dict[tuple[int, str, str], list[tuple[str, float, str]]]
"""By month, kind of day and drug, what `answer` says of each patient."""


def answers_of(held: dict[str, list], found: Answers) -> None:
    """Adds those of one patient."""
    (person,) = held["patients"]
    who = {**person, "enrolled_on": day(person["enrolled_on"]), "left_on": day(person["left_on"])}
    diary = [entry(row) for row in held.get("diary", [])]
    taken = [{**row, "date": day(row["date"]), "drug": row["drug"].lower()} for row in held.get("acute_doses", [])]

    def counted(first: date) -> dict:
        return twin.count(who, diary, taken, first, first + timedelta(days=27), AS_OF)

    for drug, first, until in courses(held.get("treatments", []), held.get("treatment_doses", [])):
        before = counted(first - timedelta(days=28))
        ends = {month: first + timedelta(days=7 * weeks - 1) for month, weeks in MONTHS.items()}
        for month, end in ((month, end) for month, end in ends.items() if end <= AS_OF):
            after = counted(end - timedelta(days=27)) if end <= until else None
            for kind in ("headache", "migraine"):
                found.setdefault((month, kind, drug), []).append(answer(before, after, kind))


@pytest.fixture
def expected(monkeypatch: pytest.MonkeyPatch) -> Answers:
    monkeypatch.setattr(twin, "CLASS_OF", CLASSES)
    monkeypatch.setattr(twin, "SPECIFIC", {name for name, classes in CLASSES.items() if "triptan" in classes})
    by_patient: dict[str, dict[str, list]] = {}
    for name in ("patients", "diary", "acute_doses", "treatments", "treatment_doses"):
        for row in rows(name):
            by_patient.setdefault(row["patient_id"], {}).setdefault(name, []).append(row)
    found: Answers = {}
    for held in by_patient.values():
        answers_of(held, found)
    return found


SUBSTANCES = {"erenumab": "Aimovig", "galcanezumab": "Emgality", "fremanezumab": "Ajovy"}


def test_responses_are_those_counted_from_the_files(expected, sample_store) -> None:
    overview = clinic(Door(Store(sample_store), Visitor("lead")).enter(Action.LISTED, "clinic")).overview()
    told = {(one.month, one.kind, one.treatment): one for one in overview.responses}
    assert {treatment for *_, treatment in told} == {"all", *SUBSTANCES}
    for (month, kind, treatment), one in told.items():
        drugs = [SUBSTANCES[treatment]] if treatment in SUBSTANCES else {drug for *_, drug in expected}
        some = [row for drug in drugs for row in expected.get((month, kind, drug), [])]
        judged = [(fall, outcome) for reason, fall, outcome in some if not reason]
        reasons = Counter(reason for reason, *_ in some if reason)
        outcomes = Counter(outcome for _, outcome in judged)
        named = (month, kind, treatment)
        assert (one.started, one.judgeable) == (len(some), len(judged)), named
        assert set(one.reasons) == set(reasons), named
        assert all(number in (None, reasons[reason]) for reason, number in one.reasons.items()), named
        assert (one.surely, one.undetermined) == (outcomes["met"], outcomes["undetermined"]), named
        assert one.responders == sum(fall >= 50 - 1e-9 for fall, _ in judged), named
        assert one.falls == pytest.approx(sorted((fall for fall, _ in judged), reverse=True)), named
