"""What the headache took, before a treatment and on it: hours with headache, and days much hindered or in bed."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.effect.finding import Effect
from dashboard.charts.effect.labels import window_text
from dashboard.sections.wording import counted
from dashboard.texts import Words

DISABLING = "disabling"


def toll_sentences(effect: Effect, words: Words) -> Iterator[str]:
    """Hours and disability of the 28 days before against the window judged, where both tell; nothing where not judged.

    Set beside, never subtracted: hours are those of the days that tell.
    """
    if effect.reasons or effect.primary is None:
        return
    before, after = effect.baseline, effect.primary
    weeks = window_text(effect.episode.primary, words)
    if before.hours.told and after.hours.per_28 is not None and before.hours.per_28 is not None:
        yield words(
            "effect-toll-hours",
            weeks=weeks,
            before=words.number(before.hours.per_28, 0),
            after=words.number(after.hours.per_28, 0),
            told_before=before.hours.told,
            days_before=before.hours.told + before.hours.untold,
            told_after=after.hours.told,
            days_after=after.hours.told + after.hours.untold,
        )
    if any(window[DISABLING].observed for window in (before, after)):
        yield words(
            "effect-toll-disabling",
            weeks=weeks,
            before=counted(before[DISABLING], words),
            after=counted(after[DISABLING], words),
        )
