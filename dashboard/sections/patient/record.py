"""The text summary for the medical record, from templates: every number can be traced to days of the diary.

It states counts and facts, never causes, advice or diagnoses (MDR-8, MDR-9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import WindowCounts
from analysis.days.classified import SIMPLE_ANALGESICS
from analysis.days.recorded import ACUTE_CLASSES
from analysis.effect.finding import Effect
from analysis.effect.newest import newest, newest_first
from analysis.patterns.over_windows import frequency_course, longest_free_stretch
from analysis.records.patients import PatientFile
from analysis.summary import Summary
from analysis.today import Today
from analysis.windows import DEFAULT_WINDOWS, Window
from dashboard.sections.effect.toll import toll_sentences
from dashboard.sections.effect.verdict import record_sentence
from dashboard.sections.patient import excluded_periods, remarks, source
from dashboard.sections.patient.short_record import found_today
from dashboard.sections.patient.treatments import courses_of, ended_between, ended_text, remark_texts, since_text
from dashboard.sections.section import Section
from dashboard.sections.wording import counted, day_range, share, within_sentence
from dashboard.texts import Words

KINDS = ("headache", "migraine", "moderate_or_severe", "acute_medication")
WINDOWS_TOLD = DEFAULT_WINDOWS
"""Windows whose course is written out; a longer one is for the graph."""


def section(
    summary: Summary, file: PatientFile, words: Words, effects: Sequence[Effect] = (), today: Today | None = None
) -> Section:
    """The text summary, a sentence a line; `effects` are those of the patient's treatments, of which one is told."""
    lines = tuple(record_text(summary, file, words, effects, today).splitlines())
    return Section("record_text", words("long-record"), lines)


def record_text(
    summary: Summary, file: PatientFile, words: Words, effects: Sequence[Effect] = (), today: Today | None = None
) -> str:
    """The answer of today, what the diary says of the period and of its windows, and the treatments meanwhile.

    Plain text, a line a fact. The last lines tell the effect of the newest treatment, where `effects` hold one: of the
    whole course, then of its last step of the dose, then hours and disability.
    """
    newest_effect = newest(effects)
    tolls = toll_sentences(newest_effect, words) if newest_effect else []
    told = [*(record_sentence(effect, words) for effect in newest_first(effects)), *tolls]
    return "\n".join([*_lines(summary, file, words, today), *told])


def _lines(summary: Summary, file: PatientFile, words: Words, today: Today | None) -> Iterator[str]:
    yield words("record-head", patient=summary.patient_id, as_of=words.date(summary.as_of))
    if today:
        yield from found_today(today, file, words)
    yield _kept(summary.period, words)
    yield from source.sentences(file.kept, words)
    if file.remarks:
        yield remarks.count_text(file.remarks, words)
    if summary.period.completeness.filled:
        yield from _windows(summary, words)
        yield from _over_time(summary, words)
        yield words("record-definition", profile=words(f"profile-{summary.settings.profile}"))
    if file.excluded:
        yield excluded_periods.note(file.excluded, words, counted=summary.settings.count_excluded)
    yield from _treatments(summary, file, words)


def _kept(counts: WindowCounts, words: Words) -> str:
    days = counts.completeness
    if not days.inside:
        return words("record-kept-outside", days=day_range(counts.window, words))
    empty = [words(f"record-{state}", days=number) for state, number in _empty(days) if number]
    return words(
        "record-kept",
        days=day_range(counts.window, words),
        filled=days.filled,
        inside=days.inside,
        percent=share(days.filled, days.inside, words),
        empty=f"; {', '.join(empty)}" if empty else "",
    )


def _empty(days: Completeness) -> tuple[tuple[str, int], ...]:
    return ("open", days.open), ("missing", days.missing)


