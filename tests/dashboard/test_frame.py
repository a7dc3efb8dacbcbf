"""What holds for the dashboard as Streamlit runs it: its configuration, its pages, its sizes."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

import dashboard

FOLDER = Path(dashboard.__file__).parent
CONFIG = tomllib.loads((FOLDER / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_nothing_is_sent_anywhere_and_only_this_machine_is_answered() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
    assert CONFIG["client"]["toolbarMode"] == "minimal"


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_and_accent_are_readable_on_their_backgrounds(theme: str, background: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colours = CONFIG["theme"][theme]
    for foreground in ("textColor", "primaryColor", "linkColor"):
        assert contrast(colours[foreground], colours[background]) >= 4.5


def test_no_folder_is_one_that_streamlit_takes_for_pages_of_its_own() -> None:
    assert not (FOLDER / "pages").exists()


def test_no_module_beside_the_app_hides_one_of_the_standard_library() -> None:
    """Streamlit puts the folder of app.py first on the path."""
    names = {path.stem for path in FOLDER.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert names & sys.stdlib_module_names == set()


def test_pages_are_short() -> None:
    for page in (FOLDER / "app_pages").glob("*.py"):
        assert len(page.read_text(encoding="utf-8").splitlines()) < 20, page.name
