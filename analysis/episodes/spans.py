"""When a preventive was on, from the rows of its treatment and its single doses together.

A span is a row, a session written as a row (a day that is its own start and stop: what was given then lasts its
interval), or a dose that no row speaks of. A dose before the first day of a row by EARLY_DAYS or less belongs to the
row; one dose earlier than that is set aside, since it may be a slip of the pen; two doses or more are a treatment.
Doses after a recorded stop tell that the treatment went on: a dose that was given is certain, a stop may have been
meant for a row that was renewed, or for a plan that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.drugs.amounts import Amount, amount, is_same_amount
from analysis.episodes.intervals import is_same_interval, lasting_days, told_by_doses
from analysis.episodes.pauses import leaves_one_out, longest_apart
from analysis.records.treatments import DAY, MONTH, UNKNOWN, GivenDose, Treatment

EARLY_DAYS = 14
"""A dose at most this many days before the recorded start is the first dose (local setting)."""
ROW, SESSION, DOSE, UNREAD = "row", "session", "dose", "unread"
"""What tells a span; UNREAD: a dose that could not be read, by which what had ended may have been begun again."""


@dataclass(frozen=True)
class Span:
    """A time on a drug: `last` None: it goes on. `interval` are the days a dose counts, `recorded` those of the row."""

    kind: str
    drug: str
    first: date
    last: date | None
    dose: float | None
    dose_unit: str | None
    interval: int
    recorded: int | None = None
    stop_reason: str | None = None
    start_known: str = DAY

    @property
    def amount(self) -> Amount | None:
        """The dose however it was written."""
        return amount(self.dose, self.dose_unit)

    @property
    def latest_start(self) -> date:
        """The last day on which it can have begun."""
        if self.start_known != MONTH:
            return self.first
        return (self.first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def covers(self, day: date) -> bool:
        """Whether it was on on this day."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def order(self) -> tuple[object, ...]:
        """What spans are sorted by, so that the order of rows does not matter, nor which name of the drug each has."""
        return (
            self.first,
            self.last or date.max,
            self.kind,
            *_size(self.amount),
            self.recorded or 0,
            self.stop_reason or "",
            self.drug,
            self.dose_unit or "",
        )


@dataclass(frozen=True)
class OfDrug:
    """The records of one drug of one patient: spans by first day, doses by day (one a day), and those set aside.

    `after_stop` are doses after a recorded stop, each with that stop; `without_row` doses that no row speaks of;
    `before_start` doses before a row, from which its treatment is counted. `unread` are the days of doses of which more
    is not known, None of one whose day is not: any of them may be of this drug.
    """

    key: str
    substance: str | None
    family: str | None
    usual: int | None
    told: int | None
    spans: tuple[Span, ...]
    doses: tuple[GivenDose, ...]
    set_aside: tuple[date, ...] = ()
    after_stop: tuple[tuple[date, date], ...] = ()
    without_row: tuple[date, ...] = ()
    before_start: tuple[date, ...] = ()
    unread: tuple[date | None, ...] = ()

    def unread_within(self, first: date, last: date | None) -> int:
        """How many doses that could not be read may have been given from the one day to the other."""
        return sum(day is None or (first <= day and (last is None or day <= last)) for day in self.unread)

    def days_to_first(self, span: Span) -> int:
        """Within how many days of its start the first dose told is the first given, since the next takes an interval.

        Half of it where one that could not be read may be the first.
        """
        earliest = span.first - timedelta(days=EARLY_DAYS)
        return span.interval // 2 if self.unread_within(earliest, None) else span.interval

    def lasting(self, recorded: int | None, dose: Amount | None) -> int:
        """For how many days a dose of the drug counts."""
        return lasting_days(recorded, self.told, dose, self.substance, self.usual)


