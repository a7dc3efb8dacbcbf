"""The light page of a patient's own day: who gets it, what it weighs, and that an answer goes through the same door."""

from __future__ import annotations

import gzip
import json
import re
import time
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from types import MappingProxyType

import pytest
from sqlalchemy import insert
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_websocket import _parse_decoded_user_cookie

from analysis.querying.schema import IMPORT_BATCHES, PATIENTS
from analysis.store import Door, Store, Visitor, store_at
from analysis.store.own_days import newest_version
from analysis.store.roles import Role
from dashboard.access import SESSIONS, how_opened, opened_on, visitor_of
from dashboard.access.file import DEFAULT_CLAIMS, Access
from dashboard.access.gate import GateMiddleware
from dashboard.access.opened import say_how
from dashboard.session import day_requests
from dashboard.session.day_requests import MOST_BYTES, DayMiddleware
from dashboard.session.signed_in import claims_in

TODAY, NOW = date(2026, 10, 31), int(time.time())
ORIGIN = "http://clinic.example"
SECRET = "a secret of a test"
HTML, JSON = {"accept": "text/html"}, {"content-type": "application/json", "origin": ORIGIN}
SOCKET = "the dashboard itself"
HEAVIEST = 13_000
"""Bytes that reach a phone in one burst of a new connection; all else would have it wait for another."""
ACCESS = Access(
    {"redirect_uri": f"{ORIGIN}/oauth2callback", "cookie_secret": SECRET},
    DEFAULT_CLAIMS,
    MappingProxyType({"pat": Role.PATIENT, "doc": Role.DOCTOR}),
    MappingProxyType({"all": "*"}),
    timedelta(minutes=20),
    timedelta(hours=10),
)
A = {"sub": "login of A", "roles": ["pat"], "patient_id": "A"}
DOCTOR = {"sub": "doctor", "roles": ["doc"], "care_unit": "all"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("light") / "clinic")
    with made.writing("test") as connection:
        people = [{"patient_id": one, "enrolled_on": date(2026, 1, 1), "batch": 1} for one in "AB"]
        connection.execute(insert(PATIENTS), people)
        batch = {"batch": 1, "as_of": TODAY, "clinic_export": True, "imported_at": TODAY, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [batch])
    return str(made.folder)


@pytest.fixture
def opened(folder, monkeypatch):
    """Has the dashboard opened as one says, on the store with two patients."""
    monkeypatch.setenv("HEADACHE_TODAY", str(TODAY))
    monkeypatch.setenv("HEADACHE_STORE", folder)
    before = how_opened()
    yield say_how
    say_how(before)


async def passes(request):
    return PlainTextResponse(SOCKET)


def browser(claims=None, **more):
    cookies = {} if claims is None else {"_streamlit_user": signed({"iat": NOW, **claims, **more})}
    routes = [Route("/{path:path}", passes, methods=["GET", "POST"])]
    app = GateMiddleware(DayMiddleware(Starlette(routes=routes)), how_opened().gate)
    mark = {"x-page-of": day_requests.mark_of(visitor_of(claims, ACCESS))} if cookies else {}
    return TestClient(app, base_url=ORIGIN, cookies=cookies, headers=mark, follow_redirects=False)


def signed(claims, origin=ORIGIN):
    told = json.dumps({**claims, "origin": origin, "is_logged_in": True, "provider": "default"})
    return create_signed_value(SECRET, "_streamlit_user", told).decode()


def answer(sent="1", day=TODAY, **told):
    return json.dumps({"id": sent, "date": str(day), "headache": False, "answers": {}, "intakes": [], **told})


def held(folder, patient, day=TODAY):
    with store_at(folder).snapshot().connect() as connection:
        return newest_version(connection, patient, day)


@pytest.fixture
def signing_in(opened):
    opened(opened_on("127.0.0.1", 8501, ACCESS))


def test_the_first_answer_of_the_server_is_all_that_the_first_tap_needs(signing_in):
    page = browser(A).get("/", headers=HTML)
    assert page.status_code == 200
    assert len(gzip.compress(page.content, 6)) < HEAVIEST
    assert re.findall(r'(?:src|href)="(?!data:,|/diary\?)', page.text) == []
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_what_a_patient_wrote_cannot_end_the_script_that_it_stands_in(signing_in):
    note = "</script><script>alert(1)</script><!-- \u202e \U0001f642 =1+1"
    told = browser(A).post("/diary", content=answer(answers={"note": note}), headers=JSON).json()
    assert told["outcome"]["kept"]
    page = browser(A).get("/diary?lang=sv", headers=HTML).text
    assert page.count("</script>") == 2
    data = json.loads(re.search(r'id="told">(.*?)</script>', page)[1])["data"]
    assert data["days"][0]["entry"]["answers"]["note"] == note


