"""Drafts of effects, windows and reasons alone, completed with every comparison that the diary allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.effect.courses import cycles as botulinum
from analysis.effect.estimate.comparison import Group, Question, Result, compared, counted, unjudged, with_long_run
from analysis.effect.estimate.course_days import CourseDays
from analysis.effect.estimate.long_run import LongRun, long_run
from analysis.effect.finding import Effect
from analysis.effect.gates import is_told, too_few_days
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS
from analysis.episodes.episode import TWENTY_FOUR_WEEKS
from analysis.settings import Settings

FIRST_WINDOWS = 3
"""Windows of the mean over the first twelve weeks (WIN-3, WIN-4)."""


@dataclass(frozen=True)
class _OfCycle:
    """A comparison of one draft's cycles: its name, and the question."""

    draft: int
    name: str
    question: Question


class WithLongRun(Mapping[str, Result]):
    """Results by kind of day, each with its long run once it is asked for: to estimate it takes longer than all else.

    A page that speaks of headache alone, or of one treatment of two, need not wait for the others.
    """

    def __init__(self, counted: Mapping[str, Result], days: CourseDays | None) -> None:
        """The results as counted, and the days that tell of the long run."""
        self._counted, self._days = counted, days
        self._found: dict[str, Result] = {}

    def __getitem__(self, kind: str) -> Result:
        if kind not in self._found:
            told = self._counted[kind]
            found = long_run_of(self._days, kind) if told.change_per_28 is not None else None
            self._found[kind] = with_long_run(told, found)
        return self._found[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counted)

    def __len__(self) -> int:
        return len(self._counted)


def estimated_effects(drafts: Sequence[Effect]) -> Iterator[Effect]:
    """The drafts with what is known of change and uncertainty, one by one; those to be judged hold their `days`."""
    asked = [
        _OfCycle(place, *rest)
        for place, draft in enumerate(drafts)
        for rest in botulinum.questions(draft.cycles, draft.earlier, draft.basis)
    ]
    answers = compared([one.question for one in asked])
    of_cycles: list[dict[str, dict[str, Result]]] = [{} for _ in drafts]
    for one, answer in zip(asked, answers, strict=True):
        of_cycles[one.draft].setdefault(one.name, {})[one.question.kind] = answer
    for draft, results in zip(drafts, of_cycles, strict=True):
        yield _completed(draft, results)


def _completed(draft: Effect, of_cycles: Mapping[str, dict[str, Result]]) -> Effect:
    told = {kind: dict(_comparisons(draft, kind)) for kind in JUDGED_KINDS}
    return replace(
        draft,
        results=WithLongRun(_for_each_kind(draft, told, "primary"), draft.days),
        mean=_told(draft, told, "mean"),
        long_baseline=_told(draft, told, "long_baseline"),
        interval_mean=_told(draft, told, "interval_mean"),
        cycles=botulinum.with_results(draft.cycles, of_cycles),
    )


def _told(draft: Effect, told: Mapping[str, Mapping[str, Result]], name: str) -> dict[str, Result] | None:
    return _for_each_kind(draft, told, name) if any(name in found for found in told.values()) else None


def _for_each_kind(draft: Effect, told: Mapping[str, Mapping[str, Result]], name: str) -> dict[str, Result]:
    primary = draft.primary or draft.baseline
    return {kind: told[kind].get(name) or unjudged(draft.baseline[kind], primary[kind]) for kind in JUDGED_KINDS}


def _comparisons(draft: Effect, kind: str) -> Iterator[tuple[str, Result]]:
    """The comparisons of one kind of day that a draft allows, by name, as counted."""
    primary = draft.primary
    if draft.reasons or primary is None or not _tells(draft, kind):
        return
    before, settings = (draft.baseline,), draft.settings
    yield "primary", _of(before, (primary,), kind)
    first, second = draft.windows[:FIRST_WINDOWS], draft.windows[FIRST_WINDOWS : 2 * FIRST_WINDOWS]
    if _are_three_told(first, kind, settings):
        yield "mean", _of(before, first, kind)
    if draft.episode.primary == TWENTY_FOUR_WEEKS and _are_three_told(second, kind, settings):
        yield "interval_mean", _of(before, second, kind)
    if _are_told(draft.earlier, kind, settings):
        yield "long_baseline", _of((*draft.earlier, draft.baseline), (primary,), kind)


def _of(before: Sequence[MeasuredWindow], after: Sequence[MeasuredWindow], kind: str) -> Result:
    return counted(Group(tuple(before)).count(kind), Group(tuple(after)).count(kind))


def long_run_of(days: CourseDays | None, kind: str, *, is_whole: bool = True) -> LongRun | None:
    """What the days say of the long-run level; what is left now only while the treatment goes on."""
    if days is None:
        return None
    found = long_run(days.before[kind], days.on[kind], is_whole=is_whole)
    return found if found is None or days.goes_on else replace(found, left_now=None)


def _tells(draft: Effect, kind: str) -> bool:
    """Whether the diary tells enough of this kind, before and after, for a rate (CMP-21, STAT-14)."""
    windows = [window for window in (draft.baseline, draft.primary) if window is not None]
    return _are_told(windows, kind, draft.settings) and not any(too_few_days(draft.baseline, kind))


def _are_three_told(windows: Sequence[MeasuredWindow], kind: str, settings: Settings) -> bool:
    return len(windows) == FIRST_WINDOWS and _are_told(windows, kind, settings)


def _are_told(windows: Sequence[MeasuredWindow], kind: str, settings: Settings) -> bool:
    return all(is_told(window, kind, settings) for window in windows)
