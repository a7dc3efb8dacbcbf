"""Whether the access log is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.sections.section import Section
from dashboard.texts import Words


@dataclass(frozen=True)
class Verified:
    """What came of verifying the log: its head where it is whole, else in what way it is not, and from which entry."""

    at: datetime
    head: str = ""
    how: str = ""
    number: int = 0


def section(verified: Verified | None, words: Words) -> Section:
    """What verifying said, and when; that it was not done yet where there is None."""
    if verified is None:
        return Section("log-whole", words("log-whole"), (words("log-not-verified"),))
    when = words("log-verified-at", time=f"{verified.at:%H:%M:%S}")
    if verified.how:
        text = words(f"log-broken-{verified.how}", number=str(verified.number))
        return Section("log-whole", words("log-whole"), (when,), caution=f"{text} {words('log-broken-what')}")
    return Section(
        "log-whole",
        words("log-whole"),
        (f"{words('log-is-whole')} {when}",),
        source=words("log-head", head=verified.head),
    )
