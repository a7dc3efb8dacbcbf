"""Old data are said to be old on every page; what counts as today is passed in or named by the environment."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.settings import shipped
from analysis.store import Visitor
from dashboard.places import PLACES
from dashboard.sections.age import age_text, told_of
from dashboard.session import clock, signing, staleness
from dashboard.texts import words
from tests.dashboard.clinic import END
from tests.dashboard.conftest import read_of

OpenPage = Callable[..., AppTest]
SETTINGS = replace(shipped(), stale_after_days=2, lock_days=7)


@pytest.mark.parametrize(("days", "locked"), [(-1, ""), (0, ""), (2, ""), (3, "26 okt"), (7, "30 okt")])
def test_data_are_old_after_more_than_the_set_days_and_say_what_has_locked(days: int, locked: str) -> None:
    told = age_text(END, END + timedelta(days=days), SETTINGS, words("sv"))
    old = f"Uppgifterna är {days} dagar gamla (t.o.m. 31 okt); dagar t.o.m. {locked} är låsta nu"
    assert told == (old if locked else "")


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


LOCKED = {
    "sv": re.compile(r"kan (?:fortfarande |ännu )?fyllas i|låses|Öppna dagar"),
    "en": re.compile(r"can (?:still )?be filled in|can still be|\block(?:s|ing)\b|about to lock|Open days"),
}
"""What is said of a day that can be filled in yet."""
EARLIER = {"sv": "31 okt", "en": "31 Oct"}


@pytest.mark.parametrize("lang", LOCKED)
@pytest.mark.parametrize(("page", "patient"), [("patient", "P-010"), ("calendar", "P-010"), ("worklist", "P-010")])
def test_no_day_that_has_locked_since_is_said_to_be_open(
    open_page: OpenPage, sample_store: Path, monkeypatch: pytest.MonkeyPatch, page: str, patient: str, lang: str
) -> None:
    told = everything_on(open_page(page, store=sample_store, patient=patient, lang=lang))
    assert LOCKED[lang].search(told)
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, (END + timedelta(days=8)).isoformat())
    told = everything_on(open_page(page, store=sample_store, patient=patient, lang=lang))
    assert not LOCKED[lang].search(told)
    assert EARLIER[lang] in told


@pytest.mark.parametrize("page", ["patient", "effect"])
def test_no_evaluation_is_said_to_be_ahead_of_today_once_its_day_is_past(
    open_page: OpenPage, sample_store: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    told = read_of(open_page(page, store=sample_store, patient="P-064", lang="sv"))
    assert "vecka 9–12 är slut 2026-11-01, om 1 dag" in told
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, (END + timedelta(days=30)).isoformat())
    told = read_of(open_page(page, store=sample_store, patient="P-064", lang="sv"))
    assert "om 1 dag" not in told
    assert "vecka 9–12 kräver uppgifter t.o.m. 2026-11-01" in told


def everything_on(app: AppTest) -> str:
    """What the page says and what its own parts are given to say."""
    given = "\n".join(str(one.proto) for one in app.get("bidi_component"))
    return read_of(app) + re.sub(r"<[^>]+>", "", given)


@pytest.mark.parametrize(("days", "is_locked"), [(0, False), (7, False), (8, True)])
def test_words_are_of_the_past_once_every_day_has_locked(days: int, is_locked: bool) -> None:
    told = told_of(END, END + timedelta(days=days), SETTINGS, words("sv"))
    assert (told("day-open"), told.key[0]) == ("tom, var öppen 31 okt" if is_locked else words("sv")("day-open"), "sv")
    assert (told is words("sv")) is not is_locked
    assert told("day-missing") == words("sv")("day-missing")


@pytest.mark.parametrize(("role", "page"), [("lead", "clinic"), ("administrator", "importing"), ("lead", "methods")])
def test_who_sees_no_patient_reads_how_old_the_data_are(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, role: str, page: str
) -> None:
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, (END + timedelta(days=9)).isoformat())
    monkeypatch.setattr(signing, "visitor", lambda: Visitor(role, role=role))
    assert "Uppgifterna är 9 dagar gamla" in read_of(open_page(page, lang="sv"))


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
