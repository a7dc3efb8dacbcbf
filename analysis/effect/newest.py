"""Which of a patient's treatments is the one to judge, and what its effect would be if days were counted otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from analysis.basis import Basis
from analysis.days.definitions import PROFILES
from analysis.effect.finding import Effect
from analysis.effect.judgement import Source, effects
from analysis.episodes.courses import WholeCourse
from analysis.episodes.episode import Episode
from analysis.settings import Settings

RETROSPECTIVE, EXCLUDED = "retrospective", "excluded"
"""Ways to count otherwise besides the definitions: late entries of other diaries, days of excluded periods."""


def newest(effects: Sequence[Effect]) -> Effect | None:
    """The effect that a doctor opens the patient for: of the newest that goes on, else planned, else the last.

    Of a course with steps of the dose, that of the whole. None without any treatment.
    """
    return next(iter(newest_first(effects)), None)


def newest_first(effects: Sequence[Effect]) -> list[Effect]:
    """The effect of the `newest` treatment, and after that of a whole course that of its last step."""
    chosen = newest_episodes([one.episode for one in effects], effects[0].as_of) if effects else ()
    return [next(one for one in effects if one.episode == episode) for episode in chosen]


def newest_episodes(episodes: Sequence[Episode], as_of: date) -> tuple[Episode, ...]:
    """The episodes whose effects are `newest_first`; empty without any."""
    whole = [one for one in episodes if isinstance(one, WholeCourse)]
    single = [one for one in episodes if one not in whole and not any(course.has_step(one) for course in whole)]
    told = sorted([*whole, *single], key=lambda one: (one.first_dose, one.drug))
    running = [one for one in told if one.first_dose <= as_of and _goes_on(one, as_of)]
    planned = [one for one in told if one.first_dose > as_of]
    chosen = next((some[-1] for some in (running, planned, told) if some), None)
    if not isinstance(chosen, WholeCourse):
        return (chosen,) if chosen else ()
    steps = [one for one in episodes if one not in whole and chosen.has_step(one) and one.first_dose <= as_of]
    return (chosen, *steps[-1:])


def _goes_on(episode: Episode, as_of: date) -> bool:
    """Whether it has no end, or only a planned step of its dose."""
    return episode.last_day is None or (episode.ended_by_step and episode.last_day >= as_of)


def newest_effects(
    records: Source, basis: Basis | None = None, *, bounds: bool = False
) -> dict[str, tuple[Effect, ...]]:
    """As `newest_first`, of each patient who has any treatment, which spares the estimating of the others."""
    basis = basis or records.basis()
    only = partial(newest_episodes, as_of=basis.as_of)
    return effects(records, basis, bounds=bounds, only=only)


def other_ways(settings: Settings, *, has_excluded: bool) -> dict[str, Settings]:
    """The settings under which days would be counted otherwise, by what is different.

    Every other definition of a migraine day; late entries of other diaries counted, where they are not; and, for a
    patient who has any, the days of excluded periods counted or left out, the other way round.
    """
    ways = {profile: replace(settings, profile=profile) for profile in PROFILES if profile != settings.profile}
    if not settings.count_retrospective:
        ways[RETROSPECTIVE] = replace(settings, count_retrospective=True)
    if has_excluded:
        ways[EXCLUDED] = replace(settings, count_excluded=not settings.count_excluded)
    return ways


def newest_otherwise(records: Source, basis: Basis, *, with_excluded: Collection[str]) -> dict[str, dict[str, Effect]]:
    """The effect of each patient's newest treatment with days counted in each of `other_ways`, by patient and way.

    `with_excluded` are those who have excluded periods: only for them does the way EXCLUDED differ.
    """
    ways = other_ways(basis.settings, has_excluded=bool(with_excluded))
    found: dict[str, dict[str, Effect]] = {}
    for name, way in ways.items():
        whose = basis.under(way)
        found_so = newest_effects(records, whose.of(sorted(with_excluded)) if name == EXCLUDED else whose)
        for patient, (effect, *_) in found_so.items():
            found.setdefault(patient, {})[name] = effect
    return found
