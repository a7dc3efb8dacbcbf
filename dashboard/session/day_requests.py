"""The patient's own day before the dashboard has come: one light page, and the answers that are sent from it.

It stands behind the gate, in front of the dashboard's own pages, as ASGI middleware. Whoever may keep a diary gets the
light page at the root and at `/diary`; everything else passes. Rights, session, lock, versions and the access log are
those of every other way: an answer goes through the same door.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import NotAllowed
from analysis.store import Action, Door, Visitor
from analysis.store.roles import Right
from dashboard.access import SESSIONS, how_opened, visitor_of
from dashboard.components.diary_form import colours, read_answer
from dashboard.components.diary_page import REMINDER, WHOLE, Frame, day_page, sign_in_page
from dashboard.sending import AS_PACKED
from dashboard.session import clock, failing, own_answers, own_pages, reading, signing
from dashboard.session.signed_in import claims_in, way_in
from dashboard.texts import Words, best_language, languages, words

DIARY, ROOT, SIGN_IN, SIGN_OUT = "/diary", "/", "/sign-in", "/sign-out"
TAKEN_ALONG = ("lang", "patient")
"""What links of the page take along of its address."""
MOST_BYTES = 500_000
"""Of an answer: the longest note and drug, every sign of them written as its number."""
AT_ONCE = 32
"""Requests that are answered at once; an answer waits while another is written."""
USED = "x-used"
"""Tells that somebody typed or tapped since the page looked last whether its session goes on: a step of it."""
PAGE_OF = "x-page-of"
"""Carries the mark of the person whose page it is."""
UNSEEN = 401
"""The status of an answer to somebody who is not signed in any more."""


@dataclass(frozen=True)
class Asked:
    """A request, in whose name it comes, and what stands in its address."""

    request: Request
    visitor: Visitor | None
    outside: str | None
    """The text of what stands in place of the pages (`signing`); None for who may see some."""
    mark: str = ""
    """What a page of this person carries, so that it is of no use to another; empty where nobody signs in."""

    @property
    def words(self) -> Words:
        """The words of the language in the address, else of the browser's preference."""
        code = self.request.query_params.get("lang", "")
        return words(code if code in languages() else best_language(_preferred(self.request)))

    @property
    def is_page(self) -> bool:
        """Whether a browser opens an address."""
        return self.request.method == "GET" and "text/html" in self.request.headers.get("accept", "")

    @property
    def door(self) -> Door:
        """The door for who asks. Raises NotAllowed where nobody does."""
        if self.visitor is None:
            raise NotAllowed("Nobody has signed in.")
        return Door(reading.store(), self.visitor)

    @property
    def patient(self) -> str:
        """Whose diary it is."""
        return self.visitor.own or "" if self.visitor else ""


class DayMiddleware:
    """In front of the dashboard's pages, behind the gate."""

    def __init__(self, app: ASGIApp) -> None:
        """In front of `app`."""
        self._app = app
        self._pool = ThreadPoolExecutor(AT_ONCE, "own-diary")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request for the light page; everything else passes."""
        answer = None
        if scope["type"] == "http" and scope["path"] in (DIARY, ROOT, SIGN_IN, SIGN_OUT):
            request = Request(scope, receive)
            body = await _body(request) if request.method == "POST" else ""
            arrived = clock.arrival()
            answer = await asyncio.get_running_loop().run_in_executor(self._pool, _answer, request, body, arrived)
        await (answer or self._app)(scope, receive, send)


async def _body(request: Request) -> str | None:
    """What was sent as JSON by a page of the dashboard itself; None where it was not."""
    own = request.headers.get("host", "").lower()
    if urlsplit(request.headers.get("origin", "")).netloc.lower() != own:
        return None
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > MOST_BYTES:
            return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _answer(request: Request, body: str | None, arrived: datetime) -> Response | None:
    """The answer; None for what the dashboard's own pages answer."""
    if body is None:
        return Response(status_code=403)
    place = (request.method, request.url.path)
    if how_opened().access and place == ("GET", SIGN_IN):
        return RedirectResponse(way_in(), status_code=303)
    if how_opened().access and place == ("POST", SIGN_OUT):
        return _signed_out(request)
    asked = _asked(request, takes_step=not _asks_for_state(request) or USED in request.headers)
    if asked.is_page and asked.outside not in (None, signing.NO_ROLE):
        told = signing.told_outside(asked.outside or "", asked.words)
        return _packed(request, sign_in_page(asked.words, *told), "text/html")
    try:
        return _of_day(asked, body, arrived) if request.url.path in (DIARY, ROOT) else None
    except Exception as error:  # noqa: BLE001 - the dashboard's own page says what is wrong, the log where
        failing.log_failure(error)
        return None if asked.is_page else Response(status_code=503)


