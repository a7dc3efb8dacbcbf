"""The lead's overview: what the clinic's treatments do, among those of whom it can be judged, and how diaries are kept.

`clinic` reads everything once; `Clinic.overview` tells it for a selection of patients. No group of fewer patients than
the set number is told, nor anything that would give one away by subtraction (`hiding`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.clinic import keeping
from analysis.clinic.courses import courses, switches
from analysis.clinic.evaluations import evaluations, judging_visits
from analysis.clinic.hiding import may_be_shown
from analysis.clinic.overview import Facts, Overview, overview
from analysis.clinic.people import ATTRIBUTES, attributes
from analysis.clinic.response import judged
from analysis.effect import Effect, effects
from analysis.patients import Patient, patients
from analysis.settings import Settings
from analysis.store import Records

__all__ = ["ATTRIBUTES", "Clinic", "Overview", "clinic"]


@dataclass(frozen=True)
class Clinic:
    """All that the overview is made of, for every patient, as known at `as_of`. It is not to be shown itself."""

    as_of: date
    settings: Settings
    people: pd.DataFrame
    facts: Facts

    def choices(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that can be chosen; none when choosing would tell of too few patients."""
        values = self.people[attribute]
        if not may_be_shown(self.people[[attribute]], self.settings.smallest_group):
            return ()
        return tuple(sorted(values.unique()))

    def overview(self, chosen: Mapping[str, str] | None = None) -> Overview:
        """The figures of the patients with the chosen values of ATTRIBUTES (None: everyone)."""
        chosen = dict(chosen or {})
        return overview(self.as_of, self.settings, self.people, self.facts, chosen)


def clinic(records: Records, *, as_of: date | None = None) -> Clinic:
    """What the overview is made of, as known at `as_of` (None: the end of the data)."""
    day, settings = records.day(as_of), records.settings
    with records.connect() as connection:
        everyone = [
            person
            for person in patients(connection)
            if records.patients is None or person.patient_id in records.patients
        ]
        columns = keeping.windows_of_all(connection, records.patients, day, settings)
        by_weeks = keeping.filled_by_weeks(connection, records.patients, day, settings)
        visits = judging_visits(connection, day)
    found = effects(records, as_of=day)
    facts = _facts(found, {person.patient_id: person for person in everyone}, visits, day)
    people = attributes(everyone, day, settings.smallest_group)
    return Clinic(
        day,
        settings,
        people,
        replace(
            facts,
            by_window=keeping.filled_by_window(columns),
            by_weeks=by_weeks,
            overuse=keeping.overuse_by_window(columns),
        ),
    )


def _facts(
    found: Mapping[str, Sequence[Effect]],
    people: Mapping[str, Patient],
    visits: Mapping[str, Sequence[date]],
    day: date,
) -> Facts:
    """What treatments tell. A course that began before the diary is left out: only those that lasted would be seen."""
    every_course = list(courses(found, people, day))
    seen_from_start = [one for one in every_course if one.began_on >= people[one.patient_id].enrolled_on]
    nothing = pd.DataFrame()
    return Facts(
        judged=tuple(judged(found, day)),
        courses=tuple(seen_from_start),
        earlier_courses=len(every_course) - len(seen_from_start),
        switches=tuple(switches(found, day)),
        evaluations=tuple(evaluations(found, visits, day)),
        by_window=nothing,
        by_weeks=nothing,
        overuse=nothing,
    )
