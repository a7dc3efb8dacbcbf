"""What is odd about the records of a treatment: a kind, the drug and numbers, for the texts to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

START_KNOWN_TO_MONTH = "start_known_to_month"
START_UNKNOWN = "start_unknown"
FIRST_DOSE_NOT_RECORDED = "first_dose_not_recorded"
DOSES_NOT_READ = "doses_not_read"
DOSE_BEFORE_START = "dose_before_start"
DOSES_BEFORE_START = "doses_before_start"
DOSES_WITHOUT_TREATMENT = "doses_without_treatment"
DOSES_AFTER_STOP = "doses_after_stop"
STOP_NOT_RECORDED = "stop_not_recorded"
ANOTHER_ANTIBODY_GOES_ON = "another_antibody_goes_on"
BEGINNING_NOT_READ = "beginning_not_read"
STOP_NOT_READ = "stop_not_read"

FILES = {
    START_KNOWN_TO_MONTH: ("treatments.csv", "started_on"),
    START_UNKNOWN: ("treatments.csv", "started_on"),
    FIRST_DOSE_NOT_RECORDED: ("treatment_doses.csv", "given_on"),
    DOSES_NOT_READ: ("treatment_doses.csv", "given_on"),
    DOSE_BEFORE_START: ("treatment_doses.csv", "given_on"),
    DOSES_BEFORE_START: ("treatment_doses.csv", "given_on"),
    DOSES_WITHOUT_TREATMENT: ("treatment_doses.csv", "drug"),
    DOSES_AFTER_STOP: ("treatment_doses.csv", "given_on"),
    STOP_NOT_RECORDED: ("treatments.csv", "stopped_on"),
    ANOTHER_ANTIBODY_GOES_ON: ("treatments.csv", "stopped_on"),
    BEGINNING_NOT_READ: ("treatments.csv", "stopped_on"),
    STOP_NOT_READ: ("treatments.csv", "stopped_on"),
}
"""The file and the column in which each kind of oddity stands."""
CAUTIONS = (
    FIRST_DOSE_NOT_RECORDED,
    DOSES_NOT_READ,
    DOSE_BEFORE_START,
    DOSES_BEFORE_START,
    DOSES_WITHOUT_TREATMENT,
    DOSES_AFTER_STOP,
    ANOTHER_ANTIBODY_GOES_ON,
    BEGINNING_NOT_READ,
)
"""The kinds that are to be borne in mind with the effect of the treatment, in the order in which they weigh."""


@dataclass(frozen=True)
class Remark:
    """An oddity of a treatment: `on` is the day it speaks of, `number` how many doses, `other` another drug.

    `on` is the first recorded dose (first_dose_not_recorded, doses_before_start, doses_without_treatment), the dose set
    aside (dose_before_start), the recorded stop (doses_after_stop), or the day on which the other antibody was begun
    (stop_not_recorded) or this one (another_antibody_goes_on). beginning_not_read: it may have been a switch
    from `other`, or a switch or a restart where no `other` is named: an earlier treatment could not be read whole.
    """

    kind: str
    drug: str
    on: date | None = None
    number: int | None = None
    other: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The remark as other programs rely on it, without its texts."""
        file, column = FILES[self.kind]
        return {
            "batch": None,
            "file": file,
            "line": None,
            "column": column,
            "kind": self.kind,
            "drug": self.drug,
            "date": self.on.isoformat() if self.on else None,
            "number": self.number,
            "other": self.other,
        }
