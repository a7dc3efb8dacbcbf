"""The headache-frequency graph draws the counts, nothing else, and always on the same scale."""

from __future__ import annotations

import json
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from analysis.counts.day_count import DayCount
from analysis.counts.moving_28 import MovingDay
from analysis.records.patients import Visit
from analysis.windows import Window, calendar_months
from dashboard.charts.parts.frame import PLOTLY_CONFIG, markup_pixels
from dashboard.charts.patient.frequency import frequency_figure, frequency_table
from dashboard.texts import languages, words
from tests.dashboard.charts.made import AS_OF, file, treatment, window, window_counts
from tests.dashboard.charts.plotted import plotted

PERIOD = Window(window(2).first, AS_OF)
RICH = window_counts(window(2), migraine=9, headache=16, missing=2)
UNTOLD = window_counts(window(1), migraine=3, headache=10, untold=4)
NEWEST = window_counts(window(), migraine=2, headache=5, missing=3, still_open=4)
EMPTY = window_counts(window(), missing=20, still_open=8)
OUTSIDE = window_counts(window(3), outside=28)


def figure_of(*windows, of=None, lang="sv", period=PERIOD, **options) -> go.Figure:
    return plotted(frequency_figure(windows, of or file(), words(lang), period=period, as_of=AS_OF, **options))


def traces(figure: go.Figure, name: str) -> list[go.Bar]:
    return [trace for trace in figure.data if trace.name == name]


def heights(figure: go.Figure, name: str) -> list[int]:
    return [height for trace in traces(figure, name) for height in trace.y]


def texts(figure: go.Figure) -> str:
    annotated = [note.text for note in figure.layout.annotations]
    written = [str(text) for trace in figure.data for text in (trace.text if trace.text is not None else ())]
    return "\n".join([*annotated, *written])


def test_the_parts_of_a_bar_are_the_counts() -> None:
    figure = figure_of(RICH, UNTOLD, NEWEST)
    assert heights(figure, "migraine") == [9, 3, 2]
    assert heights(figure, "untold") == [4]
    assert heights(figure, "other") == [7, 3, 3]
    assert heights(figure, "missing") == [2, 3]
    assert heights(figure, "open") == [4]


@pytest.mark.parametrize("counts", [RICH, UNTOLD, NEWEST, EMPTY])
def test_filled_and_hatched_parts_reach_the_fewest_and_the_most_days(counts) -> None:
    figure = figure_of(counts)
    certain = sum(heights(figure, "migraine") + heights(figure, "untold") + heights(figure, "other"))
    hatched = sum(heights(figure, "unknown") + heights(figure, "missing") + heights(figure, "open"))
    assert certain == counts["headache"].lowest
    assert hatched == counts["headache"].unfilled + counts["headache"].unknown
    assert certain + hatched == counts["headache"].highest


def test_each_part_stands_on_the_one_below() -> None:
    figure = figure_of(NEWEST)
    bases = {name: traces(figure, name)[0].base[0] for name in ("migraine", "other", "missing", "open")}
    assert bases == {"migraine": 0, "other": 2, "missing": 5, "open": 8}


def test_unknown_parts_are_hatched_and_certain_ones_are_not() -> None:
    figure = figure_of(NEWEST)
    for name in ("missing", "open"):
        assert traces(figure, name)[0].marker.pattern.shape
    for name in ("migraine", "other"):
        assert traces(figure, name)[0].marker.pattern.shape is None


def test_the_scale_never_follows_the_data() -> None:
    assert tuple(figure_of(RICH).layout.yaxis.range) == (0, 28)
    assert tuple(figure_of(EMPTY).layout.yaxis.range) == (0, 28)
    months = [window_counts(month, headache=2) for month in calendar_months(date(2026, 9, 1), AS_OF)]
    assert tuple(figure_of(*months).layout.yaxis.range) == (0, 31)


def test_a_window_outside_draws_nothing() -> None:
    alone = figure_of(OUTSIDE)
    assert not [trace for trace in alone.data if isinstance(trace, go.Bar) and len(trace.x or ())]
    assert words("sv")("chart-no-days") in texts(alone)
    beside = figure_of(OUTSIDE, RICH)
    assert heights(beside, "inside") == [28]


def test_a_window_partly_outside_is_as_wide_as_its_days_inside() -> None:
    enrolled = window().first + timedelta(days=10)
    counts = window_counts(window(), headache=6, outside=10)
    (trace,) = traces(figure_of(counts, of=file(enrolled_on=enrolled)), "other")
    assert trace.x[0] == enrolled
    day_ms = 86_400_000
    assert 0.85 * 18 * day_ms < trace.width[0] < 18 * day_ms
    assert trace.offset[0] >= 0


def test_numbers_are_written_on_the_bars_with_their_range() -> None:
    (above,) = traces(figure_of(RICH, UNTOLD), "headache days")
    assert above.text[0].startswith("<b>16</b>")
    assert "–18" in above.text[0]
    assert above.text[1] == "<b>10</b>"
    (inside,) = traces(figure_of(RICH, UNTOLD), "migraine days")
    assert list(inside.text) == ["9", "3"]


