"""The way back from the provider: to the page that was asked for, of this dashboard and of nobody else's."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.access import how_opened, opened_on, say_how
from dashboard.session.way_back import COOKIE, MOST_LETTERS, WayBackMiddleware
from tests.dashboard.session.test_day_requests import ACCESS, HTML, NOW, ORIGIN, A, signed


async def page(request):
    return PlainTextResponse("a page")


async def came_back(request):
    return RedirectResponse("/" if "error" not in request.query_params else "/elsewhere", status_code=302)


@pytest.fixture
def open_as():
    before = how_opened()
    yield say_how
    say_how(before)


@pytest.fixture
def browser(open_as):
    open_as(opened_on("127.0.0.1", 8501, ACCESS))
    routes = [Route("/oauth2callback", came_back), Route("/{path:path}", page, methods=["GET", "POST"])]
    return TestClient(WayBackMiddleware(Starlette(routes=routes)), base_url=ORIGIN, follow_redirects=False)


def led_to(browser):
    return browser.get("/oauth2callback").headers["location"]


@pytest.mark.parametrize(
    "address", ["/?patient=P-001&lang=sv", "/effect?patient=P-001", "/?patient=%C3%A5%2B+%26", "/"]
)
def test_it_leads_to_the_page_that_was_asked_for_and_only_once(browser, address):
    browser.get(address, headers=HTML)
    assert led_to(browser) == address
    assert led_to(browser) == "/"


def test_a_cookie_that_no_script_reads_waits_ten_minutes(browser):
    told = browser.get("/?patient=P-001", headers=HTML).headers["set-cookie"]
    assert told == f"{COOKIE}=%2F%3Fpatient%3DP-001; HttpOnly; Max-Age=600; Path=/; SameSite=lax"


def test_where_pages_come_by_tls_the_cookie_is_never_sent_otherwise(open_as, browser):
    access = replace(ACCESS, provider={**ACCESS.provider, "redirect_uri": "https://clinic.example/oauth2callback"})
    open_as(opened_on("127.0.0.1", 8501, access))
    assert "; Secure" in browser.get("/?patient=P-001", headers=HTML).headers["set-cookie"]


@pytest.mark.parametrize(
    "asked",
    [
        lambda browser: browser.get("/?patient=P-001"),  # no page, but what a page asks for
        lambda browser: browser.post("/?patient=P-001", headers=HTML),
        lambda browser: browser.get("/auth/login?provider=x", headers=HTML),
        lambda browser: browser.get("/sign-in", headers=HTML),
    ],
)
def test_only_a_page_that_a_browser_opens_is_remembered(browser, asked):
    assert "set-cookie" not in asked(browser).headers
    assert led_to(browser) == "/"


def test_who_is_signed_in_has_nothing_remembered(browser):
    browser.cookies.set("_streamlit_user", signed({"iat": NOW, **A}))
    assert "set-cookie" not in browser.get("/?patient=P-001", headers=HTML).headers


def test_who_was_signed_in_until_the_session_ended_is_led_back(browser):
    browser.cookies.set("_streamlit_user", signed({"iat": NOW - 100 * 3600, **A}))
    browser.get("/?patient=P-001", headers=HTML)
    assert led_to(browser) == "/?patient=P-001"


def test_nothing_is_remembered_where_nobody_signs_in(open_as, browser):
    open_as(opened_on("127.0.0.1", 8501, None, is_demo=True))
    assert "set-cookie" not in browser.get("/?patient=P-001", headers=HTML).headers


@pytest.mark.parametrize("address", [f"/?note={'x' * MOST_LETTERS}", "//evil.example/?patient=P-001"])
def test_what_is_too_long_or_leads_elsewhere_is_forgotten_with_what_waited(browser, address):
    browser.get("/?patient=P-001", headers=HTML)
    browser.get(ORIGIN + address, headers=HTML)
    assert led_to(browser) == "/"


@pytest.mark.parametrize(
    "forged", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a\r\nX: y", "/å", "x"]
)
def test_a_forged_cookie_leads_nowhere(browser, forged):
    browser.cookies.set(COOKIE, quote(forged, safe=""))
    assert led_to(browser) == "/"


def test_an_answer_that_leads_elsewhere_is_left_alone(browser):
    browser.get("/?patient=P-001", headers=HTML)
    assert browser.get("/oauth2callback?error=1").headers["location"] == "/elsewhere"
