"""The rules by which a treatment is continued: which of their arms are met, unmet or lack data.

Each rule is data with its source and the day from which it holds; a region's own set goes here (TLV-8). They inform,
they never decide. An arm whose window is not over, or not filled well enough, is not computable: it lacks data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.counts import Outcome, any_of
from analysis.effect.episodes import BOTULINUM_FAMILY, TWELVE_WEEKS, TWENTY_FOUR_WEEKS, Episode
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import TOLERANCE, responder_class
from analysis.patients import Score

ANTIBODY_FAMILY = "cgrp_antibody"
SCORE_DAYS = 84
"""A score speaks of the time before first dose for this many days (MIDAS asks for three months, PRO-7)."""
HIT6_POINTS = 5
"""Fall of HIT-6 that counts, points (EVAL-2, EVAL-3)."""
MIDAS_POINTS, MIDAS_PERCENT = 5, 30
"""Fall of MIDAS that counts: points from a baseline of 11 to 20, percent from one over 20 (EVAL-2, PRO-6)."""
MIDAS_MODERATE, MIDAS_SEVERE = 11, 21
"""Smallest MIDAS of grades III and IV (PRO-5)."""


@dataclass(frozen=True)
class DaysArm:
    """A fall of days of a kind by so many percent."""

    kind: str
    percent: int

    @property
    def code(self) -> str:
        """The arm's name: headache_50 for a fall of headache days by 50 %."""
        return f"{self.kind}_{self.percent}"


@dataclass(frozen=True)
class Rule:
    """A published rule: the families it speaks of, its arms of which one is enough, and when they are asked.

    `instruments` are the questionnaires whose improvement is enough as well. `window` and `quarterly_window` are the
    labels of the window it is asked in.
    """

    id: str
    source: str
    valid_from: date | None
    families: tuple[str, ...]
    days: tuple[DaysArm, ...]
    instruments: tuple[str, ...]
    window: str
    quarterly_window: str


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule says of a treatment: of each arm by its code, and of the whole, where one arm is enough."""

    rule: Rule
    window: str
    arms: Mapping[str, Outcome]

    @property
    def outcome(self) -> Outcome:
        """Whether at least one arm is met; arms that lack data are passed over while another one answers."""
        told = [outcome for outcome in self.arms.values() if outcome is not Outcome.NOT_COMPUTABLE]
        return any_of(*told) if told else Outcome.NOT_COMPUTABLE

    def as_json(self) -> dict[str, object]:
        """The outcome as other programs rely on it."""
        return {
            "rule": self.rule.id,
            "source": self.rule.source,
            "window": self.window,
            "outcome": self.outcome.code,
            "arms": {code: outcome.code for code, outcome in self.arms.items()},
        }


RULES = (
    Rule(
        "EVAL-4",
        "nt_radet2019",
        date(2019, 11, 25),
        (ANTIBODY_FAMILY,),
        (DaysArm("migraine", 30),),
        ("HIT-6 30 %", "MIDAS 30 %"),
        TWELVE_WEEKS,
        TWELVE_WEEKS,
    ),
    Rule(
        "EVAL-2",
        "continuation2023",
        None,
        (ANTIBODY_FAMILY,),
        (DaysArm("headache", 50),),
        ("HIT-6", "MIDAS"),
        TWELVE_WEEKS,
        TWENTY_FOUR_WEEKS,
    ),
    Rule(
        "EVAL-3",
        "continuation2023",
        None,
        (ANTIBODY_FAMILY,),
        (DaysArm("headache", 50),),
        ("HIT-6", "MIDAS severe"),
        TWELVE_WEEKS,
        TWELVE_WEEKS,
    ),
    Rule(
        "EVAL-5",
        "bendtsen2018",
        None,
        (BOTULINUM_FAMILY,),
        (DaysArm("headache", 30),),
        (),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
    ),
    Rule(
        "EVAL-6",
        "nice_ta260",
        None,
        (BOTULINUM_FAMILY,),
        (DaysArm("headache", 30),),
        (),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
    ),
)
"""EVAL-4 with TLV-4: NT-radet 2019, and HIT-6 or MIDAS as Region Stockholm has it; EVAL-2 AHS; EVAL-3 DGN and DMKG;
EVAL-5 EHF 2018; EVAL-6 NICE TA260."""


def continuation_rules(
    episode: Episode,
    baseline: MeasuredWindow | None,
    windows: Mapping[str, MeasuredWindow],
    scores: Sequence[Score],
    rules: Sequence[Rule] = RULES,
) -> tuple[RuleOutcome, ...]:
    """What each rule that speaks of the drug's family says.

    `windows` are those that are over and filled well enough, by label; `baseline` is None where it is not.
    """
    return tuple(
        _outcome(rule, episode, baseline, windows, scores) for rule in rules if episode.family in rule.families
    )


def _outcome(
    rule: Rule,
    episode: Episode,
    baseline: MeasuredWindow | None,
    windows: Mapping[str, MeasuredWindow],
    scores: Sequence[Score],
) -> RuleOutcome:
    label = rule.quarterly_window if episode.is_quarterly else rule.window
    arms = {arm.code: _days_outcome(arm, baseline, windows.get(label)) for arm in rule.days}
    end = episode.window(label).last
    for instrument in rule.instruments:
        arms[instrument] = _score_outcome(instrument, episode.first_dose, end, scores)
    return RuleOutcome(rule, label, arms)


def _days_outcome(arm: DaysArm, baseline: MeasuredWindow | None, window: MeasuredWindow | None) -> Outcome:
    if baseline is None or window is None:
        return Outcome.NOT_COMPUTABLE
    return responder_class(baseline[arm.kind], window[arm.kind], arm.percent)


def _score_outcome(instrument: str, first_dose: date, end: date, scores: Sequence[Score]) -> Outcome:
    """Whether the score improved enough from the last one before first dose to the first one about the window's end."""
    name, _, way = instrument.partition(" ")
    dated = [score for score in scores if score.instrument == name]
    before = [s for s in dated if s.date <= first_dose and (first_dose - s.date).days <= SCORE_DAYS]
    after = [s for s in dated if abs((s.date - end).days) <= SCORE_DAYS // 3 and s.date > first_dose]
    if not before or not after:
        return Outcome.NOT_COMPUTABLE
    nearest = min(after, key=lambda score: abs((score.date - end).days))
    needed = _needed(name, way, before[-1].score)
    if needed is None:
        return Outcome.NOT_COMPUTABLE
    return Outcome.MET if before[-1].score - nearest.score >= needed - TOLERANCE else Outcome.NOT_MET


def _needed(name: str, way: str, before: float) -> float | None:
    """The fall of a score that is enough, points; None where the rule says nothing of such a baseline."""
    if way.endswith("%"):
        return before * int(way.removesuffix("%")) / 100 if before > 0 else None
    if name == "HIT-6":
        return HIT6_POINTS
    if before >= MIDAS_SEVERE:
        return before * MIDAS_PERCENT / 100
    return MIDAS_POINTS if before >= MIDAS_MODERATE and way != "severe" else None
