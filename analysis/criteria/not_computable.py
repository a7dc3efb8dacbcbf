"""The rules that a daily diary cannot answer, and the findings that are context rather than rules, with the reason.

- `clinician`: asks for history or examination
- `aura_detail`: asks for what a diary does not record of an aura
- `many_a_day`: asks for attacks by the hour
- `complete_diary`: cannot follow from a diary that names every drug
- `not_recorded`: asks for what no table holds
- `finding`: a published figure that helps to read the others
- `trial_only`: holds in the trial for which it was made
- `guidance`: advice on care, which the program does not give
- `unverified`: rests on a text nobody has read
"""

from __future__ import annotations

from analysis.criteria.rule import DERIVED, LOCAL_SETTING, WELL_KNOWN, Rule

REASONS = (
    "clinician",
    "aura_detail",
    "many_a_day",
    "complete_diary",
    "not_recorded",
    "finding",
    "trial_only",
    "guidance",
    "unverified",
)

_TABLE = (
    ("MIG-1E", "ichd3", "V", "clinician"),
    ("MA-A", "ichd3", "W 99%", "aura_detail"),
    ("MA-B", "ichd3", "W 99%", "aura_detail"),
    ("MA-C", "ichd3", "W 98%", "aura_detail"),
    ("MA-D", "ichd3", "W 99%", "clinician"),
    ("CM-6", "ichd3", "W 95%", "guidance"),
    ("CH-1", "nct02945046", "V; W 97%", "many_a_day"),
    ("CH-2", LOCAL_SETTING, "P", "many_a_day"),
    ("MOH-9", "ichd3", "W 92%", "complete_diary"),
    ("EVAL-9", "barbanti2025", "V", "finding"),
    ("EVAL-10", "raffaelli2021", "V", "finding"),
    ("EVAL-11", "raffaelli2022", "V", "finding"),
    ("CMP-10", "halo_cm", "V; W 85%", "trial_only"),
    ("CMP-11", "advance", "V; W 75%", "trial_only"),
    ("CMP-12", "strive", "W 88%; W 80%", "trial_only"),
    ("CMP-13", "evolve1", "V; W 78%", "trial_only"),
    ("CMP-14", "promise1", "W 80%; U", "trial_only"),
    ("CMP-15", "deliver", "V", "trial_only"),
    ("CMP-16", "interictal_promise2", "V", "trial_only"),
    ("CMP-17", "preempt", "W 80%", "trial_only"),
    ("CMP-18", WELL_KNOWN, "W 88%; U", "unverified"),
    ("CMP-23", DERIVED, "D", "trial_only"),
    ("MIS-1", "heyer2015", "V", "finding"),
    ("MIS-2", WELL_KNOWN, "W 85%", "finding"),
    ("MIS-3", "vanderarend_thesis", "V", "finding"),
    ("MIS-4", "n1_headache", "V", "finding"),
    ("MIS-5", "khurana2024", "V", "finding"),
    ("MIS-6", "krogh2016", "V", "finding"),
    ("MIS-7", "stone2002", "W 95%", "finding"),
    ("MIS-8", "recall2020", "V", "finding"),
    ("MIS-9", "mckenzie2009", "V", "finding"),
    ("MIS-10", "ampp_rounding", "V", "finding"),
    ("MIS-11", "houle2017", "V", "finding"),
    ("MIS-12", DERIVED, "D", "finding"),
    ("MIS-13", WELL_KNOWN, "U", "unverified"),
    ("GOAL-5", "ehf2020_refractory", "W 90%", "clinician"),
    ("VAL-1", "diagnostics2024", "abstract read", "finding"),
    ("ORA-8", "jnnp2024", "abstract read", "finding"),
    ("CTX-1", "ahs2024", "V-2nd", "finding"),
    ("WEAR-2", "wearing_off2023", "V", "finding"),
    ("PRO-11", WELL_KNOWN, "W 80%", "not_recorded"),
    ("PRO-13", "continuation2023", "V-2nd", "not_recorded"),
    ("SE-1", "national_guideline2023", "V", "guidance"),
    ("SE-3", "janusinfo", "V", "guidance"),
    ("SE-4", "neuroregistret", "V", "not_recorded"),
    ("SE-5", WELL_KNOWN, "U", "unverified"),
    ("SE-6", WELL_KNOWN, "V; W 95%; U", "clinician"),
)

RULES: tuple[Rule, ...] = tuple(
    Rule(rule, source, certainty, reason=reason) for rule, source, certainty, reason in _TABLE
)
