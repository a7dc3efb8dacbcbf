"""The effect of every preventive treatment of every patient, computed for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, select

from analysis.effect.co_interventions import co_interventions, end_of_overuse
from analysis.effect.comparison import Group, Question, Result, compared, unjudged
from analysis.effect.episodes import Episode, episodes
from analysis.effect.finding import WINDOWS_FOR_PERSISTENCE, Effect
from analysis.effect.gates import cautions, is_told, reasons, too_few_days
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow, PatientWindow, measured_windows
from analysis.patients import Score, Treatment, treatments_by_patient
from analysis.schema import QUESTIONNAIRES
from analysis.settings import Settings
from analysis.windows import Window, windows_from_first_dose

FIRST_WINDOWS = 3
"""Windows of the mean over the first twelve weeks (WIN-3, WIN-4)."""


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
) -> dict[str, tuple[Effect, ...]]:
    """The effect of each treatment episode, by first dose, of each patient who has any.

    `as_of` is the end of the data unless an earlier day is asked for: neither entries nor treatments after it are
    seen, except that a treatment known to begin later is told as not begun. `patients` limits it further than
    `records` does; `settings` stand in for those in force, to see the same under another day definition.
    """
    day, in_force = records.day(as_of), settings or records.settings
    chosen = records.patients if patients is None else tuple(patients)
    with records.connect() as connection:
        courses = treatments_by_patient(connection, chosen)
        found = {patient: episodes([_as_known(one, day) for one in some]) for patient, some in courses.items()}
        asked = [(patient, window) for patient, some in found.items() for one in some for window in _windows(one, day)]
        measured = measured_windows(connection, asked, as_of=day, settings=in_force)
        scores = _scores(connection, chosen, day)
    drafts = [
        _draft(patient, episode, some, measured, scores.get(patient, ()), day, in_force)
        for patient, some in sorted(found.items())
        for episode in some
    ]
    return _by_patient(_with_results(drafts))


def _as_known(treatment: Treatment, as_of: date) -> Treatment:
    """The treatment as it was known at `as_of`: a later end or dose is not seen."""
    ended = treatment.stopped_on is not None and treatment.stopped_on <= as_of
    return replace(
        treatment,
        stopped_on=treatment.stopped_on if ended else None,
        stop_reason=treatment.stop_reason if ended else None,
        given_on=tuple(day for day in treatment.given_on if day <= as_of),
    )


def _windows(episode: Episode, as_of: date) -> list[Window]:
    """The windows of an episode: those before first dose, then those on treatment that have begun."""
    on_treatment = windows_from_first_dose(episode.first_dose, as_of)
    return [
        *episode.earlier_windows,
        episode.baseline,
        *(window for window in on_treatment if episode.covers(window.first)),
    ]


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
    changes = co_interventions(episode, all_episodes, min(as_of, episode.primary_window.last))
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
    )


@dataclass(frozen=True)
class _Asked:
    """A comparison of one draft: which of its three it is, and the question."""

    draft: int
    name: str
    question: Question


def _with_results(drafts: Sequence[Effect]) -> list[Effect]:
    asked = [_Asked(place, *rest) for place, draft in enumerate(drafts) for rest in _questions(draft)]
    answers = compared([one.question for one in asked])
    found: list[dict[str, dict[str, Result]]] = [{} for _ in drafts]
    for one, answer in zip(asked, answers, strict=True):
        found[one.draft].setdefault(one.name, {})[one.question.kind] = answer
    return [_completed(draft, results) for draft, results in zip(drafts, found, strict=True)]


def _completed(draft: Effect, found: Mapping[str, dict[str, Result]]) -> Effect:
    return replace(
        draft,
        results=_for_each_kind(draft, found.get("primary", {})),
        mean=_for_each_kind(draft, found["mean"]) if "mean" in found else None,
        long_baseline=_for_each_kind(draft, found["long_baseline"]) if "long_baseline" in found else None,
    )


def _for_each_kind(draft: Effect, found: Mapping[str, Result]) -> dict[str, Result]:
    primary = draft.primary or draft.baseline
    return {kind: found.get(kind) or unjudged(draft.baseline[kind], primary[kind]) for kind in JUDGED_KINDS}


def _questions(draft: Effect) -> list[tuple[str, Question]]:
    """The comparisons that a draft allows, with their names."""
    if draft.reasons or draft.primary is None:
        return []
    return [
        (name, question)
        for kind in JUDGED_KINDS
        if _tells(draft, kind)
        for name, question in _questions_of_kind(draft, draft.primary, kind)
    ]


def _tells(draft: Effect, kind: str) -> bool:
    """Whether the diary tells enough of this kind, before and after, for a rate (CMP-21, STAT-14)."""
    windows = [window for window in (draft.baseline, draft.primary) if window is not None]
    return _are_told(windows, kind, draft.settings) and not any(too_few_days(draft.baseline, kind))


def _are_told(windows: Sequence[MeasuredWindow], kind: str, settings: Settings) -> bool:
    return all(is_told(window, kind, settings) for window in windows)


def _questions_of_kind(draft: Effect, primary: MeasuredWindow, kind: str) -> list[tuple[str, Question]]:
    first, begun = draft.windows[:FIRST_WINDOWS], draft.windows[:WINDOWS_FOR_PERSISTENCE]
    rest = tuple(window for window in begun if window is not primary)
    baseline, follow_up = Group((draft.baseline,)), Group((primary,))
    questions = [("primary", Question(kind, baseline, follow_up, (*draft.earlier, *rest)))]
    if len(first) == FIRST_WINDOWS and _are_told(first, kind, draft.settings):
        others = (*draft.earlier, *begun[FIRST_WINDOWS:])
        questions.append(("mean", Question(kind, baseline, Group(first), others)))
    if _are_told(draft.earlier, kind, draft.settings):
        before = Group((*draft.earlier, draft.baseline))
        questions.append(("long_baseline", Question(kind, before, follow_up, rest)))
    return questions


def _by_patient(effects: Sequence[Effect]) -> dict[str, tuple[Effect, ...]]:
    found: dict[str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.patient_id, []).append(effect)
    return {patient: tuple(some) for patient, some in found.items()}
