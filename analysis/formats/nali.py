"""The CSV exports of the NALI Migraine Log (Headway): one row an attack, in one of three shapes.

The phone writes a column a symptom and a column a drug, Yes or No in each; the computer writes lists, and dates as its
language has them. Of the phone's drugs one kind has no column, so that No in all of them is unknown, not none. Days
without an attack are not told; where an attack was is not read.

Source: SettingsView.swift and MigraineListView.swift of VSDeorchis/NALI-Migraine-Log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from analysis.errors import UnreadableFile
from analysis.formats import attacks, personal, wide
from analysis.formats.reading import Export, Options, Reading
from analysis.formats.signs import said
from analysis.formats.sources import Content, Source

FORMAT = "nali"
ATTACKS_ONLY = True
SIGNS = {
    "Aura": "aura",
    "Light Sensitivity": "photophobia",
    "Sound Sensitivity": "phonophobia",
    "Nausea": "nausea",
    "Vomiting": "vomiting",
}
DRUGS = (
    *("Ibuprofen", "Excedrin", "Tylenol", "Sumatriptan", "Rizatriptan", "Naproxen", "Frovatriptan", "Naratriptan"),
    *("Nurtec", "Symbravo", "Ubrelvy", "Reyvow", "Trudhesa", "Elyxyb", "Other Med"),
)
OF_PHONE = ("Date", "End Time", "Pain Level", "Location", "Duration (hours)", *SIGNS, "Notes")
OF_COMPUTER = ("Date", "Time", "Pain Level", "Location", "Triggers", "Medications", "Symptoms", "Notes")
TRIGGERS = (
    *("Stress", "Lack of Sleep", "Dehydration", "Weather", "Hormones", "Alcohol", "Caffeine", "Food", "Exercise"),
    *("Screen Time", "Other Trigger", "Wake-up Headache", "Tinnitus", "Vertigo", "Missed Work", "Missed School"),
    "Missed Events",
)
COLUMNS = (*OF_PHONE, *OF_COMPUTER, *DRUGS, *TRIGGERS, "Duration", "Duration (min)", "Weather Condition")
TAKEN = ("yes", "true", "1")
NAMES = {"date": "Date", "intensity": "Pain Level", "note": "Notes"}
LENGTHS = ("Duration (hours)", "Duration (min)", "Duration")
_WEATHER = re.compile(r"(temperature|pressure|pressure change 24h) \(.*\)", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Whether any file has the columns of one of the shapes."""
    return bool(_found(source))


def read(source: Source, options: Options) -> Export:
    """The attacks of one person. Raises UnreadableFile without a patient or the order of its dates."""
    patient = personal.require_patient(source, options, "NALI Migraine Log")
    return personal.export(source, options, _found(source), lambda content: _reading(content, patient, options))


def _found(source: Source) -> list[Content]:
    return personal.with_columns(source, OF_PHONE) or personal.with_columns(source, OF_COMPUTER)


def _reading(content: Content, patient: str, options: Options) -> Reading:
    header = personal.header_of(content)
    length = next((name for name in LENGTHS if name.casefold() in header), None)
    if length is None:
        raise UnreadableFile(f"{content.name} lacks the column Duration.", "no-column", file=content.name)
    weather = [name for name in header if _WEATHER.fullmatch(name)]
    known = (*COLUMNS, *weather)
    names = {**NAMES, "duration_hours": length}
    if "medications" not in header:
        return wide.reading(content, FORMAT, patient, _of_phone, names, known, OF_PHONE)
    order = attacks.date_order(list(_moments(content)), content.name, options.date_order)
    return wide.reading(content, FORMAT, patient, lambda row: _of_computer(row, order), names, known, OF_COMPUTER)


def _of_phone(row: wide.Cells) -> wide.Attack:
    began, ended = (wide.moment(row[name], "%Y-%m-%d %H:%M") for name in ("date", "end time"))
    taken = [drug for drug in DRUGS if row.get(drug.casefold(), "").casefold() in TAKEN]
    return wide.Attack(
        written=row["date"],
        began=began,
        length=wide.between(began, ended),
        told={"intensity": row["pain level"], **{sign: row[name.casefold()] for name, sign in SIGNS.items()}},
        first={"note": row["notes"]},
        drugs=taken,
    )


def _of_computer(row: wide.Cells, order: str) -> wide.Attack:
    began = attacks.moment(_moment_of(row), order)
    drugs = [drug for item in wide.listed(row["medications"]) for drug in personal.drugs_in(item)]
    return wide.Attack(
        written=_moment_of(row),
        began=began,
        length=_length(row),
        told={"intensity": row["pain level"], **said(wide.listed(row["symptoms"]))},
        first={"note": row["notes"]},
        drugs=drugs,
        none_taken=personal.says_no_drug(row["medications"]),
    )


def _moments(content: Content) -> Iterator[str]:
    return (_moment_of(row) for _, row in personal.rows_of(personal.table_of(content, OF_COMPUTER)))


def _moment_of(row: wide.Cells) -> str:
    return f"{row['date']} {row['time']}".strip()


def _length(row: wide.Cells) -> timedelta | None:
    minutes = personal.number(row.get("duration (min)", ""))
    if minutes is not None:
        return timedelta(minutes=minutes) if 0 < minutes < 60 * 24 * 366 else None
    try:
        return attacks.lasted(row.get("duration", ""))
    except ValueError:
        return None
