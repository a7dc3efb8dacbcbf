"""The newest days of every diary: which are filled in, which can still be, and how the diary was kept until the last.

The days of a patient are read as the bits of one number, the last day being the lowest: a row a patient is quick to
fetch where one a day is not. From there on they are arrays of patients and days.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from analysis.basis import Basis
from analysis.counts.from_kept import kept_patients
from analysis.days import states
from analysis.days.classified import days_in_force
from analysis.days.grid import kept_grid
from analysis.days.kept.asking import answers_of
from analysis.days.kept.entries import KeptDays
from analysis.days.state import State, locks_on
from analysis.days.states import States
from analysis.outcomes import Column
from analysis.querying.dialects import all_bits, bit
from analysis.querying.rows import numbers_of, rows_of
from analysis.records.excluded_periods import excluded_days
from analysis.records.kept import has_days_of_attacks, of_attacks_alone
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, period_ending

RHYTHM_DAYS = 28
"""Days before the last filled one, it included, that tell how a diary used to be kept."""
STATES = tuple(one.code for one in State)
"""The names of the columns that hold how many days are in each state."""


def newest_days(connection: Connection, people: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """The newest days of each of `people` as bits: `filled_bits`, and `inside_bits` of days on which there was a diary.

    `attack_bits` are the filled days whose source records attacks only, and `of_attacks_alone` says who has no other
    source: nobody is asked to fill in the days of such a diary. They are `number_of_days`. `people` are current: nobody
    who has left is among them.
    """
    period = period_ending(basis.as_of, number_of_days(basis.settings))
    with_attacks = has_days_of_attacks(connection, basis.patients)
    of_attacks = of_attacks_alone(connection, basis.patients) if with_attacks else ()
    filled, attacks = _filled(connection, period, basis, with_attacks=with_attacks)
    excluded = _excluded(connection, period, basis)
    enrolled, left = (people[name].to_numpy(dtype="float64") for name in ("enrolled_on", "left_on"))
    inside = states.inside(period, enrolled, left, basis.as_of) @ (np.int64(1) << np.arange(period.days)[::-1])
    return pd.DataFrame(
        {
            "filled_bits": filled.reindex(people.index, fill_value=0),
            "inside_bits": inside & ~excluded.reindex(people.index, fill_value=0),
            "attack_bits": attacks.reindex(people.index, fill_value=0),
            "of_attacks_alone": people.index.isin(of_attacks),
        },
        index=people.index,
    )


def number_of_days(settings: Settings) -> int:
    """How many of the newest days are read: 56, or as many as can still be filled in where those are more.

    The older 28 tell how a diary was kept until its last filled day, where that is among the newer ones.
    """
    return max(WINDOW_DAYS + RHYTHM_DAYS, settings.lock_days + 1)


def states_of(bits: pd.DataFrame, basis: Basis) -> States:
    """The state of each of the newest days of those in `bits`; no day of a diary of attacks alone can be filled in."""
    period = period_ending(basis.as_of, number_of_days(basis.settings))
    ages = np.arange(period.days)[::-1]
    filled, inside = (_is_set(bits[name], ages) for name in ("filled_bits", "inside_bits"))
    asked = ~bits["of_attacks_alone"].to_numpy(dtype=bool)
    return states.states(inside, filled, states.fillable(period, basis) & asked[:, None])


def days_by_state(states: States) -> pd.DataFrame:
    """How many days of each patient are in each state: a column each of STATES."""
    return pd.DataFrame({name: (states == place).sum(axis=1) for place, name in enumerate(STATES)})


def days_of_attacks(bits: pd.DataFrame) -> Column:
    """How many of the 28 newest days are filled because there was headache, their source recording attacks only."""
    number: Column = _is_set(bits["attack_bits"], np.arange(WINDOW_DAYS)).sum(axis=1)
    return number


def open_days(states: States, basis: Basis) -> pd.DataFrame:
    """The empty days that can still be filled in.

    `open_days` is their number, `next_lock` the number of the day from whose first minute the oldest of them is locked
    (NaN: none is open), and `locks_soon` how many lock within the set number of days.
    """
    as_of, is_open = basis.as_of, states == State.OPEN
    locks_in = (locks_on(as_of, basis.settings) - as_of).days - np.arange(states.shape[1])[::-1]
    oldest = locks_in[is_open.argmax(axis=1)]
    return pd.DataFrame(
        {
            "open_days": is_open.sum(axis=1),
            "next_lock": np.where(is_open.any(axis=1), as_of.toordinal() + oldest, np.nan),
            "locks_soon": (is_open & (locks_in <= basis.settings.locks_soon_days)).sum(axis=1),
        }
    )


def last_filled(connection: Connection, bits: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """The number of the last filled day of each diary, and how many of the RHYTHM_DAYS until then were filled.

    Both are NaN where nothing was ever filled in. More is read than the newest days only for those who have been silent
    for long.
    """
    days = number_of_days(basis.settings)
    filled = _is_set(bits["filled_bits"], np.arange(days))
    age = filled.argmax(axis=1)
    found = pd.DataFrame(
        {"last_filled": basis.as_of.toordinal() - age, "rhythm": _filled_since(filled, age)},
        index=bits.index,
        dtype="float64",
    )
    is_silent = ~filled.any(axis=1) | (age + RHYTHM_DAYS > days)
    found[is_silent] = np.nan
    if is_silent.any():
        silent = bits.index[is_silent]
        found.loc[silent] = _read_last_filled(connection, basis.of(silent)).reindex(silent)
    return found


def _filled_since(filled: npt.NDArray[np.bool_], age: npt.NDArray[np.intp]) -> Column:
    """How many of the RHYTHM_DAYS that end with the day of that age were filled; newest days first."""
    ages = np.arange(filled.shape[1])
    asked = (ages >= age[:, None]) & (ages < age[:, None] + RHYTHM_DAYS)
    number: Column = np.sum(filled & asked, axis=1)
    return number


def _is_set(bits: pd.Series[int], ages: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Whether the bit of a day is set, for the days of these ages."""
    return (bits.to_numpy()[:, None] >> ages & 1).astype(bool)


