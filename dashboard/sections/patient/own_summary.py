"""A patient's own summary in plain words: the same figures as the clinic sees, without classes, limits and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.counts.day_count import WindowCounts
from analysis.records.patients import PatientFile
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.patient.treatments import courses_of
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, day_range
from dashboard.texts import Words


def filled(latest: WindowCounts, age: str, words: Words) -> Section:
    """How old the figures are where they are; how many of the last 28 days were filled in, and had headache."""
    completeness, count = latest.completeness, latest["headache"]
    days = range_text(count) if count.told else NO_NUMBER
    sentences = (
        words("own-days-filled", filled=completeness.filled, inside=completeness.inside),
        f"{words('own-column-headache')}: {days}",
    )
    return Section("own_summary", words("own-summary"), tuple(filter(None, (age, *sentences))))


def frequency(windows: Sequence[WindowCounts], words: Words) -> Section:
    """The windows of the last year, newest first, as a table: each number with its range."""
    kept = [one for one in reversed(windows) if one.completeness.inside]
    table = pd.DataFrame(
        {
            words("own-column-period"): [day_range(one.window, words) for one in kept],
            words("own-column-headache"): [_days(one, "headache") for one in kept],
            words("own-column-taken"): [_days(one, "acute_medication") for one in kept],
            words("own-column-filled"): [f"{one.completeness.filled} / {one.completeness.inside}" for one in kept],
        }
    )
    return Section("own_frequency", words("own-frequency"), table=table)


def _days(counts: WindowCounts, kind: str) -> str:
    return range_text(counts[kind]) if counts[kind].told else NO_NUMBER


def care(file: PatientFile, as_of: date, words: Words) -> Section:
    """Own preventive treatments, and the last and the next visit."""
    return Section("own_care", words("own-treatments"), tuple(_care(file, as_of, words)))


def _care(file: PatientFile, as_of: date, words: Words) -> Iterator[str]:
    found = [one for one in courses_of(file, as_of) if one.first.first_dose <= as_of]
    for one in found:
        drug = one.on(as_of).drug
        if one.runs_on(as_of):
            known = one.first.has_known_start
            yield words("own-treatment-running", drug=drug, date=words.date(one.first.first_dose)) if known else drug
        elif one.last.last_day:
            yield words("own-treatment-ended", drug=drug, date=words.date(one.last.last_day))
    if not found:
        yield words("own-no-treatment")
    before, following = file.last_visit(as_of), file.next_visit(as_of)
    if before:
        yield words("own-visit-last", date=words.date(before.date))
    if following:
        yield words("own-visit-next", date=words.date(following.date))
