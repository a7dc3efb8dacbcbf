"""The lead's overview in words and pictures; each figure tells how many patients it rests on and leaves out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.clinic import Overview
from analysis.clinic.overview import ALL, SHOWN_DAYS, Point, Response
from analysis.clinic.published import PUBLISHED
from analysis.clinic.response import MONTHS
from analysis.drugs import recognised
from analysis.references import REFERENCES
from dashboard.charts import clinic as charts
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words


def head(overview: Overview, words: Words) -> Section:
    """How many patients are told of, and how many are left out."""
    if overview.patients is None:
        text = words("clinic-too-few", fewest=overview.smallest_group)
        return Section("clinic", words("clinic-selection"), (text,))
    sentences = (
        words(
            "clinic-patients",
            patients=overview.patients,
            left_out=overview.left_out or 0,
            date=words.date(overview.as_of),
        ),
        words("clinic-hidden", fewest=overview.smallest_group),
    )
    return Section("clinic", words("clinic-selection"), sentences)


def name_of(treatment: str, words: Words) -> str:
    """A substance as the language writes it."""
    if treatment == ALL:
        return words("clinic-all-treatments")
    known = recognised(treatment, None)
    return getattr(known, f"name_{words.language}", treatment) if known else treatment


def response(overview: Overview, kind: str, words: Words, *, dark: bool = False) -> Section:
    """Responders by treatment at 3, 6 and 12 months among those who can be judged, and how many cannot, and why."""
    rows = [one for one in overview.responses if one.kind == kind]
    rows.sort(key=lambda one: (one.treatment != ALL, -_most(overview, one.treatment, kind), one.treatment, one.month))
    if not rows:
        return Section("clinic-response", words("clinic-response"), (words("clinic-nothing"),))
    first = rows[0]
    sentence = words(
        "clinic-response-all",
        month=first.month,
        responders=first.responders,
        judgeable=first.judgeable,
        percent=words.percent(first.share),
        not_judgeable=first.not_judgeable,
        surely=first.surely,
        undetermined=first.undetermined,
    )
    return Section(
        "clinic-response",
        words("clinic-response"),
        (sentence,),
        figure=charts.response_figure(rows, _named(words), words, dark=dark),
        table=_response_table(rows, words),
        caution=words("clinic-response-caution"),
        source=words("clinic-response-source", sources=_sources(words)),
    )


def _most(overview: Overview, treatment: str, kind: str) -> int:
    return max(one.judgeable for one in overview.responses if (one.treatment, one.kind) == (treatment, kind))


def _named(words: Words) -> Callable[[str], str]:
    return lambda treatment: name_of(treatment, words)


def _sources(words: Words) -> str:
    short = {key: reference.short for key, reference in REFERENCES.items()}
    return words.all_of(list(dict.fromkeys(short.get(one.source, one.source) for one in PUBLISHED)))


def _response_table(rows: Sequence[Response], words: Words) -> pd.DataFrame:
    names = ("treatment", "month", "started", "judgeable", "responders", "surely", "undetermined", "not", "why")
    return pd.DataFrame(
        [
            (
                name_of(row.treatment, words),
                row.month,
                row.started,
                row.judgeable,
                row.responders,
                row.surely,
                row.undetermined,
                row.not_judgeable,
                _reasons(row, words),
            )
            for row in rows
        ],
        columns=[words(f"clinic-column-{name}") for name in names],
    )


def _reasons(row: Response, words: Words) -> str:
    told = [
        words(f"clinic-reason-{reason}", patients=NO_NUMBER if number is None else number)
        for reason, number in row.reasons.items()
    ]
    return ", ".join(told) or NO_NUMBER


def waterfall(overview: Overview, kind: str, words: Words, *, dark: bool = False) -> Section:
    """The percent change of each judged patient at three months, all treatments together."""
    month = min(MONTHS)
    found = overview.response(ALL, month, kind)
    title = words("clinic-waterfall", month=month)
    if found is None:
        return Section("clinic-waterfall", title, (words("clinic-nothing"),))
    numbers = words("clinic-numbers", patients=found.judgeable, left_out=found.not_judgeable)
    return Section(
        "clinic-waterfall",
        title,
        (numbers,),
        figure=charts.waterfall_figure(found.falls, words, dark=dark),
        source=words("clinic-waterfall-source"),
    )


def time_on_treatment(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """How long treatments are kept up, and why they end."""
    if not overview.times:
        return Section("clinic-time", words("clinic-time"), (words("clinic-nothing"),))
    whole = overview.times[0]
    left_out = "" if overview.began_before is None else words("clinic-began-before", number=overview.began_before)
    rows = [
        (
            name_of(one.treatment, words),
            one.curve.number,
            *(_share(one.curve.at(day), day <= one.curve.followed, words) for day in SHOWN_DAYS.values()),
        )
        for one in overview.times
    ]
    months = [words("clinic-after-months", month=month) for month in SHOWN_DAYS]
    return Section(
        "clinic-time",
        words("clinic-time"),
        tuple(filter(None, (words("clinic-courses", courses=whole.curve.number), left_out))),
        facts=tuple(
            (words(f"clinic-cause-{cause}"), words.percent(shares[-1]))
            for cause, shares in whole.curve.ended.items()
            if shares
        ),
        figure=charts.time_figure(overview.times, _named(words), words, dark=dark),
        table=pd.DataFrame(rows, columns=[words("clinic-column-treatment"), words("clinic-column-started"), *months]),
        source=words("clinic-time-source", fewest=overview.smallest_group),
    )


def _share(share: float, is_known: bool, words: Words) -> str:
    return words.percent(share) if is_known else NO_NUMBER


def switches(overview: Overview, words: Words) -> Section:
    """Changes from one drug to another of its family."""
    hidden = (words("clinic-switches-hidden"),) if overview.switches_hidden else ()
    none = () if overview.switches else (words("clinic-no-switches"),)
    rows = [(name_of(a, words), name_of(b, words), number) for a, b, number in overview.switches]
    heads = [words(f"clinic-column-{name}") for name in ("from", "to", "patients")]
    return Section(
        "clinic-switches",
        words("clinic-switches"),
        (*none, *hidden),
        table=pd.DataFrame(rows, columns=heads) if rows else None,
    )


def completeness(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of filled days over the last year."""
    return _course("clinic-completeness", overview.completeness, words, dark=dark)


