"""Botulinum toxin by its own rule: the four weeks before each treatment against the four weeks after it (EVAL-5).

A non-responder has less than 30 % fewer headache days a month "during treatment", asked in the first two to three
cycles; the comparison around each cycle is meant for treatment that goes on. The source leaves two things open. "The 4
weeks after each treatment cycle" is read as the 28 days from the day of the injections, since the cycle is the
treatment; the last four of its twelve weeks would be the other reading, and those of the second cycle are what the
effect as a whole is judged by (W21-24, EVAL-6). And from the second cycle on the four weeks before already lie under
treatment, so that a fall that lasts looks like none: each cycle is therefore told against the 28 days before its own
injections and against those before the first ones.
Source: Bendtsen 2018, doi 10.1186/s10194-018-0921-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analysis.basis import Basis
from analysis.effect.estimate.comparison import Group, Question, Result, unjudged
from analysis.effect.gates import can_compare
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS
from analysis.effect.runs import PatientWindow
from analysis.episodes.episode import BOTULINUM_FAMILY, Episode
from analysis.windows import WINDOW_DAYS, Window

OWN, BASELINE = "own", "baseline"
"""What a cycle is compared with: the 28 days before its own injections, or before the first ones."""


@dataclass(frozen=True)
class Cycle:
    """One treatment with botulinum toxin: the 28 days before it and the 28 from its day on.

    `number` counts those that are known; `is_numbered` tells whether it is the treatment's own: no other one, of which
    the day is not known or was not read, can have been before it.

    `results` compare `after` with `before`, `against_baseline` with the 28 days before the first treatment, for each of
    the judged kinds; while the days after are not over, or too few are filled in, they tell nothing.
    """

    number: int
    given_on: date
    before: MeasuredWindow
    after: MeasuredWindow
    is_over: bool
    results: Mapping[str, Result] = field(default_factory=dict)
    against_baseline: Mapping[str, Result] = field(default_factory=dict)
    is_numbered: bool = True

    def as_json(self) -> dict[str, object]:
        """The cycle as other programs rely on it, without its windows."""
        return {
            "number": self.number if self.is_numbered else None,
            "given_on": self.given_on.isoformat(),
            **{f"{kind}_days": result.as_json() for kind, result in self.results.items()},
            "against_baseline": {f"{kind}_days": result.as_json() for kind, result in self.against_baseline.items()},
        }


def cycle_windows(episode: Episode, as_of: date) -> tuple[tuple[Window, Window], ...]:
    """The 28 days before each treatment and the 28 from its day on, for each one given by `as_of`; in order.

    None for other drugs. The first dose counts as a treatment whether or not it stands among the recorded doses, where
    its day is known.
    """
    if episode.family != BOTULINUM_FAMILY:
        return ()
    first = {episode.first_dose} if episode.has_known_start else set()
    days = sorted(day for day in {*first, *episode.given_on} if day <= as_of)
    return tuple(
        (
            Window(day - timedelta(days=WINDOW_DAYS), day - timedelta(days=1), f"before-cycle-{number}"),
            Window(day, day + timedelta(days=WINDOW_DAYS - 1), f"cycle-{number}"),
        )
        for number, day in enumerate(days, start=1)
    )


def cycles(
    patient: str, episode: Episode, measured: Mapping[PatientWindow, MeasuredWindow], as_of: date
) -> tuple[Cycle, ...]:
    """The cycles of an episode, without results; `measured` holds their windows."""
    return tuple(
        Cycle(
            number,
            after.first,
            measured[patient, before],
            measured[patient, after],
            after.last <= as_of,
            is_numbered=episode.has_known_start and (number == 1 or not episode.unread_doses),
        )
        for number, (before, after) in enumerate(cycle_windows(episode, as_of), start=1)
    )


def questions(
    found: Sequence[Cycle], earlier: Sequence[MeasuredWindow], basis: Basis
) -> Iterator[tuple[str, Question]]:
    """The comparisons that the diary allows, each under its name; `earlier` windows tell of persistence alone."""
    for cycle in found:
        for against, before in _compared(cycle, found[0]):
            for kind in JUDGED_KINDS:
                if can_compare(before, cycle.after, kind, basis):
                    question = Question(kind, Group((before,)), Group((cycle.after,)), tuple(earlier))
                    yield _name(cycle, against), question


def _compared(cycle: Cycle, first: Cycle) -> Iterator[tuple[str, MeasuredWindow]]:
    """What a cycle is compared with, and those days: before the first one only where it is known to be the first."""
    yield OWN, cycle.before
    if first.is_numbered:
        yield BASELINE, first.before


def with_results(found: Sequence[Cycle], answers: Mapping[str, Mapping[str, Result]]) -> tuple[Cycle, ...]:
    """The cycles with the answers to their questions, by name and kind."""
    return tuple(
        replace(
            cycle,
            results=_for_each_kind(cycle.before, cycle.after, answers.get(_name(cycle, OWN), {})),
            against_baseline=_for_each_kind(found[0].before, cycle.after, answers.get(_name(cycle, BASELINE), {})),
        )
        for cycle in found
    )


def _name(cycle: Cycle, against: str) -> str:
    return f"cycle {cycle.number} against {against}"


def _for_each_kind(before: MeasuredWindow, after: MeasuredWindow, answers: Mapping[str, Result]) -> dict[str, Result]:
    return {kind: answers.get(kind) or unjudged(before[kind], after[kind]) for kind in JUDGED_KINDS}