def test_many_windows_say_at_least_instead_of_a_range() -> None:
    many = [window_counts(window(back), headache=5, missing=1) for back in reversed(range(24))]
    (above,) = traces(figure_of(*many, period=Window(window(23).first, AS_OF)), "headache days")
    assert set(above.text) == {"≥<b>5</b>"}


def test_too_few_filled_days_are_written_out_and_give_no_estimate() -> None:
    thirteen = window_counts(window(), headache=2, missing=15)
    fourteen = window_counts(window(), headache=2, missing=14)
    assert "13 av 28<br>ifyllda" in texts(figure_of(thirteen))
    assert not traces(figure_of(thirteen), "estimate")
    assert "14 av 28<br>ifyllda" not in texts(figure_of(fourteen))
    assert traces(figure_of(fourteen), "estimate")
    assert traces(figure_of(thirteen, least_filled=13), "estimate")


def test_the_estimate_is_the_rate_of_the_filled_days() -> None:
    (trace,) = traces(figure_of(window_counts(window(), headache=12, missing=4)), "estimate")
    assert trace.y[0] == trace.y[1] == pytest.approx(14.0)


def test_starts_of_specific_treatments_are_written_over_the_graph() -> None:
    started = treatment("Aimovig", date(2026, 9, 17), family="cgrp_antibody")
    assert "Aimovig insatt 17 sep" in texts(figure_of(RICH, of=file(started)))
    assert "Aimovig started 17 Sept" in texts(figure_of(RICH, of=file(started), lang="en"))
    tablets = treatment("Metoprolol", date(2026, 9, 17), family="beta_blocker")
    assert not traces(figure_of(RICH, of=file(tablets)), "start")


def test_a_start_after_a_pause_is_called_a_restart() -> None:
    paused = file(
        treatment("Aimovig", date(2025, 9, 17), date(2026, 3, 1), family="cgrp_antibody"),
        treatment("Aimovig", date(2026, 9, 17), family="cgrp_antibody"),
    )
    assert "Aimovig återinsatt 17 sep" in texts(figure_of(RICH, of=paused))


def test_few_days_inside_are_not_called_empty() -> None:
    ten = window_counts(window(), headache=3, outside=18)
    figure = figure_of(ten, of=file(enrolled_on=date(2026, 10, 22)))
    (filled,) = [note for note in figure.layout.annotations if "10/10" in note.text]
    assert filled.text == "10/10"
    assert not traces(figure, "estimate")
    assert "dagboken börjar 22 okt" in texts(figure)


def test_two_starts_on_one_day_stand_on_lines_of_their_own() -> None:
    both = file(
        treatment("Aimovig", date(2026, 9, 17), family="cgrp_antibody"),
        treatment("Botox", date(2026, 9, 17), family="botulinum_toxin"),
    )
    notes = [note for note in figure_of(RICH, of=both).layout.annotations if "insatt" in note.text]
    assert len({note.yshift for note in notes}) == 2


def test_a_planned_treatment_is_outlined_after_the_as_of_day() -> None:
    planned = file(treatment("Ajovy", date(2026, 11, 16), dose=225, family="cgrp_antibody"))
    figure = figure_of(RICH, of=planned)
    assert not traces(figure, "treatment")
    assert not traces(figure, "start")
    (box,) = [shape for shape in figure.layout.shapes if shape.name == "planned"]
    assert (box.line.dash, box.x0) == ("dash", date(2026, 11, 16))
    assert "Ajovy 225 mg planerad start 16 nov" in texts(figure)


def test_a_far_planned_treatment_is_only_words() -> None:
    figure = figure_of(RICH, of=file(treatment("Ajovy", date(2027, 2, 14))))
    assert "Ajovy planerad start 14 feb 2027 →" in texts(figure)
    assert figure.layout.xaxis.range[1] == AS_OF + timedelta(days=1)


def test_a_running_treatment_with_a_planned_stop_is_outlined_from_the_as_of_day() -> None:
    figure = figure_of(RICH, of=file(treatment("Metoprolol", date(2026, 9, 1), date(2026, 11, 20))))
    (box,) = [shape for shape in figure.layout.shapes if shape.name == "planned"]
    assert (box.x0, box.x1) == (date(2026, 11, 1), date(2026, 11, 21))
    assert len(traces(figure, "treatment")) == 1


def test_a_treatment_from_before_the_period_is_clipped_with_an_arrow() -> None:
    figure = figure_of(RICH, of=file(treatment("Metoprolol", date(2024, 1, 1))))
    assert traces(figure, "treatment")[0].base[0] == PERIOD.first
    assert traces(figure, "clipped")[0].marker.symbol == ("triangle-left",)


def named(*rows: object) -> dict[str, tuple[str, date]]:
    """Where the texts of the lanes stand: from which side, at which day."""
    notes = figure_of(RICH, of=file(*rows)).layout.annotations
    return {note.text: (note.xanchor, note.x) for note in notes if "mg" in note.text}


