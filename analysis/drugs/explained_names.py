"""What the clinic has explained of drug names that the catalogue does not know, and the names that wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, Select, and_, delete, func, insert, null, select

from analysis import drugs
from analysis.querying.at_hand import at_hand, named
from analysis.querying.schema import (
    ACUTE_DOSES,
    DRUG_MEANINGS,
    DRUG_NAMES,
    TREATMENT_DOSES,
    TREATMENTS,
    UNKNOWN_CLASS,
    WRITTEN_HERE,
)

NO_DRUG = "none"
"""The meaning of a name that stands for no drug at all, "rest" or "coffee"."""


@dataclass(frozen=True)
class Meaning:
    """What a written name means: a substance of the catalogue, or NO_DRUG; by whom and when it was explained."""

    name: str
    substance: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True)
class UnknownName:
    """A written name that is not recognised, wholly or in part: intakes and treatments that have it, and patients.

    A single dose of a preventive counts among the treatments.
    """

    name: str
    intakes: int
    treatments: int
    patients: int


def meanings(connection: Connection) -> list[Meaning]:
    """Every name that was explained, by name."""
    columns = [DRUG_MEANINGS.c[field] for field in Meaning.__dataclass_fields__]
    return [Meaning(*row) for row in connection.execute(select(*columns).order_by(DRUG_MEANINGS.c.name))]


def mapping(connection: Connection) -> dict[str, str]:
    """The substance of each name that was explained, as `drugs.recognised_all` takes it."""
    return at_hand(named("drug names", connection), lambda: _mapping(connection))


def _mapping(connection: Connection) -> dict[str, str]:
    return {meaning.name: meaning.substance for meaning in meanings(connection)}


def explain(connection: Connection, meaning: Meaning) -> None:
    """Keeps a meaning, in place of an earlier one of the name. Raises ValueError for an unknown substance."""
    if not is_known_substance(meaning.substance):
        raise ValueError(f"{meaning.substance!r} is not in the drug catalogue")
    forget(connection, meaning.name)
    connection.execute(insert(DRUG_MEANINGS).values(**vars(meaning), batch=WRITTEN_HERE))


def forget(connection: Connection, name: str) -> None:
    """Drops the meaning of a name, where it has one."""
    connection.execute(delete(DRUG_MEANINGS).where(DRUG_MEANINGS.c.name == name))


def is_known_substance(substance: str) -> bool:
    """Whether a name can mean this: a substance of the catalogue, or NO_DRUG."""
    return substance == NO_DRUG or any(drug.substance == substance for drug in drugs.catalogue())


def means_no_drug(name: str, explained: Mapping[str, str]) -> bool:
    """Whether a written name says, or was explained to say, that nothing was taken."""
    folded = name.strip().casefold()
    return drugs.is_no_drug(name) or any(
        substance == NO_DRUG and known.strip().casefold() == folded for known, substance in explained.items()
    )


def is_unknown(name: str, atc: str | None, explained: Mapping[str, str]) -> bool:
    """Whether the name, or one of several drugs written in it, is neither in the catalogue nor explained."""
    if means_no_drug(name, explained):
        return False
    return not drugs.recognised_all(name, atc, explained) or bool(drugs.unrecognised_parts(name, atc, explained))


def unknown_names(connection: Connection) -> list[UnknownName]:
    """The names in the store that are not recognised, the most frequent first."""
    found: dict[str, list[int]] = {}
    for acute in connection.execute(_unknown_acute()):
        found[acute.drug] = [acute.intakes, 0, acute.patients]
    explained = mapping(connection)
    for row in chain(connection.execute(_treatments_by_name()), connection.execute(_treatment_doses_by_name())):
        if not drugs.recognised(row.drug, row.atc, explained) and not means_no_drug(row.drug, explained):
            counts = found.setdefault(row.drug, [0, 0, 0])
            counts[1] += row.treatments
            counts[2] = max(counts[2], row.patients)
    names = [UnknownName(name, *counts) for name, counts in found.items()]
    return sorted(names, key=lambda one: (-one.intakes - one.treatments, one.name))


def _unknown_acute() -> Select[tuple[str, int, int]]:
    same_name = and_(DRUG_NAMES.c.name == ACUTE_DOSES.c.drug, DRUG_NAMES.c.atc == func.coalesce(ACUTE_DOSES.c.atc, ""))
    patients = func.count(ACUTE_DOSES.c.patient_id.distinct()).label("patients")
    return (
        select(ACUTE_DOSES.c.drug, func.count().label("intakes"), patients)
        .join(DRUG_NAMES, same_name)
        .where(DRUG_NAMES.c.drug_class == UNKNOWN_CLASS)
        .group_by(ACUTE_DOSES.c.drug)
    )


def _treatment_doses_by_name() -> Select[tuple[str, None, int, int]]:
    return select(
        TREATMENT_DOSES.c.drug,
        null().label("atc"),
        func.count().label("treatments"),
        func.count(TREATMENT_DOSES.c.patient_id.distinct()).label("patients"),
    ).group_by(TREATMENT_DOSES.c.drug)


def _treatments_by_name() -> Select[tuple[str, str | None, int, int]]:
    return select(
        TREATMENTS.c.drug,
        TREATMENTS.c.atc,
        func.count().label("treatments"),
        func.count(TREATMENTS.c.patient_id.distinct()).label("patients"),
    ).group_by(TREATMENTS.c.drug, TREATMENTS.c.atc)
