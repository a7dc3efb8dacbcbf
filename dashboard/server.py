"""The dashboard's server: the pages behind the gate. Streamlit finds `app` here when the command line opens it."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.access import how_opened
from dashboard.access.gate import GateMiddleware

_opened = how_opened()
app = st.App("app.py", secrets=_opened.secrets, middleware=[Middleware(GateMiddleware, gate=_opened.gate)])
