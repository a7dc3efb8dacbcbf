"""A patient on the nurse's list: what one row of it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.counts.completeness import Completeness, Tier
from analysis.episodes.courses import Course
from analysis.episodes.remarks import Remark
from analysis.records.patients import Patient
from analysis.settings import Settings
from analysis.store import Contact
from analysis.worklist.effect_lost import Loss
from analysis.worklist.needs import Need
from analysis.worklist.rescue import Rescue, rescue
from analysis.worklist.urgency import ENOUGH, NEAR, NOTHING, PLACES, TO_DO, is_still_waiting, place_of


@dataclass(frozen=True)
class Rhythm:
    """How a diary used to be kept: `filled` of the `days` that end with the last filled day."""

    filled: int
    days: int


@dataclass(frozen=True)
class Line:
    """A patient on the list.

    `days` are the states of the 28 days that end with the as-of date, oldest first, and `completeness` counts them.
    `open_days` are empty days that can still be filled in, oldest first; `next_lock` the day from whose first minute
    the oldest of them is locked; `locks_soon` how many lock within the set number of days; `needs_filled_days` how
    many more filled days the 28 days need to be green. `last_filled` None: nothing was ever filled in. `at_risk` are
    the evaluations and visits whose windows will not be judgeable. `evaluation_due_on` is the last day of the window
    in which the running treatment is judged, None once a doctor or follow-up visit came after it. `overused` are the
    classes of acute medication whose days reach their limit. `loss` is that of the treatment whose effect is most
    surely lost, `lost` are all those of which it is (`Episode.course`). `last_contact` and `waiting_until` None: none.
    `of_attacks_alone`: no source of the diary tells of headache-free days, so that nobody is asked to fill in any.
    `remarks` is how many rows and cells of the patient imports could not read or understand; `not_read` tells whether
    a treatment that may run, a visit that may be booked or have been the evaluation, acute medication that may be
    overused, or the day on which the patient left is among them.
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
    treatment: Course | None
    needs: tuple[Need, ...] = ()
    evaluation_due_on: date | None = None
    overused: tuple[str, ...] = ()
    loss: Loss | None = None
    lost: tuple[tuple[str, date], ...] = ()
    last_contact: Contact | None = None
    treatment_remarks: tuple[Remark, ...] = ()
    remarks: int = 0
    of_attacks_alone: bool = False
    not_read: tuple[str, ...] = ()

    @property
    def tier(self) -> Tier:
        """How far the 28 days can be trusted (CMP-21)."""
        return self.completeness.tier(self.settings)

    @property
    def is_of_attacks(self) -> bool:
        """Whether how well the 28 days were kept is not asked: the diary is one of attacks, not declared complete."""
        return self.of_attacks_alone and self.tier is Tier.RED

    @property
    def needs_filled_days(self) -> int:
        """How many more filled days the 28 days need to be green (CMP-21); none of a diary of attacks."""
        return 0 if self.of_attacks_alone else max(0, self.settings.green - self.completeness.filled)

    @property
    def at_risk(self) -> tuple[Need, ...]:
        """The evaluations and visits whose windows will not be judgeable, the next one first."""
        return tuple(need for need in self.needs if need.is_at_risk)

    @property
    def waiting_until(self) -> date | None:
        """The last day on which the patient is left in peace after a contact; None when that is over, or was not."""
        until = self.last_contact.waiting_until if self.last_contact else None
        return until if until is not None and is_still_waiting(until.toordinal(), self.as_of.toordinal()) else None

    @property
    def place(self) -> str:
        """Where the patient stands on the list, one of PLACES."""
        return PLACES[place_of(PLACES.index(self.reason), is_waiting=self.waiting_until is not None)]

    @property
    def reason(self) -> str:
        """Where the patient belongs when nobody waits, one of PLACES."""
        return next((place for place in (*TO_DO, ENOUGH) if self._belongs(place)), NOTHING)

    def _belongs(self, place: str) -> bool:
        if place == NEAR:
            return self.near is not None
        if place == ENOUGH:
            return "rescue" in self.groups
        return place in self.groups and (place != "rescue" or self.is_lacking)

    @property
    def near(self) -> Need | None:
        """The first visit, evaluation or start for which a contact today can do something (`needs.near_on`)."""
        to_come = (need for need in self.needs if self.is_lacking and need.on >= self.as_of)
        reachable = (need for need in self.needs if need.is_reachable)
        return min((*reachable, *to_come), key=lambda need: need.on, default=None)

    @property
    def is_lacking(self) -> bool:
        """Whether days are open, and more are needed for the goal than are filled in."""
        return self.completeness.open > 0 and self.rescue.needed != 0

    @property
    def week_of_treatment(self) -> int | None:
        """The week since the first dose of the running treatment, which is in week 1; None where that is not known."""
        if self.treatment is None or not self.treatment.first.has_known_start:
            return None
        return (self.as_of - self.treatment.first.first_dose).days // 7 + 1

    @property
    def rescue(self) -> Rescue:
        """What filling in the open days would do to the 28 days."""
        return rescue(self.completeness, self.open_days, self.settings)

    def as_json(self) -> dict[str, object]:
        """The line as other programs rely on it (contract, `worklist --json`)."""
        contact = self.last_contact
        return {
            "patient_id": self.patient.patient_id,
            "care_unit": self.patient.care_unit,
            "as_of": self.as_of.isoformat(),
            "groups": list(self.groups),
            "place": self.place,
            "last_filled": _iso(self.last_filled),
            "completeness_28": self.completeness.as_json(self.settings),
            "open_days": [day.isoformat() for day in self.open_days],
            "next_lock": _iso(self.next_lock),
            "locks_within_2_days": self.locks_soon,
            "next_visit": _iso(self.next_visit),
            "treatment": self.treatment.on(self.as_of).drug if self.treatment else None,
            "treatment_week": self.week_of_treatment,
            "evaluation_due_on": _iso(self.evaluation_due_on),
            "needs_filled_days": self.needs_filled_days,
            "last_contact": _iso(contact.contacted_on if contact else None),
            "waiting_until": _iso(self.waiting_until),
            "at_risk": [need.as_json() for need in self.at_risk],
            "overused": list(self.overused),
            "treatment_remarks": [remark.as_json() for remark in self.treatment_remarks],
            "remarks": self.remarks,
            "not_read": list(self.not_read),
            "of_attacks_alone": self.of_attacks_alone,
            "losing_effect": self.loss.as_json() if self.loss else None,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
