"""What else changed while an effect was measured (WIN-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.measured import MeasuredWindow
from analysis.episodes.episode import BOTULINUM_FAMILY, Beginning, Episode
from analysis.outcomes import Outcome, any_of
from analysis.windows import Window

CLOSE_DAYS = 28
"""Two changes at most this many days apart cannot be told from one another (WIN-7: none within the baseline)."""

_BEGINNINGS = {
    Beginning.START: "started",
    Beginning.SWITCH: "started",
    Beginning.RESTART: "restarted",
    Beginning.DOSE_STEP: "dose_changed",
    Beginning.WHOLE_COURSE: "started",
}
_GIVEN = "botulinum_toxin_given"
_OVERUSE_ENDED = "overuse_ended"


@dataclass(frozen=True)
class CoIntervention:
    """A change besides the one that is judged: its code, the drug as written, the day (None: within the windows).

    Codes: started, restarted, dose_changed, stopped, botulinum_toxin_given, overuse_ended.
    """

    code: str
    drug: str | None
    on: date | None

    def is_close_to(self, first_dose: date) -> bool:
        """Whether it is a change of treatment so near that the effect cannot be attributed to one of the two."""
        return self.on is not None and self.code != _GIVEN and abs((self.on - first_dose).days) <= CLOSE_DAYS

    def as_json(self) -> dict[str, str | None]:
        """The change as other programs rely on it."""
        return {"code": self.code, "drug": self.drug, "date": self.on.isoformat() if self.on else None}


def co_interventions(episode: Episode, all_episodes: Sequence[Episode], until: date) -> tuple[CoIntervention, ...]:
    """The changes of other preventives, and other steps of the same one, from the first day of the baseline to `until`.

    In order of time. The end of an episode by a step of its dose is told once, as the step.
    """
    span = Window(episode.baseline.first, max(until, episode.baseline.last))
    found = [
        change
        for other in all_episodes
        if other != episode
        for change in _changes(other)
        if change.on is not None and change.on in span and change.on <= until
    ]
    return tuple(sorted(found, key=lambda change: (change.on or until, change.code)))


def _changes(episode: Episode) -> Iterator[CoIntervention]:
    if episode.has_known_start:
        yield CoIntervention(_BEGINNINGS[episode.beginning], episode.drug, episode.first_dose)
    if episode.last_day is not None and not episode.ended_by_step:
        yield CoIntervention("stopped", episode.drug, episode.last_day)
    if episode.family == BOTULINUM_FAMILY:
        for day in episode.given_on:
            if day != episode.first_dose:
                yield CoIntervention(_GIVEN, episode.drug, day)


def end_of_overuse(before: MeasuredWindow, after: MeasuredWindow) -> CoIntervention | None:
    """That a class of acute medication was overused at baseline and none is in the window judged; None otherwise.

    An end that depends on empty days is not told.
    """
    was_overused = any_of(*(before[kind].reaches(limit) for kind, limit in OVERUSE_DAYS.items()))
    is_overused = any_of(*(after[kind].reaches(limit) for kind, limit in OVERUSE_DAYS.items()))
    if was_overused is Outcome.MET and is_overused is Outcome.NOT_MET:
        return CoIntervention(_OVERUSE_ENDED, None, None)
    return None
