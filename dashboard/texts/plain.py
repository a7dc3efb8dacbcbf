"""Text made of data as it can stand within other text: nothing in it turns the direction in which a line is read."""

from __future__ import annotations

import html
import re

TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks, embeddings, overrides and isolates of the bidirectional algorithm. Every text here is read from the left."""


def unturned(text: str) -> str:
    """The text without what would turn the words around it."""
    return TURNING.sub("", text)


def escape(text: str) -> str:
    """The same as HTML that means the text itself."""
    return html.escape(unturned(text))
