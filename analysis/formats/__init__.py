"""The readable file formats, one module each, found by being there.

A module is a format when it has `FORMAT` (its name), `recognises` and `read`; see `reading.Format`. `ATTACKS_ONLY =
True` says that its diaries tell of attacks only.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from analysis.errors import UnreadableFile
from analysis.formats import mapped, unknown_files
from analysis.formats.reading import Export, Format, Options
from analysis.formats.sources import Content, Source, joined, sources_at

AUTO = "auto"


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {module.FORMAT: cast(Format, module) for module in modules if hasattr(module, "FORMAT")}


def records_attacks_only(format: str) -> bool:
    """Whether a diary of this format tells of attacks only; false of a format that is not known."""
    return bool(getattr(formats().get(format), "ATTACKS_ONLY", False))


def read_exports(paths: Iterable[Path], format: str, options: Options) -> tuple[Export, ...]:
    """The exports that the paths hold, oldest first, undated ones last; loose files of one format are one export.

    A mapping goes before recognition: all files are read as it says.

    Raises UnreadableFile when a path is not recognised, or not what `format` says.
    """
    if options.mapping:
        found = sources_at(paths)
        whole = joined(replace(one, whole=False) for one in found) if found else None
        if whole is None:
            raise UnreadableFile("No file was given.")
        return (mapped.read(whole, options, options.mapping),)
    by_format: dict[tuple[str, int], list[Source]] = {}
    for at, source in enumerate(sources_at(paths)):
        by_format.setdefault((_format_of(source, format), at if source.whole else -1), []).append(source)
    exports = [
        formats()[name].read(parts[0] if parts[0].whole else joined(parts), options)
        for (name, _), parts in by_format.items()
    ]
    if not exports:
        raise UnreadableFile("No file was given.", "none")
    return tuple(sorted(exports, key=lambda export: export.exported_at or datetime.max))


def needs_mapping(content: Content) -> bool:
    """Whether a file is a table of which nobody knows what its columns are, so that somebody has to say it."""
    source = Source(content.name, (content,), whole=False)
    fitting = [format for format in formats().values() if format.recognises(source)]
    if not fitting:
        return unknown_files.kind_of(source) in unknown_files.TABLES
    return any(getattr(format, "needs_mapping", _never)(content) for format in fitting)


def _never(content: Content) -> bool:
    return False


def _format_of(source: Source, wanted: str) -> str:
    if wanted != AUTO:
        if wanted not in formats():
            raise UnreadableFile(f"{wanted} is not a format; known are {', '.join(sorted(formats()))}.")
        return wanted
    fitting = [name for name, format in sorted(formats().items()) if format.recognises(source)]
    if len(fitting) > 1:
        raise UnreadableFile(
            f"{source.name} can be read as {' and as '.join(fitting)}: say which with the format, or import the files "
            f"one by one.",
            "several-formats",
            file=source.name,
            formats=", ".join(fitting),
        )
    if fitting:
        return fitting[0]
    kind = unknown_files.kind_of(source)
    raise UnreadableFile(
        f"{source.name} is not recognised: {unknown_files.seen(source)}. {unknown_files.ADVICE[kind]}",
        "not-recognised",
        file=source.name,
        kind=kind,
        names=unknown_files.names_in(source),
    )
