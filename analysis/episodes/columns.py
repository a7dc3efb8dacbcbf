"""What a treatment episode is, told once for all patients side by side: a row an episode.

`episodes.episodes` makes objects of the rows, `episode_table.episode_table` a table of everyone's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.episodes.succession import Succession, succession
from analysis.episodes.switches import is_switch
from analysis.querying.columns import DayLists, Real, Texts, Truths, Whole, only_where
from analysis.records.treatments import Treatments


class Beginning(Enum):
    """How an episode began."""

    START = "start"
    SWITCH = "switch"
    DOSE_STEP = "dose_step"
    RESTART = "restart"
    WHOLE_COURSE = "whole_course"


@dataclass(frozen=True, eq=False)
class EpisodeColumns:
    """A row an episode, by patient, first day and drug; the fields are those of `episodes.Episode`, days as numbers.

    `treatment` is the row of the treatment it began with, which tells the drug and the dose.
    """

    treatment: Whole
    first_day: Whole
    last_day: Real
    beginning: Texts
    course_began: Whole
    stop_reason: Texts
    ended_by_step: Truths
    given: DayLists

    def of(self, rows: Whole) -> EpisodeColumns:
        """These rows, in their order."""
        columns = {name: column[rows] for name, column in vars(self).items() if name != "given"}
        return EpisodeColumns(**columns, given=self.given.of(rows))

    def told(self, treatments: Treatments) -> dict[str, NDArray[Any]]:
        """The columns by name, with what the treatments they are of tell of the drug and the dose."""
        recorded = ("patient_id", "drug", "key", "substance", "family", "dose", "dose_unit", "interval_days")
        found = {name: column for name, column in vars(self).items() if name not in ("treatment", "given")}
        of_treatment = {name: getattr(treatments, name)[self.treatment] for name in recorded}
        return of_treatment | found | {"given_on": self.given.tuples()}


def episode_columns(treatments: Treatments) -> EpisodeColumns:
    """The episodes of all patients of these treatments."""
    found = succession(treatments)
    begin, first = found.beginning, found.stretches.first[found.beginning]
    newest = np.flatnonzero(np.roll(found.begins, -1))
    is_stepped = np.roll(found.is_step[begin], -1)
    stepped_on = np.where(is_stepped, np.roll(first, -1), np.nan)
    columns = EpisodeColumns(
        treatment=found.stretches.treatment[begin],
        first_day=first,
        last_day=np.where(is_stepped, np.fmin(found.last[newest], stepped_on - 1), found.last[newest]),
        beginning=_beginnings(found, is_switch(treatments, found)),
        course_began=first[_first_of_course(found.is_step[begin])],
        stop_reason=_stop_reasons(treatments, found, newest),
        ended_by_step=is_stepped,
        given=_given(found, begin < newest, stepped_on),
    )
    return columns.of(np.argsort(found.place[begin]))


def _beginnings(found: Succession, switched: Truths) -> Texts:
    kinds = {Beginning.DOSE_STEP: found.is_step, Beginning.RESTART: found.is_restart, Beginning.SWITCH: switched}
    names = [kind.value for kind in kinds]
    told = np.select(list(kinds.values()), names, default=Beginning.START.value)
    return told[found.beginning].astype(object)


def _first_of_course(is_step: Truths) -> Whole:
    """The row of the episode with which the course of each began: the newest that is no step of the dose."""
    return np.maximum.accumulate(np.where(is_step, 0, np.arange(len(is_step))))


def _stop_reasons(treatments: Treatments, found: Succession, newest: Whole) -> Texts:
    """Why each episode ended, where its newest stretch ended as a treatment did, not for a dose left out."""
    reason = treatments.stop_reason[found.stretches.treatment[newest]]
    return only_where(found.stretches.ends_treatment[newest], reason)


def _given(found: Succession, is_joined: Truths, stepped_on: Real) -> DayLists:
    """The days of the doses of each episode before the step that ended it; of several stretches each day once."""
    episode, day = found.episode[found.stretches.given.row], found.stretches.given.day
    given = DayLists(np.bincount(episode, minlength=len(is_joined)), day[np.lexsort((day, episode))])
    episode, day = given.row, given.day
    is_again = is_joined[episode] & (np.diff(day, prepend=-1) == 0) & (np.diff(episode, prepend=-1) == 0)
    return given.only(~is_again & ~(day >= stepped_on[episode]))
