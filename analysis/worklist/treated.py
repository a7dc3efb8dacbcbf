"""The running and planned treatments of a whole clinic with the windows that the list asks about.

Only headache days are counted, and nothing is estimated: `effects` would tell much more, and take minutes for a large
clinic where this takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Integer, Subquery, func, literal, or_, select, union_all

from analysis.counting import counted, listed_windows
from analysis.counts import Completeness, DayCount, WindowCounts
from analysis.days import days_in_force
from analysis.effect.episodes import Episode, episodes
from analysis.patients import Treatment
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, windows_from_first_dose

KIND = "headache"
"""The kind of day that is counted: the one that every diary tells."""
MOST_DAYS = 3 * 364
"""Days before as-of that are looked at: three years."""

Numbers = Sequence[int]
"""The numbers that `counting.counted` has of a window: days, inside, inside_open, filled, filled_open, and of KIND."""


@dataclass(frozen=True)
class Treated:
    """One treatment episode of a patient: its baseline, and the windows from first dose that have begun."""

    episode: Episode
    as_of: date
    settings: Settings
    baseline: WindowCounts
    windows: tuple[WindowCounts, ...]

    @property
    def primary(self) -> WindowCounts | None:
        """The window in which the effect is judged; None until it has begun."""
        return next((one for one in self.windows if one.window.label == self.episode.primary), None)


def treated(
    connection: Connection, treatments: Mapping[str, Sequence[Treatment]], as_of: date, settings: Settings
) -> dict[str, list[Treated]]:
    """The treatments that run or are planned at `as_of`, of each patient who has any, counted in one statement."""
    running = [(patient, one) for patient, some in treatments.items() for one in _running(some, as_of)]
    if not running:
        return {}
    first = min(one.baseline.first for _, one in running)
    period = Window(min(max(first, as_of - timedelta(days=MOST_DAYS)), as_of), as_of)
    counts = _counts(connection, [(patient, _span(one, as_of)) for patient, one in running], period, settings)
    found: dict[str, list[Treated]] = {}
    for (patient, one), counted_windows in zip(running, counts, strict=True):
        before, *since = (_window_counts(window, counted_windows) for window in (one.baseline, *_windows(one, period)))
        found.setdefault(patient, []).append(Treated(one, as_of, settings, before, tuple(since)))
    return found


def _running(treatments: Sequence[Treatment], as_of: date) -> list[Episode]:
    """The episodes that count at `as_of` or begin later; an end or a dose after it is not seen."""
    if not any(one.started_on > as_of or one.runs_on(as_of) for one in treatments):
        return []
    found = episodes([one.as_known(as_of) for one in treatments])
    return [one for one in found if one.first_dose > as_of or one.covers(as_of)]


def _windows(episode: Episode, period: Window) -> list[Window]:
    """The windows from first dose that have begun, as long as the treatment counted, within the period."""
    begun = windows_from_first_dose(episode.first_dose, period.last)
    return [window for window in begun if episode.covers(window.first) and window.first >= period.first]


def _span(episode: Episode, as_of: date) -> Window:
    """From the first day of the baseline on, until as-of where that is later."""
    return Window(episode.baseline.first, max(episode.baseline.first, as_of))


def _counts(
    connection: Connection, spans: Sequence[tuple[str, Window]], period: Window, settings: Settings
) -> list[dict[date, Numbers]]:
    """For each span of a patient the numbers of its windows of 28 days, by their first day."""
    days = days_in_force(settings, patients=sorted({patient for patient, _ in spans}), period=period, kinds=(KIND,))
    most = max(-(-span.days // WINDOW_DAYS) for _, span in spans)
    statement = counted(
        _cut(listed_windows(spans), most, period),
        days,
        as_of=period.last,
        lock_days=settings.lock_days,
        count_excluded=settings.count_excluded,
        kinds=(KIND,),
    )
    found: list[dict[date, Numbers]] = [{} for _ in spans]
    for row in connection.execute(statement):
        span, place = divmod(row.position, most)
        found[span][spans[span][1].first + timedelta(days=WINDOW_DAYS * place)] = tuple(row)[2:]
    return found


def _cut(spans: Subquery, most: int, period: Window) -> Subquery:
    """The spans cut into at most `most` windows of 28 days each, in the columns of `fixed_windows`.

    Of the first window, the baseline, only the days within the period are counted; of the others only those that begin
    in it.
    """
    places = union_all(*(select(literal(place, Integer).label("place")) for place in range(most))).subquery("places")
    first = spans.c.first_day + WINDOW_DAYS * places.c.place
    begin = period.first.toordinal()
    return (
        select(
            spans.c.patient_id,
            (spans.c.position * most + places.c.place).label("position"),
            func.greatest(first, begin).label("first_day"),
            (first + WINDOW_DAYS - 1).label("last_day"),
        )
        .select_from(spans.join(places, first <= spans.c.last_day))
        .where(or_(places.c.place == 0, first >= begin))
        .subquery("windows")
    )


def _window_counts(window: Window, counted_windows: Mapping[date, Numbers]) -> WindowCounts:
    """The window's days by state, and its headache days; days before the period or after as-of are outside."""
    _, inside, inside_open, filled, filled_open, observed, unknown = counted_windows[window.first]
    still_open = inside_open - filled_open
    days = Completeness(filled, still_open, inside - filled - still_open, WINDOW_DAYS - inside)
    return WindowCounts(window, days, {KIND: DayCount(observed, days.unfilled, unknown, filled)})
