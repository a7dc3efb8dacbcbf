"""Whom and which days a statement is about, as values or as parameters.

To build a statement of many parts takes as long as to run it for one patient. One that is built with parameters can be
kept, and run for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Select, Text, bindparam, literal, select

from analysis.diary import SEPARATORS
from analysis.querying.dialects import pieces
from analysis.windows import Window


@dataclass(frozen=True)
class GivenPeriod:
    """A period whose days are parameters of the statement."""

    first: BindParameter[date]
    last: BindParameter[date]


@dataclass(frozen=True)
class Between:
    """Pseudonyms from the first to the last in order, both included: a part of everyone."""

    first: str
    last: str


Patients = Sequence[str] | Between | BindParameter[Any]
"""Pseudonyms, all those between two, or the parameter that brings them."""
Whose = BindParameter[Any] | None
"""The parameter that brings pseudonyms, `parameter_for` them; None: everyone."""
Period = Window | GivenPeriod
"""Days, or the parameters that bring them."""
AsOf = date | BindParameter[date]
"""The day as of which something is told, or the parameter that brings it."""

GIVEN_PATIENTS: BindParameter[Any] = bindparam("patients", expanding=True)
GIVEN_MANY_PATIENTS: BindParameter[Any] = bindparam("patients", type_=Text)
"""Pseudonyms that travel as one text."""
GIVEN_AS_OF: BindParameter[date] = bindparam("as_of_day", type_=Date)
GIVEN_PERIOD = GivenPeriod(bindparam("first_day", type_=Date), bindparam("last_day", type_=Date))


_BETWEEN, _ = SEPARATORS
NAMED_ONE_BY_ONE = 5_000
"""Pseudonyms that are parameters each; more travel as one text, since a server takes 65 535 parameters at most."""


def is_of(pseudonym: ColumnElement[str], patients: Patients) -> ColumnElement[bool]:
    """Whether a column of pseudonyms holds one of these."""
    if isinstance(patients, Between):
        return pseudonym.between(patients.first, patients.last)
    if isinstance(patients, BindParameter):
        return pseudonym.in_(patients if patients.expanding else _listed(patients))
    if len(patients) <= NAMED_ONE_BY_ONE:
        return pseudonym.in_(list(patients))
    return pseudonym.in_(_listed(literal(_as_text(patients))))


def parameter_for(patients: Sequence[str] | None) -> BindParameter[Any] | None:
    """The parameter by which `given` brings so many pseudonyms; None for everyone."""
    if patients is None:
        return None
    return GIVEN_PATIENTS if len(patients) <= NAMED_ONE_BY_ONE else GIVEN_MANY_PATIENTS


def _listed(text: ColumnElement[str]) -> Select[tuple[str]]:
    return select(pieces(text, _BETWEEN).label("patient_id"))


def _as_text(patients: Sequence[str]) -> str:
    return _BETWEEN.join(patients)


def given(period: Window, patients: Sequence[str] | None, as_of: date) -> dict[str, object]:
    """The values of the parameters; without pseudonyms for None, where the statement is about everyone."""
    days: dict[str, object] = {"first_day": period.first, "last_day": period.last, "as_of_day": as_of}
    if patients is None:
        return days
    is_few = parameter_for(patients) is GIVEN_PATIENTS
    return days | {"patients": list(patients) if is_few else _as_text(patients)}
