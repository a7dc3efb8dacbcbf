"""A mapping: what says which column of any diary is what, written as TOML (contract, section 5).

It is read whole and checked whole: a key that is not known, or a value of another kind, is refused with a sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis import diary
from analysis.errors import UnreadableFile

DAYS, ATTACKS = "days", "attacks"
UNKNOWN, NO = "unknown", "no"
NOT_MAPPED = ("patient_id", "date", "source", "doses_recorded", "attacks_only")
"""Columns of the diary that no column of another diary can be."""
TARGETS = tuple(column.name for column in diary.DIARY if column.name not in NOT_MAPPED)
DEFAULT_TIMEZONE = "Europe/Stockholm"

Where = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class FileShape:
    """How the file is written; what is None is found from the file. `header_row` counts from 1."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class Rows:
    """What a row is: a day, or an attack from `date` to `end` or of so many `hours`.

    `empty` is what an empty headache cell means on a row that is there. `patient` names the column of the pseudonym.
    """

    kind: str = DAYS
    date: str = ""
    end: str | None = None
    hours: str | None = None
    date_format: str | None = None
    patient: str | None = None
    empty: str = UNKNOWN


@dataclass(frozen=True)
class Told:
    """How a column tells one thing. Words are in small letters; of a cell with a `separator` one of several words."""

    column: str
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    separator: str | None = None
    absent: str = UNKNOWN
    where: Where = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Acute:
    """How acute medication is told: names in `columns`, or a column a drug (`drug_columns`)."""

    columns: tuple[str, ...] = ()
    separator: str | None = None
    drug_columns: Mapping[str, str] = field(default_factory=dict)
    no: frozenset[str] = frozenset()
    empty: str = UNKNOWN
    where: Where = field(default_factory=dict)


@dataclass(frozen=True)
class DiaryMapping:
    """A whole mapping; `columns` by the contract's name of what each tells."""

    file: FileShape
    rows: Rows
    columns: Mapping[str, Told]
    acute: Acute | None = None

    @property
    def says_no(self) -> bool:
        """Whether it can tell that there was no headache."""
        headache = self.columns.get("headache")
        if headache is None:
            return False
        return bool(headache.no or self.rows.empty == NO or headache.absent == NO or not (headache.yes or headache.no))

    @property
    def attacks_only(self) -> bool:
        """Whether headache-free days are not known."""
        return not self.says_no

    @property
    def named(self) -> tuple[str, ...]:
        """Every column of the file that it speaks of."""
        rows = (self.rows.date, self.rows.end, self.rows.hours, self.rows.patient)
        told = [name for one in self.columns.values() for name in (one.column, *one.where)]
        acute = (*self.acute.columns, *self.acute.drug_columns, *self.acute.where) if self.acute else ()
        return tuple(dict.fromkeys(name for name in (*rows, *told, *acute) if name))


def mapping_at(path: Path) -> DiaryMapping:
    """The mapping in a file. Raises UnreadableFile."""
    try:
        return mapping_of(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path.name} cannot be read as a mapping.") from error


def mapping_of(text: str, name: str = "the mapping") -> DiaryMapping:
    """The mapping that a TOML text holds. Raises UnreadableFile with the key at fault."""
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{name} is not TOML: {error}.") from error
    return _Reader(name).mapping(said)


