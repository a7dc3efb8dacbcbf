"""Acute medication days by class against the limit of the class."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from analysis.days.recorded import ACUTE_CLASSES
from dashboard.charts.patient.medication import medication_figure, medication_table, rows_of
from dashboard.texts import languages, words
from tests.dashboard.charts.made import window, window_counts
from tests.dashboard.charts.plotted import plotted

LIMITS = {"triptan": 10, "nsaid": 15}
NONE = dict.fromkeys(ACUTE_CLASSES, 0)


def counts(back: int = 0, *, missing: int = 0, still_open: int = 0, **days: int):
    return window_counts(
        window(back), missing=missing, still_open=still_open, **{**NONE, "acute_medication": 0, **days}
    )


def bars(figure: go.Figure, name: str) -> dict[int, int]:
    return {x: y for trace in figure.data if trace.name == name for x, y in zip(trace.x, trace.y, strict=True)}


def test_only_classes_that_were_taken_have_a_row() -> None:
    found = rows_of([counts(nsaid=3, triptan=1)], LIMITS)
    assert [(row.kind, row.limit) for row in found] == [("acute_medication", None), ("triptan", 10), ("nsaid", 15)]


def test_the_bars_are_the_counts() -> None:
    figure = plotted(
        medication_figure([counts(1, triptan=4, missing=3, still_open=2), counts(triptan=6)], LIMITS, words("sv"))
    )
    assert bars(figure, "triptan below") == {0: 4, 1: 6}
    assert bars(figure, "triptan missing") == {0: 3}
    assert bars(figure, "triptan open") == {0: 2}
    assert "<b>4</b>" in str(figure.layout.annotations)


@pytest.mark.parametrize(("days", "part"), [(9, "triptan below"), (10, "triptan reached"), (11, "triptan reached")])
def test_a_bar_is_dark_from_the_limit_on(days: int, part: str) -> None:
    assert bars(plotted(medication_figure([counts(triptan=days)], LIMITS, words("sv"))), part) == {0: days}


def test_the_limit_is_a_line_with_its_number() -> None:
    figure = plotted(medication_figure([counts(triptan=2, nsaid=2)], LIMITS, words("sv")))
    assert sorted(shape.y0 for shape in figure.layout.shapes if shape.line.dash == "dot") == [10, 15]
    assert "gräns 10 dagar" in str(figure.layout.annotations)


def test_every_row_has_the_same_scale() -> None:
    figure = plotted(medication_figure([counts(triptan=2)], LIMITS, words("sv")))
    assert tuple(figure.layout.yaxis.range) == tuple(figure.layout.yaxis2.range) == (0, 28)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_with_every_class_and_with_none(language: str, dark: bool) -> None:
    everything = counts(**dict.fromkeys(ACUTE_CLASSES, 2))
    outside = window_counts(window(), outside=28, acute_medication=0)
    for windows in ([everything], [outside], []):
        assert json.loads(plotted(medication_figure(windows, LIMITS, words(language), dark=dark)).to_json())


def test_the_table_has_limits_ranges_and_what_is_filled_in() -> None:
    table = medication_table([counts(triptan=4, acute_medication=5, missing=3)], LIMITS, words("sv"))
    assert table.iloc[:, 1:].to_numpy().tolist() == [["–", "5–8"], ["10", "4–7"], ["–", "25 av 28 ifyllda"]]
