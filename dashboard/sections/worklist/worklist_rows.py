"""The nurse's list as it is told: how many are where, and a row of cells for each patient shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.windows import WINDOW_DAYS
from analysis.worklist import DRUG, ENOUGH, GROUPS, NOT_READ, NOTHING, PLACES, TO_DO, WAITING, Line, Worklist
from analysis.worklist.not_read import TREATMENT, VISIT
from dashboard.sections.age import told_of
from dashboard.sections.patient.remarks import number_text
from dashboard.sections.patient.sufficiency import tier_key
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, share
from dashboard.sections.worklist.reasons import reasons, short_reason
from dashboard.texts import Words

COLUMNS = ("patient", "reason", "filled", "visit", "treatment", "contact")
"""The columns of the list, in order; each has a text `list-head-<column>`."""
BY_URGENCY = ""
"""The order of the list itself, in place of a column."""
NOT_WHOLE = "not_read"
"""Those of whom something due could not be read, beside the groups: they may be in one."""


@dataclass(frozen=True)
class Mark:
    """A day in a row of days: its state, and what it is in words."""

    state: str
    label: str


@dataclass(frozen=True)
class Cell:
    """What a cell says, with a smaller line under it, and a row of days in place of the first where it has one."""

    text: str
    small: str = ""
    days: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Heading:
    """What stands over the first row of a part of the list; `folded` where the part is shown only when asked for."""

    text: str
    folded: bool = False


@dataclass(frozen=True)
class Row:
    """A patient on the list, a cell for each of COLUMNS; `more` is what is told only when asked for.

    `unread` tells how much of the patient's imports could not be read, empty where all could; it stands with `more`
    and leads to the imports. `heading` is set on the first row of a part of the list.
    """

    patient_id: str
    cells: tuple[Cell, ...]
    more: tuple[str, ...] = ()
    unread: str = ""
    heading: Heading | None = None


@dataclass(frozen=True)
class Order:
    """What the list is sorted by: a column, or BY_URGENCY."""

    column: str = BY_URGENCY
    ascending: bool = True

    def then(self, column: str) -> Order:
        """The order after the head of a column was used: that column, turned round when it was it already."""
        return Order(column, not self.ascending if column == self.column else True)


def section(listed: Worklist, words: Words) -> Section:
    """How many patients are where on the list, as far as could be read."""
    found = counts(listed)
    sentence = words(
        "list-todo",
        patients=to_do(listed),
        enough=found[ENOUGH],
        waiting=found[WAITING],
        nothing=found[NOTHING],
        date=words.short_date(listed.as_of),
    )
    unread = found[NOT_WHOLE]
    told = (sentence, words("list-not_read", patients=unread)) if unread else (sentence,)
    return Section("worklist", words("list-title"), told)


def to_do(listed: Worklist) -> int:
    """How many patients somebody is to look at: in a group, not waiting, and without enough days already."""
    return int(is_to_do(listed).sum())


def is_to_do(listed: Worklist) -> pd.Series[bool]:
    """Whether each patient is one whom somebody is to look at."""
    return listed.table["place"] < len(TO_DO)


def counts(listed: Worklist) -> dict[str, int]:
    """How many patients are in each group, and how many stand at each place that is none; one may be in several groups.

    At the place of the first reason there may be fewer than are in its group. NOT_WHOLE: of how many something due
    could not be read.
    """
    places = at_places(listed)
    groups = {group: int(listed.table[group].sum()) for group in GROUPS}
    others = {place: number for place, number in places.items() if place not in GROUPS}
    return groups | others | {NOT_WHOLE: int(are_not_read(listed).sum())}


def are_not_read(listed: Worklist) -> pd.Series[bool]:
    """Whether something of each patient that may be due could not be read."""
    return listed.table[list(NOT_READ)].any(axis=1)


def at_places(listed: Worklist) -> dict[str, int]:
    """How many patients stand at each of PLACES."""
    return {place: int((listed.table["place"] == number).sum()) for number, place in enumerate(PLACES)}


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
    "visit": lambda table: table["next_visit"],
    "treatment": lambda table: table[DRUG].str.casefold(),
    "contact": lambda table: table["contacted_on"],
}


def rows(lines: Sequence[Line], words: Words, today: date, *, numbers: Mapping[str, int] | None) -> list[Row]:
    """The patients in the order given; with headings where a part of the list begins, if their `numbers` are given."""
    if numbers is None:
        return [row(line, words, today) for line in lines]
    parts = groupby(lines, key=lambda line: line.place)
    return [one for place, some in parts for one in _part(place, list(some), numbers[place], words, today)]


def _part(place: str, lines: Sequence[Line], number: int, words: Words, today: date) -> Iterator[Row]:
    text = words("list-heading", place=words(f"place-{place}"), patients=number)
    heading = Heading(text, folded=place == ENOUGH)
    for position, line in enumerate(lines):
        yield row(line, words, today, heading if position == 0 else None)


def row(line: Line, words: Words, today: date, heading: Heading | None = None) -> Row:
    """One patient; how near the next visit is, and what was open and has locked, is told as of `today`."""
    person, words = line.patient, told_of(line.as_of, today, line.settings, words)
    name = Cell(person.display_name, person.patient_id) if person.display_name else Cell(person.patient_id)
    cells = (
        name,
        Cell(short_reason(line, words)),
        _filled(line, words),
        _visit(line, words, today),
        _treatment(line, words),
        _contact(line, words),
    )
    return Row(person.patient_id, cells, tuple(_more(line, words)), number_text(line.remarks, words), heading)


def _more(line: Line, words: Words) -> Iterator[str]:
    """What a nurse asks next: every reason in full, then the facts."""
    yield from reasons(line, words)
    yield _completeness(line, words)
    last = words.date(line.last_filled) if line.last_filled else words("list-never")
    yield words("list-facts-last", date=last)
    if line.open_days:
        yield words("list-facts-open", days=", ".join(_run(run, words) for run in _runs(line.open_days)))
    yield from _about(line, words)


def _about(line: Line, words: Words) -> Iterator[str]:
    if line.last_contact is not None:
        channel = words(f"contact-{line.last_contact.channel}")
        yield words("list-facts-contact", date=words.date(line.last_contact.contacted_on), channel=channel)
    if line.patient.care_unit:
        yield words("list-facts-unit", unit=line.patient.care_unit)


def _completeness(line: Line, words: Words) -> str:
    days = line.completeness
    settled = days.filled + days.missing
    return words(
        "list-facts-filled",
        now=_of(days.filled, days.inside, words),
        final=_of(days.filled, settled, words),
        basis=words(f"basis-{'attacks' if line.is_of_attacks else tier_key(days, line.settings)}"),
    )


def _of(filled: int, inside: int, words: Words) -> str:
    return words("list-of", filled=filled, inside=inside, percent=share(filled, inside, words))


def _filled(line: Line, words: Words) -> Cell:
    days = line.completeness
    values = {"filled": days.filled, "inside": days.inside}
    if line.is_of_attacks:
        return Cell("", words("basis-attacks"), _marks(line, words))
    if not line.next_lock:
        return Cell("", words("list-strip-text", **values), _marks(line, words))
    locks = words.short_date(line.next_lock)
    return Cell("", words("list-strip-open", open=len(line.open_days), date=locks, **values), _marks(line, words))


def _visit(line: Line, words: Words, today: date) -> Cell:
    if line.next_visit is None:
        return _none_known(VISIT, line, words)
    days = (line.next_visit - today).days
    near = words("list-visit-in", days=days) if days >= 0 else words("list-visit-passed")
    return Cell(words.short_date(line.next_visit), near)


def _none_known(what: str, line: Line, words: Words) -> Cell:
    """A dash, which says of one that could not be read that there may be one."""
    return Cell(NO_NUMBER, words("list-not_read-cell")) if what in line.not_read else Cell(NO_NUMBER)


def _marks(line: Line, words: Words) -> tuple[Mark, ...]:
    first = line.as_of - timedelta(days=len(line.days) - 1)
    return tuple(
        Mark(
            state,
            words("strip-day", date=words.date(first + timedelta(days=place)), state=words(f"day-{state}")),
        )
        for place, state in enumerate(line.days)
    )


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
    last = words.short_date(days[-1])
    if len(days) == 1:
        return last
    is_one_month = days[0].month == days[-1].month
    return words("list-run", first=str(days[0].day) if is_one_month else words.short_date(days[0]), last=last)


def _treatment(line: Line, words: Words) -> Cell:
    if line.treatment is None:
        return _none_known(TREATMENT, line, words)
    week = line.week_of_treatment
    since = words("list-treatment-start-unknown") if week is None else words("list-week", week=week)
    return Cell(line.treatment.on(line.as_of).drug, since)


def _contact(line: Line, words: Words) -> Cell:
    contact = line.last_contact
    return Cell("") if contact is None else Cell("", words.short_date(contact.contacted_on))
