"""Who sends a request, where no page of the dashboard has come yet: by the same cookies, claims and rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from dashboard.access import Access
from dashboard.access.downloads import SIGN_IN_COOKIE

TOKENS_COOKIE = f"{SIGN_IN_COOKIE}_tokens"
PROVIDER = "default"


def claims_in(cookies: Mapping[str, str], access: Access) -> dict[str, Any] | None:
    """What the provider said of whoever holds these cookies, just as a session has it; None where nobody signed in."""
    told = _told(cookies, SIGN_IN_COOKIE, access)
    if told is None or told.pop("origin", None) != _origin(access) or not told.pop("is_logged_in", False):
        return None
    tokens: dict[str, Any] = {"tokens": {}} if _told(cookies, TOKENS_COOKIE, access) is not None else {}
    return {"is_logged_in": True, **told, **tokens}


def _told(cookies: Mapping[str, str], name: str, access: Access) -> dict[str, Any] | None:
    """What a signed cookie holds, which may be cut into several."""
    secret = str(access.provider["cookie_secret"])
    signed = get_cookie_with_chunks(lambda one: decode_signed_value(secret, one, cookies.get(one, "")), name)
    told = json.loads(signed) if signed else None
    return told if isinstance(told, dict) else None


def _origin(access: Access) -> str:
    address = urlsplit(str(access.provider["redirect_uri"]))
    return f"{address.scheme}://{address.netloc}"


def way_in() -> str:
    """The address that leads to the provider; good for two minutes."""
    return f"/auth/login?provider={encode_provider_token(PROVIDER)}"
