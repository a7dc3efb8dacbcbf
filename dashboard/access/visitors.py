"""What the claims of somebody who has signed in make of them here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.errors import NotAllowed
from analysis.store import Visitor
from analysis.store.roles import RIGHTS, Right, Role
from dashboard.access.file import Access

EVERY_UNIT = "*"


def visitor_of(claims: Mapping[str, Any], access: Access) -> Visitor:
    """The visitor; of several roles the first one that the access file names counts.

    Raises NotAllowed where no role or care unit of theirs is named there, or a patient's pseudonym is lacking.
    """
    user = _text(claims.get(access.claims["user"]))
    role = _role(claims, access)
    if not user or role is None:
        raise NotAllowed("You have no role here: nothing that the access file names is among your claims.")
    if role is Role.PATIENT:
        own = _text(claims.get(access.claims["patient"]))
        if not own:
            raise NotAllowed("Your sign-in does not say whose diary is yours.")
        return Visitor(user, None, role, own=own)
    return Visitor(user, _units(claims, access, role), role)


def _role(claims: Mapping[str, Any], access: Access) -> Role | None:
    held = set(_values(claims.get(access.claims["role"])))
    return next((role for name, role in access.roles.items() if name in held), None)


def _units(claims: Mapping[str, Any], access: Access, role: Role) -> tuple[str, ...] | None:
    """The care units they act for, None for all; whoever sees neither patients nor groups needs none."""
    held = _values(claims.get(access.claims["care_unit"]))
    units = tuple(dict.fromkeys(access.care_units[one] for one in held if one in access.care_units))
    if EVERY_UNIT in units or not RIGHTS[role] & (Right.PATIENTS | Right.AGGREGATES):
        return None
    if not units:
        raise NotAllowed("Your care unit is not named in the access file, so there is no patient for you to see.")
    return units


def _values(claim: object) -> list[str]:
    """A claim's values: it may be one text or a list of them."""
    several = claim if isinstance(claim, Iterable) and not isinstance(claim, str | Mapping) else [claim]
    return [text for one in several if (text := _text(one))]


def _text(claim: object) -> str:
    return str(claim).strip() if isinstance(claim, str | int) and not isinstance(claim, bool) else ""
