"""What is told of one course of treatment and one kind of day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.effect.estimate.long_run.coming import coming_band
from analysis.effect.estimate.long_run.fall import fall_law
from analysis.effect.estimate.long_run.latest import latest_quantiles
from analysis.effect.estimate.long_run.levels import grid
from analysis.effect.estimate.long_run.planning import windows_for_power
from analysis.effect.estimate.long_run.posterior import Posterior, posterior
from analysis.effect.estimate.long_run.priors import BUILD_UP, IN_USE, BuildUp, Priors
from analysis.effect.estimate.long_run.weeks import Days, Record, is_kept, record_of, record_of_latest
from analysis.windows import WINDOW_DAYS

LEVEL = 0.95
"""Probability of the intervals."""
FALLS = (0, 30, 50, 75)
"""Falls whose probability is told, percent (RESP-2)."""
TAIL = (1 - LEVEL) / 2
_KEPT = 4096
"""Answers that are kept, a kilobyte each with the days they rest on."""
FEWEST_DAYS = 2
"""Days per 28, over all windows read, under which a percentage is not told: days alone are (RESP-7)."""


@dataclass(frozen=True)
class LeftNow:
    """The fall from the long-run level before treatment to the level of the last 28 days, percent."""

    median_fall: float
    interval_95: tuple[float, float]

    def as_json(self) -> dict[str, object]:
        """The fall as other programs rely on it (contract, `left_now`)."""
        return {"percent_fall": self.median_fall, "interval_95": list(self.interval_95)}


@dataclass(frozen=True)
class LongRun:
    """What is known of the percent fall of the long-run level; positive is improvement (RESP-1).

    - `probability[x]` is that of a fall of at least x percent; it is .975 or more where the interval begins at x.
    - `next_28_days`: the fewest and most days that one coming full window on the treatment may show.
    - `left_now`: None where fewer than 14 of the last 28 days tell, or where it was not asked for.
    - `windows_for_power_80`: well-kept 28-day windows on treatment still needed until a halving would be told from no
      change with a chance of 80 %; None where a year more would not do, or where it was not asked for.
    - `is_rare`: fewer than FEWEST_DAYS per 28 over all windows read, before and on treatment together, so that not
      being rare does not select a month that was high by chance.
    """

    median_fall: float
    interval_95: tuple[float, float]
    probability: dict[int, float]
    next_28_days: tuple[int, int]
    left_now: LeftNow | None
    windows_before: int
    windows_on: int
    windows_for_power_80: int | None
    is_rare: bool

    def as_json(self) -> dict[str, object]:
        """The answer as other programs rely on it (contract, `long_run`); no percentage where days are rare."""
        left = None if self.is_rare or self.left_now is None else self.left_now.as_json()
        return {
            "median_fall": None if self.is_rare else self.median_fall,
            "interval_95": None if self.is_rare else list(self.interval_95),
            "probability": {str(fall): chance for fall, chance in self.told_probability.items()},
            "next_28_days": list(self.next_28_days),
            "left_now": left,
            "windows_before": self.windows_before,
            "windows_on": self.windows_on,
            "windows_for_power_80": self.windows_for_power_80,
            "is_rare": self.is_rare,
        }

    @property
    def told_probability(self) -> dict[int, float | None]:
        """The probabilities that are told: of any fall alone where days are rare."""
        return {fall: None if self.is_rare and fall else chance for fall, chance in self.probability.items()}


def long_run(
    before: Days, on: Days, *, is_whole: bool = True, build_up: BuildUp = BUILD_UP, priors: Priors = IN_USE
) -> LongRun | None:
    """The fall from the days before to those from the day of first dose on; None unless each has a window to read.

    Both are (days,) with 1, 0 or -1 for a day that is empty or does not tell; the day of first dose is the first of
    `on`. Read are the last six windows of 28 days before, weeks 1-12 on treatment, and of the rest the last 28 days.
    The caller cuts `before` at an earlier change of preventive, and `on` at a change of drug or dose. Windows in which
    fewer than 14 days tell are passed over, time passing. Unless it `is_whole`, what is left now and planning are left
    out, which take half of the time. The same days are worked out once: they are asked about again and again, counted
    by other definitions, with empty days as all one or the other, on every page.
    """
    days = (np.asarray(some, dtype=np.int8).tobytes() for some in (before, on))
    return of_days(*days, is_whole=is_whole, weeks=tuple(build_up.items()), priors=priors)


@lru_cache(maxsize=_KEPT)
def of_days(
    before_as_bytes: bytes,
    on_as_bytes: bytes,
    *,
    is_whole: bool,
    weeks: tuple[tuple[int, float], ...],
    priors: Priors,
) -> LongRun | None:
    """As `long_run`, of days as bytes and a build-up as pairs."""
    before, on = (np.frombuffer(days, dtype=np.int8) for days in (before_as_bytes, on_as_bytes))
    build_up = dict(weeks)
    record = record_of(before, on)
    if not record.windows_before or not record.windows_on:
        return None
    holds_latest = is_whole and len(on) == len(record.on)
    known = posterior(record, grid(priors), build_up, with_moments=holds_latest)
    law = fall_law(known)
    return LongRun(
        median_fall=law.quantile(0.5),
        interval_95=(law.quantile(TAIL), law.quantile(1 - TAIL)),
        probability={fall: law.probability(fall) for fall in FALLS},
        next_28_days=coming_band(known, LEVEL),
        left_now=_left_now(before, on, known if holds_latest else None, build_up, priors) if is_whole else None,
        windows_before=record.windows_before,
        windows_on=record.windows_on,
        windows_for_power_80=windows_for_power(known, record, build_up) if is_whole else None,
        is_rare=_is_rare(record),
    )


def _left_now(before: Days, on: Days, known: Posterior | None, build_up: BuildUp, priors: Priors) -> LeftNow | None:
    if not is_kept(on[None, -WINDOW_DAYS:])[0]:
        return None
    if known is None:
        known = posterior(record_of_latest(before, on), grid(priors), build_up, with_moments=True)
    lower, median, upper = latest_quantiles(known, TAIL, 0.5, 1 - TAIL)
    return LeftNow(float(median), (float(lower), float(upper)))


def _is_rare(record: Record) -> bool:
    days = np.concatenate([record.before, record.on])
    return bool(WINDOW_DAYS * (days == 1).sum() < FEWEST_DAYS * (days >= 0).sum())
