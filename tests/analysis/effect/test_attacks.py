"""Attacks in the windows of a treatment of which a rule asks for them, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.basis import Basis
from analysis.effect.attacks import attacks_in, windows_with_attacks
from analysis.effect.continuation.arms import Attacks
from analysis.settings import shipped
from tests.drawn import drawn, fill
from tests.treated import episodes, row

START = date(2026, 1, 5)
END = START + timedelta(days=83)


def treated(substance: str):
    (found,) = episodes([row(substance, substance, "gepant", START, None, 75.0, "mg", 2, None)])
    return found


def test_only_a_rule_that_asks_for_attacks_has_them_counted() -> None:
    baseline, primary = windows_with_attacks(treated("rimegepant"))
    assert (baseline.label, baseline.last, primary.label, primary.last) == (
        "baseline",
        START - timedelta(days=1),
        "W9-12",
        END,
    )
    assert windows_with_attacks(treated("atogepant")) == ()


def test_attacks_before_and_on_the_treatment(engine) -> None:
    # Before: four attacks, one of two days; weeks 9 to 12: two, or three if the empty day between two of them was free.
    before, between, on = "M..MM..M...M" + "." * 16, "." * 56, "M_M....M" + "." * 20
    person = {"patient_id": "P", "enrolled_on": START - timedelta(days=28)}
    with engine.begin() as connection:
        fill(connection, patients=[person], diary=drawn(before + between + on, END))
        wanted = [("P", window) for window in windows_with_attacks(treated("rimegepant"))]
        found = attacks_in(connection, wanted, Basis(END, shipped()))
        assert list(found.values()) == [Attacks(4, 4), Attacks(2, 3)]
        # A window of which a day is not in the diary yet is not counted.
        early = attacks_in(connection, wanted, Basis(END - timedelta(days=1), shipped()))
        assert [window.label for _, window in early] == ["baseline"]
