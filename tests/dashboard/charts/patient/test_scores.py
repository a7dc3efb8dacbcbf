"""The burden figure: every score at its place between its bands, on the axis of the frequency graph."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from analysis.instruments import INSTRUMENTS
from analysis.records.patients import Measurement, PatientFile, Score, Visit
from analysis.windows import Window
from dashboard.charts.parts.frame import TimeAxis
from dashboard.charts.parts.timeline import AXIS
from dashboard.charts.patient.frequency import frequency_figure
from dashboard.charts.patient.score_rows import Scale, band_label, with_room
from dashboard.charts.patient.scores import has_scores, scores_figure, scores_table
from dashboard.texts import languages, words
from tests.dashboard.charts.made import AS_OF, file, treatment, window
from tests.dashboard.charts.plotted import plotted

PERIOD = Window(window(5).first, AS_OF)
BEFORE = PERIOD.first - timedelta(days=40)
AIMOVIG = treatment("Aimovig", date(2026, 8, 3), dose=140, family="cgrp_antibody")


def scored(*scores: tuple[date, str, float], measured: tuple[tuple[date, str, float], ...] = ()) -> PatientFile:
    of_visit = (Visit(date(2026, 11, 12), "doctor", "video", True),)
    measurements = tuple(Measurement(*one) for one in measured)
    return replace(
        file(AIMOVIG, visits=of_visit), scores=tuple(Score(*one) for one in scores), measurements=measurements
    )


RICH = scored(
    (BEFORE, "HIT-6", 66),
    (date(2026, 7, 1), "HIT-6", 64),
    (date(2026, 9, 1), "HIT-6", 52),
    (date(2026, 8, 20), "MIDAS", 30),
    (BEFORE, "MSQ-RR", 42.9),
    (date(2026, 9, 1), "PGIC", 2),
    (date(2026, 9, 1), "mTOQ-4", 5),
    measured=(
        (BEFORE, "systolic", 140),
        (BEFORE, "diastolic", 90),
        (date(2026, 9, 2), "systolic", 128),
        (date(2026, 9, 2), "diastolic", 82),
        (date(2026, 9, 2), "pulse", 66),
        (date(2026, 9, 2), "weight", 70.5),
    ),
)


def figure_of(of: PatientFile, lang: str = "sv", **options) -> go.Figure:
    return plotted(scores_figure(of, words(lang), period=PERIOD, as_of=AS_OF, **options))


def trace(figure: go.Figure, name: str) -> go.Scatter:
    (found,) = [one for one in figure.data if one.name == name]
    return found


def notes(figure: go.Figure) -> str:
    return "\n".join(note.text for note in figure.layout.annotations)


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    assert not has_scores(file(), PERIOD, AS_OF)
    assert not has_scores(scored((AS_OF + timedelta(days=1), "HIT-6", 60)), PERIOD, AS_OF)
    assert has_scores(scored((BEFORE, "HIT-6", 60)), PERIOD, AS_OF)
    assert has_scores(scored(measured=((AS_OF, "weight", 70),)), PERIOD, AS_OF)


def test_only_questionnaires_that_were_filled_in_have_a_row() -> None:
    shown = notes(figure_of(scored((AS_OF, "HIT-6", 60))))
    assert "<b>HIT-6</b>" in shown
    for absent in ("MIDAS", "MSQ", "PGIC", "mTOQ", "Blodtryck", "puls", "vikt"):
        assert absent not in shown


def test_the_axis_is_that_of_the_frequency_graph() -> None:
    of_days = plotted(frequency_figure([], RICH, words("sv"), period=PERIOD, as_of=AS_OF))
    of_scores = figure_of(RICH)
    assert of_scores.layout.xaxis.range == of_days.layout.xaxis.range
    for side in ("l", "r"):
        assert of_scores.layout.margin[side] == of_days.layout.margin[side]


def test_every_score_is_written_and_the_one_before_the_period_stands_in_the_margin() -> None:
    figure = figure_of(RICH)
    hit6 = trace(figure, "HIT-6")
    assert list(hit6.x) == [date(2026, 7, 1), date(2026, 9, 1)]
    assert list(hit6.text) == ["64", "52"]
    assert "◂ 66" in notes(figure)
    assert "◂ 42,9" in notes(figure)
    assert "MSQ-RR" not in {one.name for one in figure.data}  # no score within the period


def test_scores_after_the_as_of_day_are_not_shown() -> None:
    figure = figure_of(scored((AS_OF, "HIT-6", 60), (AS_OF + timedelta(days=1), "HIT-6", 40)))
    assert list(trace(figure, "HIT-6").text) == ["60"]


def test_a_higher_score_stands_higher_and_a_band_reaches_half_way_to_its_neighbour() -> None:
    figure = figure_of(scored((date(2026, 7, 1), "HIT-6", 60), (date(2026, 9, 1), "HIT-6", 59)))
    higher, lower = trace(figure, "HIT-6").y
    assert higher < lower  # pixels are counted downwards
    bands = [shape for shape in figure.layout.shapes if shape.name == "band"]
    (severe,) = [band for band in bands if max(band.y0, band.y1) > higher > min(band.y0, band.y1)]
    assert max(severe.y0, severe.y1) == pytest.approx((higher + lower) / 2)


def test_bands_darken_towards_the_worse_whatever_the_direction() -> None:
    for name, worst_is_low in (("HIT-6", False), ("mTOQ-4", True)):
        figure = figure_of(scored((AS_OF, name, 60 if name == "HIT-6" else 5)))
        bands = sorted(
            (one for one in figure.layout.shapes if one.name == "band"), key=lambda one: -max(one.y0, one.y1)
        )
        darkness = [band.opacity for band in bands]  # from the lowest score up
        assert darkness == sorted(darkness, reverse=worst_is_low)
        assert len(set(darkness)) == len(INSTRUMENTS[name].bands)


@pytest.mark.parametrize(
    ("instrument", "labels"),
    [
        ("HIT-6", ["liten/ingen 36–49", "viss 50–55", "betydande 56–59", "svår påverkan ≥ 60"]),
        ("MIDAS", ["grad I 0–5", "grad II 6–10", "grad III 11–20", "grad IVA 21–40", "grad IVB ≥ 41"]),
        ("mTOQ-4", ["mycket dålig 0", "dålig 1–5", "måttlig 6–7", "bästa effekt 8"]),
        ("PGIC", ["mycket bättre 1–2", "liten skillnad 3–5", "mycket sämre 6–7"]),
    ],
)
def test_bands_are_named_with_their_scores(instrument: str, labels: list[str]) -> None:
    # PRO-2, PRO-5, PRO-12, PRO-10
    one = INSTRUMENTS[instrument]
    assert [band_label(one, band, words("sv")) for band in one.bands] == labels


def test_band_names_stay_apart_and_beside_their_row() -> None:
    figure = figure_of(scored((AS_OF, "MIDAS", 200)))
    places = [note.y for note in figure.layout.annotations if note.text.startswith("grad")]
    assert len(places) == 5
    assert all(below - above > 12.9 for below, above in pairwise(places))
    bands = [edge for shape in figure.layout.shapes if shape.name == "band" for edge in (shape.y0, shape.y1)]
    assert min(bands) < min(places)
    assert max(places) < max(bands)


def test_the_direction_is_stated_in_every_row() -> None:
    shown = [note.text for note in figure_of(RICH).layout.annotations]
    for name, way in (
        ("HIT-6", "lägre"),
        ("MIDAS", "lägre"),
        ("MSQ-RR", "högre"),
        ("PGIC", "lägre"),
        ("mTOQ-4", "högre"),
    ):
        (title,) = [text for text in shown if text.startswith(f"<b>{name}</b>")]
        assert f"{way} är bättre" in title


def test_blood_pressure_is_a_bar_with_both_numbers_and_no_limit() -> None:
    figure = figure_of(RICH)
    assert list(trace(figure, "systolic").text) == ["128"]
    assert list(trace(figure, "diastolic").text) == ["82"]
    low, high = trace(figure, "pressure").y
    assert (high, low) == (trace(figure, "systolic").y[0], trace(figure, "diastolic").y[0])
    assert "◂ 140/90" in notes(figure)
    without = figure_of(scored(measured=((AS_OF, "systolic", 180), (AS_OF, "diastolic", 110))))
    assert [shape for shape in without.layout.shapes if shape.name == "band"] == []


def test_one_of_the_two_pressures_alone_is_shown_as_such() -> None:
    figure = figure_of(scored(measured=((AS_OF, "systolic", 150),)))
    assert list(trace(figure, "systolic").text) == ["150"]
    assert [one for one in figure.data if one.name == "pressure"] == []
    (row,) = scores_table(
        scored(measured=((AS_OF, "systolic", 150),)), words("sv"), period=PERIOD, as_of=AS_OF
    ).itertuples(index=False)
    assert row[2] == "150/–"


def test_pulse_and_weight_are_numbers_at_their_days() -> None:
    at = {note.text: note.x for note in figure_of(RICH).layout.annotations}
    assert at["66"] == at["70,5"] == date(2026, 9, 2)


def test_the_start_of_a_treatment_is_a_line_through_all_rows() -> None:
    figure = figure_of(RICH)
    assert "<b>Aimovig insatt 3 aug</b>" in notes(figure)
    top = min(trace(figure, "HIT-6").y)
    crossing = [
        shape
        for shape in figure.layout.shapes
        if shape.x0 == shape.x1 == date(2026, 8, 3) and shape.yref == AXIS and min(shape.y0, shape.y1) < top
    ]
    assert len(crossing) == 1
    assert [one for one in figure.data if one.name == "treatment"]


def test_numbers_that_would_meet_are_left_out_the_oldest_first() -> None:
    axis = TimeAxis(PERIOD.first, PERIOD.last, AS_OF)
    days = [AS_OF - timedelta(days=1), AS_OF]
    assert with_room(axis, days, ["52", "51"]) == ["", "51"]
    assert with_room(axis, [PERIOD.first, AS_OF], ["52", "51"]) == ["52", "51"]


def test_a_value_stands_within_its_row() -> None:
    scale = Scale(bottom=-10, height=100, low=36, high=78)
    assert -110 < scale.place(78) < scale.place(60) < scale.place(36) < -10
    assert (scale.edge(36), scale.edge(78)) == (-10, -110)


def test_the_table_says_what_the_figure_shows_newest_first() -> None:
    rows = list(scores_table(RICH, words("sv"), period=PERIOD, as_of=AS_OF).itertuples(index=False, name=None))
    assert rows[0] == ("2026-09-02", "Blodtryck", "128/82", "")
    assert ("2026-09-01", "HIT-6", "52", "viss påverkan") in rows
    assert ("2026-08-20", "MIDAS", "30", "grad IVA, svår funktionsnedsättning") in rows
    assert (words("sv").date(BEFORE), "HIT-6", "66", "svår påverkan") in rows
    assert len(rows) == 11
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_in_every_language_and_theme(language: str, dark: bool) -> None:
    figure = figure_of(RICH, language, dark=dark)
    assert figure.layout.height > 400
    assert "None" not in notes(figure)
    json.loads(figure.to_json())


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_the_ends_of_every_scale_can_be_drawn(instrument, end: str) -> None:
    figure = figure_of(scored((AS_OF, instrument.name, getattr(instrument, end))))
    (y,) = trace(figure, instrument.name).y
    low, high = figure.layout.yaxis2.range
    assert high < y < low
