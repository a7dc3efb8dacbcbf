"""A flat CSV export of REDCap: its fields are the study's own, so that only a mapping can say what they mean.

Source: the family of columns that REDCap adds (`record_id`, `redcap_...`, `<form>_complete`).
"""

from __future__ import annotations

from typing import NoReturn

from analysis.errors import UnreadableFile
from analysis.formats import personal
from analysis.formats.reading import Options
from analysis.formats.sources import Content, Source

FORMAT = "redcap"
ADDED = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group")
MOST_NAMED = 20
"""Columns that the refusal names."""


def recognises(source: Source) -> bool:
    """Whether any file has the columns that REDCap adds."""
    return any(_is_flat(content) for content in source.contents)


def read(source: Source, options: Options) -> NoReturn:
    """Raises UnreadableFile: a mapping is needed."""
    content = next((one for one in source.contents if _is_flat(one)), source.contents[0])
    names = personal.header_of(content)
    raise UnreadableFile(
        f"{content.name} is an export of REDCap, whose fields are the study's own: say with a mapping which column is "
        f"what. Its columns are {', '.join(names[:MOST_NAMED])}{' ...' if names[MOST_NAMED:] else ''}.",
        "redcap",
        file=content.name,
        columns=", ".join(names[:MOST_NAMED]),
    )


def needs_mapping(content: Content) -> bool:
    """Always: only the study knows what its fields are."""
    return True


def _is_flat(content: Content) -> bool:
    names = personal.header_of(content)
    complete = any(name.endswith("_complete") for name in names)
    return bool(names) and (bool(set(ADDED) & set(names)) or (names[0] == "record_id" and complete))
