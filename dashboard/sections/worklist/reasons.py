"""Why a patient is on the nurse's list, a sentence for each group, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from analysis.worklist import Line, Need
from dashboard.sections.wording import counted, day_range, remark_text
from dashboard.texts import Words


def reasons(line: Line, words: Words) -> list[str]:
    """A sentence for each group the patient is in, then what is odd about the records of the treatments."""
    odd = [remark_text(remark, words) for remark in line.treatment_remarks]
    return [*(_SENTENCES[group](line, words) for group in line.groups), *odd]


def day_of_week(day: date, words: Words) -> str:
    """A day near at hand: söndag 1 nov."""
    return f"{words.weekday(day)} {words.short_date(day)}"


def _rescue(line: Line, words: Words) -> str:
    first = line.next_lock or line.as_of
    locks = words("reason-rescue-locks", days=line.locks_soon, date=day_of_week(first, words))
    return f"{locks} {_worth(line, words)}"


def _worth(line: Line, words: Words) -> str:
    found, goal = line.rescue, line.settings.goal_percent
    if found.needed is None:
        return words("reason-rescue-short", filled=found.filled, inside=found.inside, goal=goal)
    if found.until is None:
        return words("reason-rescue-reached", goal=goal)
    return words("reason-rescue-reach", days=found.needed, date=day_of_week(found.until, words), goal=goal)


def _at_risk(line: Line, words: Words) -> str:
    return " ".join(_need(need, words) for need in line.at_risk)


def _need(need: Need, words: Words) -> str:
    told = words(
        f"reason-need-{need.what}",
        date=words.date(need.on),
        days=day_range(need.window, words),
        filled=need.completeness.filled,
        required=need.required,
    )
    possible = words("reason-need-possible" if need.savable else "reason-need-lost", days=need.possible)
    return f"{told} {possible}"


def _stopped(line: Line, words: Words) -> str:
    if line.last_filled is None or line.rhythm is None:
        return words("reason-stopped-never")
    rhythm = line.rhythm
    return words("reason-stopped", date=words.date(line.last_filled), filled=rhythm.filled, days=rhythm.days)


def _insufficient(line: Line, words: Words) -> str:
    days = line.completeness
    return words("reason-insufficient", filled=days.filled, inside=days.inside, needed=line.settings.orange)


def _evaluation_due(line: Line, words: Words) -> str:
    return words("reason-evaluation", date=words.date(line.evaluation_due_on or line.as_of))


def _overuse(line: Line, words: Words) -> str:
    text = words("reason-overuse", classes=words.all_of([words(f"overused-{name}") for name in line.overused]))
    return text[:1].upper() + text[1:]


def _losing_effect(line: Line, words: Words) -> str:
    loss = line.loss
    if loss is None:
        return ""
    return words(
        "reason-losing",
        treatment=loss.treatment,
        last=counted(loss.last_days, words),
        best=counted(loss.best_days, words),
        days=day_range(loss.best, words),
    )


_SENTENCES: dict[str, Callable[[Line, Words], str]] = {
    "rescue": _rescue,
    "evaluation_at_risk": _at_risk,
    "stopped": _stopped,
    "insufficient": _insufficient,
    "evaluation_due": _evaluation_due,
    "overuse": _overuse,
    "losing_effect": _losing_effect,
}
