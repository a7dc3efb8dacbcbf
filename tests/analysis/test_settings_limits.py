"""The numbers a clinic may set: as shipped, and how far each may go; typed from the rule book."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from analysis.errors import BadSettings
from analysis.settings import shipped

SHIPPED = {
    "lock_days": 7,  # CMP-4: editable through D+7
    "count_retrospective": False,
    "profile": "MD-1",
    "green": 24,  # CMP-21
    "yellow": 21,
    "orange": 14,
    "stopped_after_days": 7,
    "locks_soon_days": 2,
    "goal_percent": 80,  # CMP-23
    "visit_soon_days": 7,
    "unjudged_visit_days": 21,
    "evaluation_soon_days": 7,
    "evaluation_waits_days": 28,
    "losing_effect_days": 4,  # RESP-8
    "waiting_days": 3,
    "stale_after_days": 2,
    "timezone": "Europe/Stockholm",
    "smallest_group": 5,  # LOG-10
    "log_heads_file": "",
    "log_heads_syslog": "",
    "count_excluded": True,
}


def test_the_shipped_settings():
    assert asdict(shipped()) == SHIPPED


@pytest.mark.parametrize(
    "changed",
    [
        {"green": 28},
        {"green": 21},
        {"yellow": 24},
        {"yellow": 14},
        {"orange": 21},
        {"orange": 1},
        {"lock_days": 0},
        {"lock_days": 60},
        {"goal_percent": 1},
        {"goal_percent": 100},
        {"visit_soon_days": 0, "evaluation_soon_days": 0},
        {"visit_soon_days": 27},
        {"evaluation_soon_days": 27},
        {"smallest_group": 1},
    ],
)
def test_a_setting_may_go_this_far(changed):
    assert asdict(replace(shipped(), **changed)) == SHIPPED | changed


@pytest.mark.parametrize(
    "changed",
    [
        {"green": 29},
        {"green": 20},
        {"yellow": 25},
        {"yellow": 13},
        {"orange": 22},
        {"orange": 0},
        {"lock_days": -1},
        {"lock_days": 61},
        {"goal_percent": 0},
        {"goal_percent": 101},
        {"visit_soon_days": -1},
        {"evaluation_soon_days": -1},
        {"visit_soon_days": 28},
        {"evaluation_soon_days": 28},
        {"smallest_group": 0},
    ],
)
def test_and_no_farther(changed):
    with pytest.raises(BadSettings):
        replace(shipped(), **changed)


@pytest.mark.parametrize("name", ["stopped_after_days", "locks_soon_days", "losing_effect_days", "waiting_days"])
def test_no_number_may_be_below_zero(name):
    replace(shipped(), **{name: 0})
    with pytest.raises(BadSettings, match="below 0"):
        replace(shipped(), **{name: -1})
