"""The verdict on a treatment's effect, graded as STAT-13; or why it cannot be judged, and what would change it.

It states what the diary speaks for and how clearly: never a cause, never advice (MDR-8, MDR-9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from analysis.effect import Effect
from analysis.effect.estimate.comparison import Result
from analysis.effect.gates import Reason
from analysis.effect.grades import Grade, grade
from analysis.effect.measured import JUDGED_KINDS
from analysis.episodes.courses import WholeCourse
from analysis.episodes.episode import Episode
from dashboard.charts.effect.labels import window_text
from dashboard.sections.effect.phrases import capitalised, from_to_text, interval_text, treatment_text
from dashboard.sections.effect.phrases import fall_text as told_fall
from dashboard.sections.wording import counted
from dashboard.texts import Words

_UNCLAIMED = frozenset({"worse", "not_told", "none_before"})
"""Grades that speak of a kind of day without a size."""
_PERMANENT = frozenset(
    {
        "start_known_to_month",
        "start_unknown",
        "stopped_before_evaluation",
        "dose_changed_before_evaluation",
        "no_baseline_diary",
        "baseline_untold",
        "evaluation_untold",
        "no_days_at_baseline",
        "too_few_days_at_baseline",
    }
)
"""Reasons that time and filling in do not change."""


def newest(effects: Sequence[Effect]) -> Effect | None:
    """The effect that a doctor opens the patient for: of the newest that goes on, else planned, else the last.

    Of a course with steps of the dose, that of the whole. None without any treatment.
    """
    return next(iter(newest_first(effects)), None)


def newest_first(effects: Sequence[Effect]) -> list[Effect]:
    """The effect of the `newest` treatment, and after that of a whole course that of its last step."""
    chosen = newest_episodes([one.episode for one in effects], effects[0].as_of) if effects else ()
    return [next(one for one in effects if one.episode == episode) for episode in chosen]


def newest_episodes(episodes: Sequence[Episode], as_of: date) -> tuple[Episode, ...]:
    """The episodes whose effects are `newest_first`; empty without any."""
    whole = [one for one in episodes if isinstance(one, WholeCourse)]
    single = [one for one in episodes if one not in whole and not any(course.has_step(one) for course in whole)]
    told = sorted([*whole, *single], key=lambda one: (one.first_dose, one.drug))
    running = [one for one in told if one.first_dose <= as_of and _goes_on(one, as_of)]
    planned = [one for one in told if one.first_dose > as_of]
    chosen = next((some[-1] for some in (running, planned, told) if some), None)
    if not isinstance(chosen, WholeCourse):
        return (chosen,) if chosen else ()
    steps = [one for one in episodes if one not in whole and chosen.has_step(one) and one.first_dose <= as_of]
    return (chosen, *steps[-1:])


def _goes_on(episode: Episode, as_of: date) -> bool:
    """Whether it has no end, or only a planned step of its dose."""
    return episode.last_day is None or (episode.ended_by_step and episode.last_day >= as_of)


def verdict(effect: Effect, words: Words) -> str:
    """The answer in one sentence."""
    if effect.reasons:
        first = _most_lasting(effect)
        key = "effect-never" if is_lasting(first) else "effect-not-yet"
        return words(key, reason=reason_text(first, effect, words))
    return f"{capitalised(graded(effect, words))}."


def graded(effect: Effect, words: Words) -> str:
    """What the diary speaks for, one clause a kind of day; kinds of which the same holds share a clause."""
    claims = [(grade(effect.results[kind]), words(f"effect-days-{kind}")) for kind in JUDGED_KINDS]
    return "; ".join(_clause(name, list(same), words) for name, same in groupby(claims, key=lambda one: one[0].name))


def _clause(name: str, claims: Sequence[tuple[Grade, str]], words: Words) -> str:
    """One clause for all kinds of day of one grade."""
    key = f"effect-{name.replace('_', '-')}"
    if name in _UNCLAIMED:
        return words(key, days=words.all_of([days for _, days in claims]))
    told = [
        words("effect-claim", percent=percent, days=words.all_of([days for _, days in same]))
        if percent
        else words("effect-claim-0", days=words.all_of([days for _, days in same]))
        for percent, same in ((fall, list(some)) for fall, some in groupby(claims, key=lambda one: one[0].fall))
    ]
    return words(key, claim=words.all_of(told))


def is_lasting(reason: Reason) -> bool:
    """Whether neither time nor filling in empty days takes the reason away."""
    if reason.code.endswith("_incomplete"):
        return (reason.fillable or 0) < (reason.days or 0)
    return reason.code in _PERMANENT


def _most_lasting(effect: Effect) -> Reason:
    return next((reason for reason in effect.reasons if is_lasting(reason)), effect.reasons[0])


def reason_text(reason: Reason, effect: Effect, words: Words) -> str:
    """Why an effect cannot be judged, as a clause."""
    primary = effect.primary
    window = primary if reason.code.startswith("evaluation") and primary else effect.baseline
    return words(
        f"effect-reason-{reason.code}",
        date=words.date(reason.on) if reason.on else "",
        days=reason.days or 0,
        weeks=window_text(effect.episode.primary, words),
        filled=window.counts.completeness.filled,
        needed=effect.settings.orange,
    )


def what_would_change(effect: Effect, words: Words) -> Iterator[str]:
    """Further reasons, and what would make the effect possible to judge."""
    first = _most_lasting(effect) if effect.reasons else None
    for reason in effect.reasons:
        if reason is not first:
            yield words("effect-also", reason=reason_text(reason, effect, words))
        change = _change_text(reason, effect, words)
        if change:
            yield change


def _change_text(reason: Reason, effect: Effect, words: Words) -> str:
    if reason.code.endswith("_incomplete"):
        key = "locked" if is_lasting(reason) else "fillable"
        return words(f"effect-change-{key}", days=reason.days or 0, fillable=reason.fillable or 0)
    if reason.code == "no_baseline_diary":
        began = words.date(effect.episode.first_dose)
        return words("effect-change-no-baseline", date=began, days=reason.days or 0)
    if reason.code == "not_started":
        return words(
            "effect-change-baseline-so-far", filled=effect.baseline.counts.completeness.filled, **_need(effect)
        )
    return _not_over_text(effect, words) if reason.code == "window_not_over" else ""


def _not_over_text(effect: Effect, words: Words) -> str:
    weeks = window_text(effect.episode.primary, words)
    if effect.primary is None:
        begins = words.date(effect.episode.primary_window.first)
        return words("effect-change-not-begun", weeks=capitalised(weeks), date=begins, **_need(effect))
    filled = effect.primary.counts.completeness.filled
    return words("effect-change-not-over", weeks=weeks, filled=filled, **_need(effect))


def _need(effect: Effect) -> dict[str, int]:
    return {"needed": effect.settings.orange}


def so_far(effect: Effect, words: Words) -> str:
    """The counts of baseline and primary window, where both hold filled days but are not judged."""
    primary = effect.primary
    if primary is None or not primary.counts.completeness.filled or not effect.baseline.counts.completeness.filled:
        return ""
    counts = [
        words(
            "effect-so-far-one",
            days=words(f"effect-days-{kind}"),
            before=counted(effect.baseline[kind], words),
            after=counted(primary[kind], words),
            weeks=window_text(effect.episode.primary, words),
        )
        for kind in JUDGED_KINDS
    ]
    return words("effect-so-far", counts="; ".join(counts))


def record_sentence(effect: Effect, words: Words) -> str:
    """The effect in one sentence for the medical record."""
    treatment = treatment_text(effect.episode, effect.as_of, words)
    if effect.reasons or effect.primary is None:
        return words("effect-record-unjudged", treatment=treatment, verdict=verdict(effect, words))
    counts = [_record_count(kind, effect.results[kind], words) for kind in JUDGED_KINDS]
    return words(
        "effect-record-judged",
        treatment=treatment,
        weeks=window_text(effect.episode.primary, words),
        counts="; ".join(counts),
        before=effect.baseline.counts.completeness.filled,
        after=effect.primary.counts.completeness.filled,
        verdict=graded(effect, words),
    )


def _record_count(kind: str, result: Result, words: Words) -> str:
    told = ""
    if result.percent_fall is not None and result.interval_95 is not None:
        interval = words("effect-interval", span=interval_text(result.interval_95, words))
        told = words("effect-record-interval", fall=told_fall(result.percent_fall, words), interval=interval)
    change = from_to_text(result, words) or words("effect-figure-told")
    return words("effect-record-count", days=words(f"effect-days-{kind}"), change=change, interval=told)
