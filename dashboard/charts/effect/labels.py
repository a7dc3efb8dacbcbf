"""How windows and days per 28 are written, in pictures and in sentences alike."""

from __future__ import annotations

from dashboard.texts import Words


def days_text(days: float, words: Words) -> str:
    """Days per 28: whole numbers whole, others with one decimal."""
    return words.number(days, 0 if abs(days - round(days)) < 0.05 else 1)


def weeks_of(label: str) -> str:
    """The weeks of a label such as "W9-12": 9–12."""
    return label.removeprefix("W").replace("-", "–")


def window_text(label: str, words: Words) -> str:
    """A window by its label: vecka 9–12, före behandling."""
    return words("effect-weeks", weeks=weeks_of(label)) if label[:1] == "W" else words(f"effect-window-{label}")


def short_window_text(label: str, words: Words) -> str:
    """A window by its label, as short as the picture needs it: v 9–12, före."""
    if label[:1] == "W":
        return words("effect-weeks-short", weeks=weeks_of(label))
    return words("effect-chart-before") if label == "baseline" else words(f"effect-chart-{label}")
