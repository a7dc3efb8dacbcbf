"""What stands around every page: its style, the document's language, and what is said when something went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard.charts.parts.colours import palette
from dashboard.show import markup
from dashboard.show.unbroken import unbroken
from dashboard.texts import Words

ICON = Path(__file__).with_name("icon.png")
"""The sign in the browser's tab: a picture of our own, since Streamlit would fetch any other from outside."""

STREAMLIT_SPEAKS = "en"
LEFT_IN_ENGLISH = {
    "Upload": "streamlit-upload",
    "Browse files": "streamlit-upload",
    "Drag and drop files here": "streamlit-drop",
    "Limit {1}MB per file • {2}": "streamlit-limit",
    "{1}MB per file • {2}": "streamlit-limit",
    "{1}MB per file": "streamlit-largest",
    "file upload": "streamlit-upload",
    "Choose an option": "streamlit-option",
    "yyyy": "streamlit-no-year",
    "Open": "streamlit-open",
    "Remove {1}": "streamlit-remove",
    "Press Enter to apply": "streamlit-enter",
    "Press Enter to submit form": "streamlit-enter",
    "{1} more": "streamlit-more",
    "Skip to main content": "streamlit-skip",
    "Close": "streamlit-close",
    "Choose date": "streamlit-date",
    "Help for {1}": "streamlit-help",
    "No results": "streamlit-no-results",
    "Clear value": "streamlit-clear",
    "year, {1}": "streamlit-year",
    "month, {1}": "streamlit-month",
    "day, {1}": "streamlit-day",
    "Page not found": "streamlit-no-page",
    "The page that you have requested does not seem to exist. Running the app's main page.": "streamlit-first-page",
    "You have requested page /{1}, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": "streamlit-first-page",
}
"""What Streamlit says by itself, {1} and {2} standing for any text, and the texts that say it in a language of ours."""

LOOKED_AGAIN_SECONDS = 10.0
_STYLE = Path(__file__).with_name("own.css")

_document = st.components.v2.component(
    "headache_dashboard_document",
    html="<span hidden></span>\n",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def style(*, dark: bool) -> None:
    """The look of what the dashboard draws itself, in the colours of the theme."""
    colours = "".join(f"{name}:{colour};" for name, colour in palette(dark).as_css().items())
    # Streamlit writes white on the accent in both themes, which is pale on the bright accent of the dark one.
    on_accent = f'[data-testid^="stBaseButton-primary"]:enabled p{{color:{palette(dark).page}}}'
    st.html(f"<style>.hd{{{colours}}}{on_accent}{_STYLE.read_text(encoding='utf-8')}</style>")


def document(words: Words, printed: Callable[[], None]) -> None:
    """Tells browsers and screen readers the language of the page, and says in it what Streamlit says in English.

    `printed` is called when the browser begins to print the page. When the device turns dark or light, the page is
    drawn anew.
    """
    said = (
        {} if words.language == STREAMLIT_SPEAKS else {english: words(key) for english, key in LEFT_IN_ENGLISH.items()}
    )
    data = {"language": words.language, "said": said}
    _document(key="document", data=data, height=1, on_printed_change=printed, on_turned_change=lambda: None)


def problem(sentence: str, detail: str = "", english: str = "") -> None:
    """A problem of the user's situation, as a sentence, with what exactly was found; `english` is marked as such."""
    found = f'<div lang="en">{markup.paragraph(english)}</div>' if english else ""
    shown = markup.paragraph(sentence, "answer"), markup.paragraph(detail), found
    st.html(markup.block(*shown, name="empty", label=sentence))


@st.fragment(run_every=LOOKED_AGAIN_SECONDS)
def look_again(since: float) -> None:
    """Runs the page anew after a while, since something that was away may be back; `since` is when it was drawn."""
    if time.monotonic() - since > LOOKED_AGAIN_SECONDS / 2:
        st.rerun()


def stale(sentence: str) -> None:
    """That the data are old, in a row above the page; nothing where they are not."""
    if sentence:
        st.html(f'<div class="hd stale" role="note">{markup.paragraph(unbroken(sentence))}</div>')


def sheet(whose: str, words: Words) -> None:
    """What stands in the margins of each sheet that a browser prints: who, as of when, and what prints better."""
    if not whose:
        return
    left, right = _as_css(whose), _as_css(words("print-sheet"))
    margins = f"@top-left{{content:{left};font:bold 8pt sans-serif}}@top-right{{content:{right};font:8pt sans-serif}}"
    st.html(f"<style>@page{{{margins}}}</style>")


def _as_css(text: str) -> str:
    """A text as a string of CSS, every sign written as its number, so that nothing ends it."""
    return '"' + "".join(f"\\{ord(sign):x} " for sign in text) + '"'


def lead_to(file: str, label: str) -> None:
    """A button that leads to another page, named by its file."""
    if st.button(label, type="primary", key=f"lead-to-{file}"):
        st.switch_page(f"app_pages/{file}.py")
