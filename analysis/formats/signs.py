"""Words for signs of headache, as apps list them, in the columns of the diary.

A listed sign is a yes. A sign that is not listed is unknown, never a no: no app asks for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SIGNS = {
    "nausea": "nausea",
    "feeling nauseous": "nausea",
    "vomiting": "vomiting",
    "throwing up": "vomiting",
    "sensitivity to light": "photophobia",
    "sensitive to light": "photophobia",
    "light sensitivity": "photophobia",
    "light_sensitivity": "photophobia",
    "photophobia": "photophobia",
    "sensitivity to noise": "phonophobia",
    "sensitivity to sound": "phonophobia",
    "sensitive to noise": "phonophobia",
    "sensitive to sound": "phonophobia",
    "noise sensitivity": "phonophobia",
    "sound sensitivity": "phonophobia",
    "sound_sensitivity": "phonophobia",
    "phonophobia": "phonophobia",
    "throbbing": "pulsating",
    "throbbing pain": "pulsating",
    "pulsating": "pulsating",
    "pulsating pain": "pulsating",
    "pulsating / throbbing": "pulsating",
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

OTHER_HEADACHES = ("tension", "cluster")
SIDES = ("left", "right")
_BETWEEN_WORDS = re.compile(r"[\s_]+")


def said(items: Iterable[str]) -> dict[str, str]:
    """Yes for every diary column that one of the items speaks of."""
    return dict.fromkeys(sorted({SIGNS[item] for one in items if (item := one.strip().casefold()) in SIGNS}), "yes")


def on_one_side(places: Iterable[str]) -> dict[str, str]:
    """Yes for one-sided pain where every place is on the same side; nothing where that is not so."""
    named = [set(_BETWEEN_WORDS.split(place.strip().casefold())) & set(SIDES) for place in places if place.strip()]
    return {"unilateral": "yes"} if named and len(set().union(*named)) == 1 and all(named) else {}


def migraine_word(types: Iterable[str]) -> str:
    """The patient's own word: yes where any type is migraine, no where all are other headaches, otherwise unknown."""
    named = [one.strip().casefold() for one in types if one.strip()]
    if any("migraine" in item and not item.startswith(("no ", "not ", "non")) for item in named):
        return "yes"
    return "no" if named and all(item.startswith(OTHER_HEADACHES) for item in named) else ""
