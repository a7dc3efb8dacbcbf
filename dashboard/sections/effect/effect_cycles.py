"""Botulinum toxin treatment by treatment: the four weeks before each and the four weeks after it (EVAL-5)."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.effect.courses.cycles import Cycle
from analysis.effect.estimate.comparison import Result
from analysis.effect.finding import Effect
from dashboard.sections.effect.phrases import change_text, from_to_text, interval_text
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, counted
from dashboard.texts import Words

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
HEADS = ("given", "filled", "headache-own", "headache-baseline", "migraine-own")


def cycles(effect: Effect, words: Words) -> Section | None:
    """A row a treatment with botulinum toxin; None for other drugs, or before the first treatment."""
    import pandas as pd

    if not effect.cycles:
        return None
    return Section(
        "effect-cycles",
        words("effect-cycles"),
        (_latest(effect.cycles[-1], words), words("effect-cycles-source")),
        table=pd.DataFrame(
            [list(_cells(cycle, words)) for cycle in effect.cycles],
            columns=[words(f"effect-cycles-{head}") for head in HEADS],
        ),
    )


def _latest(cycle: Cycle, words: Words) -> str:
    """The newest treatment in a sentence."""
    if not cycle.is_over:
        return words(
            "effect-cycles-not-over",
            number=_number(cycle),
            date=words.date(cycle.given_on),
            end=words.date(cycle.after.window.last),
        )
    return words(
        "effect-cycles-latest",
        number=_number(cycle),
        date=words.date(cycle.given_on),
        own=_told(cycle.results["headache"], words),
        first=_told(cycle.against_baseline["headache"], words),
    )


def _number(cycle: Cycle) -> str:
    return str(cycle.number) if cycle.is_numbered else "?"


def _told(result: Result, words: Words) -> str:
    if result.change_per_28 is None:
        return words("effect-not_computable")
    return f"{change_text(result, words)} ({from_to_text(result, words, short=True)})"


def _cells(cycle: Cycle, words: Words) -> Iterator[str]:
    yield _unbroken(words("effect-cycles-number", number=_number(cycle), date=words.date(cycle.given_on)))
    yield _unbroken(" · ".join(str(window.counts.completeness.filled) for window in (cycle.before, cycle.after)))
    yield _cell(cycle, cycle.results["headache"], words)
    is_told = cycle.number > 1 and cycle.against_baseline["headache"].change_per_28 is not None
    yield _cell(cycle, cycle.against_baseline["headache"], words) if is_told else NO_NUMBER
    yield _cell(cycle, cycle.results["migraine"], words)


def _unbroken(text: str) -> str:
    """The text without places at which a line may end, so that a narrow column keeps it whole."""
    return text.translate({ord(" "): NO_BREAK_SPACE, ord("-"): NO_BREAK_HYPHEN})


def _cell(cycle: Cycle, result: Result, words: Words) -> str:
    """The change with its interval; the counts alone while the days after are not over or too few are filled in."""
    if result.change_per_28 is None:
        counts = {"before": counted(result.baseline, words), "after": counted(result.follow_up, words)}
        both = words("effect-from-to", **counts)
        return both if cycle.is_over else words("effect-cycles-unfinished", counts=both)
    interval = f"; {interval_text(result.interval_95, words)}" if result.interval_95 else ""
    return f"{_told(result, words)}{interval}"
