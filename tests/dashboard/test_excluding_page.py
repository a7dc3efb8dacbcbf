"""Excluded periods on the effect page: set aside with who and why, shown both ways, left out on request, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.records.excluded_periods import ExcludedPeriod, excluded_periods
from analysis.records.patients import patient_file
from analysis.store import Action, Door, Store, Visitor
from analysis.summary import summaries
from dashboard.sections.patient.record import record_text
from dashboard.texts import languages, words
from tests.dashboard.clinic import END, make_clinic
from tests.dashboard.conftest import text_of

OpenPage = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(make_clinic(tmp_path / "clinic"))


def standing(store: Store) -> tuple[ExcludedPeriod, ...]:
    with Door(store, Visitor("test")).enter(Action.READ, "test", ["RICH"]).connect() as connection:
        return excluded_periods(connection, "RICH")


def set_aside(store: Store, days: int = 14) -> None:
    first = END - timedelta(days=days - 1)
    when = datetime(2026, 11, 1, 9, 30)
    Door(store, Visitor("doctor")).exclude(ExcludedPeriod("RICH", first, END, "illness", "doctor", when, "influensa"))


def test_a_period_is_set_aside_and_taken_back(store: Store, open_page: OpenPage) -> None:
    page = open_page("effect", store=store.folder, patient="RICH", lang="sv")
    assert "Ingen period är undantagen." in text_of(page)
    page.date_input(key="exclude-first").set_value(date(2026, 7, 1))
    page.date_input(key="exclude-last").set_value(date(2026, 7, 14))
    page.selectbox(key="exclude-reason").select("travel")
    page.button(key="FormSubmitter:exclude-Undanta en period").click().run()
    assert not page.exception
    (period,) = standing(store)
    assert (period.starts_on, period.ends_on, period.reason) == (date(2026, 7, 1), date(2026, 7, 14), "travel")
    shown = text_of(page)
    assert "resa" in shown
    assert "Med dagarna: huvudvärksdagar" in shown
    assert "Utan dagarna: huvudvärksdagar" in shown
    (taken_back,) = [button for button in page.button if button.key.startswith("withdraw-")]
    taken_back.click().run()
    assert standing(store) == ()
    assert "Ingen period är undantagen." in text_of(page)


def test_a_period_that_ends_before_it_starts_is_refused(store: Store, open_page: OpenPage) -> None:
    page = open_page("effect", store=store.folder, patient="RICH", lang="en")
    page.date_input(key="exclude-first").set_value(date(2026, 7, 14))
    page.date_input(key="exclude-last").set_value(date(2026, 7, 1))
    page.button(key="FormSubmitter:exclude-Exclude a period").click().run()
    assert "The last day is before the first." in [problem.value for problem in page.error]
    assert standing(store) == ()


@pytest.mark.parametrize("language", languages())
def test_the_days_are_left_out_of_the_patients_page_on_request(
    store: Store, open_page: OpenPage, language: str
) -> None:
    set_aside(store)
    counted = open_page(store=store.folder, patient="RICH", lang=language)
    left_out = open_page(store=store.folder, patient="RICH", lang=language, excluded="without")
    assert not left_out.exception
    of = {"sv": "{} av {} dagar ifyllda", "en": "{} of {} days filled in"}[language]
    assert of.format(28, 28) in text_of(counted)
    assert of.format(14, 14) in text_of(left_out)


def test_the_text_for_the_record_says_whether_the_days_are_counted(store: Store, open_page: OpenPage) -> None:
    set_aside(store)
    counted = "Undantagen period 2026-10-18 till 2026-10-31 räknas med."
    left_out = "Räknat utan den undantagna perioden 2026-10-18 till 2026-10-31."
    for address, said, unsaid in (({}, counted, left_out), ({"excluded": "without"}, left_out, counted)):
        with Door(store, Visitor("test")).enter(Action.READ, "test", ["RICH"]).connect() as connection:
            file = patient_file(connection, "RICH")
        records = Door(store, Visitor("test")).enter(Action.READ, "test", ["RICH"])
        settings = replace(records.settings, count_excluded=not address)
        summary = summaries(replace(records, settings=settings))["RICH"]
        lines = record_text(summary, file, words("sv")).splitlines()
        assert (said in lines, unsaid in lines) == (True, False)
        page = open_page(store=store.folder, patient="RICH", lang="sv", **address)
        assert said in [one.value for one in page.text]


def test_the_switch_stands_only_where_there_is_a_period(store: Store, open_page: OpenPage) -> None:
    assert not [one for one in open_page(store=store.folder, patient="RICH").toggle if one.key == "count-excluded"]
    set_aside(store)
    page = open_page(store=store.folder, patient="RICH", lang="sv")
    page.toggle(key="count-excluded").set_value(False).run()
    assert not page.exception
    assert "14 av 14 dagar ifyllda" in text_of(page)
    page.toggle(key="count-excluded").set_value(True).run()
    assert "28 av 28 dagar ifyllda" in text_of(page)
