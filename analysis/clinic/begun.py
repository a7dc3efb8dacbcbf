"""Every preventive treatment that was begun, as a table: one row a course, for all patients side by side.

What a course is, is told once, by `analysis.episodes`: it runs through the steps of its dose, and is told against the
time before the drug. Days are day numbers (`date.toordinal`), so that columns of them can be added and compared.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.everybody import course_table
from analysis.episodes.table import covers
from analysis.querying.columns import are_among
from analysis.records.patients import with_cluster_headache_alone

WEEKS = (12, 24, 52)
"""Weeks from first dose whose last four are judged: after 3, 6 and 12 months (WIN-4, EVAL-1, EVAL-4)."""
COLUMNS = (
    "patient_id",
    "treatment",
    "family",
    "beginning",
    "first_day",
    "last_day",
    "stop_reason",
    "has_known_start",
    "weeks_to_judge",
    *(f"covers_{weeks}" for weeks in WEEKS),
    "covers_judged",
    "is_unread",
    "may_be_switch",
    "is_unmeasured",
)


def begun(connection: Connection, basis: Basis) -> pd.DataFrame:
    """A row a course that had begun by the as-of date, as known then, by patient and first day.

    `first_day` and `last_day` (NaN: it goes on) are day numbers; `covers_12` whether the treatment still counted at the
    end of week 12, `covers_judged` at the end of the `weeks_to_judge`, after which it is judged. `has_known_start`
    tells whether `first_day` is the day of first dose; nothing is anchored at it otherwise. `is_unread`: its end or a
    dose could not be read. `may_be_switch`: it may have been one, from a treatment that could not be read whole.
    `is_unmeasured`: of the patient's headache days are no measure (CH-2).
    """
    table = course_table(connection, basis.patients, basis.as_of)
    table = table[table["first_day"] <= basis.as_of.toordinal()].reset_index(drop=True)
    first = table["first_day"].to_numpy()
    counts = {f"covers_{weeks}": covers(table, first + 7 * weeks - 1) for weeks in WEEKS}
    judged = covers(table, first + 7 * table["weeks_to_judge"].to_numpy() - 1)
    unmeasured = with_cluster_headache_alone(connection, basis.patients)
    told = {"is_unmeasured": are_among(table["patient_id"], unmeasured), "covers_judged": judged}
    return table.assign(treatment=table["key"], **counts, **told)[list(COLUMNS)]
