"""What is said of questionnaires: the change across a treatment, the published limits it reaches, and where from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.instruments import INSTRUMENTS
from analysis.records.patients import Measurement, PatientFile, Score
from analysis.references import REFERENCES
from analysis.windows import Window
from dashboard.sections.patient import burden
from dashboard.sections.patient.burden_change import Since, certainty_text, of_measurements, of_questionnaire
from dashboard.sections.patient.frequency import Course
from dashboard.texts import languages, words
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, weeks
from tests.dashboard.charts.made import AS_OF, file, window
from tests.drawn import database

SV, EN = words("sv"), words("en")
START = date(2026, 6, 1)
PERIOD = Window(window(5).first, AS_OF)
COURSE = Course(PERIOD, AS_OF, ())


def scores(name: str, *pairs: tuple[date, float]) -> list[Score]:
    return [Score(day, name, score) for day, score in pairs]


def told(name: str, *pairs: tuple[date, float], lang=SV):
    return of_questionnaire(INSTRUMENTS[name], scores(name, *pairs), Since(PERIOD.first, AS_OF, START), lang)


def untreated(name: str, *pairs: tuple[date, float]):
    return of_questionnaire(INSTRUMENTS[name], scores(name, *pairs), Since(PERIOD.first, AS_OF), SV)


def test_a_change_is_told_in_points_and_percent_with_the_limits_it_reaches() -> None:
    found = told("HIT-6", (date(2026, 5, 20), 66), (date(2026, 9, 1), 60))
    assert found.sentence == (
        "HIT-6: 66 (2026-05-20) → 60 (2026-09-01), 6 poäng bättre (9 %). "
        "4 av 5 publicerade gränser för kliniskt betydelsefull förbättring uppnådda."
    )
    lines = [one.text for one in found.details]
    assert lines[:2] == ["Före: svår påverkan.", "Senast: svår påverkan."]
    assert (
        "Uppnådd: minst 6 poäng lägre (kronisk migrän, Houts 2020). doi 10.1111/head.13946; kontrollerad mot källan."
        in lines
    )
    assert [line for line in lines if line.startswith("Inte uppnådd: minst 30 % lägre av råpoängen")]


def test_a_difference_between_groups_comes_last_and_is_marked() -> None:
    found = told("MSQ-RP", (date(2026, 5, 20), 50), (date(2026, 9, 1), 55), lang=EN)
    assert "1 of 2 published limits" in found.sentence
    assert found.details[-1].text == (
        "Reached, but a difference between groups says nothing certain of one person: "
        "4.6 points higher between groups (Cole 2009). doi 10.1111/j.1468-2982.2009.01852.x; source read."
    )


def test_worse_and_unchanged_are_said() -> None:
    assert "1 point worse (2%)" in told("HIT-6", (START, 55), (date(2026, 9, 1), 56), lang=EN).sentence
    assert "2 points worse" in told("MSQ-RR", (START, 52), (date(2026, 9, 1), 50), lang=EN).sentence
    assert "oförändrat" in told("mTOQ-4", (START, 5), (date(2026, 9, 1), 5)).sentence


def test_a_limit_that_does_not_apply_is_not_counted() -> None:
    found = told("MIDAS", (START, 10), (START + timedelta(days=90), 5))
    assert "1 av 1 publicerade" in found.sentence  # only the rule without a limit of the score before (TLV-4)
    assert sum(one.text.startswith("Gäller inte") for one in found.details) == 2


def test_a_score_too_soon_says_so() -> None:
    # PRO-7
    assert "Mindre än tre månader" in told("MIDAS", (START, 30), (START + timedelta(days=83), 10)).sentence
    assert "Mindre än tre månader" not in told("MIDAS", (START, 30), (START + timedelta(days=84), 10)).sentence


def test_one_score_alone_is_told_without_a_change() -> None:
    assert told("HIT-6", (date(2026, 9, 1), 60)).sentence.endswith("ingen tidigare poäng att jämföra med.")
    assert told("HIT-6", (date(2026, 5, 1), 60)).sentence.endswith("ingen poäng därefter.")
    assert told("HIT-6") is None


def test_a_judgement_of_change_is_told_as_it_is() -> None:
    assert told("PGIC", (date(2026, 5, 1), 5), (date(2026, 9, 1), 2)).sentence == (
        "PGIC: 2 (2026-09-01), mycket eller väldigt mycket bättre."
    )
    assert told("PGIC", (date(2026, 5, 1), 5)) is None


def test_an_instrument_without_limits_says_so() -> None:
    assert "gräns för kliniskt betydelsefull förbättring saknas" in told("mTOQ-4", (START, 4), (AS_OF, 6)).sentence


def test_measurements_are_compared_without_a_judgement() -> None:
    measured = [
        Measurement(date(2026, 5, 1), "systolic", 128),
        Measurement(date(2026, 5, 1), "diastolic", 80),
        Measurement(date(2026, 9, 1), "systolic", 141),
        Measurement(date(2026, 9, 1), "diastolic", 92),
        Measurement(date(2026, 9, 1), "weight", 70.5),
    ]
    assert [one.sentence for one in of_measurements(measured, Since(PERIOD.first, AS_OF, START), SV)] == [
        "Blodtryck: 128/80 (2026-05-01) → 141/92 (2026-09-01)."
    ]
    assert of_measurements(measured, Since(PERIOD.first, date(2026, 8, 31), START), SV) == []


def test_without_a_treatment_each_questionnaire_has_its_own_first_score() -> None:
    before, first, last = PERIOD.first - timedelta(days=9), PERIOD.first + timedelta(days=9), AS_OF
    assert "HIT-6: 60 (" in untreated("HIT-6", (before, 70), (first, 60), (last, 50)).sentence
    assert "HIT-6: 70 (" in untreated("HIT-6", (before, 70), (last, 50)).sentence
    assert "ingen tidigare poäng" in untreated("HIT-6", (last, 50)).sentence
    assert "ingen poäng därefter" in untreated("HIT-6", (before, 70)).sentence
    assert "PGIC: 2" in untreated("PGIC", (before, 5), (PERIOD.first, 2)).sentence
    assert untreated("PGIC", (before, 5)) is None


def with_scores(*found: Score, measurements: tuple[Measurement, ...] = ()) -> PatientFile:
    return replace(file(), scores=found, measurements=measurements)


def test_nothing_takes_no_space() -> None:
    assert burden.section(COURSE, file(), None, SV) is None


def test_without_a_treatment_the_period_is_compared() -> None:
    shown = burden.section(COURSE, with_scores(*scores("HIT-6", (date(2026, 6, 10), 60), (AS_OF, 55))), None, SV)
    assert shown.title == "Formulär"
    assert shown.sentences[0] == "Senaste poäng jämförd med periodens första, eller med den sista före perioden."
    assert shown.sentences[1].startswith("HIT-6: 60 (2026-06-10) → 55 (2026-10-31), 5 poäng bättre (8 %).")
    assert len(shown.details) == len(shown.sentences)
    assert shown.source == "Nivåer: HIT-6 Yang 2011 (allmänt vedertaget)."


@pytest.mark.parametrize(
    ("unread", "sentence"),
    [
        ((None,), "Ett formulär kunde inte läsas: det kan vara det senaste, eller det att jämföra med."),
        (
            (AS_OF, None),
            "2 formulär kunde inte läsas: det senaste, eller ett att jämföra med, kan vara bland dem.",
        ),
        ((AS_OF + timedelta(days=1),), None),
        ((), None),
    ],
)
def test_a_questionnaire_that_could_not_be_read_is_told_beside_those_compared(unread, sentence) -> None:
    pair = scores("HIT-6", (date(2026, 6, 10), 60), (AS_OF, 55))
    shown = burden.section(COURSE, replace(with_scores(*pair), unread_scores=unread), None, SV)
    assert shown is not None
    plain = burden.section(COURSE, with_scores(*pair), None, SV)
    assert plain is not None
    assert shown.sentences == (*plain.sentences, *([sentence] if sentence else []))


def test_measurements_alone_are_a_section_of_their_own_name() -> None:
    shown = burden.section(COURSE, with_scores(measurements=(Measurement(AS_OF, "weight", 70),)), None, SV)
    assert shown.title == "Blodtryck, puls och vikt"
    assert shown.sentences == ()
    assert shown.source == "Blodtryck, puls och vikt visas utan gränser."


def test_grades_from_different_publications_name_each() -> None:
    shown = burden.section(COURSE, with_scores(Score(AS_OF, "MIDAS", 5)), None, SV)
    assert shown.sentences == ("MIDAS: 5 (2026-10-31), ingen tidigare poäng att jämföra med.",)
    assert shown.source == (
        "Nivåer: MIDAS (grad I–grad III) Stewart 2001 (kontrollerad mot källan), "
        "MIDAS (grad IVA–grad IVB) Blumenfeld 2011 (allmänt vedertaget)."
    )


@pytest.fixture(scope="module")
def effect():
    engine = database()
    ends = weeks(12)
    yield lambda **options: effect_of(
        clinic(
            engine, "MMHMH.." * 4 + "M......" * 12, last=ends, treatments=[course(dose=140, dose_unit="mg", **options)]
        )
    )
    engine.dispose()


def judged_on(*pairs: tuple[date, float]) -> PatientFile:
    return with_scores(*scores("HIT-6", *pairs))


def test_scores_are_compared_across_the_first_dose(effect) -> None:
    day = FIRST_DOSE + timedelta(days=60)
    period = Course(Window(FIRST_DOSE, weeks(12)), weeks(12), ())
    found = judged_on((FIRST_DOSE - timedelta(days=9), 64), (FIRST_DOSE, 62), (day, 50))
    shown = burden.section(period, found, effect(), SV)
    assert shown.sentences[0] == f"Senaste poängen jämfört med den sista före Aimovig 140 mg (insatt {FIRST_DOSE})."
    assert shown.sentences[1].startswith(f"HIT-6: 62 ({FIRST_DOSE}) → 50 ({day}), 12 poäng bättre")


def test_a_treatment_that_ended_is_compared_until_then(effect) -> None:
    stopped = FIRST_DOSE + timedelta(days=50)
    found = judged_on((FIRST_DOSE, 62), (stopped, 50), (stopped + timedelta(days=1), 70))
    ended = effect(stopped_on=stopped)
    shown = burden.section(Course(Window(FIRST_DOSE, weeks(12)), weeks(12), ()), found, ended, EN)
    assert shown.sentences[0].startswith("The last score during Aimovig 140 mg")
    assert "→ 50 (" in shown.sentences[1]
    later = Course(Window(stopped + timedelta(days=1), weeks(12)), weeks(12), ())
    assert burden.section(later, found, ended, EN).sentences[0] == EN("burden-since-first")


@pytest.mark.parametrize("language", languages())
def test_every_certainty_and_source_has_its_words(language: str) -> None:
    for instrument in INSTRUMENTS.values():
        for stated in (*instrument.bands, *instrument.important_changes):
            assert certainty_text(stated.certainty, words(language))
            assert REFERENCES[stated.source].short
    assert certainty_text("U", words(language)) != certainty_text("V", words(language))
