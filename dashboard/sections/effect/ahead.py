"""What is left of the effect now, what one coming month may show, and what a longer diary would tell."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.effect.estimate.comparison import Result
from analysis.effect.finding import Effect
from analysis.effect.grades import CLEAR
from analysis.effect.responders import JUDGED_KINDS
from dashboard.sections.effect.phrases import fall_text, interval_text
from dashboard.texts import Words


def ahead_facts(effect: Effect, words: Words) -> Iterator[tuple[str, str]]:
    """The level of the last 28 days, a coming month, and what planning says while nothing is clear.

    None of a treatment that has ended, or that another change has followed.
    """
    if effect.days is None or not effect.days.goes_on:
        return
    results = {kind: effect.results[kind] for kind in JUDGED_KINDS if effect.results[kind].long_run}
    left = [one for kind, result in results.items() if (one := _left(kind, result, words))]
    if left:
        yield words("effect-fact-left"), " · ".join(left)
    coming = [_coming(kind, result, words) for kind, result in results.items()]
    if coming:
        yield words("effect-fact-coming"), words("effect-coming", days=words.all_of(coming))
    if "headache" in results and (more := _more(results["headache"], words)):
        yield words("effect-fact-planning"), more


def _left(kind: str, result: Result, words: Words) -> str:
    found = result.long_run
    if found is None or found.left_now is None or found.is_rare:
        return ""
    return words(
        "effect-left",
        days=words(f"effect-days-{kind}"),
        fall=fall_text(found.left_now.median_fall, words),
        interval=words("effect-interval", span=interval_text(found.left_now.interval_95, words)),
    )


def _coming(kind: str, result: Result, words: Words) -> str:
    assert result.long_run
    low, high = result.long_run.next_28_days
    return words("effect-coming-one", low=low, high=high, days=words(f"effect-days-{kind}"))


def _more(result: Result, words: Words) -> str:
    """The most windows needed to tell a halving from nothing, while it is not clear that days are fewer or more.

    Planning gives a record less power than it has (docs/calibration.md): that a year would not do is not said.
    """
    found = result.long_run
    if found is None or found.probability[0] >= CLEAR or result.has_deteriorated:
        return ""
    return words("effect-planning", windows=found.windows_for_power_80) if found.windows_for_power_80 else ""