def test_an_answer_is_kept_for_who_signed_in_whoever_is_asked_for(signing_in, folder):
    told = browser(A).post("/diary?patient=B", content=answer(headache=True, patient_id="B"), headers=JSON).json()
    assert (told["outcome"]["kept"], told["outcome"]["id"]) == (True, "1")
    assert held(folder, "A").day.headache
    assert held(folder, "B") is None
    log = Door(store_at(folder), Visitor("administrator", role="administrator")).accesses("A")
    assert {(one.user, one.role, one.place) for one in log} == {("login of A", "patient", "own diary")}


@pytest.mark.parametrize(
    ("day", "begins"), [(TODAY - timedelta(days=8), "The day is locked."), (TODAY + timedelta(days=1), "The day has")]
)
def test_a_day_that_is_locked_or_has_not_come_is_refused_where_it_is_written(signing_in, folder, day, begins):
    told = browser(A).post("/diary?lang=en", content=answer(day=day), headers=JSON).json()["outcome"]
    assert (told["kept"], told["told"].startswith(begins)) == (False, True)
    assert held(folder, "A", day) is None


@pytest.mark.parametrize(
    "told",
    [
        {"headache": True, "answers": {"severity": 10**400}},
        {"headache": True, "answers": {"duration_hours": float("nan")}},
        {"answers": {"severity": 2}},
        {"answers": {"patient_id": "B"}},
        {"answers": {"note": "\x07"}},
        {"intakes": [{"drug": f"drug {number}", "doses": 1, "helped": None} for number in range(51)]},
        {"id": "\ud800", "intakes": [{"drug": "\ud800", "doses": 1, "helped": None}]},
    ],
)
def test_an_answer_that_a_diary_cannot_hold_is_refused_in_a_sentence(signing_in, folder, told):
    day = TODAY - timedelta(days=4)
    answered = browser(A).post("/diary", content=answer(day=day, **told), headers=JSON).json()["outcome"]
    assert (answered["kept"], bool(answered["told"])) == (False, True)
    assert held(folder, "A", day) is None


def test_an_answer_counts_from_when_it_arrived_at_the_server(signing_in, folder, monkeypatch):
    day = TODAY - timedelta(days=7)
    monkeypatch.setattr(day_requests.clock, "arrival", lambda: datetime.combine(TODAY, time_of_day(23, 59, 59)))
    assert browser(A).post("/diary", content=answer(day=day), headers=JSON).json()["outcome"]["kept"]
    monkeypatch.setattr(day_requests.clock, "arrival", lambda: datetime.combine(TODAY + timedelta(1), time_of_day(0)))
    late = browser(A).post("/diary", content=answer(day=day, headache=True), headers=JSON).json()["outcome"]
    assert not late["kept"]
    assert not held(folder, "A", day).day.headache


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (answer(), {**JSON, "origin": "http://elsewhere.example"}, 421),
        (answer(), {"content-type": "application/json"}, 403),
        (answer(), {**JSON, "content-type": "text/plain"}, 400),
        ("[]", JSON, 400),
        (b"\xff\xfe", JSON, 403),
        ("[" * 100_000, JSON, 400),
        (" " * (MOST_BYTES + 1), JSON, 403),
    ],
)
def test_what_no_page_of_the_dashboard_sends_is_refused(signing_in, folder, content, headers, status):
    day = TODAY - timedelta(days=3)
    content = content.replace(str(TODAY), str(day)) if isinstance(content, str) else content
    assert browser(A).post("/diary", content=content, headers=headers).status_code == status
    assert held(folder, "A", day) is None


def test_nobody_gets_a_way_in_and_nothing_else(signing_in):
    elsewhere = signed(A, origin="http://elsewhere.example")
    for who in (browser(), browser(A, exp=1), browser_with("x.y.z"), browser_with(elsewhere)):
        page = who.get("/diary", headers=HTML)
        assert "/sign-in" in page.text
        assert "own-diary" not in page.text
        assert who.post("/diary", content=answer(), headers=JSON).status_code == 401
        assert who.get("/diary", headers={"accept": "application/json"}).status_code == 401
    way = browser().get("/sign-in")
    assert (way.status_code, way.headers["location"][:21]) == (303, "/auth/login?provider=")