def of_drug(
    key: str,
    treatments: Sequence[Treatment],
    doses: Sequence[GivenDose],
    as_of: date | None,
    unread: tuple[date | None, ...] = (),
) -> OfDrug:
    """The spans of one drug from its rows and doses as known at `as_of` (None: everything is seen, and goes on)."""
    rows = sorted(treatments, key=_row_order)
    known = rows[0] if rows else doses[0]
    sessions = [row for row in rows if _may_be_session(row, rows)]
    given = {dose.given_on: dose for dose in sorted(doses, key=_dose_order)}
    days = {*given, *(row.started_on for row in sessions)}
    told = told_by_doses(days, known.substance, known.usual_interval_days)
    found = OfDrug(key, known.substance, known.family, known.usual_interval_days, told, (), (), unread=unread)
    spans = [_span(row, row in sessions, found) for row in rows]
    for span in spans:
        if span.kind == SESSION and span.first not in given:
            given[span.first] = _dose_of(span, found)
    in_time = tuple(given[day] for day in sorted(given))
    closed = tuple(_closed_by_steps(sorted(spans, key=_order)))
    return _with_loose_doses(replace(found, spans=closed, doses=in_time), as_of)


def _closed_by_steps(spans: Sequence[Span]) -> Iterator[Span]:
    """A row that goes on is taken to have ended where one of another dose follows it: nobody closed it."""
    for place, span in enumerate(spans):
        later = (one for one in spans[place + 1 :] if one.kind == ROW and not _is_same_dose(span, one))
        step = next(later, None) if span.kind == ROW and span.last is None else None
        yield replace(span, last=max(span.first, step.first - timedelta(days=1))) if step else span


def _is_same_dose(one: Span, other: Span) -> bool:
    return is_same_amount(one.amount, other.amount) and is_same_interval(one.recorded, other.recorded)


def _order(span: Span) -> tuple[object, ...]:
    return span.order


def _row_order(row: Treatment) -> tuple[object, ...]:
    told = (row.interval_days or 0, row.stop_reason or "")
    return (row.started_on, row.stopped_on or date.max, *_size(row.amount), *told, row.drug, row.dose_unit or "")


def _dose_order(dose: GivenDose) -> tuple[object, ...]:
    """Of two doses of a day, under two names of the drug, the last in this order counts: the larger one known."""
    return (dose.given_on, dose.dose is not None, *_size(dose.amount), dose.drug, dose.dose_unit or "")


def _size(told: Amount | None) -> tuple[float, str]:
    """How much it is, however the unit is written."""
    return (0.0, "") if told is None else (told.number, told.measure or "")


def _may_be_session(row: Treatment, rows: Sequence[Treatment]) -> bool:
    """Whether a row is a day without a reason for its end: by itself or within a longer row, no renewal beside one."""
    if row.stopped_on != row.started_on or row.stop_reason or row.start_known != DAY:
        return False
    near = timedelta(days=1)
    others = [other for other in rows if other.stopped_on != other.started_on]
    if any(other.started_on <= row.started_on <= (other.stopped_on or date.max) for other in others):
        return True
    return not any(
        row.started_on + near == other.started_on or row.started_on - near == other.stopped_on for other in others
    )


def _span(row: Treatment, is_session: bool, of: OfDrug) -> Span:
    interval = of.lasting(row.interval_days, row.amount)
    lasts = is_session and interval > 1
    return Span(
        kind=SESSION if lasts else ROW,
        drug=row.drug,
        first=row.started_on,
        last=row.started_on + timedelta(days=interval - 1) if lasts else row.stopped_on,
        dose=row.dose,
        dose_unit=row.dose_unit,
        interval=interval,
        recorded=row.interval_days,
        stop_reason=row.stop_reason,
        start_known=row.start_known,
    )


def _dose_of(span: Span, of: OfDrug) -> GivenDose:
    return GivenDose(span.drug, of.substance, of.family, span.first, span.dose, span.dose_unit, of.usual)


