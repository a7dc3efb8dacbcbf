"""What a capable person would write in pandas instead, so that the program is held against that and not against itself.

    python -m benchmarks.pandas_way import EXPORT FILE    the tables of an export, checked, into tables of DuckDB
    python -m benchmarks.pandas_way worklist FILE
    python -m benchmarks.pandas_way clinic FILE
    python -m benchmarks.pandas_way summary FILE PATIENT ...

Vectorised throughout, with the checks of cells and rows that the program makes, and the main figures of each command;
not its ranges of what is not known, its rules with their sources, nor the long run of an effect. So it does less, and
what it costs is a lower bound of doing all that in pandas.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

LOCK_DAYS = 7
WINDOW = 28
ENOUGH = 0.8
"""The share of a window's days that has to be filled in."""
TRUTHS = {"0": False, "1": True, "false": False, "true": True, "no": False, "yes": True, "nej": False, "ja": True}
FEATURES = ("unilateral", "pulsating", "aggravated_by_activity")
SYMPTOMS = ("nausea", "vomiting", "photophobia", "phonophobia")
CLASSES = {"sumatriptan": "triptan", "suma 50": "triptan", "maxalt": "triptan", "ipren": "nsaid", "alvedon": "plain"}
MOST_A_MONTH = {"triptan": 10, "nsaid": 15, "plain": 15}

Check = Callable[["pd.Series[str]"], "pd.Series[Any]"]
"""The values of a column of texts; missing where a text cannot be read."""


def numbers(low: float, high: float) -> Check:
    """Reads numbers within both limits."""

    def read(texts: pd.Series[str]) -> pd.Series[Any]:
        found = pd.to_numeric(texts.str.replace(",", "."), errors="coerce")
        return found.where(found.between(low, high))

    return read


def truths(texts: pd.Series[str]) -> pd.Series[Any]:
    """Reads truths."""
    return texts.str.strip().str.lower().map(TRUTHS)


def moments(texts: pd.Series[str]) -> pd.Series[Any]:
    """Reads dates and times as ISO 8601 writes them."""
    return pd.to_datetime(texts, errors="coerce", format="ISO8601")


CHECKS: dict[str, dict[str, Check]] = {
    "patients": {"enrolled_on": moments, "left_on": moments, "birth_year": numbers(1900, 2100)},
    "diary": {
        "date": moments,
        "recorded_at": moments,
        "severity": numbers(0, 3),
        "intensity": numbers(0, 10),
        "duration_hours": numbers(0, 72),
        "aura_minutes": numbers(0, 1440),
        "disability": numbers(0, 3),
        **dict.fromkeys(("headache", *FEATURES, *SYMPTOMS, "aura", "migraine", "menstruation"), truths),
    },
    "acute_doses": {"date": moments, "doses": numbers(0.1, 50), "taken_at": moments},
    "treatments": {
        "started_on": moments,
        "stopped_on": moments,
        "dose": numbers(0, 1e5),
        "interval_days": numbers(1, 400),
    },
    "visits": {"date": moments, "planned": truths},
}
DATES = {"diary": "date", "acute_doses": "date", "visits": "date", "treatments": "started_on"}


