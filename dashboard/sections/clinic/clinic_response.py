"""The lead's overview in words and pictures: the selection, and how the treatments' patients responded.

Each figure tells how many patients it rests on and leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.clinic import Overview
from analysis.clinic.figures import ALL, Response
from analysis.clinic.published import PUBLISHED, Published, published_for
from analysis.clinic.response import MONTHS
from analysis.drugs import recognised
from analysis.references import REFERENCES
from dashboard.charts.clinic import response as charts
from dashboard.charts.clinic.response import Mark, Row
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

Part = Callable[..., Section]
"""A section of an overview: `part(overview, words, dark=...)`."""


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
        *(() if overview.is_newest else (words("clinic-earlier"),)),
    )
    return Section("clinic", words("clinic-selection"), sentences)


def name_of(treatment: str, words: Words) -> str:
    """A substance as the language writes it."""
    if treatment == ALL:
        return words("clinic-all-treatments")
    known = recognised(treatment, None)
    return words.drug(known.substance) if known else treatment


def named(words: Words) -> Callable[[str], str]:
    """What gives a substance its name in the language."""
    return lambda treatment: name_of(treatment, words)


def short_source(source: str, words: Words) -> str:
    """How a publication is cited in short, in the language where its name has a word in it."""
    key = f"publication-{source}"
    return words(key) if words.has(key) else REFERENCES[source].short


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
        (sentence, *_reasons(first, words)),
        figure=charts.share_rows_figure([_row(one, words) for one in rows], words, dark=dark),
        table=_response_table(rows, words),
        caution=words("clinic-response-caution"),
        source=words("clinic-response-source", sources=_sources(words)),
    )


def _most(overview: Overview, treatment: str, kind: str) -> int:
    return max(one.judgeable for one in overview.responses if (one.treatment, one.kind) == (treatment, kind))


def _row(one: Response, words: Words) -> Row:
    percent = words.percent(one.share)
    numbers = (
        words("clinic-of-judgeable", responders=one.responders, judgeable=one.judgeable, percent=percent),
        words("clinic-not-judgeable", not_judgeable=one.not_judgeable),
    )
    name = words("clinic-row", treatment=name_of(one.treatment, words), month=one.month)
    marks = tuple(_mark(trial, words) for trial in published_for(one.treatment, one.month))
    return Row(name, one.share, numbers, "<br>".join((name, *numbers, *_reasons(one, words))), marks)


def _mark(trial: Published, words: Words) -> Mark:
    source, percent = short_source(trial.source, words), words.percent(trial.percent / 100)
    told = words(
        "clinic-published",
        source=source,
        population=words(f"clinic-{trial.population}"),
        percent=words.number(trial.percent, 1),
        placebo=words.number(trial.placebo, 1),
    )
    return Mark(trial.percent, words("clinic-mark", source=source, percent=percent), told)


def _sources(words: Words) -> str:
    return words.all_of(list(dict.fromkeys(short_source(one.source, words) for one in PUBLISHED)))


def _response_table(rows: Sequence[Response], words: Words) -> pd.DataFrame:
    names = ("treatment", "month", "started", "judgeable", "responders", "surely", "undetermined", "change")
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
                words.number(row.change, 1),
                row.not_judgeable,
                " ".join(_reasons(row, words)) or NO_NUMBER,
                _trials(row, words),
            )
            for row in rows
        ],
        columns=[words(f"clinic-column-{name}") for name in (*names, "not", "why", "trials")],
    )


def _reasons(row: Response, words: Words) -> list[str]:
    """Why patients cannot be judged, in sentences: the reasons with their numbers, and those that have none to show."""
    told = [
        words("clinic-reason-number", reason=words(f"clinic-reason-{reason}"), patients=number)
        for reason, number in row.reasons.items()
        if number is not None
    ]
    hidden = [words(f"clinic-reason-{reason}") for reason, number in row.reasons.items() if number is None]
    found = (("clinic-response-why", told), ("clinic-reasons-hidden", hidden))
    return [words(key, reasons=words.all_of(some)) for key, some in found if some]


def _trials(row: Response, words: Words) -> str:
    return "; ".join(_mark(one, words).told for one in published_for(row.treatment, row.month)) or NO_NUMBER


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
        (_changes(found, words), numbers),
        figure=charts.waterfall_figure(found.falls, words, dark=dark),
        source=words("clinic-waterfall-source"),
    )


def _changes(found: Response, words: Words) -> str:
    risen = sum(fall < 0 for fall in found.falls)
    return words("clinic-waterfall-numbers", half=found.responders, risen=risen, all=found.judgeable)