def by_weeks(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of filled days by the weeks since enrolment."""
    return _course("clinic-by-weeks", overview.by_weeks, words, dark=dark)


def overuse(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of patients with the medication-overuse pattern over the last year."""
    return _course("clinic-overuse", overview.overuse, words, dark=dark, is_range=True)


def _course(key: str, points: Sequence[Point], words: Words, *, dark: bool, is_range: bool = False) -> Section:
    if not points:
        return Section(key, words(key), (words("clinic-nothing"),))
    last = points[-1]
    text = words(f"{key}-last", percent=words.percent(last.share), at=last.at)
    if last.highest is not None:
        text = f"{text} {words('clinic-at-most', percent=words.percent(last.highest))}"
    numbers = words("clinic-numbers", patients=last.patients, left_out=last.left_out)
    heads = [words(f"clinic-column-{name}") for name in ("at", "share", "patients", "left")]
    rows = [(point.at, words.percent(point.share), point.patients, point.left_out) for point in points]
    return Section(
        key,
        words(key),
        (f"{text} {numbers}",),
        figure=charts.course_figure(points, words(f"{key}-axis"), words, dark=dark, is_range=is_range),
        table=pd.DataFrame(rows, columns=heads),
        source=words(f"{key}-source"),
    )


def waiting(overview: Overview, words: Words) -> Section:
    """How long it takes from the start of a treatment to its judged evaluation."""
    found = overview.waiting
    if found is None:
        return Section("clinic-waiting", words("clinic-waiting"), (words("clinic-nothing"),))
    lower, middle, upper = (words.number(days) for days in found.days)
    why = [
        words(f"clinic-waiting-{reason}", number=NO_NUMBER if number is None else number)
        for reason, number in found.not_evaluated.items()
    ]
    told = words("clinic-waiting-days", number=found.evaluated, middle=middle, lower=lower, upper=upper)
    return Section("clinic-waiting", words("clinic-waiting"), (told, *why), source=words("clinic-waiting-source"))
