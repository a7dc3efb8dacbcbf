"""A text with a button that copies it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard.texts import Words
from dashboard.texts.plain import unturned

_FOLDER = Path(__file__).parent

_text_with_button = st.components.v2.component(
    "headache_dashboard_text_with_button",
    html='<div class="hd-copying"><button type="button" hidden></button> <span role="status"></span>\n<p></p></div>\n',
    css=(_FOLDER / "copying.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "copying.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # a window over the page keeps the Tab key within what it finds, which is not a shadow tree
)


def text_with_button(text: str, words: Words, *, key: str, copied: Callable[[], None]) -> None:
    """The text as written, and under it the button, which says when it is done; `copied` is called then."""
    data = {"text": unturned(text), "copy": words("copy"), "copied": words("copied")}
    _text_with_button(key=key, data=data, on_copied_change=copied)
