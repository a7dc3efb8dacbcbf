"""Periods that a clinician set aside: which, by whom and why, and what the effect is with their days and without."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.effect.estimate.comparison import Result
from analysis.effect.finding import Effect
from analysis.effect.responders import JUDGED_KINDS
from analysis.records.excluded_periods import ExcludedPeriod
from dashboard.sections.effect.phrases import change_text, from_to_text
from dashboard.sections.section import Section
from dashboard.sections.wording import day_range
from dashboard.texts import Words


def section(periods: Sequence[ExcludedPeriod], effects: dict[bool, Effect], words: Words) -> Section:
    """The periods, a sentence each; then the effect counted with their days (True) and without them (False)."""
    told = [period_text(period, words) for period in periods]
    both = [_effect_text(effects[counted], words, counted=counted) for counted in (True, False) if counted in effects]
    return Section(
        "excluded",
        words("excluded"),
        (*(told or [words("excluded-none")]), *both),
        source=words("excluded-source") if periods else "",
    )


def period_text(period: ExcludedPeriod, words: Words) -> str:
    """A period with why, who and when."""
    return words(
        "excluded-period",
        days=day_range(period.window, words),
        reason=words(f"excluded-reason-{period.reason}"),
        note=words("excluded-note", note=period.note) if period.note else "",
        by=period.by,
        date=words.date(period.recorded_at.date()),
    )


def note(periods: Sequence[ExcludedPeriod], words: Words, *, counted: bool) -> str:
    """Which periods are set aside, in short, and whether their days are counted on the page."""
    listed = words.all_of([day_range(period.window, words) for period in periods])
    return words("excluded-counted" if counted else "excluded-left-out", periods=listed)


def _effect_text(effect: Effect, words: Words, *, counted: bool) -> str:
    told = [_result_text(kind, effect.results[kind], words) for kind in JUDGED_KINDS]
    return words("excluded-with" if counted else "excluded-without", effect="; ".join(told))


def _result_text(kind: str, result: Result, words: Words) -> str:
    name = words(f"effect-days-{kind}")
    if result.change_per_28 is None:
        return words("excluded-unjudged", kind=name)
    return words("excluded-change", kind=name, change=change_text(result, words), days=from_to_text(result, words))
