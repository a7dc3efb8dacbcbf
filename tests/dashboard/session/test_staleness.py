"""Old data are said to be old on every page; what counts as today is passed in or named by the environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.settings import shipped
from dashboard.places import PLACES
from dashboard.session import clock, staleness
from dashboard.session.staleness import age_text
from dashboard.texts import words
from tests.dashboard.clinic import END
from tests.dashboard.conftest import read_of

OpenPage = Callable[..., AppTest]
SETTINGS = replace(shipped(), stale_after_days=2, lock_days=7)


@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, False), (2, False), (3, True), (7, True)])
def test_data_are_old_after_more_than_the_set_days(days: int, is_told: bool) -> None:
    told = age_text(END, END + timedelta(days=days), SETTINGS, words("sv"))
    assert told == (f"Uppgifterna är {days} dagar gamla (t.o.m. 31 okt)" if is_told else "")


@pytest.mark.parametrize("days", [8, 30])
def test_once_the_last_day_of_the_data_has_locked_none_is_said_to_be_open(days: int) -> None:
    # 31 October can be filled in through 7 November
    told = age_text(END, END + timedelta(days=days), SETTINGS, words("sv"))
    assert told == f"Uppgifterna är {days} dagar gamla (t.o.m. 31 okt); dagar som var öppna då är låsta nu"


@pytest.mark.parametrize("page", [place.file for place in PLACES])
def test_every_page_says_how_old_the_data_are(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, (END + timedelta(days=5)).isoformat())
    assert "Uppgifterna är 5 dagar gamla" in read_of(open_page(page, patient="RICH", lang="sv")).replace("\xa0", " ")
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, END.isoformat())
    assert "dagar gamla" not in read_of(open_page(page, patient="RICH", lang="sv")).replace("\xa0", " ")


def test_today_is_the_computers_unless_the_environment_names_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.ENVIRONMENT_VARIABLE, raising=False)
    assert clock.today() >= date(2026, 1, 1)
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, "2026-02-28")
    assert clock.today() == date(2026, 2, 28)


def test_the_note_on_old_data_does_not_stand_beside_a_diary_that_is_kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADACHE_TODAY", "2026-10-31")
    kept_here = SimpleNamespace(as_of=date(2026, 10, 31), settings=shipped())
    export = SimpleNamespace(as_of=date(2026, 9, 1), settings=shipped(), of=lambda patient: kept_here)
    monkeypatch.setattr(staleness.reading, "records", lambda *asked: export)
    monkeypatch.setattr(staleness.reading, "known", lambda records: records)
    assert staleness.told_age(words("sv"))
    assert not staleness.told_age(words("sv"), "A")