def _asks_for_state(request: Request) -> bool:
    """Whether a page only looks whether its session goes on, which does not keep it alive."""
    return request.method == "GET" and "application/json" in request.headers.get("accept", "")


def _asked(request: Request, *, takes_step: bool) -> Asked:
    access = how_opened().access
    if access is None:
        own = request.query_params.get("patient") if how_opened().is_demo and request.url.path == DIARY else None
        return Asked(request, own_answers.looking_as(own) if own else None, None)
    claims = claims_in(request.cookies, access)
    if claims is None:
        return Asked(request, None, signing.SIGN_IN)
    if ended := (SESSIONS.step if takes_step else SESSIONS.state)(claims, access):
        return Asked(request, None, f"{signing.SIGNED_OUT}-{ended.value}")
    try:
        visitor = visitor_of(claims, access)
        return Asked(request, visitor, None, mark_of(visitor))
    except NotAllowed:
        return Asked(request, None, signing.NO_ROLE)


def mark_of(visitor: Visitor) -> str:
    """What tells the pages of one person from those of another in the same browser, and says nothing of either."""
    return sha256(repr(("page of", visitor.user, visitor.own)).encode()).hexdigest()[:32]


def _signed_out(request: Request) -> Response:
    access = how_opened().access
    claims = claims_in(request.cookies, access) if access else None
    if claims is not None:
        SESSIONS.sign_out(claims)
    return Response(status_code=204)


def _of_day(asked: Asked, body: str, arrived: datetime) -> Response | None:
    """The light page, or the answer to what it sends; None for whoever keeps no diary, and for the whole page."""
    is_sent_by_it = asked.request.method == "POST" or _asks_for_state(asked.request)
    if asked.visitor is None or Right.OWN_DIARY not in asked.visitor.rights:
        return Response(status_code=UNSEEN) if asked.outside and is_sent_by_it else None
    if is_sent_by_it:
        return _told(asked, body, arrived)
    if REMINDER in asked.request.query_params:
        return _reminder(asked)
    return _page(asked) if asked.is_page and WHOLE not in asked.request.query_params else None


def _told(asked: Asked, body: str, arrived: datetime) -> Response:
    """The answer to what a page sends, if it is one of this person."""
    if asked.request.headers.get(PAGE_OF, "") != asked.mark:
        return Response(status_code=UNSEEN)
    return _kept(asked, body, arrived) if asked.request.method == "POST" else Response(status_code=204)


def _page(asked: Asked) -> Response:
    along = {name: value for name in TAKEN_ALONG if (value := asked.request.query_params.get(name))}
    opened, spoken = how_opened(), asked.words
    demo = "" if opened.access else spoken("own-demo", patient=asked.patient)
    warning = spoken("without-sign-in") if opened.is_without_sign_in else ""
    frame = Frame(spoken, along, (warning, demo), asked.mark)
    return _packed(asked.request, day_page(_shown(asked), frame), "text/html")


def _kept(asked: Asked, body: str, arrived: datetime) -> Response:
    """What is said to an answer, with the week as it is now."""
    sent = read_answer(body)
    if sent is None or "application/json" not in asked.request.headers.get("content-type", ""):
        return Response(status_code=400)
    outcome = own_answers.outcome(asked.door, asked.patient, sent, asked.words, arrived)
    told = {**colours(), **_shown(asked), "outcome": {**outcome, "mark": secrets.token_hex(8)}}
    return _packed(asked.request, json.dumps(told), "application/json")


def _packed(request: Request, text: str, kind: str) -> Response:
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(text, media_type=kind)
    return Response(gzip.compress(text.encode(), 6), media_type=kind, headers=AS_PACKED)


def _shown(asked: Asked) -> dict[str, Any]:
    records = asked.door.enter(Action.READ, own_answers.PLACE, (asked.patient,))
    return own_answers.shown(records, asked.patient, asked.words)


def _reminder(asked: Asked) -> Response:
    file = own_pages.reminder_file(clock.today(), asked.words)
    named = {"content-disposition": 'attachment; filename="diary.ics"'}
    return Response(file, media_type="text/calendar", headers=named)


def _preferred(request: Request) -> list[str]:
    """The languages that the browser prefers, as it orders them."""
    told = request.headers.get("accept-language", "")
    return [one.partition(";")[0].strip() for one in told.split(",") if one.strip()]
