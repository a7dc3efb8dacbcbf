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
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow, measured_windows
from analysis.episodes.episode import BOTULINUM_FAMILY, Episode
from analysis.records.patients import Visit
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, windows_ending, windows_from_first_dose

WEEKS_AFTER = ("W5-8", "W13-16")
"""The windows after the last dose that are compared with the month before it (EVAL-10)."""
WEEKS_AFTER_BOTULINUM = ("W13-16", "W17-20")
"""The same for botulinum toxin: once its twelve weeks are over, and at the re-evaluation 4 to 5 months after stopping
(EVAL-5). Counted from the last treatment; the source does not say whether from that or from when the next was due."""


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
    return tuple(_after(connection, patient_id, episode, all_episodes, basis) for episode in ended)


def _after(
    connection: Connection,
    patient_id: str,
    episode: Episode,
    all_episodes: Sequence[Episode],
    basis: Basis,
) -> AfterStopping:
    last_dose = max(episode.given_on, default=episode.last_day or basis.as_of)
    restart = next((e.first_dose for e in all_episodes if e.key == episode.key and e.first_dose > last_dose), None)
    labels = WEEKS_AFTER_BOTULINUM if episode.family == BOTULINUM_FAMILY else WEEKS_AFTER
    last_after = last_dose + timedelta(weeks=int(labels[-1].rpartition("-")[2]), days=-1)
    until = min(basis.as_of, last_after, *([restart - timedelta(days=1)] if restart else []))
    before = Window(last_dose - timedelta(days=WINDOW_DAYS), last_dose - timedelta(days=1), "before_last_dose")
    windows = [
        window for window in windows_from_first_dose(last_dose, until) if restart is None or window.last < restart
    ]
    course = course_of(connection, patient_id, before, windows, labels, basis)
    others = (e.first_dose for e in all_episodes if e.key != episode.key and last_dose <= e.first_dose <= until)
    return AfterStopping(episode, last_dose, course, restart, tuple(others))


def last_comparable_visit(visits: Iterable[Visit], as_of: date) -> date | None:
    """The day of the last visit that lies a whole window back or more; None without one."""
    latest = as_of - timedelta(days=WINDOW_DAYS)
    return max((visit.date for visit in visits if visit.date <= latest), default=None)


def since_last_visit(
    connection: Connection, patient_id: str, visits: Iterable[Visit], basis: Basis
) -> tuple[date, Course] | None:
    """The last comparable visit, and the last 28 days against those before it; None without one."""
    visit = last_comparable_visit(visits, basis.as_of)
    course = None if visit is None else since_visit(connection, patient_id, visit, basis)
    return None if visit is None or course is None else (visit, course)


def since_visit(connection: Connection, patient_id: str, visit: date, basis: Basis) -> Course | None:
    """The 28 days that end with the as-of date against the 28 before a visit; None when the visit is too near."""
    if (basis.as_of - visit).days < WINDOW_DAYS:
        return None
    before = Window(visit - timedelta(days=WINDOW_DAYS), visit - timedelta(days=1), "before_visit")
    (now,) = windows_ending(basis.as_of, 1)
    return course_of(connection, patient_id, before, [now], (now.label,), basis)


def course_of(
    connection: Connection,
    patient_id: str,
    before: Window,
    windows: Sequence[Window],
    compared_labels: Sequence[str],
    basis: Basis,
) -> Course:
    """The windows measured, and those of `compared_labels` compared with `before`, as far as they are filled."""
    asked = [(patient_id, window) for window in (before, *windows)]
    measured = measured_windows(connection, asked, basis)
    first, *later = (measured[one] for one in asked)
    questions = {
        (window.window.label, kind): Question(
            kind, Group((first,)), Group((window,)), tuple(other for other in later if other is not window)
        )
        for window in later
        for kind in JUDGED_KINDS
        if window.window.label in compared_labels and can_compare(first, window, kind, basis)
    }
    answers = compared(list(questions.values()))
    return Course(first, tuple(later), dict(zip(questions, answers, strict=True)))
