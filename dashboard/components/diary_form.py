"""The form in which a patient fills in a day, and the week beside it; what was answered comes back as one message.

The answers stay in the browser until the server has said that they are kept: a connection that drops, or a day that
locks while it is open, takes nothing from the person's eyes. All texts are made here and set in as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True)
class Files:
    """What the form is made of in a browser."""

    html: str
    css: str
    js: str


@cache
def form_files() -> Files:
    """The form's files, read once."""
    css, js = ((_FOLDER / f"diary_form.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return Files(_HTML, css, js)


_component = st.components.v2.component(
    "headache_dashboard_own_diary", html=form_files().html, css=form_files().css, js=form_files().js
)


@dataclass(frozen=True)
class Answer:
    """What was sent: a mark of its own, by which it is answered, and what was told, which is not believed yet."""

    id: str
    told: Mapping[str, Any]


def sent_answer() -> Answer | None:
    """The answer that made this run, if one did."""
    state = st.session_state.get(KEY)
    return read_answer(state.get("answer") if isinstance(state, Mapping) else None)


def read_answer(text: object) -> Answer | None:
    """What a browser sent, as far as it is one."""
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return Answer(str(told.get("id", ""))[:100], told) if isinstance(told, dict) else None


def diary_form(data: Mapping[str, Any]) -> None:
    """Draws the form with what the browser is to know (`form_data` of the session)."""
    _component(key=KEY, data={**colours(), **data}, on_answer_change=_noted)


def colours() -> dict[str, dict[str, str]]:
    """The colours of both themes, by one of which the form draws."""
    return {"light": {"--font": FONT, **LIGHT.as_css()}, "dark": {"--font": FONT, **DARK.as_css()}}


def _noted() -> None:
    """The run that follows reads what was sent."""
