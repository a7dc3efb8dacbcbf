"""What is kept of entries and carried from one state of the data to the next, against reading everything anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, Executable, delete, insert, update

from analysis.basis import Basis
from analysis.days.fingerprints import fingerprints
from analysis.days.kept import carrying
from analysis.days.kept.carrying import carried_over
from analysis.days.kept.entries import KeptDays
from analysis.days.kept.reading import read_kept_days
from analysis.querying.schema import ACUTE_DOSES, DECLARED_PERIODS, DIARY, EXCLUDED_PERIODS, PATIENTS
from analysis.settings import shipped
from tests.drawn import database, diary_row, fill
from tests.kept_days import told_of

AS_OF = date(2026, 10, 31)
PEOPLE = [f"p{number}" for number in range(6)]
BASIS = Basis(AS_OF, replace(shipped(), count_excluded=False))

people = st.sampled_from([*PEOPLE, "a new one"])
days = st.integers(-1, 200).map(lambda back: AS_OF - timedelta(days=back))
said = st.fixed_dictionaries({"headache": st.booleans(), "nausea": st.sampled_from([None, True, False])})


def written(patient: str, day: date, says: dict[str, object]) -> list[Executable]:
    of_day = (DIARY.c.patient_id == patient) & (DIARY.c.date == day)
    return [delete(DIARY).where(of_day), insert(DIARY).values(diary_row(patient, day, **says))]


def everybody_wrote(day: date, says: dict[str, object]) -> list[Executable]:
    return [statement for patient in PEOPLE for statement in written(patient, day, says)]


def dose(patient: str, day: date, drug: str) -> list[Executable]:
    row = {"patient_id": patient, "date": day, "drug": drug, "doses": 1, "batch": 1}
    return [insert(ACUTE_DOSES).values(row)]


def period(patient: str, first: date, length: int, of: str) -> list[Executable]:
    row = {"patient_id": patient, "starts_on": first, "ends_on": first + timedelta(days=length), "by": "test"}
    row |= {"recorded_at": pd.Timestamp(AS_OF), "batch": 0}
    table, values = (EXCLUDED_PERIODS, row | {"reason": "other"}) if of == "excluded" else (DECLARED_PERIODS, row)
    same = table.c.patient_id == patient, table.c.starts_on == first
    return [delete(table).where(*same), insert(table).values(values)]


def forgotten(patient: str, from_day: date) -> list[Executable]:
    return [delete(DIARY).where(DIARY.c.patient_id == patient, DIARY.c.date >= from_day)]


def gone(patient: str) -> list[Executable]:
    return [delete(table).where(table.c.patient_id == patient) for table in (DIARY, ACUTE_DOSES, PATIENTS)]


def learnt_later(patient: str, from_day: date) -> list[Executable]:
    late = DIARY.c.patient_id == patient, DIARY.c.date >= from_day
    return [update(DIARY).where(*late).values(recorded_at=pd.Timestamp(AS_OF) + timedelta(days=9))]


changes = st.lists(
    st.one_of(
        st.builds(written, people, days, said),
        st.builds(everybody_wrote, days, said),
        st.builds(dose, people, days, st.sampled_from(["Sumatriptan", "Ipren", "Okänt medel"])),
        st.builds(period, people, days, st.integers(0, 90), st.sampled_from(["excluded", "declared"])),
        st.builds(forgotten, people, days),
        st.builds(gone, st.sampled_from(PEOPLE)),
        st.builds(learnt_later, people, days),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def clinic() -> tuple[Engine, KeptDays]:
    """Six patients who wrote on two days of three, and what is kept of them."""
    engine = database()
    with engine.begin() as connection:
        fill(
            connection,
            patients=[{"patient_id": one, "enrolled_on": date(2026, 1, 1)} for one in [*PEOPLE, "a new one"]],
            diary=[
                diary_row(one, AS_OF - timedelta(days=back), headache=(back + number) % 5 == 0)
                for number, one in enumerate(PEOPLE)
                for back in range(190)
                if (back + number) % 3
            ],
            doses=[{"patient_id": one, "date": AS_OF - timedelta(days=40), "drug": "Sumatriptan"} for one in PEOPLE],
        )
        kept = read_kept_days(connection, BASIS)
        return engine, replace(kept, prints=fingerprints(connection, BASIS, kept.patients))


@settings(max_examples=12)
@given(changed=changes, then=changes, few=st.sampled_from([0, 0.3, 2]), later=st.integers(0, 2))
def test_two_states_on_the_days_are_those_read_anew(clinic, changed, then, few, later):
    """Whatever was written between, in whichever way the cells that differ are read, and as of another day too."""
    engine, kept = clinic
    with engine.connect() as connection, patch.multiple(carrying, MOST_ANEW=2, FEW=few):
        between = after(connection, changed, kept, BASIS)
        after(connection, then, between, replace(BASIS, as_of=AS_OF + timedelta(days=later)))
        connection.rollback()


def after(connection: Connection, changed: list[list[Executable]], kept: KeptDays, basis: Basis) -> KeptDays:
    """What is carried over once this was changed, which is what is read anew."""
    for statement in (one for some in changed for one in some):
        connection.execute(statement)
    found, expected = carried_over(kept, connection, basis), read_kept_days(connection, basis)
    assert found is not None
    pd.testing.assert_frame_equal(told_of(found), told_of(expected), check_dtype=False)
    return found
