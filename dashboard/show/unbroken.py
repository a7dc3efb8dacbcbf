"""Texts as they are set on a screen: no line breaks between a number and what it counts, nor within a date."""

from __future__ import annotations

import re
from typing import TypeVar

from dashboard.texts.plain import unturned

NO_BREAK = "\N{NO-BREAK SPACE}"
_AFTER_A_NUMBER = re.compile(r"(?<=\d) (?=[%\w])")
_BEFORE_A_YEAR = re.compile(r"(?<=[^\W\d_]) (?=\d{4}\b(?!-))")

_TAG = re.compile(r"(<[^>]*>)")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_RANGE = re.compile(r"\b\d+–\d+\b")
_HYPHENED = re.compile(rf"(?<![\w-])(?:\d+(?:{NO_BREAK}?%)?|[A-ZÅÄÖ]{{1,4}})-\w{{1,20}}\b(?!-)")
"""What breaks after a few letters or figures: NT-rådet, 28-dagarsperiod, 95 %-intervall, MD-1."""

Value = TypeVar("Value")


def unbroken(text: str) -> str:
    """The text with spaces that do not break: 57 %, 120 mg, 1 nov, 31 October 2026; nothing in it turns a line."""
    return _BEFORE_A_YEAR.sub(NO_BREAK, _AFTER_A_NUMBER.sub(NO_BREAK, unturned(text)))


def whole(value: Value) -> Value:
    """The same for every text within dictionaries and sequences; keys stay as they are."""
    if isinstance(value, str):
        return unbroken(value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}  # type: ignore[return-value]
    if isinstance(value, list | tuple):
        return [whole(one) for one in value]  # type: ignore[return-value]
    return value


def unbroken_html(html: str) -> str:
    """The same for the texts of HTML; dates, ranges and short words with a hyphen, where lines break, are marked."""
    return "".join(part if part.startswith("<") else _set(part) for part in _TAG.split(html))


def _set(text: str) -> str:
    found = _DATE.sub(r"<time>\g<0></time>", unbroken(text))
    for held in (_RANGE, _HYPHENED):
        found = held.sub(r'<span class="range">\g<0></span>', found)
    return found