def _windows(summary: Summary, words: Words) -> Iterator[str]:
    if not summary.windows:
        yield words(
            "record-window", days=day_range(summary.period.window, words), counts=_counts(summary.period, words)
        )
        return
    newest, *before = reversed(summary.windows)
    older = [counts for counts in before if counts.completeness.inside]
    yield words("record-newest", days=day_range(newest.window, words), counts=_counts(newest, words))
    if older:
        yield words("record-before", days=day_range(older[0].window, words), counts=_counts(older[0], words))
    if len(older) > 1:
        key = "record-course-headache" if summary.period.is_untold("migraine") else "record-course"
        yield words(key, headache=_course(summary, "headache", words), migraine=_course(summary, "migraine", words))


def _over_time(summary: Summary, words: Words) -> Iterator[str]:
    """The longest stretch without headache, crossings of the chronic line, and whether days measure this headache."""
    free = longest_free_stretch(summary.days)
    if free.first and free.last:
        stretch = Window(free.first, free.last)
        key = "record-free" if free.highest == free.days else "record-free-possible"
        yield words(key, number=free.days, highest=free.highest, days=day_range(stretch, words))
    course = frequency_course(summary.windows)
    if course.crossings and not summary.is_unmeasured:
        sides = ", ".join(words(f"record-side-{one.code}") for one in course.windows)
        yield words("record-crossings", number=course.crossings, sides=sides)
    if summary.is_unmeasured:
        yield words("no-measure")


def _counts(counts: WindowCounts, words: Words) -> str:
    if not counts.completeness.filled:
        return words("record-nothing-filled")
    told = [_count(counts, kind, words) for kind in KINDS]
    classes = [
        words("record-class", kind=within_sentence(words(f"kind-{name}")), days=counts[name].observed)
        for name in (*ACUTE_CLASSES, *_together(counts))
        if counts[name].observed
    ]
    return "; ".join(told) + (f" ({', '.join(classes)})" if classes else "") + "."


def _together(counts: WindowCounts) -> Iterator[str]:
    """Kinds that say more than the classes do: several simple analgesics, and opioids in combinations."""
    if counts["simple_analgesic"].observed > max(counts[name].observed for name in SIMPLE_ANALGESICS):
        yield "simple_analgesic"
    if counts["any_opioid"].observed > counts["opioid"].observed:
        yield "any_opioid"


def _aura(kind: str, counts: WindowCounts, words: Words) -> str:
    """Of headache and migraine days those with aura and no headache, where there are any (DAY-2b)."""
    days = counts["aura_only"].observed
    return f" {words('of-which-aura', number=days)}" if days and kind in ("headache", "migraine") else ""


def _count(counts: WindowCounts, kind: str, words: Words) -> str:
    name = within_sentence(words(f"kind-{kind}"))
    if counts.is_untold(kind):
        return words("record-count-untold", kind=name)
    return words("record-count", kind=name, count=counted(counts[kind], words)) + _aura(kind, counts, words)


def _course(summary: Summary, kind: str, words: Words) -> str:
    """Days of the kind over the days that tell, for the last windows in which the diary was open, oldest first."""
    open_windows = [counts for counts in summary.windows if counts.completeness.inside]
    return ", ".join(
        f"{counts[kind].observed}/{counts[kind].told}" if counts[kind].told else words("record-course-empty")
        for counts in open_windows[-WINDOWS_TOLD:]
    )


def _treatments(summary: Summary, file: PatientFile, words: Words) -> Iterator[str]:
    first, last = summary.period.window.first, min(summary.period.window.last, summary.as_of)
    found = courses_of(file, summary.as_of)
    running = [one for one in found if one.runs_on(last)]
    if running:
        yield words("record-running", treatments=words.all_of([since_text(one, last, words) for one in running]))
    ended = ended_between(found, first, last)
    if ended:
        yield words("record-ended", treatments=words.all_of([ended_text(one, words) for one in ended]))
    if not running and not ended:
        yield words("record-no-treatment")
    yield from remark_texts([one for one in found if one in running or one in ended], words)
