"""What dose was on when: the rows of a treatment and the recorded doses claim it, each from its day on.

A row claims its dose where it differs from that of the row before it, from the first dose given on it; a recorded dose
claims what was given, and goes before a row of the same day. What is not known claims nothing. The labelled loading
dose is no dose of its own (WIN-8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.drugs.amounts import Amount, amount, is_same_amount
from analysis.drugs.regimens import is_loading_dose
from analysis.episodes.intervals import is_same_interval
from analysis.episodes.pauses import tolerated_days
from analysis.episodes.spans import ROW, OfDrug, Span
from analysis.records.treatments import UNKNOWN, GivenDose


@dataclass(frozen=True)
class Dose:
    """A dose as written, the recorded interval, and the name of the drug in the row that tells it."""

    drug: str
    dose: float | None
    dose_unit: str | None
    recorded: int | None

    @property
    def amount(self) -> Amount | None:
        """The dose however it was written."""
        return amount(self.dose, self.dose_unit)

    def is_same(self, other: Dose) -> bool:
        """Whether the two are the same as far as is known."""
        return is_same_amount(self.amount, other.amount) and is_same_interval(self.recorded, other.recorded)

    def filled_from(self, other: Dose) -> Dose:
        """With what the other knows of the same dose."""
        told = self if self.dose is not None else replace(self, dose=other.dose, dose_unit=other.dose_unit)
        if told.dose_unit is None and other.dose == told.dose:
            told = replace(told, dose_unit=other.dose_unit)
        return told if told.recorded else replace(told, recorded=other.recorded)


@dataclass(frozen=True)
class Claim:
    """A dose from a day on; `given` tells that it was recorded as given, not only written in a row."""

    day: date
    dose: Dose
    given: bool


def dose_of(span: Span) -> Dose:
    """The dose that a span is written with."""
    return Dose(span.drug, span.dose, span.dose_unit, span.recorded)


def claims(first: date, spans: Sequence[Span], given: Sequence[GivenDose], of: OfDrug) -> list[Claim]:
    """The claims of these spans, which go on without a pause from `first`, and of the doses given; one a day."""
    by_day: dict[date, list[Claim]] = {}
    for claim in (*_of_rows(first, spans, given, of), *_of_doses(spans, given, of)):
        by_day.setdefault(claim.day, []).append(claim)
    return [_decisive(by_day[day], of) for day in sorted(by_day)]


def _of_rows(first: date, spans: Sequence[Span], given: Sequence[GivenDose], of: OfDrug) -> Iterator[Claim]:
    rows = [span for span in spans if span.kind == ROW]
    known: Dose | None = None
    for span in rows:
        told = dose_of(span)
        is_new = known is not None and not known.is_same(told)
        if known is None or is_new or (known.dose is None and told.dose is not None):
            yield Claim(first if known is None and span is spans[0] else _begun(span, given, of), told, given=False)
        known = told if known is None or is_new else known.filled_from(told)
    yield from _gone_back_to(rows)


def _begun(span: Span, given: Sequence[GivenDose], of: OfDrug) -> date:
    """The first dose given on a row within its first interval; else its first day."""
    end = span.first + timedelta(days=of.days_to_first(span))
    return next((dose.given_on for dose in given if span.first <= dose.given_on < end), span.first)


def _gone_back_to(rows: Sequence[Span]) -> Iterator[Claim]:
    """The dose of a longer row again, on the day after a shorter one of another dose within it."""
    for row in rows:
        if row.last is None:
            continue
        day = row.last + timedelta(days=1)
        in_force = next((one for one in reversed(rows) if one.covers(day)), None)
        if in_force is None or in_force.last is None or in_force.first > row.first:
            continue
        if not dose_of(in_force).is_same(dose_of(row)):
            yield Claim(day, dose_of(in_force), given=False)


def _of_doses(spans: Sequence[Span], given: Sequence[GivenDose], of: OfDrug) -> Iterator[Claim]:
    named = next((span.drug for span in spans if span.kind == ROW), spans[0].drug)
    for dose in given:
        if dose.amount is not None and not (dose is given[0] and _may_load(dose, spans[0], of)):
            yield Claim(dose.given_on, Dose(named, dose.dose, dose.dose_unit, None), given=True)


def _may_load(dose: GivenDose, opening: Span, of: OfDrug) -> bool:
    """Whether the first dose told may be the first given, and is the loading dose of what an undated row says."""
    if opening.start_known != UNKNOWN or opening.amount is None or dose.amount is None:
        return False
    return is_loading_dose(of.substance, dose.amount, opening.amount)


def _decisive(told: Sequence[Claim], of: OfDrug) -> Claim:
    """The claim of a day: of what was given, unless that is the loading dose of what the row says; else the row's."""
    *_, last = told
    written = [claim for claim in told if not claim.given]
    if last.given and written:
        row, was_given = written[-1].dose, last.dose
        if row.amount and was_given.amount and is_loading_dose(of.substance, was_given.amount, row.amount):
            return written[-1]
        return replace(last, dose=replace(was_given, drug=row.drug, recorded=row.recorded))
    return last


@dataclass(frozen=True)
class Segment:
    """A dose from `first` on, until the next segment begins."""

    first: date
    dose: Dose


def segments(
    first: date, last: date | None, begun_with: Dose, told: Sequence[Claim], given: Sequence[GivenDose], of: OfDrug
) -> list[Segment]:
    """The doses from `first` to `last`, one after the other; `begun_with` stands for what nothing claims."""
    found = [Segment(first, begun_with)]
    for claim in told:
        if last is not None and claim.day > last:
            break
        now = found[-1]
        if claim.day <= first:
            same = now.dose.is_same(claim.dose)
            found[-1] = replace(now, dose=now.dose.filled_from(claim.dose) if same else _of_drug(claim, now))
        elif now.dose.is_same(claim.dose):
            found[-1] = replace(now, dose=now.dose.filled_from(claim.dose))
        elif len(found) == 1 and _was_loading(now, claim, given, of):
            found[-1] = replace(now, dose=_of_drug(claim, now))
        else:
            found.append(Segment(claim.day, _of_drug(claim, now)))
    return found


def _of_drug(claim: Claim, before: Segment) -> Dose:
    """The dose claimed; a dose that was given keeps the name and the interval of the row it was given in."""
    if not claim.given:
        return claim.dose
    return replace(claim.dose, drug=before.dose.drug, recorded=claim.dose.recorded)


def _was_loading(now: Segment, claim: Claim, given: Sequence[GivenDose], of: OfDrug) -> bool:
    """Whether the dose so far was the labelled loading dose, given once as far as is known.

    A dose whose amount is not known, between it and the claim, is of the dose that follows, as the label has it.
    """
    before, after = now.dose.amount, claim.dose.amount
    if before is None or after is None or not is_loading_dose(of.substance, before, after):
        return False
    before_claim = [dose for dose in given if now.first <= dose.given_on < claim.day]
    interval = of.lasting(claim.dose.recorded or now.dose.recorded, after)
    if not before_claim:
        return (claim.day - now.first).days <= interval + tolerated_days(interval)
    return all(dose.amount is None for dose in before_claim[1:])
