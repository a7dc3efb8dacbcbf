"""Diaries of attacks only: what they tell is told, and no more. Counted by hand from drawn diaries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert

from analysis.basis import Basis
from analysis.clinic.keeping import without
from analysis.counts.completeness import Tier
from analysis.counts.counted import counts_by_patient
from analysis.counts.day_count import WindowCounts
from analysis.counts.from_grid import counts_in
from analysis.days.classified import KINDS
from analysis.days.day_by_day import DayState, day_entries
from analysis.days.grid import day_grid
from analysis.effect.judgement import effects
from analysis.outcomes import Outcome
from analysis.querying.schema import DECLARED_PERIODS, TREATMENTS
from analysis.records.kept import Kept, kept
from analysis.records.patients import Patient
from analysis.settings import shipped
from analysis.windows import windows_ending
from analysis.worklist import worklist
from tests.analysis.effect.clinic import FIRST_DOSE, Clinic, course, weeks
from tests.drawn import diary_row, drawn, fill

LAST = date(2026, 3, 28)
"""The window of the tests is 1 to 28 March."""
NINE = "M______H__M____M___H__M__MHM"
"""Nine attack days."""
BASIS = Basis(LAST, shipped(), ("P",))


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def of_attacks(picture: str, last: date = LAST, **fields: object) -> list[dict[str, object]]:
    """The diary rows of attacks in a picture, from an app that records nothing else."""
    return [row | {"source": "migraine_buddy", "attacks_only": True, **fields} for row in drawn(picture, last)]


def keep(connection: Connection, diary: list[dict[str, object]], *declared: tuple[date, date]) -> None:
    fill(connection, patients=[{"patient_id": "P", "enrolled_on": date(2024, 1, 1)}], diary=diary)
    connection.execute(delete(DECLARED_PERIODS))
    connection.execute(delete(TREATMENTS))
    for starts_on, ends_on in declared:
        row = {"patient_id": "P", "starts_on": starts_on, "ends_on": ends_on, "by": "nurse", "batch": 0}
        connection.execute(insert(DECLARED_PERIODS).values(**row, recorded_at=datetime(2026, 4, 1)))


def counted(connection: Connection, basis: Basis = BASIS) -> WindowCounts:
    """The window, counted in the database and off the days, which must agree."""
    (window,) = windows_ending(LAST, 1)
    (by_statement,) = counts_by_patient(connection, [window], basis)["P"]
    (by_days,) = counts_in(day_grid(connection, window, KINDS, basis), [window], basis)["P"]
    assert by_statement == by_days
    return by_statement


def test_nine_attacks_are_nine_days_at_least_and_twenty_eight_at_most(connection: Connection) -> None:
    keep(connection, of_attacks(NINE))
    found = counted(connection)
    headache = found["headache"]
    assert (headache.observed, headache.unfilled, headache.lowest, headache.highest) == (9, 19, 9, 28)
    assert headache.per_28 is None
    assert found["migraine"].per_28 is None
    assert found["acute_medication"].per_28 is None
    assert (found.completeness.filled, found.completeness.of_attacks) == (9, 9)


def test_an_attack_a_day_is_still_no_well_kept_diary(connection: Connection) -> None:
    keep(connection, of_attacks("M" * 28))
    found = counted(connection)
    assert (found["headache"].lowest, found["headache"].highest, found["headache"].per_28) == (28, 28, None)
    assert found.completeness.tier(shipped()) is Tier.RED


def test_declared_complete_the_other_days_are_headache_free_and_nothing_else_is_known(connection: Connection) -> None:
    keep(connection, of_attacks(NINE), (LAST - timedelta(days=27), LAST))
    found = counted(connection)
    assert (found["headache"].observed, found["headache"].highest, found["headache"].per_28) == (9, 9, 9.0)
    assert (found["migraine"].observed, found["migraine"].highest) == (6, 6)
    assert (found.completeness.filled, found.completeness.of_attacks) == (28, 0)
    assert found.completeness.tier(shipped()) is Tier.GREEN
    assert found["acute_medication"].unknown == 19  # of the attacks it is told that none was taken


def test_declared_in_part_the_rest_stays_unknown(connection: Connection) -> None:
    # 1 to 14 March: M______H__M___, three attacks; the other six days with attacks are undeclared.
    keep(connection, of_attacks(NINE), (date(2026, 3, 1), date(2026, 3, 14)))
    found = counted(connection)
    assert (found.completeness.filled, found.completeness.of_attacks) == (14 + 6, 6)
    assert (found["headache"].lowest, found["headache"].highest, found["headache"].per_28) == (9, 9 + 8, None)


def test_a_declaration_that_was_withdrawn_declares_nothing(connection: Connection) -> None:
    keep(connection, of_attacks(NINE), (LAST - timedelta(days=27), LAST))
    connection.execute(DECLARED_PERIODS.update().values(withdrawn_at=datetime(2026, 4, 2)))
    assert counted(connection)["headache"].highest == 28


def test_the_clinics_own_days_are_days_whatever_a_column_says(connection: Connection) -> None:
    keep(connection, of_attacks(NINE, source="clinic"))
    assert counted(connection)["headache"].per_28 == 28.0


def test_one_day_of_attacks_among_days_takes_the_rate_and_no_bound(connection: Connection) -> None:
    days = drawn("." * 26, LAST - timedelta(days=2))
    keep(connection, [*days, *of_attacks("M", LAST)])
    found = counted(connection)
    assert (found["headache"].lowest, found["headache"].highest, found["headache"].per_28) == (1, 2, None)


@pytest.mark.parametrize(
    ("diary", "kind"),
    [
        (of_attacks(NINE), "attacks"),
        (drawn(NINE, LAST), "days"),
        ([*drawn("..", date(2026, 2, 2)), *of_attacks(NINE)], "both"),
    ],
)
def test_what_the_sources_record(connection: Connection, diary: list[dict[str, object]], kind: str) -> None:
    keep(connection, diary)
    assert kept(connection)["P"] == Kept(kind)


def test_each_day_says_what_it_is(connection: Connection) -> None:
    keep(connection, of_attacks("M__"), (LAST - timedelta(days=1), LAST - timedelta(days=1)))
    patient = Patient("P", date(2024, 1, 1), *[None] * 6)
    (window,) = windows_ending(LAST, 1)
    attack, declared, empty = day_entries(connection, patient, window, BASIS)[-3:]
    assert (attack.state, attack.of_attacks, attack.declared) == (DayState.MIGRAINE, True, False)
    assert (declared.state, declared.of_attacks, declared.declared) == (DayState.HEADACHE_FREE, False, True)
    assert empty.state is DayState.OPEN


@settings(max_examples=15)
@given(picture=st.text("MH?_", min_size=84, max_size=84))
def test_empty_days_of_such_a_diary_never_answer_no(engine: Engine, picture: str) -> None:
    """A limit that is not met is not met either when every empty day had the worst headache there can be."""
    windows = windows_ending(LAST, 3)
    with engine.connect() as connection:
        keep(connection, of_attacks(picture))
        before = counts_by_patient(connection, windows, BASIS)["P"]
        keep(connection, of_attacks(picture.replace("_", "M").replace("?", "M")))
        worst = counts_by_patient(connection, windows, BASIS)["P"]
        connection.rollback()
    for kind in ("headache", "migraine"):
        for one, other in zip(before, worst, strict=True):
            for limit in (4, 8, 15):
                assert one[kind].reaches(limit) is not Outcome.NOT_MET or other[kind].reaches(limit) is Outcome.NOT_MET


BEFORE, AFTER = "M" * 27 + "_", "M" * 14 + "_" * 13 + "M"
"""27 attack days in the 28 before first dose, 15 in weeks 9 to 12."""


@pytest.fixture
def treated(engine: Engine) -> Iterator[Clinic]:
    """A treatment that took attack days from 27 to 15 of 28."""
    with engine.begin() as connection:
        keep(connection, of_attacks(BEFORE + "_" * 56 + AFTER, weeks(12)))
        connection.execute(insert(TREATMENTS).values(**course()))
    yield Clinic(engine, weeks(12))
    with engine.begin() as connection:
        keep(connection, [])


def test_an_effect_is_not_judged_on_attacks_and_its_bounds_are_told(treated: Clinic) -> None:
    (found,) = effects(treated)["P"]
    assert [reason.code for reason in found.reasons] == ["attacks_only"]
    told = found.as_json()
    assert told["outcome"] == "cannot_be_judged"
    assert (found.baseline["headache"].lowest, found.baseline["headache"].highest) == (27, 28)
    assert (found.windows[2]["headache"].lowest, found.windows[2]["headache"].highest) == (15, 28)
    assert told["baseline"]["headache_days"]["per_28"] is None


def test_it_is_judged_on_what_was_declared_complete(treated: Clinic) -> None:
    with treated.engine.begin() as connection:
        row = {"patient_id": "P", "starts_on": FIRST_DOSE - timedelta(days=28), "ends_on": weeks(12), "batch": 0}
        connection.execute(insert(DECLARED_PERIODS).values(**row, by="doctor", recorded_at=datetime(2026, 6, 1)))
    (found,) = effects(treated)["P"]
    assert found.reasons == ()
    assert (found.baseline["headache"].per_28, found.windows[2]["headache"].per_28) == (27.0, 15.0)


def test_days_of_attacks_are_told_of_a_diary_with_others_too_whoever_else_is_listed(engine: Engine) -> None:
    own = diary_row("P", LAST, headache=False, source="clinic", attacks_only=False)
    with engine.begin() as connection:
        keep(connection, [*of_attacks(NINE)[:-1], own])
    (line,) = worklist(Clinic(engine, LAST)).lines  # type: ignore[arg-type]
    assert (line.of_attacks_alone, line.completeness.of_attacks) == (False, 8)


def test_the_clinic_does_not_ask_how_such_a_diary_was_kept() -> None:
    table = pd.DataFrame({"patient_id": ["A", "B"], "filled": [9, 28]})
    assert without(table, frozenset({"A"}))["patient_id"].tolist() == ["B"]


def test_nobody_is_asked_to_fill_in_its_days(engine: Engine) -> None:
    with engine.begin() as connection:
        keep(connection, of_attacks(NINE + "_" * 10, LAST))
    (line,) = worklist(Clinic(engine, LAST)).lines  # type: ignore[arg-type]
    assert line.groups == ()
    assert (line.open_days, line.next_lock, line.locks_soon, line.needs_filled_days) == ((), None, 0, 0)
    assert (line.last_filled, line.of_attacks_alone, line.is_of_attacks) == (date(2026, 3, 18), True, True)
