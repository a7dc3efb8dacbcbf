"""FHIR R4: Bundles and files of lines, as this program writes them (docs/fhir.md) and as others do.

A headache day is an Observation of the symptom headache; its absence, told for whole days, is a headache-free day.
A day of which nothing is told is unknown. Where the status, the subject, the date or the value of a resource is not
understood, or an element beside them may change what it means, the day is unknown. Of a patient none of whose days is
told to be free of headache, attacks only are known. Administrations of acute medication are intakes; a period in which
none was taken is told by a statement that it was not.

Patients are known by the pseudonym of our own system; of anybody else's resources the user says whose they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

import pandas as pd

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats import clinic_export, records
from analysis.formats.fhir_codes import PSEUDONYMS
from analysis.formats.fhir_resources import File, Files, Found, file_of, identity, name_of, newest
from analysis.formats.fhir_rows import Told, rows_of
from analysis.formats.fhir_times import day_text, moment
from analysis.formats.personal import NO, YES, Row, in_doubt
from analysis.formats.reading import LINE, Export, Note, Options, Reading
from analysis.formats.sources import Content, Source

FORMAT = "fhir"
NAMES = {
    "patient_id": "subject",
    "date": "effective",
    "given_on": "effective",
    "headache": "value",
    "severity": "component",
    "intensity": "component",
    "duration_hours": "component",
    "drug": "medication",
    "started_on": "effective",
    "stopped_on": "effective",
    "dose": "dosage",
    "doses": "dosage",
    "value": "value",
    "score": "value",
}
KEPT = ("resourceType", "id", "status")
"""Elements that are kept of a resource beside its code, value and time; nothing of a person's name or address is."""
ABOUT_PEOPLE = ("Patient", "EpisodeOfCare")
ENDED_STATUS, ACTIVE = "finished", ("active", "finished", "onhold")
GENDERS = ("female", "male", "other")
MOST_NAMED = 12