def _as_bits(connection: Connection, days: FromClause, chosen: ColumnElement[bool], period: Window) -> pd.Series[int]:
    """The chosen days of each patient as bits, the last day of the period being the lowest.

    A BIGINT holds 63 of them; the longest period has 61 (`lock_days` is 60 at most).
    """
    bits = all_bits(bit(period.last.toordinal() - days.c.day)).label("bits")
    statement = select(days.c.patient_id, bits).where(chosen).group_by(days.c.patient_id)
    return numbers_of(connection, statement).set_index("patient_id")["bits"]


def _filled(
    connection: Connection, period: Window, basis: Basis, *, with_attacks: bool
) -> tuple[pd.Series[int], pd.Series[int]]:
    """The filled days, and `with_attacks` those of a source that records attacks only, as bits."""
    none: pd.Series[int] = pd.Series(dtype="int64")
    grid = kept_grid(connection, period, basis)
    if grid is not None:
        newest, bits = grid.over(period), np.int64(1) << np.arange(period.days)[::-1]
        names = list(grid.patients)
        filled, attacks = (pd.Series(some @ bits, names, "int64") for some in (newest.filled, newest.of_attacks))
        return filled, attacks if with_attacks else none
    known = kept_patients(connection, basis)
    if known is not None:
        told, _ = known
        answers = answers_of(connection, told, basis.settings.profile)
        filled = _kept_bits(told, answers.filled, period)
        return filled, _kept_bits(told, answers.of_attacks, period) if with_attacks else none
    days = days_in_force(basis, period=period, kinds=())
    filled = _as_bits(connection, days, days.c.filled == 1, period)
    return filled, _as_bits(connection, days, days.c.of_attacks == 1, period) if with_attacks else none


def _kept_bits(told: KeptDays, of_entry: npt.NDArray[np.bool_], period: Window) -> pd.Series[int]:
    """The days with these entries as bits, of every patient."""
    day = np.arange(period.first.toordinal(), period.last.toordinal() + 1) - told.first[:, None]
    held = (day >= 0) & (day < np.diff(told.starts)[:, None])
    of_day = np.full(held.shape, told.nothing, dtype=told.entry.dtype)
    of_day[held] = told.entry[(told.starts[:-1, None] + day)[held]]
    bits: npt.NDArray[np.int64] = of_entry[of_day] @ (np.int64(1) << np.arange(period.days)[::-1])
    return pd.Series(bits, told.patients, "int64")


def _excluded(connection: Connection, period: Window, basis: Basis) -> pd.Series[int]:
    if basis.settings.count_excluded:
        return pd.Series(dtype="int64")
    days = excluded_days(basis.patients)
    return _as_bits(connection, days, days.c.date.between(period.first, period.last), period)


def _read_last_filled(connection: Connection, basis: Basis) -> pd.DataFrame:
    days = days_in_force(basis, kinds=())
    filled = select(days.c.patient_id, days.c.day).where(days.c.filled == 1, days.c.day <= basis.as_of.toordinal())
    newest = filled.cte("filled_days")
    last = select(newest.c.patient_id, func.max(newest.c.day).label("day")).group_by(newest.c.patient_id).cte("last")
    statement = (
        select(newest.c.patient_id, last.c.day.label("last_filled"), func.count().label("rhythm"))
        .join(last, last.c.patient_id == newest.c.patient_id)
        .where(newest.c.day > last.c.day - RHYTHM_DAYS)
        .group_by(newest.c.patient_id, last.c.day)
    )
    return rows_of(connection, statement).set_index("patient_id").astype("float64")
