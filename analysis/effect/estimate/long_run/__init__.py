"""The fall of a person's long-run level since treatment began, in a model that lets months differ.

    long_run(days_before, days_on)

The weekly level moves about the person's, days within a week hang together, the treatment shifts the level once, at
once or after some weeks; all is summed exactly on a grid (`posterior`). Nothing is drawn at random: the same diary
gives the same figures. How often the intervals hold the truth, in worlds that are not the model, stands in
docs/calibration.md. Cautions: it cannot tell the drug from whatever else changed for good when treatment began, and
days left empty because of headache bias level and interval alike.
"""

from analysis.effect.estimate.long_run.answer import FALLS, LEVEL, LeftNow, LongRun, long_run

__all__ = ["FALLS", "LEVEL", "LeftNow", "LongRun", "long_run"]
