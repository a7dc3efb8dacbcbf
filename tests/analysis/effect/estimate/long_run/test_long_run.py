"""The model that lets months differ: against vectors worked out elsewhere, against brute force, and by its laws."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analysis.effect.estimate.long_run import FALLS, long_run
from analysis.effect.estimate.long_run.answer import of_days
from analysis.effect.estimate.long_run.build_up import early_paths
from analysis.effect.estimate.long_run.chances import forward, of_week
from analysis.effect.estimate.long_run.coming import coming_counts
from analysis.effect.estimate.long_run.fall import fall_law
from analysis.effect.estimate.long_run.latest import latest_quantiles, log_ratio
from analysis.effect.estimate.long_run.levels import grid, mean_share, rouwenhorst
from analysis.effect.estimate.long_run.posterior import posterior
from analysis.effect.estimate.long_run.priors import BUILD_UP, IN_USE, Priors
from analysis.effect.estimate.long_run.weeks import UNTOLD, Record, record_of
from benchmarks.worlds import OWN
from tests.oracle.every_path import joint_by_enumeration

NEUTRAL = replace(IN_USE, shift_centre=0.0, shift_scale=1.3, spread_scale=0.5)
"""A shift that is as probable in either direction, and less movement: under these the vectors were worked out."""
AT_ONCE = {0: 1.0}
MOSTLY_AT_ONCE = {0: 0.60, 4: 0.25, 8: 0.15}
TINY = Priors(
    spreads=(0.0, 0.6),
    memories=(0.6,),
    persistences=(-0.1, 0.3),
    persistence_masses=(0.4, 0.6),
    highest_level=1.6,
    level_step=0.8,
    points=3,
    shift_centre=-0.2,
)


def days(*weeks) -> np.ndarray:
    return np.concatenate([np.array(week, dtype=np.int8) for week in weeks])


BEFORE = days(*[[1, 1, 0, 0, 1, 0, 0]] * 12)
ON = days(*[[1, 0, 0, 0, 1, 0, 0]] * 6, *[[1, 0, 0, 0, 0, 0, 0]] * 6)
EMPTY = np.full(84, UNTOLD, dtype=np.int8)


def drawn(seed: int, share_before: float, share_on: float, empty: float = 0.1, windows: int = 3):
    rng = np.random.default_rng(seed)
    number = 28 * windows
    both = np.concatenate([rng.random(number) < share_before, rng.random(84) < share_on])
    told = np.where(rng.random(len(both)) < empty, UNTOLD, both).astype(np.int8)
    return told[:number], told[number:]


def law(before, on, priors=NEUTRAL, build_up=MOSTLY_AT_ONCE):
    return fall_law(posterior(record_of(before, on), grid(priors), build_up))


def figures(found):
    return [found.quantile(share) for share in (0.025, 0.5, 0.975)], [found.probability(fall) for fall in FALLS]


def with_holes(before, on):
    both = np.concatenate([before, on])
    both[10:30] = UNTOLD
    both[100::9] = UNTOLD
    return both[:84], both[84:]


@pytest.mark.parametrize(
    ("before", "on", "quantiles", "chances"),
    [
        (BEFORE, ON, [18.3, 53.1, 77.5], [0.9947, 0.9252, 0.5879, 0.0408]),
        (*with_holes(BEFORE, ON), [13.4, 52.8, 80.3], [0.9913, 0.9011, 0.5710, 0.0588]),
        (days([1] * 84), days([1, 1, 1, 0] * 21), [9.8, 20.7, 35.4], [0.9994, 0.0793, 0.0020, 0.0]),
    ],
    ids=["a fall", "with empty days", "from every day"],
)
def test_vectors(before, on, quantiles, chances):
    # The record is given as it is: in the second, a window has 10 days that tell, and would else be passed over.
    record = Record(before, on, 3, 3)
    found = figures(fall_law(posterior(record, grid(NEUTRAL), MOSTLY_AT_ONCE)))
    assert found[0] == pytest.approx(quantiles, abs=0.3)
    assert found[1] == pytest.approx(chances, abs=0.003)


@pytest.mark.parametrize("needed", [0, 4])
def test_sums_are_those_of_every_path(needed):
    # One week before and five on: 3^6 paths of each of two movements and two persistences, level by level.
    rng = np.random.default_rng(3)
    before, on = (rng.integers(-1, 2, 7 * weeks).astype(np.int8) for weeks in (1, 5))
    record = Record(before, on, 1, 2)
    build_up = AT_ONCE if not needed else {0: 0.0, 4: 1.0}
    found = posterior(record, grid(TINY), build_up)
    assert found.of_levels == pytest.approx(joint_by_enumeration(before, on, grid(TINY), needed), abs=1e-12)
    assert found.of_movement.sum(axis=(0, 1)) == pytest.approx(found.of_levels.sum(axis=(0, 1)), abs=1e-12)


def test_moments_of_the_last_weeks_are_those_of_the_level_where_it_does_not_move():
    still = replace(NEUTRAL, spreads=(0.0,))
    found = posterior(record_of(BEFORE, ON), grid(still), BUILD_UP, with_moments=True)
    share = mean_share(found.grid.levels, np.zeros(1))[0]
    assert found.moments[0, 0] == pytest.approx(found.of_levels[0] * share, abs=1e-12)
    assert found.moments[1, 0] == pytest.approx(found.of_levels[0] * share**2, abs=1e-12)


def test_what_is_left_now_is_the_fall_where_the_level_does_not_move():
    still = replace(NEUTRAL, spreads=(0.0,))
    found = posterior(record_of(BEFORE, ON), grid(still), BUILD_UP, with_moments=True)
    expected = [fall_law(found).quantile(share) for share in (0.025, 0.5, 0.975)]
    assert latest_quantiles(found, 0.025, 0.5, 0.975) == pytest.approx(expected, abs=1)


def test_what_is_left_now_follows_the_last_month():
    better_at_first = long_run(BEFORE, np.concatenate([ON[-28:], ON[-28:], BEFORE[:28]]), build_up=MOSTLY_AT_ONCE)
    better_at_last = long_run(BEFORE, np.concatenate([BEFORE[:28], ON[-28:], ON[-28:]]), build_up=MOSTLY_AT_ONCE)
    assert better_at_first.left_now.median_fall < better_at_first.median_fall
    assert better_at_last.left_now.median_fall > better_at_last.median_fall


def test_what_is_left_now_is_of_the_last_28_days_long_after_week_12():
    on = np.concatenate([ON, ON, BEFORE])
    found = long_run(BEFORE, on, build_up=MOSTLY_AT_ONCE)
    assert found.median_fall == pytest.approx(long_run(BEFORE, ON, build_up=MOSTLY_AT_ONCE).median_fall)
    assert found.left_now.interval_95[0] < 0 < found.left_now.interval_95[1] < found.median_fall
    silent = np.concatenate([ON, EMPTY[:28]])
    assert long_run(BEFORE, silent, build_up=MOSTLY_AT_ONCE).left_now is None


def test_exchanging_headache_and_none_mirrors_the_shift():
    before, on = drawn(5, 0.4, 0.3)
    mirrored = [np.where(part < 0, part, 1 - part) for part in (before, on)]
    one = posterior(record_of(before, on), grid(NEUTRAL), BUILD_UP).of_levels
    other = posterior(record_of(*mirrored), grid(NEUTRAL), BUILD_UP).of_levels
    assert one == pytest.approx(other[:, ::-1, ::-1], abs=1e-12)


def test_without_days_there_is_the_prior():
    found = posterior(Record(EMPTY, EMPTY, 0, 0), grid(IN_USE), BUILD_UP)
    assert found.of_levels.sum(axis=0) == pytest.approx(IN_USE.level_masses(), abs=1e-12)
    neutral = fall_law(posterior(Record(EMPTY, EMPTY, 0, 0), grid(NEUTRAL), BUILD_UP))
    assert neutral.quantile(0.5) == pytest.approx(0, abs=0.1)
    assert neutral.probability(0) == pytest.approx(0.5, abs=0.001)
    assert coming_counts(found).sum() == pytest.approx(1)


def test_an_empty_window_at_either_end_changes_nothing():
    before, on = drawn(6, 0.4, 0.25)
    empty = EMPTY[:28]
    alone = figures(law(before, on))
    assert figures(law(np.concatenate([empty, before]), on)) == alone
    assert figures(law(before, np.concatenate([on[:56], empty]))) == figures(law(before, on[:56]))


def test_time_passes_through_an_empty_window():
    before, on = drawn(7, 0.5, 0.25)
    gone = np.concatenate([before[:28], EMPTY[:28], before[56:]])
    dropped = np.concatenate([before[:28], before[56:]])
    assert figures(law(gone, on)) != pytest.approx(figures(law(dropped, on))[0], abs=1e-3)


@pytest.mark.parametrize(("told", "kept"), [(13, 1), (14, 2), (15, 2)])
def test_a_window_is_read_from_14_days_that_tell(told, kept):
    on = ON[:56].copy()
    on[28 + told :] = UNTOLD
    assert record_of(BEFORE, on).windows_on == kept


def test_at_most_six_windows_before_and_weeks_1_to_12_are_read():
    record = record_of(np.tile(BEFORE, 3), np.tile(ON, 3))
    assert (record.windows_before, record.windows_on) == (6, 3)
    assert (len(record.before), len(record.on)) == (168, 84)


def test_nothing_is_told_without_a_window_on_each_side():
    assert long_run(EMPTY, ON, build_up=BUILD_UP) is None
    assert long_run(BEFORE, EMPTY, build_up=BUILD_UP) is None
    assert long_run(BEFORE[:0], ON, build_up=BUILD_UP) is None


@settings(max_examples=12, deadline=None)
@given(
    arrays.arrays(np.int8, st.integers(28, 84), elements=st.integers(0, 1)),
    arrays.arrays(np.int8, st.integers(28, 84), elements=st.integers(0, 1)),
    st.integers(0, 3),
)
def test_words_and_interval_are_one_event(before, on, every):
    before, on = before.copy(), on.copy()
    if every:
        on[:: every + 2] = UNTOLD
    found = law(before, on, IN_USE)
    low, high = found.quantile(0.025), found.quantile(0.975)
    chances = [found.probability(fall) for fall in range(-300, 101, 7)]
    assert low <= found.quantile(0.5) <= high <= 100
    assert all(0 <= chance <= 1 for chance in chances)
    assert all(one >= other for one, other in pairwise(chances))
    for fall in FALLS:
        if abs(found.probability(fall) - 0.975) > 1e-9:
            assert (found.probability(fall) >= 0.975) == (low >= fall)


def test_more_days_of_the_same_kind_narrow_the_interval():
    widths = []
    for windows in (1, 3, 6):
        found = law(np.tile(BEFORE, 2)[-28 * windows :], ON)
        widths.append(found.quantile(0.975) - found.quantile(0.025))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 1.2 * widths[1]


def test_months_that_differ_widen_the_interval():
    high, low = days(*[[1, 1, 1, 0, 1, 1, 0]] * 4), days(*[[1, 0, 0, 0, 0, 0, 0]] * 4)
    steady = np.concatenate([BEFORE[:28], BEFORE[:28], BEFORE[:28]])
    changing = law(np.concatenate([high, low, BEFORE[:28]]), ON)
    even = law(steady, ON)
    assert changing.quantile(0.025) < even.quantile(0.025) - 5


def test_a_worst_month_before_the_start_is_expected_to_fall_back():
    quiet, worst = days(*[[1, 0, 0, 1, 0, 0, 0]] * 4), days(*[[1, 1, 1, 1, 1, 0, 1]] * 4)
    on = np.concatenate([quiet, quiet, quiet])
    last = law(np.concatenate([quiet, quiet, worst]), on)
    alone = law(worst, on)
    assert alone.probability(0) > 0.999
    assert last.probability(0) < 0.99


def test_an_effect_that_builds_up_is_told_from_its_whole():
    on = np.concatenate([BEFORE[:28], ON[:28], ON[-28:]])
    assert law(BEFORE, on, build_up=BUILD_UP).quantile(0.5) > law(BEFORE, on, build_up=AT_ONCE).quantile(0.5) + 3


def test_a_build_up_to_the_end_of_the_record_is_the_effect_so_far():
    # Of one window on treatment no shape can be told, so that the answer is that of an effect at once.
    assert figures(law(BEFORE, ON[:28], build_up=BUILD_UP)) == figures(law(BEFORE, ON[:28], build_up=AT_ONCE))


@pytest.mark.parametrize(
    ("before", "on"), [drawn(1, 0.4, 0.2), drawn(2, 0.15, 0.1), drawn(3, 0.8, 0.5), (BEFORE, ON), drawn(4, 0.95, 0.97)]
)
def test_a_finer_grid_gives_the_same_figures(before, on):
    finer = replace(IN_USE, level_step=0.2, points=13)
    one, other = figures(law(before, on, IN_USE)), figures(law(before, on, finer))
    is_near = np.abs(one[0]) <= 50
    assert np.array(one[0])[is_near] == pytest.approx(np.array(other[0])[is_near], abs=1.5)
    assert one[1] == pytest.approx(other[1], abs=0.006)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.9])
def test_weekly_steps_have_the_moments_of_an_autoregression(correlation):
    tables = grid(IN_USE)
    steps = rouwenhorst(correlation, len(tables.points))
    assert tables.stationary @ steps == pytest.approx(tables.stationary, abs=1e-12)
    assert tables.stationary @ tables.points**2 == pytest.approx(1)
    assert steps @ tables.points == pytest.approx(correlation * tables.points, abs=1e-12)


def test_a_coming_month_of_a_level_that_does_not_move_is_binomial():
    # 40 % of 1 680 days: the posterior lies on the level -0.4 of the grid, expit(-0.4) = 0.4013.
    still = replace(NEUTRAL, spreads=(0.0,), persistences=(0.0,), persistence_masses=(1.0,))
    long = days([1, 0, 0, 1, 0] * 168)
    counts = coming_counts(posterior(Record(long, long, 30, 30), grid(still), AT_ONCE))
    mean = counts @ np.arange(29)
    assert mean == pytest.approx(28 * 0.4013, abs=0.05)
    assert counts @ (np.arange(29) - mean) ** 2 == pytest.approx(28 * 0.4013 * 0.5987, rel=0.02)


def test_a_coming_month_tells_little():
    found = long_run(BEFORE, ON, build_up=MOSTLY_AT_ONCE)
    low, high = found.next_28_days
    assert low <= 3 < 6 <= high
    assert 8 <= high - low <= 20


def test_planning_asks_for_more_of_whom_less_is_known():
    asked = {}
    for windows in (1, 3, 6):
        found = long_run(np.tile(BEFORE, 2)[-28 * windows :], ON, build_up=MOSTLY_AT_ONCE)
        asked[windows] = np.inf if found.windows_for_power_80 is None else found.windows_for_power_80
    assert asked[1] > asked[3] > asked[6]
    assert asked[6] <= 1


def test_planning_looks_no_further_than_a_year():
    rare = days(*[[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] * 2)
    assert long_run(rare, rare, build_up=MOSTLY_AT_ONCE).windows_for_power_80 is None


@pytest.mark.parametrize(("headaches", "is_rare"), [(11, True), (12, False), (13, False)])
def test_rare_is_under_two_days_per_28_before_and_on_together(headaches, is_rare):
    # 12 days of 168 are 2 per 28.
    both = np.zeros(168, dtype=np.int8)
    both[np.arange(headaches) * 12] = 1
    assert long_run(both[:84], both[84:], build_up=BUILD_UP).is_rare is is_rare


def test_the_same_diary_gives_the_same_figures():
    before, on = drawn(8, 0.4, 0.2)
    first = long_run(before, on, build_up=BUILD_UP)
    of_days.cache_clear()
    assert long_run(before.copy(), on.copy(), build_up=BUILD_UP) == first


def test_what_was_worked_out_for_other_days_moves_nothing():
    """Weeks, beginnings of records and early paths are shared: here with a record whose last windows differ."""
    before, on = (np.tile(np.array(week, dtype=np.int8), 12) for week in ([1, 0, 0, 1, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0]))
    other_before, other_on = before.copy(), on.copy()
    other_before[-9:], other_on[60:70] = 1, 1
    alone = _afresh(other_before, other_on)
    _afresh(before, on)
    known = posterior(record_of(other_before, other_on), grid(IN_USE), BUILD_UP, with_moments=True)
    for shared, own in zip(known_parts(known), known_parts(alone), strict=True):
        assert np.array_equal(shared, own)


def _afresh(before, on):
    for kept in (of_week, forward, early_paths):
        kept.cache_clear()
    return posterior(record_of(before, on), grid(IN_USE), BUILD_UP, with_moments=True)


def known_parts(known):
    return known.of_levels, known.moments, known.of_movement


def test_intervals_hold_the_truth_of_patients_drawn_from_the_prior():
    # 300 patients whose levels, movement and build-up come from the prior: coverage and the ranks of their true falls.
    rng = np.random.default_rng(20261128)
    ranks = np.array([_rank_of_drawn_patient(rng) for _ in range(300)])
    assert 0.92 <= np.mean((ranks > 0.025) & (ranks < 0.975)) <= 0.985
    counted, _ = np.histogram(ranks, bins=10, range=(0, 1))
    assert ((counted - 30) ** 2 / 30).sum() < 27.9  # chi-square, 9 degrees of freedom, 0.001


def _rank_of_drawn_patient(rng) -> float:
    tables = grid(IN_USE)
    masses = IN_USE.level_masses()
    i, j = np.unravel_index(rng.choice(masses.size, p=masses.ravel()), masses.shape)
    levels = tables.levels[[i, j]] + rng.uniform(-0.2, 0.2, 2)
    movements = IN_USE.movements()
    spread, memory, _ = movements[rng.choice(len(movements), p=[mass for *_, mass in movements])]
    persistence = rng.choice(IN_USE.persistences, p=tables.movement_prior.sum(axis=0))
    needed = rng.choice(list(BUILD_UP), p=list(BUILD_UP.values()))
    weekly = np.repeat(levels, 12)
    weekly[12 : 12 + needed] = rng.uniform(*sorted(levels))
    moved = rng.normal(0, 1, 24)
    for week in range(1, 24):
        moved[week] = memory * moved[week - 1] + np.sqrt(1 - memory**2) * moved[week]
    share = np.repeat(1 / (1 + np.exp(-(weekly + spread * moved))), 7)
    found = _chain_days(rng, share, persistence)
    found[rng.random(168) < 0.15] = UNTOLD
    shares = mean_share(levels, np.array([spread]))[0]
    return law(found[:84], found[84:], IN_USE, BUILD_UP).probability(100 * (1 - shares[1] / shares[0]))


def _chain_days(rng, share, persistence):
    found = np.empty(len(share), dtype=np.int8)
    found[0] = rng.random() < share[0]
    for day in range(1, len(share)):
        p = share[day]
        chance = p + persistence * (1 - p) if found[day - 1] else p * (1 - persistence)
        found[day] = rng.random() < chance
    return found


def test_an_unchanged_level_is_seldom_said_to_have_fallen():
    # Forty patients of a world that is the chain's; that a third fewer is clear must be said of none.
    diaries = OWN.diaries(np.random.default_rng(9), np.zeros(40))
    chances = [law(*pair, IN_USE).probability(30) for pair in zip(diaries.before, diaries.on, strict=True)]
    assert max(chances) < 0.975


@given(st.floats(-6, 6), st.floats(0.05, 3), st.sampled_from([0.025, 0.3, 0.975]))
@settings(max_examples=30)
def test_a_ratio_is_found_in_the_cell_in_which_halvings_end(centre, spread, share):
    law = NormalDist(centre, spread)
    low, high = -25.0, 25.0
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if law.cdf(middle) < share else (low, middle)
    asked = []
    found = log_ratio(lambda ratio: asked.append(ratio) or law.cdf(ratio), share)
    assert found == (low + high) / 2
    assert len(asked) <= 36
