"""What to bear in mind with a judged effect, in sentences; what else changed is told beside it."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.effect.finding import Effect
from analysis.episodes.episode import DoseDeviation
from analysis.episodes.remarks import CAUTIONS
from dashboard.charts.effect.labels import window_text
from dashboard.sections.effect.phrases import capitalised
from dashboard.sections.wording import remark_text, share
from dashboard.texts import Words

TOLD_ELSEWHERE = frozenset({"two_changes_within_28_days", "co_interventions"})


def caution_sentences(effect: Effect, words: Words) -> Iterator[str]:
    """A sentence a caution, in the order in which they weigh."""
    for code in effect.cautions:
        if code in CAUTIONS:
            yield from (remark_text(one, words) for one in effect.episode.remarks if one.kind == code)
        elif code not in TOLD_ELSEWHERE:
            yield _sentence(code, effect, words)


def _sentence(code: str, effect: Effect, words: Words) -> str:
    assert effect.primary
    before, after = effect.baseline.counts.completeness, effect.primary.counts.completeness
    weeks = window_text(effect.episode.primary, words)
    values: dict[str, dict[str, str | int]] = {
        "dose_deviation": {"doses": "; ".join(_doses(effect, words))},
        "limited_baseline": {"filled": before.filled},
        "limited_evaluation": {"weeks": capitalised(weeks), "filled": after.filled},
        "completeness_differs": {
            "before": share(before.filled, before.inside, words),
            "after": share(after.filled, after.inside, words),
            "weeks": weeks,
        },
        "evaluation_still_open": {"open": after.open, "weeks": weeks},
    }
    return words(f"effect-caution-{code}", **values.get(code, {}))


def _doses(effect: Effect, words: Words) -> list[str]:
    assert effect.primary
    return [_dose(one, words) for one in effect.episode.dose_deviations(effect.primary.window.last)]


def _dose(deviation: DoseDeviation, words: Words) -> str:
    due = words.date(deviation.due_on)
    if deviation.given_on is None:
        return words("effect-dose-waiting", due=due)
    return words("effect-dose-late", due=due, days=deviation.days_late)