def browser_with(cookie):
    found = browser()
    found.cookies.set("_streamlit_user", cookie)
    return found


def test_staff_get_the_dashboard_itself_and_so_does_who_asks_for_the_whole_page(signing_in):
    assert browser(DOCTOR).get("/", headers=HTML).text == SOCKET
    assert browser(DOCTOR).get("/diary", headers=HTML).text == SOCKET
    assert browser(DOCTOR).post("/diary", content=answer(), headers=JSON).text == SOCKET
    assert browser(A).get("/diary?whole=1", headers=HTML).text == SOCKET
    assert browser(A).get("/patient", headers=HTML).text == SOCKET


def test_who_signs_out_here_is_signed_out_in_every_tab(signing_in):
    claims = {**A, "iat": NOW - 1}
    here, there = browser(claims), browser(claims)
    assert there.get("/diary", headers={"accept": "application/json"}).status_code == 204
    assert here.post("/sign-out", headers=JSON).status_code == 204
    assert there.post("/diary", content=answer(), headers=JSON).status_code == 401
    assert "You are signed out" in there.get("/?lang=en", headers=HTML).text
    assert SESSIONS.state(claims_in(there.cookies, ACCESS), ACCESS) == "signed_out"


def test_a_page_of_one_person_is_of_no_use_when_another_has_signed_in_meanwhile(signing_in, folder):
    day, theirs = TODAY - timedelta(days=5), browser({**A, "patient_id": "B"})
    left_open = browser(A).headers["x-page-of"]
    look = {"accept": "application/json", "x-page-of": left_open}
    assert theirs.get("/diary", headers=look).status_code == 401
    assert theirs.post("/diary", content=answer(day=day), headers={**JSON, "x-page-of": left_open}).status_code == 401
    assert held(folder, "B", day) is None
    assert theirs.post("/diary", content=answer(day=day), headers=JSON).json()["outcome"]["kept"]
    signed_in_again = browser(A, iat=NOW + 1)
    answered = signed_in_again.post("/diary", content=answer(day=day), headers={**JSON, "x-page-of": left_open})
    assert answered.json()["outcome"]["kept"]


def test_a_session_is_known_by_the_claims_that_the_dashboard_itself_reads(signing_in):
    cookies = {"_streamlit_user": signed(A)}
    held_by_session = _parse_decoded_user_cookie(
        json.dumps({**A, "origin": ORIGIN, "is_logged_in": True, "provider": "default"}).encode(), ORIGIN
    )
    assert claims_in(cookies, ACCESS) == held_by_session
    tokens = create_signed_value(SECRET, "_streamlit_user_tokens", "{}").decode()
    assert claims_in({**cookies, "_streamlit_user_tokens": tokens}, ACCESS) == {**held_by_session, "tokens": {}}


def test_a_look_whether_the_session_goes_on_does_not_keep_it_alive(signing_in, monkeypatch):
    taken = []
    monkeypatch.setattr(day_requests.SESSIONS, "step", lambda *_: taken.append(1))
    browser(A).get("/diary", headers={"accept": "application/json"})
    assert taken == []
    browser(A).get("/diary", headers={"accept": "application/json", "x-used": "1"})
    browser(A).get("/diary", headers=HTML)
    assert taken == [1, 1]


def test_in_the_demonstration_the_page_says_whose_it_is(opened, folder):
    opened(opened_on("0.0.0.0", 8501, None, is_demo=True, without_sign_in=True))
    page = browser().get("/diary?patient=B&lang=en", headers=HTML).text
    assert "you see the diary as the invented patient B" in page
    assert "Without sign-in" in page
    assert browser().post("/diary?patient=B", content=answer(), headers=JSON).json()["outcome"]["kept"]
    assert held(folder, "B") is not None
    for other in ("/diary", "/", "/diary?patient=nobody"):
        assert browser().get(other, headers=HTML).text == SOCKET


def test_nobody_keeps_a_diary_where_one_person_at_this_machine_uses_the_dashboard(opened, folder):
    opened(opened_on("0.0.0.0", 8501, None, without_sign_in=True))
    assert browser().get("/diary?patient=A", headers=HTML).text == SOCKET
    assert browser().post("/diary?patient=A", content=answer(), headers=JSON).text == SOCKET


def test_the_reminder_comes_as_a_file(signing_in):
    file = browser(A).get("/diary?reminder=1&lang=sv")  # a browser that downloads takes any kind
    assert file.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:Fyll i dagboken" in file.text
