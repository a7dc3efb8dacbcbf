"""The effect of every preventive treatment of every patient, computed for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, select

from analysis.effect.co_interventions import co_interventions, end_of_overuse
from analysis.effect.courses import cycles as botulinum
from analysis.effect.estimate.estimation import estimated_effects
from analysis.effect.estimate.extremes import with_bounds
from analysis.effect.finding import Effect
from analysis.effect.gates import cautions, reasons
from analysis.effect.measured import MeasuredWindow, measured_windows
from analysis.effect.runs import PatientWindow
from analysis.episodes.courses import WholeCourse, whole_courses
from analysis.episodes.episode import Episode
from analysis.episodes.making import episodes
from analysis.querying.schema import QUESTIONNAIRES
from analysis.records.patients import Score
from analysis.records.treatments import Recorded, recorded_treatments
from analysis.settings import Settings
from analysis.windows import Window, windows_from_first_dose


class Source(Protocol):
    """Where diaries are read: what the store's door lets through."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def patients(self) -> tuple[str, ...] | None:
        """The patients let through; None for everyone."""

    def connect(self) -> Connection:
        """A connection of the caller's own, to be closed."""

    def day(self, asked: date | None = None) -> date:
        """The as-of date: the end of the data unless an earlier day is asked for."""


def effects(
    records: Source,
    *,
    as_of: date | None = None,
    patients: Sequence[str] | None = None,
    settings: Settings | None = None,
    bounds: bool = False,
    only: Callable[[Sequence[Episode]], Sequence[Episode]] | None = None,
) -> dict[str, tuple[Effect, ...]]:
    """The effect of each treatment episode, of each patient who has any: whole courses first, then by first dose.

    `as_of` is the end of the data unless an earlier day is asked for: neither entries nor treatments after it are
    seen, except that a treatment known to begin later is told as not begun. `patients` limits it further than
    `records` does; `settings` stand in for those in force, to see the same under another day definition. With `bounds`
    each judged effect is estimated at both bounds of the empty days too, which doubles the time. A course with steps of
    the dose is told as a whole, before its steps. `only` picks those of a patient's episodes that are to be told, from
    all of them; None for every one.
    """
    day, in_force = records.day(as_of), settings or records.settings
    chosen = records.patients if patients is None else tuple(patients)
    with records.connect() as connection:
        recorded = recorded_treatments(connection, chosen)
        found = {patient: told_episodes(some, day) for patient, some in recorded.items()}
        told = found if only is None else {patient: only(some) for patient, some in found.items()}
        asked = [window for patient, some in told.items() for one in some for window in _asked(patient, one, day)]
        measured = measured_windows(connection, asked, as_of=day, settings=in_force)
        scores = _scores(connection, chosen, day)
    drafts = [
        _draft(patient, episode, found[patient], measured, scores.get(patient, ()), day, in_force)
        for patient, some in sorted(told.items())
        for episode in some
    ]
    judged = estimated_effects(drafts)
    if bounds:
        with records.connect() as connection:
            judged = with_bounds(connection, judged)
    return _by_patient(judged)


def told_episodes(recorded: Recorded, as_of: date) -> tuple[Episode, ...]:
    """The episodes of one patient of which an effect is told: whole courses first, then by first dose and drug."""
    steps = episodes(recorded, as_of)
    return (*whole_courses(steps, as_of), *steps)


def _windows(episode: Episode, as_of: date) -> list[Window]:
    """The windows of an episode: those before first dose, then those on treatment that have begun.

    Where the day of first dose is not known, none on treatment.
    """
    on_treatment = windows_from_first_dose(episode.first_dose, as_of) if episode.has_known_start else ()
    return [
        *episode.earlier_windows,
        episode.baseline,
        *(window for window in on_treatment if episode.covers(window.first)),
    ]


def _asked(patient: str, episode: Episode, as_of: date) -> Iterator[PatientWindow]:
    """Every window of an episode that is measured."""
    around_cycles = (window for pair in botulinum.cycle_windows(episode, as_of) for window in pair)
    for window in (*_windows(episode, as_of), *around_cycles):
        yield patient, window


def _scores(connection: Connection, patients: Sequence[str] | None, as_of: date) -> dict[str, tuple[Score, ...]]:
    statement = select(QUESTIONNAIRES).where(QUESTIONNAIRES.c.date <= as_of).order_by(QUESTIONNAIRES.c.date)
    if patients is not None:
        statement = statement.where(QUESTIONNAIRES.c.patient_id.in_(patients))
    found: dict[str, list[Score]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.patient_id, []).append(Score(row.date, row.instrument, row.score))
    return {patient: tuple(scores) for patient, scores in found.items()}


def _draft(
    patient: str,
    episode: Episode,
    all_episodes: Sequence[Episode],
    measured: Mapping[PatientWindow, MeasuredWindow],
    scores: tuple[Score, ...],
    as_of: date,
    settings: Settings,
) -> Effect:
    """The effect without its figures: windows, reasons, cautions and what else changed."""
    windows = [measured[patient, window] for window in _windows(episode, as_of)]
    earlier, baseline, on_treatment = windows[:2], windows[2], windows[3:]
    primary = next((window for window in on_treatment if window.window.label == episode.primary), None)
    changes = co_interventions(episode, _besides(episode, all_episodes), min(as_of, episode.primary_window.last))
    overuse = end_of_overuse(baseline, primary) if primary else None
    changes += (overuse,) if overuse else ()
    against = reasons(episode, baseline, primary, as_of, settings)
    return Effect(
        patient_id=patient,
        as_of=as_of,
        settings=settings,
        episode=episode,
        baseline=baseline,
        earlier=tuple(earlier),
        windows=tuple(on_treatment),
        reasons=against,
        cautions=() if against or primary is None else cautions(episode, baseline, primary, changes, settings),
        co_interventions=changes,
        scores=scores,
        cycles=botulinum.cycles(patient, episode, measured, as_of),
    )


def _besides(episode: Episode, all_episodes: Sequence[Episode]) -> list[Episode]:
    """The other episodes: none that is the whole of steps told one by one, and of a whole course none of its steps."""
    single = (one for one in all_episodes if not isinstance(one, WholeCourse))
    return [one for one in single if not (isinstance(episode, WholeCourse) and episode.has_step(one))]


def _by_patient(effects: Sequence[Effect]) -> dict[str, tuple[Effect, ...]]:
    found: dict[str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.patient_id, []).append(effect)
    return {patient: tuple(some) for patient, some in found.items()}
