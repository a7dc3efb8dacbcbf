"""The rules that other modules work out, each with its module and its test."""

from __future__ import annotations

from analysis.criteria.criterion import Limit
from analysis.criteria.rule import CLINIC_RULE, DERIVED, LOCAL_SETTING, WELL_KNOWN, Rule
from analysis.days.definitions import PROFILES
from analysis.days.recorded import (
    AURA_MINUTES,
)
from analysis.days.worst_pain import MODERATE, MODERATE_INTENSITY, SEVERE, SEVERE_INTENSITY
from analysis.patterns import SHORTEST_GAP
from analysis.settings import shipped
from analysis.windows import WINDOW_DAYS

SETTINGS = shipped()
"""The limits a clinic may set, as shipped."""

COUNTS, DAYS, TOLD, PROFILE = (
    "analysis.counts.counted",
    "analysis.days.classified",
    "analysis.days.recorded",
    "analysis.days.definitions",
)
WINDOWS, COMPLETENESS, PATTERNS, DRUGS = (
    "analysis.windows",
    "analysis.counts.completeness",
    "analysis.patterns",
    "analysis.drugs",
)
INSTRUMENTS, ENTRIES = "analysis.instruments", "analysis.days.day_by_day"

OF_COUNTS, OF_DAYS = "tests/oracle/test_counts.py", "tests/analysis/days/test_classified.py"
OF_DIARIES, OF_KINDS = "tests/golden/test_diaries.py", "tests/analysis/criteria/test_kinds.py"
OF_PROFILES, OF_PATTERNS = "tests/analysis/days/test_definitions.py", "tests/analysis/patterns/test_shares.py"
OF_WINDOWS, OF_DRUGS = "tests/analysis/test_windows.py", "tests/analysis/drugs/test_drugs.py"
OF_ENTRIES = "tests/analysis/days/test_day_by_day.py"
OF_INSTRUMENTS = "tests/analysis/instruments/test_instruments.py"

_COUNTING = (
    Rule("TRI-1", DERIVED, "D", "analysis.outcomes", OF_COUNTS),
    Rule("TRI-2", CLINIC_RULE, "FAQ; V", COUNTS, OF_DIARIES),
    Rule("TRI-3", LOCAL_SETTING, "P", COUNTS, OF_DIARIES),
    Rule("DAY-1", "nct02621931", "V", "analysis.querying.schema", OF_DIARIES),
    Rule("DAY-2", "vanderarend_thesis", "V", DAYS, OF_DAYS),
    Rule("DAY-2b", LOCAL_SETTING, "P", DAYS, "tests/analysis/criteria/test_kinds.py"),
    Rule("DAY-3", "ichd3", "V", DAYS, OF_DAYS),
    Rule("DAY-4", WELL_KNOWN, "V; W 95%", WINDOWS, OF_WINDOWS, (Limit("window", WINDOW_DAYS, "=", "days"),)),
    Rule("DAY-5", "progress", "V", "analysis.criteria.rule", "tests/analysis/criteria/test_chronic_migraine.py"),
    Rule("DAY-6", "vanderarend2023", "V", "analysis.summary", OF_PROFILES),
    Rule("CMP-1", CLINIC_RULE, "FAQ", ENTRIES, OF_ENTRIES),
    Rule("CMP-2", CLINIC_RULE, "P; FAQ", COUNTS, OF_DIARIES),
    Rule("CMP-3", LOCAL_SETTING, "P", COMPLETENESS, OF_DIARIES),
    Rule("CMP-4", LOCAL_SETTING, "P; U", ENTRIES, OF_DIARIES, (Limit("lock_days", SETTINGS.lock_days, "=", "days"),)),
    Rule("CMP-5", "vanderarend_thesis", "V; P", PATTERNS, OF_PATTERNS),
    Rule("CMP-6", LOCAL_SETTING, "P", PATTERNS, OF_PATTERNS, (Limit("gap", SHORTEST_GAP, "≥", "days"),)),
    Rule("CMP-20", "nct02621931", "V", COUNTS, OF_DIARIES),
    Rule(
        "CMP-21",
        LOCAL_SETTING,
        "P; V; W",
        COMPLETENESS,
        OF_DIARIES,
        tuple(Limit(f"filled_{tier}", getattr(SETTINGS, tier)) for tier in ("green", "yellow", "orange")),
    ),
    Rule("CMP-25", DERIVED, "D; P", COUNTS, OF_COUNTS),
)

