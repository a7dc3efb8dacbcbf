"""Drafts of effects, windows and reasons alone, completed with every comparison that the diary allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.effect.courses import cycles as botulinum
from analysis.effect.estimate.comparison import Group, Question, Result, compared, unjudged
from analysis.effect.finding import WINDOWS_FOR_PERSISTENCE, Effect
from analysis.effect.gates import is_told, too_few_days
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow
from analysis.episodes.episode import TWENTY_FOUR_WEEKS
from analysis.settings import Settings

FIRST_WINDOWS = 3
"""Windows of the mean over the first twelve weeks (WIN-3, WIN-4)."""


@dataclass(frozen=True)
class _Comparison:
    """A comparison of one draft: its name, and the question."""

    draft: int
    name: str
    question: Question


def estimated_effects(drafts: Sequence[Effect]) -> list[Effect]:
    """The drafts with what is known of change and uncertainty, all estimated at once."""
    asked = [_Comparison(place, *rest) for place, draft in enumerate(drafts) for rest in _questions(draft)]
    answers = compared([one.question for one in asked])
    found: list[dict[str, dict[str, Result]]] = [{} for _ in drafts]
    for one, answer in zip(asked, answers, strict=True):
        found[one.draft].setdefault(one.name, {})[one.question.kind] = answer
    return [_completed(draft, results) for draft, results in zip(drafts, found, strict=True)]


def _completed(draft: Effect, found: Mapping[str, dict[str, Result]]) -> Effect:
    return replace(
        draft,
        results=_for_each_kind(draft, found.get("primary", {})),
        mean=_told(draft, found, "mean"),
        long_baseline=_told(draft, found, "long_baseline"),
        interval_mean=_told(draft, found, "interval_mean"),
        cycles=botulinum.with_results(draft.cycles, found),
    )


def _told(draft: Effect, found: Mapping[str, dict[str, Result]], name: str) -> dict[str, Result] | None:
    return _for_each_kind(draft, found[name]) if name in found else None


def _for_each_kind(draft: Effect, found: Mapping[str, Result]) -> dict[str, Result]:
    primary = draft.primary or draft.baseline
    return {kind: found.get(kind) or unjudged(draft.baseline[kind], primary[kind]) for kind in JUDGED_KINDS}


def _questions(draft: Effect) -> list[tuple[str, Question]]:
    """The comparisons that a draft allows, with their names."""
    of_cycles = list(botulinum.questions(draft.cycles, draft.earlier, draft.basis))
    if draft.reasons or draft.primary is None:
        return of_cycles
    return of_cycles + [
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
    baseline, follow_up = Group((draft.baseline,)), Group((primary,))
    questions = [("primary", Question(kind, baseline, follow_up, draft.beside_primary))]
    if len(first) == FIRST_WINDOWS and _are_told(first, kind, draft.settings):
        others = (*draft.earlier, *begun[FIRST_WINDOWS:])
        questions.append(("mean", Question(kind, baseline, Group(first), others)))
    second = draft.windows[FIRST_WINDOWS : 2 * FIRST_WINDOWS]
    is_second_asked = draft.episode.primary == TWENTY_FOUR_WEEKS
    if is_second_asked and len(second) == FIRST_WINDOWS and _are_told(second, kind, draft.settings):
        questions.append(("interval_mean", Question(kind, baseline, Group(second), (*draft.earlier, *first))))
    if _are_told(draft.earlier, kind, draft.settings):
        before, rest = Group((*draft.earlier, draft.baseline)), draft.beside_primary[len(draft.earlier) :]
        questions.append(("long_baseline", Question(kind, before, follow_up, rest)))
    return questions
