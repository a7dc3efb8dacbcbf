"""What stands under the card as facts: probabilities, what lies ahead, the counted fall, what the answer hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.effect.estimate.comparison import ROBUST, Result
from analysis.effect.finding import Effect
from analysis.effect.responders import JUDGED_KINDS
from analysis.outcomes import Outcome
from dashboard.charts.effect.labels import days_text
from dashboard.sections.effect.ahead import ahead_facts
from dashboard.sections.effect.phrases import (
    chance_text,
    change_text,
    co_intervention_text,
    days_change_text,
    fall_text,
    from_to_text,
)
from dashboard.texts import Words


def facts(effect: Effect, words: Words) -> Iterator[tuple[str, str]]:
    """The facts of a judged effect, in the order in which they are asked for."""
    for kind in JUDGED_KINDS:
        result, days = effect.results[kind], words(f"effect-days-{kind}")
        if result.probability[0] is not None:
            yield words("effect-fact-probability", days=days), _probabilities(result, words)
    yield from ahead_facts(effect, words)
    for kind in JUDGED_KINDS:
        result, days = effect.results[kind], words(f"effect-days-{kind}")
        if result.change_per_28 is not None:
            yield words("effect-fact-counted", days=days), _counted(result, words)
    if effect.mean is not None:
        yield words("effect-fact-mean"), _mean(effect.mean, words)
    if effect.interval_mean is not None:
        yield words("effect-fact-interval-mean"), _mean(effect.interval_mean, words)
    yield words("effect-fact-sensitivity"), sensitivity_text(effect, words)
    yield words("effect-fact-changes"), "; ".join(changes_told(effect, words)) or words("effect-no-changes")


def _counted(result: Result, words: Words) -> str:
    """The two windows as counted, and the answer for each responder class."""
    change = from_to_text(result, words)
    if result.percent_fall is None:
        return f"{change} ({days_change_text(result, words)})"
    answers = [
        words("effect-answer", percent=percent, answer=answer_text(outcome, words))
        for percent, outcome in result.responder.items()
    ]
    return f"{change} ({fall_text(result.percent_fall, words)}) · {' · '.join(answers)}"


def answer_text(outcome: Outcome, words: Words) -> str:
    """One of the answers: yes, no, depends on empty days, cannot be computed."""
    return words(f"effect-{outcome.code}")


def _probabilities(result: Result, words: Words) -> str:
    told = []
    for fall, chance in result.probability.items():
        if chance is None:
            continue
        key = "effect-chance" if fall else "effect-chance-any"
        values = {"percent": fall} if fall else {}
        told.append(words(key, chance=chance_text(chance, words), **values))
    return " · ".join(told)


def _mean(mean: Mapping[str, Result], words: Words) -> str:
    told = []
    for kind, result in mean.items():
        if result.baseline.per_28 is None or result.follow_up.per_28 is None:
            continue
        told.append(
            words(
                "effect-mean-one",
                days=words(f"effect-days-{kind}"),
                before=days_text(result.baseline.per_28, words),
                after=days_text(result.follow_up.per_28, words),
                change=change_text(result, words),
            )
        )
    return " · ".join(told)


def sensitivity_text(effect: Effect, words: Words) -> str:
    """Whether the answer hangs on the empty days: the responder classes, and the grade where it was asked (CMP-25)."""
    depends = [
        words("effect-depends", kind=words(f"kind-{kind}"), days=days)
        for kind in JUDGED_KINDS
        if (days := _days_it_depends_on(effect, kind))
    ]
    if depends:
        return " ".join(depends)
    counts = [count for one in effect.results.values() for count in (one.baseline, one.follow_up)]
    return words("effect-robust" if any(count.highest > count.lowest for count in counts) else "effect-robust-full")


def _days_it_depends_on(effect: Effect, kind: str) -> int:
    if effect.bounds is None:
        return effect.results[kind].depends_on_days
    bounds = effect.bounds[kind]
    return 0 if bounds.robustness == ROBUST else bounds.unknown_days


def changes_told(effect: Effect, words: Words) -> list[str]:
    """What else changed meanwhile, a phrase a change."""
    return [co_intervention_text(change, effect.episode.primary, words) for change in effect.co_interventions]
