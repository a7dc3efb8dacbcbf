"""The one statement that counts, against its slow twin and against the laws of counting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.basis import Basis
from analysis.counts.counted import counted_columns, counts_by_patient
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.counts.from_grid import counts_in
from analysis.days.classified import KINDS
from analysis.days.grid import day_grid
from analysis.effect.measured import measured_windows
from analysis.outcomes import Outcome
from analysis.querying.at_hand import kept_at_hand
from analysis.settings import shipped
from analysis.windows import Window
from tests.drawn import diary_row, fill
from tests.oracle import twin

END = date(2026, 3, 31)
days = st.integers(0, 40).map(lambda back: END - timedelta(days=back))
perhaps = st.sampled_from([None, True, False])
NAMES = tuple("ABCDEFGHIJKL")
"""The patients of a drawn clinic: a statement is planned once for all, which takes most of its time."""


@st.composite
def entries(draw, patient):
    day = draw(days)
    return diary_row(
        patient,
        day,
        headache=draw(st.booleans()),
        severity=draw(st.sampled_from([None, 1, 2, 3])),
        intensity=draw(st.sampled_from([None, 0, 3, 4, 6.5, 7])),
        duration_hours=draw(st.sampled_from([None, 0, 0.4, 0.5, 3.9, 4])),
        disability=draw(st.sampled_from([None, 0, 1, 2, 3])),
        aura_minutes=draw(st.sampled_from([None, 0, 4, 5, 60, 61])),
        source=draw(st.sampled_from(["clinic", "clinic", "migraine_buddy"])),
        doses_recorded=draw(st.booleans()),
        recorded_at=draw(
            st.none() | st.integers(0, 12).map(lambda lag: datetime(day.year, day.month, day.day) + timedelta(days=lag))
        ),
        **{
            name: draw(perhaps)
            for name in (
                "unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia aura migraine "
                "menstruation"
            ).split()
        },
    )


@st.composite
def patients(draw, name):
    enrolled = draw(days)
    stays = draw(st.none() | st.integers(0, 30))
    return {
        "patient_id": name,
        "enrolled_on": enrolled,
        "left_on": None if stays is None else enrolled + timedelta(days=stays),
    }


@st.composite
def clinics(draw):
    people = [draw(patients(name)) for name in NAMES]
    diary = {}
    for person in people:
        for row in draw(st.lists(entries(person["patient_id"]), max_size=25)):
            diary[row["patient_id"], row["date"]] = row
    dose = {
        "patient_id": st.sampled_from(NAMES),
        "date": days,
        "drug": st.sampled_from([*twin.CLASS_OF, "Okänt medel"]),
        "helped": st.sampled_from([None, "yes", "partly", "no"]),
    }
    doses = draw(st.lists(st.fixed_dictionaries(dose), max_size=100))
    return people, list(diary.values()), doses


@st.composite
def periods(draw):
    first = draw(days)
    return Window(first, first + timedelta(days=draw(st.integers(0, 45))))


def counted(engine, clinic, windows, as_of=END, patients=None) -> dict[str, tuple[WindowCounts, ...]]:
    people, diary, doses = clinic
    with engine.begin() as connection:
        fill(connection, patients=people, diary=diary, doses=doses)
        found = counts_by_patient(connection, windows, Basis(as_of, shipped(), patients))
        assert taken_off_the_days(connection, windows, as_of, patients) == found
        return found


def taken_off_the_days(connection, windows, as_of, patients) -> dict[str, tuple[WindowCounts, ...]]:
    """The same counts by the other way."""
    whole = Window(min(window.first for window in windows), max(window.last for window in windows))
    grid = day_grid(connection, whole, KINDS, Basis(as_of, shipped(), patients))
    return counts_in(grid, windows, Basis(as_of, shipped()))


EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each is a dozen patients in several windows: the statement is planned once for all of them."""


@EXAMPLES
@given(clinics(), st.lists(periods(), min_size=1, max_size=6), days, st.randoms())
def test_statement_counts_as_the_slow_twin_does_and_keeps_the_laws_of_counting(engine, clinic, windows, as_of, random):
    both = counted(engine, and_with_headache(clinic), windows, as_of)
    found, fuller = ({name: both.pop(f"{name}{again}") for name in NAMES} for again in ("", "+"))
    assert not both
    counts_as_the_twin(found, clinic, windows, as_of)
    days_in_are_days_out_and_kinds_are_nested(found)
    adding_a_headache_day_never_lowers_a_count(found, fuller)
    one = random.choice(NAMES)
    assert counted(engine, shuffled(clinic, random), windows, as_of, patients=[one]) == {one: found[one]}


