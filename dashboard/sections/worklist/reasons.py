"""Why a patient is on the nurse's list: in one short line, and in a sentence for each group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from analysis.worklist import ENOUGH, NEAR, WAITING, Line, Need
from dashboard.sections.wording import NO_NUMBER, counted, day_range, remark_text
from dashboard.texts import Words


def reasons(line: Line, words: Words) -> list[str]:
    """A sentence for each group the patient is in, then what could not be read or is odd about what is recorded."""
    odd = [remark_text(remark, words) for remark in line.treatment_remarks]
    unread = [words(f"reason-not_read-{what}") for what in line.not_read]
    return [*(_SENTENCES[group](line, words) for group in line.groups), *unread, *odd]


_TOLD_BY = {NEAR: {"evaluation_at_risk", "rescue"}, ENOUGH: {"rescue"}}
"""The groups that the short line of a place speaks of already, where that is not the place's own group alone."""


def short_reason(line: Line, words: Words) -> str:
    """Why the patient stands where the list has them, in one line; a dash where nothing is to be done.

    Where that is only as far as could be read, what could not be in place of the dash.
    """
    told = _SHORT.get(line.place)
    if told:
        return told(line, words)
    return words(f"short-not_read-{line.not_read[0]}") if line.not_read else NO_NUMBER


def standing(line: Line, words: Words) -> list[str]:
    """Where the list has the patient, in the list's own line, then the names of the other groups the patient is in."""
    others = [words(f"place-{group}") for group in line.groups if group not in _TOLD_BY.get(line.place, {line.place})]
    return [short_reason(line, words), *others] if line.place in _SHORT else others


def tells_of_open_days(line: Line) -> bool:
    """Whether the short line says how many days are open, or to be filled in, and until when."""
    return line.place in ("rescue", ENOUGH)


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
    return f"{_unjudged(need, words)}{told} {possible}"


def _unjudged(need: Need, words: Words) -> str:
    lacks = need.unjudged
    if lacks is None:
        return ""
    key, treatment = f"reason-unjudged-{lacks.what}", lacks.treatment
    return words(key, treatment=treatment, filled=lacks.filled, required=need.required) + " "


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


def _short_near(line: Line, words: Words) -> str:
    need = line.near
    return NO_NUMBER if need is None else _short_need(need, line, words)


def _short_need(need: Need, line: Line, words: Words) -> str:
    values = {"what": words(f"short-{need.what}"), "date": words.short_date(need.on)}
    if need.unjudged is not None:
        return words("short-near-unjudged", treatment=need.unjudged.treatment, **values)
    if not need.savable:
        return words("short-lost", **values)
    return words("short-near", open=len(line.open_days), lacking=need.lacking, **values)


def _short_at_risk(line: Line, words: Words) -> str:
    return _short_need(line.at_risk[0], line, words)


def _short_stopped(line: Line, words: Words) -> str:
    if line.last_filled is None:
        return words("short-stopped-never")
    since, reach = words.short_date(line.last_filled), _reach(line, words)
    return words("short-stopped-reach", date=since, **reach) if reach else words("short-stopped", date=since)


def _reach(line: Line, words: Words) -> dict[str, str | int]:
    """How many days, until when, reach the goal; empty where they do not, or it is reached."""
    found = line.rescue
    if not found.needed or found.until is None:
        return {}
    return {"days": found.needed, "until": words.short_date(found.until), "goal": line.settings.goal_percent}


def _short_rescue(line: Line, words: Words) -> str:
    found, reach = line.rescue, _reach(line, words)
    if reach:
        return words("short-rescue-reach", **reach)
    locks = words.short_date(line.next_lock or line.as_of)
    return words("short-rescue-short", open=len(line.open_days), date=locks, filled=found.filled, inside=found.inside)


def _short_insufficient(line: Line, words: Words) -> str:
    days = line.completeness
    return words("short-insufficient", filled=days.filled, inside=days.inside, needed=line.settings.orange)


def _short_due(line: Line, words: Words) -> str:
    on = line.evaluation_due_on or line.as_of
    return words(f"short-evaluation_{'due' if on >= line.as_of else 'over'}", date=words.short_date(on))


def _short_overuse(line: Line, words: Words) -> str:
    text = words("short-overuse", classes=words.all_of([words(f"overused-{name}") for name in line.overused]))
    return text[:1].upper() + text[1:]


def _short_losing(line: Line, words: Words) -> str:
    loss = line.loss
    if loss is None:
        return ""
    days = {"last": loss.last_days.observed, "best": loss.best_days.observed}
    return words("short-losing_effect", treatment=loss.treatment, **days)


def _short_enough(line: Line, words: Words) -> str:
    locks = words.short_date(line.next_lock or line.as_of)
    return words("short-enough", open=len(line.open_days), date=locks, goal=line.settings.goal_percent)


def _short_waiting(line: Line, words: Words) -> str:
    return words("short-waiting", date=words.short_date(line.waiting_until or line.as_of))


_SHORT: dict[str, Callable[[Line, Words], str]] = {
    NEAR: _short_near,
    "stopped": _short_stopped,
    "rescue": _short_rescue,
    "evaluation_at_risk": _short_at_risk,
    "insufficient": _short_insufficient,
    "evaluation_due": _short_due,
    "overuse": _short_overuse,
    "losing_effect": _short_losing,
    ENOUGH: _short_enough,
    WAITING: _short_waiting,
}
