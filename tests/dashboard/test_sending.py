"""What the server sends: program files packed, a page that knows where its server is, nothing else changed."""

from __future__ import annotations

import socket

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette import starlette_server

from dashboard.sending import SendingMiddleware, send_at_once

CODE, PAGE = b"let a = 1;" * 500, b"<html><head><title>x</title></head></html>"
CONTENT = {
    "/static/a.js": ("application/javascript", CODE),
    "/static/f.woff2": ("font/woff2", CODE),
    "/media/of-a-patient.csv": ("text/csv", CODE),
    "/diary": ("text/html; charset=utf-8", PAGE),
}


async def answer(request: Request) -> Response:
    kind, content = CONTENT[request.url.path]
    return Response(content, media_type=kind, headers={"etag": "x"})


@pytest.fixture
def browser() -> TestClient:
    return TestClient(SendingMiddleware(Starlette(routes=[Route(path, answer) for path in CONTENT])))


def test_a_file_of_the_program_is_packed_and_what_is_no_such_file_is_not(browser: TestClient) -> None:
    for _ in range(2):
        packed = browser.get("/static/a.js")
        assert (packed.headers["content-encoding"], packed.content) == ("gzip", CODE)
        assert int(packed.headers["content-length"]) < len(CODE) / 10
    for path in ("/static/f.woff2", "/media/of-a-patient.csv"):
        assert "content-encoding" not in browser.get(path).headers
    plain = browser.get("/static/a.js", headers={"accept-encoding": "identity"})
    assert (plain.content, plain.headers["etag"]) == (CODE, "x")


@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_the_page_says_where_its_server_is(browser: TestClient, packing: str) -> None:
    page = browser.get("/diary", headers={"accept": "text/html", "accept-encoding": packing})
    assert "<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>" in page.text
    assert page.headers.get("content-encoding") == ("gzip" if packing == "gzip" else None)


def test_no_message_waits_for_the_receipt_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    send_at_once()
    with (
        starlette_server._bind_socket("127.0.0.1", 0, 1) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        listening.setblocking(True)
        with listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
