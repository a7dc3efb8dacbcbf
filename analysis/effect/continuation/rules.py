"""The rules by which a treatment is continued or ended: which of their arms are met, unmet or lack data.

Each rule is data with its source and the day from which it holds; a region's own set goes here (TLV-8). They inform,
they never decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.effect.continuation.arms import (
    Arm,
    CycleFall,
    Evidence,
    Fall,
    FewDays,
    Improvement,
    LastingFall,
    YearsTreated,
)
from analysis.episodes.courses import WholeCourse
from analysis.episodes.episode import (
    ANTIBODY_FAMILY,
    BOTULINUM_FAMILY,
    TWELVE_WEEKS,
    TWENTY_FOUR_WEEKS,
    Episode,
    last_week,
)
from analysis.outcomes import Outcome, any_of


@dataclass(frozen=True)
class Rule:
    """A published rule: the families it speaks of, its arms, and when they are asked.

    One of `arms` is enough to go on; one of `ending` is enough to consider a pause or the end. `window` and
    `quarterly_window` are the labels of the window it is asked in.
    """

    id: str
    source: str
    families: tuple[str, ...]
    arms: tuple[Arm, ...]
    ending: tuple[Arm, ...] = ()
    window: str = TWELVE_WEEKS
    quarterly_window: str = TWELVE_WEEKS
    valid_from: date | None = None


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule says of a treatment: of each arm by its code, and of the whole, where one arm is enough.

    `ending` holds the same for the arms by which a pause or the end is considered; they are no part of the whole.
    """

    rule: Rule
    window: str
    arms: Mapping[str, Outcome]
    ending: Mapping[str, Outcome]

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
            "ending": {code: outcome.code for code, outcome in self.ending.items()},
        }


RULES = (
    Rule(
        "EVAL-4",
        "nt_radet2019",
        (ANTIBODY_FAMILY,),
        (Fall("migraine", 30), Improvement("HIT-6", "30 %"), Improvement("MIDAS", "30 %")),
        valid_from=date(2019, 11, 25),
    ),
    Rule("EVAL-1", "sacco2022", (ANTIBODY_FAMILY,), (), (YearsTreated(1),)),
    Rule(
        "EVAL-2",
        "continuation2023",
        (ANTIBODY_FAMILY,),
        (
            Fall("headache", 50),
            Fall("moderate_or_severe", 50),
            Improvement("HIT-6"),
            Improvement("MIDAS"),
            Improvement("MPFID"),
        ),
        quarterly_window=TWENTY_FOUR_WEEKS,
    ),
    Rule(
        "EVAL-3",
        "continuation2023",
        (ANTIBODY_FAMILY,),
        (LastingFall("headache", 50), Improvement("HIT-6"), Improvement("MIDAS", "severe")),
    ),
    Rule(
        "EVAL-5",
        "bendtsen2018",
        (BOTULINUM_FAMILY,),
        (CycleFall("headache", 30, is_own=True), CycleFall("headache", 30, is_own=False)),
        (FewDays("headache", 10),),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
    ),
    Rule(
        "EVAL-6",
        "nice_ta260",
        (BOTULINUM_FAMILY,),
        (Fall("headache", 30),),
        (FewDays("headache", 15),),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
    ),
)
"""EVAL-4 with TLV-4: NT-radet 2019, and HIT-6 or MIDAS as Region Stockholm has it; EVAL-1 and EVAL-5 EHF; EVAL-2 AHS;
EVAL-3 DGN and DMKG; EVAL-6 NICE TA260. Not among them: oral preventives and gepants, for which no threshold is
published (EVAL-7, EVAL-8)."""


def continuation_rules(evidence: Evidence, rules: Sequence[Rule] = RULES) -> tuple[RuleOutcome, ...]:
    """What each rule that speaks of the drug's family says; the window of `evidence` gives way to the rule's own."""
    return tuple(_outcome(rule, evidence) for rule in rules if evidence.episode.family in rule.families)


def _outcome(rule: Rule, evidence: Evidence) -> RuleOutcome:
    label = _window_asked(rule, evidence.episode)
    asked = replace(evidence, window=label)
    return RuleOutcome(
        rule,
        label,
        {arm.code: arm.outcome(asked) for arm in rule.arms},
        {arm.code: arm.outcome(asked) for arm in rule.ending},
    )


def _window_asked(rule: Rule, episode: Episode) -> str:
    """The rule's own window; of a course with steps of the dose none before the one in which it is judged (EVAL-7)."""
    label = rule.quarterly_window if episode.is_quarterly else rule.window
    return max(label, episode.primary, key=last_week) if isinstance(episode, WholeCourse) else label
