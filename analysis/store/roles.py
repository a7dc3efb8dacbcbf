"""What each role may do: decided here and asked at the door, whatever a page shows."""

from __future__ import annotations

from enum import Flag, StrEnum, auto


class Role(StrEnum):
    """What somebody is at the clinic, as the access file names it (LOG-3)."""

    DOCTOR = "doctor"
    NURSE = "nurse"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    PATIENT = "patient"


class Right(Flag):
    """What may be done: see patients, the clinic's figures, one's own diary; import; read the access log."""

    PATIENTS = auto()
    AGGREGATES = auto()
    OWN_DIARY = auto()
    IMPORT = auto()
    LOG = auto()


RIGHTS = {
    Role.DOCTOR: Right.PATIENTS | Right.AGGREGATES | Right.IMPORT,
    Role.NURSE: Right.PATIENTS | Right.AGGREGATES | Right.IMPORT,
    Role.LEAD: Right.AGGREGATES,
    Role.ADMINISTRATOR: Right.IMPORT | Right.LOG,
    Role.PATIENT: Right.OWN_DIARY,
}
EVERY_RIGHT = Right.PATIENTS | Right.AGGREGATES | Right.IMPORT | Right.LOG
"""Of the person at this machine, to whom the store's files belong."""
AGGREGATE_PLACES = frozenset({"clinic"})
"""Places that show figures of groups and nobody's own."""
