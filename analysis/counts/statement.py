"""The one statement that counts days in windows, for one patient or for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from analysis.basis import Basis
from analysis.days.classified import KINDS, OF_INTAKES
from analysis.days.state import diary_spans, oldest_fillable
from analysis.diary import SEPARATORS
from analysis.querying.dialects import piece, pieces
from analysis.querying.parameters import is_of
from analysis.querying.schema import PATIENTS
from analysis.records.excluded_periods import excluded_days
from analysis.windows import WINDOW_DAYS, Window

BETWEEN_ROWS, BETWEEN_CELLS = SEPARATORS


def told_unfilled_of(kind: str) -> str:
    """The column of the unfilled days of which it is known whether they were of this kind."""
    return f"{kind}_told_unfilled"


def fixed_windows(windows: Sequence[Window], patients: Sequence[str] | None) -> Subquery:
    """The same windows for each patient: patient_id, position (in `windows`), number of the first and the last day."""
    # Not VALUES, which SQLAlchemy compiles anew each time: for one patient that costs as much as the counting.
    rows = (
        select(
            literal(position, Integer).label("position"),
            literal(window.first.toordinal(), Integer).label("first_day"),
            literal(window.last.toordinal(), Integer).label("last_day"),
        )
        for position, window in enumerate(windows)
    )
    listed = union_all(*rows).subquery("listed")
    statement = select(
        PATIENTS.c.patient_id,
        listed.c.position,
        listed.c.first_day,
        listed.c.last_day,
    ).select_from(PATIENTS.join(listed, literal(1) == literal(1)))
    if patients is not None:
        statement = statement.where(is_of(PATIENTS.c.patient_id, patients))
    return statement.subquery("windows")


def listed_windows(windows: pd.DataFrame) -> Subquery:
    """Windows of their own for each patient, in the columns of `fixed_windows`.

    A row of `windows` is one: patient_id, first_day and last_day, day numbers; its `position` is that of the row. They
    travel as one text. As VALUES they would be four parameters a window, which takes longer to compile than to count,
    and there is a limit to how many a statement takes. Raises ValueError for a pseudonym that holds a separator.
    """
    return _listed(windows.assign(position=np.arange(len(windows))))


def listed_runs(windows: pd.DataFrame) -> Subquery:
    """The same windows as few runs, the `runs` of `counted`: one for those 28 days long that follow in the table."""
    patients, first_day, last_day = (windows[name].to_numpy() for name in ("patient_id", "first_day", "last_day"))
    is_whole = last_day - first_day == WINDOW_DAYS - 1
    follows = (patients[1:] == patients[:-1]) & (first_day[1:] == last_day[:-1] + 1) & is_whole[1:] & is_whole[:-1]
    begins = np.concatenate([[True], ~follows])
    ends = np.concatenate([~follows, [True]])
    runs = windows.assign(position=np.arange(len(windows)))[begins]
    return _listed(runs.assign(last_day=last_day[ends]))


def asked_days(windows: pd.DataFrame) -> Subquery:
    """The days of these windows, the table of `listed_windows`: patient_id, `first` and `last` date of periods.

    The periods of a patient have no day in common, so that each day is found in one of them.
    """
    in_order = windows.sort_values(["patient_id", "first_day"], kind="stable")
    last_before = in_order.groupby("patient_id")["last_day"].cummax().groupby(in_order["patient_id"]).shift()
    period = (~(in_order["first_day"] <= last_before + 1)).cumsum()
    periods = in_order.groupby(period.to_numpy()).agg({"patient_id": "first", "first_day": "min", "last_day": "max"})
    told = {name: [date.fromordinal(day).isoformat() for day in periods[name]] for name in ("first_day", "last_day")}
    patient, first, last = _cells(periods.assign(**told), ("first_day", "last_day"))
    return select(
        patient.label("patient_id"), cast(first, Date).label("first"), cast(last, Date).label("last")
    ).subquery("asked_days")


def _listed(windows: pd.DataFrame) -> Subquery:
    patient, *cells = _cells(windows, ("position", "first_day", "last_day"))
    position, first_day, last_day = (cast(cell, Integer) for cell in cells)
    return select(
        patient.label("patient_id"),
        position.label("position"),
        first_day.label("first_day"),
        last_day.label("last_day"),
    ).subquery("windows")


def _cells(table: pd.DataFrame, names: Sequence[str]) -> list[ColumnElement[str]]:
    """The pseudonym and these columns of the rows of a table, which travel as one text."""
    if table["patient_id"].str.contains(f"[{BETWEEN_ROWS}{BETWEEN_CELLS}]").any():
        raise ValueError("a pseudonym holds a separator")
    rows = table["patient_id"].reset_index(drop=True)
    for name in names:
        rows = rows + BETWEEN_CELLS + table[name].to_numpy().astype(str)
    listed = select(pieces(literal(BETWEEN_ROWS.join(rows)), BETWEEN_ROWS).label("row")).subquery("listed")
    return [piece(listed.c.row, BETWEEN_CELLS, place + 1) for place in range(len(names) + 1)]


def _spans(windows: Subquery, diary: CTE, basis: Basis, name: str = "spans") -> CTE:
    """Each window with the part of it in which the diary could be filled in, and the part that is still open."""
    first = func.greatest(windows.c.first_day, diary.c.first)
    return (
        select(
            windows.c.patient_id,
            windows.c.position,
            windows.c.first_day.label("begins"),
            (windows.c.last_day - windows.c.first_day + 1).label("days"),
            first.label("first_day"),
            func.least(windows.c.last_day, diary.c.last).label("last_day"),
            func.greatest(first, oldest_fillable(basis).toordinal()).label("open_from"),
        )
        .select_from(windows)
        .join(diary, diary.c.patient_id == windows.c.patient_id)
        .cte(name)
    )


def _excluded(spans: CTE) -> CTE:
    """The days of each window that lie in an excluded period: all of them, and those that would be open."""
    days = excluded_days()
    within = and_(
        days.c.patient_id == spans.c.patient_id,
        days.c.day >= spans.c.first_day,
        days.c.day <= spans.c.last_day,
    )
    return (
        select(
            spans.c.patient_id,
            spans.c.position,
            func.count().label("excluded"),
            func.sum(case((days.c.day >= spans.c.open_from, 1), else_=0)).label("excluded_open"),
        )
        .select_from(spans.join(days, within))
        .group_by(spans.c.patient_id, spans.c.position)
        .cte("excluded_in_window")
    )


def _days_between(first: ColumnElement[int], last: ColumnElement[int]) -> ColumnElement[int]:
    return case((last >= first, last - first + 1), else_=0)


def counted(
    windows: Subquery,
    days: CTE,
    basis: Basis,
    kinds: Sequence[str] = KINDS,
    runs: Subquery | None = None,
) -> Select[tuple[object, ...]]:
    """A statement with a row a patient and window: the window's days by state, and the days of each kind.

    Columns: patient_id, position, days, inside, inside_open (days inside by span), filled, filled_open, of_attacks (of
    the filled days those of a source that records attacks only), and for each kind `<kind>` (days of that kind) and
    `<kind>_unknown` (filled days that do not tell), and for those of which an intake tells `<kind>_told_unfilled`:
    unfilled days of which it is known all the same, those of the kind being among `<kind>`. All whole numbers. Days
    outside count nowhere, even where a row exists; neither do those of an excluded period unless the settings of the
    basis count them, by which `days` must have been made too.

    `runs` are the same windows where they are 28 days long and many of a patient lie one after the other: each run in
    the columns of a window, its position that of its first window, the others following. A day is looked for in the
    runs, and its window told by arithmetic, so that many windows cost what few do.
    """
    diary = diary_spans(basis.as_of)
    spans = _spans(windows, diary, basis)
    inside = _days_between(spans.c.first_day, spans.c.last_day)
    inside_open = _days_between(spans.c.open_from, spans.c.last_day)
    held = spans if runs is None else _spans(runs, diary, basis, "runs")
    found = _found(held, days, basis, kinds, is_run=runs is not None)
    source: FromClause = spans
    if not basis.settings.count_excluded:
        excluded = _excluded(spans)
        source = spans.outerjoin(excluded, _same_window(excluded, spans))
        inside -= func.coalesce(excluded.c.excluded, 0)
        inside_open -= func.coalesce(excluded.c.excluded_open, 0)
    return (
        select(
            spans.c.patient_id,
            spans.c.position,
            spans.c.days,
            inside.label("inside"),
            inside_open.label("inside_open"),
            *(func.coalesce(number, 0).label(number.name) for number in list(found.c)[2:]),
        )
        .select_from(source.outerjoin(found, _same_window(found, spans)))
        .order_by(spans.c.patient_id, spans.c.position)
    )


def _same_window(one: CTE, other: CTE) -> ColumnElement[bool]:
    return and_(one.c.patient_id == other.c.patient_id, one.c.position == other.c.position)


def _found(spans: CTE, days: CTE, basis: Basis, kinds: Sequence[str], *, is_run: bool) -> CTE:
    """The days that were found in each window, a row a window that holds any; of runs by how far a day lies in one."""
    position: ColumnElement[int] = spans.c.position
    if is_run:
        position += cast(func.floor((days.c.day - spans.c.begins) / float(WINDOW_DAYS)), Integer)
    within = and_(
        days.c.patient_id == spans.c.patient_id,
        days.c.day >= spans.c.first_day,
        days.c.day <= spans.c.last_day,
    )
    numbers = (func.count(case((true_of, 1))).label(name) for name, true_of in _counted_days(days, basis, kinds))
    return (
        select(spans.c.patient_id, position.label("position"), *numbers)
        .select_from(spans.join(days, within))
        .where(or_(days.c.filled == 1, days.c.intakes_only == 1))
        .group_by(spans.c.patient_id, position)
        .cte("found_days")
    )


def _counted_days(days: CTE, basis: Basis, kinds: Sequence[str]) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """The columns that tell how many days were found, and which days each counts."""
    is_filled = days.c.filled == 1
    yield "filled", is_filled
    yield "filled_open", and_(is_filled, days.c.day >= oldest_fillable(basis).toordinal())
    yield "of_attacks", days.c.of_attacks == 1
    for kind in kinds:
        yield kind, days.c[kind] == 1
        yield f"{kind}_unknown", and_(days.c[kind].is_(None), is_filled)
    for kind in kinds:
        if kind in OF_INTAKES:
            yield told_unfilled_of(kind), and_(days.c[kind].is_not(None), days.c.intakes_only == 1)
