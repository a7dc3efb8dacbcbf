"""The episodes of one patient once more, told stretch by stretch: a plain fold, the slow twin of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analysis.episodes.columns import Beginning

from analysis import drugs
from analysis.episodes.episode import Episode
from analysis.records.patients import Treatment


def _tolerance(interval: int) -> int:
    return 14 if interval >= 84 else 7


def _pause_days(interval_days: int | None) -> int:
    """Days without treatment that make a pause: a whole interval and what a dose may be late (local setting)."""
    interval = interval_days or 1
    return interval + _tolerance(interval)


def folded(treatments: Sequence[Treatment]) -> tuple[Episode, ...]:
    """The episodes of one patient's treatments, by first dose; recorded rows may come in any order."""
    stretches = [stretch for treatment in treatments for stretch in _unbroken(treatment)]
    found: list[Episode] = []
    for stretch in sorted(stretches, key=lambda episode: (episode.first_dose, episode.drug)):
        place = _place_of_same_drug(found, stretch)
        if place is None:
            found.append(_begun(stretch, found))
        elif _is_paused_between(found[place], stretch):
            found.append(replace(stretch, beginning=Beginning.RESTART))
        elif _has_same_dose(found[place], stretch):
            found[place] = _joined(found[place], stretch)
        else:
            began_on = found[place].course_began_on
            found[place] = _ended_by(found[place], stretch)
            found.append(replace(stretch, beginning=Beginning.DOSE_STEP, course_began_on=began_on))
    return tuple(sorted(found, key=lambda episode: (episode.first_dose, episode.drug)))


def _place_of_same_drug(found: Sequence[Episode], stretch: Episode) -> int | None:
    places = (place for place in reversed(range(len(found))) if found[place].key == stretch.key)
    return next(places, None)


def _unbroken(treatment: Treatment) -> list[Episode]:
    """A recorded treatment as episodes without a pause: its doses, cut where one was left out entirely."""
    runs: list[list[date]] = [[]]
    interval = treatment.interval_days or 1
    for day in treatment.given_on:
        if runs[-1] and (day - runs[-1][-1]).days - interval >= _pause_days(interval):
            runs.append([])
        runs[-1].append(day)
    return [
        _stretch(treatment, tuple(run), is_first=position == 0, is_last=position == len(runs) - 1)
        for position, run in enumerate(runs)
    ]


def _stretch(treatment: Treatment, given: tuple[date, ...], *, is_first: bool, is_last: bool) -> Episode:
    interval = treatment.interval_days or 1
    first = given[0] if given else treatment.started_on
    if is_first and (first - treatment.started_on).days >= _pause_days(interval):
        first = treatment.started_on  # Doses began to be recorded long after the treatment did.
    return Episode(
        drug=treatment.drug,
        substance=treatment.substance,
        family=treatment.family,
        first_dose=first,
        last_day=treatment.stopped_on if is_last else given[-1] + timedelta(days=interval - 1),
        dose=treatment.dose,
        dose_unit=treatment.dose_unit,
        interval_days=treatment.interval_days,
        beginning=Beginning.START,
        course_began_on=first,
        given_on=given,
        stop_reason=treatment.stop_reason if is_last else None,
    )


def _is_paused_between(before: Episode, after: Episode) -> bool:
    if before.last_day is None:
        return False
    return (after.first_dose - before.last_day).days - 1 >= _pause_days(before.interval_days)


def _has_same_dose(before: Episode, after: Episode) -> bool:
    return (before.dose, before.dose_unit, before.interval_days) == (after.dose, after.dose_unit, after.interval_days)


def _joined(before: Episode, after: Episode) -> Episode:
    return replace(
        before,
        last_day=after.last_day if before.last_day is not None else None,
        given_on=tuple(sorted({*before.given_on, *after.given_on})),
        stop_reason=after.stop_reason,
    )


def _ended_by(before: Episode, step: Episode) -> Episode:
    """The episode ended on the day before the step of its dose, where it was recorded to go on."""
    day_before = step.first_dose - timedelta(days=1)
    last_day = day_before if before.last_day is None else min(before.last_day, day_before)
    given = tuple(day for day in before.given_on if day < step.first_dose)
    return replace(before, last_day=last_day, given_on=given, ended_by_step=True)


def _begun(stretch: Episode, earlier: Sequence[Episode]) -> Episode:
    is_switch = any(_is_switch(other, stretch) for other in earlier)
    return replace(stretch, beginning=Beginning.SWITCH if is_switch else Beginning.START)


def _is_switch(before: Episode, after: Episode) -> bool:
    if before.family is None or before.family != after.family or before.last_day is None:
        return False
    return (after.first_dose - before.last_day).days <= 84


def recorded(treatments: Sequence[Mapping[str, Any]], doses: Sequence[Mapping[str, Any]]) -> tuple[Treatment, ...]:
    """The treatments of one patient from rows of the two tables, by first day and name, each with its doses."""
    return tuple(_recorded(row, doses) for row in sorted(treatments, key=lambda row: (row["started_on"], row["drug"])))


def _recorded(row: Mapping[str, Any], doses: Sequence[Mapping[str, Any]]) -> Treatment:
    known = drugs.recognised(row["drug"], row["atc"])
    key = _same_drug(row["drug"], row["atc"])
    given = [dose["given_on"] for dose in doses if _same_drug(dose["drug"], None) == key]
    return Treatment(
        drug=row["drug"],
        substance=known.substance if known else None,
        family=known.family if known else None,
        started_on=row["started_on"],
        stopped_on=row["stopped_on"],
        dose=row["dose"],
        dose_unit=row["dose_unit"],
        interval_days=row["interval_days"] or (known.interval_days if known else None),
        stop_reason=row["stop_reason"],
        given_on=tuple(
            day
            for day in sorted(given)
            if row["started_on"] <= day and (row["stopped_on"] is None or day <= row["stopped_on"])
        ),
    )


def _same_drug(name: str, atc: str | None) -> str:
    known = drugs.recognised(name, atc)
    return known.substance if known else name.casefold()
