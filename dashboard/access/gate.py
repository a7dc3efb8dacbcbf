"""The gate before every request: only known hosts, nobody's frame, nothing for other accounts of this machine.

It stands before the dashboard's own server as ASGI middleware, for pages and for the socket that they speak through.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access.answer_headers import sending
from dashboard.access.downloads import DOWNLOADS, browser_of

OPEN_PATHS = ("/_stcore/health",)
FILES = "/media/"
Stored = Callable[[str], bytes | None]
"""The content of a file made to be downloaded, by its name; None of a file that is a part of a page, or not there."""
CLOSED_PATHS = ("/_stcore/metrics",)
TOKEN = "token"
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""The least that the pages need: the server's page has scripts and styles within it, charts make pictures of data."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HELD = "public, max-age=31536000, immutable"
"""For files of the program itself, which hold nothing of anybody and have another name as soon as they are others;
everything else is not to be stored."""
REFUSED = (
    "This dashboard is open for the person who started it. Open it by the address that was printed at the start, "
    "which is good for one browser; start it again for another.\n\n"
    "Den här översikten är öppen för den som startade den. Öppna den med adressen som skrevs ut vid starten, "
    "som gäller för en webbläsare; starta om den för en till.\n"
)


@dataclass
class OneTimeToken:
    """What the first address carries. The browser that brings it first holds a key from then on, and no other can."""

    value: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    is_used: bool = False

    def redeem(self, brought: str) -> str | None:
        """The key for the one who brings the token first; None for anybody else."""
        if self.is_used or not hmac.compare_digest(brought.encode(), self.value.encode()):
            return None
        self.is_used = True
        return self.key

    def opens(self, key: str) -> bool:
        """Whether a browser holds the key."""
        return self.is_used and hmac.compare_digest(key.encode(), self.key.encode())


@dataclass(frozen=True)
class Gate:
    """What is let through: requests for one of `hosts` (None: for any), and where there is a token, with its key."""

    hosts: frozenset[str] | None = None
    token: OneTimeToken | None = None
    cookie: str = "headache"
    is_encrypted: bool = False


class GateMiddleware:
    """The gate in front of a server."""

    def __init__(self, app: ASGIApp, gate: Gate, stored: Stored | None = None) -> None:
        """The gate before `app`; where people sign in, `stored` gives the content of a file made to be downloaded."""
        self._app, self._gate, self._stored = app, gate, stored

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets one request or socket through, or answers it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, _with_headers(send, scope, is_encrypted=self._gate.is_encrypted))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, _with_headers(send, scope, is_encrypted=self._gate.is_encrypted))

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to what is not let through; None for what is."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"]
        if path in OPEN_PATHS:
            return None
        if not self._is_known(headers.get("host", "")) or not self._is_own(headers.get("origin"), scope):
            return PlainTextResponse("This is not an address of the dashboard.\n", status_code=421)
        if path.rstrip("/") in CLOSED_PATHS:
            return PlainTextResponse("Not found.\n", status_code=404)
        if path.startswith(FILES) and not self._is_of(headers, path):
            return PlainTextResponse("Not found.\n", status_code=404)
        if self._gate.token is None:
            return None
        return self._asked_for_key(self._gate.token, headers, scope)

    def _is_known(self, host: str) -> bool:
        return self._gate.hosts is None or host.lower() in self._gate.hosts

    def _is_own(self, origin: str | None, scope: Scope) -> bool:
        """Whether a socket, or a request that changes something, comes from a page of the dashboard itself."""
        if origin is None or (scope["type"] == "http" and scope["method"] in ("GET", "HEAD")):
            return True
        return self._gate.hosts is None or urlsplit(origin).netloc.lower() in self._gate.hosts

    def _is_of(self, headers: Mapping[str, str], path: str) -> bool:
        """Whether a file is nobody's in particular, or was made for the browser that asks."""
        content = self._stored(path.removeprefix(FILES)) if self._stored else None
        return content is None or DOWNLOADS.are_of(content, browser_of(_cookies(headers.get("cookie", ""))))

    def _asked_for_key(self, token: OneTimeToken, headers: Mapping[str, str], scope: Scope) -> Response | None:
        if token.opens(_cookie(headers.get("cookie", ""), self._gate.cookie)):
            return None
        asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        key = token.redeem(dict(asked).get(TOKEN, "")) if scope["type"] == "http" else None
        if key is None:
            return PlainTextResponse(REFUSED, status_code=403)
        others = urlencode([(name, value) for name, value in asked if name != TOKEN])
        answer = RedirectResponse("/" + scope["path"].lstrip("/") + (f"?{others}" if others else ""), status_code=303)
        answer.set_cookie(self._gate.cookie, key, httponly=True, samesite="strict")
        return answer


def _cookie(header: str, name: str) -> str:
    return _cookies(header).get(name, "")


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: found.value for name, found in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _is_held(path: str, status: int, headers: MutableHeaders) -> bool:
    """Whether it is a file of the program; for one that is not there the server answers with its page."""
    is_page = headers.get("content-type", "").startswith("text/html")
    return path.startswith("/static/") and status in (200, 206, 304) and not is_page


def _with_headers(send: Send, scope: Scope, *, is_encrypted: bool) -> Send:
    def change(headers: MutableHeaders, status: int) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers["Cache-Control"] = HELD if _is_held(scope["path"], status, headers) else "no-store"
        if is_encrypted:
            headers["Strict-Transport-Security"] = "max-age=31536000"

    return sending(send, change)
