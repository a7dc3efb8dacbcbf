"""What every entry says is asked for by whoever comes first, who may see a part of the patients only."""

from __future__ import annotations

from pathlib import Path

from analysis.days.kept.asking import answers_of
from analysis.days.kept.keeping import kept_days
from analysis.store import Action, Door, Visitor, store_at


def test_a_narrowed_visitor_may_be_the_first_to_ask(sample_store: Path) -> None:
    store = store_at(str(sample_store))
    everybody = Door(store, Visitor.local()).enter(Action.READ, "test")
    own = Door(store, Visitor("login", role="patient", own="P-013")).enter(Action.READ, "test", ("P-013",))
    with everybody.connect() as connection:
        told = kept_days(connection, everybody.basis())
        assert told is not None
        profile = everybody.settings.profile
        expected = answers_of(connection, told, profile)
    told.answers.clear()
    with own.connect() as connection:
        assert (answers_of(connection, told, profile).filled == expected.filled).all()
