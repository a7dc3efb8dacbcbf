"""What people call headache where they name it themselves: an activity, a symptom; with how bad it was, if said."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADACHES = frozenset(
    "headache headaches head-ache huvudvärk huvudvark hodepine hovedpine kopfschmerz kopfschmerzen hoofdpijn".split()
)
MIGRAINES = frozenset("migraine migraines migrän migran migrene migræne migräne".split())
SEVERITIES = {
    **dict.fromkeys("mild light slight lätt svag leicht".split(), "1"),
    **dict.fromkeys("moderate medium medel måttlig mittel".split(), "2"),
    **dict.fromkeys("severe strong bad svår stark kraftig schwer".split(), "3"),
}
NEGATIONS = frozenset("no none without free ingen inget utan ej kein keine ingen geen".split())
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Headache:
    """What a name says of headache: that it was there or was not, as migraine or not, how bad (a word) where told."""

    is_there: bool
    is_migraine: bool
    severity: str | None


def headache_in(name: str) -> Headache | None:
    """What the name says of headache; None where it speaks of something else, or of more than that."""
    words = _WORD.findall(name.casefold().replace("head ache", "headache"))
    rest = [word for word in words if word not in HEADACHES | MIGRAINES]
    if len(rest) == len(words) or any(word not in NEGATIONS and word not in SEVERITIES for word in rest):
        return None
    severity = next((word for word in rest if word in SEVERITIES), None)
    return Headache(not NEGATIONS & set(rest), bool(MIGRAINES & set(words)), severity)
