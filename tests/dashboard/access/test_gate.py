"""The gate: hosts, a one-time token, foreign pages, closed paths, and what every answer says to the browser."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from analysis.errors import AccessProblem
from dashboard.access import opened_on
from dashboard.access.downloads import DOWNLOADS, MOST_KEPT, Downloads, browser_of
from dashboard.access.gate import GateMiddleware


async def page(request):
    return PlainTextResponse("patients", headers={"Cache-Control": "public"})


async def whole(request):
    """What the server answers where a file is not there."""
    return HTMLResponse("<title>the page</title>")


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("patients")
    await websocket.close()


def client(opened, address="http://localhost:8501"):
    paths = ("/", "/compliance", "/_stcore/health", "/_stcore/metrics", "/static/x.js")
    routes = [
        *(Route(path, page, methods=["GET", "POST"]) for path in paths),
        Route("/static/gone.js", whole),
        WebSocketRoute("/_stcore/stream", socket),
    ]
    app = GateMiddleware(Starlette(routes=routes), opened.gate)
    return TestClient(app, base_url=address, follow_redirects=False)


@pytest.fixture
def asked():
    """A dashboard of one's own, which asks for its token."""
    return opened_on("127.0.0.1", 8501, None)


@pytest.fixture
def demo():
    return opened_on("127.0.0.1", 8501, None, is_demo=True)


def came_in(opened):
    browser = client(opened)
    answer = browser.get(f"/compliance?lang=sv&token={opened.gate.token.value}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/compliance?lang=sv")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    return browser


def test_only_the_first_browser_that_brings_the_token_comes_in(asked):
    assert client(asked).get("/").status_code == 403
    assert client(asked).get("/?token=guess").status_code == 403
    browser = came_in(asked)
    assert browser.get("/").text == "patients"
    with browser.websocket_connect("ws://localhost:8501/_stcore/stream") as stream:
        assert stream.receive_text() == "patients"
    second = client(asked)
    assert second.get(f"/?token={asked.gate.token.value}").status_code == 403
    second.cookies.set(asked.gate.cookie, "guess")
    assert second.get("/").status_code == 403


def test_the_socket_is_closed_to_who_has_no_key(asked):
    with pytest.raises(WebSocketDisconnect), client(asked).websocket_connect("ws://localhost:8501/_stcore/stream"):
        pass


def test_the_token_leads_nowhere_else(asked):
    answer = client(asked).get(f"//evil.example/?token={asked.gate.token.value}")
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


def test_only_health_answers_everybody(asked, demo):
    assert client(asked).get("/_stcore/health").status_code == 200
    for opened in (asked, demo):
        assert client(opened).get("/_stcore/metrics").status_code in (403, 404)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example:8501", "localhost:9"])
def test_a_name_that_was_bent_to_this_machine_is_not_answered(demo, host):
    assert client(demo, f"http://{host}").get("/").status_code == 421
    assert client(demo).get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("address", ["http://localhost:8501", "http://127.0.0.1:8501", "http://LOCALHOST:8501"])
def test_this_machine_has_its_usual_names(demo, address):
    assert client(demo, address).get("/").text == "patients"


def test_a_foreign_page_neither_speaks_nor_posts(demo):
    foreign = {"Origin": "https://evil.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        client(demo).websocket_connect("ws://localhost:8501/_stcore/stream", headers=foreign),
    ):
        pass
    assert client(demo).post("/", headers=foreign).status_code == 421
    own = {"Origin": "http://localhost:8501"}
    assert client(demo).post("/", headers=own).status_code == 200
    with client(demo).websocket_connect("ws://localhost:8501/_stcore/stream", headers=own) as stream:
        assert stream.receive_text() == "patients"


def test_every_answer_tells_the_browser_what_it_may_not(demo):
    for path in ("/", "/_stcore/metrics", "/nowhere"):
        headers = client(demo).get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
        assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")
    assert "no-store" not in client(demo).get("/static/x.js").headers["cache-control"]
    assert client(demo).get("/static/gone.js").headers["cache-control"] == "no-store"


def test_others_reach_it_only_by_sign_in_or_where_that_is_switched_off():
    for host in ("0.0.0.0", "192.0.2.7", "clinic.example", "::"):
        with pytest.raises(AccessProblem, match="--access"):
            opened_on(host, 8501, None)
        with pytest.raises(AccessProblem):
            opened_on(host, 8501, None, is_demo=True)
        opened = opened_on(host, 8501, None, without_sign_in=True)
        assert (opened.is_without_sign_in, opened.gate.token) == (True, None)
    assert opened_on("::1", 8501, None).gate.token is not None


def test_a_file_is_only_for_the_browser_that_had_it_made():
    files = {"extract.pdf": b"of a patient", "unknown.pdf": b"of nobody known", "icon.png": None}
    app = Starlette(routes=[Route("/media/{name}", page)])
    gate = opened_on("127.0.0.1", 8501, None, is_demo=True).gate
    browsers = [TestClient(GateMiddleware(app, gate, files.get), base_url="http://localhost:8501") for _ in range(3)]
    for browser, cookie in zip(browsers, ("one", "two", ""), strict=True):
        browser.cookies.set("_streamlit_user", cookie) if cookie else None
    DOWNLOADS.keep(b"of a patient", browser_of({"_streamlit_user": "one", "other": "x"}))
    assert [browser.get("/media/extract.pdf").status_code for browser in browsers] == [200, 404, 404]
    assert [browser.get("/media/unknown.pdf").status_code for browser in browsers] == [404, 404, 404]
    assert [browser.get("/media/icon.png").status_code for browser in browsers] == [200, 200, 200]


def test_what_was_made_is_remembered_for_a_while_and_for_each_browser():
    known = Downloads()
    known.keep(b"a", "one")
    known.keep(b"a", "two")
    assert (known.are_of(b"a", "one"), known.are_of(b"a", "two"), known.are_of(b"a", "")) == (True, True, False)
    for number in range(MOST_KEPT):
        known.keep(b"%d" % number, "one")
    assert not known.are_of(b"a", "one")
