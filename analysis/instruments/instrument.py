"""What an instrument is: its range, its bands, and the changes that published rules call important."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.outcomes import Outcome
from analysis.records.patients import Score

EXACTNESS = 1e-9
"""A change that is exactly the important one counts, whatever the rounding of decimals (RESP-9)."""


class Scale(StrEnum):
    """How an important change is measured."""

    POINTS = "points"
    PERCENT = "percent"


@dataclass(frozen=True)
class Band:
    """A named part of the range, `first` to `last` score, both included, and the publication that names it."""

    code: str
    first: float
    last: float
    source: str
    certainty: str


@dataclass(frozen=True)
class ImportantChange:
    """A published change that counts: `by` points or percent towards the better.

    It holds where the score before lies in `before` (both included; None: any score). `between_groups` marks
    a difference between groups, which says nothing certain of one person.
    """

    rule: str
    code: str
    by: float
    scale: Scale
    source: str
    certainty: str
    before: tuple[float, float] | None = None
    between_groups: bool = False


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: lowest and highest score, direction, bands from the least to the most, and important changes.

    `is_a_change`: the score is itself a judgement of a change, so two of them are not compared. `recall_days` is the
    time its questions look back over; `repeat_days` how long after the last one a new score can be read. None where no
    rule says.
    """

    name: str
    lowest: float
    highest: float
    higher_is_better: bool
    bands: tuple[Band, ...] = ()
    important_changes: tuple[ImportantChange, ...] = ()
    recall_days: int | None = None
    repeat_days: int | None = None
    is_a_change: bool = False

    def band_of(self, score: float) -> Band | None:
        """The band in which a score lies; None where the instrument has none. ValueError for an impossible score."""
        if not self.lowest <= score <= self.highest:
            raise ValueError(f"{self.name} goes from {self.lowest:g} to {self.highest:g}, not {score:g}")
        reached = [band for band in self.bands if score >= band.first]
        return reached[-1] if reached else None

    def improvement(self, before: float, after: float) -> float:
        """Points towards the better; negative when it became worse."""
        return after - before if self.higher_is_better else before - after


@dataclass(frozen=True)
class Change:
    """Two scores of one instrument and what each important change says of them.

    `too_soon`: the later one was filled in before the instrument can be read again. `percent` of the raw score before;
    None where that was 0.
    """

    instrument: Instrument
    before: Score
    after: Score
    points: float
    percent: float | None
    too_soon: bool
    outcomes: tuple[tuple[ImportantChange, Outcome], ...]


def is_change_met(instrument: Instrument, change: ImportantChange, before: float, after: float) -> Outcome:
    """Whether the score improved by an important change; not computable from a score the rule does not speak of."""
    if change.before and not change.before[0] <= before <= change.before[1]:
        return Outcome.NOT_COMPUTABLE
    improvement = instrument.improvement(before, after)
    if change.scale is Scale.PERCENT:
        if not before:
            return Outcome.NOT_COMPUTABLE
        improvement = 100 * improvement / before
    return Outcome.MET if improvement >= change.by - EXACTNESS else Outcome.NOT_MET


def changes(instrument: Instrument, scores: Sequence[Score], since: date) -> tuple[Change, ...]:
    """Each score after `since` against the last one on or before it, in order of time; empty without either."""
    own = sorted((score for score in scores if score.instrument == instrument.name), key=lambda score: score.date)
    earlier = [score for score in own if score.date <= since]
    return tuple(_change(instrument, earlier[-1], later) for later in own if later.date > since) if earlier else ()


def _change(instrument: Instrument, before: Score, after: Score) -> Change:
    points = instrument.improvement(before.score, after.score)
    gap = (after.date - before.date).days
    return Change(
        instrument,
        before,
        after,
        points,
        100 * points / before.score if before.score else None,
        bool(instrument.repeat_days and gap < instrument.repeat_days),
        tuple(
            (change, is_change_met(instrument, change, before.score, after.score))
            for change in instrument.important_changes
        ),
    )
