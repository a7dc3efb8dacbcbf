"""What is found of one treatment episode: its windows, its effect, or why that cannot be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from analysis.effect.co_interventions import CoIntervention
from analysis.effect.continuation.arms import Evidence
from analysis.effect.continuation.rules import RuleOutcome, continuation_rules
from analysis.effect.courses.cycles import Cycle
from analysis.effect.estimate.bounds import Bounds
from analysis.effect.estimate.comparison import Group, Result
from analysis.effect.estimate.model import chain_model
from analysis.effect.gates import Reason, is_filled
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow
from analysis.effect.responders import Goal, absolute_response, residual_burden, responder_class, sustained
from analysis.episodes.episode import Beginning, Episode
from analysis.outcomes import Outcome
from analysis.records.patients import Score
from analysis.records.treatments import UNKNOWN
from analysis.settings import Settings

WINDOWS_FOR_PERSISTENCE = 6
"""Windows from first dose that tell of persistence, the one judged among them (local setting)."""
JUDGED, CANNOT_BE_JUDGED = "judged", "cannot_be_judged"


@dataclass(frozen=True)
class Effect:
    """The effect of one treatment episode of a patient, as known at `as_of`.

    `windows` are those from first dose that had begun and in which the treatment still counted, oldest first;
    `earlier` the two before the baseline. `results` hold the primary window against the 28-day baseline for each of
    JUDGED_KINDS, `mean` the first twelve weeks as one against it, `long_baseline` the primary window against the
    three windows before first dose; the last two are None where one of their windows is not filled well enough.
    `interval_mean` holds weeks 13 to 24 as one, for doses twelve weeks apart: the weeks judged are the last of theirs.
    `cycles` are the treatments with botulinum toxin one by one, none for other drugs.
    `bounds` tell what the empty days could change, None unless asked for.
    `reasons` is empty when, and only when, the effect is judged.
    """

    patient_id: str
    as_of: date
    settings: Settings
    episode: Episode
    baseline: MeasuredWindow
    earlier: tuple[MeasuredWindow, ...]
    windows: tuple[MeasuredWindow, ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[str, ...]
    co_interventions: tuple[CoIntervention, ...]
    scores: tuple[Score, ...] = ()
    results: Mapping[str, Result] = field(default_factory=dict)
    mean: Mapping[str, Result] | None = None
    long_baseline: Mapping[str, Result] | None = None
    interval_mean: Mapping[str, Result] | None = None
    cycles: tuple[Cycle, ...] = ()
    bounds: Mapping[str, Bounds] | None = None

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
    def beside_primary(self) -> tuple[MeasuredWindow, ...]:
        """The windows besides baseline and primary that tell of persistence."""
        return (
            *self.earlier,
            *(window for window in self.windows[:WINDOWS_FOR_PERSISTENCE] if window is not self.primary),
        )

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
    def goal(self) -> Goal:
        """The residual burden in the primary window, once it is over (GOAL-1 to GOAL-4)."""
        if self.primary is None or self.primary.window.last > self.as_of:
            return Goal.NOT_COMPUTABLE
        return residual_burden(self.primary["migraine_or_moderate"])

    @property
    def absolute_response(self) -> Outcome:
        """Whether migraine days fell by the number that counts (RESP-8)."""
        if self.reasons or self.primary is None:
            return Outcome.NOT_COMPUTABLE
        return absolute_response(self.baseline["headache"], self.baseline["migraine"], self.primary["migraine"])

    @property
    def rules(self) -> tuple[RuleOutcome, ...]:
        """The rules of continuation that speak of this treatment; they inform, they never decide.

        None of a step of the dose: they ask about the time before the drug, which the whole course is told against.
        """
        if self.episode.beginning is Beginning.DOSE_STEP or not self.episode.has_known_start:
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
            )
        )

    def _where_filled(self, window: MeasuredWindow) -> MeasuredWindow | None:
        return window if is_filled(window, self.settings) else None

    def sustained(self, kind: str, percent: int) -> Outcome:
        """Whether the class was met in three consecutive windows (RESP-10)."""
        over = [window for window in self.windows if window.window.last <= self.as_of]
        return sustained([responder_class(self.baseline[kind], window[kind], percent) for window in over])

    def rate_intervals(self, kind: str) -> dict[str, tuple[float, float]]:
        """The 95 % interval of the long-run rate per 28 days, by label, of each window not red (CMP-21)."""
        shown = [w for w in (*self.earlier, self.baseline, *self.windows) if is_filled(w, self.settings)]
        if not shown:
            return {}
        chains = np.array([[window.chains[kind] for window in shown]], dtype=np.float64)
        lower, upper = chain_model().rates_per_28(chains)
        return {
            window.window.label: (float(lower[0, place]), float(upper[0, place])) for place, window in enumerate(shown)
        }

    def chance_band(self, kind: str) -> tuple[int, int] | None:
        """The fewest and most days of a full window to be expected had nothing changed; None for a red baseline."""
        if not is_filled(self.baseline, self.settings):
            return None
        return _band(Group((self.baseline,)), (*self.earlier, *self.windows[:WINDOWS_FOR_PERSISTENCE]), kind)

    def began_in_a_bad_stretch(self, kind: str) -> bool | None:
        """Whether the baseline lay above what the two windows before it gave to expect; None where they do not tell.

        After such a stretch days fall by themselves (regression to the mean, VAR-3 to VAR-6).
        """
        known = (*self.earlier, self.baseline)
        if not all(is_filled(window, self.settings) for window in known) or not self.earlier:
            return None
        at_baseline = self.baseline[kind].per_28
        return at_baseline is not None and at_baseline > _band(Group(self.earlier), (self.baseline,), kind)[1]

    def as_json(self) -> dict[str, object]:
        """The effect as other programs rely on it (contract, `summary --json`)."""
        return {
            "treatment": self.episode.drug,
            "started_on": self.episode.started_on,
            "beginning": self.episode.beginning.value,
            "dose": self.episode.dose,
            "dose_unit": self.episode.dose_unit,
            "remarks": [remark.as_json() for remark in self.episode.remarks],
            "baseline": None if self.episode.start_known == UNKNOWN else self._window_json(self.baseline),
            "windows": [self._window_json(window) for window in self.windows],
            "primary": self.episode.primary,
            "outcome": self.outcome,
            "reasons": [reason.code for reason in self.reasons],
            "needs": [reason.as_json() for reason in self.reasons],
            "cautions": list(self.cautions),
            **{f"{kind}_days": self.results[kind].as_json() for kind in JUDGED_KINDS},
            "mean_w1_12": _json_by_kind(self.mean),
            "mean_w13_24": _json_by_kind(self.interval_mean),
            "residual_burden": self.goal.value,
            "bounds": None
            if self.bounds is None
            else {f"{kind}_days": bounds.as_json() for kind, bounds in self.bounds.items()},
            "cycles": [cycle.as_json() for cycle in self.cycles],
            "rules": [rule.as_json() for rule in self.rules],
            "co_interventions": [change.as_json() for change in self.co_interventions],
        }

    def _window_json(self, window: MeasuredWindow) -> dict[str, object]:
        return {
            "from": window.window.first.isoformat(),
            "to": window.window.last.isoformat(),
            "label": window.window.label,
            "completeness": window.counts.completeness.as_json(self.settings),
            **{f"{kind}_days": window[kind].as_json() for kind in JUDGED_KINDS},
        }


def _json_by_kind(results: Mapping[str, Result] | None) -> dict[str, object] | None:
    return None if results is None else {f"{kind}_days": result.as_json() for kind, result in results.items()}


def _band(before: Group, others: Sequence[MeasuredWindow], kind: str) -> tuple[int, int]:
    rest = np.array([[window.chains[kind] for window in others]], dtype=np.float64) if others else None
    lowest, highest = chain_model().chance_band(before.chain(kind)[None], rest)
    return int(lowest[0]), int(highest[0])
