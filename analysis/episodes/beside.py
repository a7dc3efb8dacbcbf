"""What the episodes of one drug are beside those of the others: a switch, or a second antibody at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.episodes import remarks
from analysis.episodes.episode import ANTIBODY_FAMILY, Beginning, Episode
from analysis.episodes.remarks import Remark
from analysis.episodes.unread import CLOSE_TO_START
from analysis.records.treatments import UNKNOWN, Recorded

SWITCH_DAYS = 84
"""A drug of the same family that ended at most this many days before makes a start a switch (local setting)."""


def with_others(found: Sequence[Episode], known: Recorded) -> tuple[Episode, ...]:
    """The episodes of one patient, by first dose, with what they are beside each other and what could not be read."""
    told = [_with_stop(one, known.unread_ends) for one in found]
    switched = [_as_switch(one, told, known) for one in told]
    return tuple(_with_antibodies(one, switched) for one in switched)


def _with_stop(episode: Episode, unread_ends: Collection[date]) -> Episode:
    """With a remark where it goes on for all that is known, though a row of it has a stop that could not be read."""
    earliest = episode.course_began_on - timedelta(days=CLOSE_TO_START)
    if episode.last_day is not None or not any(earliest <= began for began in unread_ends):
        return episode
    return replace(episode, remarks=(*episode.remarks, Remark(remarks.STOP_NOT_READ, episode.drug)))


def _as_switch(episode: Episode, found: Sequence[Episode], known: Recorded) -> Episode:
    if episode.beginning is not Beginning.START:
        return episode
    others = [one for one in found if one.family == episode.family is not None and one.key != episode.key]
    if any(_ended_soon_before(one, episode.first_dose) for one in others):
        return replace(episode, beginning=Beginning.SWITCH)
    before = [one.drug for one in others if one.first_dose < episode.first_dose and one.has_unread_stop]
    if not before and not any(ran.first < episode.first_dose for ran in known.rejected):
        return episode
    told = Remark(remarks.BEGINNING_NOT_READ, episode.drug, on=episode.first_dose, other=next(iter(before), None))
    return replace(episode, remarks=(*episode.remarks, told))


def _ended_soon_before(other: Episode, first: date) -> bool:
    """Whether an episode that began before the day ended, not by a step of its dose, by SWITCH_DAYS before it."""
    if other.last_day is None or other.ended_by_step or other.first_dose >= first:
        return False
    return (first - other.last_day).days <= SWITCH_DAYS


def _with_antibodies(episode: Episode, found: Sequence[Episode]) -> Episode:
    """With a remark where two antibodies are on at once: the one begun first lacks its stop, for all that was read."""
    if episode.family != ANTIBODY_FAMILY:
        return episode
    others = [one for one in found if one.family == ANTIBODY_FAMILY and one.key != episode.key]
    told = list(episode.remarks)
    goes_on = episode.last_day is None and not episode.has_unread_stop
    if goes_on and episode.start_known != UNKNOWN:
        later = [one for one in others if one.first_dose >= episode.course_began_on and _begins_a_course(one)]
        told += [Remark(remarks.STOP_NOT_RECORDED, episode.drug, on=one.first_dose, other=one.drug) for one in later]
    open_ones = {one.course: one for one in others if one.last_day is None and not one.has_unread_stop}
    told += [
        Remark(remarks.ANOTHER_ANTIBODY_GOES_ON, episode.drug, on=episode.first_dose, other=one.drug)
        for (_, began_on), one in open_ones.items()
        if began_on <= episode.first_dose and (one.start_known != UNKNOWN or episode.last_day is None)
    ]
    return replace(episode, remarks=tuple(told))


def _begins_a_course(episode: Episode) -> bool:
    return episode.course_began_on == episode.first_dose
