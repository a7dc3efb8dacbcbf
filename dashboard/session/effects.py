"""The effects of one patient's treatments, and which of them is looked at."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.effect.courses.after_stopping import AfterStopping, Course, after_stopping, since_last_visits
from analysis.effect.courses.wearing_off import WearingOff, has_long_intervals, wearing_off
from analysis.effect.finding import Effect
from analysis.effect.judgement import effects
from analysis.effect.newest import newest, other_ways
from analysis.episodes.episode import Beginning, Episode
from analysis.episodes.unread import may_be_treated
from analysis.settings import Settings
from analysis.today import Today, between_doses
from analysis.windows import Window
from dashboard.sections.effect.phrases import treatment_text
from dashboard.session import address, reading
from dashboard.session.view import Nothing, PatientView
from dashboard.session.worklist import line_of
from dashboard.texts import Words


def choose_effect(seen: PatientView, words: Words) -> Effect:
    """The effect of the chosen treatment, the newest unless another is chosen. Raises Nothing without any treatment.

    A course with steps of the dose can be chosen as a whole too. The effect tells what the empty days could change.
    """
    offered = _offered(seen)
    found = {code_of(effect): effect for effect in sorted(offered, key=_newest_course_first)}
    first = newest(offered)
    if first is None:
        raise Nothing("effect-none")
    chosen = address.read_choice("treatment", tuple(found), code_of(first))
    if len(found) > 1:
        st.session_state["treatment"] = chosen
        st.selectbox(
            words("effect-choose"),
            list(found),
            format_func=lambda code: treatment_text(found[code].episode, seen.as_of, words),
            key="treatment",
            on_change=lambda: address.write("treatment", st.session_state["treatment"]),
            width=480,
        )
    return found[chosen]


def _offered(seen: PatientView) -> tuple[Effect, ...]:
    """The effects to choose from: of whole courses, and of each episode."""
    return reading.kept("effects offered", seen.records, seen.as_of, lambda: _effects(seen, seen.settings, bounds=True))


def _newest_course_first(effect: Effect) -> tuple[int, bool, int]:
    """The newest course first, of each the whole before its steps, and the newest of those first."""
    episode = effect.episode
    is_step = episode.beginning is not Beginning.WHOLE_COURSE
    return -episode.course_began_on.toordinal(), is_step, -episode.first_dose.toordinal()


def code_of(effect: Effect) -> str:
    """What tells an effect from the patient's others in the address."""
    whole = [effect.episode.beginning.value] if effect.episode.beginning is Beginning.WHOLE_COURSE else []
    return " ".join([effect.episode.first_dose.isoformat(), effect.episode.drug, *whole])


def effect_otherwise(seen: PatientView, effect: Effect, words: Words) -> dict[str, Effect]:
    """The same effect with days counted in each of `other_ways`, when asked for: seconds pass. Empty while it is not.

    There is nothing to ask for of an effect that is not judged.
    """
    if effect.reasons or not st.toggle(words("effect-sensitivity-ask"), key="otherwise-wanted"):
        return {}
    ways = other_ways(seen.settings, has_excluded=bool(seen.file.excluded))
    return {way: effect_under(seen, effect, settings) for way, settings in ways.items()}


def effect_under(seen: PatientView, effect: Effect, settings: Settings) -> Effect:
    """The same effect with days counted as `settings` have it."""
    key = (seen.as_of, settings)
    found = reading.kept("effects under settings", seen.records, key, lambda: _effects(seen, settings))
    return next(one for one in found if one.episode == effect.episode)


def _effects(seen: PatientView, settings: Settings, *, bounds: bool = False) -> tuple[Effect, ...]:
    found = effects(seen.records, seen.basis.under(settings), bounds=bounds)
    return found.get(seen.patient_id, ())


def wearing_off_of(seen: PatientView, effect: Effect) -> WearingOff | None:
    """Whether the effect lasts until the next dose; None for a treatment without doses at intervals."""
    episode = effect.episode
    if episode.first_dose > seen.as_of or not has_long_intervals(episode):
        return None
    entries = seen.entries(Window(episode.first_dose, seen.as_of))
    return wearing_off(episode, [entry for entry in entries if episode.covers(entry.date)])


def stopping_of(seen: PatientView, effect: Effect) -> AfterStopping | None:
    """The course after the treatment ended; None while it goes on."""
    courses = reading.kept("after stopping", seen.records, seen.as_of, lambda: _after_stopping(seen))
    return next((one for one in courses if one.episode == effect.episode), None)


def _after_stopping(seen: PatientView) -> tuple[AfterStopping, ...]:
    offered = [effect.episode for effect in _offered(seen)]
    all_episodes = [one for one in offered if one.beginning is not Beginning.WHOLE_COURSE]
    with seen.records.connect() as connection:
        return after_stopping(connection, seen.patient_id, all_episodes, seen.basis)


def today(seen: PatientView) -> Today:
    """The answer of today."""
    return reading.kept("today", seen.records, seen.as_of, lambda: _today(seen))


def _today(seen: PatientView) -> Today:
    effect, since, line = seen.newest_effect, since_last_visit(seen), line_of(seen)
    with seen.records.connect() as connection:
        unread = may_be_treated(connection, [seen.patient_id], seen.as_of)
    return Today(
        seen.recent,
        effect,
        line.groups if line else (),
        line.lost if line else (),
        line,
        wearing_off=_lasts(seen, effect.episode) if effect and effect.episode.runs_on(seen.as_of) else None,
        since_visit=since[1] if since else None,
        may_be_treated=seen.patient_id in unread,
    )


def _lasts(seen: PatientView, episode: Episode) -> WearingOff | None:
    with seen.records.connect() as connection:
        return between_doses(connection, {seen.patient_id: episode}, seen.basis).get(seen.patient_id)


def since_last_visit(seen: PatientView) -> tuple[date, Course] | None:
    """The last visit to compare with, and the last 28 days against those before it; None without one."""
    with seen.records.connect() as connection:
        found = since_last_visits(connection, {seen.patient_id: seen.file.visits}, seen.basis)
    return found.get(seen.patient_id)
