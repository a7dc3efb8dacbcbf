"""Questionnaires and blood pressure over the treatments, and which published important changes were reached."""

from __future__ import annotations

from analysis.effect.finding import Effect
from analysis.episodes.episode import Episode
from analysis.instruments import INSTRUMENTS, Instrument
from analysis.records.patients import PatientFile
from analysis.references import REFERENCES
from dashboard.charts.patient.score_rows import code_of
from dashboard.charts.patient.scores import has_scores, scores_figure, scores_table
from dashboard.sections.patient.burden_change import Since, Told, certainty_text, of_measurements, of_questionnaire
from dashboard.sections.patient.frequency import Course
from dashboard.sections.section import Section
from dashboard.sections.wording import dose_of
from dashboard.texts import Words


def section(
    course: Course, file: PatientFile, newest: Effect | None, words: Words, *, dark: bool = False
) -> Section | None:
    """What the questionnaires and measurements of a period say; None where there is none in it or before it.

    Scores are compared across the first dose of `newest` where any of the treatment lies in the period, else across the
    period.
    """
    period, as_of = course.period, course.as_of
    if not has_scores(file, period, as_of):
        return None
    since, lead_text = _since(course, newest, words)
    told = _told(file, since, words)
    lead = [Told(lead_text)] if any(one.compares for one in told) else []
    return Section(
        key="burden",
        title=words(_title(file)),
        sentences=tuple(one.sentence for one in (*lead, *told)),
        details=tuple(one.details for one in (*lead, *told)),
        figure=scores_figure(file, words, period=period, as_of=as_of, dark=dark),
        table=scores_table(file, words, period=period, as_of=as_of),
        source=_source(file, words),
    )


def _title(file: PatientFile) -> str:
    if not file.scores:
        return "burden-of-measurements"
    return "burden" if file.measurements else "burden-of-questionnaires"


def _since(course: Course, newest: Effect | None, words: Words) -> tuple[Since, str]:
    """Across what is compared, and the words that say so."""
    first, as_of = course.period.first, course.as_of
    if newest is None or not newest.episode.has_known_start or not _reaches(newest.episode, course):
        return Since(first, as_of), words("burden-since-first")
    episode = newest.episode
    treatment, began = dose_of(episode, words), words.date(episode.first_dose)
    if episode.last_day is None or episode.last_day >= as_of:
        text = words("burden-since-treatment", treatment=treatment, date=began)
        return Since(first, as_of, episode.first_dose), text
    text = words("burden-during-treatment", treatment=treatment, first=began, last=words.date(episode.last_day))
    return Since(first, episode.last_day, episode.first_dose), text


def _reaches(episode: Episode, course: Course) -> bool:
    """Whether a treatment has begun, and any day of it lies in the period."""
    return episode.first_dose <= course.as_of and (episode.last_day is None or episode.last_day >= course.period.first)


def _told(file: PatientFile, since: Since, words: Words) -> list[Told]:
    told = (of_questionnaire(one, file.scores, since, words) for one in INSTRUMENTS.values())
    unread = sum(day is None or day <= since.until for day in file.unread_scores)
    return [
        *(one for one in told if one is not None),
        *([Told(words("burden-not_read", number=unread))] if unread else []),
        *of_measurements(file.measurements, since, words),
    ]


def _source(file: PatientFile, words: Words) -> str:
    """Where the bands of the questionnaires that were used come from, and that measurements have none."""
    filled_in = {score.instrument for score in file.scores}
    used = [one for one in INSTRUMENTS.values() if one.name in filled_in]
    named = [text for instrument in used for text in _sources_of(instrument, words)]
    bands = [words("burden-source-bands", sources=", ".join(named))] if named else []
    return " ".join([*bands, *([words("burden-source-measurements")] if file.measurements else [])])


def _sources_of(instrument: Instrument, words: Words) -> list[str]:
    """Each publication that names bands of the questionnaire, with the bands where it does not name them all."""
    told = []
    for source, certainty in dict.fromkeys((band.source, band.certainty) for band in instrument.bands):
        named = [band for band in instrument.bands if band.source == source]
        what = instrument.name
        if len(named) < len(instrument.bands):
            ends = [words(f"burden-band-{code_of(instrument)}-{band.code}") for band in (named[0], named[-1])]
            what = words("burden-source-part", instrument=what, first=ends[0], last=ends[1])
        sure = certainty_text(certainty, words)
        told.append(words("burden-source-band", what=what, source=REFERENCES[source].short, certainty=sure))
    return told
