"""The export of the clinic's own platform: a folder or zip of CSV or Parquet files, or single files of it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats import columnar, delimited, regular, sheets
from analysis.formats.reading import LINE, Export, Note, Options, Reading, Table, Unread, sheets_left_aside
from analysis.formats.regular import Columns
from analysis.formats.sources import PARQUET, WORKBOOKS, Content, Source
from analysis.querying.schema import CLINIC_SOURCE

FORMAT = CLINIC_SOURCE
OWN = "own_diary"
"""The format of files with the clinic's columns that do not say whose they are."""
EXPORT_FILE = "export.json"
SUFFIXES = (".csv", ".tsv", ".txt", PARQUET, *WORKBOOKS)
WHOLE, CHANGES = "whole", "changes"
"""Whether a folder or archive speaks for all that its source has, or says nothing of what it leaves out."""

DAY_OF_A_DIARY = ("date", "headache")
"""The columns by which the header of a sheet is found below a title."""
MOST_NAMED = 12
"""Columns of a file that a refusal names."""
LINES_BEFORE_HEADER = 10
"""Lines that may stand above the header: a title, the day of the report, what was selected."""
UTF_8 = ("utf-8-sig",)
_PART = re.compile(r"[ _.-]*\(?[\d ._-]+\)?")
"""What may follow a table's name in that of one of several files: diary_2023.csv, diary (2).csv."""

_BY_NAME = {table.name: table for table in diary.TABLES}


@dataclass(frozen=True)
class About:
    """What export.json says: when the export was made and when written, local wall clock, whose it is, its scope."""

    exported_at: datetime | None = None
    written_at: datetime | None = None
    source: str | None = None
    scope: str = WHOLE
    since: date | None = None
    unread: tuple[Unread, ...] = ()
    seen_until: Mapping[str, date] = field(default_factory=dict)


