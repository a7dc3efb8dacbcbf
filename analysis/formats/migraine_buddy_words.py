"""The lists of Migraine Buddy, as far as their words are clear, in the columns of the diary."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.formats.signs import on_one_side, said

LISTS_OF_SIGNS = ("Attack Types", "Symptoms", "Most Bothersome Symptom", "Auras")
_BLED = re.compile(r"\b(?:menstruation|period):\s*(yes|no)\b", re.IGNORECASE)
"""How the triggers of a report say whether the woman bled."""
BEFORE_THE_ATTACK = "Premonitory Symptoms"


def items(text: str) -> list[str]:
    """The items of a comma-separated list, in small letters."""
    return [item for item in (part.strip().casefold() for part in text.split(",")) if item]


def signs(attack: Mapping[str, str]) -> dict[str, str]:
    """Yes for every diary column that the attack's lists speak of; of what came before the attack, only for aura."""
    bled = _BLED.search(attack.get("Potential Triggers", ""))
    during = said(item for name in LISTS_OF_SIGNS for item in items(attack.get(name, "")))
    before = said(items(attack.get(BEFORE_THE_ATTACK, "")))
    aura = {name: yes for name, yes in before.items() if name == "aura"}
    told = {"menstruation": bled[1].casefold()} if bled else {}
    if "yes" in items(attack.get("Auras", "")):
        aura = {"aura": "yes"}
    return during | aura | told | on_one_side(items(attack.get("Pain Positions", "")))
