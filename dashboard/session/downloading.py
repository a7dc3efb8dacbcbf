"""Files that are made when they are downloaded, each for the session that asks for it and for no other."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.errors import NotAllowed
from dashboard.access import SESSIONS, how_opened
from dashboard.access.downloads import DOWNLOADS, browser_of
from dashboard.session import failing, signing

Make = Callable[[], bytes]


class NotMade(Exception):
    """A file that could not be made. It says a reference and nothing else: Streamlit writes it to the server's log."""


def own(make: Make) -> Make:
    """What makes the file for the browser of this session, while the session lasts.

    It is called later, outside a run of the page, where nobody could say any more whose it is.
    """
    claims, browser = signing.claims(), browser_of(dict(st.context.cookies))

    def made() -> bytes:
        access = how_opened().access
        try:
            if access is not None and (claims is None or SESSIONS.state(claims, access) is not None):
                raise NotAllowed("The session has ended.")
            content = make()
        except Exception as error:  # noqa: BLE001 - whatever it says may name a patient
            raise NotMade(failing.log_failure(error)) from None
        DOWNLOADS.keep(content, browser)
        return content

    return made
