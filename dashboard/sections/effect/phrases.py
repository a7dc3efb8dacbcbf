"""Phrases of a treatment effect: treatments, windows, falls, intervals, answers; written the same everywhere."""

from __future__ import annotations

from datetime import date

from analysis.effect.co_interventions import CoIntervention
from analysis.effect.courses.wearing_off import MONTHLY_WEEKS, QUARTERLY_WEEKS, WearingOff
from analysis.effect.estimate.comparison import Result
from analysis.effect.finding import Effect
from analysis.effect.responders import RESPONDER_CLASSES
from analysis.episodes.episode import Episode
from analysis.records.treatments import UNKNOWN
from dashboard.charts.effect.labels import days_text, window_text
from dashboard.sections.wording import dose_of
from dashboard.texts import Words

DOUBLED = -100
"""A fall under this, percent, is told as "more than twice as many"."""


def capitalised(sentence: str) -> str:
    """A phrase as it begins a sentence."""
    return sentence[:1].upper() + sentence[1:]


def treatment_text(episode: Episode, as_of: date, words: Words) -> str:
    """A treatment with its dose, and when and how it began: Aimovig 140 mg, insatt 2025-03-10."""
    if not episode.has_known_start:
        key = "effect-start-unknown" if episode.start_known == UNKNOWN else "effect-start-month"
        return words(key, name=dose_of(episode, words), month=words.month(episode.first_dose))
    key = "effect-planned" if episode.first_dose > as_of else f"effect-began-{episode.beginning.value}"
    return words(key, name=dose_of(episode, words), date=words.date(episode.first_dose))


def percent_text(percent: float, words: Words) -> str:
    """A size of a fall, percent; with a decimal where rounding would lift it into a responder class (RESP-9)."""
    is_lifted = any(percent < limit <= round(percent) for limit in RESPONDER_CLASSES)
    return words.number(min(percent, 99.9) if percent < 100 else percent, 1) if is_lifted else words.number(percent)


def fall_text(percent: float, words: Words) -> str:
    """A fall in words: 83 % färre, 4 % fler, oförändrat."""
    if abs(percent) < 0.5:
        return words("effect-unchanged")
    if percent < 0:
        return words("effect-more", percent=words.number(-percent))
    return words("effect-fewer", percent=percent_text(percent, words))


def interval_text(interval: tuple[float, float], words: Words) -> str:
    """An interval of a fall in words: 34–94 % färre; 8 % fler till 85 % färre."""
    low, high = interval
    if low >= 0.5:
        return words("effect-span-fewer", low=percent_text(low, words), high=percent_text(high, words))
    if high <= -0.5 and low >= DOUBLED:
        return words("effect-span-more", low=words.number(-high), high=words.number(-low))
    more = words("effect-double") if low < DOUBLED else fall_text(low, words)
    return words("effect-span-both", more=more, fewer=fall_text(high, words))


def change_text(result: Result, words: Words) -> str:
    """The size of a change: in percent, or in days where no percentage is told (RESP-7)."""
    if result.percent_fall is not None:
        return fall_text(result.percent_fall, words)
    return days_change_text(result, words)


def days_change_text(result: Result, words: Words) -> str:
    """The size of a change in days per 28, as counted."""
    if result.change_per_28 is None:
        return words("effect-not_computable")
    if not result.change_per_28:
        return words("effect-unchanged")
    key = "effect-fewer-days" if result.change_per_28 < 0 else "effect-more-days"
    days = abs(result.change_per_28)
    return words(key, days=days_text(days, words), number=days)


def estimate_text(result: Result, words: Words) -> str:
    """The fall of the long-run level, its median; days as counted where no percentage is told of it."""
    found = result.long_run
    return days_change_text(result, words) if found is None or found.is_rare else fall_text(found.median_fall, words)


def answer_of(effect: Effect, kind: str, words: Words) -> str:
    """The estimate of the long-run level with its interval, or the change in days where there is none."""
    result = effect.results[kind]
    if result.change_per_28 is None:
        return words("effect-figure-told")
    if result.long_run is None or result.interval_95 is None:
        return words("effect-answer-days", change=days_change_text(result, words))
    interval = words("effect-interval", span=interval_text(result.interval_95, words))
    level = level_text(effect, words)
    return words("effect-answer-level", level=level, fall=estimate_text(result, words), interval=interval)


def level_text(effect: Effect, words: Words) -> str:
    """What is estimated: the long-run level, and of which weeks where those judged are later ones."""
    return words("effect-long-run" if effect.primary in effect.first_windows else "effect-long-run-first")


def from_to_text(result: Result, words: Words, *, short: bool = False) -> str:
    """Days per 28 before and after: från 18 till 3 per 28 dagar, or 18 → 3; empty where one of them is not told."""
    before, after = result.baseline.per_28, result.follow_up.per_28
    if before is None or after is None:
        return ""
    key = "effect-from-to" if short else "effect-per-28"
    return words(key, before=days_text(before, words), after=days_text(after, words))


def chance_text(chance: float, words: Words) -> str:
    """A probability as a percentage."""
    return words.percent(chance)


def co_intervention_text(change: CoIntervention, primary: str, words: Words) -> str:
    """A change that was made meanwhile, with its day."""
    values = {"drug": change.drug or "", "date": words.date(change.on) if change.on else ""}
    if change.code.startswith("overuse_"):
        return words(f"effect-change-{change.code}", weeks=window_text(primary, words))
    if change.code == "not_read" and not change.drug:
        return words(f"effect-change-{'drug_not_read' if change.on else 'nothing_read'}", date=values["date"])
    if change.code == "started_in_month" and change.on:
        return words("effect-change-started_in_month", drug=values["drug"], month=words.month(change.on))
    return words(f"effect-change-{change.code}", **values)


def wearing_off_text(found: WearingOff, words: Words) -> str:
    """Whether there are signs of it, with the difference and its interval, in a sentence."""
    if found.difference is None or found.interval_95 is None:
        return words("effect-wearing-few", cycles=found.compared)
    earlier, late = QUARTERLY_WEEKS if max(found.weeks) > MONTHLY_WEEKS[1][0] else MONTHLY_WEEKS
    low, high = (words.number(edge, 1) for edge in found.interval_95)
    return words(
        f"effect-wearing-{'signs' if found.has_signs else 'none'}",
        difference=words.number(found.difference, 1),
        late=_weeks(late, words),
        earlier=_weeks(earlier, words),
        interval=words("effect-wearing-interval", low=low, high=high),
        cycles=found.compared,
    )


def _weeks(weeks: tuple[int, ...], words: Words) -> str:
    if len(weeks) == 1:
        return words("effect-wearing-week", week=weeks[0])
    return words("effect-weeks", weeks=f"{weeks[0]}–{weeks[-1]}")
