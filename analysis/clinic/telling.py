"""Each figure of a selection from the rows it rests on, told as far as it may be.

The rows are everyone's, with the `place` of each patient among the people of the selection.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from analysis.clinic.evaluations import NO_VISIT, NOT_JUDGEABLE, WHY_NOT
from analysis.clinic.figures import ALL, Point, Response, Switches, TimeOnTreatment, Waiting
from analysis.clinic.response import MONTHS, REASONS
from analysis.clinic.selection import Selection
from analysis.clinic.share_interval import of_days, wilson
from analysis.clinic.survival import curve
from analysis.effect.responders import JUDGED_KINDS
from analysis.outcomes import Outcome


def responses(selection: Selection, rows: pd.DataFrame) -> Iterator[Response]:
    """The response to each treatment that may be told of, after ALL, for each month and kind of day."""
    for month, kind in product(MONTHS, JUDGED_KINDS):
        these = rows[(rows["month"] == month) & (rows["kind"] == kind)]
        judged = these[these["reason"] == ""]
        for treatment in (ALL, *shown_treatments(selection, judged)):
            if selection.may_tell(_of(judged, treatment)):
                yield _response(selection, treatment, month, kind, _of(these, treatment))


def shown_treatments(selection: Selection, rows: pd.DataFrame) -> list[str]:
    """The treatments that are not hidden, the one with the most patients first."""
    hidden = selection.hidden(rows, "treatment")
    sizes = rows.groupby("treatment")["place"].nunique()
    return sorted((name for name in sizes.index if name not in hidden), key=lambda name: (-sizes[name], name))


def _of(rows: pd.DataFrame, treatment: str) -> pd.DataFrame:
    return rows if treatment == ALL else rows[rows["treatment"] == treatment]


def _response(selection: Selection, treatment: str, month: int, kind: str, rows: pd.DataFrame) -> Response:
    kept = selection.kept(rows)
    is_judged = (kept["reason"] == "").to_numpy()
    told = ("is_responder", "outcome", "change", "percent")
    is_responder, outcome, change, percent = (kept[name].to_numpy()[is_judged] for name in told)
    return Response(
        treatment,
        month,
        kind,
        started=len(kept),
        judgeable=len(outcome),
        reasons=_numbers(selection, rows.loc[rows["reason"] != "", ["place", "reason"]], REASONS),
        responders=int(is_responder.sum()),
        surely=int((outcome == Outcome.MET).sum()),
        undetermined=int((outcome == Outcome.UNDETERMINED).sum()),
        change=float(np.nanmedian(change)),
        falls=tuple(np.sort(percent)[::-1].tolist()),
    )


def _numbers(selection: Selection, rows: pd.DataFrame, reasons: tuple[str, ...]) -> dict[str, int | None]:
    """How many of the chosen there are for each reason that any has; None for what is hidden."""
    numbers, hidden = selection.kept(rows)["reason"].value_counts(), selection.hidden(rows, "reason")
    return {reason: None if reason in hidden else int(numbers[reason]) for reason in reasons if numbers.get(reason)}


def times_on_treatment(selection: Selection, rows: pd.DataFrame) -> Iterator[TimeOnTreatment]:
    """How long each treatment that may be told of was kept up, after ALL."""
    for treatment in (ALL, *shown_treatments(selection, rows)):
        these = _of(rows, treatment)
        if selection.may_tell(these):
            kept = selection.kept(these)
            lasted, causes = kept["days"].tolist(), kept["cause"].tolist()
            people = int(kept["place"].nunique())
            yield TimeOnTreatment(treatment, curve(lasted, causes, fewest=selection.fewest), people)


def switched(selection: Selection, rows: pd.DataFrame) -> Switches:
    """The changes of drug that may be told of. No total of them is told, so none can be found by subtraction."""
    found, is_partial = [], False
    for (before, after), these in rows.groupby(["before", "after"]):
        if selection.may_tell(these):
            found.append((str(before), str(after), int(selection.kept(these)["place"].nunique())))
        else:
            is_partial = True
    left_out = int(selection.kept(rows[rows["before"].isna()])["place"].nunique())
    return Switches(tuple(sorted(found, key=lambda one: (-one[2], one[:2]))), is_partial, left_out)


def shares(selection: Selection, rows: pd.DataFrame, by: str) -> Iterator[Point]:
    """The filled of the days inside, at each place of a course."""
    for at, these in rows.groupby(by):
        if selection.may_tell(these):
            kept = selection.kept(these)
            filled, inside = kept["filled"].to_numpy(), kept["inside"].to_numpy()
            share = float(filled.sum() / inside.sum())
            yield Point(_name(at), share, len(kept), selection.number - len(kept), of_days(filled, inside))


def overused(selection: Selection, rows: pd.DataFrame) -> Iterator[Point]:
    """The share with the overuse pattern: for certain, and with those of whom the empty days leave it open."""
    for at, these in rows.groupby("last"):
        if selection.may_tell(these):
            outcome = selection.kept(these)["outcome"]
            number = len(outcome)
            met, may_be = int((outcome == Outcome.MET).sum()), int((outcome != Outcome.NOT_MET).sum())
            ends = wilson(met, number)[0], wilson(may_be, number)[1]
            lowest, highest = met / number, may_be / number
            yield Point(_name(at), lowest, number, selection.number - number, ends, lowest, highest)


def _name(at: object) -> str:
    return at.isoformat() if isinstance(at, date) else str(at)


def waiting(selection: Selection, rows: pd.DataFrame) -> Waiting | None:
    """How long the chosen waited for their evaluation."""
    evaluated = rows[rows["reason"] == ""]
    if not selection.may_tell(evaluated):
        return None
    days = selection.kept(evaluated)["days"]
    lower, middle, upper = (float(value) for value in np.percentile(days, (25, 50, 75)))
    why = _numbers(selection, rows[rows["reason"] != ""], WHY_NOT)
    return Waiting(len(days), (lower, middle, upper), {NOT_JUDGEABLE: 0, NO_VISIT: 0} | why)
