"""The lead's overview: what the clinic's treatments do, among those of whom it can be judged, and how diaries are kept.

`clinic` reads everything once; `Clinic.overview` tells it for a selection of patients. No group of fewer patients than
the set number is told, nor anything that would give one away by subtraction (`hiding`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.clinic import keeping
from analysis.clinic.around_starts import counts_around
from analysis.clinic.begun import begun
from analysis.clinic.courses import courses, switches
from analysis.clinic.evaluations import evaluations, judging_visits
from analysis.clinic.hiding import may_be_shown, told_day
from analysis.clinic.overview import Facts, Overview, overview
from analysis.clinic.people import ATTRIBUTES, attributes
from analysis.clinic.response import judged
from analysis.querying.at_hand import kept_at_hand
from analysis.records.kept import of_attacks_alone
from analysis.records.patients import people
from analysis.records.unread import unread_visits, with_unread_leaving
from analysis.settings import Settings
from analysis.store import Records

__all__ = ["ATTRIBUTES", "Clinic", "Overview", "clinic", "told_day"]


@dataclass(frozen=True)
class Clinic:
    """All that the overview is made of, for every patient, as known at `as_of`. It is not to be shown itself.

    `is_newest` tells that `as_of` is the end of the data; as of an earlier day less is told.
    """

    as_of: date
    is_newest: bool
    settings: Settings
    people: pd.DataFrame
    facts: Facts

    def choices(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that can be chosen; none when choosing would tell of too few patients."""
        values = self.people[attribute]
        codes, names = pd.factorize(values, sort=True)
        return tuple(names) if may_be_shown(codes, self.settings.smallest_group) else ()

    def overview(self, chosen: Mapping[str, str] | None = None) -> Overview:
        """The figures of the patients with the chosen values of ATTRIBUTES (None: everyone)."""
        asked = dict(chosen or {})
        return overview(self.as_of, self.settings, self.people, self.facts, asked, is_newest=self.is_newest)


def clinic(records: Records, *, as_of: date | None = None) -> Clinic:
    """What the overview is made of, as of the end of the data, or of the month's end that is told for `as_of`."""
    records = records.together()
    end = records.day()
    day = told_day(records.day(as_of), end)
    with records.connect() as connection, kept_at_hand():
        everyone = people(connection, records.patients)
        facts = _facts(connection, everyone, records.basis(day))
    told = attributes(everyone, day, records.settings.smallest_group)
    return Clinic(day, day == end, records.settings, told, facts.placed(told))


def _facts(connection: Connection, everyone: pd.DataFrame, basis: Basis) -> Facts:
    day = basis.as_of
    treatments = begun(connection, basis)
    counts = counts_around(connection, treatments, basis)
    windows = keeping.windows_of_all(connection, basis)
    of_attacks = of_attacks_alone(connection, basis.patients)
    gone = with_unread_leaving(connection, basis.patients)  # it is not known how long they had a diary or a treatment
    not_kept = {*of_attacks, *gone}
    return Facts(
        judged=judged(treatments, counts, basis),
        courses=courses(keeping.without(treatments, gone), everyone, day),
        switches=switches(treatments),
        evaluations=evaluations(
            treatments, counts, judging_visits(connection, day), unread_visits(connection, basis.patients), basis
        ),
        by_window=keeping.without(keeping.filled_by_window(windows), not_kept),
        by_weeks=keeping.without(keeping.filled_by_weeks(connection, basis), not_kept),
        overuse=keeping.overuse_by_window(windows),
    )
