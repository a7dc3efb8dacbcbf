"""Texts of statements that engines of a kind share."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, literal, select

from analysis.querying import compiled
from analysis.querying.compiled import Compiled


def asked(kept: Compiled, url: str, value: int) -> int:
    """The answer to a question, from a database that nobody asked before."""
    engine = create_engine(url, execution_options={"compiled_cache": kept})
    with engine.connect() as connection:
        return int(connection.execute(select(literal(value) + 1)).scalar_one())


def test_a_statement_is_made_once_for_all_databases_of_a_kind_and_holds_no_value():
    kept = Compiled()
    assert [asked(kept, "duckdb:///:memory:", value) for value in (1, 2)] == [2, 3]
    assert len(kept) == 1
    assert asked(kept, "sqlite://", 3) == 4
    assert len(kept) == 2


def test_the_oldest_texts_go_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiled, "MOST", 2)
    kept = Compiled()
    for number in range(3):
        kept[object(), number] = str(number)
    assert list(kept.values()) == ["1", "2"]
