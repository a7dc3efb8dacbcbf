"""The tables and columns of a headache diary, each declared once.

The database schema, the checks of an import and the documentation of the input are all made from these
declarations, so that they cannot disagree. The names are a contract with the programs that write exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

FIRST_DATE = date(1950, 1, 1)
LAST_DATE = date(2099, 12, 31)
ADULT_AGE_YEARS = 18
SEPARATORS = "\x1e", "\x1f"
"""What ASCII made to stand between rows and between cells; no text of a diary holds them."""


EMPTY = frozenset(". - -- \N{EN DASH} \N{EM DASH} na n/a n.a. #n/a #na <na> nan nat null #null! (null) missing".split())
"""What programs write where they have nothing, in small letters; empty in every column."""


class Kind(Enum):
    """What a cell holds. An empty cell is unknown in every kind, never no and never 0."""

    TEXT = "text"
    DATE = "date, YYYY-MM-DD"
    TIMESTAMP = "local wall-clock time, YYYY-MM-DDTHH:MM[:SS]"
    INTEGER = "whole number"
    NUMBER = "number, decimal point or comma"
    BOOLEAN = "1/0, true/false, yes/no, ja/nej"


@dataclass(frozen=True)
class Column:
    """A column of an export file: its name, what it may hold, and what it means."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    lowest: float | None = None
    highest: float | None = None
    above: float | None = None
    choices: tuple[str, ...] = ()
    also_written: tuple[tuple[str, str], ...] = ()
    """Other ways to write a choice, each with the choice."""
    default: float | None = None
    heading: str = ""
    """Its name in a file, where that is another: one that no platform uses for something else."""
    is_decisive: bool = False
    """May be empty; where it is not and cannot be read, the row would say the opposite without it."""

    @property
    def makes_the_row(self) -> bool:
        """Whether a row in which the cell cannot be read is rejected."""
        return self.required or self.is_decisive

    @property
    def in_file(self) -> str:
        """The column's name in a file."""
        return self.heading or self.name

    def holds_nothing(self, text: str) -> bool:
        """Whether a cell of this text is empty; of a drug's name, also where no letter is in it."""
        folded = text.strip().casefold()
        return not folded or folded in EMPTY or (self.name == "drug" and not any(sign.isalpha() for sign in folded))

    @property
    def allowed(self) -> str:
        """The values the column may hold, as one phrase for documentation and error reports."""
        if self.choices:
            return ", ".join((*self.choices, *(word for word, _ in self.also_written)))
        if self.above is not None:
            return f"more than {self.above:g}"
        if self.lowest is not None and self.highest is not None:
            return f"{self.lowest:g} to {self.highest:g}"
        return self.kind.value


@dataclass(frozen=True)
class Table:
    """A file of an export and the table it fills.

    `key` names the columns that identify a row; where it is empty the whole row is the key. `diary_date` is a date
    that must lie while the person is a patient; `happened` are dates and times that cannot lie after the export.
    `in_order` are pairs of dates of which the first may not be later than the second.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False
    diary_date: str | None = None
    happened: tuple[str, ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """The file's name in a clinic export, when it is a CSV file."""
        return f"{self.name}.csv"

    @property
    def is_about_patients(self) -> bool:
        """Whether its rows are of patients, each named in `patient_id`."""
        return any(column.name == "patient_id" for column in self.columns)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns in which two rows agree exactly when they speak of the same thing."""
        return self.key or tuple(column.name for column in self.columns)

    @property
    def day(self) -> str | None:
        """The column of the day that a row speaks of, where it speaks of one."""
        days = (column.name for column in self.columns if column.kind is Kind.DATE and column.name in self.identity)
        return next(days, None)

    def column(self, name: str) -> Column:
        """The column of this name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


def _text(name: str, meaning: str, *, required: bool = False, choices: tuple[str, ...] = ()) -> Column:
    return Column(name, Kind.TEXT, meaning, required=required, choices=choices)


def _date(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, meaning, required=required)


def _yes_no(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.BOOLEAN, meaning, required=required)


PATIENT = _text("patient_id", "pseudonym of the patient", required=True)
DRUG = _text("drug", "name as written, or ATC code", required=True)
ATC = _text("atc", "ATC code; decides over the name where both are given")
WITHDRAWN_AT = Column("withdrawn_at", Kind.TIMESTAMP, "when it was taken back; empty: it stands", is_decisive=True)
START_KNOWN = _text(
    "start_known",
    "how much of the start is known; empty: what `started_on` tells",
    choices=("day", "month", "unknown"),
)

