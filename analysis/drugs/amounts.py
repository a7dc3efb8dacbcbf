"""Doses as amounts that can be compared, however they were written: 500 mg is 0.5 g, E is IE, mg/dag is mg."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose

UNITS = "U"
"""The measure of botulinum toxin, whatever the language calls it."""
_MEASURES = {
    "mg": ("mg", 1.0),
    "milligram": ("mg", 1.0),
    "milligrams": ("mg", 1.0),
    "g": ("mg", 1000.0),
    "gram": ("mg", 1000.0),
    "grams": ("mg", 1000.0),
    **dict.fromkeys(("mcg", "ug", "µg", "μg", "mikrogram", "microgram", "micrograms"), ("mg", 0.001)),
    **dict.fromkeys(("e", "ie", "iu", "ui", "u", "enhet", "enheter", "unit", "units"), (UNITS, 1.0)),
    "ml": ("ml", 1.0),
    "milliliter": ("ml", 1.0),
}
"""The measure of each unit, and how much of it one is."""
_KNOWN = frozenset(measure for measure, _ in _MEASURES.values())
_A_TIME = re.compile(
    r"\s*(?:/|per|om|a|en gång|once)?\s*"
    r"(?:dagen|dag|dygn|d|day|dagligen|dagl|daily|månad|månaden|mån|month|monthly|4 veckor|4 v|4 weeks)\.?$"
)
"""What follows a unit without changing what is given once."""
_SAME_FACTORS = (1.0, 1000.0, 0.001)
"""Of two amounts one of which has no known unit: mg, g and µg differ by these."""
_WRITTEN = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*([^\W\d_].*)")


@dataclass(frozen=True)
class Amount:
    """So much of a measure; `measure` None: the unit is not known."""

    number: float
    measure: str | None


def amount(dose: float | None, unit: str | None) -> Amount | None:
    """A dose in its unit as an amount; None where the dose is not known. An unknown unit is a measure of its own."""
    if dose is None or dose != dose:
        return None
    word = _unit(unit)
    if not word:
        return Amount(dose, None)
    measure, size = _MEASURES.get(word, (word, 1.0))
    return Amount(dose * size, measure)


def _unit(unit: str | None) -> str:
    word = " ".join((unit or "").casefold().split()).rstrip(".")
    return word if word in _MEASURES else _A_TIME.sub("", word).rstrip(".")


def is_same_amount(one: Amount | None, other: Amount | None) -> bool:
    """Whether two amounts are the same as far as is known: what is not known is not another dose.

    A unit of which nothing is known here, `mgg` or `?`, is no other than one that is.
    """
    if one is None or other is None:
        return True
    if one.measure == other.measure and one.measure is not None:
        return isclose(one.number, other.number)
    if one.measure in _KNOWN and other.measure in _KNOWN:
        return False
    return any(isclose(one.number, factor * other.number) for factor in _SAME_FACTORS)


def written_amount(text: str) -> tuple[str, str] | None:
    """The number and the unit of a dose written with its unit: "225 mg", "0,5g"; None for other texts."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    return (found[1], found[2].strip()) if _unit(found[2]) in _MEASURES else None
