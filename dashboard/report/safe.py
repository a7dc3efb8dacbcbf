"""Text as it can stand on paper, whatever was written in a name or a note.

Control characters, marks that turn the direction of writing, and everything else that cannot be seen are left out; a
character that the fonts lack is a hollow square, since a missing glyph makes no valid page. Nothing here knows markup:
texts reach the page as values, and are never read as anything else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

MISSING = "\N{WHITE SQUARE}"
"""Stands for a character that the fonts lack."""
LONGEST = 600
"""Characters of one text; whatever is longer ends with an ellipsis, as what does not fit into its place does."""
LONGEST_WORD = 24
"""Letters after which a word may be broken."""
BREAK = "\N{ZERO WIDTH SPACE}"
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Mc", "Me"}
"""General categories of what is left out: controls, formats, surrogates, private, unassigned, marks on their own."""
BLANK = {"Zs", "Zl", "Zp"}

SHOWN_RANGES = (
    (0x20, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0x148),
    (0x14A, 0x1C3),
    (0x1C5, 0x2AF),
    (0x38E, 0x3A1),
    (0x3A3, 0x3E1),
    (0x400, 0x482),
    (0x48A, 0x49D),
    (0x4A0, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2190, 0x2199),
)
SHOWN_ALONE = frozenset("\N{GREEK CAPITAL LETTER ALPHA WITH TONOS}−≤≥≈∞●○▲▼□€")


def is_shown(character: str) -> bool:
    """Whether the fonts have the character; a test draws all of them."""
    return character in SHOWN_ALONE or any(low <= ord(character) <= high for low, high in SHOWN_RANGES)


@lru_cache(maxsize=8192)
def safe(text: str) -> str:
    """The text as it can be printed: composed, its blanks single, at most LONGEST characters."""
    cut = unicodedata.normalize("NFC", text[: 4 * LONGEST])
    seen = " ".join("".join(map(_printed, cut)).split())
    short = seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"
    return " ".join(map(_breakable, short.split(" "))).replace(" %", "\N{NO-BREAK SPACE}%")


def safe_values(value: object) -> Any:
    """A value as plain mappings, lists, texts and numbers, every text within it safe; dataclasses by field."""
    if isinstance(value, str):
        return safe(value)
    if value is None or isinstance(value, int | float):  # most values; the questions below take longer to ask
        return value
    if isinstance(value, Mapping):
        return {key: safe_values(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [safe_values(one) for one in value]
    names = getattr(type(value), "__dataclass_fields__", None)
    return value if names is None else {name: safe_values(getattr(value, name)) for name in names}


@lru_cache(maxsize=4096)
def _printed(character: str) -> str:
    if is_shown(character):
        return character
    kind = unicodedata.category(character)
    if kind in BLANK or character in "\t\n\r":
        return " "
    if kind in UNSEEN:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain and all(map(is_shown, plain)) else MISSING


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[place : place + LONGEST_WORD] for place in range(0, len(word), LONGEST_WORD))
