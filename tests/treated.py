"""Recorded treatments put together by hand: a row with the doses given in it, and several of them as one patient's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from analysis.episodes import making
from analysis.episodes.episode import Episode
from analysis.records.treatments import GivenDose, Recorded, Treatment


def row(
    drug: str,
    substance: str | None,
    family: str | None,
    started_on: date,
    stopped_on: date | None,
    dose: float | None,
    dose_unit: str | None,
    interval_days: int | None,
    stop_reason: str | None,
    given_on: Sequence[date] = (),
) -> Recorded:
    """A row of `treatments`, and a dose on each of the days it was given."""
    treatment = Treatment(drug, substance, family, started_on, stopped_on, dose, dose_unit, interval_days, stop_reason)
    return Recorded((treatment,), tuple(GivenDose(drug, substance, family, day) for day in given_on))


def together(rows: Iterable[Recorded]) -> Recorded:
    """All of them as the records of one patient."""
    found = list(rows)
    treatments = tuple(one for some in found for one in some.treatments)
    return Recorded(treatments, tuple(dose for some in found for dose in some.doses))


def episodes(rows: Iterable[Recorded], as_of: date | None = None) -> tuple[Episode, ...]:
    """The episodes of one patient with these rows."""
    return making.episodes(together(rows), as_of)
