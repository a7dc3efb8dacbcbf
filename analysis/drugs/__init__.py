"""Drugs: the catalogue, and what a written drug name or ATC code stands for."""

from __future__ import annotations

from analysis.drugs.recognition import recognised, recognised_all, unrecognised_parts
from analysis.drugs.substances import ANTIEMETIC, CLASSES, OPIOID_IN_COMBINATION, Drug, catalogue, catalogue_version
from analysis.drugs.words import is_no_drug

__all__ = [
    "ANTIEMETIC",
    "CLASSES",
    "OPIOID_IN_COMBINATION",
    "Drug",
    "catalogue",
    "catalogue_version",
    "is_no_drug",
    "recognised",
    "recognised_all",
    "unrecognised_parts",
]
