"""Tells that a browser has drawn what stands above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "headache_dashboard_drawn",
    html="<span hidden></span>\n",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def when_drawn(tell: Callable[[], None], *, key: str) -> None:
    """Has the page run anew, `tell` being called first, once the browser has drawn what was sent until here."""
    _component(key=key, height=1, on_drawn_change=tell)
