"""Patients drawn for what is hard in their records, as an export that every engine has to read alike.

Month's ends, entries written late or never, cells that cannot be read, fields that a diary lacks, drugs of several
substances, treatments that were paused, stepped up or switched, starts of which the month is known, periods set aside.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from analysis import diary
from benchmarks import clinic_files

END = date(2026, 10, 31)
DAYS = 200
"""Days before END from which diaries are kept."""
PAST = date(2026, 8, 31)
"""An earlier day, as of which a clinic is asked: what was written later is not seen."""
FEWEST, MOST = 10, 14
"""Patients of a drawn clinic: a question costs nearly the same whether of one or of a dozen."""

Row = Mapping[str, str]
Records = dict[str, list[Row]]


@dataclass(frozen=True)
class Drawn:
    """The rows of each table, texts as in a file; not shown, since they are thousands."""

    rows: Mapping[str, Sequence[Row]] = field(repr=False)

    @property
    def names(self) -> list[str]:
        return [row["patient_id"] for row in self.rows["patients"]]

    def written(self, folder: Path) -> Path:
        """The folder with the export in it."""
        folder.mkdir(parents=True)
        for table in diary.TABLES:
            if rows := self.rows.get(table.name):
                _write(folder / table.file, rows)
        return _said(folder)


def written_large(patients: int, folder: Path) -> Path:
    """The folder with so many generated patients in it, whose diaries are of two years."""
    return _said(clinic_files.write(patients, folder))


def _said(folder: Path) -> Path:
    """The folder with an export.json that says that its files are more of the sample clinic."""
    said = {"exported_at": f"{END}T23:30:00", "source": "Sample clinic (invented)", "scope": "changes"}
    (folder / "export.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


def _write(path: Path, rows: Sequence[Row]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def before(days: int) -> date:
    return END - timedelta(days=days)


_EDGES = [day for back in range(DAYS) if (day := before(back)).day == 1 or (day + timedelta(days=1)).day == 1]
_DAYS = st.sampled_from(_EDGES) | st.integers(0, DAYS - 1).map(before)
_UNREADABLE = "???"
_YES_NO = ("", "0", "1")
_HEADACHE: Mapping[str, tuple[str, ...]] = {
    "severity": ("", "1", "2", "3"),
    "intensity": ("", "0", "3", "4", "6.5", "7"),
    "duration_hours": ("", "0", "0.4", "0.5", "3.9", "4", "24"),
    "aura_minutes": ("", "0", "4", "5", "60", "61"),
    "disability": ("", "0", "1", "2", "3"),
    **dict.fromkeys((*diary.SYMPTOMS, "aura", "migraine", "menstruation", "doses_recorded"), _YES_NO),
}
_DOSES: Mapping[str, tuple[str, ...]] = {
    "drug": (
        "Sumatriptan",
        "suma 50",
        "Maxalt",
        "Ipren",
        "Alvedon",
        "Treo",
        "Citodon",
        "Vydura",
        "Primperan",
        "Zzyxol",
    ),
    "doses": ("", "1", "2", "0.5"),
    "helped": ("", "yes", "partly", "no"),
}
_DRUGS = (
    ("Ajovy", "225", "mg", 28),
    ("Ajovy", "675", "mg", 84),
    ("Aimovig", "70", "mg", 28),
    ("Aimovig", "140", "mg", 28),
    ("Botox", "155", "E", 84),
    ("Metoprolol", "100", "mg", 1),
    ("Topiramat", "50", "mg", 1),
    ("Okänt medel", "1", "st", 1),
)
_SCORES = {
    "HIT-6": ("36", "50", "78"),
    "MIDAS": ("0", "21"),
    "PGIC": ("1", "7"),
    "mTOQ-4": ("0", "8"),
    "MSQ-EF": ("0",),
}


def _cells(values: Mapping[str, tuple[str, ...]], *, odd: bool) -> st.SearchStrategy[dict[str, str]]:
    more = (_UNREADABLE,) if odd else ()
    return st.fixed_dictionaries({name: st.sampled_from((*told, *more)) for name, told in values.items()})


def _some_odd(values: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[dict[str, str]]:
    """Rows of which a quarter may have cells that cannot be read."""
    return st.integers(0, 3).flatmap(lambda which: _cells(values, odd=which == 3))


_ENTRIES = st.one_of(
    st.just({"headache": "0"}),
    _some_odd(_HEADACHE).map(lambda cells: {"headache": "1", **cells}),
    _some_odd(_HEADACHE).map(lambda cells: {"headache": "1", **cells}),
)
"""What a day of the diary says, of which a patient's days repeat a few."""
_LAGS = (0, 0, 0, 0, 0, 1, 3, 7, 8, 20)
"""Days between a day and the writing of its entry; None would be no time at all."""


