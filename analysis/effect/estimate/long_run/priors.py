"""What is taken as known of the long-run level, its movements and the drug, before a diary is read.

No public data say these sharply. The spread and memory of the weekly level, and how much of yesterday is left once the
level may move, were read from 133 patients in treatment-constant diaries of a month or so (Kostecki-Dillon 1999, in R
package carData) and two long diaries of one person each: persons differ, some with no movement, some with a spread over
1, over weeks to months, with little of yesterday left. How well intervals hold the truth under these priors, in worlds
that are not the model, stands in docs/calibration.md.

The shift leans to improvement as much as comes with any treatment: in the placebo arm of STRIVE 8.3 monthly migraine
days fell by 1.8 (Goadsby 2017, doi 10.1056/NEJMoa1705848), on the logit by 0.34. Centred at none, and wider, it said
"fewer days" too seldom in simulated clinics, and "half as many" too often.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
BuildUp = Mapping[int, float]
"""How probable it is that the effect needs so many weeks before it is whole; the probabilities sum to 1."""

BUILD_UP: BuildUp = {0: 0.20, 4: 0.40, 8: 0.40}
"""Judgement, for every drug: a dose is raised for weeks; an antibody acts mostly within the first month, though not in
everybody. With less of a build-up, slow effects of 75 % and starts after a worst month are told too surely, while
effects that come at once lose nothing by it."""


@dataclass(frozen=True)
class Priors:
    """The priors, and the grid on which they are summed.

    - `spreads`: SD of the weekly level on the logit, half-normal with SD `spread_scale`.
    - `memories`: correlation of one week's level with the next; all as probable.
    - `persistences`: correlation of one day with the next within a week, with `persistence_masses`.
    - the level before: standard logistic, so that every share of days is as probable.
    - the shift under treatment: Student t, `shift_freedom` degrees of freedom, about `shift_centre`, on the logit.
    - `highest_level`, `level_step`: the grid of levels, logit, symmetrical about 0; `points`: of the weekly movement.
    """

    spreads: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.05, 1.4)
    spread_scale: float = 0.6
    memories: tuple[float, ...] = (0.3, 0.65, 0.9)
    persistences: tuple[float, ...] = (-0.1, 0.05, 0.2, 0.35, 0.5, 0.65)
    persistence_masses: tuple[float, ...] = (0.12, 0.22, 0.26, 0.20, 0.13, 0.07)
    shift_centre: float = -0.35
    shift_scale: float = 1.15
    shift_freedom: float = 4.0
    highest_level: float = 5.6
    level_step: float = 0.4
    points: int = 7

    def levels(self) -> Numbers:
        """The grid of levels, logit."""
        number = round(2 * self.highest_level / self.level_step) + 1
        grid: Numbers = np.linspace(-self.highest_level, self.highest_level, number)
        return grid

    def movements(self) -> list[tuple[float, float, float]]:
        """Every spread with each memory, and how probable they are; without spread there is one, of no memory."""
        return [
            (spread, memory, mass / len(memories))
            for spread, mass in zip(self.spreads, self._spread_masses(), strict=True)
            for memories in ((self.memories if spread else (0.0,)),)
            for memory in memories
        ]

    def _spread_masses(self) -> Numbers:
        """The half-normal density times the width of each spread's cell; the first cell begins at 0."""
        spreads = np.array(self.spreads)
        if len(spreads) == 1:
            return np.ones(1)
        middles = (spreads[1:] + spreads[:-1]) / 2
        widths = np.diff([0.0, *middles, 2 * spreads[-1] - middles[-1]])
        masses = np.exp(-0.5 * (spreads / self.spread_scale) ** 2) * widths
        return np.asarray(masses / masses.sum())

    def level_masses(self) -> Numbers:
        """How probable each level before is, and with it each under treatment: shaped (levels, levels), sum 1."""
        levels = self.levels()
        before = 1 / (np.exp(levels / 2) + np.exp(-levels / 2)) ** 2
        shift = (levels[None, :] - levels[:, None] - self.shift_centre) / self.shift_scale
        after = (1 + shift**2 / self.shift_freedom) ** (-(self.shift_freedom + 1) / 2)
        masses: Numbers = (before / before.sum())[:, None] * (after / after.sum(axis=1, keepdims=True))
        return masses


IN_USE = Priors()
