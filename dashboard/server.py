"""The dashboard's server: the pages behind the gate. Streamlit finds `app` here when the command line opens it."""

from pathlib import PurePosixPath

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_storage import MediaFileKind

from dashboard.access import how_opened
from dashboard.access.gate import GateMiddleware
from dashboard.failed import say_beside_a_page
from dashboard.sending import SendingMiddleware
from dashboard.session.day_requests import DayMiddleware
from dashboard.session.failing import keep_words_out_of_the_log
from dashboard.session.way_back import WayBackMiddleware


def stored(name: str) -> bytes | None:
    """The content of a file made to be downloaded; None of what is part of a page, or is not there."""
    found = get_instance().media_file_mgr.read_file(PurePosixPath(name).stem)
    return found.content if found is not None and found.kind is MediaFileKind.DOWNLOADABLE else None


_opened = how_opened()
_gate = Middleware(GateMiddleware, gate=_opened.gate, stored=stored if _opened.access else None)
keep_words_out_of_the_log()
app = st.App(
    "app.py",
    secrets=_opened.secrets,
    middleware=[_gate, Middleware(WayBackMiddleware), Middleware(DayMiddleware), Middleware(SendingMiddleware)],
    on_script_error=say_beside_a_page,
)
