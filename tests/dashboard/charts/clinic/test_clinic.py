"""The pictures of the overview: what is drawn where, and with which words."""

from __future__ import annotations

from itertools import combinations, pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clinic.figures import Point, TimeOnTreatment
from analysis.clinic.survival import curve
from dashboard.charts.clinic.flow import GAP_PX, TALLEST_PX, THINNEST_PX, bands, flow_figure
from dashboard.charts.clinic.response import (
    Mark,
    Row,
    change_text,
    patients_of_a_bar,
    share_rows_figure,
    waterfall_figure,
)
from dashboard.charts.clinic.rows import course_figure
from dashboard.charts.clinic.time_on_treatment import NAME_APART, spread, time_figure
from dashboard.texts import words
from tests.dashboard.charts.plotted import plotted

FLOWS = (("a", "b", 12), ("a", "c", 5), ("b", "c", 8))
FLOW = st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz"), st.integers(5, 60))


def named(treatment: str) -> str:
    return treatment.upper()


def sides(figure: go.Figure) -> dict[str, str]:
    """Every text beside the picture, and at which of its sides it is held."""
    return {one.text: one.xanchor for one in figure.layout.annotations}


def test_a_band_is_as_thick_as_its_patients_and_the_thinnest_holds_its_number() -> None:
    found = {(band.before, band.after): band for band in bands(FLOWS)}
    assert found["a", "c"].thickness == THINNEST_PX
    assert found["a", "b"].thickness == pytest.approx(THINNEST_PX * 12 / 5)
    # at the left a (17) stands above b (8); at the right c (13) above b (12)
    assert found["a", "c"].left == 0
    assert found["a", "b"].left == THINNEST_PX
    assert found["b", "c"].left == pytest.approx(17 * 3 + GAP_PX)
    assert found["a", "b"].right == pytest.approx(13 * 3 + GAP_PX)


@given(st.lists(FLOW, min_size=1, max_size=16, unique_by=lambda flow: flow[:2]))
def test_bands_never_lie_on_one_another_at_their_ends(flows: list[tuple[str, str, int]]) -> None:
    found = bands(flows)
    assert sum(band.thickness for band in found) <= TALLEST_PX + 1e-6
    for one, other in combinations(found, 2):
        assert _are_apart(one.left, one.thickness, other.left, other.thickness)
        assert _are_apart(one.right, one.thickness, other.right, other.thickness)


def _are_apart(top: float, thickness: float, other_top: float, other_thickness: float) -> bool:
    return top + thickness <= other_top + 1e-6 or other_top + other_thickness <= top + 1e-6


def test_the_flow_names_every_drug_with_its_number_at_both_ends() -> None:
    figure = plotted(flow_figure(FLOWS, named, words("en")))
    assert set(sides(figure)) == {"A <b>17</b>", "B <b>8</b>", "C <b>13</b>", "B <b>12</b>", "From", "To"}
    (numbers,) = figure.data
    assert sorted(numbers.text) == ["12", "5", "8"]
    assert "A to B: 12 patients" in numbers.hovertext


@pytest.mark.parametrize(("language", "last"), [("sv", "100 %"), ("en", "100%")])
def test_axes_have_percent_signs_as_the_language_writes_them(language: str, last: str) -> None:
    rows = plotted(share_rows_figure([Row("x", 0.5, ("1 of 2", ""), "")], words(language)))
    course = plotted(course_figure([Point("1", 0.9, 9, 0, (0.6, 1.0))], "", words(language)))
    fall = plotted(waterfall_figure([60.0, -20.0], words(language)))
    assert rows.layout.xaxis.ticktext[-1] == last
    assert course.layout.yaxis.ticktext[-1] == last
    assert fall.layout.yaxis.ticktext[-1] == last
    assert fall.layout.yaxis.ticktext[0] == f"-{last}"


