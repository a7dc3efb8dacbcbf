"""Small groups stay hidden, attacked with every subtraction that the overview allows."""

from __future__ import annotations

from itertools import combinations, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clinic.hiding import POOLED, hidden_parts, may_be_shown, pooled
from analysis.clinic.overview import _Maker

FEWEST = 5


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({"a": 20, "b": 10}, set()),
        ({"a": 20, "b": 10, "c": 4}, {"c", "b"}),
        ({"a": 20, "b": 4, "c": 4}, {"b", "c"}),
        ({"a": 20, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({"a": 20, "b": 5, "c": 0}, set()),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_a_small_part_takes_the_next_larger_one_with_it(parts: dict[str, int], hidden: set[str]) -> None:
    assert hidden_parts(parts, FEWEST) == hidden


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), min_size=1))
def test_no_small_part_can_be_found_by_subtraction(parts: dict[str, int]) -> None:
    hidden = hidden_parts(parts, FEWEST)
    assert all(number >= FEWEST or number == 0 for name, number in parts.items() if name not in hidden)
    there = [name for name, number in parts.items() if number]
    if hidden and hidden != set(there):
        assert len(hidden) >= 2
        assert sum(parts[name] for name in hidden) >= FEWEST


def test_values_of_too_few_patients_are_read_as_one_with_the_next_smallest() -> None:
    values = pd.Series(["a"] * 20 + ["b"] * 6 + ["c"] * 3)
    assert pooled(values, FEWEST).value_counts().to_dict() == {"a": 20, POOLED: 9}
    assert pooled(pd.Series(["a"] * 20 + ["c"] * 3), FEWEST).value_counts().to_dict() == {POOLED: 23}
    assert pooled(pd.Series(["a"] * 20 + ["b"] * 5), FEWEST).value_counts().to_dict() == {"a": 20, "b": 5}


@pytest.mark.parametrize(("second", "shown"), [(4, False), (5, True), (0, True)])
def test_a_selection_needs_every_combination_to_be_large_enough(second: int, shown: bool) -> None:
    people = pd.DataFrame({"unit": ["N"] * 8 + ["S"] * second})
    assert may_be_shown(people, FEWEST) == shown


PEOPLE = st.lists(st.tuples(st.sampled_from("NSV"), st.sampled_from("fm")), min_size=5, max_size=60)


@given(PEOPLE, st.data())
@settings(max_examples=150, deadline=None)
def test_no_difference_of_shown_selections_isolates_a_few(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    """Counts of one treatment's patients under every selection that is shown: all unions, differences, and the
    inclusion and exclusion of two attributes together."""
    people = pd.DataFrame(rows, columns=["unit", "sex"]).rename_axis("patient_id")
    group = data.draw(st.sets(st.sampled_from(list(people.index)), min_size=1))
    for attributes in ((), ("unit",), ("sex",), ("unit", "sex")):
        values = [sorted(people[name].unique()) for name in attributes]
        for chosen in product(*values):
            maker = _Maker(people, dict(zip(attributes, chosen, strict=True)), FEWEST)
            if not maker.may_tell(sorted(group)):
                continue
            cells = people.loc[sorted(group)].groupby(list(attributes)).size() if attributes else [len(group)]
            numbers = [int(number) for number in cells]
            sums = {sum(some) for size in range(1, len(numbers) + 1) for some in combinations(numbers, size)}
            assert all(number >= FEWEST for number in sums)
