"""One invented patient with diary and treatments, read as the store's door would let it be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, Engine, delete, insert

from analysis.basis import Basis
from analysis.effect.finding import Effect
from analysis.effect.judgement import effects
from analysis.querying.schema import QUESTIONNAIRES, TREATMENT_DOSES, TREATMENTS
from analysis.settings import Settings, shipped
from tests.drawn import drawn, fill

FIRST_DOSE = date(2026, 3, 2)


@dataclass(frozen=True)
class Clinic:
    """Everything in one database, to be read as of a day."""

    engine: Engine
    as_of: date
    settings: Settings = field(default_factory=shipped)
    patients: tuple[str, ...] | None = None

    def connect(self) -> Connection:
        return self.engine.connect()

    def basis(self, as_of: date | None = None) -> Basis:
        return Basis(as_of or self.as_of, self.settings, self.patients)

    def parts(self, as_of: date | None = None) -> tuple[Clinic, ...]:
        """Nobody keeps the diary here: all are seen as of the same day."""
        return (self,)


def course(drug: str = "Aimovig", started_on: date = FIRST_DOSE, **fields: object) -> dict[str, object]:
    """A row of `treatments`."""
    return {"patient_id": "P", "drug": drug, "started_on": started_on, "batch": 1, **fields}


def given(*days: date, drug: str = "Aimovig") -> list[dict[str, object]]:
    """Rows of `treatment_doses`."""
    return [{"patient_id": "P", "drug": drug, "given_on": day, "batch": 1} for day in days]


def score(day: date, instrument: str, value: float) -> dict[str, object]:
    """A row of `questionnaires`."""
    return {"patient_id": "P", "date": day, "instrument": instrument, "score": value, "batch": 1}


def clinic(
    engine: Engine,
    picture: str,
    *,
    last: date,
    treatments: Sequence[dict[str, object]] = (),
    doses: Sequence[dict[str, object]] = (),
    scores: Sequence[dict[str, object]] = (),
    as_of: date | None = None,
    enrolled_on: date = date(2024, 1, 1),
) -> Clinic:
    """The diary of `picture`, whose last character is the day `last`, with treatments; as of `last` if not told."""
    rows = {TREATMENTS: treatments, TREATMENT_DOSES: doses, QUESTIONNAIRES: scores}
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": enrolled_on}], diary=drawn(picture, last))
        for table, found in rows.items():
            connection.execute(delete(table))
            for row in found:
                connection.execute(insert(table), row)
    return Clinic(engine, as_of or last)


def effect_of(records: Clinic, *, as_of: date | None = None) -> Effect:
    """The effect of the only treatment."""
    (found,) = effects(records, records.basis(as_of))["P"]
    return found


def weeks(number: int, after: date = FIRST_DOSE) -> date:
    """The last day of so many weeks from first dose."""
    return after + timedelta(days=7 * number - 1)