class _Reader:
    """Takes a mapping apart; every complaint names the file and the key."""

    def __init__(self, name: str) -> None:
        self._name = name

    def mapping(self, said: Mapping[str, Any]) -> DiaryMapping:
        self._only(said, ("file", "rows", "columns", "acute"), "")
        rows = self._rows(self._part(said, "rows"))
        columns = self._part(said, "columns")
        self._only(columns, TARGETS, "columns.")
        told = {target: self._told(self._part(columns, target), f"columns.{target}") for target in columns}
        if rows.kind == DAYS and "headache" not in told:
            self._refuse("columns.headache", "is missing: without it no row tells whether there was headache")
        acute = self._acute(self._part(said, "acute")) if "acute" in said else None
        return DiaryMapping(self._file(self._part(said, "file")), rows, told, acute)

    def _file(self, said: Mapping[str, Any]) -> FileShape:
        self._only(said, ("encoding", "delimiter", "sheet", "header_row", "timezone"), "file.")
        row = said.get("header_row")
        if row is not None and (type(row) is not int or row < 1):
            self._refuse("file.header_row", "is not the number of a row")
        zone = self._text(said, "timezone", "file.")
        try:
            ZoneInfo(zone or DEFAULT_TIMEZONE)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._refuse("file.timezone", f"is no time zone: {zone!r}")
        encoding, delimiter, sheet = (self._text(said, key, "file.") for key in ("encoding", "delimiter", "sheet"))
        return FileShape(encoding, delimiter, sheet, row, zone)

    def _rows(self, said: Mapping[str, Any]) -> Rows:
        self._only(said, ("kind", "date", "start", "end", "hours", "date_format", "patient", "empty"), "rows.")
        kind = self._one_of(said, "kind", (DAYS, ATTACKS), "rows.")
        key = "date" if kind == DAYS else "start"
        day = self._text(said, key, "rows.") or self._text(said, "date", "rows.")
        if day is None:
            self._refuse(f"rows.{key}", "is missing: which column holds the date?")
        if kind == DAYS and ("end" in said or "hours" in said):
            self._refuse("rows.end", "belongs to rows of attacks")
        end, hours, form, patient = (
            self._text(said, one, "rows.") for one in ("end", "hours", "date_format", "patient")
        )
        return Rows(kind, day or "", end, hours, form, patient, self._one_of(said, "empty", (UNKNOWN, NO), "rows."))

    def _told(self, said: Mapping[str, Any], where: str) -> Told:
        self._only(said, ("column", "yes", "no", "separator", "absent", "where", "values"), f"{where}.")
        column = self._text(said, "column", f"{where}.")
        if column is None:
            self._refuse(f"{where}.column", "is missing")
        values = said.get("values", {})
        if not isinstance(values, dict) or not all(type(one) in (int, float) for one in values.values()):
            self._refuse(f"{where}.values", "is not a table of words with their numbers")
        return Told(
            column=column or "",
            yes=self._words(said, "yes", where),
            no=self._words(said, "no", where),
            separator=self._text(said, "separator", f"{where}."),
            absent=self._one_of(said, "absent", (UNKNOWN, NO), f"{where}."),
            where=self._where(said, where),
            values={word.strip().casefold(): float(number) for word, number in values.items()},
        )

    def _acute(self, said: Mapping[str, Any]) -> Acute:
        self._only(said, ("columns", "separator", "drug_columns", "no", "empty", "where"), "acute.")
        drugs = said.get("drug_columns", {})
        if not isinstance(drugs, dict) or not all(isinstance(drug, str) for drug in drugs.values()):
            self._refuse("acute.drug_columns", "is not a table of columns with their drugs")
        return Acute(
            columns=tuple(self._list(said, "columns", "acute")),
            separator=self._text(said, "separator", "acute."),
            drug_columns=drugs,
            no=self._words(said, "no", "acute"),
            empty=self._one_of(said, "empty", (UNKNOWN, NO), "acute."),
            where=self._where(said, "acute"),
        )

    def _where(self, said: Mapping[str, Any], where: str) -> Where:
        found = said.get("where", {})
        if not isinstance(found, dict):
            self._refuse(f"{where}.where", "is not a table of columns with their words")
        return {column: self._words(found, column, f"{where}.where") for column in found}

    def _part(self, said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        part = said.get(key, {})
        if not isinstance(part, dict):
            self._refuse(key, "is not a table")
        return dict(part)

    def _text(self, said: Mapping[str, Any], key: str, where: str) -> str | None:
        value = said.get(key)
        if value is not None and (not isinstance(value, str) or not value):
            self._refuse(f"{where}{key}", "is not a text")
        return value

    def _one_of(self, said: Mapping[str, Any], key: str, choices: tuple[str, ...], where: str) -> str:
        value = said.get(key, choices[0])
        if value not in choices:
            self._refuse(f"{where}{key}", f"is none of {', '.join(choices)}")
        return str(value)

    def _list(self, said: Mapping[str, Any], key: str, where: str) -> list[str]:
        value = said.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._refuse(f"{where}.{key}", "is not a list of texts")
        return list(value)

    def _words(self, said: Mapping[str, Any], key: str, where: str) -> frozenset[str]:
        return frozenset(word.strip().casefold() for word in self._list(said, key, where))

    def _only(self, said: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        strange = [key for key in said if key not in tuple(known)]
        if strange:
            self._refuse(f"{where}{strange[0]}", f"is not a key of a mapping; known are {', '.join(known)}")

    def _refuse(self, key: str, why: str) -> None:
        raise UnreadableFile(f"{self._name}: {key} {why}.")
