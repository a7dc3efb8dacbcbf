"""How long it takes from the start of a treatment to the visit at which it can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from analysis.effect import JUDGED, Effect
from analysis.effect.episodes import Beginning
from analysis.patients import JUDGING_VISITS
from analysis.schema import VISITS

NOT_JUDGEABLE, NO_VISIT = "not_judgeable", "no_visit"


@dataclass(frozen=True)
class Evaluation:
    """A treatment whose evaluation was due: days from its first dose to the visit, or why there was none.

    `reason` is empty, NOT_JUDGEABLE (the diary does not tell) or NO_VISIT (none since the window ended).
    """

    patient_id: str
    treatment: str
    days: int | None
    reason: str


def judging_visits(connection: Connection, as_of: date) -> dict[str, list[date]]:
    """The days of each patient's visits at which a treatment can have been evaluated, in order."""
    statement = select(VISITS.c.patient_id, VISITS.c.date).where(
        VISITS.c.date <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)
    )
    found: dict[str, list[date]] = {}
    for patient, day in connection.execute(statement.order_by(VISITS.c.date)):
        found.setdefault(patient, []).append(day)
    return found


def evaluations(
    found: Mapping[str, Sequence[Effect]], visits: Mapping[str, Sequence[date]], as_of: date
) -> Iterator[Evaluation]:
    """Each start, switch or restart whose window to judge ended by `as_of` while the treatment still counted."""
    for patient, effects in found.items():
        for effect in effects:
            episode = effect.episode
            end = episode.primary_window.last
            if end > as_of or episode.beginning is Beginning.DOSE_STEP or not episode.covers(end):
                continue
            visit = next((day for day in visits.get(patient, ()) if day >= end), None)
            if effect.outcome != JUDGED:
                yield Evaluation(patient, episode.key, None, NOT_JUDGEABLE)
            elif visit is None:
                yield Evaluation(patient, episode.key, None, NO_VISIT)
            else:
                yield Evaluation(patient, episode.key, (visit - episode.first_dose).days, "")
