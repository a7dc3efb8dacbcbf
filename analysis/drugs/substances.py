"""The drug catalogue: each drug with its classes, its code and every name it goes by.

`drugs.csv` holds one row a substance, fixed combination or group, with the columns

- `substance`: international name, lower case; the key by which a store remembers the drug
- `atc`: the current ATC code; a shorter code is the group to which unlisted codes beginning with it belong; of rows
  with one code the first is meant where no name tells; empty for a device
- `atc_aliases`: older codes and further groups, separated by a space
- `classes`: acute classes (`CLASSES`), `opioid_in_combination` or `antiemetic`, separated by a space; empty where an
  intake never counts
- `use`: acute, preventive, both, bridging (a short course that carries over), device or neither; where both, the
  prescription decides, never the code (AMD-3)
- `family`: kind of preventive, `bridging` or `device`; empty for others
- `route`: usual routes, the commonest first, separated by a space
- `interval_days`: usual days between doses of a preventive; the row of a treatment may say otherwise
- `synonyms`: names in other languages, brands, generics, abbreviations and spellings, separated by a semicolon
- `source`: rule of the clinical rules and grade, or "ATC index" and grade

Source: clinical-rules 6.3, 6.4, AMD-2, AMD-3, MOH-2 to MOH-8, MOH-12, MOH-13, ATC-1, ATC-2.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CLASSES = (
    "triptan",
    "ergot",
    "opioid",
    "combination",
    "nsaid",
    "paracetamol",
    "other_analgesic",
    "simple_combination",
    "gepant",
    "other",
    "unknown",
)
"""The classes of acute medication in the order in which they are shown; `unknown` is an intake nobody recognised.

`simple_combination` is a tablet of two non-opioid analgesics without an adjuvant: no combination analgesic, and neither
of the two alone (ICHD-3 8.2.5 note 1, 8.2.3).
"""

OPIOID_IN_COMBINATION = "opioid_in_combination"
"""Marks a combination that holds an opioid: coded as a combination and not by its parts (ICHD-3 8.2 note 1)."""

ANTIEMETIC = "antiemetic"
"""A class that is listed but is not acute medication (MOH-13)."""

MIGRAINE_SPECIFIC_CLASSES = frozenset({"triptan", "ergot", "gepant"})
MIGRAINE_SPECIFIC_SUBSTANCES = frozenset({"lasmiditan"})

CATALOGUE_FILE = Path(__file__).with_name("drugs.csv")


@dataclass(frozen=True)
class Drug:
    """A row of the catalogue; the columns are described at the head of the module."""

    substance: str
    atc: str
    atc_aliases: tuple[str, ...]
    classes: frozenset[str]
    use: str
    family: str | None
    route: str
    interval_days: int | None
    synonyms: tuple[str, ...]
    source: str

    @property
    def counts_as_acute(self) -> bool:
        """Whether a day with an intake is an acute medication day (AMD-1, MOH-13)."""
        return bool(self.classes - {ANTIEMETIC})

    @property
    def migraine_specific(self) -> bool:
        """Whether a day with an acute intake is a migraine-specific medication day (AMD-2)."""
        return bool(self.classes & MIGRAINE_SPECIFIC_CLASSES) or self.substance in MIGRAINE_SPECIFIC_SUBSTANCES

    @property
    def names(self) -> tuple[str, ...]:
        """Every written name of the drug, the international one first."""
        return (self.substance, *self.synonyms)


def _drug(row: Mapping[str, str]) -> Drug:
    return Drug(
        substance=row["substance"],
        atc=row["atc"],
        atc_aliases=tuple(row["atc_aliases"].split()),
        classes=frozenset(row["classes"].split()),
        use=row["use"],
        family=row["family"] or None,
        route=row["route"],
        interval_days=int(row["interval_days"]) if row["interval_days"] else None,
        synonyms=tuple(name for name in row["synonyms"].split(";") if name),
        source=row["source"],
    )


@cache
def catalogue() -> tuple[Drug, ...]:
    """Every drug of the catalogue, in the order of the file."""
    with CATALOGUE_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_drug(row) for row in csv.DictReader(file))


@cache
def catalogue_version() -> str:
    """Twelve hexadecimal digits that change with the catalogue's text, so that a store can tell it was changed."""
    return hashlib.sha256(CATALOGUE_FILE.read_text(encoding="utf-8").encode()).hexdigest()[:12]
