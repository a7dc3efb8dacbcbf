"""The drugs that a patient chooses from: those taken before, and those that are prescribed and were never taken yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, case, func, or_, select

from analysis import drugs
from analysis.drugs import Drug, explained_names
from analysis.querying.schema import ACUTE_DOSES, TREATMENTS

OFFERED = 8
"""Names that fit under a thumb; all that is prescribed among them."""
READ = 5 * OFFERED
"""Names as written, of which some are one drug."""
STRENGTH = re.compile(r"\b\d+([.,/]\d+)*\s*(mg|g|mcg|µg|ml|%)?(?!\w)")
LATELY_DAYS = 180
"""What was taken within these days before today stands first, by how often."""
AGAINST_HEADACHE = frozenset(("acute", "both", "bridging"))
"""The uses of a drug that is taken against a headache that is there."""


def drugs_to_offer(connection: Connection, patient: str, today: date) -> list[str]:
    """The names as they were written: what was taken before, most often lately first, then what is prescribed.

    A prescription that is over, has not begun, or is of a drug that only prevents, is not offered; nor is one of a
    substance that stands there already by another name. A name that the catalogue does not know is.
    """
    explained = explained_names.mapping(connection)
    taken = _once(_taken(connection, patient, today))
    known = {_key(name, None, explained) for name in taken}
    new = {
        key: name
        for name, atc in _prescribed(connection, patient, today)
        if (key := _key(name, atc, explained)) not in known and _is_against_headache(name, atc, explained)
    }
    added = sorted(new.values(), key=str.casefold)[:OFFERED]
    return [*taken[: OFFERED - len(added)], *added]


def _once(names: Sequence[str]) -> list[str]:
    """Names that differ in letters' case or in what they say of the strength, by the first of them."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(" ".join(STRENGTH.sub(" ", name.casefold()).split()), name)
    return list(first.values())


def _taken(connection: Connection, patient: str, today: date) -> list[str]:
    of, since = ACUTE_DOSES.c, today - timedelta(days=LATELY_DAYS)
    lately = func.count(case((of.date >= since, 1)))
    statement = select(of.drug).where(of.patient_id == patient).group_by(of.drug)
    in_order = statement.order_by(lately.desc(), func.max(of.date).desc(), of.drug)
    return list(connection.execute(in_order.limit(READ)).scalars())


def _prescribed(connection: Connection, patient: str, today: date) -> list[tuple[str, str | None]]:
    """Names and codes of the treatments that go on today, the newest last."""
    of = TREATMENTS.c
    goes_on = or_(of.stopped_on.is_(None), of.stopped_on >= today)
    statement = select(of.drug, of.atc).where(of.patient_id == patient, of.started_on <= today, goes_on)
    return [(row.drug, row.atc) for row in connection.execute(statement.order_by(of.started_on, of.drug))]


def _drug(name: str, atc: str | None, explained: Mapping[str, str]) -> Drug | None:
    return drugs.recognised(name, atc, explained)


def _key(name: str, atc: str | None, explained: Mapping[str, str]) -> str:
    """What two names of one drug have in common."""
    drug = _drug(name, atc, explained)
    return drug.substance if drug else name.casefold()


def _is_against_headache(name: str, atc: str | None, explained: Mapping[str, str]) -> bool:
    drug = _drug(name, atc, explained)
    return drug is None or drug.use in AGAINST_HEADACHE
