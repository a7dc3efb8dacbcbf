"""How a patient's diary was kept: day by day, attack by attack, or both.

A day of a diary of attacks is filled in *because* there was headache. Its attack days are certain; how many of the
others had none is not known, so that neither a rate nor a fall can be told from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import is_of
from analysis.querying.schema import CLINIC_SOURCE, DIARY
from analysis.records.declared_periods import DeclaredPeriod, declared_periods

DAYS, ATTACKS, BOTH = "days", "attacks", "both"
"""What a patient's sources record; `attacks`: of none of them headache-free days are known."""
_IS_OF_ATTACKS = DIARY.c.attacks_only.is_(True) & (DIARY.c.source != CLINIC_SOURCE)


@dataclass(frozen=True)
class Kept:
    """What a patient's sources record, one of DAYS, ATTACKS, BOTH, and the periods that were declared complete."""

    source_kind: str = DAYS
    declared: tuple[DeclaredPeriod, ...] = ()

    @property
    def has_attacks_only(self) -> bool:
        """Whether some of the diary records attacks only."""
        return self.source_kind != DAYS


def kept(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, Kept]:
    """How the diary of each of these patients (None: everyone) was kept; nothing of those who have no entry."""
    declared = declared_periods(connection, patients)
    kinds = _kinds(connection, patients)
    return {patient: Kept(kind, declared.get(patient, ())) for patient, kind in kinds.items()}


def of_attacks_alone(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) none of whose sources tells of headache-free days."""
    if not has_days_of_attacks(connection, patients):
        return frozenset()
    return frozenset(patient for patient, kind in _kinds(connection, patients).items() if kind == ATTACKS)


def has_days_of_attacks(connection: Connection, patients: Sequence[str] | None = None) -> bool:
    """Whether any of these patients (None: everyone) has a day from a source that records attacks only."""
    return at_hand(named("days of attacks", connection, patients), lambda: _have_days_of_attacks(connection, patients))


def _have_days_of_attacks(connection: Connection, patients: Sequence[str] | None) -> bool:
    """Asked by itself: most clinics have none, which the engine knows without reading a row."""
    statement = select(DIARY.c.patient_id).where(_IS_OF_ATTACKS).limit(1)
    if patients is not None:
        statement = statement.where(is_of(DIARY.c.patient_id, patients))
    return connection.execute(statement).first() is not None


def _kinds(connection: Connection, patients: Sequence[str] | None) -> dict[str, str]:
    return at_hand(named("kinds of sources", connection, patients), lambda: _read_kinds(connection, patients))


def _read_kinds(connection: Connection, patients: Sequence[str] | None) -> dict[str, str]:
    is_attack = case((_IS_OF_ATTACKS, 1), else_=0)
    statement = select(DIARY.c.patient_id, func.min(is_attack), func.max(is_attack)).group_by(DIARY.c.patient_id)
    if patients is not None:
        statement = statement.where(is_of(DIARY.c.patient_id, patients))
    return {
        patient: ATTACKS if fewest else BOTH if most else DAYS
        for patient, fewest, most in connection.execute(statement)
    }
