"""The settings in force: the shipped ones, overlaid by the clinic's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis.errors import BadSettings

FILE_NAME = "settings.toml"


@dataclass(frozen=True)
class Settings:
    """What a clinic may set; each number's meaning and source stand beside it in settings.toml.

    `lock_days`: days after a day in which it can still be filled in. `green`, `yellow`, `orange`: filled days of
    28 from which a window has that tier. `profile`: id of the migraine-day definition. `count_excluded`: whether
    days in an excluded period count; no clinic sets it, since figures are shown both ways. `log_heads_file`,
    `log_heads_syslog`: where the heads of the access log are told outside the store; empty: nowhere.
    """

    lock_days: int
    count_retrospective: bool
    profile: str
    green: int
    yellow: int
    orange: int
    stopped_after_days: int
    locks_soon_days: int
    goal_percent: int
    visit_soon_days: int
    unjudged_visit_days: int
    evaluation_soon_days: int
    evaluation_waits_days: int
    losing_effect_days: int
    waiting_days: int
    stale_after_days: int
    smallest_group: int
    timezone: str
    log_heads_file: str
    log_heads_syslog: str
    count_excluded: bool = True

    def __post_init__(self) -> None:
        if not 28 >= self.green >= self.yellow >= self.orange >= 1:
            raise BadSettings("settings: 28 >= green >= yellow >= orange >= 1 must hold for the completeness tiers.")
        if not 0 <= self.lock_days <= 60:
            raise BadSettings("settings: lock_days must be 0 to 60.")
        if not 1 <= self.goal_percent <= 100:
            raise BadSettings("settings: goal_percent must be 1 to 100.")
        if not all(0 <= days < 28 for days in self._near_days):
            raise BadSettings(
                "settings: visit_soon_days, unjudged_visit_days and evaluation_soon_days must be 0 to 27."
            )
        if any(number < 0 for number in vars(self).values() if isinstance(number, int)):
            raise BadSettings("settings: no number may be below 0.")
        if not _is_time_zone(self.timezone):
            raise BadSettings(f"settings: timezone {self.timezone!r} is none such as Europe/Stockholm.")
        if self.smallest_group < 1:
            raise BadSettings("settings: smallest_group must be at least 1.")

    @property
    def _near_days(self) -> tuple[int, ...]:
        return self.visit_soon_days, self.unjudged_visit_days, self.evaluation_soon_days


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def shipped_text() -> str:
    """The shipped settings file with its comments, as text."""
    return resources.files("analysis").joinpath(FILE_NAME).read_text(encoding="utf-8")


@cache
def shipped() -> Settings:
    """The settings as shipped, which do not change while the program runs."""
    return Settings(**_flat(tomllib.loads(shipped_text()), "shipped settings"))  # type: ignore[arg-type]


def in_force(folder: Path | None = None) -> Settings:
    """The shipped settings overlaid by `settings.toml` in `folder`, where there is one.

    Raises BadSettings when the file cannot be read, has an unknown key or a value of another kind.
    """
    path = folder / FILE_NAME if folder else None
    if path is None or not path.exists():
        return shipped()
    try:
        return overlaid_by(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path.name} in the store's folder cannot be read: {error}.") from error


def overlaid_by(own: str) -> Settings:
    """The shipped settings overlaid by what a clinic's settings say, as TOML. Raises BadSettings as `in_force` does."""
    try:
        told = tomllib.loads(own)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{FILE_NAME} of the store cannot be read: {error}.") from error
    return _overlaid(shipped(), _flat(told, FILE_NAME))


def _flat(tables: dict[str, object], where: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for section, content in tables.items():
        if not isinstance(content, dict):
            raise BadSettings(f"{where}: {section!r} must stand in a section.")
        values.update(content)
    return values


def _overlaid(settings: Settings, own: dict[str, object]) -> Settings:
    kinds = {name: type(getattr(settings, name)) for name in _flat(tomllib.loads(shipped_text()), "shipped settings")}
    for key, value in own.items():
        if key not in kinds:
            raise BadSettings(f"settings: {key!r} is not a setting; known are {', '.join(kinds)}.")
        if type(value) is not kinds[key]:
            raise BadSettings(f"settings: {key} = {value!r} is not of the right kind ({kinds[key].__name__}).")
    return replace(settings, **own)  # type: ignore[arg-type]