def recognises(source: Source) -> bool:
    """Whether any file holds resources of FHIR as JSON."""
    return any(_is_fhir(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The diaries that the resources tell.

    Raises UnreadableFile for a file that is no JSON, and where nobody says whose foreign resources are.
    """
    found = [content for content in source.contents if _is_fhir(content)]
    about = next((one for one in source.contents if clinic_export.is_about_export(one)), None)
    told = clinic_export.about(about) if about else clinic_export.About()
    every = sorted(map(file_of, found), key=_place)
    reader = _Reader(Files(tuple(every)), source.name, options)
    files = [file for file in every if reader.tells(file)] or every[:1]
    repeated = [file.content.name for file in every if file not in files]
    return Export(
        name=source.name,
        format=FORMAT,
        readings=tuple(reader.reading(file, is_first=file is files[0]) for file in files),
        clinic=False,
        exported_at=told.exported_at or reader.made,
        written_at=told.written_at,
        whole=source.whole,
        adds_up=True,
        unread=told.unread,
        seen_until=told.seen_until,
        changes=options.changes,
        kept_until=options.recorded_until,
        ignored=(
            *repeated,
            *(one.name for one in source.contents if one not in found and one is not about),
            *source.elsewhere,
        ),
    )


def _is_fhir(content: Content) -> bool:
    return content.is_json and b'"resourceType"' in content.head()


def _place(file: File) -> tuple[bool, bool]:
    """Files of lines before Bundles, which may repeat them, and of either those that tell who the patients are."""
    return not file.is_of_lines, not any(one.kind == "Patient" for one in file.found)


class _Reader:
    """What all files say together: whose resources are, which day is which, and what is left aside."""

    def __init__(self, files: Files, name: str, options: Options) -> None:
        self._files = files
        self._options = options
        self._newest = newest(files)
        subjects = {self._subject(file, one) for (file, _), one in self._newest.items() if rows_of(one)}
        self._people = _people(subjects - {None}, name, options.patient)
        self._told = {place: self._tell(place[0], one) for place, one in self._newest.items()}
        self._settle()

    @property
    def made(self) -> datetime | None:
        """When the newest Bundle was put together."""
        stamps = [moment(stamp, self._options.timezone) for file in self._files.every for stamp in file.stamps]
        return max((one.at for one in stamps if one), default=None)

    def tells(self, file: File) -> bool:
        """Whether a file holds anything that the files before it do not."""
        return bool(file.broken) or any((file, one.line) in self._told for one in file.found)

    def _subject(self, file: File, found: Found) -> str | None:
        return self._files.subject(file, found.resource)

    def _whose(self, file: File, found: Found) -> str:
        """The pseudonym, empty where nobody knows it."""
        subject = self._subject(file, found)
        if subject is None:
            return self._options.patient or "" if not self._people else ""
        return self._people.get(subject, "")

    def _tell(self, file: File, found: Found) -> Told:
        make = rows_of(found)
        if make is None:
            return Told()
        told = make(found, lambda reference: self._files.referred(file, found.resource, reference), self._zone)
        patient = self._whose(file, found)
        for rows in (*told.rows.values(), told.none_taken, told.beside):
            for row in rows:
                row["patient_id"] = patient
        return told

    @property
    def _zone(self) -> str:
        return self._options.timezone

    def _rows(self, table: diary.Table) -> list[Row]:
        return [row for told in self._told.values() for row in told.rows.get(table.name, ())]

    def _settle(self) -> None:
        """Says of each day what the resources tell together: whether intakes are told, and of what kind its diary is.

        A day without headache of which something else cannot be read is unknown.
        """
        days = in_doubt(self._rows(diary.DIARY))
        with_free_days = {row["patient_id"] for row in days if row["headache"] == NO}
        doses = {_day(row) for row in self._rows(diary.ACUTE_DOSES)}
        none_taken = {
            (row["patient_id"], day) for told in self._told.values() for row in told.none_taken for day in row["days"]
        }
        beside: dict[tuple[str, str], Row] = {}
        for sign in (one for told in self._told.values() for one in told.beside):
            named = {name: cell for name, cell in sign.items() if name not in ("patient_id", "day")}
            beside.setdefault((sign["patient_id"], sign["day"]), {}).update(named)
        for row in days:
            row |= beside.get(_day(row), {})
            row["doses_recorded"] = YES if _day(row) in doses | none_taken else NO
            row.setdefault("attacks_only", NO if row["patient_id"] in with_free_days else YES)

    def reading(self, file: File, *, is_first: bool) -> Reading:
        """What one file says, with what all of them leave aside told at the first."""
        told = [self._told[file, one.line] for one in file.found if (file, one.line) in self._told]
        tables: dict[str, pd.DataFrame] = {}
        for table in diary.TABLES:
            rows = [row for one in told for row in one.rows.get(table.name, ())]
            if rows or (table is diary.DIARY):
                tables[table.name] = _frame(rows, table)
        people = self._enrolled(file)
        if people:
            tables[diary.PATIENTS.name] = _frame(people, diary.PATIENTS)
        return Reading(
            file.content.name,
            FORMAT,
            _written(file.found),
            tables,
            NAMES,
            broken=file.broken,
            unknown_columns=tuple(sorted({name for one in told for name in one.aside})[:MOST_NAMED]),
            notes=tuple(self._notes()) if is_first else (),
        )

    def _enrolled(self, file: File) -> list[Row]:
        """The patients of our own system whose enrolment is told, of the Patient resources of a file."""
        return [
            self._enrolled_row(found, period)
            for found in file.found
            if found.kind == "Patient" and self._newest.get((file, found.line)) is found
            for period in [self._periods.get(identity(found))]
            if period and identity(found).startswith(PSEUDONYMS)
        ]

    def _enrolled_row(self, found: Found, episode: Row) -> Row:
        patient = found.resource
        names = records.items(patient.get("name"))
        gender = records.text(patient.get("gender"))
        return {
            LINE: found.line,
            "patient_id": identity(found).removeprefix(PSEUDONYMS),
            **episode,
            "birth_year": records.text(patient.get("birthDate"))[:4],
            "sex": gender if gender in GENDERS else "",
            "display_name": records.text(names[0].get("text")) if names else "",
        }

    @cached_property
    def _periods(self) -> dict[str, Row]:
        """From when until when each was a patient, and in which unit."""
        found: dict[str, Row] = {}
        for (file, _), one in self._newest.items():
            period, unit = one.resource.get("period"), one.resource.get("managingOrganization")
            if one.kind == "EpisodeOfCare" and one.resource.get("status") in ACTIVE and isinstance(period, dict):
                began, ended = (day_text(period.get(name), self._zone) for name in ("start", "end"))
                unit_name = records.text(unit.get("display")) if isinstance(unit, dict) else ""
                row = {"enrolled_on": began, "left_on": ended, "care_unit": unit_name}
                found.setdefault(self._subject(file, one) or "", row)
        return found

    def _notes(self) -> Iterable[Note]:
        told = list(self._told.values())
        retracted = sum(one.is_retracted for one in told)
        if retracted:
            yield Note("resources_retracted", {"count": retracted})
        others = Counter(self._kind(one) for place, one in self._newest.items() if not self._is_read(place, one))
        if others:
            named = [f"{name} ({count})" for name, count in others.most_common(MOST_NAMED)]
            yield Note(
                "resources_not_read",
                {"kinds": f"{', '.join(named)}{' ...' if others.keys() - set(list(others)[:MOST_NAMED]) else ''}"},
            )
        drugs = sorted({one.other_drug for one in told if one.other_drug})
        if drugs:
            yield Note("drugs_left_aside", {"drugs": ", ".join(drugs[:MOST_NAMED])})

    def _is_read(self, place: tuple[File, int], one: Found) -> bool:
        told = self._told[place]
        return one.kind in ABOUT_PEOPLE or told.is_read

    @staticmethod
    def _kind(one: Found) -> str:
        """The kind of resource with what it is called; no value."""
        name = name_of(one.resource.get("code"))
        return f"{one.kind or 'no resource'}{': ' + name[:40] if name and one.kind == 'Observation' else ''}"


def _day(row: Row) -> tuple[str, str]:
    return row["patient_id"], row["date"]


def _people(subjects: Iterable[str | None], name: str, patient: str | None) -> dict[str, str]:
    """The pseudonym of each subject. Raises UnreadableFile where it is not told, or is another than the user says."""
    keys = sorted(filter(None, subjects))
    ours = {key: key.removeprefix(PSEUDONYMS) for key in keys if key.startswith(PSEUDONYMS)}
    others = [key for key in keys if key not in ours]
    if patient is not None and (set(ours.values()) - {patient} or (len(keys) > 1 and others)):
        raise UnreadableFile(f"{name} is not of {patient!r} alone.", "of-others", file=name)
    if others and patient is None:
        raise UnreadableFile(
            f"{name} is the FHIR of another program: say whose it is by giving the patient.", "whose-diary", file=name
        )
    return ours | {key: patient for key in others if patient}


def _frame(rows: list[Row], table: diary.Table) -> pd.DataFrame:
    names = [LINE, *(column.name for column in table)]
    return pd.DataFrame(rows, columns=names, dtype=object).fillna("").astype({LINE: "int64"})


def _written(found: Iterable[Found]) -> pd.DataFrame:
    """The resources as rows of text: what they are, and of what tells a day its code, value, time and medication."""
    rows = {one.line: _plain(one) for one in found}
    index = pd.Index(list(rows), dtype="int64", name=LINE)
    return pd.DataFrame(list(rows.values()), index=index, dtype=object).fillna("")


def _plain(found: Found) -> Row:
    if found.kind in ABOUT_PEOPLE:
        return {"resourceType": found.kind, "id": records.text(found.resource.get("id"))}
    told = {name: records.text(found.resource.get(name)) for name in KEPT}
    for name, value in found.resource.items():
        kind = next(
            (
                one
                for one in ("effective", "value", "medication", "dosage", "component", "code")
                if name.startswith(one)
            ),
            None,
        )
        if kind:
            told[kind] = records.text(value)
    return told
