"""A language as its folder holds it: texts, locale, forms of dates and names of drugs, and what it still lacks.

A folder holds Fluent files, one a slice of the program, and `language.toml`. Plural forms, numbers and the names of
days and months follow CLDR through the locale.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime

from dashboard.texts.entries import entries_of

FOLDER = Path(__file__).parent
REFERENCE = "sv"
"""The language that says what the others have to say."""
OF_ITS_OWN = "language.toml"
"""What a language has beside its texts; the Swedish one says what each entry is for."""
DATE_FORMS = ("day", "narrow_day", "short_day", "named_day", "moment")
SOME_TIME = datetime(2026, 3, 14, 8, 30)
CLAIMS = ("pattern", "never", "orders", "diagnoses")


@dataclass(frozen=True)
class Text:
    """A text with the file it stands in and the values it needs."""

    file: str
    values: frozenset[str]


@dataclass(frozen=True)
class Language:
    """What the folder of a language holds: its texts, and the source of each text and term, by name.

    `broken` are the files that Fluent cannot read to the end.
    """

    code: str
    locale: str
    dates: Mapping[str, str]
    drugs: Mapping[str, str]
    claims: Mapping[str, str]
    sources: Mapping[str, str]
    texts: Mapping[str, Text]
    broken: tuple[str, ...]


def codes() -> tuple[str, ...]:
    """The codes of the languages that have a folder, finished or not, by name."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and any(path.glob("*.ftl"))))


@cache
def language(code: str) -> Language:
    """The language of a folder, read once. Raises ValueError where `language.toml` is no TOML."""
    own = _own(code)
    files = {path.name: entries_of(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / code).glob("*.ftl"))}
    written = [(file, entry) for file, (entries, _) in files.items() for entry in entries]
    return Language(
        code,
        str(own.get("locale", "")),
        dates=_words(own.get("dates")),
        drugs=_words(own.get("drugs")),
        claims=_words(own.get("claims")),
        sources={entry.name: entry.source for _, entry in written},
        texts={entry.name: Text(file, entry.values) for file, entry in written if not entry.is_term},
        broken=tuple(file for file, (_, is_sound) in files.items() if not is_sound),
    )


def _own(code: str) -> dict[str, object]:
    path = FOLDER / code / OF_ITS_OWN
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _words(table: object) -> dict[str, str]:
    return {name: str(value) for name, value in table.items()} if isinstance(table, dict) else {}


def lacking(code: str) -> tuple[str, ...]:
    """What keeps a language from being offered, a line each; empty for one that is complete."""
    try:
        ours = language(code)
    except ValueError as problem:  # TOML or UTF-8 that cannot be read
        return (f"{code}: cannot be read: {problem}",)
    return tuple(f"{code}/{line}" for line in (*_lacking_texts(ours), *_lacking_of_its_own(ours)))


def _lacking_texts(ours: Language) -> Iterator[str]:
    yield from (f"{file}: a text that Fluent cannot read" for file in ours.broken)
    for key, wanted in language(REFERENCE).texts.items():
        found = ours.texts.get(key)
        if found is None:
            yield f"{wanted.file}: no text {key}"
        elif found.values != wanted.values:
            yield f"{found.file}: {key} sets in {_listed(found.values)} instead of {_listed(wanted.values)}"


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _lacking_of_its_own(ours: Language) -> Iterator[str]:
    if not _is_locale(ours.locale):
        yield f"{OF_ITS_OWN}: no locale that CLDR knows"
    yield from (f"{OF_ITS_OWN}: no form of {form} under [dates]" for form in DATE_FORMS if not _is_form(ours, form))
    yield from (f"{OF_ITS_OWN}: no {name} under [claims]" for name in CLAIMS if not ours.claims.get(name))
    unnamed = [drug for drug in language(REFERENCE).drugs if not ours.drugs.get(drug)]
    yield from (f'{OF_ITS_OWN}: no "{drug}" under [drugs]' for drug in unnamed)


def _is_locale(name: str) -> bool:
    try:
        return bool(Locale.parse(name))
    except (ValueError, UnknownLocaleError):
        return False


def _is_form(ours: Language, name: str) -> bool:
    try:
        return bool(format_datetime(SOME_TIME, ours.dates.get(name) or "?", locale=REFERENCE).strip("?"))
    except (ValueError, AttributeError):  # a letter that CLDR does not know, or one that it knows too often
        return False
