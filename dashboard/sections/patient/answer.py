"""The answer of today in three sentences: what is so now, what it rests on, and acute medication.

The same places for every patient: what cannot be judged has the place of an answer. No verdict is stronger than the
interval printed beside it, and no cause or advice is told (MDR-8, MDR-9).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from analysis.counts.day_count import WindowCounts
from analysis.effect.estimate.long_run import LeftNow
from analysis.effect.finding import Effect
from analysis.outcomes import Outcome
from analysis.today import NearestLimit, Subject, Today
from dashboard.charts.effect.labels import window_text
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.effect.months import is_begun_at_its_best
from dashboard.sections.effect.phrases import capitalised, estimate_text, fall_text, interval_text
from dashboard.sections.effect.verdict import graded, verdict, what_would_change
from dashboard.sections.wording import drug_within_sentence, told_days, within_sentence
from dashboard.texts import Words

KINDS = ("headache",)
"""The kind of day that the headline speaks of: the one that every diary tells."""
SURE = 0.5
"""A fall under this, percent, is told as unchanged: an interval that begins there holds no change."""


def answer(today: Today, words: Words) -> tuple[str, str, str]:
    """The headline, what it rests on, and acute medication; without a running preventive the last comes first."""
    medication = overuse_text(today, words)
    if today.subject is Subject.FREQUENCY:
        first, second = frequency_text(today, words), ended_text(today, words)
        is_overuse = today.overuse is Outcome.MET
        return (medication, first, second) if is_overuse else (first, second, medication)
    return headline(today, words), " ".join(rests_on(today, words)), medication


def headline(today: Today, words: Words) -> str:
    """What is so now, in one sentence."""
    effect = today.effect
    if effect is None or today.subject in (Subject.FREQUENCY, Subject.NO_MEASURE):
        return words("no-measure") if today.subject is Subject.NO_MEASURE else frequency_text(today, words)
    drug = drug_within_sentence(effect.episode)
    if today.subject is Subject.NOT_JUDGED:
        return words("today-not-judged", drug=drug, verdict=within_sentence(verdict(effect, words)))
    if today.subject is Subject.EVALUATION:
        told = within_sentence(graded(effect, words, KINDS))
        return capitalised(words("today-evaluation", drug=drug, verdict=told, **_numbers(today, words)))
    return capitalised(words(f"today-{_key_of_now(today)}", drug=drug, **_numbers(today, words)))


def _key_of_now(today: Today) -> str:
    if today.subject is Subject.LOST:
        return "lost"
    return f"now-{_grade_of_days(today)}" if today.latest["headache"].told else "now-nothing"


def standing(today: Today, words: Words) -> str:
    """What is so now as a clause after the numbers, without them: effekten har minskat."""
    effect = today.effect
    if effect is None:
        return ""
    if today.subject is Subject.NOT_JUDGED:
        return within_sentence(verdict(effect, words)).rstrip(".")
    if today.subject is Subject.EVALUATION:
        return graded(effect, words, KINDS)
    return words("standing-lost" if today.subject is Subject.LOST else f"standing-{_grade_of_days(today)}")


def rests_on(today: Today, words: Words) -> Iterator[str]:
    """The days before, when it was to be judged, and now; then what is estimated of each, with its interval."""
    effect = today.effect
    if effect is None or today.subject in (Subject.FREQUENCY, Subject.NO_MEASURE):
        return
    yield words("today-course", course=course_text(today, words))
    if effect.reasons:
        yield from islice(what_would_change(effect, words), 1)
        return
    yield from _estimates(today, effect, words)


def course_text(today: Today, words: Words, latest: str = "today-latest") -> str:
    """Days with headache in one grammar: 18 före → 5 (vecka 9–12) → 16 de senaste 28 dagarna."""
    parts = [words("today-before", days=days_text(today.before, words))] if today.before else []
    if today.evaluated and today.effect:
        weeks = window_text(today.effect.episode.primary, words)
        parts.append(words("today-evaluated", weeks=weeks, days=days_text(today.evaluated, words)))
    parts.append(words(latest, days=days_text(today.latest, words)))
    return words("today-arrow").join(parts)


def _estimates(today: Today, effect: Effect, words: Words) -> Iterator[str]:
    result, left = effect.results["headache"], today.left_now
    if result.interval_95 is not None:
        yield words(
            "today-estimate", fall=estimate_text(result, words), interval=interval_text(result.interval_95, words)
        )
    if effect.worst_baseline:
        yield words("today-worst")
    elif is_begun_at_its_best(effect):
        yield words("today-best")
    if left is not None:
        is_unsure, is_clear = _grade_of_days(today) == "unsure", _grade_now(left) != "unsure"
        key = "today-left-turned" if is_unsure and is_clear else "today-left-unsure" if is_unsure else "today-left"
        yield words(key, fall=fall_text(left.median_fall, words), interval=interval_text(left.interval_95, words))


def _grade_of_days(today: Today) -> str:
    """The same, where empty days cannot turn it round: few or many, the fewest before are more than the most now."""
    found = _grade_now(today.left_now)
    if found in ("fewer", "more") and today.before:
        before, now = today.before["headache"], today.latest["headache"]
        scale = today.latest.completeness.inside / today.before.completeness.inside
        is_so = before.lowest * scale > now.highest if found == "fewer" else before.highest * scale < now.lowest
        return found if is_so else "unsure"
    return found


def _grade_now(left: LeftNow | None) -> str:
    """What the interval of the last 28 days allows to be said."""
    if left is None:
        return "unknown"
    low, high = left.interval_95
    if low >= SURE:
        return "fewer"
    return "more" if high <= -SURE else "unsure"


def _numbers(today: Today, words: Words) -> dict[str, str]:
    effect, evaluated = today.effect, today.evaluated
    return {
        "latest": headache_text(today.latest, words),
        "before": days_text(today.before, words) if today.before else "",
        "evaluated": headache_text(evaluated, words) if evaluated else "",
        "weeks": window_text(effect.episode.primary, words) if effect else "",
    }


def frequency_text(today: Today, words: Words) -> str:
    """How often there was headache in the last 28 days, where no preventive runs."""
    if not today.latest["headache"].told:
        return words("today-nothing-filled" if today.latest.completeness.inside else "today-outside")
    return words("today-frequency", latest=capitalised(headache_text(today.latest, words)))


def ended_text(today: Today, words: Words) -> str:
    """That no preventive runs, and when the last one ended; what was planned, where that is all there is."""
    effect = today.effect
    if effect is None:
        return words("today-treatment-unread" if today.may_be_treated else "today-no-preventive")
    episode, drug = effect.episode, drug_within_sentence(effect.episode)
    if episode.first_dose > today.recent.as_of:
        key = "today-planned-unread" if today.may_be_treated else "today-planned"
        return capitalised(words(key, drug=drug, date=words.date(episode.first_dose)))
    if episode.has_unread_stop:
        return words("today-treatment-unread")
    if today.runs or episode.last_day is None:
        return capitalised(words("today-start-unknown", drug=drug))
    key = "today-ended-unread" if today.may_be_treated else "today-ended"
    return capitalised(words(key, drug=drug, date=words.date(episode.last_day)))


def overuse_text(today: Today, words: Words) -> str:
    """Whether acute medication is overused, with the class nearest its limit."""
    nearest = today.nearest_limit
    if nearest is None:
        return words(f"today-overuse-none-{today.overuse.code}")
    return words(f"today-overuse-{_code_of_overuse(today.overuse, nearest)}", nearest=_nearest(nearest, words))


def _code_of_overuse(overuse: Outcome, nearest: NearestLimit) -> str:
    """The outcome; where there is no pattern, whether the last 28 days alone reach the limit, or may."""
    if overuse is Outcome.NOT_MET and nearest.days.highest >= nearest.limit:
        return "reaches" if nearest.days.observed >= nearest.limit else "may-reach"
    return overuse.code


def _nearest(nearest: NearestLimit | None, words: Words) -> str:
    if nearest is None:
        return ""
    kind = within_sentence(words(f"class-{nearest.kind}"))
    days = nearest.days
    return words("today-nearest", kind=kind, days=range_text(days), number=days.highest, limit=nearest.limit)


def days_text(counts: WindowCounts, words: Words) -> str:
    """Headache days of a window, as a range where empty days leave one; words where nothing tells."""
    return told_days(counts, "headache", words) if counts["headache"].told else words("today-untold")


def headache_text(counts: WindowCounts, words: Words) -> str:
    """Headache days of a window with their name, and on how many days where it is not covered: 16 huvudvärksdagar."""
    days = counts["headache"]
    number = range_text(days) if days.told else words("today-untold")
    told = words("today-headache-days", days=number, number=days.highest if days.told else 0)
    is_covered = not (days.told and counts.outside)
    return told if is_covered else words("today-covered", days=told, inside=counts.completeness.inside)
