"""Published figures to draw beside a clinic's own: other patients, otherwise selected and counted; never a goal.

Trials tell of patients who were chosen by many criteria, followed closely, and counted by the drug that they drew;
registers of patients in other countries' care, often only of those who kept to the treatment, by definitions of their
own. Sections 9.1 and 9.2 of the rule book.
"""

from __future__ import annotations

from dataclasses import dataclass

EPISODIC, CHRONIC = "episodic", "chronic"
ANTIBODIES = ("cgrp_antibody",)
CGRP_INHIBITORS = ("cgrp_antibody", "gepant")


@dataclass(frozen=True)
class Published:
    """The share with half as many migraine days, percent, on the drug and on placebo, in one trial.

    `treatment` is the substance, `source` the key of `references`; `months` when it was judged; `grade` how certain
    the numbers are, as in the rule book.
    """

    treatment: str
    source: str
    population: str
    dose: str
    months: int
    percent: float
    placebo: float
    grade: str


PUBLISHED = (
    Published("erenumab", "strive", EPISODIC, "140 mg", 6, 50.0, 26.6, "W 96%"),
    Published("fremanezumab", "halo_em", EPISODIC, "225 mg", 3, 47.7, 27.9, "W 94%"),
    Published("fremanezumab", "halo_cm", CHRONIC, "225 mg", 3, 41.0, 18.0, "W 95%"),
    Published("galcanezumab", "evolve1", EPISODIC, "120 mg", 6, 62.3, 38.6, "W 94%"),
    Published("galcanezumab", "regain", CHRONIC, "120 mg", 3, 27.6, 15.4, "W 95%"),
    Published("eptinezumab", "promise1", EPISODIC, "100 mg", 3, 49.8, 37.4, "W 94%"),
    Published("eptinezumab", "promise2", CHRONIC, "100 mg", 6, 61.0, 44.0, "V"),
    Published("atogepant", "advance", EPISODIC, "60 mg", 3, 60.8, 29.0, "W 94%"),
    Published("atogepant", "progress", CHRONIC, "60 mg", 3, 41.0, 26.0, "V"),
    Published("botulinum toxin type a", "preempt", CHRONIC, "155-195 U", 6, 47.1, 35.1, "W 94%"),
)
"""Section 9.1 of the rule book: STRIVE, HALO, EVOLVE-1, REGAIN, PROMISE-1 and -2, ADVANCE, PROGRESS, PREEMPT."""


def published_for(treatment: str, months: int) -> tuple[Published, ...]:
    """What was published of a substance at about that time."""
    return tuple(one for one in PUBLISHED if one.treatment == treatment and one.months == months)


@dataclass(frozen=True)
class Registered:
    """A share of patients, percent, in a register of ordinary care.

    `what` names the figure, `source` is the key of `references`, `patients` how many it rests on (None: not told),
    `families` the drugs it tells of (none: any preventive), `grade` how certain the number is, `rule` its place in the
    rule book.
    """

    what: str
    source: str
    percent: float
    patients: int | None
    families: tuple[str, ...]
    rule: str
    grade: str


HALF = 50
"""Fall that halves the days, percent (RESP-2)."""
GREAT_FALL = 75
"""Fall of a super-responder, percent (RESP-4)."""
GREAT_FALL_EARLY = Registered("great_fall_early", "charite2023", 11.0, 260, ANTIBODIES, "ORA-4", "V")
"""Three quarters fewer headache days in month 3: 29 of 260."""
GREAT_FALL_LATE = Registered("great_fall_late", "barbanti2025", 70.0, 572, ANTIBODIES, "ORA-3", "V")
"""Three quarters fewer days after 12 months, of those still treated."""
HALF_HEADACHE = Registered("half_headache", "jnnp2024", 56.5, 5818, ANTIBODIES, "ORA-8", "abstract read")
"""Half as many headache days at 6 months; of 855 more the figure at 6 months is lacking."""
STILL_TREATED = Registered(
    "still_treated", "sweden_persistence", 86.0, None, CGRP_INHIBITORS, "ORA-6", "V, low quality"
)
"""Still on a CGRP inhibitor after 6 months."""
STOPPED_FOR_NO_EFFECT = Registered("stopped_no_effect", "dmkg2022", 54.2, 1351, (), "ORA-1", "V")
STOPPED_FOR_SIDE_EFFECT = Registered("stopped_side_effect", "dmkg2022", 43.3, 1351, (), "ORA-1", "V")
"""Of the preventives that patients had stopped before they came, the reason; a patient can name both."""

REGISTERED = (
    GREAT_FALL_EARLY,
    GREAT_FALL_LATE,
    HALF_HEADACHE,
    STILL_TREATED,
    STOPPED_FOR_NO_EFFECT,
    STOPPED_FOR_SIDE_EFFECT,
)
"""Section 9.2 of the rule book, as far as a clinic's own figures can stand beside it."""


@dataclass(frozen=True)
class RegisteredChange:
    """A change in days per 28 after `months` on a substance, in a register; `kind` of day, and of whom."""

    treatment: str
    source: str
    population: str
    kind: str
    months: int
    days: float
    rule: str = "ORA-2"
    grade: str = "V"


HIGH_FREQUENCY = "high_frequency"
REGISTERED_CHANGES = (
    RegisteredChange("galcanezumab", "garlit2021", HIGH_FREQUENCY, "migraine", 6, -8.0),
    RegisteredChange("galcanezumab", "garlit2021", CHRONIC, "headache", 6, -13.0),
)
"""GARLIT, 163 patients (ORA-2)."""
