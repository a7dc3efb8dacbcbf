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
    AttackFall,
    CycleFall,
    Evidence,
    Fall,
    FallByFrequency,
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
    """A published rule: the families or substances it speaks of, its arms, when they are asked, and where it holds.

    `checked_on` is the day on which it was last read in its source; None where nobody noted it. One of `arms` is enough
    to go on; one of `ending` is enough to consider a pause or the end. `window` and `quarterly_window` are the labels
    of the window it is asked in.
    """

    id: str
    source: str
    families: tuple[str, ...]
    arms: tuple[Arm, ...]
    ending: tuple[Arm, ...] = ()
    window: str = TWELVE_WEEKS
    quarterly_window: str = TWELVE_WEEKS
    valid_from: date | None = None
    region: str = ""
    substances: tuple[str, ...] = ()
    checked_on: date | None = None

    def speaks_of(self, episode: Episode) -> bool:
        """Whether the rule is about the drug of the episode."""
        return episode.family in self.families or episode.substance in self.substances

    @property
    def asks_for_attacks(self) -> bool:
        """Whether one of its arms is about attacks rather than days."""
        return any(isinstance(arm, AttackFall) for arm in self.arms)


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule says of a treatment: of each arm by its code, and of the whole, where one arm is enough.

    `ending` holds the same for the arms by which a pause or the end is considered; they are no part of the whole.
    `may_be_met` tells that one of `arms` lacks data that may have met it.
    """

    rule: Rule
    window: str
    arms: Mapping[str, Outcome]
    ending: Mapping[str, Outcome]
    may_be_met: bool = False

    @property
    def outcome(self) -> Outcome:
        """Whether at least one arm is met; arms that lack data are passed over while another one answers.

        That none is met is told only where no arm lacks what may have met it.
        """
        told = [outcome for outcome in self.arms.values() if outcome is not Outcome.NOT_COMPUTABLE]
        found = any_of(*told) if told else Outcome.NOT_COMPUTABLE
        return Outcome.NOT_COMPUTABLE if found is Outcome.NOT_MET and self.may_be_met else found

    def as_json(self) -> dict[str, object]:
        """The outcome as other programs rely on it."""
        return {
            "rule": self.rule.id,
            "source": self.rule.source,
            "region": self.rule.region,
            "checked_on": self.rule.checked_on.isoformat() if self.rule.checked_on else None,
            "window": self.window,
            "outcome": self.outcome.code,
            "arms": {code: outcome.code for code, outcome in self.arms.items()},
            "ending": {code: outcome.code for code, outcome in self.ending.items()},
        }


ENGLAND = "England"
READ_ON = date(2026, 11, 28)
"""The day on which the recommendations of NICE were last read."""
NICE_BY_FREQUENCY = (
    ("ta682", "erenumab"),
    ("ta764", "fremanezumab"),
    ("ta659", "galcanezumab"),
    ("ta871", "eptinezumab"),
    ("ta973", "atogepant"),
)
"""Technology appraisals with one rule to stop: after 12 weeks, unless migraine fell by 50 % where it was episodic, by
30 % where it was chronic (from 15 headache days a month, 8 of them with features of migraine)."""


def _by_frequency(appraisal: str, substance: str) -> Rule:
    return Rule(
        f"EVAL-N-{appraisal.upper()}",
        f"nice_{appraisal}",
        (),
        (FallByFrequency("migraine", episodic=50, chronic=30),),
        region=ENGLAND,
        substances=(substance,),
        checked_on=READ_ON,
    )


RULES = (
    Rule(
        "EVAL-4",
        "nt_radet2019",
        (ANTIBODY_FAMILY,),
        (Fall("migraine", 30), Improvement("HIT-6", "30 %"), Improvement("MIDAS", "30 %")),
        valid_from=date(2019, 11, 25),
        region="Region Stockholm",
    ),
    Rule("EVAL-1", "sacco2022", (ANTIBODY_FAMILY,), (), (YearsTreated(1),), region="Europe"),
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
        region="United States",
    ),
    Rule(
        "EVAL-3",
        "continuation2023",
        (ANTIBODY_FAMILY,),
        (LastingFall("headache", 50), Improvement("HIT-6"), Improvement("MIDAS", "severe")),
        region="Germany",
    ),
    Rule(
        "EVAL-5",
        "bendtsen2018",
        (BOTULINUM_FAMILY,),
        (CycleFall("headache", 30, is_own=True), CycleFall("headache", 30, is_own=False)),
        (FewDays("recorded_headache", 10),),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
        region="Europe",
    ),
    Rule(
        "EVAL-6",
        "nice_ta260",
        (BOTULINUM_FAMILY,),
        (Fall("headache", 30),),
        (FewDays("recorded_headache", 15),),
        TWENTY_FOUR_WEEKS,
        TWENTY_FOUR_WEEKS,
        region=ENGLAND,
    ),
    *(_by_frequency(appraisal, substance) for appraisal, substance in NICE_BY_FREQUENCY),
    Rule(
        "EVAL-N-TA906",
        "nice_ta906",
        (),
        (AttackFall(50),),
        region=ENGLAND,
        substances=("rimegepant",),
        checked_on=READ_ON,
    ),
)
"""EVAL-4 with TLV-4: NT-radet 2019, and HIT-6 or MIDAS as Region Stockholm has it; EVAL-1 and EVAL-5 EHF; EVAL-2 AHS;
EVAL-3 DGN and DMKG; EVAL-6 NICE TA260; EVAL-N NICE for the antibodies, atogepant and rimegepant. Not among them: other
oral preventives, for which no threshold is published (EVAL-7), and gepants in Sweden, of which no decision was found
(TLV-7, EVAL-8)."""


def continuation_rules(evidence: Evidence, rules: Sequence[Rule] = RULES) -> tuple[RuleOutcome, ...]:
    """What each rule that speaks of the drug's family says; the window of `evidence` gives way to the rule's own."""
    return tuple(_outcome(rule, evidence) for rule in rules if rule.speaks_of(evidence.episode))


def _outcome(rule: Rule, evidence: Evidence) -> RuleOutcome:
    label = _window_asked(rule, evidence.episode)
    asked = replace(evidence, window=label)
    arms = {arm: arm.outcome(asked) for arm in rule.arms}
    return RuleOutcome(
        rule,
        label,
        {arm.code: outcome for arm, outcome in arms.items()},
        {arm.code: arm.outcome(asked) for arm in rule.ending},
        any(outcome is Outcome.NOT_COMPUTABLE and not arm.is_silent(asked) for arm, outcome in arms.items()),
    )


def _window_asked(rule: Rule, episode: Episode) -> str:
    """The rule's own window; of a course with steps of the dose none before the one in which it is judged (EVAL-7)."""
    label = rule.quarterly_window if episode.is_quarterly else rule.window
    return max(label, episode.primary, key=last_week) if isinstance(episode, WholeCourse) else label
