"""The patient's own day as a page that needs nothing else: the form with its code and what it shows, in some 12 kB.

The dashboard's own pages load a megabyte before anything can be tapped. Here the same form stands in the first answer
of the server, and sends what was answered by a request of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.charts.parts.colours import DARK, FONT, LIGHT, Palette
from dashboard.components.diary_form import colours, form_files
from dashboard.texts import Words, languages, words
from dashboard.texts.plain import escape

_FOLDER = Path(__file__).parent
WHOLE = "whole"
"""Stands in the address of the dashboard's own page, which has the month and the summary too."""
REMINDER = "reminder"


@dataclass(frozen=True)
class Frame:
    """What stands around the form: what the address `asked`, what is said above it, whose page it is."""

    spoken: Words
    asked: Mapping[str, str]
    notes: Sequence[str] = ()
    mark: str = ""
    """Empty where nobody signs in."""

    def link(self, **others: str) -> str:
        """The address of the diary with what it says already, and more."""
        return f"/diary?{urlencode({**self.asked, **others})}"


def day_page(data: Mapping[str, Any], frame: Frame) -> str:
    """The page with the form; `data` as the form has it."""
    spoken = frame.spoken
    notes = "".join(f'<p class="note" role="note">{escape(note)}</p>' for note in frame.notes if note)
    told = {"data": {**colours(), **data}, "signedOut": spoken("own-signed-out"), "mark": frame.mark}
    form = form_files()
    body = (
        f'<main><h1>{escape(spoken("own-title"))}</h1><p class="about">{escape(spoken("own-seen"))}</p>'
        f"{notes}{form.html}</main>{_links(frame)}"
        f'<script type="application/json" id="told">{_json(told)}</script>'
        f'<script type="module">{form.js.replace("export default function", "function form", 1)}{_file("js")}</script>'
    )
    return _document(spoken, "own-title", form.css.replace(":host", "main", 1) + _file("css"), body)


def sign_in_page(spoken: Words, heading: str, text: str) -> str:
    """The page of somebody who has to sign in first."""
    body = (
        f'<main><h1>{escape(heading)}</h1><p class="about">{escape(text)}</p>'
        f"""<button class="in" onclick="location.href='/sign-in'">{escape(spoken("sign-in-button"))}</button></main>"""
    )
    return _document(spoken, "sign-in", _file("css"), body)


def _links(frame: Frame) -> str:
    spoken = frame.spoken
    others = [code for code in languages() if code != spoken.language]
    switches = "".join(
        f'<a lang="{code}" href="{escape(frame.link(lang=code))}">{escape(words(code)("language-name"))}</a>'
        for code in others
    )
    reminder = f'<a download="diary.ics" href="{escape(frame.link(reminder="1"))}">{escape(spoken("own-reminder"))}</a>'
    out = f'<button type="button" id="out">{escape(spoken("sign-out"))}</button>' if frame.mark else ""
    whole = f'<a href="{escape(frame.link(whole="1"))}">{escape(spoken("own-month-show"))}</a>'
    return f'<nav class="links" aria-label="{escape(spoken("own-links"))}">{whole}{reminder}{switches}{out}</nav>'


def _document(spoken: Words, title: str, css: str, body: str) -> str:
    schemes = f":root{{{_css(LIGHT)}}}@media (prefers-color-scheme: dark){{:root{{{_css(DARK)}}}}}"
    return (
        f'<!DOCTYPE html><html lang="{spoken.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(spoken(title))}</title>'
        f'<link rel="icon" href="data:,"><style>{schemes}{css}</style></head><body>{body}</body></html>'
    )


def _css(theme: Palette) -> str:
    told = {"--font": FONT, "--st-background-color": theme.page, **theme.as_css()}
    return "".join(f"{name}:{value};" for name, value in told.items())


def _json(told: Mapping[str, Any]) -> str:
    """As JSON in a page: no text of it can end the script that it stands in."""
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _file(kind: str) -> str:
    return (_FOLDER / f"diary_page.{kind}").read_text(encoding="utf-8")
