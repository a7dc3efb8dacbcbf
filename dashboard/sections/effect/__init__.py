"""What is told of the effect of a treatment."""
