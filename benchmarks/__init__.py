"""Measurements of the program, each with a fixed seed: not tests, and not part of what is installed."""
