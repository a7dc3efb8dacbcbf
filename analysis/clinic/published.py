"""Published response rates, to draw beside a clinic's own: another population, another selection, never a goal."""

from __future__ import annotations

from dataclasses import dataclass


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


EPISODIC, CHRONIC = "episodic", "chronic"

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
