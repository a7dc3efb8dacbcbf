"""What lives is set aside from the collection of garbage, and looked through again once in a while."""

from __future__ import annotations

import gc
import weakref

import pytest

from dashboard.session import collecting


class Kept:
    """Something that refers to itself, as what a session holds: only the collection gives it back."""

    def __init__(self) -> None:
        """One that refers to itself."""
        self.own = self


def test_what_was_set_aside_is_given_back_when_it_is_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_next", 0.0)
    one = Kept()
    left = weakref.ref(one)
    try:
        collecting.set_aside_what_lives()
        del one
        collecting.set_aside_what_lives()
        gc.collect()
        assert left() is not None, "not looked through again so soon"
        monkeypatch.setattr(collecting, "_next", 0.0)
        collecting.set_aside_what_lives()
        assert left() is None
    finally:
        gc.unfreeze()
