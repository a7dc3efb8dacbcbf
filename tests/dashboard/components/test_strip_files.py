"""The strip of days as files: the same days, letters and sentences as on the screen."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest

from dashboard.components.calendar import strip_data
from dashboard.components.strip_files import strip_csv, strip_svg
from dashboard.texts import languages, words
from tests.dashboard.components.test_calendar import entries_from

DAYS = entries_from(date(2026, 10, 1), "   MH._.......................o")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("code", languages())
def test_picture_and_table_tell_the_days_of_the_strip(code: str) -> None:
    strip = strip_data(DAYS, words(code), selected=None)
    shown = [day for row in strip["rows"] for day in row["days"] if day and day["state"] != "outside"]
    assert len(shown) == 28
    picture = ElementTree.fromstring(strip_svg(strip))
    groups = picture.findall(f"{SVG}g")
    assert [group.findtext(f"{SVG}title") for group in groups] == [day["label"] for day in shown]
    assert [group.findtext(f"{SVG}text") for group in groups] == [day["letter"] for day in shown]
    head, *rows = csv.reader(io.StringIO(strip_csv(strip, words(code)).decode("utf-8-sig")))
    assert head == [words(code)(f"strip-file-{name}") for name in ("day", "state", "told")]
    assert [(row[0], row[2]) for row in rows] == [(day["date"], day["label"]) for day in shown]
    assert all(row[1] for row in rows)


def test_what_is_missing_is_a_hatch_and_no_markup_of_a_text_is_kept() -> None:
    strip = strip_data(DAYS, words("sv"), selected=None)
    assert b'fill="url(#missing)"' in strip_svg(strip)
    assert b"<b>" not in strip_svg({**strip, "label": "<b>x"})
