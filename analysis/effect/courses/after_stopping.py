"""What became of the headache after a treatment ended, and since the last visit: the same comparison, other windows.

After the last dose the windows are counted from the day it was given, or, for a drug taken daily, from the last day it
was taken. After stopping an antibody, migraine days came back by weeks 13 to 16: 8.2 in the month before the last dose,
10.3 in weeks 5 to 8, 12.5 in weeks 13 to 16 (EVAL-10: Raffaelli 2021, doi 10.1177/03331024211046617). A restart is an
episode of its own, judged in its weeks 9 to 12 (EVAL-11: doi 10.1186/s10194-022-01417-9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.effect.estimate.comparison import Group, Question, Result, compared
from analysis.effect.gates import can_compare
from analysis.effect.measured import MeasuredWindow, measured_windows
from analysis.effect.responders import JUDGED_KINDS
from analysis.effect.runs import PatientWindow
from analysis.episodes.episode import BOTULINUM_FAMILY, Episode
from analysis.records.patients import Visit
from analysis.records.unread import may_lie, unread_visits
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, windows_ending, windows_from_first_dose

WEEKS_AFTER = ("W5-8", "W13-16")
"""The windows after the last dose that are compared with the month before it (EVAL-10)."""
WEEKS_AFTER_BOTULINUM = ("W13-16", "W17-20")
"""The same for botulinum toxin: once its twelve weeks are over, and at the re-evaluation 4 to 5 months after stopping
(EVAL-5). Counted from the last treatment; the source does not say whether from that or from when the next was due."""
BEFORE_DOSE, BEFORE_VISIT = "before_last_dose", "before_visit"
"""The labels of the windows that the others are compared with."""


@dataclass(frozen=True)
class Course:
    """Two windows or more of one patient: `results` compare each later one with `before`, by label and kind.

    A window that is not over, not filled well enough, or in which the kind cannot be told, has no result.
    """

    before: MeasuredWindow
    windows: tuple[MeasuredWindow, ...]
    results: Mapping[tuple[str, str], Result]

    def as_json(self, settings: Settings) -> dict[str, object]:
        """The course as other programs rely on it: windows without a result are told without one."""
        return {
            "before": self.before.as_json(settings),
            "windows": [window.as_json(settings) for window in self.windows],
            "compared": [
                {"label": label, "kind": kind, **result.as_json()} for (label, kind), result in self.results.items()
            ],
        }


@dataclass(frozen=True)
class Asked:
    """The windows of one patient of which a course is made: those of `labels` are compared with `before`."""

    patient_id: str
    before: Window
    windows: tuple[Window, ...]
    labels: tuple[str, ...]

    @property
    def wanted(self) -> list[PatientWindow]:
        """All of them with the patient, `before` first."""
        return [(self.patient_id, window) for window in (self.before, *self.windows)]


@dataclass(frozen=True)
class AfterStopping:
    """The course after an episode ended. `restarted_on`: first dose of the next episode of the drug, if there is one.

    `others_began_on` are the first doses of other preventives in the weeks shown: the course cannot be put down to
    the stopping alone.
    """

    episode: Episode
    last_dose: date
    course: Course
    restarted_on: date | None
    others_began_on: tuple[date, ...]


def after_stopping(
    connection: Connection,
    patient_id: str,
    all_episodes: Sequence[Episode],
    basis: Basis,
) -> tuple[AfterStopping, ...]:
    """The course after each episode of the patient that ended, other than by a step of its dose."""
    ended = [e for e in all_episodes if e.last_day is not None and e.last_day <= basis.as_of and not e.ended_by_step]
    stops = [_Stop.of(episode, all_episodes, basis.as_of) for episode in ended]
    courses = courses_of(connection, [stop.asked(patient_id) for stop in stops], basis)
    return tuple(
        AfterStopping(stop.episode, stop.last_dose, course, stop.restarted_on, stop.others_began_on(all_episodes))
        for stop, course in zip(stops, courses, strict=True)
    )


@dataclass(frozen=True)
class _Stop:
    """An episode that ended, and the last day of the weeks shown after it: with those compared, or before a restart."""

    episode: Episode
    last_dose: date
    restarted_on: date | None
    until: date

    @classmethod
    def of(cls, episode: Episode, all_episodes: Sequence[Episode], as_of: date) -> _Stop:
        last_dose = max(episode.given_on, default=episode.last_day or as_of)
        restart = next((e.first_dose for e in all_episodes if e.key == episode.key and e.first_dose > last_dose), None)
        weeks = int(_weeks_after(episode)[-1].rpartition("-")[2])
        last_after = last_dose + timedelta(weeks=weeks, days=-1)
        until = min(as_of, last_after, *([restart - timedelta(days=1)] if restart else []))
        return cls(episode, last_dose, restart, until)

    def asked(self, patient_id: str) -> Asked:
        before = Window(self.last_dose - timedelta(days=WINDOW_DAYS), self.last_dose - timedelta(days=1), BEFORE_DOSE)
        windows = windows_from_first_dose(self.last_dose, self.until)
        whole = (one for one in windows if self.restarted_on is None or one.last < self.restarted_on)
        return Asked(patient_id, before, tuple(whole), _weeks_after(self.episode))

    def others_began_on(self, all_episodes: Sequence[Episode]) -> tuple[date, ...]:
        others = (e.first_dose for e in all_episodes if e.key != self.episode.key)
        return tuple(day for day in others if self.last_dose <= day <= self.until)


def _weeks_after(episode: Episode) -> tuple[str, ...]:
    return WEEKS_AFTER_BOTULINUM if episode.family == BOTULINUM_FAMILY else WEEKS_AFTER


def last_comparable_visit(visits: Iterable[Visit], as_of: date) -> date | None:
    """The day of the last visit that lies a whole window back or more; None without one."""
    latest = as_of - timedelta(days=WINDOW_DAYS)
    return max((visit.date for visit in visits if visit.date <= latest), default=None)


def since_last_visits(
    connection: Connection, visits: Mapping[str, Iterable[Visit]], basis: Basis
) -> dict[str, tuple[date, Course]]:
    """The last comparable visit of each patient who had one, and the last 28 days against those before it.

    None of a patient of whom a visit could not be read that may have been later.
    """
    last = {patient: last_comparable_visit(some, basis.as_of) for patient, some in visits.items()}
    unread = unread_visits(connection, basis.patients)
    known = {
        patient: visit
        for patient, visit in last.items()
        if visit is not None and not _may_be_later(unread.get(patient, ()), visit, basis.as_of)
    }
    asked = [_since(patient, visit, basis.as_of) for patient, visit in known.items()]
    courses = courses_of(connection, asked, basis)
    return {patient: (known[patient], course) for patient, course in zip(known, courses, strict=True)}


def _may_be_later(unread: Iterable[date | None], visit: date, as_of: date) -> bool:
    """Whether one of the visits that could not be read may be the last comparable one."""
    return may_lie(unread, visit + timedelta(days=1), as_of - timedelta(days=WINDOW_DAYS))


def since_visit(connection: Connection, patient_id: str, visit: date, basis: Basis) -> Course | None:
    """The 28 days that end with the as-of date against the 28 before a visit; None when the visit is too near."""
    if (basis.as_of - visit).days < WINDOW_DAYS:
        return None
    (course,) = courses_of(connection, [_since(patient_id, visit, basis.as_of)], basis)
    return course


def _since(patient_id: str, visit: date, as_of: date) -> Asked:
    before = Window(visit - timedelta(days=WINDOW_DAYS), visit - timedelta(days=1), BEFORE_VISIT)
    (now,) = windows_ending(as_of, 1)
    return Asked(patient_id, before, (now,), (now.label,))


def courses_of(connection: Connection, asked: Sequence[Asked], basis: Basis) -> list[Course]:
    """The course of each, measured at once; windows that are not filled well enough are not compared."""
    measured = measured_windows(connection, [one for some in asked for one in some.wanted], basis)
    read = [[measured[one] for one in some.wanted] for some in asked]
    questions = [_questions(some, *windows, basis=basis) for some, windows in zip(asked, read, strict=True)]
    answers = iter(compared([question for some in questions for question in some.values()]))
    results = [{which: next(answers) for which in some} for some in questions]
    return [Course(first, tuple(later), found) for (first, *later), found in zip(read, results, strict=True)]


def _questions(
    asked: Asked, first: MeasuredWindow, *later: MeasuredWindow, basis: Basis
) -> dict[tuple[str, str], Question]:
    return {
        (window.window.label, kind): Question(
            kind, Group((first,)), Group((window,)), tuple(other for other in later if other is not window)
        )
        for window in later
        for kind in JUDGED_KINDS
        if window.window.label in asked.labels and can_compare(first, window, kind, basis)
    }
