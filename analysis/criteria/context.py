"""The rules around the figures: how a change is estimated, how others fared, who looks, and how it is worded."""

from __future__ import annotations

from analysis.criteria.rule import LOCAL_SETTING, Rule

_CHANGE = (
    ("STAT-1", "markov2020", "V", "analysis.effect.estimate.model", "analysis/effect/estimate/test_model"),
    ("STAT-10", LOCAL_SETTING, "P", "analysis.effect.estimate.model", "analysis/effect/estimate/test_model"),
    ("STAT-12", LOCAL_SETTING, "P", "analysis.effect.estimate.bounds", "analysis/effect/estimate/test_bounds"),
    ("STAT-13", LOCAL_SETTING, "P", "analysis.effect.grades", "analysis/effect/test_grades_limits"),
    ("STAT-14", LOCAL_SETTING, "P", "analysis.effect.gates", "analysis/effect/test_limits"),
    (
        "STAT-16",
        LOCAL_SETTING,
        "D; P",
        "analysis.effect.estimate.long_run",
        "analysis/effect/estimate/test_calibration",
    ),
)

_OTHERS = (
    ("VAR-1", "serrano2017", "V", "analysis.patterns.variation", "analysis/patterns/test_chance"),
    ("VAR-2", "dumkrieger2024", "V", "analysis.patterns.variation", "analysis/patterns/test_chance"),
    ("ORA-1", "dmkg2022", "V", "analysis.clinic.published", "analysis/clinic/test_clinic"),
    ("ORA-2", "garlit2021", "V", "analysis.clinic.published", "analysis/clinic/test_clinic"),
    ("ORA-3", "barbanti2025", "V", "analysis.clinic.published", "analysis/clinic/test_clinic"),
    ("ORA-4", "charite2023", "V", "analysis.clinic.published", "analysis/clinic/test_clinic"),
    ("ORA-6", "sweden_persistence", "V, low quality", "analysis.clinic.published", "analysis/clinic/test_clinic"),
)

_ACCESS = (
    ("LOG-1", "pdl", "V", "analysis.store.access_log", "analysis/store/test_door"),
    ("LOG-2", "hslf_fs_2016_40", "V; U", "analysis.store.access_log", "analysis/store/test_door"),
    ("LOG-3", "imy", "V", "analysis.store.door", "analysis/store/test_door"),
    ("LOG-4", "hslf_fs_2016_40", "V", "analysis.store.access_log", "analysis/store/test_access_log"),
    ("LOG-5", "hslf_fs_2016_40", "V", "analysis.store.access_log", "analysis/store/test_access_log"),
    ("LOG-6", "pdl", "V", "analysis.store.door", "analysis/store/test_access_log"),
    ("LOG-9", LOCAL_SETTING, "P", "analysis.store.door", "analysis/store/test_access_log"),
    ("LOG-10", LOCAL_SETTING, "P", "analysis.clinic.hiding", "analysis/clinic/test_hiding"),
)

_WORDING = (
    ("MDR-8", LOCAL_SETTING, "P", "dashboard.texts", "analysis/criteria/test_texts"),
    ("MDR-9", LOCAL_SETTING, "P", "dashboard.texts", "analysis/criteria/test_texts"),
)

_FINDINGS = (
    ("VAR-3", "vanderkuy2002", "V"),
    ("VAR-4", "crossover2019", "V"),
    ("VAR-5", "placebo2023", "V"),
    ("VAR-6", "msense", "V"),
)

RULES: tuple[Rule, ...] = (
    *(
        Rule(rule, source, certainty, where, f"tests/{test}.py")
        for rule, source, certainty, where, test in (*_CHANGE, *_OTHERS, *_ACCESS, *_WORDING)
    ),
    *(Rule(rule, source, certainty, reason="finding") for rule, source, certainty in _FINDINGS),
)