PATIENTS = Table(
    "patients",
    "one row a patient",
    (
        PATIENT,
        _date("enrolled_on", "first day the diary could be filled in; earlier days are outside", required=True),
        _date("left_on", "last day as a patient; later days are outside"),
        Column("birth_year", Kind.INTEGER, "year of birth", lowest=1900, highest=2099),
        _text("sex", "sex", choices=("female", "male", "other")),
        _text("care_unit", "the unit that cares for the patient"),
        _text("diagnosis", "ICD-10-SE codes, several separated by a space"),
        _text("display_name", "name to show beside the pseudonym"),
    ),
    key=("patient_id",),
    required=True,
    happened=("enrolled_on",),
    in_order=(("enrolled_on", "left_on"),),
)

SYMPTOMS = (
    "unilateral",
    "pulsating",
    "aggravated_by_activity",
    "nausea",
    "vomiting",
    "photophobia",
    "phonophobia",
)
"""What came with a headache (ICHD-3 1.1 C and D), in the order of the columns."""

DIARY = Table(
    "diary",
    "one row a filled day; a day without a row is unfilled, never headache-free",
    (
        PATIENT,
        _date("date", "the day, midnight to midnight local time", required=True),
        _yes_no("headache", "headache that day", required=True),
        Column("recorded_at", Kind.TIMESTAMP, "when the entry was last written"),
        Column("severity", Kind.INTEGER, "worst of the day: 1 mild, 2 moderate, 3 severe", lowest=1, highest=3),
        Column("intensity", Kind.NUMBER, "worst of the day, numeric rating 0-10", lowest=0, highest=10),
        Column("duration_hours", Kind.NUMBER, "hours of headache that day", lowest=0, highest=24),
        _yes_no("unilateral", "pain on one side"),
        _yes_no("pulsating", "pulsating pain"),
        _yes_no("aggravated_by_activity", "worse by, or avoidance of, routine physical activity"),
        _yes_no("nausea", "nausea"),
        _yes_no("vomiting", "vomiting"),
        _yes_no("photophobia", "sensitive to light"),
        _yes_no("phonophobia", "sensitive to sound"),
        _yes_no("aura", "aura"),
        Column("aura_minutes", Kind.NUMBER, "minutes of aura", lowest=0, highest=1440),
        _yes_no("migraine", "the patient's own word for the day"),
        _yes_no("menstruation", "bleeding"),
        Column("disability", Kind.INTEGER, "0 none, 1 some, 2 much, 3 in bed", lowest=0, highest=3),
        _text("note", "the patient's own words"),
        Column(
            "source",
            Kind.TEXT,
            "the format of another diary it came from; empty for the clinic's own platform",
            heading="from_diary",
        ),
        _yes_no("doses_recorded", "whether acute doses of the day are told; empty: told where acute_doses is there"),
        _yes_no("attacks_only", "whether the diary it came from records attacks only; empty: as its format does"),
    ),
    key=("patient_id", "date"),
    required=True,
    diary_date="date",
    happened=("date", "recorded_at"),
)

ACUTE_DOSES = Table(
    "acute_doses",
    "one row an intake of acute medication",
    (
        PATIENT,
        _date("date", "day of intake", required=True),
        DRUG,
        ATC,
        Column("doses", Kind.NUMBER, "how many doses", above=0, default=1),
        Column("taken_at", Kind.TIMESTAMP, "time of intake"),
        Column(
            "helped",
            Kind.TEXT,
            "did it help",
            choices=("yes", "partly", "no"),
            also_written=(("ja", "yes"), ("delvis", "partly"), ("nej", "no")),
        ),
    ),
    diary_date="date",
    happened=("date", "taken_at"),
)

TREATMENTS = Table(
    "treatments",
    "one row a preventive treatment and period; a dose step is a new row",
    (
        PATIENT,
        DRUG,
        _date("started_on", "day of first dose; its month where only that is known; empty: unknown", required=True),
        _date("stopped_on", "last day of treatment"),
        ATC,
        Column("dose", Kind.NUMBER, "dose", above=0),
        _text("dose_unit", "unit of the dose"),
        Column("interval_days", Kind.INTEGER, "days between doses", lowest=1, highest=366),
        _text(
            "stop_reason",
            "why it stopped",
            choices=("no_effect", "side_effect", "contraindication", "planned_pause", "other"),
        ),
        START_KNOWN,
    ),
    key=("patient_id", "drug", "started_on"),
    in_order=(("started_on", "stopped_on"),),
)

TREATMENT_DOSES = Table(
    "treatment_doses",
    "one row an injection, infusion or other single dose of a preventive",
    (
        PATIENT,
        DRUG,
        _date("given_on", "day it was given", required=True),
        Column("dose", Kind.NUMBER, "dose", above=0),
        _text("dose_unit", "unit of the dose"),
    ),
    key=("patient_id", "drug", "given_on"),
    happened=("given_on",),
)

