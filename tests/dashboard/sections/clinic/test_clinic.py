"""What the overview says: every section its numbers, who is left out, and the caution beside what others published."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.clinic import Overview
from analysis.clinic.figures import BesideRegister, Point, Response, Switches, TimeOnTreatment, Waiting
from analysis.clinic.published import GREAT_FALL_EARLY, STILL_TREATED
from analysis.clinic.survival import curve
from dashboard.sections.clinic import clinic_diaries, clinic_response, clinic_treatments
from dashboard.texts import words
from tests.dashboard.charts.plotted import plotted

DAY = date(2026, 10, 31)


def response(treatment: str, month: int, reasons: dict[str, int | None]) -> Response:
    return Response(treatment, month, "migraine", 30, 20, reasons, 9, 6, 4, -3.5, (100.0, 60.0, -10.0))


def told_overview(**parts: object) -> Overview:
    whole = {
        "responses": (response("all", 3, {"not_told": 6, "stopped_before": None}), response("galcanezumab", 6, {})),
        "times": (TimeOnTreatment("all", curve([100] * 6 + [200] * 6, ["no_effect"] * 6 + [""] * 6, fewest=5), 12),),
        "began_before": 7,
        "switches": Switches((("erenumab", "fremanezumab", 8),), True),
        "completeness": (Point("2026-10-31", 0.8, 50, 4, (0.7, 0.87)),),
        "by_weeks": (Point("0", 0.9, 50, 4, (0.8, 0.95)),),
        "overuse": (Point("2026-10-31", 0.1, 40, 14, (0.04, 0.35), 0.1, 0.2),),
        "waiting": Waiting(12, (90.0, 100.0, 120.0), {"not_judgeable": None, "no_visit": 0}),
        "beside_registers": (BesideRegister(GREAT_FALL_EARLY, 0.3, 20, 3), BesideRegister(STILL_TREATED, 0.7, 30, 2)),
    }
    return Overview(DAY, {}, 54, 6, 5, **(whole | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_section_is_told_in_every_language(language: str) -> None:
    found, said = told_overview(), words(language)
    sections = [
        clinic_response.head(found, said),
        clinic_response.response(found, "migraine", said),
        clinic_response.waterfall(found, "migraine", said),
        clinic_diaries.waiting(found, said),
        *(part(found, said) for part in (*clinic_treatments.parts(found), *clinic_diaries.parts(found))),
    ]
    assert all(section.title and section.sentences for section in sections)
    assert len({section.key for section in sections}) == len(sections) == 10


def test_who_cannot_be_judged_is_told_with_the_reasons_that_may_be() -> None:
    told = clinic_response.response(told_overview(), "migraine", words("en"))
    assert told.sentences[0].endswith("10 of 30 that began could not be judged.")
    assert told.sentences[1:] == (
        "Not judgeable: not told by the diary (6).",
        "Numbers hidden (small groups): ended before.",
    )
    assert told.table is not None
    assert told.table["Trials"].tolist()[1] == "EVOLVE-1, episodic migraine: 62.3%, placebo 38.6%"


@pytest.mark.parametrize(
    ("language", "why", "note"),
    [
        ("sv", "Pågick hela utvärderingsperioden men kunde inte bedömas: 35.", "bedömda efter huvudvärksdagar"),
        ("en", "Lasted through the period to judge but could not be judged: 35.", "judged by headache days"),
    ],
)
def test_of_what_treatments_some_could_not_be_judged_is_told_where_it_is_not_all_that_began(
    language: str, why: str, note: str
) -> None:
    found = told_overview(waiting=Waiting(43, (88.0, 105.0, 170.0), {"not_judgeable": 35, "no_visit": 0}))
    told = clinic_diaries.waiting(found, words(language))
    assert why in told.sentences
    assert note in told.source


def test_every_share_stands_with_its_interval_its_number_and_the_survivors_it_is_of() -> None:
    told = clinic_response.response(told_overview(), "migraine", words("sv"))
    assert told.sentences[0].startswith(
        "Alla behandlingar efter 3 månader: 9 av 20 bedömbara (45 %, 95 %-intervall 26–66 %)"
    )
    figure = plotted(told.figure)
    dots = figure.data[-1]
    # Wilson, 9 of 20: 25.8 to 65.8 %
    assert (dots.error_x.arrayminus[0], dots.error_x.array[0]) == pytest.approx((19.2, 20.8), abs=0.1)
    texts = {note.text for note in figure.layout.annotations}
    assert {"9 av 20 kvarvarande (45 %)<br>26–66 % · 10 ej bedömbara", "<b>Emgality</b><br>galkanezumab"} <= texts
    assert "Bara de som fortfarande behandlas och kan bedömas; linjen är 95 %-intervall" in texts


@pytest.mark.parametrize(("drugs", "number"), [("", 2), ("cgrp", 1), ("oral", 0), ("botox", 0)])
def test_the_kind_of_preventive_is_chosen(drugs: str, number: int) -> None:
    told = clinic_response.response(told_overview(), "migraine", words("sv"), drugs=drugs)
    assert (0 if told.table is None else len(told.table)) == number


def test_registers_stand_with_their_differences_and_their_caution() -> None:
    told = clinic_treatments.registers(told_overview(), words("en"))
    assert "other patients" in told.caution
    assert told.table is not None
    assert told.table["Register"].tolist() == [
        "Charité 2023: 11.0%, 260 patients",
        "Sweden (industry): 86.0%, number not told",
    ]
    assert told.table["Left out"].tolist() == [3, 2]
    assert told.sentences[0].startswith("Migraine days after 6 months on galcanezumab: median ")
    assert "median \N{MINUS SIGN}3.5 per 28 days in 20" in told.sentences[0]
    assert told.sentences[0].endswith("GARLIT 2021: \N{MINUS SIGN}8 in high-frequency episodic migraine.")


def test_switches_are_a_picture_with_a_table_behind_and_the_hidden_ones_told_of() -> None:
    told = clinic_treatments.switches(told_overview(), words("sv"))
    assert told.sentences == (
        "8 byten visas; vanligast från erenumab till fremanezumab (8).",
        "Byten som gäller färre än 5 patienter visas inte.",
    )
    assert told.figure is not None
    assert told.table is not None
    nothing = clinic_treatments.switches(told_overview(switches=Switches((), False)), words("sv"))
    assert nothing.sentences == ("Inga byten att visa.",)
    not_read = clinic_treatments.switches(told_overview(switches=Switches((), False, left_out=1)), words("en"))
    assert not_read.sentences == (
        "No switches to show.",
        "Of one patient it is not known whether a treatment was a switch: an earlier one could not be read.",
    )
    assert nothing.figure is None


def test_weeks_are_counted_from_enrolment() -> None:
    told = clinic_diaries.by_weeks(told_overview(), words("en"))
    assert "four weeks that end with week 4." in told.sentences[0]
    assert told.sentences[0].endswith("Rests on 50 patients; 4 are left out.")


def test_an_earlier_day_has_only_what_rests_on_windows() -> None:
    earlier = told_overview(is_newest=False)
    assert clinic_treatments.parts(earlier) == ()
    assert clinic_diaries.parts(earlier) == (clinic_diaries.completeness, clinic_diaries.overuse)
    assert len(clinic_response.head(earlier, words("en")).sentences) == 3
    nobody = Overview(DAY, {}, None, None, 5)
    assert clinic_treatments.parts(nobody) == clinic_diaries.parts(nobody) == ()
