"""The headache profile in words and numbers: what one page says of one patient, before anything is drawn.

Texts and numbers come from the first screen and from the descriptions that its pictures are drawn from: bars, classes
and scores, lanes. Positions are shares of the width, from the first day of the twelve windows to the as-of date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.counts.day_count import WindowCounts
from analysis.criteria.medication_overuse import LIMITS_BY_KIND
from analysis.days.day_by_day import DayEntry, DayState
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.finding import Effect
from analysis.windows import WINDOW_DAYS, Window, calendar_months
from dashboard.charts.effect.labels import window_text
from dashboard.charts.parts.bars import Bar, bars_of
from dashboard.charts.parts.frame import TimeAxis
from dashboard.charts.parts.lanes import Course, Lane, course_text, lanes_on
from dashboard.charts.parts.numbers import range_text, score_text
from dashboard.charts.patient.rows_below import LEAST_SPAN, rows_below, split
from dashboard.report.material import Material
from dashboard.sections.patient.first_screen import SEVERE_IMPACT, FirstScreen, first_screen
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

SUMMED = ("headache", "migraine", "acute_medication")
"""The kinds of day whose sums end the row of a month, before the filled days."""
CHRONIC_HEADACHE_DAYS = 15
"""Headache days of 28 from which headache is chronic (CM-1), drawn as a line."""
MOST_LANES = 3
"""Lanes that have room; the others are told by their number."""


@dataclass(frozen=True)
class DayMark:
    """A day of the strip: its state, whether acute medication was taken, and a dose of a preventive given."""

    state: str
    took: bool
    given: bool


@dataclass(frozen=True)
class MonthRow:
    """A calendar month: its days, the lanes that run on them as first and last place, and its sums."""

    name: str
    starts_year: bool
    days: tuple[DayMark, ...]
    lanes: tuple[tuple[int, int, int], ...]
    sums: tuple[str, ...]
    says: str = ""
    """What stands in place of the days of the last month before the diary."""


@dataclass(frozen=True)
class Part:
    """A part of a column: what kind of days, how many days it begins above the ground, and how many it is high."""

    kind: str
    base: float
    days: float


@dataclass(frozen=True)
class Column:
    """A window as a column; `is_short` where too little is filled in to say how many days there were.

    `expected` are headache days at the rate of the filled ones, `interval` those of the long-run level with 95 %; None
    where that is not told.
    """

    name: str
    left: float
    right: float
    parts: tuple[Part, ...]
    top: int
    days: str
    migraine: str
    filled: str
    is_short: bool
    expected: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class ClassRow:
    """A class of acute medication: its limit, None where none is drawn, and its days in each window."""

    name: str
    limit: int | None
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class ScoreRow:
    """The scores of one questionnaire as points: a share of the width, a share of the height, a label."""

    name: str
    note: str
    points: tuple[tuple[float, float, str], ...]
    limit: float | None
    limit_text: str


@dataclass(frozen=True)
class TreatmentLane:
    """A preventive over time: its name, whether it is a specific one, where it runs, and where doses were given."""

    name: str
    is_specific: bool
    spans: tuple[tuple[float, float, bool], ...]
    doses: tuple[float, ...]


@dataclass(frozen=True)
class Change:
    """The change of a kind of day against before start, percent fewer: lower end, middle, upper end; None: not told."""

    evaluated: tuple[float, float, float] | None
    now: tuple[float, float, float] | None


@dataclass(frozen=True)
class Profile:
    """All of the page of one patient. `changes` belong to the first rows of the table; empty where nothing is judged.

    `week_days` are the first days of the weeks of the last 28 days; `latest` are those 28 days of each row of days:
    certain ones, empty ones that are locked, and open ones.
    `before` is the fewest and the most headache days before start, None without 28 such days.
    """

    patient_id: str
    label: str
    until: str
    age: str
    key_open: str
    period: str
    week_days: tuple[str, ...]
    first: FirstScreen
    is_poor: bool
    changes: tuple[Change, ...]
    latest: tuple[tuple[int, int, int, int | None], ...]
    months: tuple[MonthRow, ...]
    first_columns: tuple[Column, ...]
    columns: tuple[Column, ...]
    before: tuple[int, int] | None
    limit: int | None
    month_marks: tuple[tuple[float, float, str], ...]
    visits: tuple[tuple[float, str], ...]
    next_visit: str
    lanes: tuple[TreatmentLane, ...]
    more_lanes: str
    classes: tuple[ClassRow, ...]
    scores: tuple[ScoreRow, ...]
    since_title: str
    closing_title: str
    closing: tuple[str, ...]
    footer: tuple[str, ...]
    alt: Mapping[str, str]


def span_of(material: Material) -> TimeAxis:
    """The days of the columns: the twelve windows."""
    return TimeAxis(material.windows[0].window.first, material.as_of, material.as_of)


def told_first(material: Material, words: Words) -> FirstScreen:
    """The first screen of the patient, as on the screen."""
    return first_screen(material.today, material.file, material.windows, material.entries, words)


def month_rows(material: Material, words: Words) -> Iterator[MonthRow]:
    """The last twelve calendar months, oldest first."""
    known = {entry.date: entry for entry in material.entries}
    axis = TimeAxis(material.months[0].window.first, material.as_of, material.as_of)
    lanes = lanes_on(axis, material.file.recorded)[:2]
    given = {day for lane in lanes for course in lane.courses for day in course.given_on}
    for place, counts in enumerate(material.months):
        month = counts.window
        days = [month.first + timedelta(days=offset) for offset in range(month.days)]
        yield MonthRow(
            name=_month_name(month.first, place, words),
            starts_year=place == 0 or month.first.month == 1,
            days=tuple(_mark(known.get(day), is_given=day in given) for day in days),
            lanes=tuple(_on(lanes, month, material.as_of)),
            sums=_sums(counts),
            says=_before_diary(material, month, words),
        )


def _before_diary(material: Material, month: Window, words: Words) -> str:
    """When the diary begins, in the month before that."""
    begins = material.file.patient.enrolled_on
    is_last_before = month.last < begins and (begins - month.last).days <= begins.day
    return words("chart-diary-begins", date=words.date(begins)) if is_last_before else ""


def _month_name(first: date, place: int, words: Words) -> str:
    short = words.short_month(first)
    return f"{short} {first.year}" if place == 0 or first.month == 1 else short


def _mark(entry: DayEntry | None, *, is_given: bool) -> DayMark:
    if entry is None:
        return DayMark(DayState.OUTSIDE.value, took=False, given=is_given)
    return DayMark(entry.state.value, any(dose.counts_as_acute for dose in entry.doses), is_given)


def _on(lanes: Sequence[Lane], month: Window, as_of: date) -> Iterator[tuple[int, int, int]]:
    last_known = min(month.last, as_of)
    for number, lane in enumerate(lanes):
        for course in lane.courses:
            end = min(course.end - timedelta(days=1), last_known) if course.end else last_known
            first = max(course.first, month.first)
            if first <= end:
                yield number, (first - month.first).days, (end - month.first).days


def _sums(counts: WindowCounts) -> tuple[str, ...]:
    complete = counts.completeness
    told = (range_text(counts[kind]) if counts[kind].told else NO_NUMBER for kind in SUMMED)
    return (*told, f"{complete.filled}/{complete.inside}") if complete.inside else (NO_NUMBER,) * 4


def columns(material: Material, words: Words) -> tuple[Column, ...]:
    """The bars of the twelve windows, as on the screen, at their true place."""
    axis, least = span_of(material), material.today.recent.settings.orange
    bars = bars_of(material.windows, material.file.patient, material.as_of)
    return tuple(_column(bar, axis, words, least) for bar in bars)


def _column(bar: Bar, axis: TimeAxis, words: Words, least: int, *, name: str = "") -> Column:
    headache, migraine, complete = bar.counts["headache"], bar.counts["migraine"], bar.counts.completeness
    return Column(
        name=name,
        left=_share(bar.first, axis),
        right=_share(bar.last + timedelta(days=1), axis),
        parts=tuple(Part(part.kind, part.base, part.days) for part in bar.parts),
        top=bar.top,
        days=range_text(headache) if headache.told else NO_NUMBER,
        migraine=str(migraine.observed) if migraine.observed else "",
        filled=str(complete.filled),
        is_short=bar.lacks_entries(least),
        expected=bar.expected(least),
    )


def _share(day: date, axis: TimeAxis) -> float:
    return round((day - axis.first).days / axis.days, 5)


def first_columns(material: Material, words: Words) -> Iterator[Column]:
    """The columns before start and of the weeks that were judged, with the intervals of their long-run levels."""
    today, least = material.today, material.today.recent.settings.orange
    named = ((today.before, words("report-before")), (today.evaluated, _weeks(today.effect, words)))
    intervals = today.effect.rate_intervals("headache") if today.effect and not today.effect.reasons else {}
    for counts, name in named:
        for bar in bars_of([counts] if counts else [], material.file.patient, material.as_of):
            interval = intervals.get(bar.counts.window.label)
            yield _with_interval(_column(bar, span_of(material), words, least, name=name), interval)


def _with_interval(column: Column, interval: tuple[float, float] | None) -> Column:
    if interval is None:
        return column
    return replace(column, interval=interval)


def _weeks(effect: Effect | None, words: Words) -> str:
    return window_text(effect.episode.primary, words) if effect else ""


def changes(material: Material) -> Iterator[Change]:
    """How headache and migraine changed against before start, in the judged weeks and now; nothing where not judged."""
    today = material.today
    if today.effect is None or today.effect.reasons or not today.is_treated:
        return
    for kind in ("headache", "migraine"):
        found = today.effect.results[kind].long_run
        if found is None or found.is_rare:
            yield Change(None, None)
            continue
        interval, left = today.effect.results[kind].interval_95, found.left_now
        yield Change(
            (interval[0], found.median_fall, interval[1]) if interval else None,
            (left.interval_95[0], left.median_fall, left.interval_95[1]) if left else None,
        )


def latest_days(material: Material) -> Iterator[tuple[int, int, int, int | None]]:
    """The last 28 days of each row of the table that counts days, with the limit drawn in it."""
    today = material.today
    nearest = today.nearest_limit
    inner = nearest.kind if nearest else "triptan"
    for kind, limit in (
        ("headache", CHRONIC_HEADACHE_DAYS),
        ("migraine", None),
        ("acute_medication", None),
        (inner, nearest.limit if nearest else int(LIMITS_BY_KIND[inner])),
    ):
        yield (*split(today.latest, kind), limit)


def class_rows(material: Material, words: Words) -> Iterator[ClassRow]:
    """The classes of acute medication nearest their limits, as on the screen."""
    for kind in rows_below(_drawn(material), material.windows, ()).classes:
        name = words(f"first-class-{kind}" if words.has(f"first-class-{kind}") else f"class-{kind}")
        yield ClassRow(_capitalised(name), OVERUSE_DAYS[kind], tuple(medication_columns(material, kind)))


def medication_columns(material: Material, kind: str) -> Iterator[Column]:
    """The days of a kind of acute medication in each window."""
    axis = span_of(material)
    for bar in bars_of(material.windows, material.file.patient, material.as_of):
        counts = bar.counts
        certain, missing, still_open = split(counts, kind)
        days = counts[kind]
        heights = (("certain", 0, certain), ("missing", certain, missing), ("open", certain + missing, still_open))
        yield Column(
            name="",
            left=_share(bar.first, axis),
            right=_share(bar.last + timedelta(days=1), axis),
            parts=tuple(Part(name, base, height) for name, base, height in heights if height),
            top=days.highest,
            days=range_text(days) if days.told else NO_NUMBER,
            migraine="",
            filled=str(counts.completeness.filled),
            is_short=False,
        )


def _drawn(material: Material) -> tuple[date, date]:
    return material.windows[0].window.first, material.as_of


def score_rows(material: Material, words: Words, *, with_limits: bool) -> Iterator[ScoreRow]:
    """The scores of the twelve windows, as on the screen."""
    axis = span_of(material)
    for name, scores in rows_below(_drawn(material), material.windows, material.file.scores).scores:
        limit = SEVERE_IMPACT.get(name) if with_limits else None
        values = [score.score for score in scores] + ([limit] if limit else [])
        high = max(values)
        low = min(*values, high - LEAST_SPAN)
        points = (
            (_share(score.date, axis), (score.score - low) / (high - low), score_text(score.score, words))
            for score in scores
        )
        yield ScoreRow(
            name=name,
            note=words(f"report-score-{name}"),
            points=tuple(points),
            limit=(limit - low) / (high - low) if limit else None,
            limit_text=words("report-severe", limit=limit) if limit else "",
        )


def month_marks(material: Material, words: Words) -> Iterator[tuple[float, float, str]]:
    """The calendar months under the columns: where each begins, where its name stands, and the name."""
    axis = span_of(material)
    for month in calendar_months(axis.first, axis.last):
        first, last = max(month.first, axis.first), min(month.last, axis.last)
        if (last - first).days < WINDOW_DAYS // 2:
            yield _share(first, axis), 0, ""
            continue
        middle = (_share(first, axis) + _share(last + timedelta(days=1), axis)) / 2
        short = words.short_month(month.first)
        yield _share(first, axis), middle, f"{short} {month.first.year}" if month.first.month == 1 else short


def visit_marks(material: Material, words: Words) -> Iterator[tuple[float, str]]:
    """The visits of the twelve windows, with their day where the next one leaves room for it."""
    axis = span_of(material)
    days = sorted({visit.date for visit in material.file.visits if axis.first <= visit.date <= axis.last})
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else axis.last + timedelta(days=2)
        yield _share(day, axis), words.short_date(day) if (following - day).days > WINDOW_DAYS else ""


def next_visit(material: Material, words: Words) -> str:
    """The next booked visit; empty where none is."""
    following = material.file.next_visit(material.as_of)
    return words("report-next-visit", date=words.short_date(following.date)) if following else ""


def treatment_lanes(material: Material, words: Words) -> tuple[tuple[TreatmentLane, ...], int]:
    """The preventives of the twelve windows, the newest and most specific first, and how many have no room."""
    axis = span_of(material)
    found = lanes_on(axis, material.file.recorded)
    shown = tuple(_lane(lane, axis, words) for lane in found[:MOST_LANES])
    return shown, len(found) - len(shown)


def _lane(lane: Lane, axis: TimeAxis, words: Words) -> TreatmentLane:
    newest = max(lane.courses, key=lambda course: course.first)
    given = sorted({day for course in lane.courses for day in course.given_on if axis.first <= day <= axis.last})
    return TreatmentLane(
        name=course_text(newest, words),
        is_specific=lane.is_specific,
        spans=tuple(_span(course, axis) for course in lane.courses if course.is_seen_on(axis)),
        doses=tuple(_share(day, axis) for day in given),
    )


def _span(course: Course, axis: TimeAxis) -> tuple[float, float, bool]:
    """Where a course runs, and whether it goes on beyond the right edge."""
    end = min(course.end, axis.end) if course.end else axis.end
    return _share(max(course.first, axis.first), axis), _share(end, axis), course.end is None


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
