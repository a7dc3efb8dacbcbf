"""How much a preventive treatment changed a diary: baseline against treatment, with an uncertainty that is true."""

from analysis.effect.finding import CANNOT_BE_JUDGED, JUDGED, Effect
from analysis.effect.judgement import effects

__all__ = ["CANNOT_BE_JUDGED", "JUDGED", "Effect", "effects"]
