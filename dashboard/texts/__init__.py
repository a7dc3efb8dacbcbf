"""The words of each language, looked up when shown.

A language is a folder of Fluent files, one a slice of the program; it is offered by being there. Plural forms,
numbers and dates follow CLDR. A missing key or value raises: a half-translated clinical sentence must not be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

_FOLDER = Path(__file__).parent
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
DEFAULT_LANGUAGE = "sv"

Value = str | int | float
Day = date
"""A name that the method `Words.date` does not hide."""


class Words:
    """The words, numbers and dates of one language."""

    def __init__(self, language: str) -> None:
        """The words of `language`, one of `languages()`. Raises KeyError for any other."""
        self.language = language
        self.locale = Locale.parse(_LOCALES[language])
        self._bundle = FluentBundle([_LOCALES[language].replace("_", "-")], use_isolating=False)
        for path in sorted((_FOLDER / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def __call__(self, key: str, **values: Value) -> str:
        """The text of `key` with `values` set in. Raises KeyError for a missing key, ValueError for a missing value."""
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"text {key!r} in {self.language}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether the language has a text for `key`."""
        return bool(self._bundle.has_message(key))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with a fixed count of decimals, as the language writes it: 12,5 in Swedish; with a minus sign."""
        places = "0" if decimals == 0 else "0." + "0" * decimals
        return format_decimal(value, format=f"#,##{places}", locale=self.locale).replace("-", "\N{MINUS SIGN}")

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as a whole percentage; 100 % only when it is all, 0 % only when it is none."""
        whole = round(100 * share)
        if whole == 100 and share < 1:
            whole = 99
        if whole == 0 and share > 0:
            whole = 1
        return self("percent", value=whole)

    def date(self, day: Day) -> str:
        """A day in full: 2026-03-14 in Swedish, 14 March 2026 in English."""
        return day.isoformat() if self.language == "sv" else format_date(day, "d MMMM y", locale=self.locale)

    def narrow_date(self, day: Day) -> str:
        """A day with its year where there is little room: 2026-10-31, in English 31 Oct 2026."""
        return day.isoformat() if self.language == "sv" else f"{self.short_date(day)} {day.year}"

    def short_date(self, day: Day) -> str:
        """A day without its year: 14 mars, 14 Mar."""
        return format_date(day, "d MMM", locale=self.locale).replace(".", "")

    def weekday(self, day: Day) -> str:
        """The name of the day of the week."""
        return format_date(day, "EEEE", locale=self.locale)

    def month(self, day: Day) -> str:
        """A calendar month: mars 2026."""
        return format_skeleton("yMMMM", datetime(day.year, day.month, 1), locale=self.locale)

    def short_month(self, day: Day) -> str:
        """A calendar month without its year, short: mars, apr."""
        return format_date(day, "LLL", locale=self.locale).replace(".", "")

    def all_of(self, parts: Sequence[str]) -> str:
        """The parts as a list in a sentence: a, b och c."""
        return format_list(list(parts), locale=self.locale)


@cache
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


def languages() -> tuple[str, ...]:
    """The codes of the languages that are there, Swedish first."""
    found = {path.name for path in _FOLDER.iterdir() if path.is_dir() and any(path.glob("*.ftl"))}
    return tuple(sorted(found, key=lambda code: (code != DEFAULT_LANGUAGE, code)))


def best_language(preferred: Sequence[str]) -> str:
    """The language to begin with, given the browser's preferences; Swedish when it has none of ours."""
    wanted = [code.replace("-", "_") for code in preferred]
    return (negotiate_locale(wanted, languages(), sep="_") or DEFAULT_LANGUAGE).split("_")[0]
