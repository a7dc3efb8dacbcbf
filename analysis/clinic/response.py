"""Who responded to a treatment after three, six and twelve months, and of whom that cannot be told, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.counts import Outcome, Tier
from analysis.effect import Effect
from analysis.effect.episodes import Beginning
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow
from analysis.effect.responders import has_small_baseline, is_fall_of, percent_fall, responder_class

MONTHS = {3: "W9-12", 6: "W21-24", 12: "W49-52"}
"""Window that tells of each month: the last four weeks of 12, 24 and 52 (WIN-4, EVAL-1, EVAL-4)."""
RESPONSE_PERCENT = 50
"""Fall that makes a responder (RESP-2)."""
REASONS = (
    "no_baseline_diary",
    "baseline_incomplete",
    "stopped_before",
    "dose_changed_before",
    "evaluation_incomplete",
    "not_told",
    "small_baseline",
)
"""Why a response cannot be judged, in the order in which it is asked."""


@dataclass(frozen=True)
class Judged:
    """One treatment of one patient after so many months, for one kind of day.

    `reason` is empty where it is judged; `percent` is the estimated fall per filled day, positive for improvement, and
    `outcome` whether it is a half whatever the days that are not known were (TRI-1).
    """

    patient_id: str
    treatment: str
    month: int
    kind: str
    reason: str
    percent: float | None = None
    outcome: Outcome = Outcome.NOT_COMPUTABLE
    is_responder: bool = False


def judged(found: Mapping[str, Sequence[Effect]], as_of: date) -> Iterator[Judged]:
    """The response of each patient's first course of each drug, for every month that has passed, and each kind of day.

    A month that lies ahead is not there; a treatment that ended before it is, with the reason.
    """
    for patient, effects in found.items():
        seen: set[str] = set()
        for effect in effects:
            key, beginning = effect.episode.key, effect.episode.beginning
            if key in seen or beginning is Beginning.DOSE_STEP or effect.episode.first_dose > as_of:
                continue
            seen.add(key)
            for month, label in MONTHS.items():
                yield from _at(patient, effect, month, label)


def _at(patient: str, effect: Effect, month: int, label: str) -> Iterator[Judged]:
    end = effect.episode.window(label).last
    if end > effect.as_of:
        return
    window = effect.window(label) if effect.episode.covers(end) else None
    for kind in JUDGED_KINDS:
        reason = _reason(effect, window, kind)
        if reason or window is None:
            yield Judged(patient, effect.episode.key, month, kind, reason)
        else:
            yield _result(patient, effect, month, kind, window)


def _result(patient: str, effect: Effect, month: int, kind: str, window: MeasuredWindow) -> Judged:
    before, after = effect.baseline[kind], window[kind]
    rates = before.per_28 or 0.0, after.per_28 or 0.0
    return Judged(
        patient,
        effect.episode.key,
        month,
        kind,
        "",
        percent_fall(*rates),
        responder_class(before, after, RESPONSE_PERCENT),
        is_fall_of(*rates, RESPONSE_PERCENT),
    )


def _reason(effect: Effect, window: MeasuredWindow | None, kind: str) -> str:
    """The first of REASONS that holds; empty where none does."""
    baseline, settings = effect.baseline, effect.settings
    if not baseline.counts.completeness.inside:
        return "no_baseline_diary"
    if baseline.counts.completeness.tier(settings) is Tier.RED:
        return "baseline_incomplete"
    if window is None:
        return "dose_changed_before" if effect.episode.ended_by_step else "stopped_before"
    if window.counts.completeness.tier(settings) is Tier.RED:
        return "evaluation_incomplete"
    if min(baseline[kind].told, window[kind].told) < settings.orange:
        return "not_told"
    return "small_baseline" if has_small_baseline(baseline[kind]) else ""
