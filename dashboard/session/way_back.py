"""The way back from the provider leads to the page that was asked for before, and not to the root.

A link from another program names a patient, and whoever follows it has often to sign in first. Meanwhile the address
waits in the browser, in a cookie that no script reads, ten minutes at most, and until somebody has come back.
"""

from __future__ import annotations

import asyncio
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access import SESSIONS, Access, how_opened
from dashboard.access.answer_headers import sending
from dashboard.access.file import CALLBACK
from dashboard.session.signed_in import claims_in

COOKIE = "headache_asked_for"
SECONDS = 600
MOST_LETTERS = 1_500
"""Of an address, beside which a browser holds the cookies of the sign-in: a longer one is forgotten."""
NO_PAGES = (CALLBACK, "/auth/", "/sign-in")


class WayBackMiddleware:
    """In front of the pages, behind the gate."""

    def __init__(self, app: ASGIApp) -> None:
        """In front of `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Has a page remembered that somebody has to sign in for, and the way back lead there."""
        access = how_opened().access
        if scope["type"] == "http" and access is not None:
            request = Request(scope)
            if scope["path"] == CALLBACK:
                send = _leading_to(_asked_for(request), send)
            elif _is_page(request) and await asyncio.to_thread(_is_outside, request, access):
                send = _remembering(request, send, is_encrypted=access.is_encrypted)
        await self._app(scope, receive, send)


def _is_page(request: Request) -> bool:
    is_opened = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    return is_opened and not request.url.path.startswith(NO_PAGES)


def _is_outside(request: Request, access: Access) -> bool:
    """Whether nobody is signed in here, or somebody whose session has ended; to open a page is a step of it."""
    claims = claims_in(request.cookies, access)
    return claims is None or SESSIONS.step(claims, access) is not None


def _asked_for(request: Request) -> str | None:
    """The address that waits, if it is one of this dashboard."""
    address = unquote(request.cookies.get(COOKIE, ""))
    return address if _is_own(address) else None


def _is_own(address: str) -> bool:
    """Whether it is a path here: two slashes, or signs that a browser takes for them or passes over, lead elsewhere."""
    return address.startswith("/") and address[1:2] not in ("/", "\\") and address.isascii() and address.isprintable()


def _remembering(request: Request, send: Send, *, is_encrypted: bool) -> Send:
    query = request.scope.get("query_string", b"").decode("latin-1")
    address = quote(request.url.path) + (f"?{query}" if query else "")
    value = quote(address, safe="") if _is_own(address) and len(address) <= MOST_LETTERS else ""
    cookie = _cookie(value, SECONDS if value else 0, is_secure=is_encrypted)
    return sending(send, lambda headers, _: headers.append("set-cookie", cookie))


def _leading_to(address: str | None, send: Send) -> Send:
    """Has an answer that leads to the root lead to the address; what waited is gone then."""
    if address is None:
        return send

    def change(headers: MutableHeaders, _: int) -> None:
        if headers.get("location") == "/":
            headers["location"] = address
        headers.append("set-cookie", _cookie("", 0))

    return sending(send, change)


def _cookie(value: str, seconds: int, *, is_secure: bool = False) -> str:
    held = Response()
    held.set_cookie(COOKIE, value, max_age=seconds, secure=is_secure, httponly=True, samesite="lax")
    return held.headers["set-cookie"]