def drawn_clinics(many: int) -> list[Drawn]:
    """So many clinics: other ones in each run, but where CI=true, as of everything that is drawn in the tests."""
    found: list[Drawn] = []

    @settings(max_examples=many, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(clinics())
    def keep(one: Drawn) -> None:
        found.append(one)

    keep()
    return found


@st.composite
def clinics(draw: st.DrawFn) -> Drawn:
    """A clinic of a dozen patients, with rows in every table: the first that is drawn says nothing at all."""
    many = draw(st.integers(FEWEST, MOST))
    people = [draw(_people(f"H-{number:02}")) for number in range(many)]
    found = {table: [row for one in people for row in one[table]] for table in _TABLES}
    assume(all(found.values()))
    return Drawn(found)


@st.composite
def _people(draw: st.DrawFn, name: str) -> Records:
    """One patient's rows by table, each with the pseudonym."""
    enrolled = draw(st.sampled_from([*[before(DAYS - 1)] * 4, before(100), before(20), END]))
    stays = draw(st.sampled_from([None, None, None, None, 40, 90, 160]))
    person = {
        "enrolled_on": str(enrolled),
        "left_on": str(min(END, enrolled + timedelta(days=stays))) if stays else "",
        "birth_year": draw(st.sampled_from(["", "1970", "1990", "2020", _UNREADABLE])),
        "sex": draw(st.sampled_from(["", "female", "male", "other"])),
        "care_unit": draw(st.sampled_from(["", "Enhet Nord", "Enhet Öst"])),
        "diagnosis": draw(st.sampled_from(["", "G43.0", "G43.3"])),
    }
    found = {"patients": [person]} | {table: list(draw(rows())) for table, rows in _TABLES.items() if rows}
    # Rows of a day before the enrolment are rejected: a few say as much as many.
    earliest = str(enrolled - timedelta(days=2))
    found["diary"] = [row for row in found["diary"] if row["date"] >= earliest]
    return {table: [{"patient_id": name, **row} for row in rows] for table, rows in found.items()}


@st.composite
def _days(draw: st.DrawFn) -> Iterator[Row]:
    """A diary of a few different days, other ones after a turn; some days are left out, and some written late."""
    two = draw(st.lists(st.lists(_ENTRIES, min_size=2, max_size=4), min_size=2, max_size=2))
    turn, gaps = draw(st.integers(20, DAYS - 20)), draw(st.sampled_from([0, 1, 1, 3]))
    told = draw(st.sampled_from([{}, {}, {}, {}, {"from_diary": "migraine_buddy", "attacks_only": "1"}]))
    marks = draw(st.binary(min_size=DAYS, max_size=DAYS))
    lags = _LAGS if draw(st.booleans()) else (0,)
    return _entries(two, turn, gaps, told, marks, lags)


def _entries(
    two: list[list[Row]], turn: int, gaps: int, told: Row, marks: bytes, lags: tuple[int, ...]
) -> Iterator[Row]:
    for back, mark in enumerate(marks):
        entries = two[back < turn]
        which, written = mark % (len(entries) + gaps), before(back) + timedelta(days=lags[mark // 8 % len(lags)])
        if which < len(entries) and written <= END:
            yield {"date": str(before(back)), "recorded_at": f"{written}T20:30:00", **entries[which], **told}


@st.composite
def _doses(draw: st.DrawFn) -> list[Row]:
    """Intakes of a few kinds on days of the last months, up to each day of a while."""
    kinds = draw(st.lists(_some_odd(_DOSES), min_size=1, max_size=4))
    days = draw(st.binary(max_size=70))
    return [{"date": str(before(back)), **kinds[mark % len(kinds)]} for back, mark in enumerate(days) if mark % 3]


@st.composite
def _treatments(draw: st.DrawFn) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for _ in range(draw(st.integers(0, 3))):
        course = draw(st.sampled_from(_COURSES))
        for row in course(draw(st.sampled_from(_DRUGS)), draw(st.sampled_from(_DRUGS)), draw(_DAYS), draw(_LENGTHS)):
            found[row["drug"], row["started_on"]] = row
    return list(found.values())


_LENGTHS = st.sampled_from([13, 27, 28, 55, 56, 83, 84, 85, 112])
_Drug = tuple[str, str, str, int]
_Course = Callable[[_Drug, _Drug, date, int], list[Row]]


def _row(drug: _Drug, start: date | str, stop: date | None = None, reason: str = "") -> Row:
    name, dose, unit, interval = drug
    told = {"drug": name, "dose": dose, "dose_unit": unit, "interval_days": str(interval)}
    return {**told, "started_on": str(start), "stopped_on": str(stop) if stop else "", "stop_reason": reason}


def _up_to(day: date, reason: str, drug: _Drug, start: date) -> Row:
    """A row that ended by that day, or goes on where that has not come yet."""
    return _row(drug, start, day, reason) if day <= END else _row(drug, start)


def _goes_on(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    return [_row(drug, start)]


def _ended(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    return [_up_to(start + timedelta(days=days), "no_effect", drug, start)]


def _paused(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    again = start + timedelta(days=2 * days)
    first = _up_to(start + timedelta(days=days), "planned_pause", drug, start)
    return [first, _row(drug, again)] if again <= END else [first]


def _switched(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    last = start + timedelta(days=days)
    first = _up_to(last, "side_effect", drug, start)
    return [first, _row(other, last + timedelta(days=1))] if last < END else [first]


def _of_a_month(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    return [_row(drug, f"{start:%Y-%m}")]


def _unknown(drug: _Drug, other: _Drug, start: date, days: int) -> list[Row]:
    return [_row(drug, "")]


_COURSES: tuple[_Course, ...] = (_goes_on, _goes_on, _ended, _paused, _switched, _switched, _of_a_month, _unknown)


def _given() -> st.SearchStrategy[list[Row]]:
    """Injections, whether or not a treatment tells of the drug."""
    drug = st.sampled_from([drug for drug in _DRUGS if drug[3] > 1])
    given = st.tuples(drug, _DAYS, st.integers(0, 4), st.sampled_from([0, 0, 3, 14]))
    return st.lists(given, max_size=2).map(_injections)


def _injections(courses: list[tuple[_Drug, date, int, int]]) -> list[Row]:
    found = {
        (drug[0], day): {"drug": drug[0], "given_on": str(day), "dose": drug[1], "dose_unit": drug[2]}
        for drug, start, many, late in courses
        for number in range(many)
        if (day := start + timedelta(days=number * (drug[3] + late))) <= END
    }
    return list(found.values())


def _visits() -> st.SearchStrategy[list[Row]]:
    day = _DAYS | st.sampled_from([before(-ahead) for ahead in (1, 6, 7, 8)])
    kind = st.sampled_from(["doctor", "nurse", "follow_up", "infusion"])
    rows = st.fixed_dictionaries({"date": day.map(str), "kind": kind, "planned": st.sampled_from(_YES_NO)})
    return st.lists(rows, max_size=3, unique_by=lambda row: (row["date"], row["kind"]))


def _questionnaires() -> st.SearchStrategy[list[Row]]:
    scores = st.sampled_from([(name, score) for name, scores in _SCORES.items() for score in scores])
    rows = st.tuples(_DAYS, scores).map(lambda row: {"date": str(row[0]), "instrument": row[1][0], "score": row[1][1]})
    return st.lists(rows, max_size=4, unique_by=lambda row: (row["date"], row["instrument"]))


def _set_aside() -> st.SearchStrategy[list[Row]]:
    """Periods set aside, some taken back."""
    return st.lists(st.tuples(_DAYS, st.integers(0, 40), st.integers(0, 3)), max_size=2).map(
        lambda found: [
            _period(first, days, number)
            | {"reason": ("illness", "travel", "washout")[days % 3], "withdrawn_at": "" if kept else f"{END}T09:00:00"}
            for number, (first, days, kept) in enumerate(found)
        ]
    )


def _declared() -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(_DAYS, st.integers(0, 60)), max_size=1).map(
        lambda found: [_period(first, days, 0) for first, days in found]
    )


def _period(first: date, days: int, number: int) -> dict[str, str]:
    told = {"by": "anna", "recorded_at": f"2026-10-{number + 1:02}T09:00:00"}
    return {"starts_on": str(first), "ends_on": str(min(END, first + timedelta(days=days))), **told}


_TABLES: Mapping[str, Callable[[], st.SearchStrategy[object]] | None] = {
    "patients": None,
    "diary": _days,
    "acute_doses": _doses,
    "treatments": _treatments,
    "treatment_doses": _given,
    "visits": _visits,
    "questionnaires": _questionnaires,
    "excluded_periods": _set_aside,
    "declared_periods": _declared,
}
