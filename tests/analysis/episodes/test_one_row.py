"""A drug of which one plain row is recorded has the episode that rows and doses together would make of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.episodes import making
from analysis.episodes.making import episodes
from analysis.episodes.spans import of_drug
from analysis.records.treatments import Recorded, Treatment

DRUGS = (
    ("Aimovig", "erenumab", "cgrp_antibody", 28),
    ("Botox", "botulinum toxin", "botulinum_toxin", 84),
    ("?", None, None, None),
)


@pytest.mark.parametrize(("drug", "substance", "family", "usual"), DRUGS)
@pytest.mark.parametrize("lasted", [None, 1, 30, 400])
@pytest.mark.parametrize("interval", [None, 28, 90])
def test_as_all_others(drug, substance, family, usual, lasted, interval):
    first = date(2025, 2, 28) + timedelta(days=lasted or 0)
    stopped = None if lasted is None else first + timedelta(days=lasted)
    row = Treatment(
        drug, substance, family, first, stopped, 70.0, "mg", interval, None if lasted is None else "other", usual
    )
    as_of = date(2026, 10, 31)
    known = row.as_known(as_of)
    assert episodes(Recorded((row,)), as_of) == tuple(making._of_drug(of_drug(row.key, [known], [], as_of)))
