"""The counts once more, as plain as can be: loops over days and entries, no SQL, no window arithmetic.

Written from the clinical rules, not from the code under test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

Row = Mapping[str, object]
CLASS_OF = {"Sumatriptan": {"triptan"}, "Alvedon": {"paracetamol"}, "Treo": {"combination"}, "Primperan": set()}
SPECIFIC = {"Sumatriptan"}


def at_least(needed: int, answers: Sequence[bool | None]) -> bool | None:
    if sum(answer is True for answer in answers) >= needed:
        return True
    if sum(answer is not False for answer in answers) < needed:
        return False
    return None


def both(*answers: bool | None) -> bool | None:
    return at_least(len(answers), answers)


def either(*answers: bool | None) -> bool | None:
    return at_least(1, answers)


def reaches(value: float | None, limit: float) -> bool | None:
    return None if value is None else value >= limit


def pain(row: Row, severity: int, intensity: int) -> bool | None:
    if row["severity"] is not None:
        return row["severity"] >= severity
    return reaches(row["intensity"], intensity)


def took(row: Row, drugs: Sequence[str], wanted) -> bool | None:
    if any(drug in CLASS_OF and wanted(drug) for drug in drugs):
        return True
    if not row["doses_recorded"] or any(drug not in CLASS_OF for drug in drugs):
        return None
    return False


def aura(row: Row) -> bool | None:
    minutes = row["aura_minutes"]
    said = row["aura"]
    if said is None and minutes is not None and minutes > 0:
        said = True
    return both(said, None if minutes is None else 5 <= minutes <= 60)


def is_migraine(row: Row, drugs: Sequence[str]) -> bool | None:
    attack = both(
        row["headache"],
        reaches(row["duration_hours"], 0.5),
        at_least(2, [row["unilateral"], row["pulsating"], pain(row, 2, 4), row["aggravated_by_activity"]]),
        either(row["nausea"], row["vomiting"], both(row["photophobia"], row["phonophobia"])),
    )
    treated = both(row["headache"], took(row, drugs, SPECIFIC.__contains__))
    found = either(attack, aura(row), treated)
    if found is not None:
        return found
    return row["migraine"] if row["headache"] else False


def kinds(row: Row, drugs: Sequence[str]) -> dict[str, bool | None]:
    migraine = is_migraine(row, drugs)
    headache = row["headache"] or bool(migraine)
    acute = True if any(drug not in CLASS_OF or CLASS_OF[drug] for drug in drugs) else None
    if acute is None and row["doses_recorded"]:
        acute = False
    return {
        "headache": headache,
        "migraine": migraine,
        "moderate_or_severe": pain(row, 2, 4) if headache else False,
        "severe": pain(row, 3, 7) if headache else False,
        "acute_medication": acute,
        **{
            name: took(row, drugs, lambda drug, name=name: name in CLASS_OF[drug])
            for name in ("triptan", "paracetamol", "combination", "opioid")
        },
    }


def count(patient: Row, diary: Sequence[Row], doses: Sequence[Row], first: date, last: date, as_of: date) -> dict:
    """The days of one patient from `first` to `last` by state and kind."""
    found: dict = {"filled": 0, "open": 0, "missing": 0, "outside": 0, "days": {}, "unknown": {}}
    entries = {row["date"]: row for row in diary if row["patient_id"] == patient["patient_id"]}
    day = first
    while day <= last:
        left = patient["left_on"]
        entry = entries.get(day)
        if day < patient["enrolled_on"] or day > as_of or (left and day > left):
            found["outside"] += 1
        elif entry is not None and not is_retrospective(entry):
            found["filled"] += 1
            drugs = [d["drug"] for d in doses if d["patient_id"] == patient["patient_id"] and d["date"] == day]
            for kind, answer in kinds(entry, drugs).items():
                found["days"][kind] = found["days"].get(kind, 0) + (answer is True)
                found["unknown"][kind] = found["unknown"].get(kind, 0) + (answer is None)
        elif (as_of - day).days <= 7:
            found["open"] += 1
        else:
            found["missing"] += 1
        day += timedelta(days=1)
    return found


def is_retrospective(entry: Row) -> bool:
    if entry["source"] == "clinic" or entry["recorded_at"] is None:
        return False
    return (entry["recorded_at"].date() - entry["date"]).days > 7
