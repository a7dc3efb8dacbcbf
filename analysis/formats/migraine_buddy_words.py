"""The words of Migraine Buddy's lists, as far as they are clear, in the columns of the diary.

A listed sign is a yes. A sign that is not listed is unknown, never a no: the app does not ask for each.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGNS = {
    "nausea": "nausea",
    "feeling nauseous": "nausea",
    "vomiting": "vomiting",
    "throwing up": "vomiting",
    "sensitivity to light": "photophobia",
    "sensitive to light": "photophobia",
    "light sensitivity": "photophobia",
    "photophobia": "photophobia",
    "sensitivity to noise": "phonophobia",
    "sensitivity to sound": "phonophobia",
    "sensitive to noise": "phonophobia",
    "sensitive to sound": "phonophobia",
    "noise sensitivity": "phonophobia",
    "sound sensitivity": "phonophobia",
    "phonophobia": "phonophobia",
    "throbbing": "pulsating",
    "throbbing pain": "pulsating",
    "pulsating": "pulsating",
    "pulsating pain": "pulsating",
    "pounding": "pulsating",
    "pounding pain": "pulsating",
    "worse pain if moving": "aggravated_by_activity",
    "worse if moving": "aggravated_by_activity",
    "worse with movement": "aggravated_by_activity",
    "aura": "aura",
    "auras": "aura",
    "visual aura": "aura",
    "sensory aura": "aura",
    "with aura": "aura",
    "migraine with aura": "aura",
}
"""What a listed item says yes to."""

LISTS_OF_SIGNS = ("Attack Types", "Symptoms", "Most Bothersome Symptom", "Premonitory Symptoms", "Auras")
NOT_DURING_THE_ATTACK = "Premonitory Symptoms"
OTHER_HEADACHES = ("tension", "cluster")
SIDES = ("left", "right")


def items(text: str) -> list[str]:
    """The items of a comma-separated list, in small letters."""
    return [item for item in (part.strip().casefold() for part in text.split(",")) if item]


def signs(attack: Mapping[str, str]) -> dict[str, str]:
    """Yes for every diary column that the attack's lists speak of."""
    said = {
        sign
        for name in LISTS_OF_SIGNS
        for item in items(attack.get(name, ""))
        if (sign := SIGNS.get(item)) and (name != NOT_DURING_THE_ATTACK or sign == "aura")
    }
    if _is_one_sided(items(attack.get("Pain Positions", ""))):
        said.add("unilateral")
    return dict.fromkeys(sorted(said), "yes")


def migraine_word(types: str) -> str:
    """The patient's own word: yes where any type is migraine, no where all are other headaches, otherwise unknown."""
    named = items(types)
    if any("migraine" in item and not item.startswith(("no ", "not ", "non")) for item in named):
        return "yes"
    other = [item.startswith(OTHER_HEADACHES) for item in named]
    return "no" if named and all(other) else ""


def _is_one_sided(positions: list[str]) -> bool:
    sides = {side for position in positions for side in SIDES if side in position.split()}
    return len(sides) == 1 and all(set(position.split()) & set(SIDES) for position in positions)
