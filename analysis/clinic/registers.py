"""The clinic's own shares where a register of ordinary care has one: the nearest that both can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.clinic.courses import LEFT
from analysis.clinic.figures import SHOWN_DAYS, BesideRegister
from analysis.clinic.published import (
    GREAT_FALL,
    GREAT_FALL_EARLY,
    GREAT_FALL_LATE,
    HALF,
    HALF_HEADACHE,
    STILL_TREATED,
    STOPPED_FOR_NO_EFFECT,
    STOPPED_FOR_SIDE_EFFECT,
    Registered,
)
from analysis.clinic.selection import Selection
from analysis.clinic.survival import ONGOING, curve
from analysis.effect.responders import TOLERANCE

STILL_TREATED_MONTH = 6
FALLS = (
    (GREAT_FALL_EARLY, GREAT_FALL, 3, "headache"),
    (GREAT_FALL_LATE, GREAT_FALL, 12, "migraine"),
    (HALF_HEADACHE, HALF, 6, "headache"),
)
"""The fall, percent, the month, and the days that the register counts (RESP-4, ORA-8)."""
STOPPED = ((STOPPED_FOR_NO_EFFECT, "no_effect"), (STOPPED_FOR_SIDE_EFFECT, "side_effect"))


def beside_registers(selection: Selection, judged: pd.DataFrame, courses: pd.DataFrame) -> Iterator[BesideRegister]:
    """Each comparison whose group may be told of; rows as in `telling`."""
    for register, least, month, kind in FALLS:
        rows = judged[(judged["month"] == month) & (judged["kind"] == kind)]
        yield from _falls(selection, rows, register, least)
    yield from _still_treated(selection, courses)
    yield from _stopped(selection, courses)


def _falls(selection: Selection, rows: pd.DataFrame, register: Registered, least: int) -> Iterator[BesideRegister]:
    """The share whose days fell by at least so many percent."""
    is_judged = rows["reason"] == ""
    if _may_tell(selection, rows[is_judged], register):
        kept = selection.kept(rows[rows["family"].isin(register.families)])
        falls = kept.loc[kept["reason"] == "", "percent"]
        yield BesideRegister(register, float((falls >= least - TOLERANCE).mean()), len(falls), len(kept) - len(falls))


def _still_treated(selection: Selection, courses: pd.DataFrame) -> Iterator[BesideRegister]:
    seen = courses[courses["is_seen_from_start"]]
    if not _may_tell(selection, seen, STILL_TREATED):
        return
    everyone = selection.kept(courses[courses["family"].isin(STILL_TREATED.families)])
    these = everyone[everyone["is_seen_from_start"]]
    lasted = curve(these["days"].tolist(), these["cause"].tolist(), fewest=selection.fewest)
    day = SHOWN_DAYS[STILL_TREATED_MONTH]
    if lasted.followed >= day:
        lower, upper = lasted.band_at(day)
        band = (lower, upper) if lower is not None and upper is not None else None
        left_out = len(everyone) - lasted.number
        yield BesideRegister(STILL_TREATED, lasted.at(day), lasted.number, left_out, band)


def _stopped(selection: Selection, courses: pd.DataFrame) -> Iterator[BesideRegister]:
    """Of the courses that were stopped for a reason that is known, the share for each; who left did not stop one."""
    is_stopped = courses["has_known_cause"] & ~courses["cause"].isin([ONGOING, LEFT])
    stopped = courses[courses["is_seen_from_start"] & is_stopped]
    if selection.may_tell(stopped):
        causes = selection.kept(stopped)["cause"]
        others = len(selection.kept(courses)) - len(causes)
        for register, cause in STOPPED:
            yield BesideRegister(register, float((causes == cause).mean()), len(causes), others)


def _may_tell(selection: Selection, rows: pd.DataFrame, register: Registered) -> bool:
    """Whether the drugs of the register's families may be told of, and told apart from all others."""
    is_one = rows["family"].isin(register.families)
    return selection.may_tell(rows[is_one]) and selection.can_be_split(rows, "treatment", is_one)
