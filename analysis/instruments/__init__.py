"""Questionnaires: what a score means and which change counts. Scores only; the questions are licensed (PRO-14).

An instrument is a module of this package with an `INSTRUMENTS` tuple, found by being there.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from analysis.instruments.instrument import Band, Change, ImportantChange, Instrument, changes, is_change_met

__all__ = ["INSTRUMENTS", "Band", "Change", "ImportantChange", "Instrument", "changes", "is_change_met"]


def _found() -> Mapping[str, Instrument]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    every = (instrument for module in modules for instrument in getattr(module, "INSTRUMENTS", ()))
    return MappingProxyType({instrument.name: instrument for instrument in every})


INSTRUMENTS = _found()
"""Every instrument by the name the exports use."""
