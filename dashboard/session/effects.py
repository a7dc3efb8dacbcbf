"""The effects of one patient's treatments, and which of them is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from analysis.days.definitions import PROFILES
from analysis.effect import Effect, effects
from analysis.effect.courses.after_stopping import AfterStopping, Course, after_stopping, since_visit
from analysis.effect.courses.wearing_off import WearingOff, wearing_off
from analysis.episodes.episode import Beginning
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from dashboard.sections.effect.phrases import treatment_text
from dashboard.sections.effect.verdict import newest
from dashboard.session import address, reading
from dashboard.session.view import Nothing, PatientView
from dashboard.texts import Words


def choose_effect(seen: PatientView, words: Words) -> Effect:
    """The effect of the chosen treatment, the newest unless another is chosen. Raises Nothing without any treatment.

    A course with steps of the dose can be chosen as a whole too. The effect tells what the empty days could change.
    """
    offered = _offered(seen)
    found = {_code(effect): effect for effect in sorted(offered, key=_newest_course_first)}
    first = newest(offered)
    if first is None:
        raise Nothing("effect-none")
    chosen = address.read_choice("treatment", tuple(found), _code(first))
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


def _code(effect: Effect) -> str:
    whole = [effect.episode.beginning.value] if effect.episode.beginning is Beginning.WHOLE_COURSE else []
    return " ".join([effect.episode.first_dose.isoformat(), effect.episode.drug, *whole])


def effect_otherwise(seen: PatientView, effect: Effect) -> dict[str, Effect]:
    """The same effect with days counted otherwise: by other definitions, with late entries, excluded periods or not."""
    settings = seen.settings
    ways = {profile: replace(settings, profile=profile) for profile in PROFILES if profile != settings.profile}
    if not settings.count_retrospective:
        ways["retrospective"] = replace(settings, count_retrospective=True)
    if seen.file.excluded:
        ways["excluded"] = replace(settings, count_excluded=not settings.count_excluded)
    return {name: effect_under(seen, effect, way) for name, way in ways.items()}


def effect_under(seen: PatientView, effect: Effect, settings: Settings) -> Effect:
    """The same effect with days counted as `settings` have it."""
    key = (seen.as_of, settings)
    found = reading.kept("effects under settings", seen.records, key, lambda: _effects(seen, settings))
    return next(one for one in found if one.episode == effect.episode)


def _effects(seen: PatientView, settings: Settings, *, bounds: bool = False) -> tuple[Effect, ...]:
    patients = (seen.patient_id,)
    found = effects(seen.records, as_of=seen.as_of, patients=patients, settings=settings, bounds=bounds)
    return found.get(seen.patient_id, ())


def wearing_off_of(seen: PatientView, effect: Effect) -> WearingOff | None:
    """Whether the effect lasts until the next dose; None for a treatment without doses at intervals."""
    episode = effect.episode
    if episode.first_dose > seen.as_of:
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
        return after_stopping(connection, seen.patient_id, all_episodes, as_of=seen.as_of, settings=seen.settings)


def last_comparable_visit(seen: PatientView) -> date | None:
    """The day of the last visit that lies a whole window back or more."""
    latest = seen.as_of - timedelta(days=WINDOW_DAYS)
    return max((visit.date for visit in seen.file.visits if visit.date <= latest), default=None)


def since_last_visit(seen: PatientView) -> Course | None:
    """The last 28 days against those before that visit; None without one."""
    visit = last_comparable_visit(seen)
    if visit is None:
        return None
    with seen.records.connect() as connection:
        return since_visit(connection, seen.patient_id, visit, as_of=seen.as_of, settings=seen.settings)
