"""CSV files of apps that write one row an attack: each row becomes days and doses by what its app says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from analysis.formats import personal
from analysis.formats.personal import NO, YES, Row
from analysis.formats.reading import LINE, Note, Reading
from analysis.formats.sources import Content

Cells = Mapping[str, str]
"""The cells of a row by the names of the columns in small letters."""


@dataclass(frozen=True)
class Attack:
    """What a row says of an attack.

    `written` is when it began as the file writes it, `began` the same as a time, None where that cannot be read.
    `told` holds for every day of it, `first` for its first. `drugs` are those taken; `none_taken` says that there
    were none, where the row says so in words. With a `zone` the length is the time that passed between points in time.
    """

    written: str
    began: datetime | None
    length: timedelta | None
    told: Row = field(default_factory=dict)
    first: Row = field(default_factory=dict)
    drugs: Sequence[str] = ()
    none_taken: bool = False
    zone: str | None = None

    @property
    def first_day(self) -> str:
        """The date on which it began; as the file writes it where that cannot be read."""
        return self.began.date().isoformat() if self.began else self.written

    def days(self, line: int) -> list[Row]:
        """A diary row a day. What cannot be read is left as written, for the checks to reject."""
        first = {**self.first, "doses_recorded": YES if self.drugs or self.none_taken else NO}
        if self.began is None:
            return [{LINE: line, "date": self.written, "headache": YES, **self.told, **first}]
        return personal.attack_rows(line, self.began, self.length, self.told, first, self.zone)

    def doses(self, line: int) -> list[Row]:
        """A row a drug, on the day on which the attack began."""
        return [{LINE: line, "date": self.first_day, "drug": drug} for drug in self.drugs]


def reading(
    content: Content,
    format: str,
    patient: str,
    attack_of: Callable[[Cells], Attack],
    names: Mapping[str, str],
    known: Sequence[str],
    needed: Sequence[str] = (),
) -> Reading:
    """The file, each row of it an attack as `attack_of` says.

    `known` are the columns of the format, `needed` those that every file has, all where none are named. Raises
    UnreadableFile.
    """
    table = personal.table_of(content, needed or known)
    days: list[Row] = []
    doses: list[Row] = []
    notes: list[Note] = []
    own = {name.casefold(): name for name in table.header}
    for line, row in personal.rows_of(table):
        attack = attack_of(row)
        days += attack.days(line)
        doses += attack.doses(line)
        notes += personal.long_attack(line, attack.length, own[names["duration_hours"].casefold()], "")
    folded = {name.casefold() for name in known}
    return personal.reading(
        content,
        format,
        table.frame(),
        patient,
        days,
        doses,
        {target: own.get(name.casefold(), name) for target, name in names.items()},
        broken=table.broken,
        unknown_columns=tuple(name for name in table.header if name.casefold() not in folded),
        notes=tuple(notes),
    )


def moment(text: str, *forms: str) -> datetime | None:
    """The time that a text stands for in one of the forms, as of strptime; nothing where it stands for none."""
    for form in forms:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def between(began: datetime | None, ended: datetime | None) -> timedelta | None:
    """The length of an attack; unknown where either end is, or where it ends before it begins."""
    length = ended - began if began and ended else None
    return length if length and length > timedelta() else None


def listed(text: str) -> list[str]:
    """The items of a list with `; ` between them."""
    return [item for item in (part.strip() for part in text.split(";")) if item]