VISITS = Table(
    "visits",
    "one row a consultation; a later date than the export is a booked visit",
    (
        PATIENT,
        _date("date", "day of the visit", required=True),
        _text(
            "kind",
            "kind of visit",
            required=True,
            choices=("start", "doctor", "nurse", "follow_up", "injection_training", "infusion"),
        ),
        _text("channel", "how it was held", choices=("chat", "video", "clinic")),
        _yes_no("planned", "booked ahead"),
    ),
)

QUESTIONNAIRES = Table(
    "questionnaires",
    "one row a filled-in questionnaire; scores only, the items are licensed",
    (
        PATIENT,
        _date("date", "day it was filled in", required=True),
        _text(
            "instrument",
            "which questionnaire",
            required=True,
            choices=("HIT-6", "MIDAS", "MSQ-RR", "MSQ-RP", "MSQ-EF", "PGIC", "mTOQ-4"),
        ),
        Column("score", Kind.NUMBER, "total or domain score", required=True, lowest=0, highest=450),
    ),
    key=("patient_id", "date", "instrument"),
    happened=("date",),
)

SCORE_RANGES = {
    "HIT-6": (36, 78),
    "MIDAS": (0, 450),
    "MSQ-RR": (0, 100),
    "MSQ-RP": (0, 100),
    "MSQ-EF": (0, 100),
    "PGIC": (1, 7),
    "mTOQ-4": (0, 8),
}
"""Lowest and highest score by instrument (PRO-1, PRO-5, PRO-8, PRO-10, PRO-12); MIDAS: five items of 90 days."""

MEASUREMENTS = Table(
    "measurements",
    "one row a measurement at follow-up",
    (
        PATIENT,
        _date("date", "day of the measurement", required=True),
        _text("kind", "what was measured", required=True, choices=("systolic", "diastolic", "pulse", "weight")),
        Column("value", Kind.NUMBER, "mm Hg, beats a minute, or kg", required=True, lowest=20, highest=400),
    ),
    happened=("date",),
)

EXCLUDED_PERIODS = Table(
    "excluded_periods",
    "one row a period that a clinician set aside; figures are shown with its days and without them",
    (
        PATIENT,
        _date("starts_on", "first day", required=True),
        _date("ends_on", "last day", required=True),
        _text("reason", "why", required=True, choices=("pregnancy", "illness", "travel", "washout", "other")),
        _text("note", "more about why"),
        _text("by", "who set it aside", required=True),
        Column("recorded_at", Kind.TIMESTAMP, "when that was written", required=True),
        WITHDRAWN_AT,
    ),
    key=("patient_id", "starts_on", "recorded_at"),
    in_order=(("starts_on", "ends_on"),),
)

DECLARED_PERIODS = Table(
    "declared_periods",
    "one row a period in which a diary of attacks was declared complete; its other days count as headache-free",
    (
        PATIENT,
        _date("starts_on", "first day", required=True),
        _date("ends_on", "last day", required=True),
        _text("by", "who declared it", required=True),
        Column("recorded_at", Kind.TIMESTAMP, "when that was written", required=True),
        WITHDRAWN_AT,
    ),
    key=("patient_id", "starts_on", "recorded_at"),
    in_order=(("starts_on", "ends_on"),),
)

CONTACTS = Table(
    "contacts",
    "one row a contact with a patient about the diary",
    (
        PATIENT,
        _date("contacted_on", "day of the contact", required=True),
        _text("by", "who made it", required=True),
        _text("channel", "how", required=True, choices=("phone", "message", "letter", "visit")),
        _text("note", "what was said"),
        _date("waiting_until", "last day on which the patient is left in peace"),
        Column("recorded_at", Kind.TIMESTAMP, "when that was written", required=True),
    ),
    key=("patient_id", "recorded_at"),
    in_order=(("contacted_on", "waiting_until"),),
)

DRUG_MEANINGS = Table(
    "drug_meanings",
    "one row a drug name that the catalogue does not know and the clinic has explained",
    (
        _text("name", "the drug as written", required=True),
        _text("substance", "the catalogue's name of the substance, or `none` for what is no drug", required=True),
        _text("by", "who explained it", required=True),
        Column("recorded_at", Kind.TIMESTAMP, "when that was written", required=True),
    ),
    key=("name",),
)

TABLES = (
    PATIENTS,
    DRUG_MEANINGS,
    DIARY,
    ACUTE_DOSES,
    TREATMENTS,
    TREATMENT_DOSES,
    VISITS,
    QUESTIONNAIRES,
    MEASUREMENTS,
    EXCLUDED_PERIODS,
    DECLARED_PERIODS,
    CONTACTS,
)
