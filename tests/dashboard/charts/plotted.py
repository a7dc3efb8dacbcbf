"""A picture as Plotly's own figure, for tests that ask what is drawn where."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.parts.picture import Picture


def plotted(picture: Picture | None) -> go.Figure:
    """The figure, every property of which Plotly has looked through; ValueError for one that it does not know."""
    assert picture is not None
    return go.Figure(picture.to_dict())
