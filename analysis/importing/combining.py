"""Attacks of one day made one day: the worst value, the hours together; and their doses of one drug made one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import pandas as pd

from analysis import diary
from analysis.days.recorded import COUNTING, TOLD_WITH, known_worst
from analysis.diary import Column, Kind

HOURS_OF_A_DAY = 24.0


def combined(table: diary.Table, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The rows that speak of the same day, or of the same drug on a day, made one, and for each row which it went into.

    A combined row stands at the index of its first. Hours add up to at most a day, and are unknown when those of any
    attack are; the worst value is as `known_worst` has it; doses add up;
    a yes counts over an unknown, an unknown over a no; the doses of a day are told where those of every attack are;
    notes stand under each other.
    """
    identity = list(table.key) or [column.name for column in table if column.name != "doses"]
    if rows.empty:
        return rows, pd.Series(dtype="int64")
    is_first = ~rows.duplicated(identity)
    if is_first.all():
        return rows, pd.Series(rows.index, index=rows.index)
    several = rows[rows.duplicated(identity, keep=False)]
    made, into = _made_one(table, several, identity)
    alone = rows.drop(index=several.index)
    into = pd.concat([pd.Series(alone.index, index=alone.index), into])
    return pd.concat([alone, made]).loc[rows.index[is_first]], into.reindex(rows.index)


def _made_one(table: diary.Table, rows: pd.DataFrame, identity: list[str]) -> tuple[pd.DataFrame, pd.Series]:
    """The same, of rows each of which speaks of the same as another."""
    number = rows.groupby(identity, dropna=False, sort=False).ngroup()
    whole = rows.drop_duplicates(identity).copy()
    for column in table:
        if column.name not in identity:
            told = rows[~_is_free_of(column, rows)]
            by_number = _joined(column)(told[column.name].groupby(number[told.index]))
            whole[column.name] = by_number.reindex(number[whole.index]).set_axis(whole.index)
    return whole, number.map(pd.Series(whole.index, index=number[whole.index].to_numpy()))


def _is_free_of(column: Column, rows: pd.DataFrame) -> pd.Series:
    """Rows without headache, or aura, that say nothing of how bad it was, as there was nothing."""
    if column.name not in TOLD_WITH:
        return pd.Series(False, index=rows.index)
    return rows[column.name].isna() & rows[TOLD_WITH[column.name]].eq(False).fillna(False)


Groups: TypeAlias = "pd.api.typing.SeriesGroupBy[Any, Any]"
"""The values of one column, grouped by the combined row they go into."""


def _joined(column: Column) -> Callable[[Groups], pd.Series]:
    by_name = {"duration_hours": _hours, "doses": _sum, "doses_recorded": _all}
    by_name |= {name: partial(_worst, field=name) for name in COUNTING}
    by_kind = {Kind.BOOLEAN: _yes_over_unknown, Kind.TEXT: _texts}
    return by_name.get(column.name) or by_kind.get(column.kind, _highest)


def _highest(values: Groups) -> pd.Series:
    return values.max()


def _worst(values: Groups, field: str) -> pd.Series:
    return values.agg(lambda told: known_worst(field, [None if pd.isna(value) else value for value in told]))


def _sum(values: Groups) -> pd.Series:
    return values.sum(min_count=1)


def _all(values: Groups) -> pd.Series:
    return values.min()


def _hours(values: Groups) -> pd.Series:
    return values.sum().clip(upper=HOURS_OF_A_DAY).where(values.count() == values.size())


def _yes_over_unknown(values: Groups) -> pd.Series:
    any_yes = values.max()
    return any_yes.where((values.count() == values.size()) | any_yes.fillna(False))


def _texts(values: Groups) -> pd.Series:
    return values.agg(lambda texts: "\n".join(dict.fromkeys(texts.dropna())) or None)
