"""A patient on the nurse's list, and the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from analysis.counts import Completeness, Tier
from analysis.patients import Patient, Treatment
from analysis.settings import Settings
from analysis.store import Contact
from analysis.windows import WINDOW_DAYS
from analysis.worklist.effect_lost import Loss
from analysis.worklist.needs import Need

GROUPS = (
    "rescue",
    "evaluation_at_risk",
    "stopped",
    "insufficient",
    "evaluation_due",
    "overuse",
    "losing_effect",
)
"""The reasons to look at a patient, most urgent first; a patient may be in several and is listed under the first."""
WAITING, NOTHING = "waiting", "nothing"
"""Where a patient stands who was contacted and has time to answer, and one who is in no group."""
PLACES = (*GROUPS, WAITING, NOTHING)
"""Where a patient can stand on the list, from the top."""


@dataclass(frozen=True)
class Rhythm:
    """How a diary used to be kept: `filled` of the `days` that end with the last filled day."""

    filled: int
    days: int


@dataclass(frozen=True)
class Rescue:
    """What filling in the days that are still open would do to the 28 days that end with the as-of date.

    `needed` of them reach the goal, 0 when it is reached already, None when all of them together do not; `until` is
    the last day on which so many of them can still be filled in. `filled` of `inside` is what all of them would make.
    """

    needed: int | None
    until: date | None
    filled: int
    inside: int
    lifts: bool
    """Whether filling them in reaches the goal or a better tier of completeness (CMP-21)."""


@dataclass(frozen=True)
class Line:
    """A patient on the list.

    `days` are the states of the 28 days that end with the as-of date, oldest first, and `completeness` counts them.
    `open_days` are empty days that can still be filled in, oldest first; `next_lock` the day from whose first minute
    the oldest of them is locked; `locks_soon` how many lock within the set number of days; `needs_filled_days` how
    many more filled days the 28 days need to be green. `last_filled` None: nothing was ever filled in. `at_risk` are
    the evaluations and visits whose windows will not be judgeable. `evaluation_due_on` is the last day of the window
    in which the running treatment is judged, None once a doctor or follow-up visit came after it. `overused` are the
    classes of acute medication whose days reach their limit. `last_contact` and `waiting_until` None: none.
    """

    patient: Patient
    as_of: date
    settings: Settings
    groups: tuple[str, ...]
    days: tuple[str, ...]
    completeness: Completeness
    last_filled: date | None
    rhythm: Rhythm | None
    open_days: tuple[date, ...]
    next_lock: date | None
    locks_soon: int
    next_visit: date | None
    treatment: Treatment | None
    needs: tuple[Need, ...] = ()
    evaluation_due_on: date | None = None
    overused: tuple[str, ...] = ()
    loss: Loss | None = None
    last_contact: Contact | None = None

    @property
    def tier(self) -> Tier:
        """How far the 28 days can be trusted (CMP-21)."""
        return self.completeness.tier(self.settings)

    @property
    def needs_filled_days(self) -> int:
        """How many more filled days the 28 days need to be green (CMP-21)."""
        return max(0, self.settings.green - self.completeness.filled)

    @property
    def at_risk(self) -> tuple[Need, ...]:
        """The evaluations and visits whose windows will not be judgeable, the next one first."""
        return tuple(need for need in self.needs if need.is_at_risk)

    @property
    def waiting_until(self) -> date | None:
        """The last day on which the patient is left in peace after a contact; None when that is over, or was not."""
        until = self.last_contact.waiting_until if self.last_contact else None
        return until if until is not None and until >= self.as_of else None

    @property
    def place(self) -> str:
        """Where the patient stands on the list, one of PLACES."""
        if not self.groups:
            return NOTHING
        return WAITING if self.waiting_until else self.groups[0]

    @property
    def week_of_treatment(self) -> int | None:
        """The week since the start of the running treatment, its first day being in week 1."""
        return (self.as_of - self.treatment.started_on).days // 7 + 1 if self.treatment else None

    @property
    def rescue(self) -> Rescue:
        """What filling in the open days would do to the 28 days."""
        inside, filled = self.completeness.inside, self.completeness.filled
        open_here = self.open_days[-self.completeness.open :] if self.completeness.open else ()
        needed = ceil(self.settings.goal_percent * inside / 100 - 1e-9) - filled
        reached = needed <= len(open_here)
        best = Completeness(filled + len(open_here), 0, self.completeness.missing, self.completeness.outside)
        return Rescue(
            needed=max(0, needed) if reached else None,
            until=_until(open_here, needed, self.settings) if reached and needed > 0 else None,
            filled=best.filled,
            inside=inside,
            lifts=(reached and needed > 0) or best.tier(self.settings) > self.tier,
        )

    def as_json(self) -> dict[str, object]:
        """The line as other programs rely on it (contract, `worklist --json`)."""
        contact = self.last_contact
        return {
            "patient_id": self.patient.patient_id,
            "care_unit": self.patient.care_unit,
            "groups": list(self.groups),
            "last_filled": _iso(self.last_filled),
            "completeness_28": self.completeness.as_json(self.settings),
            "open_days": [day.isoformat() for day in self.open_days],
            "next_lock": _iso(self.next_lock),
            "locks_within_2_days": self.locks_soon,
            "next_visit": _iso(self.next_visit),
            "treatment": self.treatment.drug if self.treatment else None,
            "treatment_week": self.week_of_treatment,
            "evaluation_due_on": _iso(self.evaluation_due_on),
            "needs_filled_days": self.needs_filled_days,
            "last_contact": _iso(contact.contacted_on if contact else None),
            "waiting_until": _iso(self.waiting_until),
            "at_risk": [need.as_json() for need in self.at_risk],
            "overused": list(self.overused),
            "losing_effect": self.loss.as_json() if self.loss else None,
        }


def _until(open_days: tuple[date, ...], needed: int, settings: Settings) -> date:
    """The last day on which `needed` of the open days can still be filled in."""
    return open_days[len(open_days) - needed] + timedelta(days=settings.lock_days)


@dataclass(frozen=True)
class Worklist:
    """Every current patient, in the order in which a nurse should look at them.

    First those in a group, then those who are waiting after a contact, last those in no group.
    """

    as_of: date
    lines: tuple[Line, ...]

    def with_contacts(self, contacts: Iterable[Contact]) -> Worklist:
        """The list with these contacts, given oldest first, in place of those it had."""
        last = {contact.patient_id: contact for contact in contacts}
        lines = (replace(line, last_contact=last.get(line.patient.patient_id)) for line in self.lines)
        return Worklist(self.as_of, tuple(sorted(lines, key=urgency)))

    def as_json(self) -> dict[str, object]:
        """The list as other programs rely on it."""
        return {"as_of": self.as_of.isoformat(), "patients": [line.as_json() for line in self.lines]}


Urgency = tuple[int, tuple[float, ...], str]


def urgency(line: Line) -> Urgency:
    """What a line is sorted by: its place, then what matters most there, then the pseudonym."""
    reason = line.groups[0] if line.groups else NOTHING
    return PLACES.index(line.place), _within(line, reason), line.patient.patient_id


def _within(line: Line, reason: str) -> tuple[float, ...]:
    """The order within a group, smallest first."""
    if reason == "rescue":
        next_lock = line.next_lock.toordinal() if line.next_lock else 0
        return (not line.rescue.lifts, -line.locks_soon, next_lock, -len(line.open_days))
    if reason == "evaluation_at_risk":
        return (line.at_risk[0].on.toordinal(), -line.at_risk[0].savable)
    if reason == "stopped":
        return (-(line.last_filled or date.min).toordinal(),)
    if reason == "insufficient":
        return (-line.completeness.filled,)
    if reason == "evaluation_due" and line.evaluation_due_on:
        return (line.evaluation_due_on.toordinal(),)
    return (WINDOW_DAYS - line.completeness.filled,)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
