"""What is said of an invented patient before any day is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

EXPORTED_AT = datetime(2026, 10, 31, 23, 30)
AS_OF = EXPORTED_AT.date()
LOCK_DAYS = 7

NORTH = "Huvudvärksmottagningen Norr"
SOUTH = "Huvudvärksmottagningen Syd"
WEST = "Huvudvärksmottagningen Väst"

WITHOUT_AURA, WITH_AURA, CHRONIC = "G43.0", "G43.1", "G43.3"
TENSION_TYPE, OVERUSE = "G44.2", "G44.4"

FULL = "full"
"""Severity, duration, each symptom as yes or no, and how much the day was disturbed."""
FULL_AND_WORD = "full and word"
"""The same, and the patient's own word for the day."""
BRIEF = "brief"
"""Severity, nausea, light, sound and the patient's own word: not all that the definitions ask for."""
WORD = "word"
"""Headache yes or no, and the patient's own word for the day."""
YES_NO = "yes or no"
"""Headache yes or no, nothing more."""


@dataclass(frozen=True)
class Preventive:
    """A preventive drug: code, usual dose, days between doses, and how it wanes when stopped."""

    atc: str
    dose: float
    unit: str
    every: int = 1
    wanes_days: int = 14
    given_by: str = ""

    @property
    def is_given(self) -> bool:
        """Whether single doses are written down (injections, infusions), not a daily tablet."""
        return bool(self.given_by)


PREVENTIVES = {
    "Aimovig": Preventive("N02CD01", 140, "mg", 28, 84, "injection"),
    "Emgality": Preventive("N02CD02", 120, "mg", 30, 84, "injection"),
    "Ajovy": Preventive("N02CD03", 225, "mg", 30, 84, "injection"),
    "Vyepti": Preventive("N02CD05", 100, "mg", 84, 112, "infusion"),
    "Botox": Preventive("M03AX01", 155, "U", 84, 84, "doctor"),
    "Aquipta": Preventive("N02CD07", 60, "mg"),
    "Metoprolol": Preventive("C07AB02", 100, "mg"),
    "Propranolol": Preventive("C07AA05", 80, "mg"),
    "Kandesartan": Preventive("C09CA06", 16, "mg"),
    "Amitriptylin": Preventive("N06AA09", 25, "mg"),
    "Topiramat": Preventive("N03AX11", 100, "mg"),
}
"""Doses and intervals as in clinical-rules section 6.3 and WIN-8."""

LOADING_DOSE = {"Emgality": 240.0}


@dataclass(frozen=True)
class Course:
    """A preventive as one patient had it: one row of treatments.csv, and what it did to the headache.

    `fall` is the share of headache days it takes away once it works: nothing for `delay` days, then rising over
    `onset` days. `wears_off` is the share of the effect gone when the next dose is due; from day `lost_from` the
    effect is lost over four months.
    """

    drug: str
    start: date
    stop: date | None = None
    reason: str = ""
    dose: float = 0
    every: int = 0
    fall: float = 0.0
    delay: int = 0
    onset: int = 21
    wears_off: float = 0.0
    lost_from: int | None = None
    late: Mapping[int, int] = field(default_factory=dict, hash=False)
    """Days late, by how many doses came before."""

    @property
    def preventive(self) -> Preventive:
        return PREVENTIVES[self.drug]

    @property
    def dose_given(self) -> float:
        return self.dose or self.preventive.dose

    @property
    def interval_days(self) -> int:
        return self.every or self.preventive.every


@dataclass(frozen=True)
class Habit:
    """What the patient takes for a headache, in the patient's own spelling, with weights, and how often."""

    migraine: Mapping[str, float]
    other: Mapping[str, float] = field(default_factory=lambda: {"Alvedon": 1.0})
    treats_migraine: float = 0.75
    treats_other: float = 0.2
    again: float = 0.2
    helps: float = 0.6
    without_headache: float = 0.0


@dataclass(frozen=True)
class Phase:
    """The headache as it would be without preventives, days of 28, and the acute medication, from a day on."""

    headache: float
    migraine: float
    habit: Habit
    start: date = date.min


@dataclass(frozen=True)
class Keeping:
    """How a diary is kept: the chance that a day is filled in, what lowers it, and how late it is done."""

    fills: float
    weekend: float = 0.03
    bad_day: float = 0.02
    a_year: float = 0.03
    gap: float = 0.2
    lags: Mapping[int, float] = field(default_factory=lambda: {0: 80, 1: 15, 2: 3, 3: 2})
    weekly_on: int | None = None
    skips_details: float = 0.03


EXCELLENT = Keeping(0.995, weekend=0.005, bad_day=0.005, a_year=0.0, gap=0.0, lags={0: 92, 1: 8}, skips_details=0.0)
GOOD = Keeping(0.96)
FAIR = Keeping(0.88, weekend=0.08, bad_day=0.05, a_year=0.05, gap=0.35, lags={0: 60, 1: 20, 2: 10, 3: 6, 6: 4})
POOR = Keeping(0.62, weekend=0.12, bad_day=0.05, a_year=0.05, gap=0.5, lags={0: 70, 1: 20, 4: 10}, skips_details=0.15)


@dataclass(frozen=True)
class Persona:
    """One invented patient. `last_days` draws the eight days up to the export: F filled, a full stop empty."""

    number: int
    word: str
    shows: str
    phases: tuple[Phase, ...]
    enrolled: date
    courses: tuple[Course, ...] = ()
    keeping: Keeping = GOOD
    fields: str = FULL
    scale: str = "severity"
    sex: str = "female"
    born: int | None = 1985
    unit: str = NORTH
    diagnosis: str = WITHOUT_AURA
    left: date | None = None
    cycle_days: int | None = None
    menstrual_factor: float = 1.0
    aura: float = 0.0
    aura_alone: float = 0.0
    last_days: str = ""
    last_entry: date | None = None
    empty: tuple[date, date, float] | None = None
    """From and to a day, this share of the days is left empty on top of the usual."""
    next_visit: int | None = 21
    """Days from the export to the booked visit."""
    instruments: tuple[str, ...] = ("HIT-6", "MIDAS")
    notes: Mapping[date, str] = field(default_factory=dict)
    draw: int = 1
    """Which drawing of the days is kept: another one where chance hid what the patient is to show."""
    codes: bool = False
    """Whether acute drugs carry their ATC code."""
    times: bool = False
    """Whether acute drugs carry the time of intake."""

    @property
    def patient_id(self) -> str:
        return f"P-{self.number:03d}"

    @property
    def display_name(self) -> str:
        return f"Test {self.word}"

    @property
    def last_day(self) -> date:
        """The last day the diary can hold."""
        return min(self.left or AS_OF, AS_OF)
