"""What chance makes of shares, the course over windows, and the time in the cycle; figures worked out by hand."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from analysis import patterns
from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.patterns import Compared, Share, against_chance
from analysis.patterns.shares import inflation, persistence_of
from analysis.windows import Window, windows_ending
from tests.analysis.patterns.drawn_days import days_from

FIRST = date(2026, 3, 1)


def days(picture: str) -> list[DayEntry]:
    return days_from(FIRST, picture)


def on(place: int) -> date:
    return FIRST + timedelta(days=place)


# The zone of chance


def test_the_zone_of_two_groups_is_that_of_one_comparison() -> None:
    # p = 20/50 = .4; of the first group sqrt(.24 (1/10 - 1/50)) = .138564, times 1.959964 = .271581.
    first, second = against_chance((Share(8, 10), Share(12, 40)))
    assert first.zone == pytest.approx((0.128419, 0.671581), abs=1e-6)
    # The second: sqrt(.24 (1/40 - 1/50)) = .034641, times 1.959964 = .067895.
    assert second.zone == pytest.approx((0.332105, 0.467895), abs=1e-6)
    assert (first.is_high, first.is_low, second.is_high, second.is_low) == (True, False, False, True)


def test_seven_groups_share_the_five_percent() -> None:
    # z at 1 - .05/14 is 2.690110; p = .5, ten days each: sqrt(.25 (1/10 - 1/70)) = .146385, times z = .393792.
    found = against_chance([Share(5, 10)] * 7)
    assert found[0].zone == pytest.approx((0.106208, 0.893792), abs=1e-5)
    assert not any(one.is_high or one.is_low for one in found)


def test_three_groups_are_three_comparisons() -> None:
    # z at 1 - .05/6 is 2.393980; p = .5, ten days each: sqrt(.25 (1/10 - 1/30)) = .129099, times z .309061.
    assert against_chance([Share(5, 10)] * 3)[0].zone == pytest.approx((0.190939, 0.809061), abs=1e-5)


def test_persistence_widens_the_zone() -> None:
    assert inflation(0.0) == 1
    assert inflation(0.2) == pytest.approx(1.5)
    assert inflation(0.5) == pytest.approx(3)
    first, _ = against_chance((Share(8, 10), Share(12, 40)), persistence=0.2)
    assert first.zone == pytest.approx((0.4 - 0.332617, 0.4 + 0.332617), abs=1e-6)  # .271581 times sqrt(1.5)


def test_a_zone_stays_within_none_and_all() -> None:
    # p = .125: sqrt(.109375 x 9 x (1/8 - 1/16)) = .248039, times 1.959964 = .486148.
    assert against_chance((Share(1, 8), Share(1, 8)), persistence=0.8)[0].zone == (
        0.0,
        pytest.approx(0.611148, abs=1e-6),
    )


@pytest.mark.parametrize(
    "shares",
    [
        (Share(3, 7), Share(5, 40)),  # seven days are few
        (Share(1, 1), Share(5, 40)),
        (Share(5, 40),),
        (Share(5, 40), Share(0, 0)),
        (Share(0, 40), Share(0, 40)),
        (Share(40, 40), Share(40, 40)),
    ],
)
def test_there_is_no_zone_where_nothing_can_be_compared(shares: tuple[Share, ...]) -> None:
    assert against_chance(shares) == tuple(Compared(share) for share in shares)


@pytest.mark.parametrize(("fewest", "has_zone"), [(7, False), (8, True), (9, True)])
def test_a_group_is_compared_from_eight_days(fewest: int, has_zone: bool) -> None:
    # Local setting.
    found = against_chance((Share(3, fewest), Share(10, 40)))
    assert [one.zone is not None for one in found] == [has_zone, has_zone]


def test_a_group_without_days_hinders_no_other() -> None:
    found = against_chance((Share(5, 40), Share(9, 40), Share(0, 0)))
    assert [one.zone is not None for one in found] == [True, True, False]


def test_what_lies_on_the_edge_is_inside() -> None:
    assert not Compared(Share(1, 4), (0.25, 0.5)).is_low
    assert not Compared(Share(2, 4), (0.25, 0.5)).is_high
    assert not Compared(Share(0, 0), (0.25, 0.5)).is_low


def chain(length: int, rate: float, persistence: float, chance: random.Random) -> list[bool]:
    """A two-state chain (STAT-1) in its stationary law."""
    found = [chance.random() < rate]
    while len(found) < length:
        stays, comes = rate + persistence * (1 - rate), rate * (1 - persistence)
        found.append(chance.random() < (stays if found[-1] else comes))
    return found


@pytest.mark.parametrize("persistence", [0.0, 0.4])
def test_a_diary_without_a_pattern_rarely_shows_one(persistence: float) -> None:
    """Six windows and seven weekdays of one rate: any outside its zone in about 5 of 100 diaries, never in many."""
    chance = random.Random(28)
    windows = weekdays = 0
    for _ in range(400):
        diary = chain(168, 0.4, persistence, chance)
        stretches = [diary[start : start + 28] for start in range(0, 168, 28)]
        in_windows = against_chance([Share(sum(one), 28) for one in stretches], persistence_of(stretches))
        on_weekdays = against_chance([Share(sum(diary[day::7]), 24) for day in range(7)])
        windows += any(one.is_high or one.is_low for one in in_windows)
        weekdays += any(one.is_high or one.is_low for one in on_weekdays)
    assert 0.005 < windows / 400 < 0.09
    assert weekdays / 400 < 0.09


def test_a_weekday_that_differs_much_is_seen() -> None:
    found = patterns.against_chance(patterns.by_weekday(days("M......" * 20 + "H.M.M.H" * 4)))
    # FIRST is a Sunday, the last of seven.
    assert [one.is_high for one in found] == [False] * 6 + [True]


# The correlation of a day with the next


def test_persistence_is_the_correlation_of_neighbours_about_the_stretchs_own_mean() -> None:
    # 41 days in pairs: 1 1 0 0 1 1 0 0 ... 1: mean 21/41; 40 products.
    stretch = [place % 4 < 2 for place in range(41)]
    mean = 21 / 41
    same_high, same_low, mixed = 10, 10, 20
    together = same_high * (1 - mean) ** 2 + same_low * mean**2 - mixed * mean * (1 - mean)
    plain = together / (40 * mean * (1 - mean))
    assert plain == pytest.approx(0.0006, abs=1e-4)
    assert persistence_of([stretch]) == pytest.approx((plain + 1 / 41) / (1 - 3 / 41))


def test_stretches_have_rates_of_their_own() -> None:
    assert persistence_of([[True] * 41, [False] * 41, [True, False] * 21]) == 0.0


@pytest.mark.parametrize(("pairs", "found"), [(39, 0.2), (40, 0.8)])
def test_fewer_than_forty_pairs_say_little(pairs: int, found: float) -> None:
    # STAT-10
    half = (pairs + 1) // 2
    assert persistence_of([[True] * half + [False] * (pairs + 1 - half)]) == found


def test_days_that_do_not_tell_are_in_no_pair() -> None:
    assert persistence_of([[True, None] * 60]) == 0.2


def test_the_persistence_of_headache_is_counted_back_from_the_last_day() -> None:
    # 28 days of headache after 28 without: within each there is no change to learn from.
    assert patterns.persistence(days("." * 28 + "M" * 28)) == 0.2
    assert patterns.persistence(days("....MMMM" * 21)) > 0.4


def test_missing_days_in_runs_persist() -> None:
    assert patterns.missing_persistence(days("....____" * 21)) > 0.4
    assert patterns.missing_persistence(days("....oooo" * 21)) == 0.2
    # 28 days of nothing but gaps are a rate of their own, not a run within it.
    assert patterns.missing_persistence(days("_" * 28 + "." * 28 + "_" * 28)) == 0.2
    assert patterns.missing_persistence(days(("_" * 14 + "." * 14) * 2)) == 0.8


# The course over windows


def two_windows(before: str, after: str) -> tuple[list[DayEntry], tuple[Window, ...]]:
    entries = days(before + after)
    return entries, windows_ending(entries[-1].date, 2)


def test_the_course_has_each_window_with_its_days() -> None:
    entries, windows = two_windows("MH?" + "." * 21 + "____", "M" + "." * 26 + "o")
    found = patterns.course(entries, windows, least_filled=14)
    assert [one.compared.share for one in found] == [Share(3, 24), Share(1, 27)]
    assert [one.window for one in found] == list(windows)


@pytest.mark.parametrize(("filled", "told"), [(13, 0), (14, 2), (15, 2)])
def test_a_window_is_told_from_the_least_filled_days(filled: int, told: int) -> None:
    entries, windows = two_windows("M" + "." * 27, "M" * 3 + "." * (filled - 3) + "_" * (28 - filled))
    assert len(patterns.course(entries, windows, least_filled=14)) == told


def test_a_fall_beyond_natural_variation_is_outside() -> None:
    entries, windows = two_windows("MM.M" * 7, "......." * 3 + "M......")
    before, after = (one.compared for one in patterns.course(entries, windows, least_filled=14))
    assert (before.is_high, after.is_low) == (True, True)
    entries, windows = two_windows("M..M..." * 4, "M...M.M" + "M..M..." * 3)
    assert not any(
        one.compared.is_high or one.compared.is_low for one in patterns.course(entries, windows, least_filled=14)
    )


# The time in the menstrual cycle

MEN = {"before": 2, "after": 2, "shortest": 14}


def timing(picture: str, *first_days: int, doubtful: tuple[int, ...] = ()) -> tuple[Share, Share]:
    found = patterns.cycle_timing(days(picture), [on(one) for one in first_days], [on(one) for one in doubtful], **MEN)
    assert found
    return found.in_window, found.elsewhere


def test_the_window_is_two_days_before_day_1_to_day_3() -> None:
    # T-15, T-16: day 1 is the tenth, days 8 and 12 are inside, days 7 and 13 are not.
    picture = ["."] * 31
    for day in (7, 8, 12, 13):
        picture[day - 1] = "M"
    # Of the other days only those of the cycle after it count that no window can touch: days 13 to 21.
    assert timing("".join(picture), 9) == (Share(2, 5), Share(1, 9))


def test_days_between_two_known_cycles_are_at_another_time() -> None:
    # Days 1 at 10 and 38: windows 8-12 and 36-40, others 13-35 and 41-49.
    assert timing("." * 60, 10, 38) == (Share(0, 10), Share(0, 32))


def test_between_them_a_doubtful_day_1_leaves_only_what_is_certain() -> None:
    assert timing("." * 60, 10, 38, doubtful=(25,)) == (Share(0, 10), Share(0, 18))


def test_only_days_that_tell_of_migraine_count() -> None:
    picture = "." * 8 + "M?H__" + "M?H_o" + "." * 20
    assert timing(picture, 10) == (Share(1, 2), Share(1, 6))


def test_without_a_day_1_there_is_no_time_in_the_cycle() -> None:
    assert patterns.cycle_timing(days("M" * 30), [], **MEN) is None


# The response to acute medication


def test_names_of_one_substance_are_one_drug_under_the_commonest_name() -> None:
    def dose(drug: str, helped: str | None) -> Dose:
        return Dose(drug, 1, datetime(2026, 3, 1, 9), helped, frozenset(), True)

    taken = (
        dose("maxalt", "yes"),
        dose("Maxalt rapitab", "no"),
        dose("Maxalt rapitab", None),
        dose("Husmors", "partly"),
    )
    assert patterns.acute_response([DayEntry(FIRST, DayState.MIGRAINE, doses=taken)]) == {
        "Maxalt rapitab": {"yes": 1, "partly": 0, "no": 1, "untold": 1},
        "Husmors": {"yes": 0, "partly": 1, "no": 0, "untold": 0},
    }
