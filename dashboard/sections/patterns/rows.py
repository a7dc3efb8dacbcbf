"""Rows of the patterns, and what is said of how they differ."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.patterns import FEWEST_DAYS, Compared, Share
from dashboard.charts.patterns.shares import Row
from dashboard.texts import Words


def share_row(name: str, share: Share, words: Words, zone: tuple[float, float] | None = None) -> Row:
    """A share with its days: 12 av 24."""
    return Row(name, words("patterns-of", days=share.days, of=share.of), share.rate, zone=zone)


def compared_rows(names: Sequence[str], compared: Sequence[Compared], words: Words) -> tuple[Row, ...]:
    """A row a group that has any day."""
    groups = zip(names, compared, strict=True)
    return tuple(share_row(name, one.share, words, one.zone) for name, one in groups if one.share.of)


def difference_text(names: Sequence[str], compared: Sequence[Compared], words: Words) -> str:
    """Which groups lie above their zone of chance, else below; that none does; or that too few days tell."""
    if not any(one.zone for one in compared):
        return few_text(min((one.share.of for one in compared if one.share.of), default=0), words)
    groups = list(zip(names, compared, strict=True))
    high = [name for name, one in groups if one.is_high]
    low = [name for name, one in groups if one.is_low]
    if not high and not low:
        return words("patterns-chance")
    return words("patterns-high" if high else "patterns-low", names=words.all_of(high or low))


def few_text(days: int, words: Words) -> str:
    """Says so when a share rests on few days."""
    return words("patterns-few", days=days) if days < FEWEST_DAYS else ""


def notes(*sentences: str) -> tuple[str, ...]:
    """Those of the sentences that there are."""
    return tuple(filter(None, sentences))
