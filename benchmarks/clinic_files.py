"""A clinic of any size, made by DuckDB straight into the files of an export: patients, two years of days, treatments.

    python -m benchmarks.clinic_files PATIENTS FOLDER

Invented figures without any meaning, the same for the same number of patients. Six of seven days are filled in. What
the program reads and checks is all there: texts in the cells, drug names in several spellings, empty cells.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb

from analysis.diary import SYMPTOMS

LAST_DAY = date(2026, 10, 31)
DAYS = 730
FIRST_DAY = LAST_DAY - timedelta(days=DAYS - 1)
"""Of the longest diaries; shorter ones begin later, and end on the same day."""


def _chance(salt: str, *, by: str = "p, d") -> str:
    """An expression between 0 and 1, the same each time for the same patient and day."""
    return f"((hash({by}, '{salt}') % 10000) / 10000.0)"


PATIENTS = f"""
    SELECT printf('N-%06d', p) AS patient_id, DATE '{FIRST_DAY}' AS enrolled_on, NULL AS left_on,
           1950 + p % 55 AS birth_year, ['female', 'male', 'other'][1 + p % 3] AS sex,
           'Unit ' || (p % 4) AS care_unit, 'G43.' || (p % 2) AS diagnosis, NULL AS display_name
    FROM range({{first}}, {{first}} + {{patients}}) people(p) ORDER BY p
"""

DAY_ROWS = f"""
    CREATE TABLE days AS
    SELECT p, d, DATE '{FIRST_DAY}' + d::INTEGER AS day,
           {_chance("head")} < 0.15 + 0.25 * {_chance("p", by="p")} - 0.04 * d / {DAYS} AS headache
    FROM range({{first}}, {{first}} + {{patients}}) people(p), range({DAYS}) days(d)
    WHERE {_chance("filled")} < 0.85 AND d >= {DAYS} - {{days}}
"""

DIARY = f"""
    WITH told AS (SELECT *, printf('N-%06d', p) AS patient_id, {_chance("kind")} AS kind FROM days)
    SELECT patient_id, day AS date, headache::INTEGER AS headache,
           strftime(day + INTERVAL (20 * 3600 + hash(p, d, 'at') % 10000) SECOND, '%Y-%m-%dT%H:%M:%S') AS recorded_at,
           CASE WHEN headache THEN 1 + (kind * 3)::INTEGER % 3 END AS severity,
           CASE WHEN headache THEN 1 + (kind * 8)::INTEGER END AS intensity,
           CASE WHEN headache THEN 1 + (kind * 40)::INTEGER / 2 END AS duration_hours,
           {", ".join(f"CASE WHEN headache THEN ({_chance(name)} < 0.5)::INTEGER END AS {name}" for name in SYMPTOMS)},
           CASE WHEN headache THEN ({_chance("aura")} < 0.1)::INTEGER END AS aura, NULL AS aura_minutes,
           CASE WHEN headache THEN (kind > 0.5)::INTEGER END AS migraine, NULL AS menstruation,
           CASE WHEN headache THEN (kind * 3)::INTEGER END AS disability,
           CASE WHEN {_chance("note")} < 0.01 THEN 'a note, with "quotes" on day ' || d END AS note
    FROM told ORDER BY p, d
"""

DOSES = f"""
    SELECT printf('N-%06d', p) AS patient_id, day AS date,
           ['Sumatriptan', 'suma 50', 'Maxalt', 'Ipren', 'Alvedon'][1 + (hash(p, d, 'drug') % 5)::INTEGER] AS drug,
           NULL AS atc, 1 + hash(p, d, 'dose') % 2 AS doses, NULL AS taken_at, 'partly' AS helped
    FROM days WHERE headache AND {_chance("dose")} < 0.6 ORDER BY p, d
"""

TREATMENTS = f"""
    SELECT printf('N-%06d', p) AS patient_id, ['Aimovig', 'Ajovy', 'Candesartan'][1 + p % 3] AS drug,
           DATE '{FIRST_DAY}' + (200 + p % 200)::INTEGER AS started_on, NULL AS stopped_on,
           70 AS dose, 'mg' AS dose_unit, 28 AS interval_days, NULL AS stop_reason
    FROM range({{first}}, {{first}} + {{patients}}) people(p) ORDER BY p
"""

VISITS = f"""
    SELECT printf('N-%06d', p) AS patient_id, DATE '{FIRST_DAY}' + (v * 180 + p % 20)::INTEGER AS date,
           'doctor' AS kind, 'video' AS channel, 1 AS planned
    FROM range({{first}}, {{first}} + {{patients}}) people(p), range(5) visits(v) ORDER BY p, v
"""

FILES = {"patients": PATIENTS, "diary": DIARY, "acute_doses": DOSES, "treatments": TREATMENTS, "visits": VISITS}


def write(patients: int, folder: Path, days: int = DAYS, first: int = 1, scope: str = "whole") -> Path:
    """The folder, filled with a whole export of so many patients and days, 730 at most.

    A clinic too large for one export is one of several, each from the `first` patient on, of `scope` "changes".
    """
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(DAY_ROWS.format(first=first, patients=patients, days=days))
        for name, query in FILES.items():
            asked = query.format(first=first, patients=patients)
            connection.execute(f"COPY ({asked}) TO '{folder / name}.csv' (HEADER)")
    say(folder, LAST_DAY, scope)
    return folder


def write_night(patients: int, folder: Path, days: int = DAYS) -> Path:
    """The folder, filled with what changed the day after such an export: a day of every patient who filled it in."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(DAY_ROWS.format(first=1, patients=patients, days=days))
        connection.execute(f"UPDATE days SET day = day + 1 WHERE d = {DAYS - 1}")
        connection.execute(f"DELETE FROM days WHERE d < {DAYS - 1}")
        for name in ("patients", "diary", "acute_doses"):
            query = FILES[name].format(first=1, patients=patients)
            connection.execute(f"COPY ({query}) TO '{folder / name}.csv' (HEADER)")
    say(folder, LAST_DAY + timedelta(days=1), "changes")
    return folder


def say(folder: Path, day: date, scope: str) -> None:
    """Writes what export.json says of an export as of the evening of a day."""
    said = {"exported_at": datetime.combine(day, time(23, 59)).isoformat(), "source": "Benchmark", "scope": scope}
    (folder / "export.json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
