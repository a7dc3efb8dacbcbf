"""What the server sends to a browser, made light: files of the program packed once, and a page that looks no further.

It stands behind the gate as ASGI middleware, and touches nothing that is of a patient: only files under `/static/`, and
the empty page from which the browser starts.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Mapping
from functools import wraps

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = "/static/"
PACKED = ("javascript", "css", "json", "svg")
"""Kinds of content that become smaller; fonts and pictures are packed already."""
LEAST_BYTES = 1_000
"""What is smaller fits in one packet as it is."""
AS_PACKED = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
START = b"<head>"
WHERE = b"<script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
"""Where the server is. Without it the browser tries a page's own address first, and gets two errors for it."""


def send_at_once() -> None:
    """Has every message leave at once, and not wait until the one before is known to have arrived (40 ms).

    asyncio does so for sockets that name their protocol; Streamlit binds its own without. What is accepted inherits it.
    """
    from streamlit.web.server.starlette import starlette_server

    bind = starlette_server._bind_socket

    @wraps(bind)
    def bound(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bound


class SendingMiddleware:
    """In front of the server, behind the gate."""

    def __init__(self, app: ASGIApp) -> None:
        """In front of `app`."""
        self._app = app
        self._packed: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; sockets pass."""
        asked = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "GET" else {}
        if scope["type"] == "http" and scope["path"].startswith(FILES) and _may_be_packed(asked):
            await self._send_packed(scope, receive, send)
        elif "text/html" in asked.get("accept", ""):
            await self._send_page(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _send_packed(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"]
        if name not in self._packed:
            start, body = await self._answer(scope, receive)
            if not _becomes_smaller(start, body):
                await _sent(send, start, body)
                return
            self._packed[name] = (start, await asyncio.to_thread(gzip.compress, body, 6))
        start, body = self._packed[name]
        await _sent(send, start, body, AS_PACKED)

    async def _send_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, body = await self._answer(scope, receive)
        if "text/html" in Headers(raw=start["headers"]).get("content-type", ""):
            body = body.replace(START, START + WHERE, 1)
        if _may_be_packed(Headers(scope=scope)) and body:
            await _sent(send, start, gzip.compress(body, 6), AS_PACKED)
        else:
            await _sent(send, start, body)

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """The whole answer of the server as it is before it is packed: how it starts, and its content."""
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app({**scope, "headers": headers}, receive, keep)
        return messages[0], b"".join(message.get("body", b"") for message in messages[1:])


def _may_be_packed(asked: Mapping[str, str]) -> bool:
    return "gzip" in asked.get("accept-encoding", "") and "range" not in asked and "if-none-match" not in asked


def _becomes_smaller(start: Message, body: bytes) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and len(body) >= LEAST_BYTES and any(one in kind for one in PACKED)


async def _sent(send: Send, start: Message, body: bytes, more: Mapping[str, str] | None = None) -> None:
    """Sends an answer whose length may have changed."""
    changed = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=changed)
    if "content-length" in headers:
        headers["content-length"] = str(len(body))
    for name in ("etag", "accept-ranges") if more else ():
        if name in headers:
            del headers[name]
    headers.update(more or {})
    await send(changed)
    await send({"type": "http.response.body", "body": body})
