"""Which snapshots stay when a new one is published: the newest few, and the last of each of the days before.

By number alone, a morning of small imports would leave nothing of yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from analysis.store.pointer import Named

SNAPSHOTS_KEPT = 3
"""The newest ones, however fast they follow each other."""
DAYS_KEPT = 7
"""For this many days back the last snapshot of each day stays too."""


def kept(folder: Path, snapshots: Sequence[Named]) -> tuple[Named, ...]:
    """The snapshots that stay, of these in the order newest first; one whose file is gone does not."""
    dated = [(one, day) for one in snapshots if (day := _written_on(folder / one.name))]
    if not dated:
        return ()
    since = dated[0][1] - timedelta(days=DAYS_KEPT)
    last_of_day = {day: one for one, day in reversed(dated) if day >= since}
    stays = {*(one for one, _ in dated[:SNAPSHOTS_KEPT]), *last_of_day.values()}
    return tuple(one for one, _ in dated if one in stays)


def _written_on(path: Path) -> date | None:
    """The local day on which a file was written; None where it is not there."""
    return date.fromtimestamp(path.stat().st_mtime) if path.exists() else None
