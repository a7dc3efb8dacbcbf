"""The two editions of the page: for the clinic, and for the patient in plain words, without classes and verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from itertools import islice

from analysis.counts.completeness import Tier
from analysis.counts.day_count import WindowCounts
from analysis.days.day_by_day import DayState
from analysis.outcomes import Outcome
from analysis.today import Subject
from dashboard.charts.parts.numbers import range_text
from dashboard.report import profile
from dashboard.report.material import Material
from dashboard.report.profile import ClassRow, Profile
from dashboard.sections.effect.verdict import verdict, what_would_change
from dashboard.sections.patient import criteria, remarks, source
from dashboard.sections.patient.first_screen import FirstScreen, NumberRow
from dashboard.sections.wording import NO_NUMBER, day_range, drug_within_sentence, told_days, within_sentence
from dashboard.texts import Words

CLINIC, PATIENT = "clinic", "patient"
EDITIONS = (CLINIC, PATIENT)
PROGRAM = "headache-dashboard"
DAYS_LISTED = 5
"""Open days that are listed one by one: with what else is told there as many lines as the page has room for."""


def page_of(material: Material, words: Words, edition: str) -> Profile:
    """The page of one patient in one of EDITIONS."""
    return _for_patient(material, words) if edition == PATIENT else _for_clinic(material, words)


def _for_clinic(material: Material, words: Words) -> Profile:
    first = _told(material, words)
    lanes, more = profile.treatment_lanes(material, words)
    return Profile(
        patient_id=material.file.patient.patient_id,
        label=words("report-title"),
        until=words("report-until", date=words.date(material.as_of)),
        age=_age(material, words),
        key_open=words("report-key-open"),
        period=_period(material, words),
        week_days=tuple(words.short_date(entry.date) for entry in material.last_28_days[::7]),
        first=first,
        is_poor=_is_poor(material),
        changes=tuple(profile.changes(material)),
        latest=tuple(profile.latest_days(material)),
        months=tuple(profile.month_rows(material, words)),
        first_columns=tuple(profile.first_columns(material, words)),
        columns=profile.columns(material, words),
        before=_before(material),
        limit=profile.CHRONIC_HEADACHE_DAYS,
        month_marks=tuple(profile.month_marks(material, words)),
        visits=tuple(profile.visit_marks(material, words)),
        next_visit=profile.next_visit(material, words),
        lanes=lanes,
        more_lanes=words("report-more-lanes", number=more) if more else "",
        classes=tuple(profile.class_rows(material, words)),
        scores=tuple(profile.score_rows(material, words, with_limits=True)),
        since_title=words("report-since", date=first.since_title) if first.since_title else "",
        closing_title=words("report-not-judged"),
        closing=tuple(not_judged(material, words)) or (_all_told(material, words),),
        footer=_footer(material, words, CLINIC),
        alt=_alternatives(material, first, words),
    )


def _for_patient(material: Material, words: Words) -> Profile:
    whole = _for_clinic(material, words)
    first = plain(whole.first, material, words)
    all_acute = tuple(profile.medication_columns(material, "acute_medication"))
    return replace(
        whole,
        label=words("report-title-patient"),
        first=first,
        changes=(),
        latest=tuple((certain, missing, still_open, None) for certain, missing, still_open, _ in whole.latest[:3]),
        limit=None,
        classes=(ClassRow(words("first-acute"), None, all_acute),) if _has_acute(material) else (),
        scores=tuple(profile.score_rows(material, words, with_limits=False)),
        closing_title=words("report-next-time"),
        closing=tuple(next_time(material, words)),
        footer=_footer(material, words, PATIENT),
        alt=_alternatives(material, first, words),
    )


def _age(material: Material, words: Words) -> str:
    """How old the data are on the day on which the page is made; empty where the settings do not call that old."""
    days = (material.made_on - material.as_of).days
    return words("report-age", days=days) if days > material.today.recent.settings.stale_after_days else ""


def _has_acute(material: Material) -> bool:
    return any(window["acute_medication"].told for window in material.windows)


def _is_poor(material: Material) -> bool:
    """Whether the last 28 days are filled in too little to say anything (CMP-21); not told of a diary of attacks."""
    completeness = material.today.latest.completeness
    return not completeness.of_attacks and completeness.tier(material.today.recent.settings) is Tier.RED


def _told(material: Material, words: Words) -> FirstScreen:
    """The first screen; where too little is filled in, that is the answer, and the rest stands below it."""
    first = profile.told_first(material, words)
    if not _is_poor(material):
        return first
    poor, (*others, medication) = _poor_text(material, words), first.answer
    rest = " ".join(one for one in others if one and one != poor)
    return replace(first, answer=(poor, rest, medication))


def _poor_text(material: Material, words: Words) -> str:
    completeness, needed = material.today.latest.completeness, material.today.recent.settings.orange
    if not completeness.inside:
        return words("today-outside")
    return words("report-poor", filled=completeness.filled, inside=completeness.inside, needed=needed)


def _before(material: Material) -> tuple[int, int] | None:
    """The days before start that other columns are held against; none of a window that the diary covers in part."""
    before = material.today.before
    if before is None or before.outside or not before["headache"].told:
        return None
    return before["headache"].lowest, before["headache"].highest


def _period(material: Material, words: Words) -> str:
    return words("report-period", first=words.month(material.months[0].window.first), last=words.month(material.as_of))


def not_judged(material: Material, words: Words) -> Iterator[str]:
    """What the diary cannot answer, and why, each in a sentence."""
    today = material.today
    yield from source.sentences(material.file.kept, words)
    if _is_poor(material):
        yield _poor_text(material, words)
    if today.effect and today.subject is Subject.NOT_JUDGED:
        told = " ".join(islice(what_would_change(today.effect, words), 1, None))  # the answer told the first
        if told:
            yield words("report-effect", drug=drug_within_sentence(today.effect.episode), told=told)
    yield from (
        criteria.brief_line(one, words)
        for one in criteria.asked_first(material.criteria)
        if one.outcome is Outcome.UNDETERMINED
    )
    unknown = today.latest["migraine"].unknown
    if unknown:
        yield words("report-untold", days=unknown)
    if material.file.remarks:
        yield remarks.count_text(material.file.remarks, words)


def _all_told(material: Material, words: Words) -> str:
    """What stands where nothing more could not be judged than the answer says."""
    effect = material.today.effect
    if effect is None or material.today.subject is not Subject.NOT_JUDGED:
        return words("report-all-judged")
    told = within_sentence(verdict(effect, words))
    return words("today-not-judged", drug=drug_within_sentence(effect.episode), verdict=told)


def next_time(material: Material, words: Words) -> Iterator[str]:
    """What makes the next visit better: the days that can still be filled in, and until when.

    Of old data, days that have locked by the day on which the page is made are not asked for, nor a visit told that
    is over.
    """
    open_days = [entry for entry in material.last_28_days if entry.state is DayState.OPEN]
    untils = {entry.date: entry.locks_on - timedelta(days=1) for entry in open_days if entry.locks_on}
    fillable = [(day, until) for day, until in untils.items() if until >= material.made_on]
    for day, until in fillable[:DAYS_LISTED]:
        yield words("report-fill-in", day=words.named_day(day), until=words.short_date(until))
    if len(fillable) > DAYS_LISTED:
        yield words("report-fill-in-more", days=len(fillable) - DAYS_LISTED)
    yield words("report-free-too" if fillable else "report-every-day" if open_days else "report-nothing-open")
    following = material.file.next_visit(material.as_of)
    if following and following.date >= material.made_on:
        yield words("report-until-visit", date=words.date(following.date))


def plain(first: FirstScreen, material: Material, words: Words) -> FirstScreen:
    """The first screen in plain words: no diagnosis, no verdict, no class of medication, no band of a score."""
    person = material.file.patient
    rows = (*first.rows[:3], *first.rows[4:])
    return replace(
        first,
        about=person.patient_id if person.display_name else "",
        odd=(),
        tier="",
        answer=_plain_answer(material, words),
        rows=tuple(replace(row, note=_plain_note(row, words)) for row in rows),
    )


def _plain_note(row: NumberRow, words: Words) -> str:
    key = f"report-plain-{row.name}"
    return words(key) if words.has(key) else ""


def _plain_answer(material: Material, words: Words) -> tuple[str, str, str]:
    latest, previous = material.today.latest, material.today.previous
    if not latest["headache"].told:
        return words("today-nothing-filled"), words("report-plain-empty"), ""
    inside, is_whole = latest.completeness.inside, not latest.completeness.outside
    key = "report-plain-headache" if is_whole else "report-plain-headache-covered"
    headache = words(key, days=range_text(latest["headache"]), inside=inside)
    taken = words("report-plain-acute", days=_days(latest, "acute_medication", words))
    if previous["acute_medication"].told:
        taken = f"{taken} {words('report-plain-previous', days=_days(previous, 'acute_medication', words))}"
    return headache, " ".join(_earlier(material, words)), taken


def _earlier(material: Material, words: Words) -> Iterator[str]:
    today = material.today
    if today.previous["headache"].told:
        yield words("report-plain-previous", days=_days(today.previous, "headache", words))
    if today.before and today.before["headache"].told and today.effect:
        drug = drug_within_sentence(today.effect.episode)
        yield words("report-plain-before", drug=drug, days=_days(today.before, "headache", words))


def _days(counts: WindowCounts, kind: str, words: Words) -> str:
    return told_days(counts, kind, words) if counts[kind].told else NO_NUMBER


@cache
def _version() -> str:
    return version(PROGRAM)


def _footer(material: Material, words: Words, edition: str) -> tuple[str, ...]:
    """The definitions in force, then the program, then patient, date and page."""
    settings, patient = material.today.recent.settings, material.file.patient.patient_id
    return (
        words(f"report-footer-{edition}", profile=words(f"profile-{settings.profile}")),
        f"{PROGRAM} {_version()}",
        words("report-page", patient=patient, date=words.date(material.as_of)),
    )


def _alternatives(material: Material, first: FirstScreen, words: Words) -> dict[str, str]:
    """What each picture shows, for those who hear the page."""
    windows = [window for window in material.windows if window.completeness.inside]
    days = ", ".join(f"{day_range(one.window, words)}: {_days(one, 'headache', words)}" for one in windows)
    return {
        "days": words("report-alt-days", told="; ".join(day.label for day in first.days)),
        "months": words("report-alt-months", number=len(material.months)),
        "columns": words("report-alt-columns", days=days or NO_NUMBER),
        "changes": words("report-alt-changes", answer=" ".join(first.answer)),
    }
