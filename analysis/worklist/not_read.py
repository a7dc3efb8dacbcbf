"""Of whom something that decides what is due could not be read: a treatment, a visit, an evaluation made, a dose, the
day of leaving.

Nobody leaves the groups of what is due for that alone without the list saying so.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.everybody import Courses
from analysis.episodes.unread import given_lately
from analysis.records.remarks import acute_doses_in_doubt
from analysis.records.unread import may_lie, rejected_treatments, unread_doses, unread_visits, with_unread_leaving
from analysis.windows import CRITERION_WINDOWS, windows_ending

TREATMENT, VISIT, EVALUATION = "treatment", "visit", "evaluation"
ACUTE_MEDICATION, LEAVING = "acute_medication", "leaving"
NOT_READ = {f"{what}_not_read": what for what in (TREATMENT, VISIT, EVALUATION, ACUTE_MEDICATION, LEAVING)}
"""The columns of `not_read`, and what each is about."""


def not_read(
    connection: Connection,
    courses: Courses,
    overuse_is_open: pd.Series[bool],
    due_on: pd.Series[float],
    basis: Basis,
) -> pd.DataFrame:
    """Whether a treatment that may run or be planned could not be read whole, a visit that may be booked, one at which
    the effect may have been evaluated, a dose of acute medication by which overuse may be met, and the day on which the
    patient left, who may be one no more.

    A row a patient of `overuse_is_open`, which tells whether it may be met; the columns of NOT_READ. `due_on` is the
    day of the evaluation of those who wait for one.
    """
    patients = overuse_is_open.index
    whose = (
        _treated(connection, courses.table, basis),
        _booked(connection, basis),
        _evaluated(connection, due_on, basis),
        _taking(connection, basis) & {*patients[overuse_is_open.astype(bool)]},
        with_unread_leaving(connection, basis.patients),
    )
    found = {name: patients.isin(sorted(some)) for name, some in zip(NOT_READ, whose, strict=True)}
    return pd.DataFrame(found, index=patients)


def _treated(connection: Connection, table: pd.DataFrame, basis: Basis) -> set[str]:
    """Those with a row of treatments, or a single dose, that could not be read and may be of what runs or is planned.

    A dose may be the first of a treatment of which nothing else tells the start, or be of one that nothing else tells.
    """
    day = basis.as_of
    running = table[~(table["last_day"] < day.toordinal())]
    rows, doses = rejected_treatments(connection, basis.patients), unread_doses(connection, basis.patients)
    return {
        *running["patient_id"][running["is_unread"]],
        *(one for one, some in rows.items() if any(ran.last >= day for ran in some)),
        *({*running["patient_id"][~running["has_known_start"]]} & doses.keys()),
        *(given_lately(connection, basis.patients, day) - {*running["patient_id"]}),
    }


def _booked(connection: Connection, basis: Basis) -> set[str]:
    """Those with a visit that could not be read and may lie ahead."""
    visits = unread_visits(connection, basis.patients).items()
    return {one for one, days in visits if may_lie(days, basis.as_of)}


def _evaluated(connection: Connection, due_on: pd.Series[float], basis: Basis) -> set[str]:
    """Those with a visit that could not be read on the day of an evaluation that waits to be made, or since then."""
    visits, waits = unread_visits(connection, basis.patients), due_on[due_on <= basis.as_of.toordinal()]
    since = dict(zip(waits.index.tolist(), map(date.fromordinal, waits.astype("int64").tolist()), strict=True))
    return {one for one, days in visits.items() if one in since and may_lie(days, since[one], basis.as_of)}


def _taking(connection: Connection, basis: Basis) -> set[str]:
    """Those with a dose of acute medication that could not be read and may lie in the windows of overuse."""
    first, last = windows_ending(basis.as_of, CRITERION_WINDOWS)[0].first, basis.as_of
    doses = acute_doses_in_doubt(connection, basis.patients).items()
    return {one for one, days in doses if may_lie(days, first, last)}
