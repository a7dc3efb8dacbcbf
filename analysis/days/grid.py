"""The days of many patients side by side, a row a patient and a column a day: for rules that need the days in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, func, literal, or_, select

from analysis.basis import Basis
from analysis.days import states
from analysis.days.classified import ANSWERS, KINDS, NO, OF_INTAKES, UNKNOWN, YES, days_for_parameters
from analysis.days.definitions import kinds_by_drugs
from analysis.days.kept.asking import answers_of
from analysis.days.kept.keeping import days_at_hand
from analysis.outcomes import Column
from analysis.querying.at_hand import at_hand, is_at_hand
from analysis.querying.columns import day_numbers
from analysis.querying.parameters import GIVEN_PERIOD, Whose, given, parameter_for
from analysis.querying.rows import columns_found
from analysis.querying.schema import PATIENTS
from analysis.records.excluded_periods import excluded_days
from analysis.records.patients import patients
from analysis.records.unread import undated_doses
from analysis.settings import Settings
from analysis.windows import Window

Truths = npt.NDArray[np.bool_]
"""Patients by days."""

MOST_DAYS_KEPT = timedelta(days=3660)
"""Ten years: of longer diaries older days are read when they are asked for."""


@dataclass(frozen=True)
class DayGrid:
    """Every day of `period` for each of `patients`, by kind of day.

    `inside` and `filled` tell of each day whether there was a diary and whether it was filled in; `kinds` holds YES, NO
    or UNKNOWN for each day, UNKNOWN on days that are not filled, but for medication of which an intake is recorded.
    `hours` of headache are NaN where not told.
    """

    period: Window
    patients: tuple[str, ...]
    inside: Truths
    filled: Truths
    kinds: Mapping[str, npt.NDArray[np.int8]]
    hours: npt.NDArray[np.float64]
    of_attacks: Truths
    """Filled days whose source records attacks only: filled because there was headache."""
    undated: Mapping[str, int] = field(default_factory=dict)
    """The acute doses of each patient of which no day is known, where there are any: no day here tells of them."""
    by_drugs: frozenset[str] = frozenset()
    """The kinds that one of them may have made of a headache day."""

    @property
    def representative(self) -> Truths:
        """Filled days that would have been filled without headache too: those from which a rate may be told."""
        found: Truths = self.filled & ~self.of_attacks
        return found

    @property
    def undated_by_row(self) -> npt.NDArray[np.int64]:
        """The `undated` doses of each patient, in their order."""
        return np.array([self.undated.get(patient, 0) for patient in self.patients], dtype=np.int64)

    def surely(self, kind: str) -> Truths:
        """Days that are of this kind."""
        found: Truths = self.kinds[kind] == YES
        return found

    def maybe(self, kind: str) -> Truths:
        """Days inside the diary that are, or may have been, of this kind."""
        found: Truths = self.inside & (self.kinds[kind] != NO)
        return found

    def surely_not(self, kind: str) -> Truths:
        """Days that are known not to be of this kind."""
        found: Truths = self.kinds[kind] == NO
        return found

    def states(self, basis: Basis) -> states.States:
        """The state of each day, on the basis on which the days were read."""
        return states.states(self.inside, self.filled, states.fillable(self.period, basis))

    def part(self, window: Window) -> DayGrid:
        """The days of a window that lies within the period."""
        first = (window.first - self.period.first).days
        if first < 0 or window.last > self.period.last:
            raise ValueError(f"{window} is not within {self.period}")
        days = slice(first, first + window.days)
        return self._each(lambda known, _: known[:, days], period=window)

    def over(self, window: Window) -> DayGrid:
        """The days of any window, those that are not of the period being outside."""
        days = (np.datetime64(window.first) + np.arange(window.days) - np.datetime64(self.period.first)).astype(
            np.int64
        )
        held = (days >= 0) & (days < self.period.days)

        def padded(known: npt.NDArray[Any], otherwise: float) -> npt.NDArray[Any]:
            found = np.full((len(self.patients), window.days), otherwise, dtype=known.dtype)
            found[:, held] = known[:, days[held]]
            return found

        return self._each(padded, period=window)

    def only(self, kinds: Sequence[str]) -> DayGrid:
        """The same of these kinds alone."""
        return replace(self, kinds={kind: self.kinds[kind] for kind in kinds})

    def of_some(self, patients: Collection[str]) -> DayGrid:
        """The days of those of the patients who are among these."""
        wanted = set(patients)
        rows = [row for row, patient in enumerate(self.patients) if patient in wanted]
        if len(rows) == len(self.patients):
            return self
        found = tuple(self.patients[row] for row in rows)
        return self._each(lambda known, _: known[rows], patients=found)

    def of(self, patient: str) -> DayGrid:
        """The days of one of the patients. Raises ValueError for anybody else."""
        return self.row(self.patients.index(patient))

    def row(self, place: int) -> DayGrid:
        """The days of the patient who stands there among `patients`."""
        one = slice(place, place + 1)
        return self._each(lambda known, _: known[one], patients=self.patients[one])

    def _each(self, change: Callable[[npt.NDArray[Any], float], npt.NDArray[Any]], **more: Any) -> DayGrid:
        """The same with whatever is told of the days changed alike: `change(known, what a day outside has there)`."""
        return replace(
            self,
            inside=change(self.inside, False),
            filled=change(self.filled, False),
            kinds={kind: change(known, UNKNOWN) for kind, known in self.kinds.items()},
            hours=change(self.hours, np.nan),
            of_attacks=change(self.of_attacks, False),
            **more,
        )

    def dates(self, chosen: npt.NDArray[np.bool_]) -> tuple[date, ...]:
        """The dates of the chosen days of one patient (a row of truths)."""
        return tuple(self.period.first + timedelta(days=int(place)) for place in np.flatnonzero(chosen))


def day_grid(connection: Connection, period: Window, kinds: Sequence[str], basis: Basis) -> DayGrid:
    """The days of `period` for each patient of the basis, read in two statements or three, or taken from what is kept.

    See `at_hand`.
    """
    kept = kept_grid(connection, period, basis)
    return _read(connection, period, kinds, basis) if kept is None else kept.over(period).only(kinds)


def kept_grid(connection: Connection, period: Window, basis: Basis) -> DayGrid | None:
    """The whole diaries of the patients of the basis, with every kind of day, where days are kept.

    None where they are not, where the basis is everyone, or where the period begins before the oldest days kept.
    """
    if basis.patients is None or not is_at_hand():
        return None
    grids: list[tuple[frozenset[str], DayGrid]] = at_hand((connection.engine, basis.as_of, basis.settings), list)
    wanted = frozenset(basis.patients)
    whole = next((grid for patients, grid in grids if wanted <= patients), None)
    if whole is None:
        whole = _read(connection, _diaries(connection, basis), KINDS, basis)
        grids.append((wanted, whole))
    is_held = period.first >= whole.period.first or whole.period.first > _oldest_kept(basis)
    return whole.of_some(wanted) if is_held else None


def _oldest_kept(basis: Basis) -> date:
    return basis.as_of - MOST_DAYS_KEPT


def _diaries(connection: Connection, basis: Basis) -> Window:
    """From the first enrolment to the as-of date, as far back as days are kept; days before and after are outside."""
    _, enrolled, _ = _spans(connection, basis)
    return Window(max(min((basis.as_of, *enrolled)), _oldest_kept(basis)), basis.as_of)


def _read(connection: Connection, period: Window, kinds: Sequence[str], basis: Basis) -> DayGrid:
    settings = basis.settings
    values, whose = given(period, basis.patients, basis.as_of), parameter_for(basis.patients)
    names, enrolled, left = _spans(connection, basis)
    people = pd.Index(names)
    inside = states.inside(period, day_numbers(enrolled), day_numbers(left), basis.as_of)
    if not settings.count_excluded:
        excluded, days = columns_found(connection, _excluded(whose), values)
        inside[people.get_indexer(pd.Index(excluded)), _places(days, period)] = False
    found = _off_kept(connection, names, period, kinds, basis) or _found(connection, values, kinds, basis, people)
    places = _places(found.days, period)
    filled = _placed(found.filled, found.rows, places, inside, False)
    known = _known(_placed(found.kinds, found.rows, places, inside, 0), kinds)
    hours = _placed(found.hours, found.rows, places, filled, np.nan)
    of_attacks = _placed(found.of_attacks, found.rows, places, filled, False)
    by_drugs = kinds_by_drugs(settings.profile)
    undated = undated_doses(connection, basis.patients) if by_drugs.union(OF_INTAKES).intersection(kinds) else {}
    return DayGrid(period, tuple(names), inside, filled, known, hours, of_attacks, undated, by_drugs)


class _Found(NamedTuple):
    """What is known of days that are filled or of which an intake is recorded: the columns of `_entries`, the row of
    the patient in place of the pseudonym."""

    rows: npt.NDArray[np.intp]
    days: npt.NDArray[np.int64]
    filled: Truths
    of_attacks: Truths
    hours: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.int64]


def _found(
    connection: Connection, values: Mapping[str, object], kinds: Sequence[str], basis: Basis, people: pd.Index[str]
) -> _Found:
    """Asked of the engine."""
    statement = _entries(basis.settings, tuple(kinds), parameter_for(basis.patients), basis.gathered)
    found_of, *found = columns_found(connection, statement, values)
    types: tuple[type[Any], ...] = (np.int64, bool, bool, np.float64, np.int64)
    columns = (np.array(column, dtype=kind) for column, kind in zip(found, types, strict=True))
    return _Found(people.get_indexer(pd.Index(found_of)), *columns)


def _off_kept(
    connection: Connection, names: Sequence[str], period: Window, kinds: Sequence[str], basis: Basis
) -> _Found | None:
    """Off what every entry says; None where that is not at hand, and where everyone or no kind is asked for."""
    told = days_at_hand(connection, basis) if kinds and basis.patients is not None else None
    if told is None:
        return None
    answers = answers_of(connection, told, basis.settings.profile)
    day, entry = zip(*(told.of(name) for name in names), strict=True) if names else ((), ())
    rows = np.repeat(np.arange(len(names)), [len(days) for days in day])
    days, entries = (np.concatenate([np.zeros(0, np.int64), *some]).astype(np.int64) for some in (day, entry))
    is_known = answers.filled[entries] | answers.intakes_only[entries]
    is_known &= (days >= period.first.toordinal()) & (days <= period.last.toordinal())
    chosen = entries[is_known]
    truths = (answers.filled[chosen], answers.of_attacks[chosen], answers.hours[chosen])
    return _Found(rows[is_known], days[is_known], *truths, _number([answers.kinds[kind][chosen] for kind in kinds]))


def _number(answers: Sequence[npt.NDArray[np.int8]]) -> npt.NDArray[np.int64]:
    """What is known of every kind as one number, as in `_entries`."""
    places = len(ANSWERS) ** np.arange(len(answers), dtype=np.int64)
    return places @ (np.array(answers, dtype=np.int64) - UNKNOWN)


def _places(days: Column | Sequence[int], period: Window) -> npt.NDArray[np.int64]:
    """Where the days, by number, stand in a row of the period."""
    return np.asarray(days, dtype=np.int64) - period.first.toordinal()


def _known(numbers: npt.NDArray[np.int64], kinds: Sequence[str]) -> dict[str, npt.NDArray[np.int8]]:
    """What is known of each kind, from the numbers of `_entries`; 0 where no kind is known."""
    base = len(ANSWERS)
    return {kind: (numbers // base**place % base + UNKNOWN).astype(np.int8) for place, kind in enumerate(kinds)}


def _placed(
    values: npt.NDArray[Any], rows: npt.NDArray[np.intp], places: Column, within: Truths, otherwise: float
) -> npt.NDArray[Any]:
    """The values at their rows and places, and `otherwise` elsewhere. A row below 0 is that of nobody."""
    grid = np.full(within.shape, otherwise, dtype=values.dtype)
    somebody = rows >= 0
    grid[rows[somebody], places[somebody]] = values[somebody]
    grid[~within] = otherwise
    return grid


def _spans(connection: Connection, basis: Basis) -> list[tuple[Any, ...]]:
    """The pseudonyms of the patients of the basis, in order, and from when until when each is one: columns."""
    if basis.patients is not None:
        people = patients(connection, basis.patients)
        rows = [(one.patient_id, one.enrolled_on, one.left_on) for one in people]
        return list(zip(*rows, strict=True)) or [()] * 3
    statement = select(PATIENTS.c.patient_id, PATIENTS.c.enrolled_on, PATIENTS.c.left_on)
    return columns_found(connection, statement.order_by(PATIENTS.c.patient_id))


@lru_cache
def _excluded(whose: Whose) -> Select[tuple[object, ...]]:
    """The days of excluded periods."""
    days = excluded_days(whose)
    return (
        select(days.c.patient_id, days.c.day)
        .join(PATIENTS, PATIENTS.c.patient_id == days.c.patient_id)
        .where(days.c.date.between(GIVEN_PERIOD.first, GIVEN_PERIOD.last))
    )


@lru_cache
def _entries(settings: Settings, kinds: tuple[str, ...], whose: Whose, gathered: bool) -> Select[tuple[object, ...]]:
    """The filled days, and those of which an intake is recorded, whether they are filled, and of attacks, the hours of
    headache and one number that holds what is known of every kind.

    A row is then quick to fetch. The number has a digit a kind, that of the first kind the lowest: by how much the
    kind's answer is above UNKNOWN.
    """
    days = days_for_parameters(settings, kinds, ("hours",), whose=whose, gathered=gathered)
    answers = (func.coalesce(days.c[kind], UNKNOWN) for kind in kinds)
    places = [len(ANSWERS) ** place for place in range(len(kinds))]
    above = (answer * literal(place, BigInteger) for answer, place in zip(answers, places, strict=True))
    number = sum(above, literal(-UNKNOWN * sum(places), BigInteger))
    told = (days.c[name] for name in ("patient_id", "day", "filled", "of_attacks", "hours"))
    return select(*told, number.label("kinds")).where(or_(days.c.filled == 1, days.c.intakes_only == 1))
