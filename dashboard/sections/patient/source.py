"""What the sources of a patient's diary record: where that is attacks only, headache-free days are not known."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.records.declared_periods import DeclaredPeriod
from analysis.records.kept import Kept
from analysis.windows import Window
from dashboard.sections.section import Section
from dashboard.sections.wording import day_range
from dashboard.texts import Words, languages
from dashboard.texts import words as words_of


def section(kept: Kept, words: Words) -> Section | None:
    """What the sources do not tell, and what was declared instead; None where they tell of every day."""
    told = tuple(sentences(kept, words))
    return Section("source", words("source-kind"), told) if told else None


def sentences(kept: Kept, words: Words) -> Iterator[str]:
    """The same as sentences, for a page and for the record."""
    if kept.has_attacks_only:
        yield words(f"source-{kept.source_kind}")
    for period in kept.declared:
        yield declared_text(period, words)


def declared_text(period: DeclaredPeriod, words: Words) -> str:
    """That somebody declared a period complete."""
    days = day_range(Window(period.starts_on, period.ends_on, "declared"), words)
    return words("source-declared", days=days, by=period.by, date=words.date(period.recorded_at.date()))


def json_of(kept: Kept) -> dict[str, object]:
    """What the sources record as other programs rely on it, with the sentence in every language."""
    told = {code: " ".join(sentences(kept, words_of(code))) for code in languages()}
    return {
        "source_kind": kept.source_kind,
        "source_text": told if any(told.values()) else None,
        "declared_periods": [period.as_json() for period in kept.declared],
    }
