"""The form in which a patient fills in a day, and the week beside it; what was answered comes back as one message.

The answers stay in the browser until the server has said that they are kept: a connection that drops, or a day that
locks while it is open, takes nothing from the person's eyes. All texts are made here and set in as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.parts.colours import DARK, FONT, LIGHT

KEY = "own-diary"
_FOLDER = Path(__file__).parent
_HTML = """
<div class="own-diary">
  <div class="day"></div>
  <div class="foot">
    <div class="saving"></div>
    <div class="status" role="status" aria-live="polite"></div>
  </div>
  <div class="week"></div>
</div>
"""
_component = st.components.v2.component(
    "headache_dashboard_own_diary",
    html=_HTML,
    css=(_FOLDER / "diary_form.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "diary_form.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Answer:
    """What was sent: a mark of its own, by which it is answered, and what was told, which is not believed yet."""

    id: str
    told: Mapping[str, Any]


def sent_answer() -> Answer | None:
    """The answer that made this run, if one did."""
    state = st.session_state.get(KEY)
    text = state.get("answer") if isinstance(state, Mapping) else None
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return Answer(str(told.get("id", ""))[:100], told) if isinstance(told, dict) else None


def diary_form(data: Mapping[str, Any]) -> None:
    """Draws the form with what the browser is to know (`form_data` of the session)."""
    colours = {"light": {"--font": FONT, **LIGHT.as_css()}, "dark": {"--font": FONT, **DARK.as_css()}}
    _component(key=KEY, data={**colours, **data}, on_answer_change=_noted)


def _noted() -> None:
    """The run that follows reads what was sent."""
