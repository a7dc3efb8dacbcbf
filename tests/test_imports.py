"""How far one has to read: the longest chain of imports in the analysis. What may import what: `lint-imports`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import grimp
import pytest

LONGEST_CHAIN_MODULES = 23
"""As long as it is today (27 before the modules had rooms). A longer one makes a newcomer read more."""


def imports_of(package: str) -> dict[str, set[str]]:
    """The modules that each module of a package imports itself, those of the package only."""
    graph = grimp.build_graph(package, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def longest_chain(imported: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The longest chain of modules in which each imports the next. Raises RecursionError where they go in a circle."""

    @cache
    def below(module: str) -> tuple[str, ...]:
        return (module, *max((below(one) for one in sorted(imported[module])), key=len, default=()))

    return max(map(below, sorted(imported)), key=len)


def test_the_longest_chain_of_the_analysis_does_not_grow() -> None:
    imported = imports_of("analysis")
    assert len(imported) > 100
    chain = longest_chain(imported)
    assert all(lower in imported[upper] for upper, lower in pairwise(chain))
    assert len(chain) <= LONGEST_CHAIN_MODULES, " -> ".join(chain)


def test_a_chain_is_as_long_as_its_modules() -> None:
    assert longest_chain({"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": set()}) == ("a", "b", "c")
    with pytest.raises(RecursionError):
        longest_chain({"a": {"b"}, "b": {"a"}})
