"""What the diaries of one person's app have in common: whose they are, their rows as tables, and the export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from analysis import diary
from analysis.drugs import is_no_drug
from analysis.errors import UnreadableFile
from analysis.formats import delimited
from analysis.formats.attacks import LONGEST_ATTACK, USUAL_LONGEST, days_touched
from analysis.formats.reading import LINE, Export, Note, Options, Reading, Table
from analysis.formats.sources import Content, Source

YES, NO, UNKNOWN = "yes", "no", ""

Row = dict[str, Any]
"""Text cells by column, beside the number of the line."""

_BETWEEN_DRUGS = re.compile(r"\s*[;+\n]\s*|,\s+")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)


def header_of(content: Content) -> list[str]:
    """The names of the columns in a file of delimited text, in small letters; none where it is no such file."""
    told = (line for line in delimited.head_lines(content.head()) if line.strip())
    first = next((line for line in told if not delimited.says_separator(line)), "")
    return [cell.strip().casefold() for cell in delimited.header_cells(first)[1]]


def with_columns(source: Source, columns: Iterable[str]) -> list[Content]:
    """The files whose header has all of these columns."""
    wanted = {name.casefold() for name in columns}
    return [content for content in source.contents if wanted <= set(header_of(content))]


def rows_of(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line, by the names of the columns in small letters, without blanks around the cells."""
    names = [name.casefold() for name in table.header]
    for line, cells in zip(table.lines, table.rows, strict=True):
        yield line, dict(zip(names, (cell.strip() for cell in cells), strict=True))


def table_of(content: Content, needed: Iterable[str]) -> Table:
    """The table of a file of delimited text. Raises UnreadableFile, also where it lacks one of the columns needed."""
    table = delimited.table(content.name, delimited.lines_of(delimited.decoded(content.text(), content.name)))
    has = {name.casefold() for name in table.header}
    lacking = ", ".join(name for name in needed if name.casefold() not in has)
    if lacking:
        raise UnreadableFile(
            f"{content.name} lacks the columns {lacking}; nothing of it is read.",
            "no-column",
            file=content.name,
            columns=lacking,
        )
    return table


def require_patient(source: Source, options: Options, app: str) -> str:
    """Whose diary it is. Raises UnreadableFile where nobody says so."""
    if options.patient:
        return options.patient
    raise UnreadableFile(
        f"{source.name} is a diary of {app}: say whose it is by giving the patient.", "whose-diary", file=source.name
    )


def attack_rows(
    line: int, began: datetime, length: timedelta | None, shared: Row, first: Row, zone: str | None = None
) -> list[Row]:
    """A diary row for each day that an attack touches; `first` is told of its first day only.

    With a `zone` the length is the time that passed between two points in time.
    """
    known = length if length and timedelta() < length <= LONGEST_ATTACK else None
    rows: list[Row] = [
        {LINE: line, "headache": YES, "doses_recorded": NO, **shared, "date": day.isoformat(), **_hours(hours)}
        for day, hours in days_touched(began, known, ZoneInfo(zone) if zone else None)
    ]
    rows[0] |= first
    return rows


def _hours(hours: float | None) -> Row:
    return {} if hours is None else {"duration_hours": repr(hours)}


def long_attack(line: int, length: timedelta | None, column: str, value: str) -> list[Note]:
    """A note on an attack longer than those of migraine: perhaps nobody ended it in the app."""
    if length is None or length <= USUAL_LONGEST:
        return []
    hours = {"hours": round(length / timedelta(hours=1)), "longest": USUAL_LONGEST // timedelta(hours=1)}
    return [Note("long_attack", hours, line, column, value)]


def unread(text: str) -> str:
    """A cell for what a file says and nobody understands: of no column a value, whatever the text."""
    return f"not understood: {text}" if text else UNKNOWN


def in_doubt(days: Iterable[Row]) -> list[Row]:
    """The rows of a diary; a no of a day of which another row cannot be read is none."""
    rows = list(days)
    doubtful = {(row.get("patient_id"), row["date"]) for row in rows if row["headache"] not in (YES, NO)}
    for row in rows:
        if row["headache"] == NO and (row.get("patient_id"), row["date"]) in doubtful:
            row["headache"] = unread("no, and something else")
    return rows


def drugs_in(text: str) -> list[str]:
    """The drugs that a text names, such as `Sumatriptan 50 mg + Oxygen`; none where it names none."""
    parts = [] if diary.DRUG.holds_nothing(text) else _BETWEEN_DRUGS.split(text)
    return [part for part in (one.strip() for one in parts) if part and not is_no_drug(part)]


def says_no_drug(text: str) -> bool:
    """Whether a text says in words that nothing was taken."""
    return not diary.DRUG.holds_nothing(text) and is_no_drug(text)


def number(text: str) -> float | None:
    """The number that a text is, with decimal point or comma; nothing for any other text."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def local_moment(seconds: object, zone: str) -> datetime | None:
    """The wall clock of a point in time, given in seconds since 1970; nothing for what is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, ZoneInfo(zone)).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def length_between(began: object, ended: object) -> timedelta | None:
    """The length between two points in time, in seconds; nothing where either is none or they are swapped."""
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (began, ended)):
        return None
    try:
        seconds = float(ended) - float(began)  # type: ignore[arg-type]
    except OverflowError:
        return None
    return timedelta(seconds=seconds) if 0 < seconds <= LONGEST_ATTACK.total_seconds() else None


def day_of(text: object) -> date | None:
    """The day that a text `YYYY-MM-DD` stands for."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == len("2026-03-01") else None
    except ValueError:
        return None


def frame(rows: Iterable[Row], table: diary.Table, patient: str) -> pd.DataFrame:
    """The rows as a table of the diary, of this patient."""
    names = [LINE, *(column.name for column in table)]
    made = pd.DataFrame(list(rows), columns=names, dtype=object).fillna(UNKNOWN)
    return made.assign(patient_id=patient).astype({LINE: "int64"})


def reading(
    content: Content,
    format: str,
    written: pd.DataFrame,
    patient: str,
    days: Sequence[Row],
    doses: Sequence[Row] | None = None,
    names: Mapping[str, str] | None = None,
    **more: Any,
) -> Reading:
    """One file of an app; `doses` is None where it tells of no drugs. `more` are further fields of the reading."""
    tables = {diary.DIARY.name: frame(days, diary.DIARY, patient)}
    if doses is not None:
        tables[diary.ACUTE_DOSES.name] = frame(doses, diary.ACUTE_DOSES, patient)
    return Reading(content.name, format, written, tables, names or {}, **more)


def export(
    source: Source, options: Options, found: Iterable[Content], read: Callable[[Content], Reading], **more: Any
) -> Export:
    """The export of one person's app: the files `found`, each as `read`, all others named as left aside.

    It tells of attacks unless `more` says otherwise, and ends on the day that the user names, before the one that the
    file tells (`kept_until`).
    """
    own = list(found)
    readings = tuple(read(content) for content in own)
    told: dict[str, Any] = {"attacks_only": True, "format": readings[0].format, **more}
    return Export(
        name=source.name,
        readings=readings,
        clinic=False,
        whole=source.whole,
        adds_up=True,
        changes=options.changes,
        ignored=(*(content.name for content in source.contents if content not in own), *source.elsewhere),
        **told | {"kept_until": options.recorded_until or told.get("kept_until")},
    )
