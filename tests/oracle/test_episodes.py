"""Episodes of drawn treatments: against a calendar told day by day, and laws that hold however rows are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.episodes.courses import courses
from analysis.episodes.episode import Beginning, Episode
from analysis.episodes.making import episodes
from analysis.records.treatments import GivenDose, Recorded, Treatment
from tests.oracle.twin_of_episodes import LAST, Row, told

START = date(2026, 1, 5)
AS_OF = date(2028, 1, 5)
EXAMPLES = settings(max_examples=100, deadline=None)
DRUGS = {
    "Aimovig": ("erenumab", "cgrp_antibody", 28),
    "erenumab": ("erenumab", "cgrp_antibody", 28),
    "Ajovy": ("fremanezumab", "cgrp_antibody", 28),
    "Emgality": ("galcanezumab", "cgrp_antibody", 28),
    "Botox": ("botulinum toxin type a", "botulinum_toxin", 84),
    "Topiramat": ("topiramate", "antiepileptic", 1),
    "Nymab": (None, None, None),
}
GAPS = (-60, -20, -1, 0, 1, 2, 8, 9, 10, 35, 36, 37, 84, 98, 99)
"""Days from the last day of a row to the first of the next: within it, at once, at the limits of a pause."""
LENGTHS = (0, 1, 13, 27, 28, 60, 84, 200)
APART = (1, 7, 27, 28, 28, 28, 29, 35, 56, 62, 63, 64, 84, 85, 98)


def day(number: int) -> date:
    return START + timedelta(days=number)


def treatment(drug: str, first: int, last: int | None, **told_of: object) -> Treatment:
    substance, family, usual = DRUGS[drug]
    row = Treatment(drug, substance, family, day(first), None if last is None else day(last), None, None, None, None)
    return replace(row, usual_interval_days=usual, **told_of)  # type: ignore[arg-type]


def given_dose(drug: str, number: int, dose: float | None = None) -> GivenDose:
    substance, family, usual = DRUGS[drug]
    return GivenDose(drug, substance, family, day(number), dose, "mg", usual)


@st.composite
def rows_of_one_drug(draw: st.DrawFn) -> list[Row]:
    """Rows of which only the one begun last may go on, each of another first day, and longer than a day."""
    found: dict[int, Row] = {}
    last = 0
    for _ in range(draw(st.integers(1, 5))):
        first = max(last + draw(st.sampled_from(GAPS)), 0)
        last = first + draw(st.sampled_from(LENGTHS[1:]))
        found[first] = Row(first, last, draw(st.sampled_from([None, 70.0, 70.0, 140.0])))
    newest = max(found)
    if draw(st.booleans()):
        found[newest] = replace(found[newest], last=None)
    return [found[first] for first in sorted(found)]


@st.composite
def doses_within(draw: st.DrawFn, rows: list[Row]) -> dict[int, float | None]:
    """Doses on days that a row covers."""
    found: dict[int, float | None] = {}
    number = rows[0].first + draw(st.sampled_from([0, 0, 3, 27, 28]))
    for apart in draw(st.lists(st.sampled_from(APART), max_size=6)):
        if any(row.covers(number) for row in rows):
            found[number] = draw(st.sampled_from([None, None, 70.0, 140.0]))
        number += apart
    return found


@EXAMPLES
@given(st.data(), st.sampled_from([1, 28, 84]))
def test_the_courses_of_one_drug_are_those_of_a_calendar(data: st.DataObject, interval: int) -> None:
    rows = data.draw(rows_of_one_drug())
    doses = data.draw(doses_within(rows))
    known = Recorded(
        tuple(
            treatment("Nymab", row.first, row.last, dose=row.dose, dose_unit="mg", interval_days=interval)
            for row in rows
        ),
        tuple(given_dose("Nymab", number, dose) for number, dose in doses.items()),
    )
    found = [
        [(step.dose, (step.first_dose - START).days, _number(step.last_day)) for step in course.steps]
        for course in courses(episodes(known))
    ]
    assert found == told(rows, doses, interval)


def _number(last: date | None) -> int | None:
    return None if last is None or last >= day(LAST) else (last - START).days


@st.composite
def recorded(draw: st.DrawFn) -> Recorded:
    """Anything that may be recorded of a patient: rows and doses of several drugs, within and outside of each other."""
    rows = {}
    last = 0
    for _ in range(draw(st.integers(0, 5))):
        first = max(last + draw(st.sampled_from(GAPS)), 0)
        length = draw(st.sampled_from((None, *LENGTHS)))
        last = first if length is None else first + length
        drug = draw(st.sampled_from(sorted(DRUGS)))
        rows[drug, first] = treatment(
            drug,
            first,
            None if length is None else last,
            dose=draw(st.sampled_from([None, 70.0, 120.0, 240.0, 675.0])),
            dose_unit=draw(st.sampled_from(["mg", "mg", None])),
            interval_days=draw(st.sampled_from([None, None, 28, 30, 84])),
            stop_reason=None if length is None else draw(st.sampled_from([None, "no_effect"])),
            start_known=draw(st.sampled_from(["day", "day", "day", "month"])),
        )
    doses = {}
    number = draw(st.sampled_from([0, 10, 40]))
    for apart in draw(st.lists(st.sampled_from(APART), max_size=8)):
        drug = draw(st.sampled_from(sorted(DRUGS)))
        doses[drug, number] = given_dose(drug, number, draw(st.sampled_from([None, 70.0, 240.0, 675.0])))
        number += apart
    return Recorded(tuple(rows.values()), tuple(doses.values()))


@EXAMPLES
@given(recorded(), st.data())
def test_the_order_of_rows_does_not_matter(known: Recorded, data: st.DataObject) -> None:
    rows, doses = data.draw(st.permutations(known.treatments)), data.draw(st.permutations(known.doses))
    assert episodes(Recorded(tuple(rows), tuple(doses)), AS_OF) == episodes(known, AS_OF)


@EXAMPLES
@given(recorded(), st.data())
def test_a_row_split_into_renewals_changes_nothing(known: Recorded, data: st.DataObject) -> None:
    long = [row for row in known.treatments if row.stopped_on is None or (row.stopped_on - row.started_on).days >= 4]
    if not long:
        return
    row = data.draw(st.sampled_from(long))
    days = 30 if row.stopped_on is None else (row.stopped_on - row.started_on).days - 2
    cut = row.started_on + timedelta(days=data.draw(st.integers(1, days)))
    renewals = (
        replace(row, stopped_on=cut, stop_reason=None),
        replace(row, started_on=cut + timedelta(days=1), start_known="day"),
    )
    others = tuple(one for one in known.treatments if one is not row)
    meanwhile = row.started_on, cut + timedelta(days=1)
    if any(one.key == row.key and meanwhile[0] <= one.started_on <= meanwhile[1] for one in others):
        return  # what begins meanwhile may end a row that nobody closed
    assert episodes(replace(known, treatments=(*others, *renewals)), AS_OF) == episodes(known, AS_OF)


@EXAMPLES
@given(recorded(), st.data())
def test_another_writing_of_the_unit_changes_nothing(known: Recorded, data: st.DataObject) -> None:
    units = st.sampled_from(["MG", "mg/dag", "milligram", " Mg", "mg per dag"])

    def otherwise(row: Treatment) -> Treatment:
        if row.dose is None or row.dose_unit is None:
            return row
        if data.draw(st.booleans()):
            return replace(row, dose=row.dose / 1000, dose_unit="g")
        return replace(row, dose_unit=data.draw(units))

    written = Recorded(tuple(map(otherwise, known.treatments)), known.doses)
    assert [_without_writing(one) for one in episodes(written, AS_OF)] == [
        _without_writing(one) for one in episodes(known, AS_OF)
    ]


def _without_writing(episode: Episode) -> Episode:
    """Without what may be taken from either of two rows of the same days: the name as well."""
    return replace(episode, drug=episode.key, dose=None, dose_unit=None, remarks=())


@EXAMPLES
@given(recorded())
def test_every_episode_has_its_days_and_every_dose_its_episode(known: Recorded) -> None:
    found = episodes(known, AS_OF)
    assert list(found) == sorted(found, key=lambda one: (one.first_dose, one.drug))
    for course in courses(found):
        for one, following in zip(course.steps, course.steps[1:], strict=False):
            assert one.ended_by_step
            assert following.beginning is Beginning.DOSE_STEP
            assert one.last_day is not None
            assert one.last_day < following.first_dose
        assert not course.last.ended_by_step
    in_episodes = {(one.key, number) for one in found for number in one.given_on}
    aside = {remark.on for one in found for remark in one.remarks if remark.kind == "dose_before_start"}
    for dose in known.doses:
        assert (dose.key, dose.given_on) in in_episodes or dose.given_on in aside


@EXAMPLES
@given(recorded())
def test_no_family_is_left_out_of_what_runs(known: Recorded) -> None:
    """A row that goes on runs, unless a row of another dose came after it and ended."""
    found = courses(episodes(known, AS_OF))
    for row in known.treatments:
        same = [one for one in known.treatments if one.key == row.key]
        if row.started_on <= AS_OF and row.stopped_on is None and all(one.stopped_on is None for one in same):
            assert any(one.first.key == row.key and one.runs_on(AS_OF) for one in found)


@st.composite
def given_in_time(draw: st.DrawFn) -> Recorded:
    """Doses of one drug an interval apart or more, some of them left out; a row that tells of them, two, or none."""
    drug, apart = draw(st.sampled_from([("Aimovig", 28), ("Emgality", 28), ("Botox", 84)]))
    days = [draw(st.sampled_from([0, 0, 5]))]
    for _ in range(draw(st.integers(0, 7))):
        days.append(
            days[-1] + apart * draw(st.sampled_from([1, 1, 1, 2, 3, 4])) + draw(st.sampled_from([-1, 0, 6, 20]))
        )
    amounts = [draw(st.sampled_from([None, 120.0, 120.0, 240.0])) for _ in days]
    known = {"interval_days": draw(st.sampled_from([None, apart])), "dose_unit": "mg"}
    stop = draw(st.sampled_from([None, *days]))
    rows = [treatment(drug, 0, stop, dose=120.0, start_known=draw(st.sampled_from(["day", "day", "unknown"])), **known)]
    if stop is not None and draw(st.booleans()):
        rows.append(treatment(drug, stop + draw(st.sampled_from([1, 28, 120])), None, dose=240.0, **known))
    doses = tuple(given_dose(drug, number, dose) for number, dose in zip(days, amounts, strict=True))
    return Recorded(tuple(rows) if draw(st.booleans()) else (), doses)


def doses_alone(drug: str, *numbers: int, unread: tuple[date | None, ...] = ()) -> Recorded:
    return Recorded((), tuple(given_dose(drug, number) for number in numbers), unread)


@pytest.mark.parametrize(
    ("unread", "as_of", "since"), [(251, 299, 251), (251, 400, 251), (251, 432, 251), (None, 400, 219)]
)
def test_what_has_ended_may_have_been_begun_again_by_a_dose_that_could_not_be_read(
    unread: int | None, as_of: int, since: int
) -> None:
    known = doses_alone("Botox", 0, unread=(None if unread is None else day(unread),))
    ended, again = episodes(known, day(as_of))
    assert (ended.last_day, ended.unread_doses) == (day(83), 1)
    assert (again.first_dose, again.last_day, again.started_on) == (day(since), None, None)
    assert [remark.kind for remark in again.remarks] == ["start_unknown", "doses_not_read"]


@pytest.mark.parametrize(("unread", "is_one"), [(day(181), True), (day(182), False), (None, True)])
def test_a_dose_that_could_not_be_read_carries_on_what_it_reaches_from_its_day(
    unread: date | None, is_one: bool
) -> None:
    found = episodes(doses_alone("Botox", 0, 362, unread=(unread,)), day(400))
    assert (len({one.course_began_on for one in found}) == 1) is is_one


def test_what_has_ended_stays_so_where_no_dose_can_count_still_or_another_treatment_runs() -> None:
    known = doses_alone("Botox", 0, unread=(day(251),))
    (ended,) = episodes(known, day(433))
    assert ended.last_day == day(83)
    beside = replace(known, treatments=(treatment("Ajovy", 200, None),))
    assert [(one.drug, one.last_day) for one in episodes(beside, day(400))] == [("Botox", day(83)), ("Ajovy", None)]


@pytest.mark.parametrize(
    ("stopped", "started", "given_on", "unread"),
    [
        (81, 109, (0, 27, 54, 81, 135, 162), day(108)),  # the day before the row: that dose is its first
        (5, 33, (5, 87, 114), None),  # one may have been given when the drug was taken up again
    ],
)
def test_a_row_begins_with_no_later_dose_where_one_that_could_not_be_read_may_be_its_first(
    stopped: int, started: int, given_on: tuple[int, ...], unread: date | None
) -> None:
    rows = (
        treatment("Aimovig", 0, stopped, dose=70.0, dose_unit="mg"),
        treatment("Aimovig", started, None, dose=140.0, dose_unit="mg"),
    )
    known = Recorded(rows, tuple(given_dose("Aimovig", number) for number in given_on), (unread,))
    begun = [one.first_dose for one in episodes(known, AS_OF) if one.has_known_start]
    assert begun[1:] == [day(started)]


@EXAMPLES
@given(given_in_time(), st.data())
def test_doses_that_could_not_be_read_begin_end_and_delay_nothing(known: Recorded, data: st.DataObject) -> None:
    lost = data.draw(st.lists(st.sampled_from(known.doses), min_size=1, max_size=2, unique=True))
    as_of = day(data.draw(st.sampled_from([100, 200, 400, 800])))
    unread = tuple(data.draw(st.sampled_from([None, one.given_on])) for one in lost)
    torn = Recorded(known.treatments, tuple(one for one in known.doses if one not in lost), unread)
    whole, found = episodes(known, as_of), episodes(torn, as_of)
    if {one.interval_days for one in whole} != {one.interval_days for one in found}:
        return  # the doses that are left tell another interval
    begun = {one.first_dose for one in whole} | {row.started_on for row in known.treatments}
    told = [one.first_dose for one in found if one.has_known_start and one.first_dose not in begun]
    assert [first for first in told if not _is_first_of_a_row(first, torn)] == []
    late = {dose for one in whole for dose in one.dose_deviations(as_of)}
    assert [dose for one in found for dose in one.dose_deviations(as_of) if dose not in late] == []
    if any(one.last_day is None for one in whole) and all(row.stopped_on is None for row in known.treatments):
        assert any(one.last_day is None for one in found)


@pytest.mark.parametrize("ended", [None, 1, 5, 20])
def test_a_row_that_goes_on_with_another_dose_does_not_tell_the_day_of_a_step(ended: int | None) -> None:
    whole = treatment("Aimovig", 1, None, dose=140.0, dose_unit="mg")
    renewals = (replace(whole, stopped_on=day(ended)), replace(whole, started_on=day(ended + 1))) if ended else (whole,)
    given = (given_dose("Aimovig", 0), given_dose("Aimovig", 7, 70.0))
    _, step = episodes(Recorded(renewals, given), AS_OF)
    assert (step.first_dose, step.dose, step.started_on) == (day(7), 70.0, None)


@pytest.mark.parametrize(
    ("unread", "is_known"), [((), True), ((None,), False), ((day(80),), False), ((day(95),), True)]
)
def test_a_dose_before_its_row_is_not_the_first_where_one_that_could_not_be_read_may_be(
    unread: tuple[date | None, ...], is_known: bool
) -> None:
    known = Recorded(
        (treatment("Aimovig", 100, None),), (given_dose("Aimovig", 90), given_dose("Aimovig", 118)), unread
    )
    (found,) = episodes(known, AS_OF)
    assert (found.first_dose, found.has_known_start) == (day(90), is_known)


@pytest.mark.parametrize(("dose", "unit"), [(120.0, "mg"), (120.0, "MG"), (0.12, "g")])
def test_of_two_rows_of_the_same_days_the_larger_dose_counts_however_it_is_written(dose: float, unit: str) -> None:
    rows = (
        treatment("Aimovig", 0, None, dose=70.0, dose_unit="mg"),
        treatment("Aimovig", 30, 60, dose=dose, dose_unit=unit),
        treatment("erenumab", 30, 60, dose=70.0),
    )
    found = episodes(Recorded(rows, ()), AS_OF)
    assert [(one.first_dose, one.last_day) for one in found[:2]] == [(day(0), day(29)), (day(30), day(60))]


def _is_first_of_a_row(first: date, known: Recorded) -> bool:
    """Whether a row says that a dose was due on it: within half an interval of the row's start, or within a whole one
    where no dose that could not be read may have come first there."""
    rows = [row for row in known.treatments if 0 <= (first - row.started_on).days < _interval(row)]
    early = timedelta(days=14)
    return any(
        (first - row.started_on).days < _interval(row) // 2
        or all(day is not None and day < row.started_on - early for day in known.unread_doses)
        for row in rows
    )


def _interval(row: Treatment) -> int:
    return row.interval_days or row.usual_interval_days or 28
