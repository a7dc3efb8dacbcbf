"""The overview of one selection of patients, put together from the rows of everyone's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import pandas as pd

from analysis.clinic.figures import BesideRegister, Point, Response, Switches, TimeOnTreatment, Waiting
from analysis.clinic.registers import beside_registers
from analysis.clinic.selection import Selection, placed
from analysis.clinic.telling import overused, responses, shares, switched, times_on_treatment, waiting
from analysis.settings import Settings

NO_SWITCHES = Switches((), False)


@dataclass(frozen=True)
class Facts:
    """What is known of everyone, as tables: a row a treatment and month, a course, switch, evaluation or window."""

    judged: pd.DataFrame
    courses: pd.DataFrame
    switches: pd.DataFrame
    evaluations: pd.DataFrame
    by_window: pd.DataFrame
    by_weeks: pd.DataFrame
    overuse: pd.DataFrame

    def placed(self, people: pd.DataFrame) -> Facts:
        """The same of the clinic's patients, each row with the place of its patient among them."""
        return Facts(**{field.name: placed(getattr(self, field.name), people) for field in fields(self)})


@dataclass(frozen=True)
class Overview:
    """The figures of one selection of patients. Groups of too few patients are not there, or None.

    `patients` is None when the selection as a whole has too few; then everything else is empty. As of a day before the
    end of the data (not `is_newest`) only what rests on the days of windows is told: completeness and overuse.
    """

    as_of: date
    chosen: Mapping[str, str]
    patients: int | None
    left_out: int | None
    smallest_group: int
    is_newest: bool = True
    responses: tuple[Response, ...] = ()
    times: tuple[TimeOnTreatment, ...] = ()
    began_before: int | None = None
    switches: Switches = NO_SWITCHES
    completeness: tuple[Point, ...] = ()
    by_weeks: tuple[Point, ...] = ()
    overuse: tuple[Point, ...] = ()
    waiting: Waiting | None = None
    beside_registers: tuple[BesideRegister, ...] = ()

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
            "end_of_data": self.is_newest,
            "response": [one.as_json() for one in self.responses],
            "time_on_treatment": [one.as_json() for one in self.times],
            "began_before_enrolment": self.began_before,
            "switches": self.switches.as_json(),
            "switches_hidden": self.switches.is_partial,
            "switches_left_out": self.switches.left_out,
            "completeness": [point.as_json() for point in self.completeness],
            "completeness_by_weeks": [point.as_json() for point in self.by_weeks],
            "overuse": [point.as_json() for point in self.overuse],
            "start_to_evaluation": self.waiting.as_json() if self.waiting else None,
            "beside_registers": [one.as_json() for one in self.beside_registers],
        }


def overview(
    as_of: date,
    settings: Settings,
    people: pd.DataFrame,
    facts: Facts,
    chosen: Mapping[str, str],
    *,
    is_newest: bool = True,
) -> Overview:
    """The figures of the patients with the chosen values."""
    selection = Selection(people, chosen, settings.smallest_group)
    if not selection.may_be_told():
        return Overview(as_of, chosen, None, None, settings.smallest_group, is_newest)
    of_windows = Overview(
        as_of,
        chosen,
        selection.number,
        selection.left_out,
        settings.smallest_group,
        is_newest,
        completeness=tuple(shares(selection, facts.by_window, "last")),
        overuse=tuple(overused(selection, facts.overuse)),
    )
    return _with_treatments(of_windows, selection, facts) if is_newest else of_windows


def _with_treatments(found: Overview, selection: Selection, facts: Facts) -> Overview:
    """The overview with the figures that patients come to one by one."""
    is_seen = facts.courses["is_seen_from_start"]
    return replace(
        found,
        responses=tuple(responses(selection, facts.judged)),
        times=tuple(times_on_treatment(selection, facts.courses[is_seen])),
        began_before=_began_before(selection, facts.courses[~is_seen]),
        switches=switched(selection, facts.switches),
        by_weeks=tuple(shares(selection, facts.by_weeks, "block")),
        waiting=waiting(selection, facts.evaluations),
        beside_registers=tuple(beside_registers(selection, facts.judged, facts.courses)),
    )


def _began_before(selection: Selection, earlier: pd.DataFrame) -> int | None:
    return len(selection.kept(earlier)) if earlier.empty or selection.may_tell(earlier) else None
