"""What the diaries say before the starts of treatments and after so many weeks, for every start in one statement."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.clinic.begun import WEEKS
from analysis.counts.counted import with_undated
from analysis.counts.from_kept import numbers_from_kept
from analysis.counts.statement import asked_days, counted, listed_windows
from analysis.days.classified import days_in_force
from analysis.effect.responders import JUDGED_KINDS
from analysis.querying.rows import numbers_of
from analysis.windows import WINDOW_DAYS, Window

BEFORE = 0
"""In place of weeks: the 28 days before first dose (WIN-1)."""


def counts_around(connection: Connection, starts: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """The counts of the window before each start (a row of `begun`) and of those after WEEKS that the treatment covers.

    So is the one in which it is judged; where the day of the start is not known, there is none. Indexed by the start's
    own index and `weeks` (BEFORE for the baseline); columns inside, filled, of_attacks, and for each of JUDGED_KINDS
    `<kind>` and `<kind>_unknown`. A window that ends after the as-of date is not there.
    """
    windows = _windows(starts, basis.as_of)
    names = ["inside", "filled", "of_attacks", *(name for kind in JUDGED_KINDS for name in (kind, f"{kind}_unknown"))]
    if windows.empty:
        return pd.DataFrame(
            columns=names, index=pd.MultiIndex.from_arrays([[], []], names=["start", "weeks"]), dtype="int64"
        )
    windows["last_day"] = windows["first_day"] + WINDOW_DAYS - 1
    told = numbers_from_kept(connection, windows, JUDGED_KINDS, basis)
    table = _counted(connection, windows, names, basis) if told is None else told[names]
    table.index = pd.MultiIndex.from_frame(windows[["start", "weeks"]])
    return table


def _counted(connection: Connection, windows: pd.DataFrame, names: list[str], basis: Basis) -> pd.DataFrame:
    """These columns of `counted`, a row a window in their order."""
    period = Window(date.fromordinal(int(windows["first_day"].min())), basis.as_of)
    days = days_in_force(basis, period=period, kinds=JUDGED_KINDS, within=asked_days(windows))
    statement = counted(listed_windows(windows), days, basis, JUDGED_KINDS).subquery("counted")
    asked = (statement.c[name] for name in ("patient_id", "position", *names))
    found = with_undated(connection, numbers_of(connection, select(*asked)), JUDGED_KINDS, basis)
    return found.set_index("position").sort_index()[names]


def _windows(starts: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """A row a window: `start`, `weeks`, patient_id, first_day."""
    known = starts[starts["has_known_start"].to_numpy(dtype=bool)]
    before = known.assign(weeks=BEFORE, first_day=known["first_day"] - WINDOW_DAYS)
    after = [
        known.assign(weeks=weeks, first_day=known["first_day"] + 7 * weeks - WINDOW_DAYS)[known[f"covers_{weeks}"]]
        for weeks in WEEKS
    ]
    weeks = known["weeks_to_judge"]
    own = known.assign(weeks=weeks, first_day=known["first_day"] + 7 * weeks - WINDOW_DAYS)
    after.append(own[known["covers_judged"] & ~weeks.isin(WEEKS)])
    table = pd.concat([before, *after]).rename_axis("start").reset_index()
    has_ended = table["first_day"] + WINDOW_DAYS - 1 <= as_of.toordinal()
    return table.loc[has_ended, ["start", "weeks", "patient_id", "first_day"]].reset_index(drop=True)
