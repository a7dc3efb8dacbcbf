"""One patient's summary asks the store little, and each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from analysis.days.kept.keeping import PAYS_AFTER
from analysis.store import Action, Door, Records, Store, Visitor
from analysis.worklist import worklist
from dashboard import summarised

MOST_STATEMENTS = 20
"""For one patient's whole summary; they were 57."""
LARGE = 10_000
"""Letters of a statement that holds the classification of days: to plan one takes most of its time."""

MOST_OF_A_PAGE = 4
"""Such statements when another patient is opened on a page."""


@contextmanager
def statements(engine: Engine | type[Engine]) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def door(sample_store) -> Door:
    return Door(Store(sample_store), Visitor.local())


def asked(records: Records) -> list[str]:
    with statements(records.snapshot.engine) as found:
        list(summarised.json_lines(records, records.as_of, None))
    return found


@pytest.mark.parametrize("patient", ["P-001", "P-013", "P-032"])
def test_a_summary_asks_for_days_twice_at_most_and_for_the_rest_once(door, patient):
    found = asked(door.enter(Action.READ, "test", [patient]))
    assert len(found) <= MOST_STATEMENTS
    assert sum(len(statement) > LARGE for statement in found) <= 2


def test_many_patients_are_asked_for_in_as_many_statements_as_one(door):
    some = [f"P-{number:03d}" for number in range(1, 7)]
    assert len(asked(door.enter(Action.READ, "test", some))) <= MOST_STATEMENTS


def test_the_list_says_the_same_of_one_patient_whoever_else_is_on_it(door):
    around = door.enter(Action.LISTED, "test", [f"P-{number:03d}" for number in range(1, 21)])
    alone = door.enter(Action.READ, "test", ["P-013"])
    told = [worklist(records, as_of=records.as_of).line("P-013").as_json() for records in (around, alone)]
    assert told[0] == told[1]


def test_nothing_is_kept_beyond_a_summary(door):
    records = door.enter(Action.READ, "test", ["P-001"])
    for _ in range(PAYS_AFTER + 1):  # then what every entry says is at hand for good
        asked(records)
    assert len(asked(records)) == len(asked(records)) > 10


@pytest.mark.parametrize("page", ["patient", "effect"])
def test_a_page_asks_for_days_few_times(open_page, page):
    app = open_page(page, patient="POOR")
    app.query_params["patient"] = "RICH"
    with statements(Engine) as found:
        app.run()
    assert sum(len(statement) > LARGE for statement in found) <= MOST_OF_A_PAGE
