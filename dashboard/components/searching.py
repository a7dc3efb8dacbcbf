"""A box that searches as one types; the key / leads to it from anywhere on the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

WIDTH_PX = 230
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "headache_dashboard_searching",
    html='<input type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-label="/">\n',
    css=(_FOLDER / "searching.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "searching.js").read_text(encoding="utf-8"),
)


def search_box(label: str, placeholder: str, *, written: str, key: str) -> str | None:
    """The box, holding `written`; what was typed just now, None where nothing was."""
    data = {"label": f"{label} ({placeholder})", "placeholder": f"{placeholder} ( / )", "written": written}
    with st.container(width=WIDTH_PX):
        _component(key=key, data=data, on_typed_change=_noted)
    state = st.session_state.get(key)
    typed = state.get("typed") if isinstance(state, Mapping) else None
    return str(typed["text"]).strip() if isinstance(typed, Mapping) else None


def _noted() -> None:
    """The run that follows reads what was typed."""
