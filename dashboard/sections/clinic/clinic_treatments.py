"""The lead's overview: how long treatments are kept up, what they are changed for, and what registers tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.clinic import Overview
from analysis.clinic.figures import ALL, SHOWN_DAYS, BesideRegister, Response
from analysis.clinic.published import REGISTERED_CHANGES, STILL_TREATED, Registered, RegisteredChange
from analysis.clinic.registers import STILL_TREATED_MONTH
from analysis.clinic.survival import Curve
from dashboard.charts.clinic.flow import flow_figure
from dashboard.charts.clinic.response import Mark, Row, share_rows_figure
from dashboard.charts.clinic.rows import interval_text
from dashboard.charts.clinic.time_on_treatment import DASHES, band_text, time_figure
from dashboard.sections.clinic.clinic_response import Part, name_of, named, short_source
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words


def parts(overview: Overview) -> tuple[Part, ...]:
    """The sections of the overview that there are, in order."""
    return (time_on_treatment, switches, registers) if overview.patients is not None and overview.is_newest else ()


def time_on_treatment(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """How long treatments are kept up, and why they end."""
    if not overview.times:
        return Section("clinic-time", words("clinic-time"), (words("clinic-nothing"),))
    whole = overview.times[0]
    earlier = overview.began_before
    left_out = words("clinic-began-before", number=words("clinic-few") if earlier is None else earlier)
    undrawn = len(overview.times) - len(DASHES)
    mark = _mark(STILL_TREATED, words)
    return Section(
        "clinic-time",
        words("clinic-time"),
        (f"{words('clinic-courses', courses=whole.curve.number)} {left_out}",),
        facts=tuple(
            (words(f"clinic-cause-{cause}"), words.percent(shares[-1]))
            for cause, shares in whole.curve.ended.items()
            if shares
        ),
        figure=time_figure(overview.times, (STILL_TREATED_MONTH, mark), named(words), words, dark=dark),
        table=_time_table(overview, words),
        source=words("clinic-time-source", fewest=overview.smallest_group)
        + (f" {words('clinic-time-others', number=undrawn)}" if undrawn > 0 else ""),
    )


def _time_table(overview: Overview, words: Words) -> pd.DataFrame:
    rows = [
        (
            name_of(one.treatment, words),
            one.curve.number,
            *(_share(one.curve, day, words) for day in SHOWN_DAYS.values()),
        )
        for one in overview.times
    ]
    months = [words("clinic-after-months", month=month) for month in SHOWN_DAYS]
    return pd.DataFrame(rows, columns=[words("clinic-column-treatment"), words("clinic-column-started"), *months])


def _share(curve: Curve, day: int, words: Words) -> str:
    """The share after so many days, its 95 % band, and how many are still followed."""
    if day > curve.followed:
        return NO_NUMBER
    return words("clinic-share-band", percent=words.percent(curve.at(day)), band=band_text(curve, day, words))


def switches(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """Changes from one drug to another of its family, as a flow."""
    flows = overview.switches.flows
    beside = tuple(_beside_switches(overview, words))
    if not flows:
        return Section("clinic-switches", words("clinic-switches"), (words("clinic-no-switches"), *beside))
    before, after, number = flows[0]
    first = words(
        "clinic-switches-most",
        number=sum(flow[2] for flow in flows),
        before=name_of(before, words),
        after=name_of(after, words),
        patients=number,
    )
    rows = [(name_of(a, words), name_of(b, words), patients) for a, b, patients in flows]
    heads = [words(f"clinic-column-{name}") for name in ("from", "to", "patients")]
    return Section(
        "clinic-switches",
        words("clinic-switches"),
        (first, *beside),
        figure=flow_figure(flows, named(words), words, dark=dark),
        table=pd.DataFrame(rows, columns=heads),
        source=words("clinic-switches-source"),
    )


def _beside_switches(overview: Overview, words: Words) -> Iterator[str]:
    """What is not among the switches: those of too few patients, and of whom it is not known."""
    if overview.switches.is_partial:
        yield words("clinic-switches-hidden", fewest=overview.smallest_group)
    if overview.switches.left_out:
        yield words("clinic-switches-left-out", patients=overview.switches.left_out)


def registers(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The clinic's own shares beside those of registers, and the caution that this needs."""
    found = overview.beside_registers
    changes = _changes(overview.responses, words)
    if not found and not changes:
        return Section("clinic-registers", words("clinic-registers"), (words("clinic-nothing"),))
    sources = [*(one.register.source for one in found), *(one.source for one in REGISTERED_CHANGES)]
    return Section(
        "clinic-registers",
        words("clinic-registers"),
        tuple(changes),
        figure=share_rows_figure([_row(one, words) for one in found], words, dark=dark) if found else None,
        table=_register_table(found, words) if found else None,
        caution=words("clinic-registers-caution"),
        source=words(
            "clinic-registers-source",
            sources=words.all_of([short_source(one, words) for one in dict.fromkeys(sources)]),
        ),
    )


def _row(one: BesideRegister, words: Words) -> Row:
    interval = interval_text(one.share_95, words)
    numbers = (
        words("clinic-register-numbers", percent=words.percent(one.share), number=one.number),
        words("clinic-register-left", interval=interval, left_out=one.left_out),
    )
    name, mark = words(f"clinic-register-{one.register.what}"), _mark(one.register, words)
    return Row(name, one.share, numbers, "<br>".join((name, *numbers, mark.told)), (mark,), one.share_95)


def _mark(register: Registered, words: Words) -> Mark:
    source, percent = short_source(register.source, words), words.percent(register.percent / 100)
    return Mark(register.percent, words("clinic-mark", source=source, percent=percent), _told(register, words))


def _told(register: Registered, words: Words) -> str:
    source, percent = short_source(register.source, words), words.number(register.percent, 1)
    if register.patients is None:
        return words("clinic-registered-untold", source=source, percent=percent)
    return words("clinic-registered", source=source, percent=percent, patients=register.patients)


def _register_table(found: Iterable[BesideRegister], words: Words) -> pd.DataFrame:
    rows = [
        (
            words(f"clinic-register-{one.register.what}"),
            f"{words.percent(one.share)} ({interval_text(one.share_95, words)})",
            one.number,
            one.left_out,
            _told(one.register, words),
            words(f"clinic-register-how-{one.register.what}"),
        )
        for one in found
    ]
    heads = ("what", "share", "counted", "left", "register", "differs")
    return pd.DataFrame(rows, columns=[words(f"clinic-column-{name}") for name in heads])


def _changes(responses: Iterable[Response], words: Words) -> list[str]:
    """The middle change in days beside the register's, for each that may be told."""
    by_place = {(one.treatment, one.month, one.kind): one for one in responses if one.treatment != ALL}
    return [
        _change(known, one, words)
        for one in REGISTERED_CHANGES
        if (known := by_place.get((one.treatment, one.months, one.kind))) is not None
    ]


def _change(known: Response, one: RegisteredChange, words: Words) -> str:
    return words(
        "clinic-register-change",
        treatment=name_of(one.treatment, words),
        month=one.months,
        kind=words(f"kind-{one.kind}"),
        change=words.number(known.change, 1),
        judgeable=known.judgeable,
        not_judgeable=known.not_judgeable,
        source=short_source(one.source, words),
        days=words.number(one.days),
        population=words(f"clinic-{one.population}"),
    )