def test_a_course_of_small_shares_has_an_axis_on_which_they_are_seen() -> None:
    points = [
        Point("2026-10-31", 0.05, 60, 3, (0.01, 0.19), 0.05, 0.18),
        Point("2026-11-28", 0.06, 60, 3, (0.02, 0.2), 0.06, 0.1),
    ]
    axis = plotted(course_figure(points, "", words("en"), is_range=True)).layout.yaxis
    assert list(axis.ticktext) == ["0%", "5%", "10%", "15%", "20%"]


def test_published_marks_carry_their_names_on_the_sides_away_from_each_other() -> None:
    marks = (Mark(48.0, "EM 48%", "all of it"), Mark(41.0, "CM 41%", "all of the other"))
    found = sides(plotted(share_rows_figure([Row("x", 0.5, ("1 of 2", "none left out"), "told", marks)], words("en"))))
    assert (found["CM 41%"], found["EM 48%"]) == ("right", "left")
    assert "1 of 2<br>none left out" in found
    near_the_end = plotted(share_rows_figure([Row("x", 0.5, ("", ""), "", (Mark(86.0, "late", ""),))], words("en")))
    assert sides(near_the_end)["late"] == "right"


@given(st.lists(st.floats(0, 100), max_size=6))
def test_names_of_curves_do_not_lie_on_one_another(heights: list[float]) -> None:
    found = sorted(spread(heights).values())
    assert all(later - earlier >= NAME_APART - 1e-6 for earlier, later in pairwise(found))
    assert not found or found[-1] <= 100 + 1e-6


def test_a_curve_ends_with_its_name_share_and_number() -> None:
    times = [TimeOnTreatment("all", curve([28, 56, 84, 84], ["no_effect", "", "", ""]), 4)]
    figure = plotted(time_figure(times, (6, Mark(86.0, "Register 86%", "told")), named, words("en")))
    assert "ALL 75% (13–96) of 4" in sides(figure)
    assert figure.data[-1].text == ("Register 86%",)
    lower, upper, line = figure.data[:3]
    assert upper.fill == "tonexty"
    # One of four ended: .75 ** exp(+-1.96 * sqrt(1 / 12) / -ln .75), by hand 12.8 and 96.1 %.
    assert (lower.y[1], upper.y[1]) == pytest.approx((12.8, 96.1), abs=0.05)
    assert line.hovertext[1] == "ALL: 75% still on after 1.0 months<br>95% interval 13%–96%, 4 still followed"


@pytest.mark.parametrize(
    ("change", "told"), [(-50.0, "50% fewer days"), (20.0, "20% more days"), (0.0, "as many days")]
)
def test_a_change_is_told_as_fewer_or_more(change: float, told: str) -> None:
    assert change_text(change, words("en")) == told


@pytest.mark.parametrize(("patients", "of_a_bar", "bars"), [(1, 1, 1), (280, 1, 280), (281, 2, 141), (6859, 25, 275)])
def test_of_many_patients_a_bar_is_the_middle_one_of_some(patients: int, of_a_bar: int, bars: int) -> None:
    falls = [100 - 150 * place / patients for place in range(patients)]
    (drawn,) = plotted(waterfall_figure(falls, words("en"))).data
    assert patients_of_a_bar(patients) == of_a_bar
    assert len(drawn.y) == bars
    assert drawn.y[0] == -falls[of_a_bar // 2]
    assert -falls[-1] - of_a_bar * 150 / patients <= drawn.y[-1] <= -falls[-1]


def test_names_and_numbers_have_the_room_that_they_take() -> None:
    short = Row("A", 0.5, ("1 of 2", ""), "")
    long = Row("<b>A measure with a name</b><br>of 44 letters, which is more than fits in", 0.5, ("9" * 50, ""), "")
    margins = [plotted(share_rows_figure(rows, words("en"))).layout.margin for rows in ([short], [short, long])]
    assert margins[0].l == 210
    assert margins[1].l > 250
    assert margins[1].r > 300
