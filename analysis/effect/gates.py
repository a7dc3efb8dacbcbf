"""Whether an effect can be judged, and if not, what would change that (CMP-22, STAT-14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.basis import Basis
from analysis.counts.completeness import Completeness, Tier
from analysis.effect.co_interventions import CoIntervention
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import FEWEST_BASELINE_DAYS, JUDGED_KINDS, has_small_baseline
from analysis.episodes import remarks
from analysis.episodes.episode import Beginning, Episode
from analysis.records.treatments import MONTH
from analysis.settings import Settings

COMPLETENESS_POINTS = 15
"""Percentage points of completeness by which two windows may differ without a caution (section 4.5, local setting)."""


@dataclass(frozen=True)
class Reason:
    """Why an effect cannot be judged, and what would change that.

    `days` are the filled days that are lacking, or the days until the window is over; `fillable` how many days of the
    window can still be filled in; `on` the day of first dose, the last of the window, or the last of the treatment.
    Codes: not_started, start_known_to_month, start_unknown, window_not_over, stopped_before_evaluation,
    dose_changed_before_evaluation, no_baseline_diary, baseline_incomplete, evaluation_incomplete, baseline_untold,
    evaluation_untold, attacks_only (headache-free days are not known), no_days_at_baseline, too_few_days_at_baseline,
    days_are_no_measure (cluster headache, CH-2).
    """

    code: str
    on: date | None = None
    days: int | None = None
    fillable: int | None = None

    def as_json(self) -> dict[str, str | int | None]:
        """The reason as other programs rely on it."""
        return {
            "code": self.code,
            "date": self.on.isoformat() if self.on else None,
            "days": self.days,
            "fillable": self.fillable,
        }


NO_MEASURE = Reason("days_are_no_measure")
"""Of cluster headache, several attacks a day: how many days have headache is no measure of it (CH-2)."""


TREATMENT_UNREAD = Reason("treatment_unread")
"""The end or a dose of the treatment could not be read: it may have been stopped or changed before the evaluation."""


ATTACKS_ONLY = Reason("attacks_only")
"""Of a diary of attacks how many days had headache is known at least and at most, not how many of those filled in."""


def reasons(
    episode: Episode,
    baseline: MeasuredWindow,
    primary: MeasuredWindow | None,
    basis: Basis,
    *,
    of_attacks_alone: bool = False,
) -> tuple[Reason, ...]:
    """Every reason against judging the effect; none when it can be. `primary` is None until that window has begun.

    `of_attacks_alone`: none of the patient's sources tells of headache-free days, so that empty days were not
    forgotten.
    """
    if episode.first_dose > basis.as_of:
        return (Reason("not_started", on=episode.first_dose),)
    if not episode.has_known_start:
        return (_of_start(episode),)
    of_time = tuple(_of_time(episode, basis.as_of))
    if _has_attacks_only(baseline, primary, basis.settings, of_attacks_alone=of_attacks_alone):
        return (*of_time, ATTACKS_ONLY)
    return (*of_time, *_of_diary(baseline, primary, basis))


def _has_attacks_only(
    baseline: MeasuredWindow, primary: MeasuredWindow | None, settings: Settings, *, of_attacks_alone: bool
) -> bool:
    """Whether a window cannot be rated because its source records attacks only, whatever else it lacks."""
    windows = [window.counts.completeness for window in (baseline, primary) if window is not None]
    return any(
        days.of_attacks or (of_attacks_alone and days.inside > 0 and days.tier(settings) is Tier.RED)
        for days in windows
    )


def _of_start(episode: Episode) -> Reason:
    """That the day of first dose is not known, so that no window can be anchored at it."""
    if episode.start_known == MONTH:
        return Reason(remarks.START_KNOWN_TO_MONTH, on=episode.first_dose)
    return Reason(remarks.START_UNKNOWN)


def _of_time(episode: Episode, as_of: date) -> Iterator[Reason]:
    end = episode.primary_window.last
    if not episode.covers(end):
        code = "dose_changed_before_evaluation" if episode.ended_by_step else "stopped_before_evaluation"
        yield Reason(code, on=episode.last_day)
    elif end > as_of:
        yield Reason("window_not_over", on=end, days=(end - as_of).days)


def _of_diary(baseline: MeasuredWindow, primary: MeasuredWindow | None, basis: Basis) -> Iterator[Reason]:
    settings = basis.settings
    before = baseline.counts.completeness
    if not before.inside:
        yield Reason("no_baseline_diary", days=settings.orange)
    elif before.tier(settings) is Tier.RED:
        yield _incomplete("baseline_incomplete", before, settings)
    elif not is_told(baseline, JUDGED_KINDS[0], settings):
        yield Reason("baseline_untold")
    else:
        yield from too_few_days(baseline, JUDGED_KINDS[0])
    if primary is None or primary.window.last > basis.as_of:
        return
    after = primary.counts.completeness
    if after.tier(settings) is Tier.RED:
        yield _incomplete("evaluation_incomplete", after, settings)
    elif not is_told(primary, JUDGED_KINDS[0], settings):
        yield Reason("evaluation_untold")


def is_told(window: MeasuredWindow, kind: str, settings: Settings) -> bool:
    """Whether enough filled days tell of this kind for a rate (CMP-21), some with headache where there was any."""
    return window[kind].told >= settings.orange and not window[kind].untold


def is_filled(window: MeasuredWindow, settings: Settings) -> bool:
    """Whether the window is filled well enough for a rate: not red (CMP-21)."""
    return window.counts.completeness.is_rated(settings)


def can_compare(before: MeasuredWindow, after: MeasuredWindow, kind: str, basis: Basis) -> bool:
    """Whether the days of this kind in two windows can be compared: both are filled well enough and `after` is over."""
    if after.window.last > basis.as_of or any(too_few_days(before, kind)):
        return False
    return all(
        is_filled(window, basis.settings) and is_told(window, kind, basis.settings) for window in (before, after)
    )


def _incomplete(code: str, completeness: Completeness, settings: Settings) -> Reason:
    return Reason(code, days=settings.orange - completeness.filled, fillable=completeness.open)


def too_few_days(baseline: MeasuredWindow, kind: str) -> Iterator[Reason]:
    """Why a fall of this kind of day has nothing to start from, where it has not (STAT-14)."""
    observed = baseline[kind].observed
    if observed == 0:
        yield Reason("no_days_at_baseline")
    elif observed < FEWEST_BASELINE_DAYS:
        yield Reason("too_few_days_at_baseline", days=FEWEST_BASELINE_DAYS - observed)


def cautions(
    episode: Episode,
    baseline: MeasuredWindow,
    primary: MeasuredWindow,
    changes: Sequence[CoIntervention],
    settings: Settings,
) -> tuple[str, ...]:
    """What to bear in mind with a judged effect, as codes in the order in which they weigh."""
    before, after = baseline.counts.completeness, primary.counts.completeness
    odd = {remark.kind for remark in episode.remarks}
    holds = {
        **{kind: kind in odd for kind in remarks.CAUTIONS},
        "two_changes_within_28_days": any(change.is_close_to(episode.first_dose) for change in changes),
        "co_interventions": bool(changes),
        "dose_deviation": bool(episode.dose_deviations(primary.window.last)),
        "limited_baseline": before.tier(settings) is Tier.ORANGE,
        "limited_evaluation": after.tier(settings) is Tier.ORANGE,
        "completeness_differs": _differs(before, after),
        "evaluation_still_open": after.open > 0,
        "small_baseline": has_small_baseline(baseline["headache"]),
        "baseline_on_another_dose": episode.beginning is Beginning.DOSE_STEP,
    }
    return tuple(code for code, is_so in holds.items() if is_so)


def _differs(before: Completeness, after: Completeness) -> bool:
    """Whether the filled shares of the days inside differ by more points, in whole numbers: 15 points are 15 points."""
    difference = abs(before.filled * after.inside - after.filled * before.inside)
    return 100 * difference > COMPLETENESS_POINTS * before.inside * after.inside
