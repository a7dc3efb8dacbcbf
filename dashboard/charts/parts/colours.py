"""Every colour of the dashboard with its one meaning, in the light and in the dark theme.

One blue hue, ordered by how bad a day was, the worst furthest from the page; what is not known is a hatch, never a
shade. Text on each fill has a contrast of at least 4.5:1, and each outline or hatch at least 3:1 against the page (WCAG
2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, by meaning.

    `on_*` is text on that fill, `*_line` its outline, `*_text` words in its colour on the page. `untold` is a headache
    day whose kind the entry does not tell. `specific` are the CGRP and botulinum treatments, `preventive` all others.
    """

    page: str
    soft: str
    """The page's second background: behind what is there but not data."""
    ink: str
    muted: str
    grid: str
    accent: str

    migraine: str
    on_migraine: str
    migraine_text: str
    other: str
    on_other: str
    other_line: str
    other_text: str
    untold: str
    untold_mark: str
    free: str
    on_free: str
    free_line: str
    missing: str
    missing_text: str
    open: str
    open_text: str

    specific: str
    on_specific: str
    preventive: str
    on_preventive: str
    preventive_line: str

    def as_css(self) -> dict[str, str]:
        """The colours as CSS custom properties: `--on-migraine` and so on."""
        return {f"--{name.replace('_', '-')}": colour for name, colour in asdict(self).items()}


LIGHT = Palette(
    page="#FFFFFF",
    soft="#F5F7F9",
    ink="#1B2733",
    muted="#56636F",
    grid="#E1E7EC",
    accent="#0B5FA5",
    migraine="#0B4A8F",
    on_migraine="#FFFFFF",
    migraine_text="#0B4A8F",
    other="#A9D1EE",
    on_other="#13293D",
    other_line="#3F84BC",
    other_text="#2B6A9E",
    untold="#A9D1EE",
    untold_mark="#0B4A8F",
    free="#FBFCFD",
    on_free="#56636F",
    free_line="#7F8C98",
    missing="#C0271F",
    missing_text="#AE2119",
    open="#9A5B00",
    open_text="#8A5200",
    specific="#44505C",
    on_specific="#FFFFFF",
    preventive="#D3DAE0",
    on_preventive="#1B2733",
    preventive_line="#7F8C98",
)

DARK = Palette(
    page="#12171D",
    soft="#1B232C",
    ink="#E8EDF2",
    muted="#A3B1BF",
    grid="#2A343F",
    accent="#6FB1F0",
    migraine="#9CCBF5",
    on_migraine="#0E1A26",
    migraine_text="#9CCBF5",
    other="#2A5C90",
    on_other="#FFFFFF",
    other_line="#6BA3D6",
    other_text="#8DBDE8",
    untold="#2A5C90",
    untold_mark="#9CCBF5",
    free="#171E25",
    on_free="#A3B1BF",
    free_line="#6B7885",
    missing="#FF8F85",
    missing_text="#FF9C93",
    open="#E8B04A",
    open_text="#EDBE6A",
    specific="#C3CDD6",
    on_specific="#12171D",
    preventive="#3A4550",
    on_preventive="#E8EDF2",
    preventive_line="#7F8C98",
)


def palette(dark: bool) -> Palette:
    """The colours of the dark or the light theme."""
    return DARK if dark else LIGHT
