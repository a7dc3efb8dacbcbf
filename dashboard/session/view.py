"""What a page knows of the chosen patient, read through the door and computed once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.basis import Basis
from analysis.counts.day_count import WindowCounts
from analysis.counts.moving_28 import KINDS, MovingDay, moving_28
from analysis.criteria.criterion import Criterion
from analysis.criteria.evidence import DaysBehind, evidence
from analysis.days.day_by_day import DayEntry, day_entries
from analysis.days.definitions import PROFILES
from analysis.days.grid import day_grid
from analysis.effect.finding import Effect
from analysis.effect.newest import newest, newest_effects
from analysis.records.patients import PatientFile, patient_file
from analysis.settings import Settings
from analysis.store import Action, Records
from analysis.summary import Summary, summaries
from analysis.windows import WINDOW_DAYS, Window, period_ending
from dashboard.sections.patient.first_screen import first_entry
from dashboard.session import address, reading


class Nothing(Exception):
    """There is nothing to show for what was chosen; the key is that of the words that say so."""

    def __init__(self, key: str, **dates: date) -> None:
        """Nothing to show, told by the texts `key` and `<key>-text` with `dates`."""
        super().__init__(key)
        self.key = key
        self.dates = dates


EXCLUDED_LEFT_OUT = "without"
"""What `excluded` in the address says where the days of excluded periods are left out of every figure."""

DIARY_DAYS = 13 * WINDOW_DAYS
"""Twelve 28-day windows and the run-up of the first."""

TREND_WINDOWS = 6
"""Windows that criteria and the answer of today take, whatever period is chosen."""
YEAR_WINDOWS = 12
"""Windows of the pictures of the first screen, whatever period is chosen."""


@dataclass(frozen=True)
class PatientView:
    """One patient as of one day, on one page."""

    records: Records
    patient_id: str
    as_of: date

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.records.settings

    @property
    def basis(self) -> Basis:
        """This patient, as of this day, by the settings in force."""
        return self.records.basis(self.as_of).of((self.patient_id,))

    @property
    def file(self) -> PatientFile:
        """Everything but the diary."""
        return reading.kept("file", self.records, (), self._file)

    def _file(self) -> PatientFile:
        with self.records.connect() as connection:
            return patient_file(connection, self.patient_id)

    def summary(self, period: Window) -> Summary:
        """The counts of a period, of its windows and of its calendar months."""
        return reading.kept("summary", self.records, (self.as_of, period), lambda: self._summary(period))

    def _summary(self, period: Window) -> Summary:
        return summaries(self.records, as_of=self.as_of, period=period)[self.patient_id]

    @property
    def recent(self) -> Summary:
        """The summary of the last six 28-day windows."""
        return self.summary(period_ending(self.as_of, TREND_WINDOWS * WINDOW_DAYS))

    @property
    def recent_windows(self) -> tuple[WindowCounts, ...]:
        """The last six 28-day windows, newest last."""
        return self.recent.windows

    @property
    def year(self) -> Summary:
        """The summary of the twelve 28-day windows that the first screen and its chart show."""
        return self.summary(period_ending(self.as_of, YEAR_WINDOWS * WINDOW_DAYS))

    @property
    def newest_effect(self) -> Effect | None:
        """The effect of the newest treatment; None without any."""
        return newest(self.newest_effects)

    @property
    def newest_effects(self) -> tuple[Effect, ...]:
        """The effect of the newest treatment, and of the last step of its dose, without bounds; empty without any."""
        return reading.kept("newest effect", self.records, self.as_of, self._newest_effects)

    def _newest_effects(self) -> tuple[Effect, ...]:
        return newest_effects(self.records, self.basis).get(self.patient_id, ())

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the last six 28-day windows say of every rule that a diary can answer."""
        return reading.kept("criteria", self.records, self.as_of, lambda: self.recent.criteria)

    @property
    def evidence(self) -> dict[str, tuple[DaysBehind, ...]]:
        """The days behind each criterion, by rule."""
        return reading.kept("evidence", self.records, self.as_of, lambda: evidence(self.criteria, self.recent.days))

    def entries(self, period: Window) -> list[DayEntry]:
        """Every day of a period."""
        whole = self._diary_span()
        if period.first < whole.first or period.last > whole.last:
            return reading.kept("entries", self.records, (self.as_of, period), lambda: self._entries(period))
        diary = reading.kept("diary", self.records, self.as_of, lambda: self._entries(whole))
        first = (period.first - whole.first).days
        return diary[first : first + period.days]

    def _diary_span(self) -> Window:
        """The days that the page's parts ask for again and again, read once: the last six windows, with a run-up."""
        return period_ending(self.as_of, DIARY_DAYS)

    def _entries(self, period: Window) -> list[DayEntry]:
        with self.records.connect() as connection:
            return day_entries(connection, self.file.patient, period, self.basis)

    @property
    def newest_entries(self) -> list[DayEntry]:
        """The days that the first screen tells of one by one: they alone are read for it."""
        period = Window(first_entry(self.file, self.as_of), self.as_of)
        return reading.kept("newest entries", self.records, self.as_of, lambda: self._entries(period))

    @property
    def has_a_filled_day(self) -> bool:
        """Whether any day of the diary was filled in by the as-of date."""
        enrolled_on = self.file.patient.enrolled_on
        if enrolled_on > self.as_of:
            return False
        if any(window.completeness.filled for window in self.recent_windows):
            return True
        return bool(self.summary(Window(enrolled_on, self.as_of)).period.completeness.filled)

    def require_a_filled_day(self) -> None:
        """Raises Nothing where no day of the diary was filled in by the as-of date."""
        enrolled_on = self.file.patient.enrolled_on
        if not self.has_a_filled_day:
            raise Nothing("not-yet-patient" if enrolled_on > self.as_of else "empty-diary", date=enrolled_on)

    def moving(self, period: Window) -> tuple[MovingDay, ...]:
        """The moving 28-day figure of each day of a period."""
        return reading.kept("moving", self.records, (self.as_of, period), lambda: self._moving(period))

    def _moving(self, period: Window) -> tuple[MovingDay, ...]:
        with_run_up = Window(period.first - timedelta(days=WINDOW_DAYS - 1), period.last)
        with self.records.connect() as connection:
            return moving_28(day_grid(connection, with_run_up, KINDS, self.basis), self.basis)


def patient_view(page: str, patient_id: str, asked: date | None) -> PatientView:
    """The view of a patient for a page, as of `asked`, or of the end of the data, counted as the address asks."""
    entered = reading.records(Action.READ, page, (patient_id,))
    counted = address.read("excluded") != EXCLUDED_LEFT_OUT
    settings = replace(entered.settings, profile=profile_in_force(), count_excluded=counted)
    end = entered.as_of
    return PatientView(entered.under(settings), patient_id, min(asked or end, end))


def profile_in_force() -> str:
    """The definition of a migraine day that the address asks for, else the clinic's."""
    return address.read_choice("definition", tuple(PROFILES), clinics_profile())


def clinics_profile() -> str:
    """The definition that the clinic has set."""
    return reading.store().settings().profile
