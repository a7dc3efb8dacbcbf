"""What is new since the last visit: days, doses, scores and notes, a fact each; told even where little can be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from analysis.days.day_by_day import DayEntry
from analysis.records.patients import PatientFile
from analysis.today import Today
from analysis.windows import WINDOW_DAYS
from dashboard.charts.parts.numbers import score_text
from dashboard.sections.patient.short_record import INSTRUMENTS
from dashboard.sections.patient.treatments import courses_of
from dashboard.sections.wording import told_days
from dashboard.texts import Words

KINDS = ("headache", "migraine", "acute_medication")


def facts_since_visit(
    today: Today, file: PatientFile, entries: Sequence[DayEntry], words: Words
) -> Iterator[tuple[str, str]]:
    """The facts, of the last visit before the as-of date; nothing without one. `entries` are the days until as-of."""
    as_of = today.recent.as_of
    last = file.last_visit(as_of)
    if last is None:
        return
    yield from _days(today, last.date, words)
    for course in courses_of(file, as_of):
        given = [day for day in course.given_on if last.date < day <= as_of]
        if course.runs_on(as_of) and course.given_on:
            yield course.on(as_of).drug, words("since-doses", doses=len(given))
        elif last.date < course.first.first_dose <= as_of:
            yield course.first.drug, words("since-started")
    for instrument in INSTRUMENTS:
        told = _score(file, instrument, last.date, as_of, words)
        if told:
            yield instrument, told
    notes = sum(bool(entry.fields.get("note")) for entry in entries if entry.date > last.date)
    yield words("since-notes"), words("since-notes-new", notes=notes)


def _days(today: Today, visited: date, words: Words) -> Iterator[tuple[str, str]]:
    """The 28 days before the visit against the last 28, where those are not the same days."""
    ready = visited + timedelta(days=WINDOW_DAYS)
    if today.since_visit is None or ready > today.recent.as_of:
        is_near = ready > today.recent.as_of
        told = words("since-too-near", date=words.short_date(ready)) if is_near else words("since-unread")
        yield words("since-days"), told
        return
    before, now = today.since_visit.before, today.since_visit.windows[-1]
    if not any(one.counts[kind].told for one in (before, now) for kind in KINDS):
        yield words("since-days"), words("since-none")
        return
    for kind in KINDS:
        ends = (told_days(one.counts, kind, words) if one.counts[kind].told else "–" for one in (before, now))
        yield words(f"since-{kind}"), " → ".join(ends)


def _score(file: PatientFile, instrument: str, visited: date, as_of: date, words: Words) -> str:
    known = [score for score in file.scores if score.instrument == instrument and score.date <= as_of]
    if not known:
        return ""
    newest, before = known[-1], [score for score in known if score.date <= visited]
    if newest.date <= visited:
        return words("since-no-new-score", score=score_text(newest.score, words))
    now = score_text(newest.score, words)
    return f"{score_text(before[-1].score, words)} → {now}" if before else now
