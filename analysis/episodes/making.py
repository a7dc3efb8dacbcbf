"""Treatment episodes made of rows and single doses together: the one place where what was begun when is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from analysis.drugs.regimens import interval_of_dose
from analysis.episodes import doses, remarks
from analysis.episodes.beside import with_others
from analysis.episodes.doses import Dose, Segment, dose_of
from analysis.episodes.episode import Beginning, Episode
from analysis.episodes.intervals import told_by_doses
from analysis.episodes.remarks import Remark
from analysis.episodes.spans import DOSE, EARLY_DAYS, ROW, UNREAD, OfDrug, Span, is_paused, of_drug
from analysis.records.treatments import DAY, MONTH, UNKNOWN, GivenDose, Recorded, Treatment

SOME_DAYS = date(2000, 1, 1), date(2000, 12, 31)
"""In place of the days of a row, of which nothing else depends."""

_KEPT = 512
"""Patients whose episodes are kept, some kilobytes each."""


@dataclass(frozen=True)
class Block:
    """Spans of one drug without a pause between them, from `first` to `last` (None: it goes on), and their doses."""

    first: date
    last: date | None
    start_known: str
    spans: tuple[Span, ...]
    given: tuple[GivenDose, ...]


def episodes(recorded: Recorded, as_of: date | None = None, *, with_planned_ends: bool = False) -> tuple[Episode, ...]:
    """The episodes of one patient's treatments, by first dose and drug; rows and doses may come in any order.

    As known at `as_of`: later doses and ends are not seen (ends are, as planned, `with_planned_ends`), while treatments
    that begin later are there, as planned. None: everything recorded. The same records are worked out once: page, text
    and list ask a dozen times.
    """
    if recorded == Recorded(recorded.treatments) and len(recorded.treatments) == 1:
        (row,) = recorded.treatments
        known = row if as_of is None or with_planned_ends else row.as_known(as_of)
        if _is_plain(known):
            return (_of_row(known),)
    whole = replace(recorded, treatments=tuple(recorded.treatments), doses=tuple(recorded.doses))
    return _episodes(whole, as_of, with_planned_ends=with_planned_ends)


@lru_cache(maxsize=_KEPT)
def _episodes(recorded: Recorded, as_of: date | None, *, with_planned_ends: bool) -> tuple[Episode, ...]:
    known = recorded if as_of is None else recorded.as_known(as_of, with_planned_ends=with_planned_ends)
    names = {one.drug.casefold(): one.key for one in known.treatments}
    keys = {dose: names.get(dose.drug.casefold(), dose.key) if not dose.substance else dose.key for dose in known.doses}
    strays = [
        (dose.given_on, keys[dose]) for dose in known.doses if dose.is_unknown and dose.drug.casefold() not in names
    ]
    found = [
        episode
        for key in sorted({*(one.key for one in known.treatments), *keys.values()})
        for episode in _of_records(
            key,
            [one for one in known.treatments if one.key == key],
            [dose for dose in known.doses if keys[dose] == key],
            as_of,
            (*known.unread_doses, *(day for day, own in strays if own != key)),
        )
    ]
    return with_others(sorted(_likely(found, as_of), key=lambda one: (one.first_dose, one.drug)), known)


def _likely(found: Sequence[Episode], as_of: date | None) -> Sequence[Episode]:
    """Without what only a dose that could not be read may have begun again, where it may be of one that runs."""
    told = [one for one in found if not _is_told_by_unread(one)]
    return told if as_of is not None and any(one.runs_on(as_of) for one in told) else found


def _is_told_by_unread(episode: Episode) -> bool:
    """Whether nothing but a dose that could not be read tells of the episode."""
    is_restart = episode.beginning is Beginning.RESTART and not episode.given_on
    return is_restart and episode.start_known == UNKNOWN and episode.unread_doses > 0


def _of_records(
    key: str, rows: Sequence[Treatment], given: Sequence[GivenDose], as_of: date | None, unread: tuple[date | None, ...]
) -> Iterable[Episode]:
    """The episodes of one drug of one patient."""
    if len(rows) == 1 and not given and not unread and _is_plain(rows[0]):
        return (_of_row(rows[0]),)
    return _of_drug(of_drug(key, rows, given, as_of, unread))


def _is_plain(row: Treatment) -> bool:
    """Whether the row speaks of more days than one, from a day that is known: then its days are those of an episode."""
    return row.start_known == DAY and (row.stopped_on is None or row.stopped_on > row.started_on)


def _of_row(row: Treatment) -> Episode:
    """The episode of a drug of which nothing but one plain row is recorded: as those of other days, on its own."""
    like = _like(
        row.drug,
        row.substance,
        row.family,
        row.dose,
        row.dose_unit,
        row.interval_days,
        row.stop_reason,
        row.usual_interval_days,
        row.stopped_on is not None,
    )
    return Episode(
        like.drug,
        like.substance,
        like.family,
        row.started_on,
        row.stopped_on,
        like.dose,
        like.dose_unit,
        like.interval_days,
        like.beginning,
        row.started_on,
        stop_reason=like.stop_reason,
        ended_by_step=like.ended_by_step,
        start_known=like.start_known,
        remarks=like.remarks,
    )


@lru_cache(maxsize=10_000)
def _like(
    drug: str,
    substance: str | None,
    family: str | None,
    dose: float | None,
    dose_unit: str | None,
    interval_days: int | None,
    stop_reason: str | None,
    usual_interval_days: int | None,
    has_ended: bool,
) -> Episode:
    """The episode of such a row on some days: most patients have what many have, on days of their own."""
    first, last = SOME_DAYS
    stopped_on = last if has_ended else None
    row = Treatment(
        drug,
        substance,
        family,
        first,
        stopped_on,
        dose,
        dose_unit,
        interval_days,
        stop_reason,
        usual_interval_days,
    )
    (found,) = _of_drug(of_drug(row.key, [row], [], None))
    return found


def _of_drug(of: OfDrug) -> Iterator[Episode]:
    for number, block in enumerate(_blocks(of)):
        beginning = Beginning.RESTART if number else Beginning.START
        made = list(_of_block(block, of, beginning))
        yield replace(made[0], remarks=tuple(_remarks(block, of, made)))
        yield from made[1:]


def _blocks(of: OfDrug) -> Iterator[Block]:
    """The spans of a drug, cut at each pause."""
    before: date | None = None
    some: list[Span] = []
    for span in of.spans:
        last = _end(some)
        if last is not None and _is_begun_anew(some, last, span, of):
            yield _block(some, last, before, of)
            before, some = last, []
        some.append(span)
    if some:
        yield _block(some, _end(some), before, of)


def _is_begun_anew(before: Sequence[Span], last: date, span: Span, of: OfDrug) -> bool:
    """Whether the span comes after a pause; what no recorded stop ended, a dose not read may have carried on."""
    newest = max(before, key=lambda one: one.last or date.max)
    unread = () if newest.kind == ROW else of.unread
    return span.kind == UNREAD or is_paused(last, span.first, before[-1].interval, unread)


def _end(spans: Sequence[Span]) -> date | None:
    """The last day of spans without a pause: that of the last of what overlaps."""
    ends = [span.last for span in spans]
    known = [end for end in ends if end is not None]
    return max(known, default=None) if len(known) == len(ends) else None


def _block(spans: Sequence[Span], last: date | None, before: date | None, of: OfDrug) -> Block:
    opening = spans[0]
    until = opening.latest_start + timedelta(days=of.days_to_first(opening))
    early = opening.first - timedelta(days=EARLY_DAYS) if opening.kind == ROW else opening.first
    since = early if before is None else max(early, before + timedelta(days=1))
    given = tuple(dose for dose in of.doses if since <= dose.given_on and (last is None or dose.given_on <= last))
    anchored = bool(given) and given[0].given_on < until and opening.start_known != UNKNOWN
    first = given[0].given_on if anchored else opening.first
    return Block(
        first=first,
        last=last,
        start_known=_start_known(opening, first, before, of, anchored=anchored),
        spans=tuple(spans),
        given=given,
    )


def _start_known(opening: Span, first: date, before: date | None, of: OfDrug, *, anchored: bool) -> str:
    """How much of the start of a block is known: nothing of what doses alone tell where one that was not read may come
    first. So is a day before the row begins, on which a dose was given already."""
    is_told_by_doses = opening.kind == DOSE or first < opening.first
    if is_told_by_doses and of.unread_within(before or date.min, first):
        return UNKNOWN
    return DAY if anchored else opening.start_known


def _of_block(block: Block, of: OfDrug, beginning: Beginning) -> Iterator[Episode]:
    """The episodes of a block: cut where a dose was left out entirely, and at each step of the dose."""
    told = doses.claims(block.first, block.spans, block.given, of)
    for first, last, start_known in _pieces(block, of):
        given = [dose for dose in block.given if first <= dose.given_on and (last is None or dose.given_on <= last)]
        steps = doses.segments(first, last, dose_of(block.spans[0]), told, given, of)
        is_cut = last != block.last
        yield from _of_piece(block, of, steps, given, last, start_known, beginning, is_cut=is_cut)
        beginning = Beginning.RESTART


def _pieces(block: Block, of: OfDrug) -> Iterator[tuple[date, date | None, str]]:
    """The first and last day of each piece, and how much of its start is known."""
    first, start_known = block.first, block.start_known
    for dose, following in zip(block.given, block.given[1:], strict=False):
        row = _row_on(block, dose.given_on)
        interval = of.lasting(row.recorded if row else None, dose.amount)
        lasts = dose.given_on + timedelta(days=interval - 1)
        stop = _stop_between(block, dose.given_on, following.given_on)
        last = max(lasts, stop) if stop else lasts
        is_off = _is_off(block, stop, following.given_on)
        if is_paused(last, following.given_on, interval, () if is_off else of.unread):
            yield first, last, start_known
            is_known = is_off or not of.unread_within(dose.given_on, following.given_on)
            first, start_known = following.given_on, DAY if is_known else UNKNOWN
    yield first, block.last, start_known


def _stop_between(block: Block, first: date, end: date) -> date | None:
    """The last recorded stop from the one day until before the other that no row carries on; None without any."""
    rows = [span for span in block.spans if span.kind == ROW]
    stops = [row.last for row in rows if row.last is not None and first <= row.last < end]
    carried_on = {stop for stop in stops if any(row.covers(stop + timedelta(days=1)) for row in rows)}
    return max((stop for stop in stops if stop not in carried_on), default=None)


def _is_off(block: Block, stop: date | None, end: date) -> bool:
    """Whether it was stopped, and no row says that it was begun again before the end."""
    return stop is not None and not any(span.kind == ROW and stop < span.first < end for span in block.spans)


def _row_on(block: Block, day: date) -> Span | None:
    """The row that was begun last by this day."""
    return next((span for span in reversed(block.spans) if span.kind == ROW and span.first <= day), None)


def _of_piece(
    block: Block,
    of: OfDrug,
    steps: Sequence[Segment],
    given: Sequence[GivenDose],
    last: date | None,
    start_known: str,
    beginning: Beginning,
    *,
    is_cut: bool,
) -> Iterator[Episode]:
    unread = of.unread_within(*_unread_from_to(block, last, is_cut=is_cut))
    for number, (step, following) in enumerate(zip(steps, [*steps[1:], None], strict=True)):
        some = tuple(
            dose.given_on
            for dose in given
            if step.first <= dose.given_on and (following is None or dose.given_on < following.first)
        )
        interval = _interval(step.dose, some, of)
        yield Episode(
            drug=step.dose.drug,
            substance=of.substance,
            family=of.family,
            first_dose=step.first,
            last_day=_last_before(following.first, block) if following else last,
            dose=step.dose.dose,
            dose_unit=step.dose.dose_unit,
            interval_days=interval,
            beginning=Beginning.DOSE_STEP if number else beginning,
            course_began_on=steps[0].first,
            given_on=some,
            stop_reason=None if following or is_cut else _stop_reason(block),
            ended_by_step=following is not None,
            start_known=_step_known(step, given, block, of) if number else start_known,
            unread_doses=unread if some or (interval or 1) > 1 else 0,
        )


def _unread_from_to(block: Block, last: date | None, *, is_cut: bool) -> tuple[date, date | None]:
    """The first and last day on which a dose not read may be of the block: any, where no row begins or ends it."""
    opening, newest = block.spans[0], max(block.spans, key=lambda one: one.last or date.max)
    first = block.first - timedelta(days=EARLY_DAYS) if opening.kind == ROW else date.min
    return first, last if newest.kind == ROW and not is_cut else None


def _step_known(step: Segment, given: Sequence[GivenDose], block: Block, of: OfDrug) -> str:
    """How much of the day of a step is known: nothing where doses alone tell it, and one before may have begun it."""
    rows = [span for span in block.spans[1:] if span.kind == ROW and _tells(span, step)]
    is_told_by_row = any(0 <= (step.first - row.first).days < of.days_to_first(row) for row in rows)
    if is_told_by_row or all(dose.given_on != step.first for dose in given):
        return DAY
    before = [dose for dose in given if dose.given_on < step.first][-1:]
    since = before[0].given_on if before else date.min
    is_open = any(dose.amount is None for dose in before) or of.unread_within(since, step.first)
    return UNKNOWN if is_open else DAY


def _tells(row: Span, step: Segment) -> bool:
    """Whether the row says the dose of the step; one that goes on with another dose, or says none, does not."""
    told = dose_of(row)
    return (told.amount is not None or told.recorded is not None) and told.is_same(step.dose)


def _last_before(step: date, block: Block) -> date:
    """The last day before a step of the dose on which the treatment was on."""
    day_before = step - timedelta(days=1)
    before = [span for span in block.spans if span.first < step]
    end = _end(before) if before else None
    return day_before if end is None else min(end, day_before)


def _interval(dose: Dose, given: Sequence[date], of: OfDrug) -> int | None:
    told = (
        dose.recorded,
        told_by_doses(given, of.substance, of.usual),
        interval_of_dose(of.substance, dose.amount),
        of.told,
        of.usual,
    )
    return next((days for days in told if days), None)


def _stop_reason(block: Block) -> str | None:
    """Why the treatment ended, as the row says that ended last."""
    if block.last is None:
        return None
    rows = (span for span in block.spans if span.kind == ROW and span.last == block.last)
    return next((span.stop_reason for span in rows if span.stop_reason), None)


def _remarks(block: Block, of: OfDrug, made: Sequence[Episode]) -> Iterator[Remark]:
    """What is odd about the records of a block, of which the episodes were made."""
    drug, days = block.spans[0].drug, {span.first for span in block.spans}
    yield from _remarks_on_start(block, of)
    unread = max(episode.unread_doses for episode in made)
    if unread:
        yield Remark(remarks.DOSES_NOT_READ, drug, number=unread)
    for kind, some in (
        (remarks.DOSES_BEFORE_START, [day for day in of.before_start if day in days]),
        (remarks.DOSES_WITHOUT_TREATMENT, [day for day in of.without_row if day in days]),
    ):
        if some:
            yield Remark(kind, drug, on=some[0], number=len(some))
    after = [stop for day, stop in of.after_stop if day in days]
    if after:
        yield Remark(remarks.DOSES_AFTER_STOP, drug, on=after[0], number=len(after))


def _remarks_on_start(block: Block, of: OfDrug) -> Iterator[Remark]:
    opening, drug = block.spans[0], block.spans[0].drug
    if block.start_known == MONTH:
        yield Remark(remarks.START_KNOWN_TO_MONTH, drug, on=block.first)
    elif block.start_known == UNKNOWN:
        yield Remark(remarks.START_UNKNOWN, drug)
    elif opening.kind == ROW and block.given and block.given[0].given_on != block.first:
        yield Remark(remarks.FIRST_DOSE_NOT_RECORDED, drug, on=block.given[0].given_on)
    for day in (day for day in of.set_aside if day < opening.first):
        if not any(day < span.first < opening.first for span in of.spans):
            yield Remark(remarks.DOSE_BEFORE_START, drug, on=day, number=1)
