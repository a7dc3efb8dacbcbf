"""Attacks of migraine in the windows of the treatments of which a rule asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.days.attacks import attacks
from analysis.days.grid import day_grid
from analysis.effect.continuation.arms import Attacks
from analysis.effect.continuation.rules import RULES
from analysis.effect.runs import PatientWindow
from analysis.episodes.episode import Episode
from analysis.windows import Window


def windows_with_attacks(episode: Episode) -> tuple[Window, ...]:
    """The baseline and the window asked, where a rule about the episode asks for attacks; else none."""
    asked = [rule for rule in RULES if rule.asks_for_attacks and rule.speaks_of(episode)]
    return tuple(dict.fromkeys((episode.baseline, *(episode.window(rule.window) for rule in asked)))) if asked else ()


def attacks_in(connection: Connection, wanted: Iterable[PatientWindow], basis: Basis) -> dict[PatientWindow, Attacks]:
    """The attacks in each window of each patient; none for a window of which a day lies outside the diary."""
    found: dict[PatientWindow, Attacks] = {}
    for patient, window in dict.fromkeys(wanted):
        grid = day_grid(connection, window, ("migraine", "headache"), basis.of([patient]))
        if grid.patients and grid.inside.all():
            count = attacks(grid)
            found[patient, window] = Attacks(int(count.lowest[0]), int(count.highest[0]))
    return found
