"""Where the heads of the access log are kept outside its file: beside it, in a file the clinic names, and in a syslog.

A head is the number of an entry and its checksum, which stands for all entries up to it. Whoever replaces or cuts the
log would have to change every place that was told one.
"""

from __future__ import annotations

import logging
import logging.handlers
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analysis.errors import StoreProblem
from analysis.store import files
from analysis.store.causes import cause_of

LOG_HEAD = "access_log_head"
"""The name in `store_info` of the head that the access log had when a snapshot was written."""
_LINE = re.compile(r"(?:.*\s)?(\d+):([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class Head:
    """The number of an entry, and the checksum of it and all before it."""

    number: int
    checksum: str

    def __str__(self) -> str:
        return f"{self.number}:{self.checksum}"

    @classmethod
    def told(cls, line: str) -> Head | None:
        """The head at the end of a line; None where there is none."""
        found = _LINE.fullmatch(line.strip())
        return cls(int(found[1]), found[2]) if found else None


START = Head(0, "0" * 64)
"""The head of a log without entries."""


@dataclass(frozen=True)
class Heads:
    """The places: `beside` holds the newest head, `outside` a line for each (None: no such file), as does a syslog."""

    beside: Path | None
    outside: Path | None = None
    syslog: str = ""

    def tell(self, head: Head) -> None:
        """Tells every place the newest head. Raises StoreProblem where one cannot be told."""
        line = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {head}\n"
        try:
            if self.beside:
                files.overwrite(self.beside, line)
            if self.outside:
                files.append(self.outside, line)
            if self.syslog:
                _tell_syslog(self.syslog, f"headache-dashboard access log {head}")
        except (OSError, ValueError) as error:
            raise StoreProblem(f"The head of the access log cannot be kept: {cause_of(error)}.") from error

    def kept(self) -> Iterator[Head]:
        """The heads that were kept. Raises StoreProblem where a place that should hold one cannot be read."""
        for path in (self.beside, self.outside):
            if path is not None and path.exists():
                yield from _heads_in(path)


def _heads_in(path: Path) -> Iterator[Head]:
    try:
        lines = files.read_text(path).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreProblem(f"{path} cannot be read: {cause_of(error)}.") from error
    yield from (head for line in lines if (head := Head.told(line)))


class _Syslog(logging.handlers.SysLogHandler):
    """A handler that raises what it cannot do, in place of printing it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name it has
        raise


def _tell_syslog(where: str, sentence: str) -> None:
    handler = _Syslog(_address(where), facility="authpriv")
    try:
        handler.emit(logging.LogRecord("headache_dashboard", logging.INFO, "", 0, sentence, None, None))
    finally:
        handler.close()


def _address(where: str) -> str | tuple[str, int]:
    """The address of a syslog: a path, or a host with its port."""
    host, _, port = where.rpartition(":")
    return where if where.startswith("/") else (host, int(port))
