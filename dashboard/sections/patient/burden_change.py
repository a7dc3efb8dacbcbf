"""What became of one questionnaire or measurement across a day, and which published important changes were reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.instruments import Change, ImportantChange, Instrument, changes
from analysis.outcomes import Outcome
from analysis.records.patients import Measurement, Score
from analysis.references import REFERENCES
from dashboard.charts.parts.frame import DAY
from dashboard.charts.parts.numbers import score_text
from dashboard.charts.patient.measurement_rows import PLAIN_KINDS, pressures
from dashboard.charts.patient.score_rows import code_of
from dashboard.sections.section import Detail
from dashboard.texts import Words


@dataclass(frozen=True)
class Since:
    """Across which day is compared: the newest value by `until` with the last one on or before `treated_on`.

    Without a treatment it is compared with the first one from `first` on, or with the last one before where it is the
    only one since.
    """

    first: date
    until: date
    treated_on: date | None = None

    def day_for(self, days: Sequence[date]) -> date:
        """The day for values of these days, oldest first."""
        if self.treated_on is not None:
            return self.treated_on
        later = [day for day in days if self.first <= day <= self.until]
        return later[0] if len(later) > 1 else self.first - DAY


@dataclass(frozen=True)
class Told:
    """A sentence, what stands behind it, and whether it compares two values."""

    sentence: str
    details: tuple[Detail, ...] = ()
    compares: bool = False


def of_questionnaire(instrument: Instrument, scores: Sequence[Score], since: Since, words: Words) -> Told | None:
    """What became of the `scores` of a questionnaire, oldest first; None without any."""
    known = [score for score in scores if score.instrument == instrument.name and score.date <= since.until]
    if not known:
        return None
    newest, day = known[-1], since.day_for([score.date for score in known])
    if instrument.is_a_change:
        begun = since.treated_on or since.first - DAY
        return _judged(instrument, newest, words) if newest.date > begun else None
    found = changes(instrument, known, day)
    if not found:
        key = "burden-only-after" if newest.date > day else "burden-only-before"
        return Told(words(key, what=instrument.name, **_ends(newest, newest, words)))
    return Told(_sentence(found[-1], words), _details(found[-1], words), compares=True)


def _ends(before: Score, after: Score, words: Words) -> dict[str, str]:
    return {
        "before": score_text(before.score, words),
        "before_date": words.date(before.date),
        "after": score_text(after.score, words),
        "after_date": words.date(after.date),
    }


def _judged(instrument: Instrument, score: Score, words: Words) -> Told:
    band = band_text(instrument, score.score, words)
    ends = {"after": score_text(score.score, words), "after_date": words.date(score.date)}
    return Told(words("burden-judged", what=instrument.name, band=band, **ends))


def band_text(instrument: Instrument, score: float, words: Words) -> str:
    """The name of the band in which a score lies; empty where the questionnaire has none."""
    band = instrument.band_of(score)
    return words(f"score-band-{code_of(instrument)}-{band.code}") if band else ""


def _sentence(change: Change, words: Words) -> str:
    ends = _ends(change.before, change.after, words)
    parts = [words("burden-change", what=change.instrument.name, change=_by(change, words), **ends)]
    parts.append(_limits(change, words))
    if change.too_soon:
        parts.append(words("score-too-soon"))
    return " ".join(parts)


def _by(change: Change, words: Words) -> str:
    """How many points better or worse, and how much that is of the score before (PRO-4)."""
    if not change.points:
        return words("burden-same")
    key = "burden-better" if change.points > 0 else "burden-worse"
    points = round(abs(change.points), 1)
    by = words(key, number=points, points=score_text(points, words))
    if change.percent is None or change.instrument.higher_is_better:
        return by
    return words("burden-percent", change=by, percent=words.percent(abs(change.percent) / 100))


def _limits(change: Change, words: Words) -> str:
    """How many of the limits for one person that apply to the score before are reached."""
    of_persons = [outcome for limit, outcome in change.outcomes if not limit.between_groups]
    if not of_persons:
        return words("burden-no-limits")
    that_apply = [outcome for outcome in of_persons if outcome is not Outcome.NOT_COMPUTABLE]
    if not that_apply:
        return words("burden-limits-do-not-apply")
    return words("burden-limits", met=that_apply.count(Outcome.MET), of=len(that_apply))


def _details(change: Change, words: Words) -> tuple[Detail, ...]:
    """The bands before and after, then each published change with its source and how certain it is."""
    instrument = change.instrument
    bands = [
        words(f"burden-band-{when}", band=band)
        for when, score in (("before", change.before), ("after", change.after))
        if (band := band_text(instrument, score.score, words))
    ]
    limits = sorted(change.outcomes, key=lambda pair: pair[0].between_groups)
    return tuple(map(Detail, [*bands, *(_limit(limit, outcome, words) for limit, outcome in limits)]))


def _limit(limit: ImportantChange, outcome: Outcome, words: Words) -> str:
    reference = REFERENCES[limit.source]
    return words(
        "burden-limit-between-groups" if limit.between_groups else "burden-limit",
        outcome=words(f"burden-limit-{outcome.code}"),
        limit=words(f"score-change-{limit.code}"),
        source=f"doi {reference.doi}" if reference.doi else reference.short,
        certainty=certainty_text(limit.certainty, words),
    )


def certainty_text(certainty: str, words: Words) -> str:
    """The grade of the rule book in words: V, V-2nd, W, U; its percentage stands in the rule book alone."""
    return words(f"burden-certainty-{certainty.split()[0]}")


def of_measurements(measurements: Sequence[Measurement], since: Since, words: Words) -> list[Told]:
    """What became of blood pressure, pulse and weight; nothing of what was not measured before and after."""
    pairs = {"pressure": [(one.date, one.text(words)) for one in pressures(measurements)]}
    for kind in PLAIN_KINDS:
        pairs[kind] = [(one.date, score_text(one.value, words)) for one in measurements if one.kind == kind]
    told = (_measured(words(f"burden-{kind}"), values, since, words) for kind, values in pairs.items())
    return [Told(sentence, compares=True) for sentence in told if sentence]


def _measured(what: str, values: Sequence[tuple[date, str]], since: Since, words: Words) -> str:
    day = since.day_for([when for when, _ in values])
    before = [pair for pair in values if pair[0] <= day]
    after = [pair for pair in values if day < pair[0] <= since.until]
    if not before or not after:
        return ""
    (first, earlier), (last, newest) = before[-1], after[-1]
    ends = {"before": earlier, "before_date": words.date(first), "after": newest, "after_date": words.date(last)}
    return words("burden-change-measured", what=what, **ends)
