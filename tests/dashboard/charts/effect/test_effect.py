"""The pictures of an effect draw what was counted, never an estimate that the diary does not carry."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from analysis.days.day_by_day import DayEntry, DayState
from analysis.effect.courses.wearing_off import wearing_off
from analysis.effect.finding import Effect
from dashboard.charts.effect.effect_course import AXES, effect_figure
from dashboard.charts.effect.table import effect_table
from dashboard.charts.effect.wearing_off import wearing_off_figure, wearing_off_table
from dashboard.charts.parts.frame import NARROWEST_PLOT_PX, markup_pixels
from dashboard.texts import languages, words
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, given, weeks
from tests.dashboard.charts.made import file
from tests.dashboard.charts.plotted import plotted

SV = words("sv")
BAD, GOOD = "MMHMH..", "M......"


def found(engine, picture: str = BAD * 4 + GOOD * 12, last: date | None = None, **options) -> Effect:
    return effect_of(clinic(engine, picture, last=last or weeks(12), treatments=[course()], **options))


def drawn(effect: Effect, lang: str = "sv", **options) -> go.Figure:
    return plotted(effect_figure(effect, file(), words(lang), **options))


def traces(figure: go.Figure, name: str) -> list:
    return [trace for trace in figure.data if trace.name == name]


def shapes(figure: go.Figure, name: str) -> list:
    return [shape for shape in figure.layout.shapes if shape.name == name]


def texts(figure: go.Figure) -> str:
    return "\n".join(str(note.text) for note in figure.layout.annotations)


@pytest.fixture(scope="module")
def usual(engine) -> Effect:
    """The effect that most tests draw, judged once."""
    return found(engine)


def test_a_dot_stands_at_the_estimate_of_each_window(usual: Effect) -> None:
    figure = drawn(usual)
    (headache,), (migraine,) = (traces(figure, f"estimate {kind}") for kind in ("headache", "migraine"))
    assert list(headache.y) == [20, 4, 4, 4]
    assert list(migraine.y) == [12, 4, 4, 4]


def test_each_estimate_lies_inside_its_interval(usual: Effect) -> None:
    figure = drawn(usual)
    (interval,), (estimate,) = traces(figure, "interval headache"), traces(figure, "estimate headache")
    for place, days in enumerate(estimate.y):
        low, high = interval.y[3 * place], interval.y[3 * place + 1]
        assert 0 <= low < days < high <= 28


def test_the_scale_never_follows_the_data(engine) -> None:
    for picture in (BAD * 4 + GOOD * 12, GOOD * 16, "M" * 112):
        figure = drawn(found(engine, picture))
        assert tuple(figure.layout.yaxis.range) == tuple(figure.layout.yaxis3.range) == (0, 28)


def test_the_lines_are_the_baseline_and_falls_of_30_and_50_percent(usual: Effect) -> None:
    figure = drawn(usual)
    assert [shape.y0 for shape in shapes(figure, "baseline")] == [20, 12]
    assert [round(shape.y0, 6) for shape in shapes(figure, "responder")] == [14, 10, 8.4, 6]


def test_a_small_baseline_has_no_responder_lines(engine) -> None:
    """RESP-7."""
    figure = drawn(found(engine, ("M" + "." * 13) * 2 + "." * 84))
    assert len(shapes(figure, "baseline")) == 2
    assert shapes(figure, "responder") == []


def test_the_band_of_chance_begins_with_the_treatment_and_holds_the_baseline(usual: Effect) -> None:
    for band, before in zip(shapes(drawn(usual), "chance"), (20, 12), strict=True):
        assert band.x0 == FIRST_DOSE
        assert band.y0 <= before <= band.y1


def test_empty_days_are_hatched_from_the_fewest_to_the_most(engine) -> None:
    figure = drawn(found(engine, BAD * 4 + GOOD * 8 + "M.....__" * 3 + "M..."))
    (possible,) = traces(figure, "possible headache")
    assert possible.marker.pattern.shape
    assert list(possible.base) == [4]
    assert list(possible.y) == [6]


def test_a_full_diary_has_nothing_hatched_and_says_nothing_of_it(usual: Effect) -> None:
    figure = drawn(usual)
    assert traces(figure, "possible headache") == []
    assert "tomma dagar" not in texts(figure)


def test_a_window_with_too_few_days_has_no_dot_but_words(engine) -> None:
    figure = drawn(found(engine, BAD * 4 + GOOD * 4 + "_" * 28 + GOOD * 4))
    (estimate,) = traces(figure, "estimate headache")
    assert list(estimate.y) == [20, 4, 4]
    assert texts(figure).count("för få<br>ifyllda") == 2


def test_of_many_windows_with_too_few_days_beside_each_other_it_is_said_once(engine) -> None:
    figure = drawn(found(engine, BAD * 4 + GOOD * 4 + "_" * 28 * 12 + GOOD * 4 + "_" * 28, last=weeks(60)))
    told = [one for one in figure.layout.annotations if one.text == "för få<br>ifyllda" and one.yref == "y"]
    (possible,) = traces(figure, "possible headache")
    assert [one.x for one in told] == [possible.x[5] + (possible.x[6] - possible.x[5]) / 2, possible.x[12]]


def test_a_window_that_is_not_over_is_hollow(engine) -> None:
    figure = drawn(found(engine, BAD * 4 + GOOD * 11, weeks(11)))
    (estimate,) = traces(figure, "estimate headache")
    *over, running = estimate.marker.color
    assert len(set(over)) == 1
    assert running not in over


def test_the_axis_of_a_planned_treatment_reaches_to_its_evaluation(engine) -> None:
    figure = drawn(found(engine, BAD * 4, FIRST_DOSE - timedelta(days=1)))
    assert figure.layout.xaxis.range[1] == weeks(12) + timedelta(days=1)
    assert len(traces(figure, "estimate headache")[0].y) == 1


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_in_every_language_and_theme(usual: Effect, language: str, dark: bool) -> None:
    assert words(language)("effect-chart-headache") in texts(drawn(usual, language, dark=dark))


def test_the_table_says_what_the_picture_draws(usual: Effect) -> None:
    table = effect_table(usual, SV)
    assert list(table["Period"]) == ["före behandling", "vecka 1–4", "vecka 5–8", "vecka 9–12"]
    assert list(table["Per 28 dagar, huvudvärk"]) == ["20,0", "4,0", "4,0", "4,0"]
    assert list(table["Mot före, huvudvärk"]) == ["–", "−80 %", "−80 %", "−80 %"]


CYCLE = "." * 14 + "......." + "MH....M"
DOSES = tuple(FIRST_DOSE + timedelta(days=28 * number) for number in range(3))


def off(engine, picture: str = CYCLE * 3):
    records = clinic(engine, picture, last=weeks(12), treatments=[course()], doses=given(*DOSES))
    marks = {"M": DayState.MIGRAINE, "H": DayState.OTHER_HEADACHE, ".": DayState.HEADACHE_FREE, "_": DayState.MISSING}
    counted = {"M": True, "H": True, ".": False, "_": None}
    days = [
        DayEntry(FIRST_DOSE + timedelta(days=day), marks[mark], counts_as_headache=counted[mark])
        for day, mark in enumerate(picture)
    ]
    return wearing_off(effect_of(records).episode, days)


def test_every_day_of_every_dose_interval_is_a_cell_at_its_place(engine) -> None:
    figure = plotted(wearing_off_figure(off(engine), SV))
    (migraine,), (free,) = traces(figure, "migraine"), traces(figure, "headache_free")
    assert [int(day) for day in migraine.base] == [21, 27] * 3
    assert list(migraine.y) == [0, 0, 1, 1, 2, 2]
    assert sum(len(trace.y) for trace in figure.data) == 84
    assert len(free.y) == 75


def test_unfilled_cells_are_hatched(engine) -> None:
    figure = plotted(wearing_off_figure(off(engine, "_" + CYCLE[1:] + CYCLE * 2), SV))
    (missing,) = traces(figure, "missing")
    assert missing.marker.pattern.shape
    assert (list(missing.y), [int(day) for day in missing.base]) == ([0], [0])
    assert traces(figure, "migraine")[0].marker.pattern.shape is None


@pytest.mark.parametrize("language", languages())
def test_the_key_beside_the_rows_is_not_cut_off(engine, language: str) -> None:
    marks = [one for one in DayState if one is not DayState.OUTSIDE]
    days = [
        DayEntry(FIRST_DOSE + timedelta(days=day), marks[day % len(marks)], counts_as_headache=None)
        for day in range(84)
    ]
    records = clinic(engine, BAD * 4 + GOOD * 12, last=weeks(12), treatments=[course()], doses=given(*DOSES))
    figure = plotted(wearing_off_figure(wearing_off(effect_of(records).episode, days), words(language)))
    (key,) = [note for note in figure.layout.annotations if note.align == "left"]
    assert len(key.text.split("<br>")) == len(marks)
    assert markup_pixels(key.text) + key.xshift <= figure.layout.margin.r


def test_what_the_band_is_stands_above_the_panel_clear_of_its_marks(usual: Effect) -> None:
    notes = [note for note in drawn(usual).layout.annotations if "väntat om inget förändrats" in note.text]
    assert [(note.y, note.yref) for note in notes] == [(1, "y domain"), (1, "y3 domain")]
    assert all(note.yanchor == "bottom" and "28 dagar" in note.text for note in notes)


def test_the_means_of_the_weeks_stand_above_and_in_the_table(engine) -> None:
    assert "<b>medel 3,0</b>" in texts(plotted(wearing_off_figure(off(engine), SV)))
    table = wearing_off_table(off(engine), SV)
    assert list(table["vecka 4"]) == ["3,0", "3,0", "3,0"]
    assert list(table["Dos"]) == [day.isoformat() for day in DOSES]


def test_among_many_windows_a_number_lies_over_no_other_dot_and_no_interval(engine) -> None:
    figure = drawn(found(engine, BAD * 4 + (GOOD * 2 + BAD) * 27, last=weeks(80)))
    window_px = NARROWEST_PLOT_PX * timedelta(days=28) / (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0])
    for kind, yaxis in AXES.items():
        (interval,) = traces(figure, f"interval {kind}")
        ends = dict(zip(interval.x[::3], zip(interval.y[::3], interval.y[1::3], strict=True), strict=True))
        numbers = [one for one in figure.layout.annotations if one.yref == yaxis and one.x in ends]
        assert len(numbers) == 3
        for number in numbers:
            low, high = ends[number.x]
            width = markup_pixels(number.text) * number.font.size / 12
            beside = abs(number.xshift or 0)
            assert beside + width < window_px
            assert beside or number.y >= high or number.y <= low
