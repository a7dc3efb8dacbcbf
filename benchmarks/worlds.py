"""Simulated patients whose truth is known, in worlds that are the models' and, mostly, in worlds that are not.

A world draws diaries before and on treatment, 1 with and 0 without headache, -1 empty. The level of a day on the logit
is the person's, moved by a movement of the world (months that differ, drift, bouts, weekdays, menstruation) that runs
on through the start of treatment, and days hang together as a two-state chain. A true fall is that of the mean share of
days over a long run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.movements import BOUTS, MENSTRUAL, MONTH, STRONG_BOUTS, WEEKLY, Movement, drift, expit, months, still

Numbers = NDArray[np.float64]
Days = NDArray[np.int8]
Places = NDArray[np.intp]

SHARES = (0.25, 0.36, 0.5, 0.68)
"""Shares of headache days before treatment, as probable each in most worlds."""
MOST_EMPTY = 0.2
"""Empty days at random: of each patient a share between none and this."""
BAD_EMPTY, GOOD_EMPTY = 0.45, 0.15
"""Shares of headache days and of other days left empty, where emptiness depends on headache."""


@dataclass(frozen=True)
class Diaries:
    """Diaries of n patients before and on treatment, (n, days).

    `last_count`: headache days of the last 28, empty ones too, (n,). `fall_of_last`: the true fall from the long run
    before to the level of the last 28 days, percent, (n,).
    """

    before: Days
    on: Days
    last_count: Places
    fall_of_last: Numbers


@dataclass(frozen=True)
class World:
    """A kind of patients.

    `growth`: the part of the fall that is there in each window on treatment, the last one for good. `trend`: by which
    part the share falls each 28 days by itself. `empty`: leaves days of (before, on) empty. `is_after_worst`: treatment
    begins after the worst of four months. `windows`: of 28 days, before and on treatment. `first_read`: windows on
    treatment before it are not kept.
    """

    name: str
    movement: Movement
    shares: Sequence[float] = SHARES
    persistence: float = 0.2
    growth: Sequence[float] = (1.0,)
    trend: float = 0.0
    empty: str = "at random"
    is_after_worst: bool = False
    windows: tuple[int, int] = (3, 3)
    first_read: int = 0

    def diaries(self, rng: np.random.Generator, falls: Numbers) -> Diaries:
        """Diaries before and on treatment of patients whose shares truly fall by so many percent."""
        before, on = self.windows[0] * MONTH, self.windows[1] * MONTH
        extra = 3 * MONTH if self.is_after_worst else 0
        moved = self.movement.draw(rng, len(falls), before + extra + on)
        chances, share = rng.random(moved.shape), rng.choice(np.array(self.shares), len(falls))
        start = np.full(len(falls), before + extra)
        if self.is_after_worst:
            seen = chain(chances, self._shares(moved, share, falls, start), self.persistence)
            start = _end_of_worst(seen, before)
        shares = self._shares(moved, share, falls, start)
        place = start[:, None] + np.arange(-before, on)
        days = np.take_along_axis(chain(chances, shares, self.persistence), place, axis=1)
        latest = np.take_along_axis(shares, place[:, -MONTH:], axis=1).mean(axis=1)
        earlier, later = self._emptied(rng, days[:, :before], days[:, before:])
        return Diaries(earlier, later, days[:, -MONTH:].sum(axis=1), 100 * (1 - latest / share))

    def _shares(self, moved: Numbers, share: Numbers, falls: Numbers, start: Places) -> Numbers:
        """The share of each day that is expected to be with headache, (n, days)."""
        window = (np.arange(moved.shape[1]) - start[:, None]) // MONTH
        part = np.where(window < 0, 0.0, np.array(self.growth)[np.clip(window, 0, len(self.growth) - 1)])
        long_run = share[:, None] * (1 - part * falls[:, None] / 100) * (1 - self.trend) ** np.maximum(window + 6, 0)
        return expit(self.movement.levels(long_run) + moved)

    def _emptied(self, rng: np.random.Generator, before: Days, on: Days) -> tuple[Days, Days]:
        chances = rng.random((len(before), before.shape[1] + on.shape[1]))
        random = rng.uniform(0, MOST_EMPTY, (len(before), 1))
        days = np.concatenate([before, on], axis=1)
        if self.empty in ("at random", "none"):
            likely = np.broadcast_to(random if self.empty == "at random" else 0 * random, days.shape)
        elif self.empty == "rest of bad spells":
            likely = _rest_of_spells(rng, days)
        else:
            likely = np.where(days == 1, BAD_EMPTY, GOOD_EMPTY)
            if self.empty == "bad days only on treatment":
                likely[:, : before.shape[1]] = GOOD_EMPTY
        days = np.where(chances < likely, -1, days).astype(np.int8)
        days[:, before.shape[1] : before.shape[1] + self.first_read * MONTH] = -1
        return days[:, : before.shape[1]], days[:, before.shape[1] :]


def _end_of_worst(days: Days, fewest_before: int) -> Places:
    """The end of the worst of four months, each with so many days before it."""
    first = fewest_before - MONTH
    months_seen = days[:, first : first + 4 * MONTH].reshape(len(days), 4, MONTH).sum(axis=2)
    return fewest_before + MONTH * months_seen.argmax(axis=1)


def _rest_of_spells(rng: np.random.Generator, days: Days) -> Numbers:
    """In every second spell of headache all days after the first are left empty; of the other days one in twenty."""
    follows = np.pad(days, ((0, 0), (1, 0)))[:, :-1] == 1
    spell = np.cumsum((days == 1) & ~follows, axis=1)
    is_left = rng.random((len(days), days.shape[1] + 1)) < 0.5
    return np.where((days == 1) & follows & np.take_along_axis(is_left, spell, axis=1), 1.0, 0.05)


def chain(chances: Numbers, share: Numbers, persistence: float) -> Days:
    """Days of two-state chains whose share and persistence are these, (n, days)."""
    days = np.empty(chances.shape, dtype=np.int8)
    days[:, 0] = chances[:, 0] < share[:, 0]
    for day in range(1, days.shape[1]):
        p = share[:, day]
        days[:, day] = chances[:, day] < np.where(
            days[:, day - 1] == 1, p + persistence * (1 - p), p * (1 - persistence)
        )
    return days


@dataclass(frozen=True)
class Mix:
    """Patients of several worlds, a share of each."""

    name: str
    worlds: Sequence[World]

    def diaries(self, rng: np.random.Generator, falls: Numbers) -> Diaries:
        """As of a world; the patients of each one after the other."""
        number = len(self.worlds)
        parts = [world.diaries(rng, falls[place::number]) for place, world in enumerate(self.worlds)]
        order = np.argsort(np.concatenate([np.arange(len(falls))[place::number] for place in range(number)]))
        return Diaries(
            np.concatenate([part.before for part in parts])[order],
            np.concatenate([part.on for part in parts])[order],
            np.concatenate([part.last_count for part in parts])[order],
            np.concatenate([part.fall_of_last for part in parts])[order],
        )


OWN = World("own chain", still())
MONTHS_5 = World("months differ, SD .5", months(0.5))
DRIFT = World("drift of 40 days, SD .5", drift(0.5, 40))
BOUTS_WORLD = World("bouts of about 14 days", BOUTS)
STRONG_BOUTS_WORLD = World("strong bouts of about 18 days", STRONG_BOUTS)
SLOW_WORLD = World("build-up .4, .75, 1, months SD .3", months(0.3), growth=(0.4, 0.75, 1.0))
MIXED = Mix(
    "heterogeneous mix",
    [
        World("", still(), (0.12, 0.3, 0.55), 0.1),
        World("", still(), (0.2, 0.4, 0.9), 0.4),
        World("", still(), (0.15, 0.5), 0.6),
        World("", months(0.3), (0.18, 0.36, 0.7), 0.2),
        World("", months(0.5), (0.2, 0.45), 0.1),
        World("", months(0.5), (0.3, 0.6), 0.3),
        World("", drift(0.5, 40), (0.15, 0.35, 0.6), 0.2),
        World("", drift(0.8, 60), (0.25, 0.5), 0.2),
        World("", BOUTS, (0.25, 0.5), 0.2),
        World("", WEEKLY, (0.3, 0.5), 0.2),
    ],
)
JUDGED: tuple[World | Mix, ...] = (
    OWN,
    World("months differ, SD .3", months(0.3)),
    MONTHS_5,
    DRIFT,
    BOUTS_WORLD,
    STRONG_BOUTS_WORLD,
    World("weekly", WEEKLY),
    World("menstrual", MENSTRUAL),
    World("long attacks", still(), persistence=0.65),
    World("after the worst of four months, chance", still(), is_after_worst=True),
    World("after the worst of four months, SD .5", months(0.5), is_after_worst=True),
    World("2 to 4 days a month", still(), (2 / 28, 3 / 28, 4 / 28)),
    World("26 to 28 days a month", still(), (26 / 28, 27 / 28, 0.99)),
    World("bad days left empty, before and on", still(), empty="bad days"),
    World("rest of bad spells left empty", still(), empty="rest of bad spells"),
    MIXED,
    SLOW_WORLD,
)
"""Worlds in which empty days do not depend on treatment and nothing but the drug changes the level for good."""
TOLD: tuple[World, ...] = (
    World("falls by itself, 5 % a month", still(), trend=0.05),
    World("bad days left empty on the drug only", still(), empty="bad days only on treatment"),
)
"""Worlds in which no reading of this diary can be right."""


def with_windows(world: World, before: int, on: int, first_read: int = 0) -> World:
    """The same world with so many windows."""
    return replace(world, windows=(before, on), first_read=first_read)
