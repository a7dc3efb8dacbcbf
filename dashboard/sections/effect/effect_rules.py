"""The rules of continuation, arm by arm, each answered by diary and questionnaires: they inform, they never decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.effect.continuation.arms import (
    Arm,
    AttackFall,
    CycleFall,
    Fall,
    FallByFrequency,
    FewDays,
    Improvement,
    LastingFall,
    YearsTreated,
)
from analysis.effect.continuation.rules import Rule, RuleOutcome
from analysis.effect.finding import Effect
from analysis.outcomes import Outcome
from analysis.references import REFERENCES
from dashboard.charts.effect.labels import window_text
from dashboard.sections.effect.phrases import capitalised
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

SHARED = ("rule", "about", "whole")
"""The columns of what the conditions of a rule have alike."""


def rules(effect: Effect, words: Words) -> Section | None:
    """What each rule of continuation says of the treatment, arm by arm; None when none speaks of it."""
    import pandas as pd

    found = effect.rules
    if not found:
        return None
    rows = [row for outcome in found for row in _rows(outcome, words)]
    heads = [words(f"effect-rules-{name}") for name in (*SHARED, "arm", "window", "answer")]
    sources = sorted({REFERENCES[outcome.rule.source].full for outcome in found})
    return Section(
        "effect-rules",
        words("effect-rules"),
        (
            words("effect-rules-text"),
            words("effect-rules-sources", sources=" · ".join(sources)),
            *_checked([outcome.rule for outcome in found], words),
        ),
        table=pd.DataFrame(rows, columns=heads),
        shared=len(SHARED),
    )


def _checked(told: Sequence[Rule], words: Words) -> Iterator[str]:
    """When each rule was last read in its source, as far as that was noted."""
    dated = [
        words("effect-rules-dated", name=_name(one, words), date=words.date(one.checked_on))
        for one in told
        if one.checked_on
    ]
    if dated:
        yield words("effect-rules-checked", rules=words.all_of(dated))
    if len(dated) < len(told):
        yield words("effect-rules-undated" if dated else "effect-rules-all-undated")


def _name(rule: Rule, words: Words) -> str:
    key = f"effect-rule-{rule.id}"
    return words(key) if words.has(key) else f"{REFERENCES[rule.source].short} ({rule.id})"


def _rows(outcome: RuleOutcome, words: Words) -> Iterator[list[str]]:
    rule, window = outcome.rule, window_text(outcome.window, words)
    name, whole = _name(rule, words), _answer(outcome.outcome, words)
    going_on = ("effect-rules-continue", whole, rule.arms, outcome.arms)
    ending = ("effect-rules-end", NO_NUMBER, rule.ending, outcome.ending)
    for about, together, arms, answers in (going_on, ending):
        for arm in arms:
            condition, answer = capitalised(arm_text(arm, words)), _answer(answers[arm.code], words)
            yield [name, words(about), together, condition, _period(arm, window, words), answer]


def arm_text(arm: Arm, words: Words) -> str:
    """The condition of an arm, as a phrase."""
    match arm:
        case Fall() | LastingFall():
            return words("effect-arm-days", percent=arm.percent, days=words(f"effect-days-{arm.kind}"))
        case FallByFrequency():
            days = words(f"effect-days-{arm.kind}")
            return words("effect-arm-by-frequency", episodic=arm.episodic, chronic=arm.chronic, days=days)
        case AttackFall():
            return words("effect-arm-attacks", percent=arm.percent)
        case CycleFall():
            key = "effect-arm-cycle" if arm.is_own else "effect-arm-cycle-first"
            return words(key, percent=arm.percent, days=words(f"effect-days-{arm.kind}"))
        case FewDays():
            return words("effect-arm-few", under=arm.under, days=words(f"effect-days-{arm.kind}"))
        case YearsTreated():
            return words("effect-arm-treated", months=12 * arm.years)
    return words(f"effect-arm-{arm.code.replace(' %', '').replace(' ', '-')}")


def _period(arm: Arm, window: str, words: Words) -> str:
    match arm:
        case Fall() | FallByFrequency() | AttackFall() | Improvement():
            return window
        case LastingFall():
            return words("effect-arm-period-row")
        case CycleFall():
            return words("effect-arm-period-cycles")
        case FewDays():
            return words("effect-arm-period-last")
    return words("effect-arm-period-so-far")


def _answer(outcome: Outcome, words: Words) -> str:
    return words(f"effect-rules-{outcome.code}")
