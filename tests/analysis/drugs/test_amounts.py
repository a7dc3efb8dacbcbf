"""Which doses are another dose: what is not known of one, its unit too, makes it no other."""

from __future__ import annotations

import pytest

from analysis.drugs.amounts import amount, is_same_amount


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ((225, "mg"), (225, "mg"), True),
        ((225, "mg"), (70, "mg"), False),
        ((0.5, "g"), (500, "mg"), True),
        ((155, "E"), (155, "IU"), True),
        ((100, "mg"), (100, "U"), False),
        ((500, None), (0.5, "g"), True),
        ((225, None), (70, "mg"), False),
        ((None, "mg"), (70, "mg"), True),
        # a unit that cannot be read
        ((225, "???"), (225, "mg"), True),
        ((225, "mgg"), (225, "mg"), True),
        ((0.5, "?"), (500, "mg"), True),
        ((225, "???"), (70, "mg"), False),
        ((1, "tablett"), (2, "tablett"), False),
        ((1, "tablett"), (1000, "tablett"), False),
        ((1, "tablett"), (1, "kapsel"), True),
    ],
)
def test_whether_two_amounts_are_the_same_as_far_as_is_known(one, other, is_same):
    assert is_same_amount(amount(*one), amount(*other)) is is_same
    assert is_same_amount(amount(*other), amount(*one)) is is_same