_DEFINITIONS = (
    *(Rule(profile.id, profile.source, profile.certainty, PROFILE, OF_PROFILES) for profile in PROFILES.values()),
    Rule("MD-10", "vanderarend2023", "V", PROFILE, OF_PROFILES),
    Rule("MD-11", DERIVED, "D", COUNTS, OF_PROFILES),
    Rule(
        "MA-N",
        "vanderarend_thesis",
        "V",
        TOLD,
        OF_DAYS,
        (Limit("aura", AURA_MINUTES[0], "≥", "minutes"), Limit("aura", AURA_MINUTES[1], "≤", "minutes")),
    ),
    Rule("HD-1", LOCAL_SETTING, "V; P", DAYS, OF_DAYS),
    Rule(
        "HD-2",
        "halo_cm",
        "V; W 80%",
        TOLD,
        OF_DAYS,
        (Limit("severity", MODERATE, "≥", "of 3"), Limit("intensity", MODERATE_INTENSITY, "≥", "of 10")),
    ),
    Rule(
        "HD-3",
        WELL_KNOWN,
        "W 80%",
        TOLD,
        OF_DAYS,
        (Limit("severity", SEVERE, "≥", "of 3"), Limit("intensity", SEVERE_INTENSITY, "≥", "of 10")),
    ),
    Rule("HD-4", LOCAL_SETTING, "P", DAYS, OF_KINDS),
    Rule("HD-5", "vanderarend2023", "V; P", DAYS, OF_DAYS),
    Rule("AMD-1", WELL_KNOWN, "W 97%", TOLD, OF_DAYS),
    Rule("AMD-2", "halo_cm", "V; W 85%", DRUGS, OF_KINDS),
    Rule("AMD-3", "tlv", "V", DRUGS, OF_DRUGS),
    Rule("AMD-4", "burden2020", "V", PATTERNS, OF_PATTERNS),
    Rule("AMD-5", "halo_hours", "V", PATTERNS, OF_PATTERNS),
    Rule("ATC-1", WELL_KNOWN, "W 97%", DRUGS, OF_DRUGS),
    Rule("ATC-2", WELL_KNOWN, "V", DRUGS, OF_DRUGS),
)

_WINDOWS = (
    Rule("WIN-1", "advance", "V", WINDOWS, OF_WINDOWS, (Limit("baseline", WINDOW_DAYS, "=", "days"),)),
    Rule("WIN-2", "progress", "V", WINDOWS, OF_WINDOWS),
    Rule("WIN-5", DERIVED, "D", WINDOWS, OF_DIARIES),
    Rule("WIN-6", "ostergotland", "V", WINDOWS, OF_WINDOWS),
    Rule("WIN-8", "danish2021", "V; W 95%", DRUGS, OF_DRUGS),
)

