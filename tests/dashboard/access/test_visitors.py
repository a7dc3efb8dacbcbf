"""What claims make of somebody, and when a session is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from analysis.errors import NotAllowed
from analysis.store.roles import Role
from analysis.store.session_rows import KEPT_SECONDS, METADATA, SessionRow, SharedSessions
from analysis.store.written import WrittenFile
from dashboard.access import Access, Ended, visitor_of
from dashboard.access.file import DEFAULT_CLAIMS
from dashboard.access.sessions import Sessions

ACCESS = Access(
    {"redirect_uri": "http://localhost:1/oauth2callback"},
    DEFAULT_CLAIMS,
    {"chief": Role.LEAD, "doc": Role.DOCTOR, "adm": Role.ADMINISTRATOR, "pat": Role.PATIENT},
    {"1": "Nord", "2": "Syd", "all": "*"},
    timedelta(minutes=20),
    timedelta(hours=10),
)
AT = 1_800_000_000.0
CLAIMS = {"sub": "someone", "iat": AT, "exp": AT + 100_000, "nonce": "a"}


@pytest.mark.parametrize(
    ("claims", "role", "units"),
    [
        ({"roles": "doc", "care_unit": "1"}, "doctor", ("Nord",)),
        ({"roles": ["x", "doc"], "care_unit": ["2", "1", "2"]}, "doctor", ("Syd", "Nord")),
        ({"roles": ["doc"], "care_unit": ["1", "all"]}, "doctor", None),
        ({"roles": ["doc", "chief"], "care_unit": 1}, "lead", ("Nord",)),
        ({"roles": "adm"}, "administrator", None),
    ],
)
def test_role_and_units_as_the_file_names_them(claims, role, units):
    found = visitor_of({"sub": "someone", **claims}, ACCESS)
    assert (found.user, found.role, found.care_units, found.own) == ("someone", role, units, None)


def test_a_patient_has_a_diary_and_no_unit():
    found = visitor_of({"sub": "someone", "roles": "pat", "patient_id": "P-001", "care_unit": "all"}, ACCESS)
    assert (found.role, found.own) == ("patient", "P-001")


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"roles": "doc"},
        {"roles": "doc", "care_unit": "3"},
        {"roles": "doc", "care_unit": None},
        {"roles": "doc", "care_unit": "*"},
        {"roles": {"doc": True}, "care_unit": "1"},
        {"roles": "doctor", "care_unit": "1"},
        {"roles": True, "care_unit": "1"},
        {"roles": "pat"},
        {"roles": "pat", "patient_id": " "},
        {"sub": "", "roles": "adm"},
    ],
)
def test_who_is_not_named_has_no_access(claims):
    with pytest.raises(NotAllowed):
        visitor_of({"sub": "someone", **claims}, ACCESS)


@pytest.fixture(params=["memory", "shared"])
def sessions(request, tmp_path):
    """Sessions in the memory of a server, and in a table that several may share."""
    return Sessions(None if request.param == "memory" else shared(tmp_path))


def shared(folder):
    return SharedSessions(WrittenFile(folder / "sessions.sqlite", METADATA))


def test_what_ends_at_one_server_has_ended_at_the_other(tmp_path):
    here, there = Sessions(shared(tmp_path)), Sessions(shared(tmp_path))
    assert (here.step(CLAIMS, ACCESS, AT), there.step(CLAIMS, ACCESS, AT + 60 * 15)) == (None, None)
    assert here.state(CLAIMS, ACCESS, AT + 60 * 30) is None, "a step there keeps it alive here"
    there.sign_out(CLAIMS)
    assert here.state(CLAIMS, ACCESS, AT + 60 * 16) is Ended.SIGNED_OUT
    assert here.step(CLAIMS, ACCESS, AT + 60 * 16) is Ended.SIGNED_OUT
    assert Sessions(shared(tmp_path)).step(CLAIMS, ACCESS, AT + 60 * 16) is Ended.SIGNED_OUT, "a server started anew"


def test_sessions_that_nobody_can_come_back_to_are_forgotten(tmp_path):
    rows = shared(tmp_path)
    rows.begin("old", SessionRow(AT, AT))
    rows.begin("new", SessionRow(AT + KEPT_SECONDS, AT + KEPT_SECONDS + 1))
    assert (rows.get("old"), rows.get("new").ended) == (None, None)
    rows.begin("new", SessionRow(0.0, 0.0, "idle"))
    assert rows.get("new") == SessionRow(AT + KEPT_SECONDS, AT + KEPT_SECONDS + 1)


@pytest.mark.parametrize(
    ("minutes", "claims", "ended"),
    [
        (19.99, {}, None),
        (20, {}, Ended.IDLE),
        (5, {"exp": AT + 300}, Ended.TOKEN),
        (4.9, {"exp": AT + 300}, None),
        (5, {"iat": AT - 36_000}, Ended.TOO_LONG),
    ],
)
def test_a_session_ends_after_a_while(sessions, minutes, claims, ended):
    told = CLAIMS | claims
    sessions.step(told, ACCESS, AT)
    assert sessions.state(told, ACCESS, AT + 60 * minutes) is ended
    assert sessions.step(told, ACCESS, AT + 60 * minutes) is ended


def test_looking_does_not_keep_a_session_alive_and_a_step_does(sessions):
    for minute in (0, 15, 30):
        assert sessions.step(CLAIMS, ACCESS, AT + 60 * minute) is None
    for minute in (40, 49):
        assert sessions.state(CLAIMS, ACCESS, AT + 60 * minute) is None
    assert sessions.state(CLAIMS, ACCESS, AT + 60 * 50) is Ended.IDLE
    assert sessions.step(CLAIMS, ACCESS, AT + 60 * 50) is Ended.IDLE
    assert sessions.step(CLAIMS, ACCESS, AT + 60 * 51) is Ended.IDLE, "it is over for good"


def test_who_signed_out_is_out_in_every_tab_until_signing_in_anew(sessions):
    sessions.step(CLAIMS, ACCESS, AT)
    sessions.sign_out(CLAIMS)
    assert sessions.step(CLAIMS, ACCESS, AT) is Ended.SIGNED_OUT
    assert sessions.step(CLAIMS | {"nonce": "b"}, ACCESS, AT) is None
