"""Which drugs were begun soon after another of the family: for every patient at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.episodes.succession import Succession
from analysis.querying.columns import Real, Truths, Whole, numbered, places
from analysis.records.treatments import Treatments

SWITCH_DAYS = 84
"""A drug of the same family that ended at most this many days before makes a start a switch (local setting)."""


@dataclass(frozen=True, eq=False)
class Ends:
    """The last day that an episode was known to have, `since` the stretch at that place and until the one at `until`.

    `family` numbers what the episodes of one family of drugs of one patient have in common.
    """

    family: Whole
    last: Real
    since: Whole
    until: Whole

    def of(self, rows: Whole | Truths) -> Ends:
        """These rows, in their order."""
        return Ends(self.family[rows], self.last[rows], self.since[rows], self.until[rows])


def is_switch(treatments: Treatments, found: Succession) -> Truths:
    """Whether each stretch opens a drug at most SWITCH_DAYS after another of the family ended, as known by then."""
    family = _families(treatments)[found.stretches.treatment]
    asked = np.flatnonzero(found.opens & (family >= 0))
    ends = _ends(found, family[found.beginning])
    begin, end = (np.searchsorted(ends.family, family[asked], side=side) for side in ("left", "right"))
    asking, other = np.repeat(asked, end - begin), ends.of(places(begin, end - begin))
    place = found.place[asking]
    is_known = (other.since < place) & (place < other.until)
    is_soon = found.stretches.first[asking] - other.last <= SWITCH_DAYS
    return np.bincount(asking[is_known & is_soon], minlength=len(family)) > 0


def _families(treatments: Treatments) -> Whole:
    """A number for each patient and family of drugs; negative where the family is not known."""
    patient, family = numbered(treatments.patient_id), numbered(treatments.family)
    return np.where(family < 0, -1, patient * (family.max(initial=0) + 1) + family)


def _ends(found: Succession, family: Whole) -> Ends:
    """The ends of all episodes as they came to be known, by family: with every stretch, and with a step of the dose."""
    never = len(found.place)
    is_changed = np.roll(~found.opens & ~found.is_restart, -1)
    until = np.where(is_changed, np.roll(found.place, -1), never)
    step = np.flatnonzero(found.is_step)
    stepped = np.fmin(found.last[step - 1], found.stretches.first[step] - 1)
    ends = Ends(
        np.concatenate([family[found.episode], family[found.episode[step] - 1]]),
        np.concatenate([found.last, stepped]),
        np.concatenate([found.place, found.place[step]]),
        np.concatenate([until, np.full(len(step), never)]),
    )
    return ends.of(np.argsort(ends.family, kind="stable"))