def test_a_treatment_that_goes_on_is_named_where_it_is_now() -> None:
    now = ("right", AS_OF + timedelta(days=1))
    assert named(treatment("Metoprolol", date(2024, 1, 1), dose=100)) == {"Metoprolol 100 mg": now}
    steps = [treatment("Metoprolol", date(2024, 1, 1), dose=50), treatment("Metoprolol", date(2026, 8, 1), dose=100)]
    assert named(*steps)["Metoprolol 100 mg"] == now
    ended = treatment("Metoprolol", date(2024, 1, 1), date(2026, 10, 1), dose=100)
    assert named(ended) == {"Metoprolol 100 mg": ("left", PERIOD.first)}


def test_the_reason_for_stopping_stands_behind_the_bar() -> None:
    stopped = treatment("Metoprolol", date(2026, 8, 10), date(2026, 10, 1), dose=100, stop_reason="side_effect")
    (note,) = [n for n in figure_of(RICH, of=file(stopped)).layout.annotations if n.text == "biverkning"]
    assert note.x == date(2026, 10, 2)


def test_injections_are_ticked_within_the_axis_only() -> None:
    given = (date(2026, 1, 1), date(2026, 9, 17), date(2026, 10, 15))
    course = treatment("Aimovig", date(2026, 1, 1), family="cgrp_antibody", given_on=given)
    (ticks,) = traces(figure_of(RICH, of=file(course)), "doses")
    assert list(ticks.x) == list(given[1:])


def test_visits_are_flags_and_booked_ones_are_called_so() -> None:
    visits = (Visit(date(2026, 9, 1), "doctor", "video", True), Visit(date(2026, 11, 17), "follow_up", None, True))
    (flags,) = traces(figure_of(RICH, of=file(visits=visits)), "visits")
    assert "läkarbesök, video" in flags.hovertext[0]
    assert "bokat" in flags.hovertext[1]
    assert "bokat" not in flags.hovertext[0]


def test_the_running_line_is_broken_where_too_little_is_filled_in() -> None:
    days = [
        MovingDay(AS_OF - timedelta(days=1), DayCount(7, 14, 0, 14), DayCount(2, 14, 0, 14)),
        MovingDay(AS_OF, DayCount(7, 15, 0, 13), DayCount(2, 15, 0, 13)),
    ]
    (line,) = traces(figure_of(RICH, moving=days), "moving")
    assert list(line.y) == [14.0, None]


def test_what_people_wrote_is_not_markup() -> None:
    figure = figure_of(RICH, of=file(treatment("<a href='x'>Botox</a>", date(2026, 9, 1), family="botulinum_toxin")))
    assert "<a href" not in json.dumps(figure.to_dict(), default=str)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("windows", [(), (EMPTY,), (OUTSIDE,), (RICH, UNTOLD, NEWEST)])
def test_it_is_drawn_in_every_language_theme_and_state(language: str, dark: bool, windows) -> None:
    many = [
        treatment(f"Drug {n}", date(2026, 8, 8) + timedelta(days=7 * n), dose=n + 0.5, stop_reason=None)
        for n in range(10)
    ]
    figure = figure_of(*windows, of=file(*many), lang=language, dark=dark)
    assert json.loads(figure.to_json())["layout"]["height"] > 600
    assert figure.layout.separators == {"sv": ",\xa0", "en": ".,"}[language]


@pytest.mark.parametrize("days", [1, 10, 27, 69, 70, 760])
def test_periods_of_any_length_have_labels(days: int) -> None:
    period = Window(AS_OF - timedelta(days=days - 1), AS_OF)
    figure = figure_of(RICH, period=period)
    assert any("<b>202" in (note.text or "") for note in figure.layout.annotations)


def test_the_figure_offers_no_tools() -> None:
    assert PLOTLY_CONFIG["displayModeBar"] is False
    assert figure_of(RICH).layout.dragmode is False


def test_the_table_says_what_the_bars_show() -> None:
    table = frequency_table([OUTSIDE, RICH, UNTOLD, EMPTY], words("sv"))
    assert table.iloc[0].tolist() == [
        "9 aug – 5 sep 2026",
        "16–18",
        "9–11",
        0,
        7,
        "17,2",
        "26 av 28 ifyllda",
        0,
        2,
    ]
    assert table.iloc[1]["Migrändagar"] == "3–7"
    assert table.iloc[2]["Huvudvärksdagar, uppskattat per 28 dagar"] == "–"
    assert len(table) == 3


def test_an_empty_table_has_its_columns() -> None:
    assert frequency_table([OUTSIDE], words("en")).columns[0] == "Period"


@pytest.mark.parametrize("language", languages())
def test_on_a_phone_the_key_of_the_patients_own_graph_has_room(language: str) -> None:
    own, doctors = (figure_of(RICH, lang=language, plain=plain) for plain in (True, False))
    sign = words(language)("chart-sign-estimate")
    (heading,) = [note for note in own.layout.annotations if sign in note.text]
    assert markup_pixels(heading.text) * 13 / 12 < 390 - 2 * 24  # 13 pixels high, within the sides of the page
    (other,) = [note for note in doctors.layout.annotations if sign in note.text]
    assert "<br>" not in other.text
    assert own.layout.margin.t - doctors.layout.margin.t == 24  # the second line takes nothing from the graph