_OF_COURSES = (
    ("CMP-22", LOCAL_SETTING, "P; FAQ", "effect.gates", "effect/test_judgement"),
    ("CMP-26", LOCAL_SETTING, "P", "effect.judgement", "effect/test_judgement"),
    ("WIN-3", "progress", "V; W 92%", "effect.judgement", "effect/test_judgement"),
    ("WIN-4", LOCAL_SETTING, "P", "effect.judgement", "effect/test_judgement"),
    ("WIN-7", "helfo", "V", "effect.co_interventions", "effect/test_co_interventions"),
    ("WIN-9", LOCAL_SETTING, "P", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
    ("WIN-10", LOCAL_SETTING, "P", "episodes.episode", "episodes/test_episodes"),
    ("WIN-11", LOCAL_SETTING, "P; V", "effect.co_interventions", "effect/test_co_interventions"),
    ("EVAL-1", "sacco2022", "V", "episodes.episode", "episodes/test_episodes"),
    ("EVAL-2", "continuation2023", "V-2nd", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-3", "continuation2023", "V-2nd", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-4", "nt_radet2019", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-5", "bendtsen2018", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-6", "nice_ta260", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-8", "ihs2024", "W 80%", "episodes.episode", "episodes/test_episodes"),
    ("EVAL-N-TA682", "nice_ta682", "V-2nd", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-N-TA764", "nice_ta764", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-N-TA659", "nice_ta659", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-N-TA871", "nice_ta871", "V-2nd", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-N-TA973", "nice_ta973", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("EVAL-N-TA906", "nice_ta906", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("RESP-1", WELL_KNOWN, "W 98%", "effect.responders", "effect/test_responders"),
    ("RESP-2", "evolve1", "V", "effect.responders", "effect/test_responders"),
    ("RESP-3", "halo_responders2020", "V", "effect.responders", "effect/test_responders"),
    ("RESP-4", "barbanti2025", "V", "effect.responders", "effect/test_responders"),
    ("RESP-5", "charite2023", "V", "effect.continuation.rules", "effect/continuation/test_continuation"),
    ("RESP-6", LOCAL_SETTING, "P", "effect.responders", "effect/test_responders"),
    ("RESP-7", LOCAL_SETTING, "P", "effect.responders", "effect/test_responders"),
    ("RESP-8", "halo_responders2020", "V; W 70%", "effect.responders", "effect/test_responders"),
    ("RESP-9", DERIVED, "D", "effect.responders", "effect/test_responders"),
    ("RESP-10", "evolve_sustained2018", "V", "effect.responders", "effect/test_responders"),
    ("RESP-11", "nt_radet2019", "V", "effect.responders", "effect/test_judgement"),
    ("RESP-12", LOCAL_SETTING, "P", "effect.judgement", "effect/test_judgement"),
    ("GOAL-1", "sacco2025", "V", "effect.responders", "effect/test_responders"),
    ("GOAL-2", "sacco2025", "V", "effect.responders", "effect/test_responders"),
    ("GOAL-3", "sacco2025", "V", "effect.responders", "effect/test_responders"),
    ("GOAL-4", "sacco2025", "V", "effect.responders", "effect/test_responders"),
    ("WEAR-1", "wearing_off2023", "V", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
    ("WEAR-3", "wearing_off2023", "V; U", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
    ("WEAR-4", LOCAL_SETTING, "P", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
    ("WEAR-5", LOCAL_SETTING, "P", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
    ("CMP-24", "griffiths2022", "V", "effect.courses.wearing_off", "effect/courses/test_wearing_off"),
)

_COURSES = tuple(
    Rule(rule, source, certainty, f"analysis.{module}", f"tests/analysis/{test}.py")
    for rule, source, certainty, module, test in _OF_COURSES
)

_QUESTIONNAIRES = tuple(
    Rule(f"PRO-{number}", source, certainty, where, OF_INSTRUMENTS)
    for number, source, certainty, where in (
        (1, "yang2011", "V; W 98%", f"{INSTRUMENTS}.hit6"),
        (2, "yang2011", "W 97%", f"{INSTRUMENTS}.hit6"),
        (3, "houts2020", "V", f"{INSTRUMENTS}.hit6"),
        (4, "janusinfo", "V; D", f"{INSTRUMENTS}.hit6"),
        (5, "stewart2001", "V; W 90%", f"{INSTRUMENTS}.midas"),
        (6, "continuation2023", "V-2nd", f"{INSTRUMENTS}.midas"),
        (7, "stewart2001", "W 95%", f"{INSTRUMENTS}.midas"),
        (8, WELL_KNOWN, "V; W 95%", f"{INSTRUMENTS}.msq"),
        (9, "cole2009", "V", f"{INSTRUMENTS}.msq"),
        (10, "promise1", "V", f"{INSTRUMENTS}.pgic"),
        (12, "lipton2015", "W 75%", f"{INSTRUMENTS}.mtoq"),
        (14, WELL_KNOWN, "V; W 85%", INSTRUMENTS),
    )
)

RULES: tuple[Rule, ...] = (*_COUNTING, *_DEFINITIONS, *_WINDOWS, *_COURSES, *_QUESTIONNAIRES)
