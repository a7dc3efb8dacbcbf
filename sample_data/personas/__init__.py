"""The invented patients, in order of their number."""

from __future__ import annotations

from sample_data.personas.acute_medication import PATIENTS as ACUTE_MEDICATION
from sample_data.personas.diary_keeping import PATIENTS as DIARY_KEEPING
from sample_data.personas.evaluation import PATIENTS as EVALUATION
from sample_data.personas.headache_patterns import PATIENTS as HEADACHE_PATTERNS
from sample_data.personas.treatment_changes import PATIENTS as TREATMENT_CHANGES
from sample_data.personas.treatment_effect import PATIENTS as TREATMENT_EFFECT

PERSONAS = (*TREATMENT_EFFECT, *EVALUATION, *TREATMENT_CHANGES, *ACUTE_MEDICATION, *HEADACHE_PATTERNS, *DIARY_KEEPING)
