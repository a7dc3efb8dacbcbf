"""The resources of FHIR files: out of Bundles and files of lines, each with its number, in their newest version.

References are followed within the resource, its file and the files beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.formats import delimited, records
from analysis.formats.fhir_codes import PSEUDONYMS, SYSTEMS
from analysis.formats.limits import LONGEST_LINE_BYTES
from analysis.formats.reading import BrokenRow
from analysis.formats.records import Item
from analysis.formats.sources import Content

MOST_NESTED = 3
"""Bundles within Bundles that are opened."""
_HISTORY = re.compile(r"/_history/[^/]*$")
_REFERENCE = re.compile(r'("reference": ")(?:urn:uuid:|[^"]*/)')


@dataclass(frozen=True)
class Found:
    """A resource, with its number in its file and the address that its Bundle gives it."""

    line: int
    resource: Item
    address: str = ""

    @property
    def kind(self) -> str:
        """The kind of resource."""
        return records.text(self.resource.get("resourceType"))


@dataclass(frozen=True, eq=False)
class File:
    """What a file holds: resources, and lines that hold none."""

    content: Content
    found: tuple[Found, ...]
    broken: tuple[BrokenRow, ...] = ()
    stamps: tuple[str, ...] = ()
    """When its Bundles were put together."""
    is_of_lines: bool = False
    by_address: dict[str, Found] = field(default_factory=dict)


def file_of(content: Content) -> File:
    """The resources of a file. Raises UnreadableFile where it is not JSON."""
    is_lines = _is_lines(content)
    if is_lines:
        values, broken = _of_lines(content)
    else:
        whole = records.parsed(content)
        values, broken = list(enumerate(whole if isinstance(whole, list) else [whole], start=1)), []
    found = [one for line, value in values for one in _resources(line, value, "", MOST_NESTED)]
    if len({one.line for one in found}) < len(found):
        found = [replace(one, line=place) for place, one in enumerate(found, start=1)]
    stamps = [value["timestamp"] for _, value in values if isinstance(value, dict) and "timestamp" in value]
    return File(content, tuple(found), tuple(broken), tuple(map(records.text, stamps)), is_lines, _addresses(found))


def _is_lines(content: Content) -> bool:
    """Whether each line is a resource: the first is a whole one, and others follow."""
    first, end, _ = content.beginning(LONGEST_LINE_BYTES).lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")
    try:
        return bool(end) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _of_lines(content: Content) -> tuple[list[tuple[int, Any]], list[BrokenRow]]:
    text = delimited.decoded(content.text(), content.name).removeprefix("\ufeff")
    values: list[tuple[int, Any]] = []
    broken: list[BrokenRow] = []
    for line, one in enumerate(text.split("\n"), start=1):
        if one.strip():
            try:
                values.append((line, json.loads(one)))
            except (ValueError, RecursionError):
                broken.append(BrokenRow(line, (), code="not_json"))
    return values, broken


def _resources(line: int, value: object, address: str, deep: int) -> Iterator[Found]:
    """The resource, or those of a Bundle but the deleted ones."""
    if not isinstance(value, dict):
        yield Found(line, {})
    elif value.get("resourceType") != "Bundle":
        yield Found(line, value, address)
    elif deep:
        for entry in records.items(value.get("entry")):
            if _method(entry) != "DELETE":
                yield from _resources(line, entry.get("resource"), records.text(entry.get("fullUrl")), deep - 1)


def _method(entry: Item) -> str:
    request = entry.get("request")
    return records.text(request.get("method")) if isinstance(request, dict) else ""


def _addresses(found: Iterable[Found]) -> dict[str, Found]:
    named: dict[str, Found] = {}
    for one in found:
        if one.address:
            named[one.address] = one
        if isinstance(one.resource.get("id"), str):
            named.setdefault(f"{one.kind}/{one.resource['id']}", one)
    return named


@dataclass(frozen=True)
class Files:
    """All files that are read together."""

    every: tuple[File, ...]

    def referred(self, file: File, resource: Item, reference: object) -> Found | None:
        """The resource that a reference leads to; nothing where it is not here."""
        if not isinstance(reference, dict) or not isinstance(reference.get("reference"), str):
            return None
        address = _HISTORY.sub("", reference["reference"])
        if address.startswith("#"):
            inner = records.items(resource.get("contained"))
            return next((Found(0, one) for one in inner if one.get("id") == address[1:]), None)
        short = "/".join(address.split("/")[-2:])
        places = (file, *(one for one in self.every if one is not file))
        return next(
            (one.by_address[name] for one in places for name in (address, short) if name in one.by_address), None
        )

    def subject(self, file: File, resource: Item) -> str | None:
        """Whose a resource is: the pseudonym of our own system, with a mark, or an address; nothing where untold."""
        reference = resource.get("subject", resource.get("patient"))
        if not isinstance(reference, dict):
            return None
        if found := self.referred(file, resource, reference):
            return identity(found) if found.kind == "Patient" else None
        if told := _pseudonym([reference.get("identifier")]):
            return told
        address = _HISTORY.sub("", records.text(reference.get("reference")))
        other = records.text(reference.get("type")) not in ("", "Patient") or address.startswith(("#", "Group/"))
        return None if other else address or _identifier(reference.get("identifier"))


def identity(patient: Found) -> str:
    """Whose a Patient resource is, as `Files.subject` has it."""
    return _pseudonym(patient.resource.get("identifier")) or f"Patient/{patient.resource.get('id', patient.line)}"


def _pseudonym(identifiers: object) -> str | None:
    for one in records.items(identifiers):
        if one.get("system") == PSEUDONYMS and records.text(one.get("value")).strip():
            return PSEUDONYMS + records.text(one.get("value")).strip()
    return None


def _identifier(identifier: object) -> str | None:
    """A key of somebody who is told by an identifier that is none of ours; it is not kept."""
    if not isinstance(identifier, dict) or not identifier.get("value"):
        return None
    return f"{identifier.get('system')}|{identifier['value']}"


def newest(files: Files) -> dict[tuple[File, int], Found]:
    """Every resource in its newest version and once, by its file and number."""
    best: dict[tuple[object, ...], list[tuple[tuple[File, int], Found]]] = {}
    for file in files.every:
        for one in file.found:
            named = isinstance(one.resource.get("id"), str)
            whose = files.subject(file, one.resource)
            key = (one.kind, one.resource["id"], whose) if named else (file, one.line)
            best.setdefault(key, []).append(((file, one.line), one))
    return dict(kept for versions in best.values() for kept in _newest(versions))


def _newest(versions: list[tuple[tuple[File, int], Found]]) -> list[tuple[tuple[File, int], Found]]:
    """The versions that are not older than any other, without those that say the same."""
    if len(versions) == 1:
        return versions
    highest = max(_version(one) for _, one in versions)
    kept: dict[str, tuple[tuple[File, int], Found]] = {}
    for place, one in versions:
        if _version(one) == highest:
            kept.setdefault(_content(one), (place, one))
    return list(kept.values())


def _version(found: Found) -> tuple[str, int]:
    meta = found.resource.get("meta")
    told = meta if isinstance(meta, dict) else {}
    number = records.text(told.get("versionId"))
    return records.text(told.get("lastUpdated")), int(number) if number.isdecimal() and len(number) < 9 else 0


def _content(found: Found) -> str:
    """What a resource says, however its references are written."""
    return _REFERENCE.sub(r"\1", json.dumps({**found.resource, "meta": None}, sort_keys=True, ensure_ascii=False))


def codings(concept: object) -> list[tuple[str, str]]:
    """The codes of a concept with their systems."""
    told = concept if isinstance(concept, dict) else {}
    return [
        (_system(one.get("system")), records.text(one.get("code")))
        for one in records.items(told.get("coding"))
        if one.get("code")
    ]


def _system(named: object) -> str:
    """The system without its edition."""
    told = records.text(named)
    plain = "/".join(told.split("/")[:4]) if told.startswith("http://snomed.info/sct/") else told
    return SYSTEMS.get(plain, plain)


def words(concept: object) -> list[str]:
    """What a concept is called: its text, then the names of its codes."""
    if not isinstance(concept, dict):
        return []
    named = [concept.get("text"), *(one.get("display") for one in records.items(concept.get("coding")))]
    return [one.strip() for one in named if isinstance(one, str) and one.strip()]


def name_of(concept: object) -> str:
    """A name for a concept: a word, or a code."""
    return next(iter(words(concept)), "") or next((code for _, code in codings(concept)), "")
