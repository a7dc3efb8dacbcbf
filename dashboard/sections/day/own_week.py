"""The patient's own week, and what is asked of a day, in words: all that the form in the browser is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from analysis.basis import Basis
from analysis.days.state import last_fillable, oldest_fillable, side_outside
from analysis.diary import SYMPTOMS
from analysis.records.patients import Patient
from analysis.settings import Settings
from analysis.store.own_days import OwnDay, Version
from dashboard.texts import Words

WEEK_DAYS = 7
"""Days before today that stand in view; more where more can be filled in."""
HOURS = (0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24)
"""Hours of headache that are offered; each is the answer itself, none a band."""
AURA_MINUTES = (5, 10, 20, 30, 60, 90)
OWN_WORD = "MD-0"
"""The definition that asks for the patient's own word for the day."""
HELPED = ("yes", "partly", "no")
SAID = (
    "no-means",
    "no-but",
    "skipped",
    "save",
    "next",
    "skip",
    "change",
    "saving",
    "not-kept",
    "again",
    "symptoms",
    "none-of-rest",
    "taken",
    "nothing-taken",
    "other",
    "add",
    "doses",
    "fewer",
    "more",
    "helped",
    "note",
    "week",
    "no",
    "yes",
    "headache",
)


def form_data(
    known: Sequence[Version],
    person: Patient,
    drugs: Sequence[str],
    today: date,
    settings: Settings,
    words: Words,
    *,
    asks_bleeding: bool,
    chosen: date | None = None,
) -> dict[str, Any]:
    """What the browser is told. `known` are the filled days in view and before them, newest first."""
    by_day = {one.day.date: one.day for one in known}
    every = ["note", *(["menstruation"] if asks_bleeding else [])]
    return {
        "language": words.language,
        "words": {_camel(name): words(f"own-{name}") for name in SAID},
        "chosen": (chosen or today).isoformat(),
        "days": [_day(day, by_day.get(day), person, today, settings, words) for day in days_in_view(today, settings)],
        "questions": questions(settings, words),
        "symptoms": [_yes_no(name, words) for name in SYMPTOMS],
        "ofEveryDay": [_yes_no("menstruation", words)] if asks_bleeding else [],
        "everyDay": every,
        "drugs": list(drugs),
        "helped": [{"value": one, "label": words(f"own-helped-{one}")} for one in HELPED],
        "last": _last(known, words),
    }


def days_in_view(today: date, settings: Settings) -> list[date]:
    """Today and the days before it, newest first: seven, or as many as can still be filled in."""
    first = min(oldest_fillable(Basis(today, settings)), today - timedelta(days=WEEK_DAYS))
    return [today - timedelta(days=ago) for ago in range((today - first).days + 1)]


def questions(settings: Settings, words: Words) -> dict[str, list[dict[str, Any]]]:
    """What is asked of a headache day before and after its symptoms, in the order in which a person thinks."""
    hours = [{"value": one, "label": _hours(one, words)} for one in HOURS]
    minutes = [{"value": one, "label": str(one)} for one in AURA_MINUTES]
    before = [
        _levels("severity", range(1, 4), words),
        {"name": "duration_hours", "label": words("own-duration_hours"), "choices": hours},
        _yes_no("aura", words),
        {"name": "aura_minutes", "label": words("own-aura_minutes"), "choices": minutes},
    ]
    own_word = [_yes_no("migraine", words)] if settings.profile == OWN_WORD else []
    return {"before": before, "after": [_levels("disability", range(4), words), *own_word]}


def _levels(name: str, values: range, words: Words) -> dict[str, Any]:
    choices = [{"value": one, "label": words(f"own-{name}-{one}")} for one in values]
    return {"name": name, "label": words(f"own-{name}"), "choices": choices}


def _yes_no(name: str, words: Words) -> dict[str, Any]:
    choices = [{"value": True, "label": words("own-yes")}, {"value": False, "label": words("own-no")}]
    return {"name": name, "label": words(f"own-{name}"), "choices": choices}


