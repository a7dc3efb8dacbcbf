"""Effects judged, and not judged, in drawn diaries: H headache, M migraine, . free, _ empty, a character a day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from analysis.effect.estimate import estimation
from analysis.effect.judgement import effects
from analysis.effect.responders import Goal
from analysis.outcomes import Outcome
from analysis.settings import shipped
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, given, weeks

BAD = "HH.M.HMH.HM..H" * 2  # 18 headache days in 28, 6 of them migraine
GOOD = "...M...H....H." * 2  # 6 headache days, 2 of them migraine
FREE = "." * 28
EMPTY = "_" * 28


def judged_codes(effect):
    return [reason.code for reason in effect.reasons]


def test_a_full_diary_is_judged(engine):
    effect = effect_of(clinic(engine, BAD + BAD + GOOD + GOOD, last=weeks(12), treatments=[course()]))
    assert (effect.outcome, effect.reasons, effect.cautions) == ("judged", (), ())
    assert [window.window.label for window in effect.windows] == ["W1-4", "W5-8", "W9-12"]
    headache = effect.results["headache"]
    assert (headache.baseline.per_28, headache.follow_up.per_28) == (18, 6)
    assert headache.change_per_28 == -12
    assert headache.percent_fall == pytest.approx(66.667, abs=0.001)
    lower, upper = headache.interval_95
    assert lower < 66.7 < upper
    assert headache.probability[0] > 0.95
    assert {percent: outcome.code for percent, outcome in headache.responder.items()} == {
        30: "met",
        50: "met",
        75: "not_met",
        100: "not_met",
    }
    assert headache.robustness == "robust"
    assert effect.results["migraine"].percent_fall == pytest.approx(100 * (6 - 2) / 6)
    assert effect.absolute_response is Outcome.MET
    assert effect.goal is Goal.NOT_COMPUTABLE or effect.goal is Goal.UNDETERMINED  # no severity is drawn


def test_the_long_run_is_estimated_for_the_kind_of_day_that_is_asked_for_and_once(engine, monkeypatch):
    asked = []
    estimate = estimation.long_run_of
    monkeypatch.setattr(estimation, "long_run_of", lambda days, kind: asked.append(kind) or estimate(days, kind))
    effect = effect_of(clinic(engine, BAD + BAD + GOOD + GOOD, last=weeks(12), treatments=[course()]))
    assert asked == []
    assert effect.results["headache"].long_run is effect.results["headache"].long_run is not None
    assert asked == ["headache"]
    assert effect.results["migraine"].long_run is not None
    assert asked == list(effect.results) == ["headache", "migraine"]


def test_the_figures_are_those_of_the_contract(engine):
    effect = effect_of(clinic(engine, BAD + BAD + GOOD + GOOD, last=weeks(12), treatments=[course()]))
    told = json.loads(json.dumps(effect.as_json()))
    assert (told["treatment"], told["started_on"], told["primary"]) == ("Aimovig", "2026-03-02", "W9-12")
    assert (told["outcome"], told["reasons"]) == ("judged", [])
    assert set(told["headache_days"]) >= {"change_per_28", "percent_fall", "interval_95", "probability", "responder"}
    assert set(told["headache_days"]["probability"]) == {"0", "30", "50", "75"}
    assert set(told["migraine_days"]["responder"]) == {"30", "50", "75", "100"}
    assert told["baseline"]["from"] == "2026-02-02"
    assert told["baseline"]["headache_days"]["observed"] == 18
    assert [window["label"] for window in told["windows"]] == ["W1-4", "W5-8", "W9-12"]
    assert told["co_interventions"] == []


def test_window_is_judged_on_its_last_day_and_not_the_day_before(engine):
    records = clinic(engine, BAD + BAD + GOOD + GOOD, last=weeks(12), treatments=[course()])
    assert effect_of(records).outcome == "judged"
    effect = effect_of(records, as_of=weeks(12) - timedelta(days=1))
    (reason,) = effect.reasons
    assert (reason.code, reason.on, reason.days) == ("window_not_over", weeks(12), 1)
    assert effect.results["headache"].percent_fall is None
    assert effect.results["headache"].responder[30] is Outcome.NOT_COMPUTABLE


def test_treatment_in_the_future(engine):
    records = clinic(engine, BAD, last=FIRST_DOSE - timedelta(days=3), treatments=[course()])
    effect = effect_of(records)
    assert judged_codes(effect) == ["not_started"]
    assert effect.reasons[0].on == FIRST_DOSE
    assert effect.windows == ()


def test_treatment_on_the_first_day_of_the_diary(engine):
    records = clinic(engine, GOOD * 3, last=weeks(12), treatments=[course()], enrolled_on=FIRST_DOSE)
    assert judged_codes(effect_of(records)) == ["no_baseline_diary"]


@pytest.mark.parametrize(
    ("filled", "codes", "cautions"), [(13, ["baseline_incomplete"], []), (14, [], ["limited_baseline"])]
)
def test_baseline_of_thirteen_filled_days_is_too_little(engine, filled, codes, cautions):
    # CMP-21 and CMP-22: 14 filled days are orange, 13 are red.
    baseline = "_" * (28 - filled) + ("HH." * 10)[:filled]
    effect = effect_of(clinic(engine, baseline + GOOD * 3, last=weeks(12), treatments=[course()]))
    assert judged_codes(effect) == codes
    assert [code for code in effect.cautions if code == "limited_baseline"] == cautions
    if codes:
        assert (effect.reasons[0].days, effect.reasons[0].fillable) == (1, 0)


def test_evaluation_that_can_still_be_filled_in(engine):
    # 12 filled days and the last 8 open: two more make the window orange.
    last = "H..H..H..H.." + "_" * 16
    effect = effect_of(clinic(engine, BAD + GOOD + GOOD + last, last=weeks(12), treatments=[course()]))
    (reason,) = effect.reasons
    assert (reason.code, reason.days, reason.fillable) == ("evaluation_incomplete", 2, 8)


@pytest.mark.parametrize(
    ("baseline", "code"),
    [(FREE, "no_days_at_baseline"), ("H" + FREE[1:], "too_few_days_at_baseline"), (EMPTY, "baseline_incomplete")],
)
def test_nothing_to_fall_from(engine, baseline, code):
    # STAT-14: fewer than two days at baseline.
    effect = effect_of(clinic(engine, baseline + GOOD * 3, last=weeks(12), treatments=[course()]))
    assert judged_codes(effect) == [code]


def test_small_baseline_is_counted_in_days_only(engine):
    # RESP-7, T-12: 3 days to 1 day is two fewer, and no percentage; over all windows read, one day in 28 is rare.
    records = clinic(engine, "H.H.H" + "." * 23 + FREE + FREE + "H" + "." * 27, last=weeks(12), treatments=[course()])
    effect = effect_of(records)
    headache = effect.results["headache"]
    assert effect.outcome == "judged"
    assert "small_baseline" in effect.cautions
    assert headache.change_per_28 == -2
    assert (headache.percent_fall, headache.interval_95) == (None, None)
    assert headache.responder[30] is Outcome.NOT_COMPUTABLE
    assert headache.probability[0] is not None
    assert headache.probability[50] is None
    told = headache.as_json()["long_run"]
    assert (told["median_fall"], told["interval_95"], told["left_now"], told["is_rare"]) == (None, None, None, True)


@pytest.mark.parametrize(("days_on", "is_told"), [(1, False), (2, True)])
def test_rare_days_are_told_by_all_windows_and_not_by_a_baseline_high_by_chance(engine, days_on, is_told):
    # 3 days before and 1, or 2 in each window on: with 3 + 1 + 1 + 1 in four windows 1.5 per 28; with 3 + 6, 2.25.
    on = ("H......" * days_on + FREE)[:28]
    effect = effect_of(clinic(engine, "H.H.H" + "." * 23 + on * 3, last=weeks(12), treatments=[course()]))
    assert (effect.results["headache"].interval_95 is not None) is is_told
    assert effect.results["headache"].percent_fall is None


def test_headache_every_day(engine):
    effect = effect_of(clinic(engine, "H" * 112, last=weeks(12), treatments=[course()]))
    headache = effect.results["headache"]
    assert headache.percent_fall == 0
    assert headache.responder[30] is Outcome.NOT_MET
    assert headache.interval_95[0] < 0 < headache.interval_95[1]
    assert judged_codes(effect) == []
    assert effect.results["migraine"].percent_fall is None  # no migraine day before: nothing to fall from


def test_one_filled_day_and_none(engine):
    for picture in ("H" + "_" * 111, "_" * 112):
        effect = effect_of(clinic(engine, picture, last=weeks(12), treatments=[course()]))
        assert judged_codes(effect) == ["baseline_incomplete", "evaluation_incomplete"]
        assert effect.rate_intervals("headache") == {}
        assert effect.chance_band("headache") is None


def test_stopped_before_the_window(engine):
    records = clinic(
        engine,
        BAD + GOOD * 3,
        last=weeks(12),
        treatments=[course(drug="Topiramat", dose=50.0, stopped_on=weeks(8))],
    )
    effect = effect_of(records)
    assert judged_codes(effect) == ["stopped_before_evaluation"]
    assert effect.reasons[0].on == weeks(8)


def test_an_end_in_the_future_is_not_seen(engine):
    records = clinic(
        engine, BAD + GOOD * 3, last=weeks(12), treatments=[course(drug="Topiramat", dose=50.0, stopped_on=weeks(8))]
    )
    effect = effect_of(records, as_of=weeks(6))
    assert judged_codes(effect) == ["window_not_over"]
    assert effect.episode.last_day is None


def test_quarterly_doses_are_judged_after_half_a_year(engine):
    treatment = course(drug="Ajovy", dose=675.0, interval_days=84)
    records = clinic(engine, BAD + GOOD * 6, last=weeks(24), treatments=[treatment])
    effect = effect_of(records)
    assert (effect.episode.primary, effect.outcome) == ("W21-24", "judged")
    effect = effect_of(records, as_of=weeks(12))
    assert judged_codes(effect) == ["window_not_over"]
    rules = {rule.rule.id: rule for rule in effect.rules}
    assert rules["EVAL-4"].arms["migraine_30"] is Outcome.MET  # asked after three months all the same
    assert rules["EVAL-2"].arms["headache_50"] is Outcome.NOT_COMPUTABLE


def test_quarterly_doses_are_told_for_their_whole_interval_too(engine):
    # Headache comes back in the last four weeks of each twelve: 16 days before, 4, 4, 16 in the second interval.
    picture = "HHHH..." * 4 + ("H......" * 8 + "HHHH..." * 4) * 2
    found = effect_of(clinic(engine, picture, last=weeks(24), treatments=[course("Ajovy", interval_days=84)]))
    assert found.results["headache"].percent_fall == 0
    assert found.interval_mean["headache"].follow_up.observed == 4 + 4 + 16
    assert found.interval_mean["headache"].percent_fall == pytest.approx(50)
    assert found.as_json()["mean_w13_24"]["headache_days"]["percent_fall"] == pytest.approx(50)
    monthly = effect_of(clinic(engine, picture, last=weeks(24), treatments=[course(interval_days=28)]))
    assert monthly.interval_mean is None


def test_classes_that_depend_on_empty_days(engine):
    # 18 days before; 6 to 11 after: at best a third, at worst more than half.
    last = "_____" + GOOD[5:]
    observed = last.count("H") + last.count("M")
    effect = effect_of(clinic(engine, BAD + GOOD + GOOD + last, last=weeks(12), treatments=[course()], as_of=weeks(12)))
    headache = effect.results["headache"]
    assert (headache.follow_up.lowest, headache.follow_up.highest) == (observed, observed + 5)
    assert headache.responder[30] is Outcome.MET
    assert headache.responder[50] is Outcome.UNDETERMINED
    assert (headache.robustness, headache.depends_on_days) == ("depends_on_empty_days", 5)
    assert "completeness_differs" in effect.cautions  # 28 of 28 against 23 of 28: 17.9 points


def test_completeness_may_differ_by_fifteen_points(engine):
    # 24 of 28 against all: 14.3 points.
    last = "____" + GOOD[4:]
    effect = effect_of(clinic(engine, BAD + GOOD + GOOD + last, last=weeks(12), treatments=[course()]))
    assert "completeness_differs" not in effect.cautions


def test_primary_and_mean_of_twelve_weeks_that_disagree(engine):
    late = effect_of(clinic(engine, BAD + BAD + BAD + GOOD, last=weeks(12), treatments=[course()]))
    assert late.results["headache"].estimated_class == 50
    assert late.mean["headache"].percent_fall == pytest.approx(100 * (18 - 14) / 18)
    assert late.mean["headache"].estimated_class == 0
    assert late.is_disputed
    early = effect_of(clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=[course()]))
    assert not early.is_disputed
    # Nothing is disputed before anything is judged.
    assert not effect_of(clinic(engine, BAD + BAD, last=weeks(4), treatments=[course()])).is_disputed


def test_the_mean_of_three_windows_before_where_there_is_diary(engine):
    records = clinic(engine, GOOD + GOOD + BAD + GOOD * 3, last=weeks(12), treatments=[course()])
    effect = effect_of(records)
    assert effect.long_baseline["headache"].baseline.per_28 == 10
    assert effect.long_baseline["headache"].change_per_28 == -4
    assert effect.as_json()["against_mean_before"]["headache_days"]["percent_fall"] == pytest.approx(40)
    assert effect_of(clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=[course()])).long_baseline is None


def test_sustained_response(engine):
    effect = effect_of(clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=[course()]))
    assert effect.sustained("headache", 50) is Outcome.MET
    assert effect.sustained("headache", 75) is Outcome.NOT_MET
    late = effect_of(clinic(engine, BAD + BAD + GOOD * 2, last=weeks(12), treatments=[course()]))
    assert late.sustained("headache", 50) is Outcome.NOT_MET


def test_two_treatments_on_one_day_cannot_be_told_apart(engine):
    rows = [course(), course(drug="Topiramat", dose=50.0)]
    found = effects(clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=rows))["P"]
    assert len(found) == 2
    for effect, other in zip(found, ("Topiramat", "Aimovig"), strict=True):
        assert "two_changes_within_28_days" in effect.cautions
        assert [(change.code, change.drug) for change in effect.co_interventions] == [("started", other)]


def test_a_late_dose_is_told(engine):
    doses = given(FIRST_DOSE, FIRST_DOSE + timedelta(days=36), FIRST_DOSE + timedelta(days=64))
    records = clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=[course(interval_days=28)], doses=doses)
    assert "dose_deviation" in effect_of(records).cautions


def test_another_day_definition(engine):
    # By the patient's own word nothing changes here; by a definition that asks for hours nothing is known.
    records = clinic(engine, BAD + GOOD * 3, last=weeks(12), treatments=[course()])
    own_word = replace_profile("MD-0")
    (effect,) = effects(records, records.basis().under(own_word))["P"]
    assert effect.results["migraine"].percent_fall == effect_of(records).results["migraine"].percent_fall
    assert effect.settings.profile == "MD-0"


def replace_profile(profile):
    from dataclasses import replace

    return replace(shipped(), profile=profile)


def test_everyone_at_once_is_each_one_alone_and_again_the_same(engine):
    rows = [course(), course(drug="Topiramat", started_on=FIRST_DOSE + timedelta(days=14), dose=50.0)]
    records = clinic(engine, BAD * 2 + "HH_.." * 4 + GOOD * 3, last=weeks(12), treatments=rows)
    first, second = effects(records)["P"], effects(records, records.basis().of(["P"]))["P"]
    assert [effect.as_json() for effect in first] == [effect.as_json() for effect in second]
    assert effects(records, records.basis().of(["Q"])) == {}


def test_rates_and_chance_band_for_the_drawing(engine):
    effect = effect_of(clinic(engine, BAD * 3 + GOOD * 3, last=weeks(12), treatments=[course()]))
    intervals = effect.rate_intervals("headache")
    assert list(intervals) == ["baseline-2", "baseline-1", "baseline", "W1-4", "W5-8", "W9-12"]
    assert intervals["baseline"][0] < 18 < intervals["baseline"][1]
    assert intervals["W9-12"][0] < 6 < intervals["W9-12"][1]
    low, high = effect.chance_band("headache")
    assert 6 < low < 18 < high <= 28


def test_what_comes_after_the_sixth_window_does_not_widen_what_chance_gives_to_expect(engine):
    effect = effect_of(clinic(engine, BAD * 3 + GOOD * 8, last=weeks(32), treatments=[course()]))
    longer = effect_of(clinic(engine, BAD * 3 + GOOD * 6 + BAD * 2, last=weeks(32), treatments=[course()]))
    assert longer.chance_band("headache") == effect.chance_band("headache")


def test_windows_end_with_the_treatment(engine):
    ended = date(2026, 6, 7)
    records = clinic(
        engine, BAD + GOOD * 8, last=weeks(32), treatments=[course(drug="Topiramat", dose=50.0, stopped_on=ended)]
    )
    effect = effect_of(records)
    assert effect.windows[-1].window.first <= ended < effect.windows[-1].window.first + timedelta(days=28)
