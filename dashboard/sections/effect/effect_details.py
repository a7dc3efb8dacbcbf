"""What stands behind an effect: other ways of counting, the dose interval, the end, the last visit, the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from analysis.counts.day_count import DayCount
from analysis.days.definitions import PROFILES
from analysis.effect.courses.after_stopping import AfterStopping, Course
from analysis.effect.courses.wearing_off import WearingOff
from analysis.effect.estimate.comparison import Result
from analysis.effect.finding import Effect
from analysis.effect.responders import JUDGED_KINDS, RESPONDER_CLASSES
from analysis.episodes.episode import BOTULINUM_FAMILY
from dashboard.charts.effect.labels import window_text
from dashboard.charts.effect.wearing_off import wearing_off_figure, wearing_off_table
from dashboard.sections.effect.facts import sensitivity_text
from dashboard.sections.effect.phrases import (
    capitalised,
    chance_text,
    change_text,
    from_to_text,
    interval_text,
    wearing_off_text,
)
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, counted, day_range
from dashboard.texts import Words

RETROSPECTIVE, EXCLUDED = "retrospective", "excluded"


def sensitivity(effect: Effect, otherwise: Mapping[str, Effect], words: Words) -> Section | None:
    """The answer under other ways of counting; None while it is not judged.

    `otherwise` is by profile, RETROSPECTIVE or EXCLUDED.
    """
    import pandas as pd

    if effect.reasons:
        return None
    ways = list(_ways(effect, otherwise, words))
    classes = {one.estimated_class for _, results in ways if (one := results.get("headache"))} - {None}
    rows = [[name, *_way_cells(results, words)] for name, results in ways]
    heads = [f"effect-sensitivity-{name}" for name in ("way", "headache", "headache-interval", "migraine")]
    heads.append("effect-sensitivity-migraine-interval")
    return Section(
        "effect-sensitivity",
        words("effect-sensitivity"),
        (
            words(f"effect-sensitivity-{'same' if len(classes) < 2 else 'differs'}"),
            sensitivity_text(effect, words),
            words("effect-sensitivity-source"),
        ),
        table=pd.DataFrame([*rows, *_bound_rows(effect, words)], columns=[words(head) for head in heads]),
    )


def _ways(effect: Effect, otherwise: Mapping[str, Effect], words: Words) -> Iterator[tuple[str, Mapping[str, Result]]]:
    yield words("effect-sensitivity-shown"), effect.results
    if effect.mean is not None:
        yield words("effect-sensitivity-mean"), effect.mean
    if effect.interval_mean is not None:
        yield words("effect-sensitivity-interval-mean"), effect.interval_mean
    if effect.long_baseline is not None:
        yield words("effect-sensitivity-long"), effect.long_baseline
    for way, other in otherwise.items():
        if way == RETROSPECTIVE:
            yield words("effect-sensitivity-retrospective"), other.results
        elif way == EXCLUDED:
            key = "with" if other.settings.count_excluded else "without"
            yield words(f"effect-sensitivity-{key}-excluded"), other.results
        else:
            yield words("effect-sensitivity-profile", profile=profile_text(way, words)), other.results


def profile_text(profile: str, words: Words) -> str:
    """A day definition by its name, as the language has it."""
    key = f"profile-{profile}"
    return words(key) if words.has(key) else f"{PROFILES[profile].name} ({profile})"


def _way_cells(results: Mapping[str, Result], words: Words) -> Iterator[str]:
    """Of each kind of day the change, and the interval with the probability of a fall that makes a responder."""
    for kind in JUDGED_KINDS:
        result = results.get(kind)
        if result is None or result.change_per_28 is None:
            yield words("effect-not_computable")
            yield NO_NUMBER
        else:
            yield f"{change_text(result, words)} ({from_to_text(result, words, short=True)})"
            yield _certainty(result, words)


def _certainty(result: Result, words: Words) -> str:
    fall = RESPONDER_CLASSES[0]
    chance = result.probability[fall]
    if result.interval_95 is None or chance is None:
        return NO_NUMBER
    probability = words("effect-chance", percent=fall, chance=chance_text(chance, words))
    return f"{interval_text(result.interval_95, words)}; {probability}"


def _bound_rows(effect: Effect, words: Words) -> Iterator[list[str]]:
    """The answer at both bounds of the empty days (CMP-25, STAT-12)."""
    if effect.bounds is not None:
        for way in ("worst", "best"):
            results = {kind: getattr(bounds, way) for kind, bounds in effect.bounds.items()}
            yield [words(f"effect-sensitivity-{way}"), *_way_cells(results, words)]


def wearing_off(found: WearingOff | None, words: Words, *, dark: bool = False) -> Section | None:
    """Whether the effect lasts the dose interval out; None for a drug without doses at intervals."""
    if found is None or not found.cycles:
        return None
    return Section(
        "effect-wearing",
        words("effect-wearing"),
        (wearing_off_text(found, words),),
        figure=wearing_off_figure(found, words, dark=dark),
        table=wearing_off_table(found, words),
        caution=" ".join(words(f"effect-wearing-{code}") for code in found.cautions),
        source=words("effect-wearing-source"),
    )


def after_stopping(found: AfterStopping | None, words: Words) -> Section | None:
    """What became of the headache after the treatment ended; None while it goes on."""
    if found is None:
        return None
    before = words(
        "effect-stopped-on-treatment",
        **{kind: _counted(found.course.before.counts[kind], kind, words) for kind in JUDGED_KINDS},
    )
    key = "text" if found.episode.given_on else "daily"
    lines = [words(f"effect-stopped-{key}", date=words.date(found.last_dose), before=before)]
    lines += _windows_after(found.course, words) or [words("effect-stopped-none")]
    if found.restarted_on:
        lines.append(words("effect-stopped-restarted", date=words.date(found.restarted_on)))
    others = words.all_of([words.date(day) for day in found.others_began_on])
    return Section(
        "effect-stopped",
        words("effect-stopped"),
        tuple(lines),
        caution=words("effect-stopped-others", dates=others) if others else "",
        source=words(f"effect-stopped-source{'-botulinum' if found.episode.family == BOTULINUM_FAMILY else ''}"),
    )


def _windows_after(course: Course, words: Words) -> list[str]:
    told = []
    for window in course.windows:
        label = window.window.label
        results = {kind: course.results.get((label, kind)) for kind in JUDGED_KINDS}
        if any(results.values()):
            weeks = words("effect-weeks-after", weeks=label.removeprefix("W").replace("-", "–"))
            counts = {kind: _compared(kind, result, words) for kind, result in results.items()}
            told.append(words("effect-stopped-window", weeks=capitalised(weeks), **counts))
    return told


def _counted(count: DayCount, kind: str, words: Words) -> str:
    return f"{words(f'effect-days-{kind}')} {counted(count, words)}"


def _compared(kind: str, result: Result | None, words: Words) -> str:
    if result is None or result.change_per_28 is None:
        return words("effect-visit-count", days=words(f"effect-days-{kind}"), change=words("effect-not_computable"))
    change = f"{from_to_text(result, words)} ({change_text(result, words)})"
    if result.interval_95:
        change = f"{change}, {words('effect-interval', span=interval_text(result.interval_95, words))}"
    return words("effect-visit-count", days=words(f"effect-days-{kind}"), change=change)


def since_visit(found: tuple[date, Course] | None, words: Words) -> Section | None:
    """The last 28 days against those before a visit; None for a patient without one so far back.

    Its day stands in the title: there may be a later visit, with too few days since to compare.
    """
    if found is None:
        return None
    visit, course = found
    title = words("effect-visit", date=words.date(visit))
    if not course.results:
        return Section("effect-visit", title, (words("effect-visit-none"),), source=words("effect-visit-source"))
    label = course.windows[-1].window.label
    told = {kind: _compared(kind, course.results.get((label, kind)), words) for kind in JUDGED_KINDS}
    headache, migraine = capitalised(told["headache"]), told["migraine"]
    sentence = words("effect-visit-text", headache=headache, migraine=migraine)
    windows = " · ".join(
        f"{capitalised(window_text(one.window.label, words))}: {day_range(one.window, words)}"
        for one in (course.before, course.windows[-1])
    )
    return Section("effect-visit", title, (sentence,), source=f"{words('effect-visit-source')} {windows}")