def import_export(folder: Path, file: Path) -> int:
    """Writes the tables of an export and the remarks on what could not be read into a file; how many remarks."""
    exported_at = pd.Timestamp(json.loads((folder / "export.json").read_text(encoding="utf-8"))["exported_at"])
    remarks: list[pd.DataFrame] = []
    tables = {name: _read(folder / f"{name}.csv", checks, remarks) for name, checks in CHECKS.items()}
    known = tables["patients"].drop_duplicates("patient_id", keep="last").set_index("patient_id")
    tables["patients"] = known.reset_index()
    for name, column in DATES.items():
        tables[name] = _of_known(tables[name], name, column, known, exported_at, remarks)
    tables["diary"] = _one_a_day(tables["diary"], remarks)
    tables["acute_doses"]["class"] = tables["acute_doses"]["drug"].str.strip().str.lower().map(CLASSES)
    tables["remarks"] = pd.concat(remarks) if remarks else pd.DataFrame({"table": [], "line": [], "problem": []})
    with duckdb.connect(file) as connection:
        for name, table in tables.items():
            connection.register("read", table.drop(columns="line") if name != "remarks" else table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read")
            connection.unregister("read")
    return len(tables["remarks"])


def _read(file: Path, checks: dict[str, Check], remarks: list[pd.DataFrame]) -> pd.DataFrame:
    """A table with its cells read, and its lines; a remark for each cell that cannot be read."""
    texts = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    texts["line"] = np.arange(2, len(texts) + 2)
    for column, check in checks.items():
        told = texts[column]
        texts[column] = check(told) if told.notna().any() else pd.Series(pd.NA, index=told.index, dtype="object")
        _remark(remarks, file.stem, texts[told.notna() & texts[column].isna()], column)
    return texts


def _remark(remarks: list[pd.DataFrame], table: str, rows: pd.DataFrame, problem: str) -> None:
    if len(rows):
        remarks.append(pd.DataFrame({"table": table, "line": rows["line"], "problem": problem}))


def _of_known(
    rows: pd.DataFrame, table: str, column: str, known: pd.DataFrame, until: pd.Timestamp, remarks: list[pd.DataFrame]
) -> pd.DataFrame:
    """The rows of known patients that are dated, not after the export, nor of a day outside the diary."""
    enrolled, left = (pd.to_datetime(rows["patient_id"].map(known[name])) for name in ("enrolled_on", "left_on"))
    is_told = rows["patient_id"].isin(known.index) & rows[column].notna()
    if table in ("diary", "acute_doses"):
        day = pd.to_datetime(rows[column])
        is_told &= (day >= enrolled) & ~(day > left) & (day <= until)
    _remark(remarks, table, rows[~is_told], "row")
    return rows[is_told]


def _one_a_day(rows: pd.DataFrame, remarks: list[pd.DataFrame]) -> pd.DataFrame:
    """Of several rows of a day the one written last; none that was written after the day was locked."""
    in_time = (rows["recorded_at"].dt.normalize() - rows["date"]).dt.days.between(0, LOCK_DAYS)
    _remark(remarks, "diary", rows[~in_time], "late")
    kept = rows[in_time].sort_values(["patient_id", "date", "recorded_at"], kind="stable")
    is_last = ~kept.duplicated(["patient_id", "date"], keep="last")
    _remark(remarks, "diary", kept[~is_last], "twice")
    return kept[is_last]


def _days(connection: duckdb.DuckDBPyConnection, where: str = "true") -> pd.DataFrame:
    """The days of the diary, by patient and day, with whether each is one of migraine (MD-1).

    Where nobody told how long an aura lasted, what the patient calls the day stands.
    """
    held = ", ".join(
        f"coalesce({name}, false) AS {name}" for name in ("headache", "aura", "migraine", *FEATURES, *SYMPTOMS)
    )
    days = connection.execute(
        f"SELECT patient_id, date, severity, duration_hours, aura_minutes, {held} FROM diary WHERE {where}"
    ).df()
    triptans = _classes(connection, f"class = 'triptan' AND {where}")
    triptans = days[["patient_id", "date"]].merge(triptans, how="left", on=["patient_id", "date"])["class"].notna()
    pain = days["severity"].ge(2).astype(np.int8) + days[[*FEATURES]].sum(axis=1)
    beside = days["nausea"] | days["vomiting"] | (days["photophobia"] & days["phonophobia"])
    by_symptoms = days["duration_hours"].ge(0.5) & (pain >= 2) & beside
    minutes = pd.to_numeric(days["aura_minutes"])
    aura = days["aura"] & (minutes.between(5, 60) | (minutes.isna() & days["migraine"]))
    days["migraine"] = (days["headache"] & (by_symptoms | triptans)) | aura
    return days


def _classes(connection: duckdb.DuckDBPyConnection, where: str = "true") -> pd.DataFrame:
    """The days of intake of each class, once each."""
    return connection.execute(f"SELECT DISTINCT patient_id, date, class FROM acute_doses WHERE {where}").df()


def _last(connection: duckdb.DuckDBPyConnection) -> pd.Timestamp:
    found = connection.execute("SELECT max(date) FROM diary").fetchone()
    return pd.Timestamp(found[0] if found else None)


def worklist(file: Path) -> Iterator[str]:
    """A line of JSON a patient: last entry, days of the last four weeks, overuse, treatment, visits."""
    with duckdb.connect(file, read_only=True) as connection:
        last = _last(connection)
        day = last.date()
        days = _days(connection, f"date > DATE '{day}' - {3 * WINDOW}")
        taken = _classes(connection, f"date > DATE '{day}' - {3 * WINDOW}")
        patients, treatments, visits = (connection.table(name).df() for name in ("patients", "treatments", "visits"))
        entries = connection.execute("SELECT patient_id, max(date) AS last_entry FROM diary GROUP BY patient_id").df()
    told = patients[["patient_id", "care_unit", "enrolled_on"]].set_index("patient_id")
    told["last_entry"] = entries.set_index("patient_id")["last_entry"]
    days["window"] = (last - days["date"]).dt.days // WINDOW
    by_window = days.groupby(["patient_id", "window"])[["headache", "migraine"]].agg(["sum", "size"])
    newest = by_window.xs(0, level="window")
    told["filled"] = newest["headache", "size"]
    told["headache_days"], told["migraine_days"] = newest["headache", "sum"], newest["migraine", "sum"]
    taken["window"] = (last - taken["date"]).dt.days // WINDOW
    most = taken.groupby(["patient_id", "class", "window"]).size().unstack("window", fill_value=0).min(axis=1)
    over = most[most >= most.index.get_level_values("class").map(MOST_A_MONTH)]
    told["overuse"] = over.reset_index().groupby("patient_id")["class"].agg(", ".join)
    running = (
        treatments[treatments["stopped_on"].isna()].sort_values("started_on").drop_duplicates("patient_id", keep="last")
    )
    told["treatment"] = running.set_index("patient_id")["drug"]
    told["since"] = running.set_index("patient_id")["started_on"]
    told["due"] = told["since"] + pd.Timedelta(days=3 * WINDOW)
    told["next_visit"] = visits[visits["date"] > last].groupby("patient_id")["date"].min()
    told["last_visit"] = visits[visits["date"] <= last].groupby("patient_id")["date"].max()
    told["poorly_kept"] = told["filled"].fillna(0) < ENOUGH * WINDOW
    yield from told.reset_index().to_json(orient="records", lines=True, date_format="iso").splitlines()


def clinic(file: Path) -> Iterator[str]:
    """One text of JSON: completeness by unit and month, overuse, and response to each drug by month of treatment."""
    with duckdb.connect(file, read_only=True) as connection:
        days, taken = _days(connection), _classes(connection)
        patients, treatments = connection.table("patients").df(), connection.table("treatments").df()
    unit = days["patient_id"].map(patients.set_index("patient_id")["care_unit"]).rename("care_unit")
    days_of_unit = days.groupby([unit, days["date"].dt.to_period("M")]).size()
    filled = days_of_unit.div(patients["care_unit"].value_counts(), level="care_unit")
    monthly = taken.groupby(["patient_id", "class", taken["date"].dt.to_period("M")]).size().reset_index(name="days")
    over = monthly[monthly["days"] >= monthly["class"].map(MOST_A_MONTH)].groupby("class")["patient_id"].nunique()
    both = days.merge(treatments[["patient_id", "drug", "started_on"]], on="patient_id")
    both["window"] = (both["date"] - both["started_on"]).dt.days // WINDOW
    both = both[both["window"].between(-1, 11)]
    counted = both.groupby(["drug", "patient_id", "window"])[["headache", "migraine"]].agg(["sum", "size"])
    enough = counted[counted["migraine", "size"] >= ENOUGH * WINDOW]
    rate = (enough["migraine", "sum"] / enough["migraine", "size"] * WINDOW).unstack("window")
    change = rate.drop(columns=-1).rsub(rate[-1], axis=0).div(rate[-1].where(rate[-1] > 0), axis=0)
    classes = {
        share: change.ge(share).where(change.notna()).astype(float).groupby("drug").mean() for share in (0.3, 0.5, 0.75)
    }
    yield json.dumps(
        {
            "filled": {f"{one[0]} {one[1]}": value for one, value in filled.items()},
            "overuse": over.to_dict(),
            "responders": {str(share): json.loads(table.to_json(orient="split")) for share, table in classes.items()},
            "judged": json.loads(change.groupby("drug").count().to_json(orient="split")),
        }
    )


def summary(file: Path, patients: list[str]) -> Iterator[str]:
    """A line of JSON for each of the patients: windows, months, and each treatment beside the weeks before it."""
    with duckdb.connect(file, read_only=True) as connection:
        last = _last(connection)
        for patient in patients:
            where = f"patient_id = '{patient}'"
            treatments = connection.execute(f"SELECT * FROM treatments WHERE {where}").df()
            yield json.dumps(_summary(patient, last, _days(connection, where), _classes(connection, where), treatments))


def _summary(
    patient: str, last: pd.Timestamp, days: pd.DataFrame, taken: pd.DataFrame, treatments: pd.DataFrame
) -> dict[str, object]:
    window = (last - days["date"]).dt.days // WINDOW
    by_window = days.groupby(window)[["headache", "migraine"]].agg(["sum", "size"])
    by_month = days.groupby(days["date"].dt.to_period("M"))[["headache", "migraine"]].agg(["sum", "size"])
    intakes = taken.groupby(["class", (last - taken["date"]).dt.days // WINDOW]).size()
    return {
        "patient_id": patient,
        "windows": by_window.to_numpy().tolist(),
        "months": {str(month): row for month, row in zip(by_month.index, by_month.to_numpy().tolist(), strict=True)},
        "intakes": {f"{one[0]} {one[1]}": int(number) for one, number in intakes.items()},
        "effects": [_effect(days, row.drug, row.started_on) for row in treatments.itertuples()],
    }


def _effect(days: pd.DataFrame, drug: object, started_on: pd.Timestamp) -> dict[str, object]:
    """The rate of days of migraine from the ninth week on beside the twelve before, with an interval by bootstrap."""
    week = (days["date"] - started_on).dt.days // 7
    before, after = (days["migraine"][within].to_numpy(dtype=float) for within in (week.between(-12, -1), week.ge(8)))
    if not (len(before) and len(after)):
        return {"drug": drug, "change": None}
    random = np.random.default_rng(1)
    drawn = [random.choice(one, (2_000, len(one))).mean(axis=1) * WINDOW for one in (before, after)]
    low, high = np.quantile(drawn[1] - drawn[0], [0.025, 0.975])
    return {"drug": drug, "change": (after.mean() - before.mean()) * WINDOW, "low": low, "high": high}


def main(arguments: list[str]) -> None:
    """Does what the arguments ask for, and prints it."""
    what, *more = arguments
    if what == "import":
        print(import_export(Path(more[0]), Path(more[1])))
        return
    file = Path(more[0])
    lines = {"worklist": worklist, "clinic": clinic}[what](file) if what != "summary" else summary(file, more[1:])
    for line in lines:
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
