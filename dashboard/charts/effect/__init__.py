"""Charts of the effect of a treatment."""
