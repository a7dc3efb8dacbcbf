"""Every text can be read on its ground and every outline seen on the page, in both themes (WCAG 2.2)."""

from __future__ import annotations

import pytest

from dashboard.charts.parts.colours import DARK, LIGHT, Palette

TEXT, GRAPHIC = 4.5, 3.0
"""Lowest contrast of text (1.4.3) and of what is needed to understand a picture (1.4.11)."""
TEXT_ON_FILL = {
    "ink": "page",
    "muted": "page",
    "migraine_text": "page",
    "other_text": "page",
    "missing_text": "page",
    "open_text": "page",
    "on_migraine": "migraine",
    "on_other": "other",
    "on_free": "free",
    "on_specific": "specific",
    "on_preventive": "preventive",
}
SEEN_ON_PAGE = ("migraine", "other_line", "free_line", "missing", "open", "specific", "preventive_line", "accent")


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXT_ON_FILL)
def test_text_can_be_read_on_its_fill(colours: Palette, text: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, TEXT_ON_FILL[text])) >= TEXT


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", SEEN_ON_PAGE)
def test_outlines_and_hatches_can_be_seen_on_the_page(colours: Palette, name: str) -> None:
    assert contrast(getattr(colours, name), colours.page) >= GRAPHIC


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_migraine_and_other_headache_differ_in_grey(colours: Palette) -> None:
    assert contrast(colours.migraine, colours.other) >= 2
