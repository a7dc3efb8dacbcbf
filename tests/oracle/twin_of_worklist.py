"""The nurse's list once more, one patient after the other: loops over days and treatments, no columns, no bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import Connection, Row, Select, select

from analysis.basis import Basis
from analysis.counts.completeness import Completeness, Tier
from analysis.counts.counted import counts_by_patient
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.criteria.medication_overuse import overused_classes
from analysis.days.classified import days_in_force
from analysis.episodes.courses import courses as courses_of
from analysis.episodes.episode import Episode
from analysis.episodes.making import episodes
from analysis.outcomes import Outcome
from analysis.querying.schema import VISITS
from analysis.records.excluded_periods import excluded_days
from analysis.records.patients import JUDGING_VISITS, Patient, patients
from analysis.records.treatments import Recorded, recorded_treatments
from analysis.settings import Settings
from analysis.store import Contact, Records
from analysis.windows import Window, windows_ending, windows_from_first_dose
from analysis.worklist import GROUPS, NOTHING, PLACES, Line, Loss, Need, Rhythm, Unjudged

DAY = timedelta(days=1)
LOOKED_BACK = 3 * 364 * DAY
CLASSES = (
    *("ergot", "triptan", "simple_analgesic", "paracetamol", "nsaid", "other_analgesic", "opioid", "combination"),
    "overusable",
)
"""What overuse is told of."""


@dataclass(frozen=True)
class Diary:
    """All that is known of a patient; `headache` has the filled days, None where the entry does not tell."""

    person: Patient
    as_of: date
    settings: Settings
    headache: dict[date, int | None]
    excluded: set[date]
    visits: list[tuple[date, str]]
    recorded: Recorded
    overused: tuple[str, ...]

    def state(self, day: date) -> str:
        is_set_aside = day in self.excluded and not self.settings.count_excluded
        if not self.person.enrolled_on <= day <= self.as_of or is_set_aside:
            return "outside"
        if day in self.headache:
            return "filled"
        return "open" if (self.as_of - day).days <= self.settings.lock_days else "missing"

    def last(self, number: int) -> list[date]:
        return [self.as_of - DAY * back for back in reversed(range(number))]

    def completeness(self, days: Iterable[date]) -> Completeness:
        states = [self.state(day) for day in days]
        return Completeness(*(states.count(name) for name in ("filled", "open", "missing", "outside")))

    def counted(self, window: Window) -> WindowCounts:
        every = [window.first + DAY * place for place in range(window.days)]
        seen = [day for day in every if day >= self.as_of - LOOKED_BACK]
        days = self.completeness(seen)
        days = replace(days, outside=days.outside + len(every) - len(seen))
        told = [self.headache[day] for day in seen if self.state(day) == "filled"]
        count = DayCount(sum(one or 0 for one in told), days.unfilled, told.count(None), days.filled)
        return WindowCounts(window, days, {"headache": count})

    def treated(self) -> list[Treated]:
        found = [one.as_one(self.as_of) for one in courses_of(episodes(self.recorded, self.as_of))]
        known = [one for one in found if one.has_known_start]
        return [Treated(self, one) for one in known if one.last_day is None or one.last_day >= self.as_of]


@dataclass(frozen=True)
class Treated:
    diary: Diary
    episode: Episode

    @property
    def windows(self) -> list[WindowCounts]:
        begun = windows_from_first_dose(self.episode.first_dose, self.diary.as_of)
        earliest = self.diary.as_of - LOOKED_BACK
        return [self.diary.counted(one) for one in begun if self.episode.covers(one.first) and one.first >= earliest]

    @property
    def baseline(self) -> WindowCounts:
        return self.diary.counted(self.episode.baseline)

    def due_on(self) -> date | None:
        end, as_of = self.episode.primary_window.last, self.diary.as_of
        if self.episode.first_dose > as_of or not self.episode.covers(end):
            return None
        made = any(end <= day <= as_of and kind in JUDGING_VISITS for day, kind in self.diary.visits)
        return None if made else end

    def is_due(self) -> bool:
        due_on, settings = self.due_on(), self.diary.settings
        if due_on is None:
            return False
        return -settings.evaluation_soon_days <= (self.diary.as_of - due_on).days <= settings.evaluation_waits_days

    def needs(self) -> Iterator[Need]:
        starts_in = (self.episode.first_dose - self.diary.as_of).days
        if 0 < starts_in <= self.diary.settings.evaluation_soon_days:
            yield self._need("start", self.episode.first_dose, self.baseline)
        for window in self.windows:
            if window.window.label == self.episode.primary and self.is_due():
                yield self._need("evaluation", self.due_on(), window)
                yield self._need("evaluation", self.due_on(), self.baseline)

    def _need(self, what, on, counts: WindowCounts) -> Need:
        ahead = min(28, max(0, (counts.window.last - self.diary.as_of).days))
        window = replace(counts.window, label=what)
        return Need(what, on, window, counts.completeness, ahead, self.diary.settings.orange)

    def loss(self) -> Loss | None:
        last = self.diary.counted(windows_ending(self.diary.as_of, 1)[0])
        over = [one for one in self.windows if one.window.last < last.window.first]
        earlier = [one for one in over if self.is_judgeable(one)]
        if not earlier or not self.is_judgeable(last) or not self.episode.covers(self.diary.as_of):
            return None
        best = min(earlier, key=lambda one: one["headache"].per_28)
        windows = (replace(best.window, label="best"), replace(last.window, label="last"))
        return Loss(self.episode.drug, *windows, best["headache"], last["headache"], self.outcome(best, last, over))

    def is_judgeable(self, counts: WindowCounts) -> bool:
        return counts.completeness.tier(self.diary.settings) is not Tier.RED and counts["headache"].told > 0

    def outcome(self, best: WindowCounts, last: WindowCounts, over: Sequence[WindowCounts]) -> Outcome:
        most_best, (fewest, most) = bounds(best)[1], bounds(last)
        limit = self.diary.settings.losing_effect_days
        fewest_ever = min(bounds(one)[0] for one in over if self.could_be_judged(one))
        rose = answer(fewest - most_best >= limit, most - fewest_ever >= limit)
        if not self.could_be_judged(self.baseline):
            return rose
        (fewest_before, most_before), days = bounds(self.baseline), self.baseline["headache"]
        no_half = Outcome.NOT_COMPUTABLE
        if not days.filled or (days.told and Fraction(28 * days.observed, days.told) >= 4):
            may_be_small = fewest_before < 4
            no_half = answer(
                not is_half(most_before, fewest) and not may_be_small,
                not is_half(fewest_before, most) or may_be_small,
            )
        if Outcome.NOT_MET in (rose, no_half):
            return Outcome.NOT_MET
        return min(rose, no_half)

    def could_be_judged(self, counts: WindowCounts) -> bool:
        days = counts.completeness
        return days.inside >= self.diary.settings.orange and not days.of_attacks


def bounds(counts: WindowCounts) -> tuple[Fraction, Fraction]:
    """The fewest and the most headache days per 28."""
    inside, days = counts.completeness.inside, counts["headache"]
    return Fraction(28 * days.lowest, inside), Fraction(28 * days.highest, inside)


def is_half(before: Fraction, after: Fraction) -> bool:
    return before > 0 and after <= before / 2


def answer(surely: bool, possibly: bool) -> Outcome:
    return Outcome.MET if surely else Outcome.UNDETERMINED if possibly else Outcome.NOT_MET


def listed(records: Records, as_of: date) -> list[Line]:
    """The lines of the list, in order."""
    with records.connect() as connection:
        diaries = list(_diaries(connection, records, as_of))
    return sorted(map(_line, diaries), key=urgency)


def after(contacts: Sequence[Contact], lines: Iterable[Line]) -> list[Line]:
    """The lines of the list once these were made, in order."""
    last = {contact.patient_id: contact for contact in contacts}
    return sorted((replace(line, last_contact=last.get(line.patient.patient_id)) for line in lines), key=urgency)


def _diaries(connection: Connection, records: Records, as_of: date) -> Iterator[Diary]:
    settings, entries = records.settings, days_in_force(records.basis(as_of).of(None), kinds=("headache",))
    filled = _by_patient(connection, select(entries).where(entries.c.filled == 1))
    excluded = _by_patient(connection, select(excluded_days()))
    visits = _by_patient(connection, select(VISITS.c.patient_id, VISITS.c.date, VISITS.c.kind))
    treatments = recorded_treatments(connection)
    newest = windows_ending(as_of, 3)
    counts = counts_by_patient(connection, newest, Basis(as_of, settings), kinds=CLASSES)
    for person in patients(connection):
        name = person.patient_id
        if person.enrolled_on > as_of or (person.left_on is not None and person.left_on < as_of):
            continue
        yield Diary(
            person,
            as_of,
            settings,
            {row.date: row.headache for row in filled[name] if row.date <= as_of},
            {row.date for row in excluded[name]},
            sorted((row.date, row.kind) for row in visits[name]),
            treatments.get(name, Recorded()),
            overused_classes(counts[name]),
        )


def _by_patient(connection: Connection, statement: Select) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in connection.execute(statement):
        found[row.patient_id].append(row)
    return found


def _line(diary: Diary) -> Line:
    as_of, settings = diary.as_of, diary.settings
    open_days = tuple(day for day in diary.last(max(56, settings.lock_days + 1)) if diary.state(day) == "open")
    locks = [day + DAY * (settings.lock_days + 1) for day in open_days]
    found = courses_of(episodes(diary.recorded, as_of))
    running = [one for one in found if one.runs_on(as_of)]
    courses = diary.treated()
    due = [one.due_on() for one in courses if one.due_on()]
    line = Line(
        patient=diary.person,
        as_of=as_of,
        settings=settings,
        groups=(),
        days=tuple(diary.state(day) for day in diary.last(28)),
        completeness=diary.completeness(diary.last(28)),
        last_filled=max(diary.headache, default=None),
        rhythm=_rhythm(diary),
        open_days=open_days,
        next_lock=min(locks, default=None),
        locks_soon=sum((lock - as_of).days <= settings.locks_soon_days for lock in locks),
        next_visit=min((day for day, _ in diary.visits if day >= as_of), default=None),
        treatment=running[-1] if running else None,
        treatment_remarks=tuple(
            remark
            for one in found
            if one.last.last_day is None or (as_of - one.last.last_day).days < 168
            for remark in one.remarks
        ),
        needs=tuple(sorted(_needs(diary, courses), key=lambda need: need.on)),
        evaluation_due_on=min((on for on in due if (as_of - on).days <= settings.evaluation_waits_days), default=None),
        overused=diary.overused,
        loss=max((lost for one in courses if (lost := one.loss())), key=lambda lost: lost.outcome, default=None),
        lost=tuple(one.episode.course for one in courses if (lost := one.loss()) and lost.outcome is Outcome.MET),
    )
    return replace(line, groups=_groups(line, any(one.is_due() for one in courses)))


def _rhythm(diary: Diary) -> Rhythm | None:
    if not diary.headache:
        return None
    last = max(diary.headache)
    return Rhythm(sum(last - DAY * back in diary.headache for back in range(28)), 28)


def _needs(diary: Diary, courses: Sequence[Treated]) -> Iterator[Need]:
    coming = [day for day, _ in diary.visits if day >= diary.as_of]
    unjudged, settings = _unjudged(diary, courses), diary.settings
    near = max(settings.visit_soon_days, settings.unjudged_visit_days if unjudged else 0)
    if coming and (coming[0] - diary.as_of).days <= near:
        day, ahead = coming[0], (coming[0] - diary.as_of).days
        window = Window(day - 27 * DAY, day, "visit")
        passed = diary.completeness(diary.last(28 - ahead))
        yield Need("visit", day, window, passed, ahead, settings.orange, unjudged)
    for course in courses:
        yield from course.needs()


def _unjudged(diary: Diary, courses: Sequence[Treated]) -> Unjudged | None:
    """What the newest treatment that has been long enough lacks: days before it, at its evaluation, or now."""
    due = [one for one in courses if one.episode.primary_window.last <= diary.as_of]
    running = [one for one in due if one.episode.first_dose <= diary.as_of and one.episode.covers(diary.as_of)]
    if not running:
        return None
    newest = max(enumerate(running), key=lambda one: (one[1].episode.first_dose, one[0]))[1]
    earliest = diary.as_of - LOOKED_BACK
    asked = {"baseline": newest.episode.baseline, "evaluation": newest.episode.primary_window}
    for what, window in asked.items():
        filled = diary.counted(window).completeness.filled
        if window.first >= earliest and filled < diary.settings.orange:
            return Unjudged(newest.episode.drug, what, filled)
    filled = diary.completeness(diary.last(28)).filled
    return Unjudged(newest.episode.drug, "now", filled) if filled < diary.settings.orange else None


def _groups(line: Line, is_evaluation_due: bool) -> tuple[str, ...]:
    silent_since = line.last_filled or line.patient.enrolled_on - DAY
    belongs = {
        "rescue": line.locks_soon > 0,
        "evaluation_at_risk": bool(line.at_risk),
        "stopped": (line.as_of - silent_since).days > line.settings.stopped_after_days,
        "insufficient": line.completeness.filled < line.settings.orange,
        "evaluation_due": is_evaluation_due,
        "overuse": bool(line.overused),
        "losing_effect": line.loss is not None and line.loss.outcome is Outcome.MET,
    }
    return tuple(group for group in GROUPS if belongs[group])


def urgency(line: Line) -> tuple[int, tuple[float, ...], str]:
    """What a line is sorted by: its place, then what matters most there, then the pseudonym."""
    reason = _reason(line)
    is_waiting = line.last_contact and line.last_contact.waiting_until and line.last_contact.waiting_until >= line.as_of
    place = "waiting" if is_waiting and reason != NOTHING else reason
    assert (line.reason, line.place) == (reason, place)
    return PLACES.index(place), _within(line, reason), line.patient.patient_id


def _reason(line: Line) -> str:
    if _near_on(line):
        return "near"
    if "stopped" in line.groups:
        return "stopped"
    if "rescue" in line.groups and _lacks(line):
        return "rescue"
    for group in ("evaluation_at_risk", "insufficient", "evaluation_due", "overuse", "losing_effect"):
        if group in line.groups:
            return group
    return "enough" if "rescue" in line.groups else NOTHING


def _lacks(line: Line) -> bool:
    """Whether a day is open, and fewer are filled in than the goal."""
    goal = Fraction(line.settings.goal_percent, 100) * line.completeness.inside
    return line.completeness.open > 0 and line.completeness.filled < goal


def _near_on(line: Line) -> date | None:
    days = []
    for need in line.needs:
        at_risk = need.unjudged or need.completeness.filled * 28 < need.required * (28 - need.ahead)
        can_be_mended = need.completeness.filled + need.completeness.open + need.ahead >= need.required
        lacks_baseline = need.unjudged is not None and need.unjudged.what == "baseline"
        is_reachable = at_risk and can_be_mended and not lacks_baseline
        if is_reachable or (_lacks(line) and need.on >= line.as_of):
            days.append(need.on)
    return min(days, default=None)


def _within(line: Line, reason: str) -> tuple[float, ...]:
    locks = line.next_lock.toordinal() if line.next_lock else float("inf")
    if reason == "near":
        return (_near_on(line).toordinal(), not line.rescue.lifts, locks)
    if reason == "rescue":
        return (not line.rescue.lifts, -line.locks_soon, locks, -len(line.open_days))
    if reason == "enough":
        return (-line.locks_soon, locks)
    if reason == "evaluation_at_risk":
        return (line.at_risk[0].on.toordinal(),)
    if reason == "stopped":
        return (not line.rescue.lifts, -(line.last_filled or date.min).toordinal())
    if reason == "insufficient":
        return (-line.completeness.filled,)
    if reason == "evaluation_due":
        return (line.evaluation_due_on.toordinal(),)
    return (28 - line.completeness.filled,)
