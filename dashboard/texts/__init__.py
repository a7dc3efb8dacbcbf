"""The words of each language, looked up when shown.

A language is a folder with Fluent files, one a slice of the program, and `language.toml`. It is offered when it is
complete: `python -m dashboard.texts` says what each still lacks. Plural forms, numbers and dates follow CLDR. A missing
key or value raises: a half-translated clinical sentence must not be shown. A text is parsed when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Message

from dashboard.texts.entries import parsed, referred
from dashboard.texts.folders import REFERENCE, codes, lacking, language
from dashboard.texts.plain import unturned

DEFAULT_LANGUAGE = REFERENCE
THEN = "-then"
"""The end of the key of a text that stands in place of another where every day that was open has locked since."""
_DOT_OF_AN_ABBREVIATION = re.compile(r"(?<=[^\W\d_])\.")

Value = str | int | float
Day = date
"""A name that the method `Words.date` does not hide."""


class MissingText(KeyError):
    """A text that a language does not have: names the language, the file where it belongs, and the key."""

    def __init__(self, code: str, key: str) -> None:
        super().__init__(key)
        self.sentence = f"the language {code!r} has no text {key!r}: write it in dashboard/texts/{code}/{_file_of(key)}"

    def __str__(self) -> str:
        return self.sentence


def _file_of(key: str) -> str:
    """The file where a text belongs: where the reference has it, else where most of the texts named alike stand."""
    texts = language(REFERENCE).texts
    if key in texts:
        return texts[key].file
    alike = [text.file for other, text in texts.items() if other.split("-")[0] == key.split("-")[0]]
    return max(sorted(set(alike)), key=alike.count, default="common.ftl")


_KEPT = 4096
"""Texts with their values that are kept: many patients are told the same, and one in several places."""


class Words:
    """The words, numbers and dates of one language."""

    def __init__(self, code: str, ended: Day | None = None) -> None:
        """The words of the language `code`, one of `languages()`. Raises KeyError for any other.

        `ended` is the day on which the data end, where every day that was open then has locked since: what can be
        filled in is told as what could be, with the day set in as `ended`.
        """
        if code not in languages():
            raise KeyError(code)
        self.language = code
        self._ended = ended
        self._own = language(code)
        self.locale = Locale.parse(self._own.locale)
        self._bundle = FluentBundle([self._own.locale.replace("_", "-")], use_isolating=False)
        self._added: set[str] = set()
        self._said: dict[tuple[object, ...], str] = {}

    def __call__(self, key: str, **values: Value) -> str:
        """The text of `key` with `values` set in. Raises MissingText without one, ValueError for a missing value."""
        asked = (key, *((name, repr(value)) for name, value in values.items()))
        found = self._said.get(asked)
        if found is None:
            found = self._set_in(key, values)
            if len(self._said) >= _KEPT:
                self._said.clear()
            self._said[asked] = found
        return found

    @property
    def key(self) -> tuple[str, str]:
        """What tells these words from others, for what is kept of texts."""
        return self.language, self._ended.isoformat() if self._ended else ""

    def once_locked(self, ended: Day) -> Words:
        """The same language for data that ended on a day of which every open day has locked since."""
        return _once_locked(self.language, ended)

    def _set_in(self, key: str, values: dict[str, Value]) -> str:
        if self._ended and self.has(f"{key}{THEN}"):
            key, values = f"{key}{THEN}", values | {"ended": self.short_date(self._ended)}
        message = self._message(key) if self.has(key) else None
        if message is None or message.value is None:
            raise MissingText(self.language, key)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"text {key!r} in {self.language}: {errors[0]}")
        return unturned(str(text))

    def has(self, key: str) -> bool:
        """Whether the language has a text for `key`."""
        return key in self._own.texts

    def _message(self, key: str) -> Message:
        self._add(key)
        return self._bundle.get_message(key)

    def _add(self, name: str) -> None:
        """Has a text or a term parsed, with all that it refers to; a reference to nothing is told when it is said."""
        if name in self._added or name not in self._own.sources:
            return
        resource = parsed(self._own.sources[name])
        self._bundle.add_resource(resource)
        self._added.add(name)
        for other in referred(resource):
            self._add(other)

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

    def drug(self, substance: str) -> str:
        """What the language calls a substance of the catalogue; its international name where it says nothing else."""
        return self._own.drugs.get(substance, substance)

    def date(self, day: Day) -> str:
        """A day in full: 2026-03-14 in Swedish, 14 March 2026 in English."""
        return format_date(day, self._own.dates["day"], locale=self.locale)

    def narrow_date(self, day: Day) -> str:
        """A day with its year where there is little room: 2026-10-31, in English 31 Oct 2026."""
        return _undotted(format_date(day, self._own.dates["narrow_day"], locale=self.locale))

    def short_date(self, day: Day) -> str:
        """A day without its year: 14 mars, 14 Mar."""
        return _undotted(format_date(day, self._own.dates["short_day"], locale=self.locale))

    def named_day(self, day: Day) -> str:
        """A day with the name of its day of the week, without its year: fredag 2 oktober, Friday 2 October."""
        return format_date(day, self._own.dates["named_day"], locale=self.locale)

    def moment(self, time: datetime) -> str:
        """A time of a day in full: 2026-03-14 08:30, 14 March 2026, 08:30."""
        return format_datetime(time, self._own.dates["moment"], locale=self.locale)

    def weekday(self, day: Day) -> str:
        """The name of the day of the week."""
        return format_date(day, "EEEE", locale=self.locale)

    def month(self, day: Day) -> str:
        """A calendar month: mars 2026."""
        return format_skeleton("yMMMM", datetime(day.year, day.month, 1), locale=self.locale)

    def short_month(self, day: Day) -> str:
        """A calendar month without its year, short: mars, apr."""
        return _undotted(format_date(day, "LLL", locale=self.locale))

    def all_of(self, parts: Sequence[str]) -> str:
        """The parts as a list in a sentence: a, b och c."""
        return format_list(list(parts), locale=self.locale)


def _undotted(text: str) -> str:
    """A text whose abbreviations end without a dot: okt, Oct."""
    return _DOT_OF_AN_ABBREVIATION.sub("", text)


@cache
def words(code: str) -> Words:
    """The words of a language, read once."""
    return Words(code)


@lru_cache(maxsize=16)
def _once_locked(code: str, ended: date) -> Words:
    return Words(code, ended)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that are complete, Swedish first, with which completeness is measured."""
    others = (code for code in codes() if code != DEFAULT_LANGUAGE and not lacking(code))
    return (DEFAULT_LANGUAGE, *others)


def best_language(preferred: Sequence[str]) -> str:
    """The language to begin with, given the browser's preferences; Swedish when it has none of ours."""
    wanted = [code.replace("-", "_") for code in preferred]
    return (negotiate_locale(wanted, languages(), sep="_") or DEFAULT_LANGUAGE).split("_")[0]