def recognises(source: Source) -> bool:
    """Whether any file carries the name of a diary table or, for a loose file, its columns."""
    if source.whole:
        return any(_named(content) for content in source.contents)
    return any(_table_of(content, loose=True) or is_about_export(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The export. Raises UnreadableFile when a required file or column is missing or a file cannot be read.

    Files that do not say whose they are hold the diary of the one patient that the user names, kept elsewhere.
    """
    files = {content: table for content in source.contents if (table := _table_of(content, loose=not source.whole))}
    own = next((content for content in source.contents if is_about_export(content)), None)
    told = about(own) if own else About()
    whole = source.whole and told.scope == WHOLE and not (options.changes or options.patient)
    several = _of_several_files(source, files)
    if source.whole:
        _refuse_wrong_files(source, files, whole=whole)
    notes = [Note("several_files", {"tables": ", ".join(several)})] if several else []
    readings = tuple(_of_patient(reading, options.patient, whole=source.whole) for reading in _readings(files, notes))
    is_own = any(_says_nothing_of_whose(reading) for reading in readings)
    return Export(
        name=source.name,
        format=OWN if is_own else FORMAT,
        readings=tuple(replace(reading, format=OWN) for reading in readings) if is_own else readings,
        clinic=not is_own,
        source=told.source,
        since=told.since,
        exported_at=told.exported_at,
        written_at=told.written_at,
        whole=whole and not several,
        ignored=(
            *(content.name for content in source.contents if content not in files and content is not own),
            *source.elsewhere,
        ),
        of_patient=None if source.whole else options.patient,
        unread=told.unread,
        seen_until=told.seen_until,
    )


def is_about_export(content: Content) -> bool:
    """Whether it is the file that says when an export was made, and for what it speaks."""
    return content.name.casefold() == EXPORT_FILE


def _table_of(content: Content, *, loose: bool) -> diary.Table | None:
    if content.suffix not in SUFFIXES and (not loose or content.is_json or content.is_markup):
        return None
    by_name = _named(content)
    return _table_by_header(content) if by_name is None and loose else by_name


def _named(content: Content) -> diary.Table | None:
    """The table whose name the file has, whole or as one of several files of it."""
    if content.suffix not in SUFFIXES:
        return None
    found = (table for table in diary.TABLES if content.stem.startswith(table.name))
    longest = max(found, key=lambda table: len(table.name), default=None)
    rest = content.stem[len(longest.name) :] if longest else ""
    return longest if longest and (not rest or _PART.fullmatch(rest)) else None


def _of_several_files(source: Source, files: dict[Content, diary.Table]) -> list[str]:
    """The names of tables that stand in several files. Raises UnreadableFile for one both as CSV and as Parquet."""
    stems: dict[str, int] = {}
    for content in files:
        stems[content.stem] = stems.get(content.stem, 0) + 1
    twice = next((stem for stem, number in stems.items() if number > 1), None)
    if twice is not None:
        raise UnreadableFile(f"{source.name} has {twice} in two files of different kinds; remove one of the two.")
    found = [table.name for table in files.values()]
    return sorted({name for name in found if found.count(name) > 1})


def _table_by_header(content: Content) -> diary.Table | None:
    """The one table whose required columns the file has, the one that knows most of its columns where several do."""
    try:
        names = {name.casefold() for name in _head(content).header}
    except UnreadableFile:
        return None
    fitting = [table for table in diary.TABLES if _needed(table) <= names]
    known = sorted((sum(c.in_file in names for c in table), table.name) for table in fitting)
    if not known or (len(known) > 1 and known[-1][0] == known[-2][0]):
        return None
    return _BY_NAME[known[-1][1]]


def _needed(table: diary.Table) -> set[str]:
    """The columns without which a file is none of this table; whose it is may be told otherwise, but of `patients`."""
    required = {column.in_file for column in table if column.required}
    return required if table is diary.PATIENTS else required - {diary.PATIENT.in_file}


def _says_nothing_of_whose(reading: Reading) -> bool:
    (table,) = reading.tables
    return _BY_NAME[table].is_about_patients and diary.PATIENT.name not in reading.names


def _of_patient(reading: Reading, patient: str | None, *, whole: bool) -> Reading:
    """The reading with the patient that the user names, where the file does not say whose it is.

    Raises UnreadableFile where nobody says so, and where the file says that it is somebody else's; a folder or archive
    holds others beside the patient.
    """
    ((table, rows),) = reading.tables.items()
    if not _BY_NAME[table].is_about_patients:
        return reading
    if diary.PATIENT.name not in rows:
        if patient is None:
            raise UnreadableFile(
                f"{reading.file} lacks the required column patient_id: say whose diary it is by giving the patient.",
                "whose-diary",
                file=reading.file,
            )
        return replace(reading, tables={table: rows.assign(patient_id=patient)})
    if patient is None:
        return reading
    named = rows[diary.PATIENT.name].astype(object).str.strip()
    others = named[(named != "") & (named != patient)]
    if len(others) and (not whole or len(others) == len(named)):
        line = rows[LINE][others.index[0]]
        raise UnreadableFile(
            f"{reading.file} is not of {patient!r}: line {line} names another patient.",
            "of-another",
            file=reading.file,
            line=int(line),
        )
    return reading


def _refuse_wrong_files(source: Source, files: dict[Content, diary.Table], *, whole: bool) -> None:
    found = [table.name for table in files.values()]
    for table in diary.TABLES:
        if whole and table.required and table.name not in found:
            raise UnreadableFile(
                f"{source.name} has no {table.name}.csv or {table.name}.parquet, which every export has.",
                "no-table",
                file=source.name,
                table=table.name,
            )


def _readings(files: dict[Content, diary.Table], notes: list[Note]) -> tuple[Reading, ...]:
    """A reading of each file, in the order of the tables. Raises one UnreadableFile for all that cannot be read."""
    order = {table.name: at for at, table in enumerate(diary.TABLES)}
    readings: list[Reading] = []
    errors: list[UnreadableFile] = []
    for content, table in sorted(files.items(), key=lambda file: order[file[1].name]):
        try:
            readings.append(_reading(content, table, () if readings else tuple(notes)))
        except UnreadableFile as error:
            errors.append(error)
    if errors:
        raise UnreadableFile.of(errors)
    return tuple(readings)


def _reading(content: Content, table: diary.Table, notes: tuple[Note, ...]) -> Reading:
    found, of_file = _opened(content, table)
    by_folded = {name.casefold(): name for name in found.header}
    names = {column.name: by_folded[column.in_file] for column in table if column.in_file in by_folded}
    lacking = [column.name for column in table if column.in_file in _needed(table) and column.name not in names]
    if lacking:
        raise UnreadableFile(
            f"{content.name} lacks the required column {' and '.join(lacking)}; nothing of it is read. "
            f"Its columns are {', '.join(found.header[:MOST_NAMED])}{' ...' if found.header[MOST_NAMED:] else ''}.",
            "no-column",
            file=content.name,
            columns=", ".join(lacking),
        )
    written = found.frame()
    # The cells are those of `written`, not copies of them.
    cells = {name: pd.Series(written[own].array, copy=False) for name, own in names.items()}
    rows = pd.DataFrame({LINE: written.index.to_numpy(), **cells}, copy=False)
    return Reading(
        file=content.name,
        format=FORMAT,
        written=written,
        tables={table.name: rows},
        names=names,
        broken=found.broken,
        unknown_columns=tuple(name for name in found.header if name not in names.values()),
        notes=(*notes, *of_file),
    )


def _head(content: Content) -> Table | Columns:
    if content.is_parquet:
        return _opened(content)[0]
    if content.is_workbook:
        return sheets.table(content.name, content.data(), needed=DAY_OF_A_DIARY)
    lines = delimited.head_lines(content.head())
    start = next((at for table in diary.TABLES if (at := _header_at(lines, table)) is not None), 0)
    return delimited.table(content.name, lines[start:][:2])


def _opened(content: Content, table: diary.Table | None = None) -> tuple[Table | Columns, tuple[Note, ...]]:
    """The file's table, and what is to be told of how it was read."""
    data = content.data() if content.is_parquet or content.is_workbook else content.text()
    if content.is_parquet:
        known = None if table is None else {column.in_file for column in table}
        return columnar.table(content.name, data, known), ()
    if content.is_workbook:
        found_sheet, others = sheets.opened(content.name, data, needed=_needed(table) if table else ())
        return found_sheet, sheets_left_aside(others)
    encoding = delimited.encoding_of(data, content.name)
    if len(data) >= regular.LARGE_FROM_BYTES and encoding in UTF_8:
        data = data.removeprefix(codecs.BOM_UTF8)
        start = (_header_at(delimited.lines_of(_first_lines(data)), table) if table else None) or 0
        if found := regular.columns(content.name, data, start):
            return found, tuple(_notes(encoding, start))
    lines = delimited.lines_of(delimited.decoded(data, content.name))
    start = (_header_at(lines, table) if table else None) or 0
    return delimited.table(content.name, lines, start), tuple(_notes(encoding, start))


def _first_lines(data: bytes) -> str:
    """The text down to the last line on which a header may stand."""
    end = -1
    for _ in range(LINES_BEFORE_HEADER + 2):
        end = data.find(b"\n", end + 1)
        if end < 0:
            return data.decode()
    return data[: end + 1].decode()


def _notes(encoding: str, start: int) -> Iterator[Note]:
    if encoding == delimited.WINDOWS:
        yield Note("read_as_windows")
    if start:
        yield Note("lines_above_header", {"lines": start})


def _header_at(lines: list[str], table: diary.Table) -> int | None:
    """The place of the first line that has all required columns, where it is not the first; None for the first."""
    needed = _needed(table)
    for at, line in enumerate(lines[: LINES_BEFORE_HEADER + 1]):
        if needed <= {cell.strip().casefold() for cell in delimited.header_cells(line)[1]}:
            return at if any(one.strip() and not delimited.says_separator(one) for one in lines[:at]) else None
    return None


def about(content: Content) -> About:
    """What export.json says. Raises UnreadableFile."""
    try:
        said = json.loads(delimited.decoded(content.document(), content.name))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{content.name} is not JSON: {error}.", "not-json", file=content.name) from error
    if not isinstance(said, dict):
        raise UnreadableFile(
            f"{content.name} must be a JSON object with exported_at and source.", "not-json", file=content.name
        )
    source = str(said.get("source") or "").strip() or None
    exported_at, written_at = _moment(said, "exported_at"), _moment(said, "written_at")
    return About(exported_at, written_at, source, _scope(said), _first_day(said), _unread(said), _seen_until(said))


def _seen_until(said: dict[str, object]) -> dict[str, date]:
    """Until when diaries are known that were kept where the export was made."""
    try:
        days: Any = said.get("seen_until", {})
        return {str(patient).strip(): date.fromisoformat(day) for patient, day in days.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: seen_until does not give a date for each patient.", "export-seen-until", file=EXPORT_FILE
        ) from error


def _unread(said: dict[str, object]) -> tuple[Unread, ...]:
    """What could not be read when the rows came in; without it, days would come back as if nothing were unknown."""
    try:
        listed: Any = said.get("unread", ())
        return tuple(_one_unread(**one) for one in listed)
    except (TypeError, ValueError, KeyError) as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: unread is no list of what could not be read.", "export-unread", file=EXPORT_FILE
        ) from error


def _one_unread(*, rejected: object, day: str | None = None, line: object = None, **told: object) -> Unread:
    if not isinstance(rejected, bool) or not isinstance(line, int | None) or told["table"] not in _BY_NAME:
        raise ValueError(told)
    texts = {name: str(value) for name, value in told.items() if value is not None}
    return Unread(rejected=rejected, day=date.fromisoformat(day) if day else None, line=line, **texts)


def _moment(said: dict[str, object], name: str) -> datetime | None:
    """The time that export.json names; a date alone means the end of that day."""
    value = said.get(name)
    if value in (None, ""):
        return None
    text = str(value).strip()
    try:
        if len(text) == len("2026-03-01"):
            return datetime.combine(date.fromisoformat(text), time.max)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: {name} is {value!r}, not a time such as 2026-03-01T06:00:00.",
            "export-time",
            file=EXPORT_FILE,
            name=name,
        ) from error


def _scope(said: dict[str, object]) -> str:
    scope = str(said.get("scope") or WHOLE).strip().casefold()
    if scope not in (WHOLE, CHANGES):
        raise UnreadableFile(
            f"{EXPORT_FILE}: scope is {said['scope']!r}, neither {WHOLE} nor {CHANGES}.",
            "export-scope",
            file=EXPORT_FILE,
        )
    return scope


def _first_day(said: dict[str, object]) -> date | None:
    value = said.get("from")
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: from is {value!r}, not a date such as 2026-03-01.", "export-from", file=EXPORT_FILE
        ) from error
