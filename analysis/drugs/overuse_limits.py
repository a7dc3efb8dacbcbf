"""The limits of medication overuse, class by class, written once."""

from __future__ import annotations

OVERUSE_DAYS = {
    "ergot": 10,
    "triptan": 10,
    "paracetamol": 15,
    "nsaid": 15,
    "other_analgesic": 15,
    "simple_analgesic": 15,
    "opioid": 10,
    "combination": 10,
}
"""Days of a 28-day window from which a class of acute medication is overused: ICHD-3 8.2.1 to 8.2.5 (MOH-2 to MOH-6;
unscaled, DAY-5). `simple_analgesic` are all non-opioid analgesics together, cumulatively (8.2.3, MOH-4)."""