def _hours(hours: float, words: Words) -> str:
    key = f"own-hours-{hours:g}".replace(".", "-")
    return words(key) if words.has(key) else f"{hours:g}"


def _day(
    day: date, entry: OwnDay | None, person: Patient, today: date, settings: Settings, words: Words
) -> dict[str, Any]:
    state, is_fillable = _state(day, entry, person, today, settings)
    last = _shortly(last_fillable(day, settings), today, words)
    told = words(f"own-state-{state}", last=last) if state != "outside" else _outside(day, person, words)
    locked = "" if is_fillable or entry is None else f", {words('own-state-locked', last=last)}"
    return {
        "date": day.isoformat(),
        "title": _capital(named(day, today, words, in_full=True)),
        "short": _capital(named(day, today, words)),
        "state": state,
        "mark": {"headache": "●", "headache_free": "–"}.get(state, ""),
        "told": f"{told}{locked}",
        "isFillable": is_fillable,
        "entry": None if entry is None else plain(entry),
        "lines": [] if entry is None else list(_lines(entry, words)),
    }


def _state(day: date, entry: OwnDay | None, person: Patient, today: date, settings: Settings) -> tuple[str, bool]:
    """The state of a day, and whether it can be filled in or changed."""
    if side_outside(day, person.enrolled_on, person.left_on):
        return "outside", False
    is_open = day >= oldest_fillable(Basis(today, settings))
    if entry is not None:
        return ("headache" if entry.headache else "headache_free"), is_open
    return ("open" if is_open else "missing"), is_open


def _outside(day: date, person: Patient, words: Words) -> str:
    return words(f"own-state-{side_outside(day, person.enrolled_on, person.left_on)}")


def named(day: date, today: date, words: Words, *, in_full: bool = False) -> str:
    """A day as one says it: today, yesterday, or by its day of the week."""
    of_week = words.named_day(day)
    near = {0: "own-today", 1: "own-yesterday"}.get((today - day).days)
    if near is None:
        return of_week
    return f"{words(near)}, {of_week}" if in_full else words(near).lower()


def _shortly(day: date, today: date, words: Words) -> str:
    """As `named`, but by its date alone: on a phone a line for each day of the week."""
    return named(day, today, words) if (today - day).days in (0, 1) else words.short_date(day)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(entry: OwnDay, words: Words) -> list[str]:
    """What is answered of a day, a line each."""
    lines = [
        f"{words(f'own-{name}')}: {_answer(name, value, words)}"
        for name, value in entry.answers.items()
        if words.has(f"own-{name}")
    ]
    return [line.replace("?:", ":") for line in lines] + _taken(entry, words)


def _answer(name: str, value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words("own-yes" if value else "own-no").lower()
    if name in ("severity", "disability"):
        return words(f"own-{name}-{value}").lower()
    return _hours(float(value), words) if isinstance(value, int | float) else str(value)


def _taken(entry: OwnDay, words: Words) -> list[str]:
    if entry.intakes is None:
        return [words("own-line-untold")] if entry.headache else []
    told = [
        words(
            "own-line-drug",
            drug=one.drug,
            doses=words.number(one.doses, 0 if one.doses == int(one.doses) else 1),
            count=one.doses,
        )
        for one in entry.intakes
    ]
    return told or [words("own-line-nothing")]


def plain(entry: OwnDay) -> dict[str, Any]:
    """A day as the form holds it."""
    intakes = None if entry.intakes is None else [vars(one) for one in entry.intakes]
    return {"headache": entry.headache, "answers": dict(entry.answers), "intakes": intakes}


def _last(known: Sequence[Version], words: Words) -> Mapping[str, Any] | None:
    """The last headache day with all but its note and bleeding, to be taken over where somebody asks for it."""
    found = next((one.day for one in known if one.day.headache), None)
    if found is None:
        return None
    answers = {name: value for name, value in found.answers.items() if name not in ("note", "menstruation")}
    entry = plain(OwnDay(found.patient_id, found.date, True, answers, found.intakes))
    return {"label": words("own-last", day=words.named_day(found.date)), "entry": entry}


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(one.capitalize() for one in others)
