"""What stands around every page: its style, the document's language, and what is said when something went wrong."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.charts.parts.colours import palette
from dashboard.show import markup
from dashboard.texts import Words

ICON = Path(__file__).with_name("icon.png")
"""The sign in the browser's tab: a picture of our own, since Streamlit would fetch any other from outside."""

_STYLE = Path(__file__).with_name("own.css")

_document_language = st.components.v2.component(
    "headache_dashboard_document_language",
    html="<span hidden></span>\n",
    js="export default function (component) {\n  document.documentElement.lang = component.data.language\n}\n",
)


def style(*, dark: bool) -> None:
    """The look of what the dashboard draws itself, in the colours of the theme."""
    colours = "".join(f"{name}:{colour};" for name, colour in palette(dark).as_css().items())
    st.html(f"<style>.hd{{{colours}}}{_STYLE.read_text(encoding='utf-8')}</style>")


def document_language(words: Words) -> None:
    """Tells browsers and screen readers the language of the page."""
    _document_language(key="document-language", data={"language": words.language}, height=1)


def problem(sentence: str, detail: str = "") -> None:
    """A problem of the user's situation, as a sentence, with what exactly was found."""
    found = f'<div lang="en">{markup.paragraph(detail)}</div>' if detail else ""
    st.html(markup.block(markup.paragraph(sentence, "answer"), found, name="empty", label=sentence))
