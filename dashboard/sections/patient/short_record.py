"""The short text for the medical record, at most sixty words: what the page found, every number from the page.

Days stand as ISO 8601 has them in every language: one word, and sorted as the record sorts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from analysis.records.patients import PatientFile, Score
from analysis.today import Subject, Today
from dashboard.charts.parts.numbers import range_text, score_text
from dashboard.sections.effect.phrases import wearing_off_text
from dashboard.sections.patient import source
from dashboard.sections.patient.answer import (
    answer,
    course_text,
    ended_text,
    overuse_text,
    standing,
)
from dashboard.sections.patient.treatments import courses_of, since_text
from dashboard.sections.wording import told_days
from dashboard.texts import Words

INSTRUMENTS = ("HIT-6", "MIDAS")
"""The questionnaires that are told first: the ones a headache clinic asks for at each visit."""
MOST_WORDS = 60
"""The longest the text may be; the arrows between numbers are not counted."""


def short_text(today: Today, file: PatientFile, words: Words) -> str:
    """The last 28 days, acute medication, the treatment with what is left of it, and scores; one paragraph.

    Scores give way where the text would pass `MOST_WORDS`: they stand beside it on the page and in the long text.
    """
    found, scores = " ".join(filter(None, _parts(today, file, words))), scores_text(today, file, words)
    whole = f"{found} {scores}".strip()
    return whole if len(whole.replace("→", "").split()) <= MOST_WORDS else found


def _parts(today: Today, file: PatientFile, words: Words) -> Iterator[str]:
    days, as_of = today.latest.completeness, today.recent.as_of.isoformat()
    yield words("short-kept" if days.inside else "short-outside", as_of=as_of, filled=days.filled, inside=days.inside)
    if file.remarks:
        yield words("short-unread", number=len(file.remarks))
    if days.filled:
        yield words("short-days", profile=today.recent.settings.profile, **_counts(today, words))
    yield from source.sentences(file.kept, words)
    if today.subject is Subject.NO_MEASURE:
        yield words("no-measure")
    yield overuse_text(today, words)
    yield _treatment(today, file, words)
    if today.wearing_off and today.wearing_off.has_signs:
        yield words("short-wearing-off")


def _counts(today: Today, words: Words) -> dict[str, str]:
    """Of the last window, whose days the sentence before has told, and of the one before it."""
    latest, previous = today.latest, today.previous
    kinds = ("headache", "migraine", "acute_medication")
    now = {kind: range_text(latest[kind]) if latest[kind].told else "–" for kind in kinds}
    then = {f"{kind}_before": told_days(previous, kind, words) if previous[kind].told else "–" for kind in kinds}
    return now | then


def _treatment(today: Today, file: PatientFile, words: Words) -> str:
    as_of = today.recent.as_of
    running = [since_text(one, as_of, words, date.isoformat) for one in courses_of(file, as_of) if one.runs_on(as_of)]
    if not running or not today.is_treated:
        return ended_text(today, words)
    return words(
        "short-treatment",
        treatments=words.all_of(running),
        course=course_text(today, words, "short-now"),
        now=standing(today, words),
    )


def scores_text(today: Today, file: PatientFile, words: Words) -> str:
    """Of each questionnaire the last score before the treatment, or the one before, and the newest: HIT-6 52 → 54."""
    began = today.effect.episode.first_dose if today.is_treated and today.effect else None
    told = [_pair(name, score_pair(file.scores, name, today.recent.as_of, began), words) for name in INSTRUMENTS]
    found = ", ".join(filter(None, told))
    return f"{found}." if found else ""


def score_pair(
    scores: Sequence[Score], instrument: str, as_of: date, began: date | None
) -> tuple[Score | None, Score | None]:
    """The score to compare with and the newest: the last one until `began`, or the one before the newest."""
    known = [score for score in scores if score.instrument == instrument and score.date <= as_of]
    newest = known[-1] if known else None
    earlier = known[:-1] if began is None else [score for score in known[:-1] if score.date <= began]
    return (earlier[-1] if earlier else None), newest


def _pair(name: str, pair: tuple[Score | None, Score | None], words: Words) -> str:
    before, newest = pair
    if newest is None:
        return ""
    now = score_text(newest.score, words)
    return f"{name} {score_text(before.score, words)} → {now}" if before else f"{name} {now}"


def found_today(today: Today, file: PatientFile, words: Words) -> Iterator[str]:
    """What the page found, a line each, for the long text: the answer, acute medication, wearing-off, scores."""
    yield from filter(None, answer(today, words))
    if today.wearing_off and today.wearing_off.has_signs:
        yield wearing_off_text(today.wearing_off, words)
    scores = scores_text(today, file, words)
    if scores:
        yield scores
