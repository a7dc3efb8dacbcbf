"""Somebody of every role at every address, asking for patients who are not theirs: nothing of those comes back.

Each page is run as the server runs it, signed in with claims, with every parameter of the address forged; everything
that the server would send is looked through, and what this session keeps for its next run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis import environment
from analysis.store.roles import RIGHTS, Right, Role
from dashboard.access import Access, Opened, how_opened, say_how
from dashboard.access.file import DEFAULT_CLAIMS
from dashboard.access.gate import Gate
from dashboard.places import PLACES
from dashboard.texts import words
from tests.dashboard.clinic import NOTE
from tests.dashboard.conftest import APP, SECONDS, text_of

NAMES = {"RICH": "Test Riklig", "POOR": "Test Gles", "EMPTY": "Test Tom", "LATER": "Test Senare", "LEFT": "LEFT"}
NORTH, SOUTH = {"RICH", "LEFT"}, {"POOR", "EMPTY"}
ACCESS = Access(
    {"redirect_uri": "http://localhost:1/oauth2callback"},
    DEFAULT_CLAIMS,
    {str(role): role for role in Role},
    {"north": "Enhet Nord", "south": "Enhet Syd", "all": "*"},
    timedelta(minutes=20),
    timedelta(hours=10),
)
PEOPLE: Mapping[str, tuple[dict[str, Any], set[str]]] = MappingProxyType(
    {
        "a doctor of the north": ({"roles": "doctor", "care_unit": "north"}, NORTH),
        "a nurse of the south": ({"roles": "nurse", "care_unit": "south"}, SOUTH),
        "a lead": ({"roles": "lead", "care_unit": "north"}, set()),
        "an administrator": ({"roles": "administrator", "care_unit": "all"}, set()),
        "a patient": ({"roles": "patient", "patient_id": "EMPTY"}, {"EMPTY"}),
        "a patient of no diary here": ({"roles": "patient", "patient_id": "NOBODY"}, set()),
        "a stranger": ({"roles": "visitor", "care_unit": "all"}, set()),
    }
)
"""Who they are by what the provider says of them, and whose data they may see."""
FORGED = {"unit": "Enhet Syd", "treatment": "Ajovy", "period": "24m", "day": "2026-10-13", "month": "2026-10"}
"""What else an address may say, of somebody else."""


@pytest.fixture(autouse=True)
def _signing_in(clinic_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(environment.STORE, f"duckdb:///{clinic_folder}")
    before = how_opened()
    say_how(Opened(Gate(), ACCESS))
    yield
    say_how(before)


def session_of(who: str) -> AppTest:
    """A new tab of somebody, who has just signed in."""
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    app.user = {"is_logged_in": True, "sub": who, "nonce": who, **PEOPLE[who][0]}
    return app


def sent_by(app: AppTest) -> str:
    """Everything that the last run would send to the browser, and the address that it leaves."""
    told = [
        element.proto.SerializeToString().decode(errors="replace")
        for element in (*app.main, *app.sidebar)
        if element.proto is not None
    ]
    return "\n".join([*told, text_of(app), str(dict(app.query_params))])


def strange_in(shown: str, own: set[str], asked: str) -> list[str]:
    """What of other people's data is shown: names, the note of a day, pseudonyms but for the one that was asked for."""
    names = [name for one, name in NAMES.items() if one not in own and name != one and name in shown]
    notes = [] if "RICH" in own else [part for part in (NOTE[:10], "Sumatriptan 50") if part in shown]
    return names + notes + [one for one in NAMES if one not in {*own, asked} and re.search(rf"\b{one}\b", shown)]


def strange_after(app: AppTest, who: str, asked: str) -> list[str]:
    """What is wrong with what a run of a page would send."""
    told, start = text_of(app), words("en")("error-ours", reference="X").split("X")[0]
    wrong = [str(one.message) for one in app.exception] + ([told] if start in told else [])
    return wrong + strange_in(sent_by(app), PEOPLE[who][1], asked)


@pytest.mark.parametrize("who", list(PEOPLE))
def test_nothing_of_anybody_elses_patient_comes_back_from_any_address(who: str) -> None:
    """In one tab, so that what a page kept of the one before would be found too."""
    claims, own = PEOPLE[who]
    rights = RIGHTS.get(claims["roles"], Right(0))
    foreign, app = [one for one in NAMES if one not in own], session_of(who)
    app.run()
    for number, place in enumerate(PLACES):
        asked = foreign[number % len(foreign)]
        for name, value in {"patient": asked, "lang": "en", **FORGED}.items():
            app.query_params[name] = value
        if place.is_for(rights) and who != "a stranger":
            app.switch_page(f"app_pages/{place.file}.py")
        else:
            with pytest.raises(ValueError, match="Could not find a navigation page"):
                app.switch_page(f"app_pages/{place.file}.py")
        assert strange_after(app.run(), who, asked) == [], (place.file, asked)
        if place.file == "importing":  # of earlier imports who sees a part of the patients has their own, here none
            assert (words("en")("import-number", number="1") in text_of(app)) == (who == "an administrator")
    assert (words("en")("sign-in-no-role") in text_of(app)) == (who == "a stranger")


def test_what_is_looked_for_is_found_where_it_is_shown() -> None:
    app = session_of("a doctor of the north")
    app.query_params["patient"] = "RICH"
    assert strange_in(sent_by(app.run()), set(), "RICH") == ["Test Riklig"]
