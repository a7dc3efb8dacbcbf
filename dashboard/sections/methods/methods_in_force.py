"""The definitions and settings in force, their sources, and what an export may hold."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis import diary
from analysis.days.definitions import PROFILES
from analysis.references import REFERENCES
from analysis.settings import Settings, shipped, shipped_text
from dashboard.sections.section import Section
from dashboard.texts import Words

if TYPE_CHECKING:
    import pandas as pd

DEFINITIONS = (
    "day-states",
    "lock",
    "headache-day",
    "migraine-day",
    "moderate-day",
    "acute-day",
    "window",
    "counts",
    "completeness",
    "outcome",
    "retrospective",
)
"""What is defined on the page, in order; each has a text `define-<name>` and `define-<name>-text`."""


def definitions(settings: Settings, words: Words) -> Section:
    """What the words of the program mean, with the settings in force set in."""
    values: dict[str, str | int] = {
        "lock_days": settings.lock_days,
        "profile": words(f"profile-{settings.profile}"),
        "profile_id": settings.profile,
    }
    pairs = tuple((words(f"define-{name}"), words(f"define-{name}-text", **values)) for name in DEFINITIONS)
    published = REFERENCES.get(PROFILES[settings.profile].source)
    source = words("define-source", source=published.full if published else words("define-source-local"))
    return Section("definitions", words("definitions"), facts=pairs, source=source)


def settings_section(settings: Settings, words: Words) -> Section:
    """Every setting of a clinic with its value in force, the one shipped, and its source."""
    import pandas as pd

    values, originals = asdict(settings), asdict(shipped())
    rows = [
        [
            words(f"setting-{name}"),
            _value(values[name], words),
            _value(originals[name], words),
            words(f"setting-source-{name}"),
        ]
        for name in setting_sources()
    ]
    heads = [words(f"settings-{name}") for name in ("name", "value", "shipped", "source")]
    return Section("settings", words("settings"), (words("settings-text"),), table=pd.DataFrame(rows, columns=heads))


def setting_sources() -> dict[str, str]:
    """The source that stands in the comment above each setting of the shipped file, by the setting's name."""
    found: dict[str, str] = {}
    comment, is_told = "", False
    for line in map(str.strip, shipped_text().splitlines()):
        if line.startswith("#"):
            comment = line.lstrip("# ") if is_told else f"{comment} {line.lstrip('# ')}"
            is_told = False
        elif "=" in line:
            found[line.split("=")[0].strip()] = comment.partition("Source:")[2].strip()
            is_told = True
    return found


def _value(value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    return str(value)


def fields(words: Words) -> Section:
    """Every file and column of an export, from the declarations that also check it."""
    return Section("fields", words("fields"), (words("fields-text"),), table=field_table(words))


def field_table(words: Words) -> pd.DataFrame:
    """A row a column of an export."""
    import pandas as pd

    rows = [
        [table.file, column.name, words("yes") if column.required else "", column.allowed, column.meaning]
        for table in diary.TABLES
        for column in table
    ]
    return pd.DataFrame(
        rows, columns=[words(f"fields-{name}") for name in ("file", "column", "required", "allowed", "meaning")]
    )
