"""What else changed while an effect was measured (WIN-11)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.diary import FIRST_DATE
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.measured import MeasuredWindow
from analysis.episodes.episode import BOTULINUM_FAMILY, Beginning, Episode
from analysis.episodes.unread import is_unread
from analysis.records.treatments import MONTH
from analysis.windows import Window

CLOSE_DAYS = 28
"""Two changes at most this many days apart cannot be told from one another (WIN-7: none within the baseline)."""
LAST_OF_MONTH = 30
"""Days after its first one that a month has at most."""

_BEGINNINGS = {
    Beginning.START: "started",
    Beginning.SWITCH: "started",
    Beginning.RESTART: "restarted",
    Beginning.DOSE_STEP: "dose_changed",
    Beginning.WHOLE_COURSE: "started",
}
_GIVEN = "botulinum_toxin_given"
_OVERUSE_ENDED, _OVERUSE_MAY_HAVE_ENDED = "overuse_ended", "overuse_may_have_ended"
_NOT_READ = "not_read"
_BEGUN_IN_MONTH = "started_in_month"


@dataclass(frozen=True)
class CoIntervention:
    """A change besides the one that is judged: its code, the drug as written, the day (None: within the windows).

    Codes: started, restarted, dose_changed, stopped, botulinum_toxin_given, overuse_ended; started_in_month of the
    month of which `on` is the first day, overuse_may_have_ended where it is not known of all days what was taken, and
    not_read of a treatment of which something could not be read, so that it may have begun, changed or ended meanwhile
    (without `drug`: of one whose drug could not be read).
    """

    code: str
    drug: str | None
    on: date | None

    def is_close_to(self, first_dose: date) -> bool:
        """Whether it is a change of treatment so near that the effect cannot be attributed to one of the two."""
        if self.on is None or self.code == _GIVEN:
            return False
        after = (first_dose - self.on).days
        return -CLOSE_DAYS <= after <= CLOSE_DAYS + (LAST_OF_MONTH if self.code == _BEGUN_IN_MONTH else 0)

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


def may_have_changed(
    episode: Episode,
    all_episodes: Sequence[Episode],
    until: date,
    unread: Collection[Window],
    rejected: Sequence[Window],
) -> tuple[CoIntervention, ...]:
    """What may have changed in the days of `co_interventions`, of what is not known of other treatments.

    `unread` are the days of rows of which something could not be read, `rejected` tell when those ran of which the drug
    could not be (since FIRST_DATE: nor the start).
    """
    span = Window(episode.baseline.first, max(until, episode.baseline.last))
    others = [one for one in all_episodes if one.key != episode.key and _overlaps(one, span)]
    by_month = [one for one in others if one.start_known == MONTH and _month_meets(one.first_dose, span)]
    not_read = dict.fromkeys(one.drug for one in others if is_unread(one, unread))
    return (
        *(CoIntervention(_BEGUN_IN_MONTH, one.drug, one.first_dose) for one in by_month),
        *(CoIntervention(_NOT_READ, drug, None) for drug in not_read),
        *(CoIntervention(_NOT_READ, None, day) for day in dict.fromkeys(_starts(rejected, span))),
    )


def _starts(rejected: Sequence[Window], span: Window) -> Iterator[date | None]:
    """When those began that ran in the span; None of one whose start could not be read."""
    for ran in rejected:
        if span.meets(ran.first, ran.last):
            yield None if ran.first == FIRST_DATE else ran.first


def _overlaps(episode: Episode, span: Window) -> bool:
    return span.meets(episode.first_dose, episode.last_day or date.max)


def _month_meets(first: date, span: Window) -> bool:
    """Whether the month of this first day has a day in the span."""
    return (first.year, first.month) >= (span.first.year, span.first.month) and first <= span.last


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
    """That a class of acute medication was overused at baseline and none is in the window judged, or that it may be so.

    It may where it depends on filled days of which it is not known what was taken. An end that depends on empty days,
    or on days without a diary, such as those to come, is not told.
    """
    if _is_overused(before) and _is_without_overuse(after):
        return CoIntervention(_OVERUSE_ENDED, None, None)
    if _may_be_overused(before) and _may_be_without_overuse(after):
        return CoIntervention(_OVERUSE_MAY_HAVE_ENDED, None, None)
    return None


def _is_overused(window: MeasuredWindow) -> bool:
    return any(window[kind].lowest >= limit for kind, limit in OVERUSE_DAYS.items())


def _may_be_overused(window: MeasuredWindow) -> bool:
    """Whether a class was, if it was taken on the filled days that do not tell; never of a diary that tells of none."""
    days = ((window[kind], limit) for kind, limit in OVERUSE_DAYS.items())
    return any(some.told and some.lowest + some.unknown >= limit for some, limit in days)


def _is_without_overuse(window: MeasuredWindow) -> bool:
    return all(window[kind].highest + window.counts.outside < limit for kind, limit in OVERUSE_DAYS.items())


def _may_be_without_overuse(window: MeasuredWindow) -> bool:
    """Whether no class was, if none was taken on the filled days that do not tell."""
    without_diary = window.counts.outside
    return all(
        window[kind].lowest + window[kind].unfilled + without_diary < limit for kind, limit in OVERUSE_DAYS.items()
    )
