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
from tempfile import TemporaryDirectory
from typing import cast

from analysis.errors import UnreadableFile
from analysis.formats import mapped, unknown_files
from analysis.formats.mapping import DiaryMapping
from analysis.formats.reading import Export, Format, Options
from analysis.formats.sources import WORKBOOKS, Content, Source, content_of, is_archive, is_note, joined, sources_at

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
    paths = list(paths)
    if options.mapping:
        whole = joined(_mapped_of(one, options.mapping) for one in sources_at(paths)) if paths else None
        if whole is None:
            raise UnreadableFile("No file was given.")
        return (mapped.read(whole, options, options.mapping),)
    found = [_single(source) for source in sources_at(paths)]
    by_format: dict[tuple[str, int], list[Source]] = {}
    for at, source in enumerate(found):
        by_format.setdefault((_format_of(source, format), at if source.whole else -1), []).append(source)
    exports = [
        formats()[name].read(parts[0] if parts[0].whole else joined(parts), options)
        for (name, _), parts in by_format.items()
    ]
    if not exports:
        raise UnreadableFile("No file was given.", "none")
    return tuple(sorted(exports, key=lambda export: export.exported_at or datetime.max))


def _mapped_of(source: Source, mapping: DiaryMapping) -> Source:
    """The files of a folder or archive that have the columns of the mapping, where any has; all loose ones."""
    fitting = [one for one in source.contents if mapped.fits(one, mapping)] if source.whole else []
    read = tuple(fitting) or source.contents
    aside = tuple(one.name for one in source.contents if one not in read)
    return replace(source, contents=read, whole=False, elsewhere=(*source.elsewhere, *aside))


def _single(source: Source) -> Source:
    """A folder or archive that no format knows and in which one file lies is that file."""
    if not source.whole or any(format.recognises(source) for format in formats().values()):
        return source
    files = [one for one in source.contents if not is_note(one.name)]
    if len(files) != 1 or _is_packed(files[0]):
        return source
    aside = tuple(one.name for one in source.contents if one not in files)
    return Source(files[0].name, tuple(files), whole=False, elsewhere=(*source.elsewhere, *aside))


def _is_packed(content: Content) -> bool:
    """Whether a file is an archive within one: it is never opened."""
    return content.is_workbook and content.suffix not in WORKBOOKS


def tables_without_format(name: str, data: bytes) -> tuple[Content, ...]:
    """The tables, in a file or an archive of these bytes, of which somebody has to say what their columns are.

    None where a format knows the archive, but for tables that it cannot read without. Raises UnreadableFile.
    """
    if not is_archive(data):
        content = content_of(name, data)
        return (content,) if needs_mapping(content) else ()
    with TemporaryDirectory(prefix="headache-dashboard-") as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(data)
        (source,) = sources_at([path])
        fitting = [format for format in formats().values() if format.recognises(source)]
        found = [
            one for one in source.contents if (_needs_mapping_of(fitting, one) if fitting else _is_unknown_table(one))
        ]
        return tuple(content_of(one.name, one.data()) for one in found)


def _needs_mapping_of(fitting: Iterable[Format], content: Content) -> bool:
    return any(
        getattr(format, "needs_mapping", _never)(content)
        for format in fitting
        if format.recognises(Source(content.name, (content,), whole=False))
    )


def _is_unknown_table(content: Content) -> bool:
    return not is_note(content.name) and needs_mapping(content)


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
