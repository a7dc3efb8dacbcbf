"""The lead's overview in words and pictures: the selection, and how the treatments' patients responded.

Each figure tells how many patients it rests on and leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.clinic import Overview
from analysis.clinic.figures import ALL, Response
from analysis.clinic.published import PUBLISHED, Published, published_for
from analysis.clinic.response import MONTHS
from analysis.drugs import recognised
from analysis.references import REFERENCES
from dashboard.charts.clinic import response as charts
from dashboard.charts.clinic.response import Mark, Row
from dashboard.charts.clinic.rows import interval_text
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
    """What gives a drug its name in a picture: its brand where it is known by one, else its substance."""
    return lambda treatment: brand_of(treatment) or name_of(treatment, words)


def short_source(source: str, words: Words) -> str:
    """How a publication is cited in short, in the language where its name has a word in it."""
    key = f"publication-{source}"
    return words(key) if words.has(key) else REFERENCES[source].short


FAMILIES: Mapping[str, tuple[str, ...]] = {
    "cgrp": ("cgrp_antibody", "gepant"),
    "botox": ("botulinum_toxin",),
    "oral": ("beta_blocker", "arb", "ace_inhibitor", "antidepressant", "antiepileptic", "calcium_blocker", "other"),
}
"""The kinds of preventive to choose between, and their families in the catalogue."""
BRANDED = (*FAMILIES["cgrp"], *FAMILIES["botox"])
"""Families whose drugs are known by their brand."""


def _family(treatment: str) -> str | None:
    known = recognised(treatment, None)
    return known.family if known else None


def brand_of(treatment: str) -> str:
    """The brand of a substance that is known by one: Aimovig; empty for the others."""
    known = recognised(treatment, None)
    if known is None or known.family not in BRANDED:
        return ""
    return next((name for name in known.names if name[:1].isupper()), "")


def response(overview: Overview, kind: str, words: Words, *, drugs: str = "", dark: bool = False) -> Section:
    """Responders by treatment at 3, 6 and 12 months among those who can be judged, and how many cannot, and why.

    `drugs` is one of FAMILIES, or empty for all.
    """
    rows = [one for one in overview.responses if one.kind == kind and _is_chosen(one.treatment, drugs)]
    rows.sort(key=lambda one: (one.treatment != ALL, -_most(overview, one.treatment, kind), one.treatment, one.month))
    if not rows:
        title = words("clinic-response", kind=words(f"clinic-of-{kind}"))
        return Section("clinic-response", title, (words("clinic-nothing"),))
    first = rows[0]
    sentence = words(
        "clinic-response-all",
        month=first.month,
        responders=first.responders,
        judgeable=first.judgeable,
        percent=words.percent(first.share),
        interval=interval_text(first.share_95, words),
        treatment=name_of(first.treatment, words),
        not_judgeable=first.not_judgeable,
        started=first.started,
        surely=first.surely,
        undetermined=first.undetermined,
    )
    return Section(
        "clinic-response",
        words("clinic-response", kind=words(f"clinic-of-{kind}")),
        (sentence, *_reasons(first, words)),
        figure=charts.share_rows_figure(_rows(rows, words), words, head=words("clinic-survivors"), dark=dark),
        table=_response_table(rows, words),
        caution=words("clinic-response-caution"),
        source=words("clinic-response-source", sources=_sources(words)),
    )


def _most(overview: Overview, treatment: str, kind: str) -> int:
    return max(one.judgeable for one in overview.responses if (one.treatment, one.kind) == (treatment, kind))


def _is_chosen(treatment: str, drugs: str) -> bool:
    return not drugs or (treatment != ALL and _family(treatment) in FAMILIES.get(drugs, ()))


def _rows(found: Sequence[Response], words: Words) -> list[Row]:
    """A block of rows a treatment: the first one carries its name, each its month."""
    begins = [place == 0 or found[place - 1].treatment != one.treatment for place, one in enumerate(found)]
    return [_row(one, words, has_name=is_first) for one, is_first in zip(found, begins, strict=True)]


def _row(one: Response, words: Words, *, has_name: bool) -> Row:
    percent, interval = words.percent(one.share), interval_text(one.share_95, words)
    numbers = (
        words("clinic-of-judgeable", responders=one.responders, judgeable=one.judgeable, percent=percent),
        words("clinic-interval-left", interval=interval, not_judgeable=one.not_judgeable),
    )
    month = words("clinic-month", month=one.month)
    marks = tuple(_mark(trial, words) for trial in published_for(one.treatment, one.month))
    name, brand = name_of(one.treatment, words), brand_of(one.treatment)
    told = "<br>".join((f"{brand} {name}, {month}".strip(), *numbers, *_reasons(one, words)))
    shown = f"<b>{brand}</b><br>{name}" if brand else f"<b>{name}</b>"
    return Row(shown if has_name else "", one.share, numbers, told, marks, one.share_95, month)


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
    names = ("treatment", "month", "started", "judgeable", "responders", "interval", "surely", "undetermined", "change")
    return pd.DataFrame(
        [
            (
                f"{brand_of(row.treatment)} {name_of(row.treatment, words)}".strip(),
                row.month,
                row.started,
                row.judgeable,
                row.responders,
                interval_text(row.share_95, words),
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
        source=words("clinic-waterfall-source", patients=charts.patients_of_a_bar(len(found.falls))),
    )


def _changes(found: Response, words: Words) -> str:
    risen = sum(fall < 0 for fall in found.falls)
    return words("clinic-waterfall-numbers", half=found.responders, risen=risen, all=found.judgeable)
