"""The effect of every preventive treatment of every patient, computed for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.effect.attacks import attacks_in, windows_with_attacks
from analysis.effect.co_interventions import co_interventions, end_of_overuse, may_have_changed
from analysis.effect.courses import cycles as botulinum
from analysis.effect.estimate.course_days import course_days, span_of
from analysis.effect.estimate.estimation import estimated_effects
from analysis.effect.estimate.extremes import with_bounds
from analysis.effect.finding import Effect
from analysis.effect.gates import NO_MEASURE, TREATMENT_UNREAD, cautions, reasons
from analysis.effect.measured import MeasuredWindow, measured_windows
from analysis.effect.runs import PatientWindow
from analysis.episodes.courses import WholeCourse, whole_courses
from analysis.episodes.episode import Episode
from analysis.episodes.making import episodes
from analysis.episodes.unread import is_unread
from analysis.records.kept import of_attacks_alone
from analysis.records.patients import Score, scores_of, with_cluster_headache_alone
from analysis.records.treatments import Recorded, recorded_treatments
from analysis.records.unread import rejected_treatments, unread_scores, unread_treatments
from analysis.windows import Window, windows_from_first_dose


class Source(Protocol):
    """Where diaries are read: what the store's door lets through."""

    def connect(self) -> Connection:
        """A connection of the caller's own, to be closed."""

    def basis(self, as_of: date | None = None) -> Basis:
        """As of the end of the data unless an earlier day is asked for: the settings in force, the patients let in."""


def effects(
    records: Source,
    basis: Basis | None = None,
    *,
    bounds: bool = False,
    only: Callable[[Sequence[Episode]], Sequence[Episode]] | None = None,
) -> dict[str, tuple[Effect, ...]]:
    """The effect of each treatment episode, of each patient who has any: whole courses first, then by first dose.

    `basis` is that of `records` unless another is given: of fewer patients, of an earlier day, or by other settings, to
    see the same under another day definition. Neither entries nor treatments after its as-of date are seen, except that
    a treatment known to begin later is told as not begun. With `bounds` each judged effect is estimated at both bounds
    of the empty days too, which doubles the time. A course with steps of the dose is told as a whole, before its steps.
    `only` picks those of a patient's episodes that are to be told, from all of them; None for every one.
    """
    basis = basis or records.basis()
    day = basis.as_of
    with records.connect() as connection:
        recorded = recorded_treatments(connection, basis.patients)
        found = {patient: told_episodes(some, day) for patient, some in recorded.items()}
        told = found if only is None else {patient: only(some) for patient, some in found.items()}
        asked = [window for patient, some in told.items() for one in some for window in _asked(patient, one, day)]
        measured = measured_windows(connection, asked, basis)
        scores, unread_at = _scores(connection, basis), _unread_scores(connection, basis)
        counted = [
            (patient, window) for patient, some in told.items() for one in some for window in windows_with_attacks(one)
        ]
        unmeasured = with_cluster_headache_alone(connection, basis.patients)
        of_attacks = of_attacks_alone(connection, basis.patients)
        attacks = attacks_in(connection, counted, basis)
        unread = unread_treatments(connection, basis.patients)
        rejected = rejected_treatments(connection, basis.patients)
        drafts = [
            replace(
                _draft(
                    patient,
                    episode,
                    found[patient],
                    measured,
                    scores.get(patient, ()),
                    basis,
                    of_attacks_alone=patient in of_attacks,
                    unread=unread.get(patient, ()),
                    rejected=rejected.get(patient, ()),
                ),
                attacks={
                    w.label: attacks[patient, w] for w in windows_with_attacks(episode) if (patient, w) in attacks
                },
                unread_scores=unread_at.get(patient, ()),
            )
            for patient, some in sorted(told.items())
            for episode in some
        ]
        drafts = [_unmeasured(one) if one.patient_id in unmeasured else one for one in drafts]
        drafts = [_unread(one) if is_unread(one.episode, unread.get(one.patient_id, ())) else one for one in drafts]
        drafts = _with_days(connection, drafts, found, basis)
    judged = estimated_effects(drafts)
    if not bounds:
        return _by_patient(judged)
    with records.connect() as connection:
        return _by_patient(with_bounds(connection, drafts, judged))


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


def _scores(connection: Connection, basis: Basis) -> dict[str, tuple[Score, ...]]:
    known = scores_of(connection, basis.patients)
    return {patient: tuple(one for one in scores if one.date <= basis.as_of) for patient, scores in known.items()}


def _unread_scores(connection: Connection, basis: Basis) -> dict[str, tuple[date | None, ...]]:
    found = unread_scores(connection, basis.patients)
    return {one: tuple(day for day in days if day is None or day <= basis.as_of) for one, days in found.items()}


def _draft(
    patient: str,
    episode: Episode,
    all_episodes: Sequence[Episode],
    measured: Mapping[PatientWindow, MeasuredWindow],
    scores: tuple[Score, ...],
    basis: Basis,
    *,
    of_attacks_alone: bool,
    unread: Collection[Window] = (),
    rejected: Sequence[Window] = (),
) -> Effect:
    """The effect without its figures: windows, reasons, cautions and what else changed, or may have."""
    as_of, settings = basis.as_of, basis.settings
    windows = [measured[patient, window] for window in _windows(episode, as_of)]
    earlier, baseline, on_treatment = windows[:2], windows[2], windows[3:]
    primary = next((window for window in on_treatment if window.window.label == episode.primary), None)
    until, others = min(as_of, episode.primary_window.last), _besides(episode, all_episodes)
    changes = co_interventions(episode, others, until)
    changes += may_have_changed(episode, others, until, unread, rejected)
    overuse = end_of_overuse(baseline, primary) if primary else None
    changes += (overuse,) if overuse else ()
    against = reasons(episode, baseline, primary, basis, of_attacks_alone=of_attacks_alone)
    return Effect(
        patient_id=patient,
        basis=basis,
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


def _unmeasured(effect: Effect) -> Effect:
    """The effect of a treatment of a headache of which days are no measure: none is told."""
    return replace(effect, reasons=(NO_MEASURE,), cautions=())


def _unread(effect: Effect) -> Effect:
    """The effect of a treatment of which it is not known how long it ran or with which dose: not judged."""
    return replace(effect, reasons=(*effect.reasons, TREATMENT_UNREAD), cautions=())


def _with_days(
    connection: Connection, drafts: Sequence[Effect], found: Mapping[str, Sequence[Episode]], basis: Basis
) -> list[Effect]:
    """The drafts, each that is to be judged with the days of its course."""
    spans = [
        (draft.patient_id, span_of(draft.episode, _besides(draft.episode, found[draft.patient_id]), basis.as_of))
        for draft in drafts
        if not draft.reasons
    ]
    days = course_days(connection, spans, basis)
    return [draft if draft.reasons else replace(draft, days=next(days)) for draft in drafts]


def _besides(episode: Episode, all_episodes: Sequence[Episode]) -> list[Episode]:
    """The other episodes: none that is the whole of steps told one by one, and of a whole course none of its steps."""
    single = (one for one in all_episodes if not isinstance(one, WholeCourse) and one != episode)
    return [one for one in single if not (isinstance(episode, WholeCourse) and episode.has_step(one))]


def _by_patient(effects: Iterable[Effect]) -> dict[str, tuple[Effect, ...]]:
    found: dict[str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.patient_id, []).append(effect)
    return {patient: tuple(some) for patient, some in found.items()}
