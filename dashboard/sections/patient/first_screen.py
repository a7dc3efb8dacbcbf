"""The first screen: the same places for every patient, read from the top in ten seconds.

Who, what is given now, how old the data are; whether the diary can be trusted, its days as days; the answer of today;
a table of numbers with their course; what is new since the last visit; what else may matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import WindowCounts
from analysis.days.day_by_day import DayEntry, DayState
from analysis.episodes.courses import Course
from analysis.records.patients import PatientFile, Score
from analysis.today import Subject, Today
from analysis.windows import WINDOW_DAYS, Window
from dashboard.charts.effect.labels import window_text
from dashboard.charts.parts.numbers import range_text, score_text
from dashboard.charts.patient.rows_below import LEAST_SPAN
from dashboard.sections.patient.answer import answer
from dashboard.sections.patient.short_record import INSTRUMENTS as TOLD
from dashboard.sections.patient.since_visit import facts_since_visit
from dashboard.sections.patient.sufficiency import tier_key
from dashboard.sections.patient.treatments import (
    courses_of,
    diagnosis_text,
    planned_and_ended,
    remark_texts,
    since_text,
)
from dashboard.sections.wording import NO_NUMBER, visit_text
from dashboard.sections.worklist.reasons import standing, tells_of_open_days
from dashboard.texts import Words

LIMITS = {"headache": 15}
"""Days of 28 drawn as a line: chronic headache (CM-1)."""
COUNTED_AFTER_DAYS = 21
"""A score counts for the evaluated window until so many days after it (local setting)."""
SEVERE_IMPACT = {"HIT-6": 60}
"""The score from which the impact is severe (PRO-2), drawn as a line."""


@dataclass(frozen=True)
class MarkedDay:
    """A day of the strip: its state, its letter, what it is in words, and whether acute medication was taken."""

    state: str
    letter: str
    label: str
    has_medication: bool = False


@dataclass(frozen=True)
class Bar:
    """A 28-day window of a small picture, days of 28: certain ones of the inner and the outer kind, and possible ones.

    `missing` and `open` are empty days that are locked, and that can still be filled in.
    """

    inner: int
    outer: int
    missing: int
    open: int


@dataclass(frozen=True)
class Picture:
    """The course over the last windows, oldest first, as bars of days or as points; `told` says the same in words.

    `limit` is a line at so many days or points. `points` are a share of the width, a share of the height and a label.
    """

    told: str
    bars: tuple[Bar, ...] = ()
    points: tuple[tuple[float, float, str], ...] = ()
    limit: float | None = None
    limit_text: str = ""
    name: str = ""


@dataclass(frozen=True)
class NumberRow:
    """A row of the table: a name, its measure, a cell for each column, and a picture that spans it and the next row."""

    name: str
    note: str
    cells: tuple[str, ...]
    picture: Picture | None = None
    spans: int = 1


@dataclass(frozen=True)
class FirstScreen:
    """All of the first screen in words and numbers; `facts` are pairs of a name and what stands under it."""

    title: str
    about: str
    now: str
    visits: str
    odd: tuple[str, ...]
    trust: str
    tier: str
    empty: str
    days: tuple[MarkedDay, ...]
    days_key: str
    answer: tuple[str, str, str]
    heads: tuple[tuple[str, str], ...]
    rows: tuple[NumberRow, ...]
    rows_key: str
    months: tuple[str, ...]
    since_title: str
    since: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


def first_entry(file: PatientFile, as_of: date) -> date:
    """The first of the days that the first screen tells of: of the last 28, and of those since the last visit."""
    month, last = as_of - timedelta(days=WINDOW_DAYS - 1), file.last_visit(as_of)
    return month if last is None else min(month, last.date)


def first_screen(
    today: Today,
    file: PatientFile,
    windows: Sequence[WindowCounts],
    entries: Sequence[DayEntry],
    words: Words,
) -> FirstScreen:
    """The first screen. `windows` are the last 28-day windows, newest last; `entries` are days one by one.

    They end with the as-of date, and begin with `first_entry` or before.
    """
    as_of, person = today.recent.as_of, file.patient
    month = entries[-WINDOW_DAYS:]
    completeness = today.latest.completeness
    rows = tuple(_rows(today, file, windows, words))
    return FirstScreen(
        title=person.display_name or person.patient_id,
        about=" · ".join(_person(file, as_of, words)),
        now=_now(file, as_of, words),
        visits=_visits(file, as_of, words),
        odd=tuple(remark_texts(courses_of(file, as_of), words)),
        trust=words("first-filled", filled=completeness.filled, inside=completeness.inside)
        if completeness.inside
        else words("filled-none-inside"),
        tier=words(f"sufficiency-{tier_key(completeness, today.recent.settings)}"),
        empty=_empty(completeness, words),
        days=tuple(_marked(entry, words) for entry in month),
        days_key=words("first-key", untold=_either(any(one.state is DayState.HEADACHE for one in month))),
        answer=answer(today, words),
        heads=_heads(today, words),
        rows=rows,
        rows_key=_rows_key(rows, windows, words),
        months=tuple(words.short_month(window.window.last) for window in windows),
        since_title=_since_title(file, as_of, words),
        since=tuple(facts_since_visit(today, file, entries, words)),
        others=tuple(_others(today, file, words)),
    )


def _empty(completeness: Completeness, words: Words) -> str:
    """How many days are empty, of each kind; that there are none, where that is so."""
    kinds = {"open": completeness.open, "missing": completeness.missing}
    told = [words(f"first-empty-{kind}", days=days) for kind, days in kinds.items() if days]
    if told:
        return words("first-empty", kinds=", ".join(told))
    return words("first-empty-none") if completeness.inside else ""


def _person(file: PatientFile, as_of: date, words: Words) -> Iterator[str]:
    person = file.patient
    if person.display_name:
        yield person.patient_id
    about = [words("first-age", years=as_of.year - person.birth_year)] if person.birth_year else []
    if person.sex:
        about.append(words(f"sex-{person.sex}"))
    if about:
        yield ", ".join(about)
    if person.diagnosis:
        yield diagnosis_text(person.diagnosis, words)
    if person.care_unit:
        yield person.care_unit


def _now(file: PatientFile, as_of: date, words: Words) -> str:
    """What is given, newest first, what is planned, and what was stopped lately."""
    found = courses_of(file, as_of)
    running = [_running(one, as_of, words) for one in reversed(found) if one.runs_on(as_of)]
    told = running or [words("first-no-treatment")]
    return "; ".join([*told, *planned_and_ended(found, as_of, words)])


def _running(course: Course, as_of: date, words: Words) -> str:
    given = [day for day in course.given_on if day <= as_of]
    doses = words("first-doses", doses=len(given), date=words.short_date(given[-1])) if given else ""
    return ", ".join(filter(None, [since_text(course, as_of, words), doses]))


def _visits(file: PatientFile, as_of: date, words: Words) -> str:
    following, last = file.next_visit(as_of), file.last_visit(as_of)
    told = [words("first-visit-last", visit=visit_text(last, words))] if last else []
    told.append(words("first-visit-next", visit=visit_text(following, words)) if following else words("first-no-visit"))
    return ", ".join(told)


_LETTERS = {DayState.MIGRAINE: "M", DayState.OTHER_HEADACHE: "H", DayState.HEADACHE: "H?", DayState.HEADACHE_FREE: "–"}


def _marked(entry: DayEntry, words: Words) -> MarkedDay:
    letter = _LETTERS.get(entry.state, "" if entry.state is DayState.OUTSIDE else "?")
    state = words(f"day-state-{entry.state.value.replace('_', '-')}")
    label = words("strip-day", date=words.date(entry.date), state=state)
    return MarkedDay(entry.state.value, letter, label, any(dose.counts_as_acute for dose in entry.doses))


def _columns(today: Today) -> tuple[WindowCounts | None, ...]:
    return today.before, today.evaluated, today.previous, today.latest


def _heads(today: Today, words: Words) -> tuple[tuple[str, str], ...]:
    weeks = window_text(today.effect.episode.primary, words) if today.effect and today.before else ""
    names = (
        words("first-before"),
        weeks[:1].upper() + weeks[1:] if weeks else words("first-evaluated"),
        words("first-previous"),
        words("first-latest"),
    )
    return tuple(zip(names, (_filled(counts, words) for counts in _columns(today)), strict=True))


def _filled(counts: WindowCounts | None, words: Words) -> str:
    if counts is None or not counts.completeness.inside:
        return NO_NUMBER
    return words("first-of", filled=counts.completeness.filled, inside=counts.completeness.inside)


def _rows(today: Today, file: PatientFile, windows: Sequence[WindowCounts], words: Words) -> Iterator[NumberRow]:
    headache = _bars(windows, "headache", "migraine", words)
    limit = replace(headache, limit=LIMITS["headache"] / WINDOW_DAYS, limit_text=str(LIMITS["headache"]))
    yield NumberRow(words("first-headache"), "", _cells(today, "headache"), limit, 2)
    yield NumberRow(words("first-migraine"), "", _cells(today, "migraine"))
    nearest = today.nearest_limit
    inner = nearest.kind if nearest else "triptan"
    acute = _bars(windows, "acute_medication", inner, words)
    if nearest:
        acute = replace(acute, limit=nearest.limit / WINDOW_DAYS, limit_text=str(nearest.limit))
    yield NumberRow(words("first-acute"), words("first-all-classes"), _cells(today, "acute_medication"), acute, 2)
    name = words(f"first-class-{inner}" if words.has(f"first-class-{inner}") else f"class-{inner}")
    note = words("first-nearest", limit=nearest.limit) if nearest else ""
    yield NumberRow(name[:1].upper() + name[1:], note, _cells(today, inner))
    span = Window(windows[0].window.first, windows[-1].window.last)
    for instrument in TOLD:
        yield _score_row(today, file.scores, instrument, span, words)


def _rows_key(rows: Sequence[NumberRow], windows: Sequence[WindowCounts], words: Words) -> str:
    """What strong and faint bars stand for: a headache that may have been migraine is not told as another."""
    untold = _either(any(counts.untold_headache for counts in windows))
    return words("first-course-key", untold=untold, **{"class": rows[3].name.lower()})


def _either(said: bool) -> str:
    return "yes" if said else "no"


def _cells(today: Today, kind: str) -> tuple[str, ...]:
    return tuple(_cell(counts, kind) for counts in _columns(today))


def _cell(counts: WindowCounts | None, kind: str) -> str:
    if counts is None or kind not in counts.counts or not counts[kind].told:
        return NO_NUMBER
    return range_text(counts[kind])


def _bars(windows: Sequence[WindowCounts], outer: str, inner: str, words: Words) -> Picture:
    bars = tuple(_bar(counts, outer, inner) for counts in windows)
    told = words("trend-text", kind=words(f"kind-{outer}"), days=", ".join(_cell(counts, outer) for counts in windows))
    return Picture(told, bars, name=outer)


def _bar(counts: WindowCounts, outer: str, inner: str) -> Bar:
    days, completeness = counts[outer], counts.completeness
    certain = min(counts[inner].observed, days.observed)
    possible = days.highest - days.observed
    still_open = min(completeness.open, possible)
    return Bar(certain, days.observed - certain, possible - still_open, still_open)


def _score_row(today: Today, scores: Sequence[Score], instrument: str, span: Window, words: Words) -> NumberRow:
    known = [score for score in scores if score.instrument == instrument and score.date <= today.recent.as_of]
    cells = []
    for counts in _columns(today):
        after = COUNTED_AFTER_DAYS if counts is not None and counts is today.evaluated else 0
        found = [one for one in known if counts and _counts_for(one, counts.window, after)]
        cells.append(score_text(found[-1].score, words) if found else NO_NUMBER)
    return NumberRow(
        instrument, words(f"first-note-{instrument}"), tuple(cells), _points(known, instrument, span, words)
    )


def _counts_for(score: Score, window: Window, after: int) -> bool:
    return window.first <= score.date and (score.date - window.last).days <= after


def _points(known: Sequence[Score], instrument: str, span: Window, words: Words) -> Picture:
    """The scores of the period as points; the height is from the lowest to the highest that is told or drawn."""
    shown = [score for score in known if score.date in span]
    limit = SEVERE_IMPACT.get(instrument)
    told = ", ".join(f"{words.date(one.date)} {score_text(one.score, words)}" for one in shown) or NO_NUMBER
    values = [one.score for one in shown] + ([limit] if limit else [])
    if not shown:
        return Picture(f"{instrument}: {told}", name=instrument)
    high = max(values)
    low = min(*values, high - LEAST_SPAN)

    def height(value: float) -> float:
        return (value - low) / (high - low)

    points = tuple(
        ((one.date - span.first).days / span.days, height(one.score), score_text(one.score, words)) for one in shown
    )
    line = {"limit": height(limit), "limit_text": str(limit)} if limit else {}
    return Picture(f"{instrument}: {told}", points=points, name=instrument, **line)  # type: ignore[arg-type]


def _since_title(file: PatientFile, as_of: date, words: Words) -> str:
    last = file.last_visit(as_of)
    return words.short_date(last.date) if last else ""


def _others(today: Today, file: PatientFile, words: Words) -> Iterator[tuple[str, str]]:
    if today.line and today.line.groups:
        yield words("first-worklist"), "; ".join(standing(today.line, words))
    effect = today.effect if today.is_treated else None
    if effect:
        yield words("first-changes"), _changes(today, words)
    if today.wearing_off and today.wearing_off.cycles and today.wearing_off.interval_95:
        key = "signs" if today.wearing_off.has_signs else "none"
        yield words("first-wearing"), words(f"first-wearing-{key}")
    yield words("first-definition"), words(f"profile-{today.recent.settings.profile}")
    still_open = _open(today, words)
    if still_open:
        yield words("first-open"), still_open
    pressure = _pressure(file, today.recent.as_of, words)
    if pressure and today.subject is not Subject.FREQUENCY:
        yield words("first-pressure"), pressure


def _changes(today: Today, words: Words) -> str:
    changes = today.effect.co_interventions if today.effect else ()
    told = dict.fromkeys(change.drug or words(f"first-change-{change.code}") for change in changes)
    return ", ".join(told) if told else words("first-none")


def _open(today: Today, words: Words) -> str:
    """How many can be filled in, and until when; empty where none can, or where the list's line says so already.

    In a diary of attacks nobody is asked to fill in any.
    """
    line, still_open = today.line, today.latest.completeness.open
    if line is None or line.next_lock is None:
        return str(still_open) if still_open else ""
    if tells_of_open_days(line):
        return ""
    return words("first-open-days", open=len(line.open_days), date=words.short_date(line.next_lock))


def _pressure(file: PatientFile, as_of: date, words: Words) -> str:
    """The last blood pressure of the year: 106/69, 13 aug."""
    known = [one for one in file.measurements if one.date <= as_of and (as_of - one.date).days < 365]
    days = [one.date for one in known if one.kind == "systolic"]
    if not days:
        return ""
    value = {one.kind: one.value for one in known if one.date == days[-1]}
    lower = words.number(value["diastolic"]) if "diastolic" in value else NO_NUMBER
    return f"{words.number(value['systolic'])}/{lower}, {words.short_date(days[-1])}"
