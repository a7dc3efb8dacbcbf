"""The one statement that counts days in windows, for one patient or for all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
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
from analysis.querying.schema import PATIENTS
from analysis.records.excluded_periods import excluded_days
from analysis.windows import Window

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
        statement = statement.where(PATIENTS.c.patient_id.in_(patients))
    return statement.subquery("windows")


def listed_windows(windows: pd.DataFrame) -> Subquery:
    """Windows of their own for each patient, in the columns of `fixed_windows`.

    A row of `windows` is one: patient_id, first_day and last_day, day numbers; its `position` is that of the row. They
    travel as one text. As VALUES they would be four parameters a window, which takes longer to compile than to count,
    and there is a limit to how many a statement takes. Raises ValueError for a pseudonym that holds a separator.
    """
    if windows["patient_id"].str.contains(f"[{BETWEEN_ROWS}{BETWEEN_CELLS}]").any():
        raise ValueError("a pseudonym holds a separator")
    rows = windows["patient_id"].reset_index(drop=True)
    for numbers in (np.arange(len(windows)), windows["first_day"].to_numpy(), windows["last_day"].to_numpy()):
        rows = rows + BETWEEN_CELLS + numbers.astype(str)
    split = func.string_to_array(literal(BETWEEN_ROWS.join(rows)), literal(BETWEEN_ROWS))
    listed = select(func.unnest(split).label("row")).subquery("listed")
    patient, *cells = (func.split_part(listed.c.row, BETWEEN_CELLS, place) for place in (1, 2, 3, 4))
    position, first_day, last_day = (cast(cell, Integer) for cell in cells)
    return select(
        patient.label("patient_id"),
        position.label("position"),
        first_day.label("first_day"),
        last_day.label("last_day"),
    ).subquery("windows")


def _spans(windows: Subquery, basis: Basis) -> CTE:
    """Each window with the part of it in which the diary could be filled in, and the part that is still open."""
    diary = diary_spans(basis.as_of)
    first = func.greatest(windows.c.first_day, diary.c.first)
    return (
        select(
            windows.c.patient_id,
            windows.c.position,
            (windows.c.last_day - windows.c.first_day + 1).label("days"),
            first.label("first_day"),
            func.least(windows.c.last_day, diary.c.last).label("last_day"),
            func.greatest(first, oldest_fillable(basis).toordinal()).label("open_from"),
        )
        .select_from(windows)
        .join(diary, diary.c.patient_id == windows.c.patient_id)
        .cte("spans")
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
) -> Select[tuple[object, ...]]:
    """A statement with a row a patient and window: the window's days by state, and the days of each kind.

    Columns: patient_id, position, days, inside, inside_open (days inside by span), filled, filled_open, of_attacks (of
    the filled days those of a source that records attacks only), and for each kind `<kind>` (days of that kind) and
    `<kind>_unknown` (filled days that do not tell), and for those of which an intake tells `<kind>_told_unfilled`:
    unfilled days of which it is known all the same, those of the kind being among `<kind>`. All whole numbers. Days
    outside count nowhere, even where a row exists; neither do those of an excluded period unless the settings of the
    basis count them, by which `days` must have been made too.
    """
    spans = _spans(windows, basis)
    inside = _days_between(spans.c.first_day, spans.c.last_day)
    inside_open = _days_between(spans.c.open_from, spans.c.last_day)
    source: FromClause = spans
    if not basis.settings.count_excluded:
        excluded = _excluded(spans)
        same_window = and_(excluded.c.patient_id == spans.c.patient_id, excluded.c.position == spans.c.position)
        source = spans.outerjoin(excluded, same_window)
        inside -= func.coalesce(excluded.c.excluded, 0)
        inside_open -= func.coalesce(excluded.c.excluded_open, 0)
    per_kind = [
        total.label(name)
        for kind in kinds
        for name, total in (
            (kind, func.coalesce(func.sum(days.c[kind]), 0)),
            (f"{kind}_unknown", func.coalesce(func.sum(case((days.c[kind].is_(None), days.c.filled), else_=0)), 0)),
        )
    ]
    told_unfilled = [
        func.coalesce(func.sum(case((days.c[kind].is_not(None), days.c.intakes_only), else_=0)), 0).label(
            told_unfilled_of(kind)
        )
        for kind in kinds
        if kind in OF_INTAKES
    ]
    return (
        select(
            spans.c.patient_id,
            spans.c.position,
            func.max(spans.c.days).label("days"),
            func.max(inside).label("inside"),
            func.max(inside_open).label("inside_open"),
            func.coalesce(func.sum(days.c.filled), 0).label("filled"),
            func.coalesce(func.sum(case((days.c.day >= spans.c.open_from, days.c.filled), else_=0)), 0).label(
                "filled_open"
            ),
            func.coalesce(func.sum(days.c.of_attacks), 0).label("of_attacks"),
            *per_kind,
            *told_unfilled,
        )
        .select_from(source)
        .outerjoin(
            days,
            and_(
                days.c.patient_id == spans.c.patient_id,
                days.c.day >= spans.c.first_day,
                days.c.day <= spans.c.last_day,
                or_(days.c.filled == 1, days.c.intakes_only == 1),
            ),
        )
        .group_by(spans.c.patient_id, spans.c.position)
        .order_by(spans.c.patient_id, spans.c.position)
    )