def _with_loose_doses(found: OfDrug, as_of: date | None) -> OfDrug:
    """With a span for each dose that no row speaks of, and open ends where the last dose still counts."""
    loose = [dose for dose in found.doses if not _belongs(dose.given_on, found.spans)]
    is_preventive = found.family is not None or found.substance is None
    if not found.spans and not is_preventive:
        return replace(found, doses=())
    aside: list[date] = []
    after: list[tuple[date, date]] = []
    without: list[date] = []
    before: list[date] = []
    for run in _runs(loose, found):
        days = [dose.given_on for dose in run]
        stop = _stop_before(days[0], found.spans)
        if stop is not None:
            after += [(day, stop) for day in days]
        elif not _leads_to_a_row(run[-1], found):
            without += days
        elif len(run) == 1:
            aside += days
        else:
            before += days
    spans = [*found.spans, *(_loose(dose, found) for dose in loose if dose.given_on not in aside)]
    return replace(
        found,
        spans=tuple(sorted(_with_open_ends(spans, found, as_of), key=_order)),
        doses=tuple(dose for dose in found.doses if dose.given_on not in aside),
        set_aside=tuple(aside),
        after_stop=tuple(after),
        without_row=tuple(without),
        before_start=tuple(before),
    )


def _belongs(day: date, spans: Iterable[Span]) -> bool:
    """Whether a row or session covers the day, or a row began a few days later."""
    early = timedelta(days=EARLY_DAYS)
    return any(span.covers(day) or (span.kind == ROW and day < span.first <= day + early) for span in spans)


def _runs(doses: Sequence[GivenDose], of: OfDrug) -> Iterator[list[GivenDose]]:
    """Doses one after the other, none of which leaves one out entirely."""
    run: list[GivenDose] = []
    for dose in doses:
        if run and _is_left_out(run[-1].given_on, dose.given_on, of.lasting(None, run[-1].amount), of):
            yield run
            run = []
        run.append(dose)
    if run:
        yield run


def _stop_before(day: date, spans: Iterable[Span]) -> date | None:
    """The recorded stop of the last row that ended before the day, unless a session came after it; None without."""
    ended = [(span.last, span.kind) for span in spans if span.last is not None and span.last < day]
    last, kind = max(ended, default=(None, DOSE))
    return last if kind == ROW else None


def _leads_to_a_row(dose: GivenDose, of: OfDrug) -> bool:
    """Whether a row begins after the dose without a pause between them."""
    first = min((span.first for span in of.spans if span.kind == ROW and span.first > dose.given_on), default=None)
    if first is None:
        return False
    return not _is_left_out(dose.given_on, first, of.lasting(None, dose.amount), of)


def _is_left_out(first: date, last: date, interval: int, of: OfDrug) -> bool:
    """Whether from one dose to the next, or to a later day, one was left out entirely for certain."""
    return leaves_one_out(first, last, interval, of.unread)


def _loose(dose: GivenDose, of: OfDrug) -> Span:
    interval = of.lasting(None, dose.amount)
    last = dose.given_on + timedelta(days=interval - 1)
    return Span(DOSE, dose.drug, dose.given_on, last, dose.dose, dose.dose_unit, interval)


def _with_open_ends(spans: Sequence[Span], of: OfDrug, as_of: date | None) -> list[Span]:
    """What is known by its doses alone goes on until one was left out entirely: at first it may only be late."""
    told = [span for span in spans if span.kind != ROW]
    if not told:
        return list(spans)
    newest = max(told, key=_order)
    if as_of is None or not _is_left_out(newest.first, as_of, newest.interval, of):
        return [replace(span, last=None) if span is newest else span for span in spans]
    is_in_a_row = any(span.kind == ROW and (span.last is None or span.last >= newest.first) for span in spans)
    return [*spans, *([] if is_in_a_row else _begun_again(newest, of, as_of))]


def _begun_again(newest: Span, of: OfDrug, as_of: date) -> Iterator[Span]:
    """From the first dose that could not be read and may count still: nothing is told to have ended for good then."""
    since = as_of - timedelta(days=longest_apart(newest.interval))
    days = [day or since for day in of.unread if day is None or since <= day <= as_of]
    if days:
        yield Span(UNREAD, newest.drug, min(days), None, None, None, newest.interval, start_known=UNKNOWN)


def is_paused(last: date, first: date, interval: int, unread: Sequence[date | None] = ()) -> bool:
    """Whether so long a time lies between the last day of one span and the first of the next that it is a pause.

    For certain: where doses that could not be read may lie between them, on these days, or None: on any day.
    """
    return leaves_one_out(last - timedelta(days=interval - 1), first, interval, unread)
