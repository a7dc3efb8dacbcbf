"""A day of the diary in words: one sentence, every recorded field, and a table of a month. Blanks are never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pandas as pd
from babel.dates import format_datetime

from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.diary import DIARY
from analysis.drugs import CLASSES
from analysis.querying.schema import CLINIC_SOURCE
from dashboard.texts import Words
from dashboard.texts.plain import escape

TOLD_APART = ("patient_id", "date", "headache", "source", "doses_recorded", "attacks_only", "recorded_at", "note")
"""What the heading, the state, the doses and the end of the story tell."""
STORY_FIELDS = tuple(column.name for column in DIARY if column.name not in TOLD_APART)
"""The recorded columns in the order in which they are told, that of the diary; after them the doses and the rest."""


def day_label(entry: DayEntry, words: Words) -> str:
    """The day in one sentence: fredag 2 oktober: migrän, svår, tog triptan."""
    return f"{words.named_day(entry.date)}: {', '.join(_parts(entry, words))}"


def day_heading(entry: DayEntry, words: Words) -> str:
    """The day with its weekday and year: fredag 2 oktober 2026."""
    return f"{words.named_day(entry.date)} {entry.date.year}"


def _parts(entry: DayEntry, words: Words) -> Iterator[str]:
    yield state_text(entry, words)
    if entry.state is DayState.OPEN and entry.locks_on:
        yield words("day-locks", date=words.short_date(entry.locks_on))
    level = entry.worst_pain
    if level:
        yield words(f"day-severity-{level}")
    taken = taken_text(entry, words)
    if taken:
        yield words("day-took", what=taken)
    yield from _marked(entry, words)


def _marked(entry: DayEntry, words: Words) -> Iterator[str]:
    """What is marked beside the headache itself."""
    for name in ("aura", "menstruation"):
        if entry.fields.get(name):
            yield words(f"day-mark-{name}")
    if entry.retrospective:
        yield words("day-mark-retrospective")
    if entry.declared:
        yield words("day-mark-declared")
    if entry.excluded:
        yield words("day-mark-excluded")
    if entry.fields.get("note"):
        yield words("day-mark-note")


def state_text(entry: DayEntry, words: Words) -> str:
    """What is known of the day, in a word or two."""
    return words(f"day-state-{entry.state.value.replace('_', '-')}")


def taken_names(entry: DayEntry, words: Words) -> list[str]:
    """The classes of acute medication taken that day, and by its name each drug that is not recognised."""
    acute = [dose for dose in entry.doses if dose.counts_as_acute]
    classes = {name for dose in acute for name in dose.classes}
    named = [words(f"day-class-{name.replace('_', '-')}") for name in CLASSES if name in classes]
    return [*named, *dict.fromkeys(dose.drug for dose in acute if not dose.classes)]


def taken_text(entry: DayEntry, words: Words) -> str:
    """`taken_names` as a list in a sentence; empty when none."""
    names = taken_names(entry, words)
    return words.all_of(names) if names else ""


def _origin(entry: DayEntry, words: Words) -> list[tuple[str, str]]:
    """What is out of the ordinary with the entry itself: another diary's, written late, in an excluded period."""
    source = entry.fields.get("source")
    told = [(words("day-field-source"), str(source))] if source and source != CLINIC_SOURCE else []
    if entry.fields.get("attacks_only"):
        told.append((words("day-field-attacks-only"), words("day-yes")))
    if entry.retrospective:
        told.append((words("day-field-retrospective"), words("day-yes")))
    if entry.declared:
        told.append((words("day-field-declared"), words("day-yes")))
    if entry.excluded:
        told.append((words("day-field-excluded"), words("day-yes")))
    return told


def day_story(entry: DayEntry, words: Words) -> list[tuple[str, str]]:
    """Every recorded field with its label, as plain text in reading order; what the patient left empty is not told."""
    story = [(words("day-field-state"), state_text(entry, words))]
    if entry.state is DayState.OPEN and entry.locks_on:
        last = words.short_date(entry.locks_on - timedelta(days=1))
        story.append((words("day-field-open"), words("day-open-until", date=last)))
    story += _origin(entry, words)
    story += _recorded(entry, STORY_FIELDS, words)
    story += [(words("day-field-dose"), dose_text(dose, words)) for dose in entry.doses]
    if entry.fields.get("doses_recorded") is False and not entry.doses:
        story.append((words("day-field-dose"), words("day-doses-untold")))
    story += _recorded(entry, ("recorded_at",), words)
    note = entry.fields.get("note")
    return [*story, (words("day-field-note"), str(note))] if note else story


def _recorded(entry: DayEntry, names: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """What was recorded in columns of the diary, each with its label; a blank is left out."""
    recorded = ((name, entry.fields.get(name)) for name in names)
    return [
        (words(f"day-field-{_key(name)}"), _value_text(_key(name), value, words))
        for name, value in recorded
        if value is not None
    ]


def _key(name: str) -> str:
    return name.replace("_", "-")


def _value_text(key: str, value: object, words: Words) -> str:
    """A recorded value in words: by its own text where the language has one, else with its unit where it has one."""
    if isinstance(value, bool):
        return words("day-yes" if value else "day-no")
    if isinstance(value, datetime):
        return words.moment(value)
    shown = _number(value, words)
    if words.has(own := f"day-{key}-{shown}"):
        return words(own)
    return words(unit, value=shown) if words.has(unit := f"day-value-{key}") else shown


def _number(value: object, words: Words) -> str:
    if not isinstance(value, int | float):
        return str(value)
    return words.number(value, len(f"{value:g}".partition(".")[2]))


def dose_text(dose: Dose, words: Words) -> str:
    """An intake of acute medication: Maxalt, 1 dos, kl. 08:30, hjälpte."""
    parts = [dose.drug, words("day-doses", number=dose.doses, shown=_number(dose.doses, words))]
    if dose.taken_at:
        parts.append(words("day-taken-at", time=format_datetime(dose.taken_at, "HH:mm", locale=words.locale)))
    if dose.helped:
        parts.append(words(f"day-helped-{dose.helped}"))
    return ", ".join(parts)


def day_story_html(entry: DayEntry, words: Words) -> str:
    """`day_story` as a definition list; everything that a patient wrote is escaped."""
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value).replace(chr(10), '<br>')}</dd>"
        for label, value in day_story(entry, words)
    )
    return f'<dl class="day-story">{rows}</dl>'


def month_table(entries: Sequence[DayEntry], words: Words) -> pd.DataFrame:
    """A row a day inside: date, weekday, state, severity, acute medication and what else was marked."""
    rows = [
        [
            words.date(entry.date),
            words.weekday(entry.date),
            state_text(entry, words),
            words(f"day-severity-{level}") if (level := entry.worst_pain) else "",
            taken_text(entry, words),
            ", ".join(_marks(entry, words)),
        ]
        for entry in entries
        if entry.state is not DayState.OUTSIDE
    ]
    names = ("date", "weekday", "state", "severity", "dose", "marks")
    return pd.DataFrame(rows, columns=[words(f"day-field-{name}") for name in names])


def _marks(entry: DayEntry, words: Words) -> Iterator[str]:
    if entry.locks_on:
        yield words("day-locks", date=words.short_date(entry.locks_on))
    yield from _marked(entry, words)