def counts_as_the_twin(found, clinic, windows, as_of) -> None:
    people, diary, doses = clinic
    for person in people:
        for window, counts in zip(windows, found[person["patient_id"]], strict=True):
            expected = twin.count(person, diary, doses, window.first, window.last, as_of)
            states = {name: getattr(counts.completeness, name) for name in ("filled", "open", "missing", "outside")}
            assert states == {name: expected[name] for name in states}
            assert not expected["unknown"] or set(expected["unknown"]) == set(KINDS)
            for kind in KINDS:
                assert counts[kind].observed == expected["days"].get(kind, 0), kind
                assert counts[kind].unknown == expected["unknown"].get(kind, 0), kind
                told = expected["told_unfilled"].get(kind, 0)
                assert counts[kind].unfilled == expected["open"] + expected["missing"] - told, kind
                assert counts[kind].filled == expected["filled"] + told, kind
                assert counts[kind].entered == expected["filled"], kind


def days_in_are_days_out_and_kinds_are_nested(found) -> None:
    for counts in (counts for of_patient in found.values() for counts in of_patient):
        assert counts.completeness.inside + counts.completeness.outside == counts.window.days
        assert counts["migraine"].observed <= counts["headache"].observed  # DAY-2
        assert counts["severe"].observed <= counts["moderate_or_severe"].observed <= counts["headache"].observed
        for count in counts.counts.values():
            assert 0 <= count.lowest <= count.highest <= counts.completeness.inside


def and_with_headache(clinic):
    """The clinic, and each of its patients again, "A+" beside "A", with headache on the first day without: one
    statement counts both."""
    people, diary, doses = clinic
    free = {row["patient_id"]: row["date"] for row in reversed(diary) if not row["headache"]}
    fuller = [row | {"headache": row["headache"] or free[row["patient_id"]] == row["date"]} for row in diary]
    again = ([row | {"patient_id": f"{row['patient_id']}+"} for row in rows] for rows in (people, fuller, doses))
    return tuple(rows + others for rows, others in zip(clinic, again, strict=True))


def adding_a_headache_day_never_lowers_a_count(before, after) -> None:
    for patient, counts in before.items():
        for old, new in zip(counts, after[patient], strict=True):
            assert new["headache"].observed >= old["headache"].observed
            assert new["migraine"].highest >= old["migraine"].lowest


def shuffled(clinic, random):
    """The clinic with its rows in another order."""
    return tuple(random.sample(rows, len(rows)) for rows in clinic)


@given(st.integers(0, 28), st.integers(0, 28), st.integers(0, 28), st.integers(0, 28), st.integers(0, 28))
def test_filling_in_the_blanks_never_overturns_a_verdict(observed, other, unfilled, unknown, limit):
    filled = observed + other + unknown
    verdict = DayCount(observed, unfilled, unknown, filled).reaches(limit)
    if verdict in (Outcome.UNDETERMINED, Outcome.NOT_COMPUTABLE):
        return
    for positive in range(unfilled + unknown + 1):
        complete = DayCount(observed + positive, 0, 0, filled + unfilled)
        assert complete.reaches(limit) is verdict or complete.filled == 0


@settings(EXAMPLES, max_examples=6)
@given(clinics(), st.lists(periods(), min_size=2, max_size=4), days)
def test_days_read_once_count_as_the_statements_do(engine, clinic, windows, as_of):
    people, diary, doses = clinic
    with engine.begin() as connection:
        fill(connection, patients=people, diary=diary, doses=doses)
        assert_the_same_at_hand(connection, windows, Basis(as_of, shipped(), ("A", "B", "C", "D")))


def assert_the_same_at_hand(connection, windows, basis) -> None:
    """Windows are counted and measured alike in statements and from days that were read once."""
    asked = [(patient, window) for patient in basis.patients for window in windows]
    by_statement = counted_columns(connection, windows, basis), measured_windows(connection, asked, basis)
    with kept_at_hand():
        table, measured = counted_columns(connection, windows, basis), measured_windows(connection, asked, basis)
    pd.testing.assert_frame_equal(table.sort_index()[list(by_statement[0])], by_statement[0].sort_index())
    for one, other in by_statement[1].items():
        found = measured[one]
        assert (found.counts, found.chains) == (other.counts, other.chains)
        assert replace(found.hours, total=0) == replace(other.hours, total=0)
        assert found.hours.total == pytest.approx(other.hours.total)
