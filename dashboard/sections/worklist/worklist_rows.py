"""The nurse's list as it is told: how many are where, and a row of cells for each patient shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.windows import WINDOW_DAYS
from analysis.worklist import DRUG, GROUPS, NOTHING, PLACES, WAITING, Line, Worklist
from dashboard.sections.patient.remarks import number_text
from dashboard.sections.patient.sufficiency import tier_key
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, share
from dashboard.sections.worklist.reasons import reasons
from dashboard.texts import Words

COLUMNS = ("patient", "reason", "filled", "last", "open", "visit", "treatment", "contact")
"""The columns of the list, in order; each has a text `list-head-<column>`."""
BY_URGENCY = ""
"""The order of the list itself, in place of a column."""


@dataclass(frozen=True)
class Mark:
    """A day in a row of days: its state, and what it is in words."""

    state: str
    label: str


@dataclass(frozen=True)
class Cell:
    """What a cell says, with smaller lines under it, and a row of days above it where it has one."""

    text: str
    small: tuple[str, ...] = ()
    days: tuple[Mark, ...] = ()
    parts: tuple[int, int, int, int] | None = None
    """Filled, open, missing and outside days, where the cell also has a bar."""


@dataclass(frozen=True)
class Row:
    """A patient on the list, a cell for each of COLUMNS; `heading` is set on the first row of a part of the list."""

    patient_id: str
    cells: tuple[Cell, ...]
    heading: str = ""


@dataclass(frozen=True)
class Order:
    """What the list is sorted by: a column, or BY_URGENCY."""

    column: str = BY_URGENCY
    ascending: bool = True

    def then(self, column: str) -> Order:
        """The order after the head of a column was used: that column, turned round when it was it already."""
        return Order(column, not self.ascending if column == self.column else True)


def section(listed: Worklist, words: Words) -> Section:
    """How many patients are on the list, and in how many there is nothing to do."""
    found = counts(listed)
    sentences = [
        words("list-all", patients=len(listed), date=words.date(listed.as_of)),
        words("list-todo", patients=to_do(listed), waiting=found[WAITING], nothing=found[NOTHING]),
    ]
    return Section("worklist", words("list-title"), tuple(sentences))


def to_do(listed: Worklist) -> int:
    """How many patients somebody is to look at: in a group, and not waiting."""
    return int(is_to_do(listed).sum())


def is_to_do(listed: Worklist) -> pd.Series[bool]:
    """Whether each patient is one whom somebody is to look at."""
    return listed.table["place"] < len(GROUPS)


def counts(listed: Worklist) -> dict[str, int]:
    """How many patients are in each group, and how many wait or need nothing; one may be in several groups."""
    table = listed.table
    alone = {place: int((table["place"] == PLACES.index(place)).sum()) for place in (WAITING, NOTHING)}
    return {group: int(table[group].sum()) for group in GROUPS} | alone


def care_units(listed: Worklist) -> tuple[str, ...]:
    """The care units on the list, by name."""
    return tuple(sorted(unit for unit in listed.table["care_unit"].dropna().unique() if unit))


def treatments(listed: Worklist) -> tuple[str, ...]:
    """The running treatments on the list, by name."""
    return tuple(sorted(listed.table[DRUG].dropna().unique()))


def ordered(listed: Worklist, order: Order) -> Worklist:
    """The list by a column; those without a value last in either direction, equal ones as they stood."""
    value = _SORTED_BY.get(order.column)
    return listed if value is None else listed.by(value(listed.table), ascending=order.ascending)


_SORTED_BY: dict[str, Callable[[pd.DataFrame], pd.Series[Any]]] = {
    "patient": lambda table: table.index.to_series(),
    "reason": lambda table: table["place"],
    "filled": lambda table: table["filled"] / (WINDOW_DAYS - table["outside"]),
    "last": lambda table: table["last_filled"],
    "open": lambda table: table["next_lock"],
    "visit": lambda table: table["next_visit"],
    "treatment": lambda table: table[DRUG].str.casefold(),
    "contact": lambda table: table["contacted_on"],
}


def rows(lines: Sequence[Line], words: Words, *, with_headings: bool) -> list[Row]:
    """The patients in the order given; with headings where a part of the list begins."""
    if not with_headings:
        return [row(line, words) for line in lines]
    parts = groupby(lines, key=lambda line: line.place)
    return [one for place, some in parts for one in _part(place, list(some), words)]


def _part(place: str, lines: Sequence[Line], words: Words) -> Iterator[Row]:
    for number, line in enumerate(lines):
        yield row(line, words, heading=words(f"place-{place}") if number == 0 else "")


def row(line: Line, words: Words, heading: str = "") -> Row:
    """One patient."""
    person = line.patient
    unread = number_text(line.remarks, words)
    about = tuple(text for text in (person.display_name, person.care_unit, unread) if text)
    first, *others = reasons(line, words) or [NO_NUMBER]
    cells = (
        Cell(person.patient_id, about),
        Cell(first, tuple(others)),
        _filled(line, words),
        Cell(_day(line.last_filled, words, words("list-never"))),
        _open(line, words),
        Cell(_day(line.next_visit, words, NO_NUMBER)),
        _treatment(line, words),
        _contact(line, words),
    )
    return Row(person.patient_id, cells, heading)


def _day(day: date | None, words: Words, otherwise: str) -> str:
    return words.narrow_date(day) if day else otherwise


def _filled(line: Line, words: Words) -> Cell:
    days = line.completeness
    settled = days.filled + days.missing
    now = words("list-now", filled=days.filled, inside=days.inside, percent=share(days.filled, days.inside, words))
    final = words("list-final", filled=days.filled, settled=settled, percent=share(days.filled, settled, words))
    basis = words(f"basis-{'attacks' if line.is_of_attacks else tier_key(days, line.settings)}")
    parts = (days.filled, days.open, days.missing, days.outside)
    return Cell(now, (final, words("list-basis", basis=basis)), _marks(line, words), parts)


def _marks(line: Line, words: Words) -> tuple[Mark, ...]:
    first = line.as_of - timedelta(days=len(line.days) - 1)
    return tuple(
        Mark(
            state,
            words("strip-day", date=words.date(first + timedelta(days=place)), state=words(f"day-{state}")),
        )
        for place, state in enumerate(line.days)
    )


def _open(line: Line, words: Words) -> Cell:
    if not line.next_lock:
        return Cell(words("list-none-open"))
    days = ", ".join(_run(run, words) for run in _runs(line.open_days))
    return Cell(words("list-open", open=len(line.open_days), date=words.short_date(line.next_lock)), (days,))


def _runs(days: Sequence[date]) -> list[list[date]]:
    """The days, in order, cut where one is left out."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run(days: Sequence[date], words: Words) -> str:
    first, last = words.short_date(days[0]), words.short_date(days[-1])
    return first if len(days) == 1 else words("list-run", first=first, last=last)


def _treatment(line: Line, words: Words) -> Cell:
    if line.treatment is None:
        return Cell(NO_NUMBER)
    week = line.week_of_treatment
    since = words("list-treatment-start-unknown") if week is None else words("list-week", week=week)
    return Cell(line.treatment.on(line.as_of).drug, (since,))


def _contact(line: Line, words: Words) -> Cell:
    contact = line.last_contact
    if contact is None:
        return Cell(NO_NUMBER)
    how = words(f"contact-{contact.channel}")
    until = (words("list-waiting", date=words.date(line.waiting_until)),) if line.waiting_until else ()
    return Cell(words.narrow_date(contact.contacted_on), (how, *until))
