"""An effect is judged where the diary tells of headache days; untold migraine is no reason against."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.effect.gates import reasons
from analysis.effect.measured import MeasuredWindow
from analysis.settings import shipped
from analysis.windows import Window
from tests.treated import episodes, row

START = date(2026, 3, 2)
END = START + timedelta(days=83)


def measured(*, headache_untold=0, migraine_untold=0):
    """28 filled days, on some of which the entry does not tell of the kind."""
    counts = {
        "headache": DayCount(5, 0, headache_untold, 28),
        "migraine": DayCount(3, 0, migraine_untold, 28),
    }
    return MeasuredWindow(WindowCounts(Window(END - timedelta(days=27), END), Completeness(28, 0, 0, 0), counts), {})


@pytest.mark.parametrize(
    ("untold", "codes"),
    [
        ({"migraine_untold": 25}, ()),
        ({"headache_untold": 14}, ()),  # 14 of 28 days tell
        ({"headache_untold": 15}, ("untold",)),
    ],
)
def test_of_which_days_a_diary_must_tell(untold, codes):
    # CMP-21, STAT-14
    (treatment,) = episodes([row("Drug", "drug", "cgrp_antibody", START, None, 1.0, "mg", 28, None)])
    before = reasons(treatment, measured(**untold), measured(), Basis(END, shipped()))
    after = reasons(treatment, measured(), measured(**untold), Basis(END, shipped()))
    assert [reason.code for reason in before] == [f"baseline_{code}" for code in codes]
    assert [reason.code for reason in after] == [f"evaluation_{code}" for code in codes]
