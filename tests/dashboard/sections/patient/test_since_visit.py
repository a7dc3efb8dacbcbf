"""What is new since the last visit, on the screen and on paper, however long ago that was."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, func, select

from analysis.querying.schema import DIARY, VISITS
from analysis.store import Action, Door, Visitor, store_at
from dashboard.report.material import materials
from dashboard.sections.patient.since_visit import facts_since_visit
from dashboard.texts import words
from tests.dashboard.conftest import read_of

PATIENT, LONG_AGO = "P-024", date(2025, 1, 15)
"""A patient who writes notes all along, and of whom no later visit is known here."""


@pytest.fixture(scope="module")
def notes(sample_store):
    """How many notes were written since."""
    store = store_at(str(sample_store))
    with store.writing(by="test") as connection:
        connection.execute(delete(VISITS).where(VISITS.c.patient_id == PATIENT, VISITS.c.date > LONG_AGO))
        last = connection.execute(select(func.max(VISITS.c.date)).where(VISITS.c.patient_id == PATIENT)).scalar_one()
        is_new = DIARY.c.patient_id == PATIENT, DIARY.c.date > last
        found = select(func.count(DIARY.c.note), func.min(DIARY.c.date)).where(*is_new, DIARY.c.note.is_not(None))
        number, first = connection.execute(found).one()
    assert first < date(2025, 10, 1)
    return number


def test_all_notes_since_a_visit_long_ago_are_counted_on_paper(sample_store, notes):
    records = Door(store_at(str(sample_store)), Visitor.local()).enter(Action.READ, "test", ["P-001", PATIENT])
    told = {one.file.patient.patient_id: one for one in materials(records, records.as_of)}
    one = told[PATIENT]
    assert one.months[0].window.first > one.entries[0].date
    assert told["P-001"].months[0].window.first == told["P-001"].entries[0].date
    facts = dict(facts_since_visit(one.today, one.file, one.entries, words("en")))
    assert facts["Notes"] == words("en")("since-notes-new", notes=notes)


def test_all_notes_since_a_visit_long_ago_are_counted_on_the_screen(sample_store, notes, open_page):
    shown = read_of(open_page(store=sample_store, patient=PATIENT, lang="en"))
    assert words("en")("since-notes-new", notes=notes) in shown
