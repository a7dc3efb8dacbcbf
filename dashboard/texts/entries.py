"""The entries of a Fluent file, told apart without parsing them: a process that says ten sentences parses ten.

An entry begins with its name and an equals sign at the beginning of a line, and nothing else may stand there: so the
parts into which a file is cut are read one by one as the file is read whole. Most are written so plainly that one
expression tells that Fluent reads them, and which values they set in; only the others are parsed to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

_NAME = "[a-zA-Z][a-zA-Z0-9_-]*"
_BEGINNING = re.compile(rf"^(-?{_NAME}) *=", re.MULTILINE)
_COMMENTS = r"\n*(?:#{1,3}(?: [^\n]*(?:\n+|\Z)|\n+))*"
_SET_IN = rf"\{{ *\${_NAME} *\}}"
_LINE = rf"(?:[^{{}}\n]|{_SET_IN})*"
_SAID = rf"(?=[^\n]*[^ \n]){_LINE}"
"""A line with something on it, which a variant must have."""
_KEY = rf"\[(?:{_NAME}|[0-9]+)\]"
_VARIANT, _DEFAULT = rf"\n *{_KEY} *{_SAID}", rf"\n *\*{_KEY} *{_SAID}"
_CHOICE = rf"\{{ *\${_NAME} *->(?:{_VARIANT})*{_DEFAULT}(?:{_VARIANT})*\n *\}}"
_TEXT = rf"(?:[^{{}}\n]|{_SET_IN}|{_CHOICE})*"
_PLAIN = re.compile(rf"{_NAME} *=(?=\s*[^\s#]) *{_TEXT}(?:\n+ +(?![.*\[ ]){_TEXT})*(?:\n{_COMMENTS})?")
"""A text with values set in, or chosen by one; a part of what Fluent reads, so what matches is well-formed."""
_ONLY_COMMENTS = re.compile(_COMMENTS)
_VALUE = re.compile(rf"\{{ *\$({_NAME})")


@dataclass(frozen=True)
class Entry:
    """A text or a term as its file has it. A term's name begins with a minus sign; `values` are what it sets in."""

    name: str
    source: str
    values: frozenset[str]

    @property
    def is_term(self) -> bool:
        """Whether it is there for other texts alone."""
        return self.name.startswith("-")


def entries_of(text: str) -> tuple[tuple[Entry, ...], bool]:
    """The entries of a file in order, and whether Fluent can read every line of it."""
    found = [_read(part) for part in _parts(text)]
    return tuple(entry for entries, _ in found for entry in entries), all(is_sound for _, is_sound in found)


def _parts(text: str) -> Iterator[str]:
    """The file cut before each entry; what stands before the first one is comments."""
    begins = [0, *(one.start() for one in _BEGINNING.finditer(text)), len(text)]
    return (text[begin:end] for begin, end in pairwise(begins) if end > begin)


def _read(part: str) -> tuple[tuple[Entry, ...], bool]:
    if _ONLY_COMMENTS.fullmatch(part):
        return (), True
    if _PLAIN.fullmatch(part):
        said = part.partition("\n#")[0]
        return (Entry(_BEGINNING.findall(said)[0], said, frozenset(_VALUE.findall(said))),), True
    body = parsed(part).body
    return tuple(_entry(one, part) for one in body if isinstance(one, ast.Message | ast.Term)), not _has_junk(body)


def _entry(parsed_entry: ast.Message | ast.Term, source: str) -> Entry:
    sign = "-" if isinstance(parsed_entry, ast.Term) else ""
    return Entry(sign + parsed_entry.id.name, source, values_in(parsed_entry))


def _has_junk(body: list[ast.EntryType]) -> bool:
    return any(isinstance(one, ast.Junk) for one in body)


def parsed(source: str) -> ast.Resource:
    """What Fluent makes of the source."""
    return FluentParser().parse(source)


def values_in(entry: ast.Message | ast.Term) -> frozenset[str]:
    """The names of the values that a parsed text sets in."""
    return frozenset(_named(entry).values)


def referred(resource: ast.Resource) -> set[str]:
    """The names of texts and terms that the entries of a resource say in their own."""
    return _named(resource).entries


class _Named(Visitor):
    """The names of the values that texts set in, and of the texts and terms they refer to."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.entries: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.entries.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.entries.add(f"-{node.id.name}")
        self.generic_visit(node)


def _named(node: ast.BaseNode) -> _Named:
    visitor = _Named()
    visitor.visit(node)
    return visitor
