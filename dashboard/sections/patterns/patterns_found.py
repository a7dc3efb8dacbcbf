"""Patterns of a period: when the headache came, what it was like, what helped, and how the diary was filled in.

All describe, none explains. Each stands with the days it is a share of; one without data is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis import patterns
from analysis.days.day_by_day import DayEntry
from analysis.days.definitions import PROFILES
from analysis.patterns import Share, against_chance
from analysis.settings import Settings
from analysis.windows import Window, windows_within
from dashboard.charts.parts.frame import span_text
from dashboard.charts.patterns.shares import BarList, Row, patterns_figure, patterns_table
from dashboard.sections.patterns.cycle import cycle
from dashboard.sections.patterns.filling_in import empty_days, recall
from dashboard.sections.patterns.rows import compared_rows, difference_text, few_text, notes, share_row
from dashboard.sections.section import Section
from dashboard.sections.wording import day_range
from dashboard.texts import Words

MOST_WINDOWS, MOST_SYMPTOMS, MOST_DRUGS = 6, 5, 4
"""Rows of a list: the newest windows, the commonest symptoms, the drugs with most answers."""
MONDAY = date(2026, 3, 2)
"""Any Monday: names of weekdays are written from days."""
SEVERITIES = {"mild": "day-severity-1", "moderate": "day-severity-2", "severe": "day-severity-3"}


def section(entries: Sequence[DayEntry], settings: Settings, words: Words, *, dark: bool = False) -> Section | None:
    """The patterns of a period, whose days `entries` are in order; None where there is none to show."""
    filled = sum(entry.state.is_filled for entry in entries)
    lists = list(_lists(entries, settings, words)) if filled else []
    if not lists:
        return None
    days = day_range(_period(entries), words)
    return Section(
        key="patterns",
        title=words("patterns"),
        sentences=(words("patterns-days", days=days, filled=filled),),
        figure=patterns_figure(lists, words, dark=dark),
        table=patterns_table(lists, words),
        caution=" ".join(_cautions(filled, settings, words)),
        source=words("patterns-source"),
    )


def _period(entries: Sequence[DayEntry]) -> Window:
    return Window(entries[0].date, entries[-1].date)


def _cautions(filled: int, settings: Settings, words: Words) -> Iterator[str]:
    """That few days are filled in; that a day with headache counts here whatever the definition makes of it."""
    if filled < settings.orange:
        yield words("patterns-too-few", filled=filled)
    if PROFILES[settings.profile].headache is not None:
        yield words("patterns-any-headache")


def _lists(entries: Sequence[DayEntry], settings: Settings, words: Words) -> Iterator[BarList]:
    frequent = patterns.tells_frequency(entries)
    found = (
        _course(entries, settings, words) if frequent else None,
        _weekdays(entries, settings, words) if frequent else None,
        _severity(entries, words),
        _hours(entries, words),
        _symptoms(entries, words),
        _response(entries, words),
        _aura(entries, words) if frequent else None,
        cycle(entries, words) if frequent else None,
        recall(entries, words),
        empty_days(entries, words) if frequent else None,
    )
    return (one for one in found if one is not None and one.rows)


def _course(entries: Sequence[DayEntry], settings: Settings, words: Words) -> BarList | None:
    """Days with headache of each 28-day window beside its natural variation (VAR-1, VAR-2)."""
    windows = windows_within(_period(entries))[-MOST_WINDOWS:]
    found = patterns.course(entries, windows, least_filled=settings.orange)
    if not any(one.compared.share.days for one in found):
        return None
    outside = sum(one.compared.is_high or one.compared.is_low for one in found)
    compared = [one.compared for one in found]
    key = "patterns-course-outside" if outside else "patterns-course-inside"
    shown = notes(words("patterns-headache-note"), words(key, outside=outside, windows=len(found)))
    names = [span_text(one.window, words) for one in found]
    return BarList(words("patterns-course"), shown, compared_rows(names, compared, words))


def _weekdays(entries: Sequence[DayEntry], settings: Settings, words: Words) -> BarList | None:
    """Days with headache by day of the week; None while there are not two weeks to compare."""
    shares = patterns.by_weekday(entries)
    if not any(share.days for share in shares) or sum(share.of for share in shares) < settings.orange:
        return None
    compared = against_chance(shares)
    names = [words.weekday(MONDAY + timedelta(days=place)) for place in range(7)]
    shown = notes(words("patterns-headache-note"), difference_text(names, compared, words))
    return BarList(words("patterns-weekday"), shown, compared_rows(names, compared, words))


def _severity(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    mix = patterns.severity_mix(entries)
    told = sum(mix[name] for name in SEVERITIES)
    if not told:
        return None
    shown = notes(_untold(mix["untold"], words), few_text(told, words))
    rows = [share_row(words(key), Share(mix[name], told), words) for name, key in SEVERITIES.items()]
    return BarList(words("patterns-severity"), shown, tuple(rows))


def _hours(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """Hours of headache (AMD-5), and the hours times the worst pain of the day (AMD-4)."""
    hours = patterns.headache_hours(entries)
    if not hours.days or hours.per_28 is None:
        return None
    rows = [
        Row(words("patterns-hours-day"), words("patterns-hours-number", hours=_one(hours.total / hours.days, words))),
        Row(words("patterns-hours-28"), words("patterns-hours-number", hours=_one(hours.per_28, words))),
    ]
    if hours.burden_days:
        rows.append(Row(words("patterns-burden"), _one(hours.burden / hours.burden_days, words)))
    shown = notes(words("patterns-hours-note", days=hours.days), _untold(hours.untold, words))
    return BarList(words("patterns-hours"), shown, tuple(rows))


def _one(number: float, words: Words) -> str:
    return words.number(number, 1)


def _symptoms(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    found = {name: one for name, one in patterns.symptoms(entries).items() if one.days and name != "aura"}
    if not found:
        return None
    commonest = list(found.items())[:MOST_SYMPTOMS]
    rows = [share_row(words(f"symptom-{name}"), one, words) for name, one in commonest]
    few = few_text(max(one.of for _, one in commonest), words)
    return BarList(words("patterns-symptoms"), notes(words("patterns-symptoms-note"), few), tuple(rows))


def _response(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """Whether each drug helped, of the intakes with an answer."""
    found = patterns.acute_response(entries)
    told = {drug: sum(answers.values()) - answers["untold"] for drug, answers in found.items()}
    asked = sorted((drug for drug in told if told[drug]), key=lambda drug: -told[drug])[:MOST_DRUGS]
    if not asked:
        return None
    rows = []
    for drug in asked:
        yes = share_row(drug, Share(found[drug]["yes"], told[drug]), words)
        rows.append(replace(yes, also=found[drug]["partly"] / told[drug]))
    untold, most = sum(found[drug]["untold"] for drug in found), max(told.values())
    shown = notes(
        words("patterns-response-note"),
        words("patterns-response-untold", intakes=untold) if untold else "",
        words("patterns-few-answers", answers=most) if most < patterns.FEWEST_DAYS else "",
    )
    return BarList(words("patterns-response"), shown, tuple(rows))


def _aura(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """Days with aura as the patient marked them, from which no aura diagnosis follows (MA-N)."""
    found = patterns.aura_days(entries)
    if not found.days:
        return None
    row = share_row(words("patterns-aura-row"), found, words)
    return BarList(words("patterns-aura"), notes(words("patterns-aura-note")), (row,))


def _untold(days: int, words: Words) -> str:
    return words("patterns-untold", days=days) if days else ""
