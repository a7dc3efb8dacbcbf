"""The effect of one treatment: the verdict first, then how sure it is, then what else may have changed the headache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.counts.day_count import WindowCounts
from analysis.effect.finding import Effect
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS
from analysis.records.patients import PatientFile
from dashboard.charts.effect.effect_course import effect_figure
from dashboard.charts.effect.labels import days_text, window_text
from dashboard.charts.effect.table import effect_table
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.effect.cautions import caution_sentences
from dashboard.sections.effect.facts import changes_told, facts
from dashboard.sections.effect.months import before_sentences, months_text
from dashboard.sections.effect.phrases import (
    capitalised,
    change_text,
    estimate_text,
    from_to_text,
    interval_text,
    level_text,
    treatment_text,
)
from dashboard.sections.effect.toll import toll_sentences
from dashboard.sections.effect.verdict import graded, so_far, verdict, what_would_change
from dashboard.sections.section import Card, Section
from dashboard.sections.wording import day_range, denominator, span, told_days
from dashboard.texts import Words

CARD_WINDOWS = 6
"""Windows from first dose that the picture on the card shows; the page shows every one."""


@dataclass(frozen=True)
class Now:
    """What is so now with a treatment that was judged long ago: the answer of today, and the last 28 days."""

    headline: str
    days: WindowCounts


def section(
    effect: Effect,
    file: PatientFile,
    words: Words,
    *,
    dark: bool = False,
    windows: int | None = CARD_WINDOWS,
    now: Now | None = None,
) -> Section:
    """The card; `windows` is how many windows from first dose are drawn (None: every one).

    Where there is something to tell of the days since it was to be judged, `now` comes first.
    """
    shown = effect.windows[:windows]
    has_days = any(window.counts.completeness.filled for window in (effect.baseline, *shown))
    return Section(
        key="effect",
        title=words("effect-title", treatment=treatment_text(effect.episode, effect.as_of, words)),
        sentences=(*_verdicts(effect, words, now), *filter(None, _sentences(effect, words))),
        cards=() if effect.reasons else tuple(_cards(effect, words, now)),
        facts=() if effect.reasons else tuple(facts(effect, words)),
        figure=effect_figure(effect, file, words, windows=shown, dark=dark) if has_days else None,
        narrow=words("effect-chart-narrow") if has_days else "",
        table=effect_table(effect, words, windows=shown) if has_days else None,
        caution=" ".join(caution_sentences(effect, words)),
        source=words("effect-source", profile=words(f"profile-{effect.settings.profile}")),
    )


def _verdicts(effect: Effect, words: Words, now: Now | None) -> Iterator[str]:
    """The verdict; after what is so now it is told of which weeks it speaks."""
    if now is None:
        yield verdict(effect, words)
        return
    yield now.headline
    yield words("effect-then", weeks=window_text(effect.episode.primary, words), verdict=graded(effect, words))


def _sentences(effect: Effect, words: Words) -> Iterator[str]:
    """After the verdict: what could not be attributed, what was compared, or what would make it possible to judge."""
    if effect.is_unmeasured:
        return
    if "two_changes_within_28_days" in effect.cautions:
        yield words("effect-two-changes", changes=words.all_of(changes_told(effect, words)))
    if effect.reasons:
        yield from what_would_change(effect, words)
        yield so_far(effect, words)
    else:
        yield from before_sentences(effect, words)
        yield from (f"{capitalised(months_text(effect, kind, words))}." for kind in JUDGED_KINDS)
        yield _compared(effect, words)
    if effect.is_disputed:
        yield _disputed(effect, words)
    yield from toll_sentences(effect, words)


def _disputed(effect: Effect, words: Words) -> str:
    """The mean of the first twelve weeks, where it reaches another class than the window judged (WIN-4)."""
    assert effect.mean is not None
    falls = [
        words("effect-disputed-one", days=words(f"effect-days-{kind}"), change=change_text(effect.mean[kind], words))
        for kind in JUDGED_KINDS
        if effect.mean[kind].estimated_class not in (None, effect.results[kind].estimated_class)
    ]
    return words("effect-disputed", falls="; ".join(falls))


def _compared(effect: Effect, words: Words) -> str:
    assert effect.primary
    return words(
        "effect-compared",
        weeks=window_text(effect.episode.primary, words),
        days=day_range(effect.primary.window, words),
        after=_filled(effect.primary, words),
        before=_filled(effect.baseline, words),
    )


def _filled(window: MeasuredWindow, words: Words) -> str:
    completeness = window.counts.completeness
    return words("effect-filled", filled=completeness.filled, inside=completeness.inside)


def _cards(effect: Effect, words: Words, now: Now | None) -> Iterator[Card]:
    for kind in JUDGED_KINDS:
        yield _change_card(effect, kind, words)
    yield _burden_card(effect, words)
    latest = _latest(effect)
    if now is not None:
        yield _latest_card(effect, now.days, words("effect-latest-now"), words)
    elif latest is not None:
        weeks = window_text(latest.window.label, words)
        yield _latest_card(effect, latest, words("effect-latest", weeks=weeks), words)


def _change_card(effect: Effect, kind: str, words: Words) -> Card:
    """The estimate of the long-run level with its interval, and apart from it the two windows as counted."""
    result = effect.results[kind]
    interval, counts = result.interval_95, from_to_text(result, words)
    weeks = window_text(effect.episode.primary, words)
    return Card(
        label=words(f"kind-{kind}"),
        value=estimate_text(result, words),
        denominator=level_text(effect, words) if interval else words("effect-as-counted"),
        span=words("effect-interval", span=interval_text(interval, words)) if interval else words("effect-no-percent"),
        before=words("effect-card-counted", weeks=weeks, counts=counts) if counts else words("effect-figure-told"),
    )


def _burden_card(effect: Effect, words: Words) -> Card:
    """Days left with migraine or moderate to severe headache, against the goals of the IHS (GOAL-1 to GOAL-4)."""
    assert effect.primary
    count = effect.primary["migraine_or_moderate"]
    return Card(
        label=words("effect-kept", weeks=window_text(effect.episode.primary, words)),
        value="–" if count.per_28 is None else days_text(count.per_28, words),
        denominator=words("effect-kept-days", on=denominator(count, words)),
        span=span(count, words),
        before=words(
            "effect-goal-told",
            window=words(f"effect-goal-{effect.goal.value}"),
            months=words(f"effect-goal-{effect.lasting_goal.value}"),
        ),
    )


def _latest(effect: Effect) -> MeasuredWindow | None:
    """The last window that is over and holds filled days, where it is another than the one judged."""
    over = [one for one in effect.windows if one.window.last <= effect.as_of and one.counts.completeness.filled]
    return over[-1] if over and over[-1] is not effect.primary else None


def _latest_card(effect: Effect, latest: MeasuredWindow | WindowCounts, label: str, words: Words) -> Card:
    count = latest["headache"]
    return Card(
        label=label,
        value=range_text(count) if count.told else "–",
        denominator=words("effect-latest-days", on=denominator(count, words)),
        span=words("effect-latest-migraine", count=_told(latest, words)),
        before=words(
            "effect-latest-before",
            headache=told_days(effect.baseline.counts, "headache", words),
            migraine=_told(effect.baseline, words),
        ),
    )


def _told(window: MeasuredWindow | WindowCounts, words: Words) -> str:
    return range_text(window["migraine"]) if window["migraine"].told else words("not-told")
