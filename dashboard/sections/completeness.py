"""How every patient's diary is kept: the last 28 days, the last filled day, what can still be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.counts import Completeness
from analysis.worklist import Line
from dashboard.sections.section import Section
from dashboard.sections.sufficiency import tier_key
from dashboard.sections.wording import NO_NUMBER, share
from dashboard.texts import Words

COLUMNS = ("patient", "unit", "filled", "basis", "last", "open", "lock", "treatment")
"""The columns of the list, in order; each has a text `list-head-<column>`."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the number or text by which its column is sorted (None: always last)."""

    text: str
    sort: float | str | None
    parts: tuple[int, int, int, int] | None = None
    """Filled, open, missing and outside days, where the cell also has a bar."""


@dataclass(frozen=True)
class Row:
    """A patient on the list, a cell for each of COLUMNS."""

    patient_id: str
    cells: tuple[Cell, ...]


def section(lines: Sequence[Line], as_of: date, words: Words) -> Section:
    """What the list says in numbers."""
    needy = {group: sum(group in line.groups for line in lines) for group in ("rescue", "stopped", "insufficient")}
    told = [words(f"list-group-{group}", patients=number) for group, number in needy.items()]
    return Section(
        "completeness", words("list-title"), (words("list-all", patients=len(lines), date=words.date(as_of)), *told)
    )


def rows(lines: Sequence[Line], words: Words) -> list[Row]:
    """The patients of the list, in its order."""
    return [row(line, words) for line in lines]


def row(line: Line, words: Words) -> Row:
    """One patient."""
    person, treatment = line.patient, line.treatment
    name = f"{person.patient_id} · {person.display_name}" if person.display_name else person.patient_id
    return Row(
        person.patient_id,
        (
            Cell(name, person.patient_id),
            Cell(person.care_unit or NO_NUMBER, person.care_unit),
            _filled(line.completeness, words),
            Cell(words(f"basis-{tier_key(line.completeness, line.settings)}"), int(line.tier)),
            _day(line.last_filled, words, words("list-never")),
            Cell(str(len(line.open_days)), len(line.open_days)),
            _day(line.next_lock, words, NO_NUMBER),
            Cell(treatment.drug if treatment else NO_NUMBER, treatment.drug if treatment else None),
        ),
    )


def _filled(days: Completeness, words: Words) -> Cell:
    text = words("list-filled", filled=days.filled, inside=days.inside, percent=share(days.filled, days.inside, words))
    return Cell(text, days.now, (days.filled, days.open, days.missing, days.outside))


def _day(day: date | None, words: Words, otherwise: str) -> Cell:
    return Cell(words.date(day), day.isoformat()) if day else Cell(otherwise, None)


def care_units(lines: Sequence[Line]) -> tuple[str, ...]:
    """The care units on the list, by name."""
    return tuple(sorted({line.patient.care_unit for line in lines if line.patient.care_unit}))
