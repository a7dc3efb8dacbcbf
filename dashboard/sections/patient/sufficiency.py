"""Whether a diary was kept well enough to say anything (CMP-2, CMP-3, CMP-21), by the name of its text."""

from __future__ import annotations

from analysis.counts.completeness import Completeness
from analysis.settings import Settings


def tier_key(completeness: Completeness, settings: Settings) -> str:
    """The tier's code, `none` where no day could have been filled in, `attacks` where the source records only those."""
    if completeness.of_attacks:
        return "attacks"
    return completeness.tier(settings).code if completeness.inside else "none"
