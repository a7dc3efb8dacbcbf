"""What the pages about a patient show below the graph, in the order in which a doctor asks."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.effect.finding import Effect
from analysis.today import Subject
from dashboard.sections import Section
from dashboard.sections.effect import effect_card, effect_cycles, effect_details, effect_rules
from dashboard.sections.effect.effect_card import Now
from dashboard.sections.patient import answer, burden, criteria, medication, remarks, source
from dashboard.sections.patient.frequency import Course
from dashboard.sections.patterns import patterns_found
from dashboard.session import address, effects, reading
from dashboard.session.view import PatientView
from dashboard.texts import Words

LATER = (Subject.LOST, Subject.NOW)
"""What today's answer speaks of where the evaluation is not the answer any more."""


def not_known(seen: PatientView, words: Words) -> Iterator[Section]:
    """What the sources of the diary do not tell, and what imports could not read; what does not apply is left out."""
    unread = remarks.section(seen.file.remarks, words, address.import_page())
    yield from filter(None, (source.section(seen.file.kept, words), unread))


def details(seen: PatientView, course: Course, words: Words, *, dark: bool) -> Iterator[Section]:
    """Acute medication and its overuse, the criteria, the patterns, the burden; what has no data is left out."""
    yield medication.section(course.windows, words, dark=dark)
    yield criteria.section(seen.criteria, words, seen.evidence, calendar=address.link_to("calendar"))
    found = patterns_found.section(seen.entries(course.period), seen.settings, words, dark=dark)
    burdened = burden.section(course, seen.file, seen.newest_effect, words, dark=dark)
    yield from filter(None, (found, burdened))


def card_drawn(seen: PatientView, effect: Effect, words: Words, *, dark: bool) -> Section:
    """The card of the effect, with its picture; drawn once."""
    return reading.drawn(
        "effect card",
        seen.records,
        (seen.as_of, effects.code_of(effect), words.key, dark),
        lambda: effect_card.section(effect, seen.file, words, dark=dark, windows=None, now=_now(seen, effect, words)),
    )


def _now(seen: PatientView, effect: Effect, words: Words) -> Now | None:
    """What is so now, where the treatment is the one that today's answer speaks of and was judged long ago."""
    today = effects.today(seen)
    is_todays = today.effect is not None and effects.code_of(today.effect) == effects.code_of(effect)
    return Now(answer.headline(today, words), today.latest) if is_todays and today.subject in LATER else None


def courses_behind(seen: PatientView, effect: Effect, words: Words, *, dark: bool) -> tuple[Section, ...]:
    """Between doses, after the treatment, and since the last visit; what does not apply is left out; drawn once."""
    return reading.drawn(
        "courses behind",
        seen.records,
        (seen.as_of, effects.code_of(effect), words.key, dark),
        lambda: tuple(_courses_behind(seen, effect, words, dark=dark)),
    )


def _courses_behind(seen: PatientView, effect: Effect, words: Words, *, dark: bool) -> Iterator[Section]:
    wearing = effect_details.wearing_off(effects.wearing_off_of(seen, effect), words, dark=dark)
    stopped = effect_details.after_stopping(effects.stopping_of(seen, effect), words)
    since = effect_details.since_visit(effects.since_last_visit(seen), words)
    yield from filter(None, (wearing, stopped, since))


def tables_behind(effect: Effect, words: Words) -> Iterator[Section]:
    """The cycles of botulinum toxin, and the rules of continuation."""
    yield from filter(None, (effect_cycles.cycles(effect, words), effect_rules.rules(effect, words)))


def counted_otherwise(seen: PatientView, effect: Effect, words: Words) -> Iterator[Section]:
    """The answer counted in other ways, where those are asked for."""
    otherwise = effects.effect_otherwise(seen, effect, words)
    yield from filter(None, (effect_details.sensitivity(effect, otherwise, words) if otherwise else None,))
