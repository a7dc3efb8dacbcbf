"""Phrases that several sections share, so that a number is written the same everywhere."""

from __future__ import annotations

import re

from analysis.counts.day_count import DayCount, WindowCounts
from analysis.episodes.episode import Episode
from analysis.episodes.remarks import Remark
from analysis.records.patients import Visit
from analysis.windows import Window
from dashboard.charts.parts.numbers import range_text
from dashboard.texts import Words, languages
from dashboard.texts import words as words_in
from dashboard.texts.plain import unturned

NO_NUMBER = "–"


MARKUP = re.compile(r"[\\`*_\[\]#$<>|~]|:(?=\S)")
"""What Streamlit takes for markup in a label: a picture in one would be fetched by every later reader's browser."""


ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
"""Where a text begins to look like an address, of which Streamlit makes a link."""
WORD_JOINER = "\N{WORD JOINER}"


def as_label(text: str) -> str:
    """A text made of data as a label of Streamlit's shows it: as it stands, whatever signs are in it."""
    return MARKUP.sub(r"\\\g<0>", ADDRESS.sub(WORD_JOINER, unturned(text)))


def day_range(window: Window, words: Words) -> str:
    """First and last day of a window."""
    return words("days-from-to", first=words.date(window.first), last=words.date(window.last))


def share(part: int, whole: int, words: Words) -> str:
    """A share as a percentage; a dash where there is nothing to share."""
    return words.percent(part / whole) if whole else NO_NUMBER


def span(count: DayCount, words: Words) -> str:
    """The fewest and most days there can have been, or empty where every day is known."""
    if count.highest == count.lowest:
        return ""
    return words("possible-span", lowest=count.lowest, highest=count.highest)


def told_days(counts: WindowCounts, kind: str, words: Words) -> str:
    """The days of a kind, and of how many where the diary does not cover the whole window: 16, 5–18, 6 på 14 dagar.

    Without it, few days of a diary that has just begun would be read as few days of 28.
    """
    days = range_text(counts[kind])
    return words("days-of-inside", days=days, inside=counts.completeness.inside) if counts.outside else days


def denominator(count: DayCount, words: Words) -> str:
    """On how many days a count rests; empty days of which an intake tells are not called filled."""
    if not count.filled:
        return words("on-no-day")
    if not count.told:
        return words("not-told")
    if count.without_entry:
        return words("on-days-that-tell", told=count.told, empty=count.without_entry)
    if count.unknown:
        return words("on-told-days", told=count.told, filled=count.filled)
    return words("on-filled-days", filled=count.filled)


def counted(count: DayCount, words: Words) -> str:
    """A count with its denominator and its range, for running text: 9 på 25 ifyllda dagar (möjligt 9–12)."""
    if not count.told:
        return denominator(count, words)
    possible = span(count, words)
    text = f"{count.observed} {denominator(count, words)}"
    return f"{text} ({possible})" if possible else text


def dose_of(treatment: Episode, words: Words) -> str:
    """A treatment's name as written, with its dose where there is one: Ajovy 225 mg."""
    return f"{treatment.drug} {amount_of(treatment, words)}".strip()


def drug_within_sentence(treatment: Episode) -> str:
    """A treatment's name as it stands within a sentence: that of a substance is no proper name, as a brand's is."""
    substance, written = treatment.substance, treatment.drug
    named = {substance, *(words_in(code).drug(substance) for code in languages())} if substance else set()
    is_substance = written.casefold() in named
    return written[:1].lower() + written[1:] if is_substance else written


def amount_of(treatment: Episode, words: Words) -> str:
    """The dose with its unit: 225 mg; empty where none is known."""
    if treatment.dose is None:
        return ""
    decimals = 0 if treatment.dose == round(treatment.dose) else 1
    return f"{words.number(treatment.dose, decimals)} {treatment.dose_unit or ''}".strip()


def remark_text(remark: Remark, words: Words) -> str:
    """What is odd about the records of a treatment, in a sentence."""
    return words(
        f"remark-{remark.kind}",
        drug=remark.drug,
        other=remark.other or "",
        date=words.date(remark.on) if remark.on else "",
        month=words.month(remark.on) if remark.on else "",
        number=remark.number or 0,
    )


def visit_text(visit: Visit, words: Words) -> str:
    """A visit's day, kind and channel."""
    kind = words(f"visit-{visit.kind}")
    if visit.channel:
        kind = words("visit-by-channel", kind=kind, channel=words(f"channel-{visit.channel}"))
    return words("visit-on", date=words.date(visit.date), kind=kind)


def within_sentence(phrase: str) -> str:
    """A phrase as it stands within a sentence: its first letter small, unless it is an abbreviation such as NSAID."""
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
