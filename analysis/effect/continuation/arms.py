"""The arms of the rules by which a treatment is continued or ended: each answers for one treatment, with three answers.

An arm whose window is not over, or not filled well enough, is not computable: it lacks data. What it lacks may have met
it: others answer *not met* in its place only where it is silent.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.effect.courses.cycles import Cycle
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import (
    CHRONIC_HEADACHE_DAYS,
    CHRONIC_MIGRAINE_DAYS,
    TOLERANCE,
    is_fall_of,
    is_surely_small,
    responder_class,
    sustained,
)
from analysis.episodes.episode import Episode
from analysis.outcomes import Outcome, all_of, any_of, none_of, outcome_of, verdict_of
from analysis.records.patients import Score

MONTHS_IN_A_ROW = 3
"""Windows that stand for "for three months" (EVAL-3, EVAL-5, EVAL-6; RESP-10)."""
CYCLES = (2, 3)
"""Cycles after which a response to botulinum toxin is asked for, and those that are looked at (EVAL-5)."""
SCORE_DAYS = 84
"""A score speaks of the time before first dose for this many days (MIDAS asks for three months, PRO-7)."""
POINTS = {"HIT-6": 5, "MPFID": 5}
"""Fall of a score that counts, points (EVAL-2, EVAL-3, PRO-13)."""
MIDAS_POINTS, MIDAS_PERCENT = 5, 30
"""Fall of MIDAS that counts: points from a baseline of 11 to 20, percent from one over 20 (EVAL-2, PRO-6)."""
MIDAS_MODERATE, MIDAS_SEVERE = 11, 21
"""Smallest MIDAS of grades III and IV (PRO-5)."""
DAYS_A_YEAR = 365
BASELINE = "baseline"
"""The label of the window before first dose."""


@dataclass(frozen=True)
class Attacks:
    """The fewest and the most attacks of migraine there can have been in a window (ATT-1, ATT-4)."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class Evidence:
    """What the arms are asked of.

    `windows` are those from first dose that are over, by label and in order, None where one is not filled well enough;
    `baseline` is None where that is not. `window` is the label of the one the rule is asked in.
    """

    episode: Episode
    as_of: date
    baseline: MeasuredWindow | None
    windows: Mapping[str, MeasuredWindow | None]
    scores: Sequence[Score]
    cycles: Sequence[Cycle]
    window: str
    attacks: Mapping[str, Attacks] = field(default_factory=dict)
    """Attacks in the baseline and in the windows from first dose, by label, where a rule asks for them."""
    unread_scores: Sequence[date | None] = ()
    """Days of scores that could not be read, of whatever instrument; None of one whose day could not be read either."""

    def fall(self, kind: str, percent: int, after: MeasuredWindow | None) -> Outcome:
        """Whether days of the kind fell by so many percent from the baseline to `after`."""
        if self.baseline is None or after is None:
            return Outcome.NOT_COMPUTABLE
        return responder_class(self.baseline[kind], after[kind], percent)


