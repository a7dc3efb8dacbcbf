"""What is found of one treatment episode: its windows, its effect, or why that cannot be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.basis import Basis
from analysis.effect.co_interventions import CoIntervention
from analysis.effect.continuation.arms import Attacks, Evidence
from analysis.effect.continuation.rules import RuleOutcome, continuation_rules
from analysis.effect.courses.cycles import Cycle
from analysis.effect.estimate.bounds import Bounds
from analysis.effect.estimate.comparison import Group, Result, chance_band, json_by_kind, rates_of
from analysis.effect.estimate.course_days import CourseDays
from analysis.effect.estimate.long_run.weeks import MOST_WINDOWS_ON
from analysis.effect.gates import NO_MEASURE, TREATMENT_UNREAD, Reason, is_filled
from analysis.effect.measured import MeasuredWindow
from analysis.effect.months_before import is_best, is_falling, is_worst
from analysis.effect.responders import (
    JUDGED_KINDS,
    Goal,
    absolute_response,
    lasting_burden,
    residual_burden,
    responder_class,
    sustained,
)
from analysis.episodes.episode import Beginning, Episode
from analysis.outcomes import Outcome
from analysis.records.patients import Score
from analysis.records.treatments import UNKNOWN
from analysis.settings import Settings

WINDOWS_FOR_PERSISTENCE = 6
"""Windows from first dose that tell of persistence (local setting)."""
JUDGED, CANNOT_BE_JUDGED = "judged", "cannot_be_judged"


@dataclass(frozen=True)
class Effect:
    """The effect of one treatment episode of a patient, on its `basis`.

    `windows` are those from first dose that had begun and in which the treatment still counted, oldest first;
    `earlier` the two before the baseline; `days` what the long-run model reads, None while it is not judged.
    `results` hold the primary window against the 28-day baseline as counted for each of JUDGED_KINDS, with what is
    known of the long-run level. Counted alone are `mean`, the first twelve weeks as one against the baseline, and
    `long_baseline`, the primary window against the mean of the three windows before first dose; the two are None where
    one of their windows is not filled well enough. `interval_mean` holds weeks 13 to 24 as one, for doses twelve weeks
    apart: the weeks judged are the last of theirs.
    `cycles` are the treatments with botulinum toxin one by one, none for other drugs.
    `bounds` tell what the empty days could change, None unless asked for.
    `reasons` is empty when, and only when, the effect is judged.
    """

    patient_id: str
    basis: Basis
    episode: Episode
    baseline: MeasuredWindow
    earlier: tuple[MeasuredWindow, ...]
    windows: tuple[MeasuredWindow, ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[str, ...]
    co_interventions: tuple[CoIntervention, ...]
    scores: tuple[Score, ...] = ()
    days: CourseDays | None = field(default=None, compare=False, repr=False)
    results: Mapping[str, Result] = field(default_factory=dict)
    mean: Mapping[str, Result] | None = None
    long_baseline: Mapping[str, Result] | None = None
    interval_mean: Mapping[str, Result] | None = None
    cycles: tuple[Cycle, ...] = ()
    bounds: Mapping[str, Bounds] | None = None
    attacks: Mapping[str, Attacks] = field(default_factory=dict)
    """Attacks in the baseline and the window asked, by label, where a rule asks for them."""
    unread_scores: tuple[date | None, ...] = ()
    """As in `Evidence`."""

    @property
    def as_of(self) -> date:
        """The day as of which the effect is known."""
        return self.basis.as_of

    @property
    def settings(self) -> Settings:
        """The settings by which days are counted."""
        return self.basis.settings

    @property
    def outcome(self) -> str:
        """JUDGED or CANNOT_BE_JUDGED."""
        return CANNOT_BE_JUDGED if self.reasons else JUDGED

    @property
    def primary(self) -> MeasuredWindow | None:
        """The window in which the effect is judged; None until it has begun, or when the treatment ended before it."""
        return self.window(self.episode.primary)

    def window(self, label: str) -> MeasuredWindow | None:
        """The window of this label; None when it is not among `windows`."""
        return next((window for window in self.windows if window.window.label == label), None)

    @property
    def before(self) -> tuple[MeasuredWindow, ...]:
        """The three windows before first dose, oldest first; the last is the baseline."""
        return (*self.earlier, self.baseline)

    @property
    def first_windows(self) -> tuple[MeasuredWindow, ...]:
        """The windows of weeks 1 to 12 that have begun."""
        return self.windows[:MOST_WINDOWS_ON]

    @property
    def worst_baseline(self) -> bool | None:
        """Whether the baseline held most headache days of the three windows before; None where that is not sure.

        Treatment is begun when headache is at its worst, and after such a month days become fewer by themselves
        (regression to the mean, VAR-3 to VAR-6).
        """
        return is_worst(self.before)

    @property
    def best_baseline(self) -> bool | None:
        """Whether the baseline held fewest headache days of the three windows before; None where that is not sure.

        The mirror of `worst_baseline` (local setting): after such a month days become more by themselves.
        """
        return is_best(self.before)

    @property
    def was_falling(self) -> bool:
        """Whether headache days fell from window to window before the treatment already."""
        return is_falling(self.before)

    @property
    def is_disputed(self) -> bool:
        """Whether primary window and mean of the first twelve weeks reach different classes (WIN-4)."""
        if self.mean is None or self.reasons:
            return False
        return any(
            self.results[kind].estimated_class != self.mean[kind].estimated_class
            and self.mean[kind].estimated_class is not None
            for kind in JUDGED_KINDS
        )

    @property
    def is_unmeasured(self) -> bool:
        """Whether days are no measure of the patient's headache, so that nothing is judged by them (CH-2)."""
        return NO_MEASURE in self.reasons

    @property
    def goal(self) -> Goal:
        """The residual burden in the primary window alone, once it is over (GOAL-1 to GOAL-4)."""
        if self.is_unmeasured or self.primary is None or self.primary.window.last > self.as_of:
            return Goal.NOT_COMPUTABLE
        return residual_burden(self.primary["migraine_or_moderate"])

    @property
    def lasting_goal(self) -> Goal:
        """The residual burden in the three months that end with the primary window: what the goals ask for."""
        until = [w for w in self.windows if self.primary and w.window.first <= self.primary.window.first]
        bands = [residual_burden(w["migraine_or_moderate"]) for w in until if w.window.last <= self.as_of]
        return lasting_burden(bands) if self.goal is not Goal.NOT_COMPUTABLE else Goal.NOT_COMPUTABLE

    @property
    def absolute_response(self) -> Outcome:
        """Whether migraine days fell by the number that counts (RESP-8)."""
        if self.reasons or self.primary is None:
            return Outcome.NOT_COMPUTABLE
        return absolute_response(
            self.baseline["recorded_headache"], self.baseline["migraine"], self.primary["migraine"]
        )

    @property
    def rules(self) -> tuple[RuleOutcome, ...]:
        """The rules of continuation that speak of this treatment; they inform, they never decide.

        None where it could not be read how long it ran or with which dose.
        None of a step of the dose: they ask about the time before the drug, which the whole course is told against.
        """
        if (
            self.is_unmeasured
            or TREATMENT_UNREAD in self.reasons
            or self.episode.beginning is Beginning.DOSE_STEP
            or not self.episode.has_known_start
        ):
            return ()
        over = (window for window in self.windows if window.window.last <= self.as_of)
        return continuation_rules(
            Evidence(
                episode=self.episode,
                as_of=self.as_of,
                baseline=self._where_filled(self.baseline),
                windows={window.window.label: self._where_filled(window) for window in over},
                scores=self.scores,
                cycles=self.cycles,
                window=self.episode.primary,
                attacks=self.attacks,
                unread_scores=self.unread_scores,
            )
        )

    def _where_filled(self, window: MeasuredWindow) -> MeasuredWindow | None:
        return window if is_filled(window, self.settings) else None

    def sustained(self, kind: str, percent: int) -> Outcome:
        """Whether the class was met in three consecutive windows (RESP-10)."""
        over = [window for window in self.windows if window.window.last <= self.as_of]
        return sustained([responder_class(self.baseline[kind], window[kind], percent) for window in over])

    def rate_intervals(self, kind: str) -> dict[str, tuple[float, float]]:
        """The 95 % interval of the long-run rate per 28 days, by label, of each window that has one (CMP-21)."""
        windows = [
            one for one in (*self.before, *self.windows) if is_filled(one, self.settings) and not one[kind].untold
        ]
        return rates_of(windows, kind)

    def chance_band(self, kind: str) -> tuple[int, int] | None:
        """The fewest and most days of a full window to be expected had nothing changed; None for a red baseline."""
        if not is_filled(self.baseline, self.settings):
            return None
        return chance_band(Group((self.baseline,)), (*self.earlier, *self.windows[:WINDOWS_FOR_PERSISTENCE]), kind)

    @property
    def identity(self) -> dict[str, str | None]:
        """What names the effect among those of its patient, as other programs rely on it."""
        return {
            "treatment": self.episode.drug,
            "started_on": self.episode.started_on,
            "beginning": self.episode.beginning.value,
        }

    def answer_json(self) -> dict[str, object]:
        """Whether it is judged, why not, and what it is, without the windows it rests on."""
        return {
            "outcome": self.outcome,
            "reasons": [reason.code for reason in self.reasons],
            **{f"{kind}_days": self.results[kind].as_json() for kind in JUDGED_KINDS},
        }

    def as_json(self) -> dict[str, object]:
        """The effect as other programs rely on it (contract, `summary --json`)."""
        return {
            **self.identity,
            "dose": self.episode.dose,
            "dose_unit": self.episode.dose_unit,
            "remarks": [remark.as_json() for remark in self.episode.remarks],
            "baseline": None if self.episode.start_known == UNKNOWN else self.baseline.as_json(self.settings),
            "before": [window.as_json(self.settings) for window in self.before],
            "worst_baseline": self.worst_baseline,
            "best_baseline": self.best_baseline,
            "was_falling": self.was_falling,
            "windows": [window.as_json(self.settings) for window in self.windows],
            "primary": self.episode.primary,
            "outcome": self.outcome,
            "reasons": [reason.code for reason in self.reasons],
            "needs": [reason.as_json() for reason in self.reasons],
            "cautions": list(self.cautions),
            **{f"{kind}_days": self.results[kind].as_json() for kind in JUDGED_KINDS},
            "against_mean_before": json_by_kind(self.long_baseline),
            "mean_w1_12": json_by_kind(self.mean),
            "mean_w13_24": json_by_kind(self.interval_mean),
            "residual_burden": self.goal.value,
            "residual_burden_3_months": self.lasting_goal.value,
            "bounds": None
            if self.bounds is None
            else {f"{kind}_days": bounds.as_json() for kind, bounds in self.bounds.items()},
            "cycles": [cycle.as_json() for cycle in self.cycles],
            "rules": [rule.as_json() for rule in self.rules],
            "co_interventions": [change.as_json() for change in self.co_interventions],
        }
