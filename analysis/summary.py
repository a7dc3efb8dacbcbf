"""Everything that page, report and command line say of a patient's period, computed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analysis.basis import Basis
from analysis.counts.day_count import WindowCounts
from analysis.counts.from_grid import counts_in
from analysis.criteria.criterion import Criterion
from analysis.criteria.registry import criteria_for, unmeasured
from analysis.days.classified import KINDS
from analysis.days.grid import DayGrid, day_grid
from analysis.days.recorded import ACUTE_CLASSES
from analysis.patterns.over_windows import frequency_course, longest_free_stretch
from analysis.records.patients import with_cluster_headache_alone
from analysis.settings import Settings
from analysis.store import Records
from analysis.windows import Window, calendar_months, period_ending, windows_ending, windows_within

CRITERIA_WINDOWS = 3
"""Windows that criteria over "more than three months" take."""


@dataclass(frozen=True)
class Judged:
    """What criteria are judged on where the period holds fewer windows than they take: the last three, whole."""

    windows: tuple[WindowCounts, ...]
    days: DayGrid = field(compare=False, repr=False)


@dataclass(frozen=True)
class Summary:
    """What the diary of one patient says of a period, as known at `as_of`.

    `windows` are the whole 28-day windows that end with the period, newest last; `months` the calendar months it
    touches, each whole, so that days outside the period count in them too. `days` are those of the period, in order.
    """

    patient_id: str
    as_of: date
    settings: Settings
    period: WindowCounts
    windows: tuple[WindowCounts, ...]
    months: tuple[WindowCounts, ...]
    days: DayGrid = field(compare=False, repr=False)
    judged: Judged | None = None
    is_unmeasured: bool = False
    """Whether days are no measure of the patient's headache: cluster headache (CH-2)."""

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the diary says of every rule that it can answer.

        Rules over windows take the last of the 28-day windows, the last three ending on the period's last day however
        short it is; rules that need the order of the days all days of the period, or of those windows.
        """
        windows, days = (self.judged.windows, self.judged.days) if self.judged else (self.windows, self.days)
        found = criteria_for(windows, days)
        return unmeasured(found) if self.is_unmeasured else found

    def as_json(self) -> dict[str, object]:
        """The figures as other programs rely on them (contract, `summary --json`)."""
        window = self.period.window
        return {
            "patient_id": self.patient_id,
            "as_of": self.as_of.isoformat(),
            "definition_profile": self.settings.profile,
            "period": {"from": window.first.isoformat(), "to": window.last.isoformat(), "days": window.days},
            **_figures(self.period, self.settings),
            "days_are_no_measure": self.is_unmeasured,
            "longest_headache_free": longest_free_stretch(self.days).as_json(),
            "frequency_course": frequency_course(self.windows).as_json(),
            "windows": [
                {
                    "from": counts.window.first.isoformat(),
                    "to": counts.window.last.isoformat(),
                    "label": counts.window.label,
                    **_figures(counts, self.settings),
                }
                for counts in self.windows
            ],
        }


def _figures(counts: WindowCounts, settings: Settings) -> dict[str, object]:
    told = {kind: counts.json_of(kind, settings) for kind in counts.counts}
    return {
        "completeness": counts.completeness.as_json(settings),
        "headache_days": told["headache"],
        "migraine_days": told["migraine"],
        "aura_without_headache_days": told["aura_only"],
        "moderate_or_severe_days": told["moderate_or_severe"],
        "acute_medication_days": told["acute_medication"],
        "acute_days_by_class": {name: told[name] for name in ACUTE_CLASSES},
        "simple_analgesic_days": told["simple_analgesic"],
        "any_opioid_days": told["any_opioid"],
    }


def summaries(records: Records, *, as_of: date | None = None, period: Window | None = None) -> dict[str, Summary]:
    """The summary of each patient in `records`, read for all of them at once.

    `as_of` is the end of the data, by patient, unless an earlier day is asked for; `period` the last six windows ending
    there.
    """
    found: dict[str, Summary] = {}
    for part in records.parts(as_of):
        basis = part.basis(as_of)
        found |= _summaries(part, period or period_ending(basis.as_of), basis)
    return found


def _summaries(records: Records, period: Window, basis: Basis) -> dict[str, Summary]:
    windows = windows_within(period)
    months = calendar_months(period.first, period.last)
    last = windows_ending(period.last, CRITERIA_WINDOWS) if len(windows) < CRITERIA_WINDOWS else ()
    whole = Window(min(window.first for window in (*last, *months)), months[-1].last)
    with records.connect() as connection:
        cluster = with_cluster_headache_alone(connection, basis.patients)
        grid = day_grid(connection, whole, KINDS, basis)
    found = counts_in(grid, (period, *windows, *months, *last), basis)
    days = grid.part(period)
    judged = grid.part(Window(last[0].first, period.last)) if last else None
    return {
        patient: Summary(
            patient_id=patient,
            as_of=basis.as_of,
            settings=basis.settings,
            period=counts[0],
            windows=counts[1 : 1 + len(windows)],
            months=counts[1 + len(windows) : 1 + len(windows) + len(months)],
            days=days.row(place),
            judged=Judged(counts[-len(last) :], judged.row(place)) if judged else None,
            is_unmeasured=patient in cluster,
        )
        for place, (patient, counts) in enumerate(found.items())
    }
