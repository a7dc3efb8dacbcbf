"""The dashboard's own protocol, spoken as a browser does, without a browser: sign-in, runs of pages, what was sent.

For tests that forge what no page would send, and for measuring with more people than a machine has browsers for.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import urljoin

import httpx
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_SECONDS = 120


class Speaker:
    """Somebody with a browser of their own at the dashboard's address, by the name that the sign-in service has."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self.browser = httpx.AsyncClient(base_url=address, follow_redirects=True, timeout=PATIENCE_SECONDS)

    def tab(self) -> connect:
        """A tab, to be opened with `async with`."""
        token = self.browser.cookies.get("_streamlit_xsrf", "")
        return connect(
            f"{self.address.replace('http', 'ws')}/_stcore/stream",
            additional_headers={"Cookie": self.cookies},
            origin=self.address,
            subprotocols=["streamlit", token],
            max_size=None,
        )

    @property
    def cookies(self) -> str:
        """The cookies as a header carries them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.cookies.jar)

    async def sign_in(self) -> None:
        """Signs in at the service that the tests have."""
        await self.browser.get("/_stcore/health")
        await self.browser.get("/_stcore/host-config")
        async with self.tab() as tab:
            shown = await run(tab, "lang=en")
            (button,) = [one.button.id for one in elements(shown) if one.WhichOneof("type") == "button"]
            redirected = await run(tab, "lang=en", states=[pressed(button)])
        where = next(one.auth_redirect.url for one in redirected if one.WhichOneof("type") == "auth_redirect")
        asked = await self.browser.get(urljoin(self.address, where))
        link = re.search(rf'href="([^"]+)">{self.name}</a>', asked.text)
        assert link, asked.text[:200]
        await self.browser.get(unescape(link[1]))


def pressed(button: str) -> WidgetState:
    """A button as pressed."""
    return WidgetState(id=button, trigger_value=True)


def told(component: str, event: str, value: object) -> WidgetState:
    """What a component of our own tells, as if it had."""
    payload = json.dumps([{"event": event, "value": value}])
    return WidgetState(id=_make_trigger_id(component, "events"), json_trigger_value=payload)


def components(shown: Iterable[ForwardMsg]) -> dict[str, str]:
    """The components of our own that were sent: the ids by their names."""
    found = [one.bidi_component for one in elements(shown) if one.WhichOneof("type") == "bidi_component"]
    return {one.component_name.rpartition(".")[2].removeprefix("headache_dashboard_"): one.id for one in found}


async def run(
    tab: ClientConnection, query: str, *, page: str = "", states: Iterable[WidgetState] = ()
) -> list[ForwardMsg]:
    """What the server sends for one run of a page, until it says that it is done or leads elsewhere."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    asked.rerun_script.context_info.locale = "en-GB"
    asked.rerun_script.context_info.timezone = "Europe/Stockholm"
    asked.rerun_script.widget_states.widgets.extend(states)
    await tab.send(asked.SerializeToString())
    sent = []
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(tab.recv(), PATIENCE_SECONDS))
        sent.append(message)
        kind = message.WhichOneof("type")
        if kind == "auth_redirect" or (kind == "script_finished" and message.script_finished == 0):
            return sent


def elements(shown: Iterable[ForwardMsg]) -> list[Any]:
    """The elements that were sent."""
    return [one.delta.new_element for one in shown if one.WhichOneof("type") == "delta"]


def content(shown: Iterable[ForwardMsg]) -> bytes:
    """All that was sent."""
    return b"".join(one.SerializeToString() for one in shown)
