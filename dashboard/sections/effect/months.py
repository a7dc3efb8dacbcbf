"""The windows before first dose and on the drug side by side, and what is to be said of those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.effect.finding import Effect
from analysis.effect.grades import grade
from analysis.effect.measured import MeasuredWindow
from dashboard.charts.effect.labels import days_text, window_text
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.effect.phrases import fall_text
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

BETWEEN = " · "
_NO_FALL = frozenset({"worse", "against"})
"""Grades beside which it is told that the baseline was the best of the three before."""
FEW_WINDOWS = 2
"""Windows before up to which it is said how little they tell of how much months differ."""


def months_text(effect: Effect, kind: str, words: Words) -> str:
    """The days of one kind in the three windows before, in those of weeks 1 to 12, and in the one judged."""
    judged = effect.primary if effect.primary not in effect.first_windows else None
    return words(
        "effect-months",
        days=words(f"effect-days-{kind}"),
        before=_days(effect.before, kind, words),
        on=_days(effect.first_windows, kind, words),
        judged=""
        if judged is None
        else words(
            "effect-months-judged",
            weeks=window_text(judged.window.label, words),
            days=_days((judged,), kind, words),
        ),
    )


def _days(windows: Sequence[MeasuredWindow], kind: str, words: Words) -> str:
    """The days of each window, with the days that tell where not all do."""
    return BETWEEN.join(_day_count(window, kind, words) for window in windows) or NO_NUMBER


def _day_count(window: MeasuredWindow, kind: str, words: Words) -> str:
    count = window[kind]
    if not count.told or count.untold:
        return NO_NUMBER
    if count.told == window.window.days:
        return str(count.observed)
    return words("effect-months-of", days=count.observed, told=count.told)


def before_sentences(effect: Effect, words: Words) -> Iterator[str]:
    """What the windows before say against the answer, and how little they may say."""
    if effect.worst_baseline:
        yield _beside_earlier("effect-worst", effect, words)
    elif is_begun_at_its_best(effect):
        yield _beside_earlier("effect-best", effect, words)
    elif effect.was_falling:
        yield words("effect-falling")
    found = effect.results["headache"].long_run
    if found is not None and found.windows_before <= FEW_WINDOWS:
        yield words("effect-few-before", windows=found.windows_before)


def is_begun_at_its_best(effect: Effect) -> bool:
    """Whether the baseline was the best of the three, and the answer speaks of more headache days, or against fewer."""
    return effect.best_baseline is True and grade(effect.results["headache"]).name in _NO_FALL


def _beside_earlier(key: str, effect: Effect, words: Words) -> str:
    """That the baseline was the worst or the best of the three, and what the fall is against their mean."""
    *earlier, last = (range_text(window["headache"]) for window in effect.before)
    told = words(key, last=last, earlier=words.all_of(earlier))
    mean = None if effect.long_baseline is None else effect.long_baseline["headache"]
    if mean is None or mean.percent_fall is None or mean.baseline.per_28 is None:
        return told
    against = words(
        "effect-against-mean",
        mean=days_text(mean.baseline.per_28, words),
        weeks=window_text(effect.episode.primary, words),
        fall=fall_text(mean.percent_fall, words),
    )
    return f"{told} {against}"
