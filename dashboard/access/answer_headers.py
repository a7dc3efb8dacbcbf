"""The headers of an answer, changed on its way out."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


def sending(send: Send, change: Callable[[MutableHeaders, int], None]) -> Send:
    """Sends as `send` does, once `change` was given the answer's headers and its status."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message), message["status"])
        await send(message)

    return changed