class Arm(ABC):
    """One condition of a rule."""

    @property
    @abstractmethod
    def code(self) -> str:
        """The name other programs rely on."""

    @abstractmethod
    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met."""

    def is_silent(self, evidence: Evidence) -> bool:
        """Whether it is passed over where it is not computable, since no day that is not known could have met it."""
        return False


@dataclass(frozen=True)
class Fall(Arm):
    """Days of a kind fell by so many percent from the baseline to the window asked."""

    kind: str
    percent: int

    @property
    def code(self) -> str:
        """The arm's name: headache_50 for a fall of headache days by 50 %."""
        return f"{self.kind}_{self.percent}"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met."""
        return evidence.fall(self.kind, self.percent, evidence.windows.get(evidence.window))

    def is_silent(self, evidence: Evidence) -> bool:
        """Where no percentage is told from the baseline, and none could be (RESP-7)."""
        return evidence.baseline is not None and is_surely_small(evidence.baseline[self.kind])


@dataclass(frozen=True)
class FallByFrequency(Arm):
    """Days of a kind fell by so many percent, fewer where the baseline was one of chronic migraine.

    Chronic from 15 days with headache, of which 8 with migraine. Where the empty days leave open which it was, the
    greater fall is enough and less than the smaller one is too little.
    """

    kind: str
    episodic: int
    chronic: int

    @property
    def code(self) -> str:
        """The arm's name: migraine_50_episodic_30_chronic."""
        return f"{self.kind}_{self.episodic}_episodic_{self.chronic}_chronic"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met."""
        before, after = evidence.baseline, evidence.windows.get(evidence.window)
        if before is None:
            return Outcome.NOT_COMPUTABLE
        was_chronic = all_of(
            before["recorded_headache"].reaches(CHRONIC_HEADACHE_DAYS),
            before["migraine"].reaches(CHRONIC_MIGRAINE_DAYS),
        )
        as_chronic = all_of(was_chronic, evidence.fall(self.kind, self.chronic, after))
        return any_of(evidence.fall(self.kind, self.episodic, after), as_chronic)


@dataclass(frozen=True)
class AttackFall(Arm):
    """Attacks of migraine fell by so many percent from the baseline to the window asked."""

    percent: int

    @property
    def code(self) -> str:
        """The arm's name: attacks_50."""
        return f"attacks_{self.percent}"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met, whatever the days that are not known were; from no attacks there is no fall to ask for."""
        before, after = evidence.attacks.get(BASELINE), evidence.attacks.get(evidence.window)
        is_filled = evidence.baseline is not None and evidence.windows.get(evidence.window) is not None
        if before is None or after is None or not is_filled or not before.highest:
            return Outcome.NOT_COMPUTABLE
        surely = is_fall_of(before.lowest, after.highest, self.percent)
        possibly = not before.lowest or is_fall_of(before.highest, after.lowest, self.percent)
        return outcome_of(verdict_of(surely, possibly, computable=True))


@dataclass(frozen=True)
class LastingFall(Arm):
    """Days of a kind lay so many percent under the baseline in three windows in a row, at any time so far."""

    kind: str
    percent: int

    @property
    def code(self) -> str:
        """The arm's name: headache_50_for_3_months."""
        return f"{self.kind}_{self.percent}_for_{MONTHS_IN_A_ROW}_months"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met."""
        if evidence.baseline is None:
            return Outcome.NOT_COMPUTABLE
        falls = [evidence.fall(self.kind, self.percent, window) for window in evidence.windows.values()]
        return sustained(falls, MONTHS_IN_A_ROW)


@dataclass(frozen=True)
class CycleFall(Arm):
    """Days of a kind fell by so many percent in the four weeks after one of the first cycles of botulinum toxin.

    Against the four weeks before that cycle's own injections, or, unless `is_own`, before the first ones.
    """

    kind: str
    percent: int
    is_own: bool

    @property
    def code(self) -> str:
        """The arm's name: headache_30_in_a_cycle, headache_30_since_first_cycle."""
        return f"{self.kind}_{self.percent}_{'in_a_cycle' if self.is_own else 'since_first_cycle'}"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met; that it is not is told once two cycles have been followed.

        A cycle that could not be read may be one of the first, and those told later ones. One that cannot be compared
        may have met it, unless the days before it were too few for a percentage, whatever those not known were.
        """
        fewest, most = CYCLES
        unread = evidence.episode.unread_doses
        over = [cycle for cycle in evidence.cycles[: max(0, most - unread)] if cycle.is_over]
        results = [(cycle.results if self.is_own else cycle.against_baseline)[self.kind] for cycle in over]
        falls = [(one.responder[self.percent], is_surely_small(one.baseline)) for one in results]
        told = [fall for fall, _ in falls if fall is not Outcome.NOT_COMPUTABLE]
        found = any_of(*told) if told else Outcome.NOT_COMPUTABLE
        if unread and found is not Outcome.MET:
            return Outcome.UNDETERMINED
        may_be_met = (Outcome.NOT_COMPUTABLE, False) in falls
        is_told = len(told) >= fewest and not (may_be_met and found is Outcome.NOT_MET)
        return found if found is Outcome.MET or is_told else Outcome.NOT_COMPUTABLE


@dataclass(frozen=True)
class FewDays(Arm):
    """Under so many days of a kind in each of the last three windows (unscaled, DAY-5)."""

    kind: str
    under: int

    @property
    def code(self) -> str:
        """The arm's name: headache_under_10_for_3_months."""
        return f"{self.kind.removeprefix('recorded_')}_under_{self.under}_for_{MONTHS_IN_A_ROW}_months"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met; one month that surely reaches the limit decides."""
        last = list(evidence.windows.values())[-MONTHS_IN_A_ROW:]
        if len(last) < MONTHS_IN_A_ROW:
            return Outcome.NOT_COMPUTABLE
        return all_of(*(self._is_under(window) for window in last))

    def _is_under(self, window: MeasuredWindow | None) -> Outcome:
        if window is None or window.counts.outside:
            return Outcome.NOT_COMPUTABLE
        return none_of(window[self.kind].reaches(self.under))


@dataclass(frozen=True)
class YearsTreated(Arm):
    """The drug has been taken for so many years without a pause, whatever its dose."""

    years: int

    @property
    def code(self) -> str:
        """The arm's name: treated_12_months."""
        return f"treated_{12 * self.years}_months"

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether it is met."""
        episode = evidence.episode
        until = min(evidence.as_of, episode.last_day or evidence.as_of)
        treated = (until - episode.course_began_on).days + 1
        return Outcome.MET if treated >= DAYS_A_YEAR * self.years else Outcome.NOT_MET


@dataclass(frozen=True)
class Improvement(Arm):
    """A questionnaire improved enough; `way` is "30 %", "severe" (MIDAS from over 20 only) or empty (its own rule)."""

    instrument: str
    way: str = ""

    @property
    def code(self) -> str:
        """The arm's name: HIT-6, MIDAS 30 %, MIDAS severe."""
        return f"{self.instrument} {self.way}".rstrip()

    def outcome(self, evidence: Evidence) -> Outcome:
        """Whether the last score before first dose fell enough to the one nearest to the end of the window asked.

        Undetermined where either may be one that could not be read, which one without a day always may be.
        """
        first_dose, end = evidence.episode.first_dose, evidence.episode.window(evidence.window).last
        own = {score.date: score.score for score in evidence.scores if score.instrument == self.instrument}
        told: dict[date, float | None] = {**dict.fromkeys(day for day in evidence.unread_scores if day), **own}
        before = [day for day in told if day <= first_dose and (first_dose - day).days <= SCORE_DAYS]
        after = [day for day in told if abs((day - end).days) <= SCORE_DAYS // 3 and day > first_dose]
        without_day = sum(day is None for day in evidence.unread_scores)
        if without_day and without_day >= (not before) + (not after):
            return Outcome.UNDETERMINED
        if not before or not after:
            return Outcome.NOT_COMPUTABLE
        last, nearest = told[max(before)], told[min(after, key=lambda day: (abs((day - end).days), day))]
        if last is None or nearest is None:
            return Outcome.UNDETERMINED
        needed = self._needed(last)
        if needed is None:
            return Outcome.NOT_COMPUTABLE
        return Outcome.MET if last - nearest >= needed - TOLERANCE else Outcome.NOT_MET

    def is_silent(self, evidence: Evidence) -> bool:
        """Always: nobody filled it in, for one that could not be read leaves it undetermined."""
        return True

    def _needed(self, before: float) -> float | None:
        """The fall that is enough, points; None where the rule says nothing of such a baseline."""
        if self.way.endswith("%"):
            return before * int(self.way.removesuffix("%")) / 100 if before > 0 else None
        if self.instrument in POINTS:
            return POINTS[self.instrument]
        if before >= MIDAS_SEVERE:
            return before * MIDAS_PERCENT / 100
        return MIDAS_POINTS if before >= MIDAS_MODERATE and self.way != "severe" else None
