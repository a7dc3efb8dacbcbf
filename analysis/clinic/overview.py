"""The figures of the overview, for one selection of patients; what may not be told is None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.clinic.courses import CAUSES, Course, Switch
from analysis.clinic.evaluations import NO_VISIT, NOT_JUDGEABLE, Evaluation
from analysis.clinic.hiding import hidden_parts, may_be_shown
from analysis.clinic.people import selected
from analysis.clinic.published import published_for
from analysis.clinic.response import MONTHS, REASONS, Judged
from analysis.clinic.survival import Curve, curve
from analysis.effect.measured import JUDGED_KINDS
from analysis.outcomes import Outcome
from analysis.settings import Settings

ALL = "all"
"""In place of a treatment: all of them together."""
SHOWN_DAYS = {3: 84, 6: 168, 12: 364, 24: 728}
"""Days after the start at which the share still on treatment is told, by month."""


@dataclass(frozen=True)
class Facts:
    """What is known of every patient: one row each of treatment and month, course, switch, evaluation, window."""

    judged: tuple[Judged, ...]
    courses: tuple[Course, ...]
    earlier_courses: int
    switches: tuple[Switch, ...]
    evaluations: tuple[Evaluation, ...]
    by_window: pd.DataFrame
    by_weeks: pd.DataFrame
    overuse: pd.DataFrame


@dataclass(frozen=True)
class Response:
    """The response to one treatment (or ALL) at one month, in days of one kind.

    `started` patients had begun so long ago; `judgeable` of them can be judged and `not_judgeable` cannot, for the
    `reasons` (None: too few patients). `responders` have half as many days by the estimate, `surely` whatever the days
    that are not known were, and of `undetermined` it depends on them. `falls` are the judged patients' percent falls,
    largest first. None in place of a number: too few patients.
    """

    treatment: str
    month: int
    kind: str
    started: int
    judgeable: int
    reasons: Mapping[str, int | None]
    responders: int
    surely: int
    undetermined: int
    falls: tuple[float, ...]

    @property
    def not_judgeable(self) -> int:
        """Patients of whom the response cannot be told."""
        return self.started - self.judgeable

    @property
    def share(self) -> float:
        """Responders of the judgeable, 0 to 1."""
        return self.responders / self.judgeable

    def as_json(self) -> dict[str, object]:
        """The response as other programs rely on it."""
        return {
            "treatment": self.treatment,
            "month": self.month,
            "kind": self.kind,
            "started": self.started,
            "judgeable": self.judgeable,
            "not_judgeable": self.not_judgeable,
            "not_judgeable_reasons": dict(self.reasons),
            "responders": self.responders,
            "responders_whatever_the_empty_days": self.surely,
            "undetermined": self.undetermined,
            "share": self.share,
            "percent_falls": list(self.falls),
            "published": [
                {"source": one.source, "population": one.population, "percent": one.percent, "placebo": one.placebo}
                for one in published_for(self.treatment, self.month)
            ],
        }


@dataclass(frozen=True)
class TimeOnTreatment:
    """How long one treatment (or ALL) was kept up."""

    treatment: str
    curve: Curve

    def as_json(self) -> dict[str, object]:
        """The time on treatment as other programs rely on it."""
        last = self.curve.followed
        return {
            "treatment": self.treatment,
            "patients": self.curve.number,
            "still_on": {str(month): self.curve.at(day) if day <= last else None for month, day in SHOWN_DAYS.items()},
            "days": list(self.curve.days),
            "at_risk": list(self.curve.at_risk),
            "share": list(self.curve.going_on),
            "ended": {cause: list(shares) for cause, shares in self.curve.ended.items()},
        }


@dataclass(frozen=True)
class Point:
    """A share of patients or days at one place of a course: `patients` it rests on, and how many were left out."""

    at: str
    share: float
    patients: int
    left_out: int
    lowest: float | None = None
    highest: float | None = None

    def as_json(self) -> dict[str, object]:
        """The point as other programs rely on it."""
        return {name: value for name, value in self.__dict__.items() if value is not None}


@dataclass(frozen=True)
class Waiting:
    """Days from start to judged evaluation: quartiles among `evaluated`, and how many there was none for, and why."""

    evaluated: int
    days: tuple[float, float, float]
    not_evaluated: Mapping[str, int | None]

    def as_json(self) -> dict[str, object]:
        """The waiting times as other programs rely on them."""
        return {
            "evaluated": self.evaluated,
            "quartiles_days": list(self.days),
            "not_evaluated": dict(self.not_evaluated),
        }


@dataclass(frozen=True)
class Overview:
    """The figures of one selection of patients. Groups of too few patients are not there, or None.

    `patients` is None when the selection as a whole has too few; then everything else is empty. `hidden` tells how
    many treatments with any patient are not told of by themselves.
    """

    as_of: date
    chosen: Mapping[str, str]
    patients: int | None
    left_out: int | None
    smallest_group: int
    responses: tuple[Response, ...] = ()
    times: tuple[TimeOnTreatment, ...] = ()
    began_before: int | None = None
    switches: tuple[tuple[str, str, int], ...] = ()
    switches_hidden: bool = False
    completeness: tuple[Point, ...] = ()
    by_weeks: tuple[Point, ...] = ()
    overuse: tuple[Point, ...] = ()
    waiting: Waiting | None = None

    def response(self, treatment: str, month: int, kind: str) -> Response | None:
        """The response to a treatment at a month; None when it may not be told."""
        asked = (treatment, month, kind)
        return next((one for one in self.responses if (one.treatment, one.month, one.kind) == asked), None)

    def as_json(self) -> dict[str, object]:
        """The overview as other programs rely on it (`clinic --json`)."""
        return {
            "as_of": self.as_of.isoformat(),
            "chosen": dict(self.chosen),
            "patients": self.patients,
            "left_out": self.left_out,
            "smallest_group": self.smallest_group,
            "response": [one.as_json() for one in self.responses],
            "time_on_treatment": [one.as_json() for one in self.times],
            "began_before_enrolment": self.began_before,
            "switches": [{"from": a, "to": b, "patients": number} for a, b, number in self.switches],
            "switches_hidden": self.switches_hidden,
            "completeness": [point.as_json() for point in self.completeness],
            "completeness_by_weeks": [point.as_json() for point in self.by_weeks],
            "overuse": [point.as_json() for point in self.overuse],
            "start_to_evaluation": self.waiting.as_json() if self.waiting else None,
        }


def overview(
    as_of: date, settings: Settings, people: pd.DataFrame, facts: Facts, chosen: Mapping[str, str]
) -> Overview:
    """The figures of the patients with the chosen values."""
    maker = _Maker(people, chosen, settings.smallest_group)
    if not maker.may_tell(people.index):
        return Overview(as_of, chosen, None, None, settings.smallest_group)
    number = len(maker.inside)
    began_before = facts.earlier_courses if not chosen else None
    pairs, is_hidden = _switches(maker, facts.switches)
    return Overview(
        as_of,
        chosen,
        number,
        len(people) - number,
        settings.smallest_group,
        responses=tuple(_responses(maker, facts.judged)),
        times=tuple(_times(maker, facts.courses)),
        began_before=began_before,
        switches=pairs,
        switches_hidden=is_hidden,
        completeness=tuple(_shares(maker, facts.by_window, "last")),
        by_weeks=tuple(_shares(maker, facts.by_weeks, "block")),
        overuse=tuple(_overuse(maker, facts.overuse)),
        waiting=_waiting(maker, facts.evaluations),
    )


class _Maker:
    """What may be told of groups of the chosen patients."""

    def __init__(self, people: pd.DataFrame, chosen: Mapping[str, str], fewest: int) -> None:
        self.attributes = people[list(chosen)]
        self.chosen = selected(people, chosen).index
        self.inside = frozenset(self.chosen)
        self.fewest = fewest

    def may_tell(self, patients: pd.Index[str] | Sequence[str]) -> bool:
        """Whether the chosen among these patients may be told of.

        Every combination of the chosen attributes must have enough of *these* patients, chosen or not: then no other
        selection, added or subtracted, isolates fewer.
        """
        group = pd.Index(patients).unique()
        group = group[self.attributes.index.get_indexer(group) >= 0]
        return may_be_shown(self.attributes.loc[group], self.fewest)

    def kept(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[self.chosen.get_indexer(pd.Index(rows["patient_id"])) >= 0]

    def keeps(self, patient: str) -> bool:
        return patient in self.inside


def _by_treatment(rows: Sequence[Judged] | Sequence[Course], maker: _Maker) -> dict[str, list[str]]:
    """The patients of each treatment that may be told of, the most first, after ALL.

    When treatments are hidden, so many that they cannot be told by subtraction from ALL are.
    """
    members: dict[str, set[str]] = {}
    for row in rows:
        members.setdefault(row.treatment, set()).add(row.patient_id)
    sizes = {
        name: len(some) if maker.may_tell(sorted(some)) else min(len(some), maker.fewest - 1)
        for name, some in members.items()
    }
    hidden = hidden_parts(sizes, maker.fewest)
    shown = sorted((name for name in members if name not in hidden), key=lambda name: (-sizes[name], name))
    everyone = sorted(set().union(*members.values())) if members else []
    return {ALL: everyone} | {name: sorted(members[name]) for name in shown}


def _responses(maker: _Maker, rows: Sequence[Judged]) -> list[Response]:
    found = []
    for month in MONTHS:
        for kind in JUDGED_KINDS:
            these = [row for row in rows if row.month == month and row.kind == kind]
            judged = [row for row in these if not row.reason]
            for treatment, patients in _by_treatment(judged, maker).items():
                if maker.may_tell(patients) and any(map(maker.keeps, patients)):
                    of_treatment = [row for row in these if treatment in (ALL, row.treatment)]
                    found.append(_response(treatment, month, kind, of_treatment, maker))
    return found


def _response(treatment: str, month: int, kind: str, rows: Sequence[Judged], maker: _Maker) -> Response:
    kept = [row for row in rows if maker.keeps(row.patient_id)]
    judged = [row for row in kept if not row.reason]
    why = {reason: sum(row.reason == reason for row in kept) for reason in REASONS}
    hidden = hidden_parts(why, maker.fewest)
    return Response(
        treatment,
        month,
        kind,
        started=len(kept),
        judgeable=len(judged),
        reasons={reason: None if reason in hidden else number for reason, number in why.items() if number},
        responders=sum(row.is_responder for row in judged),
        surely=sum(row.outcome is Outcome.MET for row in judged),
        undetermined=sum(row.outcome is Outcome.UNDETERMINED for row in judged),
        falls=tuple(sorted((row.percent for row in judged if row.percent is not None), reverse=True)),
    )


def _times(maker: _Maker, rows: Sequence[Course]) -> list[TimeOnTreatment]:
    found = []
    for treatment, patients in _by_treatment(rows, maker).items():
        kept = [row for row in rows if treatment in (ALL, row.treatment) and maker.keeps(row.patient_id)]
        if kept and maker.may_tell(patients):
            lasted, causes = [row.days for row in kept], [row.cause for row in kept]
            found.append(TimeOnTreatment(treatment, curve(lasted, causes, fewest=maker.fewest)))
    return found


def _switches(maker: _Maker, rows: Sequence[Switch]) -> tuple[tuple[tuple[str, str, int], ...], bool]:
    pairs: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        pairs.setdefault((row.before, row.after), []).append(row.patient_id)
    shown = [
        (before, after, sum(map(maker.keeps, some))) for (before, after), some in pairs.items() if maker.may_tell(some)
    ]
    shown = [one for one in shown if one[2]]
    return tuple(sorted(shown, key=lambda one: (-one[2], one[:2]))), len(shown) < len(pairs)


def _shares(maker: _Maker, table: pd.DataFrame, by: str) -> list[Point]:
    found = []
    for at, rows in table.groupby(by):
        kept = maker.kept(rows)
        if maker.may_tell(rows["patient_id"].to_list()) and len(kept):
            share = float(kept["filled"].sum() / kept["inside"].sum())
            patients = int(kept["patient_id"].nunique())
            found.append(Point(_name(at), share, patients, len(maker.inside) - patients))
    return found


def _overuse(maker: _Maker, table: pd.DataFrame) -> list[Point]:
    """The share with the overuse pattern: for certain, and with those of whom the empty days leave it open."""
    found = []
    for at, rows in table.groupby("last"):
        kept = maker.kept(rows)
        if not (maker.may_tell(rows["patient_id"].to_list()) and len(kept)):
            continue
        met = float((kept["outcome"] == Outcome.MET).mean())
        may_be = float((kept["outcome"] != Outcome.NOT_MET).mean())
        found.append(Point(_name(at), met, len(kept), len(maker.inside) - len(kept), met, may_be))
    return found


def _name(at: object) -> str:
    return at.isoformat() if isinstance(at, date) else str(at)


def _waiting(maker: _Maker, rows: Sequence[Evaluation]) -> Waiting | None:
    kept = [row for row in rows if maker.keeps(row.patient_id)]
    days = [row.days for row in kept if row.days is not None]
    if not days or not maker.may_tell([row.patient_id for row in rows if row.days is not None]):
        return None
    why = {reason: sum(row.reason == reason for row in kept) for reason in (NOT_JUDGEABLE, NO_VISIT)}
    hidden = hidden_parts(why, maker.fewest)
    lower, middle, upper = (float(value) for value in np.percentile(days, (25, 50, 75)))
    return Waiting(
        len(days), (lower, middle, upper), {name: None if name in hidden else number for name, number in why.items()}
    )


__all__ = ["ALL", "CAUSES", "Facts", "Overview", "Point", "Response", "TimeOnTreatment", "Waiting", "overview"]
