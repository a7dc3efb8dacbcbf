"""A figure as Plotly's own plain dictionaries.

Plotly's classes look through every property of every mark and copy each figure twice, which is a fifth of what
choosing another patient takes. The browser looks through them anyway, and so do the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotly.basedatatypes import BaseFigure

Trace = dict[str, Any]
"""Marks that stand for data, by Plotly's names of their properties."""


def bar_trace(**marks: Any) -> Trace:
    """Bars; what is None is left to Plotly."""
    return _trace("bar", marks)


def scatter_trace(**marks: Any) -> Trace:
    """Points, lines or texts; what is None is left to Plotly."""
    return _trace("scatter", marks)


def _trace(kind: str, marks: Trace) -> Trace:
    return {"type": kind, **{name: value for name, value in marks.items() if value is not None}}


class Picture(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A finished figure, which nobody may change.

    It is one of Plotly's by its class alone, so that Streamlit takes it without looking through it: all that can be
    asked of it is the dictionary.
    """

    def __init__(self, traces: Sequence[Trace], layout: dict[str, Any]) -> None:
        self._told = {"data": list(traces), "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """The figure as the browser is told of it; the same one each time."""
        return self._told
