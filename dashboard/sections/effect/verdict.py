"""The verdict on a treatment's effect, graded as STAT-13; or why it cannot be judged, and what would change it.

It states what the diary speaks for and how clearly: never a cause, never advice (MDR-8, MDR-9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from analysis.effect.finding import Effect
from analysis.effect.gates import Reason
from analysis.effect.grades import Grade, grade
from analysis.effect.responders import JUDGED_KINDS
from dashboard.charts.effect.labels import window_text
from dashboard.sections.effect.months import before_sentences, months_text
from dashboard.sections.effect.phrases import answer_of, capitalised, treatment_text
from dashboard.sections.wording import counted
from dashboard.texts import Words

_INDEFINITE = frozenset({"not_told", "none_before"})
"""Grades that speak of days that there may not have been."""
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
        "days_are_no_measure",
        "treatment_unread",
        "attacks_only",
    }
)
"""Reasons that time and filling in do not change."""


def verdict(effect: Effect, words: Words) -> str:
    """The answer in one sentence."""
    if effect.reasons:
        first = _most_lasting(effect)
        key = "effect-never" if is_lasting(first) else "effect-not-yet"
        return words(key, reason=reason_text(first, effect, words))
    return f"{capitalised(graded(effect, words))}."


def graded(effect: Effect, words: Words, kinds: Sequence[str] = JUDGED_KINDS) -> str:
    """What the diary speaks for, one clause a kind of day; kinds of which the same holds share a clause."""
    grades = [(grade(effect.results[kind]), kind) for kind in kinds]
    same = groupby(grades, key=lambda one: one[0])
    return "; ".join(_clause(one, [kind for _, kind in some], words) for one, some in same)


def _clause(found: Grade, kinds: Sequence[str], words: Words) -> str:
    """One clause for all kinds of day of one grade."""
    which = "days" if found.name in _INDEFINITE else "these"
    days = words.all_of([words(f"effect-{which}-{kind}") for kind in kinds])
    key = f"effect-{found.name.replace('_', '-')}"
    told = words(f"{key}-by", days=days, percent=found.fall) if found.fall else words(key, days=days)
    return words("effect-may-be-half", claim=told) if found.may_be_half else told


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
    """Further reasons, and what would make the effect possible to judge; what holds of several is said once."""
    first = _most_lasting(effect) if effect.reasons else None
    told: set[str] = set()
    for reason in effect.reasons:
        if reason is not first:
            yield words("effect-also", reason=reason_text(reason, effect, words))
        changes = [change for change in _changes(reason, effect, words) if change not in told]
        told.update(changes)
        if changes:
            yield " ".join(changes)


def _changes(reason: Reason, effect: Effect, words: Words) -> Iterator[str]:
    """What would change it, in sentences."""
    if reason.code.endswith("_incomplete"):
        key, window = "locked" if is_lasting(reason) else "fillable", reason.code.removesuffix("_incomplete")
        when = words(f"effect-change-in-{window}", weeks=window_text(effect.episode.primary, words))
        yield words(f"effect-change-{key}", days=reason.days or 0, fillable=reason.fillable or 0, when=when)
        if is_lasting(reason):
            yield words("effect-change-by-import")
    elif reason.code == "no_baseline_diary":
        began = words.date(effect.episode.first_dose)
        yield words("effect-change-no-baseline", date=began, days=reason.days or 0)
    elif reason.code == "not_started":
        filled = effect.baseline.counts.completeness.filled
        yield words("effect-change-baseline-so-far", filled=filled, **_need(effect))
    elif reason.code == "attacks_only":
        yield words("effect-change-attacks-only")
    elif reason.code == "treatment_unread":
        yield words("effect-change-treatment-unread")
    elif reason.code == "window_not_over":
        yield _not_over_text(effect, words)


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
    """The effect in a few sentences for the medical record: every window, the estimate, its signs of doubt, a grade."""
    treatment = treatment_text(effect.episode, effect.as_of, words)
    if effect.reasons or effect.primary is None:
        return words("effect-record-unjudged", treatment=treatment, verdict=verdict(effect, words))
    kinds = [
        words(
            "effect-record-kind",
            months=capitalised(months_text(effect, kind, words)),
            answer=capitalised(answer_of(effect, kind, words)),
        )
        for kind in JUDGED_KINDS
    ]
    told = words("effect-record-judged", treatment=treatment, counts=" ".join(kinds))
    shown = words("effect-record-verdict", verdict=graded(effect, words))
    return " ".join([told, *before_sentences(effect, words), shown])
